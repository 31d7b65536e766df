"""The three shapes of a YAML document, each knowing where it stands. Every scalar is the text as typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from zcdossier.model.place import Place


class Scalar(NamedTuple):
    """A text. `inner` is how far into its span the text begins, or None when it was folded or escaped."""

    text: str
    place: Place
    inner: int | None = 0


class ListNode(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys and values in the order typed. A key typed twice stands once, with its first value."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    place: Place
    _index: dict[str, "Node"] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {key.text: value for key, value in reversed(self.pairs)})

    def get(self, key: str) -> "Node | None":
        """Return the value under `key`."""
        return self._index.get(key)

    def __iter__(self) -> Iterator[tuple[Scalar, "Node"]]:
        return iter(self.pairs)


Node = Scalar | ListNode | MapNode


def is_blank(node: Node) -> bool:
    """Whether nothing was written: no text, `~` or `null`."""
    return isinstance(node, Scalar) and node.text.strip() in ("", "~", "null")
