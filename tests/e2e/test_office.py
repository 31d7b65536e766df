"""An office's commands over a folder: good dossiers, doubtful ones, a broken one, one whose notice is bad."""

import csv
import io
import re
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


def pass_unit(zc: Run, folder: Path, *names: str, day: str = "2026-09-10") -> None:
    for name in names:
        set_ = ("office", "review", "set", name, "--unit", "--decision", "通过", "--by", "许岚", "--as-of", day)
        ran = zc(*set_, cwd=folder)
        assert ran.code == 0, ran.err


def test_letters_to_all_but_those_who_can_not_be_read(zc: Run, many: Path) -> None:
    ran = zc("office", "letters", ".", "--by", "2026-10-08", "--signed", "人事处", *AT, cwd=many)
    assert ran.code == 2
    assert "er" in ran.err
    assert "没能检查，没有写" in ran.out
    files = sorted(path.name for path in (many / "letters").glob("*.txt"))
    assert files == ["an.txt", "chen.txt", "ding.txt", "系-bo.txt"]
    text = (many / "letters" / "chen.txt").read_text(encoding="utf-8-sig")
    assert "没有填写“名称”" in text
    assert "请在2026年10月8日（星期四）以前改好交来。" in text
    assert text.endswith("人事处\n2026年9月25日\n")
    again = zc("office", "letters", ".", "--only-errors", "--format", "docx", "--out", "word", *AT, cwd=many)
    assert again.code == 2
    assert sorted(path.name for path in (many / "word").glob("*.docx")) == ["chen.docx", "ding.docx"]


