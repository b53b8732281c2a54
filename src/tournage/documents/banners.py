"""The lines between the strips of a day: where in the day the company moves, and how long that takes."""

from __future__ import annotations

from itertools import pairwise

from tournage.documents.parts import PaperParts, word
from tournage.documents.render.numbers import duration, isolate, isolate_name
from tournage.kernel.words import say
from tournage.schedule.model import Banner, Day, Strip

AT_THE_HEAD = ""


def banners_of(parts: PaperParts, day: Day, lang: str) -> dict[str, list[str]]:
    """Texts by the strip they stand before; those of the day's beginning under an empty id.

    A move stands before the first strip at the new place. When the moves of a day do not answer to its
    changes of place, all stand at its head.
    """
    strips = [parts.board.strip(id) for id in day.strips]
    arrivals = [b for a, b in pairwise(strips) if a.location != b.location]
    moves = [banner for banner in day.banners if banner.kind == "move"]
    if len(moves) != len(arrivals):
        return {AT_THE_HEAD: [say(banner.text, lang) for banner in day.banners]}
    found = {AT_THE_HEAD: [say(b.text, lang) for b in day.banners if b.kind != "move"]}
    for move, strip in zip(moves, arrivals, strict=True):
        found[strip.id] = [_move(parts, move, strip, lang)]
    return found


def _move(parts: PaperParts, move: Banner, strip: Strip, lang: str) -> str:
    place, time = parts.name(strip.location, lang), isolate(duration(move.minutes, lang), lang)
    if ":" in strip.location:
        return word("move_to_set", lang, place=place, set=isolate_name(strip.set_name, lang), time=time)
    return word("move_to", lang, place=place, time=time)
