"""Morocco's rebate whole: the assessment, and the advantages around it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tournage.formats import file_calendar
from tournage.incentives.advantages import Advantage, advantages_of
from tournage.incentives.columns import SpendColumns
from tournage.incentives.scheme import Case
from tournage.incentives.simulate import Simulation, Spread, simulate
from tournage.jurisdictions.load_advantages import load_advantages
from tournage.kernel.money import Money
from tournage.kernel.words import phrase, say
from tournage.services.assessing import Assessed, assessment_json, number_text, source_json, step_json
from tournage.services.assessing_text import assessment_text, money_text
from tournage.store.files import write_one


def advantages(assessed: Assessed) -> tuple[Advantage, ...]:
    """What comes around the rebate on these lines; nothing where no values are kept."""
    values = load_advantages(assessed.scheme.jurisdiction)
    lines = () if isinstance(assessed.spend, SpendColumns) else assessed.spend
    return advantages_of(lines, values, assessed.scheme.currency) if values else ()


def simulate_lines(assessed: Assessed, draws: int) -> Simulation | None:
    """Draw many budgets from the lines; nothing for lines read as columns."""
    if isinstance(assessed.spend, SpendColumns) or not assessed.result.in_force:
        return None
    return simulate(assessed.scheme, assessed.spend, on=assessed.result.on, facts=assessed.facts, draws=draws)


def rebate_json(assessed: Assessed, lang: str, spread: Simulation | None = None) -> dict[str, Any]:
    """The object of `assess`, with `advantages` and, when asked for, `simulation`."""
    document = assessment_json(assessed, lang)
    document["advantages"] = [_advantage_json(a, lang) for a in advantages(assessed)]
    if spread is not None:
        document["simulation"] = {
            "draws": spread.draws,
            "seed": spread.seed,
            "qualifying": _spread_json(spread.qualifying),
            "award": {case.value: _spread_json(s) for case, s in spread.award.items()},
        }
    return document


def _spread_json(spread: Spread) -> dict[str, Any]:
    return {
        "percentiles": {str(p): amount.plain() for p, amount in spread.at},
        "mean": spread.mean.plain(),
        "above_zero": number_text(spread.above_zero),
    }


def _advantage_json(advantage: Advantage, lang: str) -> dict[str, Any]:
    worth = advantage.worth
    return {
        "id": advantage.id,
        "label": say(advantage.label, lang),
        "worth": worth.value.plain() if worth and isinstance(worth.value, Money) else None,
        "action": say(advantage.action, lang),
        "steps": [step_json(worth, lang)] if worth else [],
        "source": [source_json(s) for v in advantage.values for s in v.source],
        "notes": [v.note for v in advantage.values if v.note],
    }


def rebate_text(assessed: Assessed, lang: str, spread: Simulation | None = None) -> str:
    """The assessment as text, then the advantages."""
    rows = [assessment_text(assessed, lang), "", say(phrase("services.rebate.around"), lang)]
    for advantage in advantages(assessed):
        worth = advantage.worth
        figure = money_text(worth.value, lang) if worth and isinstance(worth.value, Money) else "?"
        rows += [f"  {say(advantage.label, lang):<44} {figure}", f"      {say(advantage.action, lang)}"]
    if spread is not None:
        likely = spread.award[Case.LIKELY]
        held = dict(likely.at)
        rows += [
            "",
            say(
                phrase(
                    "services.rebate.spread",
                    draws=spread.draws,
                    low=money_text(held[5], lang),
                    middle=money_text(held[50], lang),
                    high=money_text(held[95], lang),
                    paid=round(likely.above_zero * 100),
                ),
                lang,
            ),
        ]
    return "\n".join(rows)


def write_calendar(assessed: Assessed, file: Path, lang: str) -> None:
    """Write the calendar of the file as iCalendar."""
    write_one(file, file_calendar.write(assessed.result, lang))
