"""ZC202 empty: fields that must be left empty."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import per_record
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Advice, Message
from zcdossier.model.label import Label


class EmptyParams(NamedTuple):
    """The fields that must stay empty."""

    fields: tuple[FieldName, ...]


@per_record
def check(record: Record, params: EmptyParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Report each field that is filled."""
    for name in params.fields:
        value = record.fields.get(name)
        if value is not None and not value.empty:
            yield Hit(value.place, "filled", {"field": context.field_label(record.section, name)})


KIND = CheckKind(
    code="ZC202",
    name="empty",
    title=Label("不填", "must be empty"),
    params=EmptyParams,
    check=check,
    asks=("fields",),
    messages={"filled": Message(Label("“{field}”这里不用填", "{field} must be left empty here"), Advice.CLEAR_FIELD)},
    card=Card(
        why=Label("在某些条件下，通知要求这一项空着。", "Under some conditions the notice wants this left empty."),
        wrong="no_degree: 是\ndegree: 硕士",
        right="no_degree: 是",
        mend=Label("清空这一项。", "Clear the field."),
    ),
)
