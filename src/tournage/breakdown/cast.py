"""The cast: speaking and silent roles, their scenes, ages and rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tournage.breakdown.collector import element_id
from tournage.breakdown.cues import Cues, Speech, gather_cues
from tournage.breakdown.introductions import GROWN_UP, Introduction
from tournage.breakdown.lexicon import Lexicon, load_lexicon
from tournage.breakdown.mentions import ReadLine
from tournage.breakdown.model import Evidence, Role, SceneText
from tournage.breakdown.names import Folding, bare_name, fold_names
from tournage.breakdown.persons import People, introductions_of, is_role_name, kinds_of
from tournage.breakdown.presence import NameIndex, discover_names, find_appearances, find_framed, index_names
from tournage.breakdown.tokens import normalise, tokenise
from tournage.kernel.scene import SceneKey
from tournage.kernel.words import Phrase, phrase

WORDS_A_SCENE = 20
"""What being in a scene weighs against spoken words when roles are ranked."""

CAST_UCID = 100
SILENT_FILM = 3
"""Fewer speakers than this, and names in the action are all there is to find the cast by."""

Reads = Mapping[SceneKey, tuple[ReadLine, ...]]


@dataclass(slots=True)
class RoleDraft:
    """A role being gathered."""

    name: str
    words: int = 0
    speaking: dict[SceneKey, list[Evidence]] = field(default_factory=dict)
    silent: dict[SceneKey, list[Evidence]] = field(default_factory=dict)
    heard: dict[SceneKey, list[Evidence]] = field(default_factory=dict)
    age: tuple[int, Evidence] | None = None
    minor: bool = False

    def is_in(self, scene: SceneKey) -> bool:
        """Whether the role is called to a scene."""
        return scene in self.speaking or scene in self.silent


@dataclass(slots=True)
class Cast:
    """All roles of a script, the places their names take in the text, and how names were folded."""

    drafts: dict[str, RoleDraft]
    folding: Folding
    cues: Cues
    taken: dict[tuple[SceneKey, int], frozenset[int]]
    """By scene and place of the line among its lines: words that belong to names of roles."""
    yours: set[str] = field(default_factory=set)
    """Roles a person corrected."""


def gather_cast(scenes: Sequence[SceneText], reads: Reads, aliases: Mapping[str, str]) -> Cast:
    """Find every role: who speaks, who is introduced, who is named in the action."""
    cues = gather_cues(scenes)
    people = {s.key: introductions_of(s, reads[s.key], cues.names) for s in scenes}
    introduced = {name for each in people.values() for _, name, who in each if who.told}
    lexicon = load_lexicon(scenes[0].language if scenes else "en")
    names = _all_names(scenes, reads, cues, people)
    folding = fold_names(names, introduced, aliases, lexicon, spoken=cues.names)
    for kind, role in kinds_of(people, cues.names, lexicon):
        if kind in folding.role_of and role in folding.role_of:
            folding.role_of[kind] = folding.role_of[role]
            folding.reasons[kind] = phrase("breakdown.alias.kind", name=kind, role=folding.role_of[role])
    cast = Cast(
        {role: RoleDraft(role) for role in dict.fromkeys(folding.role_of.values())}, folding, cues, {}
    )
    cast.yours.update(folding.role_of[alias] for alias in folding.yours)
    _put_speeches(cast)
    indexes: dict[str, NameIndex] = {}
    for scene in scenes:
        if scene.language not in indexes:
            indexes[scene.language] = index_names(folding.roles(), load_lexicon(scene.language))
        _put_action(cast, scene, reads[scene.key], people[scene.key], indexes[scene.language])
    cast.drafts = {n: d for n, d in cast.drafts.items() if d.speaking or d.silent or d.heard}
    for draft in cast.drafts.values():
        draft.minor = (draft.age is not None and draft.age[0] < GROWN_UP) or (
            draft.age is None and _is_child(draft.name, lexicon)
        )
    return cast


def rank_roles(cast: Cast, order: Mapping[SceneKey, int], fixed: Mapping[str, int]) -> tuple[Role, ...]:
    """Number the roles, 1 the lead: by spoken words and scenes, first to appear first; fixed numbers stay."""
    weighed = sorted(
        cast.drafts.values(),
        key=lambda d: (
            -(d.words + WORDS_A_SCENE * len(_scenes(d, order))),
            order[_scenes(d, order)[0]],
            d.name,
        ),
    )
    names = cast.folding.roles()
    used = set(fixed.values())
    free = (n for n in range(1, len(weighed) + len(used) + 1) if n not in used)
    roles = []
    for draft in weighed:
        id = element_id("cast_members", draft.name)
        roles.append(
            Role(
                id=id,
                name=draft.name,
                number=fixed[id] if id in fixed else next(free),
                aliases=tuple(names.get(draft.name, [draft.name])[1:]),
                scenes=_scenes(draft, order),
                speaking=bool(draft.speaking or draft.heard),
                minor=draft.minor,
                words=draft.words,
            )
        )
    return tuple(sorted(roles, key=lambda role: role.number))


def _scenes(draft: RoleDraft, order: Mapping[SceneKey, int]) -> tuple[SceneKey, ...]:
    return tuple(sorted({*draft.speaking, *draft.silent, *draft.heard}, key=lambda key: order[key]))


def _all_names(
    scenes: Sequence[SceneText],
    reads: Reads,
    cues: Cues,
    people: People,
) -> list[str]:
    names = dict.fromkeys(cues.names)
    for scene in scenes:
        lexicon = load_lexicon(scene.language)
        for _, name, person in people[scene.key]:
            if person.certain and is_role_name(name, lexicon):
                names.setdefault(name)
        for name in _tagged(scene):
            names.setdefault(name)
    languages = dict.fromkeys(scene.language for scene in scenes)
    for language in languages:
        lexicon = load_lexicon(language)
        known = frozenset(normalise(w) for name in names for w in name.split())
        lines = [
            r for s in scenes if s.language == language for r in reads[s.key] if r.source.kind == "action"
        ]
        for name in discover_names(lines, known, lexicon, silent=len(cues.names) < SILENT_FILM):
            names.setdefault(name)
    return list(names)


def _tagged(scene: SceneText) -> tuple[str, ...]:
    """Cast members the author tagged in the screenplay program."""
    return tuple(bare_name(text) for text, ucid in scene.tags if ucid == CAST_UCID and bare_name(text))


def first_line(scene: SceneText) -> int:
    """The line on which a scene begins."""
    return next((line.line for line in scene.lines), 0)


def _is_child(name: str, lexicon: Lexicon) -> bool:
    tokens = tokenise(name, lexicon.language)
    patterns = [lexicon.match(tokens, at) for at in range(len(tokens))]
    return any(p is not None and "minor" in p.entry.tags and not p.entry.marked for p in patterns)


def _put_speeches(cast: Cast) -> None:
    for name, spoken in cast.cues.names.items():
        draft = cast.drafts[cast.folding.role_of[name]]
        draft.words += spoken.words
        for speech in spoken.speeches:
            shelf = draft.heard if speech.heard_only else draft.speaking
            shelf.setdefault(speech.scene, []).append(_spoken_evidence(speech, name, cast.folding))


def _spoken_evidence(speech: Speech, name: str, folding: Folding) -> Evidence:
    reason: Phrase = phrase("breakdown.reason.voice" if speech.heard_only else "breakdown.reason.speaks")
    return Evidence(speech.scene, speech.line, speech.text, folding.reasons.get(name, reason))


def _put_action(
    cast: Cast,
    scene: SceneText,
    lines: tuple[ReadLine, ...],
    people: tuple[tuple[int, str, Introduction], ...],
    names: NameIndex,
) -> None:
    lexicon = load_lexicon(scene.language)
    for name in _tagged(scene):
        evidence = Evidence(scene.key, first_line(scene), name, phrase("breakdown.reason.tagged"))
        cast.drafts[cast.folding.role_of[name]].silent.setdefault(scene.key, []).append(evidence)
    taken: dict[int, set[int]] = {}
    for place, name, person in people:
        role = cast.folding.role_of.get(name)
        if role is None:
            continue
        evidence = Evidence(scene.key, person.line, person.text, phrase("breakdown.reason.introduced"))
        cast.drafts[role].silent.setdefault(scene.key, []).append(evidence)
        taken.setdefault(place, set()).update(range(person.where[0], person.where[1] + 1))
        if person.age is not None and cast.drafts[role].age is None:
            cast.drafts[role].age = person.age, evidence
    for place, read in enumerate(lines):
        if read.source.kind not in ("action", "shot"):
            continue
        for seen in find_appearances(read, names, lexicon):
            reason = phrase("breakdown.reason.in_action")
            evidence = Evidence(scene.key, seen.line, seen.text, reason)
            cast.drafts[seen.role].silent.setdefault(scene.key, []).append(evidence)
            taken.setdefault(place, set()).update(range(seen.first, seen.last + 1))
    for seen in find_framed(scene, names, lexicon):
        evidence = Evidence(scene.key, seen.line, seen.text, phrase("breakdown.reason.framed"))
        cast.drafts[seen.role].silent.setdefault(scene.key, []).append(evidence)
    for place, words in taken.items():
        cast.taken[scene.key, place] = frozenset(words)
