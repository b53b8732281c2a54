"""Making a study: read the script, work everything out, write page and papers whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from tournage.cases.feasibility.build import build_study, default_first_day
from tournage.cases.feasibility.inputs import StudyInputs, YourWord
from tournage.cases.feasibility.model import Study
from tournage.cases.feasibility.stages import Progress
from tournage.documents import order_reason
from tournage.documents import risk as risk_page
from tournage.documents.order_reason import OrderParts
from tournage.documents.papers import build_papers
from tournage.documents.parts import PaperHead, PaperParts
from tournage.documents.risk import RiskParts
from tournage.documents.study import build_html, build_json, build_pdf, build_xlsx
from tournage.documents.study.boards import names_read
from tournage.kernel.errors import TournageError
from tournage.kernel.findings import Finding
from tournage.kernel.money import currency_decimals
from tournage.script.model import Script
from tournage.services.comparing import compare_study, row_json
from tournage.services.scripts import is_series, read_script
from tournage.store import production as store
from tournage.store.corrections import read_corrections
from tournage.store.files import check_writable, write_all

STUDY_FOLDER = "study"


class NoScenesError(TournageError):
    """Nothing in the files can be studied; the findings say why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("no scene to study")
        self.findings = findings


class NoDraftError(TournageError):
    """The production has no draft yet."""


class FirstDayPastError(TournageError):
    """The first shooting day is before the day on which the study is made."""


class UnknownKindError(TournageError):
    """The format of the work is none that permits are known for."""


class UnreadableCorrectionsError(TournageError):
    """The corrections file is no text or no TOML, so a study would be made without what people said."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for: where to write, when to start, in which money and language."""

    into: Path | None = None
    first_day: date | None = None
    currency: str | None = None
    assume: Path | None = None
    lang: str = "en"
    time_limit: float | None = None
    seed: int = 1
    template: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """A study, its JSON and where everything was written."""

    study: Study
    document: dict[str, Any]
    folder: Path
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Sources read and a wish checked: what every command on scripts starts from."""

    script: Script
    inputs: StudyInputs
    folder: Path | None
    """The production folder, where the sources are one."""
    target: Path
    findings: tuple[Finding, ...]


def prepare(sources: Sequence[Path], wish: Wish, *, today: date, into: str = STUDY_FOLDER) -> Prepared:
    """Read script files, or the current draft of a production folder, and check what is wished.

    Raises: NoScenesError, NoDraftError, FirstDayPastError, UnknownKindError, UnreadableCorrectionsError,
    UnknownCurrencyError, NotAProductionError, OSError.
    """
    folder = sources[0] if len(sources) == 1 and sources[0].is_dir() else None
    held, files = _held(folder, sources)
    currency = (wish.currency or held.currency).upper()
    currency_decimals(currency)
    first_day = _first_day(wish, held, today)
    _check_kind(wish.kind or held.kind)
    yours, findings = _your_words(folder, wish.assume)
    target = wish.into or (folder / into if folder else Path(into))
    check_writable(target)
    script, read = read_script(files)
    if not script.scenes:
        raise NoScenesError(read)
    if folder:
        script = replace(script, title=held.title)
    inputs = StudyInputs(
        made_on=today,
        first_day=first_day,
        currency=currency,
        kind=wish.kind or _kind(held, folder, script),
        template=wish.template or held.template,
        yours=yours,
        time_limit=wish.time_limit,
        seed=wish.seed,
    )
    return Prepared(script, inputs, folder, target, (*findings, *read))


def make_study(sources: Sequence[Path], wish: Wish, *, today: date, progress: Progress | None = None) -> Made:
    """Study script files, or the current draft of a production folder.

    Raises: what `prepare` raises; OSError.
    """
    ready = prepare(sources, wish, today=today)
    study = build_study(ready.script, ready.inputs, progress=progress)
    findings = (*ready.findings, *study.findings)
    study = replace(study, findings=findings)
    document = write_study(study, ready.target, wish.lang, progress=progress)
    if ready.folder:
        store.keep_version(ready.folder, json.dumps(document, ensure_ascii=False, indent=1))
    return Made(study, document, ready.target, findings)


def write_study(study: Study, folder: Path, lang: str, *, progress: Progress | None = None) -> dict[str, Any]:
    """Write the study and its papers in one language; returns the study's JSON with the files in it."""
    tell = progress or (lambda _stage, _share: None)
    tell("papers", 0.0)
    document = build_json(study, lang)
    elsewhere = compare_study(document, study.made_on)
    document["comparison"] = [row_json(row, lang) for row in elsewhere.rows]
    files = {
        "study.html": build_html(study, lang, elsewhere).encode(),
        "study.pdf": build_pdf(study, lang, elsewhere),
        "study.xlsx": build_xlsx(study, lang),
    }
    for name, data in build_papers(paper_parts(study), lang):
        files[f"papers/{name}"] = data
        tell("papers", min(0.95, len(files) / 20))
    files.update(outlook_papers(study, lang))
    names = ["study.json", *files]
    document["files"] = {name: str(folder / name) for name in names}
    files["study.json"] = json.dumps(document, ensure_ascii=False, indent=1).encode()
    write_all(folder, files)
    tell("papers", 1.0)
    return document


