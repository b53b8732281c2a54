"""A first board along an itinerary: date by date what must be shot now, place after place, days before nights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tournage.schedule.solve.by_road import routes, walk_along
from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.evaluate import Evaluator, Layout
from tournage.schedule.solve.itinerary import Itinerary, itineraries
from tournage.schedule.solve.price import Pricer
from tournage.schedule.solve.second_days import in_turn, second_days
from tournage.schedule.solve.stay_days import Walk, fill

_FEW = 3
"""Boards of which one is taken where no search follows."""

_ROUNDS, _FEW_LEFT, _AS_MORE = 3, 3, 0.7
"""Rounds in which bases are given more days, strips left out at which no more are needed, and the part of them given."""

Care = tuple[float, int]
"""Days of slack under which a place comes first, and dates left to a strip at which it must be shot now."""

_CARES: tuple[Care, ...] = ((1.5, 2), (3.0, 2), (0.5, 2), (2.5, 4))
"""Ways to walk along an itinerary."""


def construct(evaluator: Evaluator, pricer: Pricer) -> Layout:
    """The cheapest of a few first boards; what found no day is in the boneyard."""

    def worth(layout: Layout) -> int:
        placed, dropped = evaluator.decode(layout) or ([], 0)
        out = (layout.boneyard | dropped).bit_count()
        return pricer.price(placed).total + out * evaluator.units[0].crew_day // 2

    return min(first_boards(evaluator, _FEW), key=worth)


def first_boards(evaluator: Evaluator, many: int) -> Iterator[Layout]:
    """A board at once, then one for each likely itinerary; what found no day is in the boneyard, and its base was given more days."""
    c, more = evaluator.c, dict[int, int]()
    found = itineraries(c, many, more=more)
    for number in range(_ROUNDS):
        layout = first_board(evaluator, found[0], _CARES[:1])
        if not number:
            yield layout
        if layout.boneyard.bit_count() <= _FEW_LEFT:
            break
        for s in bits(layout.boneyard):
            if c.allowed[s]:
                more[c.base[s]] = more.get(c.base[s], 0) + int(c.minutes[s] * _AS_MORE)
        found = itineraries(c, many, more=more)
    for itinerary in found:
        yield first_board(evaluator, itinerary)


def boards_by_road(evaluator: Evaluator, many: int) -> Iterator[Layout]:
    """A board for each likely order of the bases, whatever the dates; what found no day is in the boneyard."""
    for route in routes(evaluator.c)[:many] if evaluator.c.minutes else []:
        yield _lawful(evaluator, walk_along(evaluator, route))


def first_board(evaluator: Evaluator, itinerary: Itinerary, cares: Sequence[Care] = _CARES) -> Layout:
    """The board that leaves out least, and goes to its places seldom, of those that some walks along an itinerary give."""
    best: tuple[tuple[int, int], Layout] | None = None
    for care in cares:
        layout = _lawful(evaluator, _walk(evaluator, itinerary, care))
        sites = [evaluator.planner.info(mask).site_mask for mask in layout.units[evaluator.c.main]]
        visits = sum((here & ~before).bit_count() for before, here in pairwise([0, *sites]))
        worth = sum(evaluator.c.minutes[s] for s in bits(layout.boneyard)), visits
        if best is None or worth < best[0]:
            best = worth, layout
        if not layout.boneyard:
            break
    assert best is not None, "there is always one way to walk"
    return best[1]


def _lawful(evaluator: Evaluator, layout: Layout) -> Layout:
    """The layout without what breaks a rule, and without days that find no date."""
    decoded = evaluator.decode(layout)
    while decoded is None and layout.units[evaluator.c.main]:
        layout = _without_troublemakers(evaluator, layout)
        decoded = evaluator.decode(layout)
    dropped = decoded[1] if decoded is not None else 0
    units = [[mask for mask in days if not mask & dropped] for days in layout.units]
    return Layout(units, layout.boneyard | dropped)


def _without_troublemakers(evaluator: Evaluator, layout: Layout) -> Layout:
    """Take out what later passes must place: the fewest of a set on a floor, a group, an order; else all of these; else the last day."""
    c, days = evaluator.c, layout.units[evaluator.c.main]
    held: dict[tuple[str, int], int] = {}
    for s in bits(sum(days)):
        if c.buildable[c.site[s]][0] or c.floor[c.site[s]]:
            held["site", c.site[s]] = held.get(("site", c.site[s]), 0) | 1 << s
        if c.group[s] is not None:
            held["group", c.group[s] or 0] = held.get(("group", c.group[s] or 0), 0) | 1 << s
        if c.after[s]:
            held["after", s] = 1 << s
    for mask in sorted(held.values(), key=lambda mask: (mask.bit_count(), mask)):
        fewer = _taken_out(layout, c.main, mask)
        if evaluator.decode(fewer) is not None:
            return fewer
    special = 0
    for mask in held.values():
        special |= mask
    return _taken_out(layout, c.main, special or days[-1])


def _taken_out(layout: Layout, unit: int, mask: int) -> Layout:
    copy = layout.copy()
    copy.units[unit] = [kept for day in layout.units[unit] if (kept := day & ~mask)]
    copy.boneyard |= mask
    return copy


def _walk(evaluator: Evaluator, itinerary: Itinerary, care: Care) -> Layout:
    """Fill one date after the other along an itinerary."""
    c, walk = evaluator.c, Walk(evaluator, itinerary, care)
    layout = Layout([[] for _ in evaluator.units])
    for unit in range(len(evaluator.units)):
        if unit != c.main:
            layout.units[unit] = second_days(evaluator, unit, walk.left, itinerary.order)
            walk.left -= set(bits(sum(layout.units[unit])))
    locked = {
        c.allowed[s].bit_length() - 1: mask for s, mask in c.lock_mask.items() if c.lock_unit[s] == c.main
    }
    for date, base in (*itinerary.dates, *walk.spare):
        closed = c.closed[c.main] >> date & 1
        day = walk.as_locked(locked.get(date, 0), date) if closed else fill(walk, base, date)
        if day is not None:
            walk.take(day)
    layout.units[c.main] = walk.days
    for unit in range(len(evaluator.units)):
        if unit != c.main:
            layout.units[unit] = in_turn(evaluator, unit, layout)
    held = sum(sum(days) for days in layout.units)
    layout.boneyard = sum(1 << s for s in range(len(c.minutes))) & ~held
    return layout
