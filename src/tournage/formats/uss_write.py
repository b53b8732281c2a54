"""Writing a breakdown as a Universal Schedule Standard 1.0 object: every key, own keys with `_`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from tournage.breakdown.categories import categories, standard_name
from tournage.breakdown.model import Breakdown, Element, Evidence, Role, Sheet
from tournage.kernel.eighths import EIGHTHS_A_PAGE
from tournage.kernel.words import Phrase, Value

USS_VERSION = "1.0.0"
SOURCE = "Tournage"
SET, INT_EXT, DAY_NIGHT, SCRIPT_DAY = 0, 1, 2, 3
SCENE_CATEGORIES = {
    0: "Set",
    1: "INT/EXT",
    2: "Day/Night",
    3: "Script Day",
    4: "Unit",
    5: "Sequence",
    6: "Location",
}
DROP_DAYS = 10
"""Days between drop and pick-up in the US habit; the reader may change it."""


def write(breakdown: Breakdown, *, created: date) -> str:
    """A breakdown as the text of a `.uss` file."""
    stamp = f"{created.isoformat()}T00:00:00.000Z"
    body = {
        "breakdowns": [_sheet(sheet, breakdown, stamp) for sheet in breakdown.sheets],
        "categories": _categories(breakdown, stamp),
        "elements": [*_scene_elements(breakdown, stamp), *_elements(breakdown, stamp)],
        "stripboards": [],
        "calendars": [],
    }
    return text_of({**header(breakdown.title, "Breakdown", stamp), **body})


def header(title: str, name: str, stamp: str) -> dict[str, Any]:
    """The keys at the head of a file; `name` stands in where there is no title."""
    return {
        "id": object_id("schedule", title),
        "author": None,
        "company": None,
        "created": stamp,
        "description": None,
        "episode": None,
        "episodeName": None,
        "name": title or name,
        "project": title or None,
        "schedColor": None,
        "schedDate": None,
        "scriptColor": None,
        "scriptDate": None,
        "season": None,
        "source": SOURCE,
        "ussVersion": USS_VERSION,
    }


def text_of(document: dict[str, Any]) -> str:
    """The text of a `.uss` file."""
    return json.dumps({"universalScheduleStandard": document}, ensure_ascii=False, indent=1) + "\n"


def object_id(kind: str, name: str) -> str:
    """A 12-byte id that is the same every time for the same thing.

    >>> len(object_id("element", "props:lamp"))
    24
    """
    return hashlib.sha256(f"{kind}\t{name}".encode()).hexdigest()[:24]


def phrase_json(said: Phrase) -> dict[str, Any]:
    """A reason as keys and values, so that every language can still say it."""
    return {"key": said.key, "values": {name: _value(value) for name, value in said.values}}


def _value(value: Value) -> Any:
    if isinstance(value, Phrase):
        return phrase_json(value)
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return value if isinstance(value, int) else str(value)


def _sheet(sheet: Sheet, breakdown: Breakdown, stamp: str) -> dict[str, Any]:
    held = [e for e in breakdown.elements if sheet.key in e.scenes]
    return {
        "id": object_id("breakdown", str(sheet.key)),
        "bannerText": None,
        "comments": None,
        "created": stamp,
        "description": sheet.synopsis or None,
        "elements": [object_id("scene", name) for name in _header_names(sheet)]
        + [object_id("element", e.id) for e in held],
        "pages": sheet.eighths / EIGHTHS_A_PAGE,
        "scene": sheet.key.number,
        "scriptPage": sheet.page or None,
        "duration": None,
        "type": "scene",
        "_key": str(sheet.key),
        "_number": sheet.number,
        "_heading": sheet.heading,
        "_lightAssumed": sheet.light_assumed,
        "_extras": [sheet.extras_range[0], sheet.extras, sheet.extras_range[1]],
        "_cast": list(sheet.cast),
        "_things": list(sheet.elements),
        "_voices": list(sheet.voices),
        "_quantities": {e.id: dict(e.quantity)[sheet.key] for e in held if sheet.key in dict(e.quantity)},
        "_omitted": sheet.omitted,
        "_origin": sheet.origin.value,
    }


def _header_names(sheet: Sheet) -> list[str]:
    names = [f"{SET}\t{sheet.set_name}", f"{DAY_NIGHT}\t{sheet.light.value}"]
    if sheet.int_ext is not None:
        names.insert(1, f"{INT_EXT}\t{sheet.int_ext.value}")
    if sheet.script_day is not None:
        names.append(f"{SCRIPT_DAY}\t{sheet.script_day}")
    return names


def _scene_elements(breakdown: Breakdown, stamp: str) -> Iterable[dict[str, Any]]:
    names = dict.fromkeys(name for sheet in breakdown.sheets for name in _header_names(sheet))
    for name in names:
        ucid, _, shown = name.partition("\t")
        yield element_object(object_id("scene", name), object_id("category", ucid), shown, stamp)


def _elements(breakdown: Breakdown, stamp: str) -> Iterable[dict[str, Any]]:
    roles = {role.id: role for role in breakdown.roles}
    for element in breakdown.elements:
        role = roles.get(element.id)
        made = element_object(
            object_id("element", element.id), object_id("category", str(element.ucid)), element.name, stamp
        )
        made["elementId"] = str(role.number) if role else None
        made["linkedElements"] = [object_id("element", id) for id in element.linked]
        yield {**made, **_own_keys(element, role)}


def element_object(id: str, category: str, name: str, stamp: str) -> dict[str, Any]:
    """An element with every key of the standard."""
    return {
        "id": id,
        "category": category,
        "created": stamp,
        "daysOff": [],
        "dropDayCount": DROP_DAYS,
        "elementId": None,
        "events": [],
        "isDood": True,
        "isDrop": True,
        "isHold": True,
        "isIdLock": False,
        "linkedElements": [],
        "name": name,
    }


def _own_keys(element: Element, role: Role | None) -> dict[str, Any]:
    own: dict[str, Any] = {
        "_id": element.id,
        "_category": element.category,
        "_scenes": [str(key) for key in element.scenes],
        "_evidence": [_evidence(each) for each in element.evidence],
        "_linked": list(element.linked),
        "_tags": sorted(element.tags),
        "_origin": element.origin.value,
    }
    if role is not None:
        own["_role"] = {
            "name": role.name,
            "aliases": list(role.aliases),
            "scenes": [str(key) for key in role.scenes],
            "speaking": role.speaking,
            "minor": role.minor,
            "words": role.words,
        }
    return own


def _evidence(each: Evidence) -> dict[str, Any]:
    return {
        "scene": str(each.scene),
        "line": each.line,
        "text": each.text,
        "reason": phrase_json(each.reason),
    }


def _categories(breakdown: Breakdown, stamp: str) -> list[dict[str, Any]]:
    names = {**SCENE_CATEGORIES, **{ucid: standard_name(name) for name, ucid in categories().items()}}
    for element in breakdown.elements:
        names.setdefault(element.ucid, element.category.replace("_", " ").title())
    return [
        {"id": object_id("category", str(ucid)), "created": stamp, "name": name, "ucid": ucid}
        for ucid, name in sorted(names.items())
    ]
