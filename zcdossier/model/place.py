"""Where something stands: a file, a spot in it, and the route to it inside the manifest.

What a spot is called, how it sorts and what of the file is quoted at it is known here alone: nothing that shows a
finding has to know whether a manifest is written in lines or in cells.
"""

from collections.abc import Sequence
from typing import NamedTuple

from zcdossier.model.label import Label
from zcdossier.model.page_facts import Box


def column_letters(number: int) -> str:
    """Return what a spreadsheet calls a column: A for 1, AA for 27."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Quote(NamedTuple):
    """What is shown of a file at a spot: a margin (`41`), a text, and from where to where of it is meant.

    `start` and `end` are indexes of code points, `end` exclusive; `start` is None when all of the text is meant.
    """

    margin: str
    text: str
    start: int | None = None
    end: int | None = None


class TextSpot(NamedTuple):
    """A piece of a line. Lines and columns count from 1, columns in code points; `end_column` is exclusive."""

    line: int
    column: int | None = None
    end_column: int | None = None

    @property
    def suffix(self) -> str:
        """What follows the file's name, as editors and terminals make it clickable."""
        return f":{self.line}" + (f":{self.column}" if self.column is not None else "")

    @property
    def label(self) -> Label:
        """What people call it."""
        return Label(f"第 {self.line} 行", f"line {self.line}")

    @property
    def order(self) -> tuple[str, int, int]:
        """How spots of one file follow each other."""
        return "", self.line, self.column or 0

    @property
    def position(self) -> dict[str, int | str]:
        """The numbers by which machines find it."""
        numbers = (("line", self.line), ("column", self.column), ("end_column", self.end_column))
        return {name: number for name, number in numbers if number is not None}

    def quote(self, lines: Sequence[str]) -> Quote | None:
        """Return what stands there, or None when the file has no such line."""
        if not 0 < self.line <= len(lines):
            return None
        start = None if self.column is None else self.column - 1
        end = None if self.end_column is None else self.end_column - 1
        return Quote(str(self.line), lines[self.line - 1], start, end)


class CellSpot(NamedTuple):
    """A cell of a workbook. Rows and columns count from 1; `text` is what is shown in it.

    `sheet_number` is which sheet of the workbook it is, from 1.
    """

    sheet: str
    row: int
    column: int
    text: str = ""
    sheet_number: int = 0

    @property
    def name(self) -> str:
        """`C5`."""
        return f"{column_letters(self.column)}{self.row}"

    @property
    def suffix(self) -> str:
        """What follows the file's name."""
        return f" [{self.sheet}] {self.name}"

    @property
    def label(self) -> Label:
        """What people call it."""
        return Label(f"“{self.sheet}”的 {self.name}", f"{self.sheet}, cell {self.name}")

    @property
    def order(self) -> tuple[str, int, int]:
        """How spots of one file follow each other."""
        return f"{self.sheet_number:04} {self.sheet}", self.row, self.column

    @property
    def position(self) -> dict[str, int | str]:
        """The names by which machines find it."""
        return {"sheet": self.sheet, "cell": self.name}

    def quote(self, lines: Sequence[str]) -> Quote | None:  # noqa: ARG002 - a cell carries its text along
        """Return what stands in it."""
        return Quote(self.name, self.text)


class PageSpot(NamedTuple):
    """A page of a scan or a PDF, from 1. `box` is where on it, None for all of it: for pictures, not for people."""

    page: int
    box: Box | None = None

    @property
    def suffix(self) -> str:
        """What follows the file's name."""
        return f"#{self.page}"

    @property
    def label(self) -> Label:
        """What people call it."""
        return Label(f"第 {self.page} 页", f"page {self.page}")

    @property
    def order(self) -> tuple[str, int, int]:
        """How spots of one file follow each other."""
        return "", self.page, 0

    @property
    def position(self) -> dict[str, int | str]:
        """The number by which machines find it."""
        return {"page": self.page}

    def quote(self, lines: Sequence[str]) -> Quote | None:  # noqa: ARG002 - a page is shown as a picture
        """Return None: there is no text to quote."""
        return None


Spot = TextSpot | CellSpot | PageSpot


class Place(NamedTuple):
    """One place. `file` is relative to the dossier's folder with forward slashes.

    `spot` is None for a place that is a whole file or folder. `path` is the route inside the manifest, such as
    `sections.papers[4].title`.
    """

    file: str
    spot: Spot | None = None
    path: str = ""

    @property
    def suffix(self) -> str:
        """What follows the file's name to say where in it: `:41:5`, ` [论文] C5`, `#3`."""
        return "" if self.spot is None else self.spot.suffix

    @property
    def order(self) -> tuple[bool, str, tuple[str, int, int]]:
        """How places follow each other: spots by file and by where they are, then whole files."""
        return self.spot is None, self.file, ("", 0, 0) if self.spot is None else self.spot.order

    @property
    def position(self) -> dict[str, int | str]:
        """The numbers and names by which machines find the spot; empty for a whole file."""
        return {} if self.spot is None else self.spot.position

    @property
    def brief(self) -> str:
        """The suffix without a column: `:41`."""
        return f":{self.spot.line}" if isinstance(self.spot, TextSpot) else self.suffix

    def at(self, path: str) -> "Place":
        """Return the same place under another route."""
        return self._replace(path=path)

    def span(self, start: int, end: int) -> "Place":
        """Return the part of this place from code point `start` to `end` of its text; only lines are parted."""
        spot = self.spot
        if not isinstance(spot, TextSpot) or spot.column is None:
            return self
        return self._replace(spot=spot._replace(column=spot.column + start, end_column=spot.column + end))

    def quote(self, lines: Sequence[str]) -> Quote | None:
        """Return what is shown of the file there, given its lines if it is a text."""
        return None if self.spot is None else self.spot.quote(lines)


def text_place(
    file: str, line: int, column: int | None = None, end_column: int | None = None, *, path: str = ""
) -> Place:
    """Return a place in a text file."""
    return Place(file, TextSpot(line, column, end_column), path)


def spot_label(place: Place) -> Label:
    """Return what people call the spot; nothing for a whole file."""
    return Label("") if place.spot is None else place.spot.label


def start_of(place: Place) -> tuple[int, int]:
    """Return the line and the column where a place in a text begins; the first of both for any other."""
    spot = place.spot
    return (spot.line, spot.column or 1) if isinstance(spot, TextSpot) else (1, 1)


def on_one_line(first: Place, second: Place) -> bool:
    """Whether two places are on one line of a text."""
    spots = first.spot, second.spot
    return isinstance(spots[0], TextSpot) and isinstance(spots[1], TextSpot) and spots[0].line == spots[1].line
