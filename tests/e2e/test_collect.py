"""What people hand in, as they hand it in, becomes dossiers; nothing of theirs is changed."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
BOOK = "申报表.xlsx"


@pytest.fixture
def returns(zc: Run, office: Any) -> Path:
    """Seven people's: three as wanted, one of whom sent the form twice; the others with a slip each."""
    zc("init", "blank", "--profile", "tiny", "--level", "高级", "--as", "xlsx", cwd=office.path)
    book = (office.path / "blank" / BOOK).read_bytes()
    shutil.rmtree(office.path / "blank")
    home: Path = office.path / "交来"
    for folder in ("张三/01-获奖/甲", "林晓 扫描件/01-获奖/乙", "孙九/01-获奖"):
        (home / folder).mkdir(parents=True)
        (home / folder / "1-封面.jpg").write_bytes(b"scan")
    (home / "张三" / BOOK).write_bytes(book)
    (home / "张三" / "申报表-检查结果.xlsx").write_bytes(book)
    (home / "林晓-申报表(1).xlsx").write_bytes(book)
    (home / "申报表_王五.xlsx").write_bytes(book)
    (home / "李四-申报表.xlsx").write_bytes(book)
    write_form(home / "李四-申报表.xlsx", home / "李四-申报表 (2).xlsx", "李四")
    (home / "申报表_王五(1).xlsx").write_bytes(book)
    (home / "赵六-申报表.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (home / "周七-申报表.xls").write_bytes(b"old")
    (home / "~$李四-申报表.xlsx").write_bytes(b"lock")
    return home


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != ".zcdossier"
    }


def test_dossiers_of_what_was_handed_in(zc: Run, returns: Path) -> None:
    before = snapshot(returns)
    (returns.parent / "名单.csv").write_text("姓名,学院\n张三,药\n林 晓,药\n钱八,文\n李四,文\n", encoding="gb18030")
    ran = zc("office", "collect", "交来", "--names", "名单.csv", cwd=returns.parent)
    assert (ran.code, ran.err) == (1, "")
    assert snapshot(returns) == before
    made = returns.parent / "交来-材料"
    assert sorted(path.name for path in made.iterdir()) == ["张三", "林晓", "王五"]
    assert sorted(snapshot(made / "林晓")) == ["01-获奖/乙/1-封面.jpg", BOOK]
    assert sorted(snapshot(made / "张三")) == ["01-获奖/甲/1-封面.jpg", BOOK]
    lines = ran.out.splitlines()
    assert [line for line in lines if line.startswith("李四：交了两份")]
    assert [line for line in lines if line.startswith("赵六：打不开")]
    assert [line for line in lines if line.startswith("周七：格式不对")]
    assert [line for line in lines if line.startswith("孙九：只有扫描件")]
    assert "还没有交的 1 人：钱八" in lines
    assert zc("lint", "交来-材料", "-q", cwd=returns.parent).code == 0


def test_a_second_time_adds_only_what_is_new(zc: Run, returns: Path) -> None:
    zc("office", "collect", "交来", "--out", "all", cwd=returns.parent)
    (returns.parent / "all" / "张三" / BOOK).write_bytes(b"mended")
    (returns / "李四-申报表 (2).xlsx").unlink()
    ran = zc("office", "collect", "交来", "--out", "all", cwd=returns.parent)
    assert "整理好 1 人" in ran.out
    assert (returns.parent / "all" / "张三" / BOOK).read_bytes() == b"mended"
    assert (returns.parent / "all" / "李四" / BOOK).exists()


def test_one_name_in_two_is_told(zc: Run, returns: Path) -> None:
    for name in ("张伟-药学院", "张伟-文学院"):
        (returns / name).mkdir()
        write_form(returns / "张三" / BOOK, returns / name / BOOK, "张伟")
    ran = zc("office", "collect", "交来", cwd=returns.parent)
    assert "同一个姓名的不止一份，请看是不是同一个人：张伟" in ran.out
    assert (returns.parent / "交来-材料" / "张伟-文学院").is_dir()


def test_whose_a_text_is_stands_under_the_applicant(zc: Run, returns: Path) -> None:
    for folder, name in (("甲", "林晓"), ("乙", "许安")):
        (returns / folder).mkdir()
        text = f"profile: tiny\nsections:\n  awards:\n    - name: 王芳\napplicant:\n  name: {name}\n"
        (returns / folder / "dossier.yaml").write_text(text, encoding="utf-8")
    assert "同一个姓名的不止一份" not in zc("office", "collect", "交来", cwd=returns.parent).out
    (returns / "乙" / "dossier.yaml").write_text("申报人: {姓名: 林晓}\n", encoding="utf-8")
    ran = zc("office", "collect", "交来", "--out", "again", cwd=returns.parent)
    assert "同一个姓名的不止一份，请看是不是同一个人：林晓（" in ran.out


