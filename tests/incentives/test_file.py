"""The life of a Moroccan file: days, cash, iCalendar, and what comes around the rebate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.incentives.morocco import ON, facts, line, mad, wrong_steps
from tournage.formats import file_calendar
from tournage.incentives.advantages import advantages_of
from tournage.incentives.assess import award
from tournage.incentives.cash import bridging_cost, cash_of_file, value_on
from tournage.jurisdictions.load_advantages import load_advantages
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.words import say

MOROCCO = load_scheme("ma-rebate")
SHOOT = {"first_shooting_day": date(2026, 9, 1), "last_shooting_day": date(2026, 10, 31)}


def twelve_million(**given: object) -> object:
    return award(MOROCCO, {"qualifying_spend": Decimal(12_000_000)}, on=ON, facts=facts(**given))


def days(**given: object) -> dict[str, date | None]:
    return {m.id: m.due_on for m in twelve_million(**given).calendar}  # type: ignore[attr-defined]


def test_every_deadline_follows_from_the_productions_own_days() -> None:
    assert {
        "application": date(2026, 5, 1),
        "approval": date(2026, 5, 31),
        "deposit": date(2026, 5, 31),
        "start": date(2026, 11, 30),
        "finish": date(2027, 9, 1),
        "bank_certificate": date(2026, 11, 30),
        "accounts": date(2027, 1, 31),
        "audit": date(2027, 1, 31),
        "payment": date(2027, 7, 31),
    } == days(**SHOOT)


def test_a_given_approval_moves_what_hangs_on_it() -> None:
    moved = days(approval=date(2026, 6, 30))
    assert (date(2026, 6, 30), date(2026, 12, 30)) == (moved["deposit"], moved["start"])


def test_the_bank_certificate_is_due_at_the_end_of_the_month_after_the_last_day() -> None:
    assert date(2028, 2, 29) == days(last_shooting_day=date(2028, 1, 31))["bank_certificate"]


def test_a_day_that_is_not_known_is_named_as_missing() -> None:
    result = twelve_million()
    accounts = next(m for m in result.calendar if m.id == "accounts")  # type: ignore[attr-defined]
    assert accounts.due_on is None
    assert say(accounts.missing[0], "en") == "the day of “Last shooting day”"
    assert say(accounts.lost, "en") == "the support"


def test_documents_in_hand_are_no_longer_missing() -> None:
    before, after = twelve_million(), twelve_million(documents=("script", "duration"))
    count = {len(r.calendar[0].missing) for r in (before, after)}  # type: ignore[attr-defined]
    assert {12, 10} == count


def test_cash_goes_out_as_deposit_and_comes_in_as_award() -> None:
    known = facts(**SHOOT, bridging_rate=Decimal("0.10"), morocco_budget=Decimal(20_000_000))
    result = award(MOROCCO, {"qualifying_spend": Decimal(12_000_000)}, on=ON, facts=known)
    cash = cash_of_file(MOROCCO, result, known)
    assert mad(180_000) == cash.deposit
    assert (date(2027, 4, 30), date(2027, 7, 31), date(2028, 1, 31)) == (
        cash.payment_earliest,
        cash.payment_on,
        cash.payment_latest,
    )
    assert mad("269260.27") == cash.bridging.rounded()
    assert list(wrong_steps(cash.explain)) == []
    assert cash.value_today < cash.award


def test_bridging_is_simple_interest_and_never_negative() -> None:
    assert mad(0) == bridging_cost(mad(100), date(2027, 1, 1), date(2026, 1, 1), Decimal("0.08")).rounded()
    assert mad("92.59") == value_on(mad(100), date(2027, 1, 1), date(2026, 1, 1), Decimal("0.08")).rounded()


def test_the_calendar_is_written_as_icalendar_with_one_entry_a_known_day() -> None:
    from icalendar import Calendar

    result = twelve_million(**SHOOT)
    book = Calendar.from_ical(file_calendar.write(result, "fr"))  # type: ignore[arg-type]
    events = list(book.walk("VEVENT"))
    assert len(events) == 9
    assert date(2027, 1, 31) == events[6].decoded("dtstart")
    assert str(events[6]["summary"]) == "Comptes et preuves de paiement déposés"
    assert file_calendar.write(result, "ar") == file_calendar.write(result, "ar")  # type: ignore[arg-type]


def test_vat_is_saved_on_whole_invoices_of_5000_and_gathered_below() -> None:
    values = load_advantages("ma")
    assert values is not None
    lines = [
        line(1, "Hotel", "4000", vat=mad(800), payee="Atlas", invoice="1"),
        line(2, "Hotel", "300", vat=mad(60), payee="Atlas", invoice="1"),
        line(3, "Fuel", "3000", vat=mad(600), payee="Afriquia", invoice="2"),
        line(4, "Fuel", "2000", vat=mad(400), payee="Afriquia", invoice="3"),
        line(5, "Fuel", "100", vat=mad(20), payee="Other", invoice="4"),
    ]
    vat = advantages_of(lines, values)[0]
    assert vat.worth is not None
    assert mad(860) == vat.worth.value
    assert ("small", 3) in vat.action.values
    assert ("gathered", Decimal(1000)) in vat.action.values


def test_withholding_is_a_tenth_of_what_foreign_payees_get_for_work_in_morocco() -> None:
    values = load_advantages("ma")
    assert values is not None
    lines = [line(1, "Director", "1000000", payee_country="FR"), line(2, "Hotel", "5000")]
    withheld = advantages_of(lines, values)[1]
    assert withheld.worth is not None
    assert mad(-100_000) == withheld.worth.value
    assert list(wrong_steps(withheld.worth)) == []


def test_advantages_without_a_figure_are_named() -> None:
    values = load_advantages("ma")
    assert values is not None
    named = {a.id: a.worth for a in advantages_of([], values)}
    assert {"account", "customs", "monuments", "forces", "airline"} == {
        k for k, v in named.items() if v is None
    }


def test_jurisdictions_without_values_have_none() -> None:
    assert load_advantages("jo") is None
