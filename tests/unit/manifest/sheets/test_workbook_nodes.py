"""A sheet as people leave it: what they meant is read, what can't be told is said at its cell."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from sheet_files import Rows, SheetXml, book_bytes, formula, number

from zcdossier.manifest.binder import bind
from zcdossier.manifest.sheets.workbook_nodes import read_head, read_nodes
from zcdossier.model.dossier import Dossier
from zcdossier.model.place import CellSpot
from zcdossier.model.profile import Profile
from zcdossier.profiles.load import load
from zcdossier.source.workbook_reader import read_workbook_file

PROFILE = """\
id: case
title: 例
levels: {senior: 副高, full: 正高}
applicant:
  name: {label: 姓名, required: error}
  since: {label: 任现职时间, type: date}
sections:
  papers:
    label: 论文
    aliases: [文章]
    folder: 09-论文
    evidence: error
    fields:
      title: {label: 论文题目, required: error, example: '"*课堂"'}
      date: {label: 发表时间, type: date, required: warning, example: 2021-03}
      rank: {label: 作者排名, type: rank}
      pages: {label: 页数, type: integer}
      best: {label: 代表作, type: flag}
      people: {label: 合作者, type: people}
    parts: {cover: 封面, body: 正文}
  posts:
    label: 兼职
    fields:
      name: {label: 单位名称, example: 东海学会}
      title: {label: 项目名称, example: 委员}
      from: {label: 开始时间, type: date, example: 2019-01}
      to: {label: 结束时间, type: date, open: true}
  awards: {label: 获奖（表彰、奖励：含荣誉）/各级各类各项情况汇总以及其他需要说明的情况, fields: {title: 名称}}
attachments:
  ethics: {label: 医德鉴定}
  credit: {label: 学分, fields: {year: {label: 年度}}}
texts: {statement: {label: 总结}}
photo: {label: 证件照}
checklist:
  - {clauses: [T-1], question: 都是真的吗？}
  - {clauses: [T-2], question: 盖章了吗？, sections: [papers]}
