"""What is colour on a page: pale ink, faded seals, tinted paper. What is none: grain, and the noise of cameras."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from zcdossier.assemble.shrinking.encode_jpeg import ColourAmount, measure_colour

SIZE = (1240, 1754)


def scan(paper=(250, 250, 250), noise=4.0):
    """A page of print as a scanner or a camera sees it: soft, with noise in every channel."""
    image = Image.new("RGB", SIZE, paper)
    draw = ImageDraw.Draw(image)
    for y in range(80, SIZE[1] - 300, 30):
        for x in range(80, SIZE[0] - 80, 22):
            draw.line((x, y, x + 12, y + 16), fill=(40, 40, 40), width=2)
    return image, draw, noise


def taken(image, noise):
    soft = np.asarray(image.filter(ImageFilter.GaussianBlur(1.0)), dtype=float)
    grain = np.random.default_rng(1).normal(0, noise, soft.shape)
    return Image.fromarray((soft + grain).clip(0, 255).astype("uint8"))


@pytest.mark.parametrize("noise", [0.0, 4.0, 8.0])
def test_black_print_on_white_has_no_colour(noise):
    image, _, _ = scan()
    assert measure_colour(taken(image, noise)) is ColourAmount.NONE


@pytest.mark.parametrize(
    ("ink", "width"),
    [((30, 50, 160), 3), ((110, 125, 185), 2), ((150, 160, 195), 3), ((220, 80, 80), 2), ((240, 200, 200), 4)],
    ids=["blue pen", "light blue pen", "pale blue pen", "red pen", "faded seal"],
)
def test_pale_ink_is_colour(ink, width):
    image, draw, noise = scan()
    points = [(300 + at * 10, 1550 + int(40 * np.sin(at / 3))) for at in range(60)]
    draw.line(points, fill=ink, width=width)
    assert measure_colour(taken(image, noise)) is not ColourAmount.NONE


@pytest.mark.parametrize("paper", [(255, 250, 230), (255, 245, 225), (234, 241, 250), (252, 238, 238), (250, 240, 215)])
def test_tinted_paper_is_colour(paper):
    image, _, noise = scan(paper)
    assert measure_colour(taken(image, noise)) is ColourAmount.SOME


def test_a_seal_is_strong():
    image, draw, noise = scan()
    draw.ellipse((600, 1300, 900, 1600), outline=(200, 30, 40), width=12)
    assert measure_colour(taken(image, noise)) is ColourAmount.STRONG


def test_a_single_coloured_speck_is_no_colour():
    image, draw, _ = scan()
    draw.rectangle((600, 1600, 603, 1603), fill=(250, 200, 200))
    assert measure_colour(taken(image, 0)) is ColourAmount.NONE


def test_grey_has_none():
    assert measure_colour(Image.new("L", SIZE, 90)) is ColourAmount.NONE
