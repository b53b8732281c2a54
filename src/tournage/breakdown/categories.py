"""The element categories: ids of the open category standard, own kinds from 500."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from tournage.kernel.datafile import read_yaml
from tournage.kernel.errors import TournageError
from tournage.kernel.words import Phrase, phrase


class UnknownCategoryError(TournageError):
    """A category stands in neither the standard nor the own kinds."""


@lru_cache(maxsize=1)
def categories() -> Mapping[str, int]:
    """Every category in the order of its id: trade name to id.

    >>> categories()["props"], categories()["weapons_military"]
    (104, 500)
    """
    return MappingProxyType({name: int(entry["ucid"]) for name, entry in _entries().items()})


def ucid_of(category: str) -> int:
    """The standard's id of a category.

    Raises: UnknownCategoryError.
    """
    try:
        return categories()[category]
    except KeyError:
        raise UnknownCategoryError(category) from None


def category_of(ucid: int) -> str | None:
    """The category that carries an id; None when it is not one of ours.

    >>> category_of(108), category_of(777) is None
    ('animals', True)
    """
    return next((name for name, id in categories().items() if id == ucid), None)


def standard_name(category: str) -> str:
    """The name the standard prints.

    >>> standard_name("makeup_hair")
    'Makeup/Hair'
    """
    return str(_entries()[category]["name"])


def category_label(category: str) -> Phrase:
    """The category's name for people."""
    return phrase(f"breakdown.category.{category}")


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, Mapping[str, str]]:
    entries: Mapping[str, Mapping[str, str]] = read_yaml(files("tournage.breakdown") / "categories.yaml")[
        "categories"
    ]
    return entries
