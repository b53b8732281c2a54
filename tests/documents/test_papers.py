"""What holds for every paper: A4, tagged, titled, complete, safe with any text, the same twice."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pypdf
import pytest

from tests.documents.fixtures import long_parts, short_parts
from tests.golden.golden import pdf_pages, xlsx_text
from tournage.breakdown.model import Breakdown, Element
from tournage.documents.papers import build_papers, load_papers
from tournage.documents.parts import PaperParts
from tournage.kernel.explain import Step
from tournage.kernel.words import literal
from tournage.schedule.model import Board, DayOutOfDays

PAPERS = load_papers()
LANGS = ("en", "fr", "ar")
A4 = {(595, 842), (842, 595)}
every_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.PAPER)
every_language = pytest.mark.parametrize("lang", LANGS)


def _text(pdf: bytes) -> str:
    return "\n".join(pdf_pages(pdf))


def _letters(text: str) -> str:
    """Text without spaces: extraction may put or drop one inside an Arabic word."""
    return "".join(text.split())


def test_the_six_papers_are_found() -> None:
    assert {paper.PAPER for paper in PAPERS} == {
        "breakdown_sheet",
        "day_out_of_days",
        "one_line",
        "shooting_schedule",
        "stripboard",
        "top_sheet",
    }


@every_language
@every_paper
def test_a_pdf_is_tagged_a4_with_title_and_language(paper: Any, lang: str) -> None:
    reader = pypdf.PdfReader(BytesIO(paper.build_pdf(short_parts(lang), lang)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == lang
    assert reader.metadata is not None
    assert short_parts(lang).head.production in str(reader.metadata.title)
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages} <= A4


@every_paper
def test_a_pdf_embeds_only_the_package_s_fonts(paper: Any) -> None:
    pdf = paper.build_pdf(short_parts("ar"), "ar")
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in pypdf.PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert names == {"Inter", "Amiri"}


@every_language
@every_paper
def test_every_page_has_its_number_and_the_foot(paper: Any, lang: str) -> None:
    pages = pdf_pages(paper.build_pdf(short_parts(lang), lang))
    head = short_parts(lang).head
    for number, text in enumerate(pages, 1):
        words = {
            "en": f"Page {number} of {len(pages)}",
            "fr": f"Page {number} sur {len(pages)}",
            "ar": f"الصفحة {number} من {len(pages)}",
        }
        assert _letters(words[lang]) in _letters(text)
        assert _letters(head.note) in _letters(text)


@every_paper
def test_arabic_words_can_be_found_in_the_pdf(paper: Any) -> None:
    text = _letters(_text(paper.build_pdf(short_parts("ar"), "ar")))
    wanted = {
        "top_sheet": ("ملخص الميزانية", "القصة والحقوق", "شاحنات بسائقها"),
        "day_out_of_days": ("إدريس", "النقيب", "جدول أيام الحضور"),
    }.get(paper.PAPER, ("القصبة", "غرفة الخرائط", "صفحة ناقصة من السجل"))
    for words in wanted:
        assert _letters(words) in text


@every_paper
def test_the_same_parts_give_the_same_pdf(paper: Any) -> None:
    assert paper.build_pdf(short_parts("fr"), "fr") == paper.build_pdf(short_parts("fr"), "fr")


@every_language
@every_paper
def test_the_workbook_has_frozen_heads_a4_and_direction(paper: Any, lang: str) -> None:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(paper.build_xlsx(short_parts(lang), lang)))
    for sheet in book:
        assert sheet.freeze_panes
        assert sheet.page_setup.paperSize == 9
        assert bool(sheet.sheet_view.rightToLeft) == (lang == "ar")


HOSTILE = "=1+1 @x #let *b* $a$ \\n _i_ <b> `c` [d] 👍 \u202e ]]>"


def _hostile(parts: PaperParts) -> PaperParts:
    sheets = tuple(replace(s, set_name=HOSTILE, synopsis=HOSTILE) for s in parts.breakdown.sheets)
    elements = tuple(replace(e, name=HOSTILE) for e in parts.breakdown.elements)
    strips = tuple(replace(s, set_name=HOSTILE, synopsis=HOSTILE) for s in parts.board.strips)
    roles = tuple(replace(r, name=HOSTILE) for r in parts.breakdown.roles)
    rows = tuple(replace(r, name=HOSTILE) for r in parts.dood.rows)
    lines = tuple(replace(line, explain=Step(literal(HOSTILE), 1)) for line in parts.budget.lines)
    return replace(
        parts,
        head=replace(parts.head, director=HOSTILE),
        breakdown=replace(parts.breakdown, sheets=sheets, elements=elements, roles=roles),
        board=replace(parts.board, strips=strips),
        dood=replace(parts.dood, rows=rows),
        budget=replace(parts.budget, lines=lines),
    )


@every_paper
def test_any_text_is_printed_as_it_stands(paper: Any) -> None:
    text = _letters(_text(paper.build_pdf(_hostile(short_parts("en")), "en")))
    assert "#let*b*$a$" in text


@every_paper
def test_text_that_looks_like_a_formula_stays_text(paper: Any) -> None:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(paper.build_xlsx(_hostile(short_parts("en")), "en")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [c for c in cells if c.data_type == "f" and "@" in str(c.value)]
    assert [c for c in cells if str(c.value).startswith("=1+1 @x") and c.data_type == "s"]


def _empty() -> PaperParts:
    parts = short_parts("en")
    return replace(
        parts,
        breakdown=Breakdown("Nothing", (), (), ()),
        board=Board((), (), (), (), date(2027, 5, 3)),
        dood=DayOutOfDays((), ()),
        budget=replace(parts.budget, lines=(), drivers=()),
        top_sheet=(),
        award=None,
    )


@every_paper
def test_a_production_without_anything_still_prints(paper: Any) -> None:
    assert pdf_pages(paper.build_pdf(_empty(), "en"))
    assert zipfile.is_zipfile(BytesIO(paper.build_xlsx(_empty(), "en")))


@pytest.mark.slow
def test_all_papers_of_a_long_production_are_made() -> None:
    made = dict(build_papers(long_parts("en"), "en"))
    assert len(made) == 12
    assert all(data[:4] in (b"%PDF", b"PK\x03\x04") for data in made.values())


@pytest.mark.parametrize("name", ["one_line", "stripboard", "shooting_schedule"])
def test_every_strip_is_on_the_list_papers(name: str) -> None:
    paper = next(p for p in PAPERS if name == p.PAPER)
    parts = long_parts("en")
    found = xlsx_text(paper.build_xlsx(parts, "en")).splitlines()
    rows = (
        [line.split(" | ") for line in found[: found.index("## Elements")] if " | " in line]
        if "## Elements" in found
        else [line.split(" | ") for line in found]
    )
    scenes = [row[1] for row in rows if len(row) > 8 and row[0].split()[0] in ("I", "E", "I/E")]
    assert sorted(strip.id for strip in parts.board.strips) == sorted(scenes)


@every_language
@pytest.mark.parametrize("name", ["one_line", "stripboard", "shooting_schedule"])
def test_a_day_s_end_never_parts_from_its_last_strip(name: str, lang: str) -> None:
    paper = next(p for p in PAPERS if name == p.PAPER)
    pages = pdf_pages(paper.build_pdf(long_parts(lang), lang))
    start = {"en": "End of day", "fr": "Fin du jour", "ar": "نهايةاليوم"}[lang]
    heads = {"en": "Scene", "fr": "Séq.", "ar": "مشهد"}[lang]
    for page in pages[1:]:
        lines = [_letters(line) for line in page.splitlines()]
        first = next(n for n, line in enumerate(lines) if _letters(heads) in line)
        assert not lines[first + 1].startswith(_letters(start)), page


@pytest.mark.parametrize("name", ["breakdown_sheet", "shooting_schedule"])
def test_a_scene_with_more_than_a_page_of_needs_is_printed_whole(name: str) -> None:
    paper = next(p for p in PAPERS if name == p.PAPER)
    parts = short_parts("en")
    first, *others = parts.breakdown.sheets
    props = tuple(
        Element(f"p{n}", "props", 104, f"Prop_{n}_of_a_name_that_fills_a_line", (first.key,), ())
        for n in range(160)
    )
    sheets = (replace(first, elements=tuple(prop.id for prop in props)), *others)
    crowded = replace(parts.breakdown, sheets=sheets, elements=(*parts.breakdown.elements, *props))
    text = _letters(_text(paper.build_pdf(replace(parts, breakdown=crowded), "en")))
    assert all(f"Prop_{n}_of_a_name" in text for n in range(160))
