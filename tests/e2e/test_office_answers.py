"""Answers that come back: tables to fill in, recorded into every manifest at once, told by row where they can't be."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
AT = ("--as-of", "2026-09-25")
GOOD = "    - {title: 甲, date: 2021-03, folder: 01-获奖/甲}  # 最好的\n    - {title: 乙, date: 2022-03}\n"
UNIT = """  - {clauses: [T-9], question: {zh: 单位核对过吗？, en: Checked?}, asks: unit}
  - {clauses: [T-10], question: {zh: 原件看过吗？, en: Seen?}, asks: unit}
"""


@pytest.fixture
def many(office: Any) -> Path:
    profile = office.path / "profiles" / "tiny" / "profile.yaml"
    profile.write_text(profile.read_text(encoding="utf-8").replace("rules:\n", f"{UNIT}rules:\n"), encoding="utf-8")
    for name in ("an", "系/bo"):
        office.dossier(name, awards=GOOD)
    inner = office.path / "系" / "profiles" / "tiny"
    inner.mkdir(parents=True)
    (inner / "profile.yaml").write_bytes(profile.read_bytes())
    path: Path = office.path
    return path


def fill_in(path: Path, answer: str, remark: str = "") -> None:
    """Choose the same answer in every row of a table, as a person does in Excel."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    heads = next(row for row in sheet.iter_rows() if row[2].value == "条款")
    for row in sheet.iter_rows(min_row=heads[0].row + 1):
        row[6].value, row[7].value = answer, remark or None
    book.save(path)


def rows_to(path: Path, *rows: str, encoding: str = "utf-8-sig") -> Path:
    path.write_bytes("\r\n".join(("申报材料,姓名,条款,哪一条,回答,说明", *rows)).encode(encoding))
    return path


def read_answers(zc: Run, dossier: Path) -> dict[tuple[str, str], str]:
    ran = zc("checklist", ".", "--format", "json", cwd=dossier)
    asked = ran.json["dossiers"][0]["checklist"]
    return {(item["clause"], item["record"]): item["answer"] for item in asked}


def test_there_and_back(zc: Run, many: Path) -> None:
    """Written, filled in, recorded; then there is nothing left to write or to record."""
    ran = zc("office", "answers", ".", *AT, cwd=many)
    assert (ran.code, ran.err) == (0, "")
    tables = sorted(path.name for path in (many / "answers").iterdir())
    assert tables == ["单位确认.xlsx", "回执 an.xlsx", "回执 系-bo.xlsx"]
    for name in tables:
        fill_in(many / "answers" / name, "是", "核对过" if "an" in name else "")
    before = (many / "an" / "dossier.yaml").read_bytes()
    kept = zc("office", "answers", ".", *AT, cwd=many)
    assert "没有动：回执 an.xlsx、回执 系-bo.xlsx、单位确认.xlsx" in kept.err
    ran = zc("office", "answers", ".", "--from", "answers", *AT, cwd=many)
    assert (ran.code, ran.err) == (0, "")
    assert "记下了 8 项回答：an 4、系/bo 4" in ran.out
    text = (many / "an" / "dossier.yaml").read_bytes()
    assert text.startswith(before)
    assert (many / "an" / ".zcdossier" / "before-answers" / "1-dossier.yaml").read_bytes() == before
    assert set(read_answers(zc, many / "系" / "bo").values()) == {"是"}
    assert read_answers(zc, many / "an")["T-5", ""] == "是（核对过）"
    again = zc("office", "answers", ".", "--from", "answers", *AT, cwd=many)
    assert (again.code, again.out) == (0, "没有新的回答要记\n")
    assert (many / "an" / "dossier.yaml").read_bytes() == text
    assert zc("office", "answers", ".", *AT, cwd=many).out == "没有还要回答的问题，没有写回执\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_rows_that_can_not_be_recorded_are_told_and_the_others_are(zc: Run, many: Path, encoding: str) -> None:
    table = rows_to(
        many / "回.csv",
        "an,,T-5,,是,",
        "fu,,T-5,,是,",
        "an,,T-77,,是,",
        "an,,T-6,01-获奖/丙,是,",
        "an,,T-6,甲,否,缺章",
        "系/bo,,T-5,,差不多,",
        "全部,,T-5,,是,",
        "系\\bo,,T-9,,否,",
        "全部,,T-9,,是,",
        "bo,,T-10,,是,",
        "系/bo,,T-10,,否,",
        ",,,,,",
        encoding=encoding,
    )
    ran = zc("office", "answers", ".", "--from", table, *AT, cwd=many)
    assert ran.code == 1
    complaints = [line.removeprefix("错误：回.csv ") for line in ran.err.splitlines()]
    assert [line.partition("：")[0] for line in complaints] == [f"第 {number} 行" for number in (3, 4, 5, 7, 12, 8)]
    assert "没有 fu 这份材料" in complaints[0]
    assert "没有 T-77 这个要确认的条款" in complaints[1]
    assert "要本人回答" in complaints[5]
    answers = read_answers(zc, many / "an")
    assert answers == {
        ("T-5", ""): "是",
        ("T-6", "01-获奖/甲"): "否（缺章）",
        ("T-6", "获奖/乙"): "",
        ("T-9", ""): "是",
        ("T-10", ""): "",
    }
    answers = read_answers(zc, many / "系" / "bo")
    assert (answers["T-9", ""], answers["T-10", ""]) == ("否", "")  # of two that differ neither is taken


