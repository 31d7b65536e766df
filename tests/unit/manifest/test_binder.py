"""The manifest in the profile's terms: ids, labels and aliases name the same; every mistake has its place."""

import pytest

from zcdossier.model.dossier import Answer, Waiver


def keys(dossier) -> list[tuple[str, str]]:
    return [(problem.code, problem.key) for problem in dossier.problems]


@pytest.mark.parametrize("typed", ["associate_senior", "associate-senior", "Associate Senior", "副高", " 副高级 "])
def test_a_level_by_any_of_its_names(bound, typed) -> None:
    dossier = bound("", level=f"'{typed}'")
    assert keys(dossier) == []
    assert dossier.level == "associate_senior"


@pytest.mark.parametrize(("typed", "key"), [("''", "no-level"), ("教授", "level"), ("~", "no-level")])
def test_a_level_that_is_none(bound, typed, key) -> None:
    dossier = bound("", level=typed)
    assert keys(dossier) == [("ZC005", key)]
    assert dossier.level == ""


@pytest.mark.parametrize("name", ["papers", "Papers", "论文", "发表论文", " papers ", "ＰＡＰＥＲＳ"])
def test_a_section_by_any_of_its_names(bound, name) -> None:
    dossier = bound(f"sections:\n  '{name}': [{{title: 甲}}]\n")
    assert keys(dossier) == []
    (record,) = dossier.sections["papers"]
    assert record.place.path == "sections.papers[0]"


@pytest.mark.parametrize("name", ["title", "Title", "论文题目", "题目"])
def test_a_field_by_any_of_its_names(bound, name) -> None:
    (record,) = bound(f"sections: {{papers: [{{{name}: ' 甲 '}}]}}\n").sections["papers"]
    value = record.fields["title"]
    assert (value.text, value.canon, value.place.path) == (" 甲 ", "甲", "sections.papers[0].title")


@pytest.mark.parametrize(
    ("name", "typed", "canon"),
    [
        ("best", "是", "是"),
        ("best", "TRUE", "是"),
        ("best", "√", "是"),
        ("best", "0", "否"),
        ("best", "无", "否"),
        ("best", "也许", "也许"),
        ("best", "“否”", "否"),
        ("date", "‘2021-03’", "2021-03"),
        ("kind", "sci", "sci"),
        ("kind", "SCI", "sci"),
        ("kind", "sci 收录", "sci"),
        ("kind", "EI", "EI"),
    ],
)
def test_answers_in_the_profiles_terms(bound, name, typed, canon) -> None:
    (record,) = bound(f"sections: {{papers: [{{{name}: {typed}}}]}}\n").sections["papers"]
    assert record.fields[name].canon == canon


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("rank: 1/3", {"rank.rank": ("1", 13), "rank.members": ("3", 15)}),
        ("rank: ' 2 / 10 '", {"rank.rank": ("2", 15), "rank.members": ("10", 19)}),
        ("rank: 三分之一", {}),
        (
            "during: 2017.09-至今",
            {"during.from": ("2017-09", 15), "during.from.year": ("2017", 15), "during.from.month": ("9", 15)},
        ),
        (
            "during: 2017.09-2018.06",
            {
                "during.from": ("2017-09", 15),
                "during.from.year": ("2017", 15),
                "during.from.month": ("9", 15),
                "during.to": ("2018-06", 15),
                "during.to.year": ("2018", 15),
                "during.to.month": ("6", 15),
            },
        ),
        ("date: 2021年3月", {"date.year": ("2021", 13), "date.month": ("3", 13)}),
        ("people: 林晓、陈明，王五", {"people.count": ("3", 15)}),
        ("journal: 教育研究，一级*", {"journal.name": ("教育研究", 16), "journal.tier": ("一级*", 21)}),
        ('journal: "教育研究，一级"', {"journal.name": ("教育研究", 17), "journal.tier": ("一级", 22)}),
        ("journal: 教育研究", {}),
    ],
)
def test_values_inside_a_value_and_where_they_stand(bound, line, pieces) -> None:
    (record,) = bound(f"sections:\n  papers:\n    - {line}\n".replace("- ", "- ", 1)).sections["papers"]
    found = {name: (value.text, value.place.spot.column) for name, value in record.fields.items() if "." in name}
    assert found == pieces


