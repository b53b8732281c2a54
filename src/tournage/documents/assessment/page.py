"""The assessment as one self-contained page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from tournage.documents.render.html import Html, bdi, el, page
from tournage.documents.render.numbers import NOTHING, UNKNOWN, day_plain, figure, money
from tournage.documents.render.svg import mark
from tournage.documents.steps import STEPS_CSS, build_steps
from tournage.incentives.model import Assessment, Counted, Gate, LineStatus, Milestone, Range
from tournage.kernel.spend import SpendLine
from tournage.kernel.words import Value, phrase, say

SHAPES = {
    LineStatus.YES: ("●", "good"),
    LineStatus.CONDITIONAL: ("◐", "warn"),
    LineStatus.UNKNOWN: ("?", "ink"),
    LineStatus.NO: ("✕", "bad"),
}
MOST_LINES = 2_000
CSS = (
    ".top{display:flex;align-items:center;gap:12px;padding:9px 40px;border-bottom:1px solid var(--rule);flex-wrap:wrap}"
    ".top .facts{color:var(--ink-2);font-size:13px}"
    "main{max-width:1136px;margin-inline:auto;padding:32px 40px 60px}"
    "section{border-top:1px solid var(--ink);margin-block-start:32px;padding-block-start:14px}"
    "h1{max-width:24em;margin-block-end:16px}h2{margin-block-end:8px}"
    ".lead{color:var(--ink-2);font-size:14.5px;margin-block-end:8px}"
    "td.day{white-space:nowrap;padding-inline-end:14px}"
    ".scroll{overflow-x:auto}.scroll>table{min-width:560px}"
    "tbody th{font-weight:500;color:var(--ink)}"
    ".reason{display:block;color:var(--ink-2);font-size:12.5px;line-height:17px;font-weight:400}"
    ":root:lang(ar) .reason{line-height:23px}"
    "@media (max-width:760px){main{padding:20px 16px 48px}.top{padding:9px 16px}}"
)


def build_html(assessment: Assessment, title: str, spend: Sequence[SpendLine], lang: str) -> str:
    """The assessment as a page that opens from disk; `spend` gives the lines their descriptions."""
    words = _Words(lang)
    sections = [
        _section(words, "gates", _gates(assessment.gates, words)),
        _section(words, "lines", _lines(assessment, spend, words)),
        _section(words, "file", _calendar(assessment.calendar, words)),
        _section(words, "how", build_steps(assessment.explain, lang, decimals=2)),
        _section(words, "findings", _findings(assessment, words)),
    ]
    header = el(
        "header",
        mark(22),
        el("strong", bdi(title, lang)),
        el("span", words("applied", day=assessment.on), class_="facts"),
        class_="top",
    )
    main = el("main", el("h1", _answer(assessment, words)), _amounts(assessment, words), *sections)
    heading = f"{title}: {say(assessment.name, lang)}"
    return page(heading, f"{header}{main}", lang=lang, css=CSS + STEPS_CSS)


class _Words:
    """Words of this page."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def __call__(self, name: str, /, **values: Value) -> str:
        return say(phrase(f"documents.assessment.{name}", **values), self.lang)


def _section(words: _Words, name: str, *children: Html) -> Html:
    return el("section", el("h2", words(f"{name}.title")), *children)


def _answer(assessment: Assessment, words: _Words) -> str:
    if not assessment.in_force:
        return words("closed", scheme=assessment.name, day=assessment.on)
    missed = tuple(g.label for g in assessment.gates if g.known and not g.passed)
    if missed:
        return words("missed", gates=missed)
    return words(
        "paid", award=money(assessment.award.likely.rounded(), words.lang, 0), scheme=assessment.name
    )


def _amounts(assessment: Assessment, words: _Words) -> Html:
    if not assessment.in_force:
        return el("p", say(assessment.findings[-1].fix, words.lang), class_="lead")
    head = [
        el("th", words(n), scope="col", class_="fig" if n != "what" else None)
        for n in ("what", "low", "likely", "high")
    ]
    rows = [
        _amount_row(words("qualifying"), assessment.qualifying, words),
        _amount_row(words("award"), assessment.award, words, total=True),
    ]
    caption = el("caption", words("unit", currency=assessment.currency))
    return el(
        "div",
        el("table", caption, el("thead", el("tr", *head)), el("tbody", *rows)),
        class_="scroll",
        tabindex=0,
    )


