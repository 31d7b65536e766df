"""The summary of an office: one row for each dossier as it is linted, then a page and a workbook."""

import os
from datetime import date
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from zcdossier.app.office.office_folder import keep_earlier_files, read_summarised_dossiers
from zcdossier.app.output_files import write_file
from zcdossier.assemble.keeping.receipt_file import RECEIPT_NAME, read_receipt
from zcdossier.errors import CannotRunError
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import BUILD_FOLDER
from zcdossier.model.receipt import BuildOutcome
from zcdossier.model.review import ReviewStatus
from zcdossier.profiles.locations import templates_folder
from zcdossier.report.office.office_summary import BuiltUploads, OfficeSummary, SummaryRow, summary_row
from zcdossier.report.office.office_summary_files import summary_page, summary_xlsx
from zcdossier.report.sanitize import strip_controls as cell

FOLDER = "summary"
_REPORT = "report.html"


def summarise_applicant(linted: LintResult, status: ReviewStatus, target: Path, lang: str) -> SummaryRow:
    """One applicant's row, with what the last build says of the uploads."""
    build = linted.root / BUILD_FOLDER
    return summary_row(linted, status, read_uploads(build), _link(build / _REPORT, target), lang)


def read_uploads(build: Path) -> BuiltUploads | None:
    """What a receipt says, or None when there is none that can be read."""
    path = build / RECEIPT_NAME
    try:
        if not path.is_file():
            return None
        records = read_receipt(path).records
    except (OSError, CannotRunError):
        return None
    built = [record for record in records if record.outcome is not BuildOutcome.FAILED]
    return BuiltUploads(len(built), len(records) - len(built), sum(record.bytes for record in built))


class WrittenSummary(NamedTuple):
    """The page and the workbook; who stood in the ones before and does not any more; what those are called now."""

    paths: tuple[Path, Path]
    dropped: tuple[str, ...] = ()
    kept: tuple[Path, ...] = ()


def write_summary(summary: OfficeSummary, target: Path, day: date, lang: str) -> WrittenSummary:
    """Write the page and the workbook; earlier ones that list somebody else are kept. Raises CannotRunError."""
    stem = "summary" if lang == "en" else "汇总"
    page, book = target / f"{stem}.html", target / f"{stem}.xlsx"
    names_before = read_summarised_dossiers(book) if book.exists() else frozenset()
    names_now = {cell(row.name) for row in summary.rows} | {cell(status.name) for status in summary.failed}
    dropped = sorted(names_before - names_now) if names_before is not None else []
    kept = keep_earlier_files((page, book)) if dropped or names_before is None else ()
    write_file(page, summary_page(summary, day, lang, templates_folder()))
    write_file(book, summary_xlsx(summary, lang))
    return WrittenSummary((page, book), tuple(dropped), kept)


def _link(report: Path, target: Path) -> str:
    """The way from the page to an applicant's report, where there is one."""
    try:
        if not report.is_file():
            return ""
        relative = Path(os.path.relpath(report.resolve(), target.resolve())).as_posix()
        return quote(relative if relative.startswith(".") else f"./{relative}")
    except (OSError, ValueError, RuntimeError, UnicodeEncodeError):
        return ""
