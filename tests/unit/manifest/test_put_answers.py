"""Answers put into manifests of both forms: they read back, and nothing else of the file is another."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.manifest.put_answers import CannotPutError, NewAnswer, put_answers, put_answers_into_workbook
from zcdossier.profiles.load import load
from zcdossier.report.manifest_workbook.fill_in_workbook import manifest_workbook
from zcdossier.source.nodes import MapNode, Scalar
from zcdossier.source.reader import read_bytes

HEAD = "# 我的材料\nprofile: tiny   # 通知\nlevel: 高级\n"
CASES = {
    "none": ("", "answers:\n  T-1: 是\n"),
    "blank": ("answers:  # 回答\n\n# 末尾\n", "answers:  # 回答\n  T-1: 是\n\n# 末尾\n"),
    "block": ("answers:\n    T-0: 否  # 无\nwaivers: []\n", "answers:\n    T-0: 否  # 无\n    T-1: 是\nwaivers: []\n"),
    "flow": ("answers: {T-0: 否}\n", "answers: {T-0: 否, T-1: 是}\n"),
    "empty flow": ("answers: {}\n", "answers: {T-1: 是}\n"),
    "replaced": ("answers:\n  T-1: '否'  # 没有\n", "answers:\n  T-1: 是  # 没有\n"),
    "open": ("answers:\n  T-1:\n  T-2: 否\n", "answers:\n  T-1: 是\n  T-2: 否\n"),
    "open with a remark": ("answers:\n  T-1:   # 要答\n  # T-9: 是\n", "answers:\n  T-1: 是   # 要答\n  # T-9: 是\n"),
    "null": ("answers: ~\nwaivers: []\n", "answers:\n  T-1: 是\nwaivers: []\n"),
    "chinese": ("人工确认:\n  T-0: 否\n", "人工确认:\n  T-0: 否\n  T-1: 是\n"),
    "literal": ("answers:\n  T-0: |\n    否\n    再说\n", "answers:\n  T-0: |\n    否\n    再说\n  T-1: 是\n"),
    "no line end": ("answers:\n  T-0: 否", "answers:\n  T-0: 否\n  T-1: 是\n"),
    "by record": ("answers:\n  T-0:\n    论文/甲: 否\n", "answers:\n  T-0:\n    论文/甲: 否\n  T-1: 是\n"),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_one_line_is_all_that_is_different(case: str, newline: str) -> None:
    before, after = (f"{HEAD}{text}".replace("\n", newline) for text in CASES[case])
    assert put_answers(before.encode(), [NewAnswer("T-1", "", "是")]) == after.encode()


def test_answers_for_records() -> None:
    text = f"{HEAD}answers:\n  T-1: 是\n  T-2:\n    论文/甲: 是 # 甲\n"
    wanted = [
        NewAnswer("T-1", "论文/甲", "否", "缺页"),
        NewAnswer("T-1", "论文/乙", "是"),
        NewAnswer("T-2", "论文/甲", "否"),
        NewAnswer("T-2", "论文/乙", "是"),
        NewAnswer("T-3", "09-论文/2021-03 甲：乙", "是"),
    ]
    edited = put_answers(text.encode(), wanted).decode()
    assert edited == (
        f'{HEAD}answers:\n  T-1: {{"": 是, 论文/甲: 否（缺页）, 论文/乙: 是}}\n  T-2:\n    论文/甲: 否 # 甲\n'
        '    论文/乙: 是\n  T-3:\n    "09-论文/2021-03 甲：乙": 是\n'
    )


@pytest.mark.parametrize(
    "text", [HEAD + "answers: 都是\n", HEAD + "answers: [是]\n", HEAD + "answers:\n  T-1: [是]\n", "- a\n", "a: [\n"]
)
def test_what_is_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(CannotPutError):
        put_answers(text.encode(), [NewAnswer("T-1", "", "是")])


def test_another_encoding_is_refused() -> None:
    with pytest.raises(CannotPutError, match="UTF-8"):
        put_answers(f"{HEAD}".encode("gbk"), [NewAnswer("T-1", "", "是")])


@given(st.text(max_size=12), st.sampled_from(sorted(CASES)))
def test_any_remark_reads_back(remark: str, case: str) -> None:
    """Whatever a remark holds, either it reads back just so, or nothing is written."""
    new = NewAnswer("T-1", "", "是", remark)
    try:
        edited = put_answers(f"{HEAD}{CASES[case][0]}".encode(), [new])
    except (CannotPutError, UnicodeEncodeError):
        return
    root = read_bytes(edited, "dossier.yaml").root
    assert isinstance(root, MapNode)
    answers = root.get("answers") or root.get("人工确认")
    assert isinstance(answers, MapNode)
    value = answers.get("T-1")
    assert isinstance(value, Scalar)
    assert value.text == new.text


def test_a_workbook_keeps_all_else() -> None:
    profile = load("zj-huzhou-2020")
    data = manifest_workbook(profile, "associate_senior")
    clauses = [question.clauses[0] for question in profile.checklist if question.clauses][:2]
    wanted = [
        NewAnswer(clauses[0], "", "是", "核对过"),
        NewAnswer(clauses[1], "05-业绩档案/甲", "否"),
    ]
    edited = put_answers_into_workbook(data, wanted, profile)
    sheet, old = (openpyxl.load_workbook(io.BytesIO(book))["确认"] for book in (edited, data))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows() if row[4].value in ("是", "否")]
    assert [(row[0], row[1], row[4], row[5]) for row in rows] == [
        (clauses[0], None, "是", "核对过"),
        (clauses[1], "05-业绩档案/甲", "否", None),
    ]
    assert sheet.max_row == old.max_row + 1
    again = put_answers_into_workbook(edited, [NewAnswer(clauses[0], "", "否")], profile)
    cells = openpyxl.load_workbook(io.BytesIO(again))["确认"].iter_rows()
    row = next(row for row in cells if row[0].value == clauses[0])
    assert (row[4].value, row[5].value) == ("否", None)
