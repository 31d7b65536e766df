"""What a placeholder stands for in one dossier: the text, or what a person is to write there."""

from collections.abc import Mapping
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.operands import resolve_operand
from zcdossier.model.condition import Operand
from zcdossier.model.dossier import Record, Value
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.spelling import normalized_name
from zcdossier.model.word_form import Blank, Figure, WordForm
from zcdossier.model.yes_no import NO, YES
from zcdossier.report.forms.placeholders import (
    APPLICANT,
    LEVEL,
    NUMBER,
    RECORD,
    ROW,
    Placeholder,
    Reference,
    ResolvedReference,
    apply_style,
    resolve_reference,
)

_LEVEL = Label("申报级别", "level")


class TableRow(NamedTuple):
    """One line of a table: its record and its number from 1; an empty line has no record."""

    record: Record | None = None
    number: int = 0


class FillContext(NamedTuple):
    """One sheet to be filled: the dossier, the form, the record it is about, and fields computed for that record."""

    context: Context
    form: WordForm
    record: Record | None = None
    computed: Mapping[str, str] = {}


class PlaceholderAnswer(NamedTuple):
    """What goes into a place; where that is nothing, `blank` says what a person writes there, if anything."""

    text: str
    blank: Blank | None = None


def answer_placeholder(
    placeholder: Placeholder, fill_context: FillContext, row: TableRow | None = None
) -> PlaceholderAnswer:
    """Return the first text that the placeholder's references give; empty lines of a table want nothing."""
    blanks: list[Blank] = []
    for reference in placeholder.references:
        resolved = resolve_reference(reference, fill_context.form, fill_context.context.profile)
        if resolved is None:
            continue
        text = _reference_text(reference, resolved, fill_context, row)
        if text:
            return PlaceholderAnswer(apply_style(text, placeholder.style))
        blanks.append(_blank_for(reference, resolved, fill_context, row))
    is_empty_line = placeholder.row is not None and (row is None or row.record is None)
    return PlaceholderAnswer("", None if is_empty_line or not blanks else blanks[0])


def rows_of(reference: Reference, fill_context: FillContext) -> list[TableRow]:
    """Return the lines of a table that `{{row…}}` repeats: every record of the section, or those it chooses."""
    resolved = resolve_reference(reference, fill_context.form, fill_context.context.profile)
    if resolved is None:
        return []
    records = [
        record
        for record in fill_context.context.records(resolved.section)
        if _is_chosen(record, resolved, reference, fill_context.context)
    ]
    return [TableRow(record, number) for number, record in enumerate(records, 1)]


def _reference_text(
    reference: Reference, resolved: ResolvedReference, fill_context: FillContext, row: TableRow | None
) -> str:
    if resolved.section == LEVEL:
        level = fill_context.context.dossier.level
        return fill_context.context.profile.level_label(level).zh if level else ""
    if reference.source == ROW:
        if resolved.field == NUMBER and fill_context.context.field(resolved.section, NUMBER) is None:
            return str(row.number) if row and row.record else ""
        return field_text(row.record, resolved.field, fill_context.context) if row and row.record else ""
    record = _record_of(reference, resolved, fill_context)
    computed = (
        fill_context.computed.get(resolved.field, "") if record is not None and record is fill_context.record else ""
    )
    return (field_text(record, resolved.field, fill_context.context) if record else "") or computed


def _record_of(reference: Reference, resolved: ResolvedReference, fill_context: FillContext) -> Record | None:
    if reference.source == RECORD:
        return fill_context.record
    records = fill_context.context.records(resolved.section)
    return next((record for record in records if _is_chosen(record, resolved, reference, fill_context.context)), None)


def _is_chosen(record: Record, resolved: ResolvedReference, reference: Reference, context: Context) -> bool:
    """Whether the record's field says what is wanted, in the notice's words or by the id of a choice."""
    if not resolved.by:
        return True
    texts = (record.text(resolved.by), field_text(record, resolved.by, context))
    value = record.fields.get(resolved.by)
    return normalized_name(reference.wanted) in {
        normalized_name(text) for text in (*texts, value.canon if value else "")
    }


def field_text(record: Record, field: str, context: Context) -> str:
    """Return a field as the form is to show it: a choice in the notice's words, everything else as typed."""
    value = record.fields.get(field)
    declared = context.field(record.section, field)
    if value is None or value.blank:
        return _value_text(declared.default, declared.default, declared) if declared is not None else ""
    return _value_text(value.canon, record.text(field), declared)


def _value_text(canon: str, as_typed: str, declared: Field | None) -> str:
    if declared is not None and declared.type is FieldType.CHOICE:
        return next((choice.label.zh for choice in declared.choices if choice.id == canon), as_typed)
    if declared is not None and declared.type is FieldType.FLAG and canon in (YES, NO):
        return canon
    return as_typed


def _blank_for(
    reference: Reference, resolved: ResolvedReference, fill_context: FillContext, row: TableRow | None
) -> Blank:
    context = fill_context.context
    if resolved.section == LEVEL:
        return Blank(_LEVEL, LEVEL)
    label = context.field_label(resolved.section, resolved.field)
    if resolved.section == APPLICANT:
        return Blank(label, f"{APPLICANT}.{resolved.field}")
    record = row.record if reference.source == ROW and row else _record_of(reference, resolved, fill_context)
    if reference.source == ROW and record is not None:
        label = _add_detail(label, Label(context.title(record)))
    elif resolved.by:
        chooser = context.field_label(resolved.section, resolved.by)
        wanted = reference.wanted
        label = _add_detail(label, Label(f"{chooser.zh} {wanted}", f"{chooser.text('en')} {wanted}"))
    return Blank(label, f"{record.place.path}.{resolved.field}" if record is not None else "")


def _add_detail(label: Label, detail: Label) -> Label:
    return Label(f"{label.zh}（{detail.zh}）", f"{label.text('en')} ({detail.text('en')})")


def figures_of(form: WordForm, record: Record | None, context: Context) -> tuple[Figure, ...]:
    """Return what each figure of the form says and what it may be; one that nothing leads to is left out.

    They are worked out in the order they are listed, each from what is given and what was computed before it.
    """
    if record is None:
        return ()
    figures = []
    for field, ways in form.figures.items():
        figure = _work_out_figure(field, ways, record, context)
        if figure is not None:
            figures.append(figure)
            record = _with_computed(record, figure)
    return tuple(figures)


def _work_out_figure(field: str, ways: tuple[Operand, ...], record: Record, context: Context) -> Figure | None:
    results = [resolve_operand(way, record, context) for way in ways]
    values = [result for result in results if result.text is not None]
    if len(values) < len(results):  # what can't be worked out every way is neither filled in nor compared
        return None
    expected = tuple(dict.fromkeys(result.text for result in values if result.text is not None))
    label = context.field_label(record.section, field)
    return Figure(
        field, label, _given_figure(record, field), expected, tuple(dict.fromkeys(result.name for result in values))
    )


def _given_figure(record: Record, field: str) -> str:
    """What the manifest says; a number as it is compared (`036` is 36)."""
    typed = record.text(field)
    amount = plain_number(typed)
    return typed if amount is None else f"{amount.normalize():f}"


def _with_computed(record: Record, figure: Figure) -> Record:
    if not figure.computed:
        return record
    value = Value(figure.computed, record.place, figure.computed)
    return record._replace(fields={**record.fields, figure.field: value})
