"""The answer for a terminal: the sentence, then label, figure, range and what it rests on."""

from __future__ import annotations

from tournage.cases.feasibility.model import AnswerRow, Study
from tournage.documents.study.answer import answer_figure, end_labels, range_ends
from tournage.documents.study.view import View
from tournage.kernel.words import begin

LABEL_WIDTH, FIGURE_WIDTH, RANGE_WIDTH = 20, 26, 16


def answer_text(study: Study, lang: str) -> str:
    """The verdict and the six rows as plain lines."""
    view = View(study, lang)
    rows = [_row(view, row) for row in study.answer]
    return "\n".join([view.say(study.verdict), "", *rows])


def _row(view: View, row: AnswerRow) -> str:
    digits, unit = answer_figure(view, row)
    ends = range_ends(row)
    span = "–".join(end_labels(view, row, ends)) if ends and ends[0] != ends[2] else ""
    label = view.say(row.label).ljust(LABEL_WIDTH)
    return f"{label} {f'{digits} {unit}'.ljust(FIGURE_WIDTH)} {span.ljust(RANGE_WIDTH)}  {begin(view.say(row.rests_on))}".rstrip()
