"""A date that the scans say in place of the typed one: each rule by which one is taken, or left, by itself."""

import pytest
from text_as_read import text_of

from zcdossier.lint.scan_text.differing_dates import differing_date
from zcdossier.lint.scan_text.find_dates import SpanEnd
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.model.dates import PartialDate
from zcdossier.model.page_facts import Box, TextLine

TYPED = PartialDate(2021, 3, 5)
MONTH = PartialDate(2021, 3)


def with_facts(text: RecordText, confidence: float = 0.99, unread: float = 0.0) -> RecordText:
    """A text as if read with that confidence, with so much print that was not read."""
    (page,) = text.pages
    lines = tuple(line._replace(confidence=confidence) for line in page.facts.lines)
    return RecordText([page._replace(facts=page.facts._replace(lines=lines, unread_print=unread))])


def told(
    typed: PartialDate,
    *lines: str,
    near: tuple[str, ...] = (),
    end: SpanEnd | None = None,
    opposite: PartialDate | None = None,
    folder: PartialDate | None = None,
) -> str | None:
    seen = differing_date(typed, (), text_of(*lines), near, span_end=end, opposite=opposite, folder=folder)
    return None if seen is None else str(seen.date)


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("二〇二一年三月五日", None),
        ("2021年3月", None),
        ("2020年3月5日", "2020-03-05"),
        ("2021年4月5日", "2021-04-05"),
        ("2021年3月6日", "2021-03-06"),
        ("二〇二〇年三月五日", "2020-03-05"),
        ("没有日期", None),
        ("2021年", None),
    ],
)
def test_one_part_that_is_another(line: str, seen: str | None) -> None:
    assert told(TYPED, line) == seen


def test_of_two_slips_neither_is_told() -> None:
    assert told(TYPED, "2021年4月5日", "2020年3月5日") is None


def test_a_year_alone_is_compared_with_nothing_but_labelled_dates() -> None:
    assert told(PartialDate(2021), "2020年3月5日") is None
    assert told(PartialDate(2021), "发证日期：2020年3月5日", near=("发证日期",)) == "2020-03-05"


def test_after_the_words_of_the_profile_nothing_else_counts() -> None:
    lines = "授权公告日：2020年8月7日", "2021年3月5日"
    assert told(TYPED, *lines) is None
    assert told(TYPED, *lines, near=("授权公告日",)) == "2020-08-07"
    assert told(TYPED, "授权公告日：2021年3月5日", "2020年3月5日", near=("授权公告日",)) is None
    assert told(TYPED, "授权公告日：2020年8月7日", "授权公告日：2019年8月7日", near=("授权公告日",)) is None


def test_dates_of_something_else_are_no_candidates() -> None:
    assert told(TYPED, "收稿日期：2020年3月5日") is None
    assert told(TYPED, "特此证明", "2022年3月5日") is None


def test_nothing_is_proved_before_it_happened() -> None:
    assert told(TYPED, "特此证明", "2020年3月5日") == "2020-03-05"
    assert told(TYPED, "特此证明", "2020年3月5日", "打印日期：2023年1月1日") is None  # a later page may say more
    assert told(TYPED, "特此证明", "2020年3月5日", end=SpanEnd.END) is None  # appointments are signed before their end
    assert told(MONTH, "结业证书", "2021年2月", end=SpanEnd.END) == "2021-02"
    assert told(MONTH, "结业证书", "2021年4月", end=SpanEnd.END) is None
    assert told(MONTH, "聘书", "2021年2月", end=SpanEnd.END) is None


def test_the_folder_is_a_second_witness() -> None:
    folder = PartialDate(2020, 3)
    assert told(TYPED, "2021年4月5日", "2020年3月5日", folder=folder) == "2020-03-05"
    assert told(TYPED, "2021年4月5日", "2020年3月5日", folder=PartialDate(2021, 3)) is None
    assert told(TYPED, "特此证明", "2022年3月5日", folder=PartialDate(2022, 3)) == "2022-03-05"
    assert told(TYPED, "特此证明", "2021年4月5日", folder=PartialDate(2021, 4)) is None  # a proof of a month later
    text = with_facts(text_of("2020年3月5日"), confidence=0.85)
    assert differing_date(TYPED, (), text) is None
    assert differing_date(TYPED, (), text, folder=folder) is not None
    assert differing_date(TYPED, (folder,), text, folder=folder) is None  # it is another field's


def test_a_period_whose_other_end_is_typed_is_the_one_that_is_meant() -> None:
    lines = "于2021年2月至2021年3月参加培训", "2021年3月28日"
    assert told(MONTH, *lines, end=SpanEnd.BEGINNING) is None
    assert told(MONTH, *lines, end=SpanEnd.BEGINNING, opposite=MONTH) == "2021-02"
    assert told(MONTH, *lines, "2021年3月至2021年3月", end=SpanEnd.BEGINNING, opposite=MONTH) is None
    terms = "2019年9月至2020年1月", "2020年9月至2021年1月"
    assert told(PartialDate(2019, 9), *terms, end=SpanEnd.BEGINNING, opposite=PartialDate(2021, 1)) is None


