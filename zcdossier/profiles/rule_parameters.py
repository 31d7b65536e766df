"""A rule row's parameters to its kind's parameter class, by the class's own type hints."""

import typing
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from zcdossier.lint.computed_bounds import LAST_YEAR, YearSpan
from zcdossier.lint.measures.bounds import Bound
from zcdossier.lint.measures.registry import find_measure
from zcdossier.lint.parameter_types import (
    FileFormat,
    FileSuffix,
    KindParameter,
    ListWord,
    MeasureName,
    RecordChoice,
    parameters_of,
)
from zcdossier.model.condition import Operand
from zcdossier.model.counterparts import Counterparts
from zcdossier.model.label import Label
from zcdossier.profiles.bound_reader import read_bounds, read_one_bound
from zcdossier.profiles.choice_reader import read_choices
from zcdossier.profiles.condition_reader import ConditionReader
from zcdossier.profiles.mapping_reader import MappingReader, as_integer
from zcdossier.profiles.operand_reader import MOST_SHIFTED, read_level_bounds, read_operand
from zcdossier.profiles.parameter_checks import CHECKS
from zcdossier.profiles.reference_reader import read_counterparts, read_word_list, spread_lists, words_of_list
from zcdossier.source.nodes import ListNode, MapNode, Scalar


def read_parameters(
    kind: type[Any], mapping: MappingReader, conditions: ConditionReader, about: ConditionReader
) -> Any:
    """Return an instance of `kind`, or None after noting what is missing.

    `conditions` reads conditions on the rule's records, `about` those on the applicant (`unless`).
    """
    values: dict[str, Any] = {}
    complete = True
    for name, parameter in parameters_of(kind).items():
        if not mapping.has(name):
            if parameter.needed:
                mapping.diagnostics.add(mapping.place, Label(f"缺少参数 {name}", f"parameter {name} is missing"))
                complete = False
            continue
        reader = about if name == "unless" else conditions
        values[parameter.attribute] = _read_value(parameter, name, mapping, reader)
    return kind(**values) if complete else None


_NODE_READERS: Mapping[Any, Any] = {Operand: read_operand, Counterparts: read_counterparts}


def _read_value(parameter: KindParameter, name: str, mapping: MappingReader, conditions: ConditionReader) -> Any:
    if parameter.is_condition:
        return conditions.read(mapping.node(name))
    if YearSpan in parameter.types:
        return _read_years_wanted(name, mapping, conditions)
    kind = parameter.type
    if typing.get_origin(kind) is tuple:
        return _read_several(typing.get_args(kind)[0], name, mapping, conditions)
    if typing.get_origin(kind) is not None:
        return read_level_bounds(name, mapping, conditions)
    if kind in _NODE_READERS:
        return _NODE_READERS[kind](mapping.node(name), mapping, conditions)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return mapping.one_of(name, kind, next(iter(kind)))
    if kind is Bound:
        return read_one_bound(name, mapping, conditions)
    readers: dict[Any, Any] = {bool: mapping.flag, Decimal: mapping.decimal, int: lambda key: mapping.integer(key, 0)}
    if kind in readers:
        return readers[kind](name)
    return _check_texts(kind, (mapping.text(name),), name, mapping, conditions)[0]


def _read_several(kind: Any, name: str, mapping: MappingReader, conditions: ConditionReader) -> tuple[Any, ...]:
    """Read a list; a single value is a list of one."""
    if kind is Bound:
        return read_bounds(name, mapping, conditions)
    if kind is Operand:
        node = mapping.node(name)
        items = node.items if isinstance(node, ListNode) else () if node is None else (node,)
        return tuple(read_operand(item, mapping, conditions) for item in spread_lists(items, conditions))
    if kind is str and isinstance(mapping.node(name), MapNode):
        return words_of_list(name, mapping, conditions)
    if kind is RecordChoice:
        return read_choices(name, mapping, conditions)
    if kind is ListWord:
        return read_word_list(name, mapping, conditions)
    if kind is int:
        return _read_integers(name, mapping)
    return _check_texts(kind, mapping.texts(name), name, mapping, conditions)


def _check_texts(
    kind: Any, texts: tuple[str, ...], name: str, mapping: MappingReader, conditions: ConditionReader
) -> tuple[str, ...]:
    """Check texts by what the parameter's type says they mean."""
    node = mapping.node(name)
    check = CHECKS.get(kind)
    if check is not None and node is not None:
        for text in texts:
            if text:
                check(text, node.place, conditions)
    if kind is FileSuffix:
        return tuple(text.casefold().lstrip(".") for text in texts)
    if kind is MeasureName:
        return tuple(measure.id if (measure := find_measure(text)) is not None else text for text in texts)
    return tuple(text.casefold() for text in texts) if kind is FileFormat else texts


def _read_integers(name: str, mapping: MappingReader) -> tuple[int, ...]:
    numbers = []
    for text in mapping.texts(name):
        number = as_integer(Scalar(text, mapping.place))
        if number is None:
            mapping.report_type(name, mapping.node(name), Label("整数的列表", "a list of whole numbers"))
        else:
            numbers.append(number)
    return tuple(numbers)


def _read_years_wanted(name: str, mapping: MappingReader, conditions: ConditionReader) -> tuple[int, ...] | YearSpan:
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
