"""From scene texts to the breakdown: roles, elements, links and sheets, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tournage.breakdown.author_notes import add_author_notes
from tournage.breakdown.background import Background, Named, add_atmosphere, add_people, sum_extras
from tournage.breakdown.cast import Cast, Reads, first_line, gather_cast, rank_roles
from tournage.breakdown.categories import categories, category_of
from tournage.breakdown.collector import Collector
from tournage.breakdown.corrections import (
    cast_numbers,
    correct_cast,
    correct_elements,
    finish_corrections,
    rename_roles,
)
from tournage.breakdown.lexicon import load_lexicon, stands_at
from tournage.breakdown.links import add_links
from tournage.breakdown.mentions import Mention, cut, find_in_heading, find_mentions, read_lines
from tournage.breakdown.model import Breakdown, Corrections, Evidence, Role, SceneText, Sheet
from tournage.breakdown.sheets import build_sheets
from tournage.breakdown.tokens import tokenise
from tournage.kernel.dated import Origin
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.words import Phrase, phrase

_PEOPLE = frozenset({"people", "crowd"})
_ALSO = frozenset({"water", "fire"})
"""Tags that put a thing into the water and fire list as well."""

_LISTED = 12
SONG = {"en": "song", "fr": "chant", "ar": "غناء"}
RIG = {"en": "car rig or low loader", "fr": "voiture travelling ou plateau", "ar": "منصة سحب السيارة"}
NO_CORRECTIONS = Corrections()


def break_down(
    title: str, scenes: Sequence[SceneText], corrections: Corrections = NO_CORRECTIONS
) -> tuple[Breakdown, tuple[Finding, ...]]:
    """Break a script down.

    Nothing is proposed without words of the text behind it: every element carries scene, line,
    words and reason. What a person corrected is applied last and shown as theirs.
    Findings: BRK-001 no scene; BRK-101 one name may be two roles; BRK-102 nobody speaks;
    BRK-201 a correction finds nothing in this draft; BRK-202 it names no category; BRK-203 it gives one number twice;
    BRK-301 a scene whose light no heading tells.
    """
    if not scenes:
        empty = finding("breakdown", "BRK-001", Severity.ERROR, title)
        return Breakdown(title, (), (), ()), (empty,)
    order = {scene.key: place for place, scene in enumerate(scenes)}
    played = [scene for scene in scenes if not scene.omitted]
    reads = {scene.key: read_lines(scene, load_lexicon(scene.language)) for scene in scenes}
    cast = gather_cast(played, reads, dict(corrections.aliases))
    into = Collector()
    book = Background()
    for scene in played:
        _read_scene(scene, cast, book, into, reads)
    for scene in played:
        _add_marked_by_author(scene, into)
        _add_lyrics(scene, into)
        add_author_notes(scene, into)
    _add_crowd_speech(cast, into)
    troubles = correct_cast(cast, corrections, played)
    numbers, twice = cast_numbers(cast, corrections)
    roles = rank_roles(cast, order, numbers)
    _add_roles(roles, cast, into)
    troubles += [*twice, *correct_elements(into, corrections, played)]
    add_links(into, scenes[0].language)
    troubles += finish_corrections(into, corrections)
    elements = into.elements(order)
    sheets = build_sheets(scenes, cast, roles, elements, sum_extras(into), corrections)
    told = (finding("breakdown", code, Severity.WARNING, title, what=what) for code, what in troubles)
    findings = (*_mute(roles, title), *_undecided(cast, title), *told, *_unlit(sheets))
    return Breakdown(title, sheets, rename_roles(roles, into), elements), findings


def _read_scene(scene: SceneText, cast: Cast, book: Background, into: Collector, reads: Reads) -> None:
    lexicon = load_lexicon(scene.language)
    child = any(draft.minor and draft.is_in(scene.key) for draft in cast.drafts.values())
    people = False
    for place, read in enumerate(reads[scene.key]):
        taken = cast.taken.get((scene.key, place), frozenset())
        for mention in find_mentions(read, lexicon, taken):
            if mention.entry.category in _PEOPLE:
                people = add_people(mention, scene, Named(taken, child), book, into) or people
            elif mention.entry.category in categories():
                _add_thing(mention, scene, into, phrase("breakdown.reason.in_action"))
    for read in (cut(ln, ln.text, scene.language) for ln in scene.lines if ln.kind == "synopsis"):
        for mention in find_mentions(read, lexicon):
            if mention.entry.category == "stunts":
                _add_thing(mention, scene, into, phrase("breakdown.reason.in_synopsis"))
    _read_heading(scene, into)
    if not people:
        add_atmosphere(scene, reads[scene.key], into)


def _read_heading(scene: SceneText, into: Collector) -> None:
    """The set itself may be a vehicle or water; a vehicle that drives needs a rig."""
    lexicon = load_lexicon(scene.language)
    line = next((each.line for each in scene.lines if each.kind == "heading"), 0)
    tokens = tokenise(scene.heading, scene.language)
    moving = any(stands_at(lexicon.grammar.phrases["moving"], tokens, k) for k in range(len(tokens)))
    for mention in find_in_heading(scene, line, lexicon):
        _add_thing(mention, scene, into, phrase("breakdown.reason.in_heading"))
        if moving and "picture_car" in mention.entry.tags:
            evidence = Evidence(scene.key, line, scene.heading, phrase("breakdown.reason.moving"))
            into.add("special_equipment", RIG.get(scene.language, RIG["en"]), evidence, tags=("rig",))


def _add_thing(mention: Mention, scene: SceneText, into: Collector, reason: Phrase) -> None:
    entry = mention.entry
    evidence = Evidence(scene.key, mention.line, mention.text, reason)
    into.add(entry.category, entry.name, evidence, count=mention.count, tags=entry.tags)
    for tag in sorted(entry.tags & _ALSO):
        into.add("water_fire", entry.name, evidence, tags=(tag,))


def _add_marked_by_author(scene: SceneText, into: Collector) -> None:
    """What the author tagged in the screenplay program is taken at his word, over our own proposal."""
    for text, ucid in scene.tags:
        category = category_of(ucid) if ucid is not None else None
        if category is None or category == "cast_members":
            continue
        for draft in into.drafts.values():
            if draft.category == category and draft.name.casefold() in text.casefold() and draft.name != text:
                draft.evidence.pop(scene.key, None)
                draft.counts.pop(scene.key, None)
        line = next(
            (ln.line for ln in scene.lines if text.casefold() in ln.text.casefold()), first_line(scene)
        )
        into.add(
            category,
            text,
            Evidence(scene.key, line, text, phrase("breakdown.reason.tagged")),
            tags=("tagged",),
        )


def _add_lyrics(scene: SceneText, into: Collector) -> None:
    """Words that are sung call for music."""
    for line in scene.lines:
        if line.kind == "lyric":
            name = SONG.get(scene.language, SONG["en"])
            text = line.text.splitlines()[0].strip() if line.text.strip() else scene.heading
            evidence = Evidence(scene.key, line.line, text, phrase("breakdown.reason.sung"))
            into.add("music", name, evidence, tags=("performed",))


def _add_crowd_speech(cast: Cast, into: Collector) -> None:
    """What a crowd shouts together is for background actors and the sound crew, not for a role."""
    for name, spoken in cast.cues.groups.items():
        for speech in spoken.speeches:
            evidence = Evidence(speech.scene, speech.line, speech.text, phrase("breakdown.reason.chorus"))
            into.add("sound", name.capitalize(), evidence, tags=("chorus",))


def _add_roles(roles: Sequence[Role], cast: Cast, into: Collector) -> None:
    for role in roles:
        draft = cast.drafts[role.name]
        tags = {"minor"} if role.minor else set()
        tags |= {"silent"} if not role.speaking else set()
        tags |= {"voice_only"} if not (draft.speaking or draft.silent) else set()
        for shelf in (draft.speaking, draft.silent, draft.heard):
            for each in shelf.values():
                for evidence in each:
                    into.add("cast_members", role.name, evidence, tags=tags)
        if draft.name in cast.yours:
            into.drafts[role.id].origin = Origin.YOURS
        if role.minor:
            _add_minor(role, cast, into)


def _add_minor(role: Role, cast: Cast, into: Collector) -> None:
    draft = cast.drafts[role.name]
    for key in (*draft.speaking, *draft.silent):
        first = (draft.speaking.get(key) or draft.silent[key])[0]
        reason = phrase("breakdown.reason.minor_kind", name=role.name)
        if draft.age is not None:
            reason = phrase("breakdown.reason.minor_age", name=role.name, age=draft.age[0])
        into.add(
            "minors",
            role.name,
            Evidence(key, first.line, first.text, reason),
            count=(1, 1, 1),
            tags=("minor",),
        )


def _mute(roles: Sequence[Role], title: str) -> Iterator[Finding]:
    if roles and not any(role.speaking for role in roles):
        yield finding("breakdown", "BRK-102", Severity.WARNING, title, n=len(roles))


def _undecided(cast: Cast, title: str) -> Iterator[Finding]:
    for short, longer in cast.folding.undecided:
        yield finding("breakdown", "BRK-101", Severity.INFO, title, name=short, others=longer)


def _unlit(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    unlit = tuple(str(sheet.key) for sheet in sheets if sheet.light_assumed and not sheet.omitted)
    if unlit:
        shown = unlit[:_LISTED] + (("…",) if len(unlit) > _LISTED else ())
        yield finding("breakdown", "BRK-301", Severity.INFO, ", ".join(shown), n=len(unlit))
