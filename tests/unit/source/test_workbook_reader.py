import io
from pathlib import Path

import openpyxl
import openpyxl.drawing.image
import pytest
import xlsxwriter
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font
from PIL import Image
from sheet_files import SheetXml, Typed, book_bytes, book_parts, formula, number, sheet_part, zipped

from zcdossier.source import sheet_reader
from zcdossier.source.number_formats import Origin
from zcdossier.source.sheet_reader import Cell, CellRange
from zcdossier.source.workbook_reader import Workbook, read_workbook, read_workbook_file
from zcdossier.source.xlsx_package import WorkbookError


def read(data: bytes) -> Workbook:
    return read_workbook_file(io.BytesIO(data))


def only_row(*cells: "str | Typed | None") -> dict[int, Cell]:
    (sheet,) = read(book_bytes(SheetXml("论文", [list(cells)]))).sheets
    return dict(sheet.rows.get(1, {}))


def test_texts_and_numbers_are_read_as_shown() -> None:
    cells = only_row(
        " 课堂 ", number("44256", 'yyyy"年"m"月"'), None, number("0.3333333333", "# ?/?"), number("7", "000")
    )
    assert cells == {
        1: Cell(" 课堂 "),
        2: Cell("2021-03", Origin.DATE),
        4: Cell("1/3", Origin.NUMBER),
        5: Cell("007", Origin.NUMBER),
    }


def test_what_is_no_text_says_what_it_is() -> None:
    cells = only_row(
        formula("A1&B1", "甲乙"),
        formula("1+1", "2", "n"),
        formula("A9", None, "n"),
        Typed("<v>#REF!</v>", "e"),
        Typed("<v>1</v>", "b"),
        Typed("<v>2021-03-05T00:00:00</v>", "d"),
    )
    assert [cells[at].text for at in range(1, 7)] == ["甲乙", "2", "", "#REF!", "是", "2021-03-05"]
    assert [cells[at].origin for at in range(1, 7)] == [
        Origin.TEXT, Origin.NUMBER, Origin.UNCALCULATED, Origin.ERROR, Origin.TEXT, Origin.DATE,
    ]  # fmt: skip


def test_an_empty_cell_is_none() -> None:
    assert only_row("", " \u3000", Typed("<v></v>", "str"), number("", "General")) == {}


def test_shared_strings_with_runs_and_sounds() -> None:
    parts = book_parts([SheetXml("论文", [[Typed("<v>1</v>", "s"), Typed("<v>0</v>", "s"), Typed("<v>9</v>", "s")]])])
    items = "<si><t>甲</t><rPh><t>jia</t></rPh></si><si><r><t>课</t></r><r><t>堂_x000D_\n</t></r></si>"
    parts["xl/sharedStrings.xml"] = f"<sst>{items}</sst>"
    (sheet,) = read(zipped(parts)).sheets
    assert sheet.rows[1] == {1: Cell("课堂\n"), 2: Cell("甲")}


def test_names_with_a_prefix_and_parts_in_other_case() -> None:
    parts = book_parts([SheetXml("论文", [["甲", "乙"]])])
    parts["xl/Worksheets/Sheet1.xml"] = sheet_part(SheetXml("论文", [["甲", "乙"]]), prefix="x")
    del parts["xl/worksheets/sheet1.xml"], parts["xl/styles.xml"]
    (sheet,) = read(zipped(parts)).sheets
    assert [cell.text for cell in sheet.rows[1].values()] == ["甲", "乙"]


def test_cells_and_rows_without_numbers_follow_each_other() -> None:
    parts = book_parts([SheetXml("论文")])
    cell = '<c t="inlineStr"><is><t>甲</t></is></c>'
    parts["xl/worksheets/sheet1.xml"] = (
        f"<worksheet><sheetData><row>{cell}{cell}</row><row>{cell}</row></sheetData></worksheet>"
    )
    (sheet,) = read(zipped(parts)).sheets
    assert {row: list(cells) for row, cells in sheet.rows.items()} == {1: [1, 2], 2: [1]}


def test_what_is_hidden_or_merged() -> None:
    after = '<autoFilter ref="A1:B3"/><mergeCells><mergeCell ref="A2:B3"/></mergeCells>'
    book = read(
        book_bytes(
            SheetXml("论文", [["甲"], ["乙"], ["丙"]], after, hidden_rows=frozenset({2})),
            SheetXml("选项", [["是"]], state="veryHidden"),
        )
    )
    papers, choices = book.sheets
    assert papers.hidden_rows == {2}
    assert papers.merges == (CellRange(2, 1, 3, 2),)
    assert not papers.hidden
    assert choices.hidden
    assert [sheet.number for sheet in book.sheets] == [1, 2]


