"""Compare a study or a budget with the same shoot in other countries."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tournage.cases.comparison.build import compare
from tournage.cases.comparison.model import HOME, Comparison, CountryRow, Place, SetNeed, Shoot
from tournage.documents.comparison import build_html, build_pdf
from tournage.documents.comparison.view import months_shown
from tournage.formats import spend_csv, study_json
from tournage.incentives.parse_facts import COMMON, parse_number
from tournage.incentives.scheme import UnknownSchemeError
from tournage.jurisdictions.load_countries import list_countries, load_country, schemes_of
from tournage.jurisdictions.load_schemes import load_expenses, load_scheme
from tournage.kernel.findings import Finding, Severity, finding
from tournage.kernel.money import Money
from tournage.kernel.words import Phrase, begin, format_number, phrase, say
from tournage.services.assessing import number_text, range_json, source_json, step_json
from tournage.store.files import write_all

SCHEMA = "tournage-comparison/1"


def compare_file(
    file: Path,
    on: date,
    *,
    countries: tuple[str, ...] = (),
    facts: Mapping[str, str],
    yours: Mapping[str, str],
    numbers: str = "plain",
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Read a study (JSON) or spend lines (CSV) and compare with some countries, or with all.

    Raises: StudyFileError, SpendFileError, UnknownSchemeError for an unknown country,
    UnknownAssumptionError, UnreadableInputError.
    """
    shoot, findings = _shoot(file, on, numbers)
    shoot = replace(shoot, facts={**shoot.facts, **_typed(facts)})
    places = places_of(countries)
    changed = {name: parse_number(name, text) for name, text in yours.items()}
    money = [load_country(code) for code in list_countries()]
    result = compare(shoot, places, load_expenses(HOME), yours=changed, money=money, progress=progress)
    return replace(result, findings=(*findings, *result.findings))


def compare_study(document: Mapping[str, Any], on: date) -> Comparison:
    """A study just made beside the same shoot in every country known; no search for break-evens.

    Raises: StudyFileError.
    """
    shoot = _shoot_of(study_json.of_document(document, Path("study.json")), on)
    money = [load_country(code) for code in list_countries()]
    return compare(shoot, places_of(()), load_expenses(HOME), yours={}, money=money, break_evens=False)


def _shoot_of(study: study_json.StudySpend, on: date) -> Shoot:
    sets = tuple(SetNeed(*row) for row in study.sets)
    return Shoot(study.title, study.spend, study.currency, on, study.facts, sets, study.exchange)


def places_of(countries: tuple[str, ...]) -> tuple[Place, ...]:
    """Morocco and the countries named, or all.

    Raises: UnknownSchemeError.
    """
    known = list_countries()
    for code in countries:
        if code not in known:
            raise UnknownSchemeError(f"no country is called {code!r}; there are {', '.join(known)}")
    wanted = dict.fromkeys((HOME, *countries)) if countries else dict.fromkeys(known)
    return tuple(Place(load_country(c), tuple(load_scheme(s) for s in schemes_of(c))) for c in wanted)


def _shoot(file: Path, on: date, numbers: str) -> tuple[Shoot, tuple[Finding, ...]]:
    if file.suffix.casefold() == ".csv":
        reading = spend_csv.Reading(numbers)
        lines = tuple(spend_csv.read(file, reading))
        currency = lines[0].net.currency if lines else "MAD"
        return Shoot(file.stem, lines, currency, on, {}), reading.close()
    study = study_json.read(file)
    found = (finding("cases/comparison", "INC-602", Severity.WARNING, file.name),) if study.estimated else ()
    return _shoot_of(study, on), found


