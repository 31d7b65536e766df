"""How the text of a page is laid out: its columns, and how their lines are set."""

from collections import Counter
from typing import NamedTuple

from zcdossier.model.document_facts import PageText, TextPiece

_LEAST_WIDTH = 60
_LEAST_LINES = 5
_FULL = 0.6
_EDGE = 3.0
_MOST_LINES = 0.6


class TextColumn(NamedTuple):
    """A column: where it begins and ends from the left of the page, in points, and its lines."""

    left: float
    right: float
    pieces: tuple[TextPiece, ...]


def columns_of(text: PageText, width: float) -> list[TextColumn]:
    """Return the columns of a page so many points wide; none where there are too few lines to tell."""
    pieces = [piece for piece in text.pieces if _extent(piece, width)[1] - _extent(piece, width)[0] >= _LEAST_WIDTH]
    if len(pieces) < _LEAST_LINES:
        return []
    left = min(piece.left for piece in pieces)
    right = max(width - piece.right for piece in pieces)
    wide = [piece for piece in pieces if width - piece.right - piece.left > _FULL * (right - left)]
    if len(wide) * 2 >= len(pieces):
        return [TextColumn(left, right, tuple(pieces))]
    groups: list[list[TextPiece]] = []
    ends = 0.0
    for piece in sorted((piece for piece in pieces if piece not in wide), key=lambda piece: piece.left):
        start, end = _extent(piece, width)
        if groups and start < ends:
            groups[-1].append(piece)
            ends = max(ends, end)
        else:
            groups.append([piece])
            ends = end
    columns = [group for group in groups if len(group) >= _LEAST_LINES]
    return [
        TextColumn(min(piece.left for piece in group), max(width - piece.right for piece in group), tuple(group))
        for group in columns
    ]


def _extent(piece: TextPiece, width: float) -> tuple[float, float]:
    return piece.left, width - piece.right


def set_how(column: TextColumn, width: float) -> str:
    """Return how the lines of a column are set: left, right, centred or justified; empty where it can't be told."""
    longer = [piece for piece in column.pieces if _share(piece, column, width) >= _MOST_LINES]
    if len(longer) < _LEAST_LINES:
        return ""
    at_left = _meet([piece.left for piece in longer])
    at_right = _meet([width - piece.right for piece in longer])
    if at_left and at_right:
        return "justified"
    if at_left:
        return "left"
    if at_right:
        return "right"
    return "centred" if _meet([(piece.left + width - piece.right) / 2 for piece in longer]) else ""


def _share(piece: TextPiece, column: TextColumn, width: float) -> float:
    return (width - piece.right - piece.left) / max(column.right - column.left, 1)


def _meet(places: list[float]) -> bool:
    """Whether most lines stand at one place."""
    near = Counter(round(place / _EDGE) for place in places)
    most = max(count + near.get(place + 1, 0) for place, count in near.items())
    return most >= _MOST_LINES * len(places)
