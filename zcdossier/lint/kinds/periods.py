"""ZC302 periods: records that follow one another without gaps or overlaps, the last one still open."""

import math
from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName, Grade
from zcdossier.lint.record_selection import records_to_check
from zcdossier.model.dates import PartialDate, is_open_end, parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_MONTHS = 12


class PeriodsParams(NamedTuple):
    """The fields of a period, and how a month's gap, an overlap of more than a month, a closed end are graded."""

    from_: FieldName = FieldName("from")
    to: FieldName = FieldName("to")
    gap: Grade = Grade.ERROR
    overlap: Grade = Grade.WARNING
    open_end: Grade = Grade.ALLOW


class _Period(NamedTuple):
    first: int
    last: int | None
    record: Record


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Sort by start, compare each with the one that reached furthest before it, by month.

    A period inside another leaves no gap. One that can't be read leaves the check open.
    """
    params: PeriodsParams = rule.params
    periods: list[_Period] = []
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            yield record
            continue
        period = _read(record, params)
        if period is None:
            reason = Label("起止时间没有写到月份", "a period is not given to the month")
            yield Unjudged(reason, record.place)
            return
        periods.append(period)
    periods.sort(key=lambda period: (period.first, period.last is None, period.last or 0))
    furthest: _Period | None = None
    for period in periods:
        if furthest is not None:
            yield from _follows(furthest, period, params, context)
        if furthest is None or _ends_later(period, furthest):
            furthest = period
    if furthest is not None and furthest.last is not None:
        args: dict[str, Argument] = {"title": context.title(furthest.record)}
        yield from _graded_hit(params.open_end, furthest, params.to, "closed", args)


def _ends_later(period: _Period, other: _Period) -> bool:
    return other.last is not None and (period.last is None or period.last > other.last)


def _follows(before: _Period, after: _Period, params: PeriodsParams, context: Context) -> Iterator[Hit]:
    args: dict[str, Argument] = {"title": context.title(after.record), "before": context.title(before.record)}
    if before.last is not None and after.first - before.last > 1:
        args["months"] = after.first - before.last - 1
        yield from _graded_hit(params.gap, after, params.from_, "gap", args)
    elif _overlap(before, after) > 1:
        yield from _graded_hit(params.overlap, after, params.from_, "overlap", args)


def _overlap(before: _Period, after: _Period) -> float:
    """The months from the later start to the earlier end."""
    ends = [period.last for period in (before, after) if period.last is not None]
    return min(ends, default=math.inf) - after.first


def _graded_hit(grade: Grade, period: _Period, field: str, message: str, args: dict[str, Argument]) -> Iterator[Hit]:
    if grade is not Grade.ALLOW:
        yield Hit(period.record.place_of(field), message, args, grade.severity)


def _read(record: Record, params: PeriodsParams) -> _Period | None:
    start = _month(parse_date(record.canon(params.from_)))
    end_text = record.canon(params.to)
    if start is None:
        return None
    if not end_text or is_open_end(end_text):
        return _Period(start, None, record)
    end = _month(parse_date(end_text))
    return None if end is None else _Period(start, end, record)


def _month(day: PartialDate | None) -> int | None:
    return None if day is None or day.month is None else day.year * _MONTHS + day.month


KIND = CheckKind(
    code="ZC302",
    name="periods",
    title=Label("起止时间衔接", "periods that follow one another"),
    params=PeriodsParams,
    check=check,
    messages={
        "gap": Message(
            Label(
                "“{before}”与“{title}”之间空了 {months} 个月",
                "there is a gap between {before} and {title} (months: {months})",
            ),
            Label(
                "核对起止时间；确有空档就补一条说明（例如待业、求学）",
                "check the dates; if there really was a gap, add a record for it (between jobs, further study)",
            ),
        ),
        "overlap": Message(
            Label("“{before}”与“{title}”的时间重叠超过一个月", "{before} and {title} overlap by more than a month"),
            Label("核对起止时间", "check the dates"),
        ),
        "closed": Message(
            Label(
                "最后一段“{title}”已经结束，没有写到现在",
                "the last period, {title}, has ended; nothing follows up to now",
            ),
            Label(
                "还在进行就把结束时间写成 至今；否则补上之后的经历",
                "if it is still running, write 至今 as its end; otherwise add what came after",
            ),
        ),
    },
    card=Card(
        why=Label("经历要前后连续，不能有空档。", "A history must be continuous, without gaps."),
        wrong="- {from: 2015-07, to: 2018-03}\n- {from: 2018-06, to: 至今}",
        right="- {from: 2015-07, to: 2018-05}\n- {from: 2018-06, to: 至今}",
        mend=Label("补上空档或改正时间。", "Fill the gap or correct the dates."),
    ),
)
