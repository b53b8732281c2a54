"""PDF screenplays with a text layer, in English and Arabic."""

from __future__ import annotations

from pathlib import Path

import pypdf

from tests.formats.samples import ARABIC, ENGLISH, Placed, print_pdf, print_placed
from tournage.services.scripts import read_script


def _kinds(file: Path) -> list[tuple[str, str]]:
    script, _ = read_script([file])
    return [(b.kind.value, b.text) for s in script.scenes for b in s.blocks]


def test_places_on_the_page_tell_what_a_line_is(tmp_path: Path) -> None:
    file = print_pdf(ENGLISH, tmp_path / "salt.pdf", title="THE SALT")
    assert [
        ("heading", "INT. RIAD KITCHEN - NIGHT"),
        ("action", ENGLISH[1][1]),
        ("cue", "LEÏLA (O.S.)"),
        ("parenthetical", "(whispering)"),
        ("dialogue", ENGLISH[4][1]),
        ("action", "SAM shuts the door."),
        ("cue", "SAM"),
        ("dialogue", "Nobody."),
        ("transition", "CUT TO:"),
        ("heading", "EXT. ROOFTOP - DAWN"),
        ("action", "Swallows."),
    ] == _kinds(file)


def test_numbers_pages_and_title_come_from_the_print(tmp_path: Path) -> None:
    script, findings = read_script([print_pdf(ENGLISH * 8, tmp_path / "salt.pdf", title="THE SALT")])
    episode = script.episodes[0]
    assert episode.title_page == (("Title", "THE SALT"), ("Author", "Leïla B."))
    assert [s.key.number for s in script.scenes[:3]] == ["1", "2", "1-2"]
    assert (script.scenes[0].page, script.scenes[-1].page, script.pages) == ("1", "4", 4)
    assert script.scenes[0].cast == ("LEÏLA", "SAM")
    assert {"SCR-102"} == {f.code for f in findings if f.severity.value == "error"}


def test_arabic_pages_are_read_from_the_right(tmp_path: Path) -> None:
    script, _ = read_script([print_pdf(ARABIC, tmp_path / "salt.pdf", arabic=True)])
    first, second = script.scenes
    assert (
        first.key.number,
        first.set_name,
        first.time_of_day,
        first.cast,
    ) == ("1", "شقة أحمد", "نهار", ("أحمد", "فاطمة"))
    assert (second.int_ext, second.light, second.set_name) == ("EXT", "NIGHT", "السوق")
    assert [text for kind, text in ARABIC[1:6]] == [b.text for b in first.blocks[1:]]
    assert script.episodes[0].language == "ar"


def test_a_password_no_text_and_damage_are_told(tmp_path: Path) -> None:
    plain = print_pdf(ENGLISH, tmp_path / "salt.pdf")
    locked = pypdf.PdfWriter(clone_from=plain)
    locked.encrypt("secret")
    locked.write(tmp_path / "locked.pdf")
    blank = pypdf.PdfWriter()
    blank.add_blank_page(612, 792)
    blank.write(tmp_path / "blank.pdf")
    (tmp_path / "cut.pdf").write_bytes(plain.read_bytes()[:2000])
    for name, code in (("locked", "FIL-110"), ("blank", "FIL-111"), ("cut", "FIL-112")):
        script, findings = read_script([tmp_path / f"{name}.pdf"])
        assert ([code], ()) == ([f.code for f in findings], script.scenes), name


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    mixed = pypdf.PdfWriter(clone_from=print_pdf(ENGLISH, tmp_path / "salt.pdf"))
    mixed.add_blank_page(612, 792)
    mixed.write(tmp_path / "mixed.pdf")
    script, findings = read_script([tmp_path / "mixed.pdf"])
    assert (len(script.scenes), [f.code for f in findings if f.severity.value == "warning"]) == (
        2,
        ["FIL-113"],
    )


def test_a_page_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    import zlib

    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    ten_megabytes = squeeze.compress(b" " * 10_000_000) + squeeze.flush(zlib.Z_FULL_FLUSH)
    stream = b"x\x9c" + ten_megabytes * 60 + b"\x03\x00"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + item + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    start = len(body)
    body += (
        b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    )
    (tmp_path / "bomb.pdf").write_bytes(body)
    script, findings = read_script([tmp_path / "bomb.pdf"])
    assert ([f.code for f in findings], script.scenes) == (["FIL-117"], ())


def test_more_pages_than_any_screenplay_are_cut_and_told(tmp_path: Path) -> None:
    once = print_pdf(ENGLISH, tmp_path / "salt.pdf")
    long = pypdf.PdfWriter(clone_from=once)
    for _ in range(460):
        long.add_page(long.pages[0])
    long.write(tmp_path / "long.pdf")
    _, findings = read_script([tmp_path / "long.pdf"])
    assert "FIL-114" in {f.code for f in findings}


def test_a_production_draft_loses_its_furniture_and_keeps_its_sides(tmp_path: Path) -> None:
    first: list[list[Placed]] = [
        [(0.8, "12A"), (1.5, "INT. KITCHEN - NIGHT"), (7.4, "12A")],
        [],
        [(1.5, "Water runs over the tiles and a"), (7.7, "*")],
        [(1.5, "CAT crosses.  It stops."), (7.7, "*")],
        [],
        [(3.7, "LEILA (O.S.)")],
        [(2.5, "Who left the door open?")],
        [(3.7, "(MORE)")],
        [],
        [(6.2, "(CONTINUED)")],
    ]
    second: list[list[Placed]] = [
        [(0.8, "12A"), (1.5, "CONTINUED:"), (7.4, "12A")],
        [],
        [(3.7, "LEILA (O.S.) (CONT'D)")],
        [(2.5, "I ask for the last time.")],
        [],
        [(0.8, "13"), (1.5, "EXT. THE LONG ROAD THAT LEADS FROM THE HIGH ATLAS DOWN TO"), (7.4, "13")],
        [(1.5, "THE KASBAH OF AIT BENHADDOU - CONTINUOUS")],
        [],
        [(2.2, "ADAM"), (5.4, "EVE")],
        [(1.5, "No. Never again, not on"), (4.6, "Yes.  Always.")],
        [(1.5, "this road.")],
    ]
    other: list[list[Placed]] = [[(1.5, "He waits.")]]
    file = print_placed([first, second, other], tmp_path / "salt.pdf")
    script, _ = read_script([file])
    assert [(s.key.number, s.page, s.cast) for s in script.scenes] == [
        ("12A", "41", ("LEILA",)),
        ("13", "42", ("ADAM", "EVE")),
    ]
    kitchen, road = script.scenes
    assert (
        road.light,
        road.set_name,
    ) == ("NIGHT", "THE LONG ROAD THAT LEADS FROM THE HIGH ATLAS DOWN TO THE KASBAH OF AIT BENHADDOU")
    assert kitchen.blocks[1].text == "Water runs over the tiles and a CAT crosses.  It stops."
    assert [(b.dual, b.kind.value, b.text) for b in road.blocks[1:]] == [
        ("left", "cue", "ADAM"),
        ("left", "dialogue", "No. Never again, not on this road."),
        ("right", "cue", "EVE"),
        ("right", "dialogue", "Yes.  Always."),
        (None, "action", "He waits."),
    ]
