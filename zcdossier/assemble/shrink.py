"""Making a record's pictures smaller until they fit: weighs the rungs of the ladder and keeps the chosen codings.

Knows neither files nor PDFs: a candidate says what it takes now and how to decode it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from zcdossier.assemble.budget import Rung, forecast, pick_rung
from zcdossier.assemble.recode import Opener, Recoded, recode
from zcdossier.assemble.refusal import reading
from zcdossier.assemble.workers import in_order

_SAMPLES = range(2, 5)  # few pictures are soon weighed, many differ
_WORTHWHILE = 0.9  # a page coded anew loses a little every time: not for a few bytes


@dataclass(frozen=True, slots=True)
class Candidate:
    """A picture that may be coded anew. `optional` ones stay as they are when they can't be decoded.

    `read` fetches the coded bytes in the calling thread; what it returns decodes them in any thread.
    """

    page: int
    file: str
    bytes: int
    size: tuple[int, int]
    dpi: float
    optional: bool
    read: Callable[[], Opener]


class TooMuchError(Exception):
    """Even the last rung is over; `sizes` is what every candidate takes there."""

    def __init__(self, sizes: tuple[int, ...]) -> None:
        super().__init__(sum(sizes))
        self.sizes = sizes


class Shrinker:
    """Codes candidates at rungs, as few as it can, and remembers only what may still be wanted."""

    def __init__(self, candidates: Sequence[Candidate], rungs: Sequence[Rung], pool: Executor) -> None:
        self._candidates = candidates
        self._rungs = rungs
        self._pool = pool
        self._sample = _spread(candidates, min(max(len(candidates) // 4, _SAMPLES[0]), _SAMPLES[-1]))
        self._sampled: dict[int, dict[int, Recoded | None]] = {}
        self._kept: dict[int, dict[int, Recoded]] = {}
        self._last_sizes: tuple[int, ...] = ()

    def shrink(self, room: int) -> dict[int, Recoded]:
        """Return the new codings by candidate index so that all candidates together take at most `room`.

        A candidate that would not get smaller is not in the result. Raises TooMuchError.
        """
        forecasts = [
            sum(min(float(one.bytes), forecast(rung, one.bytes, one.dpi)) for one in self._candidates)
            for rung in self._rungs
        ]
        chosen = pick_rung(forecasts, room, self._estimate, lambda rung: self._weigh(rung, room))
        if chosen is None:
            raise TooMuchError(self._last_sizes)
        return self._kept[chosen]

    def _estimate(self, rung: int) -> int:
        if rung not in self._sampled:
            self._sampled[rung] = dict(zip(self._sample, self._code(rung, self._sample), strict=True))
        made = self._sampled[rung]
        return self._extrapolated({index: self._size(index, recoded) for index, recoded in made.items()})

    def _extrapolated(self, sizes: Mapping[int, int]) -> int:
        """Guess the size of all candidates from that of some."""
        before = sum(self._candidates[index].bytes for index in sizes)
        whole = sum(candidate.bytes for candidate in self._candidates)
        return -(-whole * sum(sizes.values()) // before) if before else 0

    def _weigh(self, rung: int, room: int) -> int:
        """Code everything at a rung and return its size.

        Over the room the codings are dropped, and all but the last rung stop there and guess the rest.
        """
        known = self._sampled.pop(rung, {})
        rest = [index for index in range(len(self._candidates)) if index not in known]
        sizes = {index: self._size(index, recoded) for index, recoded in known.items()}
        kept = {index: one for index, one in known.items() if one is not None and self._is_gain(index, one)}
        total = sum(sizes.values())
        is_last = rung == len(self._rungs) - 1
        for index, recoded in zip(rest, self._code(rung, rest), strict=True):
            sizes[index] = self._size(index, recoded)
            total += sizes[index]
            if total > room:
                kept = {}
                if not is_last:
                    return self._extrapolated(sizes)
            elif recoded is not None and self._is_gain(index, recoded):
                kept[index] = recoded
        if total <= room:
            self._kept = {rung: kept}
        elif is_last:
            self._last_sizes = tuple(sizes[index] for index in range(len(self._candidates)))
        return total

    def _code(self, rung: int, indices: Iterable[int]) -> Iterator[Recoded | None]:
        return in_order(self._pool, self._code_one, self._opened(rung, indices))

    def _opened(self, rung: int, indices: Iterable[int]) -> Iterator[tuple[Candidate, Opener, Rung]]:
        for index in indices:
            candidate = self._candidates[index]
            with reading(candidate.file):
                opener = candidate.read()
            yield candidate, opener, self._rungs[rung]

    @staticmethod
    def _code_one(work: tuple[Candidate, Opener, Rung]) -> Recoded | None:
        candidate, opener, rung = work
        try:
            with reading(candidate.file):
                return recode(opener, candidate.size, candidate.dpi, rung)
        except Exception:
            if candidate.optional:
                return None
            raise

    def _size(self, index: int, recoded: Recoded | None) -> int:
        before = self._candidates[index].bytes
        return len(recoded.data) if recoded is not None and self._is_gain(index, recoded) else before

    def _is_gain(self, index: int, recoded: Recoded) -> bool:
        return len(recoded.data) < self._candidates[index].bytes * _WORTHWHILE


def _spread(candidates: Sequence[Candidate], most: int) -> list[int]:
    """Return indices from small to large that stand for all."""
    ranked = sorted(range(len(candidates)), key=lambda index: (candidates[index].bytes, index))
    step = max(1, len(ranked) // most)
    return ranked[step // 2 :: step][:most]
