"""`mask:` of a field: what it may be, and what is refused."""

import pytest

WRONG = [
    ("type: date, mask: draft", "“draft”不是日期写法"),
    ("type: date, mask: YYYYMD", "“YYYYMD”里一位数的月或日紧挨着别的数字"),
    ("type: date, mask: MM.DD", "“MM.DD”里没有年"),
    ("type: date, mask: [MM/DD/YYYY, DD/MM/YYYY]", "同一串数字按“MM/DD/YYYY”和“DD/MM/YYYY”能读成两个日期"),
    ("type: date, mask: YYYY-DD-MM", "同一串数字按“YYYY-DD-MM”和“YYYY-MM-DD”能读成两个日期"),
    ("type: text, mask: YYYY.MM", "mask 是日期的写法"),
    ("type: date, mask: {one_of: YYYY.MM, strict: true}", "不认识 strict"),
    ("type: date, mask: {severity: error}", "mask 要写一种写法"),
]


@pytest.mark.parametrize(("field", "message"), WRONG, ids=[field for field, _ in WRONG])
def test_what_can_not_be_followed_is_refused(profiles, field, message):
    wrong = profiles.wrong("  talks:\n    label: 报告\n    fields:\n      when: {label: 时间, " + field + "}\n")
    assert [text.startswith(message) for _, text in wrong] == [True]


def test_a_row_with_a_wrong_mask_is_refused(profiles):
    wrong = profiles.wrong("rules:\n  - {id: r, kind: date-mask, section: papers, mask: YYYY.DD}\n")
    assert [text.startswith("“YYYY.DD”里有日没有月") for _, text in wrong] == [True]


def test_a_mask_is_a_rule_that_can_be_graded(profiles):
    profile = profiles.case(
        "  talks:\n    label: 报告\n    fields:\n      when: {label: 时间, type: date, mask: YYYY.MM, clauses: [C-1]}\n"
        "rules:\n  - {id: talks-when-mask, severity: error}\n"
    )
    rule = next(rule for rule in profile.rules if rule.id == "talks-when-mask")
    assert (rule.severity, rule.params.mask, rule.all_clauses) == ("error", ("YYYY.MM",), ("C-1",))
