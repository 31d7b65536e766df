"""Tables to answer in: each applicant's own questions, and the unit's about everybody, a row for each clause."""

import io
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zcdossier.model.finding import Addressee, ChecklistItem, Stage
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.workbook_lines import split_answer
from zcdossier.model.yes_no import ANSWER_WORDS
from zcdossier.report.messages import join_words
from zcdossier.report.office.letter_wording import addressee_of
from zcdossier.report.workbook import (
    TableSheet,
    cell_format,
    csv_bytes,
    new_workbook,
    row_height,
    set_up_print,
    write_text,
)

EVERYBODY = "全部"
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "dossier": ("申报材料", "dossier"),
    "person": ("姓名", "name"),
    "clause": ("条款", "clause"),
    "at": ("哪一条", "record"),
    "question": ("问题", "question"),
    "about": ("说的是", "about"),
    "answer": ("回答", "answer"),
    "remark": ("说明", "remark"),
}
"""The columns in their order, by what they may be called: Chinese first."""
_WIDTHS = (16, 9, 17, 9, 58, 30, 10, 26)
_SHEET = Label("回答", "answers")
_HOW = Label(
    "在“回答”里选 是、否 或 不适用，要说明的写在“说明”里，保存后发回；别的列不要改。"
    "只有一条不一样的，复制那一行，“哪一条”照抄“说的是”里的名称。",
    "Choose 是 (yes), 否 (no) or 不适用 (does not apply) under “answer”, remarks under “remark”, save it and send it "
    "back; leave the other columns alone. If one record differs, copy the row and put its name under “record”.",
)


class AnswerRow(NamedTuple):
    """One row; `about` names what the question is put to where that is not the whole dossier."""

    dossier: str
    person: str
    clause: str
    at: str
    question: str
    about: str = ""
    answer: str = ""
    remark: str = ""


def applicant_rows(result: LintResult, name: str, lang: str) -> list[AnswerRow]:
    """What the applicant has still to answer before handing over, and what was answered with no."""
    person = addressee_of(result)
    rows: list[AnswerRow] = []
    for clause, items in _by_clause(result, Addressee.APPLICANT).items():
        question = "\n".join(dict.fromkeys(item.question.text(lang) for item in items))
        if _is_alike(items, result):
            about = "\n".join(dict.fromkeys(item.key for item in items if item.key))
            answer, remark = split_answer(items[0].answer)
            rows.append(AnswerRow(name, person, clause, "", question, about, answer, remark))
        else:
            rows += [
                AnswerRow(name, person, clause, item.key, question, item.subject, *split_answer(item.answer))
                for item in items
                if item.open or item.refused
            ]
    return rows


def unit_rows(people: Sequence[tuple[str, LintResult]], lang: str) -> list[AnswerRow]:
    """What the unit has still to answer, each question once for everybody it is open for."""
    questions: dict[str, str] = {}
    names: dict[str, list[str]] = {}
    for _, result in people:
        for clause, items in _by_clause(result, Addressee.UNIT).items():
            questions.setdefault(clause, "\n".join(dict.fromkeys(item.question.text(lang) for item in items)))
            names.setdefault(clause, []).append(addressee_of(result))
    count = len(people)
    everybody = Label(f"全部 {count} 人", f"all {count} applicants").text(lang)
    return [
        AnswerRow(
            EVERYBODY,
            "",
            clause,
            "",
            question,
            everybody if len(names[clause]) == count > 1 else join_words(names[clause], lang),
        )
        for clause, question in questions.items()
    ]


def _by_clause(result: LintResult, asks: Addressee) -> dict[str, list[ChecklistItem]]:
    """The questions by clause, of clauses that want an answer or another one."""
    by_clause: dict[str, list[ChecklistItem]] = {}
    for item in result.verdict.questions(asks, stage=Stage.BEFORE):
        by_clause.setdefault(item.clause, []).append(item)
    return {clause: items for clause, items in by_clause.items() if any(item.open or item.refused for item in items)}


def _is_alike(items: Sequence[ChecklistItem], result: LintResult) -> bool:
    """Whether one answer for all is what is wanted: none is there, or one for all."""
    given = result.dossier.answers if result.dossier is not None else ()
    return not any(answer.at and answer.text and answer.clause in items[0].clauses for answer in given)


def answers_csv(rows: Sequence[AnswerRow], lang: str) -> bytes:
    """The table as CSV that Excel opens."""
    return csv_bytes(TableSheet(_SHEET.text(lang), _headings(lang), [tuple(row) for row in rows], _WIDTHS))


def answers_xlsx(rows: Sequence[AnswerRow], title: str, lang: str) -> bytes:
    """The table as a workbook, with a list of the answers to choose from."""
    out = io.BytesIO()
    book = new_workbook(out, title)
    page = book.add_worksheet(_SHEET.text(lang))
    wrapped = cell_format(book, text_wrap=True, border=1, border_color="#B8C0CC")
    asked = cell_format(book, text_wrap=True, border=1, border_color="#B8C0CC", bg_color="#FFF9DB")
    head = cell_format(book, bold=True, border=1, border_color="#B8C0CC", bg_color="#E8EDF3")
    for column, width in enumerate(_WIDTHS):
        page.set_column(column, column, width)
    page.merge_range(0, 0, 0, len(_WIDTHS) - 1, "", cell_format(book, bold=True, font_size=14))
    page.merge_range(1, 0, 1, len(_WIDTHS) - 1, "", cell_format(book, text_wrap=True))
    write_text(page, 0, 0, title, cell_format(book, bold=True, font_size=14))
    write_text(page, 1, 0, _HOW.text(lang), cell_format(book, text_wrap=True))
    page.set_row(1, row_height([_HOW.text(lang)], [sum(_WIDTHS)]))
    heading_row = 2
    for column, text in enumerate(_headings(lang)):
        write_text(page, heading_row, column, text, head)
    page.freeze_panes(heading_row + 1, 0)
    set_up_print(page, heading=heading_row)
    answer_column = list(COLUMNS).index("answer")
    for line, row in enumerate(rows, start=heading_row + 1):
        page.set_row(line, row_height(row, _WIDTHS))
        for column, text in enumerate(row):
            write_text(page, line, column, text, asked if column >= answer_column else wrapped)
    page.data_validation(
        heading_row + 1,
        answer_column,
        heading_row + len(rows) + 50,
        answer_column,
        {"validate": "list", "source": list(ANSWER_WORDS), "error_type": "warning"},
    )
    book.close()
    return out.getvalue()


def _headings(lang: str) -> tuple[str, ...]:
    return tuple(names[1 if lang == "en" else 0] for names in COLUMNS.values())
