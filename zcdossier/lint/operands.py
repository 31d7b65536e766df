"""What a rule compares with: a constant, a field, or what is worked out; what is done to it, and that in words."""

from typing import NamedTuple

from zcdossier.lint.comparison import ValueFamily, family_of
from zcdossier.lint.computed_amounts import ROUNDING_WORDS, round_amount
from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.interval_arithmetic import add_workdays, adjust_amount, adjust_day, cap_amount
from zcdossier.model.condition import TODAY, Operand
from zcdossier.model.dates import parse_date, parse_span
from zcdossier.model.dossier import Record, Value
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label, concat_labels
from zcdossier.model.numerals import plain_number
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import canonical, plain_text, readable
from zcdossier.model.yes_no import NO

_TODAY_PIECES = {
    "today.year": Label("今年", "this year"),
    "today.month": Label("本月", "this month"),
    "today.day": Label("今天几号", "today's day"),
}
_SHOWN_DECIMALS = 4
DURATIONS = {"months": Label("个月", "months"), "years": Label("年", "years")}
"""What a duration is counted in, by what is picked."""


class ResolvedOperand(NamedTuple):
    """What an operand stands for here: its text (None when a fact is wanting), its label with that, its bare name.

    A text can be a range (`36~48`, or two days) where what it comes from is not known exactly. `unread` tells a fact
    that can't be read from one that is missing. `owner` is whose field it is; `until` the day a duration is counted to;
    `place` where it is filled in, where that is one place.
    """

    text: str | None
    label: Label
    name: Label = Label("")
    family: ValueFamily = ValueFamily.ANY
    owner: Label = Label("")
    unread: bool = False
    until: Label = Label("")
    declared: Field | None = None
    place: Place | None = None

    @property
    def reason_missing(self) -> Label:
        """Why there is nothing to compare with."""
        if self.unread:
            return Label(f"看不清填的是什么：{self.label.zh}", f"can't be read: {self.label.text('en')}")
        return Label(f"没有填写：{self.label.zh}", f"not filled in: {self.label.text('en')}")


def is_constant(text: str) -> bool:
    """Whether a bare text of a profile is a number, a date or `today`, and can't be a field's name."""
    return plain_number(text) is not None or parse_date(text) is not None or text in (TODAY, *_TODAY_PIECES)


def resolve_constant(text: str, context: Context) -> ResolvedOperand:
    """Return a number, a day or a word of the profile; `today` is the day the dossier is judged as of."""
    if text == TODAY:
        return ResolvedOperand(context.as_of.isoformat(), Label("今天", "today"), family=ValueFamily.DATE)
    if text in _TODAY_PIECES:
        number = str(getattr(context.as_of, text.partition(".")[2]))
        return ResolvedOperand(number, _TODAY_PIECES[text], family=ValueFamily.NUMBER)
    percent = plain_number(text.rstrip("%％").strip()) if text.endswith(("%", "％")) else None
    if percent is not None:
        return ResolvedOperand(plain_text(percent / 100), Label(text), family=ValueFamily.NUMBER)
    return ResolvedOperand(text, Label(text, text))


def resolve_field(name: str, record: Record | None, context: Context) -> ResolvedOperand:
    """Return a field of the record, or of the applicant: `applicant.degree`, a piece of a date: `date.year`."""
    kind, _, fact = name.partition(".")
    about_applicant = kind == APPLICANT or record is None
    section = APPLICANT if about_applicant or record is None else record.section
    values = context.dossier.applicant if about_applicant or record is None else record.fields
    return resolve_fact(
        values.get(fact if kind == APPLICANT else name), fact if kind == APPLICANT else name, section, context
    )


def resolve_fact(value: Value | None, name: str, section: str, context: Context) -> ResolvedOperand:
    """Return what a value of a section's field comes to."""
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
    return resolved._replace(text=value.canon, place=value.place)


def _value_when_blank(declared: Field | None) -> str | None:
    """What a field says that is not filled in: a flag that need not be set is 否."""
    if declared is None:
        return None
    if declared.type is FieldType.FLAG and declared.required is not Severity.ERROR:
        return NO
    return canonical(declared.default, declared) if declared.default else None


