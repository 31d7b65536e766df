"""ZC201 required: fields that must be filled."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.subjects import judged
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


class Params(NamedTuple):
    """The fields that must be filled."""

    fields: tuple[str, ...]


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each field that is absent or blank, at its key or at the record."""
    params: Params = rule.params
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            continue
        for name in params.fields:
            value = one.fields.get(name)
            if value is None or value.empty:
                declared = context.field(one.section, name)
                example = declared.example if declared else ""
                label = context.field_label(one.section, name)
                place = one.place_of(name).at(f"{one.place.path}.{name}")
                message = "blank-example" if example else "blank"
                yield Hit(place, message, {"field": label, "id": name, "example": example})


KIND = Kind(
    code="ZC201",
    name="required",
    title=Label("必填", "required field"),
    params=Params,
    check=check,
    messages={
        "blank": Message(
            "没有填写“{field}”",
            "{field} is not filled in",
            "在这条记录里加上 {id}（{field}）",
            "add {id} to this record",
        ),
        "blank-example": Message(
            "没有填写“{field}”",
            "{field} is not filled in",
            "在这条记录里加上 {id}（{field}），例如 {id}: {example}",
            "add {id} to this record, for example {id}: {example}",
        ),
    },
    card=Card(
        why=Label("系统里的必填项，或者通知点名要填的内容。", "The form requires it, or the notice names it."),
        wrong="- folder: 05-获奖情况/2021 科技进步奖\n  title: 新型递送系统研究",
        right="- folder: 05-获奖情况/2021 科技进步奖\n  title: 新型递送系统研究\n  date: 2021-12",
        mend=Label("补上这个字段；不知道格式时看提示里的例子。", "Fill it in; the hint shows the form."),
    ),
)
