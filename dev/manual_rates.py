"""The manual's pages of the budget: prices, shares, on-costs, VAT, exchange; templates; charts of accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tournage.budget.build import item_words
from tournage.jurisdictions.load_budget import load_price_list, load_template, template_ids
from tournage.jurisdictions.load_charts import CHARTS, load_account_map, load_chart
from tournage.jurisdictions.load_exchange import exchange_table, load_price_levels
from tournage.jurisdictions.load_statistics import load_statistics
from tournage.kernel.dated import Confidence, Origin, Source
from tournage.kernel.words import LANGUAGES, say
from tournage.services.describing_budget import plain, rate_name


def pages() -> dict[str, str]:
    """All generated pages about budgets, path → text."""
    return {
        "reference/rates.md": rates_page(),
        "reference/budget_templates.md": templates_page(),
        "reference/accounts.md": accounts_page(),
    }


def rates_page() -> str:
    """Every price with its range, confidence, note and sources."""
    prices = load_price_list()
    text = [
        "# Prices",
        "",
        (
            "In dirhams without VAT unless a currency is named. *Estimate* is ours, with its reason in the note; the "
            "likely price is the middle of low and high unless the source gives one."
        ),
        "",
    ]
    for group in dict.fromkeys(rate.group for rate in prices.rates):
        text += [f"## {group.replace('_', ' ').capitalize()}", ""]
        rows = (
            (
                f"`rate.{rate.id}`",
                rate_name(rate, "en"),
                plain(rate.low.amount) if rate.low else "",
                plain(rate.amount.amount),
                plain(rate.high.amount) if rate.high else "",
                f"{rate.amount.currency} / {rate.per}",
                _trust(rate.confidence, rate.origin),
                say(rate.note, "en") if rate.note else "",
                _sources(rate.source),
            )
            for rate in prices.rates
            if rate.group == group
        )
        heads = ("Id", "Name", "Low", "Likely", "High", "Per", "Confidence", "Note", "Sources")
        text += _table(heads, rows)
    text += _fractions()
    text += _vat_and_exchange()
    return "\n".join(text) + "\n"


def _fractions() -> list[str]:
    prices = load_price_list()
    shares = (
        (
            f"`share.{share.id}`",
            say(item_words(share.id), "en"),
            plain(share.low) if share.low is not None else "",
            plain(share.value),
            plain(share.high) if share.high is not None else "",
            _trust(share.confidence, share.origin),
            say(share.note, "en") if share.note else "",
            _sources(share.source),
        )
        for share in prices.shares
    )
    fringes = (
        (
            f"`fringe.{fringe.id}`",
            say(item_words(fringe.id), "en"),
            plain(fringe.rate),
            f"{plain(fringe.cutoff.amount)} {fringe.cutoff.currency}" if fringe.cutoff else "none",
            _trust(fringe.confidence, fringe.origin),
            _sources(fringe.source),
        )
        for fringe in prices.fringes
    )
    heads = ("Id", "Name", "Low", "Likely", "High", "Confidence", "Note", "Sources")
    return [
        "## Shares of other accounts",
        "",
        *_table(heads, shares),
        "## On-costs",
        "",
        *_table(("Id", "Name", "Rate", "Ceiling a person and month", "Confidence", "Sources"), fringes),
    ]


def _vat_and_exchange() -> list[str]:
    vat = (
        (
            kind.name,
            day.isoformat(),
            plain(held.value),
            _trust(held.confidence, held.origin),
            _sources(held.source),
        )
        for kind in load_price_list().vat
        for day, held in kind.steps
    )
    exchange = (
        (
            rate.currency,
            rate.on.isoformat(),
            plain(rate.rate),
            "derived" if rate.assumed else "",
            _sources(rate.source),
        )
        for rate in exchange_table()
    )
    levels = (
        (
            level.country,
            str(level.year),
            plain(level.morocco_100.value),
            plain(level.usa_100.value),
            level.morocco_100.confidence.value,
            _sources(level.morocco_100.source),
        )
        for level in load_price_levels()
    )
    years, known = load_statistics()
    shoots = (
        (
            str(y.year),
            y.kind,
            str(y.count),
            plain(y.amount.amount),
            plain(y.mean.amount),
            y.confidence.value,
            _sources(y.source),
        )
        for y in years
    )
    productions = (
        (k.title, str(k.year), plain(k.amount.amount), k.confidence.value, _sources(k.source)) for k in known
    )
    return [
        "## VAT",
        "",
        *_table(("Kind", "From", "Rate", "Confidence", "Sources"), vat),
        "## Exchange rates",
        "",
        "Dirhams for one unit. The dollar and the pound of 2025 are crossed from the last daily euro rate.",
        "",
        *_table(("Currency", "Day", "Rate", "Kind", "Sources"), exchange),
        "## Price levels",
        "",
        *_table(("Country", "Year", "Morocco = 100", "USA = 100", "Confidence", "Sources"), levels),
        "## What foreign shoots spent",
        "",
        *_table(("Year", "Kind", "Shoots", "MAD", "Mean", "Confidence", "Sources"), shoots),
        *_table(("Production", "Year", "MAD", "Confidence", "Sources"), productions),
    ]


def templates_page() -> str:
    """The numbers of every template side by side."""
    templates = [load_template(id) for id in template_ids()]
    names = dict.fromkeys(number.name for template in templates for number in template.numbers)
    text = [
        "# Budget templates",
        "",
        (
            "The named numbers of each template, all estimates of the usual crew and equipment: change any of them as "
            "`global.NAME`. `crew.` counts people on the shoot, `prep.` and `wrap.` are weeks of a department."
        ),
        "",
    ]
    text += [f"- **{say(t.name, 'en')}** (`{t.id}`): {say(t.why, 'en')}" for t in templates]
    values = [{n.name: plain(n.value) for n in template.numbers} for template in templates]
    rows = ((f"`{name}`", *(v.get(name, "") for v in values)) for name in names)
    text += ["", *_table(("Number", *(f"`{t.id}`" for t in templates)), rows)]
    return "\n".join(text) + "\n"


def accounts_page() -> str:
    """Both charts of accounts in three languages, and where each account goes in the other."""
    text = [
        "# Charts of accounts",
        "",
        (
            "Names in the chart's own language are as published; the others are our translations, to be checked by a "
            "practitioner. The carrying over is our reading of both forms."
        ),
        "",
    ]
    for id in CHARTS:
        chart = load_chart(id)
        other = next(c for c in CHARTS if c != id)
        carried = load_account_map(id, other)
        rows = []
        for account in chart.accounts:
            row = carried.row(account.code)
            to = row.to if row else ""
            if row and row.labour:
                to += f"; pay {row.labour}"
            to += "".join(
                f"; {group.replace('_', ' ')} {code}" for group, code in (row.groups if row else ())
            )
            rows.append((account.code, *(say(account.name, lang) for lang in LANGUAGES), account.section, to))
        text += [f"## {say(chart.title, 'en')}", ""]
        text += _table(("Code", "English", "French", "Arabic", "Section", f"In `{other}`"), rows)
    return "\n".join(text) + "\n"


def _trust(confidence: Confidence, origin: Origin) -> str:
    return "*estimate*" if origin is Origin.ASSUMED else confidence.value


def _sources(sources: Sequence[Source]) -> str:
    return "; ".join(f"[{_cell(s.title)}]({s.href})" if s.href else _cell(s.title) for s in sources)


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("[", "(").replace("]", ")")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return [*lines, ""]
