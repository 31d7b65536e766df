"""All pictures of a record at one resolution: coded equally like themselves, amended until the room is well used."""

from collections.abc import Mapping, Sequence

from zcdossier.assemble.pictures.coded import Recoded
from zcdossier.assemble.shrinking.budget import UNTOUCHED, Standing, amend, is_gain
from zcdossier.assemble.shrinking.coders import Candidate, Coders, Studied
from zcdossier.assemble.shrinking.curve import CEILING

_GRID = (-8.0, 8.0)
_LOWEST_TRIED = 20.0
_NEAR = 1.5  # of a quality: not worth coding a picture once more
_MOST_ROUNDS = 8


class Balance:
    """The codings of all candidates at one resolution, brought to the size that is wanted."""

    def __init__(self, candidates: Sequence[Candidate], coders: Coders) -> None:
        self._candidates = candidates
        self._coders = coders
        self._recoded: dict[int, Recoded] = {}
        self._standings: dict[int, Standing] = {}

    def code(self, known: Mapping[int, Studied], likeness: float, around: float) -> None:
        """Code every candidate as like itself as all can be, at qualities somewhere around the one given."""
        rest = [index for index in range(len(self._candidates)) if index not in known]
        grid = qualities_around(around, _GRID)
        found = self._coders.study(rest, grid, lambda curve: curve.quality_of_likeness(likeness))
        for index, one in (*known.items(), *found.items()):
            self._stand(index, one)
        wanted = {index: one.curve.quality_of_likeness(likeness) for index, one in known.items()}
        self._amend({index: to for index, to in wanted.items() if abs(to - known[index].recoded.quality) > _NEAR})

    def settle(self, room: int) -> bool:
        """Amend until the room is well used; return whether it is kept."""
        room -= sum(one.bytes for index, one in enumerate(self._candidates) if index not in self._standings)
        best: tuple[int, dict[int, Recoded], dict[int, Standing]] | None = None
        for _ in range(_MOST_ROUNDS):
            total = sum(one.size for one in self._standings.values())
            if total <= room and (best is None or total > best[0]):
                best = total, dict(self._recoded), dict(self._standings)
            wanted = amend(self._standings, room)
            if not wanted:
                break
            self._amend(wanted)
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

    def _amend(self, wanted: dict[int, float]) -> None:
        changed = {
            index: quality
            for index, quality in wanted.items()
            if quality != UNTOUCHED and self._recoded[index].quality != quality
        }
        recoded = self._coders.code(changed)
        for index, quality in wanted.items():
            standing = self._standings[index]
            curve, one = standing.curve, recoded.get(index, self._recoded[index])
            if index in recoded:
                curve = curve.weighed(quality, len(one.data))
            if quality == UNTOUCHED:
                self._standings[index] = Standing(curve, standing.before, standing.before, UNTOUCHED)
            else:
                self._stand(index, Studied(curve, one))

    def _stand(self, index: int, studied: Studied) -> None:
        before, size = self._candidates[index].bytes, len(studied.recoded.data)
        self._recoded[index] = studied.recoded
        if is_gain(size, before):
            self._standings[index] = Standing(studied.curve, before, size, studied.recoded.quality)
        else:
            self._standings[index] = Standing(studied.curve, before, before, UNTOUCHED)


def qualities_around(quality: float, grid: Sequence[float]) -> list[float]:
    """Return the qualities to try, in rising order, none outside what is ever wanted."""
    return sorted({min(CEILING, max(_LOWEST_TRIED, quality + step)) for step in grid})
