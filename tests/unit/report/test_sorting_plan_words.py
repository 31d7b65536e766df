"""A plan says why each piece is left and what to do, in words that a teacher knows; and how to correct it."""

import io
import re

import pytest

from zcdossier.model.label import Label
from zcdossier.model.left_reasons import LEFT_ORDER, LEFT_WORDS, LeftReason
from zcdossier.model.sort_proposal import FilePiece, LeftPiece, PlanTerms, Proposal
from zcdossier.model.sort_sheet import GUIDE, GUIDE_SHEET, PIECES_SHEET, REMARK
from zcdossier.profiles.locations import templates_folder
from zcdossier.report.sorting_page import sorting_page
from zcdossier.report.sorting_text import applied_text, proposal_text
from zcdossier.report.sorting_workbook import piece_rows, sorting_workbook
from zcdossier.report.style import Style
from zcdossier.source.workbook_reader import read_workbook_file

OTHER = Label("论文", "papers")
TERMS = PlanTerms({}, {})


def left(reason: LeftReason, file: str = "a.jpg") -> LeftPiece:
    return LeftPiece(FilePiece(file), reason, OTHER)


@pytest.mark.parametrize("reason", LeftReason)
def test_each_reason_says_why_and_what_to_do_in_both_languages(reason: LeftReason) -> None:
    words, remark = LEFT_WORDS[reason], left(reason).remark
    assert words.name.zh
    assert not re.search(r"[a-z]{3}|[{}]", remark.zh)
    assert not re.search(r"[{}]", remark.text("en"))
    assert remark.zh.count("。") == 2
    assert remark.zh.startswith(left(reason).why.zh)
    assert ("论文" in remark.zh) == ("{other}" in words.why.zh)


def test_every_reason_has_its_place_and_what_needs_a_look_comes_first() -> None:
    assert set(LEFT_ORDER) == set(LeftReason)
    assert LEFT_ORDER.index(LeftReason.NO_MATCH) < LEFT_ORDER.index(LeftReason.DUPLICATE)


def test_terminal_page_and_workbook_tell_all_of_them() -> None:
    proposal = Proposal(left=tuple(left(reason, f"{reason}.jpg") for reason in LeftReason))
    text = proposal_text(proposal, "表.xlsx", "页.html", Style(lang="zh"))
    page = sorting_page(proposal, TERMS, {}, "zh", templates_folder()).decode()
    book = read_workbook_file(io.BytesIO(sorting_workbook(piece_rows(proposal, TERMS, "zh"), (), TERMS, "zh")))
    rows = next(sheet for sheet in book.sheets if sheet.name == PIECES_SHEET).rows
    remarks = [cells[REMARK + 1].text for row, cells in sorted(rows.items()) if row > 1]
    assert remarks == [left(reason).remark.zh for reason in LEFT_ORDER]
    for reason in LeftReason:
        assert f"{LEFT_WORDS[reason].name.zh} 1" in text
        assert left(reason).why.zh in page
        assert f"<h3>{LEFT_WORDS[reason].name.zh}" in page


@pytest.mark.parametrize(("manifest", "mark"), [("dossier.yaml", "# 请核对"), ("申报表.xlsx", "备注")])
def test_what_was_done_says_where_values_are_marked(manifest: str, mark: str) -> None:
    text = applied_text("整理方案-2.xlsx", (4, 2, 0), "li-ming", manifest=manifest, style=Style(lang="zh"))
    assert f"{manifest} 加了 2 条记录" in text
    assert mark in text


def test_the_workbook_says_how_to_correct_it() -> None:
    book = read_workbook_file(io.BytesIO(sorting_workbook((), (), TERMS, "zh")))
    (guide,) = (sheet for sheet in book.sheets if sheet.name == GUIDE_SHEET)
    assert [cells[1].text for cells in guide.rows.values()] == [line.zh for line in GUIDE]
    assert not guide.hidden
