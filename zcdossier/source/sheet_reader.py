"""One sheet of a workbook to its cells: what is shown in each, where, and what a program made of what was typed."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from zcdossier.model.place import column_number
from zcdossier.source.number_formats import Origin
from zcdossier.source.workbook_parts import TRUE, Styles, unescape
from zcdossier.source.xlsx_package import StopReadingError, WorkbookError

MAX_EMPTY_ROWS = 10_000
MAX_CELLS = 200_000
MAX_LETTERS = 5_000_000
"""In the cells of a workbook together. A text that many cells refer to is written once in the file."""
_MAX_MERGES = 20_000
_POSITION = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class Cell(NamedTuple):
    """A cell that is not empty: the text shown in it, and what it is."""

    text: str
    origin: Origin = Origin.TEXT
    is_struck: bool = False


class CellRange(NamedTuple):
    """A rectangle of cells; all numbers from 1, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """One sheet. `rows` holds the cells that are not empty, by row and column from 1.

    `cut_at` is the row after which a sheet was too long to be read, or None.
    """

    name: str
    number: int
    rows: Mapping[int, Mapping[int, Cell]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[CellRange, ...] = ()
    cut_at: int | None = None
    has_pictures: bool = False


class SheetRoom:
    """How many filled cells and letters in them a workbook may still have. Raises WorkbookError where it has more."""

    def __init__(self) -> None:
        self._cells, self._letters = MAX_CELLS, MAX_LETTERS

    def take(self, text: str) -> None:
        """Count one more cell."""
        self._cells -= 1
        self._letters -= len(text)
        if self._cells < 0:
            raise WorkbookError("too-many-cells", limit=MAX_CELLS)
        if self._letters < 0:
            raise WorkbookError("too-much-text", limit=MAX_LETTERS)


class SheetReader:
    """Hears the XML of one sheet."""

    def __init__(self, strings: list[str], styles: Styles, room: SheetRoom) -> None:
        self._strings = strings
        self._styles = styles
        self._room = room
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden: set[int] = set()
        self._merges: list[CellRange] = []
        self._cut_at: int | None = None
        self._row = self._column = self._last_filled = 0
        self._kind = self._style = ""
        self._value: list[str] = []
        self._inline: list[str] = []
        self._heard: list[str] | None = None
        self._has_formula = False
        self._in_sound = False

    def sheet(self, name: str, number: int, *, hidden: bool) -> Sheet:
        """Return what was heard."""
        return Sheet(
            name,
            number,
            self._rows,
            hidden=hidden,
            hidden_rows=frozenset(self._hidden),
            merges=tuple(self._merges),
            cut_at=self._cut_at,
        )

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Hear the beginning of an element."""
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            self._heard = self._value
        elif tag == "t":
            self._heard = None if self._in_sound else self._inline
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "f":
            self._has_formula = True
        elif tag == "rPh":
            self._in_sound = True
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        """Hear the end of an element."""
        if tag == "c":
            self._end_cell()
        elif tag in ("v", "t"):
            self._heard = None
        elif tag == "rPh":
            self._in_sound = False

    def text(self, text: str) -> None:
        """Hear text."""
        if self._heard is not None:
            self._heard.append(text)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = attributes.get("r", "")
        self._go_to_row(int(number) if number.isdecimal() and int(number) else self._row + 1)
        self._column = 0
        if attributes.get("hidden", "").lower() in TRUE:
            self._hidden.add(self._row)

    def _go_to_row(self, number: int) -> None:
        self._row = number
        if number - self._last_filled > MAX_EMPTY_ROWS:
            self._cut_at = self._last_filled
            raise StopReadingError

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        position = _POSITION.fullmatch(attributes.get("r", ""))
        if position is None:
            self._column += 1
        else:
            self._go_to_row(int(position[2]))
            self._column = column_number(position[1])
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        if self._value or self._inline or self._has_formula:
            self._value, self._inline, self._has_formula = [], [], False

    def _end_cell(self) -> None:
        if not (self._value or self._inline or self._has_formula):
            return
        cell = self._cell("".join(self._value), unescape("".join(self._inline)))
        if (not cell.text or cell.text.isspace()) and cell.origin is not Origin.UNCALCULATED:
            return
        self._room.take(cell.text)
        self._last_filled = max(self._last_filled, self._row)
        if self._styles.is_struck(self._style):
            cell = cell._replace(is_struck=True)
        self._rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self, value: str, inline: str) -> Cell:
        if self._kind == "s":
            index = int(value) if value.strip().isdecimal() else -1
            return Cell(self._strings[index] if 0 <= index < len(self._strings) else "")
        if self._kind == "inlineStr":
            return Cell(inline or unescape(value))
        if self._kind == "b":
            return Cell("是" if value.strip() == "1" else "否")
        if self._kind == "e":
            return Cell(value.strip(), Origin.ERROR)
        if not value.strip() and self._has_formula and self._kind != "str":
            return Cell("", Origin.UNCALCULATED)
        if self._kind == "str":
            return Cell(unescape(value))
        if self._kind == "d":
            return Cell(value.strip().partition("T")[0], Origin.DATE)
        displayed = self._styles.show(value.strip(), self._style)
        return Cell(displayed.text, displayed.origin)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        corners = _POSITION.fullmatch(first), _POSITION.fullmatch(last or first)
        if corners[0] is None or corners[1] is None or len(self._merges) >= _MAX_MERGES:
            return
        (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
        self._merges.append(CellRange(int(top), column_number(left), int(bottom), column_number(right)))
