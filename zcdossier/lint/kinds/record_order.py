"""ZC102 record-order: records of one sort stand before records of another, or earlier ones before later ones."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.comparison import ValueFamily, compare_values, family_of
from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import records_to_check, unread_value
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record, Value
from zcdossier.model.finding import Argument, Message, Related
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.model.profile import Rule


class RecordOrderParams(NamedTuple):
    """`order` lists the values of `field` as they must come; other values may stand anywhere.

    With `first` that value belongs to the first record of the section and to no other.
    With `by_time` the records stand in order of time, by the dates in `field`; `descending`: the latest, or of numbers
    the largest first; `ascending`: the smallest.
    """

    field: FieldName
    order: tuple[str, ...] = ()
    first: str = ""
    by_time: bool = False
    ascending: bool = False
    descending: bool = False


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Point at the first record that stands after one that should have come later."""
    params: RecordOrderParams = rule.params
    if params.first:
        yield from _check_first(rule, context, params)
        return
    if params.by_time or params.ascending or params.descending:
        yield from _check_order_of_values(rule, context, params)
        return
    furthest: Record | None = None
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            yield record
            continue
        value = record.fields.get(params.field)
        if value is None or value.canon not in params.order:
            continue
        position = params.order.index(value.canon)
        if furthest is None or position >= params.order.index(furthest.fields[params.field].canon):
            furthest = record
            continue
        before = furthest.fields[params.field]
        note = Label(f"“{before.text}”的记录已经从这里开始", f"records of {before.text} begin here")
        args = {"value": value.text, "before": before.text}
        yield Hit(value.place, "after", args, related=(Related(before.place, note),))
        return


def _check_first(rule: Rule, context: Context, params: RecordOrderParams) -> Iterator[Hit | Unjudged]:
    for position, record in enumerate(records_to_check(rule, context)):
        if isinstance(record, Unjudged):
            yield record
            return
        value = record.fields.get(params.field)
        if position and value is not None and value.canon == params.first:
            label = context.field_label(record.section, params.field)
            yield Hit(value.place, "first", {"field": label, "value": value.text})
            return


def _check_order_of_values(rule: Rule, context: Context, params: RecordOrderParams) -> Iterator[Hit | Unjudged]:
    """Point at the first record that certainly comes before the one above it; what has no order is not judged."""
    latest: Value | None = None
    field, misplaced = params.field, "above" if params.descending else "below"
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            yield record
            continue
        value = record.fields.get(field)
        owner, _, piece = field.partition(".")
        family = ValueFamily.DATE if params.by_time else family_of(context.field(record.section, owner), piece)
        if value is None or value.empty:
            continue
        if not _can_be_ordered(value, family):
            yield unread_value(record, field, context) or Unjudged(_NO_ORDER, value.place)
            continue
        if latest is not None and compare_values(misplaced, value.canon, latest.canon, family):
            note = Label("前一条从这里开始", "the one before begins here")
            label = context.field_label(record.section, field)
            args: dict[str, Argument] = {"field": label, "value": value.text, "before": latest.text}
            order = Label("从大到小（时间从晚到早）", "largest or latest") if params.descending else _ASCENDING
            message = "earlier" if params.by_time and not params.descending else "misplaced"
            args["order"] = order
            yield Hit(value.place, message, args, related=(Related(latest.place, note),))
            return
        latest = value


_NO_ORDER = Label("填的内容排不出先后", "what is filled in can't be put in order")
_ASCENDING = Label("从小到大（时间从早到晚）", "smallest or earliest")


def _can_be_ordered(value: Value, family: ValueFamily) -> bool:
    if family is ValueFamily.DATE:
        return parse_date(value.canon) is not None
    return plain_number(value.canon) is not None


KIND = CheckKind(
    code="ZC102",
    name="record-order",
    title=Label("记录的先后", "order of records"),
    params=RecordOrderParams,
    check=check,
    asks=("order", "first", "by_time", "ascending", "descending"),
    messages={
        "after": Message(
            Label(
                "“{value}”的记录应全部排在“{before}”之前", "all records of {value} must come before those of {before}"
            ),
            Label("把这条记录移到第一条“{before}”记录的前面", "move this record before the first record of {before}"),
        ),
        "first": Message(
            Label("“{field}”填 {value} 的只能是第一条记录", "only the first record may have {field} {value}"),
            Label("把这条记录移到最前面；填错了的改正", "move this record to the front, or correct it"),
        ),
        "earlier": Message(
            Label(
                "“{field}”是 {value} 的记录排在了 {before} 的后面",
                "the record with {field} {value} comes after the one with {before}",
            ),
            Label("把各条记录按时间先后排列", "put the records in order of time"),
        ),
        "misplaced": Message(
            Label(
                "“{field}”是 {value} 的记录排在了 {before} 的后面",
                "the record with {field} {value} comes after the one with {before}",
            ),
            Label("把各条记录{order}排列", "put the records in order, the {order} first"),
        ),
    },
    card=Card(
        why=Label(
            "有的栏目规定先填一类，全部填完再填另一类。",
            "Some sections must list all records of one sort before the next.",
        ),
        wrong="teaching:\n  - {student_type: 研究生, …}\n  - {student_type: 本科生, …}",
        right="teaching:\n  - {student_type: 本科生, …}\n  - {student_type: 研究生, …}",
        mend=Label("在清单里调整记录的先后。", "Reorder the records in the manifest."),
    ),
)