def outlook_papers(study: Study, lang: str) -> dict[str, bytes]:
    """Why this order, and what can go wrong with it; nothing for a study without shooting days."""
    if study.outlook is None:
        return {}
    outlook, parts = study.outlook, paper_parts(study)
    risk = RiskParts(parts.head, outlook.problem, study.board, outlook.risk, outlook.hazards, parts.names)
    order = OrderParts(parts.head, outlook.problem, outlook.order, parts.names)
    return {
        "papers/why_this_order.pdf": order_reason.build_pdf(order, lang),
        "papers/risk.pdf": risk_page.build_pdf(risk, lang),
        "papers/risk.xlsx": risk_page.build_xlsx(risk, lang),
    }


def paper_parts(study: Study) -> PaperParts:
    """What the papers are drawn from."""
    draft = next((episode.revision for episode in study.script.episodes if episode.revision), "")
    head = PaperHead(study.title, "", study.made_on, script=draft or "")
    return PaperParts(
        head,
        study.breakdown,
        study.board,
        study.dood,
        study.budget,
        study.top_sheet,
        names_read(study),
        study.award[1],
        study.bridging,
    )


def _held(folder: Path | None, sources: Sequence[Path]) -> tuple[store.Production, tuple[Path, ...]]:
    if folder is None:
        return store.Production(sources[0].stem), tuple(sources)
    held = store.read_production(folder)
    files = store.draft_files(folder, held.draft)
    if not files:
        raise NoDraftError(f"{folder}: no draft yet. Add one with: tournage draft {folder} SCRIPT")
    return held, files


def _your_words(folder: Path | None, assume: Path | None) -> tuple[YourWord, tuple[Finding, ...]]:
    file = assume or (folder / store.CORRECTIONS if folder else None)
    if file is None or not file.exists():
        return YourWord(), ()
    try:
        yours, findings = read_corrections(file.read_text("utf-8"), file.name)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UnreadableCorrectionsError(f"{file}, line {line}: not UTF-8 text. Save it as UTF-8.") from None
    if any(item.code == "STO-101" for item in findings):
        words = findings[0].as_json("en")
        raise UnreadableCorrectionsError(f"{file}: {words['message']} {words['fix']}")
    return yours, findings


def _first_day(wish: Wish, held: store.Production, today: date) -> date:
    """The day asked for, else the production's own, else the usual one; never a day gone by."""
    day = wish.first_day or held.first_day or default_first_day(today)
    if day < today:
        raise FirstDayPastError(
            f"{day}: the first shooting day is in the past (today is {today}). Give a later one: --first-day YYYY-MM-DD"
        )
    return day


def _check_kind(kind: str) -> None:
    if kind not in store.KINDS:
        raise UnknownKindError(f"{kind}: not a format of work. Use one of: {', '.join(store.KINDS)}.")


def _kind(held: store.Production, folder: Path | None, script: Script) -> str:
    """The production's own format; of loose files, several or one that calls itself an episode are a series."""
    if folder is not None:
        return held.kind
    return "series" if is_series(script) else held.kind
