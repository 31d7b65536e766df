"""ZC201 required: fields that must be filled."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import per_record, unread_value
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message
from zcdossier.model.label import Label

_RECORD = Label("这条记录里", "to this record")
_APPLICANT = Label(" applicant: 下面", "below applicant:")


class Params(NamedTuple):
    """The fields that must be filled."""

    fields: tuple[FieldName, ...]


@per_record
def check(record: Record, params: Params, context: Context) -> Iterator[Hit | Unjudged]:
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
            yield Hit(place, *_said(name, record, context))


def _said(name: str, record: Record, context: Context) -> tuple[str, dict[str, Argument]]:
    """A piece is missing inside its field, a blank field has its key, any other field is not there at all."""
    owner, _, piece = name.partition(".")
    declared = context.field(record.section, owner)
    example = declared.example if declared else ""
    args: dict[str, Argument] = {
        "field": context.field_label(record.section, name),
        "owner": context.field_label(record.section, owner),
        "id": owner,
        "line": f"{owner}: {example or '…'}",
        "where": _APPLICANT if record.section == APPLICANT else _RECORD,
    }
    return ("piece" if piece else "blank" if name in record.fields else "absent"), args


KIND = Kind(
    code="ZC201",
    name="required",
    title=Label("必填", "required field"),
    params=Params,
    check=check,
    messages={
        "absent": Message(
            "没有填写“{field}”",
            "{field} is not filled in",
            "在{where}加一行，内容填您自己的，例如 {line}",
            "add a line {where} with your own answer, for example {line}",
        ),
        "blank": Message(
            "没有填写“{field}”",
            "{field} is not filled in",
            "在 {id}: 后面填上您自己的内容，例如 {line}",
            "fill in your own after {id}:, for example {line}",
        ),
        "piece": Message(
            "没有写明“{field}”",
            "{field} is not stated",
            "照原件写进“{owner}”里，例如 {line}",
            "write it into {owner} as it is in the original, for example {line}",
        ),
    },
    card=Card(
        why=Label("系统里的必填项，或者通知点名要填的内容。", "The form requires it, or the notice names it."),
        wrong="- folder: 05-获奖情况/2021 科技进步奖\n  title: 新型递送系统研究",
        right="- folder: 05-获奖情况/2021 科技进步奖\n  title: 新型递送系统研究\n  date: 2021-12",
        mend=Label("补上这个字段；不知道格式时看提示里的例子。", "Fill it in; the hint shows the form."),
    ),
)
