"""The proposal as a workbook to be corrected: a row for every piece with lists to choose from, and the new records."""

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.model.left_reasons import LEFT_ORDER
from zcdossier.model.profile import Section
from zcdossier.model.sort_proposal import FilePiece, LeftPiece, NewRecord, Placement, PlanTerms, Proposal
from zcdossier.model.sort_sheet import (
    CHECK,
    CHECK_LENGTH,
    CHOICES_SHEET,
    GUIDE,
    GUIDE_SHEET,
    IDENTITY,
    NEW_VALUE,
    NO,
    PAGES,
    PART,
    PIECE_HEADS,
    PIECES_SHEET,
    PLAN_STEM,
    PUT,
    RECORD,
    RECORD_HEADS,
    RECORDS_SHEET,
    SECTION,
    YES,
)
from zcdossier.report.workbook import cell_format, new_workbook, row_height, set_up_print, write_text

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (30, 7, 7, 22, 34, 18, 7, 30, 56, 18)
_GUIDE_WIDTH = 100
_RECORD_WIDTHS = (10, 22, 18, 44, 8, 36)


class PieceRow(NamedTuple):
    """A row of the table: what is in each of its columns."""

    piece: FilePiece
    put: bool
    section: str
    record: str
    part: str
    sure: str
    clue: str
    remark: str


def piece_rows(proposal: Proposal, terms: PlanTerms, lang: str) -> list[PieceRow]:
    """Return the rows: what is placed by section and record, then what is left, what needs a look first."""
    names = {**terms.records, **{record.id: _new_name(record) for record in proposal.new_records}}
    order = {name: number for number, name in enumerate(terms.sections)}
    placed = sorted(proposal.placements, key=lambda place: (order[place.section], _route_order(place.record)))
    rows = [_placed_row(place, terms.sections, names) for place in placed]
    left = sorted(proposal.left, key=lambda piece: LEFT_ORDER.index(piece.reason))
    return rows + [_left_row(piece, terms.sections, names, lang) for piece in left]


def sorting_workbook(rows: Sequence[PieceRow], new_records: Sequence[NewRecord], terms: PlanTerms, lang: str) -> bytes:
    """Return the workbook's bytes."""
    out = io.BytesIO()
    writer = _Writer(new_workbook(out, PLAN_STEM), lang)
    writer.write_pieces(rows)
    writer.write_records(new_records, terms.sections)
    writer.write_guide()
    writer.write_choices(new_records, terms, len(rows))
    writer.write_identity(plan_identity(rows, new_records))
    writer.book.close()
    return out.getvalue()


def plan_identity(rows: Sequence[PieceRow], new_records: Sequence[NewRecord]) -> str:
    """Return what tells a plan from others: the pieces it has, and the new records it proposes."""
    pieces = [(row.piece.file, row.piece.digest, row.piece.pages) for row in rows]
    named = repr((pieces, [_new_name(record) for record in new_records]))
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


