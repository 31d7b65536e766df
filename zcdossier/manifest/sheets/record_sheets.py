"""The sheets of sections and of attachments: each row a record, its fields, folder and listed files."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from zcdossier.manifest.sheets.sheet_folders import ListFolders, WantedFolder, assign_folders
from zcdossier.manifest.sheets.sheet_places import Pair, SheetPlaces
from zcdossier.manifest.sheets.sheet_problems import read_table, tell_about_stray
from zcdossier.manifest.sheets.sheet_table import (
    FILES_COLUMN,
    FOLDER_COLUMN,
    KIND_COLUMN,
    NUMBER_COLUMN,
    OWN_COLUMN,
    PERIOD_COLUMN,
    REMARK_COLUMN,
    SheetRow,
    Table,
    is_example,
    is_total,
    note_in,
    repeats_headings,
)
from zcdossier.manifest.unknown_keys import BOTH_ENDS, takes_both_ends
from zcdossier.model.choices import find_kind
from zcdossier.model.manifest_names import ManifestKey
from zcdossier.model.place import CellSpot
from zcdossier.model.profile import Field, Profile, Section
from zcdossier.model.record_folders import ATTACHMENT_FOLDER, asks_for_scans, attachment_folder, record_folder
from zcdossier.model.spelling import Names
from zcdossier.model.workbook_layout import ATTACHMENT_COLUMNS, RECORD_COLUMNS, attachment_fields, heading_of
from zcdossier.model.workbook_lines import split_listed_file
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar
from zcdossier.source.sheet_reader import Sheet


def column_names(fields: Mapping[str, Field], own: Sequence[ManifestKey]) -> Names:
    """Return what columns may be called; a field's names come before the workbook's own, which begin with `#`."""
    field_names, own_names = Names.of(fields.values()), Names.of(own)
    ids = {spelling: f"{OWN_COLUMN}{name}" for spelling, name in own_names.ids.items()}
    accepted = [field.label.zh for field in fields.values()]
    return Names({**ids, **field_names.ids}, (*accepted, *(key.label.zh for key in own)))


def _without_period(row: SheetRow) -> SheetRow:
    """Of a period the example speaks in two columns; what became of it in one says nothing."""
    return row._replace(cells={name: cell for name, cell in row.cells.items() if name != PERIOD_COLUMN})


class _RowRead(NamedTuple):
    """A record's row with its values, its folder as typed, and the one it is to have when none was typed."""

    row: SheetRow
    section: Section
    values: tuple[tuple[Scalar, Scalar], ...]
    typed: Scalar | None
    wanted: WantedFolder | None


