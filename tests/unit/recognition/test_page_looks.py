"""Seals, axis, blank, crisp, cut and grey, on small pages drawn here."""

from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from tests.support.fake_recogniser import PieceReader
from zcdossier.recognition.blank_page import is_blank
from zcdossier.recognition.ink_map import page_print
from zcdossier.recognition.page_axis import text_axis
from zcdossier.recognition.page_looks import look_at_page
from zcdossier.recognition.page_quality import has_colour
from zcdossier.recognition.seals import find_seals

SIZE = (620, 877)
RED, PURPLE, BLACK = (205, 40, 50), (120, 50, 140), (25, 25, 28)


def sheet(ground: tuple[int, int, int] = (255, 255, 255)) -> Image.Image:
    return Image.new("RGB", SIZE, ground)


def write(
    page: Image.Image, left: int = 70, right: int = 550, *, top: int = 90, bottom: int = 560, high: int = 13
) -> None:
    """Lines of blocks that are spaced like characters, each with a bar and a box in it."""
    pen, chance = ImageDraw.Draw(page), np.random.default_rng(5)
    for y in range(top, bottom, high * 2):
        end = right - int(chance.integers(0, (right - left) // 3))
        for x in range(left, end, high + 2):
            pen.rectangle((x, y, x + high - 2, y + 1), BLACK)
            pen.rectangle((x + int(chance.integers(1, high - 5)), y, x + high - 3, y + high - 1), None, BLACK, 2)


def stamp(
    page: Image.Image, x: float, y: float, radius: float = 58, *, colour: tuple[int, int, int] = RED, flat: float = 1.0
) -> None:
    """A ring with marks like characters along it and something in the middle."""
    pen = ImageDraw.Draw(page)
    pen.ellipse((x - radius, y - radius * flat, x + radius, y + radius * flat), outline=colour, width=4)
    for angle in np.linspace(-np.pi * 1.2, np.pi * 0.2, 11):
        at_x, at_y = x + 0.74 * radius * np.cos(angle), y + 0.74 * radius * flat * np.sin(angle)
        pen.rectangle((at_x - 5, at_y - 5, at_x + 5, at_y + 5), outline=colour, width=2)
        pen.line((at_x - 4, at_y, at_x + 4, at_y), colour, 2)
    pen.regular_polygon((x, y, radius * 0.22), 5, fill=colour)


def pixels(page: Image.Image) -> np.ndarray:
    return np.asarray(page)


def blank(picture: np.ndarray) -> bool | None:
    return is_blank(picture, PieceReader())


def coded(page: Image.Image, quality: int) -> Image.Image:
    out = BytesIO()
    page.save(out, "JPEG", quality=quality)
    return Image.open(out).convert("RGB")


@settings(max_examples=12, deadline=None)
@given(x=st.integers(70, 550), y=st.integers(70, 800), radius=st.integers(42, 66), purple=st.booleans())
def test_a_seal_is_found_wherever_it_stands(x: int, y: int, radius: int, purple: bool) -> None:
    page = sheet()
    write(page)
    stamp(page, x, y, radius, colour=PURPLE if purple else RED)
    (seal,) = find_seals(pixels(coded(page, 60)))
    assert seal.shape == "round"
    found = [side * length for side, length in zip(seal.box, SIZE * 2, strict=True)]
    expected = [max(0, x - radius), max(0, y - radius), min(SIZE[0], x + radius), min(SIZE[1], y + radius)]
    assert found == pytest.approx(expected, abs=6)


def test_an_oval_seal_is_told_from_a_round_one() -> None:
    page = sheet()
    stamp(page, 300, 400, 66, flat=0.7)
    stamp(page, 300, 680)
    assert sorted(seal.shape for seal in find_seals(pixels(page))) == ["oval", "round"]


def press_square(page: Image.Image, x: int, y: int, side: int, tilt: float) -> None:
    """A frame with four characters in it."""
    ink = Image.new("L", (2 * side, 2 * side))
    pen, start = ImageDraw.Draw(ink), side // 2
    pen.rectangle((start, start, start + side, start + side), outline=255, width=4)
    for row in (0.3, 0.7):
        for column in (0.3, 0.7):
            at_x, at_y, size = start + side * column, start + side * row, side * 0.14
            pen.rectangle((at_x - size, at_y - size, at_x + size, at_y + size), outline=255, width=2)
            pen.line((at_x - size, at_y, at_x + size, at_y), 255, 3)
            pen.line((at_x, at_y - size, at_x, at_y + size), 255, 2)
    page.paste(RED, (x - side, y - side), ink.rotate(tilt, Image.Resampling.BICUBIC))


@pytest.mark.parametrize(
    ("x", "y", "side", "tilt"), [(90, 90, 48, 0), (300, 300, 80, 8), (520, 780, 60, -12), (200, 600, 90, 3)]
)
def test_a_square_seal_is_found_upright_or_askew(x: int, y: int, side: int, tilt: float) -> None:
    page = sheet()
    write(page)
    press_square(page, x, y, side, tilt)
    (seal,) = find_seals(pixels(coded(page, 60)))
    assert seal.shape == "square"
    assert (seal.box.left + seal.box.right) / 2 * SIZE[0] == pytest.approx(x, abs=6)
    assert (seal.box.top + seal.box.bottom) / 2 * SIZE[1] == pytest.approx(y, abs=6)


def test_with_a_third_of_the_ring_worn_off_it_is_still_a_seal() -> None:
    page = sheet()
    stamp(page, 300, 400)
    ImageDraw.Draw(page).pieslice((235, 335, 365, 465), 20, 140, (255, 255, 255))
    assert len(find_seals(pixels(page))) == 1


def draw_no_seal(page: Image.Image, what: str) -> None:
    pen = ImageDraw.Draw(page)
    if what == "disc":
        pen.ellipse((240, 340, 360, 460), RED)
    elif what == "pen circle":
        pen.ellipse((240, 360, 380, 440), outline=RED, width=3)
    elif what == "square":
        pen.rectangle((250, 350, 350, 450), outline=RED, width=5)
        pen.rectangle((270, 370, 330, 430), outline=RED, width=5)
    elif what == "frame":
        pen.rectangle((20, 20, 600, 857), outline=RED, width=6)
    elif what == "heading":
        for x in range(80, 540, 50):
            pen.rectangle((x, 60, x + 40, 100), outline=RED, width=9)
    elif what == "crest":
        stamp(page, 300, 400)
        pen.ellipse((258, 358, 342, 442), outline=RED, width=4)


@pytest.mark.parametrize("what", ["nothing", "disc", "pen circle", "square", "frame", "heading", "crest"])
def test_red_that_is_no_seal(what: str) -> None:
    page = sheet()
    write(page)
    draw_no_seal(page, what)
    assert find_seals(pixels(page)) == ()


@settings(max_examples=6, deadline=None)
@given(left=st.integers(30, 200), width=st.integers(200, 380), high=st.integers(10, 20), tilt=st.floats(-2, 2))
def test_turning_a_page_turns_the_answer(left: int, width: int, high: int, tilt: float) -> None:
    page = sheet()
    write(page, left, left + width, high=high)
    page = page.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    for turns in range(4):
        axis, confidence = text_axis(page_print(np.rot90(pixels(page), turns)).marks)
        assert axis == (0, 90)[turns % 2]
        assert confidence > 0.3


def test_where_nothing_is_written_there_is_no_axis() -> None:
    facts = look_at_page(pixels(sheet()))
    assert (facts.turn, facts.turn_confidence) == (None, 0.0)


def test_an_ornamental_frame_is_not_taken_for_lines() -> None:
    page = sheet()
    pen = ImageDraw.Draw(page)
    write(page, 120, 500, top=200, bottom=300)
    for x in range(20, 600, 6):
        pen.line((x, 20, x + 12, 44), BLACK, 2)
        pen.line((x, 833, x + 12, 857), BLACK, 2)
    for y in range(20, 850, 6):
        pen.line((20, y, 44, y + 12), BLACK, 2)
        pen.line((576, y, 600, y + 12), BLACK, 2)
    assert look_at_page(pixels(page)).turn == 0


@pytest.mark.parametrize("quality", [95, 40, 15])
def test_blank_stays_blank_however_it_is_coded(quality: int) -> None:
    noise = np.random.default_rng(1).normal(0, 4, (*SIZE[::-1], 3))
    page = Image.fromarray(np.clip(np.array(sheet((246, 244, 238)), float) + noise, 0, 255).astype(np.uint8))
    assert blank(pixels(coded(page, quality))) is True
    write(page)
    assert blank(pixels(coded(page, quality))) is False


def test_ruled_lines_are_blank_but_a_seal_is_not() -> None:
    page = sheet()
    pen = ImageDraw.Draw(page)
    for y in range(80, 820, 30):
        pen.line((60, y, 560, y), (120, 120, 130))
    assert blank(pixels(page)) is True
    stamp(page, 400, 700)
    assert blank(pixels(page)) is not True


def test_holes_for_a_binder_are_no_print() -> None:
    page = sheet()
    for y in (260, 600):
        ImageDraw.Draw(page).ellipse((26, y, 44, y + 18), (40, 40, 42))
    assert blank(pixels(page)) is True
    for x in range(160, 460, 24):
        ImageDraw.Draw(page).rectangle((x, 400, x + 15, 415), (40, 40, 42))
    assert blank(pixels(page)) is not True


@pytest.mark.parametrize(("high", "blur"), [(20, 9), (34, 12), (34, 14)])
def test_a_page_of_print_far_out_of_focus_is_not_called_blank(high: int, blur: int) -> None:
    page = sheet((190, 190, 186))
    write(page, bottom=800, high=high)
    assert blank(pixels(page.filter(ImageFilter.GaussianBlur(blur)))) is None


def test_a_blank_page_under_the_shadow_of_a_hand_is_blank() -> None:
    page = sheet((240, 238, 232))
    ImageDraw.Draw(page).ellipse((200, 300, 620, 877), (190, 188, 184))
    assert blank(pixels(page.filter(ImageFilter.GaussianBlur(40)))) is True


def test_whether_a_dark_cover_is_blank_cant_be_told() -> None:
    assert blank(pixels(sheet((60, 20, 24)))) is None


def test_blur_takes_the_crispness() -> None:
    page = sheet()
    write(page, high=18)
    crisp = look_at_page(pixels(page)).sharpness
    blurred = look_at_page(pixels(page.filter(ImageFilter.GaussianBlur(4)))).sharpness
    assert crisp is not None
    assert crisp > 0.7
    assert blurred is None or blurred < 0.45
    assert look_at_page(pixels(sheet())).sharpness is None


def test_the_height_of_text_is_in_pixels_of_the_picture() -> None:
    page = sheet()
    write(page, high=16)
    assert look_at_page(pixels(page)).text_height == pytest.approx(16, abs=2)
    larger = page.resize((SIZE[0] * 3, SIZE[1] * 3), Image.Resampling.LANCZOS)
    assert look_at_page(pixels(larger)).text_height == pytest.approx(48, abs=6)


@pytest.mark.parametrize(
    ("box", "sides"),
    [
        ((0, 0, *SIZE), ()),
        ((200, 0, *SIZE), ("left",)),
        ((0, 0, 360, SIZE[1]), ("right",)),
        ((0, 200, *SIZE), ("top",)),
        ((0, 0, SIZE[0], 434), ("bottom",)),
    ],
)
def test_where_print_runs_out_of_the_picture(box: tuple[int, int, int, int], sides: tuple[str, ...]) -> None:
    page = sheet()
    write(page)
    assert look_at_page(pixels(page.crop(box))).cut_edges == sides


@pytest.mark.parametrize(("ink", "sides"), [((205, 36, 44), ()), ((40, 72, 170), ()), ((20, 20, 20), ("right",))])
def test_half_a_seal_at_the_edge_is_no_print_that_runs_out(ink: tuple[int, int, int], sides: tuple[str, ...]) -> None:
    page = sheet()
    write(page)
    draw = ImageDraw.Draw(page)
    for number in range(7):
        draw.rectangle((SIZE[0] - 16, 100 + 20 * number, SIZE[0], 108 + 20 * number), fill=ink)
    assert look_at_page(pixels(page)).cut_edges == sides


def test_a_grey_scan_has_no_colour() -> None:
    page = sheet()
    write(page)
    stamp(page, 400, 700)
    assert has_colour(pixels(page))
    grey = page.convert("L").convert("RGB")
    assert not has_colour(pixels(coded(grey, 50)))
    assert look_at_page(pixels(grey)).seals == ()


@pytest.mark.parametrize(("share", "coloured"), [(0.02, True), (0.001, False)])
def test_the_noise_of_a_colour_scan_is_colour(share: float, coloured: bool) -> None:
    page = sheet()
    write(page)
    noisy = pixels(page.convert("L").convert("RGB")).copy()
    noisy[: round(share * noisy.shape[0]), :, 2] -= 3
    assert has_colour(noisy) is coloured


def test_all_at_once_says_the_same() -> None:
    page = sheet()
    write(page)
    stamp(page, 400, 700)
    array = pixels(page)
    facts = look_at_page(array, 3)
    assert facts.page == 3
    assert facts.turn == 0
    assert facts.is_blank is None
    assert facts.cut_edges == ()
    assert facts.seals == find_seals(array)
    assert len(facts.fingerprint) > 100


@pytest.mark.parametrize("size", [(1, 1), (1, 300), (300, 1), (7, 9), (40, 30)])
def test_tiny_pictures_say_nothing(size: tuple[int, int]) -> None:
    array = np.zeros((*size, 3), np.uint8)
    facts = look_at_page(array)
    assert facts.seals == ()
    assert facts.turn is None