def test_of_two_that_differ_neither_is_recorded_nor_what_is_said_for_everybody(zc: Run, many: Path) -> None:
    (many / "回").mkdir()
    rows_to(many / "回" / "一.csv", "系/bo,,T-5,,是,", "系/bo,,T-9,,是,")
    rows_to(many / "回" / "二.csv", "系/bo,,T-5,,否,", "系/bo,,T-9,,否,", "全部,,T-9,,是,")
    ran = zc("office", "answers", ".", "--from", "回", cwd=many)
    assert ran.err == "错误：二.csv 第 2、3 行：和 一.csv 答的不一样，两处都没有记；问清楚，只留一处\n"
    answers = read_answers(zc, many / "系" / "bo")
    assert (answers["T-5", ""], answers["T-9", ""]) == ("", "")
    assert read_answers(zc, many / "an")["T-9", ""] == "是"


def test_another_answer_is_taken_only_when_told_to(zc: Run, many: Path) -> None:
    first = rows_to(many / "一.csv", "an,,T-5,,否,还没有", "an,,T-6,,是,")
    assert zc("office", "answers", ".", "--from", first, cwd=many).code == 0
    second = rows_to(many / "二.csv", "an,,T-5,,是,")
    ran = zc("office", "answers", ".", "--from", second, cwd=many)
    assert ran.code == 1
    assert "原来答的是“否（还没有）”，没有改；要改成“是”，加 --replace" in ran.err
    assert zc("office", "answers", ".", "--from", second, "--replace", cwd=many).code == 0
    assert read_answers(zc, many / "an")["T-5", ""] == "是"
    single = rows_to(many / "三.csv", "an,,T-6,乙,否,")
    assert zc("office", "answers", ".", "--from", single, "--replace", cwd=many).code == 0
    assert read_answers(zc, many / "an")["T-6", "01-获奖/甲"] == "是"
    assert read_answers(zc, many / "an")["T-6", "获奖/乙"] == "否"


def test_who_is_singled_out_is_not_answered_for_with_the_others(zc: Run, many: Path) -> None:
    """Not even where that says what is recorded already, or can't be read."""
    table = rows_to(many / "回.csv", "全部,,T-9,,是,", "系/bo,,T-9,,否,没盖章", "全部,,T-10,,是,", "系/bo,,T-10,,再说,")
    for extra in ((), ("--replace",), ()):
        ran = zc("office", "answers", ".", "--from", table, *extra, cwd=many)
        assert ran.err == "错误：回.csv 第 5 行：“再说”看不出是“是”还是“否”；写 是、否 或 不适用，说明写在“说明”里\n"
        answers = read_answers(zc, many / "系" / "bo")
        assert (answers["T-9", ""], answers["T-10", ""]) == ("否（没盖章）", "")
        assert read_answers(zc, many / "an")["T-9", ""] == "是"
    (many / "回").mkdir()
    rows_to(many / "回" / "一.csv", "系/bo,,T-9,,否,没盖章")
    rows_to(many / "回" / "二.csv", "系/bo,,T-9,,是,")
    ran = zc("office", "answers", ".", "--from", "回", "--replace", cwd=many)
    assert "二.csv 第 2 行：和 一.csv 答的不一样" in ran.err
    assert read_answers(zc, many / "系" / "bo")["T-9", ""] == "否（没盖章）"


