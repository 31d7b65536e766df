"""Candidates decoded, probed and coded in threads, each at the resolution that costs least for its similarity.

The decoded pixels of a few are kept for the next time. Some pictures of a record are tried at several resolutions; the
others take after the one that they are most alike.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from math import log
from threading import Lock
from typing import TypeVar

from zcdossier.assemble.pictures.coded_picture import Decoder, RecodedPicture
from zcdossier.assemble.refusal import reading
from zcdossier.assemble.shrinking.byte_budget import AIMED, KEEP, Allocation, saves_enough_before
from zcdossier.assemble.shrinking.encode_jpeg import EncodingEffort, PreparedPixels, encode_prepared, prepare
from zcdossier.assemble.shrinking.probe_encodes import TriedStep, probe, try_scales
from zcdossier.assemble.shrinking.quality_curve import CEILING, QualityCurve
from zcdossier.assemble.workers import in_order

_Made = TypeVar("_Made")
_Source = TypeVar("_Source")
_KEPT_BYTES = 100_000_000  # of each record under way: two photos of 12 megapixels are not decoded every time
_AROUND = (-10.0, 10.0)  # qualities tried, around the one expected
_FAR, _MOST_LOOKS = 2.5, 3  # of quality: so far from what was tried, a curve tells rightly
_LOWEST_TRIED = 14.0
_BISECTIONS = 24
_SENSIBLE = 86.0  # above this quality more pixels are the better use of bytes
_QUICK = (0.25, 0.5)  # decoders of JPEG do these in half the time of the eighths between
_MANY = 40
_MANY_PAGES = 1.4  # times the bytes: of very many pages the time counts more than the last percents
_AS_GOOD = 0.0005  # similarity that nobody sees


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
class ProbedImage:
    """What is known of a picture at all qualities, and its coding at one; none where it is not to be coded."""

    curve: QualityCurve
    recoded: RecodedPicture | None


@dataclass(frozen=True, slots=True)
class ChosenResolution:
    """What a picture is to be coded at: a part of its size, and the quality to expect there.

    `model` is the candidate that was tried in its place (its own number where it was tried itself).
    """

    scale: float
    quality: float
    model: int


class CandidateEncoder:
    """Codes candidates, each at its resolution. What can't be decoded and need not be is missing from the results."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        pool: Executor,
        resolutions: Sequence[ChosenResolution] = (),
        effort: EncodingEffort = EncodingEffort.THOROUGH,
        kept: Mapping[int, PreparedPixels] | None = None,
    ) -> None:
        self._candidates = candidates
        self._resolutions = resolutions
        self._effort = effort
        self._pool = pool
        self._kept = dict(kept or {})
        self._keeping = Lock()

    def try_scales(
        self, scales: Mapping[int, Sequence[float]], hopes: Mapping[int, float]
    ) -> dict[int, tuple[TriedStep, ...]]:
        """Try pieces of each picture at several parts of its size; it may hope for about so many bytes.

        Where only the whole size is tried, that is what will be coded: its pixels are kept as far as there is room.
        """

        def make(index: int, source: Decoder) -> tuple[TriedStep, ...]:
            candidate = self._candidates[index]
            whole = prepare(source, candidate.size, candidate.dpi, 1.0)
            if set(scales[index]) == {1.0}:
                self._keep(index, whole)
            return try_scales(whole, scales[index], hopes[index])

        openers = ((index, self._decoder_of(index)) for index in scales)
        return self._run_each(list(scales), openers, make)

    def try_once_more(
        self, tried: Mapping[int, Sequence[TriedStep]], wanted: Mapping[int, tuple[TriedStep, float]]
    ) -> dict[int, tuple[TriedStep, ...]]:
        """Try one of the steps of each picture at the quality that is wanted of it."""

        def make(item: tuple[int, tuple[TriedStep, float]]) -> tuple[TriedStep, ...]:
            index, (step, quality) = item
            again = step.tried_at(quality)
            return tuple(again if own is step else own for own in tried[index])

        return dict(zip(wanted, in_order(self._pool, make, wanted.items()), strict=True))

    def study_and_code(
        self,
        indices: Sequence[int],
        choose: Callable[[int, QualityCurve], float | None],
        models: Mapping[int, QualityCurve],
        compared: Mapping[int, float],
    ) -> dict[int, ProbedImage]:
        """Try each picture where its model stands, then code it at the quality chosen by its curve, if any.

        Its pieces are held against its own pixels; `compared` says how many times as like its source its model is.
        """

        def make(index: int, prepared: PreparedPixels) -> ProbedImage:
            resolution = self._resolutions[index]
            pieces = probe(prepared, compared.get(resolution.model, 1.0), self._effort)
            expected = min(CEILING, max(_LOWEST_TRIED, resolution.quality))
            model = models.get(resolution.model)
            curve = pieces.curve_like(model, expected) if model else pieces.curve(_qualities_around(expected))
            quality, looks = choose(index, curve), 1
            while quality is not None and abs(quality - expected) > _FAR and looks < _MOST_LOOKS:
                curve = pieces.curve_like(curve, quality)
                expected, quality, looks = quality, choose(index, curve), looks + 1
            return ProbedImage(curve, None if quality is None else self._encode(prepared, quality))

        return self._of_prepared(indices, make)

    def code(self, wanted: Mapping[int, float]) -> dict[int, RecodedPicture]:
        """Code each picture at its quality."""
        return self._of_prepared(list(wanted), lambda index, prepared: self._encode(prepared, wanted[index]))

    def code_to_size(
        self, wanted: Mapping[int, Allocation], before: Mapping[int, Allocation]
    ) -> dict[int, RecodedPicture]:
        """Code each picture so that it takes about as much as wanted; `before` is how it stood."""

        def make(index: int, prepared: PreparedPixels) -> RecodedPicture:
            want, had = wanted[index], before[index]
            pieces = probe(prepared, 1.0, self._effort)
            off = 1.0 if had.quality == KEEP else pieces.size(had.quality) / had.size
            return self._encode(prepared, pieces.quality_of_size(want.size * off, want.quality))

        return self._of_prepared(list(wanted), make)

    def _encode(self, prepared: PreparedPixels, quality: float) -> RecodedPicture:
        return encode_prepared(prepared, quality, self._effort)

    def _of_prepared(self, indices: Sequence[int], make: Callable[[int, PreparedPixels], _Made]) -> dict[int, _Made]:
        def prepared(index: int, source: Decoder | PreparedPixels) -> _Made:
            ready = source if isinstance(source, PreparedPixels) else self._prepared(index, source)
            self._keep(index, ready)
            return make(index, ready)

        sources = ((index, self._kept.get(index) or self._decoder_of(index)) for index in indices)
        return self._run_each(indices, sources, prepared)

    def _run_each(
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
        return {index: result for index, result in zip(indices, results, strict=True) if result is not None}

    def _decoder_of(self, index: int) -> Decoder:
        with reading(self._candidates[index].file):
            return self._candidates[index].read()

    def _prepared(self, index: int, opener: Decoder) -> PreparedPixels:
        candidate = self._candidates[index]
        return prepare(opener, candidate.size, candidate.dpi, self._resolutions[index].scale)

    @property
    def kept(self) -> dict[int, PreparedPixels]:
        """The pixels kept of those decoded last."""
        return self._kept

    def _keep(self, index: int, prepared: PreparedPixels) -> None:
        """Keep pixels for the next time, here in the thread: what waits to be taken up would hold them as well."""
        with self._keeping:
            others = sum(kept.memory for at, kept in self._kept.items() if at != index)
            if others + prepared.memory <= _KEPT_BYTES:
                self._kept[index] = prepared


def _qualities_around(quality: float) -> list[float]:
    """Return the qualities to try, in rising order, none outside what is ever wanted."""
    return sorted({min(CEILING, max(_LOWEST_TRIED, quality + step)) for step in _AROUND})


class ResolutionChoice:
    """Chooses resolutions by what was tried: `tried` says of some candidates what they take at several scales."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        scales: Sequence[Sequence[float]],
        tried: Mapping[int, Sequence[TriedStep]],
    ) -> None:
        self._candidates = candidates
        self._scales = scales
        self._tried = tried
        self._patience = _MANY_PAGES if len(candidates) > _MANY else 1.0
        self._models = [self._model_of(index) for index in range(len(candidates))] if tried else []

    def best_steps(self, budget: float) -> dict[int, tuple[TriedStep, float]]:
        """Return, of what was tried, the step and the quality of each so that all take about `budget`."""
        similarity = self._common(budget)
        best = {index: cheapest_step(tried, similarity, self._patience) for index, tried in self._tried.items()}
        return {index: (step, step.curve.quality_of_similarity(similarity)) for index, step in best.items()}

    def within(self, budget: float) -> tuple[list[ChosenResolution], dict[int, QualityCurve]]:
        """Return every candidate's resolution so that all take about `budget`, and the curves that are known there."""
        best = self.best_steps(budget)
        resolutions = [
            ChosenResolution(self._nearest_scale(index, model, best[model][0].scale), best[model][1], model)
            for index, model in enumerate(self._models)
        ]
        return resolutions, {index: step.curve for index, (step, _) in best.items()}

    def _common(self, budget: float) -> float:
        """Return the similarity that all can have, each at the resolution that suits it."""
        weights = dict.fromkeys(self._tried, 0.0)
        for index, model in enumerate(self._models):
            weights[model] += self._candidates[index].bytes / self._candidates[model].bytes
        low, high = 0.0, 1.0
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if sum(weight * self._cost(index, middle) for index, weight in weights.items()) <= budget * AIMED:
                low = middle
            else:
                high = middle
        return low

    def _cost(self, index: int, similarity: float) -> float:
        curve = cheapest_step(self._tried[index], similarity, self._patience).curve
        size, before = curve.size(curve.quality_of_similarity(similarity)), self._candidates[index].bytes
        return size if saves_enough_before(size, before) else before

    def _model_of(self, index: int) -> int:
        """Return the tried candidate that a candidate is most alike: as sharp, as dense, best of the same file."""
        return index if index in self._tried else min(self._tried, key=lambda other: (self._apart(index, other), other))

    def _apart(self, index: int, other: int) -> float:
        first, second = self._candidates[index], self._candidates[other]
        density = [candidate.bytes / (candidate.size[0] * candidate.size[1]) for candidate in (first, second)]
        dpi = [max(1.0, candidate.dpi) for candidate in (first, second)]
        return abs(log(density[0] / density[1])) + abs(log(dpi[0] / dpi[1])) + (first.file != second.file)

    def _nearest_scale(self, index: int, model: int, scale: float) -> float:
        """Return the scale at which a candidate has about the resolution of its model."""
        if index == model:
            return scale
        wanted = scale * self._candidates[model].dpi / max(1.0, self._candidates[index].dpi)
        return min(self._scales[index], key=lambda own: (abs(log(own / wanted)), own))


def cheapest_step(tried: Sequence[TriedStep], similarity: float, patience: float = 1.0) -> TriedStep:
    """Return the scale that takes the fewest bytes at a similarity; where none gets there, the one that comes nearest.

    A scale that is quick to decode is taken for up to `patience` times the bytes.
    """
    qualities = [step.curve.quality_of_similarity(similarity) for step in tried]
    reached = [step.curve.similarity(quality) for step, quality in zip(tried, qualities, strict=True)]
    good = min(similarity, max(reached)) - _AS_GOOD
    most = max(step.scale for step in tried)
    sizes = [
        step.curve.size(quality) if alike >= good and (quality <= _SENSIBLE or step.scale == most) else float("inf")
        for step, quality, alike in zip(tried, qualities, reached, strict=True)
    ]
    if min(sizes) == float("inf"):
        return tried[reached.index(max(reached))]
    best = min(sizes)
    quick = [at for at, step in enumerate(tried) if step.scale in _QUICK and sizes[at] <= best * patience]
    return tried[quick[-1] if quick else sizes.index(best)]
