"""Candidates decoded, studied and coded in threads; the decoded pixels of a few are kept for the next time."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from zcdossier.assemble.pictures.coded_picture import Decoder, Recoded
from zcdossier.assemble.refusal import reading
from zcdossier.assemble.shrinking.curve import CEILING, Curve
from zcdossier.assemble.shrinking.effort import Effort
from zcdossier.assemble.shrinking.recode import Prepared, encode, prepare
from zcdossier.assemble.shrinking.study import study
from zcdossier.assemble.shrinking.trying import Tried, try_scales
from zcdossier.assemble.workers import in_order

_Made = TypeVar("_Made")
_Source = TypeVar("_Source")
_KEPT_BYTES = 50_000_000  # of each record under way, so that a small one is not decoded every time
_AROUND = (-10.0, 10.0)  # qualities tried, around the one expected
_LOWEST_TRIED = 14.0


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
    read: Callable[[], Decoder]


@dataclass(frozen=True, slots=True)
class Studied:
    """What is known of a picture at all qualities, and its coding at one; none where it is not to be coded."""

    curve: Curve
    recoded: Recoded | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a picture is to be coded at: a part of its size, and the quality to expect there.

    `model` is the candidate that was tried in its place (its own number where it was tried itself).
    """

    scale: float
    quality: float
    model: int


class Coders:
    """Codes candidates, each at its resolution. What can't be decoded and need not be is missing from the results."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        pool: Executor,
        resolutions: Sequence[Resolution] = (),
        effort: Effort = Effort.THOROUGH,
    ) -> None:
        self._candidates = candidates
        self._resolutions = resolutions
        self._effort = effort
        self._pool = pool
        self._kept: dict[int, Prepared] = {}
        self._keeping = Lock()

    def try_scales(
        self, scales: Mapping[int, Sequence[float]], hopes: Mapping[int, float]
    ) -> dict[int, tuple[Tried, ...]]:
        """Try pieces of each picture at several parts of its size; it may hope for about so many bytes."""

        def make(index: int, source: Decoder) -> tuple[Tried, ...]:
            candidate = self._candidates[index]
            return try_scales(source, candidate.size, candidate.dpi, scales[index], hopes[index])

        openers = ((index, self._opener(index)) for index in scales)
        return self._each(list(scales), openers, make)

    def study_and_code(
        self,
        indices: Sequence[int],
        choose: Callable[[int, Curve], float | None],
        compared: Mapping[int, float],
    ) -> dict[int, Studied]:
        """Try each picture at some qualities, then code it at the one chosen by its curve, if any.

        Its pieces are held against its own pixels; `compared` says how many times as like its source its model is.
        """

        def make(index: int, prepared: Prepared) -> Studied:
            resolution = self._resolutions[index]
            pieces = study(prepared, compared.get(resolution.model, 1.0), self._effort)
            curve = pieces.curve(_qualities_around(resolution.quality))
            quality = choose(index, curve)
            return Studied(curve, None if quality is None else self._encode(prepared, quality))

        return self._of_prepared(indices, make)

    def code(self, wanted: Mapping[int, float]) -> dict[int, Recoded]:
        """Code each picture at its quality."""
        return self._of_prepared(list(wanted), lambda index, prepared: self._encode(prepared, wanted[index]))

    def _encode(self, prepared: Prepared, quality: float) -> Recoded:
        return encode(prepared, quality, self._effort)

    def _of_prepared(self, indices: Sequence[int], make: Callable[[int, Prepared], _Made]) -> dict[int, _Made]:
        def prepared(index: int, source: Decoder | Prepared) -> _Made:
            ready = source if isinstance(source, Prepared) else self._prepared(index, source)
            self._keep(index, ready)
            return make(index, ready)

        sources = ((index, self._kept.get(index) or self._opener(index)) for index in indices)
        return self._each(indices, sources, prepared)

    def _each(
        self, indices: Sequence[int], sources: Iterable[tuple[int, _Source]], make: Callable[[int, _Source], _Made]
    ) -> dict[int, _Made]:
        def work(item: tuple[int, _Source]) -> _Made | None:
            index, source = item
            candidate = self._candidates[index]
            try:
                with reading(candidate.file):
                    return make(index, source)
            except Exception:
                if candidate.optional:
                    return None
                raise

        results = in_order(self._pool, work, sources)
        return {index: made for index, made in zip(indices, results, strict=True) if made is not None}

    def _opener(self, index: int) -> Decoder:
        with reading(self._candidates[index].file):
            return self._candidates[index].read()

    def _prepared(self, index: int, opener: Decoder) -> Prepared:
        candidate = self._candidates[index]
        return prepare(opener, candidate.size, candidate.dpi, self._resolutions[index].scale)

    def _keep(self, index: int, prepared: Prepared) -> None:
        """Keep pixels for the next time, here in the thread: what waits to be taken up would hold them as well."""
        with self._keeping:
            if sum(one.memory for one in self._kept.values()) + prepared.memory <= _KEPT_BYTES:
                self._kept[index] = prepared


def _qualities_around(quality: float) -> list[float]:
    """Return the qualities to try, in rising order, none outside what is ever wanted."""
    return sorted({min(CEILING, max(_LOWEST_TRIED, quality + step)) for step in _AROUND})
