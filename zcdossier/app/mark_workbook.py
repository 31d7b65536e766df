"""Lint --mark: beside a workbook, a copy that shows what lint says of it. The workbook itself is never written."""

from pathlib import Path

from zcdossier.app.output_files import write_file
from zcdossier.errors import CannotRunError
from zcdossier.manifest.manifest_file import read_manifest
from zcdossier.manifest.manifest_location import lock_beside
from zcdossier.manifest.sheets.sheet_tables import find_tables
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import MARKED_NAME, WORKBOOK_NAME


def mark_workbook(linted: LintResult, lang: str) -> Path:
    """Write the marked copy of a dossier's workbook and return its path.

    Raises CannotRunError where the dossier is no workbook, where that can't be read, or where the copy is open.
    """
    from zcdossier.report.marked_workbook import marked_workbook

    root, name = linted.root, linted.name
    manifest = read_manifest(root)
    if manifest.name != WORKBOOK_NAME:
        raise CannotRunError(
            Label(
                f"{name} 的清单是 {manifest.name}，--mark 只能标注 {WORKBOOK_NAME}；"
                "要改用表格，先运行 zcdossier convert --to xlsx",
                f"{name} has {manifest.name}; --mark is for {WORKBOOK_NAME}: run zcdossier convert --to xlsx first",
            )
        )
    workbook = manifest.workbook
    if workbook is None:
        raise CannotRunError(
            Label(
                f"{name} 的 {WORKBOOK_NAME} 读不了，没有可以标注的",
                f"{WORKBOOK_NAME} of {name} can't be read, so there is nothing to mark",
            )
        )
    lock = lock_beside(root, MARKED_NAME)
    if lock:
        raise CannotRunError(
            Label(
                f"{root / MARKED_NAME} 正打开着，没有更新；先把它关掉再运行（没有打开的，删去 {lock}）",
                f"{root / MARKED_NAME} is open and was not updated; close it, then run this again (if it is not "
                f"open, delete {lock})",
            )
        )
    tables = find_tables(workbook, linted.profile) if linted.profile is not None else ()
    headings = {found.sheet.number: found.table.heading_row for found in tables}
    path = root / MARKED_NAME
    write_file(path, marked_workbook(workbook, linted, headings, lang))
    return path
