"""Figures of a form that follow from others: computed where the manifest leaves them out, compared where it doesn't."""

from zcdossier.lint.compared import number
from zcdossier.lint.context import Context
from zcdossier.lint.operands import Operand, resolve
from zcdossier.model.dossier import Record
from zcdossier.model.filled_form import Figure
from zcdossier.model.value import Value
from zcdossier.model.word_form import WordForm


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
            record = _with(record, figure)
    return tuple(figures)


def _figure(field: str, ways: tuple[Operand, ...], record: Record, context: Context) -> Figure | None:
    found = [resolve(way, record, context) for way in ways]
    values = [one for one in found if one.text is not None]
    if len(values) < len(found):  # what can't be worked out every way is neither filled in nor compared
        return None
    expected = tuple(dict.fromkeys(one.text for one in values if one.text is not None))
    label = context.field_label(record.section, field)
    return Figure(field, label, _given(record, field), expected, tuple(dict.fromkeys(one.name for one in values)))


def _given(record: Record, field: str) -> str:
    """What the manifest says; a number as it is compared (`036` is 36)."""
    typed = record.text(field)
    amount = number(typed)
    return typed if amount is None else f"{amount.normalize():f}"


def _with(record: Record, figure: Figure) -> Record:
    if not figure.computed:
        return record
    value = Value(figure.computed, record.place, figure.computed)
    return record._replace(fields={**record.fields, figure.field: value})
