"""Dates in what was read, in all spellings, and what they are the dates of."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.lint.scan_text.find_dates import SpanEnd, agree, find_dates, joined_for_dates, spellings_of_date
from zcdossier.lint.scan_text.joined_text import JoinedText, PlacedLine
from zcdossier.lint.scan_text.scan_pages import ScanPage
from zcdossier.model.dates import PartialDate
from zcdossier.model.dossier import Scan
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.model.place import Place

PAGE = ScanPage(Scan("甲/1.jpg", "", Place("甲/1.jpg")), PageFacts(1))


def dates(*lines: str) -> list:
    placed = [PlacedLine(PAGE, TextLine(line, 0.99, Box(0.1, 0.1, 0.9, 0.2))) for line in lines]
    return find_dates(joined_for_dates(placed))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("于2021年3月5日在本校", "2021-03-05"),
        ("２０２１年３月", "2021-03"),
        ("时间：2021.03", "2021-03"),
        ("2021-3-5", "2021-03-05"),
        ("2021/03/05", "2021-03-05"),
        ("二〇二一年三月十日", "2021-03-10"),
        ("二O二一年十一月", "2021-11"),
        ("二○二一年三月", "2021-03"),
        ("贰零贰壹年叁月拾伍日", "2021-03-15"),
        ("贰零壹玖年零叁月零伍日", "2019-03-05"),
        ("武零壹伍年零染月零玖日", "2015-07-09"),
        ("一六年六月四日", "2016-06-04"),
        ("Aug，2020", "2020-08"),
        ("Dec.-2022", "2022-12"),
        ("聘期自二○—七年四月起", "2017-04"),
        ("贰〇贰壹年壹拾贰月贰拾捌日", "2021-12-28"),
        ("Volume 8, Number 6, June 2022", "2022-06"),
        ("Mar. 5, 2021", "2021-03-05"),
        ("12 March 2021", "2021-03-12"),
        ("March 12 2021", "2021-03-12"),  # its comma lost
    ],
)
def test_spellings(text: str, found: str) -> None:
    assert [str(seen.date) for seen in dates(text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "证书编号：000001201206000001",
        "0000-0000（2019）00",
        "13.2021.04 x",
        "2021年13月",
        "第2021号",
        "10.1234/2021.03.05.77",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


def test_two_dates_of_a_period() -> None:
    assert [str(seen.date) for seen in dates("2018.09-2022.06")] == ["2018-09", "2022-06"]


def test_a_date_broken_over_two_lines() -> None:
    assert [str(seen.date) for seen in dates("于2018年", "3月参加")] == ["2018-03"]
    assert [str(seen.date) for seen in dates("该工程于2", "018年6月通过")] == ["2018-06"]
    (seen,) = dates("聘期至二○一", "六年十二月。")
    assert (str(seen.date), seen.stands_at(SpanEnd.END)) == ("2016-12", True)


@pytest.mark.parametrize(
    ("lines", "ends"),
    [
        (("2019年3月至9月",), ["2019-03", "2019-09"]),
        (("2019年3月4日起至8日止",), ["2019-03-04", "2019-03-08"]),
        (("2019年3月4日—4月8日",), ["2019-03-04", "2019-04-08"]),
        (("二〇一九年三月至十一月",), ["2019-03", "2019-11"]),
        (("2019年3—9月",), ["2019-03", "2019-09"]),
        (("2019年07月一2021年11月",), ["2019-07", "2021-11"]),  # a dash
        (("聘期20", "19.03.04-2020.03.03"), ["2019-03-04", "2020-03-03"]),
        (("2019年3月至", "9月"), ["2019-03", "2019-09"]),
    ],
)
def test_both_ends_of_a_period(lines: tuple[str, ...], ends: list[str]) -> None:
    first, last = dates(*lines)
    assert [str(first.date), str(last.date)] == ends
    assert first.stands_at(SpanEnd.BEGINNING)
    assert last.stands_at(SpanEnd.END)


@pytest.mark.parametrize(
    "text", ["2019年11月至次年2月", "2019年11月至2月", "2019年3月至今", "2019年3月至5日", "2019年3月到9楼"]
)
def test_what_ends_in_no_month_of_its_year(text: str) -> None:
    assert len(dates(text)) == 1


def test_digits_of_two_lines_are_not_one_number() -> None:
    assert [str(seen.date) for seen in dates("第1", "2021年3月")] == ["2021-03"]


def test_an_issue_of_a_year() -> None:
    (seen,) = dates("2021年", "第3期")
    assert (seen.date, seen.issue) == (PartialDate(2021), 3)
    assert dates("2022, 8(6): 412-414")[0].issue == 6


@pytest.mark.parametrize(
    "text", ["收稿日期：2020-03-12", "1987年4月生", "检索日期：2023年6月5日", "Received 12 March 2021"]
)
def test_dates_of_something_else(text: str) -> None:
    assert dates(text)[0].is_other


@pytest.mark.parametrize("text", ["有效期至：2023年5月1日", "有效期：2020年1月2日至2023年5月1日", "有效期至2023-05-01"])
def test_the_end_of_validity(text: str) -> None:
    assert [str(seen.date) for seen in dates(text) if seen.is_end_of_validity] == ["2023-05-01"]


@given(st.dates(min_value=date(1960, 1, 1), max_value=date(2049, 12, 31)), st.booleans())
def test_a_date_is_found_as_it_is_written(day: date, to_the_day: bool) -> None:
    typed = PartialDate(day.year, day.month, day.day if to_the_day else None)
    for spelling in spellings_of_date(typed):
        assert [seen.date for seen in dates(f"兹证明，于{spelling}发")] == [typed]


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for seen in dates(text):
        assert agree(seen.date, seen.date)
        assert 0 <= seen.start < seen.end


@given(st.text("0123456789.,/ 号", max_size=6))
def test_a_year_begins_where_no_number_goes_on(before: str) -> None:
    goes_on = re.search(r"\d$|\d[.,/]$", before) is not None
    found = find_dates(JoinedText(f"{before}2021年3月", (0,), ()))
    assert [seen.start for seen in found] == ([] if goes_on else [len(before)])