def test_an_empty_value_stands_at_its_key(bound) -> None:
    (record,) = bound("sections:\n  papers:\n    - title:\n      best: ''\n").sections["papers"]
    assert [(value.place.spot.line, value.place.spot.column) for value in record.fields.values()] == [(5, 7), (6, 7)]


def test_a_record_stands_at_its_first_key_and_keeps_its_place_in_the_list(bound) -> None:
    dossier = bound("sections:\n  papers:\n    - 甲\n    - best: 是\n      title: 乙\n")
    (record,) = dossier.sections["papers"]
    assert (record.place.spot.line, record.place.spot.column, record.place.path) == (
        6,
        7,
        "sections.papers[1]",
    )


@pytest.mark.parametrize(
    ("typed", "folder"),
    [("09-论文/甲", "09-论文/甲"), ("09-论文\\甲\\", "09-论文/甲"), (" 甲/ ", "甲"), ("''", ""), ("", "")],
)
def test_folders(bound, typed, folder) -> None:
    (record,) = bound(f"sections:\n  papers:\n    - 文件夹: {typed}\n").sections["papers"]
    assert record.folder == folder
    assert record.folder_place.path == "sections.papers[0].folder"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("1,8", (1, 8)),
        ("3", (3,)),
        ("1-4", (1, 2, 3, 4)),
        ("1~2、5，7-8", (1, 2, 5, 7, 8)),
        ("2 至 3", (2, 3)),
        (" ", ()),
        ("8,1", (8, 1)),
        ("第1-3页", (1, 2, 3)),
        ("第1页和第8页", (1, 8)),
        ("P1—P2", (1, 2)),
    ],
)
def test_pages(bound, pages, expected) -> None:
    dossier = bound(f"sections:\n  papers:\n    - files: [{{文件: a.pdf, 佐证: 正文, 页码: '{pages}'}}]\n")
    assert keys(dossier) == []
    ((scan,),) = (record.scans for record in dossier.sections["papers"])
    assert (scan.file, scan.part, scan.pages) == ("a.pdf", "body", expected)


@pytest.mark.parametrize(
    ("typed", "files"),
    [
        ("1-封面.jpg，2-目录.jpg; 3-正文.pdf", ["1-封面.jpg", "2-目录.jpg", "3-正文.pdf"]),
        ("1-封面,目录.jpg", ["1-封面,目录.jpg"]),
        ("1-封面，2-目录", ["1-封面，2-目录"]),
    ],
)
def test_several_files_in_one_text(bound, typed, files) -> None:
    (record,) = bound(f"sections:\n  papers:\n    - files: {typed}\n").sections["papers"]
    assert [scan.file for scan in record.scans] == files


@pytest.mark.parametrize("pages", ["0", "3-1", "一", "1;2", "1-", "-1", "1-6000", "999999", "1,,2"])
def test_pages_that_are_none(bound, pages) -> None:
    dossier = bound(f"sections:\n  papers:\n    - files: [{{file: a.pdf, pages: '{pages}'}}]\n")
    assert keys(dossier) == [("ZC004", "pages")]


def test_listed_files_are_inside_the_folder(bound) -> None:
    files = "[1-正文.jpg, {file: '..\\x.jpg', part: 封底}, /etc/x, 'C:\\x']"
    dossier = bound(f"sections:\n  papers:\n    - folder: 甲\n      files: {files}\n")
    assert keys(dossier) == [("ZC005", "part")]
    (record,) = dossier.sections["papers"]
    assert [scan.file for scan in record.scans] == ["甲/1-正文.jpg", "甲/../x.jpg", "/etc/x", "C:/x"]
    assert [scan.label for scan in record.scans] == ["", "封底", "", ""]


def test_a_single_file_needs_no_list(bound) -> None:
    (record,) = bound("sections:\n  papers:\n    - files: a.pdf\n").sections["papers"]
    assert [scan.file for scan in record.scans] == ["a.pdf"]


