"""What is picked from the records of a section, where one of them can't be read."""

import pytest

from zcdossier.lint.operands import resolve_operand
from zcdossier.model.condition import Operand
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType


@pytest.mark.parametrize(
    ("pick", "field"), [("distinct", "ended"), ("distinct", "ended.year"), ("max", "ended.year"), ("sum", "ended.year")]
)
def test_a_day_that_is_not_read_is_neither_missing_nor_passed_over(make_case, pick: str, field: str) -> None:
    case = make_case([Field("ended", Label("竣工"), FieldType.DATE)])
    case.record(ended="2020-01-01")
    case.record()
    operand = Operand(section="things", pick=pick, field=field)
    assert resolve_operand(operand, None, case.context()).text is not None
    case.record(ended="大概前年")
    resolved = resolve_operand(operand, None, case.context())
    assert (resolved.text, resolved.unread) == (None, True)
