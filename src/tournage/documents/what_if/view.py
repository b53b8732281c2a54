"""What paper and workbook of a sweep share: words, figures, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tournage.documents.parts import PaperHead
from tournage.documents.render.numbers import UNKNOWN, figure
from tournage.documents.risk.view import minor
from tournage.kernel.words import Value, phrase, say
from tournage.schedule.what_if import SweepRow

ROOM = "documents"


@dataclass(frozen=True, slots=True)
class SweepParts:
    """All that the sweep is drawn from. `ramadan` are its spans as far as a row reaches."""

    head: PaperHead
    currency: str
    rows: tuple[SweepRow, ...]
    ramadan: tuple[tuple[date, date], ...] = ()


def word(name: str, lang: str, /, **values: Value) -> str:
    """Words of the sweep."""
    return say(phrase(f"{ROOM}.what_if.{name}", **values), lang)


def hot(row: SweepRow, lang: str) -> str:
    """Days above the heat limit to be expected."""
    return UNKNOWN if row.hot is None else figure(Decimal(str(round(row.hot, 1))), lang, 1)


def answer(parts: SweepParts, lang: str) -> str:
    """The cheapest condition in a sentence: by the film's net cost where it is known, else by the board's."""
    whole = [row for row in parts.rows if row.film_net is not None and row.days]
    if whole:
        best = min(whole, key=lambda row: (row.left_out, row.film_net.amount if row.film_net else 0))
        planned = whole[0]
        assert best.film_net is not None
        assert planned.film_net is not None
        saved = planned.film_net - best.film_net
        values: dict[str, Value] = {
            "label": best.label,
            "net": best.film_net.amount.quantize(Decimal(1)),
            "saved": saved.amount.quantize(Decimal(1)),
            "currency": best.film_net.currency,
        }
        return word("answer.planned" if best is planned else "answer.film", lang, **values)
    shot = [row for row in parts.rows if row.days]
    if not shot:
        return word("answer.none", lang)
    best = min(shot, key=lambda row: (row.left_out, row.total))
    cost = minor(best.total, parts.currency).quantize(Decimal(1))
    return word("answer.board", lang, label=best.label, cost=cost, currency=parts.currency)