def test_attachments_texts_and_the_photo(bound) -> None:
    dossier = bound(
        "附件:\n  - {类别: 医德医风鉴定, folder: 附件/甲, 年度: 2020}\n  - {kind: ethics}\n"
        "文本: {工作总结: 总结.md}\n照片: {文件: '图\\照片.jpg'}\n"
    )
    assert keys(dossier) == []
    first, second = dossier.attachments["ethics"]
    assert (first.section, first.place.path, first.folder) == ("attachments.ethics", "attachments[0]", "附件/甲")
    assert first.text("year") == "2020"
    assert second.place.path == "attachments[1]"
    (text,) = dossier.texts["statement"]
    assert (text.section, text.scans[0].file) == ("texts.statement", "总结.md")
    assert dossier.photo is not None
    assert dossier.photo.scans[0].file == "图/照片.jpg"


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("", ""),
        ("sections.papers[4]", "sections.papers[4]"),
        ("论文[4]", "sections.papers[4]"),
        ("论文 第5条", "sections.papers[4]"),
        ("论文第五篇.论文题目", "sections.papers[4].title"),
        ("栏目.论文[4].论文题目", "sections.papers[4].title"),
        ("papers", "sections.papers"),
        (" sections . papers[4] ", "sections.papers[4]"),
        ("附件[0]", "attachments[0]"),
        ("申报人", "applicant"),
        ("applicant.name", "applicant.name"),
        ("照片", "photo"),
        ("申报人.姓名", "applicant.name"),
        ("申报人 . 姓名", "applicant.name"),
        ("文字材料.工作总结", "texts.statement"),
        ("附件.没有的", "attachments.没有的"),
        ("没有[1]", "没有[1]"),
        ("a b[", "a b["),
    ],
)
def test_waivers_and_answers_name_places_as_people_do(bound, typed, at) -> None:
    dossier = bound(
        f"waivers: [{{代码: zc101, 位置: {typed!r}, 理由: ' 同意 '}}]\nanswers: {{T-1: {{{typed!r}: 是}}}}\n"
    )
    (waiver,) = dossier.waivers
    assert waiver == Waiver("ZC101", at, "同意", waiver.place, typed.strip())
    (answer,) = dossier.answers
    assert answer == Answer("T-1", "是", answer.place, at)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("waivers: [{code: ZC101}]\n", [("ZC006", "no-reason")]),
        ("waivers: [{reason: 同意}]\n", [("ZC006", "no-code")]),
        ("waivers: [{code: [ZC101], reason: 同意}]\n", [("ZC004", "text"), ("ZC006", "no-code")]),
        ("waivers: ZC101\n", [("ZC004", "list")]),
        ("waivers: [ZC101]\n", [("ZC004", "waiver")]),
        ("waivers:\n", []),
        ("answers: {T-1: 是, T-2: 否, T-3: 是}\n", [("ZC007", "unknown")]),
        ("answers: {T-1: [是]}\n", [("ZC004", "answer")]),
        ("answers: {T-1: {论文: [是]}}\n", [("ZC004", "answer")]),
        ("answers: 是\n", [("ZC004", "mapping")]),
        ("answers:\n", []),
    ],
)
def test_remarks_that_say_nothing(bound, text, expected) -> None:
    assert keys(bound(text)) == expected


def test_near_misses_are_guessed(bound) -> None:
    dossier = bound("sections: {paperz: [], papers: [{tilte: 甲, 论文提目: 乙}]}\nleve: 副高\nanswers: {T-22: 是}\n")
    assert [problem.args["near"] for problem in dossier.problems] == ["level", "papers", "title", "论文题目", "T-2"]


def test_what_stands_behind_a_mistyped_key_is_read(bound) -> None:
    dossier = bound("sections: {paper: [{titel: 甲}], awards: []}\n")
    assert keys(dossier) == [("ZC005", "section"), ("ZC003", "field")]
    (record,) = dossier.sections["papers"]
    assert record.text("title") == "甲"


def test_a_mistyped_key_never_takes_the_place_of_the_right_one(bound) -> None:
    dossier = bound("sections: {paper: [{title: 甲}], papers: [{titel: 乙, title: 丙}]}\n")
    assert [record.text("title") for record in dossier.sections["papers"]] == ["丙"]


