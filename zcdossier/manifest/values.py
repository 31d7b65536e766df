"""One typed text to a Value in the profile's terms, and the values inside it (`journal.rank`, `rank.members`)."""

from collections.abc import Iterator

from zcdossier.model.place import Place
from zcdossier.model.profile import Field
from zcdossier.model.reading import canonical, pieces
from zcdossier.model.value import Value
from zcdossier.source.nodes import Scalar


def bind_value(scalar: Scalar, field: Field, path: str) -> Value:
    """Return the value of `scalar` read as `field`."""
    return Value(scalar.text, scalar.place.at(path), canonical(scalar.text, field))


def values_inside(scalar: Scalar, field: Field, path: str) -> Iterator[tuple[str, Value]]:
    """Yield the named values inside a value, each with its own place where that can be told."""
    for piece in pieces(scalar.text, field):
        place = scalar.place if piece.start is None else _within(scalar, piece.start, piece.start + len(piece.text))
        yield piece.name, Value(piece.text, place.at(f"{path}.{piece.name}"), piece.canon)


def _within(scalar: Scalar, start: int, end: int) -> Place:
    if scalar.inner is None:
        return scalar.place
    return scalar.place.span(scalar.inner + start, scalar.inner + end)
