"""One sheet per scene: header, synopsis, cast, elements, extras."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tournage.breakdown.cast import Cast
from tournage.breakdown.days import script_days
from tournage.breakdown.lexicon import Range
from tournage.breakdown.model import Corrections, Element, Role, SceneText, Sheet
from tournage.kernel.dated import Origin
from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import Light, SceneKey

LONGEST_SYNOPSIS = 110
_SENTENCE = re.compile(r".+?(?:[.!?…؟](?=\s|$)|$)", re.S)
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Lt|Sgt|Capt|Col|Gen|Prof|M|Mme|Mlle)\.$")
_MARKS = re.compile(r"[*_]{1,3}|\[\[.*?\]\]", re.S)


def build_sheets(
    scenes: Sequence[SceneText],
    cast: Cast,
    roles: Sequence[Role],
    elements: Sequence[Element],
    extras: Mapping[SceneKey, Range],
    corrections: Corrections,
) -> tuple[Sheet, ...]:
    """Write the sheets in story order."""
    lights = [_light(scene, corrections) for scene in scenes]
    days = script_days(scenes, [None if assumed else light for light, assumed in lights])
    called, heard = _called(cast, roles)
    things: dict[SceneKey, list[str]] = {}
    for element in elements:
        if element.category != "cast_members":
            for key in element.scenes:
                things.setdefault(key, []).append(element.id)
    sheets = []
    for number, scene in enumerate(scenes, 1):
        low, likely, high = extras.get(scene.key, (0, 0, 0))
        sheets.append(
            Sheet(
                number=number,
                key=scene.key,
                heading=scene.heading,
                int_ext=scene.int_ext,
                set_name=dict(corrections.set_names).get(scene.key, scene.set_name),
                light=lights[number - 1][0],
                light_assumed=lights[number - 1][1],
                eighths=Eighths(dict(corrections.eighths).get(scene.key, scene.eighths)),
                page=scene.page,
                script_day=days[number - 1],
                synopsis=synopsis_of(scene),
                cast=tuple(called.get(scene.key, ())),
                elements=tuple(things.get(scene.key, ())),
                extras=likely,
                extras_range=(low, high),
                omitted=scene.omitted,
                origin=Origin.YOURS if _is_yours(scene.key, corrections) else Origin.PROPOSED,
                voices=tuple(heard.get(scene.key, ())),
            )
        )
    return tuple(sheets)


def synopsis_of(scene: SceneText) -> str:
    """The script's own synopsis, else the first sentence of action, else the first words spoken."""
    if scene.synopsis:
        return clip(scene.synopsis)
    for line in scene.lines:
        if line.kind == "action":
            first = _first_sentence(" ".join(_MARKS.sub("", line.text).split()))
            if any(c.isalpha() for c in first):
                return clip(first)
    for line in scene.lines:
        if line.kind == "dialogue" and line.speaker:
            return clip(f"{line.speaker}: {' '.join(line.text.split())}")
    return ""


def _first_sentence(text: str) -> str:
    """The first sentence, not cut after `Dr.` nor inside a quotation."""
    end = 0
    while end < len(text):
        match = _SENTENCE.match(text, end)
        if match is None:
            break
        end = match.end()
        done = text[:end]
        quoted = done.count('"') % 2 or done.count("“") > done.count("”") or done.count("«") > done.count("»")
        if not quoted and not _ABBREVIATED.search(done):
            break
    return text[:end].strip()


def clip(text: str) -> str:
    """A text cut at a word when it is too long for a strip.

    >>> clip("A short line."), len(clip("word " * 60)) <= 110
    ('A short line.', True)
    """
    text = " ".join(text.split())
    if len(text) <= LONGEST_SYNOPSIS:
        return text
    return text[: LONGEST_SYNOPSIS - 1].rsplit(" ", 1)[0].rstrip(" ,;:،") + "…"


def _light(scene: SceneText, corrections: Corrections) -> tuple[Light, bool]:
    given = dict(corrections.light).get(scene.key)
    if given is not None:
        return Light(given), False
    return (scene.light, False) if scene.light is not None else (Light.DAY, True)


def _called(cast: Cast, roles: Sequence[Role]) -> tuple[dict[SceneKey, list[str]], dict[SceneKey, list[str]]]:
    """Role ids by scene: those called to the set, speaking first; and those only heard."""
    speaking: dict[SceneKey, list[str]] = {}
    silent: dict[SceneKey, list[str]] = {}
    heard: dict[SceneKey, list[str]] = {}
    for role in roles:
        draft = cast.drafts[role.name]
        for key in draft.speaking:
            speaking.setdefault(key, []).append(role.id)
        for key in draft.silent:
            if key not in draft.speaking:
                silent.setdefault(key, []).append(role.id)
        for key in draft.heard:
            if key not in draft.speaking and key not in draft.silent:
                heard.setdefault(key, []).append(role.id)
    keys = {*speaking, *silent}
    return {key: speaking.get(key, []) + silent.get(key, []) for key in keys}, heard


def _is_yours(key: SceneKey, corrections: Corrections) -> bool:
    changed = (corrections.eighths, corrections.light, corrections.set_names, corrections.added)
    return any(
        each[0] == key for table in (*changed, corrections.removed, corrections.quantities) for each in table
    )
