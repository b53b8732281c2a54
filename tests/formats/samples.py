"""Screenplays the format tests share, and how to print one to PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples" / "screenplays"
FONTS = Path(__file__).parents[2] / "src" / "tournage" / "documents" / "vendor" / "fonts"

Row = tuple[str, str]
"""(kind, text): h heading, a action, c cue, p parenthetical, d dialogue, t transition."""

_INDENT = {"h": 0.0, "a": 0.0, "c": 2.2, "d": 1.0, "p": 1.6, "t": 4.2}
_WIDTH = {"h": 6.0, "a": 6.0, "c": 3.5, "d": 3.5, "p": 2.5, "t": 1.8}
_ABOVE = {"h": 24, "a": 12, "c": 12, "d": 0, "p": 0, "t": 12}

ENGLISH: list[Row] = [
    ("h", "1|INT. RIAD KITCHEN - NIGHT"),
    (
        "a",
        "The courtyard is quiet. Water runs over the tiles and a CAT crosses from the door to the well, then stops.",
    ),
    ("c", "LEÏLA (O.S.)"),
    ("p", "(whispering)"),
    ("d", "Who left the door open? I told you twice and I will not tell you a third time."),
    ("a", "SAM shuts the door."),
    ("c", "SAM"),
    ("d", "Nobody."),
    ("t", "CUT TO:"),
    ("h", "2|EXT. ROOFTOP - DAWN"),
    ("a", "Swallows."),
]
ARABIC: list[Row] = [
    ("h", "مشهد 1 - داخلي - نهار - شقة أحمد"),
    ("a", "يدخل أحمد إلى الغرفة ويجلس على الكرسي قرب النافذة المفتوحة على الشارع."),
    ("c", "أحمد (خارج الكادر)"),
    ("d", "من ترك الباب مفتوحا؟"),
    ("c", "فاطمة"),
    ("d", "لا أحد."),
    ("h", "مشهد 2 - خارجي - ليل - السوق"),
    ("a", "السوق خال."),
]


def print_pdf(rows: Sequence[Row], file: Path, *, title: str = "", arabic: bool = False) -> Path:
    """Print rows as a screenplay is typeset, with page numbers at the head and scene numbers in both margins."""
    import typst

    near, far = ("right", "left") if arabic else ("left", "right")
    font, direction = ("Amiri", ', dir: rtl, lang: "ar"') if arabic else ("Courier Prime", "")
    out = [
        f"#set page(width: 8.5in, height: 11in, margin: ({near}: 1.5in, {far}: 1in, top: 1in, bottom: 1in))",
        "#set page(header: context [#h(1fr) #counter(page).display().], header-ascent: 0.4in)",
        f'#set text(font: "{font}", size: 12pt{direction}, top-edge: 10pt, bottom-edge: -2pt)',
        "#set par(leading: 0pt, spacing: 0pt)",
    ]
    if title:
        out.append(
            f'#v(3in)#align(center)[#"{title}"]#v(24pt)#align(center)[Written by]#v(12pt)#align(center)[Leïla B.]'
        )
        out.append("#counter(page).update(0)#pagebreak()")
    for kind, text in rows:
        number, bar, words = text.rpartition("|")
        out.append(f"#v({_ABOVE[kind]}pt)")
        if bar:
            out.append(f'#place(dx: -0.7in)[#"{number}"]#place(right, dx: 0.5in)[#"{number}"]')
        out.append(f'#pad({near}: {_INDENT[kind]}in)[#block(width: {_WIDTH[kind]}in)[#"{words}"]]')
    source = file.with_suffix(".typ")
    source.write_text("\n".join(out), "utf-8")
    typst.compile(str(source), output=str(file), font_paths=[str(FONTS)])
    return file


Placed = tuple[float, str]
"""(inches from the left edge, words)."""


def print_placed(pages: Sequence[Sequence[Sequence[Placed]]], file: Path) -> Path:
    """Print pages line by line, each piece where writing software puts it; an empty line is an empty list."""
    import typst

    out = [
        "#set page(width: 8.5in, height: 11in, margin: 0pt)",
        '#set text(font: "Courier Prime", size: 12pt)',
    ]
    for number, page in enumerate(pages):
        if number:
            out.append("#pagebreak()")
        head = [(1.5, "SALT - BLUE REV. 3/2/26"), (7.3, f"{41 + number}.")]
        for row, pieces in [(-3.3, head), *((float(i), list(p)) for i, p in enumerate(page))]:
            for x, words in pieces:
                out.append(f'#place(top + left, dx: {x}in, dy: {1 + row / 6:.4f}in)[#"{words}"]')
    source = file.with_suffix(".typ")
    source.write_text("\n".join(out), "utf-8")
    typst.compile(str(source), output=str(file), font_paths=[str(FONTS)])
    return file