def _amount_row(label: str, amounts: Range, words: _Words, *, total: bool = False) -> Html:
    cells = [
        el("td", bdi(figure(a.amount, words.lang, 0), words.lang), class_="fig")
        for a in (amounts.low, amounts.likely, amounts.high)
    ]
    return el("tr", el("th", label, scope="row"), *cells, class_="total" if total else None)


def _gates(gates: Sequence[Gate], words: _Words) -> Html:
    rows = []
    for gate in gates:
        shape, css, told = (
            ("●", "good", "passed")
            if gate.passed
            else ("✕", "bad", "missed_one")
            if gate.known
            else ("?", "warn", "open")
        )
        way = (
            el("span", words("way", way=gate.nearest_way.action), class_="reason") if gate.nearest_way else ""
        )
        rows.append(
            el(
                "tr",
                el("th", say(gate.label, words.lang), way, scope="row"),
                el("td", *_threshold(gate, gate.required, words), class_="fig"),
                el("td", *(_threshold(gate, gate.actual, words) if gate.known else (UNKNOWN,)), class_="fig"),
                el("td", el("b", shape, class_=css, aria_hidden="true"), " ", words(told)),
            )
        )
    head = [
        el("th", words(n), scope="col", class_="fig" if n in ("required", "actual") else None)
        for n in ("gate", "required", "actual", "status")
    ]
    return el(
        "div", el("table", el("thead", el("tr", *head)), el("tbody", *rows)), class_="scroll", tabindex=0
    )


def _threshold(gate: Gate, number: Decimal, words: _Words) -> tuple[str, ...]:
    """A threshold as digits; a gate that only asks whether something is so has none."""
    if gate.unit in ("listed", "passed"):
        return (NOTHING,)
    return (bdi(figure(number, words.lang), words.lang),)


def _lines(assessment: Assessment, spend: Sequence[SpendLine], words: _Words) -> Html:
    names = {line.id: line.description for line in spend}
    rows = [_line(line, names.get(line.line, ""), words) for line in assessment.lines[:MOST_LINES]]
    if not rows:
        return el("p", words("lines.none"), class_="lead")
    head = [
        el("th", words(n), scope="col", class_="fig" if n in ("row", "counted") else None)
        for n in ("row", "expense", "status", "counted")
    ]
    return el(
        "div", el("table", el("thead", el("tr", *head)), el("tbody", *rows)), class_="scroll", tabindex=0
    )


def _line(line: Counted, description: str, words: _Words) -> Html:
    shape, css = SHAPES[line.status]
    told = [el("span", say(line.rule, words.lang), ": ", say(line.reason, words.lang), class_="reason")]
    if line.cure is not None:
        told.append(el("span", say(line.cure, words.lang), class_="reason"))
    return el(
        "tr",
        el("td", line.line, class_="fig"),
        el("th", bdi(description, words.lang), *told, scope="row"),
        el("td", el("b", shape, class_=css, aria_hidden="true"), " ", words(f"status.{line.status.value}")),
        el("td", bdi(figure(line.counted.amount, words.lang, 2), words.lang), class_="fig"),
    )


def _calendar(milestones: Sequence[Milestone], words: _Words) -> Html:
    rows = []
    for milestone in milestones:
        needs = (
            say(phrase("documents.assessment.missing", what=milestone.missing), words.lang)
            if milestone.missing
            else ""
        )
        rows.append(
            el(
                "tr",
                el(
                    "td",
                    day_plain(milestone.due_on, words.lang) if milestone.due_on else UNKNOWN,
                    class_="day",
                ),
                el(
                    "th",
                    say(milestone.label, words.lang),
                    el("span", say(milestone.rule, words.lang), class_="reason"),
                    el("span", needs, class_="reason") if needs else "",
                    scope="row",
                ),
                el("td", say(milestone.lost, words.lang) if milestone.lost else ""),
            )
        )
    head = [el("th", words(n), scope="col") for n in ("day", "step", "lost")]
    return el(
        "div", el("table", el("thead", el("tr", *head)), el("tbody", *rows)), class_="scroll", tabindex=0
    )


def _findings(assessment: Assessment, words: _Words) -> Html:
    return el("ul", *_told(assessment, words), class_="plain")


def _told(assessment: Assessment, words: _Words) -> Iterator[Html]:
    for item in assessment.findings:
        code = el("span", f"{item.where} · {item.code}", class_="code")
        yield el("li", say(item.message, words.lang), " ", say(item.fix, words.lang), " ", code)
