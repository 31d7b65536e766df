"""Is nothing written on a page: what paper, light and scanners leave on an empty one is told from faint writing.

Only the sheet itself is looked at, not what it lies on. Shadows and shown-through print are soft or pale, holes and
dark rims lie at the edges; folds, stripes and ruled lines are straight and long, with nothing beside them. What is left
is writing where it stands together as a word does, however little it is.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from zcdossier.recognition.ink_map import (
    LEAST_PRINT,
    TEXT_SIDE,
    Bytes,
    Mask,
    PagePrint,
    closed,
    grown,
    opened,
    page_print,
    reduced,
)

_MARGIN = 0.03
_CLEAR, _FAINT = 0.30, 0.17
"""Darkness of print that is really on the page, and above which it may be."""
_NUMBER_ONLY, _SHOWN_THROUGH = 0.0006, 0.002
"""Shares of a page that a blank one may have of each."""
_WORD_GAP, _LINE_GAP = 17, 7
"""Pixels of the working size: gaps between the signs of a word, and between the strokes of a sign."""
_LEAST_WORD, _LEAST_SIZE, _FEWEST, _THIN, _STREAK = 70, 9, 15, 6, 14
"""Pixels of ink that a few small signs have, and their height or width; pixels that a streak has at least, how thick it
is at most, and how much longer than thick."""
_MOST_OF_FEW = 0.02
"""Share of ink above which a page is not looked at piece by piece."""
_FOOT, _NUMBER_WIDE = 0.12, 0.14
"""Where the number of a page stands, and how wide it is."""
_BLOCK, _SMEAR_WIDTH, _MIDDLE = 8, 1 / 12, 0.14
_SMEARED, _SMEARED_SHARE = 0.06, 0.03
"""Darkness of print out of focus over a block of pixels, and the share of a blank page that may be so dark."""
_ACROSS, _MOST_FOLDS, _MOST_ASLANT = 0.93, 0.2, 9
"""How much of a page's width a fold runs along, what share of the page the shadows of folds are, and by how many blocks
a fold runs aslant from edge to edge."""
_DARK_COVER, _DARKEST, _SATURATED = 110, 45, 0.35
"""Brightness of paper in good light and in bad light, and how coloured a cover is."""
_HOLE, _HOLE_RIM, _BINDING = 11, 9, 0.13
"""Pixels of the working size: what of a punched hole is solid, and its rim; and how far from an edge holes lie."""
_EDGE, _AS_BRIGHT, _LEAST_SHEET, _LEAST_PIECE = 0.06, 0.72, 0.4, 0.03
"""How much the ground changes over a block where a sheet ends or is folded; how bright a piece of it is at least beside
its largest; what share of a picture the sheet is, and a piece of it."""
_LONG, _GAP, _LINE, _BESIDE, _ALONE, _RULED = 0.2, 36, 5, 15, 0.8, 8
"""Of the long side: lines that no sign has. In pixels: gaps in them, how thick they are, and how wide the band is that
is looked at. How much of the ink in it is the line's, and how many such lines ruled paper has."""
_PALE, _OVER_NOISE, _SHARP, _BY = 0.06, 7, 0.25, 5
"""Darkness of pale print, also in shares of the usual noise; how steep its edges are per pixel, as a share of its
darkness, and within how many pixels both are looked for."""


def is_blank(rgb: Bytes) -> bool | None:
    """Whether nothing is written on the page but perhaps its number or ruled lines; None where that can't be told.

    What shows through from the other side is no print. On dark or strongly coloured paper it can't be told, nor where
    print out of focus has run together to grey, or where something small or pale stands that may be writing. It takes a
    tenth of a second and more where much is written: not to be asked of a page on which words were read.
    """
    pixels = reduced(rgb, TEXT_SIDE)
    page = page_print(pixels)
    typical = float(np.median(page.ground))
    if typical < _DARK_COVER and _may_be_cover(page, pixels, typical):
        return None
    sheet = _sheet(page.ground)
    faint_print = page.darkness > _FAINT
    holes = _holes(faint_print, sheet)
    print_mask = _without_long_lines(faint_print & sheet) & ~holes
    if float(print_mask.mean()) > _MOST_OF_FEW:
        return False
    ink, has_word = _written(print_mask, sheet)
    share, faint = float((ink & (page.darkness > _CLEAR)).mean()), float(ink.mean())
    if share > 2 * _NUMBER_ONLY or faint > 2 * _SHOWN_THROUGH:
        return False
    if share >= _NUMBER_ONLY or faint >= _SHOWN_THROUGH or has_word or _has_smears(page, sheet):
        return None
    _, has_pale_word = _written(_pale_print(page, sheet) & ~holes, sheet)
    return None if has_pale_word else True


