"""Where seals' ink lies, and what is left of a page without it."""

import numpy as np
import pytest

from zcdossier.model.page_facts import Box, Seal
from zcdossier.recognition.seal_ink import as_print, inked_places, taken_apart

RED, PURPLE, BLACK, WHITE = (205, 36, 44), (118, 44, 140), (20, 20, 20), (255, 255, 255)
SIDE = 800
EVERYWHERE = (slice(None), slice(None))


def page_with_square(side: int, ink: tuple[int, int, int] = RED, left: int = 200) -> np.ndarray:
    page = np.full((SIDE, SIDE, 3), 255, np.uint8)
    page[200 : 200 + side, left : left + side] = ink
    page[212 : 188 + side, left + 12 : left - 12 + side] = WHITE
    page[200 + side // 2 : 206 + side // 2, left : left + side] = ink
    return page


@pytest.mark.parametrize("ink", [RED, PURPLE])
def test_a_square_seal_is_found_by_its_colour(ink: tuple[int, int, int]) -> None:
    (place,) = inked_places(page_with_square(80, ink), ())
    assert place == pytest.approx((0.25, 0.25, 0.35, 0.35), abs=0.01)


def test_a_seal_that_was_found_is_no_second_place() -> None:
    seal = Seal(Box(0.24, 0.24, 0.36, 0.36), "round", 0.9)
    assert inked_places(page_with_square(80), (seal,)) == (seal.box,)


@pytest.mark.parametrize(
    "page",
    [
        page_with_square(80, BLACK),
        page_with_square(20),
        page_with_square(400),
        np.where(np.arange(SIDE)[:, None, None] < 60, np.array(RED), np.array(WHITE)).astype(np.uint8)
        * np.ones((1, SIDE, 1), np.uint8),
    ],
    ids=["black", "small", "large", "band"],
)
def test_what_is_no_seal(page: np.ndarray) -> None:
    assert inked_places(page, ()) == ()


@pytest.mark.parametrize("ink", [RED, PURPLE])
@pytest.mark.parametrize("paper", [WHITE, (250, 237, 189)])
def test_ink_goes_and_print_stays(ink: tuple[int, int, int], paper: tuple[int, int, int]) -> None:
    piece = np.full((100, 200, 3), paper, np.uint8)
    piece[20:60, 20:80] = np.multiply(ink, np.divide(paper, 255))
    piece[30:40, 20:80] = np.multiply(ink, 0.08)
    piece[30:40, 120:180] = BLACK
    layers = taken_apart(piece, (slice(0, 100), slice(0, 100)))
    assert layers.light[25, 50] > 0.9
    assert layers.light[35, 50] < 0.25
    assert layers.light[35, 150] < 0.25
    assert layers.ink[25, 50] > layers.ink[35, 150]
    assert layers.surely[80, 100] > 0.95


def test_an_outline_of_the_ink_is_not_surely_print() -> None:
    piece = np.full((100, 200, 3), 255, np.uint8)
    piece[20:60, 20:80] = RED
    piece[20:60, 80:82] = (120, 120, 120)
    layers = taken_apart(piece, EVERYWHERE)
    assert layers.light[40, 81] < 0.6
    assert layers.surely[40, 81] > layers.light[40, 81]


def test_light_becomes_a_picture_from_black_to_white() -> None:
    light = np.linspace(0.2, 0.9, 100).reshape(10, 10)
    picture = as_print(light)
    assert picture.shape == (10, 10, 3)
    assert picture.min() == 0
    assert picture.max() == 255


def test_the_share_of_a_box_in_another() -> None:
    assert Box(0, 0, 0.5, 0.5).share_inside(Box(0.25, 0, 1, 1)) == pytest.approx(0.5)
    assert Box(0, 0, 0.5, 0.5).share_inside(Box(0.6, 0, 1, 1)) == 0
    assert Box(0.5, 0.5, 0.5, 0.5).share_inside(Box(0, 0, 1, 1)) == 0