def resolve_until(text: str, record: Record | None, context: Context) -> ResolvedOperand:
    """Return the day something is counted to: a constant's, or a field's."""
    if is_constant(text):
        return apply_steps(resolve_constant(text, context), Operand(text=text))
    return apply_steps(resolve_field(text, record, context), Operand(field=text))


def apply_steps(resolved: ResolvedOperand, operand: Operand) -> ResolvedOperand:
    """Do what an operand says is to be done with its value, and say so in its label."""
    if resolved.text is None:
        return resolved
    text = _apply_arithmetic(resolved.text, operand, resolved.family)
    return resolved._replace(text=text, label=_label_with_arithmetic(resolved, text, operand), name=resolved.label)


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
    amount = amount if operand.rounding is None else round_amount(amount, operand.rounding)
    return amount if operand.cap is None else cap_amount(amount, operand.cap)


def _label_with_arithmetic(resolved: ResolvedOperand, text: str, operand: Operand) -> Label:
    is_told = bool(operand.text) and operand.text.partition(".")[0] != TODAY and not steps_in_words(operand)
    if resolved.label.zh == text or is_told:
        return resolved.label
    value, done = _value_in_words(text, resolved.until, operand), concat_labels(*steps_in_words(operand))
    name = resolved.label.zh if operand.text in (TODAY, *_TODAY_PIECES) else f"“{resolved.label.zh}”"
    return Label(f"{name}{done.zh}（{value.zh}）", f"{resolved.label.text('en')}{done.en} ({value.text('en')})")


def resolve_operand(operand: Operand, record: Record | None, context: Context) -> ResolvedOperand:
    """Return the operand's value for a record."""
    if operand.section:
        from zcdossier.lint.operand_picks import resolve_pick  # most rules compare within a record

        resolved = resolve_pick(operand, record, context)
    elif operand.is_formula:
        from zcdossier.lint.operand_formulas import resolve_formula  # most rules reckon nothing

        resolved = resolve_formula(operand, record, context)
    elif operand.field:
        resolved = resolve_field(operand.field, record, context)
    else:
        resolved = resolve_constant(operand.text, context)
    return apply_steps(resolved, operand)


def describe_operand(operand: Operand, context: Context, section: str) -> Label:
    """Say what a value is come by, for records of a section in general."""
    record = None if section == APPLICANT else Record(section, 0, context.dossier.place)
    resolved = resolve_operand(operand, record, context)
    if resolved.text is not None:
        return resolved.label
    return concat_labels(Label(f"“{resolved.label.zh}”", resolved.label.text("en")), *steps_in_words(operand))


def steps_in_words(operand: Operand) -> list[Label]:
    """What is done to a value, in words."""
    steps = []
    if operand.times != 1:
        factor = plain_text(round(operand.times, _SHOWN_DECIMALS))
        steps.append(Label(f"×{factor}", f" times {factor}"))
    if operand.plus:
        sign = Label("＋", "plus") if operand.plus > 0 else Label("－", "minus")
        steps.append(Label(f"{sign.zh}{abs(operand.plus):f}", f" {sign.en} {abs(operand.plus):f}"))
    for amount, unit in ((operand.months, Label("个月", "months")), (operand.days, Label("天", "days"))):
        if amount:
            side = Label("往后", "after") if amount > 0 else Label("往前", "before")
            steps.append(Label(f"{side.zh} {abs(amount)} {unit.zh}", f", {abs(amount)} {unit.en} {side.en}"))
    if operand.workdays:
        steps.append(Label(f"起满 {operand.workdays} 个工作日", f", {operand.workdays} working days from that day"))
    if operand.rounding is not None:
        steps.append(ROUNDING_WORDS[operand.rounding])
    if operand.cap is not None:
        steps.append(Label(f"，最多算 {operand.cap:f}", f", {operand.cap:f} at most"))
    return steps


def _value_in_words(text: str, until: Label, operand: Operand) -> Label:
    """The value as people write it: with the unit and the day of a duration, the two ends of what is not exact."""
    value = Label(text.replace("~", " 到 "), text.replace("~", " to "))
    if operand.pick in DURATIONS:
        unit = DURATIONS[operand.pick]
        return Label(f"到{until.zh} {value.zh} {unit.zh}", f"{value.en} {unit.en} until {until.text('en')}")
    return value
