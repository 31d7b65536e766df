"""The sheets that every workbook has: instructions, the applicant, answers to the checklist, waivers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from zcdossier.model.finding import Addressee, Severity, Stage
from zcdossier.model.profile import Field, Profile, Question
from zcdossier.model.spelling import Names
from zcdossier.model.workbook_layout import (
    ANSWER_COLUMNS,
    APPLICANT_COLUMNS,
    OTHER_REMARKS,
    REQUIRED_MARK,
    WAIVER_COLUMNS,
    heading_of,
    item_of,
    section_sheets,
    who_confirms,
)
from zcdossier.model.yes_no import ANSWER_WORDS
from zcdossier.report.manifest_workbook.form_frame import FormBook, FormColumn
from zcdossier.report.manifest_workbook.form_tables import field_choices, field_note, help_in_cell, section_title
from zcdossier.report.manifest_workbook.workbook_content import (
    AnswerContent,
    FileContent,
    WaiverContent,
    WorkbookContent,
)
from zcdossier.report.workbook import row_height, write_text

_HOW_TO = (
    "每个栏目一张工作表，每条一行；没有的栏目空着。表头带 * 的列必填，底色浅黄的建议填。",
    "鼠标停在表头上，可以看到怎么填、例子和通知的条款。“例”那一行只是例子，不算，也不用删。",
    "格子都是文本格式：2021-03、1/3 照样输入，不会变样。从别处复制来的内容，请用“选择性粘贴”，只粘贴文本或数值。",
    "不要合并单元格，不要改工作表的名称和表头；列的先后可以调整，空行不要紧。",
    "超出限额的行涂成浅红色。自己要记的事，写在“备注”列。",
    "扫描件不插在表里，放进文件夹。“文件夹”列可以空着：填好后运行 zcdossier init 文件夹 --folders，按“日期 题目”建好。",
    "文件夹里的文件名写成“序号-佐证名”，例如 1-封面.jpg、2-目录.jpg；每条记录按序号合并成一个 PDF。",
    "填一点就可以保存，运行一次 zcdossier lint，照着提示改。提示里的“[论文] C5”是工作表“论文”的 C5 格。",
)
_GUIDE_WIDTH = 68
_BLANK_WAIVERS = 8


def write_guide(form: FormBook, name: str, remarks: Sequence[str] = ()) -> None:
    """Write the instructions, what the notice says in general, the sections with links to their sheets, and remarks."""
    profile = form.profile
    page = form.add_page(name, [FormColumn("", _GUIDE_WIDTH)])
    sheet = page.page
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.6)
    page.title(f"申报表 · {profile.title.zh}", ())
    lines = [f"申报级别：{profile.level_label(form.level).zh}" if form.level else "", "怎么填"]
    lines += [f"{number}. {line}" for number, line in enumerate(_HOW_TO, start=1)]
    general = [guidance.text.zh for guidance in profile.guidance if not guidance.at]
    lines += ["", "通知里要注意的", *(f"· {text}" for text in general)] if general else []
    for line in (*lines, "", "栏目（点一下就到）"):
        sheet.set_row(page.row, row_height([line], [_GUIDE_WIDTH]))
        write_text(sheet, page.row, 0, line, form.looks.note)
        page.row += 1
    for identity, sheet_title in section_sheets(profile).items():
        quoted = sheet_title.replace("'", "''")
        title = section_title(profile.sections[identity], form.level)
        sheet.write_url(page.row, 0, f"internal:'{quoted}'!A1", form.looks.link, title)
        page.row += 1
    for line in ("", OTHER_REMARKS, *remarks) if remarks else ():
        sheet.set_row(page.row, row_height([line], [_GUIDE_WIDTH]))
        write_text(sheet, page.row, 0, line, form.looks.note)
        page.row += 1


class _Fact(NamedTuple):
    """A line of the applicant's sheet."""

    column: FormColumn
    text: str
    help: str
    note: str = ""


def write_applicant(form: FormBook, name: str, content: WorkbookContent) -> None:
    """Write the applicant's sheet: a line for each fact, the photo and the texts."""
    item, text, help_column = (key.label.zh for key in APPLICANT_COLUMNS)
    page = form.add_page(name, [FormColumn(item, 26), FormColumn(text, 44), FormColumn(help_column, 62)])
    page.title(f"{name} · {form.profile.title.zh}", ())
    page.headings()
    page.page.freeze_panes(page.row, 0)
    for fact in _facts(form.profile, form.level, content):
        form.lists.add_rule(page.page, fact.column, page.row, 1, page.row)
        if fact.note:
            page.comment(page.row, 0, fact.note)
        page.cells([fact.column.heading, fact.text, fact.help], fixed=(0, 2))


