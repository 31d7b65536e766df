"""What a rule compares with: a constant, another field, arithmetic, or something counted over a section's records."""

from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.comparison import ValueFamily, family_of
from zcdossier.lint.computed_amounts import (
    divide,
    full_years,
    multiply,
    read_factor,
    round_amount,
    time_between,
)
from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.describe import describe_day, describe_selection
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.interval_arithmetic import (
    MONTHS,
    add_workdays,
    adjust_amount,
    adjust_day,
    count_months_covered,
    round_noise,
)
from zcdossier.lint.operand_words import DURATIONS, steps_in_words, value_in_words
from zcdossier.model.condition import ALWAYS, TODAY, Operand
from zcdossier.model.dates import PartialDate, Span, parse_date, parse_span
from zcdossier.model.dossier import Record, Value
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label, concat_labels, join_labels
from zcdossier.model.numerals import plain_number
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import canonical, plain_text, readable
from zcdossier.model.spelling import fold
from zcdossier.model.yes_no import NO

PICKS = ("first", "last", "min", "max", "sum", "count", "distinct", "months", "years")
_TODAY_PIECES = {
    "today.year": Label("今年", "this year"),
    "today.month": Label("本月", "this month"),
    "today.day": Label("今天几号", "today's day"),
}
_UNITS_BETWEEN = {
    "days": Label("天数", "days"),
    "months": Label("足月数", "full months"),
    "years": Label("周年数", "full years"),
}


class ResolvedOperand(NamedTuple):
    """What an operand stands for here: its text (None when a fact is wanting), its label with that, its bare name.

    A text can be a range (`36~48`, or two days) where what it comes from is not known exactly. `unread` tells a fact
    that can't be read from one that is missing. `owner` is whose field it is; `until` the day a duration is counted to.
    """

    text: str | None
    label: Label
    name: Label = Label("")
    family: ValueFamily = ValueFamily.ANY
    owner: Label = Label("")
    unread: bool = False
    until: Label = Label("")
    declared: Field | None = None

    @property
    def reason_missing(self) -> Label:
        """Why there is nothing to compare with."""
        if self.unread:
            return Label(f"看不清填的是什么：{self.label.zh}", f"can't be read: {self.label.text('en')}")
        return Label(f"没有填写：{self.label.zh}", f"not filled in: {self.label.text('en')}")


