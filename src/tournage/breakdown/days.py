"""Story days: D1, N1, D2 … as the light of the story flows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tournage.breakdown.lexicon import load_lexicon
from tournage.breakdown.model import SceneText
from tournage.breakdown.tokens import tokenise
from tournage.kernel.scene import Light

_GIVEN = re.compile(r"^\s*(?:D|N|J|DAY|NIGHT|JOUR|NUIT)\s*\.?\s*(\d+)", re.I)
_OF_DAY = {Light.DAWN: 0, Light.DAY: 1, Light.DUSK: 2, Light.NIGHT: 3}
_LATE = re.compile(r"\b(EVENING|AFTERNOON|SOIR|APRES-MIDI|APRÈS-MIDI|SUNSET|CRÉPUSCULE)\b|مساء|عصر")
_EARLY = re.compile(r"\b(MORNING|MATIN|SUNRISE|AUBE)\b|صباح|فجر")
_ASIDE = "FB"


def script_days(scenes: Sequence[SceneText], lights: Sequence[Light | None]) -> tuple[str | None, ...]:
    """The story day of every scene: the script's own where it gives one, else counted.

    A day ends when light comes back (night then day, day then dawn) or the text says so
    (`NEXT DAY`, `LE LENDEMAIN`); scenes told aside (flashback, dream) and scenes whose light
    nobody tells (None) do not move the count.
    """
    days: list[str | None] = []
    number, before, episode = 1, -1.0, scenes[0].key.episode if scenes else None
    for scene, light in zip(scenes, lights, strict=True):
        if scene.key.episode != episode:
            number, before, episode = 1, -1.0, scene.key.episode
        if scene.omitted:
            days.append(None)
            continue
        if scene.script_day:
            given = _GIVEN.match(scene.script_day)
            number = int(given.group(1)) if given else number
            before = before if light is None else _hour(scene, light)
            days.append(scene.script_day)
            continue
        if _said(scene, "aside"):
            days.append(_ASIDE)
            continue
        hour = before if light is None else _hour(scene, light)
        if before >= 0 and (hour < before or _said(scene, "next_day")):
            number += 1
        before = hour
        days.append(f"{'N' if light is Light.NIGHT else 'D'}{number}")
    return tuple(days)


def _hour(scene: SceneText, light: Light) -> float:
    """A rough clock: dawn 0, day 1, dusk 2, night 3; morning and evening a little earlier or later."""
    text = (scene.time_of_day or "").upper()
    if light is Light.DAY and _EARLY.search(text):
        return 0.5
    if light is Light.DAY and _LATE.search(text):
        return 1.5
    if light is Light.NIGHT and _LATE.search(text):
        return float(_OF_DAY[Light.DUSK])
    return float(_OF_DAY[light])


def _said(scene: SceneText, kind: str) -> bool:
    phrases = load_lexicon(scene.language).grammar.phrases[kind]
    words = [t.norm for t in tokenise(f"{scene.heading} {scene.time_of_day or ''}", scene.language)]
    text = f" {' '.join(words)} "
    return any(f" {' '.join(each)} " in text for each in phrases)