def test_old_letters_are_told(zc: Run, many: Path) -> None:
    zc("office", "letters", ".", *AT, cwd=many)
    assert "还有以前写的" not in zc("office", "letters", "chen", *AT, cwd=many).err
    (many / "an" / "dossier.yaml").unlink()
    assert "还有以前写的：an.txt" in zc("office", "letters", ".", *AT, cwd=many).err


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
    assert "不在公示表里：chen" in ran.err
    book = openpyxl.load_workbook(many / "publicity" / "公示表 2026-09-28.xlsx")
    assert [cell.value for cell in book.worksheets[0]["B"]][3:5] == ["an", "bo"]
    objection = "署名有疑问"
    done = zc(
        "office", "review", "objection", "an", "--text", objection, "--by", "许岚", "--on", "2026-09-29", cwd=many
    )
    assert done.code == 0
    with (many / "reviews.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows] == ["申报材料", "an", "系/bo", "chen", "an", "系/bo", "an"]
    assert rows[3][4] == "'=缺名称"
    assert rows[4][-2:] == ["2026-09-28", "2026-10-10"]
    found = zc("office", "review", "list", ".", "--format", "json", "--as-of", "2026-10-11", cwd=many)
    states = {dossier["path"]: dossier for dossier in found.json["dossiers"]}
    assert {name: state["state"] for name, state in states.items()} == dict.fromkeys(
        ("an", "chen", "ding", "系/bo"), "waiting"
    ) | {"er": "failed"}
    assert states["an"]["reasons"][-1] == f"公示期间的异议还没有处理：{objection}"
    assert states["chen"]["reasons"][0] == "单位审核退回：=缺名称"
    assert [entry["step"] for entry in states["an"]["history"]] == ["unit", "publicity", "objection"]


def test_who_may_be_handed_over(zc: Run, many: Path) -> None:
    manifest = many / "an" / "dossier.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + "answers: {T-5: 是, T-6: 是}\n", encoding="utf-8")
    pass_unit(zc, many, "an")
    zc("office", "publicity", ".", "--from", "2026-09-14", "--as-of", "2026-09-11", cwd=many)
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
    assert page.index(">chen<") < page.index("<small>系/bo</small>")
    assert "nonsense" in page
    book = openpyxl.load_workbook(many / "summary" / "汇总.xlsx")
    assert [sheet.title for sheet in book.worksheets] == ["小通知", "没有读出申报要求", "还差什么"]
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
    ("arguments", "message"),
    [
        (("letters", ".", "--by", "明天"), "--by 要写成"),
        (("publicity", ".", "--from", "9月14日"), "--from 要写成"),
        (("publicity", "."), "还没有单位审核通过、需要公示的人"),
        (
            ("publicity", "an"),
            "an 是一个人的材料，这张表要列大家的；写装着大家材料的文件夹：zcdossier office publicity .",
        ),
        (("summary", "an/dossier.yaml"), "an/dossier.yaml 是一个人的材料"),
        (("publicity", ".", "--from", "2099-01-01"), "--from 2099-01-01 离今天"),
        (("review", "set", "an", "--unit", "--decision", "通过", "--by", " "), "要写明经办人"),
        (("review", "set", "an", "--unit", "--decision", "通过", "--by", "x", "--on", "2099-01-01"), "在一年以后"),
        (("review", "objection", "an", "--text", "查过", "--settled", "--by", "x"), "没有未处理的异议"),
        (("review", "set", "an", "--authority", "--decision", "审查通过", "--by", "x"), "还没有单位审核；还没有公示"),
        (("review", "set", "an", "--decision", "通过", "--by", "x"), "--unit 和 --authority 要写一个"),
        (("review", "set", ".", "--unit", "--decision", "通过", "--by", "x"), "里有 5 份材料，写明是哪一份"),
        (("review", "set", "nobody", "--unit", "--decision", "通过", "--by", "x"), "找不到 nobody"),
        (("letters", "nobody"), "找不到 nobody"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_line(zc: Run, many: Path, arguments: tuple[str, ...], message: str) -> None:
    ran = zc("office", *arguments, cwd=many)
    assert ran.code == 2
    assert message in ran.err
    assert not (many / "reviews.csv").exists()


def test_an_output_that_can_not_be_written_is_told(zc: Run, many: Path) -> None:
    (many / "taken").write_text("a file", encoding="utf-8")
    for command in ("letters", "summary"):
        ran = zc("office", command, ".", "--out", "taken", *AT, cwd=many)
        assert ran.code == 2
        assert "写不" in ran.err  # 写不出 a file, 写不进 a folder


def lists(folder: Path) -> dict[str, bytes]:
    """Everything an office has, by name."""
    return {path.name: path.read_bytes() for name in ("publicity", "summary") for path in (folder / name).iterdir()}


def test_inside_one_dossier_nobodys_list_is_written_over(zc: Run, many: Path) -> None:
    pass_unit(zc, many, "an", "系/bo")
    zc("office", "publicity", ".", "--from", "2026-09-28", *AT, cwd=many)
    zc("office", "summary", ".", *AT, cwd=many)
    before, record = lists(many), (many / "reviews.csv").read_bytes()
    for command in ("publicity", "summary"):
        for arguments, cwd in (
            (("an",), many),
            ((), many / "an"),
            ((".",), many / "系" / "bo"),
            (("../an",), many / "an"),
        ):
            ran = zc("office", command, *arguments, *AT, cwd=cwd)
            assert ran.code == 2
            assert f"zcdossier office {command} " in ran.err
    assert (lists(many), (many / "reviews.csv").read_bytes()) == (before, record)
    assert not [path.name for path in (many / "an").iterdir() if path.name in ("publicity", "summary", "reviews.csv")]


def test_a_letter_to_one_is_the_one_that_all_would_get(zc: Run, many: Path) -> None:
    zc("office", "letters", ".", *AT, cwd=many)
    before = {path.name: path.read_bytes() for path in (many / "letters").glob("*.txt")}
    for arguments, cwd in ((("系/bo", "--out", "letters"), many), ((), many / "an")):
        ran = zc("office", "letters", *arguments, *AT, cwd=cwd)
        assert ran.code == 0, ran.err
    after = {path.name: path.read_bytes() for path in (many / "letters").glob("*.txt")}
    assert (before.items() - after.items(), after.keys() - before.keys()) == (set(), {"bo.txt"})


def test_a_shorter_list_needs_a_word(zc: Run, many: Path) -> None:
    pass_unit(zc, many, "an", "系/bo")
    week = ("office", "publicity", ".", "--from", "2026-09-28", *AT)
    zc(*week, cwd=many)
    before = lists_of_publicity(many)
    back = ("--unit", "--decision", "退回", "--reason", "缺页", "--by", "许岚", *AT)
    assert zc("office", "review", "set", "an", *back, cwd=many).code == 0
    ran = zc(*week, cwd=many)
    assert "已有 2 人，这一次是 1 人，少了 an；" in ran.err
    assert lists_of_publicity(many) == before
    assert "1 on the list" in zc("--lang", "en", *week, "--replace", cwd=many).out
    assert zc(*week, "--replace", cwd=many).out.startswith("公示 1 人")
    assert lists_of_publicity(many) != before


def lists_of_publicity(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "publicity").iterdir()}


def test_a_department_waits_for_those_who_share_its_record(zc: Run, many: Path) -> None:
    for root in (many, many / "系"):
        notice = root / "profiles" / "tiny" / "profile.yaml"
        text = notice.read_text(encoding="utf-8") + "office: {publicity: {whole_batch: 是}}\n"
        notice.write_text(text, encoding="utf-8")
    pass_unit(zc, many, "an", "系/bo")
    ran = zc("office", "publicity", "系", *AT, cwd=many)
    assert ran.code == 2
    assert "还差：chen、ding、er；" in ran.err
    assert zc("office", "publicity", "系", "--partial", *AT, cwd=many).code == 0


def test_every_dossier_is_in_the_list_also_one_without_a_manifest(zc: Run, many: Path) -> None:
    (many / "fan" / "01-获奖").mkdir(parents=True)
    (many / "fan" / "dossier.yml").write_text("profile: tiny\n", encoding="utf-8")
    (many / "reviews.csv").write_bytes(b"")
    for name in ("an", "系/an"):
        text = (many / "an" / "dossier.yaml").read_bytes()
        (many / name).mkdir(parents=True, exist_ok=True)
        (many / name / "dossier.yaml").write_bytes(text)
    (many / "reviews.csv").unlink()
    head = "申报材料,环节,结果,日期,理由,经办人\n"
    (many / "系" / "reviews.csv").write_text(head + "an,单位审核,通过,2026-09-10,,许岚\n", encoding="utf-8")
    ran = zc("office", "review", "list", ".", "--format", "json", *AT, cwd=many)
    assert ran.code == 2
    states = {dossier["path"]: dossier for dossier in ran.json["dossiers"]}
    assert sorted(states) == ["an", "chen", "ding", "er", "fan", "系/an", "系/bo"]
    assert (states["fan"]["state"], states["er"]["state"]) == ("failed", "failed")
    assert states["fan"]["reasons"] == ["没有 申报表.xlsx 或 dossier.yaml，这一份没有检查"]
    assert (states["an"]["unit"], states["系/an"]["unit"]["decision"]) == (None, "通过")
    summary = zc("office", "summary", ".", *AT, cwd=many)
    assert summary.out.startswith("共 7 份")


def test_a_day_shows_only_what_was_known(zc: Run, many: Path) -> None:
    pass_unit(zc, many, "an")
    zc("office", "publicity", ".", "--from", "2026-09-14", "--as-of", "2026-09-11", cwd=many)
    later = ("--unit", "--decision", "退回", "--reason", "缺页", "--by", "许岚", "--as-of", "2026-09-30")
    zc("office", "review", "set", "an", *later, cwd=many)
    listings = {}
    for day in ("2026-09-09", "2026-09-10", "2026-09-14", "2026-09-30"):
        ran = zc("office", "review", "list", "an", "--format", "json", "--as-of", day, cwd=many)
        (listings[day],) = ran.json["dossiers"]
        assert ("以后，没有算进去" in ran.err) == (day != "2026-09-30")
    assert {day: len(listing["history"]) for day, listing in listings.items()} == {
        "2026-09-09": 0,
        "2026-09-10": 1,
        "2026-09-14": 2,
        "2026-09-30": 3,
    }
    assert listings["2026-09-09"]["unit"] is None
    assert (listings["2026-09-14"]["unit"]["decision"], listings["2026-09-30"]["unit"]["decision"]) == ("通过", "退回")


def test_a_lone_quotation_mark_in_the_record_stops_what_would_be_swallowed(zc: Run, many: Path) -> None:
    pass_unit(zc, many, "an")
    with (many / "reviews.csv").open("a", encoding="utf-8", newline="") as file:
        file.write('an,an,公示异议,未处理,"学历存疑,李四,2026-09-12,')
    before = (many / "reviews.csv").read_bytes()
    back = ("--unit", "--decision", "退回", "--reason", "缺封底", "--by", "张三", *AT)
    for arguments in (("review", "set", "an", *back), ("review", "list", "."), ("publicity", "."), ("summary", ".")):
        ran = zc("office", *arguments, cwd=many)
        assert ran.code == 2
        assert "第 3 行读不通，多半是英文引号" in ran.err
        assert ran.out == ""
    assert (many / "reviews.csv").read_bytes() == before


def test_no_name_moves_the_cursor(zc: Run, office: Any) -> None:
    evil = "a\x1b[31mRED\x1b]0;title\x07"
    office.dossier(evil, awards='    - {title: "\\e[31m甲"}\n')
    (office.path / "letters").mkdir()
    (office.path / "letters" / f"old{evil}.txt").write_text("x", encoding="utf-8")
    record = ("--unit", "--decision", "通过", "--by", evil, *AT)
    for arguments in (
        ("letters", "."),
        ("review", "set", evil, *record),
        ("review", "objection", evil, "--text", evil, "--by", evil, *AT),
        ("review", "list", "."),
        ("publicity", "."),
        ("publicity", evil),
        ("summary", "."),
        ("summary", evil),
    ):
        ran = zc("office", *arguments, cwd=office.path)
        assert not [char for char in ran.both if char != "\n" and ord(char) < 32], (arguments, ran)


def test_the_way_from_the_units_pass_to_the_authoritys(zc: Run, many: Path) -> None:
    manifest = many / "an" / "dossier.yaml"
    plain = manifest.read_text(encoding="utf-8")

    def answer(reply: str) -> None:
        manifest.write_text(f"{plain}answers: {{T-5: {reply}, T-6: 是}}\n", encoding="utf-8")

    def record(step: str, decision: str, day: str, *more: str) -> Any:
        line = ("office", "review", "set", "an", step, "--decision", decision, "--by", "许岚", "--as-of", day, *more)
        return zc(*line, cwd=many)

    def state(day: str) -> tuple[str, list[str]]:
        (dossier,) = zc("office", "review", "list", "an", "--format", "json", "--as-of", day, cwd=many).json["dossiers"]
        return dossier["state"], dossier["reasons"]

    answer("否")
    refused = record("--unit", "通过", "2026-09-10")
    assert refused.code == 2
    assert "还有 1 项人工确认答的是“否”或看不出是还是否，不能记为通过" in refused.err
    assert "人工确认有 1 项没有通过：答了“否”，或看不出是还是否" in state("2026-09-10")[1]
    zc("office", "letters", "an", "--as-of", "2026-09-10", cwd=many)
    text = (many / "letters" / "an.txt").read_text(encoding="utf-8-sig")
    assert "都是真的吗？您答的是“否”。" in text
    assert "您不需要" not in text
    manifest.write_text(plain, encoding="utf-8")
    assert "还有 2 项人工确认没有回答，答完才能报送" in record("--unit", "通过", "2026-09-10").err
    answer("是")
    assert "还没有公示" in record("--authority", "审查通过", "2026-09-10").err
    zc("office", "publicity", ".", "--as-of", "2026-09-11", cwd=many)
    assert state("2026-09-11")[0] == "waiting"
    assert "公示到 2026-09-20 才结束" in record("--authority", "审查通过", "2026-09-20").err
    assert state("2026-09-21") == ("ready", [])
    objection = ("office", "review", "objection", "an", "--by", "许岚", "--as-of", "2026-09-21")
    zc(*objection, "--text", "署名有疑问", cwd=many)
    assert "异议还没有处理：署名有疑问" in record("--authority", "审查通过", "2026-09-22").err
    assert zc(*objection, "--text", "查过", "--settled", cwd=many).code == 0
    assert record("--authority", "退回修改", "2026-09-22", "--reason", "缺页").code == 0
    assert state("2026-09-22") == ("waiting", ["主管部门审查退回修改：缺页"])
    assert record("--unit", "通过", "2026-09-23").code == 0
    assert state("2026-09-23") == ("ready", [])
    assert record("--authority", "审查通过", "2026-09-24").code == 0
    assert state("2026-09-24") == ("done", [])
    assert state("2026-09-22") == ("waiting", ["主管部门审查退回修改：缺页"])


def test_each_command_of_the_office_says_what_it_does(zc: Run, tmp_path: Path) -> None:
    listed = zc("office", "--help", cwd=tmp_path).out
    summaries = [" ".join(text.split()) for text in re.split(r"(?m)^  [a-z]+ +", listed.partition("命令")[2])[1:]]
    assert len(summaries) >= 6
    assert len(set(summaries)) == len(summaries)
