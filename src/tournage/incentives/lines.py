"""Whether one spend line counts: yes, no, conditional or unknown, by which rule, and what would change it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tournage.incentives.deadlines import accounts_day
from tournage.incentives.expenses import ExpenseLine
from tournage.incentives.labels import part_label, test_label
from tournage.incentives.law import Law
from tournage.incentives.matching import Match, Matcher, refine
from tournage.incentives.model import LineStatus
from tournage.incentives.scheme import LineTest, Part, Scheme
from tournage.kernel.dated import Source
from tournage.kernel.spend import SpendKind, SpendLine
from tournage.kernel.words import Phrase, literal, phrase


class LineKey(NamedTuple):
    """All of a spend line that decides whether it counts, and nothing that does not."""

    account: str
    description: str
    expense: str | None
    payee_country: str | None
    payee_ice: str | None
    supplied_in: str | None
    payment: str | None
    invoiced: bool | None
    on: date | None
    planned: bool
    tags: frozenset[str]
    credit: bool
    payee: str | None = None
    """Only when nothing else tells what the line is."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scheme says of all lines with one key."""

    status: LineStatus
    group: str
    """The expense line or part: credits reduce lines of the same group."""
    expense: str | None
    rule: Phrase
    reason: Phrase
    source: tuple[Source, ...]
    counts_as: tuple[str, ...]
    likely: bool = False
    missing_fact: str | None = None
    cure: Phrase | None = None
    cure_kind: str | None = None
    """`payment`, `invoice`, `ice` or `fact` when a person can still change the answer."""
    match: Match | None = None


NOT_INVOICED = frozenset({"no", "non", "none", "false", "-", "لا"})


def key_of(line: SpendLine) -> LineKey:
    """The deciding part of a spend line."""
    invoice = (line.invoice or "").strip()
    return LineKey(
        line.account,
        line.description,
        line.expense,
        _code(line.payee_country),
        line.payee_ice or None,
        _code(line.supplied_in),
        line.payment or None,
        None if not invoice else invoice.casefold() not in NOT_INVOICED,
        line.on,
        line.kind is SpendKind.PLANNED,
        line.tags,
        line.net.amount < 0,
    )


def _code(country: str | None) -> str | None:
    return country.strip().upper() or None if country else None


@dataclass(frozen=True, slots=True)
class _Failed:
    test: LineTest
    missing: bool


