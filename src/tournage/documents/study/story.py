"""The story in numbers: scenes and light, cast, sets, crowds, and everything the shoot must provide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from tournage.breakdown.model import Breakdown, Sheet
from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import isolate, pages
from tournage.documents.render.svg import strip_swatch
from tournage.documents.render.tokens import STRIP_KINDS, strip_kind
from tournage.documents.study.amounts import count
from tournage.documents.study.bars import share_bar
from tournage.documents.study.ribbon import build_ribbon
from tournage.documents.study.view import View
from tournage.kernel.eighths import EIGHTHS_A_PAGE
from tournage.kernel.explain import Step
from tournage.kernel.scene import IntExt, Light
from tournage.kernel.words import literal, phrase

MOST_ROWS = 8
_UNTOLD = "untold"
"""Row of the scenes of which nothing tells whether they are in or out."""

TELLING = (
    "vehicles",
    "animals",
    "weapons_military",
    "stunts",
    "special_effects",
    "water_fire",
    "visual_effects",
    "minors",
)


@dataclass(frozen=True)
class StoryNumbers:
    """What the sheets of a breakdown add up to."""

    breakdown: Breakdown

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Scenes that are shot."""
        return tuple(sheet for sheet in self.breakdown.sheets if not sheet.omitted)

    @cached_property
    def eighths(self) -> int:
        """Their length together."""
        return sum(sheet.eighths for sheet in self.sheets)

    @cached_property
    def extras(self) -> int:
        """Days of background work: the likely extras of every scene."""
        return sum(sheet.extras for sheet in self.sheets)

    def share(self, sheets: tuple[Sheet, ...]) -> float:
        """Share of the script's length."""
        return sum(s.eighths for s in sheets) / self.eighths if self.eighths else 0.0

    @cached_property
    def outdoors(self) -> tuple[Sheet, ...]:
        """Scenes outdoors, or both in and out."""
        return tuple(s for s in self.sheets if s.int_ext in (IntExt.EXT, IntExt.BOTH))

    @cached_property
    def untold(self) -> tuple[Sheet, ...]:
        """Scenes of which nothing tells whether they are in or out."""
        return tuple(s for s in self.sheets if s.int_ext is None)

    @cached_property
    def by_night(self) -> tuple[Sheet, ...]:
        """Scenes at night."""
        return tuple(s for s in self.sheets if s.light is Light.NIGHT)


def build_story(view: View) -> Html:
    """Counts first, then the script as a ribbon, then what it is made of."""
    story = StoryNumbers(view.study.breakdown)
    blocks = (_lights(view, story), _roles(view), _sets(view), _elements(view))
    return view.section(
        "story",
        story_summary(view, story),
        _counts(view, story),
        build_ribbon(view, story.sheets),
        el("div", *blocks, class_="pairs"),
    )


def story_summary(view: View, story: StoryNumbers) -> str:
    """Scenes, pages and sets; the share outdoors and at night."""
    untold = round(story.share(story.untold) * 100)
    return view.w(
        "story.summary_untold" if untold else "story.summary",
        untold=untold,
        scenes=len(story.sheets),
        pages=pages(story.eighths, view.lang),
        outdoors=round(story.share(story.outdoors) * 100),
        night=round(story.share(story.by_night) * 100),
        sets=len(view.study.plan.sets),
    )


def story_figures(view: View, story: StoryNumbers) -> list[tuple[str, str, Step]]:
    """The counts of the story: name, figure, explanation."""
    roles = view.study.breakdown.roles
    steps = (
        ("scenes", _scene_step(view, story)),
        ("pages", _length_step(story)),
        ("speaking", _count_step("speaking", [r.name for r in roles if r.speaking])),
        ("silent", _count_step("silent", [r.name for r in roles if not r.speaking])),
        ("minors", _count_step("minors", [r.name for r in roles if r.minor])),
        ("sets", _count_step("sets", [s.name for s in view.study.plan.sets])),
        ("extras", _extras_step(story)),
    )
    length = pages(story.eighths, view.lang)
    return [
        (name, length if name == "pages" else count(int(str(step.value)), view.lang), step)
        for name, step in steps
    ]


def _counts(view: View, story: StoryNumbers) -> Html:
    cells = [
        el("div", el("dt", view.w(f"story.count.{name}")), el("dd", view.opens(step, shown, "figure")))
        for name, shown, step in story_figures(view, story)
    ]
    return el("dl", *cells, class_="counts")


def _scene_step(view: View, story: StoryNumbers) -> Step:
    parts = []
    for episode in view.study.script.episodes:
        keys = [str(scene.key) for scene in episode.scenes]
        title = episode.title or episode.file
        parts.append(Step(literal(title), len(keys), scenes=tuple(keys)))
    return Step(
        phrase("documents.study.story.count.scenes"),
        len(story.sheets),
        "+" if len(parts) > 1 else "=",
        tuple(parts),
    )


def _length_step(story: StoryNumbers) -> Step:
    parts = tuple(
        Step(literal(f"{sheet.key} {sheet.set_name}"), pages(sheet.eighths, "en"), origin=sheet.origin)
        for sheet in story.sheets
    )
    return Step(phrase("documents.study.story.count.pages"), pages(story.eighths, "en"), "+", parts)


def _count_step(name: str, names: list[str]) -> Step:
    return Step(
        phrase(f"documents.study.story.count.{name}"),
        len(names),
        "count",
        tuple(Step(literal(n), 1) for n in names),
    )


