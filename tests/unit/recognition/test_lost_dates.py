"""Dates of which pieces were read are read again, and count where the readings agree."""

import numpy as np
import pytest

from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.recognition.lost_dates import read_lost_dates
from zcdossier.recognition.recogniser import FoundLine, FoundText, Pixels

PAGE = np.full((1000, 800, 3), 250, np.uint8)
PAGE[600:620, 300:500] = 30
PLACE = Box(0.4, 0.6, 0.6, 0.63)


class _Reader:
    """Reads the same of every piece, and of one strip after the other what it is given."""

    name = "reader 1"

    def __init__(self, piece: tuple[str, float], *strips: tuple[str, float]) -> None:
        self.piece = piece
        self.strips = list(strips)
        self.looks = 0

    def read(self, pixels: Pixels) -> FoundText:
        self.looks += 1
        right, bottom = pixels.shape[1] - 5, pixels.shape[0] - 5
        corners = np.array([[5, 5], [right, 5], [right, bottom], [5, bottom]], np.float32)
        return FoundText((FoundLine(*self.piece, corners),), 0, 1.0)

    def read_strip(self, _pixels: Pixels) -> tuple[str, float]:
        self.looks += 1
        return self.strips.pop(0) if self.strips else ("", 0.0)


def page_with(*texts: str) -> PageFacts:
    lines = [TextLine("荣誉证书", 0.99, Box(0.4, 0.1, 0.6, 0.13)), TextLine("云川大学", 0.99, Box(0.4, 0.5, 0.6, 0.53))]
    lines += [TextLine(text, 0.8, PLACE) for text in texts]
    return PageFacts(1, lines=tuple(lines), has_colour=False)


@pytest.mark.parametrize(
    ("readings", "date", "confidence"),
    [
        ([("2021年3月5日", 0.99), ("2021年3月5日", 0.9)], "2021年3月5日", 0.99),
        ([("字2021.03.05", 0.95)], "2021.03.05", 0.93),  # in one way only
        ([("2021年3月5日", 0.8)], "", 0.0),
        ([("2021年3月5日", 0.99), ("2021年8月5日", 0.99)], "", 0.0),
        ([("2021年3月5日", 0.9), ("2021年8月5日", 0.99), ("2021年3月5日", 0.96)], "2021年3月5日", 0.93),
        ([("二O二一牟三月五曰", 0.95), ("二〇二一年三月五日", 0.98)], "二〇二一年三月五日", 0.98),
        ([("贰零口壹年月月日日", 0.99)], "", 0.0),
        ([("2021年13月5日", 0.99), ("2021年13月5日", 0.99)], "", 0.0),  # no such month
        ([("二八一八年三月五日", 0.99), ("二八一八年三月五日", 0.99)], "", 0.0),
    ],
)
def test_a_date_counts_where_readings_agree(readings: list[tuple[str, float]], date: str, confidence: float) -> None:
    read = read_lost_dates(page_with("2021年月"), PAGE, _Reader(*readings)).lines
    assert [line.text for line in read[:2]] == ["荣誉证书", "云川大学"]
    assert [(line.text, line.confidence) for line in read[2:]] == [(date, confidence) if date else ("2021年月", 0.8)]


@pytest.mark.parametrize(
    "text", ["2021年月5", "20212-4", "2021", "十四日", "批准日期：2016101", "签订日期：", "2922.148学会"]
)
def test_a_piece_of_a_date_is_looked_at(text: str) -> None:
    reader = _Reader(("", 0.0))
    read_lost_dates(page_with(text), PAGE, reader)
    assert reader.looks > 0


@pytest.mark.parametrize(
    "text",
    [
        "编号：20210345",
        "2021年度",
        "2021年第3期",
        "2021年3月",
        "March 2021",
        "自公告之日起生效，有效期为二十年，望周知",
        "沈慕云",
    ],
)
def test_what_is_no_piece_of_a_date_costs_nothing(text: str) -> None:
    reader = _Reader(("2021年3月5日", 0.99))
    assert read_lost_dates(page_with(text), PAGE, reader) == page_with(text)
    assert reader.looks == 0


@pytest.mark.parametrize("date", ["2019年3月5日", "2019.03.05", "二〇一九年三月五日", "贰零壹玖年零叁月零伍日"])
def test_a_page_that_says_a_whole_date_is_left_alone(date: str) -> None:
    reader = _Reader(("2021年3月5日", 0.99))
    assert read_lost_dates(page_with(date, "2021年月"), PAGE, reader) == page_with(date, "2021年月")
    assert reader.looks == 0


def test_what_says_more_than_a_date_stays_beside_it() -> None:
    read = read_lost_dates(page_with("东海市202联28"), PAGE, _Reader(("2020.3.28", 0.99), ("2020.3.28", 0.99))).lines
    assert sorted(line.text for line in read[2:]) == ["2020.3.28", "东海市202联28"]


def test_a_page_without_lines_is_left_alone() -> None:
    assert read_lost_dates(PageFacts(1), PAGE, _Reader(("", 0.0))) == PageFacts(1)
