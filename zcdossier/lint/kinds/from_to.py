"""ZC303 from-to: what ends before it begins, in every pair of dates that are called from and to."""

import re
from collections.abc import Iterator

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.kind import Card, CheckKind, Hit, NoParams, Unjudged
from zcdossier.model.condition import Operand
from zcdossier.model.dates import is_open_end, parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Message, Related
from zcdossier.model.label import Label
from zcdossier.model.profile import FieldType, Rule, Section

_BEGINS = re.compile(r"(?P<stem>\w+_)?(?P<word>from|start)")
_ENDS = {"from": "to", "start": "end"}


def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each pair that is certainly the wrong way round; what can't be read has its own finding."""
    for record in (*context.records(APPLICANT), *context.dossier.records()):
        section = context.section(record.section)
        for begin, end in _pairs(section) if section else ():
            if _is_backwards(record, begin, end) and not _has_own_rule(record.section, begin, end, context):
                yield _hit(record, begin, end, context)


def _pairs(section: Section) -> Iterator[tuple[str, str]]:
    """Yield the dates of a section that belong together: from and to, insurance_from and insurance_to."""
    for name, field in section.fields.items():
        match = _BEGINS.fullmatch(name)
        if match is None or field.type is not FieldType.DATE:
            continue
        end = (match["stem"] or "") + _ENDS[match["word"]]
        if end in section.fields and section.fields[end].type is FieldType.DATE:
            yield name, end


def _has_own_rule(section: str, begin: str, end: str, context: Context) -> bool:
    """Whether the notice itself compares the two, either way round: one mistake is to be one finding."""
    compared = (
        bounds
        for row in context.profile.rules
        if not row.off
        for rule in row.each_share()
        if section in rule.sections
        for bounds in _bounds(rule)
    )
    return any(
        (name, other.removeprefix(f"{APPLICANT}."), late) in ((end, begin, False), (begin, end, True))
        for name, other, late in compared
    )


def _bounds(rule: Rule) -> Iterator[tuple[str, str, bool]]:
    """Yield what a rule compares with which field, and whether that is an upper bound."""
    params = rule.params
    if rule.kind == "date":
        for name in params.fields:
            yield from ((name, bound.field, late) for bound, late in _both_ends(params.not_before, params.not_after))
    elif rule.kind == "compare":
        for low, high in ((params.at_least, params.at_most), (params.above, params.below)):
            yield from ((params.field, bound.field, late) for bound, late in _both_ends(low, high))


def _both_ends(low: Operand | None, high: Operand | None) -> Iterator[tuple[Operand, bool]]:
    yield from ((bound, late) for bound, late in ((low, False), (high, True)) if bound is not None)


def _is_backwards(record: Record, begin: str, end: str) -> bool:
    first, last = parse_date(record.text(begin)), parse_date(record.text(end))
    return first is not None and last is not None and not is_open_end(record.text(end)) and last.last < first.first


def _hit(record: Record, begin: str, end: str, context: Context) -> Hit:
    label = context.field_label(record.section, begin)
    return Hit(
        record.place_of(end),
        "backwards",
        {
            "field": context.field_label(record.section, end),
            "value": record.text(end),
            "begin": label,
            "began": record.text(begin),
        },
        related=(Related(record.place_of(begin), label),),
    )


KIND = CheckKind(
    code="ZC303",
    name="from-to",
    title=Label("先后颠倒", "end before the beginning"),
    params=NoParams,
    check=check,
    messages={
        "backwards": Message(
            Label("“{field}”是 {value}，早于“{begin}” {began}", "{field} is {value}, earlier than {begin}, {began}"),
            Label(
                "这两个时间里有一个写错了，或者写反了：对照原件改正",
                "one of the two is wrong, or they are swapped: correct it from the original",
            ),
        ),
    },
    card=Card(
        why=Label(
            "一段经历、一张聘书的结束时间早于开始时间，审核人会当成材料有误。",
            "A period that ends before it begins looks like a mistake to every reviewer.",
        ),
        wrong="from: 2018-12\nto: 2016-01",
        right="from: 2016-01\nto: 2018-12",
        mend=Label("对照原件改正写错的那一个。", "Correct the one that is wrong."),
    ),
    always=True,
)
