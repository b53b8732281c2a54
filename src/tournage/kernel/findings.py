"""Bad data as a value: what, where, why it matters, what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tournage.kernel.words import Phrase, Value, phrase, say

_INNER_NAME = re.compile(r"[a-z][a-z_]*(, [a-z][a-z_]*)*|(scene|strip) \S+|[a-z_]+\.yaml")
"""A gate, a switch, a list, a hub, a scene, a strip or a data file of the package, as programs call them."""


class Severity(StrEnum):
    """error = the answer is wrong or part is missing; warning = look at it; info = worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One trouble with the data. `where` names file and line, sheet, strip, account or posting."""

    code: str
    severity: Severity
    where: str
    message: Phrase
    fix: Phrase

    @property
    def shown_where(self) -> str:
        """What people are shown of `where`: a file and line, scenes, an account; never an inner name.

        Inner names (`minimum_spend`, `scene 12`, `marrakech`) repeat what the message says in words.

        >>> quiet = phrase("room.key")
        >>> where = ("film.fountain:12", "52, 55", "minimum_spend", "scene 12", "exchange.yaml", "agadir, fes")
        >>> [Finding("X", Severity.INFO, one, quiet, quiet).shown_where for one in where]
        ['film.fountain:12', '52, 55', '', '', '', '']
        """
        return "" if _INNER_NAME.fullmatch(self.where) else self.where

    def as_json(self, lang: str) -> dict[str, str]:
        """The five keys every command prints."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "where": self.where,
            "message": say(self.message, lang),
            "fix": say(self.fix, lang),
        }


def finding(room: str, code: str, severity: Severity, where: str, **values: Value) -> Finding:
    """Make a finding whose words stand in `<room>/words.yaml` under `CODE.message` and `CODE.fix`."""
    return Finding(
        code,
        severity,
        where,
        phrase(f"{room}.{code}.message", **values),
        phrase(f"{room}.{code}.fix", **values),
    )


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error, which makes a command exit with 1."""
    return any(f.severity is Severity.ERROR for f in findings)