def test_what_stands_one_level_too_deep_among_the_sections_is_read(bound) -> None:
    dossier = bound("sections:\n  papers:\n    - {title: 甲}\n  attachments:\n    - {kind: ethics, folder: 附件}\n")
    assert keys(dossier) == [("ZC003", "top-inside")]
    assert [record.folder for record in dossier.attachments["ethics"]] == ["附件"]


def test_an_attachment_of_no_kind_is_what_its_own_fields_say(bound) -> None:
    dossier = bound("attachments:\n  - {kind: 某某证明, folder: 附件, year: 2021}\n")
    assert keys(dossier) == [("ZC005", "attachment")]
    assert dossier.problems[0].args["near"] == "医德医风鉴定"
    assert dossier.attachments["ethics"][0].fields["year"].canon == "2021"


@pytest.mark.parametrize(
    ("name", "typed", "canon", "found"),
    [
        ("kind", "[SCI]", "sci", []),
        ("date", "[2021-03]", "2021-03", []),
        ("people", "[甲, 乙]", "甲、乙", []),
        ("title", "[甲]", "甲", [("ZC004", "text")]),
        ("date", "[2021-03, 2021-04]", "2021-03、2021-04", [("ZC004", "text")]),
    ],
)
def test_one_thing_alone_may_be_a_list_and_what_is_none_is_read_all_the_same(bound, name, typed, canon, found) -> None:
    dossier = bound(f"sections: {{papers: [{{{name}: {typed}}}]}}\n")
    assert keys(dossier) == found
    assert dossier.sections["papers"][0].fields[name].canon == canon


def test_what_is_typed_twice_keeps_the_first(bound) -> None:
    dossier = bound(
        "sections:\n  papers:\n    - title: 甲\n      论文题目: 乙\n      folder: 丙\n      文件夹: 丁\n  论文: []\n"
    )
    assert {(problem.code, problem.place.spot.line) for problem in dossier.problems} == {
        ("ZC002", 6),
        ("ZC002", 8),
        ("ZC002", 9),
    }
    (record,) = dossier.sections["papers"]
    assert (record.text("title"), record.folder) == ("甲", "丙")


@pytest.mark.parametrize(
    "typed", ["无", "没有", "暂无", "/", "-- ", "“无”", "无。", "无（暂未取得）", "不适用", "[无]", "[{题目: 无}]"]
)
def test_a_section_that_says_there_is_nothing_is_empty(bound, typed) -> None:
    text = {"“无”": "'无'"}.get(typed, f'"{typed}"' if typed[0] in "-/" else typed)
    dossier = bound(f"sections: {{论文: {text}, awards: 无}}\nattachments: 无\ntexts: {{工作总结: 无}}\nphoto: 无\n")
    assert keys(dossier) == []
    assert dossier.sections == {"papers": (), "awards": ()}
    assert (dossier.attachments, dossier.texts, dossier.photo) == ({}, {}, None)


@pytest.mark.parametrize(
    "record", ["{题目: 无, folder: 09-论文/甲}", "{题目: 无锡地方志}", "{best: 无}", "{没有的: 无}"]
)
def test_a_record_that_says_anything_is_one(bound, record) -> None:
    (kept,) = bound(f"sections: {{papers: [{{题目: 无}}, {record}]}}\n").sections["papers"]
    assert kept.place.path == "sections.papers[1]"


@pytest.mark.parametrize("typed", ["三篇", "见附件", "无锡"])
def test_words_in_place_of_records_are_no_records(bound, typed) -> None:
    assert keys(bound(f"sections: {{papers: {typed}}}\n")) == [("ZC004", "list-of-records")]


def test_records_are_of_the_section_whose_folder_they_lie_in_where_its_line_is_missing(bound) -> None:
    dossier = bound("sections:\n  papers:\n    - {题目: 甲, folder: 09-论文/甲}\n    - {folder: 05-获奖/乙}\n")
    assert keys(dossier) == [("ZC003", "no-section-line")]
    assert [record.folder for record in dossier.sections["awards"]] == ["05-获奖/乙"]
    assert [record.folder for record in dossier.sections["papers"]] == ["09-论文/甲"]
