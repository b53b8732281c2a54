"""The engine against the plain second writing of the Moroccan rule, on random productions."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.incentives import reference_morocco as plain
from tests.incentives.morocco import mad
from tournage.incentives.assess import assess
from tournage.incentives.scheme import Facts
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.spend import SpendKind, SpendLine

MOROCCO = load_scheme("ma-rebate")
EXPENSES = (*sorted(MOROCCO.expense_list.lines), None)


def random_production(seed: int) -> plain.Production:
    r = random.Random(seed)
    on = date(2018, 2, 15) + timedelta(days=r.randrange(3500))
    last = on + timedelta(days=r.randrange(30, 200)) if r.random() < 0.7 else None
    big = r.choice([10_000, 1_000_000, 6_000_000, 90_000_000])

    def line() -> plain.PlainLine:
        net = Decimal(r.randrange(1, big * 100)) / 100
        return plain.PlainLine(
            expense=r.choice(EXPENSES),
            net=-net / 10 if r.random() < 0.1 else net,
            payee=r.choice(["MA"] * 8 + ["FR", None]),
            ice=r.choice(["001561191000066"] * 6 + ["001561191000065", None]),
            supplied=r.choice(["MA"] * 8 + ["ES", None]),
            payment=r.choice(["transfer"] * 4 + ["cheque"] * 2 + ["cash", "card", None]),
            invoice=r.choice(["F"] * 6 + ["no", None]),
            on=r.choice([None, on + timedelta(days=r.randrange(-20, 400))]),
        )

    lines = tuple(line() for _ in range(r.randrange(1, 14)))
    return plain.Production(
        on=on,
        lines=tuple(plain.PlainLine(**{**n.__dict__, "net": n.net.quantize(Decimal("0.01"))}) for n in lines),
        format=r.choice([None, "feature", "series", "web_fiction", "commercial"]),
        shooting_days=r.choice([None, 0, 6, 12, 17, 18, 40]),
        set_days=r.choice([None, 0, 1, 6, 12, 18]),
        budget=r.choice([None, Decimal(r.randrange(1, big * 15))]),
        foreign_share=r.choice([None, None, Decimal("0.5"), Decimal("0.8")]),
        left=r.choice([None, None, Decimal(r.randrange(40_000_000))]),
        last_day=last,
    )


def by_engine(production: plain.Production) -> tuple[list[Decimal], list[Decimal]]:
    lines = [
        SpendLine(
            id=str(i),
            account="",
            description="",
            net=mad(str(n.net)),
            on=n.on,
            kind=SpendKind.ACTUAL,
            payee=f"P{i}",
            payee_country=n.payee,
            payee_ice=n.ice,
            supplied_in=n.supplied,
            payment=n.payment,
            invoice=f"{n.invoice}{i}" if n.invoice == "F" else n.invoice,
            expense=n.expense,
        )
        for i, n in enumerate(production.lines)
    ]
    given = {
        "format": production.format,
        "shooting_days": production.shooting_days,
        "set_build_days": production.set_days,
        "morocco_budget": production.budget,
        "foreign_share": production.foreign_share,
        "envelope_remaining": production.left,
        "last_shooting_day": production.last_day,
    }
    facts = Facts({k: v for k, v in given.items() if v is not None})
    result = assess(MOROCCO, lines, on=production.on, facts=facts)
    q, a = result.qualifying, result.award
    return [q.low.amount, q.likely.amount, q.high.amount], [a.low.amount, a.likely.amount, a.high.amount]


def compare(seeds: range) -> None:
    for seed in seeds:
        production = random_production(seed)
        assert plain.award(production) == by_engine(production), f"seed {seed}: {production}"


def test_engine_and_plain_rule_agree_on_400_productions() -> None:
    compare(range(400))


@pytest.mark.slow
def test_engine_and_plain_rule_agree_on_10_000_productions() -> None:
    compare(range(400, 10_000))
