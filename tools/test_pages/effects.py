"""How a drawn page comes into a file: scanned or photographed, well or badly. Seals' places move with the page."""

import random
from dataclasses import dataclass, replace
from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from tools.test_pages.layouts import paper
from tools.test_pages.sheet import DPI
from tools.test_pages.words import facts


@dataclass(frozen=True, slots=True)
class Taking:
    """How a page is taken. Turns are degrees clockwise that the picture lies off upright; `blur` is in millimetres."""

    name: str
    dpi: int = 150
    quality: int = 85
    grey: bool = False
    tilt: float = 0.4
    desk: float = 0.0
    bend: float = 0.0
    shade: float = 0.0
    noise: float = 2.0
    blur: float = 0.0
    stain: bool = False
    through: bool = False
    paper: tuple[float, float, float] = (1.0, 1.0, 1.0)
    contrast: float = 1.0


TAKINGS = (
    Taking("scan"),
    Taking("scan300", 300, 90, tilt=0.8),
    Taking("scan75", 75, 80),
    Taking("q30", 130, 30),
    Taking("photo", 170, 82, tilt=1.5, desk=0.06, bend=0.03, shade=0.35, noise=6),
    Taking("steep", 170, 82, tilt=2.5, desk=0.09, bend=0.08, shade=0.25, noise=5),
    Taking("shadow", 150, 80, tilt=1.0, desk=0.03, bend=0.02, shade=0.62, noise=6),
    Taking("stained", 150, 80, stain=True, noise=4),
    Taking("coloured", 150, 80, paper=(0.98, 0.93, 0.74), noise=3),
    Taking("pink", 150, 80, paper=(1.0, 0.86, 0.88), noise=3),
    Taking("grey", 150, 75, grey=True),
    Taking("pale", 150, 80, contrast=0.6),
    Taking("noisy", 120, 60, noise=14, shade=0.2),
)
BY_NAME = {taking.name: taking for taking in TAKINGS}
BLURRED = replace(BY_NAME["photo"], name="blurred", blur=1.3)
DESKS = ((150, 112, 78), (92, 66, 48), (206, 204, 198), (58, 62, 70), (172, 138, 100))


def take(
    page: Image.Image, masks: list[Image.Image], how: Taking, chance: random.Random
) -> tuple[Image.Image, list[Image.Image]]:
    """Take the page, and the places of its seals the same way."""
    rng = np.random.default_rng(chance.getrandbits(32))
    scale = how.dpi / DPI
    size = (round(page.width * scale * (1 + 2 * how.desk)), round(page.height * scale * (1 + 2 * how.desk)))
    corners = _corners(size, how, chance)
    desk = chance.choice(DESKS) if how.desk else (244, 244, 242)
    solve = _looks_at(corners, page.size)
    moved = [mask.transform(size, Image.Transform.PERSPECTIVE, solve, Image.Resampling.NEAREST) for mask in masks]
    small = page.filter(ImageFilter.GaussianBlur(0.45 / scale)) if scale < 1 else page
    if how.through:
        small = _shown_through(small, chance)
    seen = small.transform(size, Image.Transform.PERSPECTIVE, solve, Image.Resampling.BICUBIC, fillcolor=desk)
    covered = Image.new("L", page.size, 255).transform(
        size, Image.Transform.PERSPECTIVE, solve, Image.Resampling.BILINEAR
    )
    pixels: np.ndarray = np.asarray(seen, np.float32)
    on_page = np.asarray(covered, np.float32)[..., None] / 255
    if how.contrast < 1:
        pixels = 255 - (255 - pixels) * (1 - on_page * (1 - how.contrast))
    pixels = pixels * (1 - on_page + on_page * np.array(how.paper, np.float32))
    if how.desk:
        grain = _cloud(rng, size, (3, 60)) * 0.24 + 0.88
        pixels = np.where(on_page > 0.5, pixels, pixels * grain[..., None])
    if how.stain:
        pixels = _stained(pixels, size, rng)
    if how.shade:
        pixels = pixels * _light(size, how.shade, rng)[..., None]
    if how.blur:
        radius = how.blur * how.dpi / 25.4 / 2
        pixels = np.asarray(
            Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius)),
            np.float32,
        )
    if how.grey:
        pixels = np.repeat(pixels @ np.array([[0.299], [0.587], [0.114]], np.float32), 3, axis=2)
        pixels += rng.normal(0, how.noise, pixels.shape[:2])[..., None]
    else:
        pixels = pixels + rng.normal(0, how.noise, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)), moved


