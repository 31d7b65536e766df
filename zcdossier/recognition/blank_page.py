"""Is nothing written on a page: what paper, light and scanners leave on an empty one is told from faint writing.

Shadows and shown-through print are soft or pale, folds run from edge to edge, holes and dark rims lie at the edges,
ruled lines are straight. What is left is writing where it stands together as a word does, however little it is.
"""

import numpy as np
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
    without_rules,
)

_MARGIN = 0.03
_CLEAR, _FAINT = 0.30, 0.17
"""Darkness of print that is really on the page, and above which it may be."""
_NUMBER_ONLY, _SHOWN_THROUGH = 0.0006, 0.002
"""Shares of a page that a blank one may have of each."""
_WORD_GAP, _LINE_GAP = 17, 7
"""Pixels of the working size: gaps between the signs of a word, and between the strokes of a sign."""
_LEAST_WORD, _LEAST_SIZE, _STREAK = 70, 9, 14
"""Pixels of ink that a few small signs have, their height or width, and how much longer than thick a streak is."""
_NET, _NET_INK = 60, 0.08
"""Pixels that the lines of squared paper, or the rim of a stain, are high and wide, and their share of ink in that."""
_MOST_OF_FEW = 0.02
"""Share of ink above which a page is not looked at piece by piece."""
_FOOT, _NUMBER_WIDE = 0.12, 0.14
"""Where the number of a page stands, and how wide it is."""
_BLOCK, _SMEAR_WIDTH, _MIDDLE = 8, 1 / 12, 0.14
_SMEARED, _SMEARED_SHARE = 0.06, 0.03
"""Darkness of print out of focus over a block of pixels, and the share of a blank page that may be so dark."""
_ACROSS, _MOST_FOLDS = 0.93, 0.2
"""How much of a page's width a fold runs along, and how many of its rows the shadows of folds are."""
_DARK_COVER, _DARKEST, _SATURATED = 110, 45, 0.35
"""Brightness of paper in good light and in bad light, and how coloured a cover is."""
_HOLE, _HOLE_RIM, _BINDING = 11, 9, 0.13
"""Pixels of the working size: what of a punched hole is solid, and its rim; and how far from an edge holes lie."""


def is_blank(rgb: Bytes) -> bool | None:
    """Whether nothing is written on the page but perhaps its number or ruled lines; None where that can't be told.

    What shows through from the other side is no print. On dark or strongly coloured paper it can't be told, nor where
    print out of focus has run together to grey, or where something small stands that may be writing.
    """
    page = reduced(rgb, TEXT_SIDE)
    return blank_of(page_print(page), page)


def blank_of(page: PagePrint, rgb: Bytes) -> bool | None:
    """The same of what is printed on the page and its pixels, both at the working size."""
    height, width = page.brightness.shape
    typical = float(np.median(page.ground))
    if typical < _DARK_COVER and _may_be_cover(page, rgb, typical):
        return None
    print_mask = without_rules(page.darkness > _FAINT, aslant=True) & (page.ground > 0.6 * typical)
    print_mask &= ~_holes(print_mask)
    margin_rows, margin_columns = int(height * _MARGIN), int(width * _MARGIN)
    inner = (slice(margin_rows, height - margin_rows), slice(margin_columns, width - margin_columns))
    ink = print_mask[inner]
    if float(ink.mean()) > _MOST_OF_FEW:
        return False
    ink, has_word = _written(ink)
    share, faint = float((ink & (page.darkness[inner] > _CLEAR)).mean()), float(ink.mean())
    if share > 2 * _NUMBER_ONLY or faint > 2 * _SHOWN_THROUGH:
        return False
    return True if not (share >= _NUMBER_ONLY or faint >= _SHOWN_THROUGH or has_word or _has_smears(page)) else None


def _may_be_cover(page: PagePrint, rgb: Bytes, typical: float) -> bool:
    """Whether dark paper may be a cover: coloured or all but black, or with light print. Else the light was bad."""
    red, green, blue = (float(np.median(rgb[..., channel])) for channel in range(3))
    highest = max(red, green, blue)
    light = page.marks & (page.darkness < _FAINT)
    return (
        typical < _DARKEST or highest - min(red, green, blue) > _SATURATED * highest or int(light.sum()) >= LEAST_PRINT
    )


def _holes(print_mask: Mask) -> Mask:
    """Where holes for a binder are: solid and black, near an edge. Strokes of print are thinner."""
    height, width = print_mask.shape
    rows, columns = int(height * _BINDING), int(width * _BINDING)
    solid = opened(print_mask, _HOLE, _HOLE)
    solid[rows : height - rows, columns : width - columns] = False
    return grown(solid, _HOLE_RIM)


def _written(print_mask: Mask) -> tuple[Mask, bool]:
    """The ink without what reaches the edge, streaks and nets of lines, and whether some stands together as signs do.

    A number at the head or foot of the page is ink, but no sign of writing.
    """
    import cv2  # noqa: PLC0415  only where pages are read

    height, width = print_mask.shape
    joined = closed(closed(print_mask.astype(np.uint8), 1, _WORD_GAP), _LINE_GAP, 1)
    count, numbers, pieces, middles = cv2.connectedComponentsWithStats(joined)
    inks = np.bincount(numbers[print_mask], minlength=count)
    kept, has_word = np.zeros(count, bool), False
    for number in range(1, count):
        left, top, wide, tall, _ = pieces[number].tolist()
        at_edge = left == 0 or top == 0 or left + wide == width or top + tall == height
        streak = min(wide, tall) < _LEAST_SIZE and max(wide, tall) > _STREAK * min(wide, tall)
        net = min(wide, tall) > _NET and inks[number] < _NET_INK * wide * tall
        kept[number] = not (at_edge or streak or net)
        is_number = not _FOOT * height < middles[number][1] < (1 - _FOOT) * height and wide < _NUMBER_WIDE * width
        is_word = inks[number] >= _LEAST_WORD and min(wide, tall) >= _LEAST_SIZE and not is_number
        has_word = has_word or bool(kept[number] and is_word)
    return print_mask & kept[numbers], has_word


def _has_smears(page: PagePrint) -> bool:
    """Whether there is soft grey in many places in the middle of the page, as print far out of focus leaves it.

    Looked at so coarsely that what is thin is gone: rules, and what shows through from the other side. Shadows are
    wider, folds run from edge to edge, and a desk lies at the sides.
    """
    clean = np.where(page.darkness > _FAINT, page.ground, page.brightness)
    coarse = np.asarray(Image.fromarray(clean).reduce(_BLOCK))
    size = max(3, round(max(coarse.shape) * (1 - 2 * _MIDDLE) * _SMEAR_WIDTH))
    smears = coarse < (1 - _SMEARED) * closed(coarse, size, size)
    on_paper = coarse > 0.6 * float(np.median(coarse))
    smears &= ~(_folds(smears, on_paper) | _folds(smears.T, on_paper.T).T)
    rows, columns = (round(side * _MIDDLE) for side in smears.shape)
    return float(smears[rows : len(smears) - rows, columns : smears.shape[1] - columns].mean()) > _SMEARED_SHARE


def _folds(smears: Mask, on_paper: Mask) -> Mask:
    """The rows in which a shadow runs from one edge of the paper to the other; none where these are many."""
    across = (smears & on_paper).sum(axis=1) > _ACROSS * np.maximum(on_paper.sum(axis=1), 1)
    rows = grown(across[:, None] & np.ones_like(smears), 3)
    return rows if across.mean() < _MOST_FOLDS else np.zeros_like(smears)
