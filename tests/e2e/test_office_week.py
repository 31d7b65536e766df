"""The week of `sample_office/`, walked by the very commands of the guide: who may be handed over at its end."""

import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
WEEK_LENGTH = 22


def walk(page: Path, heading: str) -> list[list[str]]:
    """The commands of the guide's first section, without the program's name."""
    text = page.read_text(encoding="utf-8").partition(f"\n## {heading}")[2].partition("\n## ")[0]
    return [shlex.split(line)[1:] for line in text.splitlines() if line.startswith("zcdossier ")]


@pytest.fixture(scope="module")
def commands(root: Path) -> list[list[str]]:
    return walk(root / "docs" / "office.zh-CN.md", "先试一遍")


@pytest.fixture(scope="module")
def walked(
    commands: list[list[str]], root: Path, zc: Run, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[Any]]:
    """A folder in which every command was run, and what each said."""
    home = tmp_path_factory.mktemp("week") / "人事 处"
    home.mkdir()
    shutil.copytree(root / "sample_office", home / "sample_office")
    return home, [zc(*command, cwd=home) for command in commands]


def test_both_guides_walk_the_same_way(commands: list[list[str]], root: Path) -> None:
    assert len(commands) == WEEK_LENGTH
    assert walk(root / "docs" / "office.md", "Try it first") == commands


def test_only_the_check_and_the_build_have_something_to_mend(
    commands: list[list[str]], walked: tuple[Path, list[Any]]
) -> None:
    codes = {" ".join(command[:1]): ran.code for command, ran in zip(commands, walked[1], strict=True) if ran.code}
    assert codes == {"lint": 1, "build": 1}
    assert "林晓/申报表.xlsx" in walked[1][1].out
    assert walked[1][1].out.count("ZC601") == 2


def test_who_may_be_handed_over_and_why_the_others_may_not(zc: Run, walked: tuple[Path, list[Any]]) -> None:
    home, runs = walked
    lists = [ran.out for ran in runs if ran.out.startswith("申报材料  姓名  单位审核")]
    assert [text.splitlines()[-1] for text in lists] == [
        "可以报送 1，还不能报送 3",
        "可以报送 2，还不能报送 2",
        "可以报送 1，还不能报送 2，主管部门已通过 1",
    ]
    assert "公示期间的异议还没有处理：专利发明人署名有疑问" in lists[0]
    listed = zc("office", "review", "list", "申报2020", "--as-of", "2020-09-22", "--format", "json", cwd=home)
    states = {status["path"]: status for status in listed.json["dossiers"]}
    assert {name: status["state"] for name, status in states.items()} == {
        "周叶": "ready",
        "许安": "ready",
        "江澈": "waiting",
        "林晓": "waiting",
    }
    assert not states["周叶"]["reasons"]
    assert any("没有盖公章" in reason for reason in states["江澈"]["reasons"])
    assert any("20 项没有回答" in reason for reason in states["林晓"]["reasons"])


def test_what_is_handed_over_is_of_those_two_alone(walked: tuple[Path, list[Any]]) -> None:
    home = walked[0]
    assert sorted(path.name for path in (home / "报送").iterdir()) == ["周叶", "报送清单.xlsx", "许安"]
    for name in ("周叶", "许安"):
        uploads = {
            path.relative_to(home / "报送" / name): path.read_bytes()
            for path in (home / "报送").glob(f"{name}/**/*.pdf")
        }
        assert len(uploads) == 6
        assert all((home / "申报2020" / name / "build" / path).read_bytes() == data for path, data in uploads.items())
    rows = list(openpyxl.load_workbook(home / "报送" / "报送清单.xlsx").worksheets[0].iter_rows(values_only=True))
    assert [(row[1], row[4]) for row in rows[1:]] == [("周叶", 6), ("许安", 6)]


def test_answers_leave_all_else_in_the_workbooks(walked: tuple[Path, list[Any]]) -> None:
    dossier = walked[0] / "申报2020" / "周叶"
    before, after = (
        openpyxl.load_workbook(path)
        for path in (dossier / ".zcdossier" / "before-answers" / "1-申报表.xlsx", dossier / "申报表.xlsx")
    )
    assert before.sheetnames == after.sheetnames
    for name in before.sheetnames:
        cells = [[[cell.value for cell in row] for row in book[name].iter_rows()] for book in (before, after)]
        assert (cells[0] == cells[1]) is (name != "确认"), name


def test_nothing_is_handed_over_twice_or_out_of_date(zc: Run, walked: tuple[Path, list[Any]], tmp_path: Path) -> None:
    home = walked[0]
    again = zc("office", "handover", "申报2020", "--out", "报送", "--as-of", "2020-09-22", cwd=home)
    assert again.code == 2
    assert "报送 里已经有东西" in again.err
    shutil.copytree(home / "申报2020", tmp_path / "申报2020")
    scan = next((tmp_path / "申报2020" / "周叶").glob("05-*/*/1-佐证材料-专利证书.jpg"))
    shutil.copyfile(next((tmp_path / "申报2020" / "许安").glob("05-*/*/1-佐证材料-专利证书.jpg")), scan)
    pdf = next((tmp_path / "申报2020" / "许安" / "build" / "upload").rglob("*.pdf"))
    pdf.write_bytes(pdf.read_bytes() + b"\n")
    ran = zc("office", "handover", "申报2020", "--out", "新", "--as-of", "2020-09-22", cwd=tmp_path)
    assert ran.code == 2
    assert "周叶：没有放进去：生成以后材料又改过（1 条记录）" in ran.err
    assert "许安：没有放进去：生成的文件和合并记录不一致" in ran.err
    assert not (tmp_path / "新").exists()