class RecordSheets(NamedTuple):
    """Reads tables of records. `list_folders` tells which folders lie in one of the dossier's.

    With `name_folders` a record that is asked for scans has the folder of the program's convention, made or not.
    """

    places: SheetPlaces
    profile: Profile
    list_folders: ListFolders
    name_folders: bool = False

    def section(self, sheet: Sheet, section: Section) -> ListNode:
        """Return the records of a section's sheet."""
        columns = column_names(section.fields, RECORD_COLUMNS)
        if takes_both_ends(section.fields):
            columns = Names({**dict.fromkeys(BOTH_ENDS, PERIOD_COLUMN), **columns.ids}, columns.accepted)
        table = read_table(self.places, sheet, columns)
        names = Names.of(section.fields.values())
        expected = self.name_folders and asks_for_scans(section, self.profile)
        rows: list[_RowRead] = []
        examples = {name: field.example for name, field in section.fields.items()}
        for row in self._record_rows(sheet, table, columns, examples):
            values = tuple(self._values(sheet, row, section.fields, names))
            texts = {name: row.text(name) for name in section.fields}
            wanted = WantedFolder(
                record_folder(section, texts, self.profile), texts.get(section.title_field, ""), expected
            )
            rows.append(self._row(sheet, row, section, values, wanted))
        return self._records(sheet, rows, section.folder)

    def attachments(self, sheet: Sheet) -> ListNode:
        """Return the attachments; each kind has its own of the columns."""
        by_heading = {
            heading: field._replace(id=heading, aliases=(field.id, *field.aliases))
            for heading, field in attachment_fields(self.profile).items()
        }
        columns = column_names(by_heading, ATTACHMENT_COLUMNS)
        table = read_table(self.places, sheet, columns)
        examples = {name: field.example for name, field in by_heading.items()}
        rows: list[_RowRead] = []
        for row in self._record_rows(sheet, table, columns, examples):
            identity = find_kind(row.text(KIND_COLUMN), self.profile.attachments.values()) or ""
            section = self.profile.attachments.get(identity, Section("", self.profile.title, 0))
            rows.append(self._attachment(sheet, row, section, by_heading))
        return self._records(sheet, rows, ATTACHMENT_FOLDER)

    def _attachment(self, sheet: Sheet, row: SheetRow, section: Section, by_heading: Mapping[str, Field]) -> _RowRead:
        names = Names.of(section.fields.values())
        own = {heading: names.find(heading) or "" for heading in by_heading}
        fields = {heading: section.fields.get(own[heading], field) for heading, field in by_heading.items()}
        headings = Names.of(by_heading.values())
        values = tuple(
            (key, value)
            for key, value in self._values(sheet, row, fields, headings)
            if value.text or names.find(key.text) is not None
        )
        kind = self.places.row_value(sheet, row, KIND_COLUMN)
        pairs = ((Scalar("kind", kind.place, None), kind), *values) if kind is not None else values
        texts = {identity: row.text(heading) for heading, identity in own.items() if identity}
        wanted = (
            WantedFolder(attachment_folder(section, texts), section.label.zh, self.name_folders) if section.id else None
        )
        return self._row(sheet, row, section, pairs, wanted)

    def _record_rows(
        self, sheet: Sheet, table: Table | None, names: Names, examples: Mapping[str, str]
    ) -> Iterator[SheetRow]:
        """Yield the rows that are records; what else was typed below the headings is told."""
        if table is None:
            return
        rows: list[SheetRow] = []
        for row in table.rows:
            note = note_in(row, sheet)
            if note is not None:
                self.places.tell("note", self.places.place(sheet, row.number, note))
            elif not (
                is_total(row, sheet)
                or is_example(_without_period(row), examples)
                or repeats_headings(row, sheet, table)
            ):
                rows.append(row)
        tell_about_stray(self.places, sheet, table, rows, names)
        yield from (row for row in rows if any(name not in (NUMBER_COLUMN, REMARK_COLUMN) for name in row.cells))

    def _values(
        self, sheet: Sheet, row: SheetRow, fields: Mapping[str, Field], names: Names
    ) -> Iterator[tuple[Scalar, Scalar]]:
        for name in row.columns:
            if not name.startswith(OWN_COLUMN):
                field = fields[name]
                value = self.places.row_value(sheet, row, name, field)
                if value is not None:
                    yield Scalar(heading_of(field, names), value.place, None), value
        period = self.places.row_value(sheet, row, PERIOD_COLUMN)
        if period is not None and period.text:
            yield Scalar(next(iter(BOTH_ENDS)), period.place, None), period

    def _row(
        self,
        sheet: Sheet,
        row: SheetRow,
        section: Section,
        values: tuple[tuple[Scalar, Scalar], ...],
        wanted: WantedFolder | None,
    ) -> _RowRead:
        typed = self.places.row_value(sheet, row, FOLDER_COLUMN)
        has_own = bool((typed is not None and typed.text) or row.text(FILES_COLUMN))
        return _RowRead(row, section, values, typed, None if has_own else wanted)

    def _records(self, sheet: Sheet, rows: Sequence[_RowRead], root: str) -> ListNode:
        present = self.list_folders(root) if root and any(read.wanted for read in rows) else ()
        typed = [self._typed_folder(read.typed, root) for read in rows]
        named = frozenset(folder.text.rpartition("/")[2] for folder in typed if folder is not None)
        assigned = assign_folders([read.wanted for read in rows], present, named)
        records: list[Node] = []
        for read, folder, name in zip(rows, typed, assigned, strict=True):
            empty_cell = read.typed or Scalar("", self.places.first_place(sheet, read.row.number))
            by_convention = Scalar(f"{root}/{name}", empty_cell.place, None) if name and root else None
            records.append(self._record(sheet, read, folder or by_convention))
        return ListNode(tuple(records), self.places.first_place(sheet))

    def _typed_folder(self, typed: Scalar | None, root: str) -> Scalar | None:
        """A name without a slash is that of a folder in the section's, unless one at the top is called so."""
        if typed is None or not typed.text:
            return None
        name = typed.text.replace("\\", "/").rstrip("/")
        if name in ("", ".", "..") or "/" in name or ":" in name or not root or name in self.list_folders(""):
            return typed
        return Scalar(f"{root}/{name}", typed.place, None)

    def _record(self, sheet: Sheet, read: _RowRead, folder: Scalar | None) -> MapNode:
        """A record's place is that of its first pair: its title's cell, else the first that says something."""
        pairs: list[Pair] = list(read.values)
        if folder is not None:
            pairs.append((Scalar("folder", folder.place, None), folder))
        files = self._listed_files(sheet, read.row)
        if files is not None:
            pairs.append((Scalar("files", files.place, None), files))
        title_column = read.row.columns.get(read.section.title_field)

        def stands_after(pair: Pair) -> tuple[bool, bool]:
            spot = pair[0].place.spot
            return (not spot.text, spot.column != title_column) if isinstance(spot, CellSpot) else (True, True)

        pairs.sort(key=stands_after)
        return MapNode(tuple(pairs), pairs[0][0].place if pairs else self.places.first_place(sheet, read.row.number))

    def _listed_files(self, sheet: Sheet, row: SheetRow) -> ListNode | None:
        typed = self.places.row_value(sheet, row, FILES_COLUMN)
        if typed is None or not typed.text:
            return None
        items: list[Node] = []
        for line in typed.text.split("\n"):
            pieces = split_listed_file(line)
            pairs = tuple((Scalar(key, typed.place), Scalar(text, typed.place, None)) for key, text in pieces.items())
            if line.strip():
                items.append(MapNode(pairs, typed.place) if len(pairs) > 1 else pairs[0][1])
        return ListNode(tuple(items), typed.place)
