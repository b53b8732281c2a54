"""What players who are never dropped are paid at least from their first to their last day, told by the calendar.

A player is in the shoot from a first to a last date, and every date between that is no day off is paid. All
scenes that call any of some players are shot while one of these is there. So the one of them who stays longest
stays until the dates since the first of them came hold all these scenes, the roads between their bases, and
whatever closes in the meantime. Over all first dates and all orders of leaving, the cheapest counts; the pay of
different players is different money, so groups add up.

Bases that are not done when the last of these players leaves are visited afterwards. A shoot of `n` bases in
`n + more` stays comes back `more` times: of the bases where these players have scenes, all but `more + 1` are done
when they leave, with every scene that is shot there. So the pay is bounded by the number of returns.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

import numpy as np

from tournage.schedule.solve.bounds import Bound
from tournage.schedule.solve.compiled import Compiled, bits
from tournage.schedule.solve.holds import order_bound

A_WHOLE_DAY = 1_000_000
"""A day in parts."""

_GROUP, _STARTS = 4, 2_500
"""Players of one group, combinations of first dates that are tried."""

_FEW_BASES = 4
"""Bases up to which the visits between two players' leaving are counted in a moment."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a day each strip takes, so that no day of the main unit holds more than one.

    `held` is the most that a day of so many minutes holds of it at a base.
    """

    parts: list[int]
    held: Callable[[int, int], int]


@dataclass(frozen=True, slots=True)
class Kept:
    """Players who are paid from first to last day, and what that costs at least: work, waiting, allowances."""

    players: tuple[int, ...]
    work: int
    hold: int
    per_diem: int

    @property
    def total(self) -> int:
        """The sum."""
        return self.work + self.hold + self.per_diem


def by_the_clock(c: Compiled) -> Share:
    """Every strip takes its minutes of the longest day there is at its base."""
    frame = c.terms.first_shot_minutes + c.terms.wrap_minutes
    caps = {}
    for base in set(c.base):
        rooms = [c.buckets[row].most - frame for row in c.bucket[base] if row >= 0]
        longest = max(c.minutes[s] for s in range(len(c.minutes)) if c.base[s] == base)
        caps[base] = max(longest, max(rooms, default=1))
    parts = [c.minutes[s] * A_WHOLE_DAY // caps[c.base[s]] for s in range(len(c.minutes))]
    return Share(parts, lambda base, room: -(-room * A_WHOLE_DAY // caps[base]))


def kept_players(c: Compiled) -> list[int]:
    """Players never dropped, whom no other unit may call: the dearest first."""
    several = len(c.unit_of) > 1
    roaming = {p for s, cast in enumerate(c.cast) if several and c.second[s] for p in cast}
    working = {p for cast in c.cast for p in cast}
    kept = [
        p
        for p, player in enumerate(c.problem.players)
        if not player.drop_allowed and p in working - roaming and min(player.hold_rate, player.work_rate) > 0
    ]
    return sorted(kept, key=lambda p: (-c.problem.players[p].hold_rate, p))


def without_pay(c: Compiled, players: tuple[int, ...]) -> Compiled:
    """The same shoot with these players working for their journeys only."""
    paid = tuple(
        replace(player, work_rate=0, hold_rate=0, per_diem=0) if p in players else player
        for p, player in enumerate(c.problem.players)
    )
    return Compiled(replace(c.problem, players=paid))


def with_pay(rest: Bound, kept: Kept) -> Bound:
    """The bound on everything else, and the pay of those who are kept."""
    lines = dict(rest.lines)
    lines["cast_work"] += kept.work
    lines["cast_hold"] += kept.hold
    lines["per_diem"] += kept.per_diem
    return Bound(tuple(lines.items()))


def kept_pay(c: Compiled, shares: list[Share], *, most_bases: int = _FEW_BASES) -> list[Kept]:
    """Least pay of all players who are kept, by how many times the company comes back to a base.

    With no more than `most_bases` the visits between one player's leaving and the next one's are counted too.
    """
    players, measures = kept_players(c), [_Dates(c, share) for share in shares]
    groups = [players[at : at + _GROUP] for at in range(0, len(players), _GROUP)]
    spans = [_Spans(measures, group) for group in groups]
    orders = [max(_ordered(c, share, group) for share in shares) for group in groups]
    days = {p: count for found in spans for p, count in found.days.items()}
    work = sum(count * c.problem.players[p].work_rate for p, count in days.items())
    allowance = sum(count * c.problem.players[p].per_diem for p, count in days.items())
    least = allowance + sum(
        count * min(c.problem.players[p].work_rate, c.problem.players[p].hold_rate)
        for p, count in days.items()
    )
    totals = [one.by_returns(most_bases) for one in spans]
    found = []
    for more in range(max(1, len(measures[0].bases))):
        paid = sum(max(by_returns[more], order) for by_returns, order in zip(totals, orders, strict=True))
        found.append(Kept(tuple(players), work, paid - least, allowance))
    return found


def _ordered(c: Compiled, share: Share, group: list[int]) -> int:
    """Least pay of a group over all orders of the scenes: the exact core, with strips as long as they take of a day."""
    main = (
        s
        for s, cast in enumerate(c.cast)
        if not c.second[s] or len(c.unit_of) == 1 or any(p in cast for p in group)
    )
    return order_bound(c, group, {s: share.parts[s] for s in main}) // A_WHOLE_DAY


@dataclass(slots=True)
class _Lot:
    """Strips of one base that call the same of some players and may be shot on the same dates."""

    base: int
    called: int
    allowed: int
    part: int = 0

    @property
    def first(self) -> int:
        """The first date that may see them."""
        return (self.allowed & -self.allowed).bit_length() - 1

    @property
    def last(self) -> int:
        """The last date that may see them."""
        return self.allowed.bit_length() - 1


class _Dates:
    """What each working date holds, and the fewest days on the road between some bases."""

    def __init__(self, c: Compiled, share: Share) -> None:
        self.c, self.share = c, share
        frame = c.terms.first_shot_minutes + c.terms.wrap_minutes
        self.main = [s for s in range(len(c.minutes)) if len(c.unit_of) == 1 or not c.second[s]]
        self.bases = sorted({c.base[s] for s in self.main})
        most: dict[tuple[int, int], int] = {}
        self.holds = [0] * c.days
        for date in bits(c.work):
            for base in self.bases:
                if (row := c.bucket[base][date]) >= 0:
                    key = base, max(0, c.buckets[row].most - frame)
                    if key not in most:
                        most[key] = min(A_WHOLE_DAY, share.held(*key))
                    self.holds[date] = max(self.holds[date], most[key])
        self.paid = [0]
        for date in range(c.days):
            self.paid.append(self.paid[-1] + (not c.rest >> date & 1))
        self._roads: dict[frozenset[int], int] = {}
        self._days = _shortest(c)
        pairs = [(a, b) for a in self.bases for b in self.bases if a != b]
        self.least_road = min((c.travel_days(a, b) for a, b in pairs), default=0)

    def lots(self, group: list[int]) -> list[_Lot]:
        """All strips of the main unit, those alike together."""
        found: dict[tuple[int, int, int], _Lot] = {}
        for s in self.main:
            called = sum(1 << i for i, p in enumerate(group) if p in self.c.cast[s])
            key = self.c.base[s], called, self.c.allowed[s]
            found.setdefault(key, _Lot(*key)).part += self.share.parts[s]
        return list(found.values())

    def road(self, bases: frozenset[int]) -> int:
        """Fewest days on the road of a way that meets all these bases, whatever lies between: the least tree."""
        if bases not in self._roads:
            left, total = sorted(bases), 0
            reached = {left.pop()} if left else set()
            while left:
                step, base = min((min(self._days[a, b] for a in reached), b) for b in left)
                total += step
                reached.add(base)
                left.remove(base)
            self._roads[bases] = total
        return self._roads[bases]

    def finish(self, lots: list[_Lot], others: list[_Lot], start: int, moves: int = 0) -> int:
        """The earliest date by which all these lots can be shot when nothing of them is shot before a date.

        Of the others, those that open from that date on and have closed are shot as well. The base is changed
        `moves` times at least.
        """
        allowed, owed = 0, sum(lot.part for lot in lots)
        closing: dict[int, int] = defaultdict(int)
        for lot in others:
            if lot.allowed and lot.first >= start:
                closing[lot.last] += lot.part
                allowed |= lot.allowed
        for lot in lots:
            allowed |= lot.allowed
        days = _whole_days(lots)
        road = max(self.road(frozenset(lot.base for lot in lots)), moves * self.least_road)
        latest = max((lot.first for lot in lots if lot.allowed), default=start)
        held, total, open_days = list[int](), 0, 0
        for date in range(start, self.c.days):
            owed += closing.get(date, 0)
            if self.c.work >> date & 1:
                room = self.holds[date] if allowed >> date & 1 else 0
                insort(held, room)
                total += room
                open_days += room > 0
            spent = max(0, road - (len(held) - open_days))
            enough = open_days - spent >= days and len(held) >= road
            if date >= latest and enough and total - sum(held[:road]) >= owed:
                return date
        return self.c.days - 1

    def start_by(self, lots: list[_Lot]) -> int:
        """The latest date on which the first of these lots can be shot, from what closes early."""
        latest, owed = self.c.days - 1, 0
        for last, part in sorted((lot.last, lot.part) for lot in lots if lot.allowed):
            owed += part
            left, date = owed, last
            while date > 0 and left > self.holds[date]:
                left -= self.holds[date]
                date -= 1
            latest = min(latest, date)
        return latest


def _whole_days(lots: list[_Lot]) -> int:
    """Fewest days of these lots, whole ones for each base: a day is spent at one base."""
    parts: dict[int, int] = defaultdict(int)
    for lot in lots:
        parts[lot.base] += lot.part
    return sum(-(-part // A_WHOLE_DAY) for part in parts.values())


def _shortest(c: Compiled) -> dict[tuple[int, int], int]:
    """Fewest days on the road from base to base, by way of any others."""
    every = sorted(set(c.base))
    days = {(a, b): c.travel_days(a, b) for a in every for b in every}
    for via, a, b in product(every, repeat=3):
        days[a, b] = min(days[a, b], days[a, via] + days[via, b])
    return days


def _of(lots: list[_Lot], place: int) -> list[_Lot]:
    return [lot for lot in lots if lot.called >> place & 1]


class _Spans:
    """First and last dates of a few players."""

    def __init__(self, measures: list[_Dates], group: list[int]) -> None:
        self.dates, self.group, players = measures[0], group, measures[0].c.problem.players
        self.measures = [(dates, dates.lots(group)) for dates in measures]
        self.bases = [
            sorted({lot.base for lot in self.measures[0][1] if lot.called & gone})
            for gone in range(1 << len(group))
        ]
        self.days = {
            p: max(_whole_days(_of(lots, i)) for _, lots in self.measures) for i, p in enumerate(group)
        }
        self.rates = [(min(players[p].hold_rate, players[p].work_rate), players[p].per_diem) for p in group]
        self.choices = [self._starts(i) for i in range(len(group))]
        self.finishes: dict[tuple[int, int, int], int] = {}
        self.dones: dict[tuple[int, frozenset[int], int], int] = {}
        self.cuts: dict[tuple[int, int, int, int, int], int] = {}
        self.shots: dict[tuple[int, int, int], int] = {}

    def by_returns(self, most_bases: int) -> list[int]:
        """The least pay by the number of returns; visits are counted where returns matter and bases are few."""
        returns = range(max(1, len(self.dates.bases)))
        plain = [self.cheapest(more, visits=False) for more in returns]
        if len(returns) > most_bases or plain[0] == plain[-1]:
            return plain
        return [self.cheapest(more, visits=True) for more in returns]

    def cheapest(self, more: int, *, visits: bool) -> int:
        """The least pay, at the rate of waiting, over all first dates and orders of leaving."""
        if not self.group:
            return 0
        choices = list(product(*self.choices))
        self.first = np.array([[span[0] for span in starts] for starts in choices])
        self.late = np.array([[span[1] for span in starts] for starts in choices])
        self.more, self.visits = more, visits
        self.known: dict[tuple[int, int, int], Any] = {}
        every = len(self.dates.bases)
        return min(
            int(self._leaving(1 << i, i, more + every - len(self.bases[1 << i])).min())
            for i in range(len(self.group))
        )

    def _leaving(self, gone: int, last: int, moves: int) -> Any:
        """Pay of the last of these players to leave and of all who stay longer, for each choice of first dates.

        After this the company changes its base `moves` times at most, some of them before the next one leaves.
        """
        key = gone, last, moves if self.visits else 0
        if key not in self.known:
            starts = self.first[:, bits(gone)].min(axis=1)
            dates = {int(start): self._finish(gone, int(start), self.more) for start in np.unique(starts)}
            alone = np.array([dates[int(start)] for start in starts])
            staying = [i for i in range(len(self.group)) if not gone >> i & 1]
            options = []
            for i in staying:
                after = gone | 1 << i
                for between in range(moves + 1 if self.visits else 1):
                    done = self._cut(gone, after, moves, between) if self.visits else 0
                    pay = self._pay(last, np.maximum(alone, done))
                    options.append(pay + self._leaving(after, i, moves - between))
            if not staying:
                done = self._cut(gone, gone, moves, moves) if self.visits else 0
                options = [self._pay(last, np.maximum(alone, done))]
            self.known[key] = np.min(options, axis=0)
        return self.known[key]

    def _cut(self, gone: int, after: int, moves: int, between: int) -> int:
        """The earliest date on which the last of some players leaves, before the next one does.

        Of the bases where they play, `moves` and one more can still be visited, `between` and one more before the
        next one leaves. At the others his or her scenes are done by now, or everything is.
        """
        bases = self.bases[gone]
        some = min(min(moves, self.more) + 1, len(bases))
        few = min(between + 1, some)
        made = max(0, len(self.dates.bases) - 1 + self.more - moves)
        key = gone, after, some, few, made
        if key not in self.cuts:
            self.cuts[key] = min(
                self._shot(gone, after, (frozenset(bases) - set(left), frozenset(bases) - set(soon)), made)
                for left in combinations(bases, some)
                for soon in combinations(left, few)
            )
        return self.cuts[key]

    def _shot(self, gone: int, after: int, done_at: tuple[frozenset[int], frozenset[int]], made: int) -> int:
        """The earliest date by which these players are done, everybody is at some bases, the next at others.

        The base was changed `made` times by then.
        """
        whole, over = done_at
        found = 0
        for number, (dates, lots) in enumerate(self.measures):
            done = [
                bool(lot.called & gone or lot.base in whole or (lot.called & after and lot.base in over))
                for lot in lots
            ]
            key = number, sum(1 << i for i, yes in enumerate(done) if yes), made
            if key not in self.shots:
                mine = [lot for lot, yes in zip(lots, done, strict=True) if yes]
                others = [lot for lot, yes in zip(lots, done, strict=True) if not yes]
                self.shots[key] = dates.finish(mine, others, 0, made)
            found = max(found, self.shots[key])
        return found

    def _starts(self, place: int) -> list[tuple[int, int]]:
        """First dates a player may have, in stretches from the first to the last of each."""
        latest, allowed = min(dates.start_by(_of(lots, place)) for dates, lots in self.measures), 0
        for lot in _of(self.measures[0][1], place):
            allowed |= lot.allowed
        found = [date for date in bits(allowed) if date <= latest] or [0]
        step = -(-len(found) // int(_STARTS ** (1 / len(self.group))))
        return [(found[i], found[min(i + step, len(found)) - 1]) for i in range(0, len(found), step)]

    def _finish(self, gone: int, start: int, more: int) -> int:
        """The earliest date on which all of these players can have left, with so many returns to a base."""
        key = gone, start, more
        if key not in self.finishes:
            smaller = (
                [self._finish(gone ^ 1 << i, start, more) for i in bits(gone)] if gone & gone - 1 else []
            )
            bases = self.bases[gone]
            open_bases = combinations(bases, min(more + 1, len(bases)))
            least = min(self._done(gone, frozenset(bases) - set(left), 0) for left in open_bases)
            self.finishes[key] = max(least, self._done(gone, frozenset(), start), *smaller, 0)
        return self.finishes[key]

    def _done(self, gone: int, whole: frozenset[int], start: int) -> int:
        """The earliest date by which these players have no scenes left, nor anybody at the bases that are done."""
        key = gone, whole, start
        if key not in self.dones:
            found = []
            for dates, lots in self.measures:
                mine = [lot for lot in lots if lot.called & gone or lot.base in whole]
                others = [lot for lot in lots if not (lot.called & gone or lot.base in whole)]
                found.append(dates.finish(mine, others, start))
            self.dones[key] = max(found)
        return self.dones[key]

    def _pay(self, place: int, last: Any) -> Any:
        """Pay of a player from the last first date of a stretch on; never less than for his or her own days."""
        rate, daily = self.rates[place]
        first, days, paid = self.late[:, place], self.days[self.group[place]], np.array(self.dates.paid)
        return (
            np.maximum(paid[last + 1] - paid[first], days) * rate + np.maximum(last + 1 - first, days) * daily
        )
