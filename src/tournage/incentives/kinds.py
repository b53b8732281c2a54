"""The kinds of rule the engine knows, and the parameters each takes.

A parameter's type says what may stand there: `value` (a name under `values`), `total`, `fact`,
`amount` (a total or a fact), `facts` (a list), `flag`, `number` (an order, not law), or words
to choose from, divided by `|`. A type that ends in `?` may be left out.
"""

from __future__ import annotations

PER = "project|episode|season|company_year"

KINDS: dict[str, dict[str, str]] = {
    # what counts
    "take_share": {"share": "fact"},
    "side_spend": {"total": "total", "up_to": "value", "of": "total?"},
    "part_share": {"total": "total", "share": "value"},
    "part_limit": {
        "total": "total",
        "amount": "value?",
        "share": "value?",
        "combine": "higher|lower?",
    },
    "share_limit": {"share": "value", "of": "amount", "except": "total?", "missing": "lines?"},
    "spend_cap": {"at_most": "value", "per": f"{PER}?", "over": "value?"},
    # gates
    "listed": {"fact": "fact", "among": "value", "missing": "open|passes"},
    "minimum": {
        "of": "amount",
        "at_least": "value",
        "per": f"{PER}?",
        "at_rate": "amount?",
        "times": "value?",
        "over": "value?",
        "or_share": "value?",
        "or_of": "amount?",
    },
    "minimum_days": {"counts": "facts", "at_least": "value", "also": "fact?", "if": "value?"},
    "minimum_share": {"part": "total", "of": "amount", "at_least": "value"},
    "required": {"fact": "fact", "if": "value"},
    "applied_before": {"fact": "fact"},
    # rates
    "flat_rate": {"rate": "value"},
    "marginal_bands": {"bands": "value"},
    "volume_bands": {"bands": "value"},
    "points": {"bands": "value?", "range": "value?", "points": "fact?", "given": "fact"},
    "no_rate": {"because": "value"},
    # uplifts
    "uplift": {
        "how": "add|replace|component_add|component_rate",
        "rate": "value",
        "total": "total?",
        "at_least": "value?",
        "at_most": "value?",
        "outside_limits": "flag?",
        "order": "number?",
        "one_of": "text?",
    },
    # limits on the award
    "award_cap": {
        "at_most": "value",
        "per": f"{PER}?",
        "less": "fact?",
        "times": "value?",
        "over": "value?",
    },
    "part_award_cap": {"total": "total", "at_most": "value"},
    "aid_intensity": {"share": "value", "of": "amount", "less": "fact?"},
    "envelope": {"amount": "value", "remaining": "fact", "over": "value?"},
    "payable": {"factor": "value"},
    "tax": {"rate": "value"},
}

RATE_KINDS = ("flat_rate", "marginal_bands", "volume_bands", "points", "no_rate")
GATE_KINDS = ("listed", "minimum", "minimum_days", "minimum_share", "required", "applied_before")
DAYS = ("application", "approval", "first_shooting_day", "expenditure", "payment")
UNITS = ("fraction", "money", "days", "months", "count", "flag", "list", "bands", "number", "text")
CONDITIONS = ("above", "at_least", "under", "at_most")
LINE_TESTS = ("one_of", "ice", "shown", "not_before", "not_after", "without_tag")
LINE_FIELDS = (
    "payment",
    "payee_country",
    "payee_ice",
    "supplied_in",
    "invoice",
    "date",
    "tags",
)
"""Fields a line test may look at."""

PART_FIELDS = ("class", "payee_country", "supplied_in", "tags", "expense")
"""Fields by which a line may be sent to a total: `local` stands for the scheme's own country."""

INSTRUMENTS = ("cash_rebate", "refundable_tax_credit", "cash_rebate_or_tax_credit", "tax_exemption", "none")
