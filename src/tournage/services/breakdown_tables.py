"""Breakdown sheets as lines of text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from tournage.breakdown.categories import categories, category_label
from tournage.breakdown.model import Breakdown, Element, Sheet
from tournage.kernel.dated import Origin
from tournage.kernel.eighths import format_eighths
from tournage.kernel.words import phrase, say

_EDGE = "  "
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Printer:
    """What every line of a sheet needs."""

    breakdown: Breakdown
    elements: Mapping[str, Element]
    numbers: Mapping[str, int]
    labels: Mapping[str, str]
    width: int
    lang: str
    why: bool

    def row(self, label: str, text: str) -> str:
        return f"{_EDGE}{label}{' ' * (self.width - _width(label))}  {text}"


def sheet_lines(
    breakdown: Breakdown, lang: str, *, scenes: Collection[str] = (), why: bool = False
) -> Iterator[str]:
    """Every sheet (or the chosen ones): header, synopsis, cast, one line a category."""
    labels = {name: say(category_label(name), lang) for name in categories()}
    printer = _Printer(
        breakdown,
        {element.id: element for element in breakdown.elements},
        {role.id: role.number for role in breakdown.roles},
        labels,
        max(_width(label) for label in labels.values()),
        lang,
        why,
    )
    for sheet in breakdown.sheets:
        if not scenes or str(sheet.key) in scenes:
            yield from _sheet(sheet, printer)
            yield ""


def summary_lines(breakdown: Breakdown, lang: str) -> Iterator[str]:
    """The cast by number, and how many elements each category holds."""
    total = sum(sheet.eighths for sheet in breakdown.sheets)
    yield say(
        phrase(
            "services.breakdown_headline",
            title=breakdown.title,
            sheets=len(breakdown.sheets),
            length=format_eighths(total),
            roles=len(breakdown.roles),
        ),
        lang,
    )
    for role in breakdown.roles:
        marks = [] if role.speaking else [_word("silent", lang)]
        marks += [_word("minor", lang)] if role.minor else []
        also = f" ({', '.join(role.aliases)})" if role.aliases else ""
        seen = say(phrase("services.breakdown_scenes", n=len(role.scenes)), lang)
        yield f"{role.number:>4}  {role.name}{also} · {' · '.join([seen, *marks])}"
    counts = [
        (say(category_label(name), lang), sum(e.category == name for e in breakdown.elements))
        for name in categories()
        if name != "cast_members"
    ]
    yield f"      {' · '.join(f'{label} {n}' for label, n in counts if n)}"


def _sheet(sheet: Sheet, to: _Printer) -> Iterator[str]:
    day = f" · {sheet.script_day}" if sheet.script_day else ""
    assumed = f" · {_word('light_assumed', to.lang)}" if sheet.light_assumed else ""
    length = format_eighths(sheet.eighths)
    yield f"{sheet.key}  {sheet.heading}  · {length}{day}{assumed}{_yours(sheet.origin, to.lang)}"
    if sheet.omitted:
        yield f"{_EDGE}{_word('omitted', to.lang)}"
        return
    if sheet.synopsis:
        yield f"{_EDGE}{sheet.synopsis}"
    called = [f"{to.numbers[id]} {to.elements[id].name}" for id in sheet.cast]
    heard = [f"{to.numbers[id]} {to.elements[id].name} ({_word('heard', to.lang)})" for id in sheet.voices]
    if called or heard:
        yield to.row(to.labels["cast_members"], ", ".join([*called, *heard]))
    for name, label in to.labels.items():
        things = [to.elements[id] for id in sheet.elements if to.elements[id].category == name]
        if things:
            yield to.row(label, _listed(things, name, sheet, to.lang))
            if to.why:
                yield from _reasons(things, sheet, to)


def _listed(things: list[Element], category: str, sheet: Sheet, lang: str) -> str:
    shown = ", ".join(_thing(thing, sheet, lang) for thing in things)
    if category != "background_actors":
        return shown
    low, high = sheet.extras_range
    spread = f" [{low}–{high}]" if low != high else ""
    return f"{sheet.extras}{spread}: {shown}"


def _thing(thing: Element, sheet: Sheet, lang: str) -> str:
    count = dict(thing.quantity).get(sheet.key)
    number = f" ×{count}" if count is not None and count > 1 else ""
    return f"{thing.name}{number}{_yours(thing.origin, lang)}"


def _reasons(things: list[Element], sheet: Sheet, to: _Printer) -> Iterator[str]:
    for thing in things:
        for each in [e for e in thing.evidence if e.scene == sheet.key][:_SHOWN]:
            yield f"{' ' * (to.width + 6)}{thing.name}: {each.line}: «{each.text}» {say(each.reason, to.lang)}"


def _yours(origin: Origin, lang: str) -> str:
    return f" [{_word('yours', lang)}]" if origin is Origin.YOURS else ""


def _word(name: str, lang: str) -> str:
    return say(phrase(f"services.breakdown_{name}"), lang)


def _width(text: str) -> int:
    return sum(unicodedata.category(c) not in ("Mn", "Cf") for c in text)