class Judge:
    """Decides lines of one scheme on one day; remembers what it has decided."""

    def __init__(self, scheme: Scheme, law: Law, matcher: Matcher | None) -> None:
        self.scheme, self.law, self.matcher = scheme, law, matcher
        self.known: dict[LineKey, Verdict] = {}
        self.lists = {t.value: frozenset(law.listed(t.value)) for t in scheme.tests if t.value}
        self.local = frozenset({scheme.country.partition("-")[0].upper()})
        self.last_day = accounts_day(law)
        self.spend_days = scheme.spend_days()
        self.confirmed = bool(
            scheme.expense_list and law.facts.get(scheme.expense_list.needs_confirming) is True
        )

    def judge(self, key: LineKey) -> Verdict:
        """The verdict for a line."""
        verdict = self.known.get(key)
        if verdict is None:
            verdict = self.known[key] = self._judge(key)
        return verdict

    def version_of(self, day: date | None) -> date:
        """A day that stands for the version of the law under which a line was spent."""
        spent = day or self.law.day
        return max((d for d in self.spend_days if d <= spent), default=self.spend_days[0])

    def is_open(self, day: date | None) -> bool:
        """Whether the scheme was open on the day of a line, where that is the day that decides."""
        value = self.scheme.values["in_force"]
        if day is None or value.dated_by != "expenditure":
            return True
        step = value.on(day, expected=self.law.facts.expected)
        return step is not None and step.stated.value is True

    def reduced(self, key: LineKey) -> LineKey:
        """The key with what decides nothing taken out: which valid company number, which day inside the period."""
        ice = VALID_ICE if key.payee_ice and is_ice(key.payee_ice) else key.payee_ice
        on = key.on
        if on is not None and len(self.spend_days) < 2:
            inside = on >= self.law.on and (self.last_day is None or on <= self.last_day)
            on = None if inside and self.is_open(on) else on
        return key._replace(payee_ice=ice, on=on)

    def judge_line(self, key: LineKey, payee: str | None) -> Verdict:
        """The verdict for a line; the payee's name helps where nothing else names the expense."""
        key = self.reduced(key)
        verdict = self.judge(key)
        if payee and verdict.expense is None and self.matcher is not None:
            return self.judge(key._replace(payee=payee))
        return verdict

    def _judge(self, key: LineKey) -> Verdict:
        match = None
        if self.matcher:
            match = self.matcher.match(key.expense, key.account, key.description)
            if match.by == "none" and key.payee:
                match = self.matcher.by_payee(key.payee)
        line = self._expense(match, key)
        if not self.is_open(key.on):
            return self._closed(key, line)
        verdict = self._decide(key, match, line)
        return replace(verdict, match=match)

    def _decide(self, key: LineKey, match: Match | None, line: ExpenseLine | None) -> Verdict:
        failed = [f for f in (self._failed(test, key, line) for test in self.scheme.tests) if f]
        if self.scheme.parts:
            return self._by_parts(key, line, failed)
        return self._by_list(key, match, line, failed)

    def _expense(self, match: Match | None, key: LineKey) -> ExpenseLine | None:
        if match is None or match.expense is None:
            return None
        expenses = self.scheme.expense_list
        line: ExpenseLine = expenses.lines[match.expense]
        if match.by == "given":
            return line
        fields: dict[str, str | frozenset[str]] = {
            "payment": key.payment or "",
            "payee": self._whose(key.payee_country),
            "supplied": self._whose(key.supplied_in),
            "tags": key.tags,
        }
        return refine(line, expenses, fields)

    def _whose(self, country: str | None) -> str:
        if country is None:
            return ""
        return "local" if country in self.local else "foreign"

    # -- tests -----------------------------------------------------------------

    def _failed(self, test: LineTest, key: LineKey, line: ExpenseLine | None) -> _Failed | None:
        if key.credit and not test.credits:
            return None
        if line is not None and line.evidence != "invoice" and test.field == "payee_ice":
            return None
        result = self._passes(test, key)
        if result is True:
            return None
        if result is None and key.planned and test.planned == "due":
            return None
        return _Failed(test, result is None)

    def _passes(self, test: LineTest, key: LineKey) -> bool | None:
        """True passes, False fails, None lacks the fact."""
        if test.kind == "one_of":
            value = key.payment if test.field == "payment" else getattr(key, test.field)
            return None if value is None else value in self.lists[test.value or ""]
        if test.kind == "shown":
            return key.invoiced
        if test.kind == "ice":
            return None if key.payee_ice is None else is_ice(key.payee_ice)
        if test.kind == "without_tag":
            return not (key.tags & self.lists[test.value or ""])
        if key.on is None:
            return True
        if test.kind == "not_before":
            return key.on >= self.law.on
        return self.last_day is None or key.on <= self.last_day

    def _closed(self, key: LineKey, line: ExpenseLine | None) -> Verdict:
        source = tuple(s for step in self.scheme.values["in_force"].steps for s in step.stated.source)
        return Verdict(
            LineStatus.NO,
            "closed",
            line.id if line else None,
            phrase("incentives.open_on_the_day"),
            phrase("incentives.not_in_force", day=key.on or self.law.on),
            source[:3],
            ("qualifying_spend",),
        )

    # -- verdicts ----------------------------------------------------------------

    def _no(self, key: LineKey, line: ExpenseLine | None, test: LineTest, group: str) -> Verdict:
        cure = f"incentives.cure.{test.id}"
        curable = test.field in ("payment", "invoice", "payee_ice")
        return Verdict(
            LineStatus.NO,
            group,
            line.id if line else None,
            test_label(self.scheme, test.id),
            phrase(f"incentives.fails.{test.id}", value=_shown(key, test)),
            test.source,
            ("qualifying_spend",),
            cure=phrase(cure),
            cure_kind={"payment": "payment", "invoice": "invoice", "payee_ice": "ice"}.get(test.field)
            if curable
            else None,
        )

    def _by_list(
        self, key: LineKey, match: Match | None, line: ExpenseLine | None, failed: list[_Failed]
    ) -> Verdict:
        outright = next((f.test for f in failed if not f.missing), None)
        if line is None:
            if outright:
                return self._no(key, None, outright, "unmatched")
            return self._unmatched(match)
        stated = line.on(self.law.day)
        override = self.law.facts.values_set.get(f"expense:{line.id}") or self.law.claims.get(
            f"expense:{line.id}"
        )
        status = str(override or (stated.value if stated else "unknown"))
        source = stated.source if stated else ()
        rule = self.expense_label(line.id)
        condition = phrase(f"{self.scheme.words}.condition.{line.condition}")
        ways = ("qualifying_spend",)
        if status == "no":
            reason = phrase("incentives.excluded_by_list", condition=condition)
            cash = outright is not None and outright.field == "payment" and self._counts_by_bank(key, match)
            cure = phrase(f"incentives.cure.{outright.id}") if cash and outright else None
            return Verdict(
                LineStatus.NO,
                line.id,
                line.id,
                rule,
                reason,
                source,
                ways,
                cure=cure,
                cure_kind="payment" if cash else None,
            )
        if outright:
            return self._no(key, line, outright, line.id)
        if status == "unknown":
            reason = phrase("incentives.silent", condition=condition)
            return Verdict(LineStatus.UNKNOWN, line.id, line.id, rule, reason, source, ways)
        if failed and not key.credit:
            return self._lacking(line, failed[0].test, rule, condition, source)
        assumed = stated is not None and stated.assumed and override is None
        if status == "conditional" and assumed and not self.confirmed:
            fact = self.scheme.expense_list.needs_confirming
            return Verdict(
                LineStatus.CONDITIONAL,
                line.id,
                line.id,
                rule,
                phrase("incentives.our_estimate", condition=condition),
                source,
                ways,
                True,
                fact,
                phrase("incentives.cure.annex"),
                "fact",
            )
        how = phrase(f"incentives.matched.{match.by}", words=match.words) if match else literal("")
        reason = phrase("incentives.counts", condition=condition, how=how)
        return Verdict(LineStatus.YES, line.id, line.id, rule, reason, source, ways, True)

    def _counts_by_bank(self, key: LineKey, match: Match | None) -> bool:
        """Whether the same line would count if it were paid through a bank."""
        line = self._expense(match, key._replace(payment="transfer"))
        stated = line.on(self.law.day) if line else None
        return stated is not None and stated.value != "no"

    def expense_label(self, expense: str) -> Phrase:
        """The name of an expense line."""
        return phrase(f"jurisdictions/{self.scheme.expense_list.jurisdiction}.expense.{expense}")

    def _lacking(
        self, line: ExpenseLine, test: LineTest, rule: Phrase, condition: Phrase, source: tuple[Source, ...]
    ) -> Verdict:
        return Verdict(
            LineStatus.CONDITIONAL,
            line.id,
            line.id,
            rule,
            phrase("incentives.lacks", condition=condition, fact=phrase(f"incentives.field.{test.field}")),
            (*source, *test.source),
            ("qualifying_spend",),
            True,
            test.field,
            phrase(f"incentives.cure.{test.id}"),
            "fact",
        )

    def _unmatched(self, match: Match | None) -> Verdict:
        if match and match.by == "several":
            names = tuple(self.expense_label(e) for e in match.others)
            reason = phrase("incentives.several_lines", words=match.words, lines=names)
        else:
            reason = phrase("incentives.no_line")
        return Verdict(
            LineStatus.UNKNOWN,
            "unmatched",
            None,
            phrase("incentives.unmatched"),
            reason,
            (),
            ("qualifying_spend",),
            cure=phrase("incentives.cure.unmatched"),
        )

    def _by_parts(self, key: LineKey, line: ExpenseLine | None, failed: list[_Failed]) -> Verdict:
        part = next((p for p in self.scheme.parts if self._in(p, key, line)), None)
        expense = line.id if line else None
        if part is None:
            return Verdict(
                LineStatus.UNKNOWN,
                "unmatched",
                expense,
                phrase("incentives.unmatched"),
                phrase("incentives.no_line"),
                (),
                ("qualifying_spend",),
                cure=phrase("incentives.cure.unmatched"),
            )
        rule = part_label(self.scheme, part.id)
        if part.status == "no":
            return Verdict(
                LineStatus.NO,
                part.id,
                expense,
                rule,
                phrase("incentives.part_no"),
                part.source,
                part.counts_as,
            )
        outright = next((f.test for f in failed if not f.missing), None)
        if outright:
            return self._no(key, line, outright, part.id)
        if failed and not key.credit:
            test = failed[0].test
            reason = phrase("incentives.lacks", condition=rule, fact=phrase(f"incentives.field.{test.field}"))
            return Verdict(
                LineStatus.CONDITIONAL,
                part.id,
                expense,
                rule,
                reason,
                (*part.source, *test.source),
                part.counts_as,
                part.likely,
                test.field,
                phrase(f"incentives.cure.{test.id}"),
                "fact",
            )
        status = LineStatus(part.status)
        return Verdict(
            status,
            part.id,
            expense,
            rule,
            phrase(f"incentives.part_{part.status}"),
            part.source,
            part.counts_as,
            part.likely,
        )

    def _in(self, part: Part, key: LineKey, line: ExpenseLine | None) -> bool:
        return all(self._is(field, wanted, key, line) for field, wanted in part.when.items())

    def _is(self, field: str, wanted: tuple[str, ...], key: LineKey, line: ExpenseLine | None) -> bool:
        if field == "class":
            return (line.cost_class if line else "unknown") in wanted
        if field == "expense":
            return line is not None and line.id in wanted
        if field == "tags":
            return bool(key.tags & set(wanted))
        country = getattr(key, field)
        return (self._whose(country) or "unknown") in wanted or country in wanted


def _shown(key: LineKey, test: LineTest) -> Phrase | str | date:
    value = key.on if test.field == "date" else getattr(key, test.field, None)
    if isinstance(value, date):
        return value
    if test.field == "payment" and value in ("transfer", "cheque", "card", "cash"):
        return phrase(f"incentives.payment.{value}")
    return str(value) if isinstance(value, str) else "–"


ICE_DIGITS = 15
VALID_ICE = "001561191000066"
"""Stands for any valid company number: which one it is decides nothing."""


@lru_cache(maxsize=100_000)
def is_ice(text: str) -> bool:
    """Whether a text is a Moroccan company number: 15 digits with their check.

    >>> is_ice("001561191000066"), is_ice("001561191000065")
    (True, False)
    """
    if len(text) == ICE_DIGITS and text.isdecimal():
        return int(text) % 97 == 0
    from stdnum.ma import ice

    return bool(ice.is_valid(text))
