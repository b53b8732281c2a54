"""Names in the labels of a board are said in every language."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.documents.study_fixture import FIRST_DAY, make_study
from tournage.flows.board_names import board_names
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.words import literal, phrase, say
from tournage.schedule.model import Banner, Idle

EID = date(2027, 3, 10)


def test_towns_and_holidays_of_days_off_are_said_in_the_language_of_the_reader() -> None:
    idle = (
        Idle(FIRST_DAY, "travel", phrase("schedule.idle_travel", base=literal("Marrakech")), "marrakech"),
        Idle(EID, "holiday", phrase("schedule.idle_holiday", name=literal("Eid al-Fitr")), "marrakech"),
    )
    named = board_names(replace(make_study().board, days=(), idle=idle), load_catalogue())
    assert [say(one.label, "ar") for one in named.idle] == ["سفر إلى مراكش", "عطلة رسمية: عيد الفطر"]


def test_a_set_built_on_a_stage_keeps_its_name_after_the_stage() -> None:
    text = phrase("schedule.banner_move", site=literal("CLA Studios, stage 1: CELL"), minutes=55)
    board = make_study().board
    day = replace(board.days[0], banners=(Banner("move", text, 55),))
    named = board_names(replace(board, days=(day,), idle=()), load_catalogue())
    assert say(named.days[0].banners[0].text, "fr") == (
        "Déplacement vers CLA Studios, plateau 1\u202f: CELL, 55 min"
    )
