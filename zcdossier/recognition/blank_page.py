"""Is nothing written on a page: what paper, light and scanners leave on an empty one is told from faint writing.

Only the sheet itself is looked at, not what it lies on, and on it what is darker than the paper close by, piece by
piece. Writing is many strokes in little room: its outline is far longer than a line drawn around it, with many corners,
and its edges are steep. A hair is one smooth curve, a hole and a speck are their own outline, a fold and a ruled line
are straight; stains, smears and what shows through from the other side are soft; what is pressed or crumpled is as much
lighter than the paper as darker.

The reader overlooks a number or a pale word alone on a page, but not once it is cut out and made black on white: each
piece of ink, small ones as well, is read by itself.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from zcdossier.recognition.ink_map import TEXT_SIDE, Bytes, Floats, Mask, closed, grey, paper, reduced
from zcdossier.recognition.lone_lines import LONG, without_long_lines

_MARGIN = 0.015
_COARSE, _AROUND = 4, 19
"""How many pixels are one where the paper's brightness is looked at, and how many of these are around a stroke."""
_PALE, _OVER_NOISE, _NEAR = 0.04, 5, 65
"""How much darker than the paper ink is at least, also in shares of the noise, and how far around noise is measured."""
_GAP_IN_WORD, _LEAST_INK, _SPECK, _MOST_PIECES = 13, 100, 12, 60
"""Pixels of the working size: gaps between the strokes of one piece, what ink of a piece is no speck by its looks, and
what may be read; and how many pieces are looked at, the largest ones."""
_MOST_READ, _AROUND_READ, _HIGH, _LARGER, _TALL = 16, 6, 48, 4.0, 1.5
"""How many pieces are read, the clearest ones; pixels around each, how high in pixels and by how much larger at most it
is laid before the reader; and how many times as high as wide a piece is that is laid down."""
_SURE_WORD, _SURE_NUMBER, _NUMBERED, _PAPER_IN_LINE = 0.8, 0.9, 0.12, 31
"""How sure a word of two signs is, and the number of a page of one; on what part of each side of the sheet these stand;
pixels over which paper is looked for in a piece."""
_MARKS, _NUMERALS = frozenset("√✓"), frozenset("0123456789i")
_STEEP, _PRESSED = 0.22, 0.35
"""Share of its darkness by which a stroke's edge rises from pixel to pixel; and of the darkness of a piece, how much
lighter than the paper it is where it is no ink."""
_WOUND, _CROWDED, _CORNERS = 1.25, 4.0, 20
"""Length of the outline beside that of a line around it: of writing at least, and of pictures, whose edges may be soft;
and pixels of outline over which corners are counted."""
_STROKES = 1.7
"""Length of the outline as above times the root of the corners: two hairs that cross have less than most writing."""
_SHORTEST, _BENT = 6, 1.6
"""Pixels: an outline that is one, and how far it leaves a straight line at a corner."""
_PIGMENT, _STEEP_COLOUR, _SOLID = 0.4, 0.15, 1.1
"""How red or blue an ink is of which little is enough, and the limits of the other two for it: a star of a seal."""
_MUCH_WRITTEN = 0.004
"""Share of the sheet that is ink of writing where that is sure."""
_MIDDLE, _SMEARED, _FILLED, _LINE_HEIGHT, _ACROSS = 0.2, 0.06, 0.055, 0.06, 0.93
"""What is no middle on each side of the sheet; how dark print far out of focus is over a block of pixels, and the share
of the middle that is more of it than stains and what shows through; of the long side, how high a line of it is at most;
of the sheet, how far a fold reaches."""
_STROKE = 0.17
"""Darkness beside the paper of what print out of focus is not looked for in: rules are thin and darker."""
_STEP, _STEPS, _COLOURS = 0.10, 0.05, 0.07
"""How much the light changes over a block at an edge in a picture, the share of blocks in it that are edges, and how
far the colours of its blocks are apart."""
_BLOCK = 8
_DARK_COVER, _DARKEST, _SATURATED = 110, 45, 0.35
"""Brightness of paper in good light and in bad light, and how coloured a cover is."""
_EDGE, _AS_BRIGHT, _LEAST_SHEET, _LEAST_PIECE = 0.06, 0.72, 0.4, 0.03
"""How much the ground changes over a block where a sheet ends or is folded; how bright a piece of it is at least beside
its largest; what share of a picture the sheet is, and a piece of it."""
_MOST_LINED = 0.15
"""Share of ink above which no lines are looked for."""

