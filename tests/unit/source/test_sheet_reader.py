"""One sheet's XML to cells, as handlers hear it: places, kinds of cells, bounds, and what a hostile sheet says."""

import pytest

from zcdossier.source import sheet_reader
from zcdossier.source.number_formats import Origin
from zcdossier.source.sheet_reader import Cell, CellRange, Sheet, SheetReader, SheetRoom
from zcdossier.source.workbook_parts import Styles
from zcdossier.source.xlsx_package import StopReadingError, WorkbookError


def reader(strings: "list[str] | None" = None, room: "SheetRoom | None" = None) -> SheetReader:
    return SheetReader(strings or [], Styles(from_1904=False), room or SheetRoom())


def hear_cell(
    heard: SheetReader, value: str = "1", *, text: str = "", formula: bool = False, **attributes: str
) -> None:
    """A cell with a value, an inline text or a formula; `at` is its place, `kind` its type, `s` its style."""
    names = {"at": "r", "kind": "t"}
    heard.start("c", {names.get(name, name): given for name, given in attributes.items()})
    if formula:
        heard.start("f", {})
        heard.text("A1")  # what the formula says is not what is shown
        heard.end("f")
    for tag, content in (("v", value), ("t", text)):
        if content:
            heard.start(tag, {})
            heard.text(content)
            heard.end(tag)
    heard.end("c")


def sheet_of(heard: SheetReader) -> Sheet:
    return heard.sheet("论文", 2, hidden=True)


def only_cell(value: str = "", **attributes: object) -> "Cell | None":
    heard = reader(["甲", "乙"])
    heard.start("row", {})
    hear_cell(heard, value, **attributes)  # type: ignore[arg-type]
    return sheet_of(heard).rows.get(1, {}).get(1)


@pytest.mark.parametrize(
    ("attributes", "cell"),
    [
        ({"value": "1", "kind": "s"}, Cell("乙")),
        ({"value": " 0 ", "kind": "s"}, Cell("甲")),
        ({"value": "2", "kind": "s"}, None),
        ({"value": "-1", "kind": "s"}, None),
        ({"value": "甲", "kind": "s"}, None),
        ({"text": "_x0041_甲\r\n乙\r丙", "kind": "inlineStr"}, Cell("A甲\n乙\n丙")),
        ({"value": "甲_x0001_", "kind": "inlineStr"}, Cell("甲")),
        ({"value": "0", "kind": "b"}, Cell("否")),
        ({"value": "2", "kind": "b"}, Cell("否")),
        ({"value": " 1 ", "kind": "b"}, Cell("是")),
        ({"value": "#N/A", "kind": "e"}, Cell("#N/A", Origin.ERROR)),
        ({"value": "2021-03-05T08:00:00Z", "kind": "d"}, Cell("2021-03-05", Origin.DATE)),
        ({"value": "", "formula": True}, Cell("", Origin.UNCALCULATED)),
        ({"value": "", "formula": True, "kind": "str"}, None),
        ({"value": "", "formula": True, "kind": "e"}, None),
        ({"value": "x_x4E00_", "formula": True, "kind": "str"}, Cell("x一")),
        ({"value": "2021.3"}, Cell("2021.3", Origin.NUMBER)),
        ({"value": "甲"}, Cell("甲")),
        ({"value": "7", "kind": "no such kind"}, Cell("7", Origin.NUMBER)),
        ({"value": "7", "s": "-3"}, Cell("7", Origin.NUMBER)),
        ({"value": "7", "s": "999999999"}, Cell("7", Origin.NUMBER)),
        ({"value": " \u3000\n", "kind": "str"}, None),
    ],
)
def test_what_is_in_a_cell(attributes: dict[str, object], cell: "Cell | None") -> None:
    assert only_cell(**attributes) == cell  # type: ignore[arg-type]


def test_a_cell_leaves_nothing_to_the_next() -> None:
    heard = reader()
    heard.start("row", {"r": "4"})
    hear_cell(heard, "", text="甲", kind="inlineStr", at="B4")
    hear_cell(heard, "", formula=True, at="C4")
    hear_cell(heard, "", at="D4")
    hear_cell(heard, "2")
    assert sheet_of(heard).rows == {
        4: {2: Cell("甲"), 3: Cell("", Origin.UNCALCULATED), 5: Cell("2", Origin.NUMBER)},
    }


