"""A page's pixels made comparable: reduced to a working size, grey, and the print on it apart from paper and light."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Bytes = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]
Mask = NDArray[np.bool_]
Pixel = TypeVar("Pixel", np.uint8, np.bool_)

TEXT_SIDE = 1200
"""Long side in pixels at which print is looked at: small print of an A4 page is then 9 pixels high."""
LEAST_PRINT = 400
"""Pixels of the working size below which nothing can be told from print."""
_PRINT = 0.22
_SHORTEST_RULE, _THICKEST_RULE = 24, 11
_BLOT, _ON_PAPER = 19, 0.6
_STROKE = 1 / 40
"""What is wider than this part of the long side is no stroke of a character."""
_FRAME_GAP = 9
_DARK_PAPER = 40


def reduced(rgb: Bytes, long_side: int) -> Bytes:
    """The page with at most `long_side` pixels along its longer side; the array itself if it is small enough.

    First by whole pixels, which is cheap, then smoothly by what is left.
    """
    height, width = rgb.shape[:2]
    longest = max(height, width)
    if longest <= long_side:
        return rgb
    picture = Image.fromarray(rgb)
    if longest >= 2 * long_side:
        picture = picture.reduce(longest // long_side)
    scale = long_side / max(picture.size)
    if scale < 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.BILINEAR)
    return np.asarray(picture)


def grey(rgb: Bytes) -> Bytes:
    """The brightness of each pixel, 0 to 255, shape (height, width)."""
    return np.asarray(Image.fromarray(rgb).convert("L"))


def paper(brightness: Bytes) -> Bytes:
    """How bright the ground under the print is at each pixel: what is no wider than a stroke is filled in."""
    size = max(5, round(max(brightness.shape) * _STROKE)) | 1
    return closed(brightness, size, size)


def ink(brightness: Bytes, ground: Bytes) -> Floats:
    """How much darker than the ground around it each pixel is, 0 to 1. Shadows and desks are no ink, strokes are."""
    darker = 1 - brightness / np.maximum(ground, 1).astype(np.float32)
    darker[ground < _DARK_PAPER] = 0
    return darker


class PagePrint(NamedTuple):
    """What is printed on a page, at the working size; all of shape (height, width)."""

    brightness: Bytes
    ground: Bytes
    darkness: Floats
    """As `ink` has it."""
    marks: Mask
    """Where something is printed, without rules that are quite straight; light print where there is no dark one."""
    strokes: Mask
    """The marks on the page's own paper that can be of characters: no rules aslant either, no blots, no desk."""


def page_print(rgb: Bytes) -> PagePrint:
    """Tell what is printed on a page (height, width, 3) from its paper, its light and its rules."""
    brightness = grey(reduced(rgb, TEXT_SIDE))
    ground = paper(brightness)
    darkness = ink(brightness, ground)
    marks = without_rules(darkness > _PRINT)
    if marks.sum() < LEAST_PRINT:
        negative = 255 - brightness
        light = without_rules(ink(negative, paper(negative)) > _PRINT)
        marks = light if light.sum() >= LEAST_PRINT else marks
    blots = grown(opened(marks, _BLOT, _BLOT), 5)
    on_paper = ground > _ON_PAPER * float(np.median(ground))
    strokes = without_rules(marks, aslant=True) & ~blots & on_paper
    return PagePrint(brightness, ground, darkness, marks, strokes)


def without_rules(print_mask: Mask, *, aslant: bool = False) -> Mask:
    """The print without rules, frames and underlines: long straight lines, also a little aslant if wanted."""
    length = max(_SHORTEST_RULE, max(print_mask.shape) // (25 if aslant else 16))
    if aslant:
        lines = _lines_aslant(print_mask, length) | _lines_aslant(print_mask.T, length).T
    else:
        lines = opened(print_mask, 1, length) | opened(print_mask, length, 1)
    return print_mask & ~grown(lines, 3)


def _lines_aslant(mask: Mask, length: int) -> Mask:
    """Lines near the rows' direction that are thin: a line of print may be as long, but not as thin."""
    lines = opened(_window(mask, 3, 0, np.maximum), 1, length)
    return lines & ~opened(lines, _THICKEST_RULE, 1)


def grown(mask: Mask, size: int) -> Mask:
    """A mask with all that lies within a window around it."""
    return _window(_window(mask, size, 0, np.maximum), size, 1, np.maximum)


def within_frame(print_mask: Mask) -> Mask:
    """The print inside the ornamental frame of a certificate; the mask itself where there is none on all four sides.

    A frame is print without gaps of nine pixels that runs along a third of the page and is thin across.
    """
    bars = closed(print_mask.astype(np.uint8), _FRAME_GAP, _FRAME_GAP) > 0
    left, right = _sides(bars)
    top, bottom = _sides(bars.T)
    if left is None or right is None or top is None or bottom is None:
        return print_mask
    inside = np.zeros_like(print_mask)
    inside[top + 1 : bottom, left + 1 : right] = print_mask[top + 1 : bottom, left + 1 : right]
    return inside


def _sides(bars: Mask) -> tuple[int | None, int | None]:
    """The inner edges of upright bars in the left and the right third."""
    height, width = bars.shape
    upright = opened(bars, max(2, height * 3 // 10), 1)
    upright &= ~opened(upright, 1, max(2, width // 10))
    columns = np.flatnonzero(upright.any(axis=0))
    left, right = columns[columns < width // 3], columns[columns >= width - width // 3]
    return (int(left.max()) if len(left) else None), (int(right.min()) if len(right) else None)


def closed(values: Bytes, rows: int, columns: int) -> Bytes:
    """Morphological closing by a window of rows × columns: what is darker and smaller than it is filled in."""
    high = _window(_window(values, rows, 0, np.maximum), columns, 1, np.maximum)
    return _window(_window(high, rows, 0, np.minimum), columns, 1, np.minimum)


def opened(mask: Mask, rows: int, columns: int) -> Mask:
    """Morphological opening: what of the mask a window of rows × columns fits into."""
    low = _window(_window(mask, rows, 0, np.minimum), columns, 1, np.minimum)
    return _window(_window(low, rows, 0, np.maximum), columns, 1, np.maximum)


def _window(
    values: NDArray[Pixel], size: int, axis: int, extreme: Callable[[NDArray[Pixel], NDArray[Pixel]], NDArray[Pixel]]
) -> NDArray[Pixel]:
    """The extreme over `size` pixels around each, along one axis; the border counts on as its last pixel."""
    if size <= 1:
        return values
    before = (size - 1) // 2
    padding = [(0, 0), (0, 0)]
    padding[axis] = (before, size - 1 - before)
    out = np.pad(values, padding, mode="edge")
    covered = 1
    while covered < size:
        step = min(covered, size - covered)
        length = out.shape[axis] - step
        out = extreme(_cut(out, axis, 0, length), _cut(out, axis, step, length))
        covered += step
    return out


def _cut(values: NDArray[Pixel], axis: int, start: int, length: int) -> NDArray[Pixel]:
    return values[start : start + length] if axis == 0 else values[:, start : start + length]
