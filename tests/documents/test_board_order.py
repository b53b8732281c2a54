"""The board as the list papers print it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from tests.documents.fixtures import make_parts, with_unit
from tournage.documents.board_order import order_board, page_count, with_totals
from tournage.documents.render.numbers import NO_BREAK
from tournage.kernel.words import literal, phrase
from tournage.schedule.model import Banner, Board


def _kinds(board: Board | None = None) -> list[str]:
    parts = make_parts("en")
    return [e["kind"] for e in order_board(replace(parts, board=board or parts.board), "en").entries]


def test_each_strip_stands_once_and_each_day_ends_after_its_strips() -> None:
    board = make_parts("en").board
    entries = order_board(make_parts("en"), "en").entries
    assert sorted(s.id for s in board.strips) == sorted(e["id"] for e in entries if e["kind"] == "strip")
    shown = iter(entries)
    for day in board.days:
        for strip in day.strips:
            assert next(e for e in shown if e["kind"] == "strip")["id"] == strip
        assert next(e for e in shown if e["kind"] == "day")["number"] == day.number


def test_days_off_stand_between_the_days() -> None:
    kinds = _kinds()
    assert kinds.count("idle") == 3
    assert kinds[kinds.index("idle") - 1] == "day"


def test_the_boneyard_comes_last_with_its_count() -> None:
    entries = order_board(make_parts("en"), "en").entries
    assert [e["kind"] for e in entries[-3:]] == ["boneyard", "strip", "strip"]
    assert entries[-3]["text"] == "Boneyard: 2 strips not scheduled"


def test_what_must_share_a_page_is_marked() -> None:
    entries = order_board(make_parts("en"), "en").entries
    for this, following in pairwise(entries):
        if following["kind"] == "day" or this["kind"] == "banner":
            assert following["rows"] == 0


def test_totals_count_what_is_scheduled() -> None:
    days, scenes, pages = order_board(make_parts("en"), "en").totals
    assert days == ("Days", "24")
    assert scenes == ("Scenes", "48 of 50")
    eighths = sum(day.eighths for day in make_parts("en").board.days)
    whole = sum(sheet.eighths for sheet in make_parts("en").breakdown.sheets)
    assert (eighths, whole, pages[1].replace(NO_BREAK, " ")) == (381, 400, "47 5/8 of 50")


def test_a_scene_without_any_strip_lies_in_the_boneyard() -> None:
    parts = make_parts("en")
    board = replace(parts.board, strips=parts.board.strips[:-1], boneyard=parts.board.boneyard[:1])
    entries = order_board(replace(parts, board=board), "en").entries
    assert entries[-3]["text"] == "Boneyard: 2 strips not scheduled"
    assert (entries[-1]["id"], entries[-1]["place"]) == (parts.board.strips[-1].id, "–")


def test_a_move_stands_before_the_first_strip_at_the_new_place() -> None:
    parts = make_parts("en")
    day = parts.board.days[0]
    first, second, *_ = day.strips
    moved = {first: "backlot", second: "stage_1:map_room"}
    strips = tuple(replace(s, location=moved.get(s.id, s.location)) for s in parts.board.strips)
    day = replace(day, strips=(first, second), banners=(Banner("move", literal("x"), 82),))
    board = replace(parts.board, strips=strips, days=(day, *parts.board.days[1:]))
    entries = order_board(replace(parts, board=board, names={"stage_1": "Atlas"}), "en").entries
    assert [e["kind"] for e in entries[:4]] == ["strip", "banner", "strip", "day"]
    set_name = parts.board.strip(second).set_name
    assert entries[1]["text"].replace(NO_BREAK, " ") == f"Company move to Atlas: {set_name}, 1 h 22"


def test_totals_never_stand_alone_on_a_page() -> None:
    entries = with_totals(order_board(make_parts("en"), "en").entries)
    assert (entries[-1]["kind"], entries[-1]["rows"]) == ("totals", 0)


def test_a_scene_split_over_two_strips_counts_once() -> None:
    parts = make_parts("en")
    first, second, *others = parts.board.strips
    strips = (first, replace(second, scene=first.scene), *others)
    ordered = order_board(replace(parts, board=replace(parts.board, strips=strips)), "en")
    assert ordered.totals[1] == ("Scenes", "47 of 50")


def test_a_day_over_the_page_limit_says_by_how_much() -> None:
    parts = replace(make_parts("en"), page_limit=8)
    over = [e["over"] for e in order_board(parts, "en").entries if e["kind"] == "day" and e["eighths"] == 26]
    assert over[0].replace(NO_BREAK, " ") == "over 1 by 2 2/8"


def test_units_are_named_only_when_there_are_several() -> None:
    one = [e for e in order_board(make_parts("en"), "en").entries if e["kind"] == "day"]
    two = [e for e in order_board(with_unit(make_parts("en"), "second"), "en").entries if e["kind"] == "day"]
    assert one[-1]["end"] == "End of day 24"
    assert two[-1]["end"] == "End of day 24 · second unit"


def test_page_counts_follow_the_plural_of_the_language() -> None:
    assert [page_count(n, "en").replace(NO_BREAK, " ") for n in (8, 12, 16)] == [
        "1 page",
        "1 4/8 pages",
        "2 pages",
    ]
    assert [page_count(n, "fr").replace(NO_BREAK, " ") for n in (12, 16)] == ["1 4/8 page", "2 pages"]


def test_a_place_is_named_in_the_language_of_the_paper() -> None:
    parts = replace(
        make_parts("ar"), names={"ouarzazate": phrase("places.hub.ouarzazate"), "stage_1": "Atlas"}
    )
    assert parts.name("ouarzazate", "ar") == "ورزازات"
    assert parts.name("ouarzazate", "fr") == "Ouarzazate"
    assert parts.name("stage_1:map_room", "en") == "Atlas"
    assert parts.name("old_mill", "en") == "old mill"


def test_a_holiday_is_grey_and_a_travel_day_is_not() -> None:
    parts = make_parts("en")
    idle = parts.board.idle
    travel = replace(parts.board, idle=(replace(idle[0], kind="travel"), *idle[1:]))
    entries = order_board(replace(parts, board=travel), "en").entries
    off = {e["on"]: e["off"] for e in entries if e["kind"] == "idle"}
    assert off[date(2027, 5, 9).isoformat()] is False
    assert off[date(2027, 5, 16).isoformat()] is True
