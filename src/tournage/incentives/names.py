"""The names a law file declares, and whether something uses each of its values."""

from __future__ import annotations

from typing import Any

from tournage.incentives import kinds
from tournage.incentives.located import Located
from tournage.incentives.scheme import FactSpec, SchemeValue


class Names:
    """The names a file declares, and which of its values something uses."""

    def __init__(
        self,
        node: Located,
        values: dict[str, SchemeValue],
        totals: tuple[str, ...],
        facts: dict[str, FactSpec],
    ) -> None:
        self.node, self.values, self.totals, self.facts = node, values, totals, facts
        self.used = {"in_force"}
        if "in_force" not in values:
            node.refuse("value 'in_force' is missing: say on which days the scheme is open")

    def value(self, node: Located) -> str:
        """A declared value, from now on used."""
        name = node.text()
        if name not in self.values:
            node.refuse(f"no value is called {name!r}")
        self.used.add(name)
        return name

    def param(self, node: Located, kind: str) -> Any:
        """One parameter of a rule, checked against its type."""
        if kind == "value":
            return self.value(node)
        if kind == "number":
            return int(node.decimal())
        if kind == "text":
            return node.text()
        if kind == "flag":
            return node.flag()
        if kind == "facts":
            return tuple(self._one_of(item, self.facts) for item in node.items())
        if kind == "fact":
            return self._one_of(node, self.facts)
        if kind == "total":
            return self._one_of(node, self.totals)
        if kind == "amount":
            return self._one_of(node, (*self.totals, *self.facts))
        return node.choice(*kind.split("|"))

    def _one_of(self, node: Located, known: Any) -> str:
        name = node.text()
        if name not in known:
            node.refuse(f"{name!r} is not declared; declared are: {', '.join(known)}")
        return name

    def condition(self, name: str, node: Located) -> Any:
        """One condition of a rule: words to match, or a bound that is itself a value of the law."""
        if name not in self.totals and name not in self.facts:
            node.refuse(f"{name!r} is neither a total nor a fact of this scheme")
        if isinstance(node.value, dict):
            entries = node.keys(optional=kinds.CONDITIONS)
            return {bound: self.value(item) for bound, item in entries.items()}
        return node.texts()

    def refuse_unused(self) -> None:
        """Complain of a value that nothing uses."""
        for name, node in self.node.mapping().items():
            if name not in self.used:
                node.refuse(f"value {name!r} is used by no rule")
