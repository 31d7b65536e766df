"""A rule row's parameters to its kind's parameter class, by the class's own type hints.

The type also says what a text means, and so what it must name: a field, a part, a format, a measure.
"""

import re
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from zcdossier.lint.measures import MEASURES
from zcdossier.lint.operands import PICKS, TODAY, Operand, is_constant
from zcdossier.lint.parameter_types import (
    ApplicantField,
    DateField,
    DateMask,
    FieldName,
    FileEnding,
    FileFormat,
    MeasureName,
    NameSign,
    NameTemplateText,
    PartName,
    Pattern,
    Shareable,
    StemPattern,
    Subject,
)
from zcdossier.model.condition import AllOf, AnyOf, Comparison, Not
from zcdossier.model.dates import parse_date
from zcdossier.model.facts import FORMATS
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import FieldType
from zcdossier.profiles.condition_reader import ConditionReader, check_pattern
from zcdossier.profiles.mapping_reader import MappingReader, as_integer
from zcdossier.profiles.mask_reader import check_masks
from zcdossier.profiles.name_checks import check_name_sign, check_template
from zcdossier.profiles.symbols import APPLICANT
from zcdossier.source.nodes import MapNode, Node, Scalar

_DATED = frozenset({FieldType.DATE, FieldType.PERIOD, FieldType.COMPOSED})
_ENDING = re.compile(
    rf"\\\.\(?(?:\?:)?(?:{'|'.join(sorted({*FORMATS, 'jpg', 'tif', 'docx', 'heic'}))})\b", re.IGNORECASE
)


def check_field(text: str, place: Place, conditions: ConditionReader) -> None:
    """A field, or a value inside one, must be in each of the rule's sections."""
    for section in conditions.sections:
        names = conditions.symbols.field_names(section)
        if text not in names:
            conditions.diagnostics.unknown(
                place, Label(f"{section} 没有字段 {text}", f"{section} has no field {text}"), text, names
            )


def check_date_field(text: str, place: Place, conditions: ConditionReader) -> None:
    """A field that holds a date must be in each of the rule's sections."""
    check_field(text, place, conditions)
    for section in conditions.sections:
        declared = conditions.symbols.fields_of(section).get(text)
        if declared is not None and declared.type not in _DATED:
            conditions.diagnostics.add(
                place,
                Label(
                    f"{text} 不是日期：它的 type 是 {declared.type}", f"{text} is no date: its type is {declared.type}"
                ),
            )


def check_applicant_field(text: str, place: Place, conditions: ConditionReader) -> None:
    """A field of the applicant."""
    names = tuple(conditions.symbols.applicant)
    if text not in names:
        conditions.diagnostics.unknown(
            place, Label(f"applicant 没有字段 {text}", f"applicant has no field {text}"), text, names
        )


def check_part(text: str, place: Place, conditions: ConditionReader) -> None:
    """A part must be in each of the rule's sections."""
    for section in conditions.sections:
        declared = conditions.symbols.records.get(section)
        names = tuple(declared.parts) if declared else ()
        if text not in names:
            conditions.diagnostics.unknown(
                place, Label(f"{section} 没有佐证 {text}", f"{section} has no part {text}"), text, names
            )


def check_subject(text: str, place: Place, conditions: ConditionReader) -> None:
    """What a condition may speak of, of the applicant or of any section."""
    about = ConditionReader(conditions.symbols, conditions.diagnostics)
    names = tuple(about.symbols.subjects((APPLICANT,)))
    if text not in names:
        conditions.diagnostics.unknown(place, Label(f"没有字段 {text}", f"there is no field {text}"), text, names)


def check_shareable(text: str, place: Place, conditions: ConditionReader) -> None:
    """A section, or a part of one."""
    records = conditions.symbols.records
    names = (*records, *(f"{section}.{part}" for section, declared in records.items() for part in declared.parts))
    if text not in names:
        conditions.diagnostics.unknown(
            place, Label(f"没有栏目或佐证 {text}", f"there is no section or part {text}"), text, names
        )


