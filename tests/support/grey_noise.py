"""Grain that is the same on every machine and in every order of tests; Pillow's own is not."""

import numpy as np
from PIL import Image


def grey_noise(size: tuple[int, int], deviation: float) -> Image.Image:
    """A grey picture of `size` pixels, normally spread about middle grey."""
    width, height = size
    spread = np.random.default_rng(width * height).standard_normal((height, width), np.float32)
    return Image.fromarray((128 + deviation * spread).clip(0, 255).astype(np.uint8))
