"""What stands between braces in a Word template: what it means, what it does not, and how dates are written."""

import pytest

from zcdossier.report.forms.placeholders import Placeholder, Reference, apply_style, parse_placeholder, placeholders_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("applicant.name", Placeholder((Reference("applicant", "name"),))),
        (" 申报人.姓名 ", Placeholder((Reference("applicant", "姓名"),))),
        ("level", Placeholder((Reference("level"),))),
        ("级别|-级", Placeholder((Reference("level"),), "-级")),
        ("记录.工作对象、人数", Placeholder((Reference("record", "工作对象、人数"),))),
        ("row.序号", Placeholder((Reference("row", "number"),))),
        ("行[student_type=本科生].courses", Placeholder((Reference("row", "courses", "student_type", "本科生"),))),
        ("appraisals[year = 2020].grade", Placeholder((Reference("appraisals", "grade", "year", "2020"),))),
        ("row.journal.rank", Placeholder((Reference("row", "journal.rank"),))),
        ("attachments.proof.years", Placeholder((Reference("attachments.proof", "years"),))),
        ("record.from|YYYY.MM", Placeholder((Reference("record", "from"),), "YYYY.MM")),
        ("record.from | YYYY年M月D日", Placeholder((Reference("record", "from"),), "YYYY年M月D日")),
        (
            "record.unit 或 applicant.unit or level",
            Placeholder((Reference("record", "unit"), Reference("applicant", "unit"), Reference("level"))),
        ),
    ],
)
def test_meaning(text: str, expected: Placeholder) -> None:
    assert parse_placeholder(text) == expected


@pytest.mark.parametrize(
    "text", ["", " ", ".", "a[b].c]", "a[b]", "a[=1].c", "a b.c", "a.b|", "a.b|date", "a.b|YYYY.mm", "a.b|-", "a 或 "]
)
def test_no_meaning(text: str) -> None:
    assert parse_placeholder(text) is None


def test_marks_are_found_one_by_one() -> None:
    marks = [(match[0], meaning is not None) for match, meaning in placeholders_in("{{level}}至{{}} {x} {{a.b}}}")]
    assert marks == [("{{level}}", True), ("{{}}", False), ("{{a.b}}", True)]


@pytest.mark.parametrize(
    ("text", "style", "expected"),
    [
        ("2018-09", "YYYY.MM", "2018.09"),
        ("2018.9", "YYYY.MM", "2018.09"),
        ("2018年9月3日", "YYYY年M月", "2018年9月"),
        ("2018-09-03", "YYYY-MM-DD", "2018-09-03"),
        ("2018-12-31", "M月D日", "12月31日"),
        ("2018", "YYYY.MM", "2018"),
        ("2018-09", "YYYY年M月D日", "2018-09"),
        ("至今", "YYYY.MM", "至今"),
        ("", "YYYY.MM", ""),
        ("中级", "-级", "中"),
        ("初定", "-级", "初定"),
        ("2018-09", "", "2018-09"),
    ],
)
def test_style(text: str, style: str, expected: str) -> None:
    assert apply_style(text, style) == expected
