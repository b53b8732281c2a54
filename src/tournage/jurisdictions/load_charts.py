"""Reading the charts of accounts and the map from one to the other."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

from tournage.budget.recode import AccountMap, MapRow
from tournage.kernel.accounts import Account, Chart
from tournage.kernel.datafile import read_yaml
from tournage.kernel.errors import TournageError
from tournage.kernel.words import phrase

ROOM = "jurisdictions/world"
PLACE = files("tournage.jurisdictions").joinpath("world")
CHARTS = ("us", "cnc")


class UnknownChartError(TournageError):
    """No chart of accounts has this name."""


@lru_cache
def load_chart(id: str) -> Chart:
    """The chart `us` (four-digit international top sheet) or `cnc` (French budget form).

    Raises: UnknownChartError.
    """
    if id not in CHARTS:
        raise UnknownChartError(f"no chart of accounts {id!r}; there are {', '.join(CHARTS)}")
    data = read_yaml(PLACE.joinpath(f"accounts_{id}.yaml"))
    accounts = tuple(
        Account(
            str(entry["code"]),
            phrase(f"{ROOM}.account.{id}.{entry['code']}"),
            str(entry["section"]),
            int(entry["level"]),
            entry.get("parent"),
        )
        for entry in data["accounts"]
    )
    sections = tuple((str(name), phrase(f"{ROOM}.section.{name}")) for name in data["sections"])
    return Chart(id, phrase(f"{ROOM}.account.{id}.title"), accounts, sections)


@lru_cache
def load_account_map(source: str, target: str) -> AccountMap:
    """How the accounts of one chart are carried to the other.

    Raises: UnknownChartError when no map leads from one to the other.
    """
    data = read_yaml(PLACE.joinpath("account_map.yaml"))
    key = f"{source}_to_{target}"
    if key not in data:
        raise UnknownChartError(f"no map leads from the chart {source!r} to {target!r}")
    return AccountMap(source, target, tuple(map(_row, data[key])))


def _row(entry: dict[str, Any]) -> MapRow:
    return MapRow(
        str(entry["account"]),
        str(entry["to"]),
        str(entry["labour"]) if "labour" in entry else None,
        tuple((str(group), str(code)) for group, code in entry.get("groups", {}).items()),
    )
