"""The summary as one page: no script, no network, every text escaped."""

import base64
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from zcdossier.model.review import State
from zcdossier.report.office.clean import clean
from zcdossier.report.office.dates import in_words
from zcdossier.report.office.review_list import STATES
from zcdossier.report.office.summary import Row, Summary, cell_mark, cell_text, megabytes
from zcdossier.report.style import Style
from zcdossier.report.tally import SectionTally
from zcdossier.report.visible import encodable

FOLDER = "office"
_PAGE, _STYLE = "summary.html.j2", "summary.css"
_TONES = {
    State.READY: "good",
    State.DONE: "good",
    State.WAITING: "doubtful",
    State.REFUSED: "bad",
    State.FAILED: "bad",
}


def summary_page(summary: Summary, day: date, lang: str, templates: Path) -> bytes:
    """Make the page with the templates in a folder."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy
    from markupsafe import Markup  # noqa: PLC0415 - heavy

    folder = templates / FOLDER
    environment = Environment(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    say = Style(lang).say
    style = (folder / _STYLE).read_text(encoding="utf-8").replace("\r\n", "\n")
    text = environment.get_template(_PAGE).render(
        lang=lang,
        say=say,
        title=say("职称申报汇总", "Applications for professional titles"),
        day=in_words(day, lang),
        figures=_figures(summary, lang),
        grids=[
            {"title": one.title, "columns": one.columns, "rows": [_row(row, one.columns, lang) for row in one.rows]}
            for one in summary.grids
        ],
        failed=[{"name": clean(one.name), "reason": clean(one.reasons[0].text(lang))} for one in summary.failed],
        waiting=[_waiting(row, lang) for row in summary.rows if row.standing.reasons],
        policy=_policy(style),
        style=Markup(style),  # noqa: S704 - the template's own
    )
    return encodable(text).encode("utf-8")


def _policy(style: str) -> str:
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _figures(summary: Summary, lang: str) -> list[dict[str, Any]]:
    say, rows = Style(lang).say, summary.rows
    wrong = sum(bool(row.errors) for row in rows)
    ready = sum(row.standing.state in (State.READY, State.DONE) for row in rows)
    figures = [
        (len(rows) + len(summary.failed), say("份申报材料", "dossiers"), ""),
        (wrong, say("份有错误", "with errors"), "bad" if wrong else ""),
        (sum(row.errors for row in rows), say("处错误", "errors"), ""),
        (sum(row.warnings for row in rows), say("处警告", "warnings"), ""),
        (ready, say("份可以报送或已经通过", "may go on or have passed"), "good" if ready else ""),
    ]
    if summary.failed:
        figures.insert(1, (len(summary.failed), say("份没能检查", "not checked"), "bad"))
    return [{"number": number, "label": label, "tone": tone} for number, label, tone in figures]


def _row(row: Row, columns: tuple[Any, ...], lang: str) -> dict[str, Any]:
    uploads = row.uploads
    return {
        "name": clean(row.name),
        "person": clean(row.person),
        "level": row.level,
        "link": row.link,
        "state": STATES[row.standing.state].text(lang),
        "tone": _TONES[row.standing.state],
        "errors": row.errors,
        "warnings": row.warnings,
        "missing": row.missing,
        "open": row.open,
        "refused": row.refused,
        "records": row.records,
        "uploads": uploads.built if uploads is not None else "–",
        "unbuilt": uploads is not None and uploads.failed,
        "size": megabytes(uploads),
        "cells": [_cell(row.cells.get(column.id)) for column in columns],
    }


def _cell(cell: SectionTally | None) -> dict[str, str]:
    if cell is None:
        return {"text": "", "mark": "", "tone": ""}
    tone = "bad" if cell.errors else "doubtful" if cell.warnings else "good" if cell.records else ""
    return {"text": cell_text(cell), "mark": cell_mark(cell), "tone": tone}


def _waiting(row: Row, lang: str) -> dict[str, Any]:
    reasons = [clean(reason.text(lang)) for reason in row.standing.reasons]
    return {"person": clean(row.person), "name": clean(row.name), "reasons": reasons}