def check_any_pattern(text: str, place: Place, conditions: ConditionReader) -> None:
    """A regular expression for a value."""
    check_pattern(text, place, conditions.diagnostics)


def check_stem_pattern(text: str, place: Place, conditions: ConditionReader) -> None:
    """A pattern for a file's name without its ending; it is no template."""
    if not check_pattern(text, place, conditions.diagnostics):
        return
    if _ENDING.search(text):
        conditions.diagnostics.add(
            place,
            Label(
                f"pattern 比的是不带扩展名的文件名，去掉 {text} 里的扩展名；要限定扩展名，用 kind: measure、"
                "measure: suffix",
                "the pattern is for a name without its ending; to bound the ending use kind: measure with "
                "measure: suffix",
            ),
        )


def check_format(text: str, place: Place, conditions: ConditionReader) -> None:
    """A format by content."""
    if text.casefold() not in FORMATS:
        conditions.diagnostics.unknown(
            place, Label(f"没有 {text} 这种格式", f"there is no format {text}"), text, FORMATS
        )


def check_measure(text: str, place: Place, conditions: ConditionReader) -> None:
    """What can be measured."""
    if text not in MEASURES:
        conditions.diagnostics.unknown(
            place, Label(f"没有 {text} 这种尺寸", f"there is no measure {text}"), text, MEASURES
        )


_CONDITIONS = frozenset({Comparison, AllOf, AnyOf, Not})
_SUBJECT = re.compile(r"[a-z_]\w*(?:\.\w+)*", re.ASCII)
"""Names are written in English letters; any other word is a text to compare with."""
_MOST_SHIFTED = {"months": 1200, "days": 36600, "workdays": 2000}
_CHECKS: Mapping[Any, Callable[[str, Place, ConditionReader], object]] = {
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
    DateMask: lambda text, place, conditions: check_masks((text,), place, conditions.diagnostics),
    NameTemplateText: check_template,
    NameSign: check_name_sign,
}
"""How a text is checked by what it means."""


def parameters(kind: type[Any]) -> dict[str, tuple[Any, bool]]:
    """Return each parameter's type and whether it must be given, under its name in a profile."""
    hints = typing.get_type_hints(kind)
    return {name.rstrip("_"): (hints[name], name not in kind._field_defaults) for name in kind._fields}


def read_parameters(
    kind: type[Any], mapping: MappingReader, conditions: ConditionReader, about: ConditionReader
) -> Any:
    """Return an instance of `kind`, or None after noting what is missing.

    `conditions` reads conditions on the rule's records, `about` those on the applicant (`unless`).
    """
    values: dict[str, Any] = {}
    complete = True
    for name, (hint, needed) in parameters(kind).items():
        if not mapping.has(name):
            if needed:
                mapping.diagnostics.add(mapping.place, Label(f"缺少参数 {name}", f"parameter {name} is missing"))
                complete = False
            continue
        reader = about if name == "unless" else conditions
        field_name = name if name in kind._fields else f"{name}_"
        values[field_name] = _read_value(hint, name, mapping, reader)
    return kind(**values) if complete else None


def _read_value(hint: Any, name: str, mapping: MappingReader, conditions: ConditionReader) -> Any:
    members = set(typing.get_args(hint)) if typing.get_origin(hint) in (types.UnionType, typing.Union) else {hint}
    members.discard(type(None))
    if members & _CONDITIONS:
        return conditions.read(mapping.node(name))
    kind = members.pop()
    if typing.get_origin(kind) is tuple:
        kind = typing.get_args(kind)[0]
        return (
            _read_integers(name, mapping)
            if kind is int
            else _check_texts(kind, mapping.texts(name), name, mapping, conditions)
        )
    if typing.get_origin(kind) is not None:
        return mapping.by_level(name)
    if kind is Operand:
        return read_operand(mapping.node(name), mapping, conditions)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return mapping.one_of(name, kind, next(iter(kind)))
    readers: dict[Any, Any] = {bool: mapping.flag, Decimal: mapping.decimal, int: lambda key: mapping.integer(key, 0)}
    if kind in readers:
        return readers[kind](name)
    return _check_texts(kind, (mapping.text(name),), name, mapping, conditions)[0]


