"""Who gets how much of the room (pure): every picture as like itself as the others, the room used to the last percent.

Nothing is decoded or encoded here. Sizes are bytes, similarity is 0 to 1, quality is that of `quality_curve`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from zcdossier.assemble.shrinking.quality_curve import STEP, QualityCurve

AIMED, LEAST, ENOUGH = 0.997, 0.99, 0.97
"""Shares of the room: what is aimed at, what is not content with, and what is where all are very like their sources.

The whole of it is never exceeded.
"""
VERY_LIKE = 0.985
"""From here on nobody sees what a few more bytes give, and coding large pictures once more takes its time."""


@dataclass(frozen=True, slots=True)
class LeastGain:
    """Shares of its size that a new coding must stay below to be used, as it is foreseen and as it comes out."""

    foreseen: float
    found: float


USUAL_GAIN = LeastGain(0.9, 0.97)
"""A picture coded anew loses a little every time: not for less than a tenth of its size.

Once it is coded and comes out a little larger than expected, it stays so.
"""

ANY_GAIN = LeastGain(1.0, 1.0)
"""Where the record would be refused otherwise, a hundredth is worth it, too."""

KEEP = 100.0
"""Stands for a quality where the picture stays as it is."""

_SMALL = 0.5  # of an even share: coding such a picture anew would cost it more than it gives the others
_SHARES = (0.12, 0.3, 1.0)  # how much of its size one picture gives or gets, so that none pays for all
_SURELY = 0.98  # so that a size a little off is still a gain
_NEAR = 0.1  # of the change wanted; the rest is what estimates are off by
_BISECTIONS = 14  # to less than what is seen of likeness
_MOST_AMENDS = 12


@dataclass(frozen=True, slots=True)
class Demand:
    """A picture to be shared for: its curve, and what it takes as it is. `weight` many like it are meant."""

    curve: QualityCurve
    before: int
    weight: float = 1.0
    least_gain: LeastGain = USUAL_GAIN


@dataclass(frozen=True, slots=True)
class Allocation:
    """A picture that was coded: its curve, what it takes as it is and as it was coded, at which quality."""

    curve: QualityCurve
    before: int
    size: int
    quality: float
    least_gain: LeastGain = USUAL_GAIN

    @property
    def similarity(self) -> float:
        """How like itself it is now."""
        return 1.0 if self.quality == KEEP else self.curve.similarity(self.quality)


def saves_enough_before(size: float, before: int, least_gain: LeastGain = USUAL_GAIN) -> bool:
    """Whether a new coding is worth its loss."""
    return size < before * least_gain.foreseen


def saves_enough_after(size: int, before: int, least_gain: LeastGain = USUAL_GAIN) -> bool:
    """Whether a coding that was thought worth its loss is used, now that its size is known."""
    return size < before * least_gain.found


def indices_of_large(sizes: Sequence[int], budget: int) -> list[int]:
    """Return the indices of what has to shrink: not the pictures far below an even share of the room."""
    left, count = float(budget), len(sizes)
    share = left / max(1, count)
    for size in sorted(sizes):
        if size > share:
            break
        left, count = left - size, count - 1
        share = left / max(1, count)
    return [index for index, size in enumerate(sizes) if size > share * _SMALL]


def common_similarity(demands: Sequence[Demand], budget: float) -> float:
    """Return the similarity that all can have, from 0 (the floor is too much or just enough) to 1."""
    low, high = 0.0, 1.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        if sum(demand.weight * _cost(demand, middle) for demand in demands) <= budget * AIMED:
            low = middle
        else:
            high = middle
    return low


def _cost(demand: Demand, similarity: float) -> float:
    size = demand.curve.size(demand.curve.quality_of_similarity(similarity))
    return size if saves_enough_before(size, demand.before, demand.least_gain) else demand.before


class SizeForecast:
    """What pictures take that are not coded yet: so many times as much as their models as they were larger before.

    `models` says of each picture, by its place, which one it takes after; `before` what each takes as it is.
    """

    def __init__(self, models: Sequence[int], before: Sequence[int]) -> None:
        self._models, self._before = models, before
        self._foreseen = self._taken = 1.0

    def common_similarity(self, curves: Mapping[int, QualityCurve], indices: Iterable[int], budget: float) -> float:
        """Return the similarity that the pictures at `indices` can have, by the models' curves and what was learned."""
        weights = dict.fromkeys(curves, 0.0)
        for index in indices:
            weights[self._models[index]] += self._times_model(index) * self._taken / self._foreseen
        return common_similarity(
            [Demand(curves[model], self._before[model], weight) for model, weight in weights.items()], budget
        )

    def learn(self, curves: Mapping[int, QualityCurve], index: int, similarity: float, size: int) -> None:
        """Note what a picture really took that was to be as like itself as that."""
        model = self._models[index]
        self._foreseen += self._times_model(index) * _cost(Demand(curves[model], self._before[model]), similarity)
        self._taken += size

    def _times_model(self, index: int) -> float:
        return self._before[index] / self._before[self._models[index]]


