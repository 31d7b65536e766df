"""Which number the scan of a part should bear among those already there, so that they merge in the notice's order."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Numbered(NamedTuple):
    """`crowded` when a later part bears that number already, so that those after it have to move up."""

    number: int
    crowded: bool = False


def number_for(part: str, order: Sequence[str], there: Iterable[tuple[str, int | None]]) -> Numbered:
    """Return the number for one more scan of `part`; `there` are the parts and numbers of its record's scans.

    The part's own place in the notice's order is kept as long as it is free.
    """
    if part not in order:
        return Numbered(1)
    own = order.index(part)
    ranks = [(order.index(name), number) for name, number in there if name in order and number is not None]
    same = [number for rank, number in ranks if rank == own]
    if same:
        return Numbered(same[-1])
    before = max((number for rank, number in ranks if rank < own), default=0)
    after = min((number for rank, number in ranks if rank > own), default=None)
    if own + 1 > before and (after is None or own + 1 < after):
        return Numbered(own + 1)
    return Numbered(before + 1, after is not None and before + 1 >= after)
