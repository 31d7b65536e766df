"""An Excel workbook to cells with their texts: what is shown in each, where, and what a program made of what was typed.

A reader of our own, because of what it has to tell: hidden rows, number formats, merged cells, formulas without a
result; and because of what it has to bear: a cell in the last corner of a sheet, a million empty rows
(decisions/0014). Shared and inline strings, missing styles and prefixed names are read: Excel, WPS and LibreOffice
write each in their own way.
"""

from pathlib import Path
from typing import BinaryIO, NamedTuple

from zcdossier.errors import system_reason
from zcdossier.source.regular_file import NotARegularFileError, open_regular_file
from zcdossier.source.sheet_reader import Sheet, SheetReader, SheetRoom
from zcdossier.source.workbook_parts import SharedStrings, SheetListing, Styles
from zcdossier.source.xlsx_package import MAX_BYTES, WorkbookError, XlsxPackage, XmlHandlers

_WORKBOOK, _STRINGS, _STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
"""Where all programs put them; a reference to elsewhere counts more."""


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
    main, listing = _main_part(package), SheetListing()
    package.parse(main, XmlHandlers(listing.start, lambda _tag: None))
    others = {part.kind: part.target for part in package.references(main)}
    parts = sheet_parts(package)
    strings = SharedStrings()
    package.parse(others.get("sharedStrings", _STRINGS), XmlHandlers(strings.start, strings.end, strings.text))
    styles = Styles(from_1904=listing.from_1904)
    package.parse(others.get("styles", _STYLES), XmlHandlers(styles.start, styles.end))
    sheets: list[Sheet] = []
    room = SheetRoom()
    for number, (name, hidden, part) in enumerate(parts, start=1):
        reader = SheetReader(strings.texts, styles, room)
        if not package.has_part(part):
            raise WorkbookError("missing-sheet", sheet=name)
        try:
            package.parse(part, XmlHandlers(reader.start, reader.end, reader.text))
        except WorkbookError as error:
            if error.key == "damaged-workbook":
                raise WorkbookError("damaged-sheet", sheet=name) from None
            raise
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
    main, listing = _main_part(package), SheetListing()
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
