"""ZC301 date: dates within a window: not after a cut-off, not before another date."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.operands import TODAY, Operand, resolve
from zcdossier.lint.subjects import judged
from zcdossier.model.dates import PartialDate, parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule

_SIDES = {True: Label("晚于", "later than"), False: Label("早于", "earlier than")}


class Params(NamedTuple):
    """Bounds are dates (inclusive), or subjects such as `applicant.current_post_since` or another field.

    Known only to the month, dates compare by month. `undecided` grades a date too coarse to decide (a bare
    year in the year of the bound), `same` one that equals the bound as far as it is known, `missing` a field
    without a date: `error`, `warning` or `allow`.
    """

    fields: tuple[str, ...]
    not_after: Operand | None = None
    not_before: Operand | None = None
    undecided: str = "warning"
    same: str = "allow"
    missing: str = "allow"


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge each date field of each record; unreadable dates are another kind's business."""
    params: Params = rule.params
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            continue
        for name in params.fields:
            yield from _field(name, one, context, params)


def _field(name: str, record: Record, context: Context, params: Params) -> Iterator[Hit | Unjudged]:
    label = context.field_label(record.section, name)
    value = record.fields.get(name)
    if value is None or value.empty:
        if params.missing != "allow":
            place = record.place_of(name).at(f"{record.place.path}.{name}")
            yield Hit(place, "missing", {"field": label}, Severity(params.missing))
        return
    day = parse_date(value.canon)
    if day is None:
        return
    for operand, late in ((params.not_after, True), (params.not_before, False)):
        if operand is None:
            continue
        found = resolve(operand, record, context)
        bound = parse_date(found.text) if found.text is not None else None
        if bound is None:
            reason = Label(f"没有填写：{found.label.zh}", f"not filled in: {found.label.text('en')}")
            yield Unjudged(reason, value.place)
            continue
        args: dict[str, Argument] = {
            "field": label,
            "value": value.text,
            "example": f"{day.year}-05",
            "side": _SIDES[late],
            "bound": _in_words(bound, late) if operand.text and operand.text != TODAY else found.label,
        }
        yield from _judged(day, bound, late, params, Hit(value.place, "", args))


def _in_words(bound: PartialDate, late: bool) -> Label:
    """The cut-off of a notice as the notice writes it."""
    zh = f"{bound.year}年"
    zh += f"{bound.month}月" if bound.month else ""
    zh += f"{bound.day}日" if bound.day else ""
    return Label(f"{'截止' if late else '起算'}时间 {zh}", f"{'the cut-off' if late else 'the start'}, {bound}")


def _judged(day: PartialDate, bound: PartialDate, late: bool, params: Params, hit: Hit) -> Iterator[Hit]:
    verdict = _judge(day, bound, late=late)
    if verdict is False:
        yield hit._replace(message="late" if late else "early")
    elif verdict is None:
        if params.undecided != "allow":
            yield hit._replace(message="undecided", severity=Severity(params.undecided))
    elif params.same != "allow" and day.first <= bound.last and bound.first <= day.last:
        yield hit._replace(message="same", severity=Severity(params.same))


def _judge(day: PartialDate, bound: PartialDate, *, late: bool) -> bool | None:
    """Return whether `day` keeps to the bound; None when it is known only to the year of the bound.

    A date known to the month, in the month of the bound, keeps to it.
    """
    certainly_in = day.last <= bound.last if late else day.first >= bound.first
    certainly_out = day.first > bound.last if late else day.last < bound.first
    if certainly_in or certainly_out:
        return certainly_in
    return None if day.month is None and bound.month is not None else True


KIND = Kind(
    code="ZC301",
    name="date",
    title=Label("时间范围", "date window"),
    params=Params,
    check=check,
    messages={
        "late": Message(
            "“{field}”是 {value}，晚于{bound}",
            "{field} is {value}, later than {bound}",
            "在这之后的不能算：核对日期，确实晚了就删去这条记录",
            "what is later does not count: check the date, and remove the record if it is right",
        ),
        "early": Message(
            "“{field}”是 {value}，早于{bound}",
            "{field} is {value}, earlier than {bound}",
            "在这之前的不能算：核对日期，确实早了就删去这条记录",
            "what is earlier does not count: check the date, and remove the record if it is right",
        ),
        "same": Message(
            "“{field}”是 {value}，与{bound}是同一时间，分不出先后",
            "{field} is {value}, the same as {bound}: which came first can't be told",
            "把日期写到日；确实在同一天，请问清算不算",
            "give the day; if it is the same day, ask whether it counts",
        ),
        "undecided": Message(
            "“{field}”只写了 {value}，看不出是否{side}{bound}",
            "{field} says only {value}: whether it is {side} {bound} can't be told",
            "写上月份，例如 {example}",
            "add the month, for example {example}",
        ),
        "missing": Message(
            "没有填写“{field}”，看不出时间算不算",
            "{field} is not filled in, so whether it counts can't be told",
            "写上年月，例如 2021-03",
            "give year and month, for example 2021-03",
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
