"""The record as a table: read back from whatever a spreadsheet made of it, never losing a line, never a formula."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.app.office.reviews_csv import (
    ReviewTable,
    UnreadableTableError,
    append_entries,
    one_line_text,
    read_review_table,
)
from zcdossier.model.review import ReviewEntry

PASSED = ReviewEntry("药学院/li-ming", "李鸣", "unit", "通过", "符合条件", "许岚", date(2026, 9, 11))
RETURNED = ReviewEntry("wang", "王芳", "unit", "退回", "缺封底，请补", "许岚", date(2026, 9, 12))
SHOWN = ReviewEntry("wang", "王芳", "publicity", "公示", "", "人事处", date(2026, 9, 14), date(2026, 9, 21))
OBJECTED = ReviewEntry("wang", "王芳", "objection", "open", "=cmd|' /C calc'!A0", "许岚", date(2026, 9, 15))
ALL = [PASSED, RETURNED, SHOWN, OBJECTED]


def unnumbered(table: ReviewTable) -> list[ReviewEntry]:
    return [entry._replace(line=0) for entry in table.entries]


def test_what_is_written_is_read_back() -> None:
    data = append_entries(None, ALL)
    table = read_review_table(data)
    assert unnumbered(table) == ALL
    assert [entry.line for entry in table.entries] == [2, 3, 4, 5]
    assert table.slips == ()
    assert data.startswith("\ufeff申报材料,姓名,环节,结果,理由或意见,经办人,日期,公示结束\r\n".encode())


def test_a_text_that_looks_like_a_formula_is_none() -> None:
    for start in "=+-@":
        data = append_entries(None, [RETURNED._replace(text=f"{start}1+1", name=f"{start}A1")]).decode("utf-8-sig")
        assert f",'{start}1+1," in data
        assert f",'{start}A1," in data
        assert read_review_table(data.encode()).entries[0].text == f"{start}1+1"


def test_what_was_there_stays_as_it_was_typed() -> None:
    typed = (
        "\ufeff申报材料,备注,环节,结果,理由或意见,经办人,日期\r\nwang, 打过电话 ,单位审核,退回,缺,许岚,2026/9/12\r\n"
    )
    data = append_entries(read_review_table(typed.encode()), [PASSED]).decode()
    assert data.startswith(typed)
    assert data[len(typed) :] == "药学院/li-ming,,单位审核,通过,符合条件,许岚,2026-09-11\r\n"


def test_a_last_line_without_an_end_is_not_run_into() -> None:
    data = append_entries(None, [PASSED]).rstrip(b"\r\n")
    assert unnumbered(read_review_table(append_entries(read_review_table(data), [RETURNED]))) == [PASSED, RETURNED]


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", ","), ("utf-16", "\t")],
)
def test_however_a_spreadsheet_saved_it(encoding: str, separator: str) -> None:
    text = append_entries(None, [PASSED, RETURNED]).decode("utf-8-sig").replace(",", separator)
    table = read_review_table(text.encode(encoding))
    assert unnumbered(table) == [PASSED, RETURNED]
    again = append_entries(table, [SHOWN])
    assert again.startswith(b"\xef\xbb\xbf")
    assert unnumbered(read_review_table(again)) == [PASSED, RETURNED, SHOWN]


def test_days_as_spreadsheets_write_them_and_words_as_people_do() -> None:
    text = "dossier,step,decision,date,reviewer,reason\r\n.\\wang\\,单位,通过,2026/9/1,许岚,好\r\n"
    (entry,) = read_review_table(text.encode()).entries
    assert entry == ReviewEntry("wang", "", "unit", "通过", "好", "许岚", date(2026, 9, 1), line=2)


def test_a_reason_may_have_several_lines_and_lines_keep_their_numbers() -> None:
    text = '申报材料,环节,结果,日期,理由\n\na,单位审核,退回,2026-09-01,"一\n二"\nb,单位审核,通过,2026-09-02,\n'
    assert [(entry.dossier, entry.line) for entry in read_review_table(text.encode()).entries] == [("a", 3), ("b", 5)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",单位审核,通过,2026-09-01,", "“申报材料”没有填"),
        ("a,,通过,2026-09-01,", "“环节”没有填"),
        ("a,初审,通过,2026-09-01,", "没有“初审”这个环节；有：单位审核、主管部门审查、公示、公示异议"),
        ("a,单位审核,通过,2026-09,", "日期看不懂：2026-09；写成 2026-09-14"),
        ("a,单位审核,通过,九月,", "日期看不懂：九月；写成 2026-09-14"),
        ("a,公示,公示,2026-09-14,", "公示要写明“公示结束”，不能早于开始"),
        ("a,公示,公示,2026-09-14,2026-09-13", "公示要写明“公示结束”，不能早于开始"),
        ("a,异议,也许,2026-09-14,", "异议的结果是 未处理 或 已处理，不是 也许"),
    ],
)
def test_a_line_that_can_not_be_taken_is_told_by_its_number(row: str, message: str) -> None:
    table = read_review_table(f"申报材料,环节,结果,日期,公示结束\nx,单位审核,通过,2026-09-01,\n{row}\n".encode())
    assert [entry.dossier for entry in table.entries] == ["x"]
    assert [(slip.line, slip.message.zh) for slip in table.slips] == [(3, message)]
    assert table.slips[0].message.en


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "申报材料"),
        (b"a,b,c\n1,2,3\n", "第一行少了这些列"),
        (b"PK\x03\x04\x00\x00workbook", "不是文本文件"),
        ('申报材料,环节,结果,日期\n"'.encode() + b"x" * 200_000, "读不通"),
    ],
)
def test_another_file_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableTableError) as raised:
        read_review_table(data)
    assert message in raised.value.why.zh
    assert raised.value.why.en


HEAD = "申报材料,姓名,环节,结果,理由或意见,经办人,日期,公示结束"
GOOD = "zhao,赵六,单位审核,退回,缺封底,张三,2026-12-02,"
LONE = 'wang,王芳,公示异议,未处理,"学历存疑,李四,2026-12-01,'


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ([LONE], 2),
        ([GOOD, LONE], 3),
        ([LONE, GOOD], 2),
        ([GOOD, LONE, GOOD, GOOD], 3),
        ([LONE, 'zhao,赵六,单位审核,退回,"缺封底",张三,2026-12-02,'], 2),
        ([LONE, 'zhao,赵六,单位审核,退回,缺封底",张三,2026-12-02,'], 2),
        ([GOOD, 'wang,王芳,单位审核,退回,"缺页"等,李四,2026-12-01,'], 3),
    ],
)
def test_a_lone_quotation_mark_swallows_nothing(lines: list[str], line: int) -> None:
    with pytest.raises(UnreadableTableError) as raised:
        read_review_table("\r\n".join([HEAD, *lines, ""]).encode())
    assert raised.value.why.zh.startswith(f"第 {line} 行读不通")
    assert f"line {line} " in raised.value.why.en


@given(st.integers(0, 3), st.sampled_from([4, 5]), st.booleans())
def test_wherever_a_cell_begins_with_a_lone_mark_no_row_is_lost(at: int, cell: int, closed: bool) -> None:
    rows = [GOOD.split(",") for _ in range(4)]
    rows[at][cell] = '"' + rows[at][cell]
    if closed and at < 3:
        rows[at + 1][cell] += '"'
    with pytest.raises(UnreadableTableError):
        read_review_table("\r\n".join([HEAD, *map(",".join, rows), ""]).encode())


def test_a_mark_within_a_text_and_a_text_of_several_lines_are_read() -> None:
    rows = [
        'wang,王芳,单位审核,退回,他说"不清楚",李四,2026-12-01,',
        'li,,单位审核,退回,"一,缺页\r\n二,缺封底",,2026-12-02,',
    ]
    table = read_review_table("\r\n".join([HEAD, *rows, ""]).encode())
    assert [entry.dossier for entry in table.entries] == ["wang", "li"]
    assert table.entries[0].text == '他说"不清楚"'


def test_a_row_with_more_cells_than_the_first_line_is_told() -> None:
    row = "wang,王芳,单位审核,退回,缺封底,缺目录,李四,2026-12-01,"
    table = read_review_table(f"{HEAD}\r\n{row}2027-01-01\r\n{GOOD}\r\n".encode())
    assert [entry.dossier for entry in table.entries] == ["zhao"]
    assert table.slips[0].message.zh == "比第一行多出 1 格；理由里有英文逗号的，改成中文逗号"


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_any_text_comes_back_on_one_line(pairs: list[tuple[str, str]]) -> None:
    entries = [PASSED._replace(text=text, by=by) for text, by in pairs]
    table = read_review_table(append_entries(None, entries))
    assert [(entry.text, entry.by) for entry in table.entries] == [
        (one_line_text(a), one_line_text(b)) for a, b in pairs
    ]


@given(st.text("'=+-@x ", max_size=6))
def test_apostrophes_before_a_formula_come_back(text: str) -> None:
    (entry,) = read_review_table(append_entries(None, [PASSED._replace(text=text)])).entries
    assert entry.text == one_line_text(text)
