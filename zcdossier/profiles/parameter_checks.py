"""What a parameter of a rule must name, by what its type says that a text means: a field, a part, a measure."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from zcdossier.lint.measures.measure_types import Scope
from zcdossier.lint.measures.registry import MEASURES, find_measure
from zcdossier.lint.name_signs import SIGN_CLASSES
from zcdossier.lint.parameter_types import (
    ApplicantField,
    DateField,
    DateMask,
    FieldName,
    FileFormat,
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
from zcdossier.model.facts import FORMATS
from zcdossier.model.label import Label
from zcdossier.model.name_facts import FIXED_SLOTS, names_by_label
from zcdossier.model.name_template import parse_template
from zcdossier.model.place import Place
from zcdossier.model.profile import FieldType
from zcdossier.profiles.condition_reader import ConditionReader, check_pattern
from zcdossier.profiles.diagnostics import ask_if_meant, nearest_word
from zcdossier.profiles.mask_reader import check_masks
from zcdossier.profiles.reference_reader import check_table
from zcdossier.profiles.symbols import APPLICANT

_ENDING = re.compile(
    rf"\\\.\(?(?:\?:)?(?:{'|'.join(sorted({*FORMATS, 'jpg', 'tif', 'docx', 'heic'}))})\b", re.IGNORECASE
)


def _check_template(text: str, place: Place, conditions: ConditionReader) -> None:
    """A template of names whose slots every one of the rule's sections can fill."""
    template = parse_template(text)
    for fault in template.faults:
        conditions.diagnostics.add(place, fault)
    symbols = conditions.symbols
    about_applicant = tuple(f"{APPLICANT}.{name}" for name in symbols.field_names(APPLICANT))
    for section in conditions.sections:
        names = (*symbols.field_names(section), *about_applicant, *FIXED_SLOTS)
        facts = ((name, f"{APPLICANT}.{name}") for name in symbols.applicant)
        labels = names_by_label(symbols.applicant, f"{APPLICANT}.")
        words = {**dict(facts), **dict(labels), **dict(names_by_label(symbols.fields_of(section)))}
        for name in template.names:
            if name not in names:
                near = words.get(name) or nearest_word(name, (*names, *words))
                guess = ask_if_meant(f"{{{words.get(near, near)}}}" if near else "")
                conditions.diagnostics.add(
                    place,
                    Label(f"{section} 填不出 {{{name}}}{guess.zh}", f"{section} can't fill in {{{name}}}{guess.en}"),
                )


def _check_name_sign(text: str, place: Place, conditions: ConditionReader) -> None:
    """A word for many signs, or signs: a word in letters that is none of them is a mistake, and so is a Chinese one."""
    if text not in SIGN_CLASSES and len(text) > 1 and not text.isascii() and text.isalpha():
        message = Label(
            f"“{text}”会当作一个一个的字，有其中一个字就不行；不能有的词写 excludes: [{text}]",
            f"{text} stands for each of its characters; a word that a name must not hold is written excludes: [{text}]",
        )
        conditions.diagnostics.add(place, message)
        return
    if text not in SIGN_CLASSES and text.isascii() and text.isalpha() and len(text) > 1:
        listed = "、".join(SIGN_CLASSES)
        message = Label(f"没有 {text} 这类字符", f"there is no class of signs {text}")
        conditions.diagnostics.unknown(
            place, message, text, SIGN_CLASSES, otherwise=Label(f"；可以用：{listed}", f"; known: {listed}")
        )


def _check_field(text: str, place: Place, conditions: ConditionReader) -> None:
    """A field, or a value inside one, must be in each of the rule's sections."""
    for section in conditions.sections:
        names = conditions.symbols.field_names(section)
        if text not in names:
            message = Label(f"{section} 没有字段 {text}", f"{section} has no field {text}")
            if any(text in conditions.symbols.field_names(other) for other in conditions.sections):
                message = Label(
                    f"{message.zh}；各栏目字段不同的，写 fields: all，或分成几条规则",
                    f"{message.text('en')}; for sections of different fields write fields: all, or several rules",
                )
            conditions.diagnostics.unknown(place, message, text, names)


def _check_date_field(text: str, place: Place, conditions: ConditionReader) -> None:
    """A field that holds a date must be in each of the rule's sections."""
    _check_field(text, place, conditions)
    for section in conditions.sections:
        declared = conditions.symbols.fields_of(section).get(text)
        if declared is not None and not (declared.type.is_dated or declared.type is FieldType.COMPOSED):
            conditions.diagnostics.add(
                place,
                Label(
                    f"{text} 不是日期：它的 type 是 {declared.type}", f"{text} is no date: its type is {declared.type}"
                ),
            )


