"""Tables to answer in on disk: one for each applicant, one for the unit; what somebody filled in is not lost."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from zcdossier.app.office.answer_returns import UnusableReturn, read_returns
from zcdossier.app.office.office_folder import FileNames
from zcdossier.app.office.record_answers import AnsweredDossier, plan_answers
from zcdossier.app.output_files import write_file
from zcdossier.model.label import Label
from zcdossier.report.office.answer_table import AnswerRow, answers_csv, answers_xlsx, applicant_rows, unit_rows

FOLDER = "answers"
_UNIT = Label("单位确认", "unit")
_OWN = Label("回执", "answers")
_UNIT_TITLE = Label(
    "要单位确认的事项：一行是对大家的；有人不一样，复制那一行，“申报材料”写他的文件夹",
    "What the unit has to confirm: a row is about everybody; for one who differs, copy it and name the folder",
)


class WrittenTables(NamedTuple):
    """The applicants' tables and the unit's; `kept` were filled in and hold what is not recorded yet."""

    paths: tuple[Path, ...]
    unit: Path | None
    kept: tuple[Path, ...]


def write_answer_tables(
    dossiers: Sequence[AnsweredDossier], out: Path, suffix: str, lang: str, *, everybody: bool
) -> WrittenTables:
    """Write a table for everybody with open questions, and the unit's where all are meant. Raises CannotRunError.

    A table that is there and holds answers which are not recorded stays as it is.
    """
    names, tables = FileNames(), []
    for dossier in dossiers:
        stem = dossier.name.replace("/", "-")
        stem = stem if stem.endswith(dossier.person) else f"{stem} {dossier.person}"
        title = Label(f"{dossier.person}：请您确认", f"{dossier.person}: please confirm").text(lang)
        rows = applicant_rows(dossier.linted, dossier.name, lang)
        tables.append(_AnswerTable(out / names.take(f"{_OWN.text(lang)} {stem}", suffix), title, rows))
    people = [(dossier.name, dossier.linted) for dossier in dossiers]
    unit = _AnswerTable(
        out / f"{_UNIT.text(lang)}{suffix}", _UNIT_TITLE.text(lang), unit_rows(people, lang) if everybody else []
    )
    wanted = [table for table in (*tables, unit) if table.rows]
    kept = [table for table in wanted if table.path.exists() and _holds_unrecorded(table.path, dossiers)]
    written = [table.path for table in wanted if table not in kept]
    for table in wanted:
        if table.path in written:
            write_file(table.path, table.rendered(lang))
    return WrittenTables(
        tuple(path for path in written if path != unit.path),
        unit.path if unit.path in written else None,
        tuple(table.path for table in kept),
    )


class _AnswerTable(NamedTuple):
    path: Path
    title: str
    rows: Sequence[AnswerRow]

    def rendered(self, lang: str) -> bytes:
        if self.path.suffix == ".csv":
            return answers_csv(self.rows, lang)
        return answers_xlsx(self.rows, self.title, lang)


def _holds_unrecorded(path: Path, dossiers: Sequence[AnsweredDossier]) -> bool:
    returned = read_returns(path)
    if isinstance(returned, UnusableReturn):
        return True
    plan = plan_answers(dossiers, returned, replace=False)
    return bool(plan.by_root or plan.refused)
