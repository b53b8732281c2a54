"""One shooting day: in which order, from when to when its strips can be shot, and as what kind of day."""

from __future__ import annotations

from itertools import pairwise, permutations

from tournage.schedule.solve.compiled import ANY, Bucket, Compiled, bits

_LUNCH_AFTER = 2 / 3
"""A meal is taken between two strips when this part of the longest stretch has passed."""

_MOST_KEPT = 200_000
"""Strip sets, and clocks, remembered before the memory is emptied."""


class Plan:
    """The clock of a day that keeps every rule of a day."""

    __slots__ = ("call", "meal", "mode", "order", "over", "starts", "worked", "wrap")

    def __init__(
        self, mode: int, order: tuple[int, ...], starts: tuple[int, ...], clock: tuple[int, int, int | None]
    ) -> None:
        self.mode, self.order, self.starts = mode, order, starts
        self.call, self.wrap, self.meal = clock
        self.worked = self.over = 0


class Info:
    """What a set of strips needs, whatever its clock."""

    __slots__ = (
        "after", "allowed", "base", "cast", "cast_mask", "cover", "eighths", "exposed", "extras", "fullness", "gear",
        "groups", "heavy", "lock_unit", "longest_drive", "mask", "minors", "minutes", "second", "sets",
        "site_mask", "sites",
        "strips", "wanted",
    )  # fmt: skip

    def __init__(self, c: Compiled, mask: int) -> None:
        strips = bits(mask)
        self.mask, self.strips = mask, strips
        at: dict[int, int] = {}
        cast = minutes = after = eighths = heavy = 0
        allowed, base = c.work, c.base[strips[0]]
        for s in strips:
            minutes += c.minutes[s]
            eighths += c.eighths[s]
            heavy += c.heavy[s]
            cast |= c.cast_mask[s]
            after |= c.after[s]
            allowed &= c.allowed[s]
            at[c.site[s]] = at.get(c.site[s], 0) + c.minutes[s]
            base = base if c.base[s] == base else -1
        self.minutes, self.eighths, self.heavy = minutes, eighths, heavy
        self.cast_mask, self.after, self.allowed, self.base = cast, after, allowed, base
        self.fullness = sum(minutes * minutes for minutes in at.values())
        self.sites = tuple(at)
        self.site_mask = sum(1 << site for site in at)
        self.longest_drive = max(c.drive[site] for site in at)
        self.cast = tuple(bits(cast))
        self.extras = max(c.extras[s] for s in strips)
        self.sets = len({c.set[s] for s in strips})
        special = c.special & mask
        self.minors: tuple[int, ...] = ()
        self.gear: tuple[int, ...] = ()
        self.groups: tuple[int, ...] = ()
        self.wanted: tuple[int | None, ...] = ()
        self.lock_unit: int | None = None
        if special:
            self._special(c, strips)
        self.exposed = bool(c.exposed_mask & mask)
        self.cover = bool(c.cover_mask & mask)
        self.second = not mask & ~c.second_mask

    def _special(self, c: Compiled, strips: list[int]) -> None:
        """Children, gear, groups, wanted dates and locks, which few strips have."""
        self.minors = tuple(sorted({p for s in strips for p in c.minors[s]}))
        self.gear = tuple(sorted({g for s in strips for g in c.gear[s]}))
        self.groups = tuple(sorted({g for s in strips if (g := c.group[s]) is not None}))
        self.wanted = tuple(c.wanted[s] for s in strips if c.wanted[s] is not None)
        locks = {c.lock_unit[s] for s in strips if s in c.lock_unit}
        self.lock_unit = next(iter(locks), None)
        if len({c.director[s] for s in strips} - {""}) > 1:
            self.allowed = 0
        if any(c.lock_mask.get(s, self.mask) != self.mask for s in strips):
            self.allowed = 0


