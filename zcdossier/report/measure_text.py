"""The measures in words: a table of all, a card of one with a row, and a row about a photo. For `explain` and docs."""

from collections.abc import Iterator, Sequence

from zcdossier.lint.measures.measure_types import Measure, Scope, ValueForm
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.label import Label
from zcdossier.model.quantities import examples_of
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_notes, lay_out_table

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
_ROW = """photo:
  label: {zh: 证件照, en: ID photo}
  required: true
  clauses: [MY-2.1-01]
  size: 358x441
  bytes: 14K..40K
  format: [jpeg]
  background: [white]
  height: {at_least: 441, severity: warning}
  head: 2/3"""
_TITLE = Label(
    "证件照写成一行；栏目、附件、佐证的文件写成 files:，一样的写法",
    "a photo in one row; files: of a slot says the same",
)
_MEASURED = Label("程序量的（每个变成一条规则 photo-名字）", "Measured (each becomes a rule, photo-NAME)")
_ASKED = Label("量不出、要问人的（要有 clauses）", "Asked (they need clauses)")
_VALUES = Label(
    "值：358x441 正好；14K..40K 范围；'>=300'；[白, 蓝] 其中之一；{at_least: …, severity: warning, clauses: […]}",
    "values: 358x441 exactly; 14K..40K a band; '>=300'; [white, blue] one of them; {at_least: …, severity: warning, …}",
)
_MORE = Label(
    "其他的量也可以写：zcdossier explain measure；检查照片：zcdossier photo-check 照片.jpg --profile 申报要求",
    "any other measure may stand there: zcdossier explain measure; to judge: zcdossier photo-check FILE --profile ID",
)


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


def photo_row_text(
    measured: Sequence[tuple[str, Measure]], asked: Sequence[tuple[str, str, Label]], style: Style
) -> str:
    """Return the card: a row, the keys that are measured, those that are asked with a value and the question."""
    lines = [style.paint.strong(f"photo  {style.say(_TITLE)}"), ""]
    lines += [f"    {line}" for line in _ROW.split("\n")]
    lines += ["", style.paint.label(style.say(_MEASURED))]
    rows = [(key, measure.label.text(style.lang), value_text(measure).text(style.lang)) for key, measure in measured]
    lines += lay_out_table(rows, indent="  ")
    lines += ["", style.paint.label(style.say(_ASKED))]
    lines += lay_out_table([(f"{key}: {value}", text.text(style.lang)) for key, value, text in asked], indent="  ")
    lines += ["", style.say(_VALUES), style.say(_MORE)]
    return "\n".join(lines) + "\n"