def test_what_answers_nothing_is_told(zc: Run, many: Path) -> None:
    (many / "回").mkdir()
    rows_to(many / "回" / "空.csv", "an,,T-5,,,")
    rows_to(many / "回" / "说.csv", "an,,T-5,,,是", "an,,T-6,,,是", "an,,T-9,,,是", "an,,T-5,,,等公章")
    book = openpyxl.Workbook()
    for row in (["申报材料", "条款", "回答"], ["系/bo", "T-5", "是"], ["系/bo", "T-6"], ["系/bo", "T-9"]):
        book.active.append(row)
    book.active.merge_cells("C2:C4")
    book.save(many / "回" / "合并.xlsx")
    ran = zc("office", "answers", ".", "--from", "回", cwd=many)
    assert "错误：说.csv 第 2–5 行：“回答”空着，只写了“说明”，没有记" in ran.err
    assert "一项也没有答：空.csv" in ran.err
    assert "记下了 3 项回答：系/bo 3" in ran.out


def test_workbooks_take_answers_and_an_open_one_does_not(zc: Run, many: Path) -> None:
    for name in ("an", "系/bo"):
        assert zc("convert", name, "--to", "xlsx", cwd=many).code == 0
    (many / "系" / "bo" / "~$申报表.xlsx").touch()
    before = (many / "系" / "bo" / "申报表.xlsx").read_bytes()
    table = rows_to(many / "回.csv", "an,,T-5,,是,核对过", "an,,T-6,乙,不适用,", "系/bo,,T-5,,是,")
    ran = zc("office", "answers", ".", "--from", table, cwd=many)
    assert ran.code == 2
    assert "正打开着" in ran.err
    assert (many / "系" / "bo" / "申报表.xlsx").read_bytes() == before
    answers = read_answers(zc, many / "an")
    assert [answers["T-5", ""], answers["T-6", "获奖/乙"]] == ["是（核对过）", "不适用"]
    assert not answers["T-6", "01-获奖/甲"]


def test_what_is_no_table_is_told(zc: Run, many: Path) -> None:
    (many / "坏.xlsx").write_bytes(b"PK\x03\x04")
    (many / "别的.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    ran = zc("office", "answers", ".", "--from", "坏.xlsx", "--from", "别的.csv", cwd=many)
    assert ran.code == 1
    assert "坏.xlsx：打不开" in ran.err
    assert "不是回答表" in ran.err
    assert zc("office", "answers", ".", "--from", "没有", cwd=many).code == 2
    assert zc("office", "answers", ".", "--from", "an", cwd=many).code == 2


def test_csv_tables_and_english(zc: Run, many: Path) -> None:
    ran = zc("--lang", "en", "office", "answers", ".", "--format", "csv", "--out", "out", *AT, cwd=many)
    assert ran.code == 0
    rows = list(csv.reader(io.StringIO((many / "out" / "answers an.csv").read_text(encoding="utf-8-sig"))))
    assert rows[0] == ["dossier", "name", "clause", "record", "question", "about", "answer", "remark"]
    assert rows[1][:5] == ["an", "an", "T-5", "", "Is it all true?"]


def test_a_hundred_people_in_seconds(zc: Run, office: Any) -> None:
    for number in range(100):
        office.dossier(f"人{number:03}", awards=GOOD)
    rows = [f"人{number:03},,{clause},,是," for number in range(100) for clause in ("T-5", "T-6")]
    table = rows_to(office.path / "回.csv", *rows)
    ran = zc("office", "answers", ".", "--from", table, cwd=office.path)
    assert ran.code == 0
    assert ran.out.startswith("记下了 200 项回答：人000 2、人001 2、")
    assert "人011 2 等 100 人\n" in ran.out
    assert ran.seconds < 50
