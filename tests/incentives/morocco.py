"""Lines and facts of a Moroccan file, as tests write them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from tournage.incentives.scheme import Facts
from tournage.kernel.explain import Step
from tournage.kernel.money import Money
from tournage.kernel.spend import SpendKind, SpendLine

ON = date(2026, 5, 1)
ICE = "001561191000066"


def mad(amount: str | int) -> Money:
    """Dirhams."""
    return Money(Decimal(amount), "MAD")


def line(number: int, description: str, net: str, **other: Any) -> SpendLine:
    """An actual line with all its evidence, unless told otherwise."""
    fields: dict[str, Any] = {
        "account": "",
        "payee": f"Supplier {number}",
        "payee_country": "MA",
        "payee_ice": ICE,
        "supplied_in": "MA",
        "payment": "transfer",
        "invoice": f"F-{number}",
        "kind": SpendKind.ACTUAL,
        "on": date(2026, 6, 1),
    }
    fields.update(other)
    return SpendLine(id=str(number), description=description, net=mad(net), **fields)


def facts(**given: Any) -> Facts:
    """A feature of 25 days, unless told otherwise."""
    known: dict[str, Any] = {"format": "feature", "shooting_days": Decimal(25)}
    known.update(given)
    return Facts({k: v for k, v in known.items() if v is not None})


def wrong_steps(step: Step) -> Iterator[str]:
    """Steps whose value does not follow from their inputs."""
    values = [_number(s) for s in step.inputs]
    if step.operation == "+":
        expected = sum(values, Decimal(0))
    elif step.operation == "-":
        expected = values[0] - sum(values[1:], Decimal(0))
    elif step.operation == "*":
        expected = Decimal(1)
        for value in values:
            expected *= value
    elif step.operation == "min":
        expected = min(values)
    elif step.operation == "=":
        expected = values[0]
    else:
        expected = _number(step)
        if step.inputs:
            yield f"{step.label.key}: inputs without an operation"
    if abs(expected - _number(step)) > Decimal("1e-9"):
        yield f"{step.label.key}: {step.operation} gives {expected}, not {_number(step)}"
    for inner in step.inputs:
        yield from wrong_steps(inner)


def _number(step: Step) -> Decimal:
    return step.value.amount if isinstance(step.value, Money) else Decimal(step.value)
