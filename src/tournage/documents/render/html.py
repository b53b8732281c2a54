"""A self-contained page: escaped by construction, its styles from the tokens, its fonts inside, no network.

Text given as `str` is escaped; only `Html` is taken as markup, and only `el` and `join` make it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from importlib.resources import files
from io import BytesIO

from tournage.documents.render.numbers import DIRECTIONS, isolate
from tournage.documents.render.tokens import THEMES, css_scale, css_variables, load_tokens
from tournage.documents.render.typst import FONTS

VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr"})
WEIGHTS = (("Regular", 400), ("Medium", 500), ("SemiBold", 600), ("Bold", 700))
_LATIN = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum")
_ARABIC = (*_LATIN, "init", "medi", "fina", "isol", "rlig", "liga", "calt")
FEATURES = {"Inter": _LATIN, "IBMPlexSansArabic": _ARABIC}


class Html(str):
    """Markup that is already escaped."""

    __slots__ = ()


def text(value: str) -> Html:
    """Plain words as markup."""
    return value if isinstance(value, Html) else Html(escape(value, quote=False))


def join(*pieces: str) -> Html:
    """Pieces one after the other; plain text among them is escaped."""
    return Html("".join(map(text, pieces)))


def el(name: str, *children: str, **attributes: str | int | bool | None) -> Html:
    """An element. `class_` and `for_` lose their underscore, others turn `_` into `-`.

    >>> el("p", "a < b", class_="note", data_id="x"), el("br"), el("details", open=True)
    ('<p class="note" data-id="x">a &lt; b</p>', '<br>', '<details open></details>')
    """
    parts = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        parts.append(attribute if value is True else f'{attribute}="{escape(str(value))}"')
    start = f"<{' '.join(parts)}>"
    return Html(start if name in VOID else f"{start}{join(*children)}</{name}>")


def bdi(value: str, lang: str) -> Html:
    """A value or a name that keeps its own direction in a page of this language."""
    if lang != "ar":
        return text(value)
    ltr = isolate(value, lang) != value or value.isascii()
    return el("bdi", value, dir="ltr" if ltr else None)


@lru_cache(maxsize=64)
def subset_font(file: str, characters: frozenset[str]) -> str:
    """One font cut down to these characters, as base64 WOFF2; empty when it holds none of them."""
    from fontTools import subset
    from fontTools.ttLib import TTFont, newTable

    with TTFont(FONTS / file, lazy=True, recalcTimestamp=False) as font:
        wanted = {ord(c) for c in characters} & set(font.getBestCmap())
        if not wanted:
            return ""
        options = subset.Options()
        options.layout_features = list(FEATURES[file.split("_")[0]])
        options.flavor = "woff2"
        options.hinting = False
        options.notdef_outline = True
        options.drop_tables += ["meta", "STAT", "DSIG", "name"]
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=wanted)
        cutter.subset(font)
        font["name"] = newTable("name")
        font["name"].setName("Tournage", 1, 3, 1, 0x409)
        out = BytesIO()
        subset.save_font(font, out, options)
        return base64.b64encode(out.getvalue()).decode()


def font_faces(content: str, weights: Iterable[int] = (400, 500, 600, 700)) -> str:
    """The `@font-face` rules for the characters of a page: Inter, and IBM Plex Sans Arabic where needed."""
    fonts = load_tokens()["fonts"]
    characters = frozenset(content) | frozenset("0123456789 .,–()%?")
    arabic = frozenset(c for c in characters if "\u0600" <= c <= "\u08ff")
    families = [("Inter", fonts["latin"], characters - arabic, "")]
    if arabic:
        adjust = f"size-adjust:{fonts['arabic-size-adjust']};"
        families.append(("IBMPlexSansArabic", fonts["arabic-screen"], arabic, adjust))
    rules = []
    for stem, family, wanted, more in families:
        for style, weight in WEIGHTS:
            data = subset_font(f"{stem}_{weight}{style}.ttf", wanted) if weight in weights else ""
            if data:
                rules.append(
                    f'@font-face{{font-family:"{family}";font-weight:{weight};{more}'
                    f"src:url(data:font/woff2;base64,{data}) format('woff2')}}"
                )
    return "".join(rules)


def theme_css(lang: str) -> str:
    """Custom properties of every theme: light, dark by preference or choice, sun by choice or for contrast."""
    light, dark, sun = (css_variables(theme) for theme in THEMES)
    return (
        f":root{{{light} {css_scale(lang)} color-scheme:light}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme]){{{dark} color-scheme:dark}}}}"
        f':root[data-theme="dark"]{{{dark} color-scheme:dark}}'
        f"@media (prefers-contrast:more){{:root:not([data-theme]){{{sun} color-scheme:light}}}}"
        f':root[data-theme="sun"]{{{sun} color-scheme:light}}'
        f"@media print{{:root,:root[data-theme],:root:not([data-theme]){{{light} --ground:#FFFFFF;color-scheme:light}}}}"
    )


@lru_cache
def base_css() -> str:
    """The rules every page begins with: type, tables, figures, focus, buttons (`base.css`)."""
    return (files("tournage.documents.render") / "base.css").read_text("utf-8")


def page(title: str, body: str, *, lang: str, css: str = "", script: str = "") -> str:
    """One self-contained document that opens from disk, in any theme, readable on a phone.

    `body` is markup, `css` more rules, `script` the one inline script; a content security policy lets
    nothing else run and nothing be fetched.
    """
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    scripts = f"'sha256-{digest}'" if script else "'none'"
    policy = (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
        f"script-src {scripts}; base-uri 'none'; form-action 'none'"
    )
    styles = font_faces(title + body + script + css) + theme_css(lang) + base_css() + css
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}" dir="{DIRECTIONS[lang]}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{styles}</style></head>"
        f"<body>{body}{f'<script>{script}</script>' if script else ''}</body></html>\n"
    )
