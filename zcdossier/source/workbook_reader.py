"""An Excel workbook to cells with their texts: what is shown in each, where, and what a program made of what was typed.

A reader of our own, because of what it has to tell: hidden rows, number formats, merged cells, formulas without a
result; and because of what it has to bear: a cell in the last corner of a sheet, a million empty rows
(decisions/0014). Shared and inline strings, missing styles and prefixed names are read: Excel, WPS and LibreOffice
write each in their own way.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

from zcdossier.errors import system_reason
from zcdossier.source.number_formats import Origin, ShownNumber, format_code, show_number
from zcdossier.source.regular_file import NotARegularFileError, open_regular_file
from zcdossier.source.xlsx_package import MAX_BYTES, StopReadingError, WorkbookError, XlsxPackage, XmlHandlers

MAX_EMPTY_ROWS = 10_000
MAX_CELLS = 200_000
_MAX_MERGES = 20_000
_WORKBOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
"""Where all programs put them; a reference to elsewhere counts more."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_POSITION = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = frozenset({"1", "true", "on"})


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
    filtered: bool = False
    merges: tuple[CellRange, ...] = ()
    cut_at: int | None = None
    has_pictures: bool = False


class SheetPart(NamedTuple):
    """A sheet's name, whether it is hidden, and the part of the package that holds it."""

    name: str
    hidden: bool
    part: str


class Workbook(NamedTuple):
    """A workbook as last saved."""

    sheets: tuple[Sheet, ...]
    has_macros: bool = False
    has_links: bool = False


def read_workbook(path: Path) -> Workbook:
    """Read a workbook. Raises WorkbookError when it can't be."""
    try:
        with open_regular_file(path) as file:
            if file.seek(0, 2) > MAX_BYTES:
                raise WorkbookError("workbook-too-large", limit=MAX_BYTES // 1_000_000)
            file.seek(0)
            return read_workbook_file(file)
    except NotARegularFileError:
        raise WorkbookError("not-a-file") from None
    except OSError as error:
        raise WorkbookError("no-access", reason=system_reason(error)) from None


def read_workbook_file(file: BinaryIO) -> Workbook:
    """Read a workbook from an open file. Raises WorkbookError when it can't be."""
    package = XlsxPackage(file)
    main, listing = _main_part(package), _SheetListing()
    package.parse(main, XmlHandlers(listing.start, lambda _tag: None))
    others = {part.kind: part.target for part in package.references(main)}
    parts = sheet_parts(package)
    strings = _SharedStrings()
    package.parse(others.get("sharedStrings", _STRINGS), XmlHandlers(strings.start, strings.end, strings.text))
    styles = _Styles(from_1904=listing.from_1904)
    package.parse(others.get("styles", _STYLES), XmlHandlers(styles.start, styles.end))
    sheets: list[Sheet] = []
    left = MAX_CELLS
    for number, (name, hidden, part) in enumerate(parts, start=1):
        reader = _SheetReader(strings.texts, styles, left)
        if not package.has_part(part):
            raise WorkbookError("missing-sheet", sheet=name)
        try:
            package.parse(part, XmlHandlers(reader.start, reader.end, reader.text))
        except WorkbookError as error:
            if error.key == "damaged-workbook":
                raise WorkbookError("damaged-sheet", sheet=name) from None
            raise
        left -= reader.count
        sheet = reader.sheet(name, number, hidden=hidden)
        sheets.append(sheet._replace(has_pictures=_has_pictures(package, part)))
    names = package.names
    return Workbook(
        tuple(sheets),
        has_macros=any(name.endswith("vbaproject.bin") for name in names),
        has_links=any(name.startswith("xl/externallinks/") for name in names),
    )


def sheet_parts(package: XlsxPackage) -> tuple[SheetPart, ...]:
    """Return the sheets of a workbook in their order, with the parts that hold them. Raises WorkbookError."""
    main, listing = _main_part(package), _SheetListing()
    package.parse(main, XmlHandlers(listing.start, lambda _tag: None))
    targets = {part.id: part.target for part in package.references(main)}
    if not listing.sheets:
        raise WorkbookError("no-workbook")
    return tuple(SheetPart(name, hidden, targets.get(key, "")) for name, hidden, key in listing.sheets)


def _main_part(package: XlsxPackage) -> str:
    return next((part.target for part in package.references("") if part.kind == "officeDocument"), _WORKBOOK)


def _has_pictures(package: XlsxPackage, part: str) -> bool:
    """Whether pictures were put on a sheet; charts and remarks are none."""
    drawings = [reference.target for reference in package.references(part) if reference.kind == "drawing"]
    return any(reference.kind == "image" for drawing in drawings for reference in package.references(drawing))


def _unescape(text: str) -> str:
    """`_x000D_` stands for a character that XML can't hold; line ends become line feeds."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        text = _UNFIT.sub("", text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _SheetListing:
    """The sheets of a workbook in their order: name, whether hidden, the id of the reference to its part."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((_unescape(attributes.get("name", "")), hidden, key))
        elif tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "").lower() in _TRUE


