"""Can a page be read at all: is its print crisp and large enough, all in the picture, and in colour."""

import numpy as np

from zcdossier.recognition.ink_map import (
    TEXT_SIDE,
    Bytes,
    Mask,
    PagePrint,
    grey,
    grown,
    reduced,
)
from zcdossier.recognition.page_axis import SIDEWAYS
from zcdossier.recognition.seals import blueness, redness

_COLOUR_STEP = 14
_COLOURED = 2e-4
_NOISE_STEP, _NOISY = 1, 0.005
"""By how much channels differ where colour is but noise, and on which share of a page at least."""
_LOWEST_LINE, _FEWEST_LINES = 5, 12
_READING_HEIGHT, _TILE = 24, 64
_WRITTEN, _CONTRAST = 0.02, 50
_RIM, _PAPER, _LETTERS_CUT = 8, 0.8, 5
_STAMPED = 0.05
"""How red or blue a pixel is that is stamped and not printed."""


def has_colour(rgb: Bytes) -> bool:
    """False for a page that is grey all over, as a grey scan is: no red could show on it.

    What was taken in colour shows it: where nothing on it is coloured, its noise is.
    """
    page = reduced(rgb, TEXT_SIDE)
    red, green, blue = page[..., 0], page[..., 1], page[..., 2]
    highest = np.maximum(np.maximum(red, green), blue)
    lowest = np.minimum(np.minimum(red, green), blue)
    spread = highest - lowest
    return bool((spread > _COLOUR_STEP).mean() > _COLOURED or (spread > _NOISE_STEP).mean() > _NOISY)


def text_height_of(page: PagePrint, rgb: Bytes, axis: int | None) -> float | None:
    """The usual height of a line of print in pixels of `rgb`; None where too little is written."""
    height = _line_height(page.strokes.T if axis == SIDEWAYS else page.strokes)
    return None if height is None else round(height * _scale(page, rgb), 1)


def _scale(page: PagePrint, rgb: Bytes) -> float:
    return float(max(rgb.shape[:2]) / max(page.brightness.shape))


def _line_height(strokes: Mask) -> float | None:
    """The middle one of the heights of print between gaps, in narrow columns of the page."""
    height, width = strokes.shape
    edges = np.arange(0, width, max(16, width // 40))
    filled = np.add.reduceat(strokes, edges, axis=1, dtype=np.int32) > 0
    padded = np.pad(filled, ((1, 1), (0, 0))).astype(np.int8)
    change = np.diff(padded, axis=0)
    starts = np.nonzero(change.T == 1)
    ends = np.nonzero(change.T == -1)
    heights = ends[1] - starts[1]
    heights = heights[(heights >= _LOWEST_LINE) & (heights <= height // 12)]
    if len(heights) < _FEWEST_LINES:
        return None
    return float(np.median(heights))


def sharpness_of(page: PagePrint, rgb: Bytes, high: float | None) -> float | None:
    """How crisp the print is at the size it is read at: 1 for a good scan, below 0.45 hard to read; None if blank.

    `high` is the height of its lines in pixels of `rgb`.
    """
    if high is None:
        return None
    factor = max(1, round(high / _READING_HEIGHT))
    tiles = _tiles_of_print(rgb, page.strokes, _scale(page, rgb), size=_TILE * factor)
    scores = [score for tile in tiles if (score := _crispness(_shrunk(grey(tile), factor))) is not None]
    return round(min(1.0, float(np.median(scores))), 3) if scores else None


def _tiles_of_print(rgb: Bytes, strokes: Mask, scale: float, size: int) -> list[Bytes]:
    """Tiles of the page as it is in the file where most is written, at most 40."""
    cell = max(8, round(size / scale))
    rows, columns = strokes.shape[0] // cell, strokes.shape[1] // cell
    if not rows or not columns:
        return [rgb]
    filled = strokes[: rows * cell, : columns * cell].reshape(rows, cell, columns, cell).mean(axis=(1, 3))
    order = np.argsort(-filled, axis=None, kind="stable")[:40]
    places = [divmod(int(place), columns) for place in order if filled.flat[place] > _WRITTEN]
    side = round(cell * scale)
    return [rgb[round(row * cell * scale) :, round(column * cell * scale) :][:side, :side] for row, column in places]


def _shrunk(brightness: Bytes, factor: int) -> Bytes:
    rows, columns = brightness.shape[0] // factor, brightness.shape[1] // factor
    cut = brightness[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor)
    return np.asarray(cut.mean(axis=(1, 3)), np.uint8) if factor > 1 else brightness


def _crispness(tile: Bytes) -> float | None:
    """The steepest bend of brightness by how much brightness varies; None in a tile with no print."""
    if min(tile.shape) < _TILE // 4:
        return None
    low, high = np.percentile(tile, (1, 90))
    if high - low < _CONTRAST:
        return None
    values = tile.astype(np.float32)
    bend = np.abs(4 * values[1:-1, 1:-1] - values[:-2, 1:-1] - values[2:, 1:-1] - values[1:-1, :-2] - values[1:-1, 2:])
    return float(np.percentile(bend, 98) / (high - low))


def cut_edges_of(page: PagePrint, rgb: Bytes, axis: int | None) -> tuple[str, ...]:
    """The sides at which lines of print run out of the picture.

    What is stamped in colour is no print: half a seal stands at the edge of each sheet that it holds together.
    """
    edges = _edges_cut(page.strokes, page.ground, axis)
    if not edges:
        return ()
    working = reduced(rgb, TEXT_SIDE)
    stamped = np.maximum(redness(working), blueness(working)) > _STAMPED
    return _edges_cut(page.strokes & ~grown(stamped, 3), page.ground, axis)


def _edges_cut(strokes: Mask, ground: Bytes, axis: int | None) -> tuple[str, ...]:
    high = _line_height(strokes.T if axis == SIDEWAYS else strokes)
    if high is None:
        return ()
    typical = float(np.median(ground))
    sides = {
        "left": (strokes, ground),
        "top": (strokes.T, ground.T),
        "right": (strokes[:, ::-1], ground[:, ::-1]),
        "bottom": (strokes.T[:, ::-1], ground.T[:, ::-1]),
    }
    return tuple(side for side, (mask, under) in sides.items() if _runs_out(mask, under, typical, high))


def _runs_out(strokes: Mask, ground: Bytes, typical: float, high: float) -> bool:
    """Whether print touches the left side of the array in several places, on paper."""
    if float((ground[:, :_RIM] > _PAPER * typical).mean()) < _PAPER:
        return False
    touches = np.pad(strokes[:, :3].any(axis=1), 1).astype(np.int8)
    runs = np.flatnonzero(np.diff(touches) == -1) - np.flatnonzero(np.diff(touches) == 1)
    letters = int(((runs > 1) & (runs <= 1.6 * high)).sum())
    return letters >= _LETTERS_CUT and float(strokes[:, : round(1.5 * high)].mean()) > _WRITTEN
