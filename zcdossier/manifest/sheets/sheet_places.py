"""Cells as nodes with their places, and what has to be said about them."""

from typing import NamedTuple

from zcdossier.manifest.sheets.cell_texts import read_cell
from zcdossier.manifest.sheets.sheet_table import SheetRow
from zcdossier.model.dossier import Problem
from zcdossier.model.finding import Argument
from zcdossier.model.place import CellSpot, Place
from zcdossier.model.profile import Field
from zcdossier.source.nodes import Node, Scalar
from zcdossier.source.sheet_reader import Cell, Sheet

CELL = "ZC009"
"""The kind that words what is to be said about cells, rows and sheets."""

HEAD_KEYS = ("profile", "level")
Pair = tuple[Scalar, Node]
"""A key of the manifest and what stands under it."""


class SheetPlaces(NamedTuple):
    """Makes nodes of the cells of one file; what has to be said is appended to `problems`."""

    file: str
    problems: list[Problem]

    def place(self, sheet: Sheet, row: int, column: int, text: str | None = None) -> Place:
        """Where a cell is; `text` is what it shows when a merged cell beside it shows it."""
        cell = sheet.rows.get(row, {}).get(column)
        visible_text = text if text is not None else cell.text if cell is not None else ""
        return Place(self.file, CellSpot(sheet.name, row, column, visible_text, sheet.number))

    def first_place(self, sheet: Sheet, row: int | None = None) -> Place:
        """Where a row begins to say something; without a row, where the sheet does."""
        number = row if row is not None else min(sheet.rows, default=1)
        return self.place(sheet, number, min(sheet.rows.get(number, {}), default=1))

    def key(self, sheet: Sheet, text: str) -> Scalar:
        """The key under which a whole sheet stands."""
        return Scalar(text, self.first_place(sheet), None)

    def value(self, sheet: Sheet, row: int, column: int, field: Field | None = None) -> Scalar:
        """What a cell means as `field`; None for any text."""
        return self._read(sheet.rows.get(row, {}).get(column), self.place(sheet, row, column), field)

    def row_value(self, sheet: Sheet, row: SheetRow, name: str, field: Field | None = None) -> Scalar | None:
        """What a row says in a named column, or None when the table has no such column."""
        column = row.columns.get(name)
        if column is None:
            return None
        cell = row.cells.get(name)
        return self._read(cell, self.place(sheet, row.number, column, cell.text if cell else ""), field)

    def _read(self, cell: Cell | None, place: Place, field: Field | None) -> Scalar:
        if cell is None:
            return Scalar("", place, None)
        read = read_cell(cell, field)
        if read.note:
            self.tell(read.note, place, text=read.text, other=read.other)
        return Scalar(read.text, place, None)

    def tell(self, key: str, place: Place, /, **args: Argument) -> None:
        """Say something about a cell, a row or a sheet."""
        self.tell_as(CELL, key, place, **args)

    def tell_as(self, code: str, key: str, place: Place, /, **args: Argument) -> None:
        """Say something in the words of another kind."""
        self.problems.append(Problem(code, key, place, args))
