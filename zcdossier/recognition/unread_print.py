"""Print on a page that nothing was read of, as far as it looks like a line: OCR loses lines without a word.

Under a seal only what is read without its ink counts as read, and only what is as dark as other print as print.
"""

from collections.abc import Sequence
from statistics import median
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from zcdossier.model.page_facts import Box, PageFacts
from zcdossier.recognition.blots import hidden_by_blots
from zcdossier.recognition.ink_map import (
    TEXT_SIDE,
    Bytes,
    Mask,
    PagePrint,
    closed,
    ink,
    opened,
    page_print,
    paper,
    reduced,
    within_frame,
)
from zcdossier.recognition.lines_under_seals import InkedPiece

_MARGIN = 0.35
"""Of a line's height: how far its letters may stand beyond its box."""
_SEAL_MARGIN = 0.15
_INSIDE = 0.5
"""How much of a line has to lie in a seal to be perhaps the seal's own words."""
_AS_DARK = 0.55
"""Of usual print: as dark as that is what is left of print without the seal's ink; remains of the ink are lighter."""
_PAPER = 60
_LEAST_PIECE = 8
_GAP_ACROSS, _GAP_DOWN = 1.0, 0.4
_HIGH, _WIDE = 0.5, 1.8
"""In line heights: gaps between strokes of one line, and what is at least as large may be a name."""
_OF_TWO_SIGNS = 1.0
"""In line heights: what may be a name of two signs, and is read again."""
_HIGH_IN_INK, _WIDE_IN_INK = 0.35, 0.8
"""What the ink's rim or its writing crosses is left in pieces."""
_HIGHEST = 1.6
"""What is higher than a line is what is left of the seal."""


class UnreadPrint(NamedTuple):
    """What looks like print and was not read: how much, in squares of a line's height, and where it can be read again.

    Under a seal's ink nothing is read again: it was looked at more closely already.
    """

    amount: float
    places: tuple[Box, ...]


def unread_print_of(rgb: Bytes, page: PageFacts, inked: Sequence[InkedPiece] = ()) -> UnreadPrint | None:
    """Return the print that looks like lines but was not read; None where nothing was read.

    `rgb` is the page (height, width, 3) as the boxes of `page` count; `inked` are its pieces with seals, looked at
    without their ink. Pictures and ornaments count as well.
    """
    if not page.lines:
        return None
    small = reduced(rgb, TEXT_SIDE)
    print_ = page_print(small)
    strokes = print_.strokes
    high: float = median(_height(line.box, strokes) for line in page.lines)
    if inked:
        darkest = _print_darkness(print_, page)
        strokes = page_print(_without_inks(small, inked, darkest)).strokes
    unread = within_frame(strokes).copy()
    for line in page.lines:
        if not any(line.box.share_inside(piece.box) >= _INSIDE for piece in inked):
            _clear(unread, line.box, _MARGIN * _height(line.box, strokes))
    for box in (box for piece in inked for box in piece.read):
        _clear(unread, box, _MARGIN * min(high, _height(box, strokes)))
    for seal in () if inked else page.seals:
        _clear(unread, seal.box, _SEAL_MARGIN * (seal.box.bottom - seal.box.top) * strokes.shape[0])
    joined = closed_mask(unread, max(1, round(_GAP_DOWN * high)), max(1, round(_GAP_ACROSS * high)))
    places = _places(joined, high, inked)
    pieces = opened(joined, max(2, round(_HIGH * high)), max(2, round(_WIDE * high)))
    for piece in inked:
        rows, columns = _span(unread, piece.box, high)
        pieces[rows, columns] |= opened(
            joined[rows, columns], max(2, round(_HIGH_IN_INK * high)), max(2, round(_WIDE_IN_INK * high))
        )
    for box in (box for piece in inked for box in piece.hardly):
        rows, columns = _span(pieces, box, 0)
        if columns.stop - columns.start >= _WIDE_IN_INK * high and rows.stop - rows.start <= _HIGHEST * high:
            pieces[rows, columns] = True
    hidden = hidden_by_blots(small, _print_area(page, unread), _lines_read(page, unread), high)
    return UnreadPrint(round((float(pieces.sum()) + hidden) / (high * high), 1), places)