ReadStrip = Callable[[Bytes], tuple[str, float]]
"""Reads the one line that fills some pixels, and says how sure it is."""


class _Piece(NamedTuple):
    """Ink that stands together: its box (left, top, width, height) and how much of it is ink, in pixels.

    The rest are shares, as said at the limits above.
    """

    box: tuple[int, int, int, int]
    ink: int
    darkness: float
    steepness: float
    lightness: float
    windings: float
    corners: float
    colour: float
    at_edge: bool


def is_blank(rgb: Bytes, read: ReadStrip) -> bool | None:
    """Whether nothing is written on the page but perhaps ruled lines; None where that can't be told.

    What shows through from the other side is no print. On a dark or strongly coloured cover it can't be told, nor where
    something small or pale stands that may be writing. To be asked of a page on which no words were read.
    """
    pixels = reduced(rgb, TEXT_SIDE)
    brightness = grey(pixels)
    ground = paper(brightness)
    sheet = _sheet(ground)
    darkness = _darkness(brightness)
    least = _least_darkness(darkness, sheet)
    typical = float(np.median(ground))
    if typical < _DARK_COVER and (
        _may_be_cover(pixels, typical) or _written(_pieces(pixels, -darkness, least, sheet)) > 0
    ):
        return None
    pieces = list(_pieces(pixels, darkness, least, sheet))
    written = _written(pieces) / max(1, int(sheet.sum()))
    if written > _MUCH_WRITTEN or _is_read(rgb, pieces, sheet, read):
        return False
    return (
        None
        if written > 0 or _is_filled(pixels, np.where(brightness < (1 - _STROKE) * ground, ground, brightness), sheet)
        else True
    )