class _Writer:
    """The sheets of the workbook and the looks of their cells."""

    def __init__(self, book: "Workbook", lang: str) -> None:
        self.book = book
        self._head = cell_format(book, bold=True, bg_color="#E8EDF3", border=1, border_color="#B8C0CC", text_wrap=True)
        self._plain = cell_format(book, text_wrap=True, num_format="@")
        self._edit = cell_format(
            book, text_wrap=True, num_format="@", bg_color="#FFF9E5", border=1, border_color="#D9D2B8"
        )
        self._faint = cell_format(book, font_color="#8A8F98", num_format="@")
        self._pieces = self._table(PIECES_SHEET, [head.text(lang) for head in PIECE_HEADS], _WIDTHS)
        self._records = self._table(RECORDS_SHEET, [head.text(lang) for head in RECORD_HEADS], _RECORD_WIDTHS)
        self._guide = book.add_worksheet(GUIDE_SHEET)
        self._lang = lang
        self._choices = book.add_worksheet(CHOICES_SHEET)

    def _table(self, name: str, heads: Sequence[str], widths: Sequence[int]) -> "Worksheet":
        sheet = self.book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        set_up_print(sheet, heading=0)
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width, self._plain)
            write_text(sheet, 0, column, head, self._head)
        return sheet

    def write_pieces(self, rows: Sequence[PieceRow]) -> None:
        looks = dict.fromkeys((PAGES, PUT, SECTION, RECORD, PART), self._edit) | {CHECK: self._faint}
        for number, row in enumerate(rows, start=1):
            check, put = row.piece.digest[:CHECK_LENGTH], YES if row.put else NO
            where = (row.section, row.record, row.part, row.sure, row.clue, row.remark)
            texts = (row.piece.file, row.piece.pages_text, put, *where, check)
            self._pieces.set_row(number, row_height(texts[:CHECK], _WIDTHS[:CHECK]))
            for column, text in enumerate(texts):
                write_text(self._pieces, number, column, text, looks.get(column, self._plain))
        self._pieces.autofilter(0, 0, max(1, len(rows)), len(PIECE_HEADS) - 1)

    def write_records(self, new_records: Sequence[NewRecord], sections: Mapping[str, Section]) -> None:
        """A row for every value that was read, and one for the title where it was not."""
        rows = [cells for record in new_records for cells in _record_rows(record, sections[record.section])]
        for number, cells in enumerate(rows, start=1):
            self._records.set_row(number, row_height(cells, _RECORD_WIDTHS))
            for column, text in enumerate(cells):
                write_text(self._records, number, column, text, self._edit if column == NEW_VALUE else self._plain)

    def write_guide(self) -> None:
        """How to correct the plan."""
        self._guide.set_column(0, 0, _GUIDE_WIDTH, self._plain)
        set_up_print(self._guide, heading=0)
        for line, text in enumerate(GUIDE):
            self._guide.set_row(line, row_height([text.text(self._lang)], [_GUIDE_WIDTH]))
            write_text(self._guide, line, 0, text.text(self._lang), self._plain)

    def write_choices(self, new_records: Sequence[NewRecord], terms: PlanTerms, count: int) -> None:
        """The lists to choose from; what is not in them may be typed all the same."""
        sections = terms.sections.values()
        lists = {
            PUT: [YES, NO],
            SECTION: [section.label.zh for section in sections],
            RECORD: [*map(_new_name, new_records), *terms.records.values()],
            PART: [part.label.zh for section in sections for part in section.parts.values()],
        }
        for at, (column, values) in enumerate(lists.items()):
            distinct = list(dict.fromkeys(values))
            for line, text in enumerate(distinct):
                write_text(self._choices, line, at, text)
            source = f"={CHOICES_SHEET}!${'ABCD'[at]}$1:${'ABCD'[at]}${max(1, len(distinct))}"
            rule = {"validate": "list", "source": source, "error_type": "information", "ignore_blank": True}
            self._pieces.data_validation(1, column, max(1, count), column, rule)
        self._choices.hide()

    def write_identity(self, identity: str) -> None:
        """Say which plan this is where nobody edits it: people save it under another name."""
        write_text(self._choices, 0, IDENTITY, identity)


def _new_name(record: NewRecord) -> str:
    return f"新 {record.id} {record.title}".strip()


def _record_rows(record: NewRecord, section: Section) -> Iterator[tuple[str, ...]]:
    read = {value.field: value for value in record.fields if value.field in section.fields}
    for name, value in read.items():
        place = f"{value.file} 第{value.page}页"
        label = section.fields[name].label.zh
        yield record.id, section.label.zh, label, value.text, f"{value.confidence:.0%}", place
    if section.title_field not in read and section.title_field in section.fields:
        yield record.id, section.label.zh, section.fields[section.title_field].label.zh, "", "", ""


def _route_order(record: str) -> tuple[int, int, str]:
    return (1, int(record[1:]), "") if record[:1] == "N" and record[1:].isdecimal() else (0, 0, record)


def _placed_row(place: Placement, sections: Mapping[str, Section], names: Mapping[str, str]) -> PieceRow:
    section = sections[place.section]
    part = section.parts[place.part].label.zh if place.part in section.parts else ""
    return PieceRow(
        place.piece,
        True,
        section.label.zh,
        names.get(place.record, place.record),
        part,
        f"{place.confidence:.0%}",
        place.clue,
        "",
    )


def _left_row(left: LeftPiece, sections: Mapping[str, Section], names: Mapping[str, str], lang: str) -> PieceRow:
    section = sections.get(left.section)
    remark = left.remark.text(lang)
    label = section.label.zh if section is not None else ""
    return PieceRow(left.piece, False, label, names.get(left.record, ""), "", "", "", remark)
