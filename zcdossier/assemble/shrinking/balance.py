"""All pictures of a record coded equally like their sources, and amended until the room is well used."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zcdossier.assemble.pictures.coded_picture import Recoded
from zcdossier.assemble.shrinking.budget import (
    AIMED,
    UNTOUCHED,
    Standing,
    Wish,
    common_likeness,
    is_kept,
    is_well_used,
    settled,
    stand,
    stay,
    wishes_for_all,
)
from zcdossier.assemble.shrinking.coders import Candidate, Coders
from zcdossier.assemble.shrinking.curve import Curve

_MOST_ROUNDS = 5
_UNEVEN = 0.006  # likeness that hardly anybody sees
_MOST_PARTS, _OF_A_PART = 5, 5
"""What was not tried is coded in parts, every fifth: what is taken really tells what is left for the next.

An odd number, for fronts and backs of sheets take turns: each part is to tell of both.
"""


class Balance:
    """The codings of all candidates, each at its resolution, brought to the size that is wanted."""

    def __init__(self, candidates: Sequence[Candidate], coders: Coders) -> None:
        self._candidates = candidates
        self._coders = coders
        self._recoded: dict[int, Recoded] = {}
        self._standings: dict[int, Standing] = {}

    def code(self, curves: Mapping[int, Curve], room: int) -> None:
        """Code every candidate as like its source as all can be.

        Those whose curves are known come first: what they really take tells what the others may have.
        """
        likeness = self._common(curves, room)
        self._standings = {index: self._expected(index, curve, likeness) for index, curve in curves.items()}
        rest = [index for index in range(len(self._candidates)) if index not in curves]
        if not rest:
            return
        compared = self._compared(curves)
        parts = min(_MOST_PARTS, max(1, len(rest) // _OF_A_PART))
        for first in range(parts):
            self._code_part(rest[first::parts], compared, room)

    def _code_part(self, part: Sequence[int], compared: Mapping[int, float], room: int) -> None:
        likeness = self._left_for_others(room)

        def wanted(index: int, curve: Curve) -> float | None:
            return _quality(self._expected(index, curve, likeness))

        for index, studied in self._coders.study_and_code(part, wanted, compared).items():
            self._standings[index] = self._expected(index, studied.curve, likeness)
            if studied.recoded is not None:
                self._coded(index, studied.recoded)

    def _left_for_others(self, room: int) -> float:
        """Return how like their sources those can be that are not coded yet, with what is left of the room.

        Hardly more or less than all could be: what the others took too much or too little is not all theirs to bear.
        """
        curves = {index: standing.curve for index, standing in self._standings.items()}
        others = [candidate.bytes for at, candidate in enumerate(self._candidates) if at not in curves]
        total = sum(candidate.bytes for candidate in self._candidates)
        of_others = sum(others) / max(1, total - sum(others))
        wishes = [Wish(curve, self._candidates[index].bytes, of_others) for index, curve in curves.items()]
        taken = sum(standing.size for standing in self._standings.values())
        fair = self._common(curves, room)
        left = common_likeness(wishes, room - taken / AIMED)
        return min(max(left, fair - _UNEVEN), fair + _UNEVEN)

    def _compared(self, curves: Mapping[int, Curve]) -> dict[int, float]:
        """Code those whose curves are known; return how many times as like its source as a study says each is."""

        def wanted(index: int, _: Curve) -> float | None:
            return _quality(self._standings[index])

        compared = {}
        for index, studied in self._coders.study_and_code(list(curves), wanted, {}).items():
            quality = curves[index].quality_of_likeness(self._standings[index].likeness)
            compared[index] = curves[index].likeness(quality) / studied.curve.likeness(quality)
            if studied.recoded is not None:
                self._coded(index, studied.recoded)
        return compared

    def _common(self, curves: Mapping[int, Curve], room: int) -> float:
        """Return how like their sources all can be, as far as those tell whose curves are known."""
        if not curves:
            return 0.0
        return common_likeness(wishes_for_all(curves, [candidate.bytes for candidate in self._candidates]), room)

    def settle(self, room: int) -> bool:
        """Code and amend until the room is well used; return whether it is kept."""
        room -= sum(candidate.bytes for at, candidate in enumerate(self._candidates) if at not in self._standings)
        best: tuple[int, dict[int, Recoded], dict[int, Standing]] | None = None
        for _ in range(_MOST_ROUNDS):
            is_new = self._carry_out(settled(self._standings, room))
            total = sum(standing.size for standing in self._standings.values())
            if total <= room and (best is None or total > best[0]):
                best = total, dict(self._recoded), dict(self._standings)
            if is_well_used(total, room) or not is_new:
                break
        if best is not None:
            _, self._recoded, self._standings = best
        return best is not None

    def kept(self) -> dict[int, Recoded]:
        """Return the codings that are worth it."""
        return {index: made for index, made in self._recoded.items() if self._standings[index].quality != UNTOUCHED}

    def sizes(self) -> tuple[int, ...]:
        """Return what every candidate takes now."""
        return tuple(
            self._standings[index].size if index in self._standings else candidate.bytes
            for index, candidate in enumerate(self._candidates)
        )

    def _expected(self, index: int, curve: Curve, likeness: float) -> Standing:
        return stand(Wish(curve, self._candidates[index].bytes), likeness)

    def _carry_out(self, wanted: Mapping[int, Standing]) -> bool:
        """Make all stand as wanted; tell whether that changed anything."""
        before = {index: standing.quality for index, standing in self._standings.items()}
        self._standings.update(wanted)
        coded = {index: standing.quality for index, standing in wanted.items() if standing.quality != UNTOUCHED}
        known = {index: made for index, made in self._recoded.items() if coded.get(index) == made.quality}
        changed = {index: quality for index, quality in coded.items() if index not in known}
        made = self._coders.code(changed)
        for index, recoded in (*known.items(), *made.items()):
            self._coded(index, recoded)
        for index in changed.keys() - made.keys():  # can't be decoded after all
            self._standings[index] = stay(self._standings[index])
        return bool(changed) or any(standing.quality != before[index] for index, standing in self._standings.items())

    def _coded(self, index: int, recoded: Recoded) -> None:
        before, size = self._candidates[index].bytes, len(recoded.data)
        curve = self._standings[index].curve.weighed(recoded.quality, size)
        self._recoded[index] = recoded
        if is_kept(size, before):
            self._standings[index] = Standing(curve, before, size, recoded.quality)
        else:
            self._standings[index] = stay(replace(self._standings[index], curve=curve))


def _quality(standing: Standing) -> float | None:
    return None if standing.quality == UNTOUCHED else standing.quality
