"""From spend lines to judged totals: each line decided once, summed exactly, duplicates and credits handled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tournage.incentives.expenses import ExpenseList
from tournage.incentives.law import Law
from tournage.incentives.lines import NOT_INVOICED, Judge, LineKey, Verdict, key_of
from tournage.incentives.matching import Matcher
from tournage.incentives.model import Counted, Grouped, LineStatus
from tournage.incentives.scheme import Case, Scheme
from tournage.incentives.tally import LEAVES_AT_MOST, Group, add, case_of, group_for, line_leaf, totals_of
from tournage.kernel.errors import MixedCurrencyError
from tournage.kernel.explain import Step
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import ExchangeRate, Money
from tournage.kernel.spend import SpendLine
from tournage.kernel.words import phrase

INVOICE_WORDS = NOT_INVOICED | {"yes", "oui", "true", "y", "o", "x", "نعم"}
"""What stands in an invoice column that is not an invoice number."""

SHOWN_AT_MOST = 25
"""So many findings of one kind are shown one by one; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Curable:
    """Money a person could still bring in: excluded now, counted after one change."""

    kind: str
    amount: Decimal
    lines: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Judged spend: gross, each case's totals, the lines one by one, and what was noticed."""

    gross: Money
    totals: dict[Case, dict[str, Step]]
    lines: tuple[Counted, ...]
    findings: tuple[Finding, ...]
    curable: tuple[Curable, ...] = ()
    groups: tuple[Grouped, ...] = ()
    shares: Mapping[Case, tuple[tuple[date, Decimal], ...]] = field(default_factory=dict)
    """How much of each case's spend falls under each version of what is dated by expenditure."""
    builds_sets: bool = False
    """Whether sets are being built: then days of building may be waiting to be counted."""


@dataclass
class Tally:
    """What is gathered while lines are judged, on either path."""

    scheme: Scheme
    judge: Judge
    groups: dict[str, Group] = field(default_factory=dict)
    gross: Decimal = Decimal(0)
    here: Decimal = Decimal(0)
    findings: list[Finding] = field(default_factory=list)
    curable: dict[str, list[Decimal]] = field(default_factory=dict)
    by_day: dict[date, list[Decimal]] = field(default_factory=dict)
    unmatched: int = 0
    lacking: int = 0
    outside: int = 0

    def take(self, key: LineKey, verdict: Verdict, amount: Decimal, lines: int = 1) -> Group:
        """Add lines that share one key and lie on one side of zero."""
        label = self.judge.expense_label if self.scheme.expense_list and not self.scheme.parts else None
        group = group_for(self.groups, verdict, label)
        add(group, verdict, amount)
        self.gross += amount
        self._note_day(key, verdict, amount)
        if key.supplied_in is None or key.supplied_in in self.judge.local:
            self.here += amount
        if verdict.status is LineStatus.NO and verdict.cure_kind and amount > 0:
            self.curable.setdefault(verdict.cure_kind, [Decimal(0), Decimal(0)])
            self.curable[verdict.cure_kind][0] += amount
            self.curable[verdict.cure_kind][1] += lines
        self.unmatched += (
            lines if verdict.group == "unmatched" and verdict.status is LineStatus.UNKNOWN else 0
        )
        self.lacking += lines if verdict.status is LineStatus.CONDITIONAL else 0
        return group

    def _note_day(self, key: LineKey, verdict: Verdict, amount: Decimal) -> None:
        """Remember under which version of the law a counted line was spent."""
        least = case_of(verdict)
        if len(self.judge.spend_days) < 2 or least is None or amount <= 0:
            return
        day = self.judge.version_of(key.on)
        held = self.by_day.setdefault(day, [Decimal(0)] * 3)
        for i, case in enumerate(Case):
            if list(Case).index(least) <= list(Case).index(case):
                held[i] += amount

    def _shares(self) -> dict[Case, tuple[tuple[date, Decimal], ...]]:
        shares = {}
        for i, case in enumerate(Case):
            whole = sum((held[i] for held in self.by_day.values()), Decimal(0))
            if whole:
                shares[case] = tuple(
                    (day, held[i] / whole) for day, held in sorted(self.by_day.items()) if held[i]
                )
        return shares

    def sheet(self, lines: tuple[Counted, ...], groups: tuple[Grouped, ...] = ()) -> Sheet:
        """Close the tally."""
        currency = self.scheme.currency
        totals = totals_of(self.groups, self.scheme.totals, currency, {"lines_given": self.here})
        curable = tuple(Curable(k, v[0], int(v[1])) for k, v in sorted(self.curable.items()))
        findings = [*self.findings, *self._summary()]
        building = {"set_materials", "set_labour", "crew_construction"}
        return Sheet(
            Money(self.gross, currency),
            totals,
            lines,
            tuple(findings),
            curable,
            groups,
            self._shares(),
            bool(building & set(self.groups)),
        )

    def _summary(self) -> list[Finding]:
        result = []
        if self.unmatched:
            result.append(finding("incentives", "INC-201", Severity.WARNING, "lines", count=self.unmatched))
        if self.lacking:
            result.append(finding("incentives", "INC-204", Severity.INFO, "lines", count=self.lacking))
        if self.outside:
            result.append(finding("incentives", "INC-207", Severity.WARNING, "lines", count=self.outside))
        for name, group in self.groups.items():
            if group.uncovered:
                amount = Money(group.uncovered, self.scheme.currency).plain()
                result.append(
                    finding(
                        "incentives",
                        "INC-202",
                        Severity.WARNING,
                        name,
                        line=group.label,
                        amount=amount,
                        currency=self.scheme.currency,
                    )
                )
        return result


