"""All pictures of a record at one resolution: coded equally like themselves, amended until the room is well used."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zcdossier.assemble.pictures.coded import Recoded
from zcdossier.assemble.shrinking.budget import (
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
from zcdossier.assemble.shrinking.curve import CEILING, Curve

_GRID = (-8.0, 8.0)
_LOWEST_TRIED = 20.0
_MOST_ROUNDS = 8
_MOST_LOOKS = 4
_PART = 3  # of the rest every third goes first, and tells more of all


class Balance:
    """The codings of all candidates at one resolution, brought to the size that is wanted."""

    def __init__(self, candidates: Sequence[Candidate], coders: Coders) -> None:
        self._candidates = candidates
        self._coders = coders
        self._recoded: dict[int, Recoded] = {}
        self._standings: dict[int, Standing] = {}
        self._open: set[int] = set()
        self._likeness = 0.0

    def code(self, curves: Mapping[int, Curve], room: int, around: float) -> None:
        """Code every candidate as like itself as all can be, at qualities somewhere around the one given.

        Those whose curves are known already are not coded yet: what they will take is known well enough, and
        `settle` may want it changed.
        """
        rest = [index for index in range(len(self._candidates)) if index not in curves]
        self._open = set(curves)
        for index, curve in curves.items():
            self._standings[index] = self._expected(index, curve)
        for part in (rest[::_PART], [index for at, index in enumerate(rest) if at % _PART]):
            self._likeness = self._common(room)
            self._code_new(part, qualities_around(around, _GRID))
        self._let_open_stand()

    def _code_new(self, indices: Sequence[int], qualities: Sequence[float]) -> None:
        def wanted(index: int, curve: Curve) -> float | None:
            quality = self._expected(index, curve).quality
            return None if quality == UNTOUCHED else quality

        for index, one in self._coders.study_and_code(indices, qualities, wanted).items():
            self._standings[index] = self._expected(index, one.curve)
            if one.recoded is not None:
                self._coded(index, one.recoded)

    def _common(self, room: int) -> float:
        """Return how like themselves all can be, as far as those tell that are known."""
        if not self._standings:
            return 0.0
        curves = {index: one.curve for index, one in self._standings.items()}
        return common_likeness(wishes_for_all(curves, [one.bytes for one in self._candidates]), room)

    def settle(self, room: int) -> bool:
        """Code and amend until the room is well used; return whether it is kept."""
        room -= sum(one.bytes for index, one in enumerate(self._candidates) if index not in self._standings)
        best: tuple[int, dict[int, Recoded], dict[int, Standing]] | None = None
        for _ in range(_MOST_ROUNDS):
            is_new = self._carry_out(self._planned(room))
            total = sum(one.size for one in self._standings.values())
            if total <= room and (best is None or total > best[0]):
                best = total, dict(self._recoded), dict(self._standings)
            if is_well_used(total, room) or not is_new:
                break
        if best is not None:
            _, self._recoded, self._standings = best
        return best is not None

    def kept(self) -> dict[int, Recoded]:
        """Return the codings that are worth it."""
        return {index: one for index, one in self._recoded.items() if self._standings[index].quality != UNTOUCHED}

    def sizes(self) -> tuple[int, ...]:
        """Return what every candidate takes now."""
        return tuple(
            self._standings[index].size if index in self._standings else one.bytes
            for index, one in enumerate(self._candidates)
        )

    def _planned(self, room: int) -> dict[int, Standing]:
        """Return how all are to stand, once the pieces of those that are to change were looked at just there."""
        wanted = settled(self._standings, room)
        for _ in range(_MOST_LOOKS):
            points = self._coders.refine(
                {index: one.quality for index, one in wanted.items() if self._is_vague(index, one)}
            )
            if not points:
                break
            for index, point in points.items():
                standing = self._standings[index]
                self._standings[index] = replace(standing, curve=standing.curve.refined(point))
            self._share_out(room)
            wanted = settled(self._standings, room)
        return wanted

    def _is_vague(self, index: int, wanted: Standing) -> bool:
        is_new = index in self._open or wanted.quality != self._standings[index].quality
        return is_new and wanted.quality != UNTOUCHED and not wanted.curve.knows(wanted.quality)

    def _share_out(self, room: int) -> None:
        """Let those that were not coded yet stand by what is known of them now."""
        if len(self._open) == len(self._standings):
            wishes = [Wish(one.curve, one.before) for one in self._standings.values()]
            self._likeness = common_likeness(wishes, room)
        self._let_open_stand()

    def _let_open_stand(self) -> None:
        for index in self._open:
            self._standings[index] = self._expected(index, self._standings[index].curve)

    def _expected(self, index: int, curve: Curve) -> Standing:
        return stand(Wish(curve, self._candidates[index].bytes), self._likeness)

    def _carry_out(self, wanted: Mapping[int, Standing]) -> bool:
        """Make all stand as wanted; tell whether that changed anything."""
        before = {index: one.quality for index, one in self._standings.items()}
        self._open.clear()
        self._standings.update(wanted)
        coded = {index: one.quality for index, one in wanted.items() if one.quality != UNTOUCHED}
        known = {index: one for index, one in self._recoded.items() if coded.get(index) == one.quality}
        changed = {index: quality for index, quality in coded.items() if index not in known}
        made = self._coders.code(changed)
        for index, one in (*known.items(), *made.items()):
            self._coded(index, one)
        for index in changed.keys() - made.keys():  # can't be decoded after all
            self._standings[index] = stay(self._standings[index])
        return bool(changed) or any(one.quality != before[index] for index, one in self._standings.items())

    def _coded(self, index: int, one: Recoded) -> None:
        before, size = self._candidates[index].bytes, len(one.data)
        curve = self._standings[index].curve.weighed(one.quality, size)
        self._recoded[index] = one
        if is_kept(size, before):
            self._standings[index] = Standing(curve, before, size, one.quality)
        else:
            self._standings[index] = stay(replace(self._standings[index], curve=curve))


def qualities_around(quality: float, grid: Sequence[float]) -> list[float]:
    """Return the qualities to try, in rising order, none outside what is ever wanted."""
    return sorted({min(CEILING, max(_LOWEST_TRIED, quality + step)) for step in grid})
