"""Scene headings in English, French and Arabic: number, inside or outside, set, time of day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tournage.kernel.datafile import read_yaml
from tournage.kernel.scene import IntExt, Light
from tournage.script.emphasis import without_emphasis
from tournage.script.framing import Framed, first_sentence, without_views
from tournage.script.letters import bare_arabic, in_capitals, is_arabic, tidy, western_digits

LONGEST_HEADING = 250
"""A longer line is never taken for a heading unless it is forced."""

_DASH = re.compile(r"\s*(?:--+|[–—―])\s*|\s+-\s*|-\s+")
_ARABIC_FIELD = re.compile(r"\s*(?:--+|[–—―/|،])\s*|\s+-\s*|-\s+")
_NUMBER = r"(?:[A-Z]{1,2}-?)?\d{1,5}(?:[A-Z]{1,3}|[.\-]\d{1,3}|PT\.?\s?\d+|-?BIS|-?TER)?(?:[A-Z])?"
_FOUNTAIN_NUMBER = re.compile(r"\s*#\s*([^\s#][^#\n]{0,30}?)\s*#\s*$")
_TAIL_NUMBER = re.compile(rf"(?:\s{{2,}}|\t\s*)({_NUMBER})\.?\s*$", re.I)
_TIGHT_TAIL = re.compile(rf"\s({_NUMBER})\.?\s*$", re.I)
_LABEL_STARTS = frozenset({"sc", "se", "no"})
_SIDE_PARTS = ("INT", "EXT", "EST", "I/E", "E/I")
_EDGES = " .,:;/-–—|،"
_TAIL_FIELD = re.compile(r"(?:\s*[-–—/|]\s*|\s+|\s*\(\s*)(\d{1,4}[A-Z]?)\s*\)?\.?$", re.I)
_OMITTED = re.compile(
    r"^(?:SCENES?\s+)?(?:OMITTED|OMIT|DELETED|SUPPRIMÉE?S?|COUPÉE?S?|محذوفة?|محذوف)\b\W*$", re.I
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says. `text` is the heading without its number.

    `same_light` and `same_place` ask for the light or place of the scene before, `back_to` for the
    place of the scene with that number. `tail` is a number at the end: a scene number, a story day (`timed_tail`: it
    follows the time of day) or part of the set, which only the whole script can tell.
    """

    text: str
    number: str | None
    int_ext: IntExt | None
    set_name: str
    time_of_day: str | None
    light: Light | None
    same_light: bool = False
    tail: str | None = None
    omitted: bool = False
    same_place: bool = False
    back_to: str | None = None
    timed_tail: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    sides: dict[str, IntExt]
    light: dict[str, Light]
    same: frozenset[str]
    beside: frozenset[str]
    ordinals: dict[str, str]
    start: re.Pattern[str]
    plain_start: re.Pattern[str]
    inside: re.Pattern[str]
    label: re.Pattern[str]
    bare_number: re.Pattern[str]
    trailing_time: re.Pattern[str]
    leading_time: re.Pattern[str]


@lru_cache
def _words() -> _Words:
    data: dict[str, Any] = read_yaml(files("tournage").joinpath("script", "headings.yaml"))
    sides = {word: IntExt(kind) for kind, words in data["sides"].items() for word in words}
    one = "|".join(re.escape(w) for w in sorted(sides, key=len, reverse=True))
    side = rf"(?:(?:{one})\.?\s*[/\-–+&]\s*(?:{one})|I\.?/E|E\.?/I|(?:{one}))(?![^\W\d_])\.?"
    light = {bare_arabic(w): Light(kind) for kind, words in data["light"].items() for w in words}
    same = frozenset(bare_arabic(w) for w in data["same"])
    times = "|".join(re.escape(w) for w in sorted({*light, *same}, key=len, reverse=True))
    label = "|".join(re.escape(w) for w in sorted(data["labels"], key=len, reverse=True))
    ordinals = {bare_arabic(k): v for k, v in data["ordinals"].items()}
    ordinal = "|".join(sorted(ordinals, key=len, reverse=True))
    return _Words(
        sides=sides,
        light=light,
        same=same,
        beside=frozenset(data["beside"]),
        ordinals=ordinals,
        start=re.compile(rf"^({side})(?=$|[\s.:,/\-–—|])", re.I),
        plain_start=re.compile(
            r"^(?:INT|EXT|INT\.?/EXT|EXT\.?/INT|I\.?/E|E\.?/I)\.?(?:[. :/\-–—]|$)|^EST\.\s", re.I
        ),
        inside=re.compile(rf"(?:[,.;:/|(،–—]\s*|\s-+\s*|-\s+)({side})(?=$|[\s.:,/\-–—|)])"),
        label=re.compile(
            rf"^(?:{label})\s*[.:]?\s*[(\[]?\s*(?:N°\s*)?(?:({_NUMBER})(?![^\W_])|({ordinal})(?!\w))\s*[)\]]?"
            r"\s*(?:[-–—.:/|،,)]+\s*|\s+|$)(.*)$",
            re.I,
        ),
        bare_number=re.compile(rf"^[#(\[]?({_NUMBER})[)\]]?\s*(?:[-–—.:/|،)]+\s*|\s+)(\S.*)$", re.I),
        trailing_time=re.compile(rf"(?:^|[\s,.;:/|(،\-])((?:{times})(?:\s+\d+)?)\s*\)?[\s.]*$"),
        leading_time=re.compile(rf"^({times})(?=$|[\s.,:/\-–—|،])[\s.,:/\-–—|،]*"),
    )


