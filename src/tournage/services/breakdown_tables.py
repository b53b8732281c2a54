"""Breakdown sheets as lines of text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator

from tournage.breakdown.categories import categories, category_label
from tournage.breakdown.model import Breakdown, Element, Sheet
from tournage.kernel.dated import Origin
from tournage.kernel.eighths import format_eighths
from tournage.kernel.words import phrase, say

_EDGE = "  "
_SHOWN = 3


def sheet_lines(
    breakdown: Breakdown, lang: str, *, scenes: Collection[str] = (), why: bool = False
) -> Iterator[str]:
    """Every sheet (or the chosen ones): header, synopsis, cast, one line a category."""
    elements = {element.id: element for element in breakdown.elements}
    labels = {name: say(category_label(name), lang) for name in categories()}
    width = max(_width(label) for label in labels.values())
    for sheet in breakdown.sheets:
        if scenes and str(sheet.key) not in scenes:
            continue
        yield from _sheet(sheet, breakdown, elements, labels, width, lang, why)
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


def _sheet(
    sheet: Sheet,
    breakdown: Breakdown,
    elements: dict[str, Element],
    labels: dict[str, str],
    width: int,
    lang: str,
    why: bool,
) -> Iterator[str]:
    day = f" · {sheet.script_day}" if sheet.script_day else ""
    assumed = f" · {_word('light_assumed', lang)}" if sheet.light_assumed else ""
    yield f"{sheet.key}  {sheet.heading}  · {format_eighths(sheet.eighths)}{day}{assumed}{_yours(sheet.origin, lang)}"
    if sheet.omitted:
        yield f"{_EDGE}{_word('omitted', lang)}"
        return
    if sheet.synopsis:
        yield f"{_EDGE}{sheet.synopsis}"
    if sheet.cast or sheet.voices:
        numbers = {role.id: role.number for role in breakdown.roles}
        called = [f"{numbers[id]} {elements[id].name}" for id in sheet.cast]
        called += [f"{numbers[id]} {elements[id].name} ({_word('heard', lang)})" for id in sheet.voices]
        yield f"{_EDGE}{_pad(labels['cast_members'], width)}  {', '.join(called)}"
    for name, label in labels.items():
        things = [elements[id] for id in sheet.elements if elements[id].category == name]
        if not things:
            continue
        shown = ", ".join(_thing(thing, sheet, lang) for thing in things)
        if name == "background_actors":
            low, high = sheet.extras_range
            shown = f"{sheet.extras} [{low}–{high}]: {shown}"
        yield f"{_EDGE}{_pad(label, width)}  {shown}"
        if why:
            yield from _reasons(things, sheet, width, lang)


def _thing(thing: Element, sheet: Sheet, lang: str) -> str:
    count = dict(thing.quantity).get(sheet.key)
    number = f" ×{count}" if count is not None and count > 1 else ""
    return f"{thing.name}{number}{_yours(thing.origin, lang)}"


def _reasons(things: list[Element], sheet: Sheet, width: int, lang: str) -> Iterator[str]:
    for thing in things:
        for each in [e for e in thing.evidence if e.scene == sheet.key][:_SHOWN]:
            yield f"{' ' * (width + 6)}{thing.name}: {each.line}: «{each.text}» {say(each.reason, lang)}"


def _yours(origin: Origin, lang: str) -> str:
    return f" [{_word('yours', lang)}]" if origin is Origin.YOURS else ""


def _word(name: str, lang: str) -> str:
    return say(phrase(f"services.breakdown_{name}"), lang)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(unicodedata.category(c) not in ("Mn", "Cf") for c in text)
