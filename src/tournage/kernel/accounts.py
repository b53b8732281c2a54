"""Charts of accounts: what budget, spend and ledger lines are booked under."""

from __future__ import annotations

from dataclasses import dataclass

from tournage.kernel.words import Phrase


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a chart. `parent` is the code of the account above, None at the top."""

    code: str
    name: Phrase
    section: str
    level: int
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of accounts: its accounts in order and the names of its sections."""

    id: str
    title: Phrase
    accounts: tuple[Account, ...]
    sections: tuple[tuple[str, Phrase], ...]

    def account(self, code: str) -> Account | None:
        """The account with this code."""
        return next((a for a in self.accounts if a.code == code), None)
