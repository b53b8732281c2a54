"""Reading a Universal Schedule Standard object leniently, drafts of the standard included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tournage.breakdown.categories import category_of
from tournage.breakdown.collector import element_id
from tournage.breakdown.model import Breakdown, Element, Evidence, Role, Sheet
from tournage.breakdown.names import slug
from tournage.formats.uss_write import DAY_NIGHT, INT_EXT, SCRIPT_DAY, SET
from tournage.kernel.dated import Origin
from tournage.kernel.eighths import EIGHTHS_A_PAGE, Eighths, parse_eighths
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.scene import IntExt, Light, SceneKey, parse_scene_key
from tournage.kernel.words import Phrase, Value, phrase

_LIGHTS = {
    **dict.fromkeys(("NIGHT", "EVENING", "NUIT", "SOIR", "N", "ليل", "مساء"), Light.NIGHT),
    **dict.fromkeys(("DAWN", "SUNRISE", "AUBE", "فجر"), Light.DAWN),
    **dict.fromkeys(("DUSK", "SUNSET", "CRÉPUSCULE", "غروب"), Light.DUSK),
    **dict.fromkeys(("DAY", "MORNING", "AFTERNOON", "JOUR", "MATIN", "D", "نهار", "صباح"), Light.DAY),
}
_MISCELLANEOUS = 125
SCENE_KIND_ENDS = 99
CAST_UCID = 100
_SPLIT = re.compile(r"[\s/.\-]+")


@dataclass(slots=True)
class _File:
    """The objects of the file by id, and what was found on the way."""

    name: str
    categories: dict[str, tuple[int, str]] = field(default_factory=dict)
    elements: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    category_of: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def left_out(self, place: str, what: str) -> None:
        self.findings.append(
            finding("formats", "FIL-304", Severity.WARNING, f"{self.name} [{place}]", what=what)
        )

    def guessed(self, place: str, value: Any, taken: Any) -> None:
        self.findings.append(
            finding(
                "formats",
                "FIL-305",
                Severity.WARNING,
                f"{self.name} [{place}]",
                value=str(value)[:80],
                taken=str(taken),
            )
        )

    def ucid(self, id: str) -> int:
        return self.categories.get(self.category_of.get(id, ""), (_MISCELLANEOUS, ""))[0]


def read_document(document: Any, name: str) -> tuple[Breakdown | None, tuple[Finding, ...]]:
    """Turn a parsed file into a breakdown."""
    inner = document.get("universalScheduleStandard", document) if isinstance(document, dict) else None
    if not isinstance(inner, dict) or not isinstance(inner.get("breakdowns"), list):
        return None, (finding("formats", "FIL-302", Severity.ERROR, name),)
    file = _File(name)
    version = str(inner.get("ussVersion") or inner.get("version") or "?")
    if not version.startswith("1."):
        file.findings.append(finding("formats", "FIL-303", Severity.INFO, name, version=version))
    boards = [row for row in _list(inner, "stripboards") if isinstance(row, dict)]
    if boards:
        file.findings.append(finding("formats", "FIL-306", Severity.INFO, name, n=len(boards)))
    _gather(inner, file)
    rows = [row for row in _objects(inner, "breakdowns", file) if row.get("type") not in ("banner", "day")]
    keys = _keys(rows, file)
    sheets = tuple(_sheet(row, key, n, file) for n, (row, key) in enumerate(zip(rows, keys, strict=True), 1))
    elements, names = _elements(rows, keys, file)
    roles = tuple(sorted(_roles(elements, names, file), key=lambda role: role.number))
    sheets = tuple(_with_elements(s, row, elements) for s, row in zip(sheets, rows, strict=True))
    title = _text(inner.get("project")) or _text(inner.get("name")) or name
    return Breakdown(title, sheets, roles, elements), tuple(file.findings)


def _gather(inner: Mapping[str, Any], file: _File) -> None:
    for row in _objects(inner, "categories", file):
        ucid = row.get("ucid", row.get("catId"))
        if not isinstance(ucid, int) or isinstance(ucid, bool):
            file.guessed(f"categories {row.get('name')}", ucid, _MISCELLANEOUS)
            ucid = _MISCELLANEOUS
        file.categories[str(row.get("id"))] = ucid, _text(row.get("name"))
        for id in _list(row, "elements"):
            file.category_of.setdefault(str(id), str(row.get("id")))
    for row in _objects(inner, "elements", file):
        id = str(row.get("id"))
        if not _text(row.get("name")):
            file.left_out(f"elements {id}", "name")
            continue
        file.elements[id] = row
        if isinstance(row.get("category"), str):
            file.category_of[id] = row["category"]
        if file.category_of.get(id) not in file.categories:
            file.guessed(f"elements {_text(row.get('name'))}", "category", "Miscellaneous")


def _objects(inner: Mapping[str, Any], name: str, file: _File) -> Iterator[Mapping[str, Any]]:
    rows = inner.get(name) or ()
    for number, row in enumerate(rows if isinstance(rows, list) else (), 1):
        if isinstance(row, dict):
            yield row
        else:
            file.left_out(f"{name} {number}", str(row)[:80])


def _keys(rows: list[Mapping[str, Any]], file: _File) -> list[SceneKey]:
    keys: list[SceneKey] = []
    for number, row in enumerate(rows, 1):
        own = row.get("_key")
        key = (
            parse_scene_key(own) if isinstance(own, str) and own else SceneKey(None, _text(row.get("scene")))
        )
        if not key.number:
            key = SceneKey(None, f"?{number}")
            file.guessed(f"breakdowns {number}", row.get("scene"), key.number)
        if key in keys:
            again = next(f"{key.number}-{n}" for n in range(2, len(rows) + 2) if _again(key, n) not in keys)
            file.guessed(f"breakdowns {number}", key.number, again)
            key = SceneKey(key.episode, again)
        keys.append(key)
    return keys


def _again(key: SceneKey, n: int) -> SceneKey:
    return SceneKey(key.episode, f"{key.number}-{n}")


def _held(row: Mapping[str, Any], file: _File) -> list[str]:
    return [str(id) for id in _list(row, "elements") if str(id) in file.elements]


def _list(row: Mapping[str, Any], key: str) -> list[Any]:
    found = row.get(key)
    return found if isinstance(found, list) else []


def _named(row: Mapping[str, Any], ucid: int, file: _File) -> str:
    return next(
        (_text(file.elements[id].get("name")) for id in _held(row, file) if file.ucid(id) == ucid), ""
    )


def _sheet(row: Mapping[str, Any], key: SceneKey, number: int, file: _File) -> Sheet:
    side, told = _named(row, INT_EXT, file).upper(), _named(row, DAY_NIGHT, file)
    light = next((_LIGHTS[word] for word in _SPLIT.split(told.upper()) if word in _LIGHTS), None)
    set_name = _named(row, SET, file)
    extras = row.get("_extras")
    low, likely, high = extras if isinstance(extras, list) and _is_range(extras) else (0, 0, 0)
    shown = " ".join(
        part for part in (f"{side}." if side else "", set_name, f"- {told}" if told else "") if part
    )
    return Sheet(
        number=row["_number"] if isinstance(row.get("_number"), int) else number,
        key=key,
        heading=str(row.get("_heading", shown)),
        int_ext=_int_ext(side),
        set_name=set_name,
        light=light or Light.DAY,
        light_assumed=bool(row.get("_lightAssumed", light is None)),
        eighths=_eighths(row.get("pages"), key, file),
        page=_text(row.get("scriptPage")),
        script_day=_named(row, SCRIPT_DAY, file) or None,
        synopsis=_text(row.get("description")),
        cast=(),
        elements=(),
        extras=likely,
        extras_range=(low, high),
        omitted=bool(row.get("_omitted", False)),
        origin=_origin(row),
        voices=tuple(str(id) for id in _list(row, "_voices")),
    )


def _int_ext(side: str) -> IntExt | None:
    inside, outside = "INT" in side, "EXT" in side
    if (inside and outside) or side.replace(" ", "") in ("I/E", "E/I"):
        return IntExt.BOTH
    return IntExt.INT if inside else IntExt.EXT if outside else None


def _eighths(pages: Any, key: SceneKey, file: _File) -> Eighths:
    if isinstance(pages, (int, float)) and not isinstance(pages, bool) and 0 <= pages < 10_000:
        eighths = Eighths(round(pages * EIGHTHS_A_PAGE))
        if eighths != pages * EIGHTHS_A_PAGE:
            file.guessed(f"breakdowns {key}", pages, f"{eighths}/8")
        return eighths
    read = parse_eighths(pages) if isinstance(pages, str) else None
    if pages is not None:
        file.guessed(f"breakdowns {key}", pages, f"{read or 0}/8")
    return read or Eighths(0)


def _elements(
    rows: list[Mapping[str, Any]], keys: list[SceneKey], file: _File
) -> tuple[tuple[Element, ...], dict[str, str]]:
    scenes: dict[str, list[SceneKey]] = {}
    counts: dict[str, list[tuple[SceneKey, int]]] = {}
    for row, key in zip(rows, keys, strict=True):
        lost = [id for id in _list(row, "elements") if str(id) not in file.elements]
        for id in lost:
            file.left_out(f"breakdowns {key}", str(id))
        for id in dict.fromkeys(_held(row, file)):
            scenes.setdefault(id, []).append(key)
        told = row.get("_quantities")
        for own, count in told.items() if isinstance(told, dict) else ():
            if isinstance(count, int):
                counts.setdefault(own, []).append((key, count))
    names = {id: _own_id(id, file) for id in file.elements if file.ucid(id) > SCENE_KIND_ENDS}
    made = [
        _element(id, own, scenes.get(id, []), counts.get(own, []), names, file)
        for id, own in names.items()
        if id in scenes or "_scenes" in file.elements[id]
    ]
    return tuple(made), names


def _own_id(id: str, file: _File) -> str:
    row = file.elements[id]
    own = row.get("_id")
    return own if isinstance(own, str) else element_id(_category(id, file), _text(row["name"]))


def _category(id: str, file: _File) -> str:
    own = file.elements[id].get("_category")
    if isinstance(own, str):
        return own
    ucid, name = file.categories.get(file.category_of.get(id, ""), (_MISCELLANEOUS, "miscellaneous"))
    return category_of(ucid) or slug(name).replace("-", "_")


def _element(
    id: str,
    own: str,
    scenes: list[SceneKey],
    counts: list[tuple[SceneKey, int]],
    names: Mapping[str, str],
    file: _File,
) -> Element:
    row = file.elements[id]
    linked = row.get("_linked")
    if not isinstance(linked, list):
        linked = [names[str(each)] for each in _list(row, "linkedElements") if str(each) in names]
    evidence = tuple(_evidence(each) for each in _list(row, "_evidence") if isinstance(each, dict))
    if not evidence:
        reason = phrase("formats.uss_imported", file=file.name)
        evidence = tuple(Evidence(key, 0, _text(row["name"]), reason) for key in scenes)
    own_scenes = row.get("_scenes")
    return Element(
        id=own,
        category=_category(id, file),
        ucid=file.ucid(id),
        name=_text(row["name"]),
        scenes=tuple(parse_scene_key(str(s)) for s in own_scenes)
        if isinstance(own_scenes, list)
        else tuple(scenes),
        evidence=evidence,
        quantity=tuple(counts),
        linked=tuple(str(each) for each in linked),
        origin=_origin(row),
        tags=frozenset(str(tag) for tag in _list(row, "_tags")),
    )


def _evidence(row: Mapping[str, Any]) -> Evidence:
    line = row.get("line")
    return Evidence(
        parse_scene_key(str(row.get("scene"))),
        line if isinstance(line, int) else 0,
        str(row.get("text", "")),
        _phrase(row.get("reason")),
    )


def _phrase(told: Any) -> Phrase:
    if not isinstance(told, dict) or not isinstance(told.get("values"), dict):
        return Phrase("", (("text", ""),))
    return Phrase(str(told.get("key", "")), tuple((name, _value(v)) for name, v in told["values"].items()))


def _value(value: Any) -> Value:
    if isinstance(value, dict):
        return _phrase(value)
    if isinstance(value, list):
        return tuple(_value(each) for each in value)
    return value if isinstance(value, int) else str(value)


def _roles(elements: tuple[Element, ...], names: Mapping[str, str], file: _File) -> Iterator[Role]:
    """Cast members with their board numbers; a number missing or taken twice gets the next free one."""
    rows = {own: file.elements[id] for id, own in names.items()}
    cast = [e for e in elements if e.ucid == CAST_UCID]
    wanted = {e.id: _number(rows[e.id].get("elementId")) for e in cast}
    used: set[int] = set()
    for element in cast:
        number = wanted[element.id]
        if number is None or number in used:
            number = next(
                n for n in range(1, 2 * len(cast) + 2) if n not in used and n not in wanted.values()
            )
        used.add(number)
        own = rows[element.id].get("_role")
        own = own if isinstance(own, dict) else {}
        yield Role(
            id=element.id,
            name=str(own.get("name", element.name)),
            number=number,
            aliases=tuple(str(each) for each in _list(own, "aliases")),
            scenes=tuple(parse_scene_key(str(s)) for s in own["scenes"])
            if isinstance(own.get("scenes"), list)
            else element.scenes,
            speaking=bool(own.get("speaking", True)),
            minor=bool(own.get("minor", False)),
            words=own["words"] if isinstance(own.get("words"), int) else 0,
        )


def _number(told: Any) -> int | None:
    return int(told) if isinstance(told, (int, str)) and str(told).isdecimal() else None


def _with_elements(sheet: Sheet, row: Mapping[str, Any], elements: tuple[Element, ...]) -> Sheet:
    here = [e for e in elements if sheet.key in e.scenes]
    cast, things = row.get("_cast"), row.get("_things")
    return replace(
        sheet,
        cast=tuple(cast) if isinstance(cast, list) else tuple(e.id for e in here if e.ucid == CAST_UCID),
        elements=tuple(things)
        if isinstance(things, list)
        else tuple(e.id for e in here if e.ucid != CAST_UCID),
    )


def _origin(row: Mapping[str, Any]) -> Origin:
    try:
        return Origin(row.get("_origin", Origin.YOURS.value))
    except ValueError:
        return Origin.YOURS


def _is_range(told: Any) -> bool:
    return isinstance(told, list) and len(told) == 3 and all(isinstance(n, int) for n in told)


def _text(told: Any) -> str:
    return " ".join(str(told).split()) if isinstance(told, (str, int)) and not isinstance(told, bool) else ""
