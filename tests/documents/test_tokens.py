"""The colours keep the contrast the visual language states."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tournage.documents.render import tokens as tokens_file
from tournage.documents.render.tokens import (
    STRIP_KINDS,
    UnknownStripGridError,
    chart_colours,
    colour,
    css_scale,
    css_variables,
    load_tokens,
    needs_outline,
    strip_fill,
)

# Stated ratios on ground, surface and sunk.
STATED = {
    "light": {
        "ink": (16.5, 17.9, 15.1),
        "ink-2": (8.4, 9.2, 7.7),
        "ink-3": (6.1, 6.6, 5.5),
        "accent": (8.8, 9.5, 8.0),
        "good": (7.0, 7.6, 6.4),
        "warn": (7.2, 7.9, 6.6),
        "bad": (7.4, 8.1, 6.8),
        "control": (3.5, 3.9, 3.2),
    },
    "dark": {
        "ink": (15.8, 14.4, 12.6),
        "ink-2": (10.8, 9.9, 8.6),
        "ink-3": (7.7, 7.1, 6.2),
        "accent": (9.6, 8.8, 7.7),
        "good": (9.9, 9.0, 7.9),
        "warn": (10.3, 9.4, 8.3),
        "bad": (9.3, 8.6, 7.5),
        "control": (4.2, 3.9, 3.4),
    },
}
STRIPS = {"int_day": 17.9, "ext_day": 14.5, "dawn": 10.9, "dusk": 9.1, "int_night": 8.1, "ext_night": 7.1}


def _luminance(hexadecimal: str) -> float:
    channels = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """The WCAG ratio of two colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _lightness(hexadecimal: str) -> float:
    y = _luminance(hexadecimal)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize(("theme", "name"), [(t, n) for t, names in STATED.items() for n in names])
def test_a_text_colour_has_the_contrast_stated(theme: str, name: str) -> None:
    grounds = ("ground", "surface", "sunk")
    ratios = tuple(round(contrast(colour(name, theme), colour(g, theme)), 1) for g in grounds)
    assert STATED[theme][name] == pytest.approx(ratios, abs=0.051)


@pytest.mark.parametrize("theme", ["light", "dark", "sun"])
def test_running_text_reaches_seven_and_captions_four_and_a_half(theme: str) -> None:
    for ground in ("ground", "surface", "sunk"):
        assert contrast(colour("ink", theme), colour(ground, theme)) >= 7
        assert contrast(colour("ink-2", theme), colour(ground, theme)) >= 7
        for name in ("ink-3", "accent", "good", "warn", "bad"):
            assert contrast(colour(name, theme), colour(ground, theme)) >= 4.5


def test_text_on_the_main_button_is_read() -> None:
    assert round(contrast(colour("on-accent"), colour("accent")), 1) == 9.5
    assert round(contrast(colour("on-accent", "dark"), colour("accent", "dark")), 1) == 9.4


@pytest.mark.parametrize("kind", STRIP_KINDS)
def test_strip_text_has_the_contrast_stated_and_is_read_in_the_dark_theme(kind: str) -> None:
    ink = f"#{load_tokens()['strips']['text']}"
    assert round(contrast(ink, strip_fill(kind)), 1) == STRIPS[kind]
    assert round(contrast(ink, strip_fill(kind, "dark")), 1) >= 6.9


def test_chart_colours_lie_seven_apart_in_lightness_so_that_grey_prints_keep_them() -> None:
    lightness = sorted(map(_lightness, chart_colours()))
    assert all(b - a >= 6.5 for a, b in pairwise(lightness))


def test_chart_colours_under_three_to_one_are_outlined() -> None:
    for name in load_tokens()["chart"]["light"]:
        assert needs_outline(name) == (contrast(colour(name), "#FFFFFF") < 3), name
    assert all(contrast(c, colour("ground", "dark")) >= 3 for c in chart_colours("dark"))


def test_the_sun_theme_keeps_only_ink_and_darker_rules() -> None:
    assert colour("ink", "sun") == colour("ink-2", "sun") == colour("ink-3", "sun")
    assert (colour("control", "sun"), "#FFFFFF") == (colour("rule", "sun"), colour("ground", "sun"))


def test_every_token_reaches_the_style_sheet() -> None:
    css = css_variables("light") + css_scale("ar")
    assert {"--ink", "--clay", "--morocco", "--strip-int-day", "--size-table", "--touch"} <= set(
        re.findall(r"--[a-z0-9-]+", css)
    )
    assert "--line-answer: 48px" in css_scale("ar")
    assert "--line-answer: 39px" in css_scale("en")


def test_the_page_of_the_manual_states_every_colour() -> None:
    page = (Path(__file__).parents[2] / "docs" / "design.md").read_text("utf-8")
    stated = set(re.findall(r"\b[0-9A-F]{6}\b", page))
    tokens = (Path(tokens_file.__file__).parent / "tokens.yaml").read_text("utf-8")
    assert stated == set(re.findall(r'"([0-9A-F]{6})"', tokens))


def test_the_other_habit_of_night_colours_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = {kind: strip_fill(kind) for kind in STRIP_KINDS}
    monkeypatch.setenv("TOURNAGE_STRIPS", "green-indoors")
    load_tokens.cache_clear()
    try:
        assert (usual["ext_night"], usual["int_night"]) == (strip_fill("int_night"), strip_fill("ext_night"))
        assert usual["ext_day"] == strip_fill("ext_day")
        assert load_tokens()["strips"]["int_night"]["key"] == "black"
    finally:
        load_tokens.cache_clear()


def test_an_unknown_habit_of_strip_colours_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOURNAGE_STRIPS", "plaid")
    load_tokens.cache_clear()
    try:
        with pytest.raises(UnknownStripGridError, match="choose one of blue-indoors, green-indoors"):
            load_tokens()
    finally:
        monkeypatch.undo()
        load_tokens.cache_clear()
