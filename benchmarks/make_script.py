"""A made-up feature of a wished size, the same for the same seed: 200 scenes on 120 pages unless told."""

from __future__ import annotations

import random

_SETS_TEXT = """MEDINA ALLEY|RIAD COURTYARD|KASBAH GATE|DUNES|PALM GROVE|SOUK|ROOFTOP|POLICE STATION|HARBOUR|TRUCK CABIN
MOUNTAIN PASS|SCHOOL|HAMMAM|TANNERY|SALT FLAT|WELL|BARRACKS|HOTEL LOBBY|AIRFIELD|CAFÉ"""
_SETS = _SETS_TEXT.replace("\n", "|").split("|")
_TIMES = ["DAY", "NIGHT", "DUSK", "DAWN", "CONTINUOUS", "LATER", "DAY", "NIGHT"]
_NAMES = [
    "LEÏLA",
    "SAM",
    "IDRISS",
    "COLONEL HADDOU",
    "MRS. KING",
    "OLD MAN",
    "NADIA",
    "THE BOY",
    "YUSUF",
    "ÉLODIE",
]
_WORDS_TEXT = """the a of across behind before with without dust light door wall truck camel rifle radio bread salt map
coat hand street water smoke crowd soldier horse lamp table letter knife rope sand wind tower bridge child turns
walks runs stops watches waits lifts drops breaks opens closes follows hides carries points shouts whispers falls
slowly suddenly again never only still back down up away home north"""
_WORDS = _WORDS_TEXT.split()
_LINES_A_PAGE = 54


def make_script(*, seed: int = 1, scenes: int = 200, pages: int = 120) -> str:
    """Write the feature as Fountain."""
    dice = random.Random(seed)
    out = ["Title: The Measure", "Credit: made for measuring", "Author: a seeded generator", ""]
    lines_a_scene = 0.955 * pages * _LINES_A_PAGE / scenes  # page ends stay partly empty
    for number in range(1, scenes + 1):
        side = dice.choice(["INT.", "EXT.", "INT.", "EXT.", "INT./EXT."])
        out += [f"{side} {dice.choice(_SETS)} - {dice.choice(_TIMES)} #{number}#", ""]
        used, wished = 4, lines_a_scene * dice.uniform(0.4, 1.6)
        while used < wished:
            used += _add_speech(out, dice) if dice.random() < 0.55 else _add_action(out, dice)
        if dice.random() < 0.1:
            out += ["CUT TO:", ""]
    return "\n".join(out)


def _sentence(dice: random.Random, words: int) -> str:
    return " ".join(dice.choice(_WORDS) for _ in range(words)).capitalize() + "."


def _add_action(out: list[str], dice: random.Random) -> int:
    text = " ".join(_sentence(dice, dice.randint(6, 14)) for _ in range(dice.randint(1, 3)))
    out += [text, ""]
    return 1 + -(-len(text) // 58)


def _add_speech(out: list[str], dice: random.Random) -> int:
    name = dice.choice(_NAMES) + dice.choice(["", "", "", " (V.O.)", " (CONT'D)"])
    text = " ".join(_sentence(dice, dice.randint(4, 10)) for _ in range(dice.randint(1, 2)))
    out.append(name)
    bracket = dice.random() < 0.2
    if bracket:
        out.append(f"({dice.choice(_WORDS)})")
    out += [text, ""]
    return 2 + bracket + -(-len(text) // 34)
