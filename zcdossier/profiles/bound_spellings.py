"""Bounds by any of their names: `at_most` where a kind says `max` or `not_after`, `between: [a, b]` for both ends.

`pages: {from: …, until: …}` is short for the pages from one heading to another.
"""

from collections.abc import Iterator, Mapping

from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

_LOW = ("at_least", "min", "not_before")
_HIGH = ("at_most", "max", "not_after")
_EXACT = ("equals", "exactly")
_BETWEEN = "between"
_PAGES = "pages"
_ENDS = 2
_DOUBTS = {"doubt_between": ("doubt_at_least", "doubt_at_most")}


def with_own_bounds(row: MapNode, parameters: Mapping[str, object]) -> MapNode:
    """Return a row with each bound under the name that its kind has for it; what the kind can't bound stays."""
    own = {name for family in (_LOW, _HIGH, _EXACT) for name in family if name in parameters}
    if not own:
        return row
    written = {key.text for key, _ in row}
    pairs = [pair for key, value in row for pair in _rename(key, value, parameters, written)]
    return MapNode(tuple(pairs), row.place)


def _rename(
    key: Scalar, value: Node, parameters: Mapping[str, object], written: set[str]
) -> Iterator[tuple[Scalar, Node]]:
    if key.text == _PAGES and isinstance(value, MapNode) and f"{_PAGES}_from" in parameters:
        yield from ((Scalar(f"{_PAGES}_{end.text}", end.place), heading) for end, heading in value)
        return
    low, high, exact = (_own_name(family, parameters) for family in (_LOW, _HIGH, _EXACT))
    names: tuple[str, ...] = (key.text,)
    values: tuple[Node, ...] = (value,)
    if key.text not in parameters:
        if key.text in _DOUBTS and isinstance(value, ListNode) and len(value.items) == _ENDS:
            names, values = tuple(name for name in _DOUBTS[key.text] if name in parameters), value.items
        elif key.text in _EXACT:
            names, values = ((exact,), (value,)) if exact else ((low, high), (value, value))
        elif key.text == _BETWEEN and isinstance(value, ListNode) and len(value.items) == _ENDS:
            names, values = (low, high), value.items
        else:
            own = low if key.text in _LOW else high if key.text in _HIGH else key.text
            names = (own,)
    if len(names) != len(values) or not all(names) or any(name in written and name != key.text for name in names):
        names, values = (key.text,), (value,)
    yield from ((Scalar(name, key.place), held) for name, held in zip(names, values, strict=True))


def _own_name(family: tuple[str, ...], parameters: Mapping[str, object]) -> str:
    return next((name for name in family if name in parameters), "")
