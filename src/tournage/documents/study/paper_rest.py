"""The paper's last sections: what to file, the assumptions that matter most, findings."""

from __future__ import annotations

from tournage.documents.render.numbers import NOTHING, day_plain, isolate
from tournage.documents.study.amounts import with_unit
from tournage.documents.study.assumptions import assumption_range, assumptions_summary, sorted_assumptions
from tournage.documents.study.blocks import Block, column, note, sentence, table
from tournage.documents.study.filing import MOST_SCENES, filing_summary, list_due
from tournage.documents.study.trouble import by_kind, findings_summary, where_words
from tournage.documents.study.view import View
from tournage.kernel.dated import Origin

MOST_ASSUMPTIONS = 24


def filing_blocks(view: View) -> tuple[str, list[Block]]:
    """Everything to file, by date."""
    due = list_due(view)
    if not due:
        return view.w("filing.nothing"), [note(view.w("filing.nothing_why"))]
    rows = []
    for one in due:
        late = one.on is not None and one.on < view.study.made_on
        when = {"t": day_plain(one.on, view.lang) if one.on else NOTHING, "bold": True}
        if late:
            when["sub"] = view.w("filing.past")
        why = " ".join(piece for piece in (one.why, scene_numbers(view, one.scenes)) if piece)
        authority = {"t": one.authority, "sub": view.confidence(one.confidence)}
        rows.append([when, {"t": one.what, "bold": True, "sub": why}, authority])
    columns = [column(view, "due", 86), column(view, "what", 0), column(view, "authority", 210)]
    return filing_summary(view), [table("", columns, rows)]


def scene_numbers(view: View, scenes: tuple[str, ...]) -> str:
    """`(3, 5, 7)`, the first of them; nothing when there are none."""
    if not scenes:
        return ""
    shown = ", ".join(scenes[:MOST_SCENES]) + (" …" if len(scenes) > MOST_SCENES else "")
    return f"({isolate(shown, view.lang)})"


def assumption_blocks(view: View) -> tuple[str, list[Block]]:
    """The assumptions that matter most; all of them stand in the page and the workbook."""
    rows = []
    every = sorted_assumptions(view)
    for a in every[:MOST_ASSUMPTIONS]:
        source = view.say(a.source[0].words) if a.source else NOTHING
        value = {"t": with_unit(a.value, a.unit, view.lang), "bold": True, "sub": assumption_range(view, a)}
        name = {"t": view.say(a.label), "mark": a.origin is Origin.ASSUMED}
        rows.append(
            [
                name,
                value,
                view.w(f"origin.{a.origin.value}"),
                {"t": source, "sub": view.confidence(a.confidence)},
            ]
        )
    columns = [
        column(view, "assumption", 0),
        column(view, "value", 118, fig=True),
        column(view, "origin", 56),
        column(view, "source", 170),
    ]
    blocks = [table("", columns, rows)]
    rest = len(every) - len(rows)
    if rest > 0:
        blocks.append(note(view.w("assumptions.elsewhere", n=rest)))
    return assumptions_summary(view), blocks


def finding_blocks(view: View) -> tuple[str, list[Block]]:
    """Each kind of finding once, with how often it was found."""
    kinds = by_kind(view.study.findings)
    if not kinds:
        return view.w("findings.none"), [note(view.w("findings.none_why"))]
    rows = []
    for group in kinds:
        first = group[0]
        name = {"t": view.w(f"severity.{first.severity.value}"), "bold": True, "sub": first.code}
        more = view.w("findings.more", n=len(group) - 1, code=first.code) if len(group) > 1 else ""
        rows.append(
            [
                name,
                {"t": sentence(view.say(first.message)), "sub": sentence(view.say(first.fix))},
                {"t": where_words(view, first), "sub": more},
            ]
        )
    columns = [column(view, "severity", 66), column(view, "what_found", 0), column(view, "where_found", 110)]
    return findings_summary(view), [table("", columns, rows)]
