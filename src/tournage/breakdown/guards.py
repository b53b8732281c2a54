"""What only looks like a thing on the set: denied, compared, pictured, heard, imagined."""

from __future__ import annotations

from tournage.breakdown.forms import bare_of_article
from tournage.breakdown.lexicon import Lexicon, Pattern, ends_before, stands_at
from tournage.breakdown.nouns import is_definite, is_marked, is_modifier, is_verb, noun_start
from tournage.breakdown.tokens import Token

_BACK = 4
_UNREAL_BACK = 3
_COMPARED_BACK = 9
_HEARD_BACK = 8
_SCREEN_BACK = 14


def is_denied(tokens: tuple[Token, ...], at: int, length: int, lexicon: Lexicon) -> bool:
    """`no car`, `without a car`, `doesn't have a car`; but in `doesn't see the car` the car is there."""
    grammar = lexicon.grammar
    sentence = tokens[at].sentence
    definite = is_definite(tokens, at, lexicon)
    for k in range(at - 1, max(-1, at - 1 - _UNREAL_BACK), -1):
        if tokens[k].sentence != sentence:
            break
        if grammar.has("negators", tokens[k].norm) or ends_before(grammar.phrases["bereft"], tokens, k + 1):
            return True
        if not definite and grammar.has("negators_weak", tokens[k].norm):
            return True
    after = tokens[at + length : at + length + 2]
    return any(t.sentence == sentence and grammar.has("negated_after", t.norm) for t in after)


def is_compared(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """`like a camel`, `as old as the camel`, `comme un ver que tire un merle`; not `dressed as a soldier`."""
    grammar = lexicon.grammar
    for place in range(at, max(-1, at - _COMPARED_BACK), -1):
        if tokens[place].clause != tokens[at].clause:
            break
        if ends_before(grammar.phrases["not_likes"], tokens, place):
            return False
        covered = ends_before(grammar.phrases["likes"], tokens, place)
        if covered and tokens[place - covered].clause == tokens[at].clause:
            return True
    start = noun_start(tokens, at, lexicon)
    return (
        lexicon.language == "en"
        and start >= 3
        and tokens[start - 1].norm == "as"
        and tokens[start - 3].norm == "as"
    )


def pictured_by(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> int | None:
    """Where `photo of`, `sound of` or the like begins that has this noun as its matter."""
    grammar = lexicon.grammar
    for place in range(noun_start(tokens, at, lexicon), at + 1):
        for link in grammar.phrases["depiction_links"]:
            head = place - len(link) - 1
            if head < 0 or tokens[head].sentence != tokens[at].sentence:
                continue
            if all(tokens[head + 1 + k].norm == word for k, word in enumerate(link)) and (
                grammar.has("depictions", tokens[head].norm)
                or (
                    lexicon.language == "ar" and grammar.has("depictions", bare_of_article(tokens[head].norm))
                )
            ):
                return head
    return None


def is_unreal(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """`imagines a camel`, `remembers her father's car`; but `wants the knife` has a knife."""
    grammar = lexicon.grammar
    near = _before(tokens, at)
    if any(grammar.has("unreal_always", t.norm) for t in near):
        return True
    return not is_definite(tokens, at, lexicon) and any(grammar.has("unreal", t.norm) for t in near)


def is_on_screen(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """`On every screen: the palace in flames`: played back, not built."""
    return any(
        tokens[k].sentence == tokens[at].sentence
        and stands_at(lexicon.grammar.phrases["on_screen"], tokens, k)
        for k in range(max(0, at - _SCREEN_BACK), at)
    )


def is_only_heard(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """`we hear a truck`, `on entend un chien`: for the sound crew, not for the set."""
    hears = any(
        lexicon.grammar.has("hearing", t.norm)
        for t in tokens[max(0, at - _HEARD_BACK) : at]
        if t.sentence == tokens[at].sentence
    )
    return hears and not is_definite(tokens, at, lexicon)


def _before(tokens: tuple[Token, ...], at: int) -> list[Token]:
    """The words just before in the same clause, and before it when it only goes on: `thinks of …, of …`."""
    first = at
    while first and tokens[first - 1].clause == tokens[at].clause:
        first -= 1
    goes_on = tokens[first].norm in _GOES_ON
    reach = _HEARD_BACK + _BACK if goes_on else _BACK + 1
    return [
        t
        for t in tokens[max(0, at - reach) : at]
        if t.clause == tokens[at].clause or (goes_on and t.sentence == tokens[at].sentence)
    ]


_GOES_ON = frozenset(["of", "about", "de", "d'", "du", "des", "à", "au", "aux", "عن", "في", "ب"])


def falls_by_itself(tokens: tuple[Token, ...], at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """Whether the subject of a bodily act is a thing: `a suitcase falls off`, `تسقط الجرة`."""
    place = at + len(pattern.words) if lexicon.language == "ar" else at - 1
    if not 0 <= place < len(tokens) or tokens[place].clause != tokens[at].clause:
        return False
    found = lexicon.match(tokens, place)
    return found is not None and found.entry.category in _THINGS


_THINGS = frozenset(
    [
        "props",
        "set_dressing",
        "wardrobe",
        "vehicles",
        "greenery",
        "art_department",
        "nothing",
        "weapons_military",
    ]
)


_BUILT = frozenset(
    [
        "people",
        "crowd",
        "vehicles",
        "animals",
        "water_fire",
        "special_effects",
        "stunts",
        "weapons_military",
        "greenery",
        "makeup_hair",
    ]
)


def is_there(tokens: tuple[Token, ...], at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """Whether the text says that this thing stands in the scene."""
    if pattern.entry.marked and not (
        is_marked(tokens, at, lexicon) and not is_modifier(tokens, at, len(pattern.words), lexicon)
    ):
        return False
    if "bodily" in pattern.entry.tags and falls_by_itself(tokens, at, pattern, lexicon):
        return False
    return not (
        is_verb(tokens, at, pattern, lexicon)
        or is_denied(tokens, at, len(pattern.words), lexicon)
        or is_compared(tokens, at, lexicon)
        or is_unreal(tokens, at, lexicon)
        or (pattern.entry.category in _BUILT and is_on_screen(tokens, at, lexicon))
    )


def is_emptied(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether a text says that a place is empty of people."""
    return any(lexicon.grammar.has("empties", token.norm) for token in tokens)


def is_full(tokens: tuple[Token, ...], lexicon: Lexicon) -> int | None:
    """Where a text says that a place is full of people."""
    full = lexicon.grammar.phrases["fullness"]
    return next((k for k in range(len(tokens)) if stands_at(full, tokens, k)), None)
