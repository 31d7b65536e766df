"""A rule row's parameters to its kind's parameter class, by the class's own type hints."""

import re
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from zcdossier.lint.operands import PICKS, TODAY, Operand, is_constant
from zcdossier.lint.parameter_types import (
    ApplicantField,
    DateField,
    FieldName,
    FileFormat,
    Grade,
    MeasureName,
    PartName,
    Pattern,
    Shareable,
    StemPattern,
    Subject,
)
from zcdossier.model.condition import AllOf, AnyOf, Is, Not
from zcdossier.model.dates import parse_date
from zcdossier.model.place import Place
from zcdossier.profiles.conditions import ConditionReader
from zcdossier.profiles.keys import Keys, as_integer
from zcdossier.profiles.meanings import (
    check_any_pattern,
    check_applicant_field,
    check_date_field,
    check_field,
    check_format,
    check_measure,
    check_part,
    check_shareable,
    check_stem_pattern,
    check_subject,
)
from zcdossier.source.nodes import MapNode, Node, Scalar

_CONDITIONS = frozenset({Is, AllOf, AnyOf, Not})
_SUBJECT = re.compile(r"[a-z_]\w*(?:\.\w+)*", re.ASCII)
"""Names are written in English letters; any other word is a text to compare with."""
_MOST_SHIFTED = {"months": 1200, "days": 36600, "workdays": 2000}
_CHECKS: Mapping[Any, Callable[[str, Place, ConditionReader], None]] = {
    FieldName: check_field,
    DateField: check_date_field,
    ApplicantField: check_applicant_field,
    PartName: check_part,
    Subject: check_subject,
    Shareable: check_shareable,
    Pattern: check_any_pattern,
    StemPattern: check_stem_pattern,
    FileFormat: check_format,
    MeasureName: check_measure,
}
"""How a text is checked by what it means."""


def parameters(kind: type[Any]) -> dict[str, tuple[Any, bool]]:
    """Return each parameter's type and whether it must be given, under its name in a profile."""
    hints = typing.get_type_hints(kind)
    return {name.rstrip("_"): (hints[name], name not in kind._field_defaults) for name in kind._fields}


def read_params(kind: type[Any], keys: Keys, conditions: ConditionReader, about: ConditionReader) -> Any:
    """Return an instance of `kind`, or None after noting what is missing.

    `conditions` reads conditions on the rule's records, `about` those on the applicant (`unless`).
    """
    values: dict[str, Any] = {}
    complete = True
    for name, (hint, needed) in parameters(kind).items():
        if not keys.has(name):
            if needed:
                keys.mistakes.add(keys.place, f"缺少参数 {name}", f"parameter {name} is missing")
                complete = False
            continue
        reader = about if name == "unless" else conditions
        field_name = name if name in kind._fields else f"{name}_"
        values[field_name] = _value(hint, name, keys, reader)
    return kind(**values) if complete else None


def _value(hint: Any, name: str, keys: Keys, conditions: ConditionReader) -> Any:
    members = set(typing.get_args(hint)) if typing.get_origin(hint) in (types.UnionType, typing.Union) else {hint}
    members.discard(type(None))
    if members & _CONDITIONS:
        return conditions.read(keys.raw(name))
    kind = members.pop()
    if typing.get_origin(kind) is tuple:
        kind = typing.get_args(kind)[0]
        return _integers(name, keys) if kind is int else _meant(kind, keys.texts(name), name, keys, conditions)
    if typing.get_origin(kind) is not None:
        return keys.by_level(name)
    if kind is Operand:
        return read_operand(keys.raw(name), keys, conditions)
    if kind is Grade:
        return keys.one_of(name, Grade, Grade.WARNING)
    readers: dict[Any, Any] = {bool: keys.flag, Decimal: keys.decimal, int: lambda key: keys.integer(key, 0)}
    if kind in readers:
        return readers[kind](name)
    return _meant(kind, (keys.text(name),), name, keys, conditions)[0]


