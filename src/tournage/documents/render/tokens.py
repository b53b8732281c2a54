"""The visual language as values, read from `tokens.yaml`: colours, type, space, strips, chart palette."""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tournage.kernel.datafile import read_yaml
from tournage.kernel.errors import TournageError
from tournage.kernel.scene import IntExt, Light

THEMES = ("light", "dark", "sun")
STRIP_KINDS = ("int_day", "ext_day", "dawn", "dusk", "int_night", "ext_night")


class UnknownTokenError(TournageError):
    """No token has this name."""


class UnknownStripGridError(TournageError):
    """TOURNAGE_STRIPS names no habit of strip colours."""


STRIP_SETTING, STRIP_DEFAULT = "TOURNAGE_STRIPS", "blue-indoors"


@lru_cache
def load_tokens() -> dict[str, Any]:
    """Every token, as `tokens.yaml` groups them, strips in the colours the setting chooses.

    Raises: UnknownStripGridError.
    """
    tokens: dict[str, Any] = read_yaml(files("tournage.documents.render") / "tokens.yaml")
    wanted = os.environ.get(STRIP_SETTING) or STRIP_DEFAULT
    grids = tokens["strip-grids"]
    if wanted not in grids:
        raise UnknownStripGridError(f"{STRIP_SETTING}={wanted}: choose one of {', '.join(grids)}.")
    strips = tokens["strips"]
    taken = {kind: strips[other] for kind, other in grids[wanted].items()}
    for kind, colours in taken.items():
        strips[kind] = {**colours, "key": strips[kind]["key"]}
    return tokens


def colour(name: str, theme: str = "light") -> str:
    """A colour as `#RRGGBB`: a token (`ink`), a chart colour (`clay`) or a meaning of money (`morocco`).

    >>> colour("ink"), colour("morocco"), colour("clay", "dark")
    ('#14171D', '#C05A15', '#F27B68')
    """
    tokens = load_tokens()
    plain, chart = tokens["colour"][theme], tokens["chart"]["dark" if theme == "dark" else "light"]
    name = tokens["money"].get(name, name)
    found = plain.get(name) or chart.get(name)
    if found is None:
        raise UnknownTokenError(f"{name} in the {theme} theme")
    return f"#{found}"


def chart_colours(theme: str = "light") -> tuple[str, ...]:
    """The chart palette in the order in which series take it."""
    return tuple(
        f"#{value}" for value in load_tokens()["chart"]["dark" if theme == "dark" else "light"].values()
    )


def needs_outline(name: str) -> bool:
    """Whether a chart colour is too light to stand without an ink outline."""
    return name in load_tokens()["outlined"]


def strip_kind(int_ext: IntExt | None, light: Light) -> str:
    """Which cell of the strip grid a scene falls in; a scene both in and out counts as outdoors.

    >>> strip_kind(IntExt.EXT, Light.NIGHT), strip_kind(None, Light.DAY), strip_kind(IntExt.INT, Light.DAWN)
    ('ext_night', 'int_day', 'dawn')
    """
    if light in (Light.DAWN, Light.DUSK):
        return light.value.lower()
    side = "ext" if int_ext in (IntExt.EXT, IntExt.BOTH) else "int"
    return f"{side}_{light.value.lower()}"


def strip_fill(kind: str, theme: str = "light") -> str:
    """The trade colour of a strip; the dark theme dims it."""
    return f"#{load_tokens()['strips'][kind]['dark' if theme == 'dark' else 'light']}"


def strip_letters(int_ext: IntExt | None, light: Light, lang: str) -> str:
    """The letters beside the key: indoors or outdoors, then the light, as this language writes them.

    >>> strip_letters(IntExt.EXT, Light.NIGHT, "en"), strip_letters(IntExt.INT, Light.DAWN, "fr")
    ('E N', 'I AU')
    """
    letters = load_tokens()["strip-letters"][lang]
    return f"{letters[int_ext.value] if int_ext else '?'} {letters[light.value]}"


def status_letter(status: str, lang: str) -> str:
    """One letter for a status (`yes`, `conditional`, `unknown`, `no`) in a tight cell."""
    return str(load_tokens()["status-letters"][lang][status])


def paper_size(name: str, lang: str = "en") -> float:
    """A size of the paper scale in points, Latin or Arabic."""
    return float(load_tokens()["paper"][name][1 if lang == "ar" else 0])


def css_variables(theme: str) -> str:
    """The tokens of one theme as CSS custom properties: `--ink: #14171D; …`."""
    tokens = load_tokens()
    side = "dark" if theme == "dark" else "light"
    pairs = [(name, f"#{value}") for name, value in tokens["colour"][theme].items()]
    pairs += [(name, f"#{value}") for name, value in tokens["chart"][side].items()]
    pairs += [(name, f"var(--{target})") for name, target in tokens["money"].items()]
    pairs += [(f"strip-{kind.replace('_', '-')}", strip_fill(kind, theme)) for kind in STRIP_KINDS]
    pairs.append(("strip-text", f"#{tokens['strips']['text']}"))
    return " ".join(f"--{name}: {value};" for name, value in pairs)


def css_scale(lang: str) -> str:
    """Type, space and sizes as CSS custom properties, with the line heights of this language."""
    tokens = load_tokens()
    pairs = []
    for name, (size, line, arabic) in tokens["screen"].items():
        pairs += [(f"size-{name}", f"{size}px"), (f"line-{name}", f"{arabic if lang == 'ar' else line}px")]
    pairs += [(f"space-{step}", f"{value}px") for step, value in enumerate(tokens["space"], 1)]
    pairs += [(name, f"{value}px") for name, value in tokens["size"].items()]
    pairs += [(f"motion-{name}", f"{value}ms") for name, value in tokens["motion"].items()]
    return " ".join(f"--{name}: {value};" for name, value in pairs)