def allocate(demand: Demand, similarity: float) -> Allocation:
    """Return what a picture is expected to take when it is as like itself as that."""
    quality = demand.curve.quality_of_similarity(similarity)
    size = demand.curve.size(quality)
    if saves_enough_before(size, demand.before, demand.least_gain):
        return Allocation(demand.curve, demand.before, ceil(size), quality, demand.least_gain)
    return Allocation(demand.curve, demand.before, demand.before, KEEP, demand.least_gain)


def keep_original(allocation: Allocation) -> Allocation:
    """Return how a picture stands that stays as it is."""
    return replace(allocation, size=allocation.before, quality=KEEP)


def is_well_used(allocations: Iterable[Allocation], budget: int) -> bool:
    """Whether so much of the room is used that nobody need be coded once more."""
    everything = tuple(allocations)
    total = sum(allocation.size for allocation in everything)
    least = ENOUGH if all(allocation.similarity >= VERY_LIKE for allocation in everything) else LEAST
    return least * budget <= total <= budget


def rebalance(allocations: Mapping[int, Allocation], budget: int) -> dict[int, Allocation]:
    """Return how all may stand when the room is well used, amended until their curves say so.

    Where it can't be well used they stand as well as they can within it, or at the floor.
    """
    now = dict(allocations)
    best: tuple[int, dict[int, Allocation]] | None = None
    for _ in range(_MOST_AMENDS):
        total = sum(allocation.size for allocation in now.values())
        if total <= budget and (best is None or total > best[0]):
            best = total, dict(now)
        wanted = rebalance_step(now, budget)
        if not wanted:
            return now
        for index, quality in wanted.items():
            allocation = now[index]
            size = ceil(allocation.curve.size(quality))
            is_worth_it = quality != KEEP and saves_enough_after(size, allocation.before, allocation.least_gain)
            now[index] = replace(allocation, size=size, quality=quality) if is_worth_it else keep_original(allocation)
    return best[1] if best else now


def rebalance_step(allocations: Mapping[int, Allocation], budget: int) -> dict[int, float]:
    """Return the pictures to be coded once more and at which quality; nothing when the room is well used.

    Over the room those pay that are most like themselves; well below it those gain that are least.
    """
    total = sum(allocation.size for allocation in allocations.values())
    if is_well_used(allocations.values(), budget):
        return {}
    change = budget * AIMED - total
    ranked = sorted(allocations, key=lambda index: (allocations[index].similarity, index), reverse=change < 0)
    changes: dict[int, float] = {}
    for share in _SHARES:
        changes, is_enough = _share_change(
            [(index, allocations[index]) for index in ranked], change, budget - total, share
        )
        if is_enough:
            return changes
    return changes


def _share_change(
    ranked: Sequence[tuple[int, Allocation]], change: float, most: float, share: float
) -> tuple[dict[int, float], bool]:
    """Let one after the other give or get up to a share of its size; tell whether that is enough.

    `most` is how much there is to get at all: one may have all of it to stay untouched.
    """
    changes: dict[int, float] = {}
    changed = 0.0
    for index, allocation in ranked:
        left, bound = change - changed, allocation.size * share
        quality = allocation.curve.quality_of_size(allocation.size + min(max(left, -bound), bound))
        if abs(quality - allocation.quality) < STEP:
            continue
        size = allocation.curve.size(quality)
        if not saves_enough_before(size, allocation.before, allocation.least_gain):
            if change > 0 and changed + allocation.before - allocation.size <= most:
                quality, size = KEEP, allocation.before
            else:
                quality = allocation.curve.quality_of_size(allocation.before * allocation.least_gain.foreseen * _SURELY)
                size = allocation.curve.size(quality)
                if change > 0 and quality < allocation.quality + STEP:
                    continue
        changes[index] = quality
        changed += size - allocation.size
        if changed / change >= 1 - _NEAR:
            return changes, True
    return changes, False
