"""What the sheets of a workbook have in common, as handlers hear it: the list of sheets, shared texts, looks."""

import pytest

from zcdossier.source.number_formats import Origin, ShownNumber
from zcdossier.source.workbook_parts import SharedStrings, SheetListing, Styles, unescape


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("课堂_x000D_\n里", "课堂\n里"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x4e00_ _x4E00_", "一 一"),
        ("_x41_ _x00041_ _xZZZZ_", "_x41_ _x00041_ _xZZZZ_"),
        ("甲_x0000__x001f__xD83D_乙", "甲乙"),
        ("_x0009_", "\t"),
    ],
)
def test_characters_that_xml_cannot_hold(written: str, text: str) -> None:
    assert unescape(written) == text


def test_sheets_are_listed_with_any_name_for_their_reference() -> None:
    listing = SheetListing()
    listing.start("workbookPr", {})
    listing.start("sheet", {"name": "论文_x0041_", "r:id": "rId1", "sheetId": "9"})
    listing.start("sheet", {"name": "选项", "state": "hidden", "ns0:id": "rId2"})
    listing.start("sheet", {"name": "备注", "state": "visible", "id": "rId3"})
    listing.start("sheet", {"state": "veryHidden"})
    assert listing.sheets == [
        ("论文A", False, "rId1"), ("选项", True, "rId2"), ("备注", False, "rId3"), ("", True, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "from_1904"),
    [({}, False), ({"date1904": "0"}, False), ({"date1904": "1"}, True), ({"date1904": "True"}, True)],
)
def test_which_day_is_the_first(attributes: dict[str, str], from_1904: bool) -> None:
    listing = SheetListing()
    listing.start("workbookPr", attributes)
    assert listing.from_1904 is from_1904


def strings_of(*heard: str) -> list[str]:
    """The texts heard: `<si`, `t>` … are tags, anything else is text."""
    strings = SharedStrings()
    for piece in heard:
        if piece.startswith("<"):
            strings.start(piece[1:], {})
        elif piece.endswith(">"):
            strings.end(piece[:-1])
        else:
            strings.text(piece)
    return strings.texts


def test_shared_texts_keep_their_numbers() -> None:
    assert strings_of("<si", "si>", "<si", "<t", "甲", "t>", "si>", "<si", "<t", " \n", "t>", "si>") == ["", "甲", ""]


def test_runs_are_joined_and_sounds_left_out() -> None:
    runs = ("<si", "外", "<r", "<t", "课", "t>", "r>", "<rPh", "<t", "ke", "t>", "rPh>", "<t", "堂", "t>", "外", "si>")
    assert strings_of(*runs, "<si", "<t", "乙", "t>", "si>") == ["课堂", "乙"]


def styles_of(*tags: tuple[str, dict[str, str]], from_1904: bool = False) -> Styles:
    """Styles of heard tags; one that begins with / is an end."""
    styles = Styles(from_1904=from_1904)
    for tag, attributes in tags:
        if tag.startswith("/"):
            styles.end(tag[1:])
        else:
            styles.start(tag, attributes)
    return styles


FORMATS = styles_of(
    ("numFmt", {"numFmtId": "164", "formatCode": "000"}),
    ("numFmt", {"numFmtId": "10", "formatCode": ""}),
    ("cellStyleXfs", {}),
    ("xf", {"numFmtId": "164"}),  # a style of styles, which no cell names
    ("/cellStyleXfs", {}),
    ("cellXfs", {}),
    ("xf", {}),
    ("xf", {"numFmtId": "164"}),
    ("xf", {"numFmtId": "10"}),
    ("xf", {"numFmtId": "9999"}),
    ("/cellXfs", {}),
    ("xf", {"numFmtId": "164"}),
)


@pytest.mark.parametrize(
    ("style", "text"),
    [("", "7"), ("0", "7"), ("1", "007"), ("2", "700%"), ("3", "7"), ("4", "7"), ("99", "7"), ("-1", "7"), ("x", "7")],
)
def test_a_number_looks_as_its_style_says(style: str, text: str) -> None:
    assert FORMATS.show("7", style) == ShownNumber(text, Origin.NUMBER)


def test_days_are_counted_from_the_first() -> None:
    tags = (("cellXfs", {}), ("xf", {"numFmtId": "14"}))
    assert styles_of(*tags).show("44256", "0").text == "2021-03-01"
    assert styles_of(*tags, from_1904=True).show("42794", "0").text == "2021-03-01"


FONTS = styles_of(
    ("font", {}),  # of a look for conditions, before the fonts of cells
    ("strike", {}),
    ("fonts", {}),
    ("strike", {}),
    ("font", {}),
    ("font", {}),
    ("strike", {}),
    ("font", {}),
    ("strike", {"val": "0"}),
    ("font", {}),
    ("strike", {"val": "True"}),
    ("font", {}),
    ("/fonts", {}),
    ("font", {}),
    ("strike", {}),
    ("cellXfs", {}),
    *(("xf", {"fontId": str(number)}) for number in (0, 1, 2, 3, 4, -1, 5)),
)


@pytest.mark.parametrize(
    ("style", "is_struck"),
    [("", False), ("0", False), ("1", True), ("2", False), ("3", True), ("4", False), ("5", False), ("6", False)],
)
def test_which_cells_are_struck_through(style: str, is_struck: bool) -> None:
    assert FONTS.is_struck(style) is is_struck
