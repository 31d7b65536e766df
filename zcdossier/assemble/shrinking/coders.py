"""Candidates decoded, studied and coded in threads; the decoded pixels of a few are kept for the next time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from zcdossier.assemble.pictures.coded import Opener, Recoded
from zcdossier.assemble.refusal import reading
from zcdossier.assemble.shrinking.curve import Curve, Point
from zcdossier.assemble.shrinking.ladder import Rung
from zcdossier.assemble.shrinking.recode import Prepared, Study, encode, prepare, study
from zcdossier.assemble.workers import in_order

_Made = TypeVar("_Made")
_KEPT_BYTES = 50_000_000  # of each record under way, so that a small one is not decoded every time
_KEPT_STUDIES = 40  # pictures whose pieces are kept besides those of the sample, one or two megabytes each


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
    """What is known of a picture at all qualities, and its coding at one; none where it is not to be coded."""

    curve: Curve
    recoded: Recoded | None


class Coders:
    """Codes candidates at one resolution. What can't be decoded and need not be is missing from the results."""

    def __init__(self, candidates: Sequence[Candidate], rung: Rung, pool: Executor, *, thorough: bool) -> None:
        self._candidates = candidates
        self._rung = rung
        self._thorough = thorough
        self._pool = pool
        self._kept: dict[int, Prepared] = {}
        self._studies: dict[int, Study] = {}
        self._keeping = Lock()

    def study(self, indices: Sequence[int], qualities: Sequence[float]) -> dict[int, Curve]:
        """Try pieces of each picture at the qualities."""

        def make(index: int, prepared: Prepared) -> Curve:
            return self._study(index, prepared, keep=True).curve(qualities)

        return self._each(indices, make)

    def refine(self, wanted: Mapping[int, float]) -> dict[int, Point]:
        """Try each picture that was studied at one more quality."""
        known = [index for index in wanted if index in self._studies]
        points = in_order(self._pool, lambda index: self._studies[index].point(wanted[index]), known)
        return dict(zip(known, points, strict=True))

    def study_and_code(
        self, indices: Sequence[int], qualities: Sequence[float], choose: Callable[[int, Curve], float | None]
    ) -> dict[int, Studied]:
        """Try each picture at the qualities, then code it at the one chosen by its curve, if any."""

        def make(index: int, prepared: Prepared) -> Studied:
            pieces = self._study(index, prepared, keep=index < _KEPT_STUDIES)
            curve = pieces.curve(qualities)
            quality = choose(index, curve)
            if quality is not None and not curve.knows(quality):
                curve = curve.refined(pieces.point(quality))
                quality = choose(index, curve)
            if quality is None:
                return Studied(curve, None)
            return Studied(curve, self._encode(prepared, quality))

        return self._each(indices, make)

    def code(self, wanted: Mapping[int, float]) -> dict[int, Recoded]:
        """Code each picture at its quality."""
        return self._each(list(wanted), lambda index, prepared: self._encode(prepared, wanted[index]))

    def _study(self, index: int, prepared: Prepared, *, keep: bool) -> Study:
        """Cut the pieces of a picture. Which are kept shows in what is coded: it must not hang on which thread wins."""
        pieces = study(prepared, thorough=self._thorough)
        if keep:
            self._studies[index] = pieces
        return pieces

    def _encode(self, prepared: Prepared, quality: float) -> Recoded:
        return encode(prepared, quality, thorough=self._thorough)

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
        return prepare(opener, candidate.size, candidate.dpi, self._rung.scale(candidate.dpi))

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
