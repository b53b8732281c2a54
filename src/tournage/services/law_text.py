"""The law as plain text."""

from __future__ import annotations

from typing import Any

from tournage.kernel.words import phrase, say


def show_text(document: dict[str, Any], lang: str) -> str:
    """One scheme, value by value."""
    rows = [f"{document['place']}: {document['name']}", "=" * 76]
    for name, value in document["values"].items():
        mark = "◐ " if value["assumed"] else ""
        rows.append(f"{value['label']}  [{name}]")
        rows.append(
            f"    {mark}{content_text(value['value'])}  ({value['unit']}, {value['since']} →, {value['confidence']})"
        )
        rows += [f"    {s['title']}" + (f" {s['href']}" if s["href"] else "") for s in value["source"]]
        if value["note"]:
            rows.append(f"    {value['note']}")
    if document["conflicts"]:
        rows += ["", say(phrase("services.law.conflicts"), lang)]
        rows += [
            f"  {c['topic']}: {c['resolution']} ({', '.join(c['claims'])})" for c in document["conflicts"]
        ]
    if document.get("expenses"):
        rows += ["", say(phrase("services.law.expenses"), lang)]
        for expense_id, line in document["expenses"].items():
            mark = "◐" if line["assumed"] else " "
            rows.append(f" {mark} {line['value']:<12} {line['label']} [{expense_id}]: {line['condition']}")
    if document["notes"]:
        rows += ["", *document["notes"]]
    return "\n".join(rows)


def diff_text(document: dict[str, Any]) -> str:
    """What changed, one row a value."""
    rows = [f"{document['scheme']}: {document['from']} → {document['to']}"]
    for change in document["changes"]:
        rows.append(
            f"  {change['label']}: {content_text(change['before'])} → {content_text(change['after'])}"
        )
        rows += [f"      {s['title']}" for s in change["source"]]
    rows += [f"  {r['label']} [{r['rule']}]: {'–' if r['before'] else '+'}" for r in document["rules"]]
    return "\n".join(rows)


def content_text(content: Any) -> str:
    """A value's content on one line."""
    if isinstance(content, dict):
        return " / ".join(f"{k} {v}" for k, v in content.items())
    if isinstance(content, list):
        return ", ".join(
            f"{i['above']}→{content_text(i['rate'])}" if isinstance(i, dict) else str(i) for i in content
        )
    return "–" if content is None else str(content)


def inputs_text(document: dict[str, Any]) -> str:
    """What a scheme understands: totals, facts, switches."""
    rows = [f"--total {name}=…  {t['label']} ({t['unit']})" for name, t in document["totals"].items()]
    for name, fact in document["facts"].items():
        unit = "|".join(fact.get("choices", ())) or fact["unit"]
        rows.append(f"--fact {name}=…  {fact['label']} ({unit})")
    rows += [f"--switch {name}={'|'.join(claims)}" for name, claims in document["switches"].items()]
    rows.append(f"--value NAME=…  {', '.join(document['values'])}")
    return "\n".join(rows)