def is_heading(line: str) -> bool:
    """Whether a line is a scene heading without being forced.

    >>> is_heading("INT. CAFÉ - JOUR"), is_heading("2 / BAR EN SOUS-SOL, INT. SOIR")
    (True, True)
    >>> is_heading("داخلي - نهار"), is_heading("مشهد ١"), is_heading("Interior decorators arrive.")
    (True, True, False)
    """
    if len(line) > LONGEST_HEADING:
        return False
    words = _words()
    if words.plain_start.match(line):
        return True
    if _is_plainly_none(line):
        return False
    text = _clean(line)
    if words.plain_start.match(text):
        return True
    stripped = _FOUNTAIN_NUMBER.sub("", text)
    if words.label.match(stripped):
        return _is_labelled(stripped)
    numbered = words.bare_number.match(stripped)
    body = numbered[2] if numbered else stripped
    if (numbered or stripped != text) and _OMITTED.match(body):
        return True
    capitals = in_capitals(_without_brackets(body))
    arabic = is_arabic(body)
    if not (capitals or arabic):
        return numbered is not None and words.plain_start.match(body) is not None
    if words.start.match(body):
        return True
    lead = words.leading_time.match(bare_arabic(body))
    if lead and words.start.match(bare_arabic(body)[lead.end() :]):
        return True
    inside = words.inside.search(body)
    return inside is not None and _ends_heading(body[inside.end() :])


def _is_plainly_none(line: str) -> bool:
    """The common cases, told cheaply: prose or a name in Latin letters, no number and no label before."""
    if not line.isascii() or "(" in line or "#" in line or not line[:1].isalpha():
        return False
    if line[:2].lower() in _LABEL_STARTS:
        return False
    return not line.isupper() or not any(word in line for word in _SIDE_PARTS)


def looks_like_heading(line: str) -> bool:
    """Whether a line in capitals ends in a time of day, as a heading without INT or EXT would.

    >>> looks_like_heading("DINING ROOM - DAY"), looks_like_heading("HAPPY NEW DAY")
    (True, False)
    """
    if len(line) > 80 or not in_capitals(line):
        return False
    fields = _DASH.split(line.strip())
    return len(fields) > 1 and bool(fields[0]) and _time(fields[-1]) is not None


def is_scene_label(line: str) -> bool:
    """Whether a line is only a word for scene and a number (`مشهد 1`, `SCENE 4`)."""
    if len(line) > 40:
        return False
    match = _words().label.match(_clean(line))
    return match is not None and not match[3].strip()


def is_bare_label(heading: Heading) -> bool:
    """Whether a heading is only a word for scene and a number: the real heading may stand below."""
    return heading.number is not None and not (heading.set_name or heading.int_ext or heading.omitted)


