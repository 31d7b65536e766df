"""Whether a frame runs round a photo."""

import random

import pytest
from PIL import Image, ImageDraw

from zcdossier.probe.frames import is_framed


def portrait(background: tuple[int, int, int] = (245, 245, 245), size: tuple[int, int] = (358, 441)) -> Image.Image:
    width, height = size
    image = Image.new("RGB", size, background)
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.3, height * 0.08, width * 0.7, height * 0.55), fill=(60, 40, 30))
    draw.ellipse((width * 0.05, height * 0.6, width * 0.95, height * 1.4), fill=(30, 30, 60))
    noise = Image.frombytes("L", size, random.Random(1).randbytes(width * height)).convert("RGB")
    return Image.blend(image, noise, 0.03)


def framed(image: Image.Image, width: int, color: tuple[int, int, int], inset: int = 0) -> Image.Image:
    box = (inset, inset, image.width - 1 - inset, image.height - 1 - inset)
    ImageDraw.Draw(image).rectangle(box, outline=color, width=width)
    return image


@pytest.mark.parametrize("background", [(245, 245, 245), (67, 142, 219), (217, 0, 27)])
@pytest.mark.parametrize("size", [(358, 441), (600, 800), (120, 160)])
def test_a_photo_without_a_frame(background, size):
    assert not is_framed(portrait(background, size))


@pytest.mark.parametrize(
    ("background", "width", "color", "inset"),
    [
        ((245, 245, 245), 1, (0, 0, 0), 0),
        ((245, 245, 245), 5, (0, 0, 0), 0),
        ((245, 245, 245), 2, (90, 90, 90), 4),
        ((67, 142, 219), 8, (255, 255, 255), 0),
        ((217, 0, 27), 3, (255, 255, 255), 2),
    ],
)
def test_a_line_or_a_band_round_it_is_a_frame(background, width, color, inset):
    assert is_framed(framed(portrait(background), width, color, inset))


def test_a_dark_wall_at_one_side_or_a_gradient_is_none():
    image = portrait()
    ImageDraw.Draw(image).rectangle((0, 0, 8, 441), fill=(40, 40, 40))
    assert not is_framed(image)
    assert not is_framed(Image.linear_gradient("L").resize((358, 441)).convert("RGB"))


@pytest.mark.parametrize("size", [(1, 1), (10, 10), (3, 400), (400, 3)])
def test_what_is_too_small_to_tell_has_none(size):
    assert not is_framed(Image.new("RGB", size))
