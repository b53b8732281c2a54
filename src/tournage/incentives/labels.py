"""The names of a scheme's own things: from its jurisdiction's words, else from the words all schemes share."""

from __future__ import annotations

from tournage.incentives.scheme import Rule, Scheme
from tournage.kernel.words import Phrase, Value, literal, load_words, phrase


def _own(scheme: Scheme, key: str, **values: Value) -> Phrase | None:
    try:
        known = load_words(scheme.words)
    except FileNotFoundError:
        known = {}
    if key in known:
        return phrase(f"{scheme.words}.{key}", **values)
    if key in load_words("incentives"):
        return phrase(f"incentives.{key}", **values)
    return None


def scheme_name(scheme: Scheme) -> Phrase:
    """The scheme's name."""
    return _own(scheme, f"scheme.{scheme.id}") or literal(scheme.id)


def value_label(scheme: Scheme, name: str) -> Phrase:
    """What a value is called."""
    return _own(scheme, f"value.{name}") or literal(name.replace("_", " "))


def rule_label(scheme: Scheme, rule: Rule) -> Phrase:
    """What a rule is called."""
    return _own(scheme, f"rule.{rule.id}") or phrase(f"incentives.kind.{rule.kind}")


def part_label(scheme: Scheme, part: str) -> Phrase:
    """What the law says of one kind of line."""
    return _own(scheme, f"part.{part}") or literal(part.replace("_", " "))


def milestone_label(scheme: Scheme, milestone: str) -> Phrase:
    """A step in the life of the file."""
    return _own(scheme, f"milestone.{milestone}") or literal(milestone.replace("_", " "))


def milestone_text(scheme: Scheme, milestone: str, what: str) -> Phrase | None:
    """The rule behind a milestone, or what is lost when it passes."""
    return _own(scheme, f"{what}.{milestone}")


def need_label(scheme: Scheme, need: str) -> Phrase:
    """A document or fact that a milestone needs."""
    return _own(scheme, f"need.{need}") or literal(need.replace("_", " "))


def claim_label(scheme: Scheme, switch: str, claim: str) -> Phrase:
    """What one source says in a conflict."""
    return _own(scheme, f"claim.{switch}.{claim}") or literal(claim.replace("_", " "))


def switch_label(scheme: Scheme, switch: str) -> Phrase:
    """What a conflict is about."""
    return _own(scheme, f"switch.{switch}") or literal(switch.replace("_", " "))


def test_label(scheme: Scheme, test: str) -> Phrase:
    """A test on a spend line, in words."""
    return _own(scheme, f"test.{test}") or literal(test.replace("_", " "))


def amount_label(name: str) -> Phrase:
    """A total or fact, in words."""
    return (
        phrase(f"incentives.input.{name}")
        if f"input.{name}" in load_words("incentives")
        else literal(name.replace("_", " "))
    )