def _pale_print(page: PagePrint, sheet: Mask) -> Mask:
    """What is hardly darker than the paper, but has sharp edges: pencil, a worn-out seal, an old fax.

    What shows through from the other side is as pale, and soft.
    """
    import cv2  # noqa: PLC0415  only where pages are read

    around = np.ones((_BY, _BY), np.uint8)
    darkness = 1 - cv2.blur(page.brightness / np.maximum(page.ground, 1).astype(np.float32), (3, 3))
    darkness = darkness - np.float32(np.median(darkness[sheet]))
    noise = float(np.median(np.abs(darkness[sheet])))
    pale = sheet & (darkness > max(_PALE, _OVER_NOISE * noise))
    slope = np.hypot(cv2.Sobel(darkness, cv2.CV_32F, 1, 0), cv2.Sobel(darkness, cv2.CV_32F, 0, 1)) / 8
    return _without_long_lines(pale & (cv2.dilate(slope, around) > _SHARP * cv2.dilate(darkness, around)))


def _may_be_cover(page: PagePrint, rgb: Bytes, typical: float) -> bool:
    """Whether dark paper may be a cover: coloured or all but black, or with light print. Else the light was bad."""
    red, green, blue = (float(np.median(rgb[..., channel])) for channel in range(3))
    highest = max(red, green, blue)
    light = page.marks & (page.darkness < _FAINT)
    return (
        typical < _DARKEST or highest - min(red, green, blue) > _SATURATED * highest or int(light.sum()) >= LEAST_PRINT
    )


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


def _without_long_lines(print_mask: Mask) -> Mask:
    """The ink without straight lines that are longer than any stroke of a sign and have next to nothing beside them.

    Aslant, broken or along a fold: whatever way they run. A line of print has its signs' other strokes beside it.
    On ruled paper what is left of such lines is looked for once more, as it is shorter.
    """
    length = _LONG * max(print_mask.shape)
    lines = _lone_lines(print_mask, length)
    without: Mask = print_mask & (_drawn(lines, print_mask.shape) == 0)
    if len(lines) >= _RULED:
        without &= _drawn(_lone_lines(without, length / 3), print_mask.shape) == 0
    return without


def _lone_lines(print_mask: Mask, length: float) -> list[NDArray[np.int_]]:
    """Straight lines of that length or more with little ink beside them but that of lines across: two points each."""
    import cv2  # noqa: PLC0415  only where pages are read

    ink = print_mask.astype(np.uint8)
    found = cv2.HoughLinesP(ink, 1, np.pi / 720, round(length / 2), minLineLength=length, maxLineGap=_GAP)
    lines = np.reshape([] if found is None else found, (-1, 2, 2)).astype(int)
    is_level = np.abs(np.diff(lines[:, :, 0])) > np.abs(np.diff(lines[:, :, 1]))
    crossing = {level: _drawn(lines[is_level[:, 0] != level], ink.shape) for level in (True, False)}
    lone = []
    for line, level in zip(lines, is_level[:, 0].tolist(), strict=True):
        low, high = np.maximum(line.min(axis=0) - _BESIDE, 0), line.max(axis=0) + _BESIDE
        place = (slice(low[1], high[1]), slice(low[0], high[0]))
        beside = ink[place] & ~crossing[level][place]
        within = [int((beside & _drawn([line - low], beside.shape, thick)).sum()) for thick in (_LINE, _BESIDE)]
        if within[0] >= _ALONE * within[1]:
            lone.append(line)
    return lone


def _drawn(lines: Iterable[NDArray[np.int_]], shape: tuple[int, ...], thick: int = _LINE) -> Bytes:
    """Lines, each two points (2, 2), as pixels that are 1."""
    import cv2  # noqa: PLC0415  only where pages are read

    pixels = np.zeros(shape, np.uint8)
    for start, end in lines:
        cv2.line(pixels, start.tolist(), end.tolist(), 1, thick)
    return pixels