def _check_texts(
    kind: Any, texts: tuple[str, ...], name: str, mapping: MappingReader, conditions: ConditionReader
) -> tuple[str, ...]:
    """Check texts by what the parameter's type says they mean."""
    node = mapping.node(name)
    check = _CHECKS.get(kind)
    if check is not None and node is not None:
        for text in texts:
            if text:
                check(text, node.place, conditions)
    if kind is FileEnding:
        return tuple(text.casefold().lstrip(".") for text in texts)
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


def _read_shift(name: str, mapping: MappingReader) -> int:
    """Read by how much a date is moved: no notice looks further than a working life."""
    amount = mapping.integer(name, 0)
    if abs(amount) <= _MOST_SHIFTED[name]:
        return amount
    most = _MOST_SHIFTED[name]
    mapping.report_type(
        name, mapping.node(name), Label(f"{-most} 到 {most} 之间的整数", f"a whole number from {-most} to {most}")
    )
    return 0


def read_operand(node: Node | None, mapping: MappingReader, conditions: ConditionReader) -> Operand:
    """Read an operand: a constant, a subject, or a mapping that says how it is come by."""
    if isinstance(node, Scalar):
        text = node.text.strip()
        if is_constant(text) or not _SUBJECT.fullmatch(text):
            return Operand(text=text)
        conditions.check_operand(text, node)
        return Operand(field=text)
    inner = MappingReader(node if isinstance(node, MapNode) else None, mapping.diagnostics, mapping.place)
    section = inner.text("section").strip()
    records = ConditionReader(conditions.symbols, mapping.diagnostics, (section,)) if section else conditions
    operand = Operand(
        field=inner.text("field").strip(),
        sum_=inner.texts("sum"),
        minus=inner.texts("minus"),
        section=section,
        pick=inner.text("pick").strip(),
        where=records.read(inner.node("where")),
        from_=inner.text("from", "from"),
        to=inner.text("to", "to"),
        until=inner.text("until", "today"),
        times=inner.decimal("times") or Decimal(1),
        plus=inner.decimal("plus") or Decimal(0),
        months=_read_shift("months", inner),
        days=_read_shift("days", inner),
        workdays=_read_shift("workdays", inner),
    )
    inner.report_unknown()
    if section and operand.pick not in PICKS:
        picks = "、".join(PICKS)
        mapping.diagnostics.add(inner.place, Label(f"pick 应是其中之一：{picks}", f"pick must be one of: {picks}"))
    if section and section not in conditions.symbols.records:
        mapping.diagnostics.add(inner.place, Label(f"没有栏目 {section}", f"there is no section {section}"))
    if not (section or operand.field or operand.sum_ or operand.minus):
        mapping.diagnostics.add(inner.place, Label("要写明 field、sum 或 section", "name a field, a sum or a section"))
    _check_operand_names(operand, inner, records, conditions)
    return operand


def _check_operand_names(
    operand: Operand, inner: MappingReader, records: ConditionReader, conditions: ConditionReader
) -> None:
    for name in (*operand.sum_, *operand.minus, *((operand.field,) if operand.field else ())):
        records.check_operand(name, inner.root)
    if operand.pick in ("months", "years"):
        for name in (operand.from_, operand.to):
            records.check_operand(name, inner.root)
    if operand.until != TODAY and parse_date(operand.until) is None:
        conditions.check_operand(operand.until, inner.node("until") or inner.root)
    if operand.pick in ("sum", "min", "max", "first", "last") and not (operand.field or operand.sum_):
        inner.diagnostics.add(
            inner.place, Label(f"pick: {operand.pick} 要写明 field", f"pick: {operand.pick} needs a field")
        )
