"""Whether the texts of a rule's parameters name what there is: fields, parts, formats, measures; by their type."""

import re

from zcdossier.lint.measures import MEASURES
from zcdossier.model.facts import FORMATS
from zcdossier.model.place import Place
from zcdossier.model.profile import FieldType
from zcdossier.profiles.conditions import ConditionReader, check_pattern
from zcdossier.profiles.vocabulary import APPLICANT, pieces_of

_DATED = frozenset({FieldType.DATE, FieldType.PERIOD, FieldType.COMPOSED})
_ENDING = re.compile(
    rf"\\\.\(?(?:\?:)?(?:{'|'.join(sorted({*FORMATS, 'jpg', 'tif', 'docx', 'heic'}))})\b", re.IGNORECASE
)
_PLACEHOLDER = re.compile(r"(?<!\\)\{(?!\d*,?\d*\})[^{}]*\}")


def check_field(text: str, place: Place, conditions: ConditionReader) -> None:
    """A field, or a value inside one, must be in each of the rule's sections."""
    for section in conditions.sections:
        fields = conditions.vocabulary.fields(section)
        names = (*fields, *(f"{name}.{piece}" for name, field in fields.items() for piece in pieces_of(field)))
        if text not in names:
            conditions.mistakes.unknown(
                place, f"{section} 没有字段 {text}", f"{section} has no field {text}", text, names
            )


def check_date_field(text: str, place: Place, conditions: ConditionReader) -> None:
    """A field that holds a date must be in each of the rule's sections."""
    check_field(text, place, conditions)
    for section in conditions.sections:
        declared = conditions.vocabulary.fields(section).get(text)
        if declared is not None and declared.type not in _DATED:
            conditions.mistakes.add(
                place,
                f"{text} 不是日期：它的 type 是 {declared.type}",
                f"{text} is no date: its type is {declared.type}",
            )


def check_applicant_field(text: str, place: Place, conditions: ConditionReader) -> None:
    """A field of the applicant."""
    names = tuple(conditions.vocabulary.applicant)
    if text not in names:
        conditions.mistakes.unknown(place, f"applicant 没有字段 {text}", f"applicant has no field {text}", text, names)


def check_part(text: str, place: Place, conditions: ConditionReader) -> None:
    """A part must be in each of the rule's sections."""
    for section in conditions.sections:
        found = conditions.vocabulary.records.get(section)
        names = tuple(found.parts) if found else ()
        if text not in names:
            conditions.mistakes.unknown(
                place, f"{section} 没有佐证 {text}", f"{section} has no part {text}", text, names
            )


def check_subject(text: str, place: Place, conditions: ConditionReader) -> None:
    """What a condition may speak of, of the applicant or of any section."""
    about = ConditionReader(conditions.vocabulary, conditions.mistakes)
    names = tuple(about.vocabulary.subjects((APPLICANT,)))
    names = (*names, *(f"{APPLICANT}.{name}" for name in about.vocabulary.applicant))
    if text not in names:
        conditions.mistakes.unknown(place, f"没有字段 {text}", f"there is no field {text}", text, names)


def check_shareable(text: str, place: Place, conditions: ConditionReader) -> None:
    """A section, or a part of one."""
    records = conditions.vocabulary.records
    names = (*records, *(f"{section}.{part}" for section, found in records.items() for part in found.parts))
    if text not in names:
        conditions.mistakes.unknown(place, f"没有栏目或佐证 {text}", f"there is no section or part {text}", text, names)


def check_any_pattern(text: str, place: Place, conditions: ConditionReader) -> None:
    """A regular expression for a value."""
    check_pattern(text, place, conditions.mistakes)


def check_stem_pattern(text: str, place: Place, conditions: ConditionReader) -> None:
    """A pattern for a file's name without its ending; it is no template."""
    if not check_pattern(text, place, conditions.mistakes):
        return
    if _ENDING.search(text):
        zh = (
            f"pattern 比的是不带扩展名的文件名，去掉 {text} 里的扩展名；要限定扩展名，用 kind: measure、measure: suffix"
        )
        en = "the pattern is for a name without its ending; to bound the ending use kind: measure with measure: suffix"
        conditions.mistakes.add(place, zh, en)
    check_no_placeholder(text, place, conditions)


def check_no_placeholder(text: str, place: Place, conditions: ConditionReader) -> None:
    """A regular expression is not filled in."""
    placeholder = _PLACEHOLDER.search(text)
    if placeholder is not None:
        zh = f"正则表达式里填不进 {placeholder[0]}；要和某个字段一致，用 agrees_with"
        en = f"{placeholder[0]} is not filled in inside a regular expression; to agree with a field use agrees_with"
        conditions.mistakes.add(place, zh, en)


def check_format(text: str, place: Place, conditions: ConditionReader) -> None:
    """A format by content."""
    if text.casefold() not in FORMATS:
        conditions.mistakes.unknown(place, f"没有 {text} 这种格式", f"there is no format {text}", text, FORMATS)


def check_measure(text: str, place: Place, conditions: ConditionReader) -> None:
    """What can be measured."""
    if text not in MEASURES:
        conditions.mistakes.unknown(place, f"没有 {text} 这种尺寸", f"there is no measure {text}", text, MEASURES)
