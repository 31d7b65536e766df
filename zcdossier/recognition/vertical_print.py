"""Print that runs from top to bottom, on a page that stands upright, told from level print on a page on its side.

Both have lines higher than wide, and both are read well once they are laid down. But in vertical print each sign stands
upright on the page: cut apart and set side by side as they stand, its signs say the same again. So it is with vertical
print on its side: its lines are level, and are read as they lie.
"""

from collections.abc import Callable, Sequence

import numpy as np

from zcdossier.recognition.recogniser import Pixels

_FEWEST, _SHORT, _MOST, _SAME = 2, 8, 6, 0.5
"""Signs of a line that can be compared, and of one that is read soon; lines that are compared; and the share of their
signs that says the same."""
_DARKEST, _PAPER = 5, 75
"""Percentiles of the brightness of a line's ink and paper."""
_EMPTY = 0.08
"""Of the signs' height: how much ink a gap between signs may have: specks of a copy are 2 pixels high."""
_ALL_BUT_SPECKS = (2, 98)
"""Percentiles of the rows with ink, between which a line's signs stand."""
_WHOLE, _PART = 1.2, 0.7
"""In heights of the signs: how long a sign is at most, and what is shorter may be a part of one."""
_RIM = 2


def is_vertical(
    crops: Sequence[Pixels], texts: Sequence[str], read: Callable[[Sequence[Pixels]], list[str]], *, are_usual: bool
) -> bool:
    """Whether lines that read as `texts` are of vertical print, laid down by a quarter against the clock.

    Where lines lie as usual (`are_usual`) one that is read soon tells on most pages that they are not.
    """
    pairs = [(crop, text) for crop, text in zip(crops, texts, strict=True) if len(text) >= _FEWEST]
    longest = sorted(pairs, key=lambda pair: -len(pair[1]))[:_MOST]
    short = sorted(pairs, key=lambda pair: abs(len(pair[1]) - _SHORT))[:1]
    for some in (short, longest) if are_usual else (longest,):
        again = read([set_level(crop) for crop, _ in some])
        same = sum(_signs_in_common(text, other) for (_, text), other in zip(some, again, strict=True))
        if same < _SAME * max(1, sum(len(text) for _, text in some)):
            return False
    return True


def set_level(crop: Pixels) -> Pixels:
    """Return the signs of a line (height, length, 3) that was laid down, as they stand on the page, side by side."""
    paper = int(np.percentile(crop, _PAPER))
    cells = [np.rot90(crop[:, max(0, start - _RIM) : end + _RIM], -1) for start, end in _signs(crop)]
    high = max((cell.shape[0] for cell in cells), default=0)
    padded = [_padded(cell, high, paper) for cell in cells]
    return np.ascontiguousarray(np.concatenate(padded, axis=1)) if padded else crop


def _padded(cell: Pixels, high: int, paper: int) -> Pixels:
    missing = high - cell.shape[0]
    return np.pad(cell, ((missing // 2, missing - missing // 2), (0, 0), (0, 0)), constant_values=paper)


def _signs(crop: Pixels) -> list[tuple[int, int]]:
    """Where along a line each sign begins and ends; pieces that are too short for a sign belong to their neighbour."""
    grey = crop.mean(axis=2)
    dark = grey < (np.percentile(grey, _DARKEST) + np.percentile(grey, _PAPER)) / 2
    if not dark.any():
        return []
    upper, lower = np.percentile(np.nonzero(dark)[0], _ALL_BUT_SPECKS)
    size = max(2.0, float(lower - upper))
    inked = np.pad(dark.sum(axis=0) > _EMPTY * size, 1).astype(np.int8)
    edges = np.diff(inked)
    pieces = list(zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True))
    signs: list[tuple[int, int]] = []
    for start, end in pieces:
        is_part = signs and min(end - start, signs[-1][1] - signs[-1][0]) < _PART * size
        if is_part and end - signs[-1][0] <= _WHOLE * size:
            signs[-1] = signs[-1][0], end
        else:
            signs.append((start, end))
    return signs


def _signs_in_common(text: str, other: str) -> int:
    """How many signs of a text stand in another one in the same order."""
    from rapidfuzz.distance import LCSseq  # only where pages are read

    return LCSseq.similarity(text, other)
