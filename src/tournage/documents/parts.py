"""What papers are made from: the head that names production and version, and the desks' models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tournage.breakdown.model import Breakdown
from tournage.budget.model import Budget, TopSheetRow
from tournage.documents.render.numbers import NOTHING, day_plain, isolate, isolate_name
from tournage.documents.render.xlsx import Book
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, Value, phrase, say
from tournage.schedule.model import Board, DayOutOfDays

ROOM = "documents"


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Who and what stands at the head and foot of every paper.

    `version` is the schedule's or budget's own name (`Schedule 4, pink`); `script` the draft it was
    made from (`Draft 3, blue`). Empty names are left out. `note` closes the foot.
    """

    production: str
    version: str
    made_on: date
    script: str = ""
    company: str = ""
    director: str = ""
    producer: str = ""
    line_producer: str = ""
    first_ad: str = ""
    prepared_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperParts:
    """All that the papers of one production are drawn from; each paper takes what it needs.

    `names` maps ids of places (locations and bases) to the names people read, the same in every
    language or a phrase. `award` is the
    likely rebate and `bridging` the cost of waiting for it, in the budget's currency; `page_limit` the eighths a day should not pass; `flags` maps a
    strip to short red flags (`7 away`).
    """

    head: PaperHead
    breakdown: Breakdown
    board: Board
    dood: DayOutOfDays
    budget: Budget
    top_sheet: tuple[TopSheetRow, ...]
    names: Mapping[str, str | Phrase] = field(default_factory=dict)
    award: Money | None = None
    bridging: Money | None = None
    page_limit: int | None = None
    flags: Mapping[str, tuple[Phrase, ...]] = field(default_factory=dict)

    def name(self, place: str, lang: str) -> str:
        """The name of a place; a set built on a stage (`stage:set`) takes the stage's, one without a name its id."""
        stage = place.partition(":")[0]
        name = self.names.get(place) or self.names.get(stage) or stage.replace("_", " ")
        return isolate_name(say(name, lang) if isinstance(name, Phrase) else name, lang)


def word(name: str, lang: str, /, **values: Value) -> str:
    """Words of the papers, from `words_papers.yaml`."""
    return say(phrase(f"{ROOM}.{name}", **values), lang)


HEAD_FACTS = ("company", "director", "producer", "line_producer", "first_ad", "script", "prepared_by")


def head_facts(head: PaperHead, lang: str) -> list[list[str]]:
    """The labelled names of the head, those that are known."""
    return [
        [word(f"head.{name}", lang), isolate_name(str(getattr(head, name)), lang)]
        for name in HEAD_FACTS
        if getattr(head, name)
    ]


def paper_title(head: PaperHead, paper: str, lang: str) -> str:
    """Title of the file: production and kind of paper."""
    return f"{head.production}, {word(f'{paper}.title', lang)}"


def head_data(
    head: PaperHead, paper: str, lang: str, facts: tuple[tuple[str, str], ...] = ()
) -> dict[str, Any]:
    """Head and foot as the templates of `render/house.typ` take them; `facts` are more labels and values."""
    title = word(f"{paper}.title", lang)
    foot = (
        isolate_name(head.production, lang),
        title,
        isolate_name(head.version, lang),
        day_plain(head.made_on, lang),
        isolate_name(head.note, lang),
    )
    return {
        "production": head.production,
        "paper": title,
        "version": head.version,
        "author": head.company or head.producer or head.production,
        "facts": [*head_facts(head, lang), *map(list, facts)],
        "foot": " · ".join(piece for piece in foot if piece),
        "page-of": word("page_of", lang, page="{page}", pages="{pages}"),
    }


def paper_book(head: PaperHead, paper: str, lang: str) -> Book:
    """An empty workbook with the paper's title and foot."""
    words = head_data(head, paper, lang)
    title = paper_title(head, paper, lang)
    return Book(lang=lang, title=title, foot=words["foot"], page_of=words["page-of"], made_on=head.made_on)


def sheet_lines(head: PaperHead, paper: str, lang: str) -> tuple[str, ...]:
    """The lines over the columns of a sheet: title, then version, day and names."""
    facts = " · ".join(f"{label} {value}" for label, value in head_facts(head, lang))
    made = " · ".join(piece for piece in (head.version, day_plain(head.made_on, lang)) if piece)
    return (f"{head.production} · {word(f'{paper}.title', lang)}", made, *([facts] if facts else []))


def numbers_of(cast: tuple[str, ...], breakdown: Breakdown) -> tuple[int, ...]:
    """Cast ids of these roles, the lead first; roles nobody knows are left out."""
    known = {role.id: role.number for role in breakdown.roles}
    return tuple(sorted(known[id] for id in cast if id in known))


def cast_list(numbers: tuple[int, ...], lang: str) -> str:
    """`1, 2, 7`, kept in its own order; `–` when nobody plays."""
    return isolate(", ".join(map(str, numbers)), lang) if numbers else NOTHING
