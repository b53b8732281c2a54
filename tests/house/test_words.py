"""Every sentence stands in three languages with the same values in it."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest

from tournage.kernel.words import LANGUAGES, load_words

SOURCE = Path(__file__).parents[2] / "src" / "tournage"
ROOMS = sorted(
    {str(f.parent.relative_to(SOURCE)) for p in ("words.yaml", "words_*.yaml") for f in SOURCE.rglob(p)}
)


def _fields(template: Any) -> set[str]:
    texts = [v for k, v in template.items() if k != "plural"] if isinstance(template, dict) else [template]
    found = {name for text in texts for _, name, _, _ in string.Formatter().parse(str(text)) if name}
    return found | ({template["plural"]} if isinstance(template, dict) else set())


@pytest.mark.parametrize("room", ROOMS)
def test_each_entry_has_three_languages_with_the_same_values(room: str) -> None:
    for key, entry in load_words(room).items():
        assert set(entry) == set(LANGUAGES), f"{room}.{key}: {sorted(entry)}"
        fields = {lang: _fields(entry[lang]) for lang in LANGUAGES}
        assert fields["en"] == fields["fr"] == fields["ar"], f"{room}.{key}: {fields}"
        assert all(not isinstance(entry[lang], dict) or "other" in entry[lang] for lang in LANGUAGES), key


@pytest.mark.parametrize("room", ROOMS)
def test_arabic_entries_are_written_in_arabic(room: str) -> None:
    for key, entry in load_words(room).items():
        text = str(entry["ar"])
        letters = [c for c in text.split("{")[0] + text.rpartition("}")[2] if c.isalpha()]
        if len(letters) > 3:
            assert any("\u0600" <= c <= "\u06ff" for c in letters), f"{room}.{key}: {text}"


@pytest.mark.parametrize("room", ROOMS)
def test_french_puts_a_narrow_no_break_space_before_high_punctuation(room: str) -> None:
    for key, entry in load_words(room).items():
        texts = entry["fr"].values() if isinstance(entry["fr"], dict) else [entry["fr"]]
        for text in map(str, texts):
            assert not re.search("[ \u00a0][;:?!»]|«[ \u00a0]", text), f"{room}.{key}: {text}"


@pytest.mark.parametrize("room", ROOMS)
def test_findings_begin_with_a_capital_or_a_value(room: str) -> None:
    for key, entry in load_words(room).items():
        if re.fullmatch(r"[A-Z]{3}-\d+\.(message|fix)", key):
            for lang in ("en", "fr"):
                forms = entry[lang] if isinstance(entry[lang], dict) else {"other": entry[lang]}
                low = [text for form, text in forms.items() if form != "plural" and text[0].islower()]
                assert low == [], f"{room}.{key}"


@pytest.mark.parametrize("room", ROOMS)
def test_arabic_keeps_options_in_their_own_direction(room: str) -> None:
    for key, entry in load_words(room).items():
        texts = entry["ar"].values() if isinstance(entry["ar"], dict) else [entry["ar"]]
        for text in map(str, texts):
            assert not re.search("(?<![\u200e\u2066])(?<![a-z] )--[a-z]", text), f"{room}.{key}: {text}"
