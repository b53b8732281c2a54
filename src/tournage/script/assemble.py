"""From what a reader found to an `Episode`: scenes with number, light, length, page and cast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tournage.kernel.eighths import Eighths, format_eighths
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.scene import Light, SceneKey
from tournage.script.cues import cue_name, is_title_on_screen
from tournage.script.headings import Heading, is_bare_label, parse_heading
from tournage.script.language import language_of
from tournage.script.model import Block, BlockKind, Episode, HeadingFacts, RawScript, Scene
from tournage.script.numbering import Numbering, number_scenes, settle_tails
from tournage.script.pages import measure_blocks, paginate, scene_eighths

_NO_FACTS = HeadingFacts()
_JOINT = re.compile(r"\s*[/&+]\s*|\s+(?:AND|ET)\s+|\s+و\s*")


@dataclass(frozen=True, slots=True)
class Measure:
    """How length is counted: `final_draft` rounds up, `nearest` to the nearest eighth."""

    length_mode: str = "final_draft"
    lines_a_page: int = 54


@dataclass(frozen=True, slots=True)
class _Facts:
    """Everything known about the scenes before they are built, one entry a scene."""

    headings: Sequence[Heading]
    stated: Sequence[HeadingFacts]
    numbering: Numbering
    lights: Sequence[Light | None]
    pages: Sequence[str]
    spoken: frozenset[str]
    file: str
    episode: str | None
    measure: Measure


def assemble(
    raw: RawScript, *, file: str, title: str | None, episode: str | None = None, measure: Measure
) -> tuple[Episode, tuple[Finding, ...]]:
    """Build an episode from title page and blocks.

    Shapes: a scene's `blocks` begin with its heading, without the number.
    Findings: SCR-101 no heading; SCR-102 two scenes with one number; SCR-103 stated length differs;
    SCR-106 speech before the first heading; SCR-107 no time of day; SCR-109 numbers given here;
    SCR-114 nothing before to be continuous with.
    """
    raw = _join_labels(raw)
    starts = [i for i, block in enumerate(raw.blocks) if block.kind is BlockKind.HEADING]
    headings = _read_headings(raw, starts)
    blocks = list(raw.blocks)
    for at, heading in zip(starts, headings, strict=True):
        blocks[at] = replace(blocks[at], text=heading.text)
    raw = replace(raw, blocks=tuple(blocks))
    measures = measure_blocks(raw.blocks)
    on_page, page_count = paginate(raw.blocks, measures, measure.lines_a_page)
    facts = _gather(raw, starts, headings, on_page, file=file, episode=episode, measure=measure)
    ends = [*starts, len(raw.blocks)][1:]
    lines = [sum(map(sum, measures[start:end])) for start, end in zip(starts, ends, strict=True)]
    scenes = tuple(
        _build_scene(raw.blocks[start:end], lines[i], facts, i)
        for i, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    built = Episode(
        id=episode,
        title=title,
        title_page=raw.title_page,
        preamble=raw.blocks[: starts[0]] if starts else raw.blocks,
        scenes=scenes,
        pages=_count_pages(raw, scenes, on_page, starts, page_count),
        file=file,
        language=language_of(raw.blocks),
        revision=raw.revision,
    )
    return built, _findings(built, facts)


def _join_labels(raw: RawScript) -> RawScript:
    """A heading that is only `مشهد 1` gives its number to the heading right below it."""
    blocks = raw.blocks
    joined = {
        i: heading.number
        for i, (label, below) in enumerate(pairwise(blocks))
        if label.kind is below.kind is BlockKind.HEADING
        and is_bare_label(heading := parse_heading(label.text))
        and parse_heading(below.text).number is None
    }
    if not joined:
        return raw
    known = dict(raw.facts)
    kept = [i for i in range(len(blocks)) if i not in joined]
    facts = []
    for new, old in enumerate(kept):
        stated = known.get(old)
        number = joined.get(old - 1)
        if stated or number:
            stated = stated or HeadingFacts()
            facts.append((new, replace(stated, number=stated.number or number)))
    page_of = tuple(raw.page_of[i] for i in kept) if raw.page_of else None
    return replace(raw, blocks=tuple(blocks[i] for i in kept), facts=tuple(facts), page_of=page_of)


def _read_headings(raw: RawScript, starts: Sequence[int]) -> list[Heading]:
    headings = [parse_heading(raw.blocks[at].text) for at in starts]
    known = dict(raw.facts)
    stated = any(known.get(at, _NO_FACTS).number for at in starts)
    return headings if stated else settle_tails(headings)


def _gather(
    raw: RawScript,
    starts: Sequence[int],
    headings: Sequence[Heading],
    on_page: Sequence[int],
    *,
    file: str,
    episode: str | None,
    measure: Measure,
) -> _Facts:
    known = dict(raw.facts)
    stated = [known.get(at, _NO_FACTS) for at in starts]
    numbering = number_scenes([f.number or h.number for f, h in zip(stated, headings, strict=True)])
    pages = [
        f.page or (raw.page_of[at] if raw.page_of else str(on_page[at]))
        for f, at in zip(stated, starts, strict=True)
    ]
    headings = resolve_places(headings, numbering.numbers)
    lights = resolve_lights(headings)
    spoken = frozenset(cue_name(b.text) for b in raw.blocks if b.kind is BlockKind.CUE)
    return _Facts(headings, stated, numbering, lights, pages, spoken, file, episode, measure)


def resolve_places(headings: Sequence[Heading], numbers: Sequence[str]) -> list[Heading]:
    """Headings that name only a camera view get the place of the scene before, or of the one they go back to."""
    resolved: list[Heading] = []
    by_number: dict[str, Heading] = {}
    for heading, number in zip(headings, numbers, strict=True):
        before = by_number.get(heading.back_to or "") or (resolved[-1] if resolved else None)
        if heading.same_place:
            heading = _in_place_of(heading, before)
        by_number[number] = heading
        if not heading.omitted or not resolved:
            resolved.append(heading)
        else:
            resolved.append(replace(heading, set_name=""))
    return resolved


def _in_place_of(heading: Heading, before: Heading | None) -> Heading:
    if before is None or not before.set_name:
        return replace(heading, set_name=heading.text.upper().strip(" ."))
    stays = heading.time_of_day is None
    return replace(
        heading,
        int_ext=before.int_ext,
        set_name=before.set_name,
        light=before.light if stays else heading.light,
        same_light=before.same_light if stays else heading.same_light,
    )


def resolve_lights(headings: Sequence[Heading]) -> list[Light | None]:
    """The light of each scene; CONTINUOUS, LATER and SAME take that of the scene before."""
    lights: list[Light | None] = []
    before: Light | None = None
    for heading in headings:
        light = before if heading.same_light else heading.light
        lights.append(light)
        if not heading.omitted:
            before = light
    return lights


def _build_scene(blocks: tuple[Block, ...], lines: int, facts: _Facts, i: int) -> Scene:
    heading, stated = facts.headings[i], facts.stated[i]
    measure = facts.measure
    omitted = heading.omitted or stated.omitted
    computed = Eighths(0) if omitted else scene_eighths(lines, measure.length_mode, measure.lines_a_page)
    imported = Eighths(0) if omitted and stated.eighths is not None else stated.eighths
    synopsis = next((b.text for b in blocks if b.kind is BlockKind.SYNOPSIS), None)
    return Scene(
        key=SceneKey(facts.episode, facts.numbering.numbers[i]),
        heading=heading.text,
        int_ext=heading.int_ext,
        set_name=heading.set_name,
        time_of_day=heading.time_of_day,
        light=facts.lights[i],
        eighths=computed if imported is None else imported,
        computed_eighths=computed,
        imported_eighths=imported,
        page=facts.pages[i],
        line=blocks[0].line,
        cast=() if omitted else speaking_cast(blocks, facts.spoken),
        blocks=blocks,
        numbered=facts.numbering.written[i],
        omitted=omitted,
        synopsis=stated.synopsis or synopsis,
        file=facts.file,
        script_day=stated.script_day or _story_day(heading, facts.lights[i]),
    )


def speaking_cast(blocks: Iterable[Block], spoken: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Speaking roles in order of first cue; a joint cue (`ADAM & EVE`) counts for each known part."""
    cast: dict[str, None] = {}
    for block in blocks:
        if block.kind is not BlockKind.CUE:
            continue
        name = cue_name(block.text)
        parts = _JOINT.split(name)
        if len(parts) > 1 and all(part in spoken for part in parts):
            cast.update(dict.fromkeys(parts))
        elif name and not is_title_on_screen(name):
            cast[name] = None
    return tuple(cast)