def parse_heading(line: str) -> Heading:
    """Read a heading, forced or recognised.

    >>> h = parse_heading("12A. INT. HOUSE - KITCHEN - NIGHT")
    >>> h.number, h.int_ext.value, h.set_name, h.time_of_day, h.light.value
    ('12A', 'INT', 'HOUSE - KITCHEN', 'NIGHT', 'NIGHT')
    >>> h = parse_heading("2 / BAR EN SOUS-SOL, INT. SOIR")
    >>> h.number, h.int_ext.value, h.set_name, h.time_of_day
    ('2', 'INT', 'BAR EN SOUS-SOL', 'SOIR')
    """
    raw = tidy(line).strip()
    number, raw = _fountain_number(raw)
    text, lead, tail = _numbers(raw)
    number = number or lead
    if _OMITTED.match(text):
        return Heading(text, number or tail, None, "", None, None, omitted=True)
    bare_label = lead is not None and text == raw
    int_ext, place, time = (None, "", None) if bare_label else _take_apart(_clean(text))
    framed = without_views(place) if int_ext is None and place else Framed(place)
    light, same = _light(time)
    tail_day = _TAIL_FIELD.search(western_digits(text)) if int_ext is not None else None
    return Heading(
        text=text,
        number=number or tail,
        int_ext=int_ext,
        set_name=framed.place,
        time_of_day=time,
        light=light,
        same_light=same,
        tail=tail_day[1].upper() if tail_day else None,
        timed_tail=bool(tail_day and time and time.endswith(tail_day[1].upper())),
        same_place=framed.same_place,
        back_to=framed.back_to,
    )


def _clean(line: str) -> str:
    return " ".join(western_digits(without_emphasis(tidy(line))).strip("*_ ").split())


def _without_brackets(text: str) -> str:
    return re.sub(r"\([^)]*\)", "", text)


def _is_labelled(text: str) -> bool:
    match = _words().label.match(text)
    if match is None:
        return False
    rest = match[3].strip()
    if not rest:
        return True
    if is_arabic(text):
        return len(rest) < 120 and not rest.endswith((".", "؟", "!"))
    return in_capitals(_without_brackets(rest)) and in_capitals(text[: match.start(3)].strip() or "A")


def _ends_heading(after: str) -> bool:
    rest = after.strip(" .,:;-–—/|)،")
    return not rest or _time(rest) is not None or len(rest) < 40


def _fountain_number(text: str) -> tuple[str | None, str]:
    match = _FOUNTAIN_NUMBER.search(text)
    if match is None:
        return None, text
    return western_digits(match[1]), text[: match.start()].rstrip()


def _numbers(text: str) -> tuple[str, str | None, str | None]:
    """The heading without numbers, the number before, the number after."""
    words = _words()
    digits = western_digits(text)
    lead: str | None = None
    label = words.label.match(digits)
    bare = None if label else words.bare_number.match(digits)
    if label and (is_arabic(text) or _is_labelled(_clean(text)) or len(label[3]) < 120):
        lead = label[1] or words.ordinals[bare_arabic(label[2])]
        rest_at = label.start(3)
    elif bare and _may_follow_number(bare[2]):
        lead, rest_at = bare[1], bare.start(2)
    else:
        rest_at = 0
    body = text[rest_at:].strip()
    tail = _TAIL_NUMBER.search(western_digits(body))
    if tail is None and lead is not None:
        tight = _TIGHT_TAIL.search(western_digits(body))
        tail = tight if tight and tight[1].upper() == lead.upper() else None
    if tail:
        found = tail[1].upper()
        return body[: tail.start()].rstrip() or text, (lead.upper() if lead else found), found
    return (body or text), (lead.upper() if lead else None), None


def _may_follow_number(rest: str) -> bool:
    words = _words()
    body = _clean(rest)
    if words.plain_start.match(body) or words.start.match(body) or _OMITTED.match(body):
        return True
    lead = words.leading_time.match(bare_arabic(body))
    return bool(lead) or words.inside.search(body) is not None


def _take_apart(text: str) -> tuple[IntExt | None, str, str | None]:
    words = _words()
    plain = bare_arabic(text)
    capitals = plain.upper()
    lead = words.leading_time.match(capitals)
    start = words.start.match(capitals)
    if start is None and lead:
        after = words.start.match(capitals[lead.end() :])
        if after:
            place, later = _split_time(capitals[lead.end() + after.end() :])
            return _side(after[1]), place, lead[1] if later is None else later
    if start:
        side = _side(start[1])
        rest = capitals[start.end() :].strip(_EDGES)
        first = words.leading_time.match(rest)
        if first and _is_field(rest, first, capitals[start.end() :][:1]):
            place, later = _split_time(rest[first.end() :])
            return side, place, first[1] if later is None else later
        place, time = _split_time(rest)
        return side, place, time
    inside = words.inside.search(capitals)
    if inside:
        before = _trim(capitals[: inside.start()])
        after_text = _trim(capitals[inside.end() :])
        if _time(after_text) is not None:
            return _side(inside[1]), before, after_text
        place, time = _split_time(after_text)
        both = f"{before} - {place}" if place else before
        return _side(inside[1]), both, time
    place, time = _split_time(capitals)
    opening, more = first_sentence(place)
    if not more:
        return None, place, time
    fields = more.split(". ")
    times = [field for field in fields if _time(field) is not None] if time is None else []
    return None, opening, _trim(times[0]) if times else time


