"""The parameters of a check kind in words: name, type, meaning, default. For `explain` and the pages of docs/rules."""

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
    FileFormat,
    FileSuffix,
    Grade,
    KindParameter,
    ListWord,
    MeasureName,
    NameSign,
    NameTemplateText,
    PageArea,
    PageFilter,
    PartName,
    Pattern,
    RecordChoice,
    ScopeName,
    Shareable,
    StemPattern,
    Subject,
    TableName,
    parameters_of,
)
from zcdossier.model.condition import Operand
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
    FileSuffix: Label("扩展名", "ending"),
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
    RecordChoice: Label("{where: …, min: 2} 这样的几种", "ways such as {where: …, min: 2}"),
    bool: Label("true 或 false", "true or false"),
    int: Label("整数", "whole number"),
    Decimal: Label("数", "number"),
    str: Label("文字", "text"),
}
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
    meanings = HELP[kind.name].meanings if kind.name in HELP else {}
    for name, parameter in parameters_of(kind.params).items():
        default = _default_text(parameter.default)
        yield ParameterLine(name, _describe(parameter), meanings.get(name, Label("")), parameter.needed, default)


def _describe(parameter: KindParameter) -> Label:
    """Say in a few words what may be written for a parameter."""
    if parameter.is_condition:
        return _CONDITION
    return _YEARS if YearSpan in parameter.types else _describe_type(parameter.type)


def _describe_type(written: Any) -> Label:
    if typing.get_origin(written) is tuple:
        inner = _describe_type(typing.get_args(written)[0])
        return Label(f"{inner.zh}，一个或几个", f"{inner.en}, one or a list")
    if typing.get_origin(written) is not None:
        return _BY_LEVEL
    if isinstance(written, type) and issubclass(written, StrEnum) and written not in _WORDS:
        return Label("、".join(written), ", ".join(written))
    return _WORDS.get(written, Label("文字或映射", "text or mapping"))


def _default_text(default: object) -> str:
    """A default worth telling: not that of what is simply left out."""
    if default is None or default is False or default in ("", (), 0):
        return ""
    return str(default) if isinstance(default, (str, int, Decimal)) else ""


def example_row(kind: CheckKind) -> str:
    """Return a row of a profile that uses the kind; an empty text where no row is written for it."""
    help_ = HELP.get(kind.name)
    return f"rules:\n  - {help_.row}" if help_ else ""
