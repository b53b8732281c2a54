"""People the action brings in: which of them are roles, and which two words mean one person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from tournage.breakdown.forms import strip_clitics
from tournage.breakdown.introductions import GROWN_UP, Introduction, find_introductions
from tournage.breakdown.lexicon import Lexicon, load_lexicon
from tournage.breakdown.mentions import ReadLine
from tournage.breakdown.model import SceneText
from tournage.breakdown.names import bare_name, is_group
from tournage.breakdown.tokens import normalise, tokenise
from tournage.kernel.scene import SceneKey

_LONGEST = 5
_SOON = 2
"""Lines within which a person named by kind ("a LITTLE GIRL") is named by name ("SALMA, 9")."""

People = Mapping[SceneKey, tuple[tuple[int, str, Introduction], ...]]
"""By scene: place of the line, the role's name, and the introduction."""


def introductions_of(
    scene: SceneText, lines: tuple[ReadLine, ...], known: Collection[str]
) -> tuple[tuple[int, str, Introduction], ...]:
    """Everybody one scene introduces, under the name the cues use when they have one."""
    lexicon = load_lexicon(scene.language)
    return tuple(
        (place, _resolve(found.name, known, lexicon), found)
        for place, read in enumerate(lines)
        if read.source.kind == "action"
        for found in find_introductions(read, lexicon)
    )


def is_role_name(name: str, lexicon: Lexicon) -> bool:
    """Not a crowd, not an animal or a thing written in capitals."""
    if len(name) < 2 or is_group(name, lexicon):
        return False
    tokens = tokenise(name, lexicon.language)
    if not tokens or len(tokens) > _LONGEST:
        return False
    for at in range(len(tokens)):
        pattern = lexicon.match(tokens, at)
        if pattern and at + len(pattern.words) == len(tokens):
            return pattern.entry.category == "people" and not pattern.plural
    return True


def kinds_of(people: People, spoken: Collection[str], lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Pairs of a kind and the name that follows it: a FILLETTE holds a sign. SOUKAÏNA, 11 …"""
    times: dict[str, int] = {}
    for each in people.values():
        for name in {name for _, name, _ in each}:
            times[name] = times.get(name, 0) + 1
    for each in people.values():
        for number, (place, kind, _) in enumerate(each):
            tags = _kind_tags(kind, lexicon)
            if not tags or kind in spoken or times[kind] > 1:
                continue
            after = [
                (name, who) for at, name, who in each[number + 1 :] if who.certain and at - place <= _SOON
            ]
            if not after or _kind_tags(after[0][0], lexicon):
                continue
            name, who = after[0]
            child = who.age is not None and who.age < GROWN_UP
            if child if "minor" in tags else not child:
                yield kind, name


def _kind_tags(name: str, lexicon: Lexicon) -> frozenset[str]:
    """`minor` or `generic` for a name that is only a kind of person."""
    tokens = tokenise(name, lexicon.language)
    pattern = lexicon.match(tokens, 0) if tokens else None
    if pattern is None or len(pattern.words) != len(tokens) or pattern.entry.category != "people":
        return frozenset()
    return pattern.entry.tags & {"minor", "generic"}


def _resolve(name: str, known: Collection[str], lexicon: Lexicon) -> str:
    """The cue's name inside an introduction; in Arabic words may stand before or after it."""
    if lexicon.language != "ar":
        return bare_name(name)
    words = name.split()
    spelt = {normalise(each): each for each in known}
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length, -1, -1):
            first = strip_clitics(normalise(words[start]))
            rest = [normalise(word) for word in words[start + 1 : start + length]]
            found = next((spelt[" ".join([w, *rest])] for w in first if " ".join([w, *rest]) in spelt), None)
            if found:
                return found
    return bare_name(words[-1])
