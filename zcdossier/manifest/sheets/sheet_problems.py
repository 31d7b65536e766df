"""What is told about a file, a sheet or a table as a whole: hidden rows, merged cells, headings that nobody knows."""

from collections import Counter
from collections.abc import Container, Sequence

from zcdossier.manifest.sheets.sheet_assignment import SECTION, SpareSheet
from zcdossier.manifest.sheets.sheet_places import SheetPlaces
from zcdossier.manifest.sheets.sheet_table import (
    NUMBER_COLUMN,
    OWN_COLUMN,
    REMARK_COLUMN,
    SheetRow,
    Table,
    find_table,
    merged_down,
    rows_sharing,
)
from zcdossier.model.label import Label, concat_labels, join_words
from zcdossier.model.place import spot_label
from zcdossier.model.profile import Profile
from zcdossier.model.spelling import Names
from zcdossier.model.workbook_layout import ANSWERS_SHEET
from zcdossier.source.sheet_reader import Sheet
from zcdossier.source.workbook_reader import Workbook

_MOST_ROWS_LISTED = 10


def tell_about_workbook(places: SheetPlaces, workbook: Workbook, sheet: Sheet) -> None:
    """Macros and links to other files; `sheet` is where that is shown."""
    if workbook.has_macros:
        places.tell("macros", places.first_place(sheet))
    if workbook.has_links:
        places.tell("links", places.first_place(sheet))


def tell_about_lost(places: SheetPlaces, first: Sheet, profile: Profile, held: Container[str]) -> None:
    """Sheets of sections that have to be filled in, and that are not there any more; so is that of the answers.

    Of these the workbook has both or, where somebody made it themselves, neither.
    """
    lost = [
        section.label.zh
        for section in profile.sections.values()
        if section.required and f"{SECTION}{section.id}" not in held
    ]
    if profile.checklist and "waivers" in held and "answers" not in held:
        lost.append(ANSWERS_SHEET)
    if lost:
        places.tell("no-sheet", places.first_place(first), sheets=join_words(lost))


def tell_about_spare(places: SheetPlaces, spare: SpareSheet) -> None:
    """A sheet that is not read."""
    sheet, first, near = spare
    if first is not None:
        places.tell("copied-sheet", places.first_place(sheet), sheet=sheet.name, first=first.name)
    else:
        places.tell("unknown-sheet", places.first_place(sheet), sheet=sheet.name, near=near)


def tell_about_sheet(places: SheetPlaces, sheet: Sheet) -> None:
    """A sheet that can't be seen, has pictures on it, or was too long to be read to its end."""
    if sheet.hidden and sheet.rows:
        places.tell("hidden-sheet", places.first_place(sheet), sheet=sheet.name)
    if sheet.has_pictures:
        places.tell("pictures", places.first_place(sheet), sheet=sheet.name)
    if sheet.cut_at is not None:
        places.tell("long-sheet", places.first_place(sheet, sheet.cut_at), sheet=sheet.name, row=sheet.cut_at)


def read_table(places: SheetPlaces, sheet: Sheet, names: Names) -> Table | None:
    """Return the table of a sheet and tell what is odd about it; None where no headings are found."""
    table = find_table(sheet, names)
    if table is None:
        if len(sheet.rows) > 1:
            places.tell("no-headings", places.first_place(sheet), sheet=sheet.name, names=join_words(names.accepted))
        return None
    _tell_about_headings(places, sheet, table, names)
    _tell_about_merged(places, sheet, table)
    hidden = [row.number for row in table.rows if row.number in sheet.hidden_rows]
    if hidden:
        places.tell("hidden-rows", places.first_place(sheet, hidden[0]), rows=_row_list(hidden))
    for row in table.rows:
        struck = [column for column, cell in sorted(sheet.rows[row.number].items()) if cell.is_struck]
        if struck:
            number = table.columns.get(NUMBER_COLUMN)
            first = next((column for column in struck if column != number), struck[0])
            places.tell("struck", places.place(sheet, row.number, first))
    return table


def _tell_about_headings(places: SheetPlaces, sheet: Sheet, table: Table, names: Names) -> None:
    for heading in table.headings:
        place = places.place(sheet, table.heading_row, heading.column)
        is_used = any(heading.column in sheet.rows[row.number] for row in table.rows)
        is_said = names.find(heading.text) or (heading.name and names.find_ending(heading.text) == heading.name)
        if is_said or not (is_used or heading.name is not None):
            continue
        if heading.name is not None:
            places.tell_as("ZC003", "column-read", place, key=heading.text, near=names.label_of(heading.name))
            continue
        others = names.without(table.columns)
        near = others.closest(heading.text) or others.longest_end(heading.text) or _only_lost(table, names)
        if near:
            places.tell_as("ZC003", "column", place, key=heading.text, near=near)
        else:
            places.tell("spare-column", place, key=heading.text)
    for heading in table.again:
        first = places.place(sheet, table.heading_row, table.columns[heading.name or ""])
        place = places.place(sheet, table.heading_row, heading.column)
        if heading.name == REMARK_COLUMN:  # one more for notes of one's own
            places.tell("spare-column", place, key=heading.text)
        else:
            places.tell_as("ZC002", "twice", place, key=heading.text, first=spot_label(first))


def _lost_names(table: Table, names: Names) -> list[str]:
    """What the fields are called that have no column."""
    fields = {names.find(name) or "": name for name in reversed(names.accepted)}
    lost = [name for field, name in fields.items() if field[:1] != OWN_COLUMN and field not in table.columns]
    return lost[::-1]


def _only_lost(table: Table, names: Names) -> str:
    """The one field that has no column: probably it was renamed."""
    lost = _lost_names(table, names)
    return lost[0] if len(lost) == 1 else ""


def tell_about_stray(places: SheetPlaces, sheet: Sheet, table: Table, rows: Sequence[SheetRow], names: Names) -> None:
    """Cells below no heading: a column of them once, of others the first of each row."""
    counts = Counter(column for row in rows for column in row.stray)
    columns = sorted(column for column, count in counts.items() if count > 1)
    lost = join_words(_lost_names(table, names))
    for column in columns:
        place = places.place(sheet, table.heading_row, column)
        places.tell(
            "no-heading",
            place,
            lost=Label(f"（还没有的表头：{lost.zh}）", f" (not there yet: {lost.en})") if lost.zh else "",
        )
    for row in rows:
        for column in [column for column in row.stray if column not in columns][:1]:
            places.tell("stray", places.place(sheet, row.number, column))


def _tell_about_merged(places: SheetPlaces, sheet: Sheet, table: Table) -> None:
    columns = set(table.columns.values())
    for merged in sheet.merges:
        across = sum(merged.left <= column <= merged.right for column in columns)
        if merged.top > table.heading_row and across > 1 and merged.left in sheet.rows.get(merged.top, {}):
            places.tell("merged-across", places.place(sheet, merged.top, merged.left))
    for merged in merged_down(sheet, table.heading_row):
        rows = rows_sharing(sheet, merged)
        if rows and merged.left in columns and merged.left in sheet.rows.get(merged.top, {}):
            rows_named = _row_list([merged.top, *rows])
            places.tell("merged-down", places.place(sheet, merged.top, merged.left), rows=rows_named)


def _row_list(rows: Sequence[int]) -> Label:
    listed = join_words(rows[:_MOST_ROWS_LISTED])
    return listed if len(rows) <= _MOST_ROWS_LISTED else concat_labels(listed, Label("…", "…"))
