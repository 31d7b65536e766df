"""ZC304 date-mask: how dates are written: `YYYY.MM`, `YYYY年M月`. The date itself is another kind's business."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import DateField, DateMask
from zcdossier.lint.record_selection import per_record, unread_value
from zcdossier.model.date_masks import (
    follows_mask,
    period_follows_mask,
    spell_by_mask,
    spell_period_by_mask,
    write_date,
)
from zcdossier.model.dates import PartialDate, is_open_end
from zcdossier.model.dossier import Record, Value
from zcdossier.model.finding import Message, Severity
from zcdossier.model.label import Label, join_words
from zcdossier.model.profile import Field, FieldType

_SAMPLE = PartialDate(2021, 3, 15)


class DateMaskParams(NamedTuple):
    """`fields` are dates, or periods, both of whose ends are written so; without any, all that the section has.

    `mask` is one way to write a date or several, made of YYYY, YY, MM, M, DD, D and signs: `YYYY.MM`, `YYYY年M月D日`.
    """

    mask: tuple[DateMask, ...]
    fields: tuple[DateField, ...] = ()


@per_record
def check(record: Record, params: DateMaskParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge how each date is typed; one that can't be read leaves this open, and what still goes on has no date."""
    section = context.section(record.section)
    declared = section.fields if section is not None else {}
    names: Iterable[str] = params.fields or declared
    for name in names:
        value, field = record.fields.get(name), declared.get(name)
        if value is None or field is None or value.empty or field.type not in _SPELLERS:
            continue
        unread = unread_value(record, name, context)
        if unread is not None:
            yield unread
        elif not is_open_end(value.text) and not _follows(value, field, params.mask):
            yield _hit(value, field, params.mask)


def _follows(value: Value, field: Field, masks: tuple[str, ...]) -> bool:
    follows = period_follows_mask if field.type is FieldType.PERIOD else follows_mask
    return follows(value.text, masks)


def _hit(value: Value, field: Field, masks: tuple[str, ...]) -> Hit:
    wanted = _SPELLERS[field.type](value.canon, masks)
    samples = join_words(
        [written for mask in masks if (written := write_date(_SAMPLE, mask)) is not None], Label(" 或 ", " or ")
    )
    return Hit(
        value.place,
        "spelt" if wanted is not None else "coarse",
        {"field": field.label, "value": value.text.strip(), "wanted": wanted or "", "samples": samples},
    )


_SPELLERS = {FieldType.DATE: spell_by_mask, FieldType.PERIOD: spell_period_by_mask}

KIND = CheckKind(
    code="ZC304",
    name="date-mask",
    title=Label("日期的写法", "how dates are written"),
    params=DateMaskParams,
    check=check,
    severity=Severity.WARNING,
    asks=("mask",),
    messages={
        "spelt": Message(
            Label("“{field}”的写法不合要求：{value}", "{field} is not written in the required form: {value}"),
            Label("写成 {wanted}", "write {wanted}"),
        ),
        "coarse": Message(
            Label("“{field}”写得不够具体：{value}", "{field} is not precise enough: {value}"),
            Label(
                "照原件补全，写成 {samples} 的样子",
                "complete it from the original, written like {samples}",
            ),
        ),
    },
    card=Card(
        why=Label(
            "有的通知规定日期只能用一种写法，例如 2021.03；写法不一，系统会当成填错。",
            "Some notices want dates written in one way, such as 2021.03; others are rejected.",
        ),
        wrong="date: 2021年3月   # 要求写成 2021.03 的样子",
        right="date: 2021.03",
        mend=Label("照提示改写；日期本身不变。", "Write it as the hint shows; the date itself stays."),
    ),
)
