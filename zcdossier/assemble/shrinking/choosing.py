"""At which resolution each picture is coded (pure): the one that takes the fewest bytes at the likeness all can have.

Some pictures of a record are tried at several resolutions; the others take after the one that they are most alike.
"""

from collections.abc import Mapping, Sequence
from math import log

from zcdossier.assemble.shrinking.budget import AIMED, is_gain
from zcdossier.assemble.shrinking.coders import Candidate, Resolution
from zcdossier.assemble.shrinking.curve import Curve
from zcdossier.assemble.shrinking.trying import Tried

_BISECTIONS = 24
_SENSIBLE = 86.0  # above this quality more pixels are the better use of bytes
_QUICK = (0.25, 0.5)  # decoders of JPEG do these in half the time of the eighths between
_MANY = 40
_MANY_PAGES, _SOME_PAGES = 1.4, 1.03  # of very many pages the time counts more than the last percents
_IN_DOUBT = 1.04  # pieces tell sizes to some percent: so near, rather more pixels
_AS_GOOD = 0.0005  # likeness that nobody sees


class Choosing:
    """Chooses resolutions by what was tried: `tried` says of some candidates what they take at several scales."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        scales: Sequence[Sequence[float]],
        tried: Mapping[int, Sequence[Tried]],
    ) -> None:
        self._candidates = candidates
        self._scales = scales
        self._tried = tried
        self._patience = _patience(len(candidates), len(tried))
        self._models = [self._model_of(index) for index in range(len(candidates))] if tried else []

    def within(self, room: float) -> tuple[list[Resolution], dict[int, Curve]]:
        """Return every candidate's resolution so that all take about `room`, and the curves that are known there."""
        likeness = self._common(room)
        best = {index: cheapest(tried, likeness, self._patience) for index, tried in self._tried.items()}
        qualities = {index: tried.curve.quality_of_likeness(likeness) for index, tried in best.items()}
        resolutions = [
            Resolution(self._nearest_scale(index, model, best[model].scale), qualities[model], model)
            for index, model in enumerate(self._models)
        ]
        return resolutions, {index: tried.curve for index, tried in best.items()}

    def _common(self, room: float) -> float:
        """Return the likeness that all can have, each at the resolution that suits it."""
        weights = dict.fromkeys(self._tried, 0.0)
        for index, model in enumerate(self._models):
            weights[model] += self._candidates[index].bytes / self._candidates[model].bytes
        low, high = 0.0, 1.0
        for _ in range(_BISECTIONS):
            middle = (low + high) / 2
            if sum(weight * self._cost(index, middle) for index, weight in weights.items()) <= room * AIMED:
                low = middle
            else:
                high = middle
        return low

    def _cost(self, index: int, likeness: float) -> float:
        curve = cheapest(self._tried[index], likeness, self._patience).curve
        size, before = curve.size(curve.quality_of_likeness(likeness)), self._candidates[index].bytes
        return size if is_gain(size, before) else before

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


def _patience(count: int, tried: int) -> float:
    """Return how many times the bytes a scale may take that is quick to decode."""
    if count == tried:
        return 1.0
    return _MANY_PAGES if count > _MANY else _SOME_PAGES


def cheapest(tried: Sequence[Tried], likeness: float, patience: float = 1.0) -> Tried:
    """Return the scale that takes the fewest bytes at a likeness; where none gets there, the one that comes nearest.

    A scale that is quick to decode is taken for up to `patience` times the bytes.
    """
    qualities = [one.curve.quality_of_likeness(likeness) for one in tried]
    reached = [one.curve.likeness(quality) for one, quality in zip(tried, qualities, strict=True)]
    good = min(likeness, max(reached)) - _AS_GOOD
    most = max(one.scale for one in tried)
    sizes = [
        one.curve.size(quality) if alike >= good and (quality <= _SENSIBLE or one.scale == most) else float("inf")
        for one, quality, alike in zip(tried, qualities, reached, strict=True)
    ]
    if min(sizes) == float("inf"):
        return tried[reached.index(max(reached))]
    best = min(sizes)
    quick = [at for at, one in enumerate(tried) if one.scale in _QUICK and sizes[at] <= best * patience]
    finest = max(at for at, size in enumerate(sizes) if size <= best * _IN_DOUBT)
    return tried[quick[-1] if quick else finest]
