"""Headings that name a camera view (`CLOSE-UP OF ELLA`, `DECK, WIDER VIEW`): where they really are.

Silent continuities number every view as a scene. A heading that is only a view stays in the place
before; a view beside a place is left out of the name of the set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_VIEW = re.compile(
    r"^(?:(?:NEW|DIFFERENT|ANOTHER|REVERSE|SAME|WIDER|WIDE|CLOSER|CLOSE|MEDIUM|PROFILE|EXTREME|TIGHT|LOW|HIGH)[ -]+)*"
    r"(?:CLOSE-?\s?UPS?|CLOSER? (?:VIEW|SHOT|ON)|(?:WIDER?|BUST|DIFFERENT|MEDIUM|TWO)(?:-ANGLE)? (?:VIEW|SHOT)"
    r"|(?:NEW|DIFFERENT|ANOTHER|REVERSE|WIDER?) ANGLE|ANGLE ON|FLASH ON|BUST OF|SAME SCENE|IN WIDER VIEW|ANOTHER (?:PART|VIEW)"
    r"|AD LIB|LOOKING (?:TOWARDS?|UP|DOWN|OUT|IN)|FROM (?:THE |ANOTHER )?(?:HALL|DOOR|TENEMENT|ABOVE|BELOW|BEHIND|ANGLE)"
    r"|TOWARDS? (?:THE )?(?:WATER|DOOR|CAMERA)|RUNNING PARALLEL|WITH \w+ NEAREST CAMERA"
    r"|GROS PLAN|TRÈS GROS PLAN|PLAN (?:RAPPROCHÉ|LARGE|MOYEN|SERRÉ|AMÉRICAIN)|CONTRE-?CHAMP|CONTRECHAMP|MÊME (?:LIEU|DÉCOR)"
    r"|لقطة (?:قريبة|مقربة|بعيدة|متوسطة|عامة)|نفس المكان)(?!\w)"
)
_LONG_VIEW = re.compile(r"^(?:LONG|GENERAL|FULL) (?:VIEW|SHOT) OF (?:THE |A |AN )?")
_BOTH = re.compile(r"^(?:BOTH|THE TWO|ALL|GROUP)$")
_AS_IN = re.compile(r",?\s*AS IN (?:SCENE )?\d+[A-Z]?")
_BACK_TO = re.compile(
    r"^(?:BACK TO|AS IN|RETOUR À|RETOUR AU|العودة إلى) (?:SCENE |LA |مشهد )?(\d+[A-Z]?)\W*$"
)
_FIELDS = re.compile(r"\s*(?:--+|[–—])\s*|\s+-\s+|,\s+|(?<=\w\w\w)\.[\"”']?\s+")
_NO_SENTENCE = re.compile(r"\b(?:MRS|GEN|COL|CPT|CAPT|SGT|REV|HON|STE|AVE|BLVD|APT|PROF)\.\s")
_ARTICLE = re.compile(r"^(?:(?:BY|AT)\s+)?(?:(?:A|AN|THE|SOME)\s+)?(?=\w)")
_QUOTED_STOP = re.compile(r"\.([\"”»])$")


@dataclass(frozen=True, slots=True)
class Framed:
    """A place without its views; `same_place` when nothing but a view was named, `back_to` a scene's number."""

    place: str
    same_place: bool = False
    back_to: str | None = None


def without_views(place: str) -> Framed:
    """The set in a heading's words in capitals, camera views left out.

    >>> without_views("OLDPORT'S OFFICE--WIDER VIEW").place, without_views("CLOSE-UP OF ELLA").same_place
    ("OLDPORT'S OFFICE", True)
    >>> without_views("STEPS, AS IN 2. CLOSE-UP OF TWO GIRLS").place, without_views("BACK TO 92").back_to
    ('STEPS', '92')
    """
    back = _BACK_TO.match(place)
    if back:
        return Framed("", same_place=True, back_to=back[1])
    text = _LONG_VIEW.sub("", _AS_IN.sub("", place))
    if _VIEW.match(text):
        return Framed("", same_place=True)
    pieces = [text] if _NO_SENTENCE.search(text) else _FIELDS.split(text)
    if len(pieces) > 1 and _BOTH.match(pieces[0]) and _VIEW.match(pieces[1]):
        return Framed("", same_place=True)
    if not any(_VIEW.match(piece) for piece in pieces[1:]):
        return Framed(_plain(text))
    at = next(i for i, piece in enumerate(pieces) if i and _VIEW.match(piece))
    return Framed(_plain(text[: text.index(pieces[at], len(pieces[0]))]))


def first_sentence(text: str) -> tuple[str, str]:
    """(first sentence, the rest) of a heading written as prose.

    >>> first_sentence("ELLA'S ROOM. A FEW TOUCHES OF FLORENCE"), first_sentence("ST. MARY'S CHURCH")
    (("ELLA'S ROOM", 'A FEW TOUCHES OF FLORENCE'), ("ST. MARY'S CHURCH", ''))
    """
    if _NO_SENTENCE.search(text):
        return text, ""
    end = re.search(r"(?<=\w\w\w)\.([\"”']?)\s+(?=\S)", text)
    return (text[: end.start()] + end[1], text[end.end() :]) if end else (text, "")


def _plain(text: str) -> str:
    return _QUOTED_STOP.sub(r"\1", _ARTICLE.sub("", text.strip(" .,:;-–—")))
