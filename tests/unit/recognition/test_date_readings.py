"""Readings of one date agree, or do not; print over ink is what is left of the darkest and of rims."""

import numpy as np
import pytest

from zcdossier.recognition.date_readings import DateReading, LitPiece, agreed, dates_in, says_date


def readings(*read: tuple[str, float]) -> list[DateReading]:
    return [date for text, confidence in read for date in dates_in(text, confidence)]


@pytest.mark.parametrize(
    ("read", "date", "confidence"),
    [
        ([("2021年3月5日", 0.99), ("2021年3月5日", 0.9)], "2021年3月5日", 0.99),
        ([("字2021.03.05", 0.95)], "2021.03.05", 0.93),  # in one way only
        ([("2021年3月5日", 0.8)], "", 0.0),
        ([("2021年3月5日", 0.99), ("2021年8月5日", 0.99)], "", 0.0),
        ([("2021年3月5日", 0.9), ("2021年8月5日", 0.99), ("2021年3月5日", 0.96)], "2021年3月5日", 0.93),
        ([("2021年3月5日", 0.9), ("2021年8月5日", 0.99), *[("2021年3月5日", 0.9)] * 2], "2021年3月5日", 0.97),
        ([("二O二一牟三月五曰", 0.95), ("二〇二一年三月五日", 0.98)], "二〇二一年三月五日", 0.98),
        ([("贰零贰壹年零叁月壹拾伍日", 0.95), ("2021年3月15日", 0.9)], "贰零贰壹年零叁月壹拾伍日", 0.95),
        ([("2021.1208", 0.99), ("2021.1208", 0.99)], "2021.12.08", 0.9),  # a stop was lost
        ([("贰零口壹年月月日日", 0.99)], "", 0.0),
        ([("2021年13月5日", 0.99), ("2021年13月5日", 0.99)], "", 0.0),  # no such month
        ([("二八一八年三月五日", 0.99), ("二八一八年三月五日", 0.99)], "", 0.0),
    ],
)
def test_a_date_counts_where_readings_agree(read: list[tuple[str, float]], date: str, confidence: float) -> None:
    best = agreed(readings(*read))
    assert ((best.text, best.confidence) if best else ("", 0.0)) == (date, confidence)


def test_no_more_is_read_than_two_that_agree() -> None:
    rest = iter(readings(*[("2021年3月5日", 0.99)] * 5))
    agreed(rest)
    assert len(list(rest)) == 3


@pytest.mark.parametrize(
    ("text", "whole"),
    [("2021年3月5日", True), ("于2021.3.5", True), ("5 March 2021", True), ("2021.1208", False), ("2021年3月", False)],
)
def test_a_text_says_a_whole_date(text: str, whole: bool) -> None:
    assert says_date(text) is whole


def test_ink_is_left_out_and_print_stays() -> None:
    grey = np.full((40, 200), 250, np.float32)
    grey[4:36, 20:120] = 160  # a broad band of ink
    for left in range(30, 180, 10):
        grey[10:30, left : left + 3] = 30  # strokes, over it and beside it
    lit = LitPiece(grey, 32)
    for look in (lit.darkest(0.6), lit.rims(0.13)):
        rows, columns = look.shape[:2]
        ink, stroke = (look[rows // 2, round(columns * column / 200), 0] for column in (46.5, 51.5))
        assert int(ink) - int(stroke) > 100
