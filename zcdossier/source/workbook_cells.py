"""Texts put into cells of an .xlsx file, and nothing else of it changed.

Spreadsheet libraries write a workbook anew and lose what they do not know (lists of choices that refer to other
sheets, as Excel writes them, pictures, remarks as they stood). Here only the XML of the sheets concerned is touched.
"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from zcdossier.model.place import column_letters, column_number
from zcdossier.source.workbook_reader import sheet_parts
from zcdossier.source.xlsx_package import XlsxPackage

if TYPE_CHECKING:
    from lxml.etree import _Element

CellTexts = Mapping[tuple[int, int], str]
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_USUAL_WIDTH, _MOST_COLUMNS, _LAST_NARROW = 9.0, 200, 0x2E7F
_LINE, _HIGHEST = 15.0, 400.0
"""Points."""
_REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def write_cells(data: bytes, changes: Mapping[int, CellTexts]) -> bytes:
    """Return a workbook with some cells' texts: by the number of the sheet (from 1), then by row and column.

    An empty text empties the cell, whose look stays. Raises WorkbookError for what is no workbook.
    """
    parts = sheet_parts(XlsxPackage(BytesIO(data)))
    wanted = {parts[number - 1].part.lower(): texts for number, texts in changes.items() if texts}
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            texts = wanted.get(entry.filename.replace("\\", "/").lstrip("/").lower())
            new.writestr(entry, _with_texts(content, texts) if texts else content, entry.compress_type)
    return out.getvalue()


def _with_texts(content: bytes, texts: CellTexts) -> bytes:
    from lxml import etree

    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    space = root.tag.rpartition("}")[0] + "}" if "}" in root.tag else ""
    rows = root.find(f"{space}sheetData")
    widths = _column_widths(root, space)
    for (row, column), text in sorted(texts.items()):
        cell = _cell_at(rows, row, column, space)
        _fill(cell, text, space)
        _make_room(cell.getparent(), text, widths.get(column, _USUAL_WIDTH))
    _widen(root.find(f"{space}dimension"), texts)
    found: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found


def _cell_at(rows: "_Element", number: int, column: int, space: str) -> "_Element":
    """The cell at a place, made where there is none, with the look of the one above it."""
    row, last = None, 0
    place = len(rows)
    for at, element in enumerate(rows):
        last = int(element.get("r") or last + 1)
        if last == number:
            row = element
            break
        if last > number:
            place = at
            break
    if row is None:
        row = rows.makeelement(f"{space}row", {"r": str(number)})
        rows.insert(place, row)
    row.attrib.pop("spans", None)
    place = len(row)
    at_column = 0
    for at, element in enumerate(row):
        match = _REFERENCE.fullmatch(element.get("r") or "")
        at_column = column_number(match[1]) if match is not None else at_column + 1
        if at_column == column:
            return element
        if at_column > column:
            place = at
            break
    cell = row.makeelement(f"{space}c", {"r": f"{column_letters(column)}{number}"})
    style = _style_above(row, column)
    if style:
        cell.set("s", style)
    row.insert(place, cell)
    return cell


def _style_above(row: "_Element", column: int) -> str:
    above = row.getprevious()
    if above is None:
        return ""
    letters = column_letters(column)
    return next((cell.get("s") or "" for cell in above if (cell.get("r") or "").rstrip("0123456789") == letters), "")


def _fill(cell: "_Element", text: str, space: str) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if not text:
        return
    cell.set("t", "inlineStr")
    holder = cell.makeelement(f"{space}is", {})
    letters = cell.makeelement(f"{space}t", {_SPACE: "preserve"})
    letters.text = _ESCAPE.sub("_x005F_", _UNFIT.sub("", text))
    holder.append(letters)
    cell.append(holder)


def _column_widths(root: "_Element", space: str) -> dict[int, float]:
    """How many letters each column is wide, of those that say so."""
    widths: dict[int, float] = {}
    for column in root.iterfind(f"{space}cols/{space}col"):
        first, last = int(column.get("min", "1")), int(column.get("max", "1"))
        widths.update(
            dict.fromkeys(range(first, min(last, first + _MOST_COLUMNS) + 1), float(column.get("width", "9")))
        )
    return widths


def _make_room(row: "_Element", text: str, width: float) -> None:
    """Make a row as high as a text needs that is broken into lines; programs do not when they open a file."""
    wide = [sum(2 if ord(letter) > _LAST_NARROW else 1 for letter in line) for line in text.split("\n")]
    lines = sum(max(1, -(-letters // max(1, int(width) - 2))) for letters in wide)
    if lines > 1 and float(row.get("ht", "0")) < (height := min(_HIGHEST, lines * _LINE + _LINE / 2)):
        row.set("ht", f"{height:g}")
        row.set("customHeight", "1")


def _widen(dimension: "_Element | None", texts: CellTexts) -> None:
    """Make the range that a sheet says it fills hold its new cells."""
    if dimension is None:
        return
    corners = [match for end in (dimension.get("ref") or "").split(":") if (match := _REFERENCE.fullmatch(end))]
    places = [(int(match[2]), column_number(match[1])) for match in corners] + list(texts)
    rows, columns = [row for row, _ in places], [column for _, column in places]
    first, last = f"{column_letters(min(columns))}{min(rows)}", f"{column_letters(max(columns))}{max(rows)}"
    dimension.set("ref", f"{first}:{last}")
