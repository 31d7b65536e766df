"""Dates as people write them, and what only looks like one."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.dates import Span, days_in_month, is_open_end, parse_date, parse_period, parse_span

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


def test_months_are_as_long_as_the_calendar_says() -> None:
    for year in range(1, 2800):
        for month in range(1, 13):
            assert days_in_month(year, month) == calendar.monthrange(year, month)[1]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2021", "2021"),
        ("2021年", "2021"),
        ("2021.3", "2021-03"),
        ("2021/3/5", "2021-03-05"),
        ("2021-03-05", "2021-03-05"),
        ("20210305", "2021-03-05"),
        ("202103", "2021-03"),
        ("2021年3月", "2021-03"),
        ("2021年3月5日", "2021-03-05"),
        ("2021年3月5号", "2021-03-05"),
        (" 2021 . 03 ", "2021-03"),
        ("２０２１．３", "2021-03"),
        ("二〇二一年三月", "2021-03"),
        ("二○二一年十二月三十一日", "2021-12-31"),
        ("一九九八年", "1998"),
        ("2016年元月1日", "2016-01-01"),
        ("二〇一六年元月", "2016-01"),
        ("二〇二一年3月5日", "2021-03-05"),
        ("二〇二一年十二月卅一日", "2021-12-31"),
        ("2021年2月廿八日", "2021-02-28"),
        ("2021年3月5日上午", "2021-03-05"),
        ("2021年三月", "2021-03"),
        ("（2021年3月）", "2021-03"),
        ("2021.03.", "2021-03"),
        ("2021-03-05 00:00:00", "2021-03-05"),
        ("2021年3月刊", "2021-03"),
        ("2019年11月表彰", "2019-11"),
        ("2017-12-31起聘", "2017-12-31"),
        ("2019.4.12 14:00-16:00", "2019-04-12"),
        ("2019年度（2019.11发文）", "2019-11"),
        ("任期至2024年", "2024"),
        ("2019.11.20授牌", "2019-11-20"),
        ("立项2019.01", "2019-01"),
        ("2015.07进站", "2015-07"),
        ("2021。03", "2021-03"),
        ("2021年第3期，3月出版", "2021-03"),
    ],
)
def test_read(text: str, meant: str) -> None:
    assert str(parse_date(text)) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021月",
        "2021日",
        "2021-03年",
        "2017.09-10",
        "2021-13",
        "20211301",
        "2021-02-30",
        "3月",
        "21-03",
        "2021-3-",
        "2021-03-05 至今",
        "二〇二一年十三月",
        "去年",
        "2021年春",
        "1899",
        "2021-03-05 25:30",
        "２１.３",
        "2021年3月投稿",
        "2023年6月录用",
        "2021年3月未发表",
        "二〇二一",
    ],
)
def test_refused(text: str) -> None:
    assert parse_date(text) is None


@given(DAYS, st.sampled_from(["{0}-{1}-{2}", "{0}.{1}.{2}", "{0}/{1:02}/{2:02}", "{0}年{1}月{2}日", "{0}{1:02}{2:02}"]))
def test_a_day_is_the_same_in_every_form(day: date, form: str) -> None:
    read = parse_date(form.format(day.year, day.month, day.day))
    assert read is not None
    assert read.first == read.last == day
    assert parse_date(str(read)) == read


@pytest.mark.parametrize(
    "text",
    [
        "至今",
        "今",
        "目前",
        "现在",
        "Present",
        "NOW",
        "仍在职",
        "在任",
        "至 今",
        "至今。",
        "到目前",
        "进行中",
        "长期",
        "长期聘任",
        "至今有效",
        "仍在聘",
        "现在仍担任",
        "届满为止",
        "仍在校工作",
    ],
)
def test_what_still_goes_on(text: str) -> None:
    assert is_open_end(text)


@pytest.mark.parametrize("text", ["", "2021", "不详", "今年", "未续聘至今", "前任至今"])
def test_what_does_not_go_on(text: str) -> None:
    assert not is_open_end(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2017.09-2018.06", "2017-09~2018-06"),
        ("2017.09/2018.06", "2017-09~2018-06"),
        ("2017年9月至2018年6月", "2017-09~2018-06"),
        ("2017.09－2018.06", "2017-09~2018-06"),
        ("2017-2018", "2017~2018"),
        ("2017.09-目前", "2017-09~至今"),
        ("2018年6月", "2018-06"),
        ("2017.09-长期", "2017-09~至今"),
        ("2018年9月开始，持续至今", "2018-09~至今"),
        ("2018年3月起开展至今", "2018-03~至今"),
        ("第五届（2018.9至今）", "2018-09~至今"),
        ("2020年7月起每周三", "2020-07~至今"),
        ("2018年3月立项，2020年12月验收", "2018-03~2020-12"),
    ],
)
def test_periods(text: str, meant: str) -> None:
    period = parse_period(text)
    assert str(period) == meant
    assert parse_period(str(period)) == period


@given(DAYS, DAYS)
def test_a_span_is_read_back(first: date, last: date) -> None:
    assert parse_span(str(Span(first, last))) == Span(first, last)


def test_no_span() -> None:
    assert parse_span("2018-01~") is None
    assert parse_span("甲") is None
