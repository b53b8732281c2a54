"""Final Draft screenplays (.fdx): scene numbers, lengths, pages, tags, dual dialogue, revisions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tournage.formats.decode import check_file, content_kind, not_a_screenplay, read_head
from tournage.formats.fdx_content import Content, TooManyElementsError, build_script
from tournage.kernel.findings import Finding, Severity, finding
from tournage.script.model import Episode, RawScript

PAPER = "script"
SUFFIXES = (".fdx", ".fdxt")
LARGEST_FDX = 32 * 1024 * 1024
_CHUNK = 1 << 16


def read(file: Path) -> tuple[RawScript | None, tuple[Finding, ...]]:
    """Read a Final Draft file; one that breaks off is read as far as it goes.

    Findings: FIL-101 to FIL-104; FIL-107 breaks off; FIL-108 forbidden XML; FIL-109 not Final Draft;
    FIL-116 longer than any screenplay; SCR-108 unreadable length.
    """
    refused = check_file(file, LARGEST_FDX)
    if refused:
        return None, (refused,)
    kind = content_kind(read_head(file, 16))
    if kind:
        return None, (not_a_screenplay(file, kind),)
    content = Content()
    trouble = _feed(file, content)
    if content.root not in (None, "FinalDraft"):
        return None, (
            finding("formats", "FIL-109", Severity.ERROR, f"{file.name}:1", root=content.root or "?"),
        )
    if trouble is not None and (trouble.code == "FIL-108" or not content.paragraphs):
        return None, (trouble,)
    raw, findings = build_script(content, file.name)
    return raw, ((trouble,) if trouble else ()) + findings


def _feed(file: Path, content: Content) -> Finding | None:
    """Pour the file through the parser; the finding when it stops before the end."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser: Any = DefusedXMLParser(target=content, forbid_dtd=True)
    content.line_of = lambda: int(parser.parser.CurrentLineNumber)
    try:
        with file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
                if content.root not in (None, "FinalDraft"):
                    return None
        parser.close()
    except TooManyElementsError:
        where = f"{file.name}:{content.line_of()}"
        return finding("formats", "FIL-116", Severity.ERROR, where, read=len(content.paragraphs))
    except DefusedXmlException:
        return finding("formats", "FIL-108", Severity.ERROR, f"{file.name}:{content.line_of()}")
    except (ParseError, LookupError, ValueError):
        line = content.line_of()
        return finding("formats", "FIL-107", Severity.ERROR, f"{file.name}:{line}", line=str(line))
    return None


def write(episode: Episode) -> str:
    """Write an episode as a Final Draft document."""
    from tournage.formats.fdx_write import write_fdx

    return write_fdx(episode)