def _is_field(rest: str, time: re.Match[str], separator: str) -> bool:
    """Whether a time of day right after INT or EXT is a field of its own (`INT. JOUR - CUISINE`)."""
    after = rest[time.end(1) :]
    return (
        is_arabic(rest) or not after or separator == "/" or after[:1] in ".,:/|" or bool(_DASH.match(after))
    )


def _side(text: str) -> IntExt:
    sides = _words().sides
    bare = re.sub(r"[\s.]", "", text.upper())
    if bare in {"I/E", "E/I"}:
        return IntExt.BOTH
    found = {sides[part] for part in re.split(r"[/\-–+&]", bare) if part in sides}
    return found.pop() if len(found) == 1 else IntExt.BOTH


def _trim(text: str) -> str:
    """Without separators at either end, and without half a pair of brackets."""
    text = text.strip(_EDGES)
    while text.endswith("(") or (text.count(")") > text.count("(") and text.endswith(")")):
        text = text[:-1].rstrip(_EDGES)
    while text.startswith(")") or (text.count("(") > text.count(")") and text.startswith("(")):
        text = text[1:].lstrip(_EDGES)
    return text


def _split_time(text: str) -> tuple[str, str | None]:
    """Set and time of day of the rest of a heading in capitals."""
    text = re.sub(r"^OF (?:THE |A |AN )?", "", text.strip(_EDGES))
    if not text:
        return "", None
    fields = [f for f in (_ARABIC_FIELD if is_arabic(text) else _DASH).split(text) if f.strip()]
    at = next((i for i in range(len(fields) - 1, -1, -1) if _time(fields[i]) is not None), None)
    if at is not None:
        while at > 0 and _time(fields[at - 1]) is not None:
            at -= 1
        times = [f for f in fields[at:] if _time(f) is not None]
        place = " - ".join(fields[:at]) or " - ".join(f for f in fields[at:] if f not in times)
        return _trim(place), " - ".join(_trim(_without_brackets(t)) for t in times)
    tail = _words().trailing_time.search(text)
    if tail and (tail.start() > 0 or tail[0].strip() == text):
        place = _trim(text[: tail.start()])
        return place, tail[1]
    return text, None


@lru_cache(maxsize=4096)
def _time(text: str) -> tuple[Light | None, bool] | None:
    """(light, same as before) when these words are a time of day."""
    words = _words()
    bare = bare_arabic(re.sub(r"\([^)]*\)", " ", text.upper()).strip(" .,:;!()[]"))
    bare = " ".join(bare.replace("’", "'").split())
    if not bare or len(bare) > 60:
        return None
    bare = re.sub(r"\s+\d{1,4}[A-Z]?$", "", bare)
    if bare in words.light:
        return words.light[bare], False
    if bare in words.same:
        return None, True
    return _time_of_words(bare)


def _time_of_words(bare: str) -> tuple[Light | None, bool] | None:
    words = _words()
    pieces = [p for p in re.split(r"[\s/,'+&]+", bare) if p]
    if not pieces or len(pieces) > 7:
        return None
    lights: list[Light] = []
    same = False
    i = 0
    while i < len(pieces):
        for size in (4, 3, 2, 1):
            phrase = " ".join(pieces[i : i + size])
            if phrase in words.light:
                lights.append(words.light[phrase])
                break
            if phrase in words.same:
                same = True
                break
        else:
            size = 1
            if pieces[i] not in words.beside and not pieces[i].isdigit():
                return None
        i += size
    if not lights and not same:
        return None
    return (lights[0], False) if lights else (None, True)


def _light(time: str | None) -> tuple[Light | None, bool]:
    """The light a time of day names; a concrete word wins over CONTINUOUS beside it."""
    if time is None:
        return None, False
    found = [_time(field) for field in time.split(" - ")]
    lights = [f[0] for f in found if f and f[0]]
    return (lights[0], False) if lights else (None, any(f and f[1] for f in found))
