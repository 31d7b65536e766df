"""What is reckoned from fields of one record: sums, products, ages, times between two days, a table's entry."""

from decimal import Decimal

from zcdossier.lint.comparison import ValueFamily
from zcdossier.lint.computed_amounts import divide, multiply, read_factor, time_between
from zcdossier.lint.context import Context
from zcdossier.lint.describe import describe_day
from zcdossier.lint.interval_arithmetic import round_noise
from zcdossier.lint.operands import (
    ResolvedOperand,
    is_constant,
    resolve_constant,
    resolve_field,
    resolve_operand,
    resolve_until,
    steps_in_words,
)
from zcdossier.model.condition import Operand
from zcdossier.model.dates import PartialDate, parse_span
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label, concat_labels, join_labels
from zcdossier.model.numerals import plain_number
from zcdossier.model.reading import plain_text
from zcdossier.model.spelling import fold

_UNITS_BETWEEN = {
    "days": Label("天数", "days"),
    "months": Label("足月数", "full months"),
    "years": Label("周年数", "full years"),
}


def resolve_formula(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """Return what is reckoned from fields of the record."""
    if operand.sum_ or operand.minus:
        return _resolve_sum(operand, record, context)
    if operand.terms:
        return _add_terms(operand, record, context)
    if operand.product or operand.quotient:
        return resolve_terms(operand, record, context)
    if operand.age:
        return _resolve_age(operand, record, context)
    if operand.between:
        return _resolve_time_between(operand, record, context)
    return _look_up(operand, record, context)


def _look_up(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """What a table says of a field's value: a number, a day, a word."""
    key = resolve_field(operand.field, record, context)
    if key.text is None:
        return key
    table = context.profile.tables.get(operand.table, {})
    found = table.get(key.text) or next((text for code, text in table.items() if fold(code) == fold(key.text)), None)
    name = Label(f"{key.text}的规定", f"what is set for {key.text}")
    if found is None:
        return ResolvedOperand(None, Label(f"{key.text}在对照表里没有", f"{key.text} is not in the table"), unread=True)
    family = ValueFamily.NUMBER if plain_number(found) is not None else ValueFamily.ANY
    return ResolvedOperand(found, name, family=family)


def _resolve_time_between(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """The days, full months or full years from one date to another, as far as both are known."""
    ends = [
        resolve_constant(name, context) if is_constant(name) else resolve_field(name, record, context)
        for name in operand.between
    ]
    spans = [parse_span(end.text) if end.text is not None else None for end in ends]
    for end, span in zip(ends, spans, strict=True):
        if span is None:
            return end._replace(text=None, unread=end.unread or end.text is not None)
    first, last = (span for span in spans if span is not None)
    unit = _UNITS_BETWEEN[operand.unit]
    name = Label(
        f"{ends[0].label.zh}到{ends[1].label.zh}的{unit.zh}",
        f"{unit.text('en')} from {ends[0].label.text('en')} to {ends[1].label.text('en')}",
    )
    return ResolvedOperand(time_between(first, last, operand.unit), name, family=ValueFamily.NUMBER)


def _resolve_age(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """The full years from a date until another one."""
    born = resolve_field(operand.age, record, context)
    until = resolve_until(operand.until, record, context)
    for end in (born, until):
        if end.text is None or parse_span(end.text) is None:
            return end._replace(text=None, unread=end.unread or end.text is not None)
    first, last = parse_span(born.text or ""), parse_span(until.text or "")
    assert first is not None
    assert last is not None
    ended = describe_day(last) if isinstance(last, PartialDate) else until.label
    name = Label(
        f"{born.label.zh}到{ended.zh}的周年数", f"full years from {born.label.text('en')} until {ended.text('en')}"
    )
    return ResolvedOperand(time_between(first, last, "years"), name, family=ValueFamily.NUMBER)


def _resolve_sum(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """Return the sum of fields, less others."""
    total = Decimal(0)
    labels_zh: list[str] = []
    labels_en: list[str] = []
    for sign, names in ((1, operand.sum_), (-1, operand.minus)):
        for name in names:
            resolved = resolve_field(name, record, context)
            amount = plain_number(resolved.text) if resolved.text is not None else None
            if amount is None:
                return resolved._replace(text=None, unread=resolved.unread or resolved.text is not None)
            total += sign * amount
            labels_zh.append(("－" if sign < 0 else "＋" if labels_zh else "") + resolved.label.zh)
            labels_en.append((" - " if sign < 0 else " + " if labels_en else "") + resolved.label.text("en"))
    return ResolvedOperand(plain_text(total), Label("".join(labels_zh), "".join(labels_en)), family=ValueFamily.NUMBER)


def _add_terms(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """The sum of what is worked out itself: a field half, a count of records, a number."""
    total = Decimal(0)
    label = Label("")
    for term in operand.terms:
        resolved = resolve_operand(term, record, context)
        amount = plain_number(resolved.text) if resolved.text is not None else None
        if amount is None:
            return resolved._replace(text=None, unread=resolved.unread or resolved.text is not None)
        total += amount
        label = concat_labels(label, *_term_in_words(resolved.name, term, is_first=not label.zh))
    return ResolvedOperand(plain_text(round_noise(total)), label, family=ValueFamily.NUMBER)


def _term_in_words(name: Label, term: Operand, *, is_first: bool) -> list[Label]:
    """A term with its sign and what is done to it, but for what a minus says already."""
    is_less = term.times == -1
    sign = Label("－", " - ") if is_less else Label("" if is_first else "＋", "" if is_first else " + ")
    return [sign, name, *steps_in_words(term._replace(times=Decimal(1)) if is_less else term)]


def resolve_terms(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """The product or the quotient of fields and numbers."""
    amounts: list[Decimal] = []
    labels: list[Label] = []
    for name in operand.product or operand.quotient:
        constant = read_factor(name)
        resolved = ResolvedOperand(name, Label(name)) if constant is not None else resolve_field(name, record, context)
        amount = constant or (plain_number(resolved.text) if resolved.text is not None else None)
        if amount is None:
            return resolved._replace(text=None, unread=resolved.unread or resolved.text is not None)
        amounts.append(amount)
        labels.append(resolved.label)
    formula = join_labels(labels, Label("×", " times ") if operand.product else Label("÷", " divided by "))
    number = round_noise(multiply(amounts)) if operand.product else divide(*amounts)
    if number is None:
        return ResolvedOperand(None, labels[1], unread=True)
    return ResolvedOperand(plain_text(number), formula, family=ValueFamily.NUMBER)
