"""Findings: what is wrong or worth knowing, errors first, many of one kind told once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tournage.documents.render.html import Html, el
from tournage.documents.render.numbers import isolate
from tournage.documents.study.view import View
from tournage.kernel.findings import Finding, Severity

ORDER = (Severity.ERROR, Severity.WARNING, Severity.INFO)
SHOWN_OF_A_KIND = 3
_SCENES = re.compile(r"(?!\d{4}-\d\d-\d\d)(\d\S*)(, \d\S*)*(,? …)?")


def by_kind(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Findings gathered by code, errors first."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, []).append(finding)
    return sorted(kinds.values(), key=lambda group: (ORDER.index(group[0].severity), group[0].code))


def build_findings(view: View) -> Html:
    """One entry a finding; what comes more than three times is folded."""
    found = by_kind(view.study.findings)
    if not found:
        return view.section("findings", view.w("findings.none"), el("p", view.w("findings.none_why")))
    items = [item for group in found for item in _group(view, group)]
    return view.section("findings", findings_summary(view), el("ul", *items, class_="findings", role="list"))


def findings_summary(view: View) -> str:
    """How many errors, warnings and notes."""
    counts = {level: sum(1 for f in view.study.findings if f.severity is level) for level in ORDER}
    return view.w(
        "findings.summary", errors=counts[ORDER[0]], warnings=counts[ORDER[1]], notes=counts[ORDER[2]]
    )


def where_words(view: View, finding: Finding) -> str:
    """Where a finding stands, in words: its scenes, or a file and its line; empty when the message says it."""
    where = finding.shown_where
    if where and _SCENES.fullmatch(where):
        return view.w("findings.scenes", n=1 + where.count(","), scenes=where)
    return isolate(where, view.lang)


def _group(view: View, group: list[Finding]) -> list[Html]:
    items = [_item(view, finding) for finding in group[:SHOWN_OF_A_KIND]]
    rest = group[SHOWN_OF_A_KIND:]
    if rest:
        lines = el("ul", *(_item(view, finding) for finding in rest), class_="findings", role="list")
        items.append(
            el(
                "li",
                el("details", el("summary", view.w("findings.more", n=len(rest), code=group[0].code)), lines),
            )
        )
    return items


def _item(view: View, finding: Finding) -> Html:
    level = finding.severity.value
    where = where_words(view, finding)
    return el(
        "li",
        el(
            "p",
            el("b", view.w(f"severity.{level}"), class_=f"level {level}"),
            " ",
            view.say(finding.message),
            " ",
            el("bdi", finding.code, class_="code"),
        ),
        el("p", view.say(finding.fix), class_="reason"),
        el("p", where, class_="code") if where else "",
        class_=f"finding {level}",
    )