def _story_day(heading: Heading, light: Light | None) -> str | None:
    if heading.tail is None or not heading.timed_tail:
        return None
    return f"{'N' if light is Light.NIGHT else 'D'}{heading.tail}"


def _count_pages(
    raw: RawScript, scenes: Sequence[Scene], on_page: Sequence[int], starts: Sequence[int], computed: int
) -> int:
    """Pages of the whole: the file's own count, or its stated page of the last scene carried on."""
    if raw.pages is not None:
        return raw.pages
    if not raw.blocks:
        return 0
    if scenes and dict(raw.facts).get(starts[-1], _NO_FACTS).page:
        stated = re.match(r"\d+", scenes[-1].page)
        if stated:
            return int(stated[0]) + computed - on_page[starts[-1]]
    return computed


def _findings(episode: Episode, facts: _Facts) -> tuple[Finding, ...]:
    file = episode.file
    if not episode.scenes:
        return (finding("script", "SCR-101", Severity.ERROR, file),)
    found = [
        finding(
            "script",
            "SCR-102",
            Severity.ERROR,
            f"{file}:{episode.scenes[second].line}",
            number=facts.numbering.numbers[first],
            first_line=str(episode.scenes[first].line),
            second_line=str(episode.scenes[second].line),
            here=facts.numbering.numbers[second],
        )
        for first, second in facts.numbering.doubled
    ]
    found += [
        _length_differs(s) for s in episode.scenes if s.imported_eighths not in (None, s.computed_eighths)
    ]
    return (*found, *_summaries(episode, facts))


