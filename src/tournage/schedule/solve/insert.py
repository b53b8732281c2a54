"""Finding a place for strips that are left out: the cheapest day, a day of their own, or room made by force."""

from __future__ import annotations

from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.evaluate import Layout, Placed
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.swap_in import swap_in

_LIKELY = 8
"""Days tried for a strip that is left out."""


def insert_left_out(judge: Judge, state: State, budget: Budget) -> State:
    """Give every strip in the boneyard its cheapest place, locked ones first and whatever the budget says."""
    if state.layout.boneyard:
        state = return_to_base(judge, state, budget)
    while state.layout.boneyard:
        before = state.layout.boneyard
        for piece in _pieces(judge, before):
            if budget.over and not judge.c.locked & piece:
                return state
            if judge.c.locked & piece:
                found = swap_in(judge, state, piece) or _cheapest(judge, state, piece)
                found = found or _make_room(judge, state, piece)
            else:
                found = _cheapest(judge, state, piece)
            budget.done += 1
            if found is not None:
                state = found
        if state.layout.boneyard.bit_count() >= before.bit_count():
            break
    if judge.c.locked & state.layout.boneyard and any(state.layout.units):
        return _locked_first(judge, state, budget)
    return state


def _locked_first(judge: Judge, state: State, budget: Budget) -> State:
    """An empty board on which the locked strips come first, and all others round them, if that holds more."""
    everything = state.layout.boneyard | sum(sum(days) for days in state.layout.units)
    found = judge.value(Layout([[] for _ in state.layout.units], everything))
    assert found is not None, "an empty board breaks no rule"
    for piece in _pieces(judge, everything):
        if judge.c.locked & piece:
            found = _cheapest(judge, found, piece) or found
    kept = everything & judge.c.locked
    if found.layout.boneyard & kept == kept:
        return state
    found = insert_left_out(judge, found, budget) if not found.layout.boneyard & kept else found
    return found if found.objective < state.objective else state


def pack_stay(judge: Judge, strips: list[int]) -> list[int]:
    """Strips of one base as days of a stay: place by place, each day as full as its clock allows."""
    c, days = judge.c, list[int]()
    for s in sorted(strips, key=lambda s: (c.site[s], c.light[s], -c.minutes[s], s)):
        for place, mask in enumerate(days):
            info = judge.e.planner.info(mask | 1 << s)
            if info.allowed and len(info.sites) <= c.terms.sites_a_day:
                date = (info.allowed & -info.allowed).bit_length() - 1
                if judge.e.planner.plan(info.mask, c.bucket[info.base][date], 0) is not None:
                    days[place] = info.mask
                    break
        else:
            days.append(1 << s)
    return days


def return_to_base(judge: Judge, state: State, budget: Budget) -> State:
    """Visit a base once more for all of its strips that are left out, at the cheapest moment."""
    c = judge.c
    for base in sorted({c.base[s] for s in bits(state.layout.boneyard)}):
        strips = [s for s in bits(state.layout.boneyard) if c.base[s] == base]
        stay = pack_stay(judge, [s for s in strips if not judge.c.locked & (1 << s)])
        best = None
        for place in range(len(state.layout.units[c.main]) + 1):
            if budget.over or not stay:
                break
            layout = state.layout.copy()
            layout.units[c.main][place:place] = stay
            layout.boneyard &= ~sum(stay)
            budget.done += 1
            best = _better(best, judge.value(layout, state))
        if best is not None and best.objective < state.objective:
            state = best
    return state


def _pieces(judge: Judge, boneyard: int) -> list[int]:
    """Strips to place together: those locked on one day, else one by one, the tightest first."""
    c, locked = judge.c, dict[tuple[int, int], int]()
    single = []
    for s in bits(boneyard):
        if c.allowed[s].bit_count() == 1 and (s in c.lock_unit or c.problem.strips[s].locked_on):
            key = (c.allowed[s], c.base[s])
            locked[key] = locked.get(key, 0) | 1 << s
        else:
            single.append(s)
    single.sort(key=lambda s: (c.allowed[s].bit_count(), -c.minutes[s], s))
    return [*locked.values(), *(1 << s for s in single)]


def _cheapest(judge: Judge, state: State, piece: int) -> State | None:
    """The cheapest way to add strips to a day or as a day of their own."""
    c, best = judge.c, None
    strips = bits(piece)
    base = c.base[strips[0]]
    for unit in range(len(state.layout.units)):
        if unit != c.main and not all(c.second[s] for s in strips):
            continue
        placed = [day for day in state.outcome.placed if day.unit == unit]
        for place in _likely_days(judge, placed, piece):
            best = _better(best, _try(judge, state, (unit, place), placed[place].info.mask | piece, piece))
        if best is None or len(strips) > 1:
            near = [i for i, day in enumerate(placed) if day.info.base == base]
            spots = {0, len(placed), *near, *(i + 1 for i in near)} if near else set(range(len(placed) + 1))
            allowed = judge.e.planner.info(piece).allowed
            spots |= {i for i, day in enumerate(placed) if allowed >> day.date & 1}
            for place in sorted(spots):
                best = _better(best, _try(judge, state, (unit, place), None, piece))
    return best


def _likely_days(judge: Judge, placed: list[Placed], piece: int) -> list[int]:
    """Days that have room for a piece, those that go to its places and call its cast first."""
    c, found = judge.c, []
    for place, day in enumerate(placed):
        info = judge.e.planner.info(day.info.mask | piece)
        if info.base < 0 or not info.allowed >> day.date & 1:
            continue
        if judge.e.planner.plan(info.mask, c.bucket[info.base][day.date], 0) is not None:
            new = len(info.sites) - len(day.info.sites), len(info.cast) - len(day.info.cast)
            found.append((*new, place))
    return [place for _, _, place in sorted(found)[:_LIKELY]]


def _better(one: State | None, other: State | None) -> State | None:
    if one is None or (other is not None and other.objective < one.objective):
        return other
    return one


def _try(judge: Judge, state: State, where: tuple[int, int], mask: int | None, piece: int) -> State | None:
    (unit, place), layout = where, state.layout.copy()
    if mask is None:
        layout.units[unit].insert(place, piece)
    else:
        layout.units[unit][place] = mask
    layout.boneyard &= ~piece
    found = judge.value(layout, state)
    return found if found is not None and found.objective < state.objective else None


def _make_room(judge: Judge, state: State, piece: int) -> State | None:
    """Take one day, or two neighbours, off the board so that a locked piece fits; what they held waits its turn."""
    best = None
    for unit, days in enumerate(state.layout.units):
        for size in (1, 2):
            for place in range(len(days) - size + 1):
                gone = sum(days[place : place + size])
                if judge.c.locked & gone:
                    continue
                layout = state.layout.copy()
                layout.units[unit][place : place + size] = [piece]
                layout.boneyard = (layout.boneyard | gone) & ~piece
                found = judge.value(layout)
                if found is not None:
                    best = _better(best, found)
    return best
