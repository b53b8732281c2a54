"""Spend lines as columns of integers: the same judgement on a million lines in seconds.

A column holds codes into a short list of texts; amounts are whole minor units. Lines that
share everything that decides are judged once and summed together, so the result equals the
line-by-line path to the last unit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tournage.incentives.deadlines import accounts_day
from tournage.incentives.law import Law
from tournage.incentives.lines import VALID_ICE, LineKey, Verdict, is_ice
from tournage.incentives.matching import Matcher
from tournage.incentives.model import Grouped, LineStatus
from tournage.incentives.scheme import Scheme
from tournage.incentives.spend import SHOWN_AT_MOST, Sheet, Tally, duplicate, start
from tournage.kernel.errors import MixedCurrencyError
from tournage.kernel.findings import Severity, finding
from tournage.kernel.money import Money, currency_decimals
from tournage.kernel.words import Phrase, phrase

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int64]

FIELDS = (
    "payee_country",
    "payee_ice",
    "supplied_in",
    "payment",
    "invoice",
    "date",
    "kind",
    "tags",
)
"""The columns that decide beside what the expense is; `invoice` is `yes`, `no` or blank."""

NAMING = ("account", "description", "expense", "payee")
"""The columns that tell what the expense is."""


@dataclass(frozen=True, slots=True)
class SpendColumns:
    """Many spend lines of one production in one currency.

    `codes[field]` gives for each line the place of its text in `texts[field]`. `net` is in
    minor units. `invoices` tells equal payee-and-invoice pairs by equal numbers, 0 for none;
    `shown` gives payee and invoice number of a line for messages.
    """

    currency: str
    rows: Codes
    net: Codes
    codes: dict[str, Codes]
    texts: dict[str, list[str]]
    invoices: Codes
    shown: Callable[[int], tuple[str, str]]

    def __len__(self) -> int:
        return len(self.net)


def judged_columns(scheme: Scheme, spend: SpendColumns, law: Law) -> Sheet:
    """Judge columns of lines: one verdict for all lines that share what decides.

    Raises: MixedCurrencyError when the columns are in another currency than the scheme.
    """
    if spend.currency != scheme.currency:
        raise MixedCurrencyError(f"{spend.currency} and {scheme.currency}")
    tally = start(scheme, law)
    groups: list[Grouped] = []
    if len(spend):
        twins = _twins(spend)
        number, keys = _keys(tally, spend, law, twins)
        _take(tally, spend, number, keys, twins, groups)
    return tally.sheet((), tuple(groups))


def _reduced(spend: SpendColumns, law: Law, field: str) -> tuple[Codes, list[Any]]:
    """A column with its texts brought down to what decides: dates inside the period are one."""
    import numpy as np

    values = [_meaning(field, text, law) for text in spend.texts[field]]
    places: dict[Any, int] = {}
    table = np.fromiter((places.setdefault(v, len(places)) for v in values), np.int64, len(values))
    return table[spend.codes[field]], list(places)


def _distinct(combined: Codes, size: int) -> tuple[Codes, Codes]:
    """The first line of each distinct code, and for each line the number of its code.

    Few possible codes are counted in one pass; many are sorted.
    """
    import numpy as np

    if size > SORT_ABOVE:
        _, first, number = np.unique(combined, return_index=True, return_inverse=True)
        return first.astype(np.int64), number.astype(np.int64)
    seen = np.full(size, -1, np.int64)
    lines = np.arange(len(combined), dtype=np.int64)
    seen[combined[::-1]] = lines[::-1]
    present = np.flatnonzero(seen >= 0)
    places = np.zeros(size, np.int64)
    places[present] = np.arange(len(present))
    return seen[present], places[combined]


def _named(spend: SpendColumns, matcher: Matcher | None) -> tuple[Codes, list[tuple[str, str, str | None]]]:
    """Account, description and given expense brought down to the expense line they name.

    The first account and description that name it stand for all.
    """
    import numpy as np

    names = ("account", "description", "expense")
    combined, size = np.zeros(len(spend), np.int64), 1
    for field in names:
        width = max(len(spend.texts[field]), 1)
        combined, size = combined * width + spend.codes[field], size * width
    first, number = _distinct(combined, size)
    places: dict[Any, int] = {}
    triples: list[tuple[str, str, str | None]] = []
    table = np.zeros(len(first), np.int64)
    for i, line in enumerate(first):
        account, description, expense = (spend.texts[f][int(spend.codes[f][line])] for f in names)
        match = matcher.match(expense or None, account, description) if matcher else None
        what = (match.expense, match.by, match.others) if match else None
        if what not in places:
            places[what] = len(triples)
            triples.append((account, description, expense or None))
        table[i] = places[what]
    return table[number], triples


def _meaning(field: str, text: str, law: Law) -> Any:
    if field == "date":
        return _standing_for(date.fromisoformat(text), law) if text else None
    if field == "payee_ice":
        if not text:
            return None
        return VALID_ICE if is_ice(text) else text
    if field in ("payee_country", "supplied_in", "payment", "expense"):
        return text or None
    if field == "invoice":
        return {"": None, "no": False}.get(text, True)
    if field == "kind":
        return text == "planned"
    if field == "tags":
        return frozenset(text.split())
    return text


SORT_ABOVE = 1 << 22
"""So many possible codes are counted in a table; above it they are sorted."""


def _standing_for(day: date, law: Law) -> date | None:
    """The day that stands for all days with the same verdict and version of the law."""
    days = law.scheme.spend_days()
    if len(days) < 2:
        return _outside(day, law)
    value = law.scheme.values["in_force"]
    step = value.on(day)
    if value.dated_by == "expenditure" and (step is None or step.stated.value is not True):
        return day
    return max((d for d in days if d <= day), default=day)


def _outside(day: date, law: Law) -> date | None:
    """The day before the application or after the accounts, standing for all such days; None inside."""
    last = accounts_day(law)
    if day < law.on:
        return law.on - timedelta(days=1)
    return last + timedelta(days=1) if last is not None and day > last else None


def _twins(spend: SpendColumns) -> NDArray[np.bool_]:
    """Lines that repeat payee, invoice number and amount of an earlier line."""
    import numpy as np

    numbered = np.flatnonzero(spend.invoices != 0)
    pairs, net = spend.invoices[numbered], spend.net[numbered]
    order = np.argsort(pairs * np.int64(1_000_003) + net, kind="stable")
    pairs, net = pairs[order], net[order]
    same = (pairs[1:] == pairs[:-1]) & (net[1:] == net[:-1])
    twins = np.zeros(len(spend), dtype=bool)
    twins[numbered[order[1:][same]]] = True
    return twins


def _keys(
    tally: Tally, spend: SpendColumns, law: Law, twins: NDArray[np.bool_]
) -> tuple[Codes, list[tuple[LineKey, bool]]]:
    """For each line the number of its key, and the keys with whether they are repeats."""
    import numpy as np

    naming, triples = _named(spend, tally.judge.matcher)
    columns: list[Codes] = [naming]
    meanings: list[list[Any]] = [list(triples)]
    for field in FIELDS:
        codes, values = _reduced(spend, law, field)
        columns.append(codes)
        meanings.append(values)
    columns += [(spend.net < 0).astype(np.int64), twins.astype(np.int64)]
    meanings += [[False, True], [False, True]]
    combined = np.zeros(len(spend), dtype=np.int64)
    size = 1
    for codes, values in zip(columns, meanings, strict=True):
        if size * len(values) > 2**62:
            combined = np.unique(combined, return_inverse=True)[1].astype(np.int64)
            size = int(combined.max()) + 1
        combined = combined * len(values) + codes
        size *= len(values)
    first, number = _distinct(combined, size)
    keys = []
    for line in first:
        parts = [values[int(codes[line])] for codes, values in zip(columns, meanings, strict=True)]
        keys.append((LineKey(*parts[0], *parts[1:10]), bool(parts[10])))
    return number, keys


def _take(
    tally: Tally,
    spend: SpendColumns,
    number: Codes,
    keys: list[tuple[LineKey, bool]],
    twins: NDArray[np.bool_],
    groups: list[Grouped],
) -> None:
    """Sum the lines of each key and add them to the tally; duplicates and outsiders are told."""
    import numpy as np

    small = number.astype(np.uint16) if len(keys) < 1 << 16 else number
    order = np.argsort(small, kind="stable")
    starts = np.searchsorted(number[order], np.arange(len(keys)))
    ends = np.append(starts[1:], len(order))
    for (key, repeat), start_at, end_at in zip(keys, starts, ends, strict=True):
        lines = order[start_at:end_at]
        verdict = tally.judge.judge(key)
        if verdict.expense is None and tally.judge.matcher is not None and not repeat:
            _by_payee(tally, spend, key, lines, groups)
            continue
        if repeat:
            verdict = duplicate(verdict, "")
        _add(tally, spend, key, verdict, lines, groups)
    for line in np.flatnonzero(twins)[:SHOWN_AT_MOST]:
        payee, invoice = spend.shown(int(line))
        tally.findings.append(
            finding(
                "incentives",
                "INC-203",
                Severity.WARNING,
                str(spend.rows[line]),
                invoice=invoice,
                payee=payee,
                row=str(_first_like(spend, int(line))),
            )
        )


def _first_like(spend: SpendColumns, line: int) -> int:
    import numpy as np

    same = (spend.invoices == spend.invoices[line]) & (spend.net == spend.net[line])
    return int(spend.rows[np.flatnonzero(same)[0]])


def _by_payee(tally: Tally, spend: SpendColumns, key: LineKey, lines: Codes, groups: list[Grouped]) -> None:
    """Lines that nothing names: the payee may."""
    import numpy as np

    matcher = tally.judge.matcher
    assert matcher is not None
    codes = spend.codes["payee"][lines]
    present = np.unique(codes)
    told = {int(code): matcher.by_payee(spend.texts["payee"][int(code)]).expense for code in present}
    for expense in sorted({e or "" for e in told.values()}):
        named = [code for code, e in told.items() if (e or "") == expense]
        payee = spend.texts["payee"][named[0]] if expense else None
        verdict = tally.judge.judge_line(key, payee)
        _add(tally, spend, key, verdict, lines[np.isin(codes, named)], groups)


def _add(
    tally: Tally, spend: SpendColumns, key: LineKey, verdict: Verdict, lines: Codes, groups: list[Grouped]
) -> None:
    scale = -currency_decimals(spend.currency)
    amount = Decimal(int(spend.net[lines].sum())).scaleb(scale)
    tally.take(key, verdict, amount, len(lines))
    _tell_outsiders(tally, spend, verdict, lines, key)
    groups.append(
        Grouped(
            verdict.status,
            len(lines),
            Money(amount, spend.currency),
            verdict.rule,
            _common_reason(verdict),
            verdict.expense,
            verdict.source,
            verdict.cure,
            int(spend.rows[lines[0]]),
        )
    )


def _common_reason(verdict: Verdict) -> Phrase:
    """The reason without what is true of one line only."""
    test = verdict.rule.key.rpartition(".")[2]
    if verdict.rule.key == "incentives.duplicate":
        return phrase("incentives.duplicate")
    if test in ("period_start", "period_end"):
        return phrase(f"incentives.all.{test}")
    if verdict.reason.key == "incentives.counts":
        return phrase("incentives.all.counts", condition=dict(verdict.reason.values)["condition"])
    return verdict.reason


def _tell_outsiders(tally: Tally, spend: SpendColumns, verdict: Verdict, lines: Codes, key: LineKey) -> None:
    if verdict.status is not LineStatus.NO:
        return
    test = verdict.rule.key.rpartition(".")[2]
    if test in ("period_start", "period_end"):
        tally.outside += len(lines)
    elif test == "ice":
        tally.findings.append(
            finding(
                "incentives", "INC-206", Severity.WARNING, str(spend.rows[lines[0]]), ice=key.payee_ice or ""
            )
        )
