"""Making a record's pictures smaller until they fit: what is tried, coded and amended, in which order.

Knows neither files nor PDFs: a candidate says what it takes now and how to decode it. Resolutions are chosen in
`choosing`, who gets how much of the room in `budget`.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from contextlib import suppress

from zcdossier.assemble.pictures.coded_picture import Recoded
from zcdossier.assemble.shrinking.balance import Balance
from zcdossier.assemble.shrinking.budget import large_ones
from zcdossier.assemble.shrinking.choosing import Choosing
from zcdossier.assemble.shrinking.coders import Candidate, Coders, Resolution
from zcdossier.assemble.shrinking.curve import Curve
from zcdossier.assemble.shrinking.effort import effort_for
from zcdossier.assemble.shrinking.resolution import lowest_quality, scales

_SAMPLE = 6
_OF_EVEN_SHARE = 0.7
_HARDLY_OVER = 0.85  # of the bytes there are is room for: every pixel stays
_AIMS = (1.0, 0.92, 0.8)  # of the room: lower ones where what was tried promised too much


class TooMuchError(Exception):
    """Even the floor is over; `sizes` is what every candidate takes there."""

    def __init__(self, sizes: tuple[int, ...]) -> None:
        super().__init__(sum(sizes))
        self.sizes = sizes


def shrink(candidates: Sequence[Candidate], min_dpi: int, room: int, pool: Executor) -> dict[int, Recoded]:
    """Return the new codings by candidate index so that all candidates together take at most `room`.

    A candidate that is small beside the others, or would not get smaller, is not in the result. Raises TooMuchError.
    """
    everything = list(range(len(candidates)))
    large = large_ones([candidate.bytes for candidate in candidates], room)
    if large != everything:
        rest = room - sum(candidate.bytes for index, candidate in enumerate(candidates) if index not in set(large))
        with suppress(TooMuchError):
            recoded = _Shrinker([candidates[index] for index in large], min_dpi, pool).shrink(rest)
            return {large[at]: made for at, made in recoded.items()}
    return _Shrinker(candidates, min_dpi, pool).shrink(room)


class _Shrinker:
    """Brings candidates below a size."""

    def __init__(self, candidates: Sequence[Candidate], min_dpi: int, pool: Executor) -> None:
        self._candidates = candidates
        self._scales = [scales(candidate.dpi, min_dpi) for candidate in candidates]
        self._sample = _spread(candidates)
        self._pool = pool

    def shrink(self, room: int) -> dict[int, Recoded]:
        """Return the new codings by candidate index. Raises TooMuchError."""
        total = sum(candidate.bytes for candidate in self._candidates)
        is_hardly_over = total * _HARDLY_OVER < room
        sample = {index: self._scales[index][-1:] if is_hardly_over else self._scales[index] for index in self._sample}
        # An even share at least: what is packed well may be dense all the same.
        even = max(1.0, _OF_EVEN_SHARE * room / max(1, len(self._candidates)))
        hopes = {index: max(even, self._candidates[index].bytes * room / total) for index in sample}
        tried = Coders(self._candidates, self._pool).try_scales(sample, hopes)
        choosing = Choosing(self._candidates, self._scales, tried)
        for aim in _AIMS if tried else ():
            resolutions, curves = choosing.within(room * aim)
            balance = self._balanced(resolutions, curves, room)
            if balance.settle(room):
                return balance.kept()
        balance = self._balanced(self._lowest(), {}, room)
        if balance.settle(room):
            return balance.kept()
        raise TooMuchError(balance.sizes())

    def _balanced(self, resolutions: Sequence[Resolution], curves: dict[int, Curve], room: int) -> Balance:
        pixels = sum(
            candidate.size[0] * candidate.size[1] * resolution.scale**2
            for candidate, resolution in zip(self._candidates, resolutions, strict=True)
        )
        coders = Coders(self._candidates, self._pool, resolutions, effort_for(pixels))
        balance = Balance(self._candidates, coders)
        balance.code(curves, room)
        return balance

    def _lowest(self) -> list[Resolution]:
        """Return the floor of every candidate."""
        return [
            Resolution(parts[0], lowest_quality(candidate.dpi * parts[0]), index)
            for index, (candidate, parts) in enumerate(zip(self._candidates, self._scales, strict=True))
        ]


def _spread(candidates: Sequence[Candidate]) -> list[int]:
    """Return indices from small to large that stand for all; all of a few."""
    ranked = sorted(range(len(candidates)), key=lambda index: (candidates[index].bytes, index))
    if len(ranked) <= _SAMPLE:
        return sorted(ranked)
    return sorted(ranked[(2 * at + 1) * len(ranked) // (2 * _SAMPLE)] for at in range(_SAMPLE))
