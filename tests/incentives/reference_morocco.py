"""The Moroccan rule written a second time, plainly and apart from the engine, to compare with it.

Nothing of the engine or of its data files is used here: the numbers and lists are typed from
the sources. It is slow and knows only what a random production of the tests can hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

YES = frozenset(
    [
        "crew_directing",
        "crew_production",
        "crew_locations",
        "crew_accounting",
        "crew_stunts",
        "crew_sfx",
        "crew_casting",
        "crew_costume",
        "crew_hmu",
        "crew_animals",
        "crew_camera",
        "crew_grip_electric",
        "crew_sound",
        "crew_art",
        "crew_construction",
        "air_national",
        "car_rental",
        "van_bus",
        "trailers",
        "water_tankers",
        "drivers",
        "trucks",
        "camera_rental",
        "grip_rental",
        "lighting_rental",
        "generators",
        "sound_equipment",
        "aerial",
        "studio_rental",
        "backlot",
        "set_materials",
        "set_labour",
        "costume_making",
        "animals",
        "military_commission",
        "office_rent",
        "telecom",
        "internet",
        "editing",
        "foley",
        "adr",
        "vfx",
        "grading",
        "mixing",
    ]
)
CONDITIONAL = frozenset(
    [
        "crew_security_medic",
        "crew_trainees",
        "cast_moroccan",
        "fuel",
        "hotel",
        "riad",
        "apartment",
        "private_home",
        "villa",
        "location_fees",
    ]
)
NO = frozenset(
    [
        "crew_foreign_wages",
        "crew_cash",
        "cast_extras_cash",
        "cast_foreign",
        "cast_rights",
        "air_foreign",
        "visa_fees",
        "tolls_parking",
        "hotel_extras",
        "tourist_tax",
        "alcohol_parties",
        "per_diem_cash",
        "imported_equipment",
        "location_cash",
        "security_local",
        "postage",
        "courier",
        "petty_cash",
        "insurance_foreign",
        "overhead_foreign",
        "bank_charges",
        "guarantee_cost",
        "completion_bond",
        "vat",
        "customs",
        "fines",
        "contingency",
        "pre_approval_spend",
        "deferred_pay",
        "post_abroad",
        "marketing",
    ]
)
UNKNOWN = frozenset(
    [
        "crew_foreign_in_morocco",
        "vehicle_purchase",
        "per_diem_bank",
        "ccm_fee",
        "municipal",
        "police_gendarmerie",
        "security_company",
        "insurance_moroccan",
        "service_fee",
    ]
)
CONDITIONAL_ASSUMED = frozenset(
    [
        "crew_overtime",
        "crew_fringes",
        "cast_extras_invoiced",
        "cast_school_tutor",
        "air_charter",
        "air_excess",
        "rail_bus",
        "picture_vehicles",
        "catering",
        "restaurant",
        "walkies",
        "consumables",
        "data_storage",
        "props_rental",
        "weapons_rental",
        "pyro",
        "greens",
        "restoration",
        "monuments",
        "fire_ambulance",
        "stationery",
        "office_furniture",
        "translation",
        "audit_fee",
        "legal_fee",
        "dailies",
        "music",
    ]
)
WITHOUT_ICE = frozenset(
    [
        "crew_trainees",
        "crew_overtime",
        "crew_fringes",
        "cast_moroccan",
        "monuments",
        "ccm_fee",
        "municipal",
        "military_commission",
        "police_gendarmerie",
        "fire_ambulance",
    ]
)
FORMATS = frozenset(["feature", "series", "tv_film", "documentary", "docufiction", "web_fiction", "reality"])


@dataclass(frozen=True)
class PlainLine:
    """One line of a random production."""

    expense: str | None
    net: Decimal
    payee: str | None
    ice: str | None
    supplied: str | None
    payment: str | None
    invoice: str | None
    on: date | None


@dataclass(frozen=True)
class Production:
    """A random production."""

    on: date
    lines: tuple[PlainLine, ...]
    format: str | None
    shooting_days: int | None
    set_days: int | None
    budget: Decimal | None
    foreign_share: Decimal | None
    left: Decimal | None
    last_day: date | None


def status(line: PlainLine, on: date, last_day: date | None) -> str:
    """yes, no, likely (conditional, taken by the likely case) or unknown."""
    credit = line.net < 0
    known = YES | NO | CONDITIONAL | CONDITIONAL_ASSUMED | UNKNOWN
    expense = line.expense if line.expense in known else None
    if expense in NO:
        return "no"
    if line.payee is not None and line.payee != "MA":
        return "no"
    if line.supplied is not None and line.supplied != "MA":
        return "no"
    if line.ice is not None and expense not in WITHOUT_ICE and not good_ice(line.ice):
        return "no"
    if not credit:
        if line.payment is not None and line.payment not in ("transfer", "cheque"):
            return "no"
        if line.invoice == "no":
            return "no"
        if line.on is not None and line.on < on:
            return "no"
        if line.on is not None and last_day is not None and line.on > three_months_after(last_day):
            return "no"
    if expense is None or expense in UNKNOWN:
        return "unknown"
    if not credit:
        if line.payment is None or line.payee is None or line.supplied is None or line.invoice is None:
            return "likely"
        if line.ice is None and expense not in WITHOUT_ICE:
            return "likely"
    return "likely" if expense in CONDITIONAL_ASSUMED else "yes"


def good_ice(text: str) -> bool:
    """15 digits whose whole is a multiple of 97."""
    return len(text) == 15 and text.isdigit() and int(text) % 97 == 0


def three_months_after(day: date) -> date:
    """The same day three months on, or the last of that month."""
    month, year = day.month + 3, day.year
    if month > 12:
        month, year = month - 12, year + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError


def qualifying(production: Production) -> tuple[list[Decimal], Decimal]:
    """What each case counts before limits, and what is spent in Morocco."""
    sums: dict[str, dict[str, Decimal]] = {}
    here = Decimal(0)
    for line in production.lines:
        if line.supplied in (None, "MA"):
            here += line.net
        verdict = status(line, production.on, production.last_day)
        if verdict == "no":
            continue
        of = sums.setdefault(
            line.expense or "",
            {"yes": Decimal(0), "likely": Decimal(0), "unknown": Decimal(0), "credit": Decimal(0)},
        )
        if line.net < 0:
            of["credit"] -= line.net
        else:
            of[verdict] += line.net
    totals = [Decimal(0), Decimal(0), Decimal(0)]
    for of in sums.values():
        rest = of["credit"]
        held = []
        for name in ("yes", "likely", "unknown"):
            taken = min(rest, of[name])
            rest -= taken
            held.append(of[name] - taken)
        totals[0] += held[0]
        totals[1] += held[0] + held[1]
        totals[2] += sum(held)
    return totals, here


def award(production: Production) -> tuple[list[Decimal], list[Decimal]]:
    """Qualifying spend and award, low, likely, high, as the sources state the rule."""
    spend, here = qualifying(production)
    share = production.foreign_share if production.foreign_share is not None else Decimal(1)
    budget = here if production.budget is None else production.budget
    counted = [min(s * share, budget * share * Decimal("0.9")) for s in spend]
    result = []
    for case, base in enumerate(counted):
        rate = Decimal("0.3") if production.on >= date(2022, 3, 28) else Decimal("0.2")
        amount = base * rate
        cap = ceiling(production.on, case)
        if cap is not None:
            amount = min(amount, cap)
        if production.left is not None:
            amount = min(amount, production.left)
        elif production.on < date(2022, 3, 28):
            amount = min(amount, Decimal(100_000_000))
        if not passes(production, base, case):
            amount = Decimal(0)
        result.append(amount)
    return sorted(counted), [min(result), result[1], max(result)]


def ceiling(on: date, case: int) -> Decimal | None:
    """The ceiling of 18 million: certain until July 2018, in doubt until the end of 2019."""
    eighteen = Decimal(18_000_000)
    if on < date(2018, 8, 1):
        return eighteen
    if on < date(2019, 10, 1):
        return None if case == 2 else eighteen
    if on < date(2020, 1, 1):
        return eighteen if case == 0 else None
    return None


def passes(production: Production, base: Decimal, case: int) -> bool:
    """Format, ten million, eighteen days; unknown days pass all but the low case."""
    if production.format is not None and production.format not in FORMATS:
        return False
    if base < 10_000_000:
        return False
    if production.shooting_days is None:
        if production.set_days is not None and production.set_days >= 18:
            return True
        return case != 0
    return production.shooting_days + (production.set_days or 0) >= 18
