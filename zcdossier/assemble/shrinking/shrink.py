"""Making a record's pictures smaller until they fit: what is sounded out, coded and amended, in which order.

Knows neither files nor PDFs: a candidate says what it takes now and how to decode it. The resolution is chosen
in `ladder`, who gets how much of the room in `budget`.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass

from zcdossier.assemble.pictures.coded import Recoded
from zcdossier.assemble.shrinking.balance import Balance, qualities_around
from zcdossier.assemble.shrinking.budget import common_likeness, large_ones, wishes_for_all
from zcdossier.assemble.shrinking.coders import Candidate, Coders
from zcdossier.assemble.shrinking.curve import Curve
from zcdossier.assemble.shrinking.ladder import Rung, first_within, forecast, is_thorough

_SAMPLE = 8
_SAMPLE_GRID = (-24.0, -12.0, 0.0, 12.0, 24.0)  # qualities tried, around the one expected
_MOST_RUNGS = 3


class TooMuchError(Exception):
    """Even the floor is over; `sizes` is what every candidate takes there."""

    def __init__(self, sizes: tuple[int, ...]) -> None:
        super().__init__(sum(sizes))
        self.sizes = sizes


@dataclass(frozen=True, slots=True)
class _Sounding:
    """What a few pictures tell of all at one rung: at about which quality they fit; `share` corrects the forecast."""

    coders: Coders
    curves: dict[int, Curve]
    quality: float
    share: float


def shrink(candidates: Sequence[Candidate], rungs: Sequence[Rung], room: int, pool: Executor) -> dict[int, Recoded]:
    """Return the new codings by candidate index so that all candidates together take at most `room`.

    A candidate that is small beside the others, or would not get smaller, is not in the result. Raises TooMuchError.
    """
    everything = list(range(len(candidates)))
    large = large_ones([one.bytes for one in candidates], room)
    if large != everything:
        rest = room - sum(one.bytes for index, one in enumerate(candidates) if index not in set(large))
        with suppress(TooMuchError):
            recoded = _Shrinker([candidates[index] for index in large], rungs, pool).shrink(rest)
            return {large[at]: one for at, one in recoded.items()}
    return _Shrinker(candidates, rungs, pool).shrink(room)


class _Shrinker:
    """Brings candidates below a size."""

    def __init__(self, candidates: Sequence[Candidate], rungs: Sequence[Rung], pool: Executor) -> None:
        self._candidates = candidates
        self._rungs = rungs
        self._pool = pool
        self._sample = _spread(candidates)

    def shrink(self, room: int) -> dict[int, Recoded]:
        """Return the new codings by candidate index. Raises TooMuchError."""
        at, sounding = self._rung(room)
        while True:
            balance = Balance(self._candidates, sounding.coders)
            balance.code(sounding.curves, room, sounding.quality)
            if balance.settle(room):
                return balance.kept()
            if at == len(self._rungs) - 1:
                raise TooMuchError(balance.sizes())
            at = self._lower(at)
            sounding = self._sound_out(at, room, self._sample)

    def _rung(self, room: int) -> tuple[int, _Sounding]:
        """Return the rung whose quality comes out as it should be at that resolution."""
        pictures = [(one.bytes, one.dpi) for one in self._candidates]
        at = first_within(self._rungs, pictures, room)
        tried: set[int] = set()
        while True:
            tried.add(at)
            sounding = self._sound_out(at, room, self._sample[::2])
            better = first_within(self._rungs, pictures, room, sounding.share)
            if self._is_same(at, better) or better in tried or len(tried) == _MOST_RUNGS:
                return at, self._sound_out(at, room, self._sample[1::2], sounding)
            at = better

    def _is_same(self, at: int, other: int) -> bool:
        """Whether no picture has more pixels at one rung than at the other."""
        first, second = self._rungs[at], self._rungs[other]
        return all(first.scale(one.dpi) == second.scale(one.dpi) for one in self._candidates)

    def _lower(self, at: int) -> int:
        """Return the next rung at which any picture has fewer pixels, else the last."""
        below = range(at + 1, len(self._rungs))
        return next((other for other in below if not self._is_same(at, other)), len(self._rungs) - 1)

    def _sound_out(self, at: int, room: int, sample: Sequence[int], known: _Sounding | None = None) -> _Sounding:
        rung = self._rungs[at]
        thorough = is_thorough(rung, sum(one.bytes for one in self._candidates), room)
        coders = known.coders if known else Coders(self._candidates, rung, self._pool, thorough=thorough)
        curves = coders.study(sample, qualities_around(rung.quality, _SAMPLE_GRID))
        if known:
            curves = {**known.curves, **curves}
        if not curves:
            return _Sounding(coders, {}, rung.quality, 1.0)
        sizes = [one.bytes for one in self._candidates]
        likeness = common_likeness(wishes_for_all(curves, sizes), room)
        qualities = [curve.quality_of_likeness(likeness) for curve in curves.values()]
        guessed = sum(forecast(rung, sizes[index], self._candidates[index].dpi) for index in curves)
        taken = sum(min(curve.size(rung.quality), sizes[index]) for index, curve in curves.items())
        share = taken / guessed if guessed else 1.0
        return _Sounding(coders, curves, sum(qualities) / len(qualities), share)


def _spread(candidates: Sequence[Candidate]) -> list[int]:
    """Return indices from small to large that stand for all; all of a few."""
    ranked = sorted(range(len(candidates)), key=lambda index: (candidates[index].bytes, index))
    if len(ranked) <= _SAMPLE:
        return sorted(ranked)
    return sorted(ranked[(2 * at + 1) * len(ranked) // (2 * _SAMPLE)] for at in range(_SAMPLE))
