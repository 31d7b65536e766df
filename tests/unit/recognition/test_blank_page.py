"""Empty pages with what paper, light and scanners leave on them, and pages with very little writing."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from tests.support.fake_recogniser import PieceReader
from tests.support.grey_noise import grey_noise
from zcdossier.recognition.blank_page import is_blank

WIDE, HIGH = 850, 1200
PAPER, DARK, INK = (246, 244, 238), (30, 30, 32), (90, 90, 94)


def sheet(colour: tuple[int, int, int] = PAPER) -> Image.Image:
    return Image.new("RGB", (WIDE, HIGH), colour)


def signs(page: Image.Image, left: int, top: int, count: int, *, colour: tuple[int, int, int] = INK) -> None:
    """So many signs of 17 pixels side by side."""
    pen = ImageDraw.Draw(page)
    for number in range(count):
        x = left + 20 * number
        pen.rectangle((x, top, x + 15, top + 15), outline=colour, width=2)
        pen.line((x, top + 8, x + 15, top + 8), colour, 2)


def blank(page: Image.Image | np.ndarray, text: str = "", confidence: float = 0.0, sure: float = 1.0) -> bool | None:
    """What is told of a page on which each piece of ink by itself reads so."""
    return blank_by(PieceReader(text, confidence, sure), page)


def blank_by(reader: PieceReader, page: Image.Image | np.ndarray) -> bool | None:
    """The same of a reader that is looked at afterwards."""
    return is_blank(np.asarray(page), reader)


def shaded(page: Image.Image, darker: np.ndarray) -> Image.Image:
    """The page with each pixel darker by a share, of shape (height, width)."""
    picture = np.asarray(page, float) * (1 - darker[..., None])
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


@pytest.mark.parametrize("top", [60, 500, 1110])
@pytest.mark.parametrize("count", [2, 9])
def test_a_few_signs_are_writing_wherever_they_stand(count: int, top: int) -> None:
    page = sheet()
    signs(page, 400, top, count)
    assert blank(page) is not True


def test_specks_are_no_writing_and_signs_side_by_side_are() -> None:
    page = sheet()
    for place in range(12):
        ImageDraw.Draw(page).ellipse((60 * place + 50, 80 * place + 90, 60 * place + 54, 80 * place + 94), fill=INK)
    assert blank(page) is True
    signs(page, 300, 700, 2)
    assert blank(page) is None


@pytest.mark.parametrize(
    ("text", "confidence", "expected"),
    [
        ("-12-", 0.8, False),
        ("-12-", 0.7, True),
        ("7", 0.95, False),
        ("7", 0.8, True),
        ("1", 0.95, True),
        ("√", 0.98, False),
        ("√", 0.7, None),
        ("V", 0.95, None),
        ("^", 0.7, None),
        ("↑", 0.7, None),
        ("★", 0.95, None),
        ("★", 0.5, True),
        ("C", 1.0, True),
    ],
)
def test_what_is_too_small_to_be_told_by_its_looks_is_read(text: str, confidence: float, expected: bool | None) -> None:
    page = sheet()
    assert blank(page, text, confidence) is True, "there is nothing to read"
    ImageDraw.Draw(page).rectangle((420, 1130, 424, 1138), outline=INK)
    assert blank(page) is True
    assert blank(page, text, confidence) is expected


@pytest.mark.parametrize(("confidence", "expected"), [(0.6, None), (0.4, True)])
def test_what_looks_like_writing_and_is_hardly_read_may_be_a_word(confidence: float, expected: bool | None) -> None:
    page = sheet()
    signs(page, 300, 700, 2)
    assert blank(page, "21", confidence, sure=0.0) is expected


def test_a_stain_is_no_tick_however_it_reads() -> None:
    page, stain = sheet(), Image.new("L", (WIDE, HIGH))
    ImageDraw.Draw(stain).ellipse((400, 600, 440, 640), fill=40)
    page.paste((0, 0, 0), mask=stain.filter(ImageFilter.GaussianBlur(6)))
    reader = PieceReader("V", 0.95)
    assert blank_by(reader, page) is True
    assert reader.strips, "it was read"


def test_strokes_that_run_out_of_the_sheet_may_be_a_seal_and_a_shadow_there_is_none() -> None:
    page, shadow = sheet(), sheet()
    ImageDraw.Draw(shadow).ellipse((790, 500, 950, 660), fill=INK)
    for radius in (80, 70, 46):
        ImageDraw.Draw(page).ellipse((870 - radius, 580 - radius, 870 + radius, 580 + radius), outline=INK, width=4)
    assert [blank(each, sure=0.0) for each in (page, shadow)] == [None, True]


def test_a_numeral_amid_an_empty_page_is_a_hair() -> None:
    page = sheet()
    ImageDraw.Draw(page).rectangle((420, 630, 424, 638), outline=INK)
    assert blank(page, "7", 0.99) is True
    assert blank(page, "17", 0.99) is False


def test_what_is_read_is_laid_black_on_white_both_ways_up() -> None:
    page = sheet((190, 186, 170))
    ImageDraw.Draw(page).rectangle((420, 1130, 424, 1138), outline=(150, 146, 130))
    reader = PieceReader("C", 0.99)
    assert blank_by(reader, page) is True
    upright, over = reader.strips
    assert upright.min() == 0
    assert upright.max() == 255
    assert min(upright.shape[:2]) == 48
    assert (upright[::-1, ::-1] == over).all()


def test_what_may_be_writing_is_nothing_where_no_line_is_seen() -> None:
    page = sheet()
    signs(page, 300, 700, 3)
    assert [blank(page, sure=sure) for sure in (0.6, 0.7)] == [True, None]
    assert [blank(sheet(), sure=sure) for sure in (0.6, 0.7)] == [True, True]


def test_faint_lines_are_looked_for_black_on_white_on_the_sheet_alone() -> None:
    page = Image.new("RGB", (WIDE, HIGH), DARK)
    page.paste(sheet((190, 186, 170)).crop((0, 0, WIDE - 200, HIGH - 200)), (100, 100))
    ImageDraw.Draw(page).rectangle((400, 600, 430, 604), outline=(166, 162, 148), width=5)
    reader = PieceReader()
    assert blank_by(reader, page) is True
    (picture,) = reader.pictures
    rows, columns = np.nonzero(picture[..., 0] < 128)
    assert picture.shape[0] == 768
    assert picture.min() < 40
    assert rows.min() > 0.48 * 768
    assert rows.max() < 0.52 * 768
    assert columns.max() < 0.54 * picture.shape[1]


@pytest.mark.parametrize(("mirrored", "expected"), [(0.95, True), (0.85, False), (0.5, False)])
def test_a_faint_line_is_read_by_itself_unless_it_shows_through(mirrored: float, expected: bool) -> None:
    line = np.array([[200, 300], [420, 300], [420, 330], [200, 330]], np.float32)
    page = sheet()
    ImageDraw.Draw(page).rectangle((320, 472, 345, 486), fill=(239, 237, 231))  # too pale to be ink

    class Mirrored(PieceReader):
        def read_strip(self, pixels: np.ndarray) -> tuple[str, float]:
            (top, left), middle = np.argwhere(pixels[..., 0] < 128)[0], pixels.shape[1] // 2
            return ("", 0.0) if top > pixels.shape[0] // 2 else ("证书", 0.85 if left < middle else mirrored)

    assert blank_by(Mirrored("", 0.0, 0.4, line), page) is expected


def test_crumpled_paper_is_no_print_out_of_focus() -> None:
    uneven = np.asarray(grey_noise((WIDE // 40, HIGH // 40), 7).resize((WIDE, HIGH), Image.Resampling.BICUBIC), float)
    assert blank(shaded(sheet(), 0.25 * (uneven / 255 - 0.5))) is True


@pytest.mark.parametrize("turn", [0, 90])
def test_the_shadow_of_a_fold_is_no_print(turn: int) -> None:
    fold = np.zeros((HIGH, WIDE))
    for start in (400, 800):
        fold[start : start + 60] = np.linspace(0.3, 0, 60)[:, None]
    assert blank(shaded(sheet(), fold).rotate(turn, expand=True)) is True


@pytest.mark.parametrize("blur", [3, 5, 8])
def test_print_out_of_focus_is_not_nothing(blur: int) -> None:
    softened = full_page().filter(ImageFilter.GaussianBlur(blur))
    assert blank(softened) is not True


@pytest.mark.parametrize(("colour", "expected"), [((84, 82, 74), True), ((84, 40, 36), None), ((36, 35, 32), None)])
def test_paper_in_bad_light_is_no_dark_cover(colour: tuple[int, int, int], expected: bool | None) -> None:
    assert blank(sheet(colour)) is expected


def test_light_print_on_dark_paper_is_writing() -> None:
    page = sheet((84, 82, 74))
    for row in range(3):
        signs(page, 300, 300 + 40 * row, 8, colour=(200, 190, 120))
    assert blank(page) is not True


def test_squared_paper_and_the_rim_of_a_scan_are_blank() -> None:
    page = sheet()
    pen = ImageDraw.Draw(page)
    for x in range(60, WIDE, 42):
        pen.line((x, 60, x + 6, HIGH - 60), (190, 160, 160), 1)
    for y in range(60, HIGH, 42):
        pen.line((60, y, WIDE - 60, y + 6), (190, 160, 160), 1)
    for box in ((0, 0, WIDE, 14), (0, 0, 10, HIGH)):
        pen.rectangle(box, fill=DARK)
    assert blank(page) is True


def full_page() -> Image.Image:
    page = sheet((255, 255, 255))
    for row in range(24):
        signs(page, 100, 150 + 36 * row, 32, colour=DARK)
    return page


def test_print_that_shows_through_is_none() -> None:
    back = full_page()
    darkness = 1 - np.asarray(back.convert("L"), float) / 255
    softened = 1 - np.asarray(back.convert("L").filter(ImageFilter.GaussianBlur(2)), float) / 255
    assert blank(shaded(sheet(), 0.15 * softened)) is True
    assert blank(shaded(sheet(), 0.15 * darkness)) is not True  # as pale, but sharp: an old fax, pencil
    assert blank(shaded(sheet(), 0.4 * darkness)) is not True


def test_hairs_stains_and_what_is_pressed_into_paper_are_no_writing() -> None:
    page = sheet()
    pen = ImageDraw.Draw(page)
    pen.arc((200, 300, 420, 520), 20, 200, (80, 70, 60), 3)
    pen.arc((500, 700, 640, 980), 190, 330, (80, 70, 60), 3)
    stain = Image.new("L", page.size, 0)
    ImageDraw.Draw(stain).ellipse((500, 200, 640, 330), outline=90, width=12)
    page = shaded(page, np.asarray(stain.filter(ImageFilter.GaussianBlur(4)), float) / 255)
    assert blank(page) is True
    pressed = np.zeros((HIGH, WIDE))
    pressed[300:420, 200:600] = 0.1 * np.sign(np.sin(np.arange(400) / 1.5))[None] * (np.arange(120) % 24 < 18)[:, None]
    assert blank(shaded(sheet((220, 218, 210)), pressed)) is True
    assert blank(shaded(sheet((220, 218, 210)), np.maximum(2 * pressed, 0))) is not True


def test_a_red_star_and_a_picture_are_no_empty_page() -> None:
    page = sheet()
    points = [(300, 600), (330, 660), (390, 660), (340, 700), (360, 760), (300, 720), (240, 760), (260, 700)]
    ImageDraw.Draw(page).polygon([(x // 2, y) for x, y in points], fill=(240, 170, 170))
    assert blank(page) is not True
    rows, columns = np.mgrid[:HIGH, :WIDE]
    waves = np.stack([128 + 90 * np.sin(rows / 150 + shift) * np.cos(columns / 120) for shift in range(3)], axis=2)
    assert blank(waves.astype(np.uint8)) is not True


def test_noise_in_bad_light_is_no_writing() -> None:
    noise = np.asarray(grey_noise((WIDE, HIGH), 2), float)[..., None] - 128
    picture = np.clip(np.asarray(sheet((88, 86, 80)), float) + noise, 0, 255).astype(np.uint8)
    assert blank(picture) is True
