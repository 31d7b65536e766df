"""Seals, and red things that are none: each is drawn apart and pressed onto the page like ink."""

# ruff: noqa: PLR0917 - a drawing takes its place first, then what is drawn
import math
import random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

from tools.test_pages.sheet import MILLIMETRE, RED, Colour, Sheet, font

FINE = 2
PURPLE: Colour = (118, 44, 140)
STYLES = ("round", "oval", "faded", "patchy", "purple", "hidden", "tilted", "light")
ORNAMENTS = ("disc", "rosette", "pen_circle", "name_seal", "crest", "star", "sun", "round_box")


def seal(chance: random.Random, words: str, style: str) -> tuple[Image.Image, Colour, str]:
    """The ink of a seal (white is none), its colour and its shape."""
    shape = "oval" if style == "oval" or (style in ("faded", "purple") and chance.random() < 0.3) else "round"
    across = chance.uniform(38, 43) if shape == "round" else chance.uniform(40, 46)
    high = across if shape == "round" else across * chance.uniform(0.66, 0.74)
    ink = _ring(chance, words, across, high)
    turn = chance.uniform(-6, 6) if style != "tilted" else chance.choice((-1, 1)) * chance.uniform(14, 40)
    ink = ink.rotate(turn if shape == "round" else turn / 2, Image.Resampling.BICUBIC, expand=True)
    colour: Colour = (
        (chance.randint(195, 225), chance.randint(20, 60), chance.randint(30, 66)) if style != "purple" else PURPLE
    )
    strength = {"faded": chance.uniform(0.32, 0.5), "light": chance.uniform(0.5, 0.7)}.get(
        style, chance.uniform(0.75, 0.95)
    )
    cover = np.asarray(ink, np.float32) / 255 * strength * _pressure(chance, ink.size, 0.12)
    if style == "patchy":
        cover *= _patches(chance, ink.size, chance.uniform(0.15, 0.42))
    return Image.fromarray((np.clip(cover, 0, 1) * 255).astype(np.uint8)), colour, shape


def press(page: Image.Image, ink: Image.Image, colour: Colour, x: float, y: float) -> Image.Image:
    """Press ink with its middle at (x, y) millimetres; what is printed below stays dark. Returns where the ink is."""
    left, top = round(x * MILLIMETRE - ink.width / 2), round(y * MILLIMETRE - ink.height / 2)
    place = (left, top, left + ink.width, top + ink.height)
    under = page.crop(place)
    wet = Image.composite(Image.new("RGB", ink.size, colour), Image.new("RGB", ink.size, "white"), ink)
    page.paste(ImageChops.multiply(under, wet), place)
    mask = Image.new("L", page.size)
    mask.paste(ink.point([255 if level > 20 else 0 for level in range(256)]), place)
    return mask


def ornament(sheet: Sheet, kind: str, x: float, y: float) -> None:
    """Draw something red that is no seal with its middle at (x, y)."""
    _DRAWN[kind](sheet, x, y)


def id_photo(sheet: Sheet, x: float, y: float, ground: Colour = (206, 40, 44)) -> None:
    """A drawn portrait, 25 by 35 mm, from its top left."""
    sheet.box(x, y, x + 25, y + 35, ground, 0.2, ground)
    _disc(sheet, x + 12.5, y + 14, 6.5, (232, 196, 170))
    sheet.pen.pieslice([v * MILLIMETRE for v in (x + 3, y + 21, x + 22, y + 49)], 180, 360, (40, 44, 70))
    sheet.pen.pieslice([v * MILLIMETRE for v in (x + 5.6, y + 6, x + 19.4, y + 19)], 180, 360, (30, 26, 26))
    sheet.box(x, y + 35, x + 25, y + 37, (255, 255, 255), 0.2, (255, 255, 255))


def _ring(chance: random.Random, words: str, across: float, high: float) -> Image.Image:
    scale = MILLIMETRE * FINE
    margin = 3
    size = (round((across + margin) * scale), round((high + margin) * scale))
    ink = Image.new("L", size)
    pen = ImageDraw.Draw(ink)
    middle = (size[0] / 2, size[1] / 2)
    radius = (across / 2 * scale, high / 2 * scale)
    pen.ellipse(_around(middle, radius), outline=255, width=round(chance.uniform(0.8, 1.3) * scale))
    if high < across and chance.random() < 0.5:
        pen.ellipse(_around(middle, (radius[0] * 0.92, radius[1] * 0.89)), outline=255, width=round(0.35 * scale))
    tall = across * (0.13 if len(words) < 12 else 0.11)
    face = font(chance.choice(("hei", "ming", "thin")), tall * FINE)
    span = math.radians(min(250, 21 * len(words)))
    for place, letter in enumerate(words):
        angle = -math.pi / 2 - span / 2 + span * (place + 0.5) / len(words)
        at = (middle[0] + radius[0] * 0.76 * math.cos(angle), middle[1] + radius[1] * 0.76 * math.sin(angle))
        _letter(ink, letter, face, at, -math.degrees(angle) - 90)
    if high == across:
        points = [
            (
                middle[0] + r * radius[0] * math.sin(i * math.pi / 5),
                middle[1] - r * radius[0] * math.cos(i * math.pi / 5),
            )
            for i in range(10)
            for r in (0.3 if i % 2 == 0 else 0.115,)
        ]
        pen.polygon(points, fill=255)
    low = chance.choice(("", "专用章", "业务章", "3301000045812", "证明专用章"))
    pen.text((middle[0], middle[1] + radius[1] * 0.55), low, 255, font("hei", 0.085 * across * FINE), anchor="mm")
    if high != across:
        pen.text(
            middle,
            chance.choice(("论文专用章", "检索专用章", "业务专用章")),
            255,
            font("hei", 0.09 * across * FINE),
            anchor="mm",
        )
    return ink.resize((size[0] // FINE, size[1] // FINE), Image.Resampling.LANCZOS)


def _letter(ink: Image.Image, letter: str, face: ImageFont.FreeTypeFont, at: tuple[float, float], turn: float) -> None:
    size = round(face.size * 1.5)
    piece = Image.new("L", (size, size))
    ImageDraw.Draw(piece).text((size / 2, size / 2), letter, 255, face, anchor="mm")
    piece = piece.rotate(turn, Image.Resampling.BICUBIC)
    corner = (round(at[0] - size / 2), round(at[1] - size / 2))
    under = ink.crop((*corner, corner[0] + size, corner[1] + size))
    ink.paste(ImageChops.lighter(under, piece), corner)


def _pressure(chance: random.Random, size: tuple[int, int], depth: float) -> np.ndarray:
    return 1 - depth + depth * _cloud(chance, size, 5)


def _patches(chance: random.Random, size: tuple[int, int], missing: float) -> np.ndarray:
    cloud = 0.6 * _cloud(chance, size, 6) + 0.4 * _cloud(chance, size, 24)
    edge = np.quantile(cloud, missing)
    return np.clip((cloud - edge) * 9 + 0.5, 0.04, 1)


def _cloud(chance: random.Random, size: tuple[int, int], cells: int) -> np.ndarray:
    small = np.random.default_rng(chance.getrandbits(32)).random((cells, cells), np.float32)
    return np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC))


