"""Ink that may be of a seal: nobody is told that such a page has none."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from zcdossier.recognition.doubtful_seals import may_be_sealed
from zcdossier.recognition.page_looks import look_at_page

RED, PURPLE, BLUE, BLACK, WHITE = (205, 36, 44), (118, 44, 140), (40, 72, 170), (20, 20, 20), (255, 255, 255)
SIDE = 800


def page_with_square(side: int, ink: tuple[int, int, int] = RED, left: int = 200) -> np.ndarray:
    page = np.full((SIDE, SIDE, 3), 255, np.uint8)
    page[200 : 200 + side, left : left + side] = ink
    page[212 : 188 + side, left + 12 : left - 12 + side] = WHITE
    page[200 + side // 2 : 206 + side // 2, left : left + side] = ink
    return page


def test_ink_of_a_seals_size_may_be_one_but_characters_of_a_heading_are_none() -> None:
    assert may_be_sealed(page_with_square(80))
    heading = np.minimum.reduce([page_with_square(80, left=left) for left in (200, 300, 420)])
    assert not may_be_sealed(heading)
    assert not may_be_sealed(page_with_square(80, BLACK))


def test_characters_of_a_blue_heading_are_no_stamps() -> None:
    stamp = page_with_square(72, BLUE)
    stamp[216:256, 232:240] = BLUE
    assert may_be_sealed(stamp)
    heading = np.minimum(stamp, np.roll(stamp, 96, axis=1))
    assert not may_be_sealed(heading)


def test_a_thick_character_makes_a_heading_of_the_one_beside_it() -> None:
    page = np.minimum(page_with_square(80), page_with_square(80, left=320))
    page[200:280, 320:400] = RED
    assert not may_be_sealed(page)


def test_what_stands_far_apart_is_no_heading() -> None:
    assert may_be_sealed(np.minimum(page_with_square(80, left=100), page_with_square(80, left=600)))


def page_with_words(top: float, *, framed: bool, ink: tuple[int, int, int] = RED, askew: float = 0) -> np.ndarray:
    """A level page (800 by 800) with a line of words, 120 wide, or such a stamp."""
    stamp = Image.new("L", (200, 200), 0)
    draw = ImageDraw.Draw(stamp)
    draw.text((100, 100), "2021.05.17", 255, ImageFont.load_default(size=22), anchor="mm")
    if framed:
        draw.rectangle((30, 81, 170, 119), outline=255, width=3)
    page = Image.new("RGB", (SIDE, SIDE), WHITE)
    turned = stamp.rotate(askew, Image.Resampling.BICUBIC)
    page.paste(ink, (round(SIDE / 2) - 100, round(top * SIDE) - 100), turned)
    return np.array(page)


@pytest.mark.parametrize("ink", [RED, PURPLE])
@pytest.mark.parametrize("askew", [0, 7])
@pytest.mark.parametrize("top", [0.2, 0.8])
def test_words_in_a_frame_may_be_a_stamp(ink: tuple[int, int, int], askew: float, top: float) -> None:
    page = page_with_words(top, framed=True, ink=ink, askew=askew)
    assert may_be_sealed(page)
    assert not look_at_page(page).seals


def test_a_line_of_red_words_may_be_a_stamp_but_where_headings_stand() -> None:
    assert may_be_sealed(page_with_words(0.8, framed=False))
    assert not may_be_sealed(page_with_words(0.2, framed=False))
    assert not may_be_sealed(page_with_words(0.8, framed=False, ink=BLACK))
    assert not may_be_sealed(page_with_words(0.2, framed=True, ink=BLACK))


def test_a_page_with_a_bar_of_words_alone_is_perhaps_sealed() -> None:
    assert look_at_page(page_with_words(0.7, framed=True)).perhaps_sealed
    assert not look_at_page(page_with_words(0.2, framed=False)).perhaps_sealed


@pytest.mark.parametrize(("right", "bottom"), [(700, 130), (320, 104)], ids=["letterhead", "rule"])
def test_a_red_letterhead_is_no_stamp(right: int, bottom: int) -> None:
    page = Image.new("RGB", (SIDE, SIDE), WHITE)
    ImageDraw.Draw(page).rectangle((100, 100, right, bottom), outline=RED, width=3)
    assert not may_be_sealed(np.array(page))


def drawn(*ellipses: tuple[int, int, int, int], ink: tuple[int, int, int] = RED, border: int = 0) -> Image.Image:
    """A page with rings, and with a border so wide around it."""
    page = Image.new("RGB", (SIDE, SIDE), WHITE)
    draw = ImageDraw.Draw(page)
    if border:
        draw.rectangle((40, 40, SIDE - 40, SIDE - 40), outline=ink, width=border)
    for ellipse in ellipses:
        draw.ellipse(ellipse, outline=ink, width=5)
        left, top, right, bottom = ellipse
        size = (right - left) / 4.5
        for share, words in ((0.3, "MAY"), (0.5, "OFFICE"), (0.7, "2021")):
            middle = ((left + right) / 2, top + share * (bottom - top))
            draw.text(middle, words, ink, ImageFont.load_default(size=size), anchor="mm")
    return page


def test_half_a_seal_at_the_edge_may_be_one_but_a_red_desk_is_none() -> None:
    assert may_be_sealed(np.array(drawn((740, 300, 860, 420))))
    assert may_be_sealed(np.array(drawn((762, 300, 882, 420)))), "less than half"
    desk = np.array(drawn())
    desk[300:420, 730:] = RED
    assert not may_be_sealed(desk)


@pytest.mark.parametrize("ellipse", [(500, 500, 640, 640), (500, 500, 560, 560)], ids=["seal", "stamp with a day"])
def test_a_blue_stamp_may_be_a_seal(ellipse: tuple[int, int, int, int]) -> None:
    assert may_be_sealed(np.array(drawn(ellipse, ink=BLUE)))
    assert not may_be_sealed(np.array(drawn(ellipse, ink=BLACK)))


def test_a_signature_in_blue_is_no_stamp() -> None:
    page = drawn()
    ImageDraw.Draw(page).line([(300 + 14 * n, 600 + (-1) ** n * 30) for n in range(12)], fill=BLUE, width=4)
    assert not may_be_sealed(np.array(page))


def test_a_name_seal_with_white_characters_may_be_one_but_a_red_disc_is_none() -> None:
    page = drawn()
    ImageDraw.Draw(page).rectangle((500, 500, 560, 560), fill=RED)
    assert may_be_sealed(np.array(page))
    page = drawn()
    ImageDraw.Draw(page).ellipse((500, 500, 560, 560), fill=RED)
    assert not may_be_sealed(np.array(page))


@pytest.mark.parametrize("border", [4, 14])
@pytest.mark.parametrize("box", [(25, 420, 70, 620), (500, 735, 700, 775)], ids=["left", "bottom"])
def test_a_stamp_may_hang_on_a_red_border(border: int, box: tuple[int, int, int, int]) -> None:
    page = drawn(border=border)
    assert not may_be_sealed(np.array(page))
    ImageDraw.Draw(page).rectangle(box, outline=RED, width=4)
    assert may_be_sealed(np.array(page))
