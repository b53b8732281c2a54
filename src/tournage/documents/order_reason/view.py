"""The sentences of "why this order": the answer, what makes the difference, where the gap lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tournage.documents.parts import PaperHead
from tournage.documents.render.numbers import figure, percent
from tournage.documents.risk.view import Names, minor
from tournage.kernel.words import Phrase, Value, literal, phrase, say
from tournage.schedule.order_reason import OrderReason, Priced, Reason, line_name
from tournage.schedule.problem import Problem

ROOM = "documents"


@dataclass(frozen=True, slots=True)
class OrderParts:
    """All that the page is drawn from. `names` maps ids of places to the names people read."""

    head: PaperHead
    problem: Problem
    order: OrderReason
    names: Mapping[str, str | Phrase] = field(default_factory=dict)


class View:
    """The comparison of boards in one language."""

    def __init__(self, parts: OrderParts, lang: str) -> None:
        self.parts, self.order, self.lang = parts, parts.order, lang
        self.currency = parts.order.currency
        self.names = Names(parts.problem, parts.names, lang)

    def w(self, name: str, /, **values: Value) -> str:
        """Words of the page."""
        return say(phrase(f"{ROOM}.order_reason.{name}", **values), self.lang)

    def money(self, amount: int) -> str:
        """Whole units, brackets below zero, without the currency."""
        return figure(minor(amount, self.currency), self.lang, 0)

    def whole(self, amount: int) -> Decimal:
        """Whole units as a number for a sentence."""
        return minor(amount, self.currency).quantize(Decimal(1))

    def share(self, share: float) -> str:
        """A share in per cent with one decimal."""
        return percent(Decimal(str(round(share, 4))), self.lang, 1)

    def line(self, line: str) -> str:
        """The name of a cost line."""
        return say(line_name(line), self.lang)

    def answer(self) -> str:
        """What this board costs, the least any can, and how far the others lie."""
        order = self.order
        sentences = [
            self.w(
                "answer",
                cost=self.whole(order.mine.cost.total),
                bound=self.whole(order.bound),
                gap=literal(self.share(order.gap)),
                currency=self.currency,
            )
        ]
        sentences += [self._against(rival) for rival in order.rivals]
        return " ".join(sentences)

    def _against(self, rival: Priced) -> str:
        more = rival.cost.total - self.order.mine.cost.total
        key = f"{rival.kind}.{'more' if more > 0 else 'less' if more < 0 else 'same'}"
        return self.w(key, amount=self.whole(abs(more)), currency=self.currency)

    def reason(self, reason: Reason) -> str:
        """One line in which another board differs."""
        key = "more" if reason.amount > 0 else "less"
        line, amount = line_name(reason.line), self.whole(abs(reason.amount))
        if reason.here is None or reason.there is None or reason.here == reason.there:
            return self.w(f"reason.{key}", line=line, amount=amount, currency=self.currency)
        unit = phrase(f"schedule.count.{reason.line}")
        return self.w(
            f"reason.{key}_counted",
            line=line,
            amount=amount,
            currency=self.currency,
            unit=unit,
            here=reason.here,
            there=reason.there,
        )

    def left_out(self, priced: Priced) -> str:
        """How many strips a board leaves out, since its cost is then too low."""
        return self.w("left_out", count=len(priced.left_out)) if priced.left_out else ""

    def route(self, priced: Priced) -> str:
        """The bases in the order of their stays."""
        arrow = " ← " if self.lang == "ar" else " → "
        return arrow.join(self.names.of(base) for base in priced.route)
