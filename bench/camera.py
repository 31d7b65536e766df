"""How a drawn page becomes a source file: photographed at 12 megapixels, scanned in colour, or copied in 1 bit."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from PIL import Image, ImageFilter

from tools.make_sample import camera
from tools.make_sample.capture import DESKS

FRAME = (3024, 4032)
PHOTO_SCALE = 12.5  # pixels per millimetre: a little more than the phone resolves on the page
SCAN_DPI = 300
SCAN_FOCUS, SCAN_INK = 1.2, 0.9
TURNS = (6, 1, 8, 6, 3, 1)
_BAND = 256
_FIBRE = 0.7  # strength of the paper's texture
_PAPER_BLACK = 168  # a copier's threshold
_COARSE = 8
_HAZE = 190  # the brightness that stray light draws everything to

Floats = np.ndarray


@dataclass(frozen=True, slots=True)
class Shot:
    """How a photo was taken: how strong the sensor's noise is, how uneven the light, how warm the lamp."""

    noise: float = 8.0
    light: float = 0.2
    warmth: float = 0.01
    tilt: float = 0.022
    turn: float = 1.4
    margin: float = 0.03
    focus: float = 1.5  # radius of the lens's blur in pixels
    ink: float = 0.9  # how much of the print's contrast arrives


def chance(name: str) -> np.random.Generator:
    """The stream of chance of one file, whatever else is made before or beside it."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))


def photo(page: Image.Image, rng: np.random.Generator, number: int, noise: float, quality: int) -> bytes:
    """Code the page as a phone sees it: perspective, uneven light, paper texture, sensor noise, EXIF."""
    upright = page.height >= page.width
    shot = Shot(noise * rng.uniform(0.8, 1.2), rng.uniform(0.08, 0.34), rng.uniform(-0.015, 0.03))
    turn = TURNS[number % len(TURNS)] if upright else 1
    taken = camera.held(_taken(page, FRAME if upright else FRAME[::-1], rng, shot), turn)
    return coded(taken, "JPEG", quality=quality, exif=camera.exif(turn, number))


def scan(page: Image.Image, rng: np.random.Generator, noise: float = 3.0) -> Image.Image:
    """The page from a colour scanner: nearly straight, even light, a little grain."""
    angle = float(rng.uniform(-0.5, 0.5))
    turned = page.convert("RGB").rotate(angle, Image.Resampling.BICUBIC, fillcolor=(236, 236, 234))
    soft = _softened(turned, SCAN_FOCUS, SCAN_INK)
    return _sensed(soft, np.full((1, 1), 0.995, np.float32), (1, 1, 1), rng, noise)


def copied(page: Image.Image, rng: np.random.Generator) -> Image.Image:
    """The page as an office copier files it: black and white, a few specks."""
    white = np.array(page.convert("L")) > _PAPER_BLACK
    white.reshape(-1)[rng.integers(0, white.size, 60)] = False
    return Image.fromarray((white * np.uint8(255)).astype(np.uint8)).convert("1", dither=Image.Dither.NONE)


def coded(picture: Image.Image, kind: str, **options: object) -> bytes:
    """The picture as the bytes of a file."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def _taken(page: Image.Image, frame: tuple[int, int], rng: np.random.Generator, shot: Shot) -> Image.Image:
    corners = _corners(page.size, frame, shot, rng)
    seen = page.convert("RGB").transform(
        frame, Image.Transform.PERSPECTIVE, _looks_at(corners, page.size), Image.Resampling.BICUBIC
    )
    cover = Image.new("L", page.size, 255).transform(
        frame, Image.Transform.PERSPECTIVE, _looks_at(corners, page.size), Image.Resampling.BILINEAR
    )
    picture = _desk(frame, rng)
    picture.paste(seen, (0, 0), cover)
    picture = _softened(picture, shot.focus, shot.ink)
    warm = (1 + shot.warmth, 1.0, 1 - shot.warmth * 1.6)
    return _sensed(picture, _light(frame, shot, rng), warm, rng, shot.noise)


