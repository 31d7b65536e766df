"""An office's commands over a folder: good dossiers, doubtful ones, a broken one, one whose notice is bad."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
GOOD = "    - {title: 甲, date: 2021-03, folder: 01-获奖/甲}\n"
AT = ("--as-of", "2026-09-25")


@pytest.fixture
def many(office: Any, scan: bytes) -> Path:
    """`an` and `系/bo` may pass, `chen` has an error, `ding` can't be read, `er` has a bad notice."""
    for name in ("an", "系/bo"):
        root = office.dossier(name, awards=GOOD)
        (root / "01-获奖" / "甲").mkdir(parents=True)
        (root / "01-获奖" / "甲" / "1-证书.jpg").write_bytes(scan)
    office.dossier("chen", awards="    - {date: 2021-03}\n")
    office.dossier("ding", "profile: tiny\na: [1\n")
    office.dossier("er", "profile: bad\nlevel: senior\n")
    (office.path / "profiles" / "bad").mkdir()
    (office.path / "profiles" / "bad" / "profile.yaml").write_text("id: bad\nnonsense: 1\n", encoding="utf-8")
    tiny = (office.path / "profiles" / "tiny" / "profile.yaml").read_bytes()
    (office.path / "系" / "profiles" / "tiny").mkdir(parents=True)
    (office.path / "系" / "profiles" / "tiny" / "profile.yaml").write_bytes(tiny)
    path: Path = office.path
    return path


def pass_unit(zc: Run, folder: Path, *names: str) -> None:
    for name in names:
        ran = zc("office", "review", "set", name, "--unit", "--decision", "通过", "--by", "许岚", *AT, cwd=folder)
        assert ran.code == 0, ran.err


def test_letters_to_all_but_those_who_can_not_be_read(zc: Run, many: Path) -> None:
    ran = zc("office", "letters", ".", "--by", "2026-10-08", "--signed", "人事处", *AT, cwd=many)
    assert ran.code == 2
    assert "er" in ran.err
    assert "没能检查，没有写" in ran.out
    files = sorted(path.name for path in (many / "letters").iterdir())
    assert files == ["an.txt", "chen.txt", "ding.txt", "系-bo.txt"]
    text = (many / "letters" / "chen.txt").read_text(encoding="utf-8-sig")
    assert "没有填写“名称”" in text
    assert "请在2026年10月8日（星期四）以前改好交来。" in text
    assert text.endswith("人事处\n2026年9月25日\n")
    again = zc("office", "letters", ".", "--only-errors", "--format", "docx", "--out", "word", *AT, cwd=many)
    assert again.code == 2
    assert sorted(path.name for path in (many / "word").iterdir()) == ["chen.docx", "ding.docx"]


def test_old_letters_are_told(zc: Run, many: Path) -> None:
    zc("office", "letters", "an", *AT, cwd=many)
    ran = zc("office", "letters", "chen", *AT, cwd=many)
    assert ran.code == 0
    assert "还有以前写的：an.txt" in ran.err


