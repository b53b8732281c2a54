"""What only looks like a thing on the set: denied, compared, pictured, heard, imagined."""

from __future__ import annotations

from tournage.breakdown.counts import is_adjective
from tournage.breakdown.forms import bare_of_article, has_article
from tournage.breakdown.lexicon import Lexicon, Pattern, ends_before, stands_at
from tournage.breakdown.tokens import Token

_BACK = 4
_UNREAL_BACK = 3
_COMPARED_BACK = 9


def noun_start(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> int:
    """Where the noun phrase begins: the place after articles, numbers and adjectives are taken back."""
    grammar = lexicon.grammar
    start = at
    while start > 0 and at - start < _BACK and tokens[start - 1].sentence == tokens[at].sentence:
        word = tokens[start - 1].norm
        if word in _FUNCTION or not (
            grammar.has("determiners", word)
            or is_adjective(word, grammar)
            or word in grammar.numbers
            or word in grammar.multipliers
        ):
            break
        start -= 1
    return start


_FUNCTION = frozenset(
    [
        "of",
        "with",
        "using",
        "holding",
        "carrying",
        "and",
        "de",
        "d'",
        "des",
        "du",
        "en",
        "avec",
        "et",
        "au",
        "aux",
        "'s",
        "من",
        "على",
        "علي",
        "في",
        "الى",
        "الي",
        "عن",
        "مع",
        "فوق",
        "تحت",
        "امام",
        "خلف",
        "وراء",
        "قرب",
        "بجانب",
        "نحو",
        "حول",
        "داخل",
    ]
)


def is_marked(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether an article, owner, number or adjective shows that an ambiguous word is a noun here."""
    if lexicon.language == "ar" and has_article(tokens[at].norm):
        return True
    grammar = lexicon.grammar
    for k in range(at - 1, max(-1, at - 1 - _UNREAL_BACK), -1):
        if tokens[k].sentence != tokens[at].sentence:
            return False
        word = tokens[k].norm
        if grammar.has("determiners", word) or word in grammar.numbers or word.isdigit():
            return True
        if not is_adjective(word, grammar):
            return False
    return False


def is_modifier(tokens: tuple[Token, ...], at: int, length: int, lexicon: Lexicon) -> bool:
    """Whether an English word only tells of what the next thing is: `stone pits`, `paper bag`, `salt core`."""
    after = tokens[at + length : at + length + 2]
    if lexicon.language != "en" or not after or after[0].clause != tokens[at].clause:
        return False
    word = after[0].norm
    if word in _AFTER_NOUN or word.endswith(("ed", "ing", "ly")) or word == "'s":
        return False
    if word.endswith("s") or lexicon.grammar.has("common_verbs", word):
        goes_on = len(after) > 1 and after[1].clause == after[0].clause
        return not (
            goes_on and (lexicon.grammar.has("determiners", after[1].norm) or after[1].norm in _AFTER_NOUN)
        )
    return True


_AFTER_NOUN = frozenset(
    [
        "of",
        "in",
        "on",
        "at",
        "and",
        "or",
        "to",
        "with",
        "from",
        "is",
        "was",
        "are",
        "were",
        "into",
        "onto",
        "under",
        "over",
        "by",
        "for",
        "that",
        "which",
        "who",
        "as",
        "but",
        "through",
        "between",
        "behind",
        "beside",
        "before",
        "after",
        "out",
        "up",
        "down",
        "off",
        "away",
        "around",
        "across",
        "against",
        "along",
        "near",
        "inside",
        "outside",
        "above",
        "below",
        "if",
        "when",
        "while",
        "until",
        "than",
        "so",
        "then",
        "still",
        "again",
        "has",
        "had",
        "will",
        "it",
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
        "we",
        "his",
        "not",
        "back",
        "just",
        "like",
        "half",
        "full",
        "round",
        "about",
        "both",
        "goes",
        "comes",
        "lies",
        "sits",
        "stands",
        "hangs",
        "falls",
        "where",
        "whose",
    ]
)


def is_denied(tokens: tuple[Token, ...], at: int, length: int, lexicon: Lexicon) -> bool:
    """`no car`, `without a car`, `doesn't have a car`; but in `doesn't see the car` the car is there."""
    grammar = lexicon.grammar
    sentence = tokens[at].sentence
    definite = at > 0 and grammar.has("definite", tokens[at - 1].norm)
    definite = definite or (lexicon.language == "ar" and tokens[at].norm.startswith("ال"))
    for k in range(at - 1, max(-1, at - 1 - _UNREAL_BACK), -1):
        if tokens[k].sentence != sentence:
            break
        if grammar.has("negators", tokens[k].norm) or (
            not definite and grammar.has("negators_weak", tokens[k].norm)
        ):
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
    near = [t for t in tokens[max(0, at - _BACK - 1) : at] if t.clause == tokens[at].clause]
    if any(grammar.has("unreal_always", t.norm) for t in near):
        return True
    if at and grammar.has("definite", tokens[at - 1].norm):
        return False
    if lexicon.language == "ar" and tokens[at].norm.startswith("ال"):
        return False
    return any(grammar.has("unreal", t.norm) for t in near)


def is_verb(tokens: tuple[Token, ...], at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """`hammers a tray`, `watches the road`: an English plural before an article is a verb."""
    if lexicon.language != "en" or not pattern.plural or len(pattern.words) > 1 or at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return after.clause == tokens[at].clause and after.norm in _OBJECTS


_OBJECTS = frozenset(
    [
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "its",
        "my",
        "your",
        "our",
        "him",
        "them",
        "it",
        "us",
        "me",
        "this",
        "that",
        "these",
        "those",
    ]
)


def is_there(tokens: tuple[Token, ...], at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """Whether the text says that this thing stands in the scene."""
    if pattern.entry.marked and not (
        is_marked(tokens, at, lexicon) and not is_modifier(tokens, at, len(pattern.words), lexicon)
    ):
        return False
    return not (
        is_verb(tokens, at, pattern, lexicon)
        or is_denied(tokens, at, len(pattern.words), lexicon)
        or is_compared(tokens, at, lexicon)
        or is_unreal(tokens, at, lexicon)
    )


def is_emptied(tokens: tuple[Token, ...], lexicon: Lexicon) -> bool:
    """Whether a text says that a place is empty of people."""
    return any(lexicon.grammar.has("empties", token.norm) for token in tokens)


def is_full(tokens: tuple[Token, ...], lexicon: Lexicon) -> int | None:
    """Where a text says that a place is full of people."""
    full = lexicon.grammar.phrases["fullness"]
    return next((k for k in range(len(tokens)) if stands_at(full, tokens, k)), None)
