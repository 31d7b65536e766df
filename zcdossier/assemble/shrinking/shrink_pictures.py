"""All pictures of a record coded equally like their sources, each at its resolution, until the budget is well used."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import replace
from math import ceil

from zcdossier.assemble.pictures.coded_picture import RecodedPicture
from zcdossier.assemble.shrinking.byte_budget import (
    AIMED,
    ANY_GAIN,
    KEEP,
    USUAL_GAIN,
    Allocation,
    Demand,
    SizeForecast,
    allocate,
    indices_of_large,
    is_well_used,
    keep_original,
    rebalance,
    saves_enough_after,
)
from zcdossier.assemble.shrinking.coders import Candidate, CandidateEncoder, ChosenResolution, ResolutionChoice
from zcdossier.assemble.shrinking.encode_jpeg import PreparedPixels, effort_for
from zcdossier.assemble.shrinking.quality_curve import QualityCurve, lowest_quality, resolution_steps, undistorted

_MOST_ROUNDS = 5
_UNEVEN = 0.003  # similarity that nobody sees
_STRIDE = 5  # pages apart: an odd number, for fronts and backs of sheets take turns, and each part is to tell of both
_OF_A_PART = 8
"""So many are coded at once of what was not tried: what they really take tells what is left for the next.

A number that most machines' threads divide, so that none waits for the others at the end of a part; fewer of a few, so
that the second half makes up for what the first took too much or too little.
"""
_MOST_PARTS = 6  # of many pages more come at once: at the end of every part a thread waits for the other's page
_THREADS = 2
_FEW, _SAMPLE = 6, 4  # all of a few are tried; of more, so many that stand for the others
_WHOLE_SAMPLE = 2  # where every pixel stays: no more than are kept decoded, and none is decoded twice
_LOOKS = 2  # at the qualities that matter, once it is clear which these are
_OF_EVEN_SHARE = 0.7
_HARDLY_OVER = 0.85  # of the bytes there are is room for: every pixel stays
_PERHAPS_SMALLER = 1.05  # what was tried is off by less
_AIMS = (1.0, 0.92, 0.8)  # of the room: lower ones where what was tried promised too much


class BalancedEncoding:
    """The codings of all candidates, each at its resolution, brought to the size that is wanted."""

    def __init__(
        self, candidates: Sequence[Candidate], resolutions: Sequence[ChosenResolution], coders: CandidateEncoder
    ) -> None:
        self._candidates = candidates
        self._least_gain = USUAL_GAIN
        self._forecast = SizeForecast(
            [resolution.model for resolution in resolutions], [candidate.bytes for candidate in candidates]
        )
        self._coders = coders
        self._recoded: dict[int, RecodedPicture] = {}
        self._allocations: dict[int, Allocation] = {}

    def code(self, curves: Mapping[int, QualityCurve], budget: int) -> None:
        """Code every candidate as like its source as all can be.

        Those whose curves are known come first: they are the models by which the others are foreseen.
        """
        everything = range(len(self._candidates))
        others = [index for index in everything if index not in curves]
        similarity = self._forecast.common_similarity(curves, everything, budget) if curves else 0.0
        self._allocations = {
            index: self._expected_allocation(index, curve, similarity) for index, curve in curves.items()
        }
        compared = self._code_models(curves, are_compared=bool(others))
        spread = [index for first in range(_STRIDE) for index in others[first::_STRIDE]]
        of_many = _OF_A_PART * ceil(len(spread) / (_MOST_PARTS * _OF_A_PART))
        of_a_part = min(max(_OF_A_PART, of_many), _THREADS * ceil(max(1, len(spread)) / (2 * _THREADS)))
        for first in range(0, len(spread), of_a_part):
            models = {index: self._allocations[index].curve for index in curves}
            similarity = self._left_for_others(models, spread[first:], budget) if curves else 0.0
            self._code_part(spread[first : first + of_a_part], models, compared, similarity)

    def _code_part(
        self,
        part: Sequence[int],
        models: Mapping[int, QualityCurve],
        compared: Mapping[int, float],
        similarity: float,
    ) -> None:
        def wanted(index: int, curve: QualityCurve) -> float | None:
            return _quality(self._expected_allocation(index, curve, similarity))

        for index, studied in self._coders.study_and_code(part, wanted, models, compared).items():
            self._allocations[index] = self._expected_allocation(index, studied.curve, similarity)
            if studied.recoded is not None:
                self._take_coding(index, studied.recoded)
            if models:
                self._forecast.learn(models, index, similarity, self._allocations[index].size)

    def _left_for_others(self, models: Mapping[int, QualityCurve], others: Sequence[int], budget: int) -> float:
        """Return how like their sources those can be that are not coded yet, with what is left of the room.

        Hardly more or less than all could be: what the others took too much or too little is not all theirs to bear.
        """
        everything = range(len(self._candidates))
        sizes = self.sizes()
        taken = sum(sizes) - sum(sizes[index] for index in others)
        fair = self._forecast.common_similarity(models, everything, budget)
        left = self._forecast.common_similarity(models, others, budget - taken / AIMED)
        return min(max(left, fair - _UNEVEN), fair + _UNEVEN)

    def _code_models(self, curves: Mapping[int, QualityCurve], *, are_compared: bool) -> dict[int, float]:
        """Code those whose curves are known; return how many times as like its source as a study says each is."""
        wanted = {
            index: allocation.quality for index, allocation in self._allocations.items() if allocation.quality != KEEP
        }
        if not are_compared:
            for index, recoded in self._coders.code(wanted).items():
                self._take_coding(index, recoded)
            return {}
        compared = {}
        for index, studied in self._coders.study_and_code(
            list(wanted), lambda index, _: wanted[index], curves, {}
        ).items():
            compared[index] = curves[index].similarity(wanted[index]) / studied.curve.similarity(wanted[index])
            if studied.recoded is not None:
                self._take_coding(index, studied.recoded)
        return compared

    def rebalance(self, budget: int) -> bool:
        """Code and amend until the room is well used; return whether it is kept."""
        budget -= sum(candidate.bytes for at, candidate in enumerate(self._candidates) if at not in self._allocations)
        best: tuple[int, dict[int, RecodedPicture], dict[int, Allocation]] | None = None
        for _ in range(_MOST_ROUNDS):
            is_new = self._carry_out(rebalance(self._allocations, budget))
            total = sum(allocation.size for allocation in self._allocations.values())
            if total <= budget and (best is None or total > best[0]):
                best = total, dict(self._recoded), dict(self._allocations)
            if is_well_used(self._allocations.values(), budget) or not is_new:
                break
        if best is not None:
            _, self._recoded, self._allocations = best
        return best is not None

    def accept_any_gain(self) -> None:
        """Use from now on every coding that is smaller than its picture was, by however little.

        What stayed as it was is coded at its floor: by what was tried alone, half a percent is not to be told.
        """
        self._least_gain = ANY_GAIN
        self._allocations = {
            index: replace(allocation, least_gain=ANY_GAIN) for index, allocation in self._allocations.items()
        }
        perhaps_smaller = {
            index: allocation.curve.floor
            for index, allocation in self._allocations.items()
            if allocation.quality == KEEP
            and allocation.curve.size(allocation.curve.floor) < allocation.before * _PERHAPS_SMALLER
        }
        for index, recoded in self._coders.code(perhaps_smaller).items():
            self._take_coding(index, recoded)

    def kept(self) -> dict[int, RecodedPicture]:
        """Return the codings that are worth it."""
        return {index: recoded for index, recoded in self._recoded.items() if self._allocations[index].quality != KEEP}

    def sizes(self) -> tuple[int, ...]:
        """Return what every candidate takes now."""
        return tuple(
            self._allocations[index].size if index in self._allocations else candidate.bytes
            for index, candidate in enumerate(self._candidates)
        )

    def _expected_allocation(self, index: int, curve: QualityCurve, similarity: float) -> Allocation:
        return allocate(Demand(curve, self._candidates[index].bytes, least_gain=self._least_gain), similarity)

    def _carry_out(self, wanted: Mapping[int, Allocation]) -> bool:
        """Make all stand as wanted; tell whether that changed anything."""
        before = dict(self._allocations)
        self._allocations.update(wanted)
        coded = {index: allocation.quality for index, allocation in wanted.items() if allocation.quality != KEEP}
        still_right = {
            index: coded_now for index, coded_now in self._recoded.items() if coded.get(index) == coded_now.quality
        }
        changed = {index: wanted[index] for index in coded if index not in still_right}
        coded_now = self._coders.code_to_size(changed, before)
        for index, recoded in (*still_right.items(), *coded_now.items()):
            self._take_coding(index, recoded)
        for index in changed.keys() - coded_now.keys():  # can't be decoded after all
            self._allocations[index] = keep_original(self._allocations[index])
        return bool(changed) or any(
            allocation.quality != before[index].quality for index, allocation in self._allocations.items()
        )

    def _take_coding(self, index: int, recoded: RecodedPicture) -> None:
        before, size = self._candidates[index].bytes, len(recoded.data)
        curve = self._allocations[index].curve.weighed(recoded.quality, size)
        self._recoded[index] = recoded
        if saves_enough_after(size, before, self._least_gain):
            self._allocations[index] = Allocation(curve, before, size, recoded.quality, self._least_gain)
        else:
            self._allocations[index] = keep_original(replace(self._allocations[index], curve=curve))


def _quality(allocation: Allocation) -> float | None:
    return None if allocation.quality == KEEP else allocation.quality


class TooMuchError(Exception):
    """Even the floor is over; `sizes` is what every candidate takes there."""

    def __init__(self, sizes: tuple[int, ...]) -> None:
        super().__init__(sum(sizes))
        self.sizes = sizes


def shrink(candidates: Sequence[Candidate], min_dpi: int, budget: int, pool: Executor) -> dict[int, RecodedPicture]:
    """Return the new codings by candidate index so that all candidates together take at most `budget`.

    A candidate that is small beside the others, or would not get smaller, is not in the result. Raises TooMuchError.
    """
    everything = list(range(len(candidates)))
    large = indices_of_large([candidate.bytes for candidate in candidates], budget)
    if large != everything:
        room_left = budget - sum(
            candidate.bytes for index, candidate in enumerate(candidates) if index not in set(large)
        )
        with suppress(TooMuchError):
            recoded = _Shrinker([candidates[index] for index in large], min_dpi, pool).shrink(room_left)
            return {large[at]: coding for at, coding in recoded.items()}
    return _Shrinker(candidates, min_dpi, pool).shrink(budget, is_last_resort=True)


class _Shrinker:
    """Brings candidates below a size."""

    def __init__(self, candidates: Sequence[Candidate], min_dpi: int, pool: Executor) -> None:
        self._candidates = candidates
        self._scales = [
            undistorted(resolution_steps(candidate.dpi, min_dpi), candidate.size) for candidate in candidates
        ]
        self._pool = pool

    def shrink(self, budget: int, *, is_last_resort: bool = False) -> dict[int, RecodedPicture]:
        """Return the new codings by candidate index; as a last resort any that gains. Raises TooMuchError."""
        total = sum(candidate.bytes for candidate in self._candidates)
        is_hardly_over = total * _HARDLY_OVER < budget
        scales = [parts[-1:] for parts in self._scales] if is_hardly_over else self._scales
        sample = {index: scales[index] for index in _pick_sample(self._candidates, is_hardly_over=is_hardly_over)}
        # An even share at least: what is packed well may be dense all the same.
        even = max(1.0, _OF_EVEN_SHARE * budget / max(1, len(self._candidates)))
        hopes = {index: max(even, self._candidates[index].bytes * budget / total) for index in sample}
        encoder = CandidateEncoder(self._candidates, self._pool)
        tried = encoder.try_scales(sample, hopes)
        for _ in range(_LOOKS if tried else 0):
            best = ResolutionChoice(self._candidates, scales, tried).best_steps(budget)
            tried = encoder.try_once_more(tried, best)
        choosing = ResolutionChoice(self._candidates, scales, tried)
        for aim in _AIMS if tried else ():
            resolutions, curves = choosing.within(budget * aim)
            balance = self._balance(resolutions, curves, budget, encoder.kept)
            if balance.rebalance(budget):
                return balance.kept()
        balance = self._balance(self._floors(), {}, budget, {})
        if balance.rebalance(budget):
            return balance.kept()
        if is_last_resort:
            balance.accept_any_gain()
            if balance.rebalance(budget):
                return balance.kept()
        raise TooMuchError(balance.sizes())

    def _balance(
        self,
        resolutions: Sequence[ChosenResolution],
        curves: dict[int, QualityCurve],
        budget: int,
        kept: Mapping[int, PreparedPixels],
    ) -> BalancedEncoding:
        pixels = sum(
            candidate.size[0] * candidate.size[1] * resolution.scale**2
            for candidate, resolution in zip(self._candidates, resolutions, strict=True)
        )
        coders = CandidateEncoder(self._candidates, self._pool, resolutions, effort_for(pixels), kept)
        balance = BalancedEncoding(self._candidates, resolutions, coders)
        balance.code(curves, budget)
        return balance

    def _floors(self) -> list[ChosenResolution]:
        """Return the floor of every candidate."""
        return [
            ChosenResolution(parts[0], lowest_quality(candidate.dpi * parts[0]), index)
            for index, (candidate, parts) in enumerate(zip(self._candidates, self._scales, strict=True))
        ]


def _pick_sample(candidates: Sequence[Candidate], *, is_hardly_over: bool) -> list[int]:
    """Return indices from small to large that stand for all; all of a few, unless hardly anything is to be given up."""
    ranked = sorted(range(len(candidates)), key=lambda index: (candidates[index].bytes, index))
    if len(ranked) <= (_WHOLE_SAMPLE if is_hardly_over else _FEW):
        return sorted(ranked)
    count = _WHOLE_SAMPLE if is_hardly_over else _SAMPLE
    return sorted(ranked[(2 * at + 1) * len(ranked) // (2 * count)] for at in range(count))