"""
APPLICANT: Rows = [["项目", "填写内容"], ["申报要求*", "case"], ["申报级别*", "副高"], ["姓名*", "林晓"]]
HEAD = ["序号", "论文题目*", "发表时间", "作者排名", "页数", "文件夹", "备注"]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    folder = tmp_path_factory.mktemp("notice") / "profiles" / "case"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return load("case", folder.parents[1])


class Read:
    """A workbook as bound, with the problems by code and message at the cell."""

    def __init__(
        self, profile: Profile, *sheets: SheetXml, folders: Sequence[str] = (), expected: bool = False
    ) -> None:
        book = read_workbook_file(io.BytesIO(book_bytes(*sheets)))

        def list_folders(folder: str) -> list[str]:
            inside = [name.removeprefix(f"{folder}/") for name in folders if name.startswith(f"{folder}/")]
            return inside if folder else [name for name in folders if "/" not in name]

        nodes = read_nodes("申报表.xlsx", book, profile, list_folders, name_folders=expected)
        self.dossier: Dossier = bind(Path(), nodes.tree, profile, nodes.problems)
        self.told = [(problem.code, problem.key, problem.place.suffix.strip()) for problem in self.dossier.problems]
        self.papers = self.dossier.sections.get("papers", ())

    def texts(self, name: str) -> list[str]:
        return [record.text(name) for record in self.papers]


def read_papers(profile: Profile, *rows: Sequence[object], **more: object) -> Read:
    sheet = SheetXml("论文", [HEAD, *rows], **more)  # type: ignore[arg-type]
    return Read(profile, SheetXml("申报人", APPLICANT), sheet)


def test_a_record_and_its_cells(profile: Profile) -> None:
    read = read_papers(profile, ["1", "课堂", "2021-03", "1/3", "", "09-论文/甲", "记一下"])
    (record,) = read.papers
    assert {name: value.text for name, value in record.fields.items() if "." not in name} == {
        "title": "课堂", "date": "2021-03", "rank": "1/3", "pages": "",
    }  # fmt: skip
    assert record.folder == "09-论文/甲"
    assert record.place.spot == CellSpot("论文", 2, 2, "课堂", 2)
    assert record.place.path == "sections.papers[0]"
    assert record.fields["rank"].place.suffix == " [论文] D2"
    assert record.fields["pages"].place.suffix == " [论文] E2"
    assert read.dossier.level == "senior"
    assert read.dossier.applicant_name == "林晓"
    assert read.told == []


def test_a_heading_is_known_by_its_end_where_one_name_alone_ends_so(profile: Profile) -> None:
    head = ["序号", "题目", "时间", "者", "文件夹"]
    read = Read(
        profile, SheetXml("申报人", APPLICANT), SheetXml("论文", [head, ["1", "课堂", "2021-03", "x", "09-论文/甲"]])
    )
    assert (read.texts("title"), read.texts("date")) == (["课堂"], ["2021-03"])
    assert read.told == [("ZC009", "spare-column", "[论文] D1")]


def test_of_two_names_that_end_alike_the_one_that_has_no_column_is_meant(profile: Profile) -> None:
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("兼职", [["名称", "项目名称"], ["甲", "乙"]]))
    (record,) = read.dossier.sections["posts"]
    assert (record.text("title"), record.text("name")) == ("乙", "甲")
    assert read.told == [("ZC003", "column-read", "[兼职] A1")]


@pytest.mark.parametrize("head", ["起止时间", "起止年月"])
def test_a_beginning_and_an_end_in_one_column(profile: Profile, head: str) -> None:
    rows: Rows = [
        ["序号", "单位名称", "项目名称", head],
        ["例", "东海学会", "委员", "2019-01"],
        ["1", "甲", "乙", "2018.09-2021.06"],
        ["2", "丙", "丁", "2021-03至今"],
        ["3", "戊", "己"],
    ]
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("兼职", rows))
    ends = [(record.text("from"), record.text("to")) for record in read.dossier.sections["posts"]]
    assert ends == [("2018.09", "2021.06"), ("2021-03", "至今"), ("", "")]
    assert read.told == []


def test_headings_that_came_along_with_rows_are_no_record(profile: Profile) -> None:
    read = read_papers(profile, ["1", "甲", "2021"], HEAD, ["2", "乙", "2022"])
    assert (read.texts("title"), read.told) == (["甲", "乙"], [])


def test_a_column_without_a_heading_is_told_once(profile: Profile) -> None:
    head = ["序号", "论文题目*", None, "作者排名"]
    read = Read(
        profile,
        SheetXml("申报人", APPLICANT),
        SheetXml("论文", [head, ["1", "甲", "2021", "1/2"], ["2", "乙", "2022"]]),
    )
    assert read.told == [("ZC009", "no-heading", "[论文] C1")]


def test_the_record_stands_where_it_first_says_something(profile: Profile) -> None:
    (record,) = read_papers(profile, ["1", None, "2021-03"]).papers
    assert record.place.suffix == " [论文] C2"


@pytest.mark.parametrize(
    ("cells", "name", "text", "problem"),
    [
        (["1", "题", number("44256", 'yyyy"年"m"月"')], "date", "2021-03", None),
        (["1", "题", number("44256", "yyyy/m/d")], "date", "2021-03-01", None),
        (["1", "题", number("2021.3")], "date", "2021.3", None),
        (["1", "题", number("2021.1")], "date", "2021.1", ("october", "C2")),
        (["1", "题", number("44270", 'm"月"d"日"')], "date", "3月15日", None),
        (["1", "题", "2021", number("44199", 'm"月"d"日"')], "rank", "1/3", ("became-fraction", "D2")),
        (["1", "题", "2021", number("0.3333333333", "# ?/?")], "rank", "1/3", None),
        (["1", number("44256", 'yyyy"年"m"月"'), "2021"], "title", "2021-03", ("became-date", "B2")),
        (["1", "题", "2021", None, number("330106199001011230")], "pages", "330106199001011230", ("lost-digits", "E2")),
        (["1", "题", formula("A1", None, "n")], "date", "", ("uncalculated", "C2")),
        (["1", "题", formula("A1", "2021-03")], "date", "2021-03", None),
        (["1", "  课堂\u3000", "2021"], "title", "课堂", None),
        (["1", '"*课堂"', "2021"], "title", "*课堂", None),
        (["1", "“*课堂”", "2021"], "title", "*课堂", None),
        (["1", '他说"好"', "2021"], "title", '他说"好"', None),
        (["1", "题", "'2021-03"], "date", "2021-03", None),
        (["1", "'新工科'背景下", "2021"], "title", "'新工科'背景下", None),
        (["1", "'95后'教师的课堂", "2021"], "title", "'95后'教师的课堂", None),
        (["1", "题", number("3", "yyyy/m/d")], "date", "1900-01-02", ("became-date", "C2")),
    ],
)  # fmt: skip
def test_what_a_program_made_of_a_text(
    profile: Profile, cells: list[object], name: str, text: str, problem: tuple[str, str] | None
) -> None:
    read = read_papers(profile, cells)
    assert read.texts(name) == [text]
    assert read.told == ([("ZC009", problem[0], f"[论文] {problem[1]}")] if problem else [])


def test_an_error_in_a_cell(profile: Profile) -> None:
    read = read_papers(profile, ["1", "题", formula("A1/0", "#DIV/0!", "e")])
    assert read.texts("date") == [""]
    assert read.told == [("ZC009", "error-value", "[论文] C2")]


def test_blank_rows_numbers_and_remarks_are_no_records(profile: Profile) -> None:
    read = read_papers(
        profile,
        ["1", "甲"],
        ["2"],
        [],
        ["3", None, None, None, None, None, "空着"],
        ["4", "乙"],
        ["合计", "2项"],
        ["5", "合计", "2项"],
        ["共2项"],
    )
    assert read.texts("title") == ["甲", "乙"]
    assert read.told == []


def test_the_example_is_no_record_unless_it_was_overtyped(profile: Profile) -> None:
    read = read_papers(profile, ["例", "*课堂", "2021-03"], ["1", "甲"])
    assert read.texts("title") == ["甲"]
    assert read_papers(profile, ["例", "我的论文", "2021-03"], ["1", "甲"]).texts("title") == ["我的论文", "甲"]


def read_unnumbered(profile: Profile, *rows: Sequence[object]) -> list[str]:
    sheet = SheetXml("论文", [["论文题目*", "发表时间", "作者排名"], *rows])
    return Read(profile, SheetXml("申报人", APPLICANT), sheet).texts("title")


def test_the_example_is_known_by_its_words_where_the_numbers_were_deleted(profile: Profile) -> None:
    assert read_unnumbered(profile, ["*课堂", "2021-03"], ["甲"]) == ["甲"]
    assert read_unnumbered(profile, ["*课堂", "2021-04"], ["甲"]) == ["*课堂", "甲"]
    assert read_unnumbered(profile, ["*课堂", "2021-03", "1/2"], ["甲"]) == ["*课堂", "甲"]


def test_a_line_for_signatures_is_no_record(profile: Profile) -> None:
    read = read_papers(profile, ["1", "甲"], [], [None, "填表人：林晓    日期：2023年6月1日"], ["本人签名（手写）："])
    assert read.texts("title") == ["甲"]
    assert read.told == [("ZC009", "note", "[论文] B4"), ("ZC009", "note", "[论文] A5")]
    assert read_papers(profile, ["1", "签字笔的历史"]).texts("title") == ["签字笔的历史"]


def test_a_line_that_divides_the_records_is_none(profile: Profile) -> None:
    read = read_papers(
        profile, ["一、核心期刊"], ["1", "甲"], ["2", "—— 以下为普通期刊 ——"], ["3", "一、二审终审制", "2021"],
        [None, "以上共2篇"], [None, "本人承诺以上材料真实。林晓"],
    )  # fmt: skip
    assert read.texts("title") == ["甲", "一、二审终审制"]
    assert read.told == [("ZC009", "note", f"[论文] {cell}") for cell in ("A2", "B4", "B6", "B7")]


def test_a_second_column_of_remarks_is_ones_own(profile: Profile) -> None:
    rows: Rows = [["论文题目*", "发表时间", "备注", "备注"], ["甲", "2021", "一", "二"]]
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("论文", rows))
    assert (read.texts("title"), read.told) == (["甲"], [("ZC009", "spare-column", "[论文] D1")])


def test_labels_spread_over_their_cells(profile: Profile) -> None:
    applicant: Rows = [*APPLICANT[:3], ["姓　名*", "林晓"]]
    read = Read(
        profile, SheetXml("申报人", applicant), SheetXml("论文", [["论文 题目 *", "发 表 时 间"], ["甲", "2021"]])
    )
    assert read.dossier.applicant_name == "林晓"
    assert (read.texts("title"), read.texts("date"), read.told) == (["甲"], ["2021"], [])


def test_notes_below_and_beside_the_table_are_told(profile: Profile) -> None:
    read = read_papers(
        profile, ["1", "甲", None, None, None, None, None, "旁边"], ["注：按时间排"], [None, "备注：都是真的"],
        ["填表人签字：", None, "2023年7月1日"], ["单位盖章（公章）：", "2023年"],
    )  # fmt: skip
    assert read.texts("title") == ["甲"]
    assert read.told == [
        *(("ZC009", "note", f"[论文] {cell}") for cell in ("A3", "B4", "A5", "A6")), ("ZC009", "stray", "[论文] H2"),
    ]  # fmt: skip


def test_headings_in_any_order_under_a_title(profile: Profile) -> None:
    sheet = SheetXml(
        "论文",
        [
            ["9 论文（最多 4 项）"],
            ["说明一大段"],
            [],
            ["发表时间\n（年月）", "论文题目＊：", "作者排名（选填）"],
            ["2021", "甲", "1/2"],
        ],
    )
    read = Read(profile, SheetXml("申报人", APPLICANT), sheet)
    (record,) = read.papers
    assert (record.text("title"), record.text("date"), record.text("rank")) == ("甲", "2021", "1/2")
    assert read.told == []


def test_headings_that_are_called_otherwise(profile: Profile) -> None:
    rows: Rows = [["论文题目名", "title2", "发表时间", "发表时间", "空的"], ["甲", "乙", "2021", "2022"]]
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("论文", rows))
    assert read.texts("title") == ["甲"]
    assert read.texts("date") == ["2021"]
    assert read.told == [
        ("ZC003", "column-read", "[论文] A1"), ("ZC009", "spare-column", "[论文] B1"), ("ZC002", "twice", "[论文] D1"),
    ]  # fmt: skip


def test_no_headings_at_all(profile: Profile) -> None:
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("论文", [["甲", "2021"], ["乙", "2022"]]))
    assert read.papers == ()
    assert read.told == [("ZC009", "no-headings", "[论文] A1")]


def test_merged_cells(profile: Profile) -> None:
    after = '<mergeCells><mergeCell ref="C2:C3"/><mergeCell ref="B4:B5"/><mergeCell ref="D6:E6"/></mergeCells>'
    read = read_papers(
        profile, ["1", "甲", "2021"], ["2", "乙"], ["3", "长题目", "2022"], [], ["4", "丙", "2023", "1/2"], after=after
    )
    assert read.texts("title") == ["甲", "乙", "长题目", "丙"]
    assert read.texts("date") == ["2021", "2021", "2022", "2023"]
    assert read.papers[1].fields["date"].place.spot == CellSpot("论文", 3, 3, "2021", 2)
    assert read.told == [("ZC009", "merged-across", "[论文] D6"), ("ZC009", "merged-down", "[论文] C2")]


def test_rows_and_sheets_out_of_sight(profile: Profile) -> None:
    read = read_papers(profile, ["1", "甲"], ["2", "乙"], hidden_rows=frozenset({3}), state="hidden")
    assert read.texts("title") == ["甲", "乙"]
    assert read.told == [("ZC009", "hidden-sheet", "[论文] A1"), ("ZC009", "hidden-rows", "[论文] A3")]


@pytest.mark.parametrize(
    "name",
    [
        *("论文", "文章", "papers", "论文 (2)", "论文（1）", "论文_2", "论文 - 副本", " 论文 ", "9 论文", "09-论文"),
        *("论文（已核）", "论文 最终版", "9.论文-林改"),
    ],
)
def test_a_sheet_by_any_of_its_names(profile: Profile, name: str) -> None:
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml(name, [HEAD, ["1", "甲"]]))
    assert read.texts("title") == ["甲"]
    assert read.told == []


def test_a_sheet_by_its_title(tmp_path: Path) -> None:
    folder = tmp_path / "profiles" / "case"
    folder.mkdir(parents=True)
    numbered = PROFILE.replace("    label: 论文\n", "    label: 论文\n    number: 9\n")
    (folder / "profile.yaml").write_text(numbered, encoding="utf-8")
    profile = load("case", tmp_path)
    rows: Rows = [["9 论文（最多 4 项）"], HEAD, ["1", "甲"]]
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("代表作", rows), SheetXml("草稿", [["9 论文 4 篇"]]))
    assert read.texts("title") == ["甲"]
    assert read.told == [("ZC009", "unknown-sheet", "[草稿] A1")]


def test_a_long_label_with_signs_that_sheets_may_not_have(profile: Profile) -> None:
    name = "获奖（表彰、奖励：含荣誉） 各级各类各项情况汇总以及其他需要说明"
    assert len(name) <= 33
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml(name[:31], [["名称"], ["甲"]]))
    assert [record.text("title") for record in read.dossier.sections["awards"]] == ["甲"]


def test_copies_and_strangers_are_told_when_they_say_more(profile: Profile) -> None:
    papers: Rows = [HEAD, ["1", "甲"]]
    read = Read(
        profile,
        SheetXml("申报人", APPLICANT),
        SheetXml("论文 (2)", papers),
        SheetXml("论文", papers),
        SheetXml("论文 (3)", [HEAD, ["1", "乙"]]),
        SheetXml("草稿", [["随便写"]]),
        SheetXml("Sheet1"),
        SheetXml("选项", [["是"]], state="hidden"),
        SheetXml("说明", [["怎么填"]]),
    )
    assert read.texts("title") == ["甲"]
    assert read.told == [("ZC009", "copied-sheet", "[论文 (3)] A1"), ("ZC009", "unknown-sheet", "[草稿] A1")]


def test_the_applicant_the_photo_and_the_texts(profile: Profile) -> None:
    lines: Rows = [
        ["申报人 · 例"], ["项目", "填写内容", "怎么填"], ["通知", "case"], ["级别", "正高", "选"],
        ["姓名：", "林晓"], ["任现职时间", number("43070", 'yyyy"年"m"月"')], ["照片", "photo.jpg"], ["总结", "a.md"],
        ["姓 名 名", "x"], ["姓名", "又一个"], ["自己的备注"], ["电话", "138"],
    ]  # fmt: skip
    read = Read(profile, SheetXml("申报人", lines))
    dossier = read.dossier
    assert dossier.level == "full"
    assert {name: value.text for name, value in dossier.applicant.items() if "." not in name} == {
        "name": "林晓", "since": "2017-12",
    }  # fmt: skip
    assert dossier.applicant["since"].place.suffix == " [申报人] B6"
    assert dossier.photo is not None
    assert dossier.photo.scans[0].file == "photo.jpg"
    assert dossier.texts["statement"][0].scans[0].file == "a.md"
    assert [problem for problem in read.told if problem[0] != "ZC003"] == [("ZC002", "twice", "[申报人] A10")]
    assert [problem[2] for problem in read.told if problem[0] == "ZC003"] == ["[申报人] A9", "[申报人] A12"]


def test_a_sheet_of_answers_that_was_deleted_is_told_where_its_sister_is_there(profile: Profile) -> None:
    waivers = SheetXml("不适用说明", [["代码", "位置", "理由"]])
    assert Read(profile, SheetXml("申报人", APPLICANT), waivers).told == [("ZC009", "no-sheet", "[申报人] A1")]
    answers = SheetXml("确认", [["条款", "哪一条", "问题", "回答"]])
    assert Read(profile, SheetXml("申报人", APPLICANT), answers, waivers).told == []


def test_an_empty_photo_is_none(profile: Profile) -> None:
    read = Read(profile, SheetXml("申报人", [*APPLICANT, ["证件照"], ["总结"]]))
    assert read.dossier.photo is None
    assert read.dossier.texts == {}
    assert read.dossier.section_places["photo"].suffix == " [申报人] B5"
    assert read.told == []


def test_attachments_have_fields_of_their_kind(profile: Profile) -> None:
    rows: Rows = [
        ["类别*", "年度", "文件夹"],
        ["医德鉴定"],
        ["学分", "2020", "学分证明"],
        ["医德鉴定", "2020"],
        ["不存在"],
    ]
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("附件", rows), folders=["附件/医德鉴定"])
    groups = read.dossier.attachments
    assert [record.folder for record in groups["ethics"]] == ["附件/医德鉴定", ""]
    assert [(record.folder, record.text("year")) for record in groups["credit"]] == [("附件/学分证明", "2020")]
    assert read.told == [("ZC003", "field", "[附件] B4"), ("ZC005", "attachment", "[附件] A5")]


def test_answers_and_waivers(profile: Profile) -> None:
    answers: Rows = [
        ["条款", "哪一条", "问题", "回答", "备注"], ["T-1", None, "都是真的吗？", "是", "核对过"],
        ["T-2", "甲", None, "不适用"],
        ["T-2", "乙", None, "否"], ["T-2", None, None, ""], ["T-1", None, None, "否"],
    ]  # fmt: skip
    waivers: Rows = [["代码", "位置", "理由"], ["zc101", "论文", "人事处同意"], [None, "论文", "没写代码"], ["例"]]
    papers: Rows = [HEAD, ["1", "甲"], ["2", "乙"]]
    read = Read(
        profile,
        SheetXml("申报人", APPLICANT),
        SheetXml("论文", papers),
        SheetXml("确认", answers),
        SheetXml("不适用说明", waivers),
    )
    assert [(answer.clause, answer.text, answer.at) for answer in read.dossier.answers] == [
        ("T-1", "是（核对过）", ""), ("T-2", "不适用", "sections.papers[0]"), ("T-2", "否", "sections.papers[1]"),
    ]  # fmt: skip
    assert [(waiver.code, waiver.at, waiver.reason) for waiver in read.dossier.waivers] == [
        ("ZC101", "sections.papers", "人事处同意")
    ]
    assert read.told == [("ZC002", "twice", "[确认] D6"), ("ZC006", "no-code", "[不适用说明] B3")]


def test_listed_files(profile: Profile) -> None:
    rows: Rows = [["论文题目", "文件夹", "文件"], ["甲", "乙", "1-封面.jpg\n全文.pdf；佐证：正文；页码：1,8-9\n"]]
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("论文", rows))
    assert [(scan.file, scan.part, scan.pages) for scan in read.papers[0].scans] == [
        ("09-论文/乙/1-封面.jpg", "", ()), ("09-论文/乙/全文.pdf", "body", (1, 8, 9)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "folders", "folder"),
    [
        ("甲", [], "09-论文/甲"),
        ("甲", ["甲"], "甲"),
        ("09-论文\\甲", [], "09-论文/甲"),
        ("/etc", [], "/etc"),
        ("..", [], ".."),
        (".", [], "."),
    ],
)
def test_a_typed_folder(profile: Profile, typed: str, folders: list[str], folder: str) -> None:
    rows: Rows = [HEAD, ["1", "题", None, None, None, typed]]
    (record,) = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("论文", rows), folders=folders).papers
    assert record.folder == folder


def test_a_folder_that_was_left_empty(profile: Profile) -> None:
    rows: Rows = [
        HEAD,
        ["1", "课堂里的追问", "2021-03"],
        ["2", "追问", "2022"],
        ["3", "教学", "2020"],
        ["4", None, "2020"],
    ]
    sheets = SheetXml("申报人", APPLICANT), SheetXml("论文", rows)
    folders = ["09-论文/2022 追问", "09-论文/1 课堂里的追问", "09-论文/教学一", "09-论文/教学二"]
    assert [record.folder for record in Read(profile, *sheets, folders=folders).papers] == [
        "09-论文/1 课堂里的追问", "09-论文/2022 追问", "", "",
    ]  # fmt: skip
    wanted = [record.folder for record in Read(profile, *sheets, expected=True).papers]
    assert wanted == ["09-论文/2021-03 课堂里的追问", "09-论文/2022 追问", "09-论文/2020 教学", ""]
    assert Read(profile, *sheets).told == []


def test_the_head_is_found_before_the_profile_is_known() -> None:
    book = read_workbook_file(io.BytesIO(book_bytes(SheetXml("说明", [["甲"]]), SheetXml("申报人", APPLICANT))))
    head = read_head("申报表.xlsx", book)
    assert [(key.text, value.text) for key, value in head] == [("profile", "case"), ("level", "副高")]  # type: ignore[union-attr]
    assert head.place.suffix == " [申报人] A1"


def test_no_level_and_no_applicant(profile: Profile) -> None:
    read = Read(profile, SheetXml("论文", [HEAD, ["1", "甲"]]))
    assert read.texts("title") == ["甲"]
    assert read.told == [("ZC005", "no-level", "[论文] A1")]


def test_an_answer_whose_clause_was_cleared_is_told_by_its_question(profile: Profile) -> None:
    answers: Rows = [
        ["条款", "哪一条", "问题", "回答", "备注", "由谁确认"], [None, None, "都是 真的吗?", "是", None],
        [None, None, "另一个问题？", "否", None], [None, None, None, "是", None],
        [None, None, "盖章了吗？", None, None], ["T-2", "是", "盖章了吗？", None, None],
        ["T-2", None, "盖章了吗？", None, None, "√"], ["T-2", None, "盖章了吗？", None, None, "本人"],
    ]  # fmt: skip
    read = Read(profile, SheetXml("申报人", APPLICANT), SheetXml("确认", answers))
    assert [(answer.clause, answer.text) for answer in read.dossier.answers] == [("T-1", "是")]
    problems = [("no-clause", "A3"), ("no-clause", "A4"), ("answer-beside", "D6"), ("answer-beside", "D7")]
    assert read.told == [("ZC009", key, f"[确认] {cell}") for key, cell in problems]


def test_a_cleared_level_is_told_at_its_own_cell(profile: Profile) -> None:
    read = Read(profile, SheetXml("申报人", [["项目", "填写内容"], ["申报要求*", "case"], ["申报级别*", None]]))
    assert ("ZC005", "no-level", "[申报人] B3") in read.told