def test_in_a_narrow_column_a_period_goes_on_in_the_next_line() -> None:
    boxes = Box(0.1, 0.3, 0.3, 0.33), Box(0.5, 0.3, 0.8, 0.33), Box(0.1, 0.335, 0.3, 0.365)
    lines = [
        TextLine(line, 0.99, box) for line, box in zip(("2020年9月至2021", "参加平台建设", "年4月"), boxes, strict=True)
    ]
    read = RecordText([page._replace(facts=page.facts._replace(lines=tuple(lines))) for page in text_of("").pages])
    opposite = PartialDate(2020, 9)
    seen = differing_date(MONTH, (opposite,), read, span_end=SpanEnd.END, opposite=opposite)
    assert seen is not None
    assert str(seen.date) == "2021-04"


def test_an_issue_may_be_printed_later_than_its_month() -> None:
    lines = "2021年第3期", "出版日期：2021年4月10日"
    assert told(MONTH, *lines, near=("出版日期",)) is None
    assert told(PartialDate(2021, 5), *lines, near=("出版日期",)) == "2021-04-10"


def test_the_date_below_a_statement_is_left_out_on_that_page_alone() -> None:
    (first,), (second,) = text_of("特此证明").pages, text_of("2020年3月5日").pages
    assert differing_date(TYPED, (), RecordText([first, second])) is not None


def test_a_period_is_held_against_its_own_end() -> None:
    period = "于2021年2月至2021年3月参加培训"
    assert told(MONTH, period, end=SpanEnd.BEGINNING) == "2021-02"
    assert told(MONTH, period, end=SpanEnd.END) is None
    assert told(PartialDate(2021, 4), period, end=SpanEnd.END) == "2021-03"
    assert told(MONTH, period) is None
    assert told(PartialDate(2021, 1), "2021年2月参加培训", end=SpanEnd.BEGINNING) is None


def test_a_period_whose_other_end_is_typed_need_not_be_read_quite_so_surely() -> None:
    text = text_of("于2020年9月至2021年3月参加培训")
    typed, other = PartialDate(2020, 8), (MONTH,)
    for confidence, is_told in ((0.97, True), (0.9, True), (0.89, False)):
        read = with_facts(text, confidence)
        assert (differing_date(typed, other, read, span_end=SpanEnd.BEGINNING) is not None) is is_told
    assert differing_date(typed, (), with_facts(text, 0.96), span_end=SpanEnd.BEGINNING) is None
    assert differing_date(typed, other, with_facts(text_of("自2020年9月起，到2021年3月"), 0.96)) is None


def test_where_print_was_not_read_the_only_date_may_not_be_the_only_one() -> None:
    text = text_of("2020年8月7日")
    assert differing_date(TYPED, (), with_facts(text, unread=0.8)) is not None
    assert differing_date(TYPED, (), with_facts(text, unread=0.9)) is None
    assert differing_date(TYPED, (), with_facts(text_of("2020年3月5日"), unread=0.9)) is not None


@pytest.mark.parametrize(("line", "is_told"), [("二〇二一年十二月五日", True), ("二〇二一年十月五日", False)])
def test_a_sign_that_may_be_lost_contradicts_nothing(line: str, is_told: bool) -> None:
    assert (told(PartialDate(2021, 11, 5), line) is not None) is is_told


@pytest.mark.parametrize(("line", "is_told"), [("二〇二一年十二月五日", True), ("二〇二一年十一月五日", False)])
def test_a_sign_that_may_be_a_rim_contradicts_nothing(line: str, is_told: bool) -> None:
    assert (told(PartialDate(2021, 10, 5), line) is not None) is is_told


def test_what_may_be_there_though_it_is_no_date_contradicts_nothing() -> None:
    assert told(TYPED, "2021年4月5日", "2O21年3月S日") is None


@pytest.mark.parametrize(("line", "seen"), [("2022年9月1日", "2022-09-01"), ("2022年10月1日", None)])
def test_the_only_date_is_told_within_a_year_and_a_half(line: str, seen: str | None) -> None:
    assert told(TYPED, line) == seen


@pytest.mark.parametrize(
    ("line", "confidence", "is_told"),
    [
        ("2020年3月5日", 0.94, True),
        ("2020年3月5日", 0.93, False),
        ("Mar. 5, 2020", 0.92, True),
    ],
)
def test_a_whole_date_with_nothing_over_it_needs_less_confidence(line: str, confidence: float, is_told: bool) -> None:
    seen = differing_date(TYPED, (), with_facts(text_of(line), confidence))
    assert (seen is not None) is is_told


def test_on_a_grey_page_a_seal_may_lie_over_a_date() -> None:
    (page,) = with_facts(text_of("2020年3月5日"), 0.94).pages
    assert differing_date(TYPED, (), RecordText([page._replace(facts=page.facts._replace(has_colour=False))])) is None


@pytest.mark.parametrize(("label", "end"), [("开始时间：", SpanEnd.BEGINNING), ("结束", SpanEnd.END)])
def test_words_say_which_end_of_a_period_a_date_is(label: str, end: SpanEnd) -> None:
    assert told(TYPED, f"{label}2020年3月5日", end=end) == "2020-03-05"
    assert told(TYPED, f"{label}2020年3月5日", end=next(other for other in SpanEnd if other is not end)) is None
