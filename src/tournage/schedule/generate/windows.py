"""When leads are away, when places are open, when the army is there, what must come before what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tournage.schedule.generate.draft import Draft
from tournage.schedule.model import Strip
from tournage.schedule.problem import Block, Gear

_A_DAY = 400
"""Minutes of a place with a window that a day is sure to hold, move and Ramadan included."""

Span = tuple[date, date]


def draw_windows(d: Draft, blocks: tuple[Block, ...]) -> None:
    """Draw absences first, then windows that a production could have agreed to."""
    for number in d.dice.some(range(d.size["leads"]), d.size["away_leads"]):
        days = d.dice.between(*d.data["lead_away_days"])
        start = d.calendar.first_day + timedelta(days=d.dice.below(d.span - days))
        away = ((start, start + timedelta(days=days - 1)),)
        d.players[number] = replace(d.players[number], away=away)
    latest = {episode: block.shot_by for block in blocks for episode in block.episodes}
    army = [strip for strip in d.strips if "army" in strip.equipment]
    busy = {strip.location for strip in army}
    places = [i for i, site in enumerate(d.sites) if not site.stage and site.id not in busy]
    for number in d.dice.some(places, d.size["shut_places"]):
        strips = [strip for strip in d.strips if strip.location == d.sites[number].id]
        d.sites[number] = replace(d.sites[number], open=(_window(d, strips, latest),))
    d.gear.append(Gear("army", "Armed forces column", 30_000_00, 0, (_window(d, army, latest),)))


def _window(d: Draft, strips: list[Strip], latest: dict[str, date | None]) -> Span:
    """Days that hold these strips with little to spare; drawn again while one of them finds too few."""
    need = -(-sum(strip.minutes for strip in strips) // _A_DAY)
    working = need + d.dice.between(*d.data["shut_place_slack"])
    while True:
        days = working * 7 // 6
        for _ in range(50):
            start = d.calendar.first_day + timedelta(days=d.dice.below(max(1, d.span - days)))
            span = start, start + timedelta(days=days)
            if all(_open_days(d, strip, span, latest) >= min(need, 3) for strip in strips):
                return span
        working += 6


def _open_days(d: Draft, strip: Strip, span: Span, latest: dict[str, date | None]) -> int:
    away = [gap for player in d.players if player.id in strip.cast for gap in player.away]
    last = latest.get(strip.episode or "") or span[1]
    dates = (span[0] + timedelta(days=i) for i in range((span[1] - span[0]).days + 1))
    return sum(
        d.calendar.may_work(on) and on <= last and not any(a <= on <= b for a, b in away) for on in dates
    )


def draw_precedences(d: Draft) -> None:
    """A set that the story wrecks: its last scene is shot after all others there."""
    by_set: dict[str, list[int]] = {}
    for place, strip in enumerate(d.strips):
        by_set.setdefault(strip.set_name, []).append(place)
    wrecked = [places for places in by_set.values() if 4 <= len(places) <= 12]
    for number in d.dice.some(range(len(wrecked)), d.size["wrecked_sets"]):
        last = d.strips[wrecked[number][-1]]
        whole = [p for p in wrecked[number] if d.strips[p].scene == last.scene]
        before = tuple(d.strips[p].id for p in wrecked[number] if p not in whole)
        for place in whole:
            d.strips[place] = replace(d.strips[place], after=before)


def draw_blocks(d: Draft, directors: int) -> tuple[Block, ...]:
    """Episodes are shot by their deliveries, a week apart; with several directors, in blocks of one director."""
    episodes = d.size["episodes"]
    if episodes == 1:
        return ()
    count = directors or episodes
    end = d.calendar.first_day + timedelta(days=d.span + d.data["delivery_slack_days"])
    apart = d.data["delivery_days_apart"]
    blocks = []
    for number in range(count):
        first, last = number * episodes // count, (number + 1) * episodes // count
        shot_by = end - timedelta(days=apart * (episodes - last))
        names = tuple(str(101 + episode) for episode in range(first, last))
        director = f"Director {number + 1}" if directors else ""
        blocks.append(Block(f"block{number + 1}", names, director, shot_by=shot_by))
    return tuple(blocks)
