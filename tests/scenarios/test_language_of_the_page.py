"""A French and an Arabic page say everything in their own language, names and titles apart."""

from __future__ import annotations

import dataclasses
import html
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.conftest import Studies
from tournage.cases.feasibility.model import Study
from tournage.documents.study import build_html
from tournage.documents.study.days_grid import NAMES
from tournage.kernel.dated import Source
from tournage.kernel.words import load_words
from tournage.places.reasons import location_name
from tournage.services.comparing import compare_study

pytestmark = pytest.mark.slow

SOURCE = Path(__file__).parents[2] / "src" / "tournage"
ROOMS = {str(f.parent.relative_to(SOURCE)) for p in ("words.yaml", "words_*.yaml") for f in SOURCE.rglob(p)}
SHOWN = re.compile(r">([^<]+)<|(?:aria-label|title|data-light|data-dark|data-sun)=\"([^\"]*)\"")
CODES = {
    **dict.fromkeys(("EUR", "MAD", "USD", "GBP"), "currencies"),
    **dict.fromkeys(("SW", "SWF", "WF", "WD", "PW", "HO", "SWD", "PWF"), "codes of the day out of days"),
    **dict.fromkeys(("PDF", "XLSX", "TOML", "ATA"), "forms of files and papers"),
    **dict.fromkeys(("study", "html", "xlsx", "json", "tournage", "compare"), "files, commands"),
    **dict.fromkeys(("BUD", "INC", "SCH", "PLC", "STU", "SCR", "BRK"), "codes of findings"),
    "Rotterdam": "a town the script names in a heading",
    "pt": "part of a scene that is split over days: 12pt1",
}
"""Latin letters an Arabic page may hold, and why."""
TYPED = re.compile(
    r"--?[a-z-]+( [A-Z]{3}=[\d.]+| FILE\.toml)?|(?<![a-z_.])[a-z_]+\.[a-z_.]+\b|«[a-z_]+»|\bagreement\.yaml\b"
)
"""Options, ids of assumptions and names of columns that a person types as they are."""


def _texts(page: str) -> Iterator[str]:
    """What a person reads or hears of a page, the texts of explanations with it."""
    body = page[page.index("<body") :]
    found = re.search(r'<script type="application/json" id="steps">(.*?)</script>', body, re.S)
    assert found is not None
    data = json.loads(found[1])
    body = re.sub(r"<(script|style).*?</\1>|<code.*?</code>", "", body, flags=re.S)
    for inner, attribute in SHOWN.findall(body):
        yield html.unescape(inner or attribute)
    yield from data["s"]
    for detail in data["d"]:
        yield from (str(detail[key]) for key in ("u", "r") if key in detail)
    yield from (title for title, _, _ in data["q"])
    yield from data["t"].values()


def _strings(node: Any, seen: set[int]) -> Iterator[str]:
    """Every text inside papers that come from the script."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, (tuple, list, set, frozenset)):
        for inner in node:
            yield from _strings(inner, seen)
    elif dataclasses.is_dataclass(node) and id(node) not in seen:
        seen.add(id(node))
        for field in dataclasses.fields(node):
            yield from _strings(getattr(node, field.name), seen)


def _titles(node: Any, seen: set[int]) -> Iterator[str]:
    """Titles of sources that are no remark of ours, wherever they stand."""
    if isinstance(node, Source):
        yield from () if node.words.key else (node.title,)
    elif isinstance(node, (tuple, list)):
        for inner in node:
            yield from _titles(inner, seen)
    elif dataclasses.is_dataclass(node) and id(node) not in seen:
        seen.add(id(node))
        for field in dataclasses.fields(node):
            yield from _titles(getattr(node, field.name), seen)


def _names(study: Study) -> re.Pattern[str]:
    """Texts of the script, of the map and of sources, longest first, and codes of accounts."""
    known = {study.title, *_strings(study.breakdown, set()), *_strings(study.plan.sets, set())}
    known |= {text for strip in study.board.strips for text in (strip.set_name, strip.synopsis or "")}
    known |= {row.code for row in study.top_sheet} | set(_titles(study, set()))
    known |= {
        f"{row.name[: letters - 1].rstrip()}…" for row in study.dood.rows for _, letters in NAMES.values()
    }
    for location in study.locations:
        known |= {d.title for d in location.doubles if d.title} | set(
            _strings(location_name(location).values, set())
        )
    longest = sorted((name for name in known if len(name) > 1), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest))})(?!\w)", re.I)


def _left(texts: Iterable[str], names: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Each text without the names in it, and as it stands."""
    for text in dict.fromkeys(texts):
        rest = names.sub(" ", re.sub("[\u2066-\u2069]", "", text))
        yield TYPED.sub(" ", rest), text


def _pages(studies: Studies, script: str, lang: str) -> tuple[Study, str]:
    made = studies.of(script).made
    return made.study, build_html(made.study, lang, compare_study(made.document, made.study.made_on))


@cache
def _vocabulary(lang: str) -> frozenset[str]:
    """Every word our own words files use in a language."""
    texts = (str(entry[lang]) for room in ROOMS for entry in load_words(room).values())
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d_]{3,}", text.lower()))


def test_an_arabic_page_holds_no_latin_words_but_names_codes_and_titles(studies: Studies) -> None:
    study, page = _pages(studies, "pilot/the_salt_line.fountain", "ar")
    found = {
        word: text[:120]
        for rest, text in _left(_texts(page), _names(study))
        for word in re.findall(r"[A-Za-zÀ-ÿ]{2,}", rest)
        if word not in CODES
    }
    assert found == {}


def test_a_french_page_holds_no_english_words(studies: Studies) -> None:
    study, page = _pages(studies, "pilot/the_salt_line.fountain", "fr")
    english = _vocabulary("en") - _vocabulary("fr")
    found = {
        word: text[:120]
        for rest, text in _left(_texts(page), _names(study))
        for word in re.findall(r"[^\W\d_]{3,}", rest.lower())
        if word in english
    }
    assert found == {}
