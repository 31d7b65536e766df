"""What a record gives up to fit (pure): the ladder of resolutions and qualities, and the choice of a rung.

Sizes are asked for, never measured here. A finer choice (page by page) would replace `pick_rung` and the
one rung for all; what a picture weighs and how it is coded stays outside.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp

MIN_QUALITY = 45

# Resolution and quality, best first, and the number of steps to the next. More pixels at a lower quality keep
# small characters better than fewer pixels at a higher one, so quality falls first, then both together.
_BENDS = ((400, 92, 14), (400, 78, 10), (300, 72, 12), (200, 65, 9), (150, 59, 12), (100, 48, 2))
_END = (100, MIN_QUALITY)

_MOST_ROUNDS = 6
_SIZE_BY_DPI = 1.75  # measured on phone photos of pages: bytes grow with this power of the resolution
_SIZE_BY_QUALITY = 0.03  # and by this exponent of the quality


@dataclass(frozen=True, slots=True)
class Rung:
    """One resolution and JPEG quality for every picture that has more."""

    dpi: int
    quality: int


def ladder(min_dpi: int) -> tuple[Rung, ...]:
    """Return the rungs from best to the floor, none below `min_dpi`."""
    rungs: list[Rung] = []
    ends = [*_BENDS[1:], (*_END, 0)]
    for (dpi, quality, steps), (next_dpi, next_quality, _) in zip(_BENDS, ends, strict=True):
        for step in range(steps):
            way = step / steps
            rung = Rung(round(dpi * (next_dpi / dpi) ** way), round(quality + (next_quality - quality) * way))
            rungs.append(Rung(max(rung.dpi, min_dpi), rung.quality))
    rungs.append(Rung(max(_END[0], min_dpi), MIN_QUALITY))
    return tuple(dict.fromkeys(rungs))


def forecast(rung: Rung, size: int, dpi: float) -> float:
    """Guess what a picture of `size` bytes at `dpi` takes at a rung, without looking at it."""
    scale = min(1.0, rung.dpi / dpi) if dpi > 0 else 1.0
    best = _BENDS[0][1]
    return float(size * scale**_SIZE_BY_DPI * exp(_SIZE_BY_QUALITY * (rung.quality - best)))


def pick_rung(
    forecasts: Sequence[float], room: int, estimate: Callable[[int], int], weigh: Callable[[int], int]
) -> int | None:
    """Return the best rung (0 is best) found whose weighed size is at most `room`; None when the last is over.

    `forecasts` are free and rough, `estimate` is cheap and about right, `weigh` is dear; what it says of a
    size within the room is exact.
    """
    last = len(forecasts) - 1
    guess = _Guess(forecasts)
    best: int | None = None
    low, rung = 0, _first_within(guess, room, estimate, 0, last)
    for _ in range(_MOST_ROUNDS):
        size = weigh(rung)
        guess.settle(rung, size)
        if size <= room:
            best = rung
        else:
            low = rung + 1
        top = last if best is None else best - 1
        if low > top:
            return best
        wanted = next((at for at in range(low, top + 1) if guess.of(at) <= room), top)
        if best is not None and guess.of(wanted) > room:
            return best
        rung = wanted
    if best is not None:
        return best
    return last if weigh(last) <= room else None


class _Guess:
    """Sizes of all rungs, guessed from the nearest one that is known."""

    def __init__(self, forecasts: Sequence[float]) -> None:
        self._forecasts = forecasts
        self._estimated: dict[int, float] = {}
        self._weighed: dict[int, float] = {}

    def learn(self, rung: int, size: float) -> None:
        self._estimated[rung] = size

    def settle(self, rung: int, size: float) -> None:
        """Take over what was weighed; all estimates come from one sample and are off by the same share."""
        share = size / self._estimated[rung] if self._estimated.get(rung) else 1.0
        self._estimated = {at: estimate * share for at, estimate in self._estimated.items()}
        self._weighed[rung] = size

    def knows(self, rung: int) -> bool:
        return rung in self._estimated

    def of(self, rung: int) -> float:
        known = self._estimated | self._weighed
        if not known:
            return self._forecasts[rung]
        near = min(known, key=lambda at: (abs(at - rung), at))
        before = self._forecasts[near]
        return known[near] * (self._forecasts[rung] / before if before > 0 else 1.0)


def _first_within(guess: _Guess, room: int, estimate: Callable[[int], int], low: int, high: int) -> int:
    """Return the first rung that seems to fit, asking for estimates only around it."""
    while True:
        rung = next((at for at in range(low, high) if guess.of(at) <= room), high)
        if guess.knows(rung):
            return rung
        guess.learn(rung, estimate(rung))