def _meant(kind: Any, texts: tuple[str, ...], name: str, keys: Keys, conditions: ConditionReader) -> tuple[str, ...]:
    """Check texts by what the parameter's type says they mean."""
    node = keys.raw(name)
    check = _CHECKS.get(kind)
    if check is not None and node is not None:
        for text in texts:
            if text:
                check(text, node.place, conditions)
    return tuple(text.casefold() for text in texts) if kind is FileFormat else texts


def _integers(name: str, keys: Keys) -> tuple[int, ...]:
    numbers = []
    for text in keys.texts(name):
        number = as_integer(Scalar(text, keys.place))
        if number is None:
            keys.wrong(name, keys.raw(name), "整数的列表", "a list of whole numbers")
        else:
            numbers.append(number)
    return tuple(numbers)


def _shift(name: str, keys: Keys) -> int:
    """Read by how much a date is moved: no notice looks further than a working life."""
    amount = keys.integer(name, 0)
    if abs(amount) <= _MOST_SHIFTED[name]:
        return amount
    most = _MOST_SHIFTED[name]
    keys.wrong(name, keys.raw(name), f"{-most} 到 {most} 之间的整数", f"a whole number from {-most} to {most}")
    return 0


def read_operand(node: Node | None, keys: Keys, conditions: ConditionReader) -> Operand:
    """Read an operand: a constant, a subject, or a mapping that says how it is come by."""
    if isinstance(node, Scalar):
        text = node.text.strip()
        if is_constant(text) or not _SUBJECT.fullmatch(text):
            return Operand(text=text)
        conditions.check_operand(text, node)
        return Operand(field=text)
    inner = Keys(node if isinstance(node, MapNode) else None, keys.mistakes, keys.place)
    section = inner.text("section").strip()
    records = ConditionReader(conditions.vocabulary, keys.mistakes, (section,)) if section else conditions
    operand = Operand(
        field=inner.text("field").strip(),
        sum_=inner.texts("sum"),
        minus=inner.texts("minus"),
        section=section,
        pick=inner.text("pick").strip(),
        where=records.read(inner.raw("where")),
        from_=inner.text("from", "from"),
        to=inner.text("to", "to"),
        until=inner.text("until", "today"),
        times=inner.decimal("times") or Decimal(1),
        plus=inner.decimal("plus") or Decimal(0),
        months=_shift("months", inner),
        days=_shift("days", inner),
        workdays=_shift("workdays", inner),
    )
    inner.finish()
    if section and operand.pick not in PICKS:
        known = "、".join(PICKS)
        keys.mistakes.add(inner.place, f"pick 应是其中之一：{known}", f"pick must be one of: {known}")
    if section and section not in conditions.vocabulary.records:
        keys.mistakes.add(inner.place, f"没有栏目 {section}", f"there is no section {section}")
    if not (section or operand.field or operand.sum_ or operand.minus):
        keys.mistakes.add(inner.place, "要写明 field、sum 或 section", "name a field, a sum or a section")
    _check_operand_names(operand, inner, records, conditions)
    return operand


def _check_operand_names(operand: Operand, inner: Keys, records: ConditionReader, conditions: ConditionReader) -> None:
    for name in (*operand.sum_, *operand.minus, *((operand.field,) if operand.field else ())):
        records.check_operand(name, inner.node)
    if operand.pick in ("months", "years"):
        for name in (operand.from_, operand.to):
            records.check_operand(name, inner.node)
    if operand.until != TODAY and parse_date(operand.until) is None:
        conditions.check_operand(operand.until, inner.raw("until") or inner.node)
    if operand.pick in ("sum", "min", "max", "first", "last") and not (operand.field or operand.sum_):
        inner.mistakes.add(inner.place, f"pick: {operand.pick} 要写明 field", f"pick: {operand.pick} needs a field")
