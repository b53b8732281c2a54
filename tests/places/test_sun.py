"""Light and clock in Morocco, against a second ephemeris."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tournage.kernel.calendar import MOROCCO, minutes_between
from tournage.kernel.place import Coordinates
from tournage.places.model import SunDay
from tournage.places.sun import sun_day, usable_light
from tournage.places.terrain import horizon_minutes

OUARZAZATE = Coordinates(30.92, -6.893)
DAKHLA = Coordinates(23.72, -15.93)
TANGIER = Coordinates(35.788, -5.812)
DAYS = (date(2026, 9, 25), date(2026, 12, 21), date(2027, 3, 20), date(2027, 6, 21))


def test_a_night_shift_over_the_change_of_september_2026_lasts_ten_hours() -> None:
    start, end = (date(2026, 9, 19), time(20)), (date(2026, 9, 20), time(5))
    assert minutes_between(start, end, MOROCCO) == 600


def test_morocco_keeps_utc_all_year_after_that() -> None:
    for day in (date(2026, 9, 21), date(2027, 2, 15), date(2027, 7, 1)):
        offset = datetime.combine(day, time(12), ZoneInfo(MOROCCO)).utcoffset()
        assert offset is not None
        assert offset.total_seconds() == 0


def test_in_summer_2026_the_clock_was_an_hour_ahead() -> None:
    before, after = (sun_day(OUARZAZATE, date(2026, 9, day)) for day in (18, 21))
    assert 55 <= before.sunrise - after.sunrise <= 62


@pytest.mark.parametrize("at", [OUARZAZATE, DAKHLA, TANGIER])
@pytest.mark.parametrize("on", DAYS)
def test_sunrise_and_sunset_agree_with_skyfield_to_a_minute(
    ephemeris: Any, at: Coordinates, on: date
) -> None:
    found = sun_day(at, on)
    sunrise, sunset = _skyfield(ephemeris, at, on)
    assert abs(found.sunrise - sunrise) <= 1
    assert abs(found.sunset - sunset) <= 1


def test_the_day_runs_from_dawn_to_dusk() -> None:
    day = sun_day(OUARZAZATE, date(2027, 3, 20))
    assert day.dawn < day.sunrise < day.sunset < day.dusk


def test_hills_shorten_the_light_at_both_ends() -> None:
    day = SunDay(date(2027, 3, 20), 360, 390, 1110, 1140)
    assert usable_light(day, 60) == (450, 1050)
    assert horizon_minutes(("canyon", "river")) == 60
    assert horizon_minutes(("erg",)) == 0


@pytest.fixture(scope="module")
def ephemeris() -> Iterator[Any]:
    from skyfield.api import Loader
    from skyfield_data import get_skyfield_data_path

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", RuntimeWarning
        )  # its earth rotation table is old; seconds do not matter
        kernel = Loader(get_skyfield_data_path())("de421.bsp")
    yield kernel
    kernel.close()


def _skyfield(ephemeris: Any, at: Coordinates, on: date) -> tuple[float, float]:
    from skyfield import almanac
    from skyfield.api import load, wgs84

    scale = load.timescale(builtin=True)
    observer = ephemeris["earth"] + wgs84.latlon(at.latitude, at.longitude)
    start, end = scale.utc(on.year, on.month, on.day), scale.utc(on.year, on.month, on.day + 1)
    rises, _ = almanac.find_risings(observer, ephemeris["sun"], start, end)
    sets, _ = almanac.find_settings(observer, ephemeris["sun"], start, end)
    return _minutes(rises[0].utc_datetime()), _minutes(sets[0].utc_datetime())


def _minutes(moment: datetime) -> float:
    return moment.hour * 60 + moment.minute + moment.second / 60
