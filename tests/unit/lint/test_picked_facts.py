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


@pytest.mark.parametrize(
    ("day", "employer"),
    [("2020-12", "甲"), ("2021-06", "乙"), ("2021-06-15", None), ("2021-12-31", "乙"), ("2024-12", "乙"), ("", None)],
)
def test_who_it_was_then(make_case, day: str, employer: str | None) -> None:
    fields = [Field("employer", Label("单位")), *(Field(name, Label(name), FieldType.DATE) for name in ("from", "to"))]
    case = make_case([*fields, Field("day", Label("日期"), FieldType.DATE)])
    case.record(employer="甲", **{"from": "2018-07", "to": "2021-05"})
    case.record(employer="乙", **{"from": "2021-06-16", "to": "至今"})
    case.record(day=day)
    context = case.context()
    operand = Operand(section="things", pick="last", field="employer", covering="day")
    assert resolve_operand(operand, context.records("things")[-1], context).text == employer
