"""`study.html`: the whole study as one self-contained page."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files

from tournage.cases.comparison.model import Comparison
from tournage.cases.feasibility.model import Study
from tournage.documents.render.html import Html, el, join, page
from tournage.documents.render.numbers import day_plain
from tournage.documents.render.svg import mark
from tournage.documents.study.answer import build_answer
from tournage.documents.study.assumptions import build_assumptions
from tournage.documents.study.comes_back import build_back
from tournage.documents.study.cost import build_cost
from tournage.documents.study.elsewhere import build_elsewhere
from tournage.documents.study.filing import build_filing
from tournage.documents.study.moves import build_moves
from tournage.documents.study.story import build_story
from tournage.documents.study.trouble import build_findings
from tournage.documents.study.view import View
from tournage.documents.study.when import build_when
from tournage.documents.study.where import build_where

SECTIONS = {
    "answer": build_answer,
    "story": build_story,
    "where": build_where,
    "when": build_when,
    "cost": build_cost,
    "back": build_back,
    "filing": build_filing,
    "moves": build_moves,
    "elsewhere": build_elsewhere,
    "assumptions": build_assumptions,
    "findings": build_findings,
}
THEMES = ("light", "dark", "sun")


def build_html(study: Study, lang: str, elsewhere: Comparison | None = None) -> str:
    """The study as a page that opens from disk, in any theme, on any screen, without a network."""
    view = View(study, lang, elsewhere)
    sections = [build(view) for build in _sections(view).values()]
    body = join(
        el("a", view.w("skip"), href="#main", class_="skip"),
        _header(view),
        _contents(view),
        el("main", *sections, id="main"),
        _footer(view),
        view.notes.island(),
    )
    title = view.w("page_title", title=study.title)
    return page(title, body, lang=lang, css=_file("study.css"), script=_file("study.js"))


def _sections(view: View) -> dict[str, Callable[[View], Html]]:
    """The sections there is something for."""
    return {name: build for name, build in SECTIONS.items() if name != "elsewhere" or view.elsewhere}


def _file(name: str) -> str:
    return (files("tournage.documents.study") / name).read_text("utf-8").strip()


def _header(view: View) -> Html:
    study = view.study
    facts = " · ".join((view.w("version"), day_plain(study.made_on, view.lang)))
    links = [el("a", name.upper(), href=f"study.{name}", class_="button") for name in ("pdf", "xlsx")]
    names = {f"data-{theme}": view.w(f"theme.{theme}") for theme in THEMES}
    switch = el(
        "button",
        el("i", class_="theme-icon", aria_hidden="true"),
        el("span", view.w("theme.light"), id="theme-name"),
        id="theme",
        type="button",
        title=view.w("theme.title"),
        **names,
    )
    return el(
        "header",
        mark(22),
        el("strong", view.name(study.title), class_="production"),
        el("span", facts, class_="facts"),
        el("span", class_="spring"),
        *links,
        switch,
        class_="top",
    )


def _contents(view: View) -> Html:
    links = [el("a", view.w(f"section.{id}.name"), href=f"#{id}") for id in _sections(view)]
    return el("nav", *links, aria_label=view.w("contents"), class_="contents")


def _footer(view: View) -> Html:
    return el("footer", el("p", view.w("footer", made_on=view.study.made_on), class_="caption"))
