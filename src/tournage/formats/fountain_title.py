"""The title page of Fountain: keys and values before the first empty line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tournage.formats.fountain_notes import unescape, without_marks
from tournage.script.headings import is_heading
from tournage.script.letters import in_capitals

_KEY = re.compile(r"^([^\W\d_][^:\n]{0,39}?)\s*:(?!//)[ \t]*(.*)$")
_KNOWN = frozenset(
    [
        "title",
        "credit",
        "author",
        "authors",
        "source",
        "notes",
        "note",
        "draft",
        "date",
        "contact",
        "copyright",
        "revision",
        "episode",
        "series",
        "season",
        "written",
        "by",
        "format",
        "font",
        "subtitle",
        "language",
        "company",
        "production",
        "director",
        "producer",
        "draft#",
        "titre",
        "auteur",
        "auteurs",
        "autrice",
        "scénario",
        "scénariste",
        "réalisation",
        "réalisateur",
        "épisode",
        "série",
        "contact",
        "droits",
        "version",
        "العنوان",
        "عنوان",
        "تأليف",
        "سيناريو",
        "قصة",
        "إخراج",
        "إنتاج",
        "الحلقة",
        "المسلسل",
        "النسخة",
        "التاريخ",
    ]
)


def read_title_page(lines: Sequence[str]) -> tuple[tuple[tuple[str, str], ...], int]:
    """(pairs in order, index of the first line after the title page).

    >>> read_title_page(["Title: Atlas", "Author:", "    Leïla B.", "    Sam T.", "", "FADE IN:"])
    ((('Title', 'Atlas'), ('Author', 'Leïla B.\\nSam T.')), 4)
    >>> read_title_page(["FADE IN:", "", "INT. HOUSE - DAY"])
    ((), 0)
    """
    start = next((i for i, line in enumerate(lines) if line.strip()), None)
    if start is None or start > 20:
        return (), 0
    first = without_marks(lines[start])
    margin = len(first) - len(first.lstrip())
    key = _KEY.match(first.strip())
    following = lines[start + 1] if start + 1 < len(lines) else ""
    if key is None or not _opens_title_page(key[1], key[2], following):
        return (), 0
    pairs: list[tuple[str, list[str]]] = []
    index = start
    while index < len(lines) and lines[index].strip():
        line = without_marks(lines[index])
        indented = len(line) - len(line.lstrip()) > margin
        key = None if indented else _KEY.match(line.strip())
        if key:
            pairs.append((key[1].strip(), [key[2].strip()] if key[2].strip() else []))
        elif pairs and line.strip():
            pairs[-1][1].append(line.strip())
        index += 1
    return tuple((name, unescape("\n".join(values))) for name, values in pairs), index


def _opens_title_page(name: str, value: str, following: str) -> bool:
    if is_heading(f"{name}:") or name.startswith((".", "@", "!", ">", "~", "#", "=")):
        return False
    words = name.lower().split()
    if words and words[0] in _KNOWN:
        return True
    if in_capitals(name) or len(words) > 3:
        return False
    return bool(value.strip()) is False and following[:1] in (" ", "\t") and bool(following.strip())