def test_from_review_to_publicity(zc: Run, many: Path) -> None:
    pass_unit(zc, many, "an", "系/bo")
    refused = zc("office", "review", "set", "chen", "--unit", "--decision", "通过", "--by", "许岚", *AT, cwd=many)
    assert refused.code == 2
    assert "还有 1 处错误" in refused.err
    back = ("office", "review", "set", "chen", "--unit", "--decision", "退回", "--by", "许岚", *AT)
    assert zc(*back, cwd=many).code == 2
    assert zc(*back, "--reason", "=缺名称", "--on", "2026-09-24", cwd=many).code == 0
    ran = zc("office", "publicity", ".", "--from", "2026-09-28", "--signed", "学院", *AT, cwd=many)
    assert ran.code == 2, "one of them can't be read"
    assert "2026年9月28日（星期一）至2026年10月10日（星期六）" in ran.out
    assert "不在公示表里：chen（chen）" in ran.err
    book = openpyxl.load_workbook(many / "publicity" / "公示表 2026-09-28.xlsx")
    assert [cell.value for cell in book.worksheets[0]["B"]][3:5] == ["an", "bo"]
    said = "署名有疑问"
    done = zc("office", "review", "objection", "an", "--text", said, "--by", "许岚", "--on", "2026-09-29", cwd=many)
    assert done.code == 0
    with (many / "reviews.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows] == ["申报材料", "an", "系/bo", "chen", "an", "系/bo", "an"]
    assert rows[3][4] == "'=缺名称"
    assert rows[4][-2:] == ["2026-09-28", "2026-10-10"]
    found = zc("office", "review", "list", ".", "--format", "json", "--as-of", "2026-10-11", cwd=many)
    states = {one["path"]: one for one in found.json["dossiers"]}
    assert {name: one["state"] for name, one in states.items()} == dict.fromkeys(
        ("an", "chen", "ding", "系/bo"), "waiting"
    ) | {"er": "failed"}
    assert states["an"]["reasons"][-1] == f"公示期间的异议还没有处理：{said}"
    assert states["chen"]["reasons"][0] == "单位审核退回：=缺名称"
    assert [one["step"] for one in states["an"]["history"]] == ["unit", "publicity", "objection"]


def test_who_may_be_handed_over(zc: Run, many: Path) -> None:
    manifest = many / "an" / "dossier.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "answers: {T-5: 是, T-6: 是}\n", encoding="utf-8")
    pass_unit(zc, many, "an")
    zc("office", "publicity", "an", "--from", "2026-09-14", *AT, cwd=many)
    ran = zc("office", "review", "list", "an", *AT, cwd=many)
    assert (ran.code, ran.err) == (0, "")
    assert "可以报送" in ran.out
    english = zc("--lang", "en", "office", "review", "list", "an", *AT, cwd=many)
    assert "may be handed over" in english.out


def test_the_english_of_it_all_is_english(zc: Run, many: Path) -> None:
    pass_unit(zc, many, "an")
    for arguments in (("letters", "."), ("publicity", ".", "--partial"), ("summary", "."), ("review", "list", ".")):
        ran = zc("--lang", "en", "office", *arguments, *AT, cwd=many)
        assert ran.code == 2
        talk = ran.both.replace("系", "").replace("许岚", "").replace("甲", "")
        assert not [char for char in talk if "\u4e00" <= char <= "\u9fff"], talk


def test_the_summary_lists_all_with_the_bad_ones_first(zc: Run, many: Path) -> None:
    ran = zc("office", "summary", ".", *AT, cwd=many)
    assert ran.code == 2
    assert ran.out.startswith("共 5 份，2 份有错误，1 份没能检查\n")
    page = (many / "summary" / "汇总.html").read_text(encoding="utf-8")
    assert page.index("<small>chen</small>") < page.index("<small>系/bo</small>")
    assert "nonsense" in page
    book = openpyxl.load_workbook(many / "summary" / "汇总.xlsx")
    assert [one.title for one in book.worksheets] == ["小通知", "没有读出申报要求", "还差什么"]
    assert not zipfile.ZipFile(io.BytesIO((many / "summary" / "汇总.xlsx").read_bytes())).testzip()


def test_a_record_spoilt_in_a_spreadsheet_is_told_by_its_line(zc: Run, many: Path) -> None:
    lines = [
        "申报材料,环节,结果,日期",
        "an,单位审核,通过,2026/9/11",
        "an,初审,通过,2026/9/12",
        "fu,单位审核,通过,2026/9/13",
    ]
    (many / "reviews.csv").write_bytes("\r\n".join(lines).encode("gbk"))
    ran = zc("office", "review", "list", "an", *AT, cwd=many)
    assert ran.code == 1
    assert "reviews.csv 第 3 行：没有“初审”这个环节" in ran.err
    assert "reviews.csv 第 4 行：没有 fu 这份材料" in ran.err
    assert "通过 2026-09-11" in ran.out
    (many / "reviews.csv").write_bytes(b"PK\x03\x04\x00\x00")
    broken = zc("office", "review", "list", ".", *AT, cwd=many)
    assert broken.code == 2
    assert broken.err.count("读不懂") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("letters", ".", "--by", "明天"), "--by 要写成"),
        (("publicity", ".", "--from", "9月14日"), "--from 要写成"),
        (("publicity", "an"), "还没有单位审核通过、需要公示的人"),
        (("review", "set", "an", "--decision", "通过", "--by", "x"), "--unit 和 --authority 要写一个"),
        (("review", "set", ".", "--unit", "--decision", "通过", "--by", "x"), "里有 5 份材料，写明是哪一份"),
        (("review", "set", "nobody", "--unit", "--decision", "通过", "--by", "x"), "找不到 nobody"),
        (("letters", "nobody"), "找不到 nobody"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_line(zc: Run, many: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = zc("office", *arguments, cwd=many)
    assert ran.code == 2
    assert said in ran.err
    assert not (many / "reviews.csv").exists()


def test_an_output_that_can_not_be_written_is_told(zc: Run, many: Path) -> None:
    (many / "taken").write_text("a file", encoding="utf-8")
    for command in ("letters", "summary"):
        ran = zc("office", command, "an", "--out", "taken", *AT, cwd=many)
        assert ran.code == 2
        assert "写不出" in ran.err
