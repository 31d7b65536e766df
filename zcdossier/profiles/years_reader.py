"""Which years a rule wants: a list of them, or a span whose ends may be worked out."""

from typing import TYPE_CHECKING

from zcdossier.lint.computed_bounds import LAST_YEAR, YearSpan
from zcdossier.model.label import Label
from zcdossier.profiles.mapping_reader import MappingReader, as_integer
from zcdossier.profiles.operand_reader import MOST_SHIFTED, read_operand
from zcdossier.source.nodes import MapNode, Scalar

if TYPE_CHECKING:
    from zcdossier.profiles.condition_reader import ConditionReader


def read_years_wanted(name: str, mapping: MappingReader, conditions: "ConditionReader") -> tuple[int, ...] | YearSpan:
    """Read which years are wanted: a list of them, or `{from: …, to: …}`, `{last: 3}`."""
    node = mapping.node(name)
    if not isinstance(node, MapNode):
        return _read_years(name, mapping)
    inner = MappingReader(node, mapping.diagnostics)
    ends = {key: read_operand(inner.node(key), inner, conditions) if inner.has(key) else None for key in ("from", "to")}
    last = inner.integer("last", 0)
    inner.report_unknown()
    if bool(last) == (ends["from"] is not None) or last < 0 or last > MOST_SHIFTED["years"]:
        message = Label("要写 {from: 2020, to: 2024} 或 {last: 3}", "write {from: 2020, to: 2024} or {last: 3}")
        mapping.diagnostics.add(inner.place, message)
    return YearSpan(ends["to"] or LAST_YEAR, ends["from"], last)


def _read_years(name: str, mapping: MappingReader) -> tuple[int, ...]:
    numbers = [(text, as_integer(Scalar(text, mapping.place))) for text in mapping.texts(name)]
    if any(number is None for _, number in numbers):
        wanted = Label("年份的列表，或 {from: 2020, to: 2024}", "a list of years, or {from: 2020, to: 2024}")
        mapping.report_type(name, mapping.node(name), wanted)
    return tuple(number for _, number in numbers if number is not None)
