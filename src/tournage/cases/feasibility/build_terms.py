"""On which terms the shoot of a script is priced: template, prices, exchange, scheme, a person's own numbers."""

from __future__ import annotations

from decimal import Decimal

from tournage.budget.choose import choose_template
from tournage.cases.feasibility.constants import Constant
from tournage.cases.feasibility.inputs import StudyInputs
from tournage.cases.feasibility.pricing import Shoot, Terms
from tournage.jurisdictions.load_budget import load_price_list, load_template
from tournage.jurisdictions.load_charts import load_chart
from tournage.jurisdictions.load_exchange import load_exchange
from tournage.jurisdictions.load_schemes import load_scheme
from tournage.kernel.findings import Finding
from tournage.script.model import Script

CHART = "us"


def terms_of(
    script: Script,
    shoot: Shoot,
    inputs: StudyInputs,
    numbers: dict[str, Decimal],
    constants: dict[str, Constant],
) -> tuple[Terms, tuple[Finding, ...]]:
    """On which terms the shoot of a script is priced, a person's own numbers first."""
    given = {id.partition(".")[2]: value for id, value in numbers.items() if id.startswith("exchange.")}
    exchange, findings = load_exchange(inputs.made_on, given)
    template = inputs.template
    if template is None:
        template, _ = choose_template(script.pages, len(script.episodes), shoot.drivers)
    overrides = {id: v for id, v in numbers.items() if id not in constants and not id.startswith("exchange.")}
    terms = Terms(
        load_template(template),
        load_price_list(exchange),
        load_chart(CHART),
        load_scheme(f"{inputs.country}-rebate"),
        inputs.currency,
        inputs.made_on,
        min(inputs.made_on, inputs.first_day),
        overrides,
        constants["bridging_rate"].value,
    )
    return terms, findings
