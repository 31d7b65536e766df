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

from zcdossier.lint.computed_bounds import YearSpan
from zcdossier.lint.measures.bounds import Bound
from zcdossier.lint.measures.measure_types import Scope
from zcdossier.lint.measures.registry import MEASURES, find_measure
from zcdossier.lint.parameter_types import (
    ApplicantField,
    DateField,
    DateMask,
    FieldName,
    FileEnding,
    FileFormat,
    ListWord,
    MeasureName,
    NameSign,
    NameTemplateText,
    PageArea,
    PageFilter,
    PartName,
    Pattern,
    ScopeName,
    Shareable,
    StemPattern,
    Subject,
    TableName,
)
from zcdossier.model.condition import AllOf, AnyOf, Comparison, Not, Operand
from zcdossier.model.counterparts import Counterparts
from zcdossier.model.facts import FORMATS
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import FieldType
from zcdossier.profiles.bound_reader import read_bounds, read_one_bound
from zcdossier.profiles.condition_reader import ConditionReader, check_pattern
from zcdossier.profiles.mapping_reader import MappingReader, as_integer
from zcdossier.profiles.mask_reader import check_masks
from zcdossier.profiles.name_checks import check_name_sign, check_template
from zcdossier.profiles.operand_reader import read_level_bounds, read_operand, read_years_wanted
from zcdossier.profiles.reference_reader import (
    check_table,
    read_counterparts,
    read_word_list,
    spread_lists,
    words_of_list,
)
from zcdossier.profiles.symbols import APPLICANT
from zcdossier.source.nodes import ListNode, MapNode, Scalar

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
    if find_measure(text) is None:
        names = (*MEASURES, *(alias for measure in MEASURES.values() for alias in measure.aliases))
        everything = Label(f"；可以量的有：{'、'.join(MEASURES)}", f"; there are: {', '.join(MEASURES)}")
        conditions.diagnostics.unknown(
            place,
            Label(f"没有 {text} 这种尺寸", f"there is no measure {text}"),
            text,
            names,
            otherwise=everything,
        )


def check_scope(text: str, place: Place, conditions: ConditionReader) -> None:
    """What a measure can be taken of."""
    if text not in list(Scope):
        listed = Label(f"；可以是：{'、'.join(Scope)}", f"; it is one of {', '.join(Scope)}")
        message = Label(f"of 不会是 {text}", f"of is never {text}")
        conditions.diagnostics.unknown(place, message, text, Scope, otherwise=listed)


def check_pages(text: str, place: Place, conditions: ConditionReader) -> None:
    """Which pages are looked at."""
    from zcdossier.lint.measures.page_choice import PAGE_WORDS, is_page_filter  # noqa: PLC0415 - few rules choose pages

    if not is_page_filter(text):
        words = "、".join(PAGE_WORDS)
        conditions.diagnostics.add(
            place,
            Label(
                f"pages 读不懂“{text}”，可以是：{words}，或者 1-3,7、2- 这样的页码；"
                "从哪个标题到哪个标题用 pages_from 和 pages_until",
                f"pages: {text} can't be read; it is one of {', '.join(PAGE_WORDS)}, or pages like 1-3,7 or 2-; "
                "from one heading to another: pages_from and pages_until",
            ),
        )


def check_area(text: str, place: Place, conditions: ConditionReader) -> None:
    """A part of a page."""
    from zcdossier.lint.measures.page_area import read_area  # noqa: PLC0415 - few rules look at a part

    if read_area(text) is None:
        conditions.diagnostics.add(
            place,
            Label(
                f"area 读不懂“{text}”，写成 top-right 3x3 in（角，宽x高）或 bottom 2 cm（边，多深）这样",
                f"area: {text} can't be read; write a corner with width x height (top-right 3x3 in) or an edge with "
                "its depth (bottom 2 cm)",
            ),
        )


_CONDITIONS = frozenset({Comparison, AllOf, AnyOf, Not})
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
    TableName: check_table,
    NameSign: check_name_sign,
    ScopeName: check_scope,
    PageArea: check_area,
    PageFilter: check_pages,
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


_NODE_READERS: Mapping[Any, Any] = {Operand: read_operand, Counterparts: read_counterparts}


def _read_value(hint: Any, name: str, mapping: MappingReader, conditions: ConditionReader) -> Any:
    members = set(typing.get_args(hint)) if typing.get_origin(hint) in (types.UnionType, typing.Union) else {hint}
    members.discard(type(None))
    if members & _CONDITIONS:
        return conditions.read(mapping.node(name))
    if YearSpan in members:
        return read_years_wanted(name, mapping, conditions)
    kind = members.pop()
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
    check = _CHECKS.get(kind)
    if check is not None and node is not None:
        for text in texts:
            if text:
                check(text, node.place, conditions)
    if kind is FileEnding:
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
