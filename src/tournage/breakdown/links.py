"""Elements that pull others in: a minor brings a chaperone, camels bring handlers, weapons an armourer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from tournage.breakdown.collector import Collector, Draft
from tournage.breakdown.model import Evidence
from tournage.kernel.datafile import read_yaml
from tournage.kernel.dated import Origin
from tournage.kernel.words import literal, phrase


@dataclass(frozen=True, slots=True)
class LinkRule:
    """When an element of this category or tag is in a scene, these come too."""

    id: str
    category: str | None
    tag: str | None
    brings: tuple[tuple[str, Mapping[str, str]], ...]

    def applies(self, draft: Draft) -> bool:
        """Whether an element sets this rule off."""
        return (self.category is None or draft.category == self.category) and (
            self.tag is None or self.tag in draft.tags
        )


@lru_cache(maxsize=1)
def link_rules() -> tuple[LinkRule, ...]:
    """The rules of the trade, as data."""
    return tuple(
        LinkRule(
            rule["id"],
            rule["when"].get("category"),
            rule["when"].get("tag"),
            tuple((each["category"], each["name"]) for each in rule["brings"]),
        )
        for rule in read_yaml(files("tournage.breakdown") / "links.yaml")["rules"]
    )


def add_links(into: Collector, language: str) -> None:
    """Let every element of the script bring what it needs, scene by scene."""
    causes = list(into.drafts.values())
    for draft in causes:
        for rule in link_rules():
            if rule.applies(draft):
                for category, names in rule.brings:
                    _bring(into, draft, category, names.get(language, names["en"]))


def add_user_links(into: Collector, linked: Iterable[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """Join elements a person linked; returns the links whose ends are not in this draft."""
    lost = []
    for cause_name, brought_name in linked:
        cause, brought = into.find(cause_name), into.find(brought_name)
        if cause is None or brought is None:
            lost.append((cause_name, brought_name))
            continue
        cause.linked.append(brought.id)
        for key, shown in cause.evidence.items():
            if key not in brought.evidence:
                reason = phrase("breakdown.reason.linked_by_you", cause=literal(cause.name))
                brought.evidence[key] = [Evidence(key, shown[0].line, shown[0].text, reason)]
                brought.origin = Origin.YOURS
    return lost


def _bring(into: Collector, cause: Draft, category: str, name: str) -> None:
    reason = phrase("breakdown.reason.brought", cause=literal(cause.name))
    for key, shown in list(cause.evidence.items()):
        brought = into.add(
            category, name, Evidence(key, shown[0].line, shown[0].text, reason), tags=("linked",)
        )
        if brought.id not in cause.linked:
            cause.linked.append(brought.id)
