"""Who speaks: reading cues, their extensions, and the transitions that look like cues."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from tournage.script.emphasis import without_emphasis
from tournage.script.letters import bare_arabic, in_capitals, is_arabic, tidy

LONGEST_CUE = 60

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_OPEN_BRACKET = re.compile(r"\s*\([^()]*$")
_LOOSE_EXTENSION = re.compile(
    r"\s*(?:[-–—,:]\s*(?:V\.?\s?O\.?|O\.?\s?S\.?|O\.?\s?C\.?|OFF|HORS[- ]CHAMP|CONT['’.]?D?\.?|SUITE)|V\.\s?O\.|O\.\s?S\.|O\.\s?C\.)\s*$",
    re.I,
)
_TRANSITIONS = re.compile(
    r"^(?:FADE (?:IN|OUT|UP|DOWN|TO)\b.*|(?:SMASH |MATCH |JUMP |HARD |QUICK |FLASH |TIME )*CUT(?: TO\b.*|S? BACK TO\b.*)?"
    r"|CUT TO BLACK|DISSOLVE(?: TO)?\b.*|WIPE TO\b.*|IRIS (?:IN|OUT)|(?:BLACK|BLACKOUT|INTERCUT WITH)"
    r"|FONDU\b.*|FONDUS? (?:AU|ENCHAÎNÉ)\b.*|COUPE(?: FRANCHE)?(?: À| SUR)?\b.*|OUVERTURE (?:AU|EN) (?:NOIR|FONDU)|NOIR"
    r"|THE END|FIN|END OF (?:ACT|EPISODE|PILOT)\b.*|END CREDITS|FIN D['’]ÉPISODE"
    r"|قطع(?: إلى)?|مزج(?: إلى)?|إظلام(?: تدريجي)?|تلاشي?|اختفاء تدريجي|ظهور تدريجي|النهاية)\s*[.:…]*$"
)
_SPEECHLESS = re.compile(
    r"^(?:SUPER|TITLE|TITLES|INSERT|CHYRON|MONTAGE|SERIES OF SHOTS|CONTINUED|\(?MORE\)?)\b"
)
_INLINE = re.compile(r"^([^:\n]{1,40}?)\s*:\s*(\S.*)$")
_LABELS = re.compile(
    r"^(?:ال)?(?:مشهد|مكان|زمان|زمن|وقت|ديكور|شخصيات|ملاحظه|ملاحظة|موسيقى|مؤثرات|صوت|لقطة|عنوان|حلقة|كاميرا|اضاءة|إضاءة)(?!\w)"
)
_FINAL = (".", "!", "?", "؟", "،", ",", "…", ";", "؛")


@lru_cache(maxsize=4096)
def cue_name(cue: str) -> str:
    """The role a cue names: in capitals, without extensions, marks and emphasis.

    >>> cue_name("Élodie (V.O.) (SUITE)"), cue_name("ANNOUNCER (V. O.)(CONT'D) ^"), cue_name("أحمد (خارج الكادر)")
    ('ÉLODIE', 'ANNOUNCER', 'أحمد')
    """
    text = without_emphasis(tidy(cue)).strip().lstrip("@").removesuffix("^")
    text = _BRACKETS.sub("", text)
    text = _OPEN_BRACKET.sub("", text)
    text = _LOOSE_EXTENSION.sub("", text)
    return " ".join(bare_arabic(text).strip(" :*_\t").split()).upper()


def is_transition(line: str) -> bool:
    """Whether a line in capitals tells how one scene passes into the next.

    >>> is_transition("CUT TO:"), is_transition("FONDU AU NOIR."), is_transition("FATIMA")
    (True, True, False)
    """
    text = line.strip()
    if len(text) > LONGEST_CUE:
        return False
    if text.endswith("TO:") and in_capitals(text):
        return True
    return (in_capitals(text) or is_arabic(text)) and _TRANSITIONS.match(tidy(text)) is not None


def is_cue(line: str) -> bool:
    """Whether a line in capitals can name a speaker (the lines around it must agree).

    >>> is_cue("HANS (on the radio)"), is_cue("R2D2"), is_cue("23"), is_cue("ÉLODIE"), is_cue("McCLANE")
    (True, True, False, True, False)
    """
    text = line.strip()
    if not text or len(text) > 2 * LONGEST_CUE:
        return False
    name = text if "(" not in text else _OPEN_BRACKET.sub("", _BRACKETS.sub("", text))
    return in_capitals(name) and len(name) <= LONGEST_CUE and not is_transition(text)


def is_arabic_cue(line: str) -> bool:
    """Whether a line without capitals is short and shaped like a name: a candidate, no more."""
    text = line.strip()
    if len(text) > 40 or not is_arabic(text):
        return False
    name = _BRACKETS.sub("", text).strip()
    return bool(name) and len(name.split()) <= 4 and not name.endswith(_FINAL) and not is_transition(name)


def inline_speech(line: str) -> tuple[str, str] | None:
    """Cue and words of an Arabic line that has both (`أحمد: مرحبا`): a candidate, no more."""
    match = _INLINE.match(line.strip()) if not line.isascii() else None
    if match is None or not is_arabic_cue(match[1]) or _LABELS.match(bare_arabic(match[1])):
        return None
    return match[1].strip(), match[2]


def inline_names(lines: Iterable[str]) -> frozenset[str]:
    """Names that stand before a colon and words at least twice."""
    seen = Counter(cue_name(found[0]) for line in lines if ":" in line and (found := inline_speech(line)))
    return frozenset(name for name, times in seen.items() if times > 1)


def has_extension(line: str) -> bool:
    """Whether something in brackets follows the name."""
    return line.rstrip().endswith(")") and not line.lstrip().startswith("(")


def may_be_sentence(line: str) -> bool:
    """Whether an Arabic candidate begins as a verb of the present tense and goes on."""
    pieces = bare_arabic(tidy(line)).split()
    return len(pieces) > 1 and pieces[0][:1] in "يت"


def is_title_on_screen(name: str) -> bool:
    """Whether a would-be speaker is an instruction (SUPER, INSERT, MONTAGE)."""
    return _SPEECHLESS.match(name) is not None
