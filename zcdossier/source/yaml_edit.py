"""Pairs put into a mapping of a YAML text, and values of it replaced; every other character stays as it is.

The text is parsed for where things stand, and changed there alone: comments, order, quotes and line ends are kept.
Texts that come in are spelled as YAML already.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INDENT = 2


class NewPair(NamedTuple):
    """A key with its value, or with the pairs of a mapping of its own."""

    key: str
    value: str = ""
    pairs: tuple["NewPair", ...] = ()


class CannotEditError(Exception):
    """The text is written in a way into which nothing can be put safely."""


def add_pairs(text: str, route: Sequence[str], pairs: Sequence[NewPair]) -> str:
    """Return a text with pairs added at the end of the mapping at `route`, keys as typed; one that is missing is made.

    Raises CannotEditError where something else than a mapping stands there.
    """
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    key, node, missing = _find(_compose(text), route)
    if missing:
        nested = tuple(pairs)
        for key in reversed(missing[1:]):
            nested = (NewPair(key, pairs=nested),)
        return add_pairs(text, route[: -len(missing)], (NewPair(missing[0], pairs=nested),))
    if isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null") and node.style not in ("'", '"'):
        colon = _behind_colon(text, key)
        if node.value:
            text = text[:colon] + text[node.end_mark.index :]
        return _after_line(text, colon, _block(pairs, _depth(text, key), newline))
    if not isinstance(node, yaml.MappingNode):
        raise CannotEditError
    if node.flow_style:
        return _into_flow(text, node, pairs)
    if not node.value:
        raise CannotEditError
    last = node.value[-1][1]
    while isinstance(last, yaml.MappingNode | yaml.SequenceNode) and not last.flow_style and last.value:
        last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
    return _after_line(text, last.end_mark.index, _block(pairs, node.value[0][0].start_mark.column, newline))


def replace_value(text: str, route: Sequence[str], spelled: str) -> str:
    """Return a text with another value, a text, at `route`. Raises CannotEditError where no single text stands."""
    key, node, missing = _find(_compose(text), route)
    if missing or not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        raise CannotEditError
    if node.start_mark.index == node.end_mark.index:
        colon = _behind_colon(text, key)
        return f"{text[:colon]} {spelled}{text[colon:]}"
    return f"{text[: node.start_mark.index]}{spelled}{text[node.end_mark.index :]}"


def _behind_colon(text: str, key: Any) -> int:
    """The place behind a key's colon; what stands there may be a remark alone."""
    colon = text.find(":", key.end_mark.index)
    if colon < 0:
        raise CannotEditError
    return colon + 1


def _compose(text: str) -> Any:
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        raise CannotEditError from None
    if not isinstance(node, yaml.MappingNode):
        raise CannotEditError
    return node


def _find(node: Any, route: Sequence[str]) -> tuple[Any, Any, Sequence[str]]:
    """The key and the node at a route, and what of the route is not there."""
    key = None
    for depth, name in enumerate(route):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        pair = next((pair for pair in pairs if pair[0].value.strip() == name), None)
        if pair is None:
            return key, node, route[depth:]
        key, node = pair
    return key, node, ()


def _depth(text: str, key: Any) -> int:
    """How far the pairs below a key without a value are to be indented."""
    line = text[: key.start_mark.index].rpartition("\n")[2]
    if "{" in line:
        raise CannotEditError
    return int(key.start_mark.column) + _INDENT


def _block(pairs: Sequence[NewPair], depth: int, newline: str) -> str:
    lines = ""
    for pair in pairs:
        lines += f"{' ' * depth}{pair.key}:{'' if pair.pairs else f' {pair.value}'}{newline}"
        lines += _block(pair.pairs, depth + _INDENT, newline)
    return lines


def _into_flow(text: str, node: Any, pairs: Sequence[NewPair]) -> str:
    at = node.value[-1][1].end_mark.index if node.value else node.start_mark.index + 1
    return text[:at] + (", " if node.value else "") + _flow(pairs) + text[at:]


def _flow(pairs: Sequence[NewPair]) -> str:
    return ", ".join(f"{pair.key}: {f'{{{_flow(pair.pairs)}}}' if pair.pairs else pair.value}" for pair in pairs)


def _after_line(text: str, at: int, lines: str) -> str:
    """Put lines below the line in which a place is; at the beginning of a line, before it."""
    if at == 0 or text[at - 1] != "\n":
        end = text.find("\n", at)
        if end < 0:
            newline = "\r\n" if lines.endswith("\r\n") else "\n"
            return f"{text}{newline}{lines}"
        at = end + 1
    return text[:at] + lines + text[at:]
