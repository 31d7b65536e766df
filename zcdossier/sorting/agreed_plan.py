"""The proposal as the user has corrected it in the workbook, read back: what is to be put where, and what is odd."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.model.label import Label, concat_labels
from zcdossier.model.profile import Section
from zcdossier.model.record_names import RecordNames
from zcdossier.model.sort_sheet import (
    CHECK,
    CHOICES_SHEET,
    FILE,
    IDENTITY,
    NEW,
    NEW_FIELD,
    NEW_SECTION,
    NEW_VALUE,
    NO,
    PAGES,
    PART,
    PIECE_HEADS,
    PIECES_SHEET,
    PUT,
    RECORD,
    RECORDS_SHEET,
    SECTION,
    YES,
)
from zcdossier.model.spelling import Names
from zcdossier.source.sheet_reader import Sheet
from zcdossier.source.workbook_reader import Workbook

_NEW_RECORD = re.compile(r"\s*(?:新|new)?\s*[NnＮ]\s*(\d{1,4})(?!\d)")
_NEW_ALONE, _OF_ITS_OWN = re.compile(r"\s*(?:新|新的|新记录|新的一条|new)\s*", re.IGNORECASE), 10_000
"""Who writes no number has a record of that row alone; no number that is written is as high."""
_PAGES = re.compile(r"\s*(\d{1,5})\s*(?:[-–—~至]\s*(\d{1,5}))?\s*")


class AgreedPiece(NamedTuple):
    """A piece to be put: `record` is a route in the manifest, or N1 for a new record; `check` begins its sha256."""

    file: str
    pages: tuple[int, ...]
    section: str
    record: str
    part: str
    check: str
    row: int


class AgreedRecord(NamedTuple):
    """A new record: its section and its fields with their texts."""

    id: str
    section: str
    fields: tuple[tuple[str, str], ...]


class _TypedField(NamedTuple):
    """A field of a new record as the workbook has it: what it is called there, its text, and the row."""

    label: str
    text: str
    row: int


class _TypedRecord(NamedTuple):
    """The rows of a new record; `section` is empty where none is named, or none that there is."""

    section: str
    fields: list[_TypedField]


class AgreedPlan(NamedTuple):
    """All that is to be done; with `problems` nothing is. `identity` is the same under whatever name it was saved."""

    pieces: tuple[AgreedPiece, ...]
    records: tuple[AgreedRecord, ...]
    problems: tuple[Label, ...] = ()
    identity: str = ""


def read_agreed_plan(book: Workbook, sections: Mapping[str, Section], context: Context) -> AgreedPlan:
    """Return what a corrected workbook says."""
    return _PlanReader(sections, context).read(book)


class _PlanReader:
    def __init__(self, sections: Mapping[str, Section], context: Context) -> None:
        self._sections = sections
        named = [section._replace(id=name) for name, section in sections.items()]
        self._names = Names.of(named)
        self._records = RecordNames.of(context.dossier, context.profile)
        self._owners = {record.place.path: record.section for record in context.dossier.records()}
        self.problems: list[Label] = []

    def read(self, book: Workbook) -> AgreedPlan:
        sheets = {sheet.name: sheet for sheet in book.sheets}
        pieces_sheet = sheets.get(PIECES_SHEET)
        if pieces_sheet is None or _cell(pieces_sheet, 1, FILE) not in PIECE_HEADS[FILE]:
            why = Label("这不是整理方案：第一张表应当叫“文件”", "this is no sorting plan: it has no sheet 文件")
            return AgreedPlan((), (), (why,))
        typed = self._typed_records(sheets.get(RECORDS_SHEET))
        pieces = [piece for row in sorted(pieces_sheet.rows) if row > 1 and (piece := self._piece(pieces_sheet, row))]
        records = self._new_records(pieces, typed)
        choices = sheets.get(CHOICES_SHEET)
        identity = _cell(choices, 1, IDENTITY) if choices is not None else ""
        return AgreedPlan(tuple(pieces), records, tuple(self.problems), identity)

    def _piece(self, sheet: Sheet, row: int) -> AgreedPiece | None:
        put = _cell(sheet, row, PUT)
        if put not in ("", YES, NO):
            self._odd(row, Label(f"“放不放”写“{YES}”或“{NO}”，不是“{put}”", f"write {YES} or {NO}, not {put}"))
        if put != YES:
            return None
        file, typed = _cell(sheet, row, FILE), _cell(sheet, row, SECTION)
        section = self._names.find(typed) if typed else None
        if section is None:
            self._odd(
                row,
                Label(f"没有“{typed}”这个栏目", f"there is no section {typed}")
                if typed
                else Label("栏目空着", "the section is empty"),
            )
            return None
        record = self._record(sheet, row, section)
        part = self._part(sheet, row, section)
        pages = self._pages(sheet, row)
        if record is None or part is None or pages is None:
            return None
        return AgreedPiece(file, pages, section, record, part, _cell(sheet, row, CHECK), row)

    def _record(self, sheet: Sheet, row: int, section: str) -> str | None:
        typed = _cell(sheet, row, RECORD)
        match = _NEW_RECORD.match(typed)
        if match is not None:
            return f"N{int(match[1])}"
        if _NEW_ALONE.fullmatch(typed):
            return f"N{_OF_ITS_OWN + row}"
        routes = [route for route in self._records.find(typed) if self._owners.get(route) == section] if typed else []
        if len(routes) == 1:
            return routes[0]
        if not typed:
            self._odd(row, Label("“哪一条”空着；新的一条写“新”", "the record is empty; write 新 for a new one"))
        else:
            self._odd(
                row,
                Label(
                    f"栏目里没有“{typed}”这一条；新的一条写“新”",
                    f"the section has no record {typed}; write 新 for a new one",
                ),
            )
        return None

    def _part(self, sheet: Sheet, row: int, section: str) -> str | None:
        typed = _cell(sheet, row, PART)
        parts = Names.of(self._sections[section].parts.values())
        if not typed or not self._sections[section].named_parts:
            return ""
        found = parts.find(typed)
        if found is None:
            self._odd(row, Label(f"这个栏目没有“{typed}”这种佐证", f"the section has no part {typed}"))
        return found

    def _pages(self, sheet: Sheet, row: int) -> tuple[int, ...] | None:
        typed = _cell(sheet, row, PAGES)
        if not typed:
            return ()
        match = _PAGES.fullmatch(typed)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            self._odd(row, Label(f"页写成 2 或 2-4，不是“{typed}”", f"write pages as 2 or 2-4, not {typed}"))
            return None
        return tuple(range(int(match[1]), int(match[2] or match[1]) + 1))

    def _typed_records(self, sheet: Sheet | None) -> dict[str, _TypedRecord]:
        records: dict[str, _TypedRecord] = {}
        if sheet is None:
            return records
        for row in sorted(sheet.rows):
            match = _NEW_RECORD.match(_cell(sheet, row, NEW)) if row > 1 else None
            if match is None:
                continue
            section = self._names.find(_cell(sheet, row, NEW_SECTION)) or ""
            record = records.setdefault(f"N{int(match[1])}", _TypedRecord(section, []))
            record.fields.append(_TypedField(_cell(sheet, row, NEW_FIELD), _cell(sheet, row, NEW_VALUE), row))
        return records

    def _new_records(
        self, pieces: Sequence[AgreedPiece], typed: Mapping[str, _TypedRecord]
    ) -> tuple[AgreedRecord, ...]:
        used: dict[str, str] = {}
        for piece in pieces:
            if not re.fullmatch(r"N\d+", piece.record):
                continue
            if used.setdefault(piece.record, piece.section) != piece.section:
                self._odd(piece.row, Label(f"{piece.record} 分在两个栏目里", f"{piece.record} is in two sections"))
        records = []
        for record, section in used.items():
            names = Names.of(self._sections[section].fields.values())
            kept: dict[str, str] = {}
            rows = typed.get(record, _TypedRecord(section, []))
            for label, text, row in rows.fields if rows.section in ("", section) else ():
                field = names.find(label)
                if not text or not label:
                    continue
                if field is None:
                    self._odd(
                        row, Label(f"栏目里没有“{label}”这一项", f"the section has no field {label}"), RECORDS_SHEET
                    )
                else:
                    kept.setdefault(field, text)
            records.append(AgreedRecord(record, section, tuple(kept.items())))
        return tuple(records)

    def _odd(self, row: int, what: Label, sheet: str = PIECES_SHEET) -> None:
        self.problems.append(concat_labels(Label(f"“{sheet}”第 {row} 行：", f"{sheet}, row {row}: "), what))


def _cell(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.rows.get(row, {}).get(column + 1)
    return cell.text.strip() if cell is not None else ""