def _length_differs(scene: Scene) -> Finding:
    return finding(
        "script",
        "SCR-103",
        Severity.INFO,
        f"{scene.file}:{scene.line}",
        number=str(scene.key),
        stated=format_eighths(scene.imported_eighths or 0),
        computed=format_eighths(scene.computed_eighths),
    )


def _summaries(episode: Episode, facts: _Facts) -> list[Finding]:
    found: list[Finding] = []
    file, scenes = episode.file, episode.scenes
    cues = [b for b in episode.preamble if b.kind is BlockKind.CUE]
    if cues:
        where = f"{file}:{cues[0].line}"
        found.append(
            finding(
                "script",
                "SCR-106",
                Severity.WARNING,
                where,
                speeches=len(cues),
                first_line=str(scenes[0].line),
            )
        )
    given = [s for s in scenes if not s.numbered]
    if given and len(given) < len(scenes):
        numbers = tuple(s.key.number for s in given)
        found.append(finding("script", "SCR-109", Severity.INFO, f"{file}:{given[0].line}", scenes=numbers))
    elif given:
        found.append(finding("script", "SCR-110", Severity.INFO, file, scenes=len(given)))
    timeless = tuple(
        str(s.key) for s in scenes if s.time_of_day is None and s.light is None and not s.omitted
    )
    if timeless:
        found.append(
            finding("script", "SCR-107", Severity.INFO, file, count=len(timeless), scenes=timeless[:12])
        )
    adrift = [s for s, h in zip(scenes, facts.headings, strict=True) if h.same_light and s.light is None]
    if adrift:
        found.append(
            finding(
                "script",
                "SCR-114",
                Severity.WARNING,
                f"{file}:{adrift[0].line}",
                scenes=tuple(str(s.key) for s in adrift[:12]),
                count=len(adrift),
            )
        )
    return found