def _check_applicant_field(text: str, place: Place, conditions: ConditionReader) -> None:
    """A field of the applicant."""
    names = tuple(conditions.symbols.applicant)
    if text not in names:
        conditions.diagnostics.unknown(
            place, Label(f"applicant 没有字段 {text}", f"applicant has no field {text}"), text, names
        )


def _check_part(text: str, place: Place, conditions: ConditionReader) -> None:
    """A part must be in each of the rule's sections."""
    for section in conditions.sections:
        declared = conditions.symbols.records.get(section)
        names = tuple(declared.parts) if declared else ()
        if text not in names:
            conditions.diagnostics.unknown(
                place, Label(f"{section} 没有佐证 {text}", f"{section} has no part {text}"), text, names
            )


def _check_subject(text: str, place: Place, conditions: ConditionReader) -> None:
    """What a condition may speak of, of the applicant or of any section."""
    about = ConditionReader(conditions.symbols, conditions.diagnostics)
    names = tuple(about.symbols.subjects((APPLICANT,)))
    if text not in names:
        conditions.diagnostics.unknown(place, Label(f"没有字段 {text}", f"there is no field {text}"), text, names)


def _check_shareable(text: str, place: Place, conditions: ConditionReader) -> None:
    """A section, or a part of one."""
    records = conditions.symbols.records
    names = (*records, *(f"{section}.{part}" for section, declared in records.items() for part in declared.parts))
    if text not in names:
        conditions.diagnostics.unknown(
            place, Label(f"没有栏目或佐证 {text}", f"there is no section or part {text}"), text, names
        )


def _check_any_pattern(text: str, place: Place, conditions: ConditionReader) -> None:
    """A regular expression for a value."""
    check_pattern(text, place, conditions.diagnostics)


def _check_stem_pattern(text: str, place: Place, conditions: ConditionReader) -> None:
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


def _check_format(text: str, place: Place, conditions: ConditionReader) -> None:
    """A format by content."""
    if text.casefold() not in FORMATS:
        conditions.diagnostics.unknown(
            place, Label(f"没有 {text} 这种格式", f"there is no format {text}"), text, FORMATS
        )


def _check_measure(text: str, place: Place, conditions: ConditionReader) -> None:
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


def _check_scope(text: str, place: Place, conditions: ConditionReader) -> None:
    """What a measure can be taken of."""
    if text not in list(Scope):
        listed = Label(f"；可以是：{'、'.join(Scope)}", f"; it is one of {', '.join(Scope)}")
        message = Label(f"of 不会是 {text}", f"of is never {text}")
        conditions.diagnostics.unknown(place, message, text, Scope, otherwise=listed)


def _check_pages(text: str, place: Place, conditions: ConditionReader) -> None:
    """Which pages are looked at."""
    from zcdossier.lint.measures.page_choice import PAGE_WORDS, is_page_filter  # few rules choose pages

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


def _check_area(text: str, place: Place, conditions: ConditionReader) -> None:
    """A part of a page."""
    from zcdossier.lint.measures.page_area import read_area  # few rules look at a part

    if read_area(text) is None:
        conditions.diagnostics.add(
            place,
            Label(
                f"area 读不懂“{text}”，写成 top-right 3x3 in（角，宽x高）或 bottom 2 cm（边，多深）这样",
                f"area: {text} can't be read; write a corner with width x height (top-right 3x3 in) or an edge with "
                "its depth (bottom 2 cm)",
            ),
        )


CHECKS: Mapping[Any, Callable[[str, Place, ConditionReader], object]] = {
    FieldName: _check_field,
    DateField: _check_date_field,
    ApplicantField: _check_applicant_field,
    PartName: _check_part,
    Subject: _check_subject,
    Shareable: _check_shareable,
    Pattern: _check_any_pattern,
    StemPattern: _check_stem_pattern,
    FileFormat: _check_format,
    MeasureName: _check_measure,
    DateMask: lambda text, place, conditions: check_masks((text,), place, conditions.diagnostics),
    NameTemplateText: _check_template,
    TableName: check_table,
    NameSign: _check_name_sign,
    ScopeName: _check_scope,
    PageArea: _check_area,
    PageFilter: _check_pages,
}
"""How a text is checked by what it means."""
