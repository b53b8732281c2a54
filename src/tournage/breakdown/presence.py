"""Roles the action puts on the set although they may not speak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tournage.breakdown.forms import bare_of_article, strip_clitics
from tournage.breakdown.guards import is_compared, pictured_by
from tournage.breakdown.lexicon import Lexicon
from tournage.breakdown.mentions import ReadLine, quote
from tournage.breakdown.model import SceneText, TextLine
from tournage.breakdown.tokens import Token, tokenise

_LONGEST_NAME = 3
_OFTEN = 2


@dataclass(frozen=True, slots=True)
class Appearance:
    """A role named in the action."""

    role: str
    line: int
    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Written forms of all roles by their first word; `common` are the forms that are trades or kinds."""

    forms: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    common: frozenset[tuple[str, ...]]


def index_names(roles: Mapping[str, Iterable[str]], lexicon: Lexicon) -> NameIndex:
    """Prepare the names of all roles; a part of a name counts when only one role bears it."""
    forms: dict[tuple[str, ...], set[str]] = {}
    common: set[tuple[str, ...]] = set()
    for role, names in roles.items():
        for name in names:
            words = tuple(t.norm for t in tokenise(name, lexicon.language))
            if not words:
                continue
            forms.setdefault(words, set()).add(role)
            proper = [w for w in words if _is_proper(w, lexicon)]
            head = words[-1] if lexicon.language == "en" else words[0]
            numbered = any(w in lexicon.grammar.numbers or w.isdecimal() for w in words)
            if not proper or (_is_trade(head, lexicon) and len(words) > 1):
                common.add(words)
                if len(words) > 1 and not numbered:
                    common.add((head,))
                    forms.setdefault((head,), set()).add(role)
            elif len(words) > 1 and _is_trade(words[0], lexicon):
                forms.setdefault((words[0],), set()).add(role)
                for word in proper:
                    forms.setdefault((word,), set()).add(role)
            elif len(words) > 1 and len(proper) == len(
                [w for w in words if not lexicon.grammar.has("titles", w)]
            ):
                for word in proper:
                    forms.setdefault((word,), set()).add(role)
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, owners in forms.items():
        if len(owners) == 1:
            index.setdefault(words[0], []).append((words, next(iter(owners))))
    return NameIndex(
        {first: tuple(sorted(each, key=lambda f: -len(f[0]))) for first, each in index.items()},
        frozenset(common),
    )


def find_appearances(read: ReadLine, names: NameIndex, lexicon: Lexicon) -> Iterator[Appearance]:
    """Every role a line of action puts on the set."""
    tokens, at = read.tokens, 0
    while at < len(tokens):
        found = _name_at(tokens, at, names, lexicon)
        if found is None:
            at += 1
            continue
        words, role = found
        if _is_on_set(tokens, at, len(words), lexicon):
            first, last = tokens[at], tokens[at + len(words) - 1]
            yield Appearance(
                role,
                read.line_at(first.start),
                quote(read.source.text, first.start, last.end),
                at,
                at + len(words) - 1,
            )
        at += len(words)


def _name_at(
    tokens: tuple[Token, ...], at: int, names: NameIndex, lexicon: Lexicon
) -> tuple[tuple[str, ...], str] | None:
    shapes = strip_clitics(tokens[at].norm) if lexicon.language == "ar" else (tokens[at].norm,)
    for shape in shapes:
        for words, role in names.forms.get(shape, ()):
            stands = at + len(words) <= len(tokens) and all(
                tokens[at + k].norm == words[k] for k in range(1, len(words))
            )
            if stands and (
                lexicon.language == "ar" or _is_written_as_name(tokens, at, words in names.common, lexicon)
            ):
                return words, role
    return None


def _is_written_as_name(tokens: tuple[Token, ...], at: int, common: bool, lexicon: Lexicon) -> bool:
    if tokens[at].titled and not (common and not tokens[at].capitals):
        return True
    return common and at > 0 and lexicon.grammar.has("definite", tokens[at - 1].norm)


def _is_trade(word: str, lexicon: Lexicon) -> bool:
    return any(
        p.entry.category == "people" and len(p.words) == 1 and not p.plural and not p.entry.tags & {"generic"}
        for p in lexicon.index.get(bare_of_article(word) if lexicon.language == "ar" else word, ())
    )


