"""What `forms` did, as data."""

from zcdossier.model.filled_form import FilledForm, FilledForms, Sheet
from zcdossier.report.as_json import Json
from zcdossier.report.forms.states import figure_text


def forms_object(name: str, out: str, filled: FilledForms, lang: str) -> Json:
    """One dossier as data."""
    return {
        "path": name,
        "out": out,
        "forms": [_form_object(form, lang) for form in filled.forms],
        "removed": list(filled.removed),
        "left": list(filled.left),
    }


def _form_object(form: FilledForm, lang: str) -> Json:
    return {
        "form": form.form.id,
        "title": form.form.title.text(lang),
        "clauses": list(form.form.clauses),
        "printed": bool(form.form.template),
        "wanted": form.asked,
        "error": form.trouble.text(lang) if form.trouble is not None else None,
        "sheets": [_sheet_object(sheet, lang) for sheet in form.sheets],
    }


def _sheet_object(sheet: Sheet, lang: str) -> Json:
    return {
        "file": sheet.file,
        "state": sheet.outcome.value,
        "record": sheet.record or None,
        "beside": sheet.beside or None,
        "error": sheet.reason.text(lang) if sheet.reason is not None else None,
        "by_hand": [{"label": one.label.text(lang), "path": one.path or None} for one in sheet.blanks],
        "figures": [
            {
                "field": one.field,
                "given": one.given or None,
                "expected": list(one.expected),
                "agrees": one.agrees,
                "message": figure_text(one, lang) or None,
            }
            for one in sheet.figures
        ],
    }
