"""Names of roles: what a cue says, which cues are one role, and on what evidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from tournage.breakdown.lexicon import Grammar, Lexicon
from tournage.breakdown.tokens import fold_accents, normalise, tokenise
from tournage.kernel.words import Phrase, phrase

_EXTENSION = re.compile(r"\s*[(\[（][^()\[\]）]*[)\]）]?")
_TRAILING = re.compile(r"[\s^:.،,]+$")
_PAIR = re.compile(r"\s*(?:&|/|\+|,|\bAND\b|\bET\b|(?<=\s)و(?=\s)|،)\s*")
_POSSESSIVE = re.compile(
    r"['’]S\s+(?:VOICE|VOICES)$|^(?:VOICE OF|VOIX DE LA|VOIX DE L['’]|VOIX DU|VOIX DE|VOIX D['’]|صوت)\s*"
)


def bare_name(cue: str) -> str:
    """The role a cue names: capitals, without extensions and marks.

    >>> bare_name("@Élodie (V.O.) (CONT'D) ^"), bare_name("سلمى (خارج الكادر)")
    ('ÉLODIE', 'سلمى')
    """
    name = _EXTENSION.sub(" ", cue.strip().lstrip("@"))
    return _TRAILING.sub("", " ".join(name.replace("*", "").replace("_", " ").split())).upper()


def voice_of(name: str) -> str | None:
    """The role of `MARK'S VOICE` or `VOIX DE SALMA`; None for any other name.

    >>> voice_of("MARK'S VOICE"), voice_of("VOIX DE SALMA"), voice_of("MARK")
    ('MARK', 'SALMA', None)
    """
    rest = _POSSESSIVE.sub("", name).strip()
    return rest if rest and rest != name else None


def slug(name: str) -> str:
    """A name as part of an id: small letters of any script, digits and hyphens.

    >>> slug("Dr. Smith"), slug("L'épée"), slug("سيارة شرطة")
    ('dr-smith', 'l-épée', 'سيارة-شرطة')
    """
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-_") or "x"


def is_group(name: str, lexicon: Lexicon) -> bool:
    """Whether a cue is spoken by many: ALL, CROWD, LES SOLDATS, الجميع."""
    words = tuple(t.norm for t in tokenise(name, lexicon.language))
    article = words[1:] if words[:1] in (("the",), ("les",)) else words
    return words in lexicon.grammar.phrases["groups"] or article in lexicon.grammar.phrases["groups"]


@dataclass(slots=True)
class Folding:
    """Which name of the script is which role, why, and what could not be decided."""

    role_of: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, Phrase] = field(default_factory=dict)
    yours: set[str] = field(default_factory=set)
    undecided: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def roles(self) -> dict[str, list[str]]:
        """Role to all its names, the role's own first."""
        names: dict[str, list[str]] = {}
        for name, role in self.role_of.items():
            names.setdefault(role, [role])
            if name not in names[role]:
                names[role].append(name)
        return names


def fold_names(
    names: Sequence[str],
    introduced: Collection[str],
    aliases: Mapping[str, str],
    lexicon: Lexicon,
    *,
    spoken: Collection[str] = (),
) -> Folding:
    """Decide which cues are one role.

    `names` stand in order of first speech; `introduced` are names the action introduces in
    capitals. A short name joins a long one only when one long name alone contains it and the
    short one is never introduced by itself; a title may fall ("DR. SMITH", "SMITH"), a
    qualifier may not ("YOUNG SMITH"). The role is called as its cues call it (`spoken`).
    """
    folding = Folding()
    by_letters: dict[str, str] = {}
    for name in names:
        first = by_letters.setdefault(_letters(name), name)
        folding.role_of[name] = first
        if first != name:
            folding.reasons[name] = phrase("breakdown.alias.spelling", name=name, role=first)
    whole = list(dict.fromkeys(folding.role_of.values()))
    parts = {name: _parts(name, lexicon) for name in whole}
    for short in whole:
        longer = [n for n in whole if n != short and _contains(parts[n], parts[short], lexicon)]
        if not longer or _same_core_twice(short, whole, parts):
            continue
        if len(longer) > 1:
            folding.undecided.append((short, tuple(longer)))
        elif _is_name(parts[short], lexicon) and not _apart(short, longer[0], introduced, parts):
            keep = _fuller(short, longer[0], parts, spoken)
            other = longer[0] if keep == short else short
            folding.reasons[other] = phrase("breakdown.alias.part", name=other, role=keep)
            _join(folding, other, keep)
    for alias, role in aliases.items():
        _join(folding, bare_name(alias), _known(bare_name(role), folding))
        folding.yours.add(bare_name(alias))
        folding.reasons[bare_name(alias)] = phrase(
            "breakdown.alias.yours", name=bare_name(alias), role=bare_name(role)
        )
    return folding


