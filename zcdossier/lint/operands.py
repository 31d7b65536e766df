"""What a rule compares with: a constant, another field, arithmetic, or something counted over a section's records."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.compared import number
from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.describe import described
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.condition import ALWAYS, Condition
from zcdossier.model.dates import OPEN_ENDS, PartialDate, parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label

TODAY = "today"
PICKS = ("first", "last", "min", "max", "sum", "count", "months", "years")
_MONTHS = 12


class Operand(NamedTuple):
    """One side of a comparison. Exactly one of `text`, `field`, `sum_`, or `section` with `pick` is its source.

    `times` and `plus` act on numbers, `months` and `days` on dates. `from_` and `to` are the fields of the
    periods whose union `pick: months` (or `years`, both full ones) measures, an open end standing for `until`.
    """

    text: str = ""
    field: str = ""
    sum_: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    section: str = ""
    pick: str = ""
    where: Condition = ALWAYS
    from_: str = "from"
    to: str = "to"
    until: str = TODAY
    times: Decimal = Decimal(1)
    plus: Decimal = Decimal(0)
    months: int = 0
    days: int = 0


class Resolved(NamedTuple):
    """What an operand stands for here: its text (None when a fact is missing), its label with that, its bare name."""

    text: str | None
    label: Label
    name: Label = Label("")


def resolve(operand: Operand, record: Record | None, context: Context) -> Resolved:
    """Return the operand's value for a record."""
    if operand.section:
        found = _picked(operand, context)
    elif operand.sum_ or operand.minus:
        found = _summed(operand, record, context)
    elif operand.field:
        found = _field(operand.field, record, context)
    else:
        found = _constant(operand.text, context)
    if found.text is None:
        return found
    return Resolved(_adjusted(found.text, operand), _labelled(found, operand), found.label)


def is_constant(text: str) -> bool:
    """Whether a bare text of a profile is a number, a date or `today`, and can't be a field's name."""
    return number(text) is not None or parse_date(text) is not None or text == TODAY


def _until(text: str) -> Operand:
    return Operand(text=text) if is_constant(text) else Operand(field=text)


def _constant(text: str, context: Context) -> Resolved:
    if text == TODAY:
        return Resolved(context.as_of.isoformat(), Label("今天", "today"))
    return Resolved(text, Label(text, text))


def _field(name: str, record: Record | None, context: Context) -> Resolved:
    kind, _, fact = name.partition(".")
    if kind == APPLICANT or record is None:
        fact = fact if kind == APPLICANT else name
        value, label = context.dossier.applicant.get(fact), context.field_label(APPLICANT, fact)
    else:
        value, label = record.fields.get(name), context.field_label(record.section, name)
    return Resolved(value.canon if value is not None and not value.empty else None, label)


def _summed(operand: Operand, record: Record | None, context: Context) -> Resolved:
    total = Decimal(0)
    labels_zh: list[str] = []
    labels_en: list[str] = []
    for sign, names in ((1, operand.sum_), (-1, operand.minus)):
        for name in names:
            found = _field(name, record, context)
            amount = number(found.text) if found.text is not None else None
            if amount is None:
                return Resolved(None, found.label)
            total += sign * amount
            labels_zh.append(("－" if sign < 0 else "＋" if labels_zh else "") + found.label.zh)
            labels_en.append((" - " if sign < 0 else " + " if labels_en else "") + found.label.text("en"))
    return Resolved(_plain(total), Label("".join(labels_zh), "".join(labels_en)))


def _picked(operand: Operand, context: Context) -> Resolved:
    label = context.label(operand.section)
    held = [(one, Evaluation(context, one).holds(operand.where)) for one in context.records(operand.section)]
    if any(holds is None for _, holds in held):
        return Resolved(None, label)
    records = [one for one, holds in held if holds]
    if operand.pick == "count" and not operand.field:
        return Resolved(str(len(records)), Label(f"{label.zh}的条数", f"number of {label.text('en')}"))
    if operand.pick in ("months", "years"):
        return _duration(operand, records, context)
    values = [value.canon for one in records if (value := one.fields.get(operand.field)) and not value.empty]
    named = context.field_label(operand.section, operand.field)
    such = "" if operand.where == ALWAYS else described(operand.where, context, operand.section).zh
    shown = Label(
        f"{label.zh}的{named.zh}" + (f"（{such}）" if such else ""), f"{named.text('en')} of {label.text('en')}"
    )
    if operand.pick == "count":
        return Resolved(str(len(values)), shown)
    if not values:
        return Resolved(None, shown)
    return Resolved(_one_of(values, operand.pick), shown)


