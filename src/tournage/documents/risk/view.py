"""What paper and workbook of the risk share: names, figures, sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tournage.documents.parts import PaperHead
from tournage.documents.render.numbers import day_plain, figure, isolate, isolate_name, percent
from tournage.kernel.money import currency_decimals
from tournage.kernel.words import Phrase, Value, literal, phrase, say
from tournage.schedule.hazards import Chance, Hazards
from tournage.schedule.model import Board
from tournage.schedule.problem import Problem
from tournage.schedule.risk import Beyond, Risk

ROOM = "documents"


@dataclass(frozen=True, slots=True)
class RiskParts:
    """All that the risk page is drawn from. `names` maps ids of places to the names people read."""

    head: PaperHead
    problem: Problem
    board: Board
    risk: Risk
    hazards: Hazards
    names: Mapping[str, str | Phrase] = field(default_factory=dict)


def own_names(problem: Problem) -> dict[str, str]:
    """Players, places and gear by id, as the problem names them."""
    names = {player.id: player.name for player in problem.players}
    names |= {site.id: site.name for site in problem.sites}
    return names | {gear.id: gear.name for gear in problem.gear}


class Names:
    """Places, players and gear of a problem, as people read them."""

    def __init__(self, problem: Problem, names: Mapping[str, str | Phrase], lang: str) -> None:
        self._names, self._lang = names, lang
        self._own = {town.id: town.name for town in problem.towns}
        self._own |= own_names(problem)

    def of(self, id: str) -> str:
        """The name of anything with an id; a set built on a stage keeps its own name."""
        known = self._names.get(id)
        if isinstance(known, Phrase):
            known = say(known, self._lang)
        return isolate_name(known or self._own.get(id) or id.replace("_", " "), self._lang)


def minor(amount: int, currency: str) -> Decimal:
    """Minor units as whole units of the currency."""
    return Decimal(amount).scaleb(-currency_decimals(currency))


class View:
    """A risk in one language."""

    def __init__(self, parts: RiskParts, lang: str) -> None:
        self.parts, self.risk, self.lang = parts, parts.risk, lang
        self.currency = parts.problem.currency
        self.names = Names(parts.problem, parts.names, lang)

    def w(self, name: str, /, **values: Value) -> str:
        """Words of the risk page."""
        return say(phrase(f"{ROOM}.risk.{name}", **values), self.lang)

    def say(self, words: Phrase) -> str:
        """Words of another room."""
        return say(words, self.lang)

    def money(self, amount: int) -> str:
        """Whole units, without the currency."""
        return figure(minor(amount, self.currency), self.lang, 0)

    def millions(self, amount: int) -> str:
        """Millions with two decimals, without the currency."""
        return figure(minor(amount, self.currency) / 1_000_000, self.lang, 2)

    def whole(self, amount: int) -> Decimal:
        """Whole units as a number for a sentence."""
        return minor(amount, self.currency).quantize(Decimal(1))

    def share(self, share: float, decimals: int = 0) -> str:
        """A share in per cent; under one in a hundred is told as such."""
        if not decimals and 0 < share < 0.005:
            return isolate(f"<{percent(Decimal('0.01'), self.lang)}", self.lang)
        return percent(Decimal(str(share)), self.lang, decimals)

    def day(self, on: date) -> str:
        """A date in words."""
        return isolate(day_plain(on, self.lang), self.lang) if self.lang != "ar" else day_plain(on, "ar")

    def answer(self) -> str:
        """What to hold, in a sentence."""
        risk = self.risk
        return self.w(
            "answer",
            days=risk.days[1],
            planned=risk.planned_days,
            cost=self.whole(risk.cost[1]),
            hold=self.whole(risk.contingency),
            currency=self.currency,
        )

    def cover(self) -> str:
        """What the cover sets are worth, in a sentence or two."""
        risk = self.risk
        if not risk.pulled:
            return self.w("cover.none")
        if risk.cover_value <= 0 and risk.cover_days < 0.05:
            return self.w("cover.nothing", count=Decimal(str(round(risk.pulled, 1))))
        return self.w(
            "cover.worth" if risk.cover_days >= 0.05 else "cover.money",
            value=self.whole(risk.cover_value),
            currency=self.currency,
            count=Decimal(str(round(risk.pulled, 1))),
            days=Decimal(str(round(risk.cover_days, 1))),
        )

    def beyond(self, entry: Beyond) -> str:
        """A place, player or piece of gear used outside its dates."""
        name = literal(self.names.of(entry.id)) if entry.id else literal("")
        share = max(Decimal(1), Decimal(round(entry.share * 100)))
        return say(phrase(f"schedule.beyond.{entry.kind}", name=name, share=share), self.lang)

    def value(self, chance: Chance) -> str:
        """An assumption's number with its unit."""
        value, unit = chance.value.value, chance.unit
        if unit == "share":
            return percent(value, self.lang, 1 if value < Decimal("0.1") and value % Decimal("0.01") else 0)
        if unit == "hour":
            return isolate(f"{int(value):02}:00", self.lang)
        name = f"unit.{unit}"
        return self.w(name, value=value)
