"""Who speaks: cues gathered over the whole script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tournage.breakdown.lexicon import Lexicon, load_lexicon
from tournage.breakdown.model import SceneText
from tournage.breakdown.names import bare_name, extension_of, is_group, pair_of, voice_of
from tournage.kernel.scene import SceneKey


@dataclass(frozen=True, slots=True)
class Speech:
    """One cue as the script has it."""

    scene: SceneKey
    line: int
    text: str
    heard_only: bool
    """Voice over: the role is recorded, not called to the set."""
    filtered: bool


@dataclass(slots=True)
class Spoken:
    """Everything one name says."""

    speeches: list[Speech] = field(default_factory=list)
    words: int = 0


@dataclass(slots=True)
class Cues:
    """All names that speak, in order of first speech, and what crowds say."""

    names: dict[str, Spoken] = field(default_factory=dict)
    groups: dict[str, Spoken] = field(default_factory=dict)


def gather_cues(scenes: Sequence[SceneText]) -> Cues:
    """Collect every cue and the words under it; pairs count for both, crowds apart."""
    found = Cues()
    solo = {
        line.speaker or bare_name(line.text) for scene in scenes for line in scene.lines if line.kind == "cue"
    }
    for scene in scenes:
        lexicon = load_lexicon(scene.language)
        seen: set[str] = set()
        for line in scene.lines:
            if line.kind == "cue":
                speech = _speech(scene, line.line, line.text, lexicon)
                for name in _names(line.speaker or line.text, solo):
                    seen.add(name)
                    _shelf(found, name, lexicon).speeches.append(speech)
            elif line.kind in ("dialogue", "lyric") and line.speaker:
                for name in _names(line.speaker, solo):
                    _shelf(found, name, lexicon).words += len(line.text.split())
        for cast in scene.cast:
            for name in _names(cast, solo):
                if name not in seen:
                    first = next((ln.line for ln in scene.lines), 0)
                    _shelf(found, name, lexicon).speeches.append(Speech(scene.key, first, cast, False, False))
    return found


def _names(text: str, solo: set[str]) -> tuple[str, ...]:
    name = bare_name(text)
    name = voice_of(name) if (voice_of(name) or "") in solo else name  # type: ignore[assignment]
    return pair_of(name, solo) or ((name,) if name else ())


def _shelf(found: Cues, name: str, lexicon: Lexicon) -> Spoken:
    shelf = found.groups if is_group(name, lexicon) else found.names
    return shelf.setdefault(name, Spoken())


def _speech(scene: SceneText, line: int, text: str, lexicon: Lexicon) -> Speech:
    said = extension_of(text)
    voice = _holds(said, "voice_cues", lexicon) or voice_of(bare_name(text)) is not None
    return Speech(scene.key, line, text.strip(), voice, _holds(said, "filtered_cues", lexicon))


def _holds(said: str, kind: str, lexicon: Lexicon) -> bool:
    if not said:
        return False
    plain = said.replace(".", "").replace("-", " ")
    wanted = _extensions(kind, lexicon.language)
    return plain in wanted or any(f" {want} " in f" {plain} " for want in wanted if len(want) > 3)


@lru_cache(maxsize=16)
def _extensions(kind: str, language: str) -> frozenset[str]:
    phrases = load_lexicon(language).grammar.phrases[kind]
    return frozenset(" ".join(words).replace(".", "").replace("-", " ") for words in phrases)
