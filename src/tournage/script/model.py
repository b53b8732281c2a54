"""A screenplay as the readers of every format make it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import IntExt, Light, SceneKey


class BlockKind(StrEnum):
    """What a paragraph of a screenplay is."""

    HEADING = "heading"
    ACTION = "action"
    CUE = "cue"
    PARENTHETICAL = "parenthetical"
    DIALOGUE = "dialogue"
    TRANSITION = "transition"
    SHOT = "shot"
    LYRIC = "lyric"
    CENTERED = "centered"
    SECTION = "section"
    SYNOPSIS = "synopsis"
    NOTE = "note"
    PAGE_BREAK = "page_break"


@dataclass(frozen=True, slots=True)
class Tag:
    """Words an author marked as an element (Final Draft tags), with the category's stable id."""

    text: str
    category: str
    ucid: int | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. `line` counts from 1 in the source; `dual` is `left` or `right` in dual dialogue.

    Emphasis marks stay in `text` as Fountain writes them. `level` is the depth of a section.
    """

    kind: BlockKind
    text: str
    line: int
    dual: str | None = None
    level: int = 0
    tags: tuple[Tag, ...] = ()
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene, numbered (text, never a number), with its length in eighths.

    `heading` is the heading as written without its number; `set_name` the place in the story;
    `time_of_day` as written, in capitals; `light` what that means after resolving CONTINUOUS and
    the like (None when nothing says). `eighths` is `imported_eighths` when the file states a
    length, else `computed_eighths`. `cast` holds speaking roles in order of first cue, in
    capitals, without extensions. `page` and `line` are where it starts.
    """

    key: SceneKey
    heading: str
    int_ext: IntExt | None
    set_name: str
    time_of_day: str | None
    light: Light | None
    eighths: Eighths
    computed_eighths: Eighths
    imported_eighths: Eighths | None
    page: str
    line: int
    cast: tuple[str, ...]
    blocks: tuple[Block, ...]
    numbered: bool = True
    omitted: bool = False
    synopsis: str | None = None
    file: str = ""
    script_day: str | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """One file: a feature, a short or one episode. `preamble` is what precedes the first scene.

    `title_page` keeps the pairs of the title page in order; `pages` is the page count of the whole
    text, which the sum of scenes need not equal.
    """

    id: str | None
    title: str | None
    title_page: tuple[tuple[str, str], ...]
    preamble: tuple[Block, ...]
    scenes: tuple[Scene, ...]
    pages: int
    file: str
    language: str = "en"
    revision: str | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A production's script: one episode, or several for a series."""

    title: str
    episodes: tuple[Episode, ...]

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """Every scene of every episode in story order."""
        return tuple(scene for episode in self.episodes for scene in episode.scenes)

    @property
    def eighths(self) -> Eighths:
        """Sum of the scenes' lengths."""
        return Eighths(sum(scene.eighths for scene in self.scenes))

    @property
    def pages(self) -> int:
        """Sum of the episodes' page counts."""
        return sum(episode.pages for episode in self.episodes)


@dataclass(frozen=True, slots=True)
class HeadingFacts:
    """What a file states about one scene beside its heading: number, length, page, story day."""

    number: str | None = None
    eighths: Eighths | None = None
    page: str | None = None
    script_day: str | None = None
    synopsis: str | None = None
    omitted: bool = False


@dataclass(frozen=True, slots=True)
class RawScript:
    """What a format's reader hands over: title page and blocks in order, and facts by heading's index.

    `pages` is the page count when the file itself is paged; `page_of` the page of each block then.
    """

    title_page: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    facts: tuple[tuple[int, HeadingFacts], ...] = ()
    pages: int | None = None
    page_of: tuple[str, ...] | None = None
    revision: str | None = None
