"""Universal Schedule Standard: strict when written, lenient when read, nothing lost between."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.breakdown.scripts import scene
from tournage.breakdown.model import Breakdown, Corrections, Element, Evidence, Role, Sheet
from tournage.breakdown.propose import break_down
from tournage.formats.uss import read, read_text, write
from tournage.kernel.dated import Origin
from tournage.kernel.eighths import Eighths
from tournage.kernel.findings import Severity
from tournage.kernel.scene import IntExt, Light, SceneKey
from tournage.kernel.words import literal, phrase

ON = date(2026, 11, 24)
TEXT = """EXT. KASBAH - NIGHT

Two dozen soldiers. SAMI, 8, hides a pistol under three carpets.

@SAMI
Now.
"""
HEADER = [
    "id",
    "author",
    "company",
    "created",
    "description",
    "episode",
    "episodeName",
    "name",
    "project",
    "schedColor",
    "schedDate",
    "scriptColor",
    "scriptDate",
    "season",
    "source",
    "ussVersion",
    "breakdowns",
    "categories",
    "elements",
    "stripboards",
    "calendars",
]
BREAKDOWN = [
    "id",
    "bannerText",
    "comments",
    "created",
    "description",
    "elements",
    "pages",
    "scene",
    "scriptPage",
    "duration",
    "type",
]
CATEGORY = ["id", "created", "name", "ucid"]
ELEMENT = [
    "id",
    "category",
    "created",
    "daysOff",
    "dropDayCount",
    "elementId",
    "events",
    "isDood",
    "isDrop",
    "isHold",
    "isIdLock",
    "linkedElements",
    "name",
]


def _written() -> tuple[Breakdown, dict[str, Any]]:
    corrections = Corrections(added=((SceneKey(None, "1"), "props", "Brass astrolabe"),))
    breakdown, _ = break_down("Salt", [scene(TEXT)], corrections)
    document: dict[str, Any] = json.loads(write(breakdown, created=ON))["universalScheduleStandard"]
    return breakdown, document


def test_every_object_has_every_key_of_the_standard_and_own_keys_begin_with_an_underscore() -> None:
    _, document = _written()
    for rows, keys in (
        ([document], HEADER),
        (document["breakdowns"], BREAKDOWN),
        (document["categories"], CATEGORY),
        (document["elements"], ELEMENT),
    ):
        for row in rows:
            assert [key for key in row if not key.startswith("_")] == keys
    assert document["ussVersion"] == "1.0.0"


def test_heading_and_length_are_written_as_the_standard_wants() -> None:
    _, document = _written()
    (row,) = document["breakdowns"]
    names = {e["id"]: e["name"] for e in document["elements"]}
    ucids = {c["id"]: c["ucid"] for c in document["categories"]}
    held = {ucids[e["category"]]: names[e["id"]] for e in document["elements"] if e["id"] in row["elements"]}
    assert (row["pages"], row["type"], row["scene"]) == (0.5, "scene", "1")
    assert {k: held[k] for k in (0, 1, 2, 3)} == {0: "EXT. KASBAH - NIGHT", 1: "EXT", 2: "NIGHT", 3: "N1"}
    assert held[100] == "SAMI"


def test_every_element_belongs_to_one_known_category() -> None:
    _, document = _written()
    ids = {category["id"] for category in document["categories"]}
    assert all(element["category"] in ids for element in document["elements"])
    assert all(
        set(row["elements"]) <= {e["id"] for e in document["elements"]} for row in document["breakdowns"]
    )


def test_a_real_breakdown_comes_back_whole() -> None:
    breakdown, _ = _written()
    assert read_text(write(breakdown, created=ON), "salt.uss") == (breakdown, ())


_words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)
_keys = st.builds(
    SceneKey,
    st.none() | st.sampled_from(["101", "102"]),
    st.from_regex(r"[A-C]?[1-9][0-9]?[A-C]?", fullmatch=True),
)


@st.composite
def _breakdowns(draw: st.DrawFn) -> Breakdown:
    keys = draw(st.lists(_keys, min_size=1, max_size=5, unique_by=str))
    here = st.lists(st.sampled_from(keys), min_size=1, max_size=len(keys), unique=True).map(
        lambda chosen: tuple(key for key in keys if key in chosen)
    )
    elements = []
    for name in draw(st.lists(_words, max_size=5, unique_by=str.lower)):
        category, ucid = draw(st.sampled_from([("props", 104), ("animals", 108), ("weapons_military", 500)]))
        scenes = draw(here)
        elements.append(
            Element(
                id=f"{category}:{name}",
                category=category,
                ucid=ucid,
                name=name,
                scenes=scenes,
                evidence=tuple(
                    Evidence(
                        k,
                        draw(st.integers(1, 999)),
                        draw(_words),
                        phrase("breakdown.reason.brought", cause=literal(name), n=3),
                    )
                    for k in scenes
                ),
                quantity=tuple((k, draw(st.integers(1, 500))) for k in scenes if draw(st.booleans())),
                origin=draw(st.sampled_from(list(Origin))),
                tags=frozenset(draw(st.lists(_words, max_size=2))),
            )
        )
    roles = []
    for number, name in enumerate(draw(st.lists(_words.map(str.upper), max_size=3, unique=True)), 1):
        scenes = draw(here)
        id = f"cast_members:{name}"
        elements.append(
            Element(
                id,
                "cast_members",
                100,
                name,
                scenes,
                tuple(Evidence(k, 1, name, phrase("breakdown.reason.speaks")) for k in scenes),
            )
        )
        roles.append(Role(id, name, number, (), scenes, True, draw(st.booleans()), draw(st.integers(0, 99))))
    sheets = tuple(
        Sheet(
            number=number,
            key=key,
            heading=draw(_words),
            int_ext=draw(st.none() | st.sampled_from(list(IntExt))),
            set_name=draw(_words),
            light=draw(st.sampled_from(list(Light))),
            light_assumed=draw(st.booleans()),
            eighths=Eighths(draw(st.integers(0, 80))),
            page=draw(_words),
            script_day=draw(st.none() | st.sampled_from(["D1", "N2", "FB"])),
            synopsis=draw(_words),
            cast=tuple(role.id for role in roles if key in role.scenes),
            elements=tuple(e.id for e in elements if key in e.scenes and e.ucid != 100),
            extras=7,
            extras_range=(3, 9),
            omitted=draw(st.booleans()),
            origin=draw(st.sampled_from(list(Origin))),
        )
        for number, key in enumerate(keys, 1)
    )
    return Breakdown(draw(_words), sheets, tuple(roles), tuple(elements))


@settings(max_examples=60, deadline=None)
@given(_breakdowns())
def test_reading_what_was_written_gives_it_back(breakdown: Breakdown) -> None:
    assert read_text(write(breakdown, created=ON), "x.uss") == (breakdown, ())


OLD = """{"universalScheduleStandard": {"project": "Old film", "version": "0.9.0",
 "breakdowns": [
  {"id": "b0", "type": "banner", "description": "MOVE", "elements": []},
  {"id": "b1", "type": "strip", "scene": 12, "pages": "1 3/8", "scriptPage": 9, "description": "She waits.",
   "elements": ["s", "i", "n", "c", "p", "lost"]},
  {"id": "b2", "scene": "12", "pages": 0.26, "elements": ["c"]}],
 "categories": [
  {"id": "C0", "catId": 0, "name": "Set", "elements": ["s"]}, {"id": "C1", "catId": 1, "name": "INT/EXT", "elements": ["i"]},
  {"id": "C2", "catId": 2, "name": "Day/Night", "elements": ["n"]}, {"id": "C3", "catId": 100, "name": "Actors", "elements": ["c"]},
  {"id": "C4", "catId": 640, "name": "Falconry Gear", "elements": ["p"]}],
 "elements": [
  {"id": "s", "name": "KASBAH"}, {"id": "i", "name": "INT/EXT"}, {"id": "n", "name": "Night"},
  {"id": "c", "name": "NADIA", "elementId": "3", "linkedElements": ["p", "gone"]}, {"id": "p", "name": "Hood"}, {"id": "x"}]}}"""


def test_a_file_of_an_earlier_draft_of_the_standard_is_read() -> None:
    breakdown, findings = read_text(OLD, "old.uss")
    assert breakdown is not None
    first, second = breakdown.sheets
    assert (str(first.key), first.eighths, first.light, first.int_ext) == ("12", 11, Light.NIGHT, IntExt.BOTH)
    assert (first.set_name, first.page, first.synopsis) == ("KASBAH", "9", "She waits.")
    assert (str(second.key), second.eighths, second.light_assumed) == ("12-2", 2, True)
    assert [(r.name, r.number) for r in breakdown.roles] == [("NADIA", 3)]
    hood = next(e for e in breakdown.elements if e.name == "Hood")
    assert (hood.category, hood.ucid) == ("falconry_gear", 640)
    assert next(e for e in breakdown.elements if e.name == "NADIA").linked == (hood.id,)
    assert {f.code for f in findings} == {"FIL-303", "FIL-304", "FIL-305"}


def test_stripboards_are_left_out_and_said() -> None:
    breakdown, findings = read_text(
        '{"ussVersion": "1.0.0", "breakdowns": [{"scene": "1"}], "stripboards": [{}]}', "b.uss"
    )
    assert breakdown is not None
    assert [(f.code, f.severity) for f in findings] == [("FIL-306", Severity.INFO)]


def test_what_is_no_schedule_says_so(tmp_path: Path) -> None:
    cases = {"a.uss": ("{", "FIL-301"), "b.uss": ("[]", "FIL-302"), "c.uss": ('{"breakdowns": 3}', "FIL-302")}
    cases |= {"d.uss": ("[" * 100_000, "FIL-301"), "e.uss": ("", "FIL-102"), "f.uss": ("\x00\x01", "FIL-301")}
    for name, (text, code) in cases.items():
        (tmp_path / name).write_text(text)
        breakdown, findings = read(tmp_path / name)
        assert breakdown is None
        assert [(f.code, f.severity) for f in findings] == [(code, Severity.ERROR)]


def test_rows_of_the_wrong_kind_are_left_out_and_said() -> None:
    text = '{"breakdowns": [7, {"scene": null, "pages": true, "elements": 5, "_quantities": 3, "_extras": "x"}], "elements": [null], "categories": "no"}'
    breakdown, findings = read_text(text, "odd.uss")
    assert breakdown is not None
    assert [str(sheet.key) for sheet in breakdown.sheets] == ["?1"]
    assert {f.code for f in findings} >= {"FIL-303", "FIL-304", "FIL-305"}


_scalars = (
    st.none()
    | st.booleans()
    | st.integers(-5, 600)
    | st.floats(allow_nan=False, width=16)
    | st.text(max_size=5)
)
_values = st.recursive(
    _scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
)
_rows = st.lists(
    st.dictionaries(
        st.sampled_from(
            [*BREAKDOWN, *CATEGORY, *ELEMENT, "_key", "_extras", "_cast", "_things", "_voices", "_quantities"]
        )
        | st.sampled_from(
            ["_number", "_id", "_category", "_scenes", "_evidence", "_linked", "_tags", "_origin", "_role"]
        ),
        _values | st.sampled_from(["a", "b"]) | st.lists(st.sampled_from(["a", "b"])),
        max_size=8,
    ),
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(
    st.fixed_dictionaries({"breakdowns": _rows, "categories": _rows | _values, "elements": _rows | _values})
)
def test_no_file_makes_the_reader_stumble(document: dict[str, Any]) -> None:
    breakdown, _ = read_text(json.dumps(document), "odd.uss")
    assert breakdown is not None
    assert read_text(write(breakdown, created=ON), "again.uss")[0] is not None