def _one_of(values: list[str], pick: str) -> str | None:
    if pick == "sum":
        amounts = [number(value) for value in values]
        return _plain(sum((one for one in amounts if one is not None), Decimal(0))) if None not in amounts else None
    if pick in ("first", "last"):
        return values[0 if pick == "first" else -1]
    keys = [_sort_key(value) for value in values]
    known = [(key, value) for key, value in zip(keys, values, strict=True) if key is not None]
    if len(known) < len(values):
        return None
    return (min if pick == "min" else max)(known)[1]


def _sort_key(value: str) -> Decimal | None:
    day = parse_date(value)
    return Decimal(day.first.toordinal()) if day is not None else number(value)


def _duration(operand: Operand, records: list[Record], context: Context) -> Resolved:
    label = context.label(operand.section)
    shown = Label(f"{label.zh}累计", f"{label.text('en')} in all")
    end = resolve(_until(operand.until), None, context)
    until = parse_date(end.text) if end.text is not None else None
    if until is None:
        return Resolved(None, end.label)
    spans = list(_spans(operand, records, until.last))
    if None in spans:
        return Resolved(None, shown)
    months = full_months([span for span in spans if span is not None])
    return Resolved(str(months // _MONTHS if operand.pick == "years" else months), shown)


def _spans(operand: Operand, records: list[Record], until: date) -> Iterator[tuple[date, date] | None]:
    """Yield each period as days, cut at `until`; None for one that can't be read."""
    for record in records:
        start = parse_date(record.text(operand.from_))
        end_text = record.text(operand.to)
        is_open = not end_text or end_text in OPEN_ENDS
        end = None if is_open else parse_date(end_text)
        if start is None or (end is None and not is_open):
            yield None
        elif start.first <= until:
            yield start.first, min(until, until if end is None else end.last)


def full_months(spans: list[tuple[date, date]]) -> int:
    """Return the full months in the union of spans of days, both ends included; overlaps count once."""
    merged: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if end < start:
            continue
        if merged and start <= merged[-1][1] + timedelta(days=1):
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return sum(_months_between(start, end + timedelta(days=1)) for start, end in merged)


def _months_between(start: date, after: date) -> int:
    months = (after.year - start.year) * _MONTHS + after.month - start.month
    return months - 1 if after.day < start.day and not _is_month_end(after, start) else months


def _is_month_end(after: date, start: date) -> bool:
    """The 31st has no counterpart in a shorter month: its last day counts as one."""
    last = calendar.monthrange(after.year, after.month)[1]
    return after.day == last and start.day > last


def _adjusted(text: str, operand: Operand) -> str:
    if operand.months or operand.days:
        day = parse_date(text)
        return text if day is None else str(_moved(day, operand.months, operand.days))
    amount = number(text)
    if amount is None or (operand.times == 1 and operand.plus == 0):
        return text
    return _plain(amount * operand.times + operand.plus)


def _moved(day: PartialDate, months: int, days: int) -> PartialDate:
    total = day.year * _MONTHS + (day.month or 1) - 1 + months
    year, month = divmod(total, _MONTHS)
    if day.day is None and not days:
        return PartialDate(year, month + 1 if day.month else None)
    last = calendar.monthrange(year, month + 1)[1]
    moved = date(year, month + 1, min(day.day or 1, last)) + timedelta(days=days)
    return PartialDate(moved.year, moved.month, moved.day)


def _labelled(found: Resolved, operand: Operand) -> Label:
    value = _adjusted(found.text or "", operand)
    if found.label.zh == value:
        return found.label
    zh, en = "", ""
    if operand.times != 1:
        zh, en = f"乘以 {operand.times:f}", f" times {operand.times:f}"
    if operand.plus:
        zh, en = f"{zh}加 {operand.plus:f}", f"{en} plus {operand.plus:f}"
    for amount, unit_zh, unit_en in ((operand.months, "个月", "months"), (operand.days, "天", "days")):
        if amount:
            zh, en = f"{zh}加 {amount} {unit_zh}", f"{en} plus {amount} {unit_en}"
    return Label(f"“{found.label.zh}”{zh}（{value}）", f"{found.label.text('en')}{en} ({value})")


def _plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