def test_days_counted_from_1904() -> None:
    (sheet,) = read(book_bytes(SheetXml("论文", [[number("42794", 'yyyy"年"m"月"')]]), from_1904=True)).sheets
    assert sheet.rows[1][1].text == "2021-03"


def test_what_two_libraries_write() -> None:
    written = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = "论文"
    book.active.append(["题目", 2021.3, None, "1/3"])
    book.save(written)
    (sheet,) = read(written.getvalue()).sheets
    assert [cell.text for cell in sheet.rows[1].values()] == ["题目", "2021.3", "1/3"]
    other = io.BytesIO()
    writer = xlsxwriter.Workbook(other)
    writer.add_worksheet("论文").write_row(0, 0, ["题目", 2021.3])
    writer.close()
    (sheet,) = read(other.getvalue()).sheets
    assert [cell.text for cell in sheet.rows[1].values()] == ["题目", "2021.3"]


def test_macros_and_links_are_seen() -> None:
    parts = book_parts([SheetXml("论文", [["甲"]])])
    book = read(zipped({**parts, "xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": "<a/>"}))
    assert book.has_macros
    assert book.has_links


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path, key in ((tmp_path / "没有.xlsx", "no-access"), (tmp_path, "not-a-file")):
        with pytest.raises(WorkbookError) as raised:
            read_workbook(path)
        assert raised.value.key == key


def test_parts_are_found_by_their_references() -> None:
    parts = book_parts([SheetXml("论文", [[Typed("<v>0</v>", "s")]])])
    moved = {name.replace("xl/", "book/", 1): content for name, content in parts.items()}
    link = '<Relationship Id="rId9" Type="http://x/sharedStrings" Target="/book/texts.xml"/></Relationships>'
    moved["book/_rels/workbook.xml.rels"] = str(moved["book/_rels/workbook.xml.rels"]).replace("</Relationships>", link)
    moved["book/texts.xml"] = "<sst><si><t>甲</t></si></sst>"
    moved["_rels/.rels"] = (
        '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="book/workbook.xml"/></Relationships>'
    )
    (sheet,) = read(zipped(moved)).sheets
    assert sheet.rows[1][1].text == "甲"


def test_a_sheet_without_its_part_is_named() -> None:
    parts = book_parts([SheetXml("申报人", [["甲"]]), SheetXml("论文", [["乙"]])])
    del parts["xl/worksheets/sheet2.xml"]
    with pytest.raises(WorkbookError) as caught:
        read(zipped(parts))
    assert (caught.value.key, caught.value.details) == ("missing-sheet", {"sheet": "论文"})


def test_bounds_hold_for_all_sheets_together(monkeypatch: pytest.MonkeyPatch) -> None:
    data = book_bytes(SheetXml("申报人", [["甲", "乙"]]), SheetXml("论文", [["丙"]]))
    monkeypatch.setattr(sheet_reader, "MAX_CELLS", 3)
    assert len(read(data).sheets) == 2
    monkeypatch.setattr(sheet_reader, "MAX_CELLS", 2)
    with pytest.raises(WorkbookError, match="too-many-cells"):
        read(data)


def test_a_damaged_sheet_is_named() -> None:
    parts = book_parts([SheetXml("申报人", [["甲"]]), SheetXml("论文", [["乙"]])])
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"][:-30]
    with pytest.raises(WorkbookError) as caught:
        read(zipped(parts))
    assert (caught.value.key, caught.value.details) == ("damaged-sheet", {"sheet": "论文"})


def test_struck_through_cells_and_pictures_are_told(tmp_path: Path) -> None:
    photo = io.BytesIO()
    Image.new("RGB", (4, 4)).save(photo, "PNG")
    book = openpyxl.Workbook()
    plain = book.active
    assert plain is not None
    plain.append(["甲", "乙"])
    plain["B1"].font = Font(strike=True)
    plain["A1"].font = Font(strike=False, bold=True)
    plain["A1"].comment = Comment("备注", "林晓")
    book.create_sheet("图").add_image(openpyxl.drawing.image.Image(photo), "B2")
    chart = book.create_sheet("表")
    chart.append([1, 2])
    chart.add_chart(BarChart(), "C3")
    book.save(tmp_path / "book.xlsx")
    sheets = read_workbook(tmp_path / "book.xlsx").sheets
    assert sheets[0].rows[1] == {1: Cell("甲"), 2: Cell("乙", is_struck=True)}
    assert [sheet.has_pictures for sheet in sheets] == [False, True, False]