def _is_proper(word: str, lexicon: Lexicon) -> bool:
    grammar = lexicon.grammar
    if grammar.has("titles", word) or grammar.has("apart", word) or grammar.has("kin", word) or len(word) < 2:
        return False
    if word in grammar.numbers or any(c.isdecimal() for c in word) or grammar.has("determiners", word):
        return False
    bare = word.removeprefix("ال") if lexicon.language == "ar" else word
    return not any(
        p.entry.category in ("people", "crowd") and len(p.words) == 1
        for w in {word, bare}
        for p in lexicon.index.get(w, ())
    )


def _is_on_set(tokens: tuple[Token, ...], at: int, length: int, lexicon: Lexicon) -> bool:
    grammar = lexicon.grammar
    after = tokens[at + length : at + length + 3]
    if after and after[0].norm == "'s":
        if not (len(after) > 1 and grammar.has("body", after[1].norm)):
            return False
    elif any(grammar.has("negated_after", t.norm) for t in after[:2]):
        return False
    before = [t.norm for t in tokens[max(0, at - 2) : at] if t.sentence == tokens[at].sentence]
    if before and before[-1] in ("de", "d'") and not (len(before) > 1 and grammar.has("beside", before[-2])):
        return False
    if any(grammar.has("remote", word) for word in before):
        return False
    return pictured_by(tokens, at, lexicon) is None and not is_compared(tokens, at, lexicon)


def find_framed(scene: SceneText, names: NameIndex, lexicon: Lexicon) -> Iterator[Appearance]:
    """Roles a heading frames: `CLOSE-UP OF FLORENCE`; not the owner of `ELLA'S ROOM`."""
    line = next((each.line for each in scene.lines if each.kind == "heading"), 0)
    tokens = tokenise(scene.heading, scene.language)
    if not any(lexicon.grammar.has("framing", token.norm) for token in tokens):
        return
    read = ReadLine(TextLine("heading", scene.heading, line), tokens)
    for seen in find_appearances(read, names, lexicon):
        yield replace(seen, text=scene.heading)


def discover_names(
    reads: Iterable[ReadLine], known: frozenset[str], lexicon: Lexicon, *, silent: bool
) -> tuple[str, ...]:
    """Proper names of people in the action that no cue bears: subjects of verbs, written as names."""
    if lexicon.language == "ar":
        return ()
    low: set[str] = set()
    runs: Counter[tuple[str, ...]] = Counter()
    subject: Counter[tuple[str, ...]] = Counter()
    inner: Counter[tuple[str, ...]] = Counter()
    for read in reads:
        tokens, at = read.tokens, 0
        while at < len(tokens):
            token = tokens[at]
            if not token.titled:
                low.add(token.norm)
            end = _titled_end(tokens, at, read.source.text)
            if end > at and end - at <= _LONGEST_NAME and not lexicon.grammar.has("stop_titled", token.norm):
                run = tuple(t.norm for t in tokens[at:end])
                runs[run] += 1
                subject[run] += _is_subject(tokens, end, lexicon)
                inner[run] += at > 0 and tokens[at - 1].sentence == token.sentence
            at = max(end, at + 1)
    names = []
    for run, times in runs.items():
        sure = subject[run] > _OFTEN and inner[run] >= _OFTEN
        plain = not any(w in low or w in known or (w in lexicon.index and not sure) for w in run)
        acts = times >= _OFTEN and inner[run] and subject[run] * 5 >= times
        acts = acts and (silent or (subject[run] > 1 and subject[run] * 2 >= times))
        if plain and acts and all(_is_proper(w, lexicon) for w in run):
            names.append(" ".join(run).upper())
    return tuple(names)


def _titled_end(tokens: tuple[Token, ...], at: int, text: str) -> int:
    end = at
    while end < len(tokens) and tokens[end].titled and not tokens[end].capitals and len(tokens[end].text) > 1:
        if end > at and text[tokens[end - 1].end : tokens[end].start] != " ":
            break
        end += 1
    return end


def _is_subject(tokens: tuple[Token, ...], at: int, lexicon: Lexicon) -> bool:
    if at >= len(tokens) or tokens[at - 1].sentence != tokens[at].sentence:
        return False
    word, grammar = tokens[at].norm, lexicon.grammar
    if tokens[at].titled or grammar.has("determiners", word):
        return False
    return grammar.has("common_verbs", word) or (len(word) > 3 and word.endswith(grammar.verb_endings))
