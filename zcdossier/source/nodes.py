"""The three shapes of a YAML document, each knowing where it stands. Every scalar is the text as typed."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.model.place import Place


class Scalar(NamedTuple):
    """A text. `inner` is how far into its span the text begins, or None when it was folded or escaped.

    `behind` is what stands behind it on its line after a # without a space: a comment for YAML, though it may be meant
    as text (研究 #3 化合物).
    """

    text: str
    place: Place
    inner: int | None = 0
    behind: str = ""


class ListNode(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    place: Place


class MapNode:
    """Keys and values in the order typed. A key typed twice stands once, with its first value."""

    __slots__ = ("pairs", "place")

    def __init__(self, pairs: tuple[tuple[Scalar, "Node"], ...], place: Place) -> None:
        self.pairs = pairs
        self.place = place

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MapNode) and (self.pairs, self.place) == (other.pairs, other.place)

    def __hash__(self) -> int:
        return hash((self.pairs, self.place))

    def get(self, key: str) -> "Node | None":
        """Return the value under `key`."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        return iter(self.pairs)


Node = Scalar | ListNode | MapNode


def is_blank(node: Node) -> bool:
    """Whether nothing was written: no text, `~` or `null`."""
    return isinstance(node, Scalar) and node.text.strip() in ("", "~", "null")