class Planner:
    """Plans days and remembers them."""

    def __init__(self, c: Compiled) -> None:
        self.c = c
        self.infos: dict[int, Info] = {}
        self.plans: dict[tuple[int, int, int], Plan | None] = {}
        terms = c.terms
        self.modes = list(enumerate(terms.modes))
        unit = c.problem.units[c.main]
        self.premium = [unit.premium(mode.id) for mode in terms.modes]
        self.modes.sort(key=lambda entry: (self.premium[entry[0]], entry[0]))
        self.frame = terms.first_shot_minutes + terms.wrap_minutes

    def info(self, mask: int) -> Info:
        """What a set of strips needs."""
        found = self.infos.get(mask)
        if found is None:
            if len(self.infos) > _MOST_KEPT:
                self.infos.clear()
            found = self.infos[mask] = Info(self.c, mask)
        return found

    def plan(self, mask: int, bucket: int, not_before: int = 0) -> Plan | None:
        """The cheapest clock for these strips in this light, called at `not_before` or later."""
        not_before = max(0, -(-not_before // 15) * 15)
        key = (mask, bucket, not_before)
        if key in self.plans:
            return self.plans[key]
        if len(self.plans) > _MOST_KEPT:
            self.plans.clear()
        plan = self._plan(self.info(mask), self.c.buckets[bucket], not_before)
        self.plans[key] = plan
        return plan

    def clock_of(self, order: tuple[int, ...], bucket: int, call: int) -> Plan | None:
        """The clock of strips in this very order, near a call; None when it breaks a rule of a day."""
        found = None
        for number, _ in self.modes:
            plan = self._clock(number, order, self.c.buckets[bucket], 0)
            if plan is not None and (found is None or abs(plan.call - call) < abs(found.call - call)):
                found = plan
        info = self.info(sum(1 << s for s in order))
        fits = info.base >= 0 and len(info.sites) <= self.c.terms.sites_a_day
        return found if fits and (not info.minors or self._minors_fit(info)) else None

    def _plan(self, info: Info, bucket: Bucket, not_before: int) -> Plan | None:
        terms = self.c.terms
        if info.base < 0 or len(info.sites) > terms.sites_a_day:
            return None
        if info.minutes + self.frame > bucket.most or (
            info.eighths > terms.most_eighths and len(info.strips) > 1
        ):
            return None
        if info.minors and not self._minors_fit(info):
            return None
        if not self._may_fit(info, bucket):
            return None
        best, best_key = None, None
        orders = self._orders(info)
        least = info.minutes + self.frame + (len(info.sites) - 1) * (terms.move_overhead_minutes + 15)
        for number, mode in self.modes:
            if best is not None and best_key is not None and self.premium[number] > best_key[0]:
                break
            for order in orders:
                plan = self._clock(number, order, bucket, not_before)
                if plan is None:
                    continue
                late = abs(plan.call - mode.usual_call)
                key = (self.premium[number], plan.over, plan.worked, late)
                if best_key is None or key < best_key:
                    best, best_key = plan, key
                if plan.over == 0 and plan.worked <= least and not self.premium[number]:
                    return plan
        return best

    def _may_fit(self, info: Info, bucket: Bucket) -> bool:
        """A quick look, before any clock is tried: hours with a move, and each light for itself."""
        c, terms = self.c, self.c.terms
        moves = len(info.sites) - 1
        if moves:
            leg = min(c.leg[a, b][0] for a, b in permutations(info.sites, 2))
            if leg > terms.move_limit_minutes:
                return False
            moves *= leg + terms.move_overhead_minutes
        if info.minutes + self.frame + moves > bucket.most:
            return False
        lit: dict[int, int] = {}
        for s in info.strips:
            lit[c.light[s]] = lit.get(c.light[s], 0) + c.minutes[s]
        return all(
            minutes <= bucket.windows[kind][1] - bucket.windows[kind][0] for kind, minutes in lit.items()
        )

    def _minors_fit(self, info: Info) -> bool:
        most = self.c.terms.minor_shooting_minutes
        worked = dict.fromkeys(info.minors, 0)
        for s in info.strips:
            for player in self.c.minors[s]:
                worked[player] += self.c.minutes[s]
        return max(worked.values()) <= most

    def _orders(self, info: Info) -> list[tuple[int, ...]]:
        """A few orders worth trying: place by place, each by light, interiors first, between or last."""
        c = self.c
        found: dict[tuple[int, ...], None] = {}
        kinds = {c.light[s] for s in info.strips}
        ranks = (2.5, -1.0, 5.0) if ANY in kinds and len(kinds) > 1 else (2.0,)
        for sites in permutations(info.sites):
            for rank in ranks:
                order: list[int] = []
                for site in sites:
                    here = [s for s in info.strips if c.site[s] == site]
                    here.sort(
                        key=lambda s: (
                            rank if c.light[s] == ANY else c.light[s],
                            not c.minors[s],
                            -c.extras[s],
                            s,
                        )
                    )
                    order += here
                fixed = self._respect_after(order)
                if fixed is not None:
                    found[tuple(fixed)] = None
        return list(found)

    def _respect_after(self, order: list[int]) -> list[int] | None:
        c = self.c
        here = sum(1 << s for s in order)
        hard = {s: c.after[s] & here for s in order}
        soft = {s: (c.after[s] | c.wish_after[s]) & here for s in order}
        if not any(soft.values()):
            return order
        return self._topological(order, soft) or self._topological(order, hard)

    def _topological(self, order: list[int], before: dict[int, int]) -> list[int] | None:
        left, done, result = list(order), 0, []
        while left:
            step = next((s for s in left if not before[s] & ~done), None)
            if step is None:
                return None
            left.remove(step)
            result.append(step)
            done |= 1 << step
        sites = [self.c.site[s] for s in result]
        stops = 1 + sum(a != b for a, b in pairwise(sites))
        return result if stops <= self.c.terms.sites_a_day else None

    def _clock(self, number: int, order: tuple[int, ...], bucket: Bucket, not_before: int) -> Plan | None:
        """Try a usual call, the earliest sensible one, and ones that take waiting out of the day."""
        terms = self.c.terms
        mode = terms.modes[number]
        opening = bucket.windows[self.c.light[order[0]]][0] - terms.first_shot_minutes
        low = max(mode.earliest_call, not_before)
        calls = [max(low, mode.usual_call, opening), max(low, opening)]
        best: Plan | None = None
        for call in dict.fromkeys(calls):
            for _ in range(3):
                if call > mode.latest_call:
                    break
                plan, waited = self._walk(number, order, bucket, call)
                if plan is not None and (best is None or (plan.over, plan.worked) < (best.over, best.worked)):
                    best = plan
                if not waited:
                    break
                call += waited
            if best is not None and best.over == 0:
                break
        return best

    def _walk(
        self, number: int, order: tuple[int, ...], bucket: Bucket, call: int
    ) -> tuple[Plan | None, int]:
        """Walk through a day from its call; the plan if it keeps the rules, and the minutes waited."""
        most = self.c.terms.meal_within_minutes
        waited = 0
        for lunch, sunset in ((int(most * _LUNCH_AFTER), False), (most, False), (most, True)):
            if sunset and bucket.iftar is None:
                break
            fixed = bucket.iftar[0] if sunset and bucket.iftar else None
            walk = self._steps(order, bucket, call, (lunch, fixed))
            if walk is None:
                continue
            starts, end, meal, waited = walk
            plan = Plan(number, order, tuple(starts), (call, end + self.c.terms.wrap_minutes, meal))
            if self._fits(plan, bucket):
                return plan, waited
        return None, waited

    def _steps(
        self, order: tuple[int, ...], bucket: Bucket, call: int, meals: tuple[int, int | None]
    ) -> tuple[list[int], int, int | None, int] | None:
        """Starts, end of the last strip, meal and minutes waited; None when a strip misses its light."""
        c, terms = self.c, self.c.terms
        end, free, meal, waited = call, call + terms.first_shot_minutes, None, 0
        place, starts = -1, []
        for number, s in enumerate(order):
            site = c.site[s]
            if place >= 0 and site != place:
                free += c.leg[place, site][0] + terms.move_overhead_minutes
            place = site
            low, high = bucket.windows[c.light[s]]
            start = max(free, low)
            finish = start + c.minutes[s]
            if meal is None:
                wrap = terms.wrap_minutes if number == len(order) - 1 else 0
                meal = self._meal(call, (end, start, finish), wrap, meals)
                if meal is not None and meal >= end and meal <= start:
                    start = max(free + terms.meal_minutes, meal + terms.meal_minutes, low)
                    finish = start + c.minutes[s]
                    waited -= terms.meal_minutes
                elif meal is not None:
                    finish += terms.meal_minutes
            if finish > high:
                return None
            waited += start - free
            starts.append(start)
            end = free = finish
        return starts, end, meal, max(0, waited)

    def _meal(
        self, call: int, strip: tuple[int, int, int], wrap: int, meals: tuple[int, int | None]
    ) -> int | None:
        """When the meal is, if this strip or the gap before it must hold it."""
        end, start, finish = strip
        lunch, fixed = meals
        if fixed is not None:
            if finish <= fixed:
                return None
            return fixed if fixed >= end else None
        limit = call + self.c.terms.meal_within_minutes
        if finish + wrap <= limit:
            return None
        if (end >= call + lunch and end <= limit) or start >= limit:
            return end
        return min(limit, max(start + 1, finish - 1))

    def _fits(self, plan: Plan, bucket: Bucket) -> bool:
        c, terms = self.c, self.c.terms
        mode = terms.modes[plan.mode]
        if plan.wrap > mode.latest_wrap or not mode.earliest_call <= plan.call <= mode.latest_call:
            return False
        meal, drives = plan.meal, (c.drive[c.site[plan.order[0]]], c.drive[c.site[plan.order[-1]]])
        long = sum(max(0, d - terms.free_drive_minutes) for d in drives)
        plan.worked = plan.wrap - plan.call - (terms.meal_minutes if meal is not None else 0) + long
        plan.over = max(0, plan.worked - bucket.cap)
        if plan.worked > bucket.most:
            return False
        if meal is None:
            stretch = plan.wrap - plan.call
        else:
            stretch = max(meal - plan.call, plan.wrap - meal - terms.meal_minutes)
        if stretch > terms.meal_within_minutes:
            return False
        if bucket.iftar is not None:
            early, late = bucket.iftar
            if plan.call < late and plan.wrap > early and meal != early:
                return False
        for a, b in pairwise(plan.order):
            if c.site[a] != c.site[b] and c.leg[c.site[a], c.site[b]][0] > terms.move_limit_minutes:
                return False
        return self._minors_in_time(plan)

    def _minors_in_time(self, plan: Plan) -> bool:
        c, terms = self.c, self.c.terms
        spans: dict[int, tuple[int, int]] = {}
        for s, start in zip(plan.order, plan.starts, strict=True):
            end = start + c.minutes[s]
            if plan.meal is not None and start < plan.meal < end:
                end += terms.meal_minutes
            for player in c.minors[s]:
                first, last = spans.get(player, (start, end))
                spans[player] = (min(first, start), max(last, end))
        return all(
            last - first + terms.makeup_minutes <= terms.minor_presence_minutes
            and first - terms.makeup_minutes >= terms.minor_earliest
            and last <= terms.minor_latest
            for first, last in spans.values()
        )
