"""Reading what we wrote gives the same scenes, numbers, lengths and tags."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tournage.formats import fdx, fountain
from tournage.kernel.eighths import Eighths
from tournage.script.assemble import Measure, assemble
from tournage.script.emphasis import without_emphasis
from tournage.script.model import Block, BlockKind, Episode, HeadingFacts, RawScript, Tag

_K = BlockKind

words = st.text("aàbé cœd ELÉN.,!?'*_#>=~@[]()/\\&<\"ليلة ٣", min_size=1, max_size=60).map(
    lambda t: " ".join(t.split()) or "x"
)
lines = st.lists(words, min_size=1, max_size=3).map("\n".join)
names = st.sampled_from(
    [
        "LEÏLA",
        "SAM (V.O.)",
        "McAVOY",
        "OLD MAN (CONT'D)",
        "أحمد",
        "فاطمة (خارج الكادر)",
        "R2D2",
        "ÉLODIE (OFF)",
    ]
)
headings = st.sampled_from(
    [
        "INT. RIAD - NIGHT",
        "EXT. DUNES - CONTINUOUS",
        "SÉQUENCE SANS LIEU",
        "INTÉRIEUR JOUR - CUISINE",
        "داخلي - نهار - شقة أحمد",
        "BINOCULARS VIEW",
        "I/E TRUCK – DUSK",
        "EXT. ROAD - DAY 2",
    ]
)
tags = st.lists(
    st.builds(
        lambda text, category: Tag(text, category[0], category[1], category[2]),
        st.sampled_from(["sabre", "red Jeep", "crowd"]),
        st.sampled_from(
            [
                ("Props", 104, "05c556eb-6bc1-4a3a-b09f-f8b5ba1b6afa"),
                ("Vehicles", 103, "04721a56-f54b-49c8-80ad-d53887d6b851"),
            ]
        ),
    ),
    max_size=2,
    unique=True,
).map(tuple)
revisions = st.sampled_from([None, None, "Blue Rev."])


@st.composite
def _paragraph(draw: st.DrawFn) -> list[Block]:
    kind = draw(
        st.sampled_from(
            ["action", "speech", "speech", "transition", "centered", "note", "section", "synopsis"]
        )
    )
    if kind == "action":
        return [Block(_K.ACTION, draw(lines), 1, tags=draw(tags), revision=draw(revisions))]
    if kind == "speech":
        return draw(_speech(None))
    if kind == "transition":
        return [Block(_K.TRANSITION, draw(st.sampled_from(["CUT TO:", "Fondu au blanc.", "FADE OUT."])), 1)]
    if kind == "centered":
        return [Block(_K.CENTERED, draw(st.sampled_from(["THE END", "Fin de l'acte"])), 1)]
    if kind == "section":
        return [Block(_K.SECTION, "Act", 1, level=draw(st.integers(1, 4)))]
    if kind == "synopsis":
        return [Block(_K.SYNOPSIS, "They meet.", 1)]
    return [Block(_K.NOTE, draw(st.sampled_from(["why?", "ask\nLeïla", "length: some"])), 1)]


@st.composite
def _speech(draw: st.DrawFn, dual: str | None) -> list[Block]:
    blocks = [Block(_K.CUE, draw(names), 1, dual)]
    if draw(st.booleans()):
        blocks.append(Block(_K.PARENTHETICAL, draw(st.sampled_from(["(low)", "(en riant)"])), 1, dual))
    spoken = draw(
        st.sampled_from(["Hello there.", "Où est le sabre ?\nJe ne sais pas.", "One.\n\nTwo.", "لا أحد."])
    )
    return [*blocks, Block(_K.DIALOGUE, spoken, 1, dual, tags=draw(tags), revision=draw(revisions))]


@st.composite
def _dual(draw: st.DrawFn) -> list[Block]:
    return draw(_speech("left")) + draw(_speech("right"))


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    """An episode as a reader would make it."""
    blocks: list[Block] = []
    facts: list[tuple[int, HeadingFacts]] = []
    numbered = draw(st.booleans())
    for number in range(draw(st.integers(1, 5))):
        stated = draw(st.one_of(st.none(), st.integers(1, 40)))
        written = (
            f"{number + 1}{draw(st.sampled_from(['', 'A', 'pt2']))}"
            if numbered and draw(st.booleans())
            else None
        )
        eighths = None if stated is None else Eighths(stated)
        page = None if stated is None else str(number + 1)
        facts.append((len(blocks), HeadingFacts(written, eighths, page)))
        blocks.append(Block(_K.HEADING, draw(headings), 1, tags=draw(tags)))
        for paragraph in draw(st.lists(st.one_of(_paragraph(), _dual()), max_size=6)):
            blocks += paragraph
    title = (("Title", "Sel"), ("Author", "Leïla B."))
    raw = RawScript(title, tuple(blocks), tuple(facts))
    return assemble(raw, file="x", title="Sel", measure=Measure())[0]


def _again(episode: Episode, module: object, suffix: str) -> Episode:
    with TemporaryDirectory() as folder:
        file = Path(folder, f"x{suffix}")
        file.write_text(module.write(episode), "utf-8")  # type: ignore[attr-defined]
        raw, _ = module.read(file)  # type: ignore[attr-defined]
    return assemble(raw, file="x", title="Sel", measure=Measure())[0]


def _told(episode: Episode) -> list[tuple[object, ...]]:
    return [
        (
            s.key.number,
            s.numbered,
            s.heading,
            s.int_ext,
            s.set_name,
            s.time_of_day,
            s.light,
            s.eighths,
            s.cast,
            s.omitted,
        )
        for s in episode.scenes
    ]


def _tags(episode: Episode) -> list[list[tuple[str, str, int | None]]]:
    return [sorted((t.text, t.category, t.ucid) for b in s.blocks for t in b.tags) for s in episode.scenes]


def _words(episode: Episode) -> list[list[tuple[str, str, str | None, str | None]]]:
    """What a reader of the page sees, paragraph by paragraph."""
    return [
        [(b.kind.value, " ".join(without_emphasis(b.text).split()), b.dual, b.revision) for b in s.blocks]
        for s in episode.scenes
    ]


def _merged(rows: list[list[tuple[str, str, str | None, str | None]]]) -> list[str]:
    return ["\n".join(row[1] for row in scene) for scene in rows]


@pytest.mark.parametrize(
    ("module", "suffix"), [(fountain, ".fountain"), (fdx, ".fdx")], ids=["fountain", "fdx"]
)
@given(episode=episodes())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reading_what_we_wrote_gives_the_same_script(module: object, suffix: str, episode: Episode) -> None:
    again = _again(episode, module, suffix)
    assert _told(episode) == _told(again)
    assert _tags(episode) == _tags(again)
    assert _words(episode) == _words(again)


@given(episode=episodes())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_going_through_both_formats_loses_nothing(episode: Episode) -> None:
    there = _again(episode, fdx, ".fdx")
    back = _again(there, fountain, ".fountain")
    assert _told(episode) == _told(back)
    assert _tags(episode) == _tags(back)
    assert _merged(_words(episode)) == _merged(_words(back))


def test_a_title_page_survives_both_formats() -> None:
    pairs = (("Title", "Sel"), ("Credit", "un film de"), ("Author", "Leïla B."), ("Draft date", "2026-11-24"))
    episode, _ = assemble(
        RawScript(pairs, (Block(_K.HEADING, "INT. A - DAY", 1),)), file="x", title="Sel", measure=Measure()
    )
    assert pairs == _again(episode, fountain, ".fountain").title_page
    assert pairs == _again(episode, fdx, ".fdx").title_page
