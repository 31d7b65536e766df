"""Which number the scans of a part bear, so that a record merges in the notice's order."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from zcdossier.model.profile import OTHER_PART, Part


class PartNumber(NamedTuple):
    """`crowded` when a later part bears that number already, so that those after it have to move up."""

    number: int
    crowded: bool = False


def number_parts(parts: Mapping[str, Part]) -> dict[str, int]:
    """Return the number of each part in the notice's order.

    A piece of another part (正文首页 of 正文) has that part's number: it belongs to the same place.
    """
    numbers: dict[str, int] = {}
    for part in parts.values():
        whole = next((name for name in numbers if name != OTHER_PART and _is_piece(part, parts[name])), None)
        numbers[part.id] = numbers[whole] if whole else max(numbers.values(), default=0) + 1
    return numbers


def parts_in_merge_order(parts: Mapping[str, Part]) -> tuple[str, ...]:
    """Return the parts in the order in which unnumbered scans are merged: pieces beside their whole, 其他 last."""
    numbers = number_parts(parts)
    names = list(parts)
    return tuple(sorted(names, key=lambda name: (name == OTHER_PART, numbers[name], names.index(name))))


def number_for(part: str, parts: Mapping[str, Part], present: Iterable[tuple[str, int | None]]) -> PartNumber:
    """Return the number for one more scan of `part`; `present` are the parts and numbers of its record's scans.

    The part's own place in the notice's order is kept as long as it is free.
    """
    if part not in parts:
        return PartNumber(1)
    order = parts_in_merge_order(parts)
    own, own_number = order.index(part), number_parts(parts)[part]
    ranks = [(order.index(name), number) for name, number in present if name in order and number is not None]
    same = [number for rank, number in ranks if rank == own]
    if same:
        return PartNumber(same[-1])
    before = max((number for rank, number in ranks if rank < own), default=0)
    after = min((number for rank, number in ranks if rank > own), default=None)
    if own_number > before and (after is None or own_number < after):
        return PartNumber(own_number)
    return PartNumber(before + 1, after is not None and before + 1 >= after)


def sort_for_merging(scans: Sequence[tuple[str, int | None]], parts: Mapping[str, Part]) -> list[int]:
    """Return the indexes of `scans` (part and number, in natural order of their names) as they are to be merged.

    By number; those with the same number, and those without any, by part. A scan without a number comes where its part
    belongs among the others, and last where its part is not known either.
    """
    ranks = {name: rank for rank, name in enumerate(parts_in_merge_order(parts))}
    last = len(ranks)

    def rank_of(index: int) -> int:
        return ranks.get(scans[index][0], last)

    numbered = [index for index, (_, number) in enumerate(scans) if number is not None]
    numbered.sort(key=lambda index: (scans[index][1] or 0, rank_of(index)))
    ordered = numbered
    for index in sorted((index for index in range(len(scans)) if scans[index][1] is None), key=rank_of):
        rank = rank_of(index)
        later = [place for place, other in enumerate(ordered) if rank_of(other) > rank]
        ordered.insert(later[0] if later else len(ordered), index)
    return ordered


def _is_piece(part: Part, whole: Part) -> bool:
    return 0 < len(whole.label.zh) < len(part.label.zh) and part.label.zh.startswith(whole.label.zh)
