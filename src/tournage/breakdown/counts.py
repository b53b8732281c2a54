"""How many: numbers and vague words before a noun, as low, likely and high."""

from __future__ import annotations

from tournage.breakdown.forms import bare_of_article
from tournage.breakdown.lexicon import Grammar, Lexicon, Range
from tournage.breakdown.tokens import Token

_FARTHEST = 4
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_MOST = 20_000
_AND = frozenset({"and", "et", "و"})
_DUAL = ("تان", "تين", "ان")
_SOUND_PLURAL = ("ون", "ين", "ات")


def is_adjective(word: str, grammar: Grammar) -> bool:
    """Whether a word may stand between an article and its noun."""
    return grammar.has("adjectives", word) or (bool(grammar.endings) and word.endswith(grammar.endings))


def count_before(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> tuple[Range, int] | None:
    """The count written before a noun and the place where it begins; None when nothing counts it."""
    grammar = lexicon.grammar
    spare: tuple[Range, int] | None = None
    for k in range(at - 1, max(-1, at - 1 - _FARTHEST), -1):
        word = tokens[k].norm
        if tokens[k].clause != tokens[at].clause:
            break
        if word == "'s" or (k + 1 < at and tokens[k + 1].norm == "'s"):
            continue
        if _number(word, grammar) is not None or word in grammar.multipliers:
            value, start = _numeral(tokens, k, grammar)
            return ((value, value, value), start) if 0 < value <= _MOST else None
        spread = grammar.vague.get(word) or grammar.vague.get(bare_of_article(word))
        if spread and grammar.has("adjectives", word):
            spare = spare or (spread, k)
        elif spread:
            return _times(spread, tokens, k, grammar)
        elif not (grammar.has("links", word) or is_adjective(word, grammar)):
            break
    return spare


def plural_range(tokens: tuple[Token, ...], at: int, plural: bool, lexicon: Lexicon) -> Range:
    """The estimate for a noun that nothing counts: one, two for the Arabic dual, or a few."""
    if lexicon.language == "ar" and not plural:
        word = tokens[at].norm
        if word.endswith(_DUAL):
            return 2, 2, 2
        if word.endswith(_SOUND_PLURAL):
            return lexicon.grammar.bare_plural
    return lexicon.grammar.bare_plural if plural else (1, 1, 1)


def _number(word: str, grammar: Grammar) -> int | None:
    if word.isdecimal():
        return int(word.translate(_DIGITS))
    return grammar.numbers.get(word)


def _numeral(tokens: tuple[Token, ...], last: int, grammar: Grammar) -> tuple[int, int]:
    """Read back a numeral that ends here: `two dozen`, `deux cents`, `250`."""
    first = last
    while first > 0 and tokens[first - 1].clause == tokens[last].clause:
        before = tokens[first - 1].norm
        joined = before in _AND and first > 1 and _is_numeral(tokens[first - 2].norm, grammar)
        if not joined and not _is_numeral(before, grammar):
            break
        first -= 1
    total = current = 0
    for token in tokens[first : last + 1]:
        if token.norm in grammar.multipliers:
            current = (current or 1) * grammar.multipliers[token.norm]
        else:
            total, current = total + current, _number(token.norm, grammar) or 0
    return total + current, first


def _is_numeral(word: str, grammar: Grammar) -> bool:
    return _number(word, grammar) is not None or word in grammar.multipliers


def _times(spread: Range, tokens: tuple[Token, ...], at: int, grammar: Grammar) -> tuple[Range, int]:
    if at and tokens[at - 1].clause == tokens[at].clause:
        by = _number(tokens[at - 1].norm, grammar)
        if by is not None and by <= 50:
            low, likely, high = spread
            return (low * by, likely * by, high * by), at - 1
    return spread, at