def _typed(facts: Mapping[str, str]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name, text in facts.items():
        if COMMON.get(name) == "date":
            result[name] = date.fromisoformat(text)
        elif name == "format":
            result[name] = text
        elif text.casefold() in ("yes", "no", "true", "false"):
            result[name] = text.casefold() in ("yes", "true")
        else:
            result[name] = parse_number(name, text)
    return result


def comparison_json(result: Comparison, lang: str) -> dict[str, Any]:
    """The documented JSON object of `compare`."""
    return {
        "schema": SCHEMA,
        "title": result.title,
        "on": result.on.isoformat(),
        "currency": result.currency,
        "countries": [row_json(row, lang) for row in result.rows],
        "assumptions": [
            {
                "id": a.id,
                "label": say(a.label, lang),
                "value": number_text(a.value),
                "unit": a.unit,
                "confidence": a.confidence.value,
                "origin": a.origin.value,
                "note": a.note,
                "source": [source_json(s) for s in a.source],
            }
            for a in result.assumptions
        ],
        "findings": [f.as_json(lang) for f in result.findings],
    }


def row_json(row: CountryRow, lang: str) -> dict[str, Any]:
    """One country."""
    return {
        "code": row.code,
        "name": say(row.name, lang),
        "rank": row.rank,
        "scheme": row.scheme,
        "cost": row.cost.plain(),
        "qualifying": range_json(row.qualifying),
        "award": range_json(row.award),
        "net": range_json(row.net),
        "months_to_payment": number_text(row.months_to_payment)
        if row.months_to_payment is not None
        else None,
        "certainty": {"level": row.certainty.level, "why": say(row.certainty.why, lang)},
        "fits": list(row.fits),
        "lacks": list(row.lacks),
        "break_even": number_text(row.break_even) if row.break_even is not None else None,
        "break_even_text": begin(say(even, lang)) if (even := break_even_words(row)) else None,
        "gates": [
            {"id": g.id, "passed": g.passed, "known": g.known}
            for g in (row.assessment.gates if row.assessment else ())
        ],
        "gaps": list(row.gaps),
        "steps": [step_json(row.explain, lang)],
        "findings": [f.as_json(lang) for f in row.findings],
    }


def break_even_words(row: CountryRow) -> Phrase | None:
    """What crew would have to cost there for the order to change, as a sentence."""
    if row.code == HOME:
        return None
    if row.break_even is None:
        return phrase("cases/comparison.never_meets", place=row.name)
    crew = _crew_level(row)
    key = "overtakes" if crew is None or row.break_even < crew else "stays_ahead"
    return phrase(f"cases/comparison.{key}", place=row.spoken, level=row.break_even)


def _crew_level(row: CountryRow) -> Decimal | None:
    for step in row.explain.walk():
        if step.assumption == f"{row.code}.crew" and isinstance(step.value, Decimal):
            return step.value
    return None


def write_comparison(result: Comparison, folder: Path, lang: str) -> dict[str, str]:
    """Write page, paper and JSON into a folder: all of them or none."""
    document = json.dumps(comparison_json(result, lang), ensure_ascii=False, indent=1) + "\n"
    files = {
        "comparison.html": build_html(result, lang).encode("utf-8"),
        "comparison.pdf": build_pdf(result, lang),
        "comparison.json": document.encode("utf-8"),
    }
    paths = write_all(folder, files)
    return {path.suffix.removeprefix("."): str(path) for path in paths}


def comparison_text(result: Comparison, lang: str) -> str:
    """The comparison as a plain table with the break-evens under it."""
    rows = [f"{result.title}  ({result.currency}, {result.on.isoformat()})", ""]
    for row in result.rows:
        award = (
            f"{_short(row.award.low, lang)}–{_short(row.award.likely, lang)}–{_short(row.award.high, lang)}"
        )
        months = months_shown(row, lang)
        sets = f"{len(row.fits)}/{len(row.fits) + len(row.lacks)}" if row.fits or row.lacks else "?"
        rows.append(
            f"{row.rank:>2}. {say(row.name, lang):<28} {_short(row.net.likely, lang):>14}  "
            f"= {_short(row.cost, lang):>14} − {award:<38} {months:>3} m  {sets:>5}  {say(row.certainty.why, lang)}"
        )
    rows.append("")
    rows += [begin(say(words, lang)) for row in result.rows if (words := break_even_words(row)) is not None]
    return "\n".join(rows)


def _short(amount: Money, lang: str) -> str:
    return format_number(amount.rounded().amount.quantize(Decimal(1)), lang)
