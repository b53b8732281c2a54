"""From bytes to text: size, kind of content and encoding are settled before anything is read."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.words import phrase

LARGEST_TEXT = 4 * 1024 * 1024
"""A screenplay of 300 pages is half a megabyte; more than this is no screenplay."""
MOST_LINES = 40_000
"""A screenplay of 300 pages has some 20,000 lines."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0", "old_office"),
    (b"{\\rtf", "rtf"),
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x1f\x8b", "zip"),
    (b"BZh", "zip"),
    (b"7z\xbc\xaf", "zip"),
    (b"SQLite format 3", "database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90", "program"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")
_ODD = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def content_kind(head: bytes) -> str | None:
    """What the first bytes of a file give away, when it is not plain text."""
    return next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)


def read_head(file: Path, size: int = 4096) -> bytes:
    """The first bytes of a file."""
    with file.open("rb") as stream:
        return stream.read(size)


def check_file(file: Path, largest: int) -> Finding | None:
    """The finding that forbids reading this file, if any: missing, empty, too large."""
    if file.is_dir():
        return finding(
            "formats", "FIL-101", Severity.ERROR, file.name, why=phrase("formats.script_is_folder")
        )
    if not file.exists():
        return finding("formats", "FIL-101", Severity.ERROR, file.name, why=phrase("formats.script_missing"))
    try:
        size = file.stat().st_size
        head = read_head(file, 1)
    except OSError as trouble:
        return finding("formats", "FIL-101", Severity.ERROR, file.name, why=trouble.strerror or "?")
    if size == 0 or not head:
        return finding("formats", "FIL-102", Severity.ERROR, file.name)
    if size > largest:
        return finding(
            "formats", "FIL-103", Severity.ERROR, file.name, size=size // 1024**2, largest=largest // 1024**2
        )
    return None


def not_a_screenplay(file: Path, kind: str) -> Finding:
    """The finding for a file whose content is something else."""
    return finding(
        "formats", "FIL-104", Severity.ERROR, file.name, what=phrase(f"formats.script_content_{kind}")
    )


def decode(file: Path) -> tuple[str | None, tuple[Finding, ...]]:
    """Text of a file with plain line ends.

    UTF-8, UTF-16 and UTF-32 are recognised by mark or by shape, else Windows-1256 (Arabic) or
    Windows-1252. Findings: FIL-101 to FIL-106; FIL-115 too many lines.
    """
    refused = check_file(file, LARGEST_TEXT)
    if refused:
        return None, (refused,)
    data = file.read_bytes()
    kind = content_kind(data[:16])
    if kind:
        return None, (not_a_screenplay(file, kind),)
    text, encoding, damaged = _decode(data)
    if text is None:
        return None, (not_a_screenplay(file, "binary"),)
    if _CONTROL.search(text):
        text = _CONTROL.sub("", text)
    if not text.strip():
        return None, (finding("formats", "FIL-102", Severity.ERROR, file.name),)
    findings: list[Finding] = []
    if damaged:
        line = str(text.count("\n", 0, max(0, text.find("\ufffd"))) + 1)
        findings.append(
            finding("formats", "FIL-106", Severity.WARNING, f"{file.name}:{line}", count=text.count("\ufffd"))
        )
    elif encoding.startswith("cp"):
        name = f"Windows-{encoding[2:]}"
        findings.append(finding("formats", "FIL-105", Severity.INFO, file.name, encoding=name))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    count = text.count("\n")
    if count > MOST_LINES:
        text = "\n".join(text.split("\n", MOST_LINES)[:MOST_LINES])
        where = f"{file.name}:{MOST_LINES}"
        findings.append(finding("formats", "FIL-115", Severity.ERROR, where, lines=count, read=MOST_LINES))
    return text, tuple(findings)


def _decode(data: bytes) -> tuple[str | None, str, bool]:
    """(text, encoding, whether some bytes could not be read)."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_mark(data, mark, encoding)
    wide = _wide(data[:4096])
    if wide:
        return data.decode(wide, "replace"), wide, False
    if _ODD.search(data[:65536]) and len(_ODD.findall(data[:65536])) > 2 + len(data[:65536]) // 200:
        return None, "", False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3:
            return data[: error.start].decode("utf-8"), "utf-8", False
    runs = _HIGH_RUN.findall(data[:262144])
    if _mostly_utf8(data[:262144], len(runs)):
        return data.decode("utf-8", "replace"), "utf-8", True
    long_runs = sum(len(run) > 2 for run in runs)
    encoding = "cp1256" if long_runs * 2 > len(runs) else "cp1252"
    return data.decode(encoding, "replace"), encoding, False


def _with_mark(data: bytes, mark: bytes, encoding: str) -> tuple[str | None, str, bool]:
    body = data[len(mark) :] if encoding == "utf-8" else data
    unit = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    body = body[: len(body) - len(body) % unit]
    text = body.decode(encoding, "replace")
    return text, encoding, "\ufffd" in text[:-1]


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero (or an Arabic page number) in every second byte."""
    if len(head) < 8:
        return None
    even, odd = head[0::2], head[1::2]
    for encoding, high in (("utf-16-le", odd), ("utf-16-be", even)):
        if sum(b in (0x00, 0x06) for b in high) > 0.9 * len(high):
            return encoding
    return None


def _mostly_utf8(data: bytes, runs: int) -> bool:
    broken = data.decode("utf-8", "replace").count("\ufffd")
    return runs > 4 and broken * 5 < runs