def test_text_outside_of_values_and_sounds_are_not_heard() -> None:
    heard = reader()
    heard.start("row", {})
    heard.text("\n  ")
    heard.start("c", {"t": "inlineStr"})
    heard.text("外")
    for tag, content in (("t", "东"), ("rPh", ""), ("t", "dong"), ("/rPh", ""), ("t", "京")):
        if tag == "/rPh":
            heard.end("rPh")
            continue
        heard.start(tag, {})
        heard.text(content)
        if tag == "t":
            heard.end("t")
            heard.text("\n")
    heard.end("c")
    assert sheet_of(heard).rows == {1: {1: Cell("东京")}}


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ([("3", ["B3", ""])], {3: [2, 3]}),
        ([("", ["", ""]), ("", [""])], {1: [1, 2], 2: [1]}),
        ([("5", ["A2"])], {2: [1]}),
        ([("0", ["A0"]), ("-4", [""])], {1: [1], 2: [1]}),
        ([("x", ["1A", "A", "AAAA1", "a1", "A12345678"])], {1: [1, 2, 3, 4, 5]}),
        ([("2", ["XFD2"])], {2: [16_384]}),
    ],
)
def test_where_cells_are(rows: list[tuple[str, list[str]]], places: dict[int, list[int]]) -> None:
    heard = reader()
    for number, cells in rows:
        heard.start("row", {"r": number})
        for at in cells:
            hear_cell(heard, "1", at=at)
        heard.end("row")
    assert {row: list(cells) for row, cells in sheet_of(heard).rows.items()} == places


@pytest.mark.parametrize("by_row", [True, False])
def test_a_sheet_ends_where_too_many_rows_are_empty(by_row: bool) -> None:
    heard = reader()
    heard.start("row", {"r": "7"})
    hear_cell(heard, "1", at="A7")
    hear_cell(heard, "1", at=f"A{7 + sheet_reader.MAX_EMPTY_ROWS}")
    last = 7 + sheet_reader.MAX_EMPTY_ROWS
    assert sheet_of(heard).cut_at is None
    far = str(last + sheet_reader.MAX_EMPTY_ROWS + 1)
    tag, at = ("row", far) if by_row else ("c", f"A{far}")
    with pytest.raises(StopReadingError):
        heard.start(tag, {"r": at})
    assert sheet_of(heard).cut_at == last


def test_a_row_further_up_ends_nothing() -> None:
    heard = reader()
    for row in (9, 2, 9 + sheet_reader.MAX_EMPTY_ROWS):
        heard.start("row", {"r": str(row)})
        hear_cell(heard, "1")
    assert sheet_of(heard).cut_at is None


def test_rows_without_numbers_are_counted_as_well() -> None:
    heard = reader()
    for _ in range(sheet_reader.MAX_EMPTY_ROWS):
        heard.start("row", {})
    with pytest.raises(StopReadingError):
        heard.start("row", {})
    assert sheet_of(heard).cut_at == 0


def test_what_a_sheet_says_of_itself() -> None:
    heard = reader()
    heard.start("row", {"r": "2", "hidden": "true"})
    heard.start("row", {"r": "3", "hidden": "0"})
    heard.start("autoFilter", {"ref": "A1:B3"})
    sheet = sheet_of(heard)
    assert (sheet.name, sheet.number, sheet.hidden) == ("论文", 2, True)
    assert (sheet.hidden_rows, sheet.rows) == ({2}, {})


@pytest.mark.parametrize(
    ("reference", "merges"),
    [
        ("B2:AA9", (CellRange(2, 2, 9, 27),)),
        ("B2", (CellRange(2, 2, 2, 2),)),
        ("", ()),
        ("B2:", (CellRange(2, 2, 2, 2),)),
        (":B2", ()),
        ("B2:C0", ()),
        ("B:C", ()),
        ("一2:C3", ()),
    ],
)
def test_merged_cells(reference: str, merges: tuple[CellRange, ...]) -> None:
    heard = reader()
    heard.start("mergeCell", {"ref": reference})
    assert sheet_of(heard).merges == merges


def test_so_many_merged_cells_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reader, "_MAX_MERGES", 2)
    heard = reader()
    for at in range(1, 5):
        heard.start("mergeCell", {"ref": f"A{at}:B{at}"})
    assert [merged.top for merged in sheet_of(heard).merges] == [1, 2]


def test_filled_cells_and_their_letters_are_bounded_over_all_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reader, "MAX_CELLS", 3)
    monkeypatch.setattr(sheet_reader, "MAX_LETTERS", 10)
    room = SheetRoom()
    for _ in range(2):
        heard = reader(["题目三字", "", "一个字也不少的题目"], room)
        heard.start("row", {})
        hear_cell(heard, "0", kind="s")
        hear_cell(heard, "1", kind="s")
    hear_cell(heard, "1")
    with pytest.raises(WorkbookError) as error:
        hear_cell(heard, "1")
    assert (error.value.key, error.value.details) == ("too-many-cells", {"limit": 3})
    room = SheetRoom()
    heard = reader(["题目三字", "", "一个字也不少的题目"], room)
    hear_cell(heard, "0", kind="s")
    with pytest.raises(WorkbookError) as error:
        hear_cell(heard, "2", kind="s")
    assert (error.value.key, error.value.details) == ("too-much-text", {"limit": 10})
