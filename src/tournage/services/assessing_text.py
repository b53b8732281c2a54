"""An assessment as plain text: award, gates, lines that need care, calendar, explanation."""

from __future__ import annotations

from collections import Counter

from tournage.incentives.model import Assessment, Gate, Range
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.words import format_day, format_number, phrase, say
from tournage.services.assessing import Assessed

WIDTH = 76


def money_text(amount: Money, lang: str) -> str:
    """An amount as the language writes it, with its currency."""
    return f"{format_number(amount.rounded().amount, lang)} {amount.currency}"


def range_text(amounts: Range, lang: str) -> str:
    """low – likely – high, or one figure when they agree."""
    low, likely, high = (money_text(m, lang) for m in (amounts.low, amounts.likely, amounts.high))
    return likely if low == high else f"{low} – {likely} – {high}"


def assessment_text(assessed: Assessed, lang: str) -> str:
    """The whole assessment, in sections."""
    result = assessed.result
    rows = [say(result.name, lang), "=" * WIDTH]
    if not result.in_force:
        return "\n".join([*rows, say(phrase("incentives.not_in_force", day=result.on), lang)])
    rows += [
        _row("services.assess.on", format_day(result.on, lang), lang),
        _row("services.assess.gross", money_text(result.gross, lang), lang),
        _row("services.assess.qualifying", range_text(result.qualifying, lang), lang),
        _row("services.assess.award", range_text(result.award, lang), lang),
        "",
        *gate_rows(result.gates, lang),
        *_line_rows(result, lang),
        *calendar_rows(result, lang),
        *_cash_rows(assessed, lang),
        say(phrase("services.assess.how"), lang),
        *step_rows(result.explain, lang),
    ]
    return "\n".join(rows)


def _row(key: str, value: str, lang: str) -> str:
    return f"{say(phrase(key), lang):<34} {value}"


def gate_rows(gates: tuple[Gate, ...], lang: str) -> list[str]:
    """Each gate, passed, missed or open, with the nearest way past it."""
    rows = []
    for gate in gates:
        mark = "✓" if gate.passed else "✗" if gate.known else "?"
        actual = format_number(gate.actual, lang) if gate.known else "?"
        rows.append(f"{mark} {say(gate.label, lang)}: {actual} / {format_number(gate.required, lang)}")
        if gate.nearest_way:
            cost = gate.nearest_way.cost
            brings = gate.nearest_way.brings
            rows.append(f"    → {say(gate.nearest_way.action, lang)}")
            rows.append(
                "      "
                + say(
                    phrase(
                        "services.assess.costs_brings",
                        cost=money_text(cost, lang) if cost is not None else "?",
                        brings=money_text(brings, lang) if brings is not None else "?",
                    ),
                    lang,
                )
            )
    return [*rows, ""] if rows else []


def _line_rows(result: Assessment, lang: str) -> list[str]:
    if not result.lines:
        return []
    counts = Counter(line.status.value for line in result.lines)
    rows = [
        "  ".join(
            f"{say(phrase(f'services.assess.status.{s}'), lang)} {n}" for s, n in sorted(counts.items())
        )
    ]
    for line in result.lines:
        if line.status.value == "yes":
            continue
        status = say(phrase(f"services.assess.status.{line.status.value}"), lang)
        rows.append(f"  {line.line:>5}  {status:<12} {say(line.rule, lang)}: {say(line.reason, lang)}")
        if line.cure:
            rows.append(f"         → {say(line.cure, lang)}")
        if len(rows) > 200:
            rows.append("  …")
            break
    return [*rows, ""]


def calendar_rows(result: Assessment, lang: str) -> list[str]:
    """The milestones of the file."""
    rows = []
    for milestone in result.calendar:
        day = format_day(milestone.due_on, lang) if milestone.due_on else "?"
        rows.append(f"◆ {day:<20} {say(milestone.label, lang)} ({say(milestone.rule, lang)})")
        if milestone.lost:
            rows.append(f"    {say(phrase('services.assess.lost', what=milestone.lost), lang)}")
    return [*rows, ""] if rows else []


def _cash_rows(assessed: Assessed, lang: str) -> list[str]:
    cash = assessed.cash
    if cash is None:
        return []
    return [
        _row("services.assess.deposit", money_text(cash.deposit, lang), lang),
        _row("services.assess.bridging", money_text(cash.bridging, lang), lang),
        _row("services.assess.value_today", money_text(cash.value_today, lang), lang),
        "",
    ]


def step_rows(step: Step, lang: str, depth: int = 0) -> list[str]:
    """The explanation as an indented tree: value, how it follows, rule, day and source."""
    value = money_text(step.value, lang) if isinstance(step.value, Money) else _figure(step, lang)
    sign = f" [{step.operation}]" if step.operation else ""
    row = f"{'  ' * depth}{value:<{max(28 - 2 * depth, 1)}} {say(step.label, lang)}{sign}"
    if step.source:
        since = f"{step.on.isoformat()}, " if step.on else ""
        row += f"  ({since}{say(step.source[0].words, lang)})"
    rows = [row]
    for inner in step.inputs:
        rows += step_rows(inner, lang, depth + 1)
    return rows


def _figure(step: Step, lang: str) -> str:
    value = step.value
    if isinstance(value, str):
        return value
    assert not isinstance(value, Money)
    return format_number(value, lang)
