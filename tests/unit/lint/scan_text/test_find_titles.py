"""Titles where pages plainly name one, and what stands there that is none."""

import pytest
from text_as_read import text_of

from zcdossier.lint.scan_text.differing_texts import differing_title
from zcdossier.lint.scan_text.find_titles import find_titles
from zcdossier.lint.scan_text.record_text import RecordText
from zcdossier.model.page_facts import Box

PERSON = "陆渐青"
TITLE = "山区水库泥沙淤积的成因分析"
OTHER = "松针提取物质量评价方法研究"

Line = tuple[str, Box]


def line(text: str, left: float, top: float, size: float = 0.02) -> Line:
    return text, Box(left, top, left + size * len(text), top + size)


def titles(*lines: str | Line) -> list[str]:
    return [title.text for title in find_titles(text_of(*lines), PERSON)]


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        (f"你的论文《{TITLE}》获奖", [TITLE]),
        (f"其课题“{TITLE}”准予立项", [TITLE]),
        (f"参加“{TITLE}”专题培训", [TITLE]),
        (f"参加“{TITLE}”活动", []),
        (f"参加“{TITLE}”，学习期满", [TITLE]),
        (f"项目名称：{TITLE}", [TITLE]),
        (f"名称：{TITLE}", [TITLE]),
        (f"单位名称：{TITLE}", []),
        (f"基金项目名称：{TITLE}", []),
        (f"成果名称：{TITLE}项目编号：2021-3", [TITLE]),
        (f"发明名称{TITLE}", [TITLE]),
        (f"获奖项目：{TITLE}", [TITLE]),
        ("项目名称：《泥沙》课程混合式教学改革研究", ["《泥沙》课程混合式教学改革研究"]),
        (f"项目名称：《{TITLE}》，主持人见后", [TITLE]),
        (f"我院教师主持完成的《关于{TITLE}》已被采纳", [f"关于{TITLE}"]),
        ("根据《关于加强泥沙淤积治理的建议》", []),
        (f"你主持的“{TITLE}”获二等奖", [TITLE]),
        (f"参加“{TITLE}”，修满36学时", [TITLE]),
        ("参加学校组织的全体青年教师能力培训，考核合格", []),
        ("我局完成的《关于泥沙淤积治理的通知》", []),
        ("项目名称项目编号项目负责人", []),
        ("项目名称及编号二〇二一年第三批", []),
        ("《关于公布优秀成果的决定》", []),
        ("《高等学校科研项目管理办法》", []),
        ("《东山水利水电工程学报》", []),
        ("《泥沙淤积研究》", []),  # too short to be told from another
    ],
)
def test_a_title_stands_where_words_say_so(words: str, seen: list[str]) -> None:
    assert titles(words) == seen


def test_the_cell_beside_a_label_is_a_title() -> None:
    beside = line("项目名称", 0.1, 0.2), line(TITLE, 0.4, 0.205)
    assert titles(*beside) == [TITLE]
    assert titles(line("项目名称", 0.7, 0.2), line(TITLE, 0.1, 0.205)) == []
    assert titles(line("所在单位", 0.1, 0.2), line(TITLE, 0.4, 0.205)) == []


def test_a_cell_goes_on_below_unless_another_row_begins_there() -> None:
    first, second = line("山区水库泥沙淤积", 0.4, 0.2), line("的成因分析", 0.4, 0.23)
    assert titles(line("项目名称", 0.1, 0.2), first, second) == [TITLE]
    assert titles(line("项目名称", 0.1, 0.2), first, line("主持人", 0.1, 0.23), second) == ["山区水库泥沙淤积"]


def test_in_a_table_the_title_is_in_the_row_of_the_person() -> None:
    heads = line("成果名称", 0.2, 0.2), line("完成人", 0.7, 0.2)
    rows = (
        line(OTHER, 0.15, 0.3),
        line("沈慕云", 0.7, 0.3),
        line(TITLE, 0.15, 0.4),
        line(PERSON, 0.7, 0.4),
    )
    assert titles(*heads, *rows) == [TITLE]
    assert titles(*heads, *rows[:2]) == []
    again = line(OTHER, 0.15, 0.5), line(PERSON, 0.7, 0.5)
    assert titles(*heads, *rows, *again) == []  # two works of the person: neither is the one


def body() -> list[Line]:
    return [line("在现场调查的基础上对样本数据作了分组比较并讨论", 0.1, 0.4 + 0.03 * row) for row in range(6)]


