"""Pieces that belong to one record put together: they share a title, a number, or were taken one after the other.

Pairs are joined from the most alike down. Two pieces that are the same single part of two things (two certificates) are
never joined, however much their wording shares.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from zcdossier.model.profile import Section
from zcdossier.sorting.heap_pieces import HeapPiece

_LEAST_GRAMS = 4
_MOST_HOLDERS = 14
_LEAST = 9.0
_SURE = 30.0
_ALONE = 18.0
_SHOTS_APART = 120
_TEXT = 200


class PieceGroup:
    """Pieces of one record. `route` is that of a record in the manifest, or empty; `sections` what it may be of."""

    def __init__(self, pieces: Sequence[HeapPiece], sections: dict[str, float], route: str = "") -> None:
        self.pieces = list(pieces)
        self.sections = sections
        self.route = route
        self.grams = frozenset().union(*(piece.grams for piece in pieces)) if pieces else frozenset()
        self.parts: Counter[str] = Counter()

    @property
    def section(self) -> str:
        """The section it is most likely of; empty where none is."""
        return max(self.sections, key=lambda name: self.sections[name], default="")

    def take(self, other: "PieceGroup") -> None:
        """Make the pieces of another group its own."""
        self.pieces += other.pieces
        self.grams |= other.grams
        self.parts += other.parts
        if self.route:
            return
        if other.route:
            self.route, self.sections = other.route, other.sections
            return
        names = {*self.sections} & {*other.sections} or {*self.sections} | {*other.sections}
        self.sections = {name: self.sections.get(name, 0.0) + other.sections.get(name, 0.0) for name in names}


def join_groups(groups: list[PieceGroup], common: Iterable[str], sections: dict[str, Section]) -> list[PieceGroup]:
    """Join groups that are alike. `common` are letters that every page of a person may have (name, employer)."""
    holders = Counter(gram for group in groups for piece in group.pieces for gram in piece.grams)
    stop = "|".join(common)
    weights = {
        gram: math.log(1 + _MOST_HOLDERS / count)
        for gram, count in holders.items()
        if 1 < count <= _MOST_HOLDERS and gram not in stop
    }
    pool = [group for group in groups if group.pieces]
    rare = {id(group): frozenset(gram for gram in group.grams if gram in weights) for group in pool}
    pairs = {
        (id(first), id(second)): score
        for at, first in enumerate(pool)
        for second in pool[at + 1 :]
        if (score := _alike(rare[id(first)], rare[id(second)], weights)) >= _LEAST
    }
    alive = {id(group): group for group in pool}
    while pairs:
        (first_id, second_id), score = max(pairs.items(), key=lambda item: item[1])
        del pairs[first_id, second_id]
        first, second = alive[first_id], alive[second_id]
        if not _may_join(first, second, score, sections):
            continue
        keep, gone = (second, first) if second.route and not first.route else (first, second)
        keep.take(gone)
        rare[id(keep)] = rare[id(keep)] | rare[id(gone)]
        del alive[id(gone)]
        pairs = {pair: value for pair, value in pairs.items() if not {id(keep), id(gone)} & {*pair}}
        for other in alive.values():
            if other is not keep and (value := _alike(rare[id(keep)], rare[id(other)], weights)) >= _LEAST:
                pairs[id(keep), id(other)] = value
    return [group for group in groups if id(group) in alive or not group.pieces]


def join_in_sequence(groups: list[PieceGroup], sections: dict[str, Section]) -> list[PieceGroup]:
    """Put what was recognised as nothing to what was taken right before and after it, where both are of one record."""
    timed = sorted(
        ((piece.taken_at, group) for group in groups for piece in group.pieces if piece.taken_at is not None),
        key=lambda pair: pair[0],
    )
    gone: set[int] = set()
    for at in range(1, len(timed)):
        taken, group = timed[at]
        if group.sections or group.route or len(group.pieces) > 1:
            continue
        before = next(
            (
                (time, other)
                for time, other in reversed(timed[:at])
                if id(other) not in gone and (other.sections or other.route)
            ),
            None,
        )
        after = next(((time, other) for time, other in timed[at + 1 :] if other.sections or other.route), None)
        if before is None or taken - before[0] > _SHOTS_APART:
            continue
        is_between = after is not None and after[1] is before[1] and after[0] - taken <= _SHOTS_APART
        has_text = (
            any(part.is_text for part in sections[before[1].section].parts.values()) if before[1].section else False
        )
        if is_between or (has_text and len(group.pieces[0].letters) > _TEXT):
            before[1].take(group)
            timed[at] = (taken, before[1])
            gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


def _alike(first: frozenset[str], second: frozenset[str], weights: dict[str, float]) -> float:
    shared = first & second
    return sum(weights[gram] for gram in shared) if len(shared) >= _LEAST_GRAMS else 0.0


def _may_join(first: PieceGroup, second: PieceGroup, score: float, sections: dict[str, Section]) -> bool:
    if first.route and second.route:
        return False
    shared = {*first.sections} & {*second.sections}
    if first.sections and second.sections and not shared:
        return False
    names = shared or {*first.sections} | {*second.sections}
    if not names:
        return False
    section = sections[max(names, key=lambda name: first.sections.get(name, 0.0) + second.sections.get(name, 0.0))]
    if len(section.named_parts) <= 1:
        return score >= _SURE and not _differ(first, second)
    both = {
        part
        for part in first.parts
        if part in second.parts and part in section.parts and not section.parts[part].is_text
    }
    if both:
        return score >= _SURE and not _differ(first, second)
    return score >= _LEAST if first.sections and second.sections else score >= _ALONE


def _differ(first: PieceGroup, second: PieceGroup) -> bool:
    """Whether two groups say different dates in full: then they are two things of one kind."""
    days = [
        {str(seen.date) for piece in group.pieces for seen in piece.text.dates if not seen.is_other}
        for group in (first, second)
    ]
    return bool(days[0] and days[1] and days[0].isdisjoint(days[1]))
