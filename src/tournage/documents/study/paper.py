"""`study.pdf`: the same answer for paper, A4, legible in black alone, tagged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from tournage.cases.comparison.model import Comparison
from tournage.cases.feasibility.model import AnswerRow, CalendarDay, Study
from tournage.documents.parts import PaperHead, head_data
from tournage.documents.render.numbers import NOTHING, day_plain, pages
from tournage.documents.render.svg import RANGE_SPAN
from tournage.documents.render.tokens import STRIP_KINDS, strip_kind
from tournage.documents.render.typst import compile_pdf
from tournage.documents.study.answer import COLOURS, answer_figure, end_labels, range_ends
from tournage.documents.study.blocks import Block, column, note, pair, pieces, sentence, table
from tournage.documents.study.paper_elsewhere import elsewhere_blocks
from tournage.documents.study.paper_money import back_blocks, cost_blocks, moves_blocks
from tournage.documents.study.paper_rest import assumption_blocks, filing_blocks, finding_blocks
from tournage.documents.study.pictures import cash_picture, days_picture, map_picture, ribbon_picture
from tournage.documents.study.story import StoryNumbers, story_figures, story_summary
from tournage.documents.study.view import View
from tournage.documents.study.when import calendar_notes, when_summary
from tournage.documents.study.where import (
    chosen_reasons,
    cluster_reasons,
    drive,
    fit,
    sorted_sets,
    where_summary,
)

PAPER = "study"
WEEKS_A_PAGE = 5
MOST_SETS = {"en": 30, "fr": 30, "ar": 26}
"""Sets that stand on one page with their reasons."""


def build_pdf(study: Study, lang: str, elsewhere: Comparison | None = None) -> bytes:
    """The study as PDF: the answer first, then every section of the page in short."""
    view = View(study, lang, elsewhere)
    head = head_data(PaperHead(study.title, "", study.made_on, script=_draft(study)), PAPER, lang)
    data = {
        "head": {**head, "version": day_plain(study.made_on, lang)},
        "verdict": view.say(study.verdict),
        "sections": [section for build in SECTIONS for section in build(view)],
    }
    title = view.w("page_title", title=study.title)
    return compile_pdf("study/study.typ", data, lang=lang, title=title, made_on=study.made_on)


def _draft(study: Study) -> str:
    return next((episode.revision for episode in study.script.episodes if episode.revision), "") or ""


def _section(
    view: View, id: str, summary: str, blocks: list[Block], *, landscape: bool = False
) -> dict[str, Any]:
    question = view.w(f"section.{id}.question")
    return {"question": question, "summary": pieces(summary), "blocks": blocks, "landscape": landscape}


def _answer(view: View) -> Iterator[dict[str, Any]]:
    rows = [_answer_row(view, row) for row in view.study.answer]
    blocks = [{"kind": "answer", "rows": rows}, note(view.w("answer.key_paper"))]
    yield {"question": "", "summary": [], "blocks": blocks, "landscape": False}


def _answer_row(view: View, row: AnswerRow) -> dict[str, Any]:
    digits, unit = answer_figure(view, row)
    ends, bar = range_ends(row), None
    if ends is not None and ends[0] != ends[2]:
        a, b = (_place(value, ends[1]) for value in (ends[0], ends[2]))
        low, high = end_labels(view, row, ends)
        bar = {"a": a[0], "b": b[0], "low_cut": a[1], "high_cut": b[1], "low": low, "high": high}
        bar["colour"] = COLOURS.get(row.id, "grey")
    return {
        "label": view.say(row.label), "figure": digits, "unit": unit, "range": bar, "rests": view.say(row.rests_on),
        "net": row.id == "net_cost",
    }  # fmt: skip


def _place(value: Decimal, likely: Decimal) -> tuple[float, bool]:
    """Where an end stands on the scale of ±20 %, and whether it lies beyond."""
    share = (value - likely) / abs(likely) if likely else Decimal(0)
    cut = max(-RANGE_SPAN, min(RANGE_SPAN, share))
    return float(50 + cut / RANGE_SPAN * 47), share != cut


def _story(view: View) -> Iterator[dict[str, Any]]:
    story = StoryNumbers(view.study.breakdown)
    items = [[view.w(f"story.count.{name}"), shown] for name, shown, _ in story_figures(view, story)]
    blocks: list[Block] = [{"kind": "counts", "items": items}]
    if story.sheets:
        blocks.append(ribbon_picture(view, story.sheets))
        blocks.append({"kind": "keys", "items": _keys(view)})
    yield _section(view, "story", story_summary(view, story), blocks)


def _keys(view: View) -> list[list[str]]:
    used = {strip_kind(sheet.int_ext, sheet.light) for sheet in view.study.breakdown.sheets}
    return [[kind, view.w(f"light.{kind}")] for kind in STRIP_KINDS if kind in used]


def _where(view: View) -> Iterator[dict[str, Any]]:
    plan = view.study.plan
    days = {base.hub: len({d.on for d in view.study.board.days if d.base == base.hub}) for base in plan.bases}
    bases = [
        [
            {"t": f"{n}  {view.base(base.hub)}", "bold": True},
            str(len(base.sets)),
            pages(base.eighths, view.lang),
            str(days[base.hub]),
        ]
        for n, base in enumerate(view.bases, 1)
    ]
    columns = [
        column(view, "base", 0),
        column(view, "sets", 40, fig=True),
        column(view, "pages", 50, fig=True),
        column(view, "days", 40, fig=True),
    ]
    right = [
        table(view.w("where.bases"), columns, bases),
        *(note(sentence(reason)) for reason in cluster_reasons(view)),
    ]
    blocks = [pair([map_picture(view)], right)] if plan.bases else []
    yield _section(view, "where", where_summary(view), [*blocks, *_sets(view)])


def _sets(view: View) -> list[Block]:
    rows = []
    every = sorted_sets(view)
    for one, placement in every[: MOST_SETS[view.lang]]:
        length = view.w("where.scenes", n=len(one.scenes), length=pages(one.eighths, view.lang))
        reason = chosen_reasons(view, placement, 1)
        name = {"t": view.name(one.name), "bold": True, "unit": length, "sub": reason}
        if placement.location is None:
            remedy = view.w(f"remedy.{placement.remedy or 'elsewhere'}")
            rows.append([name, remedy, {"t": view.w("where.none"), "status": "no"}, NOTHING])
            continue
        minutes, points = drive(placement), fit(placement)
        build = view.w("where.build", n=placement.build_days) if placement.build_days else ""
        place = {"t": view.place(placement.location), "unit": build}
        shown = NOTHING if points is None else str(points)
        rows.append([name, place, shown, f"{minutes // 60}:{minutes % 60:02d}"])
    columns = [
        column(view, "set", 0), column(view, "place", 170), column(view, "fit", 54, fig=True), column(view, "drive", 34, fig=True),
    ]  # fmt: skip
    rest = len(every) - len(rows)
    more = [note(view.w("where.elsewhere", n=rest))] if rest else []
    return [table(view.w("where.best"), columns, rows), *more]


def _when(view: View) -> Iterator[dict[str, Any]]:
    """The days on wide pages, five weeks to a page."""
    study = view.study
    if not study.board.days:
        yield _section(view, "when", view.w("when.no_days"), [note(view.w("when.no_days_why"))])
        return
    parts = _weeks_apart(study.calendar)
    for n, part in enumerate(parts):
        blocks: list[Block] = [days_picture(view, part)]
        if n == 0:
            blocks.insert(0, {"kind": "keys", "items": _keys(view)})
        if n + 1 == len(parts):
            blocks += [note(words) for words in calendar_notes(view)]
        yield _section(view, "when", when_summary(view) if n == 0 else "", blocks, landscape=True)


def _weeks_apart(days: tuple[CalendarDay, ...]) -> list[tuple[CalendarDay, ...]]:
    """The calendar cut at Mondays into parts of about the same length that each fit a wide page."""
    mondays = [n for n, day in enumerate(days) if n == 0 or day.on.weekday() == 0]
    pages_needed = -(-len(mondays) // WEEKS_A_PAGE)
    weeks = -(-len(mondays) // pages_needed)
    starts = mondays[::weeks]
    return [days[a:b] for a, b in zip(starts, [*starts[1:], len(days)], strict=True)]


def _cost(view: View) -> Iterator[dict[str, Any]]:
    summary, blocks = cost_blocks(view)
    yield _section(view, "cost", summary, blocks)


def _back(view: View) -> Iterator[dict[str, Any]]:
    summary, blocks = back_blocks(view)
    yield _section(view, "back", summary, [*blocks, cash_picture(view)])


def _filing(view: View) -> Iterator[dict[str, Any]]:
    summary, blocks = filing_blocks(view)
    yield _section(view, "filing", summary, blocks)


def _moves(view: View) -> Iterator[dict[str, Any]]:
    summary, blocks = moves_blocks(view)
    yield _section(view, "moves", summary, blocks)


def _elsewhere(view: View) -> Iterator[dict[str, Any]]:
    if view.elsewhere is not None:
        summary, blocks = elsewhere_blocks(view)
        yield _section(view, "elsewhere", summary, blocks)


def _assumptions(view: View) -> Iterator[dict[str, Any]]:
    summary, blocks = assumption_blocks(view)
    yield _section(view, "assumptions", summary, blocks)


def _findings(view: View) -> Iterator[dict[str, Any]]:
    summary, blocks = finding_blocks(view)
    yield _section(view, "findings", summary, blocks)


SECTIONS: tuple[Callable[[View], Iterator[dict[str, Any]]], ...] = (
    _answer, _story, _where, _when, _cost, _back, _filing, _moves, _elsewhere, _assumptions, _findings,
)  # fmt: skip