def test_forms_that_many_call_alike_are_told_apart_by_the_name_inside(zc: Run, returns: Path) -> None:
    shutil.rmtree(returns / "张三")
    for name, file in (
        ("许安", "申报表.xlsx"),
        ("江澈", "申报表(1).xlsx"),
        ("周叶", "周叶.xlsx"),
        ("郑秋", "药学院/1.xlsx"),
    ):
        (returns / file).parent.mkdir(exist_ok=True)
        write_form(returns / "申报表_王五.xlsx", returns / file, name)
    write_form(returns / "申报表_王五.xlsx", returns / "药学院/申报表-冯春.xlsx", "冯春")
    (returns / "周叶的扫描件/01-获奖/甲").mkdir(parents=True)
    (returns / "周叶的扫描件/01-获奖/甲/1-封面.jpg").write_bytes(b"scan")
    (returns / "花名册.docx").write_bytes(b"list")
    ran = zc("office", "collect", "交来", cwd=returns.parent)
    made = returns.parent / "交来-材料"
    assert {"许安", "江澈", "周叶", "郑秋", "冯春"} <= {path.name for path in made.iterdir()}
    assert sorted(snapshot(made / "周叶")) == ["01-获奖/甲/1-封面.jpg", BOOK]
    assert [line for line in ran.out.splitlines() if line.startswith("花名册.docx：看不出是谁的")]


def test_a_folder_of_scans_beside_the_form_is_unwrapped_unless_the_form_names_it(zc: Run, returns: Path) -> None:
    scans = returns / "张三/扫描件/02-论文"
    scans.mkdir(parents=True)
    (scans / "1.jpg").write_bytes(b"scan")
    zc("office", "collect", "交来", "--out", "all", cwd=returns.parent)
    assert (returns.parent / "all/张三/02-论文/1.jpg").exists()
    book = openpyxl.load_workbook(returns / "张三" / BOOK)
    book["申报人"]["D20"] = "扫描件/02-论文"
    book.save(returns / "张三" / BOOK)
    zc("office", "collect", "交来", "--out", "named", cwd=returns.parent)
    assert (returns.parent / "named/张三/扫描件/02-论文/1.jpg").exists()


def test_scans_still_in_an_archive_and_what_was_handed_in_again(zc: Run, returns: Path) -> None:
    (returns / "王五.zip").write_bytes(b"PK")
    (returns / "张三扫描件").mkdir()
    assert "张三：扫描件不在一个文件夹里" in zc("office", "collect", "交来", "--out", "all", cwd=returns.parent).out
    (returns / "张三扫描件").rmdir()
    ran = zc("office", "collect", "交来", "--out", "all", cwd=returns.parent)
    assert "王五：压缩包" in ran.out
    assert not (returns.parent / "all/王五").exists()
    (returns / "张三/01-获奖/甲/2-目录.jpg").write_bytes(b"scan")
    write_form(returns / "申报表_王五.xlsx", returns / "林晓-申报表(1).xlsx", "林小")
    os.utime(returns / "林晓-申报表(1).xlsx", (1e9, 1e9))  # a replacement may bear an older date than what it replaces
    ran = zc("office", "collect", "交来", "--out", "all", cwd=returns.parent)
    assert "这次交来的和整理好的不一样：林晓、张三" in ran.out or "这次交来的和整理好的不一样：张三、林晓" in ran.out
    assert "文件夹（文件）名和表里的姓名不一样，请看哪个写错了：林晓（林小）" in ran.out


def write_form(source: Path, target: Path, name: str) -> None:
    book = openpyxl.load_workbook(source)
    book["申报人"]["A20"], book["申报人"]["B20"] = "姓名", name
    book.save(target)


def test_one_persons_dossier_is_not_taken_for_people_and_an_empty_folder_says_so(zc: Run, returns: Path) -> None:
    ran = zc("office", "collect", "交来/张三", cwd=returns.parent)
    assert (ran.code, ran.out) == (2, "")
    assert "是一个人的材料" in ran.err
    (returns / "郑八").mkdir()
    assert "郑八：文件夹是空的" in zc("office", "collect", "交来", cwd=returns.parent).out


def test_not_into_itself(zc: Run, returns: Path) -> None:
    ran = zc("office", "collect", "交来", "--out", "交来/out", cwd=returns.parent)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert not (returns / "out").exists()


def test_folders_of_departments_and_a_numbered_list(zc: Run, office: Any) -> None:
    text = "profile: tiny\nlevel: 高级\napplicant:\n  姓名: {}\n"
    for folder, name in (("水利站/林晓", "林晓"), ("张三/张三", "张三"), ("文学院/张三（新）", "张三")):
        (office.path / "交来" / folder).mkdir(parents=True)
        (office.path / "交来" / folder / "dossier.yaml").write_text(text.format(name), encoding="utf-8")
    (office.path / "名单.txt").write_text(
        "序号\t姓名\n1\t张三\n2、林晓（水利站）\n3 王小明 水利站\n4 林晓 水利站\n", encoding="gb18030"
    )
    ran = zc("office", "collect", "交来", "--out", "全部", "--names", "名单.txt", cwd=office.path)
    assert sorted(path.name for path in (office.path / "全部").iterdir()) == ["张三", "张三（新）", "林晓"]
    assert "还没有交的 1 人：王小明 水利站" in ran.out
    assert "张三（张三、张三（新））" in ran.out
