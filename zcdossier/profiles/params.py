"""A rule row's parameters to its kind's parameter class, by the class's own type hints."""

import re
import types
import typing
from decimal import Decimal
from typing import Any

from zcdossier.lint.operands import PICKS, Operand, is_constant
from zcdossier.model.condition import All, Is, Not
from zcdossier.model.condition import Any as AnyOf
from zcdossier.profiles.conditions import ConditionReader, check_pattern
from zcdossier.profiles.keys import Keys, as_integer
from zcdossier.source.nodes import Mapping, Node, Scalar

_CONDITIONS = frozenset({Is, All, AnyOf, Not})
_GRADES = ("error", "warning", "allow")
_GRADED = frozenset({"missing", "other", "repeated", "undecided", "same", "gap", "overlap", "open_end", "looks_like"})
_SUBJECT = re.compile(r"[a-z_]\w*(?:\.\w+)*", re.ASCII)
"""Names are written in English letters; any other word is a text to compare with."""
_MOST_SHIFTED = {"months": 1200, "days": 36600, "workdays": 2000}
_PATTERNS = frozenset({"pattern", "not_pattern"})


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
        return _integers(name, keys) if typing.get_args(kind)[0] is int else keys.texts(name)
    if typing.get_origin(kind) is not None:
        return keys.by_level(name)
    if kind is Operand:
        return read_operand(keys.raw(name), keys, conditions)
    readers: dict[Any, Any] = {bool: keys.flag, Decimal: keys.decimal, int: lambda key: keys.integer(key, 0)}
    if kind in readers:
        return readers[kind](name)
    return _text(name, keys)


def _text(name: str, keys: Keys) -> str:
    text = keys.text(name)
    node = keys.raw(name)
    place = node.place if node is not None else keys.place
    if name in _PATTERNS:
        check_pattern(text, place, keys.mistakes)
    if name in _GRADED and text not in _GRADES:
        keys.mistakes.add(place, f"{name} 应是 error、warning 或 allow", f"{name} must be error, warning or allow")
        return "warning"
    return text


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
    inner = Keys(node if isinstance(node, Mapping) else None, keys.mistakes, keys.place)
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
    for name in (*operand.sum_, *operand.minus, *((operand.field,) if operand.field else ())):
        records.check_operand(name, inner.node)
    return operand
