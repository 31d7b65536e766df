"""A blot amid print hides what is below; a desk, a photo and a bullet do not."""

import numpy as np
import pytest

from zcdossier.recognition.blots import hidden_by_blots

HIGH = 20.0
EVERYWHERE = np.ones((400, 400), bool)
NOWHERE = np.zeros((400, 400), bool)


def page_with(*blots: tuple[int, int, int, int]) -> np.ndarray:
    page = np.full((400, 400, 3), 240, np.uint8)
    for left, top, right, bottom in blots:
        page[top:bottom, left:right] = (20, 22, 50)
    return page


def test_a_blot_hides_as_much_as_it_covers() -> None:
    assert hidden_by_blots(page_with((100, 100, 140, 130)), EVERYWHERE, NOWHERE, HIGH) == pytest.approx(1200, rel=0.1)


@pytest.mark.parametrize(
    "blots",
    [(), ((100, 100, 108, 108),), ((100, 100, 180, 130),), ((100, 100, 140, 130), (95, 160, 145, 200))],
    ids=["none", "small", "large", "hair over clothes"],
)
def test_what_is_no_blot(blots: tuple[tuple[int, int, int, int], ...]) -> None:
    assert hidden_by_blots(page_with(*blots), EVERYWHERE, NOWHERE, HIGH) == 0


def test_beside_the_print_and_under_a_line_that_was_read_nothing_is_hidden() -> None:
    page = page_with((100, 100, 140, 130))
    assert hidden_by_blots(page, NOWHERE, NOWHERE, HIGH) == 0
    assert hidden_by_blots(page, EVERYWHERE, EVERYWHERE, HIGH) == 0


def test_what_lies_in_the_dark_is_no_blot_on_paper() -> None:
    page = page_with((100, 100, 140, 130))
    dark = np.full_like(page, 240)
    dark[60:170, 60:180] = 130
    dark[100:130, 100:140] = page[100:130, 100:140]
    assert hidden_by_blots(dark, EVERYWHERE, NOWHERE, HIGH) == 0
