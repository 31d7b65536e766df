"""Workbooks for tests, part by part: what Excel, WPS and LibreOffice write, and what nobody should."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_SMALL = 20_000
_FORMATS = ("General", "@", 'yyyy"年"m"月"', "yyyy/m/d", 'm"月"d"日"', "# ?/?", "0%", "000", "0.00", "yyyy-mm-dd hh:mm")


class Typed(NamedTuple):
    """A cell that is no plain text: its XML inside, its type, its number format."""

    inside: str
    kind: str = "n"
    code: str = "General"


Rows = Sequence[Sequence["str | Typed | None"]]


def number(value: str, code: str = "General") -> Typed:
    """A number shown in a format."""
    return Typed(f"<v>{value}</v>", "n", code)


def formula(text: str, result: str | None = None, kind: str = "str") -> Typed:
    """A formula with its cached result, or without one."""
    return Typed(f"<f>{escape(text)}</f>" + ("" if result is None else f"<v>{escape(result)}</v>"), kind)


class SheetXml(NamedTuple):
    """One sheet: its name, its rows, what stands behind them, and what hides it or its rows."""

    name: str
    rows: Rows = ()
    after: str = ""
    state: str = "visible"
    hidden_rows: frozenset[int] = frozenset()


def sheet_part(sheet: SheetXml, *, prefix: str = "") -> str:
    """The XML of a sheet with inline strings."""
    tag = f"{prefix}:" if prefix else ""
    space = _MAIN.replace("xmlns=", f"xmlns:{prefix}=") if prefix else _MAIN
    rows = []
    for at, row in enumerate(sheet.rows, start=1):
        cells = "".join(_cell(cell, at, column, tag) for column, cell in enumerate(row, start=1) if cell is not None)
        hidden = ' hidden="1"' if at in sheet.hidden_rows else ""
        rows.append(f'<{tag}row r="{at}"{hidden}>{cells}</{tag}row>')
    body = f"<{tag}sheetData>{''.join(rows)}</{tag}sheetData>{sheet.after}"
    return f'<?xml version="1.0" encoding="UTF-8"?><{tag}worksheet {space}>{body}</{tag}worksheet>'


def _cell(cell: "str | Typed", row: int, column: int, tag: str) -> str:
    name = f"{chr(ord('A') + column - 1)}{row}"
    if isinstance(cell, str):
        inside = f'<{tag}is><{tag}t xml:space="preserve">{escape(cell)}</{tag}t></{tag}is>'
        return f'<{tag}c r="{name}" t="inlineStr">{inside}</{tag}c>'
    return f'<c r="{name}" t="{cell.kind}" s="{_FORMATS.index(cell.code)}">{cell.inside}</c>'


def book_parts(sheets: Sequence[SheetXml], *, from_1904: bool = False) -> dict[str, str]:
    """The parts of a workbook with these sheets."""
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{at}" state="{sheet.state}" r:id="rId{at}"/>'
        for at, sheet in enumerate(sheets, start=1)
    )
    targets = "".join(
        f'<Relationship Id="rId{at}" Type="x" Target="worksheets/sheet{at}.xml"/>' for at in range(1, len(sheets) + 1)
    )
    codes = "".join(
        f'<numFmt numFmtId="{164 + at}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for at, code in enumerate(_FORMATS)
    )
    styles = "".join(f'<xf numFmtId="{164 + at}"/>' for at in range(len(_FORMATS)))
    date_system = '<workbookPr date1904="1"/>' if from_1904 else ""
    parts = {
        "xl/workbook.xml": f"<workbook {_MAIN} {_RELS}>{date_system}<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {_PACKAGE}>{targets}</Relationships>",
        "xl/styles.xml": f"<styleSheet {_MAIN}><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>",
    }
    for at, sheet in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{at}.xml"] = sheet_part(sheet)
    return parts


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        # Without a time, and small ones as they are: the same parts are the same bytes, whoever packs them.
        is_small = sum(len(content) for content in parts.values()) < _SMALL
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED if is_small else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def book_bytes(*sheets: SheetXml, from_1904: bool = False) -> bytes:
    """A workbook with these sheets."""
    return zipped(book_parts(sheets, from_1904=from_1904))