def coded(picture: Image.Image, how: Taking) -> bytes:
    """The picture as the bytes of a JPEG file; a grey one has one channel."""
    out = BytesIO()
    (picture.convert("L") if how.grey else picture).save(out, "JPEG", quality=how.quality)
    return out.getvalue()


def _corners(size: tuple[int, int], how: Taking, chance: random.Random) -> list[tuple[float, float]]:
    width, height = size
    angle = np.radians(chance.choice((-1, 1)) * chance.uniform(0.3, 1) * how.tilt)
    margin = how.desk / (1 + 2 * how.desk)
    out = []
    for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)):
        at_x = (margin + x * (1 - 2 * margin)) * width + chance.uniform(-1, 1) * how.bend * width * 0.5
        at_y = (margin + y * (1 - 2 * margin)) * height + chance.uniform(-1, 1) * how.bend * height * 0.5
        off_x, off_y = at_x - width / 2, at_y - height / 2
        out.append(
            (
                width / 2 + off_x * np.cos(angle) - off_y * np.sin(angle),
                height / 2 + off_x * np.sin(angle) + off_y * np.cos(angle),
            )
        )
    return out


def _looks_at(corners: list[tuple[float, float]], size: tuple[int, int]) -> list[float]:
    """The eight numbers with which Pillow maps the picture's corners to the page's."""
    width, height = size
    rows, values = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (width, 0), (width, height), (0, height)), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(value) for value in np.linalg.solve(np.array(rows, float), np.array(values, float))]


def _cloud(rng: np.random.Generator, size: tuple[int, int], cells: tuple[int, int]) -> np.ndarray:
    small = rng.random((cells[1], cells[0])).astype(np.float32)
    return np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC))


def _light(size: tuple[int, int], depth: float, rng: np.random.Generator) -> np.ndarray:
    """Light that falls off to one side, and the edge of a shadow."""
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    angle = rng.uniform(0, 2 * np.pi)
    along = x * np.cos(angle) + y * np.sin(angle)
    falling = 1 - depth * 0.5 * (along + 1.2) / 2.4
    shadow = 1 - depth * 0.5 / (1 + np.exp(-(along - rng.uniform(0, 0.5)) * rng.uniform(8, 25)))
    return np.asarray(falling * shadow, np.float32)


def _stained(pixels: np.ndarray, size: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """A ring of coffee and some yellowing."""
    x, y = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    middle, radius = (
        (rng.uniform(0.2, 0.8) * size[0], rng.uniform(0.2, 0.8) * size[1]),
        rng.uniform(0.1, 0.17) * size[0],
    )
    off = np.abs(np.hypot(x - middle[0], y - middle[1]) - radius) / (0.012 * size[0])
    ring = np.exp(-(off**2)) * _cloud(rng, size, (9, 9))
    yellow = np.clip(_cloud(rng, size, (4, 5)) - 0.55, 0, 1)
    tint = np.array([0.12, 0.32, 0.6], np.float32)
    return np.asarray(pixels * (1 - 0.7 * ring[..., None] * tint) * (1 - 0.9 * yellow[..., None] * tint * 0.6))


def _shown_through(page: Image.Image, chance: random.Random) -> Image.Image:
    """A page with the print of its other side showing."""
    other = paper(chance, facts(chance))[0].image.resize(page.size).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    soft = np.asarray(other.filter(ImageFilter.GaussianBlur(4)).convert("L"), np.float32)
    depth = chance.uniform(0.08, 0.2)
    pixels = np.asarray(page, np.float32) * (1 - depth * (1 - soft / 255))[..., None]
    return Image.fromarray(pixels.astype(np.uint8))