def _places(joined: Mask, high: float, inked: Sequence[InkedPiece]) -> tuple[Box, ...]:
    """Where print of a line's height stands that may be read again, outside seals."""
    import cv2  # only where pages are read

    height, width = joined.shape
    solid = opened(joined, max(2, round(_HIGH * high)), max(2, round(_OF_TWO_SIGNS * high)))
    _, _, pieces, _ = cv2.connectedComponentsWithStats(solid.astype(np.uint8))
    boxes = [
        Box(left / width, top / height, (left + wide) / width, (top + tall) / height)
        for left, top, wide, tall, _ in pieces[1:].tolist()
        if tall <= _HIGHEST * high
    ]
    return tuple(box for box in boxes if not any(box.share_inside(piece.box) > 0 for piece in inked))


def _print_area(page: PageFacts, mask: Mask) -> Mask:
    """Where on a page of a mask's size lines stand, and what is between them."""
    area = np.zeros_like(mask)
    lefts, tops, rights, bottoms = zip(*(line.box for line in page.lines), strict=True)
    rows, columns = _span(mask, Box(min(lefts), min(tops), max(rights), max(bottoms)), 0)
    area[rows, columns] = True
    return area


def _lines_read(page: PageFacts, mask: Mask) -> Mask:
    """Where lines were read, on a mask of this size."""
    area = np.zeros_like(mask)
    for line in page.lines:
        rows, columns = _span(mask, line.box, 0)
        area[rows, columns] = True
    return area


def _print_darkness(print_: PagePrint, page: PageFacts) -> float:
    """How dark the strokes of lines usually are, 0 to 1."""
    strokes = print_.darkness[print_.strokes & _lines_read(page, print_.strokes)]
    return float(np.median(strokes)) if len(strokes) else 1.0


def _without_inks(small: Bytes, inked: Sequence[InkedPiece], darkest: float) -> Bytes:
    """The page at the working size with pieces of it as they are without ink: what is not as dark as print is white."""
    clean = small.copy()
    for piece in inked:
        rows, columns = _span(clean[..., 0], piece.piece, 0)
        size = columns.stop - columns.start, rows.stop - rows.start
        if min(size) < _LEAST_PIECE:
            continue
        light = (np.clip(piece.light, 0, 1) * 255).astype(np.uint8)
        light = np.asarray(Image.fromarray(light).resize(size, Image.Resampling.BOX))
        darkness = ink(light, paper(light))
        shade = np.where(darkness > _AS_DARK * darkest, 1 - darkness, 1.0)
        clean[rows, columns] = (shade[..., None] * np.percentile(clean[rows, columns], _PAPER, axis=(0, 1))).astype(
            np.uint8
        )
    return clean


def closed_mask(mask: Mask, rows: int, columns: int) -> Mask:
    """Gaps of a mask that are smaller than a window filled in."""
    return closed(mask.astype(np.uint8), rows, columns) > 0


def _height(box: Box, mask: Mask) -> float:
    """The shorter side of a line in pixels of a mask."""
    rows, columns = mask.shape
    return float(max(4.0, min((box.bottom - box.top) * rows, (box.right - box.left) * columns)))


def _clear(mask: Mask, box: Box, margin: float) -> None:
    rows, columns = _span(mask, box, margin)
    mask[rows, columns] = False


def _span(mask: NDArray[Any], box: Box, margin: float) -> tuple[slice, slice]:
    """The rows and columns of a mask that a box with a margin covers."""
    height, width = mask.shape
    top, bottom = max(0, int(box.top * height - margin)), min(height, int(box.bottom * height + margin) + 1)
    left, right = max(0, int(box.left * width - margin)), min(width, int(box.right * width + margin) + 1)
    return slice(top, bottom), slice(left, right)
