"""Scenes as strips: shooting minutes by what a scene needs, long scenes in parts."""

from __future__ import annotations

from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import IntExt, Light
from tournage.schedule.generate.draft import Draft, Scene
from tournage.schedule.model import Strip


def draw_strips(d: Draft) -> None:
    """Turn the scenes into strips that fill the planned days."""
    raw = [_raw_minutes(d, scene) for scene in d.scenes]
    planned = (d.size["days"] + d.size["second_unit_days"]) * d.data["pace"]["day_minutes"]
    whole = sum(raw)
    for scene, minutes in zip(d.scenes, raw, strict=True):
        d.strips += _parts(d, scene, max(10, (minutes * planned // whole + 2) // 5 * 5))


def _raw_minutes(d: Draft, scene: Scene) -> int:
    pace, story = d.data["pace"], d.sets[scene.set]
    kind = "stage" if d.sites[story.site].stage else "interior" if story.inside else "exterior"
    factors, factor = pace["factors"], 100
    for name, applies in (
        ("night_exterior", not story.inside and scene.light is Light.NIGHT),
        ("crowd", scene.crowd >= pace["crowd_from"]),
        ("stunts", scene.heavy),
        ("animals", "camels" in scene.gear),
        ("gear", bool({"crane", "army"} & set(scene.gear))),
        ("child", any(d.players[p].minor for p in scene.cast)),
        ("large_cast", len(scene.cast) >= pace["large_cast_from"]),
    ):
        factor = factor * factors[name] // 100 if applies else factor
    minutes = pace["setup"][kind] + pace["an_eighth"][kind] * scene.eighths
    return int(minutes * min(factor, pace["most_factor"]))


def _parts(d: Draft, scene: Scene, minutes: int) -> list[Strip]:
    """One strip, or parts that stay together, each no longer than a day in Ramadan or a child's day allows."""
    pace, child = d.data["pace"], any(d.players[p].minor for p in scene.cast)
    most = min(pace["longest_part"], d.terms.minor_shooting_minutes) if child else pace["longest_part"]
    if scene.light in (Light.DAWN, Light.DUSK) and not d.sets[scene.set].inside:
        minutes = min(minutes, pace["twilight"])
    count = min(-(-minutes // most), scene.eighths)
    lengths = [minutes * (i + 1) // count // 5 * 5 - minutes * i // count // 5 * 5 for i in range(count)]
    pages = [scene.eighths * (i + 1) // count - scene.eighths * i // count for i in range(count)]
    return [
        _strip(d, scene, (f"pt{i + 1}" if count > 1 else "", min(lengths[i], most), pages[i]))
        for i in range(count)
    ]


def _strip(d: Draft, scene: Scene, part: tuple[str, int, int]) -> Strip:
    name, minutes, eighths = part
    story, leads = d.sets[scene.set], d.size["leads"]
    place = d.sites[story.site]
    series = d.size["episodes"] > 1
    episode = str(101 + scene.number * d.size["episodes"] // len(d.scenes)) if series else None
    id = f"{episode}/{scene.number + 1}" if series else str(scene.number + 1)
    return Strip(
        id=id + name,
        scene=id,
        int_ext=IntExt.INT if story.inside else IntExt.EXT,
        light=scene.light,
        set_name=f"SET {scene.set + 1}",
        location=place.id,
        base=place.base,
        eighths=Eighths(eighths),
        minutes=minutes,
        cast=tuple(d.players[p].id for p in scene.cast),
        extras=scene.crowd,
        minors=tuple(d.players[p].id for p in scene.cast if d.players[p].minor),
        equipment=scene.gear,
        episode=episode,
        stage=place.stage,
        weather_cover=story.inside,
        group=id if name else None,
        second_unit=d.size["second_unit_days"] > 0 and not any(p < leads for p in scene.cast),
        heavy=scene.heavy,
    )