class _SharedStrings:
    """The texts that cells refer to by number; what is printed above characters to tell their sound is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._in_sound = False

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        if tag == "t":
            self._in_text = not self._in_sound
        elif tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._in_sound = True

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "si":
            self.texts.append(_unescape("".join(self._pieces)))
        elif tag == "rPh":
            self._in_sound = False

    def text(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)


class _Styles:
    """The number format of each style, and whether its font is struck through."""

    def __init__(self, *, from_1904: bool) -> None:
        self._from_1904 = from_1904
        self._own: dict[int, str] = {}
        self._numbers: list[int] = []
        self._fonts: list[int] = []
        self._struck: list[bool] = []
        self._inside = self._in_fonts = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            self._own[int(attributes.get("numFmtId", 0))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._inside = True
        elif tag == "xf" and self._inside:
            self._numbers.append(int(attributes.get("numFmtId", 0)))
            self._fonts.append(int(attributes.get("fontId", 0)))
        elif tag == "fonts":
            self._in_fonts = True
        elif tag == "font" and self._in_fonts:
            self._struck.append(False)
        elif tag == "strike" and self._in_fonts and self._struck:
            self._struck[-1] = attributes.get("val", "1").lower() in _TRUE

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._inside = False
        elif tag == "fonts":
            self._in_fonts = False

    def is_struck(self, style: str) -> bool:
        """Whether a cell of that style is struck through."""
        index = int(style) if style.isdecimal() else 0
        font = self._fonts[index] if index < len(self._fonts) else -1
        return 0 <= font < len(self._struck) and self._struck[font]

    def show(self, raw: str, style: str) -> ShownNumber:
        """Return a number as a cell of that style shows it."""
        index = int(style) if style.isdecimal() else 0
        number = self._numbers[index] if index < len(self._numbers) else 0
        return show_number(raw, format_code(number, self._own), from_1904=self._from_1904)


class _SheetReader:
    """Hears the XML of one sheet."""

    def __init__(self, strings: list[str], styles: _Styles, most_cells: int) -> None:
        self._strings = strings
        self._styles = styles
        self._most_cells = most_cells
        self.count = 0
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden: set[int] = set()
        self._merges: list[CellRange] = []
        self._filtered = False
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
            filtered=self._filtered,
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
        elif tag == "filterColumn":
            self._filtered = True

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
        self._row = int(number) if number.isdecimal() else self._row + 1
        self._column = 0
        if self._row - self._last_filled > MAX_EMPTY_ROWS:
            self._cut_at = self._last_filled
            raise StopReadingError
        if attributes.get("hidden", "").lower() in _TRUE:
            self._hidden.add(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        position = _POSITION.fullmatch(attributes.get("r", ""))
        if position is None:
            self._column += 1
        else:
            self._row, self._column = int(position[2]), _column_number(position[1])
        self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "")
        if self._value or self._inline or self._has_formula:
            self._value, self._inline, self._has_formula = [], [], False

    def _end_cell(self) -> None:
        if not (self._value or self._inline or self._has_formula):
            return
        cell = self._cell("".join(self._value), _unescape("".join(self._inline)))
        if not cell.text.strip() and cell.origin is not Origin.UNCALCULATED:
            return
        self.count += 1
        if self.count > self._most_cells:
            raise WorkbookError("too-many-cells", limit=MAX_CELLS)
        self._last_filled = max(self._last_filled, self._row)
        if self._styles.is_struck(self._style):
            cell = cell._replace(is_struck=True)
        self._rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self, value: str, inline: str) -> Cell:
        if self._kind == "s":
            index = int(value) if value.strip().isdecimal() else -1
            return Cell(self._strings[index] if 0 <= index < len(self._strings) else "")
        if self._kind == "inlineStr":
            return Cell(inline or _unescape(value))
        if self._kind == "b":
            return Cell("是" if value.strip() == "1" else "否")
        if self._kind == "e":
            return Cell(value.strip(), Origin.ERROR)
        if not value.strip() and self._has_formula and self._kind != "str":
            return Cell("", Origin.UNCALCULATED)
        if self._kind == "str":
            return Cell(_unescape(value))
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
        self._merges.append(CellRange(int(top), _column_number(left), int(bottom), _column_number(right)))


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
