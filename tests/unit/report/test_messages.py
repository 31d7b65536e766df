"""Messages are filled safely: what an applicant typed is never a template and never moves the cursor."""

from typing import Any

import pytest

from zcdossier.model.label import Label
from zcdossier.model.profile import Profile
from zcdossier.report.messages import clause_text, fill_slots, hint_text, message_text


@pytest.mark.parametrize(
    ("template", "args", "expected"),
    [
        ("{a} 和 {b}", {"a": "甲", "b": 2}, "甲 和 2"),
        ("{a}", {"a": "{b} {0} {a.__class__}"}, "{b} {0} {a.__class__}"),
        ("写成 {x}", {}, "写成 {x}"),
        ("{{a}} {a}", {"a": 1}, "{a} 1"),
        ("{n:,} 字节", {"n": 20_000_000}, "20,000,000 字节"),
        ("{n}", {"n": 0.650000}, "0.65"),
        ("{n}", {"n": 19_999_999}, "19999999"),
        ("{a}", {"a": Label("论文", "paper")}, "论文"),
        ("{a}", {"a": "x\ny\x1b[31m"}, r"x\ny\x1b[31m"),
        ("{} { } {", {}, "{} { } {"),
    ],
)
def test_fill(template: str, args: dict[str, Any], expected: str) -> None:
    assert fill_slots(template, args, "zh") == expected


def test_labels_are_in_the_language() -> None:
    assert fill_slots("{a}", {"a": Label("论文", "paper")}, "en") == "paper"
    assert fill_slots("{a}", {"a": Label("论文")}, "en") == "论文"


def test_message_and_hint_in_both_languages(linted: Any) -> None:
    finding = linted.verdict.findings[1]
    assert message_text(finding, "zh").startswith("送审论文")
    assert hint_text(finding, "en") == "write *课堂里的追问"


def test_clause(profile: Profile) -> None:
    assert clause_text("HZNU-1.1-01", profile, "zh") == "HZNU-1.1-01（一）：截止日期是 2023 年 6 月 30 日。"
    assert clause_text("HZNU-3.9-05", profile, "en") == "HZNU-3.9-05 (三.9)"
    assert clause_text("X-1", None, "zh") == "X-1"
