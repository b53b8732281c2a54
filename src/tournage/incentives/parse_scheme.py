"""From a law file to a `Scheme`, strictly: what is not understood is refused with its line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from tournage.incentives import kinds
from tournage.incentives.located import Located, parse_located
from tournage.incentives.names import Names
from tournage.incentives.parse_lines import parse_calendar, parse_parts, parse_tests
from tournage.incentives.scheme import (
    Band,
    Claim,
    Content,
    FactSpec,
    Gap,
    Limit,
    LineTest,
    Part,
    Rule,
    Scheme,
    SchemeValue,
    Span,
    Switch,
    ValueStep,
)
from tournage.incentives.sources import SourceBook, parse_confidence
from tournage.kernel.dated import Origin, Sourced

REQUIRED = (
    "schema",
    "id",
    "instrument",
    "currency",
    "country",
    "sources",
    "values",
    "totals",
    "facts",
    "rules",
)
OPTIONAL = ("lines", "calendar", "switches", "excludes", "combines", "as_of", "notes", "expense_list", "cash")
STEP_KEYS = ("assumed", "expected", "note", "last_day")


def parse_scheme(text: str, file: str, jurisdiction: str, expense_list: Any = None) -> Scheme:
    """Read one law file.

    Raises: DataFileError naming file and line for an unknown key, a missing source, dates that
    overlap, a value no rule uses, a rule of unknown kind, two replacing uplifts without an order.
    """
    root = parse_located(text, file)
    top = root.keys(required=REQUIRED, optional=OPTIONAL)
    top["schema"].choice("tournage-scheme/1")
    book = SourceBook(top["sources"])
    values = {name: _value(name, node, book) for name, node in top["values"].mapping().items()}
    totals = top["totals"].texts()
    facts = {name: _fact(name, node) for name, node in top["facts"].mapping().items()}
    names = Names(top["values"], values, totals, facts)
    rules = tuple(_rule(node, names) for node in top["rules"])
    _check_rules(rules, top["rules"])
    lines = top.get("lines")
    parts: tuple[Part, ...] = ()
    tests: tuple[LineTest, ...] = ()
    if lines is not None:
        entries = lines.keys(optional=("parts", "tests"))
        parts = parse_parts(entries.get("parts"), totals, book)
        tests = parse_tests(entries.get("tests"), names, book)
    calendar = parse_calendar(top.get("calendar"), names, book)
    switches = _switches(top.get("switches"), names, book)
    cash = {}
    if "cash" in top:
        cash = {k: names.value(v) for k, v in top["cash"].keys(optional=("deposit_share",)).items()}
    names.refuse_unused()
    book.refuse_unused()
    return Scheme(
        id=top["id"].text(),
        jurisdiction=jurisdiction,
        instrument=top["instrument"].choice(*kinds.INSTRUMENTS),
        currency=top["currency"].text(),
        country=top["country"].text(),
        values=values,
        totals=totals,
        facts=facts,
        rules=rules,
        parts=parts,
        tests=tests,
        calendar=calendar,
        switches=switches,
        excludes=top["excludes"].texts() if "excludes" in top else (),
        combines=top["combines"].texts() if "combines" in top else (),
        as_of=top["as_of"].text() if "as_of" in top else "",
        notes=top["notes"].texts() if "notes" in top else (),
        cash=cash,
        expense_list=expense_list if "expense_list" in top else None,
    )


def _value(name: str, node: Located, book: SourceBook) -> SchemeValue:
    keys = node.keys(required=("unit", "values"), optional=("dated_by",))
    unit = keys["unit"].choice(*kinds.UNITS)
    dated_by = keys["dated_by"].choice(*kinds.DAYS) if "dated_by" in keys else "application"
    steps = []
    for day, entry in keys["values"].mapping().items():
        fields = entry.keys(required=("value", "source", "confidence"), optional=STEP_KEYS)
        origin = Origin.ASSUMED if "assumed" in fields and fields["assumed"].flag() else Origin.SOURCED
        stated: Sourced[Content] = Sourced(
            _content(fields["value"], unit),
            book.sources(fields["source"]),
            parse_confidence(fields["confidence"]),
            origin,
            unit,
            fields["note"].text() if "note" in fields else None,
        )
        steps.append(
            ValueStep(
                Located(node.file, entry.line, day).day(),
                fields["last_day"].day() if "last_day" in fields else None,
                stated,
                "expected" in fields and fields["expected"].flag(),
            )
        )
    if not steps:
        node.refuse(f"value {name!r} has no dates")
    steps.sort(key=lambda s: s.first_day)
    for earlier, later in pairwise(steps):
        if earlier.last_day and earlier.last_day >= later.first_day:
            node.refuse(f"dates of {name!r} overlap: {earlier.last_day} and {later.first_day}")
    return SchemeValue(name, unit, dated_by, tuple(steps))


def _content(node: Located, unit: str) -> Content:
    if unit == "flag":
        return node.flag()
    if unit == "text":
        return (node.text(),)
    if unit == "list":
        return node.texts()
    if unit == "bands":
        return tuple(map(_band, node.items()))
    if isinstance(node.value, dict):
        keys = node.keys(required=("low", "likely", "high"))
        return Span(*(_limit(keys[case]) for case in ("low", "likely", "high")))
    return _limit(node)


def _limit(node: Located) -> Limit:
    if node.value in ("none", "not_found"):
        return Gap(node.value)
    return node.decimal()


def _band(node: Located) -> Band:
    keys = node.keys(required=("above", "rate"))
    rate = _content(keys["rate"], "fraction")
    if not isinstance(rate, (Decimal, Span)):
        keys["rate"].refuse("a band needs a rate")
    return Band(keys["above"].decimal(), rate)


def _fact(name: str, node: Located) -> FactSpec:
    if isinstance(node.value, dict):
        keys = node.keys(required=("choices",))
        return FactSpec(name, "choice", keys["choices"].texts())
    return FactSpec(name, node.choice("days", "money", "fraction", "count", "date", "flag", "points", "rate"))


def _rule(node: Located, names: Names) -> Rule:
    entries = dict(node.mapping())
    for key in ("id", "kind"):
        if key not in entries:
            node.refuse(f"a rule needs {key!r}")
    kind = entries.pop("kind")
    spec = kinds.KINDS.get(kind.text())
    if spec is None:
        kind.refuse(f"no rule is of kind {kind.text()!r}; known are: {', '.join(kinds.KINDS)}")
    rule_id = entries.pop("id").text()
    first = entries.pop("from").day() if "from" in entries else None
    last = entries.pop("until").day() if "until" in entries else None
    when = entries.pop("when").mapping() if "when" in entries else {}
    params = {}
    for key, item in entries.items():
        if key not in spec:
            item.refuse(f"a rule of kind {kind.text()!r} takes no {key!r}; it takes: {', '.join(spec)}")
        params[key] = names.param(item, spec[key].rstrip("?"))
    for key, type_ in spec.items():
        if key not in params and not type_.endswith("?"):
            node.refuse(f"rule {rule_id!r} lacks {key!r}")
    conditions = {name: names.condition(name, item) for name, item in when.items()}
    return Rule(rule_id, kind.text(), params, conditions, first, last)


def _check_rules(rules: tuple[Rule, ...], node: Located) -> None:
    ids = [r.id for r in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            node.refuse(f"two rules are called {rule_id!r}")
    rates = [r for r in rules if r.kind in kinds.RATE_KINDS]
    if not rates:
        node.refuse("no rule gives a rate")
    for one, other in _pairs(rates):
        if _meet(one, other) and not _exclusive(one, other):
            node.refuse(f"rates {one.id!r} and {other.id!r} hold on the same day")
    replacing = [r for r in rules if r.kind == "uplift" and r.params["how"] == "replace"]
    for one, other in _pairs(replacing):
        if _meet(one, other) and (
            one.params.get("order") is None or one.params.get("order") == other.params.get("order")
        ):
            node.refuse(f"uplifts {one.id!r} and {other.id!r} both replace the rate: give each an order")


def _pairs(rules: list[Rule]) -> list[tuple[Rule, Rule]]:
    return [(one, other) for i, one in enumerate(rules) for other in rules[i + 1 :]]


def _meet(one: Rule, other: Rule) -> bool:
    first = max(one.first_day or date.min, other.first_day or date.min)
    return first <= min(one.last_day or date.max, other.last_day or date.max)


def _exclusive(one: Rule, other: Rule) -> bool:
    for name, wanted in one.when.items():
        against = other.when.get(name)
        if isinstance(wanted, tuple) and isinstance(against, tuple) and not set(wanted) & set(against):
            return True
    return False


def _switches(node: Located | None, names: Names, book: SourceBook) -> tuple[Switch, ...]:
    result = []
    for item in node.items() if node else []:
        keys = item.keys(required=("id", "claims", "resolution", "confidence"))
        claims = []
        for claim in keys["claims"]:
            fields = claim.keys(required=("id", "source"), optional=("sets",))
            sets = (
                {k: _setting(k, v, names) for k, v in fields["sets"].mapping().items()}
                if "sets" in fields
                else {}
            )
            claims.append(Claim(fields["id"].text(), sets, book.sources(fields["source"])))
        resolution = keys["resolution"].choice(*(c.id for c in claims))
        result.append(
            Switch(keys["id"].text(), tuple(claims), resolution, parse_confidence(keys["confidence"]).value)
        )
    return tuple(result)


def _setting(name: str, node: Located, names: Names) -> Any:
    if name.startswith("expense:"):
        return node.choice("yes", "no", "conditional", "unknown")
    if name == "first_day":
        return node.day()
    if name not in names.values:
        node.refuse(f"no value is called {name!r}")
    unit = names.values[name].unit
    if isinstance(node.value, dict) and "low" not in node.value:
        return {
            Located(node.file, item.line, day).day(): _content(item, unit) for day, item in node.value.items()
        }
    return _content(node, unit)
