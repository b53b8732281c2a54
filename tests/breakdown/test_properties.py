"""Whatever the text: evidence stands in it, nothing breaks, the same text gives the same sheets."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.breakdown.scripts import scene
from tournage.breakdown.lexicon import LANGUAGES, load_lexicon
from tournage.breakdown.model import SceneText
from tournage.breakdown.propose import break_down
from tournage.breakdown.tokens import tokenise


@lru_cache
def _vocabulary(language: str) -> tuple[str, ...]:
    lexicon = load_lexicon(language)
    things = sorted({" ".join(p.words) for patterns in lexicon.index.values() for p in patterns})[::17]
    little = sorted(word for words in lexicon.grammar.sets.values() for word in words)
    names = [
        "SALMA",
        "Mark",
        "DR. SMITH",
        "سلمى",
        "LE GARDIEN,",
        "(40)",
        "12",
        "٣٠ سنة",
        "—",
        ".",
        ",",
        "«",
        '"',
        "*_",
    ]
    return (*things, *little, *names)


@st.composite
def _scripts(draw: st.DrawFn) -> tuple[SceneText, ...]:
    language = draw(st.sampled_from(LANGUAGES))
    words = st.sampled_from(_vocabulary(language)) | st.text(max_size=6)
    made = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        action = " ".join(draw(st.lists(words, max_size=25))).replace("\n", " ").replace("@", "")
        said = " ".join(draw(st.lists(words, max_size=5))).replace("\n", " ")
        cue = draw(st.sampled_from(["SALMA", "DR. SMITH", "سلمى (خارج الكادر)", "MARK (V.O.)", "ALL"]))
        text = f"{draw(st.sampled_from(['INT. CAR - NIGHT', 'EXT. SOUK - DAY', 'خارجي - السوق - نهار']))}\n\n{action}\n\n@{cue}\n{said}\n"
        made.append(scene(text, str(number), language))
    return tuple(made)


@settings(max_examples=120, deadline=None)
@given(_scripts())
def test_evidence_stands_in_its_scene_and_sheets_agree_with_elements(scenes: tuple[SceneText, ...]) -> None:
    breakdown, _ = break_down("T", scenes)
    texts = {s.key: "\n".join([s.heading, *(line.text for line in s.lines)]) for s in scenes}
    for element in breakdown.elements:
        assert {e.scene for e in element.evidence} == set(element.scenes)
        assert all(e.text in texts[e.scene] for e in element.evidence)
        assert all(count > 0 for _, count in element.quantity)
    for sheet in breakdown.sheets:
        assert {*sheet.cast, *sheet.voices, *sheet.elements} == {
            e.id for e in breakdown.elements if sheet.key in e.scenes
        }
        assert 0 <= sheet.extras_range[0] <= sheet.extras <= sheet.extras_range[1]
    assert len({e.id for e in breakdown.elements}) == len(breakdown.elements)
    assert sorted(role.number for role in breakdown.roles) == list(range(1, len(breakdown.roles) + 1))
    assert break_down("T", scenes)[0] == breakdown


@given(st.text(), st.sampled_from(LANGUAGES))
def test_words_stand_where_they_say(text: str, language: str) -> None:
    tokens = tokenise(text, language)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [t.start for t in tokens] == sorted(t.start for t in tokens)
    assert all(a.sentence <= b.sentence and a.clause <= b.clause for a, b in pairwise(tokens))
