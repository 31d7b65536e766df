"""Is nothing written on a page: what paper, light and scanners leave on an empty one is told from faint writing.

Only the sheet itself is looked at, not what it lies on, and on it what is darker than the paper close by, blob by
blob. Writing is many strokes in little room: its outline is far longer than a line drawn around it, with many corners,
and its edges are steep. A hair is one smooth curve, a hole and a speck are their own outline, a fold and a ruled line
are straight; stains, smears and what shows through from the other side are soft; what is pressed or crumpled is as much
lighter than the paper as darker.

What may be writing by its looks is put to what finds lines of print on any page, black on white and small, so that the
paper's own unevenness is lost: a signature and a pencilled word are lines to it, hairs and crumpled paper are not.
"""

from collections.abc import Iterable

import numpy as np
from PIL import Image

from zcdossier.recognition.ink_blobs import InkBlob, darkness_of, ink_blobs, least_darkness_of
from zcdossier.recognition.ink_map import TEXT_SIDE, Bytes, Floats, Mask, closed, grey, paper, reduced
from zcdossier.recognition.read_pieces import is_read, likely_pieces
from zcdossier.recognition.recogniser import Recogniser
from zcdossier.recognition.sheet_on_picture import find_sheet, middle_of

_LEAST_INK = 100
"""Pixels of the working size: what ink of a blob is no speck by its looks."""
_PRESSED = 0.35
"""Of the darkness of a blob, how much lighter than the paper it is where it is no ink."""
_WOUND, _RUN_OUT, _CROWDED = 1.25, 2.0, 4.0
"""Length of the outline beside that of a line around it: of writing at least, of what runs out of the sheet, and of
pictures, whose edges may be soft."""
_STROKES = 1.7
"""Length of the outline as above times the root of the corners: two hairs that cross have less than most writing."""
_PIGMENT, _STEEP_COLOUR, _SOLID = 0.4, 0.15, 1.1
"""How red or blue an ink is of which little is enough, and how steep and wound it is: a star of a seal."""
_MUCH_WRITTEN, _SOME_WRITTEN = 0.004, 0.002
"""Share of the sheet that is ink of writing where that is sure, and where it may be drawn or a seal: no line at all."""
_FAINT_SIDE, _LEAST_CONTRAST, _OVER_NOISE, _SURE_LINE = 768, 0.1, 12, 0.65
"""Long side in pixels at which faint lines are looked for; how much darker than the paper is made black, also in shares
of what is usual on the sheet; and how sure a line is that is no hair."""
_MIDDLE, _SMEARED, _FILLED, _LINE_HEIGHT, _ACROSS = 0.2, 0.06, 0.055, 0.06, 0.93
"""What is no middle on each side of the sheet; how dark print far out of focus is over a block of pixels, and the share
of the middle that is more of it than stains and what shows through; of the long side, how high a line of it is at most;
of the sheet, how far a fold reaches."""
_STROKE = 0.17
"""Darkness beside the paper of what print out of focus is not looked for in: rules are thin and darker."""
_ROWS, _IN_ROWS = 15, 0.45
"""Blocks over which rows of print are told from the light, and how much of all unevenness is that of the rows: crumpled
paper has none."""
_STEP, _STEPS, _CRUMPLED, _COLOURS = 0.10, 0.05, 0.15, 0.07
"""How much the light changes over a block at an edge in a picture, the share of blocks in it that are edges, also on
crumpled paper, and how far the colours of its blocks are apart."""
_BLOCK = 8
_DARK_COVER, _DARKEST, _SATURATED = 110, 45, 0.35
"""Brightness of paper in good light and in bad light, and how coloured a cover is."""


def is_blank(rgb: Bytes, recogniser: Recogniser) -> bool | None:
    """Whether nothing is written on the page but perhaps ruled lines; None where that can't be told.

    What shows through from the other side is no print. On a dark or strongly coloured cover it can't be told, nor where
    something small or pale stands that may be writing. To be asked of a page on which no words were read.
    """
    pixels = reduced(rgb, TEXT_SIDE)
    brightness = grey(pixels)
    ground = paper(brightness)
    sheet = find_sheet(ground)
    darkness = darkness_of(brightness)
    least = least_darkness_of(darkness, sheet)
    typical = float(np.median(ground))
    if typical < _DARK_COVER and (
        _may_be_cover(pixels, typical) or _written(ink_blobs(pixels, -darkness, least, sheet)) > 0
    ):
        return None
    blobs = list(ink_blobs(pixels, darkness, least, sheet))
    written = _written(blobs) / max(1, int(sheet.sum()))
    lines, sure = recogniser.find_faint(_black_on_white(darkness, sheet))
    if written > _MUCH_WRITTEN:
        return False
    pieces = likely_pieces(blobs, lines, max(1.0, max(sheet.shape) / _FAINT_SIDE), _is_writing)
    read = is_read(rgb, pieces, sheet, recogniser.read_strip)
    if read:
        return False
    soft = np.where(brightness < (1 - _STROKE) * ground, ground, brightness)
    is_drawn = written > _SOME_WRITTEN or any(_is_coloured(blob) or _runs_out(blob) for blob in blobs)
    may_be_written = read is None or is_drawn or (written > 0 and sure >= _SURE_LINE)
    most_edges = _STEPS if sure >= _SURE_LINE else _CRUMPLED
    return None if may_be_written or _is_filled(pixels, soft, sheet, most_edges) else True


