"""Whether a word is a noun here, and which: its article, its adjectives, what it only tells of."""

from __future__ import annotations

from tournage.breakdown.counts import is_adjective
from tournage.breakdown.forms import has_article
from tournage.breakdown.lexicon import Lexicon, Pattern
from tournage.breakdown.tokens import Token

_BACK = 4
_MARK_BACK = 3


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
    for k in range(at - 1, max(-1, at - 1 - _MARK_BACK), -1):
        if tokens[k].clause != tokens[at].clause:
            return False
        word = tokens[k].norm
        if grammar.has("determiners", word) or word in grammar.numbers or word.isdecimal():
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


def is_definite(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    """Whether a noun is one already known: `the car`, `his car`, `السيارة`."""
    if lexicon.language == "ar":
        return tokens[at].norm.startswith(("ال", "وال", "بال", "لل", "فال"))
    return at > 0 and lexicon.grammar.has("definite", tokens[at - 1].norm)


def is_verb(tokens: tuple[Token, ...], at: int, pattern: Pattern, lexicon: Lexicon) -> bool:
    """`hammers a tray`, `she stamps`: an English plural before an article or after a pronoun is a verb."""
    if lexicon.language != "en" or not pattern.plural or len(pattern.words) > 1:
        return False
    before, after = tokens[at - 1] if at else None, tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and before.clause == tokens[at].clause and before.norm in _SUBJECTS:
        return True
    return after is not None and after.clause == tokens[at].clause and after.norm in _OBJECTS


_SUBJECTS = frozenset(["he", "she", "it", "who"])


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
