"""Excel workbooks: plain tables, and the frame of those that are laid out by hand; texts stay texts."""

import io
import math
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from zcdossier.report.sanitize import escape_controls, strip_controls
from zcdossier.report.text_layout import cell_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


Cell = str | int
BOM = "\ufeff"

_FORMULA = ("=", "+", "-", "@")
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same for every file, so that bytes repeat
WIDEST_PAGE = 220  # characters that can still be read on a sheet of A4 across
BORDER_COLOUR = "#B8C0CC"
_LONGEST = 32_767  # characters in a cell, by the format
TABLE_MARK = "zcdossier-table"
"""The keyword of a workbook of plain tables, which tells it from those that people fill in."""


class TableSheet(NamedTuple):
    """One table. `widths` are in characters; columns named in `wrapped` break their lines."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    widths: tuple[int, ...]
    wrapped: tuple[int, ...] = ()


def as_csv(sheet: TableSheet) -> str:
    """The table as CSV, lines parted by a line feed; a text that would be a formula gets an apostrophe ahead."""
    import csv  # most tables are never written as that

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.head)
    writer.writerows([_defuse(cell) for cell in row] for row in sheet.rows)
    return out.getvalue()


def _defuse(cell: Cell) -> Cell:
    if isinstance(cell, int):
        return cell
    text = escape_controls(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def csv_bytes(sheet: TableSheet) -> bytes:
    """The same as a file that Excel opens by a double click: with a byte order mark and its line ends."""
    return (BOM + as_csv(sheet).replace("\n", "\r\n")).encode("utf-8")


def as_xlsx(sheets: Sequence[TableSheet], title: str) -> bytes:
    """A workbook with a filter on every table. The same tables give the same bytes."""
    out = io.BytesIO()
    book = new_workbook(out, title, TABLE_MARK)
    head = book.add_format(
        {"bold": True, "bg_color": "#E8EDF3", "border": 1, "border_color": BORDER_COLOUR, "valign": "top"}
    )
    plain = book.add_format({"valign": "top"})
    wrapped = book.add_format({"valign": "top", "text_wrap": True})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        set_up_print(page, heading=0)
        page.set_footer("&L&A&R&P/&N")
        for column, (name, width) in enumerate(zip(sheet.head, sheet.widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(0, column, name, head)
        for line, row in enumerate(sheet.rows, start=1):
            for column, cell in enumerate(row):
                look = wrapped if column in sheet.wrapped else plain
                if isinstance(cell, int):
                    page.write_number(line, column, cell, look)
                else:
                    page.write_string(line, column, cell_text(cell), look)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.head) - 1)
    book.close()
    return out.getvalue()


def new_workbook(out: io.BytesIO, title: str, keywords: str = "") -> "Workbook":
    """An empty workbook that says nothing of when and by whom it was made."""
    from xlsxwriter import Workbook

    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": cell_text(title), "keywords": keywords, "created": _MADE})
    return book


def set_up_print(page: "Worksheet", *, heading: int) -> None:
    """A4 across, all columns on one sheet of paper, the row with the headings on each."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(heading)


def fit_wide_form(page: "Worksheet", width: float) -> None:
    """Print a form `width` characters wide on several sheets of paper if it were too small to read on one."""
    if width > WIDEST_PAGE:
        page.fit_to_pages(math.ceil(width / WIDEST_PAGE), 0)
        page.repeat_columns(0, 1)


def cell_text(text: str) -> str:
    """A text as a cell can hold it: lines stay, what no file may hold is spelled out, too long a text is cut."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(escape_controls(line.replace("\t", "    ")) for line in lines)[:_LONGEST]


FACE = "宋体"
_LONGEST_BY_HAND = 32_000  # characters Excel takes in a cell, and a little less
_LINE = 15.5  # points
_HIGHEST = 400.0


def cell_format(book: "Workbook", **looks: Any) -> "Format":
    """A look of cells."""
    return book.add_format({"font_name": FACE, "valign": "vcenter", **looks})


def write_text(sheet: "Worksheet", row: int, column: int, text: str, look: "Format | None" = None) -> None:
    """Write text as text, line by line."""
    kept = "\n".join(strip_controls(line) for line in text.split("\n"))
    sheet.write_string(row, column, kept[:_LONGEST_BY_HAND], look)


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """How high a row must be for its texts to be read whole, where lines break at the width of their columns."""
    lines = (
        sum(max(1, math.ceil(cell_width(line) * 1.08 / width)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(_HIGHEST, _LINE * max(lines, default=1) + 4)