def _around(middle: tuple[float, float], radius: tuple[float, float]) -> tuple[float, float, float, float]:
    return (middle[0] - radius[0], middle[1] - radius[1], middle[0] + radius[0], middle[1] + radius[1])


def _disc(
    sheet: Sheet,
    x: float,
    y: float,
    radius: float,
    fill: Colour | None,
    outline: Colour | None = None,
    width: float = 0.4,
) -> None:
    sheet.pen.ellipse(
        [v * MILLIMETRE for v in (x - radius, y - radius, x + radius, y + radius)],
        fill,
        outline,
        round(width * MILLIMETRE),
    )


def _solid_disc(sheet: Sheet, x: float, y: float) -> None:
    _disc(sheet, x, y, sheet.chance.uniform(12, 20), RED)
    sheet.text(x, y, "先进", 9, "hei", (255, 236, 190), "mm")


def _rosette(sheet: Sheet, x: float, y: float) -> None:
    for petal in range(16):
        angle = petal * math.pi / 8
        _disc(sheet, x + 13 * math.cos(angle), y + 13 * math.sin(angle), 3.4, (190, 30, 40))
    _disc(sheet, x, y, 13, (206, 44, 50), (240, 210, 130), 0.8)
    sheet.text(x, y, "奖", 12, "kai", (250, 224, 150), "mm")


def _pen_circle(sheet: Sheet, x: float, y: float) -> None:
    radius = sheet.chance.uniform(11, 19)
    points = [
        (
            (x + radius * 1.3 * math.cos(t / 20)) * MILLIMETRE,
            (y + radius * (0.75 + t / 1800) * math.sin(t / 20)) * MILLIMETRE,
        )
        for t in range(132)
    ]
    sheet.pen.line(points, (214, 40, 50), round(0.7 * MILLIMETRE), "curve")
    sheet.text(x, y, "已核对", 5, "kai", anchor="mm")


def _name_seal(sheet: Sheet, x: float, y: float) -> None:
    sheet.box(x - 8, y - 8, x + 8, y + 8, RED, 0.9)
    sheet.text(x, y - 3.6, "文印", 6.4, "kai", RED, "mm")
    sheet.text(x, y + 3.6, "之章", 6.4, "kai", RED, "mm")


def _crest(sheet: Sheet, x: float, y: float) -> None:
    _disc(sheet, x, y, 11, None, RED, 0.9)
    _disc(sheet, x, y, 7.2, None, RED, 0.7)
    _disc(sheet, x, y, 3, RED)
    for mark in range(18):
        angle = mark * math.pi / 9
        _disc(sheet, x + 9.1 * math.cos(angle), y + 9.1 * math.sin(angle), 0.7, RED)


def _star(sheet: Sheet, x: float, y: float) -> None:
    points = [
        ((x + r * math.sin(i * math.pi / 5)) * MILLIMETRE, (y - r * math.cos(i * math.pi / 5)) * MILLIMETRE)
        for i in range(10)
        for r in (14 if i % 2 == 0 else 5.4,)
    ]
    sheet.pen.polygon(points, RED)


def _sun(sheet: Sheet, x: float, y: float) -> None:
    _disc(sheet, x, y, 8, RED)
    for ray in range(12):
        angle = ray * math.pi / 6
        sheet.line(
            x + 10 * math.cos(angle),
            y + 10 * math.sin(angle),
            x + 17 * math.cos(angle),
            y + 17 * math.sin(angle),
            RED,
            1.2,
        )


def _round_box(sheet: Sheet, x: float, y: float) -> None:
    corners = [v * MILLIMETRE for v in (x - 22, y - 9, x + 22, y + 9)]
    sheet.pen.rounded_rectangle(corners, 6 * MILLIMETRE, None, RED, round(0.9 * MILLIMETRE))
    sheet.text(x, y, "优秀论文", 8, "kai", RED, "mm")


_DRAWN = {
    "disc": _solid_disc,
    "rosette": _rosette,
    "pen_circle": _pen_circle,
    "name_seal": _name_seal,
    "crest": _crest,
    "star": _star,
    "sun": _sun,
    "round_box": _round_box,
}
