"""Lists and tables of a profile: written out or in files beside it, and what is refused."""

import pytest

FIELD = "  talks:\n    label: 报告\n    fields: {what: {label: 内容, choices: {list: titles}}}\n"


def test_a_table_lies_in_a_file_beside_the_profile(profiles):
    profiles.write("case", "").with_name("codes.csv").write_bytes("代码,名称\nA01,语文\n".encode("gb18030"))
    profile = profiles.case("tables:\n  codes: {file: codes.csv, key: 代码, value: 名称}\n")
    assert profile.tables == {"codes": {"A01": "语文"}}


def test_a_list_is_of_a_column_or_of_lines(profiles):
    folder = profiles.write("case", "").parent
    (folder / "titles.csv").write_text("名称,年\n教授,1\n讲师,2\n教授,3\n", encoding="utf-8-sig")
    (folder / "words.txt").write_text("甲\n\n乙\n", encoding="utf-8")
    profile = profiles.case("lists:\n  titles: {file: titles.csv, column: 名称}\n  words: {file: words.txt}\n")
    assert profile.lists == {"titles": ("教授", "讲师"), "words": ("甲", "乙")}


def test_choices_are_those_of_a_list_and_need_no_type(profiles):
    profile = profiles.case(FIELD + "lists: {titles: [教授, 讲师]}\n")
    what = profile.sections["talks"].fields["what"]
    assert (what.type, [choice.id for choice in what.choices]) == ("choice", ["教授", "讲师"])


WRONG = [
    ("lists: {titles: []}\n", "列表 titles 是空的"),
    ("lists: {titles: {file: nowhere.csv}}\n", "申报要求的文件夹里没有 nowhere.csv"),
    ("lists: {titles: {file: ../case/codes.csv}}\n", "../case/codes.csv 要放在申报要求的文件夹里"),
    ("tables: {codes: {file: codes.csv, key: 编码, value: 名称}}\n", "表里没有列 编码"),
    ("tables: {codes: {file: codes.csv, key: 代码}}\n", "缺少 value"),
    ("tables: {codes: {file: codes.csv, key: 代码, value: 名称, sheet: 1}}\n", "不认识 sheet"),
    ("tables: {codes: {file: twice.csv, key: 代码, value: 名称}}\n", "A01 在表里有两个名称：语文、数学"),
    ("tables: {codes: {file: binary.csv, key: 代码, value: 名称}}\n", "读不出 binary.csv"),
    (FIELD, "没有列表 titles"),
    ("rules:\n  - {id: r, kind: listed, section: papers, field: title, list: titels}\n", "lists 里没有 titels"),
    ("rules:\n  - {id: r, kind: listed, section: papers, field: title}\n", "r 什么也没有要求"),
    ("rules:\n  - {id: r, kind: wording, section: papers, field: title, excludes: {list: no}}\n", "lists 里没有 no"),
    ("rules:\n  - {id: r, kind: complete, section: papers, field: title, of: bokos.title}\n", "没有栏目 bokos.title"),
    ("rules:\n  - {id: r, kind: complete, section: papers, field: title, of: books.name}\n", "books 没有字段 name"),
    ("rules:\n  - {id: r, kind: complete, section: papers, field: title, of: {where: {title: 甲}}}\n", "of 要写"),
    ("rules:\n  - {id: r, kind: count, section: papers, max: 1, where: {title: {in_list: no}}}\n", "没有列表"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "message"), WRONG, ids=[more for more, _ in WRONG])
def test_what_is_not_there_is_refused(profiles, more, message):
    folder = profiles.write("case", "").parent
    (folder / "codes.csv").write_text("代码,名称\nA01,语文\n", encoding="utf-8")
    (folder / "twice.csv").write_text("代码,名称\nA01,语文\nA01,数学\n", encoding="utf-8")
    (folder / "binary.csv").write_bytes(b"\xff\xfe\x00\x81")
    wrong = profiles.wrong(more)
    assert any(text.startswith(message) for _, text in wrong), wrong
