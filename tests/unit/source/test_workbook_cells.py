"""Cells are written into a workbook and every other part of it stays as it was, byte for byte."""

import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from zcdossier.source.workbook_cells import write_cells
from zcdossier.source.workbook_reader import read_workbook_file
from zcdossier.source.xlsx_package import WorkbookError


@pytest.fixture
def book() -> bytes:
    out = BytesIO()
    made = xlsxwriter.Workbook(out)
    first, second = made.add_worksheet("甲"), made.add_worksheet("乙")
    bold = made.add_format({"bold": True})
    first.write_string("A1", "题目", bold)
    first.write_string("B1", "时间")
    first.write_blank("A2", None, bold)
    first.set_row(1, 20)
    first.write_comment("A1", "怎么填")
    first.data_validation("B2:B9", {"validate": "list", "source": ["是", "否"]})
    first.conditional_format("A1:A9", {"type": "duplicate", "format": bold})
    second.write_number("C3", 7)
    second.write_formula("C4", "=C3+1", None, 8)
    made.close()
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_only_the_sheet_concerned_changes_and_keeps_what_else_it_has(book: bytes) -> None:
    edited = write_cells(book, {1: {(2, 1): "新的\n两行", (2, 2): "2021-03", (5, 4): "=SUM(A1)"}})
    before, after = parts(book), parts(edited)
    assert list(after) == list(before)
    assert {name for name in after if after[name] != before[name]} == {"xl/worksheets/sheet1.xml"}
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    for kept in ("dataValidations", "conditionalFormatting", "legacyDrawing", 'ref="A1:D5"'):
        assert kept in sheet
    rows = read_workbook_file(BytesIO(edited)).sheets[0].rows
    assert {(row, column): cell.text for row, cells in rows.items() for column, cell in cells.items()} == {
        (1, 1): "题目",
        (1, 2): "时间",
        (2, 1): "新的\n两行",
        (2, 2): "2021-03",
        (5, 4): "=SUM(A1)",
    }
    assert 'r="A2" s="1"' in sheet
    assert sheet.index('r="A2"') < sheet.index('r="B2"') < sheet.index('r="D5"')


def test_what_looks_like_an_escape_is_kept_and_what_xml_cannot_hold_is_left_out(book: bytes) -> None:
    edited = write_cells(book, {2: {(3, 1): "_x0041_\x00\x0b<&>"}})
    assert read_workbook_file(BytesIO(edited)).sheets[1].rows[3][1].text == "_x0041_<&>"


def test_an_empty_text_empties_the_cell(book: bytes) -> None:
    filled = write_cells(book, {1: {(2, 1): "甲"}})
    emptied = write_cells(filled, {1: {(2, 1): ""}})
    assert read_workbook_file(BytesIO(emptied)) == read_workbook_file(BytesIO(book))


def test_what_is_no_workbook_is_refused() -> None:
    with pytest.raises(WorkbookError):
        write_cells(b"PK\x03\x04", {1: {(1, 1): "a"}})
