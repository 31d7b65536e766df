"""Several ways of which one will do: `either: [{where: …, min: 1}, {section: books, min: 1}]`."""

from collections.abc import Iterator

from zcdossier.lint.parameter_types import RecordChoice
from zcdossier.model.label import Label
from zcdossier.profiles.condition_reader import ConditionReader
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.source.nodes import ListNode

_FEWEST = 2
_EITHER, _ALL = "either", "all"
"""By which a way is made of others: one or some of them, or every one."""


def read_choices(name: str, mapping: MappingReader, conditions: ConditionReader) -> tuple[RecordChoice, ...]:
    """Read the ways; fewer than two are no choice."""
    node = mapping.node(name)
    if not isinstance(node, ListNode) or len(node.items) < _FEWEST:
        wanted = Label(
            "两种以上，例如 [{where: …, min: 1}, {where: …, min: 2}]", "two ways or more: [{where: …, min: 1}, …]"
        )
        mapping.report_type(name, node, wanted)
        return ()
    return tuple(_read_each(node, mapping, conditions))


def _read_each(node: ListNode, mapping: MappingReader, conditions: ConditionReader) -> Iterator[RecordChoice]:
    for item in node.items:
        inner = MappingReader(item, mapping.diagnostics, mapping.place)
        joined = next((key for key in (_EITHER, _ALL) if inner.has(key)), "")
        if joined:
            parts = read_choices(joined, inner, conditions)
            ways = inner.integer("ways", 1) if joined == _EITHER else len(parts)
            _check_ways(ways, parts, inner)
            yield RecordChoice(either=parts, ways=ways)
            inner.report_unknown()
            continue
        section = inner.text("section").strip()
        records = conditions.of_section(section) if section else conditions
        if section and section not in conditions.symbols.records:
            message = Label(f"没有栏目 {section}", f"there is no section {section}")
            inner.diagnostics.unknown(inner.place, message, section, conditions.symbols.records)
            continue
        least = "at_least" if inner.has("at_least") else "min"
        amount = inner.text("amount").strip()
        if amount:
            records.check_operand(amount, inner.root)
        yield RecordChoice(section, records.read(inner.node("where")), inner.integer(least, 1), amount)
        inner.report_unknown()


def _check_ways(ways: int, parts: tuple[RecordChoice, ...], inner: MappingReader) -> None:
    if parts and not 1 <= ways <= len(parts):
        wanted = Label(f"1 到 {len(parts)}", f"1 to {len(parts)}")
        inner.report_type("ways", inner.node("ways"), wanted)