_MATCHERS: dict[int, Matcher] = {}


def _matcher(expenses: ExpenseList | None) -> Matcher | None:
    if expenses is None:
        return None
    known = _MATCHERS.get(id(expenses))
    if known is None or known.expenses is not expenses:
        known = _MATCHERS[id(expenses)] = Matcher(expenses)
    return known


def start(scheme: Scheme, law: Law) -> Tally:
    """An empty tally with its judge."""
    return Tally(scheme, Judge(scheme, law, _matcher(scheme.expense_list)))


def judged(scheme: Scheme, spend: Sequence[SpendLine], law: Law) -> Sheet:
    """Judge every line and add them up."""
    tally = start(scheme, law)
    rates: tuple[ExchangeRate, ...] = tuple(law.facts.get("exchange") or ())
    seen: dict[tuple[str, str, Decimal], str] = {}
    pairs: list[tuple[SpendLine, Verdict, Group, Decimal]] = []
    for line in spend:
        try:
            net = in_currency(line.net, scheme.currency, rates).amount
        except MixedCurrencyError:
            tally.findings.append(
                finding(
                    "incentives",
                    "INC-302",
                    Severity.ERROR,
                    line.id,
                    currency=line.net.currency,
                    wanted=scheme.currency,
                )
            )
            continue
        key = key_of(line)
        verdict = tally.judge.judge_line(key, line.payee)
        twin = _twin(line, seen)
        if twin is not None:
            verdict = duplicate(verdict, twin)
            tally.findings.append(
                finding(
                    "incentives",
                    "INC-203",
                    Severity.WARNING,
                    line.id,
                    invoice=line.invoice or "",
                    payee=line.payee or "",
                    row=twin,
                )
            )
        group = tally.take(key, verdict, net)
        case = case_of(verdict)
        if case is not None and net > 0 and len(spend) <= LEAVES_AT_MOST:
            group.leaves.append((case, line_leaf(line.description, net, scheme.currency, line.explain)))
        pairs.append((line, verdict, group, net))
    counted = tuple(
        _counted(line, verdict, group, net, scheme.currency) for line, verdict, group, net in pairs
    )
    tally.findings += dated_outside(pairs)
    return tally.sheet(counted)


def dated_outside(pairs: Sequence[tuple[SpendLine, Verdict, Group, Decimal]]) -> list[Finding]:
    """A finding for each line that falls out by its date or its company number, up to a number."""
    result = []
    for line, verdict, _group, _net in pairs:
        if verdict.status is not LineStatus.NO:
            continue
        test = verdict.rule.key.rpartition(".")[2]
        if test in ("period_start", "period_end") and line.on:
            result.append(finding("incentives", "INC-205", Severity.WARNING, line.id, day=line.on))
        elif test == "ice":
            result.append(
                finding("incentives", "INC-206", Severity.WARNING, line.id, ice=line.payee_ice or "")
            )
    if len(result) > SHOWN_AT_MOST:
        rest = len(result) - SHOWN_AT_MOST
        result = result[:SHOWN_AT_MOST]
        result.append(finding("incentives", "INC-207", Severity.WARNING, "lines", count=rest))
    return result


def _twin(line: SpendLine, seen: dict[tuple[str, str, Decimal], str]) -> str | None:
    """The earlier line with the same payee, invoice number and amount."""
    number = (line.invoice or "").strip().casefold()
    if not number or number in INVOICE_WORDS:
        return None
    key = ((line.payee or "").strip().casefold(), number, line.net.amount)
    if key in seen:
        return seen[key]
    seen[key] = line.id
    return None


def duplicate(verdict: Verdict, twin: str) -> Verdict:
    """The verdict on the second line of one invoice."""
    return Verdict(
        LineStatus.NO,
        verdict.group,
        verdict.expense,
        phrase("incentives.duplicate"),
        phrase("incentives.duplicate_of", row=twin),
        (),
        verdict.counts_as,
        cure=phrase("incentives.cure.duplicate"),
    )


def in_currency(amount: Money, currency: str, rates: Sequence[ExchangeRate]) -> Money:
    """An amount in the scheme's currency through a dated rate.

    Raises: MixedCurrencyError when there is no rate.
    """
    if amount.currency == currency:
        return amount
    for rate in rates:
        if {rate.currency, rate.quote} == {amount.currency, currency}:
            return amount.to(rate).rounded()
    raise MixedCurrencyError(f"{amount.currency} and {currency}")


def _counted(line: SpendLine, verdict: Verdict, group: Group, net: Decimal, currency: str) -> Counted:
    """The row as the likely case sees it."""
    status: LineStatus = verdict.status
    amount = net if verdict.likely else Decimal(0)
    if status is LineStatus.NO:
        amount = Decimal(0)
    elif net < 0:
        off = group.taken(-group.credit)
        amount = net * (off[0] + off[1]) / -group.credit
        if off[0] == -group.credit:
            status = LineStatus.YES
    return Counted(
        line=line.id,
        status=status,
        counted=Money(amount, currency),
        rule=verdict.rule,
        reason=verdict.reason,
        source=verdict.source,
        expense=verdict.expense,
        missing_fact=verdict.missing_fact,
        cure=verdict.cure,
        matched_by=verdict.match.by if verdict.match and verdict.match.expense else None,
        match_confidence=verdict.match.confidence if verdict.match and verdict.match.expense else None,
        counts_likely=verdict.likely and status is not LineStatus.NO,
    )