def _facts(profile: Profile, level: str, content: WorkbookContent) -> Iterator[_Fact]:
    levels = tuple(choice.label.zh for choice in profile.levels)
    yield _Fact(FormColumn(f"申报要求{REQUIRED_MARK}", 0), profile.id, "按哪份通知申报，不要改")
    level_text = profile.level_label(level).zh if level else ""
    if levels:
        yield _Fact(FormColumn(f"申报级别{REQUIRED_MARK}", 0, choices=levels), level_text, "从下拉列表里选")
    names = Names.of(profile.applicant.values())
    for field in profile.applicant.values():
        yield _field_fact(heading_of(field, names), field, content.applicant.get(field.id, ""), profile)
    files = [*([("photo", profile.photo)] if profile.photo is not None else []), *profile.texts.items()]
    for key, section in files:
        filled = content.files.get(key, FileContent())
        example = "写文件名，例如 photo.jpg" if key == "photo" else f"写文件名，例如 {section.label.zh}.docx 或 .md"
        hint = f"。{section.hint.zh}" if section.hint is not None else ""
        yield _Fact(FormColumn(item_of(section), 0), filled.file, f"{example}{hint}")
        for field in section.fields.values():
            yield _field_fact(item_of(section, field), field, filled.fields.get(field.id, ""), profile)


def _field_fact(heading: str, field: Field, text: str, profile: Profile) -> _Fact:
    mark = REQUIRED_MARK if field.required is Severity.ERROR else ""
    column = FormColumn(f"{heading}{mark}", 0, choices=field_choices(field), open=field.open)
    return _Fact(column, text, "；".join(help_in_cell(field, profile)), field_note(field, profile))


def write_answers(form: FormBook, name: str, answers: Sequence[AnswerContent]) -> None:
    """Write the questions that only a person can answer: the applicant's first, a row each, and the answers given."""
    headings = {key.id: key.label.zh for key in ANSWER_COLUMNS}
    columns = [
        FormColumn(headings["clause"], 16),
        FormColumn(headings["at"], 22, note="空着就是对全部；只答某一条的，复制这一行，写那条的题目或文件夹。"),
        FormColumn(headings["question"], 66),
        FormColumn(headings["asks"], 11),
        FormColumn(headings["answer"], 12, choices=ANSWER_WORDS, open=True),
        FormColumn(headings["remark"], 28),
    ]
    page = form.add_page(name, columns)
    page.title("人工确认", ("程序看不出来的事，请本人核对后在“回答”里选 是、否 或 不适用；要说明的写在备注里。",))
    page.headings()
    page.page.freeze_panes(page.row, 0)
    first = page.row
    given: dict[str, list[AnswerContent]] = {}
    for answer in answers:
        given.setdefault(answer.clause, []).append(answer)
    for clause, questions in _questions_by_clause(form.profile).items():
        text = "\n".join(dict.fromkeys(question.question.zh for question in questions))
        who = who_confirms(questions[0].asks, questions[0].stage)
        for answer in given.pop(clause, [AnswerContent(clause, "")]):
            cells = [clause, answer.at, text, who, answer.answer, answer.remark]
            page.cells(cells, fixed=(0, 2, 3))
    for answer in (left for group in given.values() for left in group):
        page.cells([answer.clause, answer.at, "", "", answer.answer, answer.remark])
    form.lists.add_rule(page.page, columns[4], first, 4, page.row + len(form.profile.checklist))


def _questions_by_clause(profile: Profile) -> Mapping[str, list[Question]]:
    """Every clause that is asked about, as it is answered; the applicant's own before handing over come first."""
    order = list(Addressee)
    asked = sorted(
        (question for question in profile.checklist if question.clauses),
        key=lambda question: (question.stage is not Stage.BEFORE, order.index(question.asks)),
    )
    by_clause: dict[str, list[Question]] = {}
    for question in asked:
        by_clause.setdefault(question.clauses[0], []).append(question)
    return by_clause


def write_waivers(form: FormBook, name: str, waivers: Sequence[WaiverContent]) -> None:
    """Write the sheet where findings are set aside with a reason."""
    code, at, reason, remark = (key.label.zh for key in WAIVER_COLUMNS)
    columns = [
        FormColumn(code, 12, note="问题开头的代码，例如 ZC101。"),
        FormColumn(at, 36, note="哪一条：写“栏目/题目”或文件夹；空着就是全部。"),
        FormColumn(reason, 60, note="谁在什么时候同意的。"),
        FormColumn(remark, 24),
    ]
    page = form.add_page(name, columns)
    page.title("不适用说明", ("查出的问题对您不适用、单位同意这样报的，在这里写明代码、哪一条、理由；没有就空着。",))
    page.headings()
    page.page.freeze_panes(page.row, 0)
    for waiver in waivers:
        page.cells([waiver.code, waiver.at, waiver.reason, waiver.remark])
    for _ in range(_BLANK_WAIVERS):
        page.cells([""] * len(columns))
