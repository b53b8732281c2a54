"""What a scene needs: sheets, elements, roles, evidence. Category ids follow the open category standard."""

from __future__ import annotations

from dataclasses import dataclass

from tournage.kernel.dated import Origin
from tournage.kernel.eighths import Eighths
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.kernel.words import Phrase


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of scene text as the breakdown reads it. `kind` is one of the script's block kinds."""

    kind: str
    text: str
    line: int
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class SceneText:
    """What the breakdown desk is given of one scene (made by `flows/script_to_breakdown`)."""

    key: SceneKey
    heading: str
    int_ext: IntExt | None
    set_name: str
    time_of_day: str | None
    light: Light | None
    eighths: Eighths
    page: str
    cast: tuple[str, ...]
    lines: tuple[TextLine, ...]
    language: str
    tags: tuple[tuple[str, int | None], ...] = ()
    synopsis: str | None = None
    script_day: str | None = None
    omitted: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that put an element in a scene: scene, line of the source, the words, and why."""

    scene: SceneKey
    line: int
    text: str
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Element:
    """Something the shoot must provide: a role, a prop, a vehicle, a crowd.

    `id` is stable across reruns and drafts (category and name). `category` is the English trade
    name in lower snake case (`cast_members`, `background_actors`, `props` …), `ucid` its id in the
    category standard. `quantity` maps a scene to a count when the text or a rule gives one.
    `linked` are ids of elements this one pulls in. `origin` is PROPOSED, or YOURS once corrected.
    """

    id: str
    category: str
    ucid: int
    name: str
    scenes: tuple[SceneKey, ...]
    evidence: tuple[Evidence, ...]
    quantity: tuple[tuple[SceneKey, int], ...] = ()
    linked: tuple[str, ...] = ()
    origin: Origin = Origin.PROPOSED
    tags: frozenset[str] = frozenset()
    """Facts rules use: `minor`, `silent`, `crowd`, `military`, `camel`, `horse`, `picture_car`, `weapon` …"""


@dataclass(frozen=True, slots=True)
class Role:
    """A part to cast: one per character, aliases folded. `number` is its cast ID, 1 the lead."""

    id: str
    name: str
    number: int
    aliases: tuple[str, ...]
    scenes: tuple[SceneKey, ...]
    speaking: bool
    minor: bool
    words: int
    """Spoken words, by which roles are ranked."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The breakdown sheet of one scene."""

    number: int
    key: SceneKey
    heading: str
    int_ext: IntExt | None
    set_name: str
    light: Light
    light_assumed: bool
    """True when no heading said so and DAY was taken."""
    eighths: Eighths
    page: str
    script_day: str | None
    synopsis: str
    cast: tuple[str, ...]
    """Ids of roles, speaking first."""
    elements: tuple[str, ...]
    """Ids of the other elements."""
    extras: int
    """Likely number of background actors."""
    extras_range: tuple[int, int]
    omitted: bool = False
    origin: Origin = Origin.PROPOSED
    voices: tuple[str, ...] = ()
    """Ids of roles only heard in the scene (voice over): recorded, not called to the set."""
    side_reason: Phrase | None = None
    """Why `int_ext` was proposed where the heading tells neither INT nor EXT."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    """All sheets of a production, its roles and its elements (roles are elements of category 100 too)."""

    title: str
    sheets: tuple[Sheet, ...]
    roles: tuple[Role, ...]
    elements: tuple[Element, ...]

    def sheet(self, key: SceneKey) -> Sheet:
        """The sheet of a scene."""
        return next(sheet for sheet in self.sheets if sheet.key == key)

    def role(self, id: str) -> Role:
        """The role with this id."""
        return next(role for role in self.roles if role.id == id)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a person changed, kept across reruns and drafts (stored in the production folder).

    `aliases` maps a name as it stands in the script to the role it belongs to. `added` and
    `removed` are (scene, category, name). `renamed` maps element ids to names. `quantities` are
    (scene, element id, count). `eighths`, `light`, `set_names` override the sheet.
    """

    aliases: tuple[tuple[str, str], ...] = ()
    added: tuple[tuple[SceneKey, str, str], ...] = ()
    removed: tuple[tuple[SceneKey, str, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    quantities: tuple[tuple[SceneKey, str, int], ...] = ()
    eighths: tuple[tuple[SceneKey, int], ...] = ()
    light: tuple[tuple[SceneKey, str], ...] = ()
    set_names: tuple[tuple[SceneKey, str], ...] = ()
    cast_numbers: tuple[tuple[str, int], ...] = ()
    linked: tuple[tuple[str, str], ...] = ()
