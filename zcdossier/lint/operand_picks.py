"""What is picked from the records of a section: the first, the most, a sum, a count, months in all."""

from decimal import Decimal

from zcdossier.lint.comparison import ValueFamily, family_of
from zcdossier.lint.context import Context
from zcdossier.lint.describe import describe_day, describe_selection
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.interval_arithmetic import MONTHS, count_months_covered, is_covered
from zcdossier.lint.operand_formulas import resolve_terms
from zcdossier.lint.operands import DURATIONS, ResolvedOperand, is_constant, resolve_fact, resolve_until
from zcdossier.model.condition import ALWAYS, Operand
from zcdossier.model.dates import Span, parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.model.reading import plain_text
from zcdossier.model.spelling import fold

PICKS = ("first", "last", "min", "max", "sum", "count", "distinct", "months", "years")


def resolve_pick(operand: Operand, judged: Record | None, context: Context) -> ResolvedOperand:
    """Return what is picked or counted over a section's records, of those that match the one judged."""
    label = context.label(operand.section)
    candidates = [record for record in context.records(operand.section) if _matches(record, judged, operand)]
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
    picked = next((fact.place for fact in facts if fact.text == text), None)
    return ResolvedOperand(text, name_with_owner, family=family, unread=text is None, place=picked)


def _filled_in_fact(operand: Operand, record: Record, context: Context) -> ResolvedOperand | None:
    """The fact of a record that is picked from; None where nothing is filled in.

    What can't be read has no pieces (a day no year), but is filled in all the same.
    """
    value = record.fields.get(operand.field)
    if value is not None and not value.empty:
        return resolve_fact(value, operand.field, operand.section, context)
    name, _, piece = operand.field.partition(".")
    whole = resolve_fact(record.fields.get(name), name, operand.section, context) if piece else None
    return whole if whole is not None and whole.unread else None


def _resolve_products(operand: Operand, records: list[Record], context: Context) -> ResolvedOperand:
    """The sum (the least, the greatest) of what a product is in each record."""
    per_record = operand._replace(section="", pick="", where=ALWAYS, times=Decimal(1), plus=Decimal(0))
    terms = [resolve_terms(per_record, record, context) for record in records]
    label = context.label(operand.section)
    formula = resolve_terms(per_record, records[0], context).label if records else Label("")
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


def _matches(record: Record, judged: Record | None, operand: Operand) -> bool:
    """Whether a record says the same as the one judged where it has to, and goes on at the day that is asked for."""
    if judged is None:
        return True
    if any(not fold(record.canon(name)) == fold(judged.canon(name)) != "" for name in operand.match):
        return False
    day = parse_date(judged.canon(operand.covering)) if operand.covering else None
    return not operand.covering or is_covered(record, (operand.from_, operand.to), day)


def _selection_label(operand: Operand, context: Context) -> Label:
    """Which records of the section are meant, when not all are."""
    if operand.covering:
        return Label("（那时的）", " (of that time)")
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
    end = resolve_until(operand.until, None, context)
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
