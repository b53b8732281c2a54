"""A person's choices of places, by whatever name of the set they use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tournage.kernel.findings import Finding, Severity, finding
from tournage.places.catalogue import Catalogue
from tournage.places.model import StorySet
from tournage.places.wording import telling, tokens


def read_choices(
    sets: Sequence[StorySet], pairs: Iterable[tuple[str, str]]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Choices by set id, and the names that no set of this draft bears.

    A set may be named by its id, its name, a heading as written, or words that only one set's name
    holds (`KASBAH` for `KASBAH AÏT OUMLIL`); case, accents and articles do not matter.
    """
    ids: dict[tuple[str, ...], str] = {}
    for one in reversed(sets):
        for name in (*one.headings, one.name, one.id):
            ids[telling(tokens(name))] = one.id
    chosen: dict[str, str] = {}
    lost = []
    for name, location in pairs:
        words = telling(tokens(name))
        found = ids.get(words) or _only_one(words, sets)
        if found is None:
            lost.append(name)
        else:
            chosen[found] = location
    return chosen, tuple(lost)


def _only_one(words: tuple[str, ...], sets: Sequence[StorySet]) -> str | None:
    """The set whose name holds all these words, when there is just one."""
    holding = [one.id for one in sets if words and set(words) <= set(tokens(one.name))]
    return holding[0] if len(holding) == 1 else None


def check_choices(
    sets: Sequence[StorySet], catalogue: Catalogue, chosen: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Keep the choices that name a set of this draft and a location of the catalogue.

    Findings: PLC-104 unknown location; PLC-105 unknown set.
    """
    known_sets = {one.id for one in sets}
    known_places = {location.id for location in catalogue.locations}
    kept: dict[str, str] = {}
    findings: list[Finding] = []
    for set_id, location in sorted(chosen.items()):
        if location not in known_places:
            findings.append(
                finding("places", "PLC-104", Severity.ERROR, set_id, set=set_id, location=location)
            )
        elif set_id not in known_sets:
            findings.append(
                finding("places", "PLC-105", Severity.WARNING, set_id, set=set_id, location=location)
            )
        else:
            kept[set_id] = location
    return kept, tuple(findings)
