"""The parameters of a check kind in words: name, type, meaning, default. For `explain` and the pages of docs/rules."""

import types
import typing
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from zcdossier.lint.computed_bounds import YearSpan
from zcdossier.lint.kind import CheckKind
from zcdossier.lint.measures.bounds import Bound
from zcdossier.lint.measures.measure_types import Scope
from zcdossier.lint.parameter_help import HELP
from zcdossier.lint.parameter_types import (
    ApplicantField,
    DateField,
    DateMask,
    FieldName,
    FileEnding,
    FileFormat,
    Grade,
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
from zcdossier.model.label import Label

_WORDS: dict[Any, Label] = {
    FieldName: Label("字段", "field"),
    DateField: Label("日期字段", "date field"),
    ApplicantField: Label("申报人的一项", "fact about the applicant"),
    PartName: Label("佐证", "part"),
    Subject: Label("字段（applicant.name）", "subject (applicant.name)"),
    Shareable: Label("栏目或佐证", "section or part"),
    Pattern: Label("正则表达式", "regular expression"),
    StemPattern: Label("正则表达式", "regular expression"),
    FileFormat: Label("格式", "format"),
    DateMask: Label("日期写法（YYYY.MM）", "mask for dates (YYYY.MM)"),
    FileEnding: Label("扩展名", "ending"),
    NameSign: Label("一类字符，或字符本身", "class of signs, or signs"),
    NameTemplateText: Label("名称模板", "template of a name"),
    ListWord: Label("列表的名字，或词", "name of a list, or words"),
    TableName: Label("对照表的名字", "name of a table"),
    Counterparts: Label(
        "词的列表、{list: …}、papers.title 或 {files: …}", "words, {list: …}, papers.title or {files: …}"
    ),
    MeasureName: Label("量的名字", "name of a measure"),
    ScopeName: Label("、".join(Scope), ", ".join(Scope)),
    PageFilter: Label(
        "first、last、odd、even、portrait、landscape、A4，或 1-3,7、2-",
        "first, last, odd, even, portrait, landscape, A4, or 1-3,7, 2-",
    ),
    PageArea: Label("角或边和大小", "corner or edge with its size"),
    Bound: Label("带单位的数、词、字段，或 {field: …, times: …}", "amount, word, field, or {field: …, times: …}"),
    Grade: Label("error、warning 或 allow", "error, warning or allow"),
    Operand: Label("值、字段，或 {field: …, times: …}", "value, field, or {field: …, times: …}"),
    bool: Label("true 或 false", "true or false"),
    int: Label("整数", "whole number"),
    Decimal: Label("数", "number"),
    str: Label("文字", "text"),
}
_CONDITIONS = frozenset({Comparison, AllOf, AnyOf, Not})
_CONDITION = Label("条件", "condition")
_BY_LEVEL = Label(
    "整数、字段，或 {section: …, pick: count}；可以分级别 {级别: …}",
    "whole number, field, or {section: …, pick: count}; also by level, {level: …}",
)
_YEARS = Label(
    "年份，一个或几个，或 {from: …, to: …}、{last: 3}", "years, one or a list, or {from: …, to: …}, {last: 3}"
)


class ParameterLine(NamedTuple):
    """One parameter in words. `needed` is whether it must be given."""

    name: str
    type: Label
    meaning: Label
    needed: bool
    default: str


def describe_parameters(kind: CheckKind) -> Iterator[ParameterLine]:
    """Yield the parameters of a kind in the order of its class."""
    hints = typing.get_type_hints(kind.params)
    help_ = HELP.get(kind.name)
    for field_name in kind.params._fields:
        name = field_name.rstrip("_")
        meaning = help_.meanings.get(name, Label("")) if help_ else Label("")
        default = kind.params._field_defaults.get(field_name)
        needed = field_name not in kind.params._field_defaults
        yield ParameterLine(name, describe_type(hints[field_name]), meaning, needed, _default_text(default))


def describe_type(hint: Any) -> Label:
    """Say in a few words what may be written for a type of parameter."""
    members = set(typing.get_args(hint)) if typing.get_origin(hint) in (types.UnionType, typing.Union) else {hint}
    members.discard(type(None))
    if members & _CONDITIONS:
        return _CONDITION
    if YearSpan in members:
        return _YEARS
    member = next(iter(members))
    if typing.get_origin(member) is tuple:
        inner = describe_type(typing.get_args(member)[0])
        return Label(f"{inner.zh}，一个或几个", f"{inner.en}, one or a list")
    if typing.get_origin(member) is not None:
        return _BY_LEVEL
    if isinstance(member, type) and issubclass(member, StrEnum) and member not in _WORDS:
        return Label("、".join(member), ", ".join(member))
    return _WORDS.get(member, Label("文字或映射", "text or mapping"))


def _default_text(default: object) -> str:
    """A default worth telling: not that of what is simply left out."""
    if default is None or default is False or default in ("", (), 0):
        return ""
    return str(default) if isinstance(default, (str, int, Decimal)) else ""


def example_row(kind: CheckKind) -> str:
    """Return a row of a profile that uses the kind; an empty text where no row is written for it."""
    help_ = HELP.get(kind.name)
    return f"rules:\n  - {help_.row}" if help_ else ""
