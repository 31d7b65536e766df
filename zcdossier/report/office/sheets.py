"""Sheets that are laid out by hand: faces, texts that stay text, names that Excel takes."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from zcdossier.report.office.clean import clean
from zcdossier.report.width import cell_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FACE = "宋体"
_LONGEST = 32_000  # characters Excel takes in a cell, and a little less
_NAME = 31
_LINE = 15.5  # points
_HIGHEST = 400.0


def face(book: "Workbook", **looks: Any) -> "Format":
    """A look of cells."""
    return book.add_format({"font_name": FACE, "valign": "vcenter", **looks})


def put(sheet: "Worksheet", row: int, column: int, text: str, look: "Format | None" = None) -> None:
    """Write text as text, line by line."""
    kept = "\n".join(clean(line) for line in text.split("\n"))
    sheet.write_string(row, column, kept[:_LONGEST], look)


def height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """How high a row must be for its texts to be read whole, where lines break at the width of their columns."""
    lines = (
        sum(max(1, math.ceil(cell_width(line) * 1.08 / width)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(_HIGHEST, _LINE * max(lines, default=1) + 4)


def sheet_name(text: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has."""
    plain = "".join(" " if char in "[]:*?/\\" else char for char in clean(text)).strip("' ") or "-"
    name, again = plain[:_NAME], 1
    while name.casefold() in taken:
        again += 1
        mark = f" {again}"
        name = plain[: _NAME - len(mark)] + mark
    taken.add(name.casefold())
    return name
