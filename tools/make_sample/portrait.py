"""The applicant's portrait, drawn: head and shoulders on white. Nobody's face."""

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SKIN = (236, 200, 176)
SHADE = (214, 170, 146)
HAIR = (42, 34, 32)
JACKET = (44, 56, 82)
SHIRT = (246, 247, 250)


def portrait(rng: np.random.Generator, width: int = 600, height: int = 800) -> Image.Image:
    """Return an ID photo with a white ground and a little sensor noise."""
    big = Image.new("RGB", (width * 2, height * 2), (255, 255, 255))
    unit = width * 2 / 600
    draw = ImageDraw.Draw(big)
    _hair_behind(draw, unit)
    _shoulders(draw, unit)
    _head(big, unit)
    _features(ImageDraw.Draw(big), unit)
    _fringe(ImageDraw.Draw(big), unit)
    small = big.filter(ImageFilter.GaussianBlur(unit * 0.9)).resize((width, height), Image.Resampling.LANCZOS)
    pixels = np.asarray(small, np.float32)
    noise = rng.normal(0, 1.6, (height, width, 1)) + rng.normal(0, 0.8, (height, width, 3))
    return Image.fromarray(np.clip(pixels - 2 + noise, 0, 255).astype(np.uint8))


def _scaled(unit: float, *values: float) -> tuple[float, ...]:
    return tuple(value * unit for value in values)


def _hair_behind(draw: ImageDraw.ImageDraw, unit: float) -> None:
    draw.ellipse(_scaled(unit, 152, 118, 448, 470), fill=HAIR)
    draw.rounded_rectangle(_scaled(unit, 156, 290, 444, 560), 90 * unit, fill=HAIR)


def _shoulders(draw: ImageDraw.ImageDraw, unit: float) -> None:
    outline = [(20, 800), (30, 730), (52, 690), (92, 660), (150, 636), (204, 614), (248, 588), (300, 700)]
    outline += [(600 - x, y) for x, y in outline[-2::-1]]
    draw.polygon([_scaled(unit, *p) for p in ((230, 590), (300, 760), (370, 590))], fill=SHIRT)
    draw.polygon([_scaled(unit, *point) for point in outline], fill=JACKET)
    draw.polygon([_scaled(unit, *p) for p in ((240, 584), (300, 730), (360, 584), (300, 600))], fill=SHIRT)
    draw.polygon([_scaled(unit, *p) for p in ((246, 430), (246, 588), (300, 668), (354, 588), (354, 430))], fill=SHADE)
    for side in (-1, 1):
        lapel = ((300 + side * 52, 586), (300 + side * 116, 640), (300 + side * 78, 668), (300, 800))
        draw.polygon([_scaled(unit, *p) for p in lapel], fill=(34, 44, 66))
        seam = _scaled(unit, 300 + side * 168, 706, 300 + side * 176, 800)
        draw.line(seam, fill=(34, 44, 66), width=round(2 * unit))


def _head(picture: Image.Image, unit: float) -> None:
    """Lay the face with a soft light from the upper left."""
    size = picture.size
    mask = Image.new("L", size)
    draw = ImageDraw.Draw(mask)
    draw.ellipse(_scaled(unit, 192, 176, 408, 430), fill=255)
    draw.ellipse(_scaled(unit, 200, 250, 400, 506), fill=255)
    for x in (184, 388):
        draw.ellipse(_scaled(unit, x, 318, x + 28, 386), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(unit * 1.2))
    ys, xs = np.mgrid[0 : size[1], 0 : size[0]].astype(np.float32) / unit
    far = np.clip(((xs - 270) ** 2 / 150**2 + (ys - 320) ** 2 / 210**2) ** 0.5 - 0.25, 0, 1)[..., None]
    face = np.array(SKIN, np.float32) * (1 - far) + np.array(SHADE, np.float32) * far
    for x in (246, 354):
        blush = np.exp(-((xs - x) ** 2 + (ys - 400) ** 2 * 1.5) / 900)[..., None]
        face += blush * np.array((8, -10, -8), np.float32)
    picture.paste(Image.fromarray(np.clip(face, 0, 255).astype(np.uint8)), (0, 0), mask)


def _features(draw: ImageDraw.ImageDraw, unit: float) -> None:
    for side in (-1, 1):
        x = 300 + side * 47
        draw.arc(_scaled(unit, x - 28, 298, x + 28, 330), 200, 340, fill=HAIR, width=round(5 * unit))
        draw.ellipse(_scaled(unit, x - 20, 334, x + 20, 356), fill=(250, 250, 250))
        draw.ellipse(_scaled(unit, x - 10, 334, x + 10, 356), fill=(58, 40, 32))
        draw.ellipse(_scaled(unit, x - 5, 340, x + 1, 346), fill=(245, 245, 245))
        draw.arc(_scaled(unit, x - 22, 331, x + 22, 362), 195, 345, fill=HAIR, width=round(4 * unit))
    draw.arc(_scaled(unit, 284, 388, 316, 414), 30, 150, fill=(188, 138, 118), width=round(4 * unit))
    draw.line(_scaled(unit, 306, 344, 311, 392), fill=(222, 180, 156), width=round(3 * unit))
    draw.chord(_scaled(unit, 268, 426, 332, 462), 8, 172, fill=(196, 96, 96))
    draw.arc(_scaled(unit, 264, 418, 336, 456), 20, 160, fill=(160, 72, 76), width=round(3 * unit))


def _fringe(draw: ImageDraw.ImageDraw, unit: float) -> None:
    left = [(300, 160), (226, 176), (186, 232), (178, 330), (200, 300), (226, 250), (296, 214)]
    right = [(296, 160), (374, 176), (414, 232), (422, 330), (400, 300), (378, 256), (290, 214)]
    for outline in (left, right):
        draw.polygon([_scaled(unit, *point) for point in outline], fill=HAIR)
