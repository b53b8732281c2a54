"""What stands around findings in a terminal is in the language asked for."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tournage.cli import door, new
from tournage.kernel.findings import Severity, finding
from tournage.store.production import KINDS

OLD_RATES = finding("budget", "BUD-101", Severity.WARNING, "line_producer", rate="line_producer")


@pytest.mark.parametrize(
    ("lang", "head"), [("en", "warning: No price"), ("fr", "avertissement\u202f: Aucun"), ("ar", "تحذير: ")]
)
def test_severity_is_said_in_the_language(lang: str, head: str, capsys: pytest.CaptureFixture[str]) -> None:
    door.print_findings([OLD_RATES], lang, inner_names=False)
    assert capsys.readouterr().err.startswith(head)


def test_kinds_of_work_are_those_a_production_knows() -> None:
    told = CliRunner().invoke(new.command, ["--help"]).output
    assert all(kind in told for kind in KINDS)
    refused = CliRunner().invoke(new.command, ["somewhere", "--kind", "opera"])
    assert (refused.exit_code, "feature" in refused.output) == (2, True)
