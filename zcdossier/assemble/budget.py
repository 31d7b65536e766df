"""What a record gives up to fit (pure): the ladder of resolutions and qualities, and the choice of a rung.

Sizes are asked for, never measured here. A finer choice (page by page) replaces `pick_rung` and `Rung`;
what a picture weighs and how it is coded stays outside.
"""

from collections.abc import Callable
from dataclasses import dataclass

MIN_QUALITY = 45
_NEAR = 1.05

_LADDER: tuple[tuple[int, int], ...] = (
    (400, 90),
    (400, 84),
    (350, 82),
    (300, 82),
    (300, 76),
    (300, 70),
    (280, 68),
    (260, 66),
    (240, 66),
    (220, 66),
    (200, 66),
    (190, 64),
    (180, 62),
    (170, 61),
    (160, 60),
    (150, 60),
    (140, 58),
    (130, 56),
    (120, 54),
    (110, 51),
    (100, 48),
    (100, MIN_QUALITY),
)


@dataclass(frozen=True, slots=True)
class Rung:
    """One resolution and JPEG quality for every picture that has more."""

    dpi: int
    quality: int


def ladder(min_dpi: int) -> tuple[Rung, ...]:
    """Return the rungs from best to the floor, none below `min_dpi`.

    More pixels at a lower quality keep small characters better than fewer pixels at a higher one, so the
    quality falls first, then both together.
    """
    rungs = [Rung(dpi, quality) for dpi, quality in _LADDER if dpi > min_dpi]
    at_floor = [quality for dpi, quality in _LADDER if dpi <= min_dpi]
    first = max(at_floor, default=MIN_QUALITY)
    rungs += [Rung(min_dpi, quality) for quality in sorted({first, MIN_QUALITY}, reverse=True)]
    return tuple(rungs)


def pick_rung(count: int, room: int, estimate: Callable[[int], int], weigh: Callable[[int], int]) -> int | None:
    """Return the best rung (0 is best) whose measured size is at most `room`, or None when even the last is over.

    `estimate` is cheap and about right, `weigh` is dear and exact. Sizes fall with the rungs, or nearly so:
    the rung before the chosen one was over, by measure or by an estimate that was not close.
    """
    low, high = 0, count - 1
    while low < high:
        middle = (low + high) // 2
        if estimate(middle) <= room:
            high = middle
        else:
            low = middle + 1
    chosen = high
    while weigh(chosen) > room:
        if chosen == count - 1:
            return None
        chosen += 1
    if chosen != high:
        return chosen
    while chosen > 0 and estimate(chosen - 1) <= room * _NEAR and weigh(chosen - 1) <= room:
        chosen -= 1
    return chosen
