"""Dates that were lost are read again where a piece of one stands or below who signed; doubted ones are made sure."""

import numpy as np
import pytest

from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.recognition.lost_dates import read_lost_dates
from zcdossier.recognition.recogniser import FoundLine, FoundText, Pixels

PAGE = np.full((1000, 800, 3), 250, np.uint8)
PAGE[600:620, 300:500] = 30
PLACE = Box(0.4, 0.6, 0.6, 0.63)
SIGNED = TextLine("云川市教育局", 0.99, Box(0.4, 0.56, 0.6, 0.59))

Read = tuple[str, float]


class _Reader:
    """Reads of one piece after the other, and of one strip after the other, what it is given."""

    name = "reader 1"

    def __init__(self, pieces: list[Read], strips: list[Read]) -> None:
        self.pieces, self.strips = list(pieces), list(strips)
        self.looks = 0

    def read(self, pixels: Pixels) -> FoundText:
        self.looks += 1
        if not self.pieces:
            return FoundText()
        right, bottom = pixels.shape[1] - 5, pixels.shape[0] - 5
        corners = np.array([[5, 5], [right, 5], [right, bottom], [5, bottom]], np.float32)
        return FoundText((FoundLine(*self.pieces.pop(0), corners),), 0, 1.0)

    def read_strip(self, _pixels: Pixels) -> Read:
        self.looks += 1
        return self.strips.pop(0) if self.strips else ("", 0.0)


def page_with(*texts: str, confidence: float = 0.8) -> PageFacts:
    lines = [TextLine("荣誉证书", 0.99, Box(0.4, 0.1, 0.6, 0.13)), TextLine("沈慕云", 0.99, Box(0.4, 0.5, 0.6, 0.53))]
    lines += [TextLine(text, confidence, PLACE) for text in texts]
    return PageFacts(1, lines=tuple(lines), has_colour=False)


def test_a_date_takes_the_place_of_its_pieces() -> None:
    read = read_lost_dates(page_with("2021年月"), PAGE, _Reader([], [("2021年3月5日", 0.99), ("2021年3月5日", 0.9)]))
    assert [line.text for line in read.lines] == ["荣誉证书", "沈慕云", "2021年3月5日"]
    assert read.lines[2].confidence == 0.99


def test_readings_that_contradict_leave_the_pieces() -> None:
    page = page_with("2021年月")
    assert read_lost_dates(page, PAGE, _Reader([("2021年3月5日", 0.99)], [("2021年8月5日", 0.99)])) == page


@pytest.mark.parametrize(
    "text",
    [
        "2021年月5",
        "20212-4",
        "2021",
        "十四日",
        "批准日期：2016101",
        "签订日期：",
        "2922.148学会",
        "授权公告日",
        "二〇",
        "2021.1208",
    ],
)
def test_a_piece_of_a_date_is_looked_at(text: str) -> None:
    reader = _Reader([], [])
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
    reader = _Reader([("2021年3月5日", 0.99)], [])
    assert read_lost_dates(page_with(text), PAGE, reader) == page_with(text)
    assert reader.looks == 0


@pytest.mark.parametrize(
    "date", ["2019年3月5日", "2019.03.05", "二〇一九年三月五日", "贰零壹玖年零叁月零伍日", "March 5, 2019"]
)
def test_a_page_that_says_a_whole_date_is_left_alone(date: str) -> None:
    reader = _Reader([("2021年3月5日", 0.99)], [])
    page = page_with(date, "2021年月", confidence=0.99)
    page = page._replace(lines=(*page.lines, SIGNED))
    assert read_lost_dates(page, PAGE, reader) == page
    assert reader.looks == 0


@pytest.mark.parametrize(
    ("strips", "confidence"),
    [
        ([("2019年3月5日", 0.98), ("2019年3月5日", 0.95)], 0.98),
        ([("2019年3月5日", 0.9), ("2019年8月5日", 0.9), ("2019年3月5日", 0.9), ("2019年3月5日", 0.9)], 0.97),
        ([("2019年8月5日", 0.99), ("2019年8月5日", 0.99)], 0.94),  # what was read first is not sure, but stays
        ([], 0.94),
    ],
)
def test_a_doubted_date_is_sure_where_other_lights_say_it_as_well(strips: list[Read], confidence: float) -> None:
    read = read_lost_dates(page_with("2019年3月5日", confidence=0.94), PAGE, _Reader([], strips))
    assert read.lines[2] == TextLine("2019年3月5日", confidence, PLACE)


def test_a_date_is_looked_for_below_who_signed() -> None:
    page = page_with()._replace(lines=(*page_with().lines, SIGNED))
    read = read_lost_dates(page, PAGE, _Reader([("2021.03.05", 0.9), ("2021.03.05", 0.98)], []))
    (date,) = (line for line in read.lines if line not in page.lines)
    assert (date.text, date.confidence) == ("2021.03.05", 0.98)
    assert SIGNED.box.bottom < (date.box.top + date.box.bottom) / 2 < 0.7


def test_nothing_is_looked_for_where_nothing_is_written() -> None:
    page = page_with()._replace(lines=(*page_with().lines, SIGNED))
    for lines, picture in (
        (page.lines, np.full_like(PAGE, 250)),
        ((*page.lines, TextLine("代章", 0.99, Box(0.37, 0.59, 0.63, 0.63))), PAGE),
    ):
        reader = _Reader([("2021.03.05", 0.9)] * 2, [])
        read_lost_dates(page._replace(lines=lines), picture, reader)
        assert reader.looks == 0


def test_a_seal_below_who_signed_is_soon_given_up() -> None:
    page = page_with()._replace(lines=(*page_with().lines, SIGNED))
    reader = _Reader([("专用章", 0.9)] * 9, [])
    assert read_lost_dates(page, PAGE, reader) == page
    assert reader.looks == 2


def test_what_says_more_than_a_date_stays_beside_it() -> None:
    read = read_lost_dates(page_with("东海市202联28"), PAGE, _Reader([("2020.3.28", 0.99), ("2020.3.28", 0.99)], []))
    assert sorted(line.text for line in read.lines[2:]) == ["2020.3.28", "东海市202联28"]


def test_a_page_without_lines_is_left_alone() -> None:
    assert read_lost_dates(PageFacts(1), PAGE, _Reader([], [])) == PageFacts(1)
