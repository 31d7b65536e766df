"""A section's `limit` that has to be worked out: the row of `rules` that it stands for."""

from zcdossier.profiles.operand_reader import OPERAND_KEYS
from zcdossier.profiles.symbols import SUBJECT
from zcdossier.source.nodes import MapNode, Node, Scalar


def is_computed_limit(node: Node) -> bool:
    """Whether a limit has to be worked out: a field, or a mapping, for all or for some level."""
    top = node.get("max") if isinstance(node, MapNode) else None
    if isinstance(top, Scalar):
        return SUBJECT.fullmatch(top.text.strip()) is not None
    if not isinstance(top, MapNode):
        return False
    return any(key.text in OPERAND_KEYS or isinstance(value, MapNode) for key, value in top)


def row_of_limit(node: Node, section: str) -> MapNode:
    """The row of `rules` that a computed limit stands for: it may speak of fields, which are known only later."""
    fixed = {"id": f"{section}-limit", "kind": "count", "section": section}
    pairs = [(Scalar(name, node.place), Scalar(text, node.place)) for name, text in fixed.items()]
    return MapNode((*pairs, *(node if isinstance(node, MapNode) else ())), node.place)