def _softened(picture: Image.Image, focus: float, ink: float) -> Image.Image:
    """The picture through a lens that blurs and through stray light that pales it."""
    haze = _HAZE * (1 - ink)
    return picture.filter(ImageFilter.GaussianBlur(focus)).point(lambda value: value * ink + haze)


def _corners(size: tuple[int, int], frame: tuple[int, int], shot: Shot, rng: np.random.Generator) -> Floats:
    """Where the page's corners land: as large as fits, a little turned, a little skewed."""
    room = 1 - 2 * shot.margin
    fit = min(frame[0] * room / size[0], frame[1] * room / size[1])
    half = np.array([size[0] * fit / 2, size[1] * fit / 2])
    angle = np.radians(rng.uniform(-shot.turn, shot.turn))
    spin = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    skew = rng.uniform(-1, 1, (4, 2)) * shot.tilt * min(frame)
    square = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    corners: Floats = square @ spin.T + skew + np.array(frame) / 2
    return corners


def _looks_at(corners: Floats, size: tuple[int, int]) -> list[float]:
    """The eight numbers that lead from a pixel of the picture to one of the page."""
    width, height = size
    rows, right = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (width, 0), (width, height), (0, height)), strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return [float(coefficient) for coefficient in np.linalg.solve(np.array(rows), np.array(right, float))]


def _desk(frame: tuple[int, int], rng: np.random.Generator) -> Image.Image:
    """A desk with a grain, in one of four colours."""
    dark, light = (np.array(colour, np.float32) for colour in DESKS[str(rng.choice(sorted(DESKS)))])
    grain = rng.random((9, 180, 1), dtype=np.float32)
    small = Image.fromarray((dark * (1 - grain) + light * grain).astype(np.uint8))
    return small.resize(frame, Image.Resampling.BICUBIC)


def _light(frame: tuple[int, int], shot: Shot, rng: np.random.Generator) -> Floats:
    """The lamp's fall-off: a slope, darker corners, a vague shadow of the hand; coarse, to be enlarged."""
    width, height = frame[0] // _COARSE, frame[1] // _COARSE
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    angle = rng.uniform(0, 2 * np.pi)
    field = 1 - shot.light * 0.5 * ((xs * np.cos(angle) + ys * np.sin(angle)) * 0.6 + 0.4) - 0.05 * (xs**2 + ys**2)
    x, y = rng.uniform(0.3, 1.1, 2) * rng.choice([-1, 1], 2)
    hand = np.exp(-((xs - x) ** 2 * 3 + (ys - y) ** 2 * 2))
    return np.asarray(field * (1 - shot.light * 0.7 * hand), np.float32)


def _sensed(
    picture: Image.Image, light: Floats, tint: tuple[float, float, float], rng: np.random.Generator, noise: float
) -> Image.Image:
    """The picture in this light on a sensor with noise, with the paper's fibre; band by band."""
    width, height = picture.size
    bright = np.asarray(Image.fromarray(light).resize(picture.size, Image.Resampling.BILINEAR))
    fibre = Image.fromarray(rng.normal(0, _FIBRE, (height // 7, width // 7)).astype(np.float32))
    texture = np.asarray(fibre.resize(picture.size, Image.Resampling.BICUBIC))
    pixels = np.array(picture)
    gain = np.array(tint, np.float32)
    for top in range(0, height, _BAND):
        rows = slice(top, top + _BAND)
        grain = rng.standard_normal(bright[rows].shape, dtype=np.float32) * np.float32(noise) + texture[rows]
        band = pixels[rows] * (bright[rows][..., None] * gain) + grain[..., None]
        pixels[rows] = np.clip(band, 0, 255).astype(np.uint8)
    return Image.fromarray(pixels).filter(ImageFilter.GaussianBlur(0.45))
