"""The study in a real browser: every language and theme, screens from a phone to a desk, keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open
from tests.documents.study_fixture import make_study
from tournage.documents.study.data import build_json

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LANGS = ("en", "fr", "ar")
UNFOLDED = (("en", "light"), ("ar", "dark"))
"""Where axe reads what is folded too, which takes long."""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_no_violation(open_study: Open, lang: str, theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_study(lang, theme=theme)
    if (lang, theme) in UNFOLDED:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    result = Axe().run(page)
    assert [v["id"] + ": " + v["nodes"][0]["html"] for v in result.response["violations"]] == []


def test_axe_finds_no_violation_in_sun_nor_in_an_open_explanation(open_study: Open) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_study("en")
    page.evaluate("document.documentElement.dataset.theme = 'sun'")
    page.locator("[data-row=net_cost] button.opens").click()
    result = Axe().run(page)
    assert [v["id"] + ": " + v["nodes"][0]["html"] for v in result.response["violations"]] == []


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_never_scrolls_sideways(open_study: Open, lang: str) -> None:
    page = open_study(lang)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    widths = {}
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        widths[width] = page.evaluate("document.documentElement.scrollWidth")
    assert {width: wide for width, wide in widths.items() if wide > width} == {}


@pytest.mark.parametrize("lang", LANGS)
def test_no_words_are_missing(open_study: Open, lang: str) -> None:
    text = open_study(lang).evaluate("document.body.innerText")
    assert "{" not in text
    assert "study." not in text.replace("study.html", "").replace("study.xlsx", "")
    assert "None" not in text


def test_a_figure_opens_by_keyboard_and_gives_the_focus_back(open_study: Open) -> None:
    page = open_study("en")
    figure = page.locator("[data-row=award] button.opens")
    figure.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    assert dialog.locator("h2").inner_text() == "Rebate, likely"
    assert dialog.locator(".sign").count() > 0
    _open_every_row(page)
    assert dialog.locator(".basis").count() > 0
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
    assert page.evaluate("document.activeElement.closest('[data-row]').dataset.row") == "award"


def _open_every_row(page: Any) -> None:
    """Unfold the tree three levels down with the keyboard."""
    for _ in range(3):
        row = page.locator("dialog .row button.name[aria-expanded=false]").first
        if row.count():
            row.press("Enter")


def test_an_explanation_leads_to_a_source_with_its_confidence(open_study: Open) -> None:
    page = open_study("en")
    page.locator("table.top-sheet button.opens").first.click()
    _open_every_row(page)
    basis = page.locator("dialog .basis")
    assert "confidence" in " ".join(basis.all_inner_texts())


def test_the_figures_shown_are_those_of_the_json(open_study: Open) -> None:
    study = make_study()
    data = build_json(study, "en")
    page = open_study("en")
    page.locator("[data-row=net_cost] button.opens").click()
    shown = page.locator("dialog .total").inner_text().replace(",", "").replace("\u00a0", " ")
    assert shown == f"{study.currency} {data['net_cost']}"
    days = page.locator("[data-row=days] .figure").inner_text()
    assert days == str(data["shooting_days"])


def test_the_theme_button_goes_through_light_dark_and_sun(open_study: Open) -> None:
    page = open_study("en")
    button = page.locator("#theme")
    seen = [button.inner_text().strip()]
    for _ in range(3):
        button.click()
        seen.append(button.inner_text().strip())
    assert seen == ["Light", "Dark", "Sun", "Light"]


def test_rows_run_from_the_right_in_arabic_but_the_map_does_not(open_study: Open) -> None:
    page = open_study("ar")
    label = page.locator("[data-row=award] h2").bounding_box()
    figure = page.locator("[data-row=award] .figure").bounding_box()
    assert label["x"] > figure["x"]
    shown = {}
    for lang in ("en", "ar"):
        squares = open_study(lang).locator("svg.map >> visible=true").locator("rect[width='16']")
        shown[lang] = [squares.nth(n).get_attribute("x") for n in range(squares.count())]
    assert shown["ar"] == shown["en"]


def test_figures_stand_right_in_both_directions(open_study: Open) -> None:
    for lang in ("en", "ar"):
        cell = open_study(lang).locator("table.top-sheet tbody td.fig").first
        assert cell.evaluate("cell => getComputedStyle(cell).textAlign") == "right"


def test_the_page_reads_whole_without_scripts(open_study: Open) -> None:
    page = open_study("en", scripts=False)
    assert page.locator("main > section").count() == 10
    assert page.locator("#theme").is_hidden()
    assert page.locator("[data-row=net_cost] .figure").is_visible()


def test_targets_are_large_enough_on_a_phone(open_study: Open) -> None:
    page = open_study("en", width=390)
    boxes = page.locator("#answer button.opens, #theme, .contents a").all()
    assert min(box.bounding_box()["height"] for box in boxes) >= 44


CHARTS = {
    "tornado": ".tornado .result .opens",
    "budget": "table.top-sheet .opens.bar",
    "days": ".days .spot",
    "cash": "#back figure .spot >> visible=true",
}


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_figures_of_charts_open_by_key_and_by_finger(open_study: Open, lang: str, chart: str) -> None:
    page = open_study(lang)
    figure = page.locator(CHARTS[chart]).first
    figure.focus()
    page.keyboard.press("Enter")
    named = page.locator("dialog[open] h2").inner_text()
    page.keyboard.press("Escape")
    assert figure.evaluate("one => one === document.activeElement")
    figure.dispatch_event("click")
    assert page.locator("dialog[open] h2").inner_text() == named != ""


def test_arrows_go_from_day_to_day_with_the_reading(open_study: Open) -> None:
    for lang, key in (("en", "ArrowRight"), ("ar", "ArrowLeft")):
        page = open_study(lang)
        page.locator(".days .spot").first.focus()
        page.keyboard.press(key)
        second = page.locator(".days .spot").nth(1)
        assert second.evaluate("one => one === document.activeElement")
        assert second.get_attribute("tabindex") == "0"
        assert page.locator(".days .spot[tabindex='0']").count() == 1


def test_a_day_opens_on_its_scenes(open_study: Open) -> None:
    page = open_study("en")
    page.locator(".days .spot").first.focus()
    page.keyboard.press("Enter")
    dialog = page.locator("dialog[open]")
    assert "p." in dialog.locator(".total").inner_text()
    assert dialog.locator("ul.tree li").count() > 0
