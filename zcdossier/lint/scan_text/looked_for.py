"""What of a record its scans should say: the person's name, and values by their fields' types or the profile's word."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.model.dates import PartialDate, parse_date
from zcdossier.model.dossier import Record, Value
from zcdossier.model.profile import Field, FieldType, ReadAs, Reads, Section
from zcdossier.model.reading import is_rank

_HOURS = ("学时", "课时")
_YEARS = ("年度", "年份", "学年")
_WORDS = ("学位", "考核等次", "考核结果", "考核结论")
"""Labels of fields that say one of a few words."""
_NUMBERS = ("编号", "证号", "专利号", "登记号", "批准号", "文号", "ISBN", "ISSN", "刊号", "CN号")
_WORKS = ("论文", "著", "科研", "课题", "项目", "专利", "标准", "获奖", "成果", "业绩", "继续教育", "培训", "讲座")
"""Words in the labels of sections whose records are works, or trainings, each with a title of its own."""
_NO_WORKS = ("单位", "院校", "资格", "职务", "职称", "称号", "类别")
_HONOURS = "称号"
_MONTH = re.compile(r"(?P<year>[12]\d{3})(?:年|[-.])(?P<month>\d{1,2})(?!\d)")
_NAME, _OWN_RANK, _ENDS = "name", "rank", ("from", "to")


class LookedFor(NamedTuple):
    """A value to be found on a record's scans. `field` may name a piece of one: `journal.name`."""

    field: str
    reads: Reads
    value: Value


def values_looked_for(record: Record, context: Context) -> Iterator[LookedFor]:
    """Yield the values of a record that its scans should say, in the order of the form."""
    section = context.section(record.section)
    if section is None:
        return
    for declared in section.fields.values():
        if section.reads is not None and declared.id not in section.reads:
            continue
        for piece, reads in _reads_of(declared, section):
            if declared.type is FieldType.PERIOD and _is_said_by_beginning(piece, record):
                continue
            is_other_form = piece == f"{section.title_field}.{_NAME}" and piece not in record.fields
            name = section.title_field if is_other_form else piece
            value = record.fields.get(name)
            if value is not None and not value.empty:
                yield LookedFor(name, reads, value)


def month_of_folder(record: Record) -> PartialDate | None:
    """Return the month that a record's folder is called by: 2022-07 教育研究, 2022年7月-论文."""
    match = _MONTH.match(record.folder.rpartition("/")[2])
    return parse_date(f"{match['year']}-{match['month']}") if match is not None else None


def names_person(section: Section | None) -> bool:
    """Whether the scans of a section name the applicant."""
    return section is not None and (section.reads is None or APPLICANT in section.reads)


def names_work(field: str, section: Section | None) -> bool:
    """Whether a field of a section, or a piece of one, is the title of a work, not of a unit, a post or an honour."""
    if section is None or section.title_field not in (field, field.removesuffix(f".{_NAME}")):
        return False
    declared = section.fields.get(section.title_field)
    is_other = declared is None or any(word in declared.label.zh for word in _NO_WORKS)
    return not is_other and any(word in section.label.zh for word in _WORKS)


def names_honour(field: str, section: Section | None) -> bool:
    """Whether a field of a section is the name of an honour."""
    declared = section.fields.get(field) if section is not None and field == section.title_field else None
    return section is not None and declared is not None and _HONOURS in f"{declared.label.zh}{section.label.zh}"


def _is_said_by_beginning(piece: str, record: Record) -> bool:
    """Whether the end of a period is its beginning, as where a single date is typed."""
    field, _, end = piece.rpartition(".")
    return end == "to" and record.canon(piece) == record.canon(f"{field}.from")


def _reads_of(declared: Field, section: Section) -> Iterator[tuple[str, Reads]]:
    """Yield what is looked for of a field: itself, or pieces of a composed one."""
    if declared.reads is not None:
        if declared.reads.what is not ReadAs.NOTHING:
            yield declared.id, declared.reads
    elif declared.type is FieldType.COMPOSED:
        yield f"{declared.id}.{_NAME}", Reads(ReadAs.TEXT)
        yield f"{declared.id}.{_OWN_RANK}", Reads(ReadAs.RANK)
    elif declared.type is FieldType.PERIOD:
        yield from ((f"{declared.id}.{end}", Reads(ReadAs.DATE)) for end in _ENDS)
    else:
        what = _by_type(declared, section)
        if what is not ReadAs.NOTHING:
            yield declared.id, Reads(what)


def _by_type(declared: Field, section: Section) -> ReadAs:
    label = declared.label.zh
    if declared.type is FieldType.DATE:
        return ReadAs.DATE
    if declared.type in (FieldType.TEXT, FieldType.CHOICE) and label in _WORDS:
        return ReadAs.WORD
    if declared.type is FieldType.RANK or is_rank(declared):
        return ReadAs.RANK
    if declared.type is FieldType.INTEGER and any(word in label for word in _YEARS):
        return ReadAs.YEAR
    if declared.type in (FieldType.NUMBER, FieldType.INTEGER) and any(word in label for word in _HOURS):
        return ReadAs.HOURS
    if declared.type is FieldType.TEXT and declared.id == section.title_field:
        return ReadAs.TEXT
    if declared.type is FieldType.TEXT and any(word in label for word in _NUMBERS):
        return ReadAs.NUMBER
    return ReadAs.NOTHING
