"""Vertical print is told from level print on its side by signs that say the same once they stand side by side."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from zcdossier.recognition.recogniser import Pixels
from zcdossier.recognition.vertical_print import is_vertical, set_level

HIGH = 30


def line_of(lengths: list[int], gap: int = 6) -> Pixels:
    """A line as it is cut out and laid down: signs so long, a gap after each."""
    picture = Image.new("RGB", (sum(lengths) + gap * (len(lengths) + 1), HIGH), "white")
    pen, at = ImageDraw.Draw(picture), gap
    for length in lengths:
        pen.rectangle((at, 4, at + length - 1, HIGH - 5), fill="black")
        at += length + gap
    return np.asarray(picture)


def test_signs_are_set_side_by_side_each_turned_back() -> None:
    level = set_level(line_of([20, 24, 22]))
    assert level.shape[0] == 24 + 4
    assert level.shape[1] == 3 * HIGH


def test_pieces_of_one_sign_stay_together() -> None:
    assert set_level(line_of([8, 8], gap=5)).shape[1] == HIGH
    assert set_level(line_of([22, 22])).shape[1] == 2 * HIGH


@pytest.mark.parametrize(
    ("again", "vertical"),
    [
        ("荣誉证书", True),
        ("荣誉证本", True),
        ("书证誉荣", False),
        ("", False),
    ],
)
def test_what_they_say_decides(again: str, vertical: bool) -> None:
    def read(crops: list[Pixels]) -> list[str]:
        return [again] * len(crops)

    for are_usual in (True, False):
        assert is_vertical([line_of([20] * 4)], ["荣誉证书"], read, are_usual=are_usual) is vertical


def test_single_signs_say_nothing() -> None:
    assert not is_vertical([line_of([20])], ["章"], lambda crops: ["章"] * len(crops), are_usual=True)


def test_one_line_is_enough_to_tell_that_print_is_level() -> None:
    looked: list[int] = []

    def read(crops: list[Pixels]) -> list[str]:
        looked.append(len(crops))
        return [""] * len(crops)

    assert not is_vertical([line_of([20] * 4)] * 9, ["荣誉证书"] * 9, read, are_usual=True)
    assert looked == [1]


def test_no_more_than_the_longest_lines_are_compared() -> None:
    crops, texts = [line_of([20] * 4)] * 9, ["荣誉证书"] * 8 + ["荣誉证书一二"]
    assert is_vertical(crops, texts, lambda some: texts[-1:] + texts[: len(some) - 1], are_usual=False)
    assert not is_vertical(crops, texts, lambda some: texts[-1:] + [""] * (len(some) - 1), are_usual=False)
