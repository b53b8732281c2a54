"""One study of each example, shared by all scenario tests of a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tournage.services.studying import Made, Wish, make_study

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY, FIRST_DAY = date(2026, 11, 24), date(2027, 3, 29)


@dataclass(frozen=True, slots=True)
class Studied:
    """A study as a person gets it: the object in memory, its JSON, and the folder."""

    made: Made
    folder: Path

    @property
    def document(self) -> dict[str, Any]:
        """study.json as it was returned."""
        return self.made.document

    def numbers_of_cast(self) -> dict[str, int]:
        """Scenes of each speaking role."""
        roles = (e for e in self.made.study.breakdown.elements if e.category == "cast_members")
        return {role.name: len(role.scenes) for role in roles}


class Studies:
    """Makes each study once."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._made = cache(self._make)

    def of(self, script: str, lang: str = "en") -> Studied:
        """The study of a script in a language; one, however it is asked for, since they share a folder."""
        return self._made(script, lang)

    def _make(self, script: str, lang: str) -> Studied:
        folder = self.place / f"{Path(script).stem}_{lang}"
        wish = Wish(folder, FIRST_DAY, lang=lang, time_limit=1.5)
        return Studied(make_study([EXAMPLES / script], wish, today=TODAY), folder)


@pytest.fixture(scope="session")
def studies(tmp_path_factory: pytest.TempPathFactory) -> Studies:
    """`studies.of("pilot/the_salt_line.fountain")`."""
    return Studies(tmp_path_factory.mktemp("studies"))
