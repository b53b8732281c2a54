"""The manual's page of findings: every code, what it says and what to do, in three languages."""

from __future__ import annotations

from pathlib import Path

from tournage.kernel.words import LANGUAGES, load_words

SOURCE = Path(__file__).parents[1] / "src" / "tournage"
ROOMS = {
    "SCR": "Script",
    "FIL": "Files",
    "BRK": "Breakdown",
    "PLC": "Places",
    "SCH": "Schedule",
    "BUD": "Budget",
    "INC": "Incentives",
    "STU": "Study",
    "STO": "Production folder",
}


def finding_words() -> dict[str, dict[str, dict[str, str]]]:
    """Code → part (`message`, `fix`) → language → words."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    rooms = sorted({str(f.parent.relative_to(SOURCE)) for f in SOURCE.rglob("words*.yaml")})
    for room in rooms:
        for key, entry in load_words(room).items():
            code, _, part = key.partition(".")
            if part in ("message", "fix") and code[:3] in ROOMS:
                found.setdefault(code, {})[part] = {lang: _plain(entry[lang]) for lang in LANGUAGES}
    return dict(sorted(found.items()))


def pages() -> dict[str, str]:
    """One page."""
    lines = [
        "# Findings",
        "",
        "Trouble with the data: what it is, where, what to do. Words in braces are filled in.",
        "",
    ]
    heading = ""
    for code, parts in finding_words().items():
        if heading != code[:3]:
            heading = code[:3]
            lines += [f"## {ROOMS[heading]}", ""]
        lines += [f"### {code}", ""]
        lines += [f"- *{lang}*: {parts['message'][lang]} **{parts['fix'][lang]}**" for lang in LANGUAGES]
        lines.append("")
    return {"reference/findings.md": "\n".join(lines)}


def _plain(template: object) -> str:
    return str(template["other"] if isinstance(template, dict) else template)
