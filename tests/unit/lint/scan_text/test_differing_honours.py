"""An honour differs where the page grants one alone, and that is quite another one."""

import pytest
from text_as_read import text_of

from zcdossier.lint.scan_text.differing_honours import differing_honour


@pytest.mark.parametrize(
    ("typed", "lines", "seen"),
    [
        ("东海市先进个人", ("授予您“云川市三八红旗手”荣誉称号。",), "云川市三八红旗手"),
        ("东海市先进个人", ("荣获云川市三八红旗手称号",), "云川市三八红旗手"),
        ("东海市先进个人", ("被授予", "云川市最美护士", "荣誉称号。"), "云川市最美护士"),
        ("东海市先进个人", ("被评为“云川市优秀科技工作", "者”。"), "云川市优秀科技工作者"),
        ("东海市先进个人", ("授予林晓同志“云川市教学名师称", "号，特发此证。"), "云川市教学名师"),
        ("云川市十佳班主任", ("被评为“云川市优秀班主任”。",), "云川市优秀班主任"),
        ("云川市教学名师", ("被评为“云川市教学名师”。",), None),
        ("校级优秀班主任", ("被评为“2020年度优秀班主任”。",), None),
        ("校级优秀班主任", ("被评为“云川优秀班主任”。",), None),
        ("省优秀指导教师", ("荣获优秀指导老师称号",), None),
        ("东海市先进个人", ("授予“三八红旗手”称号", "授予“教学名师”称号"), None),  # of two, either
        ("东海市先进个人", ("被评为“三八红旗手”。", "先进个人名单"), None),
        ("东海市先进个人", ("林晓同志工作努力，特发此证。",), None),
    ],
)
def test_the_only_honour_of_a_page_stands_for_the_typed_one(
    typed: str, lines: tuple[str, ...], seen: str | None
) -> None:
    found = differing_honour(typed, text_of(*lines))
    assert (found.text if found is not None else None) == seen
