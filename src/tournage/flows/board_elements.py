"""Extras, animals, vehicles, weapons, effects and stunts, counted day by day."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, Decimal

from tournage.breakdown.model import Element
from tournage.budget.model import Driver
from tournage.flows.board_days import Shoot, day_step, driver, in_weeks
from tournage.kernel.explain import Step
from tournage.kernel.scene import IntExt
from tournage.schedule.model import Day, Strip

CROWD = 50
MANY_BLADES = 10
EXTRAS_A_COACH, FEWEST_FOR_A_COACH = 45, 10
Wanted = Callable[[Element], bool]


def element_drivers(shoot: Shoot) -> tuple[Driver, ...]:
    """Everything the breakdown asks for that is paid by the day."""
    stunt_people = _per_day(shoot, "stunt_performer_days", _in("stunts"))
    stunts = _days_with(shoot, "stunt_days", _in("stunts"))
    weapons = _days_with(shoot, "weapon_days", _is_weapon)
    effects = _days_with(shoot, "sfx_days", _is_effect)
    animals = _days_with(shoot, "animal_work_days", _in("animals"))
    return (
        *_extras(shoot),
        stunts,
        in_weeks("stunt_weeks", stunts),
        in_weeks("stunt_performer_weeks", stunt_people),
        weapons,
        in_weeks("weapon_weeks", weapons),
        effects,
        in_weeks("sfx_weeks", effects),
        _per_day(shoot, "camel_days", _animal("camel")),
        _per_day(shoot, "horse_days", _animal("horse")),
        _per_day(shoot, "livestock_days", _herd),
        _per_day(shoot, "animal_days", _other_animal),
        in_weeks("animal_weeks", animals),
        _per_day(shoot, "picture_vehicle_days", _civil_vehicle),
        _days_with(shoot, "military_days", _is_military),
        _days_with(shoot, "special_equipment_days", _in("special_equipment")),
        _vfx_scenes(shoot),
        _control_days(shoot),
        _days_with(shoot, "safety_days", _is_dangerous),
    )


def _in(*categories: str) -> Wanted:
    return lambda element: element.category in categories


def _animal(kind: str) -> Wanted:
    return lambda element: element.category == "animals" and kind in element.tags


def _herd(element: Element) -> bool:
    """Goats, sheep, donkeys, poultry: hired by the head with their shepherd."""
    return element.category == "animals" and bool({"livestock", "bird"} & element.tags)


def _other_animal(element: Element) -> bool:
    known = {"camel", "horse", "livestock", "bird"}
    return element.category == "animals" and not known & element.tags


def _is_weapon(element: Element) -> bool:
    """Arms an armourer must bring; a knife is a prop unless many carry one, a checkpoint is no weapon."""
    if element.category != "weapons_military":
        return "firearm" in element.tags
    if "military" in element.tags:
        return False
    many = max((count for _, count in element.quantity), default=1) >= MANY_BLADES
    return "blade" not in element.tags or many


def _is_effect(element: Element) -> bool:
    """Effects made on set; of water and fire only open fire, since a river or a hearth needs none."""
    if element.category == "water_fire":
        return bool({"fire", "explosive"} & element.tags)
    return element.category in ("special_effects", "mechanical_effects")


def _is_dangerous(element: Element) -> bool:
    """What keeps the fire brigade and an ambulance on set: stunts, machines, fire, firearms, people in water."""
    if element.category in ("stunts", "mechanical_effects"):
        return True
    return bool({"fire", "explosive", "firearm", "in_water"} & element.tags)


def _is_military(element: Element) -> bool:
    """Vehicles, ships and aircraft of an army; extras in uniform need no army."""
    return element.category == "vehicles" and "military" in element.tags


def _civil_vehicle(element: Element) -> bool:
    return element.category == "vehicles" and "military" not in element.tags


def _asked(shoot: Shoot, day: Day, wanted: Wanted) -> tuple[dict[str, int], list[str]]:
    """How many of each wanted element a day needs, and in which scenes: the most any one scene asks for."""
    scenes = {strip.scene for strip in shoot.strips_of(day)}
    counts: dict[str, int] = {}
    touched: list[str] = []
    for element in shoot.breakdown.elements:
        if not wanted(element):
            continue
        quantity = {str(key): count for key, count in element.quantity}
        here = [str(key) for key in element.scenes if str(key) in scenes]
        if here:
            counts[element.id] = max(max(1, quantity.get(scene, 1)) for scene in here)
            touched += here
    return counts, touched


def _per_day(shoot: Shoot, name: str, wanted: Wanted) -> Driver:
    """Pieces times days: three camels on four days are twelve camel days."""
    steps = []
    for day in shoot.board.days:
        counts, scenes = _asked(shoot, day, wanted)
        if counts:
            steps.append(day_step(shoot, day, sum(counts.values()), scenes))
    return driver(name, _total(steps), "days", parts=steps)


def _days_with(shoot: Shoot, name: str, wanted: Wanted) -> Driver:
    """Shooting days on which anything of the kind is needed."""
    steps = []
    for day in shoot.board.days:
        counts, scenes = _asked(shoot, day, wanted)
        if counts:
            steps.append(day_step(shoot, day, 1, scenes))
    return driver(name, len(steps), "days", parts=steps)


def _total(steps: list[Step]) -> Decimal:
    return sum((Decimal(step.value) for step in steps if isinstance(step.value, Decimal)), Decimal(0))


def _extras(shoot: Shoot) -> tuple[Driver, ...]:
    """Extras a day: the largest crowd of the day, since the same people serve its scenes."""
    people, crowds, coaches = [], [], []
    peak = 0
    for day in shoot.board.days:
        strips = [strip for strip in shoot.strips_of(day) if strip.extras > 0]
        if not strips:
            continue
        most = max(strip.extras for strip in strips)
        scenes = [strip.scene for strip in strips]
        peak = max(peak, most)
        people.append(day_step(shoot, day, most, scenes))
        if most >= CROWD:
            crowds.append(day_step(shoot, day, 1, scenes))
        if most >= FEWEST_FOR_A_COACH:
            buses = (Decimal(most) / EXTRAS_A_COACH).to_integral_value(ROUND_CEILING)
            coaches.append(day_step(shoot, day, buses, scenes))
    crowd_days = driver("crowd_days", len(crowds), "days", parts=crowds)
    busiest = [step for step in people if step.value == peak][:1]
    return (
        driver("extras_days", _total(people), "days", parts=people),
        driver("extras_peak", peak, "people", parts=busiest, operation="max"),
        crowd_days,
        in_weeks("crowd_weeks", crowd_days),
        driver("coach_days", _total(coaches), "days", parts=coaches),
    )


def _vfx_scenes(shoot: Shoot) -> Driver:
    shot = set(shoot.scenes_of(shoot.board.days))
    asked = [str(key) for e in shoot.breakdown.elements if e.category == "visual_effects" for key in e.scenes]
    scenes = [scene for scene in dict.fromkeys(asked) if scene in shot]
    return driver("vfx_scenes", len(scenes), "scenes", scenes=scenes)


def _outside(strip: Strip) -> bool:
    return strip.int_ext in (IntExt.EXT, IntExt.BOTH) and not strip.stage


def _control_days(shoot: Shoot) -> Driver:
    """Exterior days with vehicles, weapons or a crowd: traffic and public held back by the police."""
    steps = []
    for day in shoot.board.days:
        _, asked = _asked(shoot, day, lambda e: e.category == "vehicles" or _is_weapon(e))
        strips = [strip for strip in shoot.strips_of(day) if _outside(strip)]
        scenes = [strip.scene for strip in strips if strip.scene in asked or strip.extras >= CROWD]
        if scenes:
            steps.append(day_step(shoot, day, 1, scenes))
    return driver("control_days", len(steps), "days", parts=steps)
