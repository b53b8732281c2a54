"""The page shell: escaped, self-contained, themed."""

from __future__ import annotations

import re
from decimal import Decimal

from tournage.documents.render.html import bdi, el, join, page
from tournage.documents.render.svg import Axis, Box, Paint, light_key, mark, range_bar
from tournage.documents.render.tokens import STRIP_KINDS


def test_text_is_escaped_and_markup_is_not_escaped_twice() -> None:
    cell = el("td", "A & B <script>", title='"quoted"')
    assert cell == '<td title="&quot;quoted&quot;">A &amp; B &lt;script&gt;</td>'
    assert el("tr", cell) == f"<tr>{cell}</tr>"
    assert join("<", el("b", "x")) == "&lt;<b>x</b>"


def test_values_keep_their_direction_in_arabic() -> None:
    assert bdi("1 4/8", "ar") == '<bdi dir="ltr">1 4/8</bdi>'
    assert bdi("إدريس", "ar") == "<bdi>إدريس</bdi>"
    assert bdi("1 4/8", "en") == "1 4/8"


def test_a_page_fetches_nothing() -> None:
    html = page("Étude", el("h1", "Oui"), lang="fr", script="void 0")
    assert '<html lang="fr" dir="ltr">' in html
    assert not re.search(r"(src|href)=|url\((?!data:)|@import", html)
    assert "default-src 'none'" in html


def test_an_arabic_page_runs_right_to_left_and_brings_its_font() -> None:
    html = page("دراسة", el("h1", "نعم"), lang="ar")
    assert '<html lang="ar" dir="rtl">' in html
    assert 'font-family:"IBM Plex Sans Arabic"' in html


def test_a_page_without_arabic_carries_no_arabic_font() -> None:
    assert '@font-face{font-family:"IBM Plex Sans Arabic"' not in page("Study", el("h1", "Yes"), lang="en")


def test_the_three_themes_are_in_the_page() -> None:
    html = page("Study", "", lang="en")
    for rule in (
        "prefers-color-scheme:dark",
        '[data-theme="sun"]',
        "prefers-contrast:more",
        "--ink: #14171D",
    ):
        assert rule in html


def test_each_strip_kind_has_a_key_of_its_own() -> None:
    drawn = {str(light_key(kind, Box(0, 0, 8, 12))) for kind in STRIP_KINDS}
    assert len(drawn) == len(STRIP_KINDS)


def test_a_range_is_mirrored_by_hand() -> None:
    values = (Decimal(9), Decimal(10), Decimal("11"))
    ltr = range_bar(values, "morocco", ("9", "11"), paint=Paint("light"))
    rtl = range_bar(values, "morocco", ("9", "11"), rtl=True, paint=Paint("light"))
    assert ltr != rtl
    assert 'direction="ltr"' in rtl
    assert Axis(100, mirrored=True).x(0, 40) == 60


def test_a_range_beyond_a_fifth_ends_in_an_arrow() -> None:
    near = range_bar((Decimal(9), Decimal(10), Decimal(11)), "net", ("", ""))
    far = range_bar((Decimal(9), Decimal(10), Decimal(14)), "net", ("", ""))
    assert (near.count("<path"), far.count("<path")) == (0, 1)


def test_the_mark_is_four_light_keys() -> None:
    assert mark().count("<rect") == 4
    assert mark().count("<path") == 2
