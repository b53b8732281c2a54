"""Changing any one value in Morocco's data is noticed by a pinned set of reference cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from tests.incentives.morocco import line
from tournage.incentives.assess import assess, award
from tournage.incentives.cash import cash_of_file
from tournage.incentives.expenses import ExpenseLine
from tournage.incentives.scheme import Facts, Gap, Limit, Scheme, Span, ValueStep
from tournage.jurisdictions.load_schemes import load_scheme

MOROCCO = load_scheme("ma-rebate")
DAYS = tuple(sorted({d + timedelta(days=n) for d in MOROCCO.versions() for n in (-1, 0)}))


def fingerprint(scheme: Scheme) -> tuple[Any, ...]:
    """What the pinned cases give: awards, gates, lines, calendar and cash over all days of change."""
    return tuple(_on_day(scheme, on) for on in DAYS)


def _on_day(scheme: Scheme, on: date) -> Any:
    shoot = {"first_shooting_day": on + timedelta(days=60), "last_shooting_day": on + timedelta(days=95)}
    rows: list[Any] = []
    for spend in (9_999_999, 10_000_000, 46_000_000, 700_000_000):
        for days in (17, 18):
            facts = Facts({"format": "feature", "shooting_days": days, "morocco_budget": 50_000_000, **shoot})
            rows.append(
                _seen(scheme, award(scheme, {"qualifying_spend": Decimal(spend)}, on=on, facts=facts), facts)
            )
    for kind in scheme.facts["format"].choices:
        facts = Facts(
            {"format": kind, "shooting_days": 6, "set_build_days": 12, "morocco_budget": 900_000_000}
        )
        rows.append(
            _seen(
                scheme, award(scheme, {"qualifying_spend": Decimal(700_000_000)}, on=on, facts=facts), facts
            )
        )
    lines = [
        line(
            1,
            "Van rental",
            "20000000",
            payment=means,
            payee_country=payee,
            supplied_in=supplied,
            on=None,
            tags=tags,
            payee=f"{n}",
        )
        for n, (means, payee, supplied, tags) in enumerate(
            [
                ("transfer", "MA", "MA", frozenset()),
                ("cheque", "MA", "MA", frozenset()),
                ("cash", "MA", "MA", frozenset()),
                ("transfer", "FR", "MA", frozenset()),
                ("transfer", "MA", "FR", frozenset()),
                ("transfer", "MA", "MA", frozenset({"local_funds"})),
            ]
        )
    ]
    facts = Facts({"format": "feature", "shooting_days": 20, "morocco_budget": 900_000_000, **shoot})
    result = assess(scheme, lines, on=on, facts=facts)
    rows.append(([c.status for c in result.lines], _seen(scheme, result, facts)))
    return tuple(rows)


def _seen(scheme: Scheme, result: Any, facts: Facts) -> Any:
    if not result.in_force:
        return None
    cash = cash_of_file(scheme, result, facts)
    steps = [
        [(s.value, s.source, s.confidence, s.origin, s.on) for s in step.walk() if s.source]
        for step in (result.explain, result.explain_low, result.explain_high)
    ]
    return (
        result.award,
        result.qualifying,
        tuple((g.id, g.required, g.passed, g.source, g.confidence) for g in result.gates),
        tuple((m.id, m.due_on) for m in result.calendar),
        (cash.deposit, cash.payment_on, cash.payment_earliest, cash.payment_latest),
        str(steps),
    )


def changed_values() -> Iterator[tuple[str, Scheme]]:
    """The scheme with one value changed: its content, its first day or its last."""
    for name, value in MOROCCO.values.items():
        for i, step in enumerate(value.steps):
            for what, other in _changed(step):
                steps = (*value.steps[:i], other, *value.steps[i + 1 :])
                mutated = replace(MOROCCO, values={**MOROCCO.values, name: replace(value, steps=steps)})
                yield f"{name} {step.first_day} {what}", mutated


def _changed(step: ValueStep) -> Iterator[tuple[str, ValueStep]]:
    stated = step.stated
    for what, content in _contents(stated.value):
        yield what, replace(step, stated=replace(stated, value=content))
    if stated.value in (False, Gap.NONE):
        return  # before its first day the value is absent, which means the same
    yield "first day", replace(step, first_day=step.first_day + timedelta(days=1))


def _contents(content: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(content, bool):
        yield "flag", not content
    elif isinstance(content, Span):
        for case in ("low", "likely", "high"):
            yield case, replace(content, **{case: _moved(getattr(content, case))})
    elif isinstance(content, (Decimal, Gap)):
        yield "number", _moved(content)
    else:
        for dropped in content:
            yield f"without {dropped}", tuple(c for c in content if c != dropped)


def _moved(content: Limit) -> Limit:
    return (
        content + 1
        if isinstance(content, Decimal) and content >= 1
        else content * 2
        if isinstance(content, Decimal)
        else Decimal(1)
    )


@cache
def _base() -> tuple[Any, ...]:
    return fingerprint(MOROCCO)


@pytest.mark.slow
def test_changing_any_one_value_is_noticed() -> None:
    unnoticed = [name for name, mutated in changed_values() if fingerprint(mutated) == _base()]
    assert unnoticed == []


def test_the_values_of_the_law_stand_as_read_from_the_sources() -> None:
    """Content, first day, confidence, assumption and number of sources of every value."""
    read = {
        name: [
            (
                s.first_day.isoformat(),
                _plain(s.stated.value),
                s.stated.confidence.value,
                s.stated.assumed,
                len(s.stated.source),
            )
            for s in value.steps
        ]
        for name, value in MOROCCO.values.items()
    }
    assert read == PINNED


def test_the_expense_lines_stand_as_read_from_the_sources() -> None:
    lines = MOROCCO.expense_list.lines.values()
    read = " ".join(f"{n.id}={_letters(n)}" for n in lines)
    assert " ".join(EXPENSES.split()) == read


def _letters(expense: ExpenseLine) -> str:
    ((_, stated),) = expense.steps
    doubt = "a" if stated.assumed else "s"
    return f"{stated.value[0]}{stated.confidence.value[0]}{doubt}{len(stated.source)}{expense.evidence[0]}"


def _plain(content: Any) -> str:
    if isinstance(content, Span):
        return "/".join(_plain(getattr(content, c)) for c in ("low", "likely", "high"))
    if isinstance(content, Gap):
        return content.value
    if isinstance(content, tuple):
        return ",".join(content)
    return str(content)


PINNED = {
    "in_force": [("2018-02-15", "True", "high", False, 2)],
    "rate": [("2018-02-15", "0.20", "high", False, 2), ("2022-03-28", "0.30", "high", False, 3)],
    "minimum_spend": [("2018-02-15", "10000000", "high", False, 3)],
    "minimum_days": [("2018-02-15", "18", "high", False, 3)],
    "set_days_count": [("2018-02-15", "True", "high", False, 3)],
    "budget_share": [("2018-02-15", "0.90", "medium", False, 1)],
    "project_cap": [
        ("2018-02-15", "18000000", "high", False, 1),
        ("2018-08-01", "18000000/18000000/none", "low", False, 2),
        ("2019-10-01", "18000000/none/none", "medium", False, 2),
        ("2020-01-01", "none", "medium", False, 3),
    ],
    "spend_ceiling": [("2018-02-15", "none", "medium", False, 2)],
    "annual_envelope": [
        ("2018-02-15", "100000000", "medium", False, 4),
        ("2022-03-28", "not_found", "low", False, 1),
    ],
    "eligible_formats": [
        (
            "2018-02-15",
            "feature,series,tv_film,documentary,docufiction,web_fiction,reality",
            "medium",
            False,
            3,
        )
    ],
    "cultural_test_required": [("2018-02-15", "False", "low", False, 3)],
    "payment_means": [("2018-02-15", "cheque,transfer", "medium", False, 2)],
    "payee_countries": [("2018-02-15", "MA", "medium", False, 2)],
    "supply_countries": [("2018-02-15", "MA", "high", False, 1)],
    "local_money": [("2018-02-15", "local_funds", "high", False, 2)],
    "approval_days": [("2018-02-15", "30", "high", False, 2)],
    "start_months": [("2018-02-15", "6", "high", False, 2)],
    "finish_months": [("2018-02-15", "12", "high", False, 2)],
    "certificate_months": [("2018-02-15", "1", "high", False, 1)],
    "accounts_months": [("2018-02-15", "3", "high", False, 2)],
    "payment_months": [("2018-02-15", "12/6/3", "medium", True, 2)],
    "deposit_share": [("2018-02-15", "0.05", "medium", False, 2)],
}
EXPENSES = """
crew_directing=yhs1i crew_production=yhs1i crew_locations=yhs1i crew_accounting=yhs1i
crew_stunts=yhs1i crew_sfx=yhs1i crew_casting=yhs1i crew_costume=yhs1i crew_hmu=yhs1i
crew_animals=yhs1i crew_camera=yms2i crew_grip_electric=yms2i crew_sound=yms2i crew_art=yms2i
crew_construction=yms1i crew_security_medic=cms1i crew_trainees=cms1c crew_foreign_wages=nms2i
crew_foreign_in_morocco=uls1i crew_cash=nhs2i crew_overtime=cla1c crew_fringes=cla1c
cast_moroccan=cms2c cast_extras_cash=nhs2i cast_extras_invoiced=cla1i cast_foreign=nms2i
cast_rights=nla1i cast_school_tutor=cla1i air_national=yhs2i air_foreign=nhs1i air_charter=cla1i
air_excess=cla1i rail_bus=cla1i visa_fees=nms1i car_rental=yhs1i van_bus=yhs1i trailers=yhs1i
fuel=chs2i water_tankers=yhs1i drivers=yhs1i trucks=yms2i picture_vehicles=cla1i tolls_parking=nms2i
vehicle_purchase=ula1i hotel=chs2i riad=chs1i apartment=chs1i private_home=chs1i villa=chs1i
hotel_extras=nla1i tourist_tax=nms1i catering=cla1i restaurant=cla1i alcohol_parties=nla1i
per_diem_cash=nms2i per_diem_bank=ula1i camera_rental=yhs1i grip_rental=yhs1i lighting_rental=yhs1i
generators=yhs1i sound_equipment=yms2i aerial=yms1i walkies=cla1i imported_equipment=nms2i
consumables=cla1i data_storage=cla1i studio_rental=yhs2i backlot=yms2i set_materials=yms1i
set_labour=yms1i props_rental=cla1i costume_making=yms1i animals=yms1i weapons_rental=cla1i
pyro=cla1i greens=cla1i restoration=cla1i location_fees=cls1i location_cash=nms1i monuments=cla1r
ccm_fee=ula1r municipal=ula1r military_commission=yhs1r police_gendarmerie=ula1r
security_local=nhs1i security_company=uls1i fire_ambulance=cla1r office_rent=yhs1i telecom=yhs1i
internet=yhs1i postage=nhs1i courier=nla2i stationery=cla1i office_furniture=cla1i translation=cla1i
petty_cash=nms2i insurance_moroccan=ula1i insurance_foreign=nms2i service_fee=ula1i
overhead_foreign=nms2i audit_fee=cla1i legal_fee=cla1i bank_charges=nla1i guarantee_cost=nla1i
completion_bond=nms2i vat=nhs1i customs=nms1i fines=nma1i contingency=nms1i pre_approval_spend=nms1i
deferred_pay=nms2i editing=yhs1i foley=yhs1i adr=yhs1i vfx=yhs1i grading=yhs1i mixing=yhs1i
post_abroad=nhs1i dailies=cla1i music=cla1i marketing=nla1i
"""
"""Each line with its status, confidence, a(ssumed) or s(ourced), number of sources and kind of evidence."""
