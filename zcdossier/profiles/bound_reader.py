"""The bounds of a measure as a profile writes them: constants with their units, fields, and what is computed."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.measures.bounds import LIMITS, TWINS, Bound
from zcdossier.lint.measures.measure_types import Measure
from zcdossier.lint.measures.read_bound import read_band_bound, read_bound, what_it_can_be
from zcdossier.lint.measures.registry import find_measure
from zcdossier.model.condition import Operand
from zcdossier.model.label import Label, concat_labels
from zcdossier.model.quantities import split_band
from zcdossier.profiles.condition_reader import ConditionReader
from zcdossier.profiles.diagnostics import ask_if_meant, nearest_word
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.profiles.operand_reader import check_own_field, read_operand
from zcdossier.profiles.reference_reader import spread_lists
from zcdossier.profiles.symbols import APPLICANT, SUBJECT
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

_BETWEEN, _ONE_OF = "between", "one_of"
_ORDERED = frozenset({*LIMITS, *TWINS, _BETWEEN})


class _BoundRow(NamedTuple):
    mapping: MappingReader
    measure: Measure
    conditions: ConditionReader


def read_one_bound(name: str, mapping: MappingReader, conditions: ConditionReader) -> Bound | None:
    """Read a bound of its own; a mistake is noted, and the bound then has no amount."""
    measure = find_measure(mapping.text("measure"))
    node = mapping.node(name)
    if measure is None or node is None:
        return None
    return _read_node(name, node, _BoundRow(mapping, measure, conditions))


def read_bounds(name: str, mapping: MappingReader, conditions: ConditionReader) -> tuple[Bound, ...]:
    """Read a list of bounds, a single one being a list of one; `between` has two, or is a band."""
    measure = find_measure(mapping.text("measure"))
    node = mapping.node(name)
    if measure is None or node is None:
        return ()
    row = _BoundRow(mapping, measure, conditions)
    items = spread_lists(_items(name, node), conditions)
    bounds = tuple(bound for item in items if (bound := _read_node(name, item, row)) is not None)
    if name == _BETWEEN and len(bounds) != 2:  # noqa: PLR2004 - a lower and an upper end
        mapping.report_type(name, node, Label("两个界限，例如 [14K, 40K]", "two bounds, such as [14K, 40K]"))
        return Bound(), Bound()
    return bounds


def _items(name: str, node: Node) -> Iterator[Node]:
    if isinstance(node, ListNode):
        yield from node.items
        return
    band = split_band(node.text) if name == _BETWEEN and isinstance(node, Scalar) else None
    if band is None:
        yield node
    else:
        yield from (Scalar(end, node.place) for end in band)


def _read_node(name: str, node: Node, row: _BoundRow) -> Bound | None:
    if isinstance(node, MapNode):
        return Bound(operand=read_operand(node, row.mapping, row.conditions))
    if not isinstance(node, Scalar):
        row.mapping.report_type(name, node, Label("一个值", "one value"))
        return None
    text = node.text.strip()
    symbols = row.conditions.symbols
    owner, dot, _ = text.partition(".")
    if SUBJECT.fullmatch(text) and dot and (owner == APPLICANT or owner in symbols.records):
        check_own_field(text, node, row.conditions)  # who names an owner means a field, known or not
    is_field = bool(SUBJECT.fullmatch(text)) and symbols.knows(text, row.conditions.sections)
    if is_field and not row.measure.words:
        return Bound(text, operand=Operand(field=text))
    bound = read_bound(text, row.measure, row.conditions.symbols.kilobyte)
    if bound is None and name == _ONE_OF:
        bound = read_band_bound(text, row.measure, row.conditions.symbols.kilobyte)
    if bound is not None:
        return bound
    if is_field:
        return Bound(text, operand=Operand(field=text))
    if row.measure.has_amounts or name not in _ORDERED:  # that a word has no order is said of the rule as a whole
        _report_unreadable(name, text, node, row.measure, row.conditions)
    return Bound(text)


def _report_unreadable(name: str, text: str, node: Node, measure: Measure, conditions: ConditionReader) -> None:
    choices = what_it_can_be(measure)
    if measure.has_amounts and split_band(text) is not None:
        choices = Label(f"范围写成 between: {text}", f"a band is written between: {text}")
    listed = Label(f"；{choices.zh}", f"; {choices.text('en')}")
    near = nearest_word(text, (word.id for word in measure.words)) if measure.words else ""
    if measure.id == "suffix":
        listed = Label(f"；扩展名要带点：.{text}", f"; an ending has its dot: .{text}")
    message = Label(
        f"{name}：{measure.id}（{measure.label.zh}）不会是 {text}",
        f"{name}: {measure.id} ({measure.label.text('en')}) is never {text}",
    )
    conditions.diagnostics.add(node.place, concat_labels(message, ask_if_meant(near), listed))
