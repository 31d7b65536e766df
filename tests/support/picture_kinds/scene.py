"""The one picture that all kinds of files hold, and what is made of it: in grey, in black and white, half clear."""

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageOps

SIZE = (121, 163)
RED, GREEN, BLUE, INK = (214, 30, 44), (30, 150, 60), (40, 70, 200), (20, 20, 24)
# From how it lies in the file to how it is shown: what has to be done to it is undone by the EXIF value.
STORED: dict[int, Image.Transpose | None] = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True)
class Kind:
    """A file, and the picture its page has to show. `off` is the mean difference that its coding excuses."""

    data: bytes
    format: str
    expected: Image.Image
    off: float = 5.0


@cache
def scene(size: tuple[int, int] = SIZE, *, grainy: bool = True) -> Image.Image:
    """Light from the left, a black F, a red ring, a green and a blue patch: no turn and no mirror looks the same.

    The grain keeps lossless codings from being tiny, so that they have to give way to JPEG where room is short.
    """
    width, height = size
    base = Image.linear_gradient("L").transpose(Image.Transpose.ROTATE_90).resize(size)
    image = Image.merge(
        "RGB", [base.point(lambda value, low=low: low + value * (240 - low) // 255) for low in (170, 180, 190)]
    )
    draw = ImageDraw.Draw(image)
    unit = width / 12
    for box in ((2, 2, 3.4, 9), (3.4, 2, 7, 3.4), (3.4, 5, 6, 6.2)):
        draw.rectangle([side * unit for side in box], fill=INK)
    draw.ellipse(
        [6.4 * unit, height - 6.5 * unit, 11.2 * unit, height - 1.7 * unit], outline=RED, width=max(2, int(unit))
    )
    draw.rectangle((0, height - 2 * unit, 3 * unit, height), fill=GREEN)
    draw.rectangle((width - 2 * unit, 0, width, 2 * unit), fill=BLUE)
    if grainy:
        planes = [
            Image.frombytes("L", size, bytes((at * at * step + at // 7 * 17) % 29 for at in range(width * height)))
            for step in (31, 37, 41)
        ]
        image = ImageChops.add(image, Image.merge("RGB", planes), offset=-14)
    return image


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **how)
    return buffer.getvalue()


def turned(orientation: int, image: Image.Image | None = None) -> Image.Image:
    """The scene as a camera held so stores it."""
    image = image or scene()
    step = STORED[orientation]
    return image if step is None else image.transpose(step)


def exif(orientation: object = None, **tags: Any) -> Image.Exif:
    block = Image.Exif()
    block[0x010F] = "SecretCamera"
    for tag, value in tags.items():
        block[int(tag.removeprefix("x"), 16)] = value
    if orientation is not None:
        block[0x0112] = orientation
    return block


def faded(image: Image.Image | None = None) -> tuple[Image.Image, Image.Image]:
    """The scene, clear towards the bottom; and the same on white."""
    image = image or scene()
    alpha = ImageOps.flip(Image.linear_gradient("L")).resize(image.size)
    clear = image.copy()
    clear.putalpha(alpha)
    return clear, Image.composite(image, Image.new(image.mode, image.size, "white"), alpha)


@cache
def in_grey() -> Image.Image:
    return scene().convert("L")


@cache
def in_black_and_white() -> Image.Image:
    return in_grey().point(lambda value: 255 if value > 128 else 0).convert("1", dither=Image.Dither.NONE)


@cache
def in_palette() -> Image.Image:
    return scene().quantize(16, dither=Image.Dither.NONE)
