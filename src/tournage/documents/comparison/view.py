"""What page and paper of the comparison share: words, figures, sentences."""

from __future__ import annotations

from decimal import Decimal

from tournage.cases.comparison.model import HOME, Comparison, CountryRow
from tournage.documents.render.numbers import NOTHING, UNKNOWN, figure, isolate, isolate_name
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, Value, begin, phrase, say

ROOM = "documents"
SURE = frozenset({"open", "envelope", "ending"})
"""How an award may stand without a word of warning in the answer."""


class View:
    """A comparison in one language."""

    def __init__(self, comparison: Comparison, lang: str) -> None:
        self.comparison, self.lang = comparison, lang
        self.widest = max((row.cost.amount for row in comparison.rows), default=Decimal(1)) or Decimal(1)

    def w(self, name: str, /, **values: Value) -> str:
        """Words of the comparison."""
        return say(phrase(f"{ROOM}.comparison.{name}", **values), self.lang)

    def say(self, words: Phrase) -> str:
        """Words of another room."""
        return say(words, self.lang)

    def name(self, text: str) -> str:
        """A name that keeps its own direction."""
        return isolate_name(text, self.lang)

    @property
    def home(self) -> CountryRow | None:
        """Morocco's row."""
        return next((row for row in self.comparison.rows if row.code == HOME), None)

    def millions(self, amount: Money) -> str:
        """An amount in millions, two decimals, without its currency."""
        return figure(amount.amount / 1_000_000, self.lang, 2)

    def ends(self, low: Money, high: Money) -> str:
        """Low to high in millions, or nothing when they agree."""
        if low == high:
            return ""
        return isolate(f"{self.millions(low)}–{self.millions(high)}", self.lang)

    def months(self, row: CountryRow) -> str:
        """Months from the wrap to the payment."""
        return months_shown(row, self.lang)

    def sets(self, row: CountryRow) -> str:
        """How many of the script's sets its landscapes can be."""
        whole = len(row.fits) + len(row.lacks)
        return isolate(f"{len(row.fits)}/{whole}", self.lang) if whole else UNKNOWN

    def answer(self) -> str:
        """The comparison in a sentence or two."""
        rows, unit = self.comparison.rows, self.comparison.currency
        first, home = rows[0], self.home
        if home is None or home is first:
            return begin(
                self.w("answer.first", place=first.spoken, net=self.millions(first.net.likely), currency=unit)
            )
        answer = self.w(
            "answer.home",
            place=first.spoken,
            net=self.millions(first.net.likely),
            rank=home.rank,
            count=len(rows),
            home=self.millions(home.net.likely),
            currency=unit,
        )
        if first.certainty.level in SURE:
            return answer
        return f"{answer} {self.w('answer.doubt', place=first.spoken, why=first.certainty.why)}"

    def break_even(self, row: CountryRow) -> str | None:
        """What crew would have to cost there for the order to change."""
        if row.code == HOME or self.home is None:
            return None
        if row.break_even is None:
            return self.w("never_meets")
        crew = crew_level(row)
        key = "overtakes" if crew is None or row.break_even < crew else "stays_ahead"
        return self.w(key, level=row.break_even, now=crew if crew is not None else Decimal(1))


def months_shown(row: CountryRow, lang: str) -> str:
    """Months until the money comes: nothing where nothing comes, `?` where no source says."""
    if not row.award.high:
        return NOTHING
    return UNKNOWN if row.months_to_payment is None else figure(row.months_to_payment, lang)


def crew_level(row: CountryRow) -> Decimal | None:
    """What crew costs there, Morocco being 1."""
    for step in row.explain.walk():
        if step.assumption == f"{row.code}.crew" and isinstance(step.value, Decimal):
            return step.value
    return None
