"""ZC201 required: fields that must be filled."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import per_record, unread_value
from zcdossier.model.dates import OPEN_END, parse_period
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Advice, Argument, Message
from zcdossier.model.label import Label
from zcdossier.model.manifest_form import Phrase
from zcdossier.model.profile import Field, FieldType

_EXAMPLES = {
    FieldType.DATE: "2021-03",
    FieldType.PERIOD: "2017.09-2018.06",
    FieldType.INTEGER: "3",
    FieldType.NUMBER: "3",
    FieldType.RANK: "1/3",
}
"""What a value looks like where the profile gives no example: what is copied must be readable at least."""
_MOST_SHOWN = 12
"""A longer list of choices is not printed; ZC203 prints it to whoever types something else."""


class RequiredParams(NamedTuple):
    """The fields that must be filled."""

    fields: tuple[FieldName, ...]


@per_record
def check(record: Record, params: RequiredParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each field that is absent or blank, at its key or at the record."""
    for name in params.fields:
        owner, _, piece = name.partition(".")
        unread = unread_value(record, owner, context) if piece else None
        if unread is not None:  # what it lacks can't be told, and that it can't be read has its own finding
            yield unread
            continue
        value = record.fields.get(name)
        if value is None or value.empty:
            place = record.place_of(name).at(f"{record.place.path}.{name}")
            yield Hit(place, *_message_and_args(name, record, context))


def _message_and_args(name: str, record: Record, context: Context) -> tuple[str, dict[str, Argument]]:
    """A piece is missing inside its field, a blank field has its key, any other field is not there at all."""
    owner, _, piece = name.partition(".")
    declared = context.field(record.section, owner)
    args: dict[str, Argument] = {
        "field": context.field_label(record.section, name),
        "owner": context.field_label(record.section, owner),
        "id": owner,
        "where": context.form.phrase(Phrase.IN_APPLICANT if record.section == APPLICANT else Phrase.IN_RECORD),
    }
    if piece:
        typed = record.text(owner)
        period = parse_period(typed) if declared is not None and declared.type is FieldType.DATE else None
        if period is not None and period.end != period.start:
            return "stretch", args | {"value": typed} | _example(declared, context)
        return "piece", args | _example(declared, context)
    state = "blank" if name in record.fields else "absent"
    if declared is not None and declared.type is FieldType.FLAG:
        return f"{state}-flag", args
    return state, args | _example(declared, context)


def _example(declared: Field | None, context: Context) -> dict[str, Argument]:
    """A value as it would be typed; of a closed list also what there is to choose from."""
    listed = declared.choices if declared is not None and declared.type is FieldType.CHOICE else ()
    example = declared.example or _EXAMPLES.get(declared.type, "") if declared is not None else ""
    if listed and not example:
        example = listed[0].label.zh
    choices = [choice.label.zh for choice in listed] if len(listed) <= _MOST_SHOWN else []
    besides = Label("")
    if len(choices) > 1:
        besides = Label(f"；可选：{'、'.join(choices)}", f"; one of: {', '.join(choices)}")
    elif declared is not None and declared.type is FieldType.DATE and declared.open:
        besides = Label(f"；还没有结束的填 {OPEN_END}", f"; {OPEN_END} if it still goes on")
    return {"example": context.form.example(example) or "…", "choices": besides}


KIND = CheckKind(
    code="ZC201",
    name="required",
    title=Label("必填", "required field"),
    params=RequiredParams,
    check=check,
    asks=("fields",),
    messages={
        "absent": Message(Label("没有填写“{field}”", "{field} is not filled in"), Advice.ADD_FIELD),
        "absent-flag": Message(Label("没有填写“{field}”", "{field} is not filled in"), Advice.ADD_FLAG),
        "blank": Message(Label("没有填写“{field}”", "{field} is not filled in"), Advice.FILL_FIELD),
        "blank-flag": Message(Label("没有填写“{field}”", "{field} is not filled in"), Advice.FILL_FLAG),
        "piece": Message(Label("没有写明“{field}”", "{field} is not stated"), Advice.FILL_PIECE),
        "stretch": Message(
            Label(
                "“{owner}”写的是一段时间，看不出是哪一月：{value}",
                "{owner} is a period, so the month is not clear: {value}",
            ),
            Advice.FILL_PIECE,
        ),
    },
    card=Card(
        why=Label("系统里的必填项，或者通知点名要填的内容。", "The portal requires it, or the notice asks for it."),
        wrong="- folder: 05-获奖情况/2021 科技进步奖\n  title: 新型递送系统研究",
        right="- folder: 05-获奖情况/2021 科技进步奖\n  title: 新型递送系统研究\n  date: 2021-12",
        mend=Label("补上这一项；不知道怎么写，看“改法”里的例子。", "Fill it in; the fix shows how to write it."),
    ),
)
