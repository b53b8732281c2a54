"""The law on the shelf: every scheme of every jurisdiction, read strictly from its own folder."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from tournage.incentives.expenses import ExpenseList, parse_expenses
from tournage.incentives.located import parse_located
from tournage.incentives.parse_scheme import parse_scheme
from tournage.incentives.scheme import Scheme, UnknownSchemeError
from tournage.kernel.errors import DataFileError


def _folders() -> list[Traversable]:
    shelf = files("tournage").joinpath("jurisdictions")
    return sorted((f for f in shelf.iterdir() if f.joinpath("incentives").is_dir()), key=lambda f: f.name)


def _law_files() -> dict[str, tuple[str, Traversable]]:
    """Scheme id → its jurisdiction and file; the file is named after the scheme."""
    result = {}
    for folder in _folders():
        for file in sorted(folder.joinpath("incentives").iterdir(), key=lambda f: f.name):
            if file.name.endswith(".yaml"):
                result[file.name.removesuffix(".yaml")] = (folder.name, file)
    return result


def list_schemes() -> tuple[str, ...]:
    """Ids of all schemes."""
    return tuple(_law_files())


@lru_cache(maxsize=64)
def load_expenses(jurisdiction: str) -> ExpenseList:
    """The expense lines of one jurisdiction."""
    file = files("tournage").joinpath("jurisdictions", jurisdiction, "expense_lines.yaml")
    return parse_expenses(file.read_text("utf-8"), f"{jurisdiction}/{file.name}", jurisdiction)


@lru_cache(maxsize=64)
def load_scheme(scheme_id: str) -> Scheme:
    """One scheme by its id.

    Raises: UnknownSchemeError, with names near it; DataFileError when its file breaks the form.
    """
    known = _law_files()
    if scheme_id not in known:
        from difflib import get_close_matches

        near = get_close_matches(scheme_id, known, n=3) or sorted(known)
        raise UnknownSchemeError(f"no scheme is called {scheme_id!r}; perhaps {', '.join(near)}")
    jurisdiction, file = known[scheme_id]
    text = file.read_text("utf-8")
    name = f"{jurisdiction}/incentives/{file.name}"
    wanted = parse_located(text, name).mapping().get("expense_list")
    expenses = load_expenses(wanted.text()) if wanted is not None else None
    scheme = parse_scheme(text, name, jurisdiction, expenses)
    if scheme.id != scheme_id:
        raise DataFileError(name, f"the file is named {scheme_id!r} but its scheme {scheme.id!r}")
    return scheme