def _extras_step(story: StoryNumbers) -> Step:
    parts = tuple(
        Step(literal(f"{s.key} {s.set_name}"), s.extras, origin=s.origin) for s in story.sheets if s.extras
    )
    return Step(phrase("documents.study.story.count.extras"), story.extras, "+", parts)


def _swatch(kind: str) -> tuple[Html | str, ...]:
    return () if kind == _UNTOLD else (strip_swatch(kind), " ")


def _lights(view: View, story: StoryNumbers) -> Html:
    lengths: Counter[str] = Counter()
    scenes: Counter[str] = Counter()
    for sheet in story.sheets:
        kind = strip_kind(sheet.int_ext, sheet.light) if sheet.int_ext else _UNTOLD
        lengths[kind] += sheet.eighths
        scenes[kind] += 1
    widest = max(lengths.values(), default=1)
    rows = [
        el(
            "tr",
            el("th", *_swatch(kind), view.w(f"light.{kind}"), scope="row", class_="keyed"),
            el("td", _strip_bar(kind, lengths[kind] / widest) if kind != _UNTOLD else "", class_="bar"),
            el("td", count(scenes[kind], view.lang), class_="fig"),
            el("td", pages(lengths[kind], view.lang), class_="fig"),
        )
        for kind in (*STRIP_KINDS, _UNTOLD)
        if scenes[kind]
    ]
    return _table(view, "lights", ("light", "", "scenes", "pages"), rows)


def _strip_bar(kind: str, share: float) -> Html:
    fill = f"width:{share * 100:.1f}%;background:var(--strip-{kind.replace('_', '-')})"
    return el("div", el("i", style=fill, class_="outlined"), class_="share plain", aria_hidden="true")


def _roles(view: View) -> Html:
    roles = sorted(view.study.breakdown.roles, key=lambda role: role.number)[:MOST_ROWS]
    widest = max((len(role.scenes) for role in roles), default=1)
    rows = [
        el(
            "tr",
            el(
                "th",
                f"{role.number} ",
                el("bdi", role.name),
                *_tags(view, role.minor, role.speaking),
                scope="row",
            ),
            el("td", share_bar(len(role.scenes) / widest, "ink"), class_="bar"),
            el(
                "td",
                view.opens(_role_step(role.name, role.scenes), count(len(role.scenes), view.lang)),
                class_="fig",
            ),
        )
        for role in roles
    ]
    return _table(view, "roles", ("role", "", "scenes"), rows)


def _tags(view: View, minor: bool, speaking: bool) -> list[Html]:
    names = [name for name, on in (("minor", minor), ("silent", not speaking)) if on]
    return [join(" ", el("span", view.w(f"story.tag.{name}"), class_="code")) for name in names]


def _role_step(name: str, scenes: tuple[object, ...]) -> Step:
    return Step(literal(name), len(scenes), scenes=tuple(map(str, scenes)))


def _sets(view: View) -> Html:
    sets = sorted(view.study.plan.sets, key=lambda s: -s.eighths)[:MOST_ROWS]
    widest = max((s.eighths for s in sets), default=EIGHTHS_A_PAGE)
    rows = [
        el(
            "tr",
            el("th", el("bdi", s.name), scope="row"),
            el("td", share_bar(s.eighths / widest, "ink"), class_="bar"),
            el("td", view.opens(_role_step(s.name, s.scenes), count(len(s.scenes), view.lang)), class_="fig"),
            el("td", pages(s.eighths, view.lang), class_="fig"),
        )
        for s in sets
    ]
    return _table(view, "sets", ("set", "", "scenes", "pages"), rows)


def _elements(view: View) -> Html:
    kinds: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for element in view.study.breakdown.elements:
        kinds.setdefault(element.category, []).append((element.name, tuple(map(str, element.scenes))))
    rows = []
    for kind in TELLING:
        found = kinds.get(kind, [])
        if not found:
            continue
        step = Step(
            phrase(f"breakdown.category.{kind}"),
            len(found),
            "count",
            tuple(Step(literal(name), 1, scenes=scenes) for name, scenes in found),
        )
        names = _named([name for name, _ in found[:3]], view.lang)
        more = f" {isolate(f'+{len(found) - 3}', view.lang)}" if len(found) > 3 else ""
        rows.append(
            el(
                "tr",
                el(
                    "th",
                    view.say(step.label),
                    el("span", el("bdi", names), more, class_="reason"),
                    scope="row",
                ),
                el("td", view.opens(step, count(len(found), view.lang)), class_="fig"),
                el("td", count(len({s for _, scenes in found for s in scenes}), view.lang), class_="fig"),
            )
        )
    return _table(view, "elements", ("element", "kinds", "scenes"), rows)


def _table(view: View, name: str, heads: tuple[str, ...], rows: list[Html]) -> Html:
    """A small table with its heads; figures stand right."""
    head = [
        el("th", view.w(f"column.{h}") if h else "", scope="col", class_=("fig" if n > 1 else None))
        if h
        else el("td")
        for n, h in enumerate(heads)
    ]
    if name == "elements":
        head[1] = el("th", view.w("column.kinds"), scope="col", class_="fig")
    return el(
        "table", el("caption", view.w(f"story.{name}")), el("thead", el("tr", *head)), el("tbody", *rows)
    )


def _named(names: list[str], lang: str) -> str:
    """Names of the script in one piece, parted as their own script parts them."""
    arabic = any("\u0600" <= letter <= "\u06ff" for name in names for letter in name)
    return isolate(("، " if arabic else ", ").join(names), lang)