def _darkness(brightness: Bytes) -> Floats:
    """How much darker than the paper around it each pixel is, negative where it is lighter."""
    import cv2  # noqa: PLC0415  only where pages are read

    height, width = brightness.shape
    coarse = cv2.resize(brightness, (-(-width // _COARSE), -(-height // _COARSE)), interpolation=cv2.INTER_AREA)
    smooth = cv2.blur(cv2.medianBlur(coarse, _AROUND), (5, 5))
    level = cv2.resize(smooth, (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    return np.asarray(1 - cv2.GaussianBlur(brightness, (3, 3), 0) / np.maximum(level, 1))


def _least_darkness(darkness: Floats, sheet: Mask) -> Floats:
    """How dark ink is at least at each pixel: above the noise of what is around it."""
    import cv2  # noqa: PLC0415  only where pages are read

    deviation = np.abs(darkness)
    usual = np.minimum(deviation, 4 * float(np.median(deviation[sheet])) + 0.002)
    return np.asarray(np.maximum(_PALE, _OVER_NOISE * cv2.blur(usual, (_NEAR, _NEAR))))


def _written(pieces: Iterable[_Piece]) -> int:
    """How many pixels are ink of what looks like writing."""
    return sum(piece.ink for piece in pieces if _is_writing(piece))


def _is_read(rgb: Bytes, pieces: Iterable[_Piece], sheet: Mask, read: ReadStrip) -> bool:
    """Whether a piece of ink is read by itself; a single numeral only where the numbers of pages stand."""
    likely = sorted((piece for piece in pieces if not piece.at_edge), key=_strokes_in, reverse=True)[:_MOST_READ]
    if not likely:
        return False
    scale = rgb.shape[0] / sheet.shape[0]
    rows, columns = _middle(sheet, _NUMBERED)
    for piece in likely:
        left, top, wide, high = piece.box
        y, x = top + high // 2, left + wide // 2
        is_amid = rows.start <= y < rows.stop and columns.start <= x < columns.stop
        upright, over = (read(strip) for strip in _strips(rgb, piece, scale))
        if _is_word(*upright) or _is_word(*over) or (not is_amid and not _is_tall(piece) and _is_number(*upright)):
            return True
    return False


def _strokes_in(piece: _Piece) -> float:
    """The more, the more of it is black, wound and cornered: neither specks nor the edge of a sheet."""
    return float(piece.darkness * piece.windings * (piece.ink * piece.corners) ** 0.5)


def _is_tall(piece: _Piece) -> bool:
    _, _, wide, high = piece.box
    return high > _TALL * wide


def _is_word(text: str, confidence: float) -> bool:
    """Whether what was read of a piece is writing wherever it stands; a hair reads as a letter by itself."""
    return (text in _MARKS or sum(sign.isalnum() for sign in text) > 1) and confidence >= _SURE_WORD


def _is_number(text: str, confidence: float) -> bool:
    return "".join(sign for sign in text if sign.isalnum()) in _NUMERALS and confidence >= _SURE_NUMBER


def _strips(rgb: Bytes, piece: _Piece, scale: float) -> Iterator[Bytes]:
    """A piece cut out of the page, black on white and large enough to be read, both ways up its line can run."""
    import cv2  # noqa: PLC0415  only where pages are read

    left, top, wide, high = piece.box
    rows = slice(max(0, round((top - _AROUND_READ) * scale)), round((top + high + _AROUND_READ) * scale))
    columns = slice(max(0, round((left - _AROUND_READ) * scale)), round((left + wide + _AROUND_READ) * scale))
    cut = grey(np.ascontiguousarray(rgb[rows, columns]))
    around = round(_PAPER_IN_LINE * scale)
    light = cut / np.maximum(closed(cut, around, around), 1).astype(np.float32)
    darkest = float(np.percentile(light, 1))
    light = np.clip((light - darkest) / max(1 - darkest, 0.02), 0, 1)
    larger = float(np.clip(_HIGH / min(cut.shape), 1 / _LARGER, _LARGER))
    strip = cv2.resize((light * 255).astype(np.uint8), None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC)
    for quarters in (1, 3) if _is_tall(piece) else (0, 2):
        yield np.repeat(np.rot90(strip, quarters)[..., None], 3, axis=2)


def _is_writing(piece: _Piece) -> bool:
    if piece.at_edge or piece.lightness > _PRESSED or piece.ink < _LEAST_INK:
        return False
    is_crowded = piece.windings > _CROWDED
    is_coloured = piece.colour > _PIGMENT and piece.steepness > _STEEP_COLOUR and piece.windings > _SOLID
    if is_crowded or is_coloured:
        return True
    return piece.steepness >= _STEEP and piece.windings >= _WOUND and piece.windings * piece.corners**0.5 >= _STROKES


def _pieces(rgb: Bytes, darkness: Floats, least: Floats, sheet: Mask) -> Iterator[_Piece]:
    """All ink on the sheet, without long lines and specks."""
    import cv2  # noqa: PLC0415  only where pages are read

    ink, numbers, boxes = _joined((darkness > least) & sheet)
    if float(ink.mean()) < _MOST_LINED and (boxes[1:, 2:4] > LONG * max(ink.shape)).any():
        ink, numbers, boxes = _joined(without_long_lines(ink > 0))
    amounts = np.bincount(numbers[ink > 0], minlength=len(boxes))
    slope = np.hypot(cv2.Sobel(darkness, cv2.CV_32F, 1, 0), cv2.Sobel(darkness, cv2.CV_32F, 0, 1)) / 8
    rim = ~_without_rim(sheet, 2)
    for number in np.argsort(-amounts)[:_MOST_PIECES].tolist():
        if amounts[number] < _SPECK:
            break
        left, top, wide, high, _ = boxes[number].tolist()
        place = (slice(top, top + high), slice(left, left + wide))
        piece = numbers[place] == number
        mine = piece & (ink[place] > 0)
        over = (np.maximum(sign * darkness[place] - least[place] / 2, 0)[piece].sum() for sign in (1, -1))
        dark, light = (float(amount) for amount in over)
        peak = float(np.percentile(darkness[place][mine], 85))
        half = peak / 2
        steep = float(np.percentile(slope[place][mine], 85)) / peak
        windings, corners = _outline(mine & (darkness[place] > half))
        yield _Piece(
            (left, top, wide, high),
            int(amounts[number]),
            peak,
            steep,
            light / dark,
            windings,
            corners,
            _colour_of(rgb[place][mine], rgb[place][piece & ~mine]),
            bool((rim[place] & mine).any()),
        )


def _joined(mask: Mask) -> tuple[Bytes, NDArray[np.int32], NDArray[np.int32]]:
    """The ink, the number of the piece that each pixel is of or near (0: of none), and the pieces' boxes."""
    import cv2  # noqa: PLC0415  only where pages are read

    ink = mask.astype(np.uint8)
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(
        cv2.dilate(ink, np.ones((_GAP_IN_WORD, _GAP_IN_WORD), np.uint8))
    )
    return ink, np.asarray(numbers, np.int32), np.asarray(boxes, np.int32)


def _colour_of(ink: Bytes, beside: Bytes) -> float:
    """How far red or blue some ink is, 0 to 1: of what it takes of the light, what it takes of one colour alone less.

    Coffee and glue take of all colours in turn, black ink takes of all alike.
    """
    low, middle, high = np.sort(1 - ink.mean(axis=0) / np.maximum(beside.mean(axis=0), 1))
    return float((middle - low) / max(high, 0.01) - (high - middle) / max(high, 0.01))


def _outline(ink: Mask) -> tuple[float, float]:
    """How long the outline of some ink is beside a line around all of it, and how many corners it has."""
    import cv2  # noqa: PLC0415  only where pages are read

    found, _ = cv2.findContours(ink.astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
    outlines = [outline for outline in found if len(outline) >= _SHORTEST]
    if not outlines:
        return 0.0, 0.0
    length = sum(cv2.arcLength(outline, True) for outline in outlines)
    corners = sum(len(cv2.approxPolyDP(outline, _BENT, True)) for outline in outlines)
    around = cv2.arcLength(cv2.convexHull(np.vstack(outlines)), True)
    return length / max(around, 1.0), corners / max(length, 1.0) * _CORNERS


def _is_filled(rgb: Bytes, soft: Bytes, sheet: Mask) -> bool:
    """Whether the middle of the sheet is no bare paper: print far out of focus, many edges, or several colours.

    `soft` is the page's brightness without what is dark enough to be a stroke or a line.
    """
    import cv2  # noqa: PLC0415  only where pages are read

    size = (max(1, sheet.shape[1] // _BLOCK), max(1, sheet.shape[0] // _BLOCK))
    on_sheet = cv2.resize(sheet.astype(np.uint8), size, interpolation=cv2.INTER_NEAREST) > 0
    if not on_sheet.any():
        return False
    middle = _middle(on_sheet, _MIDDLE)
    smears = _smears(np.asarray(Image.fromarray(soft).resize(size, Image.Resampling.BOX)), on_sheet)
    blocks = cv2.medianBlur(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), 5)[middle].astype(np.float32)
    light, around = blocks.mean(axis=2), np.ones((3, 3), np.uint8)
    steps = (cv2.dilate(light, around) - cv2.erode(light, around)) / np.maximum(light, 1)
    hues = blocks / np.maximum(blocks.sum(axis=2, keepdims=True), 1)
    low, high = np.percentile(hues, (5, 95), axis=(0, 1))
    return bool(
        float(smears[middle].mean()) > _FILLED
        or float((steps > _STEP).mean()) > _STEPS
        or float((high - low).max()) > _COLOURS
    )


def _smears(coarse: Bytes, on_sheet: Mask) -> Mask:
    """Where there is soft grey as print far out of focus leaves it; the shadow of a fold reaches across the sheet."""
    import cv2  # noqa: PLC0415  only where pages are read

    around = max(3, round(max(coarse.shape) * _LINE_HEIGHT))
    smears = on_sheet & (coarse < (1 - _SMEARED) * closed(coarse, around, around))
    _, numbers, boxes, _ = cv2.connectedComponentsWithStats(smears.astype(np.uint8))
    high, wide = (int(on_sheet.any(axis=axis).sum()) for axis in (1, 0))
    is_across = (boxes[:, 2] >= _ACROSS * wide) | (boxes[:, 3] >= _ACROSS * high)
    return np.asarray(smears & ~is_across[numbers])


def _middle(sheet: Mask, beside: float) -> tuple[slice, slice]:
    """The rows and columns of the middle of the sheet, without that share of it on each side."""
    rows, columns = np.flatnonzero(sheet.any(axis=1)), np.flatnonzero(sheet.any(axis=0))
    down, right = (round(beside * (side[-1] - side[0])) for side in (rows, columns))
    return slice(rows[0] + down, rows[-1] - down + 1), slice(columns[0] + right, columns[-1] - right + 1)


def _may_be_cover(rgb: Bytes, typical: float) -> bool:
    """Whether dark paper may be a cover: coloured or all but black. Else the light was bad."""
    red, green, blue = (float(np.median(rgb[..., channel])) for channel in range(3))
    highest = max(red, green, blue)
    return typical < _DARKEST or highest - min(red, green, blue) > _SATURATED * highest


def _sheet(ground: Bytes) -> Mask:
    """Where the sheet is, without its margin: what is evenly bright, with all between; everything where none is told.

    Its folds part it, and light may fall off across it, so pieces count that are not much darker than the largest.
    """
    import cv2  # noqa: PLC0415  only where pages are read

    height, width = ground.shape
    coarse = np.asarray(Image.fromarray(ground).reduce(_BLOCK)).astype(np.float32)
    around = np.ones((3, 3), np.uint8)
    even = cv2.dilate(coarse, around) - cv2.erode(coarse, around) < _EDGE * np.maximum(coarse, 1)
    count, numbers, pieces, _ = cv2.connectedComponentsWithStats(even.astype(np.uint8), connectivity=4)
    sheet = np.zeros_like(even)
    if count > 1:
        largest = 1 + int(np.argmax(pieces[1:, cv2.CC_STAT_AREA]))
        typical = float(np.median(coarse[numbers == largest]))
        for number in range(1, count):
            piece = numbers == number
            is_large = pieces[number, cv2.CC_STAT_AREA] > _LEAST_PIECE * even.size
            if is_large and float(np.median(coarse[piece])) >= _AS_BRIGHT * typical:
                sheet |= piece
    outline = np.zeros((height, width), np.uint8)
    if sheet.any():
        corners = np.argwhere(sheet)[:, ::-1].astype(np.int32)
        hull = cv2.convexHull(corners) * _BLOCK + _BLOCK // 2
        cv2.fillConvexPoly(outline, hull, 1)
    if float(outline.mean()) < _LEAST_SHEET:
        outline[:] = 1
    return _without_rim(outline, round(_MARGIN * min(height, width)))


def _without_rim(sheet: Mask | Bytes, wide: int) -> Mask:
    """What of the sheet lies so many pixels and more within it."""
    import cv2  # noqa: PLC0415  only where pages are read

    size = 2 * wide + 1
    padded = np.pad(sheet.astype(np.uint8), 1)  # beyond the picture there is no sheet
    return cv2.erode(padded, np.ones((size, size), np.uint8), borderValue=0)[1:-1, 1:-1] > 0
