"""Facts, totals, switches and values as a person types them: `shooting_days=25`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tournage.incentives.scheme import (
    Content,
    Facts,
    Gap,
    Scheme,
    SchemeValue,
    UnknownInputError,
)
from tournage.kernel.errors import TournageError

COMMON = {
    "approval": "date",
    "deposit": "date",
    "first_shooting_day": "date",
    "last_shooting_day": "date",
    "accounts": "date",
    "audit": "date",
    "payment_day": "date",
    "bridging_rate": "fraction",
    "set_build_day_cost": "money",
    "annex_confirmed": "flag",
    "documents": "list",
}
"""Facts every scheme understands, and their units."""

YES, NO = frozenset({"yes", "true", "oui", "1", "نعم"}), frozenset({"no", "false", "non", "0", "لا"})


class UnreadableInputError(TournageError):
    """A fact, total or value was not written in the form its unit asks for."""


def pairs(texts: Iterable[str]) -> dict[str, str]:
    """Split `NAME=VALUE` texts.

    >>> pairs(["shooting_days=25"])
    {'shooting_days': '25'}
    """
    result = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            raise UnreadableInputError(f"{text!r}: write NAME=VALUE")
        result[name.strip()] = value.strip()
    return result


def parse_facts(
    scheme: Scheme,
    facts: Mapping[str, str],
    *,
    switches: Mapping[str, str] | None = None,
    values: Mapping[str, str] | None = None,
    expected: bool = False,
) -> Facts:
    """Read typed facts for one scheme; a fact it does not know is kept, and found fault with later.

    Raises: UnreadableInputError, UnknownInputError for a switch, claim or value the scheme lacks.
    """
    read: dict[str, Any] = {}
    for name, text in facts.items():
        spec = scheme.facts.get(name)
        unit = spec.unit if spec else COMMON.get(name, "text")
        if spec and spec.choices and text not in spec.choices:
            raise UnreadableInputError(f"{name}={text}: one of {', '.join(spec.choices)} is wanted")
        read[name] = _typed(name, text, unit)
    for switch, claim in (switches or {}).items():
        _check_switch(scheme, switch, claim)
    overrides = {name: _override(scheme, name, text) for name, text in (values or {}).items()}
    return Facts(read, switches=switches, values=overrides, expected=expected)


def parse_number(name: str, text: str) -> Decimal:
    """A plain number; `0.3`, not `30%` or `1,000`.

    Raises: UnreadableInputError.
    """
    try:
        number = Decimal(text.replace("_", ""))
    except InvalidOperation:
        raise UnreadableInputError(f"{name}={text}: a plain number such as 1500000.50 is wanted") from None
    if not number.is_finite():
        raise UnreadableInputError(f"{name}={text}: a plain number is wanted")
    return number


def _typed(name: str, text: str, unit: str) -> Any:
    if unit == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise UnreadableInputError(f"{name}={text}: a day such as 2026-05-01 is wanted") from None
    if unit == "flag":
        if text.casefold() in YES:
            return True
        if text.casefold() in NO:
            return False
        raise UnreadableInputError(f"{name}={text}: yes or no is wanted")
    if unit in ("choice", "text"):
        return text
    if unit == "list":
        return tuple(t for t in text.split(",") if t)
    number = parse_number(name, text)
    if number < 0 or (unit == "fraction" and number > 1):
        raise UnreadableInputError(
            f"{name}={text}: {'a fraction from 0 to 1' if unit == 'fraction' else 'no less than 0'} is wanted"
        )
    return number


def _check_switch(scheme: Scheme, switch: str, claim: str) -> None:
    for known in scheme.switches:
        if known.id == switch:
            ids = [c.id for c in known.claims]
            if claim not in ids:
                raise UnknownInputError(f"switch {switch!r} has the claims {', '.join(ids)}, not {claim!r}")
            return
    names = ", ".join(s.id for s in scheme.switches) or "none"
    raise UnknownInputError(f"{scheme.id} has no switch {switch!r}; it has: {names}")


def _override(scheme: Scheme, name: str, text: str) -> Content | str:
    if name.startswith("expense:"):
        if text not in ("yes", "no", "conditional", "unknown"):
            raise UnreadableInputError(f"{name}={text}: yes, no, conditional or unknown is wanted")
        return text
    value: SchemeValue | None = scheme.values.get(name)
    if value is None:
        raise UnknownInputError(f"{scheme.id} has no value {name!r}; it has: {', '.join(scheme.values)}")
    if value.unit == "flag":
        return bool(_typed(name, text, "flag"))
    if value.unit in ("list", "text"):
        return tuple(text.split(","))
    if value.unit == "bands":
        raise UnreadableInputError(f"{name} is a table of bands and cannot be set as one number")
    if text == "none":
        return Gap.NONE
    return parse_number(name, text)
