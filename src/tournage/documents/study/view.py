"""What every section of the study page is drawn from: the study, the language, names, scales, explanations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tournage.cases.comparison.model import Comparison
from tournage.cases.feasibility.model import Study
from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import DIRECTIONS, NOTHING, day_plain, isolate_name
from tournage.documents.study.amounts import Scale, short_scale, table_scale
from tournage.documents.study.explain import Explanations
from tournage.documents.study.words import rich, word
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, Value, literal, say
from tournage.places.model import Base
from tournage.places.reasons import hub_name, location_name, say_minutes


@dataclass(frozen=True)
class View:
    """One study in one language, while its page is made."""

    study: Study
    lang: str
    elsewhere: Comparison | None = None
    """The same shoot in other countries, when it was worked out."""

    @cached_property
    def notes(self) -> Explanations:
        """The explanations the page opens."""
        study = self.study
        return Explanations(self.lang, study.currency, (a.id for a in study.assumptions))

    @cached_property
    def cost(self) -> Money:
        """The whole cost: Morocco and abroad."""
        return self.study.morocco_spend + self.study.foreign_spend

    @cached_property
    def short(self) -> Scale:
        """The scale of the answer."""
        return short_scale(self.cost)

    @cached_property
    def table(self) -> Scale:
        """The scale of the tables."""
        return table_scale(self.cost)

    @property
    def rtl(self) -> bool:
        """Whether rows run from right to left."""
        return DIRECTIONS[self.lang] == "rtl"

    @cached_property
    def bases(self) -> tuple[Base, ...]:
        """The bases in the order in which the board comes to them."""
        first: dict[str, date] = {}
        for day in self.study.board.days:
            first[day.base] = min(day.on, first.get(day.base, day.on))
        return tuple(sorted(self.study.plan.bases, key=lambda base: first.get(base.hub, date.max)))

    @cached_property
    def _locations(self) -> dict[str, Phrase]:
        return {location.id: location_name(location) for location in self.study.locations}

    def w(self, name: str, /, **values: Value) -> str:
        """Words of the study."""
        return word(name, self.lang, **values)

    def say(self, what: Phrase) -> str:
        """A phrase in the page's language."""
        return say(what, self.lang)

    def place_phrase(self, id: str | None) -> Phrase:
        """The name of a location or base, to stand in a sentence."""
        if not id:
            return literal(NOTHING)
        if id in self._locations:
            return self._locations[id]
        known = any(hub.id == id for hub in self.study.hubs)
        return hub_name(id) if known else literal(id.replace("_", " ").title())

    def place(self, id: str | None) -> str:
        """The name of a location or base."""
        return isolate_name(self.say(self.place_phrase(id)), self.lang)

    def base_phrase(self, id: str | None) -> Phrase:
        """The name of a base."""
        known = any(hub.id == id for hub in self.study.hubs)
        return hub_name(id) if id and known else self.place_phrase(id)

    def base(self, id: str | None) -> str:
        """The name of a base in the page's language."""
        return isolate_name(self.say(self.base_phrase(id)), self.lang)

    def name(self, text: str) -> str:
        """A name of the script, kept in one piece."""
        return isolate_name(text, self.lang)

    def minutes(self, minutes: int) -> str:
        """A stretch of time in words."""
        return self.say(say_minutes(minutes))

    def opens(self, step: Step | None, shown: str, css: str = "") -> Html:
        """A figure that opens its explanation."""
        return self.notes.opens(step, shown, css)

    def opens_bar(self, step: Step, name: str, bar: Html) -> Html:
        """A bar that opens the explanation of the figure beside it."""
        number = self.notes.add(step)
        return el(
            "button",
            bar,
            type="button",
            class_="opens bar",
            data_x=number,
            aria_haspopup="dialog",
            aria_label=name,
        )

    def section(self, id: str, side: str, *evidence: str) -> Html:
        """One section: the question with its short answer at the side, the evidence beside it."""
        heading = el("h2", self.w(f"section.{id}.question"), id=f"{id}-title")
        summary = el("div", heading, el("p", rich(side), class_="summary"), class_="side")
        body = el("div", *evidence, class_="evidence")
        return el("section", summary, body, id=id, aria_labelledby=f"{id}-title")

    def confidence(self, level: Confidence) -> str:
        """`confidence high`."""
        return self.w("explain.confidence", level=self.w(f"confidence.{level.value}"))

    def sources(self, sources: tuple[Source, ...], most: int = 99) -> Html:
        """Where a value was read, with links and the day; more than `most` are folded."""
        found = tuple(dict.fromkeys(sources))
        if not found:
            return el("span", NOTHING)
        shown = el("span", *(self._source(source) for source in found[:most]), class_="sources")
        rest = found[most:]
        if not rest:
            return shown
        summary = el("summary", self.w("more_sources", n=len(rest)))
        return join(shown, el("details", summary, el("span", *map(self._source, rest), class_="sources")))

    def _source(self, source: Source) -> Html:
        href = source.href
        name = self.say(source.words)
        title = el("a", name, href=href, rel="noreferrer") if href else el("span", name)
        read = [el("span", f" · {self.read_on(source.read_on)}", class_="code")] if source.read_on else []
        return el("span", el("bdi", title), *read, class_="source-line")

    def read_on(self, day: date) -> str:
        """When a source was read."""
        return self.w("explain.read_on", day=day_plain(day, self.lang))

    def origin(self, origin: Origin) -> Html:
        """Whose word a value is: a mark and a word; nothing for what a source states."""
        if origin is Origin.SOURCED:
            return el("span", self.w("origin.sourced"), class_="code")
        return el(
            "span",
            el("i", aria_hidden="true"),
            self.w(f"origin.{origin.value}"),
            class_=f"origin {origin.value}",
        )
