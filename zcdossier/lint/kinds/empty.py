"""ZC202 empty: fields that must be left empty."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.subjects import judged
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


class Params(NamedTuple):
    """The fields that must stay empty."""

    fields: tuple[str, ...]


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each field that is filled."""
    params: Params = rule.params
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            continue
        for name in params.fields:
            value = one.fields.get(name)
            if value is not None and not value.empty:
                yield Hit(value.place, "filled", {"field": context.field_label(one.section, name)})


KIND = Kind(
    code="ZC202",
    name="empty",
    title=Label("不填", "must be empty"),
    params=Params,
    check=check,
    messages={
        "filled": Message("“{field}”这里不用填", "{field} must be left empty here", "删去这个字段", "remove this field")
    },
    card=Card(
        why=Label("在某些条件下，通知要求这一项空着。", "Under some conditions the notice wants this left empty."),
        wrong="no_degree: 是\ndegree: 硕士",
        right="no_degree: 是",
        mend=Label("删去这个字段。", "Remove the field."),
    ),
)
