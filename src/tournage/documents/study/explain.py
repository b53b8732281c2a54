"""Explanations of the page's figures, kept once each and opened by one small script.

Steps are a tree in which many figures share branches. Here each distinct step becomes one row of
a table, its texts, details and sources rows of others, so that a long film stays a small file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tournage.documents.render.html import Html, el
from tournage.documents.render.numbers import day_plain
from tournage.documents.study.amounts import FLAT, exact
from tournage.documents.study.words import unit_word, word
from tournage.kernel.dated import Origin, Source
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.scene import parse_scene_key
from tournage.kernel.words import Phrase, say

ORIGINS = {Origin.ASSUMED: "a", Origin.PROPOSED: "p", Origin.YOURS: "y"}
MOST_SCENES = 40
WORDS = (
    "close", "formula_sum", "formula_count", "formula_min", "formula_max", "rule", "read_on", "since",
    "confidence", "scenes", "assumed_of", "change", "more_rows", "assumed", "proposed", "yours",
)  # fmt: skip


class Explanations:
    """All steps that the page's figures open, in the page's language."""

    def __init__(self, lang: str, currency: str, changeable: Iterable[str] = ()) -> None:
        self._lang, self._currency = lang, currency
        self._changeable = frozenset(changeable)
        self._seen: dict[int, tuple[Step, int]] = {}
        self._nodes = _Table()
        self._strings = _Table()
        self._details = _Table()
        self._sources = _Table()

    def opens(self, step: Step | None, shown: str, css: str = "") -> Html:
        """A figure that opens its explanation; only the figure when there is none."""
        if step is None:
            return el("span", shown, class_=css or None)
        number = self.add(step)
        classes = f"opens {css}".strip()
        return el("button", shown, type="button", class_=classes, data_x=number, aria_haspopup="dialog")

    def add(self, step: Step) -> int:
        """The row of a step, with everything below it."""
        known = self._seen.get(id(step))
        if known is not None:
            return known[1]
        inputs = [self.add(below) for below in step.inputs]
        row = [
            self._strings.add(say(step.label, self._lang)),
            exact(step.value, step.unit, self._lang, home=self._currency),
            step.operation,
            inputs,
            self._detail(step),
        ]
        while row and row[-1] in ("", [], None):
            row.pop()
        number = self._nodes.add(row)
        self._seen[id(step)] = (step, number)
        return number

    def island(self) -> Html:
        """The tables as data inside the page."""
        lang = self._lang
        data = {
            "n": self._nodes.rows,
            "s": self._strings.rows,
            "d": self._details.rows,
            "q": self._sources.rows,
            "t": {name: word(f"explain.{name}", lang, **_HOLES.get(name, {})) for name in WORDS},
            "c": {level: word(f"confidence.{level}", lang) for level in ("high", "medium", "low")},
            "m": word("amount.one", lang, digits="{v}", currency=self._currency),
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        return Html(f'<script type="application/json" id="steps">{text}</script>')

    def _detail(self, step: Step) -> int | None:
        detail: dict[str, Any] = {
            "u": self._unit(step),
            "r": self._phrase(step.rule),
            "q": [self._source(source) for source in step.source],
            "o": day_plain(step.on, self._lang) if step.on else "",
            "c": step.confidence.value if step.confidence else "",
            "g": ORIGINS.get(step.origin, ""),
            "k": self._scenes(step.scenes),
            "a": step.assumption if step.assumption in self._changeable else "",
            "m": int(isinstance(step.value, Money) and step.value.currency == self._currency),
        }
        kept = {key: value for key, value in detail.items() if value not in ("", [], 0, None)}
        return self._details.add(kept) if kept else None

    def _unit(self, step: Step) -> str:
        if not step.unit or step.unit in (
            "fraction",
            "share",
            step.value.currency if isinstance(step.value, Money) else "",
        ):
            return ""
        unit = unit_word(step.unit.rpartition(" / ")[2], self._lang)
        priced = isinstance(step.value, Money) and not step.unit.endswith(FLAT)
        return word("explain.per_unit", self._lang, unit=unit) if priced else unit

    def _phrase(self, rule: Phrase | None) -> str:
        return say(rule, self._lang) if rule else ""

    def _source(self, source: Source) -> int:
        read = day_plain(source.read_on, self._lang) if source.read_on else ""
        return self._sources.add([say(source.words, self._lang), source.href or "", read])

    def _scenes(self, scenes: tuple[str, ...]) -> str:
        scenes = tuple(sorted(scenes, key=lambda scene: parse_scene_key(scene).order))
        shown = ", ".join(scenes[:MOST_SCENES])
        return f"{shown} …" if len(scenes) > MOST_SCENES else shown


_HOLES: dict[str, dict[str, str]] = {
    "read_on": {"day": "{v}"},
    "since": {"day": "{v}"},
    "confidence": {"level": "{v}"},
    "scenes": {"scenes": "{v}"},
    "assumed_of": {"assumed": "{v}", "all": "{w}"},
    "more_rows": {"n": "{v}"},
    "formula_sum": {"n": "{v}"},
    "formula_count": {"n": "{v}"},
    "formula_min": {"n": "{v}"},
    "formula_max": {"n": "{v}"},
}
"""What the script fills in."""


class _Table:
    """Rows kept once each, in the order in which they came."""

    def __init__(self) -> None:
        self.rows: list[Any] = []
        self._index: dict[str, int] = {}

    def add(self, row: Any) -> int:
        key = row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)
        if key not in self._index:
            self._index[key] = len(self.rows)
            self.rows.append(row)
        return self._index[key]
