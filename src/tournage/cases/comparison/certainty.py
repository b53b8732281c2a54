"""How sure an award is: open, limited by an envelope, ending, stopped, or not confirmed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tournage.cases.comparison.model import Certainty, Place
from tournage.incentives.law import Law
from tournage.incentives.model import Assessment
from tournage.incentives.scheme import Case, Facts, Scheme
from tournage.kernel.dated import Confidence
from tournage.kernel.words import phrase

MILLION = Decimal(1_000_000)
SOON = timedelta(days=365)


def certainty_of(place: Place, best: Assessment | None, on: date) -> Certainty:
    """The strongest doubt about the scheme that would be used."""
    if best is None:
        return Certainty("closed", phrase("cases/comparison.certainty.closed"))
    scheme = next(s for s in place.schemes if s.id == best.scheme)
    law = Law(scheme, on, Facts(), Case.LIKELY)
    if any(r.kind == "no_rate" and r.holds_on(on) for r in scheme.rules):
        return Certainty("none", phrase("cases/comparison.certainty.none"))
    for rule in scheme.rules:
        if rule.kind == "payable" and rule.holds_on(on) and law.number(rule.params["factor"]) == 0:
            return Certainty("stopped", phrase("cases/comparison.certainty.stopped"))
    missed = tuple(gate.label for gate in best.gates if gate.known and not gate.passed)
    if missed:
        return Certainty("gate", phrase("cases/comparison.certainty.gate", gates=missed))
    opened = law.step("in_force")
    if opened and opened.stated.confidence is Confidence.LOW:
        return Certainty("unconfirmed", phrase("cases/comparison.certainty.unconfirmed"))
    if opened and opened.last_day and opened.last_day <= on + SOON:
        return Certainty("ending", phrase("cases/comparison.certainty.ending", day=opened.last_day))
    envelope = _envelope(scheme, law, on)
    if envelope is not None:
        return envelope
    return Certainty("open", phrase("cases/comparison.certainty.open"))


def _envelope(scheme: Scheme, law: Law, on: date) -> Certainty | None:
    for rule in scheme.rules:
        if rule.kind != "envelope" or not rule.holds_on(on) or law.step(rule.params["amount"]) is None:
            continue
        amount = law.number(rule.params["amount"])
        if amount is None:
            return Certainty("envelope", phrase("cases/comparison.certainty.envelope_unknown"))
        why = phrase(
            "cases/comparison.certainty.envelope",
            amount=(amount / MILLION).normalize(),
            currency=scheme.currency,
        )
        return Certainty("envelope", why)
    return None
