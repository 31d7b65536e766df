"""What tables and forms say for their headings."""

import pytest
from pieces_of_print import Row, printed_page

from zcdossier.sorting.table_cells import cells_for

HEADINGS = frozenset({"姓名", "单位", "项目", "负责人", "时间"})


def texts(label: str, *rows: Row, person: str = "") -> list[str]:
    return [cell.text for cell in cells_for(label, printed_page(*rows), HEADINGS, person)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (({0.1: "单位", 0.3: "江州大学"},), ["江州大学"]),
        (({0.1: "姓名", 0.3: "林晓", 0.5: "单位", 0.7: "江州大学"},), ["江州大学"]),
        (({0.1: "单位", 0.3: "姓名"},), []),
        (({0.1: "姓名", 0.3: "单位"}, {0.1: "林晓", 0.3: "江州大学"}), ["江州大学"]),
        (({0.1: "姓名", 0.3: "单位"}, {0.1: "林晓", 0.3: "江州"}, {0.3: "大学"}), ["江州大学"]),
        (({0.1: "姓名", 0.3: "单位"}, "以上情况由学院核对，均为实情。", {0.3: "江州大学"}), []),
        (({0.1: "姓名", 0.3: "单位"}, {0.1: "林晓", 0.3: "江州大学"}, {0.3: "特此证明"}), ["江州大学"]),
        (({0.1: "姓名", 0.3: "单位"}, "", "", "", "", {0.3: "江州大学"}), []),
        (("单位",), []),
        (("江州大学的单位",), []),
    ],
)
def test_beside_or_below(rows: tuple[Row, ...], found: list[str]) -> None:
    assert texts("单位", *rows) == found


def test_a_heading_may_go_on_in_a_second_line_of_its_cell() -> None:
    page = printed_page({0.1: "现任职", 0.3: "工程师"})
    box = page.lines[0].box
    rest = page.lines[0]._replace(text="务", box=box._replace(top=box.bottom, bottom=box.bottom + 0.02))
    cells = cells_for("现任职务", page._replace(lines=(*page.lines, rest)), HEADINGS, "")
    assert [cell.text for cell in cells] == ["工程师"]


TABLE: tuple[Row, ...] = (
    {0.1: "项目", 0.5: "负责人", 0.7: "时间"},
    {0.1: "山茶油脂质体", 0.5: "许怀舟", 0.7: "2018"},
    {0.1: "雪松叶提取物", 0.5: "林晓", 0.7: "2019"},
)


def test_rows_of_many_people_are_told_apart() -> None:
    assert texts("项目", *TABLE) == ["山茶油脂质体", "雪松叶提取物"]
    assert texts("项目", *TABLE, person="林晓") == ["雪松叶提取物"]


def test_a_line_without_a_heading_over_it_goes_to_the_print_it_stands_under() -> None:
    rows: tuple[Row, ...] = (
        {0.1: "单位", 0.4: "项目", 0.7: "时间"},
        {0.1: "江州", 0.2: "主讲安全用药讲座编写科普手册", 0.7: "2018"},
        {0.2: "听众九百"},
    )
    assert texts("单位", *rows) == ["江州"]
    assert texts("项目", *rows) == ["主讲安全用药讲座编写科普手册听众九百"]


def test_a_row_of_words_over_columns_heads_a_table_though_none_of_them_is_known() -> None:
    table: tuple[Row, ...] = (
        {0.1: "参保时间", 0.3: "单位", 0.6: "缴费起止", 0.8: "失业"},
        {0.1: "2013", 0.3: "江州大学", 0.6: "201301", 0.8: "12"},
        {0.1: "2014", 0.3: "江州大学", 0.6: "201401", 0.8: "12"},
    )
    assert set(texts("单位", *table)) == {"江州大学"}
    form: tuple[Row, ...] = (
        {0.1: "单位", 0.3: "江州大学", 0.6: "职称", 0.8: "讲师"},
        {0.1: "姓名", 0.3: "林晓", 0.6: "性别", 0.8: "女"},
        {0.1: "时间", 0.3: "2014", 0.6: "学历", 0.8: "本科"},
    )
    assert "林晓" not in texts("单位", *form)
