"""Headings in three languages, numbers before and after."""

from __future__ import annotations

import pytest

from tournage.script.headings import is_heading, looks_like_heading, parse_heading

# heading → number, INT or EXT, set, time of day, light
HEADINGS = [
    ("INT. HOUSE - KITCHEN - DAY", None, "INT", "HOUSE - KITCHEN", "DAY", "DAY"),
    ("EXT. PARK--DAY", None, "EXT", "PARK", "DAY", "DAY"),
    ("INT./EXT. CAR - MOVING - NIGHT #12A#", "12A", "I/E", "CAR - MOVING", "NIGHT", "NIGHT"),
    ("EXT/INT TAXI – DUSK", None, "I/E", "TAXI", "DUSK", "DUSK"),
    ("I/E CAR – CONTINUOUS", None, "I/E", "CAR", "CONTINUOUS", None),
    ("12 INT. HOUSE - DAY 12", "12", "INT", "HOUSE", "DAY", "DAY"),
    ("12A  INT. HOUSE - DAY      12A", "12A", "INT", "HOUSE", "DAY", "DAY"),
    ("INT. HOUSE - DAY        7", "7", "INT", "HOUSE", "DAY", "DAY"),
    ("int. kitchen - day", None, "INT", "KITCHEN", "DAY", "DAY"),
    ("INT HOUSE", None, "INT", "HOUSE", None, None),
    ("EST. CITY - DAWN", None, "EXT", "CITY", "DAWN", "DAWN"),
    ("EXT. BOXING DAY SALE", None, "EXT", "BOXING DAY SALE", None, None),
    ("INT. BAR - LATER THAT NIGHT", None, "INT", "BAR", "LATER THAT NIGHT", "NIGHT"),
    ("EXT. ROAD - DAY - CONTINUOUS", None, "EXT", "ROAD", "DAY - CONTINUOUS", "DAY"),
    ("INT. HOUSE - DAY (FLASHBACK)", None, "INT", "HOUSE", "DAY", "DAY"),
    ("EXT. DUNES - DAY FOR NIGHT", None, "EXT", "DUNES", "DAY FOR NIGHT", "DAY"),
    ("SCENE 12: INT. HOUSE - DAY", "12", "INT", "HOUSE", "DAY", "DAY"),
    ("INT. TAXI (MOVING) - NIGHT", None, "INT", "TAXI (MOVING)", "NIGHT", "NIGHT"),
    ("INT. KITCHEN (NIGHT)", None, "INT", "KITCHEN", "NIGHT", "NIGHT"),
    ("INTÉRIEUR JOUR", None, "INT", "", "JOUR", "DAY"),
    ("INTÉRIEUR JOUR - CUISINE", None, "INT", "CUISINE", "JOUR", "DAY"),
    ("2 / BAR EN SOUS-SOL, INT. SOIR", "2", "INT", "BAR EN SOUS-SOL", "SOIR", "NIGHT"),
    ("SÉQUENCE 4 – EXT. RUE DE FÈS - NUIT", "4", "EXT", "RUE DE FÈS", "NUIT", "NIGHT"),
    ("4. EXT. RUE - JOUR", "4", "EXT", "RUE", "JOUR", "DAY"),
    ("INT/JOUR CUISINE", None, "INT", "CUISINE", "JOUR", "DAY"),
    ("INT. JOUR. CUISINE", None, "INT", "CUISINE", "JOUR", "DAY"),
    ("EXT. ROUTE - FIN DE JOURNÉE", None, "EXT", "ROUTE", "FIN DE JOURNÉE", "DUSK"),
    ("EXT. PALMERAIE - NUIT AMÉRICAINE", None, "EXT", "PALMERAIE", "NUIT AMÉRICAINE", "DAY"),
    ("INT. MAISON, CUISINE – JOUR", None, "INT", "MAISON, CUISINE", "JOUR", "DAY"),
    ("داخلي - نهار", None, "INT", "", "نهار", "DAY"),
    ("داخلي/ نهار – غرفة النوم", None, "INT", "غرفة النوم", "نهار", "DAY"),
    ("مشهد 1", "1", None, "", None, None),
    ("مشهد ١٢ - خارجي - ليلاً - السوق", "12", "EXT", "السوق", "ليلا", "NIGHT"),
    ("المشهد (12): خارجي – ليل – الشارع", "12", "EXT", "الشارع", "ليل", "NIGHT"),
    ("نهار/خارجي - السوق", None, "EXT", "السوق", "نهار", "DAY"),
    ("شقة أحمد - داخلي - ليل", None, "INT", "شقة أحمد", "ليل", "NIGHT"),
    ("المشهد الأول", "1", None, "", None, None),
    ("م١ / داخلي / ليل / بيت", "1", "INT", "بيت", "ليل", "NIGHT"),
]


@pytest.mark.parametrize(("line", "number", "side", "place", "time", "light"), HEADINGS)
def test_a_heading_says_where_and_when(
    line: str, number: str | None, side: str | None, place: str, time: str | None, light: str | None
) -> None:
    heading = parse_heading(line)
    found = (
        heading.number,
        heading.int_ext.value if heading.int_ext else None,
        heading.set_name,
        heading.time_of_day,
        heading.light.value if heading.light else None,
    )
    assert (number, side, place, time, light) == found
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "Interior decorators arrive.",
        "Est-ce que tu viens ?",
        "SCENE ONE",
        "DINING ROOM - DAY",
        "He was there in 1956.",
        "1956 was a dry year.",
        "INTERNATIONAL AIRPORT",
        "EXTRA! EXTRA!",
        "يدخل أحمد إلى الغرفة.",
        "...and then",
        "12 ANGRY MEN",
    ],
)
def test_other_lines_are_not_headings(line: str) -> None:
    assert not is_heading(line)


def test_a_line_in_capitals_with_a_time_of_day_only_looks_like_a_heading() -> None:
    assert looks_like_heading("DINING ROOM - DAY")
    assert not looks_like_heading("THE END")


def test_an_omitted_scene_keeps_its_number() -> None:
    for line in ("12 OMITTED", "OMITTED #12#", "12. SUPPRIMÉ"):
        heading = parse_heading(line)
        assert (heading.number, heading.omitted) == ("12", True), line