def test_above_its_summary_the_large_print_over_the_author_is_the_title() -> None:
    head, author, summary = line(TITLE, 0.2, 0.1, 0.03), line(PERSON, 0.4, 0.15), line("摘要：本文讨论", 0.1, 0.3)
    assert titles(head, author, summary, *body()) == [TITLE]
    assert titles(head, author, *body()) == []
    assert titles(head, line("沈慕云", 0.4, 0.15), summary, *body()) == []
    assert titles(line(TITLE, 0.2, 0.1), author, summary, *body()) == []


def test_a_title_of_two_lines_is_one_and_the_journal_above_is_not_of_it() -> None:
    two = line("山区水库泥沙淤积", 0.25, 0.1, 0.03), line("的成因分析", 0.3, 0.14, 0.03)
    rest = [line(PERSON, 0.4, 0.19), line("【摘要】本文讨论", 0.1, 0.3), *body()]
    assert titles(line("东山水利", 0.3, 0.06), *two, *rest) == [TITLE]


def test_the_only_other_title_stands_in_place_of_the_typed_one() -> None:
    text = text_of(f"项目名称：{OTHER}")
    seen = differing_title(TITLE, text, PERSON)
    assert seen is not None
    assert seen.text == OTHER
    assert differing_title(OTHER, text, PERSON) is None
    assert differing_title("Silting of mountain reservoirs", text, PERSON) is None
    assert differing_title(TITLE, text, PERSON, others=[OTHER]) is None


def test_of_two_titles_none_stands_in_its_place() -> None:
    assert differing_title(TITLE, text_of(f"《{OTHER}》", "《高校教师发展路径的调查》"), PERSON) is None
    assert differing_title(TITLE, text_of(f"《{OTHER}》", f"《{OTHER}》"), PERSON) is not None
    assert differing_title(TITLE, text_of(f"项目名称：{OTHER}", "《高校教师发展路径的调查》"), PERSON) is not None


def test_what_is_on_the_page_as_well_is_not_replaced() -> None:
    almost = TITLE.replace("成因", "成囚").replace("泥沙", "泥抄")
    assert differing_title(TITLE, text_of(f"项目名称：{OTHER}", almost), PERSON) is None


@pytest.mark.parametrize(
    ("changed", "differs"), [("泥沙变化", True), ("水质变化", True), ("泥沙淤泥", False), ("淤积", False)]
)
def test_words_in_place_of_others_make_another_title(changed: str, differs: bool) -> None:
    text = text_of(f"项目名称：{TITLE.replace('泥沙淤积', changed)}")
    assert (differing_title(TITLE, text, PERSON) is not None) is differs


@pytest.mark.parametrize(
    ("typed", "on_page", "differs"),
    [
        ("初中英语写作反馈研究", "高中英语写作反馈研究", True),
        ("初中英语写作反馈研究第二版", "初中英语写作反馈研究", True),
        ("初中英语写作反馈研究第二版", "初中英语写作反馈研究》（第二版），《", False),
        ("初中英语写作反馈研究——以海岛为例", "初中英语写作反馈研究", False),  # perhaps in smaller print
        ("未来中学英语写作反馈研究", "末来中学英语写作反馈研究", False),  # OCR's mistake
    ],
)
def test_the_next_of_a_series_and_another_edition_are_other_titles(typed: str, on_page: str, differs: bool) -> None:
    assert (differing_title(typed, text_of(f"你的论文《{on_page}》获奖"), PERSON) is not None) is differs


def test_what_alone_stands_below_a_heading_is_a_title() -> None:
    heading, title, label, name = (
        line("获奖成果", 0.45, 0.2),
        line(TITLE, 0.3, 0.25),
        line("获奖人", 0.46, 0.3),
        line(PERSON, 0.46, 0.34),
    )
    assert titles(heading, title, label, name) == [TITLE]
    assert titles(heading, title, line(OTHER, 0.3, 0.3)) == []  # of two, either
    assert titles(heading, line(TITLE, 0.3, 0.4)) == []  # far below
    row = line("1", 0.1, 0.34)
    assert titles(heading, title, name, row) == []  # a table with rows of persons


def test_a_title_that_was_hardly_read_replaces_nothing() -> None:
    page = text_of(f"项目名称：{OTHER}").pages[0]
    lines = tuple(read._replace(confidence=0.9) for read in page.facts.lines)
    text = RecordText([page._replace(facts=page.facts._replace(lines=lines))])
    assert differing_title(TITLE, text, PERSON) is None
