"""What must be filed and by when: permits of the shoot and days of the rebate file, in order of date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tournage.documents.render.html import Html, el, join
from tournage.documents.render.numbers import NOTHING, day_plain, isolate
from tournage.documents.study.view import View
from tournage.kernel.dated import Confidence, Source
from tournage.kernel.words import begin

MOST_SCENES = 12


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to file, as the page and the papers list it."""

    on: date | None
    what: str
    authority: str
    why: str
    scenes: tuple[str, ...]
    source: tuple[Source, ...]
    confidence: Confidence
    lost: str = ""


def list_due(view: View) -> list[Due]:
    """Permits and milestones together; what has no date stands last."""
    study = view.study
    found = [
        Due(
            f.due_on,
            view.say(f.label),
            begin(view.say(f.authority)),
            begin(view.say(f.why)),
            f.scenes,
            f.source,
            f.confidence,
        )
        for f in study.filings
    ]
    known = {(due.on, due.what) for due in found}
    for milestone in study.assessment.calendar:
        lost = view.say(milestone.lost) if milestone.lost else ""
        due = Due(
            milestone.due_on,
            view.say(milestone.label),
            view.say(study.assessment.name),
            begin(view.say(milestone.rule)),
            (),
            milestone.source,
            milestone.confidence,
            lost,
        )
        if (due.on, due.what) not in known:
            found.append(due)
    return sorted(found, key=lambda due: (due.on is None, due.on or date.max))


def build_filing(view: View) -> Html:
    """A table by date; what already lies behind the day of the study says so."""
    due = list_due(view)
    if not due:
        return view.section("filing", view.w("filing.nothing"), el("p", view.w("filing.nothing_why")))
    heads = [
        el("th", view.w(f"column.{name}"), scope="col") for name in ("due", "what", "authority", "source")
    ]
    table = el(
        "table",
        el("caption", view.w("filing.caption"), class_="hidden"),
        el("thead", el("tr", *heads)),
        el("tbody", *(_row(view, one) for one in due)),
        class_="filings",
    )
    return view.section("filing", filing_summary(view), table)


def filing_summary(view: View) -> str:
    """How many things, the first of them, and what is already late."""
    due = list_due(view)
    made_on = view.study.made_on
    coming = next((one for one in due if one.on is not None and one.on >= made_on), None)
    late = [one for one in due if one.on is not None and one.on < made_on]
    text = [view.w("filing.summary", n=len(due))]
    if coming is not None and coming.on is not None:
        text.append(view.w("filing.first", what=coming.what, on=coming.on))
    if late:
        text.append(view.w("filing.late", n=len(late)))
    return " ".join(text)


def _row(view: View, due: Due) -> Html:
    late = due.on is not None and due.on < view.study.made_on
    when = [day_plain(due.on, view.lang) if due.on else NOTHING]
    if late:
        when += [
            el("br"),
            el(
                "span",
                el("i", class_="status no", aria_hidden="true"),
                view.w("filing.past"),
                class_="state bad",
            ),
        ]
    scenes = [el("span", shown_scenes(view, due.scenes), class_="code")] if due.scenes else []
    lost = [el("span", due.lost, class_="reason")] if due.lost else []
    why = join(el("b", due.what), el("span", due.why, class_="reason"), *lost, *scenes)
    source = join(
        view.sources(due.source, 2), el("span", view.confidence(due.confidence), class_="code line")
    )
    return el(
        "tr",
        el("td", *when, class_="date"),
        el("th", why, scope="row"),
        el("td", due.authority),
        el("td", source, class_="source"),
    )


def shown_scenes(view: View, scenes: tuple[str, ...]) -> str:
    """`Scenes 3, 5, 7`, the first of them; nothing when there are none."""
    if not scenes:
        return ""
    shown = ", ".join(scenes[:MOST_SCENES]) + (" …" if len(scenes) > MOST_SCENES else "")
    return view.w("scenes", n=len(scenes), scenes=isolate(shown, view.lang))
