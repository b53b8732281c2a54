"""When leads are away, when places are open, when the army is there, what must come before what.

Permits are asked for with a plan in hand. So windows follow one: an order of the towns with the days that each takes.
Nobody is told the plan, and a board may use another; it says only that the windows do not exclude one another.
"""

from __future__ import annotations

from collections import defaultdict
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
    permits = _Permits(d, {episode: block.shot_by for block in blocks for episode in block.episodes})
    for number in d.dice.some(range(d.size["leads"]), d.size["away_leads"]):
        permits.send_away(number)
    army = [strip for strip in d.strips if "army" in strip.equipment]
    busy = {strip.location for strip in army}
    places = [i for i, site in enumerate(d.sites) if not site.stage and site.id not in busy]
    left = d.size["shut_places"]
    for place in d.dice.order(len(places)):
        site = d.sites[places[place]]
        span = permits.window([strip for strip in d.strips if strip.location == site.id]) if left else None
        if span:
            d.sites[places[place]] = replace(site, open=(span,))
            left -= 1
    column = permits.window(army) or permits.plan[army[0].base]
    d.gear.append(Gear("army", "Armed forces column", 30_000_00, 0, (column,)))


def plan_of(d: Draft) -> dict[str, Span]:
    """First and last day of each town in a plan that visits each once; the home town comes last."""
    home, *others = d.towns
    pace, terms = d.data["pace"]["day_minutes"], d.terms
    shorter = terms.day_minutes - terms.ramadan_day_minutes
    minutes: dict[str, int] = defaultdict(int)
    for strip in d.strips:
        minutes[strip.base] += strip.minutes
    roads = {frozenset((leg.origin, leg.destination)): leg.minutes for leg in d.legs}
    order = [others[place] for place in d.dice.order(len(others))]
    plan, on, before = dict[str, Span](), d.calendar.first_day, None
    for town in (*order, home):
        road = roads[frozenset((before, town.id))] if before else 0
        travel = -(-road // terms.driving_day_minutes) if road > terms.evening_drive_minutes else 0
        for _ in range(travel):
            on = _next_working(d, on) + timedelta(days=1)
        first = on = _next_working(d, on)
        left = minutes[town.id]
        while left > 0:
            on = _next_working(d, on)
            left -= pace - shorter * d.calendar.is_ramadan(on)
            on += timedelta(days=1)
        plan[town.id], before = (first, on - timedelta(days=1)), town.id
    return plan


def _next_working(d: Draft, on: date) -> date:
    while not d.calendar.may_work(on):
        on += timedelta(days=1)
    return on


class _Permits:
    """Absences and windows granted so far; each leaves the plan enough days for every strip."""

    def __init__(self, d: Draft, latest: dict[str, date | None]) -> None:
        self.d, self.latest, self.plan = d, latest, plan_of(d)
        self.granted: dict[str, list[tuple[Span, int]]] = defaultdict(list)

    def send_away(self, number: int) -> None:
        """A lead is away for some days, drawn again while a strip finds too few in the days of its town."""
        d, player = self.d, self.d.players[number]
        strips = [strip for strip in d.strips if player.id in strip.cast]
        days = d.dice.between(*d.data["lead_away_days"])
        for _ in range(200):
            start = d.calendar.first_day + timedelta(days=d.dice.below(d.span - days))
            away = ((start, start + timedelta(days=days - 1)),)
            d.players[number] = replace(player, away=away)
            if all(
                self._open_days(strip, self.plan[strip.base]) >= self._asked(strip.base) for strip in strips
            ):
                return
        d.players[number] = player

    def window(self, strips: list[Strip]) -> Span | None:
        """Days that hold these strips of one town with little to spare; none when the plan has no room for one."""
        d, base = self.d, strips[0].base
        need = -(-sum(strip.minutes for strip in strips) // _A_DAY)
        working = need + d.dice.between(*d.data["shut_place_slack"])
        first, last = self.plan[base]
        for _ in range(8):
            days = working * 7 // 6
            low, high = sorted((0, (last - first).days - days))
            for _ in range(50):
                start = max(d.calendar.first_day, first + timedelta(days=d.dice.between(low, high)))
                span = start, start + timedelta(days=days)
                if self._suits(base, span, strips, need):
                    self.granted[base].append((span, need))
                    return span
            working += 3
        return None

    def _asked(self, base: str) -> int:
        """Open days that a strip of a town is to have while the plan is there."""
        return min(3, self._working(*self.plan[base]))

    def _suits(self, base: str, span: Span, strips: list[Strip], need: int) -> bool:
        """Whether each strip has some open days while the unit is there, and all windows of the town have enough."""
        first, last = self.plan[base]
        inside = max(span[0], first), min(span[1], last)
        asked = min(need, self._asked(base))
        if any(self._open_days(strip, inside) < asked for strip in strips):
            return False
        windows = [*self.granted[base], (span, need)]
        for start in [window[0] for window, _ in windows]:
            for end in [window[1] for window, _ in windows]:
                needed = sum(days for window, days in windows if start <= window[0] and window[1] <= end)
                if needed > self._working(max(start, first), min(end, last)):
                    return False
        return True

    def _working(self, first: date, last: date) -> int:
        dates = (first + timedelta(days=i) for i in range((last - first).days + 1))
        return sum(self.d.calendar.may_work(on) for on in dates)

    def _open_days(self, strip: Strip, span: Span) -> int:
        away = [gap for player in self.d.players if player.id in strip.cast for gap in player.away]
        last = self.latest.get(strip.episode or "") or span[1]
        dates = (span[0] + timedelta(days=i) for i in range((span[1] - span[0]).days + 1))
        return sum(
            self.d.calendar.may_work(on) and on <= last and not any(a <= on <= b for a, b in away)
            for on in dates
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
