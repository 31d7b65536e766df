"""`forms --list`: which forms a notice asks for, and which are filled."""

from collections.abc import Sequence

from zcdossier.model.filled_form import FilledForms
from zcdossier.report.forms.states import THERE, condition_text, counted
from zcdossier.report.forms.told import forms_text
from zcdossier.report.style import Style
from zcdossier.report.table import LABEL_CELLS, table
from zcdossier.report.visible import visible
from zcdossier.report.width import clip
from zcdossier.report.words import one_line


def list_text(name: str, filled: FilledForms, style: Style) -> str:
    """`--list`: one line for each form of the notice: wanted or not, its sheets, what is missing, the clauses."""
    head = style.say("表,份数,现状,待手写,条款", "form,sheets,state,by hand,clauses").split(",")
    rows = [
        [
            clip(one_line(form.form.title, style.lang), LABEL_CELLS),
            str(len(form.sheets) or "-"),
            condition_text(form, style),
            str(sum(len(sheet.blanks) for sheet in form.sheets) or "-"),
            _first_of(form.form.clauses),
        ]
        for form in filled.forms
    ]
    if not rows:
        return forms_text(name, "", filled, style)
    lines = table([head, *rows], right=(1, 3))
    wanted = [form for form in filled.forms if form.sheets]
    written = sum(sheet.outcome in THERE for sheet in filled.sheets)
    zh = f"可以填的 {len(wanted)} 张表，共 {len(filled.sheets)} 份，已写好 {written} 份"
    en = f"{counted(len(wanted), 'form')} to fill, {counted(len(filled.sheets), 'sheet')}, {written} written"
    table_lines = [style.paint.faint(lines[0]), *lines[1:]]
    return "\n".join([style.paint.strong(visible(name)), "", *table_lines, "", style.say(zh, en)]) + "\n"


def _first_of(clauses: Sequence[str]) -> str:
    """The first clause and how many more there are."""
    more = f" +{len(clauses) - 1}" if len(clauses) > 1 else ""
    return f"{clauses[0]}{more}" if clauses else ""