def _black_on_white(darkness: Floats, sheet: Mask) -> Bytes:
    """What is darker than the paper, black and small on white; there is nothing beside the sheet."""
    usual = float(np.median(np.abs(darkness[sheet])))
    black = np.where(sheet, np.clip(darkness / max(_LEAST_CONTRAST, _OVER_NOISE * usual), 0, 1), 0)
    return reduced(np.repeat((255 * (1 - black)).astype(np.uint8)[..., None], 3, axis=2), _FAINT_SIDE)


def _written(blobs: Iterable[InkBlob]) -> int:
    """How many pixels are ink of what looks like writing."""
    return sum(blob.ink for blob in blobs if _is_writing(blob))


def _runs_out(blob: InkBlob) -> bool:
    """Whether ink at the edge is strokes, as the rim of a seal is; edges and shadows there are straight or soft."""
    is_ink = blob.lightness <= _PRESSED and blob.ink >= _LEAST_INK
    return blob.at_edge and is_ink and blob.is_steep and blob.windings >= _RUN_OUT


def _is_writing(blob: InkBlob) -> bool:
    is_stroke = blob.is_steep and blob.windings >= _WOUND and blob.windings * blob.corners**0.5 >= _STROKES
    return _is_coloured(blob) or (_is_clear(blob) and (is_stroke or blob.windings > _CROWDED))


def _is_coloured(blob: InkBlob) -> bool:
    """Whether ink is red or blue, as that of seals and pens."""
    is_pigment = blob.colour > _PIGMENT and blob.steepness > _STEEP_COLOUR
    return _is_clear(blob) and is_pigment and blob.windings > _SOLID


def _is_clear(blob: InkBlob) -> bool:
    """Whether ink is neither a speck nor the edge of the sheet nor pressed into it."""
    return not blob.at_edge and blob.lightness <= _PRESSED and blob.ink >= _LEAST_INK


def _is_filled(rgb: Bytes, soft: Bytes, sheet: Mask, most_edges: float) -> bool:
    """Whether the middle of the sheet is no bare paper: rows of print far out of focus, many edges, or several colours.

    `soft` is the page's brightness without what is dark enough to be a stroke or a line.
    """
    import cv2  # only where pages are read

    size = (max(1, sheet.shape[1] // _BLOCK), max(1, sheet.shape[0] // _BLOCK))
    on_sheet = cv2.resize(sheet.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if not on_sheet.any():
        return False
    middle = middle_of(on_sheet, _MIDDLE)
    coarse = np.asarray(Image.fromarray(soft).resize(size, Image.Resampling.BOX))
    is_smeared = float(_smears(coarse, on_sheet)[middle].mean()) > _FILLED
    blocks = cv2.medianBlur(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), 5)[middle].astype(np.float32)
    light, around = blocks.mean(axis=2), np.ones((3, 3), np.uint8)
    steps = (cv2.dilate(light, around) - cv2.erode(light, around)) / np.maximum(light, 1)
    hues = blocks / np.maximum(blocks.sum(axis=2, keepdims=True), 1)
    low, high = np.percentile(hues, (5, 95), axis=(0, 1))
    return bool(
        (is_smeared and _is_in_rows(coarse[middle]))
        or float((steps > _STEP).mean()) > most_edges
        or float((high - low).max()) > _COLOURS
    )


def _smears(coarse: Bytes, on_sheet: Mask) -> Mask:
    """Where there is soft grey as print far out of focus leaves it; the shadow of a fold reaches across the sheet."""
    import cv2  # only where pages are read

    around = max(3, round(max(coarse.shape) * _LINE_HEIGHT))
    smears = on_sheet & (coarse < (1 - _SMEARED) * closed(coarse, around, around))
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(smears.astype(np.uint8))
    high, wide = (int(on_sheet.any(axis=axis).sum()) for axis in (1, 0))
    is_across = (boxes[:, 2] >= _ACROSS * wide) | (boxes[:, 3] >= _ACROSS * high)
    return np.asarray(smears & ~is_across[numbers])


def _is_in_rows(blocks: Bytes) -> bool:
    """Whether what is uneven lies in rows or columns, as print does."""
    import cv2  # only where pages are read

    light = blocks / np.maximum(cv2.medianBlur(np.ascontiguousarray(blocks), 21), 1).astype(np.float32)
    profiles = (light.mean(axis=axis).reshape(-1, 1) for axis in (0, 1))
    uneven = max(float((profile - cv2.blur(profile, (1, _ROWS))).std()) for profile in profiles)
    return uneven > _IN_ROWS * float(light.std())


def _may_be_cover(rgb: Bytes, typical: float) -> bool:
    """Whether dark paper may be a cover: coloured or all but black. Else the light was bad."""
    red, green, blue = (float(np.median(rgb[..., channel])) for channel in range(3))
    highest = max(red, green, blue)
    return typical < _DARKEST or highest - min(red, green, blue) > _SATURATED * highest
