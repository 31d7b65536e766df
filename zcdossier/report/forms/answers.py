"""What a placeholder stands for in one dossier: the text, or what a person is to write there."""

from collections.abc import Mapping
from typing import NamedTuple

from zcdossier.lint.compared import number
from zcdossier.lint.context import Context
from zcdossier.lint.operands import Operand, resolve
from zcdossier.model.dossier import Record
from zcdossier.model.filled_form import Blank, Figure
from zcdossier.model.label import Label
from zcdossier.model.names import normal
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.value import NO, YES, Value
from zcdossier.model.word_form import WordForm
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


def answer_placeholder(placeholder: Placeholder, case: FillContext, row: TableRow | None = None) -> PlaceholderAnswer:
    """Return the first text that the placeholder's references give; empty lines of a table want nothing."""
    blanks: list[Blank] = []
    for reference in placeholder.references:
        known = resolve_reference(reference, case.form, case.context.profile)
        if known is None:
            continue
        text = _text(reference, known, case, row)
        if text:
            return PlaceholderAnswer(apply_style(text, placeholder.style))
        blanks.append(_blank(reference, known, case, row))
    is_empty_line = placeholder.row is not None and (row is None or row.record is None)
    return PlaceholderAnswer("", None if is_empty_line or not blanks else blanks[0])


def rows_of(reference: Reference, case: FillContext) -> list[TableRow]:
    """Return the lines of a table that `{{row…}}` repeats: every record of the section, or those it chooses."""
    known = resolve_reference(reference, case.form, case.context.profile)
    if known is None:
        return []
    records = [one for one in case.context.records(known.section) if _is_chosen(one, known, reference, case.context)]
    return [TableRow(record, number) for number, record in enumerate(records, 1)]


def _text(reference: Reference, known: ResolvedReference, case: FillContext, row: TableRow | None) -> str:
    if known.section == LEVEL:
        level = case.context.dossier.level
        return case.context.profile.level_label(level).zh if level else ""
    if reference.source == ROW:
        if known.field == NUMBER and case.context.field(known.section, NUMBER) is None:
            return str(row.number) if row and row.record else ""
        return field_text(row.record, known.field, case.context) if row and row.record else ""
    record = _record(reference, known, case)
    computed = case.computed.get(known.field, "") if record is not None and record is case.record else ""
    return (field_text(record, known.field, case.context) if record else "") or computed


def _record(reference: Reference, known: ResolvedReference, case: FillContext) -> Record | None:
    if reference.source == RECORD:
        return case.record
    records = case.context.records(known.section)
    return next((one for one in records if _is_chosen(one, known, reference, case.context)), None)


def _is_chosen(record: Record, known: ResolvedReference, reference: Reference, context: Context) -> bool:
    """Whether the record's field says what is wanted, in the notice's words or by the id of a choice."""
    if not known.by:
        return True
    texts = (record.text(known.by), field_text(record, known.by, context))
    value = record.fields.get(known.by)
    return normal(reference.wanted) in {normal(text) for text in (*texts, value.canon if value else "")}


def field_text(record: Record, field: str, context: Context) -> str:
    """Return a field as the form is to show it: a choice in the notice's words, everything else as typed."""
    value = record.fields.get(field)
    declared = context.field(record.section, field)
    if value is None or value.empty:
        return _value_text(declared.default, declared.default, declared) if declared is not None else ""
    return _value_text(value.canon, record.text(field), declared)


def _value_text(canon: str, typed: str, declared: Field | None) -> str:
    if declared is not None and declared.type is FieldType.CHOICE:
        return next((choice.label.zh for choice in declared.choices if choice.id == canon), typed)
    if declared is not None and declared.type is FieldType.FLAG and canon in (YES, NO):
        return canon
    return typed


def _blank(reference: Reference, known: ResolvedReference, case: FillContext, row: TableRow | None) -> Blank:
    context = case.context
    if known.section == LEVEL:
        return Blank(_LEVEL, LEVEL)
    label = context.field_label(known.section, known.field)
    if known.section == APPLICANT:
        return Blank(label, f"{APPLICANT}.{known.field}")
    record = row.record if reference.source == ROW and row else _record(reference, known, case)
    if reference.source == ROW and record is not None:
        label = _add_detail(label, Label(context.title(record)))
    elif known.by:
        chooser = context.field_label(known.section, known.by)
        wanted = reference.wanted
        label = _add_detail(label, Label(f"{chooser.zh} {wanted}", f"{chooser.text('en')} {wanted}"))
    return Blank(label, f"{record.place.path}.{known.field}" if record is not None else "")


def _add_detail(label: Label, which: Label) -> Label:
    return Label(f"{label.zh}（{which.zh}）", f"{label.text('en')} ({which.text('en')})")


def figures_of(form: WordForm, record: Record | None, context: Context) -> tuple[Figure, ...]:
    """Return what each figure of the form says and what it may be; one that nothing leads to is left out.

    They are worked out in the order they are listed, each from what is given and what was computed before it.
    """
    if record is None:
        return ()
    figures = []
    for field, ways in form.figures.items():
        figure = _figure(field, ways, record, context)
        if figure is not None:
            figures.append(figure)
            record = _with_computed(record, figure)
    return tuple(figures)


def _figure(field: str, ways: tuple[Operand, ...], record: Record, context: Context) -> Figure | None:
    found = [resolve(way, record, context) for way in ways]
    values = [one for one in found if one.text is not None]
    if len(values) < len(found):  # what can't be worked out every way is neither filled in nor compared
        return None
    expected = tuple(dict.fromkeys(one.text for one in values if one.text is not None))
    label = context.field_label(record.section, field)
    return Figure(
        field, label, _given_figure(record, field), expected, tuple(dict.fromkeys(one.name for one in values))
    )


def _given_figure(record: Record, field: str) -> str:
    """What the manifest says; a number as it is compared (`036` is 36)."""
    typed = record.text(field)
    amount = number(typed)
    return typed if amount is None else f"{amount.normalize():f}"


def _with_computed(record: Record, figure: Figure) -> Record:
    if not figure.computed:
        return record
    value = Value(figure.computed, record.place, figure.computed)
    return record._replace(fields={**record.fields, figure.field: value})
