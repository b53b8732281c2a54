"""Strips that are left out find room on the days of their base, every date staying: beside others, or in their place.

A strip goes where it costs least; where no day has room, another makes it and moves on to a third; where nothing helps,
a shorter one gives way and waits in its stead.
"""

from __future__ import annotations

from tournage.schedule.solve.compiled import bits
from tournage.schedule.solve.evaluate import Layout
from tournage.schedule.solve.search_state import Budget, Judge, State
from tournage.schedule.solve.shift import Change, Masks, Shifter

_NO_LIMIT = float("inf")

_TRIES = 600
"""Exchanges tried for one strip."""

_AS_ONE = 8
"""Attempts that count as one board in a limit of work."""

_FULL = 0.7
"""What a full day beside an empty one is worth, in crew days, against two half-full ones."""


def pack(judge: Judge, state: State, budget: Budget) -> State:
    """The state with as many left-out strips on its days as find room."""
    packer = _Packer(judge, state, budget)
    packer.run()
    return packer.result()


class _Packer:
    """Days on their dates, and the strips still left out."""

    def __init__(self, judge: Judge, state: State, budget: Budget) -> None:
        self.judge, self.c, self.e, self.state, self.budget = judge, judge.c, judge.e, state, budget
        self.shifter = Shifter(judge, state)
        c = self.c
        self.fill = judge.e.units[c.main].crew_day * _FULL / c.terms.day_minutes**2
        self.left = {
            s for s in bits(state.layout.boneyard) if not self.shifter.bound >> s & 1 and s not in c.lock_unit
        }
        self.attempts = 0

    def run(self) -> None:
        """Place strip after strip, those with few dates first; what was pushed out comes last."""
        queue = sorted(self.left, key=self._rank)
        while queue and not self.budget.over:
            s = queue.pop(0)
            begun = self.attempts
            pushed = self._place(s)
            self.budget.done += (self.attempts - begun) // _AS_ONE
            if pushed is not None:
                self.left.discard(s)
                if pushed >= 0:
                    self.left.add(pushed)
                    queue = sorted([*queue, pushed], key=self._rank)

    def _rank(self, s: int) -> tuple[int, int, int]:
        dates = sum(self.c.allowed[s] >> self.shifter.days[i].date & 1 for i in self._near(s))
        return dates, -self.c.minutes[s], s

    def _near(self, s: int) -> list[int]:
        return self.shifter.at_base.get(self.c.base[s], [])

    def _place(self, s: int) -> int | None:
        """Put a strip on a day: -1 when it fits, the strip that gave way, or None when nothing helps."""
        bit, best = 1 << s, None
        open_days = [i for i in self._near(s) if self.c.allowed[s] >> self.shifter.days[i].date & 1]
        for place in open_days:
            if self.shifter.room[place] - self.shifter.days[place].info.minutes >= self.c.minutes[s]:
                change = self._attempt([(place, self.shifter.days[place].info.mask | bit)])
                best = self._cheaper(best, change)
        if best is not None:
            self.shifter.commit(best)
            return -1
        return self._exchange(s, open_days)

    def _exchange(self, s: int, open_days: list[int]) -> int | None:
        """One strip of a day makes room and goes to another day; else the longest that is shorter gives way."""
        shifter, c, tried = self.shifter, self.c, 0
        shorter: tuple[int, int, Change] | None = None
        for place, t in self._making_room(s, open_days):
            if tried > _TRIES:
                break
            held = shifter.days[place].info.mask & ~(1 << t) | 1 << s
            alone = self._attempt([(place, held)])
            tried += 1
            if alone is None:
                continue
            if c.minutes[t] < c.minutes[s] and (shorter is None or c.minutes[t] < shorter[0]):
                shorter = c.minutes[t], t, alone
            for other in self._near(t):
                day = shifter.days[other]
                roomy = shifter.room[other] - day.info.minutes >= c.minutes[t]
                if other != place and roomy and c.allowed[t] >> day.date & 1:
                    change = self._attempt([(place, held), (other, day.info.mask | 1 << t)])
                    tried += 1
                    if change is not None:
                        shifter.commit(change)
                        return -1
        if shorter is None:
            return None
        shifter.commit(shorter[2])
        return shorter[1]

    def _making_room(self, s: int, open_days: list[int]) -> list[tuple[int, int]]:
        """Days, and a strip on each that leaves room for this one when it goes; places in use first, little waste first."""
        found, c = [], self.c
        for place in open_days:
            info = self.shifter.days[place].info
            spare = self.shifter.room[place] - info.minutes - c.minutes[s]
            for t in info.strips:
                if spare + c.minutes[t] >= 0 and self._may_move(t):
                    found.append((c.site[s] not in info.sites, spare + c.minutes[t], place, t))
        return [(place, t) for _, _, place, t in sorted(found)]

    def _may_move(self, t: int) -> bool:
        return self.shifter.free(1 << t) and t not in self.c.lock_unit and self.c.allowed[t].bit_count() > 1

    def _attempt(self, masks: Masks) -> Change | None:
        self.attempts += 1
        return self.shifter.attempt(masks, _NO_LIMIT, self.fill)

    def _cheaper(self, one: Change | None, other: Change | None) -> Change | None:
        if one is None or other is None:
            return one or other
        worth = [change.delta - change.guide * self.fill for change in (one, other)]
        return other if worth[1] < worth[0] else one

    def result(self) -> State:
        """What came of it, valued in full."""
        c, layout = self.c, self.state.layout.copy()
        layout.units[c.main] = [day.info.mask for day in self.shifter.days]
        everything = self.state.layout.boneyard | sum(sum(days) for days in self.state.layout.units)
        layout = Layout(layout.units, everything & ~sum(sum(days) for days in layout.units))
        found = self.judge.value(layout, self.state)
        return found if found is not None and found.objective < self.state.objective else self.state
