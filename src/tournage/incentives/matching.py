"""From a budget account, a ledger account or a description to an expense line; never a guess."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from tournage.incentives.expenses import ExpenseLine, ExpenseList
from tournage.kernel.dated import Confidence
from tournage.kernel.words import UnknownWordError, phrase, say

LITTLE = frozenset(
    ["de", "du", "des", "d", "l", "la", "le", "les", "of", "the", "a", "an", "au", "aux", "for"]
)
"""Words that say nothing about what an expense is."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """The expense line a spend line belongs to, what told us, and how sure that is.

    `by` is `given`, `description`, `account`, `both`; or `none` and `several` when nothing is told.
    """

    expense: str | None
    by: str
    confidence: Confidence
    words: str = ""
    others: tuple[str, ...] = ()


class Matcher:
    """Recognises the lines of one expense list; build once, use for many lines."""

    def __init__(self, expenses: ExpenseList) -> None:
        self.expenses = expenses
        self.phrases: dict[tuple[str, ...], set[str]] = {}
        self.accounts: dict[str, set[str]] = {}
        for line in expenses.lines.values():
            for text in (*line.words_en, *line.words_fr):
                self.phrases.setdefault(words_of(text), set()).add(line.id)
            for label in _labels(expenses, line.id):
                if len(label) > 1:
                    self.phrases.setdefault(label, set()).add(line.id)
            for code in line.accounts:
                self.accounts.setdefault(code.casefold(), set()).add(line.id)
        self.longest = max(map(len, self.phrases), default=0)

    def match(self, expense: str | None, account: str, description: str) -> Match:
        """Find the expense line.

        A line already given wins. Else the longest phrase of the list that stands in the
        description decides; two different lines with phrases of one length decide nothing.
        The account decides alone only when it names a single line, and breaks ties.
        """
        if expense:
            if expense in self.expenses.lines:
                return Match(expense, "given", Confidence.HIGH)
            return Match(None, "none", Confidence.LOW, expense)
        found, words = self._by_words(description)
        booked = self.accounts.get(account.strip().casefold(), set())
        if len(found) > 1 and len(found & booked) == 1:
            found = found & booked
        if len(found) == 1:
            (one,) = found
            agrees = one in booked
            return Match(
                one,
                "both" if agrees else "description",
                Confidence.HIGH if agrees or len(words.split()) > 1 else Confidence.MEDIUM,
                words,
            )
        if found:
            return Match(None, "several", Confidence.LOW, words, tuple(sorted(found)))
        if len(booked) == 1:
            (one,) = booked
            return Match(one, "account", Confidence.LOW, account.strip())
        return Match(None, "none", Confidence.LOW, "", tuple(sorted(booked)))

    def by_payee(self, payee: str) -> Match:
        """What the payee's name tells, when it names one expense line (a hotel, an airline)."""
        found, words = self._by_words(payee)
        if len(found) == 1:
            (one,) = found
            return Match(one, "payee", Confidence.LOW, words)
        return Match(None, "none", Confidence.LOW)

    def _by_words(self, description: str) -> tuple[set[str], str]:
        tokens = words_of(description)
        for length in range(min(self.longest, len(tokens)), 0, -1):
            found: set[str] = set()
            named = ""
            for start in range(len(tokens) - length + 1):
                hit = self.phrases.get(tokens[start : start + length])
                if hit:
                    found |= hit
                    named = named or " ".join(tokens[start : start + length])
            if found:
                return found, named
        return set(), ""


def _labels(expenses: ExpenseList, line: str) -> list[tuple[str, ...]]:
    """The line's own names in the languages of descriptions, as words."""
    name = phrase(f"jurisdictions/{expenses.jurisdiction}.expense.{line}")
    try:
        return [words_of(say(name, lang)) for lang in ("en", "fr")]
    except (UnknownWordError, FileNotFoundError):
        return []


@lru_cache(maxsize=50_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without accents, capitals, plural endings and little words.

    >>> words_of("Location de caméras, hôtels de l’équipe")
    ('location', 'camera', 'hotel', 'equipe')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", " ").replace("'", " "))
    words = _WORD.findall(plain.encode("ascii", "ignore").decode())
    return tuple(_singular(w) for w in words if w not in LITTLE)


def _singular(word: str) -> str:
    if len(word) < 4:
        return word
    if word.endswith("aux"):
        return word[:-3] + "al"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith(("s", "x")) and not word.endswith("ss") else word


def refine(line: ExpenseLine, expenses: ExpenseList, fields: dict[str, str | frozenset[str]]) -> ExpenseLine:
    """The variant of an expense line that fits how it was paid, by whom and where it was supplied."""
    for variant in line.variants:
        if all(_fits(fields, name, wanted) for name, wanted in variant.when.items()):
            return expenses.lines[variant.use]
    return line


def _fits(fields: dict[str, str | frozenset[str]], name: str, wanted: str) -> bool:
    value = fields.get(name)
    if isinstance(value, frozenset):
        return wanted in value
    return value == wanted
