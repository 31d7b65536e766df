"""ZC301 date: dates within a window: not after a cut-off, not before another date."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.describe import describe_day
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.operands import resolve_operand
from zcdossier.lint.parameter_types import DateField, Grade
from zcdossier.lint.record_selection import per_record, unread_value
from zcdossier.model.condition import TODAY, Operand
from zcdossier.model.dates import PartialDate, Span, is_open_end, parse_date, parse_span
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message, Related
from zcdossier.model.label import Label

Bound = PartialDate | Span
_SIDES = {True: Label("晚于", "later than"), False: Label("早于", "earlier than")}


class DateWindowParams(NamedTuple):
    """Bounds are dates (inclusive), or subjects such as `applicant.current_post_since` or another field.

    Known only to the month, dates compare by month. `undecided` grades a date too coarse to decide (a bare
    year in the year of the bound), `same` one that equals the bound as far as it is known, `missing` a field
    without a date: `error`, `warning` or `allow`.
    """

    fields: tuple[DateField, ...]
    not_after: Operand | None = None
    not_before: Operand | None = None
    undecided: Grade = Grade.WARNING
    same: Grade = Grade.ALLOW
    missing: Grade = Grade.ALLOW


@per_record
def check(record: Record, params: DateWindowParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge each date field of each record; unreadable dates are another kind's business and leave this one open."""
    for name in params.fields:
        yield from _field(name, record, context, params)


def _field(name: str, record: Record, context: Context, params: DateWindowParams) -> Iterator[Hit | Unjudged]:
    label = context.field_label(record.section, name)
    value = record.fields.get(name)
    if value is None or value.empty:
        if params.missing is not Grade.ALLOW:
            place = record.place_of(name).at(f"{record.place.path}.{name}")
            yield Hit(place, "missing", {"field": label}, params.missing.severity)
        return
    if is_open_end(value.canon):
        return
    unread = unread_value(record, name, context)
    day = parse_date(value.canon)
    if unread is not None or day is None:
        reason = Label(f"看不清填的是什么：{label.zh}", f"can't be read: {label.text('en')}")
        yield unread or Unjudged(reason, value.place)
        return
    for operand, late in ((params.not_after, True), (params.not_before, False)):
        if operand is None:
            continue
        resolved = resolve_operand(operand, record, context)
        bound = parse_span(resolved.text) if resolved.text is not None else None
        if bound is None:
            if resolved.text is None or not is_open_end(resolved.text):
                yield Unjudged(
                    resolved._replace(unread=resolved.text is not None or resolved.unread).reason_missing, value.place
                )
            continue
        written = isinstance(bound, PartialDate) and operand.text not in ("", TODAY)
        args: dict[str, Argument] = {
            "field": label,
            "value": value.text,
            "side": _SIDES[late],
            "bound": _cut_off_label(bound, late) if written and isinstance(bound, PartialDate) else resolved.label,
        }
        note = Label("和它比的日期填在这里", "the date it is compared with is here")
        related = () if resolved.place is None else (Related(resolved.place, note),)
        yield from _judged(day, bound, late, params, Hit(value.place, "", args, related=related))


def _cut_off_label(bound: PartialDate, late: bool) -> Label:
    """The cut-off of a notice as the notice writes it."""
    words = describe_day(bound)
    return Label(
        f"{'截止' if late else '起算'}时间 {words.zh}", f"{'the cut-off' if late else 'the start'}, {words.en}"
    )


def _judged(day: PartialDate, bound: Bound, late: bool, params: DateWindowParams, hit: Hit) -> Iterator[Hit | Unjudged]:
    verdict = _judge(day, bound, late=late)
    if verdict is False:
        yield hit._replace(message="late" if late else "early")
    elif verdict is None and day.month is not None:
        bound_label = hit.args["bound"]
        assert isinstance(bound_label, Label)
        reason = Label(f"时间不够具体，判断不了：{bound_label.zh}", f"not exact enough: {bound_label.text('en')}")
        yield Unjudged(reason, hit.place)
    elif verdict is None:
        if params.undecided is not Grade.ALLOW:
            yield hit._replace(message="undecided", severity=params.undecided.severity)
    elif params.same is not Grade.ALLOW and day.first <= bound.last and bound.first <= day.last:
        yield hit._replace(message="same", severity=params.same.severity)


def _judge(day: PartialDate, bound: Bound, *, late: bool) -> bool | None:
    """Return whether `day` keeps to the bound; None when one of both is known too coarsely.

    A date known to the month, in the month of the bound, keeps to it; one of the bound's year keeps to a bound that
    is a year. A bound that is only known to lie between two days is kept to by what lies on the right side of both.
    """
    if day.first > bound.last if late else day.last < bound.first:
        return False
    if isinstance(bound, Span):
        certain = day.last <= bound.first if late else day.first >= bound.last
        return True if certain else None
    certain = day.last <= bound.last if late else day.first >= bound.first
    return True if certain or day.month is not None or bound.month is None else None


KIND = CheckKind(
    code="ZC301",
    name="date",
    title=Label("时间范围", "date window"),
    params=DateWindowParams,
    check=check,
    asks=("not_after", "not_before"),
    messages={
        "late": Message(
            Label("“{field}”是 {value}，晚于{bound}", "{field} is {value}, later than {bound}"),
            Label(
                "对照原件核对日期：填错了就改正；没有填错，这一条就不能算",
                "check the date against the original: correct it if mistyped; otherwise this does not count",
            ),
        ),
        "early": Message(
            Label("“{field}”是 {value}，早于{bound}", "{field} is {value}, earlier than {bound}"),
            Label(
                "对照原件核对日期：填错了就改正；没有填错，这一条就不能算",
                "check the date against the original: correct it if mistyped; otherwise this does not count",
            ),
        ),
        "same": Message(
            Label(
                "“{field}”是 {value}，与{bound}是同一时间，分不出先后",
                "{field} is {value}, the same as {bound}, so which came first is not known",
            ),
            Label(
                "把日期写到日；确实在同一天，请问清算不算",
                "give the exact day; if it is the same day, ask whether it counts",
            ),
        ),
        "undecided": Message(
            Label(
                "“{field}”只写了 {value}，看不出是否{side}{bound}",
                "{field} says only {value}, so whether it is {side} {bound} is not known",
            ),
            Label(
                "照证书写上月份，例如写成 2021-03 的样子",
                "add the month from the certificate, written like 2021-03",
            ),
        ),
        "missing": Message(
            Label("没有填写“{field}”，看不出时间算不算", "{field} is not filled in, so whether it counts is not known"),
            Label(
                "照证书写上年月，例如写成 2021-03 的样子",
                "fill in year and month from the certificate, written like 2021-03",
            ),
        ),
    },
    card=Card(
        why=Label(
            "业绩有截止时间，有的还要从任现职之后算起；只看年月也要能判断。",
            "Achievements count up to a cut-off, some only since the present post.",
        ),
        wrong="date: 2023-07-01   # 截止 2023-06-30",
        right="date: 2023-06-30",
        mend=Label(
            "核对证书上的日期；确实晚了，这一条就不能报。", "Check the certificate; if it is late, leave it out."
        ),
    ),
)