def _letters(name: str) -> str:
    return re.sub(r"[^\w]+", " ", fold_accents(name)).strip()


def _parts(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a name that are not titles."""
    words = tuple(t.norm for t in tokenise(name, lexicon.language))
    core = tuple(w for w in words if not lexicon.grammar.has("titles", w))
    return core or words


def _contains(long: tuple[str, ...], short: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether the long name is the short one with names around it, and nothing that sets it apart."""
    if not set(short) <= set(long):
        return False
    rest = [w for w in long if w not in short]
    grammar = lexicon.grammar
    return not any(_sets_apart(w, grammar) or _is_common((w,), lexicon) for w in rest)


def _sets_apart(word: str, grammar: Grammar) -> bool:
    return (
        grammar.has("apart", word)
        or grammar.has("kin", word)
        or word in grammar.numbers
        or any(c.isdecimal() for c in word)
        or word in ("'s", "#", "de", "d'", "du", "des", "of")
        or len(word) == 1
    )


def _is_common(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    return any(
        p.entry.category in ("people", "crowd") and len(p.words) == 1
        for w in words
        for p in lexicon.index.get(w, ())
    )


def _is_name(words: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Whether words are a proper name, not a trade or a kind of person."""
    return not _is_common(words, lexicon) and not any(_sets_apart(w, lexicon.grammar) for w in words)


def _same_core_twice(short: str, whole: Sequence[str], parts: Mapping[str, tuple[str, ...]]) -> bool:
    """MR. SMITH and MRS. SMITH: the title is all that tells them apart."""
    titled = [n for n in whole if parts[n] == parts[short] and len(n.split()) > len(parts[n])]
    return len(titled) > 1


def _apart(short: str, long: str, introduced: Collection[str], parts: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the action introduces both names, which makes them two people."""
    if parts[short] == parts[long]:
        return False
    return short in introduced and long in introduced


def _fuller(short: str, long: str, parts: Mapping[str, tuple[str, ...]], spoken: Collection[str]) -> str:
    if (short in spoken) != (long in spoken):
        return short if short in spoken else long
    return long if len(long) >= len(short) or parts[short] != parts[long] else short


def _join(folding: Folding, name: str, role: str) -> None:
    target = folding.role_of.get(role, role)
    folding.role_of.setdefault(target, target)
    for other, kept in list(folding.role_of.items()):
        if kept == name:
            folding.role_of[other] = target
    folding.role_of[name] = target


def _known(role: str, folding: Folding) -> str:
    """The role as the script spells it, when it knows it."""
    wanted = _letters(role)
    return next((known for known in folding.role_of.values() if _letters(known) == wanted), role)


def pair_of(name: str, known: Collection[str]) -> tuple[str, ...]:
    """The two roles of `SALMA AND YOUSSEF`, when each of them speaks alone too.

    >>> pair_of("SALMA & YOUSSEF", {"SALMA", "YOUSSEF"}), pair_of("COPS AND ROBBERS", {"SALMA"})
    (('SALMA', 'YOUSSEF'), ())
    """
    pieces = tuple(piece.strip() for piece in _PAIR.split(name) if piece.strip())
    return pieces if len(pieces) > 1 and all(piece in known for piece in pieces) else ()


def extension_of(cue: str) -> str:
    """What stands in brackets after a cue's name, in small letters.

    >>> extension_of("MARK (V.O.)"), extension_of("MARK")
    ('v.o.', '')
    """
    return normalise(" ".join(re.findall(r"[(\[（]([^()\[\]）]*)", cue)).strip())
