"""The day out of days: for each player and calendar day, what he or she does and is paid for."""

from __future__ import annotations

from datetime import date

from tournage.schedule.engagement import Engagement, company_days, engagements
from tournage.schedule.model import Board, DayOutOfDays, DoodRow
from tournage.schedule.problem import Problem


def day_out_of_days(board: Board, problem: Problem) -> DayOutOfDays:
    """One row a working player by cast number, one column a calendar day of the shoot.

    Codes: SW W WF SWF work; H hold; T on the road with the company; HO holiday, paid as a hold;
    WD last day before a drop and PW first after it (PWF when also the last), D dropped;
    empty on rest days and outside the engagement.
    """
    kinds = company_days(board, problem)
    if kinds is None:
        return DayOutOfDays((), ())
    days = tuple(on for on, _ in kinds.dates())
    return DayOutOfDays(days, tuple(_row(entry, days) for entry in engagements(board, problem)))


def _row(entry: Engagement, days: tuple[date, ...]) -> DoodRow:
    codes = dict.fromkeys(entry.worked, "W")
    codes |= dict.fromkeys(entry.held, "H")
    codes |= dict.fromkeys(entry.travelling, "T")
    codes |= dict.fromkeys(entry.holidays, "HO")
    if entry.drop:
        codes[entry.drop[0]], codes[entry.drop[1]] = "WD", "PW"
        codes |= {on: "D" for on in days if entry.drop[0] < on < entry.drop[1]}
    codes[entry.first] = _start(codes[entry.first])
    codes[entry.last] = _finish(codes[entry.last])
    return DoodRow(
        id=entry.player.id,
        name=entry.player.name,
        number=entry.player.number,
        codes=tuple(codes.get(on, "") for on in days),
        travel=len(entry.travelling),
        work=len(entry.worked),
        hold=len(entry.held),
        holiday=len(entry.holidays),
        start=entry.first,
        finish=entry.last,
    )


def _start(code: str) -> str:
    return {"W": "SW", "WD": "SWD"}.get(code, code)


def _finish(code: str) -> str:
    return {"W": "WF", "SW": "SWF", "PW": "PWF"}.get(code, code)
