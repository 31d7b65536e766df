"""Tables of answers that came back: which files they are, and what each of their rows says."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.office.reviews_csv import UnreadableTableError, decode_table
from zcdossier.app.path_errors import missing_path_error
from zcdossier.errors import CannotRunError, explain_os_errors, system_reason
from zcdossier.manifest.sheets.sheet_table import merged_down, rows_sharing
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import is_left_by_computers
from zcdossier.model.spelling import normalized_name
from zcdossier.report.office.answer_table import COLUMNS, AnswerRow
from zcdossier.source.regular_file import read_regular_file
from zcdossier.source.sheet_reader import Sheet
from zcdossier.source.workbook_reader import read_workbook
from zcdossier.source.xlsx_package import WorkbookError

_NEEDED = ("clause", "answer")
_HEADING_ROWS = 20
_SUFFIXES = (".xlsx", ".csv")
_MOST_BYTES = 20_000_000


class ReturnedAnswer(NamedTuple):
    """A row that answers something, and where it stands: the file, the row from 1."""

    row: AnswerRow
    file: Path
    line: int


class UnusableReturn(NamedTuple):
    """A file of which nothing could be taken."""

    file: Path
    why: Label


def find_returns(paths: Sequence[Path]) -> list[Path]:
    """The tables that files and folders mean, each once. Raises CannotRunError where there is none."""
    files: dict[Path, Path] = {}
    for path in paths:
        with explain_os_errors(Label(f"打不开 {path}", f"can't open {path}")):
            if not path.exists():
                raise missing_path_error(path)
            found = [path] if path.is_file() else sorted(file for file in path.rglob("*") if _is_table(file))
        if not found:
            raise CannotRunError(
                Label(f"{path} 里没有 .xlsx 或 .csv 的回答表", f"{path} holds no table of answers (.xlsx or .csv)")
            )
        files.update({file.resolve(): file for file in found})
    return list(files.values())


def find_other_files(paths: Sequence[Path]) -> list[Path]:
    """Return what lies in folders of tables and is none: a table in another format, a photo, an archive."""
    return [file for path in paths if path.is_dir() for file in sorted(path.rglob("*")) if _is_somebodys_other(file)]


def _is_somebodys_other(path: Path) -> bool:
    return path.is_file() and not is_left_by_computers(path.name) and path.suffix.lower() not in _SUFFIXES


def _is_table(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith(("~$", ".")) and path.is_file()


def read_returns(path: Path) -> list[ReturnedAnswer] | UnusableReturn:
    """Read the rows of a table that give an answer, or a remark instead."""
    try:
        if path.suffix.lower() == ".csv":
            tables = [_csv_rows(path)]
        else:
            tables = [_sheet_rows(sheet) for sheet in read_workbook(path).sheets if not sheet.hidden]
    except UnreadableTableError as error:
        return UnusableReturn(path, error.why)
    except (WorkbookError, csv.Error):
        return UnusableReturn(
            path,
            Label(
                "打不开；用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”", "can't be read; save it anew as *.xlsx"
            ),
        )
    except OSError as error:
        reason = system_reason(error)
        return UnusableReturn(path, Label(f"打不开：{reason.zh}", f"can't be read: {reason.en}"))
    headed = [_find_headings(rows) for rows in tables]
    found = [(rows, *heading) for rows, heading in zip(tables, headed, strict=True) if not _lacking(heading)]
    if not found:
        lacking = min(map(_lacking, headed), key=len, default=list(_NEEDED))
        names = "".join(f"“{COLUMNS[column][0]}”" for column in lacking)
        return UnusableReturn(path, Label(f"没有{names}列，不是回答表", f"has no column {names}"))
    return [answered for rows, number, columns in found for answered in _answers(rows, number, columns, path)]


def _sheet_rows(sheet: Sheet) -> dict[int, dict[int, str]]:
    """The texts of a sheet; what is merged over several rows is said of each."""
    rows = {number: {column: cell.text for column, cell in cells.items()} for number, cells in sheet.rows.items()}
    for merged in merged_down(sheet, 0):
        text = rows.get(merged.top, {}).get(merged.left, "")
        for number in rows_sharing(sheet, merged):
            rows[number][merged.left] = text
    return rows


def _csv_rows(path: Path) -> dict[int, dict[int, str]]:
    data = read_regular_file(path)
    if len(data) > _MOST_BYTES:
        raise UnreadableTableError(Label("太大，不像是回答表", "is too large for a table of answers"))
    text = decode_table(data)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",\t;", key=first.count), strict=True)
    return {
        number: {column: cell for column, cell in enumerate(cells, start=1) if cell.strip()}
        for number, cells in enumerate(reader, start=1)
    }


def _find_headings(rows: Mapping[int, Mapping[int, str]]) -> tuple[int, dict[int, str]]:
    """The row with the most headings of such a table, and what each column holds."""
    named = {normalized_name(spelling): column for column, spellings in COLUMNS.items() for spelling in spellings}
    best: tuple[int, dict[int, str]] = (0, {})
    for number in sorted(rows)[:_HEADING_ROWS]:
        columns = {at: named[name] for at, cell in rows[number].items() if (name := normalized_name(cell)) in named}
        if len(columns) > len(best[1]):
            best = (number, columns)
    return best


def _lacking(heading: tuple[int, Mapping[int, str]]) -> list[str]:
    return [column for column in _NEEDED if column not in heading[1].values()]


def _answers(
    rows: Mapping[int, Mapping[int, str]], heading_row: int, columns: Mapping[int, str], path: Path
) -> Iterator[ReturnedAnswer]:
    empty = dict.fromkeys(COLUMNS, "")
    for number in sorted(rows):
        if number > heading_row:
            texts = {columns[at]: cell.strip() for at, cell in rows[number].items() if at in columns}
            if texts.get("answer") or texts.get("remark"):
                yield ReturnedAnswer(AnswerRow(**{**empty, **texts}), path, number)
