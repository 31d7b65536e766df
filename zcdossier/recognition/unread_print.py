"""Print on a page that nothing was read of, as far as it looks like a line: OCR loses lines without a word."""

from statistics import median

import numpy as np

from zcdossier.model.page_facts import Box, PageFacts
from zcdossier.recognition.ink_map import TEXT_SIDE, Bytes, Mask, closed, opened, page_print, reduced, within_frame

_MARGIN = 0.35
"""Of a line's height: how far its letters may stand beyond its box."""
_SEAL_MARGIN = 0.15
_GAP_ACROSS, _GAP_DOWN = 1.0, 0.4
_HIGH, _WIDE = 0.5, 1.8
"""In line heights: gaps between strokes of one line, and what is at least as large may be a name."""


def unread_print_of(rgb: Bytes, page: PageFacts) -> float | None:
    """How much print looks like lines but was not read, in squares of a line's height; None where nothing was read.

    `rgb` is the page (height, width, 3) as the boxes of `page` count. Pictures and ornaments count as well.
    """
    if not page.lines:
        return None
    strokes = page_print(reduced(rgb, TEXT_SIDE)).strokes
    high: float = median(_height(line.box, strokes) for line in page.lines)
    unread = within_frame(strokes).copy()
    for line in page.lines:
        _clear(unread, line.box, _MARGIN * _height(line.box, strokes))
    for seal in page.seals:
        _clear(unread, seal.box, _SEAL_MARGIN * (seal.box.bottom - seal.box.top) * strokes.shape[0])
    joined = closed_mask(unread, max(1, round(_GAP_DOWN * high)), max(1, round(_GAP_ACROSS * high)))
    pieces = opened(joined, max(2, round(_HIGH * high)), max(2, round(_WIDE * high)))
    return round(float(pieces.sum()) / (high * high), 1)


def closed_mask(mask: Mask, rows: int, columns: int) -> Mask:
    """Gaps of a mask that are smaller than a window filled in."""
    return closed(mask.astype(np.uint8), rows, columns) > 0


def _height(box: Box, mask: Mask) -> float:
    """The shorter side of a line in pixels of a mask."""
    rows, columns = mask.shape
    return float(max(4.0, min((box.bottom - box.top) * rows, (box.right - box.left) * columns)))


def _clear(mask: Mask, box: Box, margin: float) -> None:
    rows, columns = mask.shape
    top, bottom = max(0, int(box.top * rows - margin)), int(box.bottom * rows + margin) + 1
    left, right = max(0, int(box.left * columns - margin)), int(box.right * columns + margin) + 1
    mask[top:bottom, left:right] = False
