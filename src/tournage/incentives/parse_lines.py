"""The parts of a law file about single spend lines and about the calendar of the file."""

from __future__ import annotations

from tournage.incentives import kinds
from tournage.incentives.located import Located
from tournage.incentives.names import Names
from tournage.incentives.scheme import Due, LineTest, MilestoneRule, Part
from tournage.incentives.sources import SourceBook, parse_confidence

EVENTS = (
    "application",
    "approval",
    "deposit",
    "first_shooting_day",
    "last_shooting_day",
    "bank_certificate",
    "accounts",
    "audit",
)


def parse_parts(node: Located | None, totals: tuple[str, ...], book: SourceBook) -> tuple[Part, ...]:
    """Which lines feed which total."""
    result = []
    for item in node.items() if node else []:
        keys = item.keys(
            required=("id", "status", "source"), optional=("when", "counts_as", "likely", "cure")
        )
        when = {}
        for field, wanted in keys["when"].mapping().items() if "when" in keys else ():
            if field not in kinds.PART_FIELDS:
                wanted.refuse(
                    f"lines are not told apart by {field!r}; known are: {', '.join(kinds.PART_FIELDS)}"
                )
            when[field] = wanted.texts()
        counts_as = keys["counts_as"].texts() if "counts_as" in keys else ()
        for name in counts_as:
            if name not in totals:
                keys["counts_as"].refuse(f"no total is called {name!r}")
        status = keys["status"].choice("yes", "no", "conditional", "unknown")
        result.append(
            Part(
                keys["id"].text(),
                when,
                status,
                counts_as,
                keys["likely"].flag() if "likely" in keys else status in ("yes", "conditional"),
                keys["cure"].flag() if "cure" in keys else False,
                book.sources(keys["source"]),
            )
        )
    return tuple(result)


def parse_tests(node: Located | None, names: Names, book: SourceBook) -> tuple[LineTest, ...]:
    """The tests every line must pass."""
    result = []
    for item in node.items() if node else []:
        keys = item.keys(required=("id", "kind", "field", "source"), optional=("value", "planned", "credits"))
        result.append(
            LineTest(
                keys["id"].text(),
                keys["kind"].choice(*kinds.LINE_TESTS),
                keys["field"].choice(*kinds.LINE_FIELDS),
                _test_value(keys.get("value"), names),
                keys["planned"].choice("due", "missing") if "planned" in keys else "missing",
                keys["credits"].flag() if "credits" in keys else True,
                book.sources(keys["source"]),
            )
        )
    return tuple(result)


def _test_value(node: Located | None, names: Names) -> str | None:
    if node is None:
        return None
    return names.value(node)


def parse_calendar(node: Located | None, names: Names, book: SourceBook) -> tuple[MilestoneRule, ...]:
    """The steps in the life of the file, in order."""
    result = []
    for item in node.items() if node else []:
        keys = item.keys(
            required=("id", "source", "confidence"), optional=("due", "needs", "assumed", "loses")
        )
        result.append(
            MilestoneRule(
                keys["id"].text(),
                _due(keys["due"], names) if "due" in keys else None,
                keys["needs"].texts() if "needs" in keys else (),
                book.sources(keys["source"]),
                parse_confidence(keys["confidence"]).value,
                "assumed" in keys and keys["assumed"].flag(),
                keys["loses"].flag() if "loses" in keys else True,
            )
        )
    return tuple(result)


def _due(node: Located, names: Names) -> Due:
    keys = node.keys(optional=("after", "before", "on", "months", "days", "end_of_month"))
    directions = [d for d in ("after", "before", "on") if d in keys]
    if len(directions) != 1:
        node.refuse("say either after, before or on which day it is due")
    direction = directions[0]
    return Due(
        keys[direction].choice(*EVENTS),
        direction,
        names.value(keys["months"]) if "months" in keys else None,
        names.value(keys["days"]) if "days" in keys else None,
        "end_of_month" in keys and keys["end_of_month"].flag(),
    )
