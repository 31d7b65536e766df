"""Red seals and signatures: what makes a paper a proof. Both come as RGBA pictures to be pressed on a sheet."""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tools.make_sample.fonts import Fonts
from tools.make_sample.sheet import Colour

INK: Colour = (206, 32, 38)
PEN: Colour = (28, 36, 84)


def round_seal(
    fonts: Fonts,
    rng: np.random.Generator,
    owner: str,
    *,
    scale: float,
    below: str = "",
    diameter: float = 40.0,
) -> Image.Image:
    """Return the round seal of `owner`: ring, star, the name along the ring, `below` on a straight line."""
    size = round(diameter * scale * 2)
    mask = Image.new("L", (size, size))
    draw = ImageDraw.Draw(mask)
    radius = size / 2 - 4
    centre = size / 2
    ring = max(3, round(size * 0.026))
    edge = (centre - radius, centre - radius, centre + radius, centre + radius)
    draw.ellipse(edge, outline=255, width=ring)
    draw.polygon(star(centre, centre - (size * 0.02 if below else 0), radius * 0.31), fill=255)
    _along_ring(mask, fonts, owner, radius)
    if below:
        font = fonts.get("serif", True, size * 0.085)
        draw.text((centre, centre + radius * 0.55), below, font=font, fill=255, anchor="mm")
    mask = mask.resize((size // 2, size // 2), Image.Resampling.LANCZOS)
    mask = mask.rotate(float(rng.uniform(-9, 9)), Image.Resampling.BICUBIC)
    return _inked(mask, rng, INK)


def name_seal(fonts: Fonts, rng: np.random.Generator, name: str, *, scale: float) -> Image.Image:
    """Return a small square seal of a person's name, two characters to a column, read from the right."""
    size = round(17 * scale * 2)
    mask = Image.new("L", (size, size))
    draw = ImageDraw.Draw(mask)
    draw.rectangle((4, 4, size - 5, size - 5), outline=255, width=max(3, size // 28))
    carved = f"{name}印" if len(name) == 3 else f"{name}之印"
    font = fonts.get("serif", True, size * 0.38)
    for number, character in enumerate(carved[:4]):
        x = size * (0.71 if number < 2 else 0.29)
        y = size * (0.29 if number % 2 == 0 else 0.71)
        draw.text((x, y), character, font=font, fill=255, anchor="mm")
    mask = mask.resize((size // 2, size // 2), Image.Resampling.LANCZOS)
    return _inked(mask.rotate(float(rng.uniform(-4, 4)), Image.Resampling.BICUBIC), rng, INK)


def signature(fonts: Fonts, rng: np.random.Generator, name: str, *, scale: float) -> Image.Image:
    """Return a name as if written by hand: slanted, uneven characters in blue-black ink."""
    em = round(9 * scale * 2)
    sheet = Image.new("L", (em * (len(name) + 2), em * 2))
    x = em * 0.5
    for character in name:
        glyph = Image.new("L", (em * 2, em * 2))
        font = fonts.get("serif", False, em * rng.uniform(0.85, 1.15))
        ImageDraw.Draw(glyph).text((em, em), character, font=font, fill=255, anchor="mm")
        glyph = glyph.rotate(float(rng.uniform(-12, 8)), Image.Resampling.BICUBIC)
        sheet.paste(255, (round(x - em * 0.5), round(rng.uniform(-0.14, 0.1) * em)), glyph)
        x += em * rng.uniform(0.72, 0.86)
    slant = float(rng.uniform(0.22, 0.36))
    sheet = sheet.transform(
        sheet.size, Image.Transform.AFFINE, (1, slant, -slant * em, 0, 1, 0), Image.Resampling.BICUBIC
    )
    wavy = _waver(np.asarray(sheet, np.float32), rng, em)
    mask = Image.fromarray(wavy).filter(ImageFilter.MinFilter(3)).filter(ImageFilter.GaussianBlur(1.2))
    box = mask.getbbox() or (0, 0, 1, 1)
    mask = mask.crop(box).resize(((box[2] - box[0]) // 2, (box[3] - box[1]) // 2), Image.Resampling.LANCZOS)
    mask = mask.point(lambda value: min(255, round(value * 1.5)))
    picture = Image.new("RGBA", mask.size, PEN)
    picture.putalpha(mask)
    return picture


def star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        angle = math.radians(-90 + 36 * corner)
        length = radius if corner % 2 == 0 else radius * 0.382
        points.append((x + length * math.cos(angle), y + length * math.sin(angle)))
    return points


def _along_ring(mask: Image.Image, fonts: Fonts, owner: str, radius: float) -> None:
    """Set the name round the ring, the feet of the characters towards the star."""
    centre = mask.width / 2
    count = len(owner)
    sweep = min(268.0, 24.0 * count)
    height = min(radius * 0.30, math.radians(sweep / max(count, 1)) * radius * 0.95)
    font = fonts.get("serif", True, height * 1.05)
    path = radius * 0.79
    for number, character in enumerate(owner):
        turn = -sweep / 2 + sweep * (number + 0.5) / count
        tile = Image.new("L", (round(height * 1.6),) * 2)
        middle = tile.width / 2
        ImageDraw.Draw(tile).text((middle, middle), character, font=font, fill=255, anchor="mm")
        narrow = tile.resize((round(tile.width * 0.82), round(tile.height * 1.12)), Image.Resampling.BICUBIC)
        turned = narrow.rotate(-turn, Image.Resampling.BICUBIC, expand=True)
        angle = math.radians(turn)
        x, y = centre + path * math.sin(angle), centre - path * math.cos(angle)
        mask.paste(255, (round(x - turned.width / 2), round(y - turned.height / 2)), turned)


def _inked(mask: Image.Image, rng: np.random.Generator, colour: Colour) -> Image.Image:
    """Give a stamp uneven ink: a soft cloud of pressure and a fine grain."""
    cloud = Image.fromarray(rng.integers(0, 255, (7, 7), dtype=np.uint8))
    pressure = np.asarray(cloud.resize(mask.size, Image.Resampling.BICUBIC), np.float32) / 255
    grain = rng.normal(0, 0.09, (mask.height, mask.width)).astype(np.float32)
    strength = np.clip(0.70 + 0.30 * pressure + grain, 0.25, 1.0)
    alpha = np.asarray(mask, np.float32) * strength
    picture = Image.new("RGBA", mask.size, colour)
    picture.putalpha(Image.fromarray(alpha.astype(np.uint8)))
    return picture.filter(ImageFilter.GaussianBlur(0.4))


def _waver(pixels: np.ndarray, rng: np.random.Generator, em: int) -> np.ndarray:
    """Bend straight strokes a little, as a hand does."""
    height, width = pixels.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    phase = rng.uniform(0, 6.28, 4)
    shift_x = em * 0.035 * (np.sin(ys / em * 5 + phase[0]) + np.sin(xs / em * 7 + phase[1]))
    shift_y = em * 0.035 * (np.sin(xs / em * 6 + phase[2]) + np.sin(ys / em * 8 + phase[3]))
    column = np.clip(np.rint(xs + shift_x), 0, width - 1).astype(np.intp)
    row = np.clip(np.rint(ys + shift_y), 0, height - 1).astype(np.intp)
    bent: np.ndarray = pixels[row, column].astype(np.uint8)
    return bent
