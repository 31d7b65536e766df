"""New records put into free rows of a workbook's sheets, and taken out of them again; all else stays as it is."""

import json
from collections import deque
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import NamedTuple

from zcdossier.manifest.insert_records import (
    AddedPiece,
    AddedRecord,
    CannotInsertError,
    EditedManifest,
    ManifestValue,
    NewEntry,
    count_entries,
    has_all_of,
)
from zcdossier.manifest.remove_records import RestoredManifest
from zcdossier.manifest.sheets.sheet_assignment import SECTION
from zcdossier.manifest.sheets.sheet_table import (
    FOLDER_COLUMN,
    KIND_COLUMN,
    NUMBER_COLUMN,
    REMARK_COLUMN,
    SheetRow,
    Table,
    is_total,
    note_in,
)
from zcdossier.manifest.sheets.sheet_tables import SheetTable, find_tables
from zcdossier.manifest.sheets.workbook_nodes import read_nodes
from zcdossier.model.label import Label, join_labels
from zcdossier.model.manifest_names import WORKBOOK_NAME
from zcdossier.model.profile import Profile, Section
from zcdossier.model.spelling import Names
from zcdossier.model.workbook_layout import REMARK, attachment_fields
from zcdossier.source.sheet_reader import Cell, Sheet
from zcdossier.source.workbook_cells import write_cells
from zcdossier.source.workbook_reader import Workbook, read_workbook_file

_ATTACHMENTS = "attachments"
_OWN_KEYS = {"folder": FOLDER_COLUMN, "kind": KIND_COLUMN}
_LAST_ROW = 1_048_576


class _NewRow(NamedTuple):
    """The texts of a record by column."""

    row: int
    texts: dict[int, str]


def insert_rows(data: bytes, entries: Sequence[NewEntry], profile: Profile) -> EditedManifest:
    """Return a workbook's bytes with records added, a row each. Raises CannotInsertError, and WorkbookError."""
    before = read_workbook_file(BytesIO(data))
    tables = {found.holds: found for found in find_tables(before, profile)}
    by_sheet: dict[str, list[NewEntry]] = {}
    for entry in entries:
        is_attachment = entry.section.startswith(f"{_ATTACHMENTS}.")
        by_sheet.setdefault(_ATTACHMENTS if is_attachment else f"{SECTION}{entry.section}", []).append(entry)
    changes: dict[int, dict[tuple[int, int], str]] = {}
    pieces: list[AddedPiece] = []
    for holds, added in by_sheet.items():
        if holds not in tables:
            raise CannotInsertError(_no_sheet(holds, profile))
        found = tables[holds]
        texts = changes.setdefault(found.sheet.number, {})
        for new, entry in zip(_new_rows(found, added, profile, texts), added, strict=True):
            texts.update({(new.row, column): text for column, text in new.texts.items()})
            row = json.dumps([found.sheet.name, sorted(new.texts.values())], ensure_ascii=False)
            pieces.append(AddedPiece("", (AddedRecord(entry.folder, row),)))
    edited = write_cells(data, changes)
    _check_added(before, read_workbook_file(BytesIO(edited)), len(entries), profile)
    return EditedManifest(edited, tuple(pieces))


def remove_rows(data: bytes, pieces: Sequence[AddedPiece]) -> RestoredManifest:
    """Empty the rows that were added, also after the workbook was saved by Excel; those that were edited stay.

    Raises WorkbookError.
    """
    workbook = read_workbook_file(BytesIO(data))
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    changes: dict[int, dict[tuple[int, int], str]] = {}
    kept: list[str] = []
    for folder, row_text in (record for piece in pieces for record in piece.records):
        name, texts = json.loads(row_text)
        sheet = sheets.get(name)
        rows = _rows_saying(sheet, texts) if sheet is not None else []
        if sheet is not None and len(rows) == 1:
            emptied = changes.setdefault(sheet.number, {})
            emptied.update(
                {(rows[0], column): "" for column, cell in sheet.rows[rows[0]].items() if cell.text in texts}
            )
        elif rows or _is_named(folder, workbook):
            kept.append(folder)
    return RestoredManifest(write_cells(data, changes), tuple(kept))


def _is_named(folder: str, workbook: Workbook) -> bool:
    """Whether any cell says a folder still."""
    return any(
        folder in cell.text for sheet in workbook.sheets for cells in sheet.rows.values() for cell in cells.values()
    )


def _rows_saying(sheet: Sheet, texts: Sequence[str]) -> list[int]:
    """The rows that say just this, in whatever columns; a running number beside it does not count."""
    wanted = sorted(text.strip() for text in texts)

    def texts_in(cells: Mapping[int, Cell]) -> list[str]:
        return sorted(cell.text.strip() for cell in cells.values())

    return [
        row
        for row, cells in sheet.rows.items()
        if texts_in(cells) == wanted
        or (cells[min(cells)].text.isdecimal() and texts_in(_without_first(cells)) == wanted)
    ]


