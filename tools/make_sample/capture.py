"""How a page gets into the computer: photographed on a desk, laid on a scanner, or copied in black and white."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

Floats = np.ndarray

BAND = 400
DESKS = {
    "oak": ((150, 112, 78), (176, 138, 102)),
    "walnut": ((74, 54, 44), (98, 74, 60)),
    "slate": ((88, 92, 98), (104, 108, 114)),
    "linen": ((186, 182, 172), (202, 198, 190)),
}


@dataclass(frozen=True, slots=True)
class Phone:
    """One way of holding the phone. `frame` is the picture's size; `curl` bends the page like a bound journal."""

    frame: tuple[int, int] = (1280, 1707)
    desk: str = "oak"
    tilt: float = 0.018
    turn: float = 1.2
    light: float = 0.16
    warmth: float = 0.02
    curl: float = 0.0
    noise: float = 2.0
    margin: float = 0.045


def photograph(page: Image.Image, rng: np.random.Generator, phone: Phone) -> Image.Image:
    """Return the page as a phone sees it, upright."""
    width, height = phone.frame
    corners = _corners(page.size, phone, rng)
    paper = np.asarray(page.convert("RGB"), np.float32) + _fibre(page.size, rng)
    picture = np.empty((height, width, 3), np.float32)
    cover = np.empty((height, width), np.float32)
    for top in range(0, height, BAND):
        rows = slice(top, min(top + BAND, height))
        picture[rows], cover[rows] = _seen(paper, corners, phone, rows)
    shadow = _soft(np.roll(cover, (height // 150, width // 110), (0, 1)), width / 90)
    desk = _desk(width, height, phone.desk, rng)
    desk *= ((1 - 0.45 * shadow) * (1 - cover))[..., None]
    picture += desk
    picture *= _light(width, height, phone, rng)[..., None]
    picture *= np.array([1 + phone.warmth, 1.0, 1 - phone.warmth * 1.6], np.float32)
    return _sensor(picture, rng, phone.noise)


def _seen(paper: Floats, corners: Floats, phone: Phone, rows: slice) -> tuple[Floats, Floats]:
    """Return some rows of the picture, black where no page is, and how much of each pixel the page covers."""
    u, v = _where(corners, phone.frame[0], rows)
    if phone.curl:
        v = v + phone.curl * np.sin(np.pi * np.clip(u, 0, 1)) * (v - 0.5)
    seen, cover = _sample(paper, u, v)
    gutter = 0.16 * np.exp(-np.clip(u, 0, 1) * 14) if phone.curl else 0.0
    return seen * (cover * (1 - gutter))[..., None], cover


def flatbed(page: Image.Image, rng: np.random.Generator, noise: float = 0.9) -> Image.Image:
    """Return the page from a flatbed scanner: nearly straight, a grey edge, hardly any noise."""
    turned = page.convert("RGB").rotate(
        float(rng.uniform(-0.5, 0.5)), Image.Resampling.BICUBIC, fillcolor=(236, 236, 234)
    )
    pixels = np.asarray(turned, np.float32) + _fibre(page.size, rng, 1.0)
    edge = np.linspace(0, 1, page.width, dtype=np.float32)
    pixels *= (1 - 0.10 * np.exp(-edge * 70) - 0.05 * np.exp((edge - 1) * 90))[None, :, None]
    return _sensor(pixels * 0.995, rng, noise)


def copier(page: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Return the page as an office copier files it: black and white, a few specks."""
    grey = page.convert("L").rotate(float(rng.uniform(-0.4, 0.4)), Image.Resampling.BICUBIC, fillcolor=255)
    pixels = np.asarray(grey, np.float32) + rng.normal(0, 5, (page.height, page.width))
    white = pixels > 168
    specks = rng.integers(0, white.size, 60)
    white.reshape(-1)[specks] = False
    return Image.fromarray((white * 255).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)


def _corners(size: tuple[int, int], phone: Phone, rng: np.random.Generator) -> Floats:
    """Return where the page's corners land: as large as fits, a little turned, a little skewed."""
    width, height = phone.frame
    room = 1 - 2 * phone.margin
    fit = min(width * room / size[0], height * room / size[1])
    half = np.array([size[0] * fit / 2, size[1] * fit / 2])
    square = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    angle = np.radians(rng.uniform(-phone.turn, phone.turn))
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    skew = rng.uniform(-1, 1, (4, 2)) * phone.tilt * min(width, height)
    drift = rng.uniform(-0.4, 0.4, 2) * phone.margin * np.array([width, height])
    corners: Floats = square @ spin.T + skew + drift + np.array([width / 2, height / 2])
    return corners


def _where(corners: Floats, width: int, band: slice) -> tuple[Floats, Floats]:
    """Return for every pixel of some rows of the picture where on the page (0 to 1) it looks."""
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], float)
    rows = []
    for (x, y), (u, v) in zip(corners, unit, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    h = np.append(np.linalg.solve(np.array(rows), unit.reshape(-1)), 1.0).astype(np.float32)
    ys, xs = np.mgrid[band, 0:width].astype(np.float32)
    below = h[6] * xs + h[7] * ys + h[8]
    return (h[0] * xs + h[1] * ys + h[2]) / below, (h[3] * xs + h[4] * ys + h[5]) / below


def _sample(paper: Floats, u: Floats, v: Floats) -> tuple[Floats, Floats]:
    """Look up the page between its pixels, and how much of each pixel the page covers."""
    height, width = paper.shape[:2]
    x, y = u * (width - 1), v * (height - 1)
    near = np.minimum(np.minimum(x, width - 1 - x), np.minimum(y, height - 1 - y))
    cover = np.clip(near + 0.5, 0, 1)
    x, y = np.clip(x, 0, width - 1.001), np.clip(y, 0, height - 1.001)
    left, top = x.astype(np.intp), y.astype(np.intp)
    fx, fy = (x - left)[..., None], (y - top)[..., None]
    upper = paper[top, left] * (1 - fx) + paper[top, left + 1] * fx
    lower = paper[top + 1, left] * (1 - fx) + paper[top + 1, left + 1] * fx
    return upper * (1 - fy) + lower * fy, cover


def _cloud(width: int, height: int, cells: tuple[int, int], rng: np.random.Generator) -> Floats:
    """Return a smooth random field between 0 and 1."""
    coarse = Image.fromarray(rng.integers(0, 255, cells, dtype=np.uint8))
    return np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), np.float32) / 255


def _desk(width: int, height: int, kind: str, rng: np.random.Generator) -> Floats:
    dark, light = (np.array(colour, np.float32) for colour in DESKS[kind])
    if kind in {"oak", "walnut"}:
        grain = 0.6 * _cloud(width, height, (5, 90), rng) + 0.4 * _cloud(width, height, (9, 260), rng)
    else:
        grain = 0.5 + 0.5 * _cloud(width, height, (height // 3, width // 3), rng) - 0.25
    return dark * (1 - grain[..., None]) + light * grain[..., None]


def _fibre(size: tuple[int, int], rng: np.random.Generator, strength: float = 2.2) -> Floats:
    field = _cloud(size[0], size[1], (size[1] // 9, size[0] // 9), rng) - 0.5
    return (field * 2 * strength)[..., None]


def _soft(mask: Floats, radius: float) -> Floats:
    small = Image.fromarray((mask[::4, ::4] * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius / 4))
    full = small.resize((mask.shape[1], mask.shape[0]), Image.Resampling.BILINEAR)
    return np.asarray(full, np.float32) / 255


def _light(width: int, height: int, phone: Phone, rng: np.random.Generator) -> Floats:
    """Return the lamp's fall-off: a slope, darker corners, and a vague shadow of the hand."""
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    slope = xs * np.cos(angle) + ys * np.sin(angle)
    field = 1 - phone.light * 0.5 * (slope * 0.6 + 0.4) - 0.05 * (xs**2 + ys**2)
    x, y = rng.uniform(0.3, 1.1, 2) * rng.choice([-1, 1], 2)
    hand = np.exp(-((xs - x) ** 2 * 3 + (ys - y) ** 2 * 2))
    dimmed: Floats = (field * (1 - phone.light * 0.7 * hand)).astype(np.float32)
    return dimmed


def _sensor(picture: Floats, rng: np.random.Generator, noise: float) -> Image.Image:
    height, width = picture.shape[:2]
    grain = rng.standard_normal((height, width), dtype=np.float32) * noise
    picture = picture + grain[..., None]
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.45))
