"""The manual's pages of places: locations, roads, calendar and climate, work rules, permits; every value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from tournage.jurisdictions.load_agreement import load_agreement
from tournage.jurisdictions.load_permits import load_permits
from tournage.jurisdictions.load_places import load_catalogue
from tournage.kernel.dated import Confidence, Origin, Source, Sourced
from tournage.kernel.words import say
from tournage.places.catalogue import Catalogue
from tournage.places.model import Location
from tournage.places.reasons import location_name
from tournage.places.terrain import load_vocabulary
from tournage.services.placing import double_words


def pages() -> dict[str, str]:
    """All generated pages about places, path → text."""
    catalogue = load_catalogue()
    return {
        "reference/locations.md": locations_page(catalogue),
        "reference/roads.md": roads_page(catalogue),
        "reference/calendar.md": calendar_page(catalogue),
        "reference/work_rules.md": rules_page(),
        "reference/permits.md": permits_page(),
    }


def locations_page(catalogue: Catalogue) -> str:
    """Every location with terrain, what it doubled for, hub, confidence and sources."""
    text = [
        "# Locations",
        "",
        (
            "Confidence concerns the film use. Coordinates come from general geographic knowledge, good to 1-3 km; "
            "terrain terms are our own reading. Rows marked *estimate* rest on no retrieved source: scout them."
        ),
        "",
    ]
    for hub in catalogue.hubs:
        here = [x for x in catalogue.locations if x.hub == hub.id and x.kind != "stage"]
        text += [f"## {hub.name}", "", f"Airport: {hub.airport}.", ""]
        text += _table(
            ("Id", "Name", "Terrain", "Stood in for", "Confidence", "Sources"), map(_location_row, here)
        )
    stages = [x for x in catalogue.locations if x.kind == "stage"]
    text += ["## Stages", ""]
    rows = (
        (x.id, x.name, _size(x), x.described, _trust(x.confidence, x.origin), _sources(x.source))
        for x in stages
    )
    text += _table(("Id", "Name", "Floor", "State", "Confidence", "Sources"), rows)
    return "\n".join(text) + "\n"


def roads_page(catalogue: Catalogue) -> str:
    """Every known leg, and the figures by which the others are estimated."""
    text = [
        "# Roads",
        "",
        "Hours are driving hours without stops; empty means estimated. Other roads are routes",
        "",
    ]
    text[2] += " over these legs, or the straight line times a detour, at the speed of the country crossed."
    rows = (
        (
            *(leg.origin, leg.destination, str(leg.km or ""), _hours(leg.car_minutes), _hours(leg.minutes)),
            *(_trust(leg.confidence, leg.basis), _sources(leg.source)),
        )
        for leg in catalogue.travel
    )
    text += _table(("From", "To", "km", "Car", "Convoy", "Confidence", "Sources"), rows)
    text += ["## Estimates", "", *_values(catalogue.estimate)]
    return "\n".join(text) + "\n"


def calendar_page(catalogue: Catalogue) -> str:
    """Holidays, Ramadan and the climate of every hub."""
    text = ["# Calendar and climate", "", "## Public holidays", ""]
    text += ["Religious dates not yet observed are bands: Morocco sights its own moon.", ""]
    rows = (
        (
            *(h.first_day.isoformat(), h.last_day.isoformat(), say(h.name, "en"), str(h.length)),
            *("yes" if h.certain else "band", h.confidence.value, _sources(h.source)),
        )
        for h in catalogue.holidays
    )
    text += _table(("From", "To", "Holiday", "Days off", "Certain", "Confidence", "Sources"), rows)
    text += ["## Ramadan", ""]
    months = (
        (
            *(str(m.hijri_year), m.first_day.isoformat(), m.last_day.isoformat()),
            *("observed" if m.observed else "band", m.confidence.value, _sources(m.source)),
        )
        for m in catalogue.ramadan
    )
    text += _table(("Year", "From", "To", "State", "Confidence", "Sources"), months)
    text += ["## Climate", "", "Mean high and low in °C, rain in mm, by month.", ""]
    for hub in catalogue.hubs:
        means = [catalogue.climate(hub.id, month) for month in range(1, 13)]
        held = [m for m in means if m is not None]
        text += [f"### {hub.name}", ""]
        text += _table(
            ("", *(str(month) for month in range(1, 13))),
            [
                ("High", *(str(m.high) for m in held)),
                ("Low", *(str(m.low) for m in held)),
                ("Rain", *(str(m.rain_mm) for m in held)),
            ],
        )
        text += [f"Confidence: {_trust(held[0].confidence, held[0].origin)}. {_sources(held[0].source)}", ""]
    return "\n".join(text) + "\n"


def rules_page() -> str:
    """Every work rule, dated."""
    agreement = load_agreement()
    rows = (
        (
            *(name, since.isoformat(), str(held.value), held.unit or ""),
            *(_trust(held.confidence, held.origin), held.note or "", _sources(held.source)),
        )
        for name, rule in agreement.rules.items()
        for since, held in rule.steps
    )
    head = ("Rule", "Since", "Value", "Unit", "Confidence", "Note", "Sources")
    return "\n".join(["# Work rules", "", *_table(head, rows)]) + "\n"


def permits_page() -> str:
    """Every permit: when needed, with whom, how long before, what to file, fees."""
    text = ["# Permits and formalities", ""]
    for kind in load_permits():
        text += [f"## {say(kind.name, 'en')}", "", f"Authority: {say(kind.authority, 'en')}.", ""]
        text += [f"Needed when the shoot has: {', '.join(kind.when)}.", ""]
        if kind.lead_days is not None:
            held = kind.lead_days.steps[-1][1]
            trust = _trust(held.confidence, held.origin)
            text += [f"Plan {held.value} days before the shoot (confidence {trust}).", ""]
        text += [f"- {say(document, 'en')}" for document in kind.documents]
        text += [""] if kind.documents else []
        for fee in kind.fees:
            what = ", ".join(filter(None, (fee.place, fee.mode, fee.who if fee.who != "any" else "")))
            most = f" to {fee.most.plain()}" if fee.most else ""
            text += [f"- {what}: {fee.amount.plain()}{most} {fee.amount.currency} a {fee.per}"]
        text += [""] if kind.fees else []
        text += [note + "." for note in (kind.basis, kind.note) if note]
        text += ["", f"Confidence: {_trust(kind.confidence, kind.origin)}. {_sources(kind.source)}", ""]
    return "\n".join(text) + "\n"


def _location_row(location: Location) -> tuple[str, ...]:
    terms = load_vocabulary().terms
    return (
        location.id,
        say(location_name(location), "en"),
        ", ".join(say(terms[term].name, "en") for term in location.terrain),
        "; ".join(double_words(location, "en")),
        _trust(location.confidence, location.origin),
        _sources(location.source),
    )


def _values(values: Iterable[tuple[str, Sourced[Decimal]]]) -> list[str]:
    rows = (
        (name, str(v.value), v.unit or "", _trust(v.confidence, v.origin), v.note or "", _sources(v.source))
        for name, v in values
    )
    return _table(("Figure", "Value", "Unit", "Confidence", "Note", "Sources"), rows)


def _size(stage: Location) -> str:
    return f"{stage.stage_m2} m²" if stage.stage_m2 else "not known"


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}" if minutes else ""


def _trust(confidence: Confidence, origin: Origin) -> str:
    return f"{confidence.value}, *estimate*" if origin is Origin.ASSUMED else confidence.value


def _sources(sources: Sequence[Source]) -> str:
    return "; ".join(f"[{_plain(s.title)}](<{s.href}>)" if s.href else _plain(s.title) for s in sources)


def _plain(text: str) -> str:
    return text.replace("|", "/").replace("[", "(").replace("]", ")")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return [*lines, ""]
