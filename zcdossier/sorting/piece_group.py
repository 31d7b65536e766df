"""Pieces of a heap that are of one record, as far as is seen yet."""

from collections import Counter
from collections.abc import Sequence

from zcdossier.sorting.heap_pieces import HeapPiece

_MINUTES, _FEW = 180, 4


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


def are_close(first: HeapPiece, second: HeapPiece) -> bool:
    """Whether two pieces were taken within a few minutes, or bear numbers that follow each other."""
    if first.taken_at is not None and second.taken_at is not None:
        return abs(second.taken_at - first.taken_at) <= _MINUTES
    if first.serial is None or second.serial is None or first.serial[0] != second.serial[0]:
        return False
    return abs(second.serial[1] - first.serial[1]) <= _FEW
