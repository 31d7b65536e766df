"""Seals set off against the blending of viewers."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tests.support.grey_noise import grey_noise
from zcdossier.assemble.shrinking import seal_depth

RED = (200, 30, 40)


def seal_page(mode: str = "RGB") -> Image.Image:
    """A page of 300 dpi with black lines and a seal of thin strokes."""
    page = Image.new("RGB", (1200, 1600), "white")
    draw = ImageDraw.Draw(page)
    for row in range(100, 1500, 40):
        draw.line((100, row, 1100, row), (20, 20, 20), 3)
    for radius in range(20, 160, 14):
        draw.ellipse((800 - radius, 1200 - radius, 800 + radius, 1200 + radius), outline=RED, width=4)
    return page.convert(mode)


def deepened(image: Image.Image, scale: float) -> Image.Image:
    deeper = image.copy()
    seal_depth.deepen_seals(deeper, scale)
    return deeper


def as_seen(image: Image.Image) -> np.ndarray:
    """What a viewer shows that draws a picture of half the pixels at the whole size, averaged down again."""
    twice = image.convert("RGB").resize((2 * image.width, 2 * image.height), Image.Resampling.BILINEAR)
    return np.asarray(twice.reduce(2)).astype(int)


def strong_in(pixels: np.ndarray, least: int = 90) -> np.ndarray:
    return pixels.max(axis=2) - pixels.min(axis=2) >= least


@pytest.mark.parametrize("mode", ["RGB", "RGBX"])
def test_a_seal_of_half_the_pixels_is_seen_as_deep_as_before(mode):
    half = seal_page(mode).reduce(2)
    wanted = np.asarray(half.convert("RGB")).astype(int)
    strong = strong_in(wanted)
    deeper = deepened(half, 0.5)
    assert deeper.mode == mode

    def error(image):
        return np.abs(as_seen(image) - wanted)[strong].mean()

    assert error(deeper) < 0.75 * error(half)


def test_what_is_no_seal_stays_to_the_pixel():
    half = seal_page().reduce(2)
    before, after = (np.asarray(image).astype(int) for image in (half, deepened(half, 0.5)))
    changed = (before != after).any(axis=2)
    assert changed.any()
    assert not (changed & ~strong_in(before, 61)).any()


def test_the_fewer_pixels_the_more_is_set_off_and_at_the_whole_size_nothing():
    page = seal_page().reduce(2)
    changes = [
        np.abs(np.asarray(deepened(page, scale)).astype(int) - np.asarray(page)).sum() for scale in (0.4, 0.6, 0.9)
    ]
    assert changes[0] > changes[1] > changes[2] > 0
    assert deepened(page, 1.0) == page


def test_a_coloured_picture_is_no_seal():
    grain = np.asarray(grey_noise((600, 800), 20.0))
    cover = Image.fromarray(np.stack([grain, grain // 4, grain // 4], axis=2).astype(np.uint8))
    assert deepened(cover, 0.5) == cover


def test_a_page_without_colour_stays():
    grey = grey_noise((600, 800), 20.0).convert("RGB")
    assert deepened(grey, 0.5) == grey


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (3, 900), (64, 64), (65, 129), (191, 63)])
def test_seals_at_any_edge_of_any_size(size):
    page = Image.new("RGB", size, "white")
    page.paste(RED, (size[0] - 1, size[1] - 1, size[0], size[1]))
    page.paste(RED, (0, 0, 1, 1))
    assert deepened(page, 0.5).size == size


def test_runs_of_tiles_are_set_off_as_if_the_page_were_one():
    half = seal_page().reduce(2)
    at_once = half.copy()
    at_once.paste(seal_depth._set_off(half, (1, 1, half.width - 1, half.height - 1), 0.13 * 0.75), (1, 1))
    assert deepened(half, 0.5) == at_once
