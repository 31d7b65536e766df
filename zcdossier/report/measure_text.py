"""The measures in words: all of them in a table, one with its scopes, words, unit and a row. For `explain` and docs."""

from collections.abc import Iterator

from zcdossier.lint.measures.measure_types import Measure, Scope, ValueForm
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.label import Label
from zcdossier.model.quantities import examples_of
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_notes

_SCOPES = {
    Scope.FILE: Label("整个文件", "the file"),
    Scope.PAGE: Label("每一页", "every page"),
    Scope.PICTURE: Label("里面的每张图片", "every picture inside"),
    Scope.RECORD: Label("一条记录合计", "the sum over a record"),
    Scope.SECTION: Label("一个栏目合计", "the sum over a section"),
    Scope.DOSSIER: Label("整套材料合计", "the sum over the dossier"),
}
_OF_PHOTOS = frozenset({"background", "background_color", "spread"})
_FORMS = {
    ValueForm.NUMBER: Label("数", "number"),
    ValueForm.SIZE: Label("宽×高", "width × height"),
    ValueForm.WORD: Label("词", "word"),
    ValueForm.FLAG: Label("是或否", "yes or no"),
    ValueForm.TEXT: Label("文字", "text"),
    ValueForm.TEXTS: Label("几段文字", "texts"),
}


def measures_table(style: Style) -> str:
    """Every measure: id, label, what it is, an example of a value."""
    rows = [
        (measure.id, measure.label.text(style.lang), value_text(measure).text(style.lang))
        for measure in MEASURES.values()
    ]
    more = Label("更多：zcdossier explain measure 名字", "more: zcdossier explain measure NAME")
    return "\n".join([*lay_out_notes(rows, style.width), style.say(more)]) + "\n"


def measure_card(measure: Measure, style: Style) -> str:
    """One measure with everything that a row may say of it."""
    lines = [
        style.paint.strong(f"{measure.id}  {measure.label.text(style.lang)}"),
        measure.means.text(style.lang),
        f"{style.say(Label('值', 'Value'))}  {value_text(measure).text(style.lang)}",
        "of  " + ", ".join(f"{scope} ({_SCOPES[scope].text(style.lang)})" for scope in measure.scopes),
        *_word_lines(measure, style),
        "",
        example_of(measure),
    ]
    return "\n".join(lines) + "\n"


def value_text(measure: Measure) -> Label:
    """What its values are, with an example."""
    form = _FORMS[measure.form]
    example = bound_example(measure)
    return Label(f"{form.zh}，例如 {example}", f"{form.en}, such as {example}")


def _word_lines(measure: Measure, style: Style) -> Iterator[str]:
    if measure.words:
        words = (f"{word.id} ({word.label.text(style.lang)})" for word in measure.words)
        yield f"{style.say(Label('词', 'Words'))}  {style.say(Label('、', ', ')).join(words)}"


def example_of(measure: Measure) -> str:
    """A row of a profile that uses the measure."""
    section = "photo" if measure.id in _OF_PHOTOS else "papers"
    row = f"id: {measure.id}-rule, kind: measure, section: {section}, measure: {measure.id}, {bound_example(measure)}"
    return f"rules:\n  - {{{row}}}"


def bound_example(measure: Measure) -> str:
    """A bound as a row writes it."""
    return measure.example or f"equals: {examples_of(measure.unit)}"
