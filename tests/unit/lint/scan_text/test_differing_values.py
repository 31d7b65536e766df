"""What scans say instead of what was typed, and when they say nothing for sure: each guard has its pair of examples."""

import pytest
from text_as_read import text_of

from zcdossier.lint.scan_text.differing_dates import differing_date
from zcdossier.lint.scan_text.differing_texts import differing_text
from zcdossier.lint.scan_text.find_dates import SpanEnd
from zcdossier.lint.scan_text.find_numbers import differing_number, differing_rank
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.model.dates import PartialDate
from zcdossier.model.page_facts import Box, Seal
from zcdossier.model.ranks import Rank

TITLE = "松针提取物质量评价方法研究"
TYPED = PartialDate(2021, 11, 5)
LATER = PartialDate(2022, 11, 5)


def read_with(confidence: float, line: str) -> RecordText:
    """A line as if read with that confidence."""
    text = text_of(line)
    page = text.pages[0]
    lines = tuple(read._replace(confidence=confidence) for read in page.facts.lines)
    return RecordText([page._replace(facts=page.facts._replace(lines=lines))])


def test_a_number_of_another_beginning_is_another_number() -> None:
    assert differing_number("3301062021", text_of("3301082021")) is not None
    assert differing_number("3301062021", text_of("编号：第8301062021号")) is None


@pytest.mark.parametrize(("confidence", "contradicts"), [(0.98, True), (0.9, False)])
def test_what_was_not_surely_read_contradicts_nothing(confidence: float, contradicts: bool) -> None:
    assert (differing_rank(Rank(3), "林晓", read_with(confidence, "林晓（2/5）")) is not None) is contradicts
    assert (differing_number("3301062021", read_with(confidence, "3301082021")) is not None) is contradicts
    assert (differing_text(TITLE, read_with(confidence, "松针提取物含量测定方法研究")) is not None) is contradicts
    assert (differing_date(TYPED, (), read_with(confidence, "获奖时间2022年11月5日")) is not None) is contradicts


def test_a_title_goes_on_at_its_ends_as_it_likes() -> None:
    assert differing_text(TITLE, text_of("松针提取物含量测定方法研究")) is not None
    assert differing_text(TITLE, text_of("关于竹叶提取物质量评价方法研究的报告")) is None
    assert differing_text(TITLE, text_of("论松针提取物质量评价方法综述的写法")) is None


def test_another_date_of_the_record_stands_for_itself() -> None:
    text = text_of("获奖时间2022年11月5日")
    assert differing_date(TYPED, (), text) is not None
    assert differing_date(TYPED, (LATER,), text) is None


@pytest.mark.parametrize(
    ("line", "contradicts"),
    [
        ("获奖时间2022年11月5日", True),
        ("获奖时间2023年11月5日", True),
        ("获奖时间2025年11月5日", False),  # one part differs, but by years
        ("获奖时间2023年3月8日", True),  # the only one, and not far
        ("获奖时间2023年8月8日", False),
    ],
)
def test_only_a_date_not_far_off_stands_for_the_typed_one(line: str, contradicts: bool) -> None:
    assert (differing_date(TYPED, (), text_of(line)) is not None) is contradicts


def under_seal(line: str, box: Box) -> RecordText:
    """A line as if read with a seal at the box."""
    page = text_of(line).pages[0]
    return RecordText([page._replace(facts=page.facts._replace(seals=(Seal(box, "round", 0.9),)))])


def on_grey(line: str) -> RecordText:
    """A line as if read on a grey page, on which no seal can be told."""
    page = text_of(line).pages[0]
    return RecordText([page._replace(facts=page.facts._replace(has_colour=False))])


@pytest.mark.parametrize(
    ("line", "differs"),
    [
        ("获奖时间2021年1月5日", False),  # 11 that lost a sign
        ("获奖时间2021年12月5日", True),
        ("获奖时间2020年11月5日", True),
    ],
)
def test_a_date_below_a_seal_may_have_lost_a_sign(line: str, differs: bool) -> None:
    everywhere, nowhere = Box(0, 0, 1, 1), Box(0.97, 0.97, 0.99, 0.99)
    assert (differing_date(TYPED, (), under_seal(line, everywhere)) is not None) is differs
    assert differing_date(TYPED, (), under_seal(line, nowhere)) is not None
    assert (differing_date(TYPED, (), on_grey(line)) is not None) is differs


@pytest.mark.parametrize(("end", "differs"), [("2022.1.2", False), ("2022.1.25", True)])
def test_the_end_of_a_period_on_a_grey_page_may_have_lost_a_sign(end: str, differs: bool) -> None:
    beginning, typed = PartialDate(2022, 1, 17), PartialDate(2022, 1, 21)
    text = on_grey(f"2022.01.17-{end}")
    seen = differing_date(typed, (beginning,), text, span_end=SpanEnd.END, opposite=beginning)
    assert (seen is not None) is differs


@pytest.mark.parametrize(
    ("typed", "lines", "seen"),
    [
        ("东屏大学", ("在北屏大学学习", "北屏大学"), "北屏大学"),
        ("东屏大学", ("在北屏大学学习",), None),  # once may be OCR's mistake
        ("东屏大学", ("在北屏大学学习", "北屏大学", "东屏大学"), None),
        ("东海药学杂志", ("东海药学学报", "东海药学学报"), "东海药学学报"),
        ("东海药学杂志", ("东海药学学报", "东海药学学报", "东海药学会编", "东海药学学报"), "东海药学学报"),
        ("东海药学杂志", ("东海药学学报", "东海药学通讯", "东海药学学报"), None),
        ("东海药学杂志", ("东海药学学报[J]", "东海药学学报[J]", "某文[J]"), None),  # cited
        ("主治医师", ("住院医师", "住院医师"), None),
        ("江州市药学会天然药物专业委员会", ("兹聘请为东海省药学会天然药物专业委员会委员",), "东海省"),
        ("江州市药学会天然药物专业委员会", ("兹聘请为中国药学会天然药物专业委员会委员",), None),
    ],
)
def test_names_of_which_a_sign_or_the_place_is_another(typed: str, lines: tuple[str, ...], seen: str | None) -> None:
    found = differing_text(typed, text_of(*lines))
    assert (found is None) if seen is None else (found is not None and seen in found.text)