def _holes(print_mask: Mask, sheet: Mask) -> Mask:
    """Where holes for a binder are: solid and black, near an edge of the sheet. Strokes of print are thinner."""
    solid = opened(print_mask, _HOLE, _HOLE)
    if not solid.any():
        return solid
    middle = _without_rim(sheet, round((_BINDING - _MARGIN) * min(print_mask.shape)))
    return grown(solid & ~middle, _HOLE_RIM)


def _written(print_mask: Mask, sheet: Mask) -> tuple[Mask, bool]:
    """The ink without what reaches the sheet's edge, and streaks; and whether some stands together as signs do.

    A number at the head or foot of the page is ink, but no sign of writing.
    """
    import cv2  # noqa: PLC0415  only where pages are read

    height, width = print_mask.shape
    joined = closed(closed(print_mask.astype(np.uint8), 1, _WORD_GAP), _LINE_GAP, 1)
    count, numbers, pieces, middles = cv2.connectedComponentsWithStats(joined)
    inks = np.bincount(numbers[print_mask], minlength=count)
    rows, columns = np.flatnonzero(sheet.any(axis=1)), np.flatnonzero(sheet.any(axis=0))
    edge = np.unique(numbers[sheet & (grown(~sheet, 3) > 0)])
    kept, has_word = np.zeros(count, bool), False
    for number in range(1, count):
        left, top, wide, tall, _ = pieces[number].tolist()
        at_edge = number in edge or left == 0 or top == 0 or left + wide == width or top + tall == height
        kept[number] = not (at_edge or _is_streak(print_mask & (numbers == number)))
        down = (middles[number][1] - rows[0]) / max(1, rows[-1] - rows[0])
        is_number = not _FOOT < down < 1 - _FOOT and wide < _NUMBER_WIDE * (columns[-1] - columns[0])
        is_word = inks[number] >= _LEAST_WORD and min(wide, tall) >= _LEAST_SIZE and not is_number
        has_word = has_word or bool(kept[number] and is_word)
    return print_mask & kept[numbers], has_word


def _is_streak(ink: Mask) -> bool:
    """Whether some ink is a thin streak, whatever way it runs; by how its pixels lie, as bad light frays it out."""
    rows, columns = np.nonzero(ink)
    if len(rows) < _FEWEST:
        return False
    thick, long = np.sqrt(np.maximum(np.linalg.eigvalsh(np.cov(rows, columns)), 0.1) * 12).tolist()
    return bool(thick < _THIN and long > _STREAK * thick)


def _has_smears(page: PagePrint, sheet: Mask) -> bool:
    """Whether there is soft grey in many places in the middle of the page, as print far out of focus leaves it.

    Looked at so coarsely that what is thin is gone: rules, and what shows through from the other side. Shadows are
    wider, folds run from edge to edge, and a desk lies at the sides.
    """
    clean = np.where(page.darkness > _FAINT, page.ground, page.brightness)
    coarse = np.asarray(Image.fromarray(clean).reduce(_BLOCK))
    size = max(3, round(max(coarse.shape) * (1 - 2 * _MIDDLE) * _SMEAR_WIDTH))
    smears = coarse < (1 - _SMEARED) * closed(coarse, size, size)
    on_sheet = np.asarray(Image.fromarray(sheet.astype(np.uint8)).reduce(_BLOCK)) > 0
    smears &= on_sheet & ~(_folds(smears, on_sheet) | _folds(smears.T, on_sheet.T).T)
    rows, columns = (round(side * _MIDDLE) for side in smears.shape)
    return float(smears[rows : len(smears) - rows, columns : smears.shape[1] - columns].mean()) > _SMEARED_SHARE


def _folds(smears: Mask, on_sheet: Mask) -> Mask:
    """Where a shadow runs from one edge of the sheet to the other, also aslant; nowhere where these are many."""
    height, width = smears.shape
    rows, columns = np.arange(height)[:, None], np.arange(width)[None]
    folds = np.zeros_like(smears)
    for drift in range(-_MOST_ASLANT, _MOST_ASLANT + 1):
        aslant = np.clip(rows + drift * columns // width, 0, height - 1)  # of each place, the row it is taken from
        sheet = on_sheet[aslant, columns].sum(axis=1)
        across = (smears & on_sheet)[aslant, columns].sum(axis=1) > np.maximum(_ACROSS * sheet, width // 4)
        folds[aslant[across], columns] = True
    return grown(folds, 3) if folds.mean() < _MOST_FOLDS else np.zeros_like(smears)
