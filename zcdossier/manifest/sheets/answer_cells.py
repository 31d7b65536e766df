"""Where answers stand in the sheet of answers of a workbook: the row of the question, else a new one at the end."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from zcdossier.manifest.sheets.sheet_table import (
    ANSWER_COLUMN,
    AT_COLUMN,
    CLAUSE_COLUMN,
    QUESTION_COLUMN,
    REMARK_COLUMN,
    SheetRow,
)
from zcdossier.manifest.sheets.sheet_tables import SheetTable, find_tables
from zcdossier.model.profile import Profile
from zcdossier.source.workbook_cells import CellTexts
from zcdossier.source.workbook_reader import Workbook

if TYPE_CHECKING:
    from zcdossier.manifest.put_answers import NewAnswer


def answer_cells(
    workbook: Workbook, answers: Sequence["NewAnswer"], profile: Profile
) -> Mapping[int, CellTexts] | None:
    """Return the texts to write, by sheet and cell; None where the workbook has no sheet that takes answers."""
    found = next((table for table in find_tables(workbook, profile) if table.holds == "answers"), None)
    if found is None or not {CLAUSE_COLUMN, ANSWER_COLUMN} <= found.table.columns.keys():
        return None
    columns = found.table.columns
    texts: dict[tuple[int, int], str] = {}
    used: set[int] = set()
    end = _last_row(found)
    for new in answers:
        row = _row_of(new, found.table.rows, used)
        if row is None and new.at and AT_COLUMN not in columns:
            return None
        if row is None:
            end += 1
            number = end
            texts[number, columns[CLAUSE_COLUMN]] = new.clause
            if new.at:
                texts[number, columns[AT_COLUMN]] = new.at
            question = _question(new.clause, profile)
            if QUESTION_COLUMN in columns and question:
                texts[number, columns[QUESTION_COLUMN]] = question
        else:
            number = row.number
            used.add(number)
        separate = REMARK_COLUMN in columns
        texts[number, columns[ANSWER_COLUMN]] = new.answer if separate else new.text
        if separate and (new.remark or (row is not None and row.text(REMARK_COLUMN))):
            texts[number, columns[REMARK_COLUMN]] = new.remark
    return {found.sheet.number: texts}


def _row_of(new: "NewAnswer", rows: Sequence[SheetRow], used: set[int]) -> SheetRow | None:
    """The row of this clause and record; for a record, an empty row of the clause does not serve: it is for all."""
    fitting = (row for row in rows if row.text(CLAUSE_COLUMN) == new.clause and row.number not in used)
    return next((row for row in fitting if row.text(AT_COLUMN) == new.at), None)


def _last_row(found: SheetTable) -> int:
    """The last row that says anything or is merged."""
    rows = max(found.sheet.rows, default=found.table.heading_row)
    return max([rows, *(merged.bottom for merged in found.sheet.merges if merged.bottom < rows + 1000)])


def _question(clause: str, profile: Profile) -> str:
    asked = (question.question.zh for question in profile.checklist if clause in question.clauses)
    return "\n".join(dict.fromkeys(asked))
