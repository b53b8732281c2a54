"""Two drafts side by side: scenes added, omitted, changed, moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tournage.kernel.scene import SceneKey
from tournage.script.emphasis import without_emphasis
from tournage.script.model import BlockKind, Scene, Script

_ALIKE = 0.55
"""Share of words two scenes must have in common to be one scene rewritten."""
_SILENT = frozenset(
    {BlockKind.NOTE, BlockKind.SECTION, BlockKind.SYNOPSIS, BlockKind.PAGE_BREAK, BlockKind.HEADING}
)


class Aspect(StrEnum):
    """What of a scene differs between two drafts."""

    HEADING = "heading"
    LIGHT = "light"
    CAST = "cast"
    TEXT = "text"
    LENGTH = "length"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Pair:
    """One scene in both drafts; `by` tells what matched them: `number` or `content`."""

    old: Scene
    new: Scene
    by: str
    aspects: tuple[Aspect, ...] = ()
    moved: bool = False

    @property
    def cast_added(self) -> tuple[str, ...]:
        """Roles that speak in the new draft only."""
        return tuple(name for name in self.new.cast if name not in self.old.cast)

    @property
    def cast_removed(self) -> tuple[str, ...]:
        """Roles that speak in the old draft only."""
        return tuple(name for name in self.old.cast if name not in self.new.cast)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every scene of both drafts, once: in a pair, added, or omitted."""

    pairs: tuple[Pair, ...]
    added: tuple[Scene, ...]
    omitted: tuple[Scene, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """Scenes that differ in themselves, wherever they stand."""
        return tuple(pair for pair in self.pairs if pair.aspects)

    @property
    def moved(self) -> tuple[Pair, ...]:
        """Scenes that stand elsewhere in the story order."""
        return tuple(pair for pair in self.pairs if pair.moved)

    @property
    def same(self) -> tuple[Pair, ...]:
        """Scenes that neither changed nor moved."""
        return tuple(pair for pair in self.pairs if not pair.aspects and not pair.moved)


def compare_scripts(old: Script, new: Script) -> Comparison:
    """Match the scenes of two drafts, by number first, then by content.

    Only numbers that were written in both drafts match; counted ones would shift with every scene
    added. A scene that became OMITTED counts as omitted, one that ceased to be as added.
    """
    before = [s for s in old.scenes if not s.omitted]
    after = [s for s in new.scenes if not s.omitted]
    one_each = len(old.episodes) == len(new.episodes) == 1
    matches = _by_number(before, after, one_each)
    _by_content(before, after, matches)
    moved = _moved(matches)
    pairs = tuple(
        Pair(before[i], after[j], by, _aspects(before[i], after[j]), moved=j in moved)
        for j, (i, by) in sorted(matches.items())
    )
    paired = {i for i, _ in matches.values()}
    return Comparison(
        pairs,
        added=tuple(s for j, s in enumerate(after) if j not in matches),
        omitted=tuple(s for i, s in enumerate(before) if i not in paired),
    )


def _by_number(before: Sequence[Scene], after: Sequence[Scene], one_each: bool) -> dict[int, tuple[int, str]]:
    """New index → (old index, how)."""

    def name(scene: Scene) -> SceneKey:
        return SceneKey(None, scene.key.number) if one_each else scene.key

    known = {name(s): i for i, s in enumerate(before) if s.numbered}
    return {j: (known[name(s)], "number") for j, s in enumerate(after) if s.numbered and name(s) in known}


def _by_content(before: Sequence[Scene], after: Sequence[Scene], matches: dict[int, tuple[int, str]]) -> None:
    """Match what is left: equal scenes first, then the most alike, each once."""
    left_old = _without(range(len(before)), {i for i, _ in matches.values()})
    left_new = _without(range(len(after)), set(matches))
    equal: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i in left_old:
        equal[_heading_of(before[i]), _text_of(before[i])].append(i)
    taken: set[int] = set()
    for j in left_new:
        same = equal.get((_heading_of(after[j]), _text_of(after[j])))
        if same:
            matches[j] = (same.pop(0), "content")
            taken.add(matches[j][0])
    left_old = _without(left_old, taken)
    left_new = _without(left_new, set(matches))
    for _, i, j in sorted(_likenesses(before, after, left_old, left_new)):
        if i not in taken and j not in matches:
            matches[j] = (i, "content")
            taken.add(i)


def _without(indexes: Iterable[int], gone: set[int]) -> list[int]:
    return [i for i in indexes if i not in gone]


def _likenesses(
    before: Sequence[Scene], after: Sequence[Scene], left_old: Sequence[int], left_new: Sequence[int]
) -> list[tuple[float, int, int]]:
    """(how unlike, old index, new index) of every pair that may be one scene rewritten."""
    old_words = {i: _words_of(before[i]) for i in left_old}
    found: list[tuple[float, int, int]] = []
    for j in left_new:
        words = _words_of(after[j])
        for i in left_old:
            total = len(words) + len(old_words[i])
            alike = 2 * len(words & old_words[i]) / total if total else 1.0
            same_set = before[i].set_name == after[j].set_name and before[i].int_ext == after[j].int_ext
            if alike >= (_ALIKE - 0.2 if same_set else _ALIKE):
                found.append((-alike - 0.2 * same_set + 0.001 * abs(i - j), i, j))
    return found


def _heading_of(scene: Scene) -> str:
    return " ".join(scene.heading.upper().split())


def _text_of(scene: Scene) -> str:
    """Words of a scene as spoken and seen, line breaks and emphasis apart."""
    words = (without_emphasis(b.text) for b in scene.blocks if b.kind not in _SILENT)
    return "\n".join(" ".join(text.split()) for text in words)


def _words_of(scene: Scene) -> frozenset[str]:
    return frozenset(_text_of(scene).casefold().split())


def _aspects(old: Scene, new: Scene) -> tuple[Aspect, ...]:
    differs = {
        Aspect.NUMBER: old.numbered and new.numbered and old.key.number != new.key.number,
        Aspect.HEADING: _heading_of(old) != _heading_of(new),
        Aspect.LIGHT: old.light != new.light,
        Aspect.CAST: set(old.cast) != set(new.cast),
        Aspect.TEXT: _text_of(old) != _text_of(new),
        Aspect.LENGTH: old.eighths != new.eighths,
    }
    return tuple(aspect for aspect, yes in differs.items() if yes)


def _moved(matches: dict[int, tuple[int, str]]) -> set[int]:
    """New indexes outside the longest run of scenes that kept their order."""
    order = sorted(matches)
    tails: list[int] = []
    tail_at: list[int] = []
    back: dict[int, int | None] = {}
    for j in order:
        i = matches[j][0]
        at = bisect_left(tails, i)
        back[j] = tail_at[at - 1] if at else None
        tails[at : at + 1] = [i]
        tail_at[at : at + 1] = [j]
    kept: set[int] = set()
    j_back = tail_at[-1] if tail_at else None
    while j_back is not None:
        kept.add(j_back)
        j_back = back[j_back]
    return set(order) - kept
