"""A scheme's list of expense lines: what each is, whether it counts, and how a spend line is recognised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tournage.incentives.located import Located, parse_located
from tournage.incentives.sources import SourceBook, parse_confidence
from tournage.kernel.dated import Origin, Sourced

STATUSES = ("yes", "no", "conditional", "unknown")
EVIDENCE = ("invoice", "contract", "receipt", "cnss", "none")
VARIANT_FIELDS = ("payment", "payee", "supplied", "tags")


@dataclass(frozen=True, slots=True)
class Variant:
    """The same kind of cost in another form: paid in cash, by a foreign payee, supplied abroad."""

    when: Mapping[str, str]
    use: str


@dataclass(frozen=True, slots=True)
class ExpenseLine:
    """One line of the list. `evidence` is what proves it; `derived_from` the test it follows from."""

    id: str
    category: str
    cost_class: str
    steps: tuple[tuple[date, Sourced[str]], ...]
    evidence: str
    condition: str
    derived_from: str | None
    words_en: tuple[str, ...]
    words_fr: tuple[str, ...]
    accounts: tuple[str, ...]
    variants: tuple[Variant, ...]

    def on(self, day: date) -> Sourced[str] | None:
        """What the list says of it on this day."""
        held = None
        for since, stated in self.steps:
            if since <= day:
                held = stated
        return held


@dataclass(frozen=True, slots=True)
class ExpenseList:
    """All lines of the list, by id, and the words that name them."""

    jurisdiction: str
    lines: Mapping[str, ExpenseLine]
    needs_confirming: str
    """The fact that turns our estimates into law: the official annex has been read."""


def parse_expenses(text: str, file: str, jurisdiction: str) -> ExpenseList:
    """Read a list of expense lines, strictly.

    Raises: DataFileError naming file and line.
    """
    root = parse_located(text, file)
    top = root.keys(required=("schema", "confirmed_by", "sources", "lines"), optional=("as_of", "note"))
    top["schema"].choice("tournage-expenses/1")
    book = SourceBook(top["sources"])
    lines: dict[str, ExpenseLine] = {}
    for node in top["lines"]:
        line = _line(node, book)
        if line.id in lines:
            node.refuse(f"expense line {line.id!r} stands twice")
        lines[line.id] = line
    for node, line in zip(top["lines"], lines.values(), strict=True):
        for variant in line.variants:
            if variant.use not in lines:
                node.refuse(f"variant {variant.use!r} is no expense line")
    book.refuse_unused()
    return ExpenseList(jurisdiction, lines, top["confirmed_by"].text())


def _line(node: Located, book: SourceBook) -> ExpenseLine:
    keys = node.keys(
        required=("id", "category", "class", "eligible", "condition"),
        optional=("evidence", "derived_from", "en", "fr", "accounts", "variants"),
    )
    steps = []
    for day, entry in keys["eligible"].mapping().items():
        fields = entry.keys(required=("value", "source", "confidence"), optional=("assumed", "note"))
        origin = Origin.ASSUMED if "assumed" in fields and fields["assumed"].flag() else Origin.SOURCED
        stated = Sourced(
            fields["value"].choice(*STATUSES),
            book.sources(fields["source"]),
            parse_confidence(fields["confidence"]),
            origin,
            None,
            fields["note"].text() if "note" in fields else None,
        )
        steps.append((Located(node.file, entry.line, day).day(), stated))
    variants = []
    for item in keys.get("variants", ()):
        fields = item.keys(required=("when", "use"))
        when = {k: v.text() for k, v in fields["when"].mapping().items()}
        for name in when:
            if name not in VARIANT_FIELDS:
                item.refuse(f"variants are not told apart by {name!r}")
        variants.append(Variant(when, fields["use"].text()))
    return ExpenseLine(
        keys["id"].text(),
        keys["category"].text(),
        keys["class"].text(),
        tuple(sorted(steps, key=lambda s: s[0])),
        keys["evidence"].choice(*EVIDENCE) if "evidence" in keys else "invoice",
        keys["condition"].text(),
        keys["derived_from"].text() if "derived_from" in keys else None,
        keys["en"].texts() if "en" in keys else (),
        keys["fr"].texts() if "fr" in keys else (),
        keys["accounts"].texts() if "accounts" in keys else (),
        tuple(variants),
    )