def _without_first(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    first = min(cells)
    return {column: cell for column, cell in cells.items() if column != first}


def _new_rows(
    found: SheetTable, entries: Sequence[NewEntry], profile: Profile, texts: dict[tuple[int, int], str]
) -> list[_NewRow]:
    columns = dict(found.table.columns)
    if REMARK_COLUMN not in columns:
        columns[REMARK_COLUMN] = max(heading.column for heading in found.table.headings) + 1
        texts[found.table.heading_row, columns[REMARK_COLUMN]] = REMARK.label.zh
    rows = _free_rows(found, len(entries))
    return [_NewRow(row, _texts_of(entry, columns, profile)) for row, entry in zip(rows, entries, strict=True)]


def _texts_of(entry: NewEntry, columns: Mapping[str, int], profile: Profile) -> dict[int, str]:
    """What is written for a record; what has no column of its own stands in the remark."""
    section = _section_of(entry.section, profile)
    texts: dict[int, str] = {}
    to_check: list[str] = []
    aside: list[str] = []
    for value in entry.values:
        name = _OWN_KEYS.get(value.key) or _column_name(value.key, entry.section, section, profile)
        label = section.fields[value.key].label.zh if value.key in section.fields else value.key
        if value.remark:
            to_check.append(label)
        if name in columns:
            texts[columns[name]] = section.label.zh if value.key == "kind" else value.value
        elif value.key != "kind":
            aside.append(f"{label}：{value.value}")
    remarks = [f"{_check_word(entry.values)}：{'、'.join(to_check)}"] if to_check else []
    remark = "；".join([*remarks, *aside])
    if remark:
        texts[columns[REMARK_COLUMN]] = remark
    return texts


def _check_word(values: Sequence[ManifestValue]) -> str:
    return next(value.remark for value in values if value.remark)


def _column_name(field: str, holder: str, section: Section, profile: Profile) -> str:
    """What a field's column is known by: its id, or among attachments, which share columns, a heading."""
    if not holder.startswith(f"{_ATTACHMENTS}."):
        return field
    names = Names.of(section.fields.values())
    return next((heading for heading in attachment_fields(profile) if names.find(heading) == field), "")


def _section_of(holder: str, profile: Profile) -> Section:
    if holder.startswith(f"{_ATTACHMENTS}."):
        return profile.attachments[holder.partition(".")[2]]
    return profile.sections[holder]


def _free_rows(found: SheetTable, count: int) -> list[int]:
    """The first empty rows below the last record; rows that are hidden, merged or hold a remark stay as they are."""
    sheet, table = found.sheet, found.table
    last = max((row.number for row in table.rows if _is_record(row, sheet, table)), default=table.heading_row)
    merged = deque(sorted((span.top, span.bottom) for span in sheet.merges))
    rows: list[int] = []
    row = last
    while len(rows) < count:
        row += 1
        while merged and merged[0][0] <= row:
            row = max(row, merged.popleft()[1] + 1)
        if row > _LAST_ROW:
            raise CannotInsertError(Label(f"工作表“{sheet.name}”满了", f"the sheet {sheet.name} is full"))
        if _is_free(sheet, row, table) and row not in sheet.hidden_rows:
            rows.append(row)
    return rows


def _is_record(row: SheetRow, sheet: Sheet, table: Table) -> bool:
    is_aside = is_total(row, sheet) or note_in(row, sheet) is not None
    return not is_aside and not _is_free(sheet, row.number, table)


def _is_free(sheet: Sheet, row: int, table: Table) -> bool:
    """Whether a row says nothing but a running number."""
    cells = sheet.rows.get(row, {})
    return all(
        column == table.columns.get(NUMBER_COLUMN) and cell.text.strip().isdecimal() for column, cell in cells.items()
    )


def _check_added(before: Workbook, after: Workbook, count: int, profile: Profile) -> None:
    """Refuse what does not read back as what was there and the new records."""
    trees = [read_nodes(WORKBOOK_NAME, book, profile, lambda _folder: ()).tree for book in (before, after)]
    if not has_all_of(trees[1], trees[0]) or count_entries(trees[1]) != count_entries(trees[0]) + count:
        raise CannotInsertError(
            Label(
                f"{WORKBOOK_NAME} 的表格不寻常，加不进新记录；先在表里填好这些记录，再运行一次 sort",
                f"the tables of {WORKBOOK_NAME} are unusual and no record can be put into them; fill them in there and "
                "run sort again",
            )
        )


def _no_sheet(holds: str, profile: Profile) -> Label:
    name = profile.sections[holds.removeprefix(SECTION)].label.zh if holds.startswith(SECTION) else "附件"
    return join_labels(
        [
            Label(
                f"{WORKBOOK_NAME} 里没有“{name}”的工作表，或它没有表头，加不进新记录",
                f"{WORKBOOK_NAME} has no sheet {name} with headings, so no record can be added",
            ),
            Label(
                "从 zcdossier init 新建的表里把这张工作表复制过来", "copy that sheet from a workbook that init makes"
            ),
        ],
        Label("；", "; "),
    )