def resolve_operand(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """Return the operand's value for a record."""
    if operand.section:
        resolved = _resolve_pick(operand, record, context)
    elif operand.sum_ or operand.minus:
        resolved = _resolve_sum(operand, record, context)
    elif operand.product or operand.quotient:
        resolved = _resolve_terms(operand, record, context)
    elif operand.age:
        resolved = _resolve_age(operand, record, context)
    elif operand.between:
        resolved = _resolve_time_between(operand, record, context)
    elif operand.table:
        resolved = _look_up(operand, record, context)
    elif operand.field:
        resolved = _resolve_field(operand.field, record, context)
    else:
        resolved = _resolve_constant(operand.text, context)
    if resolved.text is None:
        return resolved
    text = _apply_arithmetic(resolved.text, operand, resolved.family)
    return resolved._replace(text=text, label=_label_with_arithmetic(resolved, text, operand), name=resolved.label)


def is_constant(text: str) -> bool:
    """Whether a bare text of a profile is a number, a date or `today`, and can't be a field's name."""
    return plain_number(text) is not None or parse_date(text) is not None or text in (TODAY, *_TODAY_PIECES)


def _until_operand(text: str) -> Operand:
    return Operand(text=text) if is_constant(text) else Operand(field=text)


def _resolve_constant(text: str, context: Context) -> ResolvedOperand:
    if text == TODAY:
        return ResolvedOperand(context.as_of.isoformat(), Label("今天", "today"), family=ValueFamily.DATE)
    if text in _TODAY_PIECES:
        number = str(getattr(context.as_of, text.partition(".")[2]))
        return ResolvedOperand(number, _TODAY_PIECES[text], family=ValueFamily.NUMBER)
    percent = plain_number(text.rstrip("%％").strip()) if text.endswith(("%", "％")) else None
    if percent is not None:
        return ResolvedOperand(plain_text(percent / 100), Label(text), family=ValueFamily.NUMBER)
    return ResolvedOperand(text, Label(text, text))


def _resolve_field(name: str, record: Record | None, context: Context) -> ResolvedOperand:
    kind, _, fact = name.partition(".")
    about_applicant = kind == APPLICANT or record is None
    section = APPLICANT if about_applicant or record is None else record.section
    values = context.dossier.applicant if about_applicant or record is None else record.fields
    return _resolve_fact(
        values.get(fact if kind == APPLICANT else name), fact if kind == APPLICANT else name, section, context
    )


def _resolve_fact(value: Value | None, name: str, section: str, context: Context) -> ResolvedOperand:
    owner, _, piece = name.partition(".")
    declared = context.field(section, owner)
    resolved = ResolvedOperand(
        None,
        context.field_label(section, name),
        family=family_of(declared, piece),
        owner=context.label(section),
        declared=None if piece else declared,
    )
    if value is None or value.empty:
        return resolved if piece else resolved._replace(text=_value_when_blank(declared))
    if not piece and declared is not None and not readable(value.canon, declared):
        return resolved._replace(unread=True)
    return resolved._replace(text=value.canon)


def _value_when_blank(declared: Field | None) -> str | None:
    """What a field says that is not filled in: a flag that need not be set is 否."""
    if declared is None:
        return None
    if declared.type is FieldType.FLAG and declared.required is not Severity.ERROR:
        return NO
    return canonical(declared.default, declared) if declared.default else None


def _look_up(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """What a table says of a field's value: a number, a day, a word."""
    key = _resolve_field(operand.field, record, context)
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
        _resolve_constant(name, context) if is_constant(name) else _resolve_field(name, record, context)
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


def _resolve_sum(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    total = Decimal(0)
    labels_zh: list[str] = []
    labels_en: list[str] = []
    for sign, names in ((1, operand.sum_), (-1, operand.minus)):
        for name in names:
            resolved = _resolve_field(name, record, context)
            amount = plain_number(resolved.text) if resolved.text is not None else None
            if amount is None:
                return resolved._replace(text=None, unread=resolved.unread or resolved.text is not None)
            total += sign * amount
            labels_zh.append(("－" if sign < 0 else "＋" if labels_zh else "") + resolved.label.zh)
            labels_en.append((" - " if sign < 0 else " + " if labels_en else "") + resolved.label.text("en"))
    return ResolvedOperand(plain_text(total), Label("".join(labels_zh), "".join(labels_en)), family=ValueFamily.NUMBER)


def _resolve_terms(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """The product or the quotient of fields and numbers."""
    amounts: list[Decimal] = []
    labels: list[Label] = []
    for name in operand.product or operand.quotient:
        constant = read_factor(name)
        resolved = ResolvedOperand(name, Label(name)) if constant is not None else _resolve_field(name, record, context)
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


def _resolve_age(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """The full years from a date until another one."""
    born = _resolve_field(operand.age, record, context)
    until = resolve_operand(_until_operand(operand.until), record, context)
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
    return ResolvedOperand(full_years(first, last), name, family=ValueFamily.NUMBER)


def _resolve_pick(operand: Operand, judged: Record | None, context: Context) -> ResolvedOperand:
    label = context.label(operand.section)
    candidates = [record for record in context.records(operand.section) if _matches(record, judged, operand.match)]
    held = [(record, Evaluation(context, record).holds(operand.where)) for record in candidates]
    if any(holds is None for _, holds in held):
        return ResolvedOperand(None, label, unread=True)
    records = [record for record, holds in held if holds]
    selection = _selection_label(operand, context)
    if operand.pick == "count" and not operand.field:
        count_name = Label(f"{label.zh}的条数{selection.zh}", f"number of {label.text('en')}{selection.en}")
        return ResolvedOperand(str(len(records)), count_name, family=ValueFamily.NUMBER)
    if operand.pick in DURATIONS:
        return _resolve_duration(operand, records, context)
    if operand.product:
        return _resolve_products(operand, records, context)
    field, owner = context.field_label(operand.section, operand.field), f" of {label.text('en')}"
    in_all = Label("合计", "total ") if operand.pick == "sum" else Label("", "")
    name_with_owner = Label(
        f"{label.zh}的{field.zh}{in_all.zh}{selection.zh}",
        f"{in_all.text('en')}{field.text('en')}{owner}{selection.en}",
    )
    facts = [fact for record in records if (fact := _filled_in_fact(operand, record, context)) is not None]
    texts = [fact.text for fact in facts if fact.text is not None]
    if operand.pick == "distinct":
        different = {fold(text) for text in texts}
        how_many = Label(f"{label.zh}里不同的{field.zh}的个数{selection.zh}", f"different {name_with_owner.text('en')}")
        if len(texts) < len(facts):
            return ResolvedOperand(None, how_many, unread=True)
        return ResolvedOperand(str(len(different)), how_many, family=ValueFamily.NUMBER)
    if operand.pick == "count":
        count_name = Label(
            f"{label.zh}里填了{field.zh}的条数{selection.zh}",
            f"number of {label.text('en')} with {field.text('en')}{selection.en}",
        )
        return ResolvedOperand(str(len(facts)), count_name, family=ValueFamily.NUMBER)
    name, _, piece = operand.field.partition(".")
    family = family_of(context.field(operand.section, name), piece)
    if not texts or len(texts) < len(facts):
        return ResolvedOperand(None, name_with_owner, unread=bool(facts))
    text = _pick_value(texts, operand.pick, family)
    return ResolvedOperand(text, name_with_owner, family=family, unread=text is None)


def _filled_in_fact(operand: Operand, record: Record, context: Context) -> ResolvedOperand | None:
    """The fact of a record that is picked from; None where nothing is filled in.

    What can't be read has no pieces (a day no year), but is filled in all the same.
    """
    value = record.fields.get(operand.field)
    if value is not None and not value.empty:
        return _resolve_fact(value, operand.field, operand.section, context)
    name, _, piece = operand.field.partition(".")
    whole = _resolve_fact(record.fields.get(name), name, operand.section, context) if piece else None
    return whole if whole is not None and whole.unread else None


def _resolve_products(operand: Operand, records: list[Record], context: Context) -> ResolvedOperand:
    """The sum (the least, the greatest) of what a product is in each record."""
    per_record = operand._replace(section="", pick="", where=ALWAYS, times=Decimal(1), plus=Decimal(0))
    terms = [_resolve_terms(per_record, record, context) for record in records]
    label = context.label(operand.section)
    formula = _resolve_terms(per_record, records[0], context).label if records else Label("")
    in_all = Label("合计", "total ") if operand.pick == "sum" else Label("", "")
    name = Label(
        f"{label.zh}的{formula.zh}{in_all.zh}", f"{in_all.text('en')}{formula.text('en')} of {label.text('en')}"
    )
    texts = [term.text for term in terms if term.text is not None]
    if not texts or len(texts) < len(terms):
        lacking = next((term for term in terms if term.text is None), None)
        return ResolvedOperand(None, lacking.label if lacking is not None else name, unread=bool(terms))
    text = _pick_value(texts, operand.pick, ValueFamily.NUMBER)
    return ResolvedOperand(text, name, family=ValueFamily.NUMBER, unread=text is None)


def _matches(record: Record, judged: Record | None, fields: tuple[str, ...]) -> bool:
    """Whether a record says the same as the one judged in each of these fields."""
    if judged is None:
        return True
    return all(fold(record.canon(name)) == fold(judged.canon(name)) != "" for name in fields)


def _selection_label(operand: Operand, context: Context) -> Label:
    """Which records of the section are meant, when not all are."""
    if operand.where == ALWAYS:
        return Label("")
    selection = describe_selection(operand.where, context, operand.section)
    return Label(f"（{selection.zh}）", f" ({selection.text('en')})") if selection.zh else selection


def _pick_value(values: list[str], pick: str, family: ValueFamily) -> str | None:
    if pick == "sum":
        amounts = [plain_number(value) for value in values]
        readable_amounts = [amount for amount in amounts if amount is not None]
        return plain_text(sum(readable_amounts, Decimal(0))) if len(readable_amounts) == len(amounts) else None
    if pick in ("first", "last"):
        return values[0 if pick == "first" else -1]
    choose = min if pick == "min" else max
    if family is not ValueFamily.DATE:
        amounts = [plain_number(value) for value in values]
        if None not in amounts:
            return choose(values, key=lambda value: plain_number(value) or Decimal(0))
    days = [parse_date(value) for value in values]
    spans = [Span(day.first, day.last) for day in days if day is not None]
    if len(spans) < len(values):
        return None
    extreme = Span(choose(span.first for span in spans), choose(span.last for span in spans))
    exact = (value for value, span in zip(values, spans, strict=True) if span == extreme)
    return next(exact, str(extreme))


def _resolve_duration(operand: Operand, records: list[Record], context: Context) -> ResolvedOperand:
    label = context.label(operand.section)
    end = resolve_operand(_until_operand(operand.until), None, context)
    until = parse_date(end.text) if end.text is not None else None
    if until is None:
        return end._replace(text=None, label=end.name if end.text is not None else end.label)
    counted_to = describe_day(until)
    to = counted_to if is_constant(operand.until) else Label(f"{end.name.zh}{counted_to.zh}", end.label.text("en"))
    name = Label(f"{label.zh}累计", f"{label.text('en')} in all")
    months = count_months_covered(records, (operand.from_, operand.to), until.last)
    if months is None:
        return ResolvedOperand(None, name, unread=True)
    low, high = tuple(amount // MONTHS for amount in months) if operand.pick == "years" else months
    text = str(low) if low == high else f"{low}~{high}"
    return ResolvedOperand(text, name, family=ValueFamily.NUMBER, owner=label, until=to)


def _apply_arithmetic(text: str, operand: Operand, family: ValueFamily) -> str:
    if operand.workdays:
        day = parse_span(text)
        return text if day is None else str(add_workdays(day, operand.workdays))
    if operand.months or operand.days:
        day = parse_span(text)
        return text if day is None else str(adjust_day(day, operand.months, operand.days))
    if family in (ValueFamily.DATE, ValueFamily.TEXT):
        return text
    amount = adjust_amount(text, operand.times, operand.plus)
    return amount if operand.rounding is None else round_amount(amount, operand.rounding)


def _label_with_arithmetic(resolved: ResolvedOperand, text: str, operand: Operand) -> Label:
    is_told = bool(operand.text) and operand.text.partition(".")[0] != TODAY and not steps_in_words(operand)
    if resolved.label.zh == text or is_told:
        return resolved.label
    value, done = value_in_words(text, resolved.until, operand), concat_labels(*steps_in_words(operand))
    name = resolved.label.zh if operand.text in (TODAY, *_TODAY_PIECES) else f"“{resolved.label.zh}”"
    return Label(f"{name}{done.zh}（{value.zh}）", f"{resolved.label.text('en')}{done.en} ({value.text('en')})")


def describe_operand(operand: Operand, context: Context, section: str) -> Label:
    """Say what a value is come by, for records of a section in general."""
    record = None if section == APPLICANT else Record(section, 0, context.dossier.place)
    resolved = resolve_operand(operand, record, context)
    if resolved.text is not None:
        return resolved.label
    return concat_labels(Label(f"“{resolved.label.zh}”", resolved.label.text("en")), *steps_in_words(operand))
