"""`explain photo`: a row about a photo to copy, what may stand in it, and what it becomes."""

from collections.abc import Sequence

from zcdossier.lint.measures.measure_types import Measure
from zcdossier.model.label import Label
from zcdossier.report.measure_text import value_text
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_table

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
