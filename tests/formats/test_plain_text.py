"""Typed screenplays without marks: indented, flat, numbered."""

from __future__ import annotations

from pathlib import Path

from tournage.services.scripts import read_script

INDENTED = """                         THE SALT

                      Written by Leïla B.


1    INT. RIAD KITCHEN - NIGHT                                  1

     The courtyard is quiet. Water runs over the tiles and a CAT
     crosses from the door to the well.

                         LEÏLA (O.S.)
                    (whispering)
               Who left the door open? I told you
               twice.

     SAM shuts the door.

                                                  CUT TO:

2    EXT. ROOFTOP - DAWN                                        2

     Swallows.
"""


def _read(folder: Path, text: str) -> list[tuple[str, str]]:
    file = folder / "x.txt"
    file.write_text(text, "utf-8")
    script, _ = read_script([file])
    return [(b.kind.value, b.text) for s in script.scenes for b in s.blocks]


def test_indents_tell_cue_dialogue_and_action(tmp_path: Path) -> None:
    assert _read(tmp_path, INDENTED) == [
        ("heading", "INT. RIAD KITCHEN - NIGHT"),
        (
            "action",
            "The courtyard is quiet. Water runs over the tiles and a CAT crosses from the door to the well.",
        ),
        ("cue", "LEÏLA (O.S.)"),
        ("parenthetical", "(whispering)"),
        ("dialogue", "Who left the door open? I told you twice."),
        ("action", "SAM shuts the door."),
        ("transition", "CUT TO:"),
        ("heading", "EXT. ROOFTOP - DAWN"),
        ("action", "Swallows."),
    ]


def test_numbers_title_and_author_are_found(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(INDENTED, "utf-8")
    script, _ = read_script([file])
    assert ([s.key.number for s in script.scenes], [s.numbered for s in script.scenes]) == (
        ["1", "2"],
        [True, True],
    )
    assert (script.title, script.episodes[0].title_page[1]) == ("THE SALT", ("Author", "Written by Leïla B."))


def test_flat_text_is_read_like_fountain(tmp_path: Path) -> None:
    assert _read(tmp_path, "INT. A - DAY\n\nSAM\nHello.\n") == [
        ("heading", "INT. A - DAY"),
        ("cue", "SAM"),
        ("dialogue", "Hello."),
    ]


def test_a_numbered_continuity_has_scenes_by_number_and_title_cards_as_action(tmp_path: Path) -> None:
    text = "".join(
        f"{n}--Place {n}. Night.\n\n     She waits\n     and waits.\n\n_Leader--_\n\n     LATER\n\n"
        for n in range(1, 7)
    )
    blocks = _read(tmp_path, text)
    assert blocks[:3] == [
        ("heading", "Place 1. Night."),
        ("action", "She waits and waits."),
        ("action", "LEADER: LATER"),
    ]
    assert len(blocks) == 18


def test_years_and_lists_do_not_make_scenes(tmp_path: Path) -> None:
    assert _read(tmp_path, "1. Milk\n\n2. Eggs\n\n1956. A dry year.\n") == []
