"""Filling a Word template: runs cut anywhere, lines that repeat, what is missing, and texts that look like markup."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
import word_file
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from zcdossier.lint.context import Context
from zcdossier.model.dossier import Dossier, Record, Value
from zcdossier.model.label import Label
from zcdossier.model.place import text_place
from zcdossier.model.profile import Choice, Field, FieldType, Profile, Section
from zcdossier.model.word_form import Blank, WordForm
from zcdossier.report.forms.answers import FillContext
from zcdossier.report.forms.filler import TemplateError, fill_template, template_text
from zcdossier.report.forms.placeholders import unknown_placeholders

PLACE = text_place("dossier.yaml", 1, 1)
KIND = Field(
    "kind", Label("类别"), FieldType.CHOICE, choices=(Choice("ug", Label("本科生")), Choice("pg", Label("研究生")))
)
FIELDS = {
    "title": Field("title", Label("名称", "name")),
    "date": Field("date", Label("时间", "date"), FieldType.DATE),
    "kind": KIND,
    "rank": Field("rank", Label("排名"), FieldType.RANK),
    "flag": Field("flag", Label("是否"), FieldType.FLAG),
}
PROFILE = Profile(
    "case",
    Label("例"),
    levels=(Choice("senior", Label("副高级")),),
    applicant={"name": Field("name", Label("姓名", "name")), "home": Field("home", Label("单位"), default="江州大学")},
    sections={"works": Section("works", Label("成果"), 1, fields=FIELDS), "none": Section("none", Label("空"), 2)},
)
FORM = WordForm("form", Label("表"), each="works", rows="works")


def record(number: int = 0, **fields: str) -> Record:
    values = {
        name: Value(text, PLACE, {"本科生": "ug", "研究生": "pg"}.get(text, text)) for name, text in fields.items()
    }
    return Record("works", number, PLACE.at(f"sections.works[{number}]"), fields=values)


def case(*records: Record, level: str = "senior", form: WordForm = FORM, **applicant: str) -> FillContext:
    facts = {name: Value(text, PLACE, text) for name, text in applicant.items()}
    dossier = Dossier(Path(), "case", level, PLACE, PLACE, applicant=facts, sections={"works": records})
    return FillContext(Context(dossier, PROFILE), form, records[0] if records else None)


def filled(template: bytes, about: FillContext) -> str:
    return word_file.seen(fill_template(template, about).data)


def test_answers_in_paragraphs_tables_and_headers() -> None:
    template = word_file.made("姓名：{{applicant.name}}（{{level}}）", [["{{record.名称}}"]], header="{{申报人.name}}")
    sheet = fill_template(template, case(record(title="甲"), name="林晓"))
    assert word_file.seen(sheet.data) == "姓名：林晓（副高级）\n| 甲 |\n"
    assert Document(BytesIO(sheet.data)).sections[0].header.paragraphs[0].text == "林晓"
    assert sheet.blanks == ()


@pytest.mark.parametrize(
    "runs",
    [
        ["{{applicant.name}}"],
        ["{", "{applicant.name}}"],
        ["{{applicant", ".", "name}", "}"],
        ["前{", "{", "appli", "cant.name", "}", "}后"],
        ["前{{applicant.name", "}}与{{", "applicant.name}}后"],
    ],
)
def test_word_cuts_placeholders_into_runs_as_it_likes(runs: list[str]) -> None:
    expected = "".join(runs).replace("{{applicant.name}}", "林晓") + "\n"
    assert filled(word_file.made(runs), case(name="林晓")) == expected


def test_an_answer_takes_the_look_of_the_run_it_begins_in() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    for text, size in (("姓名：", 10), ("{{appli", 20), ("cant.name}}", 30), ("。", 10)):
        paragraph.add_run(text).font.size = Pt(size)
    proof = OxmlElement("w:proofErr")  # Word marks what it takes for a misspelling, in the middle of things
    paragraph.runs[1]._r.addnext(proof)
    runs = Document(BytesIO(fill_template(word_file.saved(document), case(name="林晓")).data)).paragraphs[0].runs
    assert [(run.text, run.font.size) for run in runs if run.text] == [
        ("姓名：", Pt(10)),
        ("林晓", Pt(20)),
        ("。", Pt(10)),
    ]


@pytest.mark.parametrize("text", ["a<b>&amp;\"'</w:t>", "{{applicant.name}} {{level}}", "] ]]> <!-- ", "«Ω» 🎓 ｛｛"])
def test_texts_are_written_as_they_are(text: str) -> None:
    assert filled(word_file.made("{{applicant.name}}"), case(name=text)) == f"{text.strip()}\n"


def test_lines_and_odd_characters() -> None:
    document = fill_template(
        word_file.made("{{applicant.name}}"), case(name="一\r\n二\x0b\x1f\ud800三\ufffe\t四\n")
    ).data
    paragraph = Document(BytesIO(document)).paragraphs[0]
    assert paragraph.text == "一\n二\\ud800三 四"
    assert len(paragraph._p.xpath(".//w:br")) == 1


@settings(max_examples=25)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1).filter(lambda text: text.strip() == text),
    st.sets(st.integers(1, 24), max_size=6),
)
def test_any_text_any_cut(text: str, cuts: set[int]) -> None:
    whole = "前{{applicant.name}}中{{level}}后"
    edges = [0, *sorted(cut for cut in cuts if cut < len(whole)), len(whole)]
    runs = [whole[start:end] for start, end in pairwise(edges)]
    data = fill_template(word_file.made(runs), case(name=text)).data
    assert Document(BytesIO(data)).paragraphs[0].text == f"前{text}中副高级后"


def test_what_is_missing_leaves_room_to_write_and_is_told() -> None:
    template = word_file.made("姓名：{{applicant.name}}，{{record.date|YYYY.MM}}。", [["{{record.title}}", "x"]])
    sheet = fill_template(template, case(record()))
    gap = "\u3000" * 3
    assert word_file.seen(sheet.data) == f"姓名：{gap}，{gap}。\n|  | x |\n"
    assert sheet.blanks == (
        Blank(Label("姓名", "name"), "applicant.name"),
        Blank(Label("时间", "date"), "sections.works[0].date"),
        Blank(Label("名称", "name"), "sections.works[0].title"),
    )


def test_the_first_that_is_filled_in() -> None:
    template = word_file.made("{{record.title 或 applicant.name}}")
    assert filled(template, case(record(title="甲"), name="林晓")) == "甲\n"
    assert filled(template, case(record(title=" "), name="林晓")) == "林晓\n"
    assert fill_template(template, case(record())).blanks == (Blank(Label("名称", "name"), "sections.works[0].title"),)


def test_words_of_the_notice_for_choices_flags_pieces_and_defaults() -> None:
    template = word_file.made("{{record.kind}} {{record.flag}} {{applicant.home}} {{record.date|YYYY年M月}}")
    about = case(record(kind="本科生", flag="是", date="2018-09"))
    assert filled(template, about) == "本科生 是 江州大学 2018年9月\n"


def test_none_is_printed_as_it_was_typed_and_no_default_instead() -> None:
    about = case(record(title="甲"))
    facts = {name: Value("无", PLACE, "") for name in ("name", "home")}
    about = about._replace(context=Context(about.context.dossier._replace(applicant=facts), PROFILE))
    assert filled(word_file.made("{{applicant.name}} {{applicant.home}}"), about) == "无 无\n"


TABLE = [["序号", "名称"], ["{{row.序号}}", "{{row.title}}"], ["", ""], ["", ""], ["合计", ""]]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ([], ["|  |  |"] * 3),
        (["甲"], ["| 1 | 甲 |", "|  |  |", "|  |  |"]),
        (["甲", "乙"], ["| 1 | 甲 |", "| 2 | 乙 |", "|  |  |"]),
        (["甲", "乙", "丙"], ["| 1 | 甲 |", "| 2 | 乙 |", "| 3 | 丙 |"]),
        (list("甲乙丙丁戊"), [f"| {n} | {title} |" for n, title in enumerate("甲乙丙丁戊", 1)]),
    ],
)
def test_a_line_for_every_record_takes_the_place_of_empty_ones(titles: list[str], expected: list[str]) -> None:
    records = [record(number, title=title) for number, title in enumerate(titles)]
    text = filled(word_file.made(TABLE), case(*records))
    assert text.splitlines() == ["| 序号 | 名称 |", *expected, "| 合计 |  |"]


def test_lines_of_some_records_only_and_what_they_lack() -> None:
    records = [record(0, title="甲", kind="本科生"), record(1, kind="研究生"), record(2, title="丙", kind="本科生")]
    template = word_file.made(
        [["{{row[kind=本科生].title}}"]], [["{{row[类别=pg].title}}"]], [["{{row[kind=无].title}}"]]
    )
    sheet = fill_template(template, case(*records))
    assert word_file.seen(sheet.data) == "| 甲 |\n| 丙 |\n|  |\n|  |\n"
    assert sheet.blanks == (Blank(Label("名称（#2）", "name (#2)"), "sections.works[1].title"),)


def test_the_one_record_that_says_so() -> None:
    template = word_file.made("{{works[title=乙].date}} {{works.date}} {{works[title=丁].date}}")
    sheet = fill_template(template, case(record(0, title="甲", date="2020"), record(1, title="乙", date="2021")))
    assert Document(BytesIO(sheet.data)).paragraphs[0].text == "2021 2020 "
    assert sheet.blanks == (Blank(Label("时间（名称 丁）", "date (name 丁)")),)


def test_a_table_in_a_cell_repeats_its_own_line_only() -> None:
    document = Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "外"
    inner = outer.cell(0, 1).add_table(2, 1)
    inner.cell(0, 0).text = "{{row.title}}"
    text = filled(word_file.saved(document), case(record(title="甲"), record(1, title="乙")))
    assert text.count("外") == 1
    lines = Document(
        BytesIO(fill_template(word_file.saved(document), case(record(title="甲"), record(1, title="乙"))).data)
    )
    inside = lines.tables[0].cell(0, 1).tables[0]
    assert [row.cells[0].text for row in inside.rows] == ["甲", "乙"]


def test_the_same_gives_the_same_bytes_without_times() -> None:
    template = word_file.made("{{applicant.name}}")
    first, second = (fill_template(template, case(name="林晓")).data for _ in range(2))
    assert first == second
    with ZipFile(BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"%PDF-1.7", word_file.made("x")[:2000], b"PK\x05\x06" + bytes(18)]
)
def test_what_is_no_word_file(data: bytes) -> None:
    with pytest.raises(TemplateError):
        fill_template(data, case())


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("{{applicant.nmae}}", ["{{applicant.nmae}}"]),
        ("{{record.title}} {{row.date.year}} {{works[kind=ug].rank.members}} {{level}}", []),
        ("{{row.number}} {{record.number}}", ["{{record.number}}"]),
        ("{{level.x}} {{applicant[name=a].name}}", ["{{level.x}}", "{{applicant[name=a].name}}"]),
        ("{{wroks.title}} {{works[knid=ug].title}}", ["{{wroks.title}}", "{{works[knid=ug].title}}"]),
        ("{{成果.排名}} {{空.x}} {{}}", ["{{空.x}}", "{{}}"]),
    ],
)
def test_placeholders_that_mean_nothing(text: str, unknown: list[str]) -> None:
    assert list(unknown_placeholders(template_text(word_file.made(text)), FORM, PROFILE)) == unknown


def test_a_form_without_record_or_rows_knows_neither() -> None:
    alone = WordForm("form", Label("表"))
    assert list(unknown_placeholders("{{record.title}}{{row.title}}", alone, PROFILE)) == [
        "{{record.title}}",
        "{{row.title}}",
    ]
