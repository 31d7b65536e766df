"""Candidates decoded, studied and coded in threads; the decoded pixels of a few are kept for the next time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from zcdossier.assemble.pictures.coded import Opener, Recoded
from zcdossier.assemble.refusal import reading
from zcdossier.assemble.shrinking.curve import Curve
from zcdossier.assemble.shrinking.recode import Prepared, encode, prepare, study
from zcdossier.assemble.workers import in_order

_Made = TypeVar("_Made")
_KEPT_BYTES = 60_000_000  # of each record under way, so that a small one is not decoded every time


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


@dataclass(frozen=True, slots=True)
class Studied:
    """A picture coded once, and what is known by that of all other qualities."""

    curve: Curve
    recoded: Recoded


class Coders:
    """Codes candidates at one resolution. What can't be decoded and need not be is missing from the results."""

    def __init__(self, candidates: Sequence[Candidate], dpi: float, pool: Executor) -> None:
        self._candidates = candidates
        self._dpi = dpi
        self._pool = pool
        self._kept: dict[int, Prepared] = {}
        self._keeping = Lock()

    def study(
        self, indices: Sequence[int], qualities: Sequence[float], choose: Callable[[Curve], float]
    ) -> dict[int, Studied]:
        """Try each picture at the qualities, then code it at the one chosen by its curve."""

        def make(_: int, prepared: Prepared) -> Studied:
            curve = study(prepared, qualities)
            recoded = encode(prepared, choose(curve))
            return Studied(curve.weighed(recoded.quality, len(recoded.data)), recoded)

        return self._each(indices, make)

    def code(self, wanted: Mapping[int, float]) -> dict[int, Recoded]:
        """Code each picture at its quality."""
        return self._each(list(wanted), lambda index, prepared: encode(prepared, wanted[index]))

    def _each(self, indices: Sequence[int], make: Callable[[int, Prepared], _Made]) -> dict[int, _Made]:
        def work(item: tuple[int, Opener | Prepared]) -> _Made | None:
            index, source = item
            candidate = self._candidates[index]
            try:
                with reading(candidate.file):
                    prepared = source if isinstance(source, Prepared) else self._prepared(candidate, source)
                    self._keep(index, prepared)
                    return make(index, prepared)
            except Exception:
                if candidate.optional:
                    return None
                raise

        results = in_order(self._pool, work, self._sources(indices))
        return {index: made for index, made in zip(indices, results, strict=True) if made is not None}

    def _prepared(self, candidate: Candidate, opener: Opener) -> Prepared:
        return prepare(opener, candidate.size, candidate.dpi, self._dpi)

    def _sources(self, indices: Sequence[int]) -> Iterator[tuple[int, Opener | Prepared]]:
        for index in indices:
            kept = self._kept.get(index)
            if kept is not None:
                yield index, kept
                continue
            with reading(self._candidates[index].file):
                opener = self._candidates[index].read()
            yield index, opener

    def _keep(self, index: int, prepared: Prepared) -> None:
        """Keep pixels for the next time, here in the thread: what waits to be taken up would hold them as well."""
        with self._keeping:
            if sum(one.memory for one in self._kept.values()) + prepared.memory <= _KEPT_BYTES:
                self._kept[index] = prepared
