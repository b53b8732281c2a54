"""Universal Schedule Standard 1.0 (`.uss`): breakdowns to and from other scheduling programs."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any

from tournage.breakdown.model import Breakdown
from tournage.formats.decode import check_file
from tournage.formats.uss_read import read_document
from tournage.formats.uss_write import write
from tournage.kernel.findings import Finding, Severity, finding

__all__ = ["PAPER", "SUFFIXES", "read", "read_text", "write"]

PAPER = "breakdown"
SUFFIXES = (".uss",)
LARGEST = 64 * 1024 * 1024


def read(file: Path) -> tuple[Breakdown | None, tuple[Finding, ...]]:
    """Read a breakdown leniently: what can be used is used, and what was left out is said.

    Findings: FIL-101 to FIL-103 about the file; FIL-301 not JSON; FIL-302 not a schedule file;
    FIL-303 another version; FIL-304 an entry left out; FIL-305 a value read as best it could;
    FIL-306 stripboards and calendars, which are not read.
    """
    trouble = check_file(file, LARGEST)
    if trouble is not None:
        return None, (trouble,)
    return read_text(_decode(file.read_bytes()), file.name)


def read_text(text: str, name: str) -> tuple[Breakdown | None, tuple[Finding, ...]]:
    """Read a breakdown from the text of a file called `name`."""
    try:
        document: Any = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{name}:{error.lineno}"
        return None, (finding("formats", "FIL-301", Severity.ERROR, where, why=error.msg),)
    except (RecursionError, ValueError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return None, (finding("formats", "FIL-301", Severity.ERROR, name, why=why),)
    return read_document(document, name)


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")
