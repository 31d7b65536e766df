"""Answers given on the page: the block it hands back is pasted into the manifest, and the same answers arrive."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from zcdossier.app.convert_manifest import convert_manifest
from zcdossier.app.lint_dossier import lint_dossier

Open = Callable[..., Any]
DAY = date(2023, 6, 1)
ANSWERS_BLOCK = re.compile(r"^answers:.*\n(?:[ #].*\n)*", re.MULTILINE)
REMARK = 'не "sealed": #3，见 C:\\扫描 = ok {x}\u2028，'


def answers(root: Path) -> dict[tuple[str, str], str]:
    """What lint says is answered, by clause and record."""
    verdict = lint_dossier(root, as_of=DAY).verdict
    misread = [finding for finding in verdict.findings if finding.code in {"ZC002", "ZC004", "ZC007"}]
    assert not [finding for finding in misread if finding.key != "markup"]  # a title here looks like a page's text
    return {(asked.clause, asked.key): asked.answer for asked in verdict.checklist if asked.answer}


def block(page: Any) -> str:
    return str(page.locator("#answers-block").text_content())


def question(page: Any, text: str) -> Any:
    return page.locator(".question", has_text=text)


def paste_yaml(root: Path, text: str) -> None:
    """As the page says: in place of `answers:`, else at the end."""
    manifest = root / "dossier.yaml"
    before = manifest.read_text(encoding="utf-8")
    after = ANSWERS_BLOCK.sub(lambda _: text, before) if ANSWERS_BLOCK.search(before) else before + text
    manifest.write_text(after, encoding="utf-8")


def answer_all(page: Any) -> None:
    """One question for the dossier with a remark, one for all records, of which one is different."""
    whole = question(page, "属实吗")
    whole.locator("input[value=是]").check()
    whole.locator(".note").fill(REMARK)
    each = question(page, "盖章了吗")
    each.locator(".for-all + .choices input[value=是]").check()
    each.locator("summary").click()
    row = each.locator(".subjects li").nth(1)
    row.locator("select").select_option("否")
    row.locator(".note").fill("=1+1\t，缺章")
    row.locator(".note").blur()


@pytest.mark.parametrize("before", ["", "answers: {}\n", "answers:\n  A-2: 否\n  A-3: {09-论文/002: 不适用}\n"])
def test_the_block_in_yaml_brings_the_answers(open_page: Open, desk: Any, before: str) -> None:
    root = desk.dossier()
    with (root / "dossier.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write(before)
    page = open_page(desk.report(root), tab="#confirm")
    waiting = int(page.inner_text("#tab-open"))
    assert waiting == (1 if "A-2" in before else 2)
    assert not page.locator("#handback").is_visible()
    answer_all(page)
    assert page.inner_text("#tab-open") == "0"
    assert question(page, "属实吗").locator(".what .sign").inner_text() == "✓"
    assert question(page, "盖章了吗").locator(".what .sign").inner_text() == "✕"
    assert "3 条记录，都已回答" in page.inner_text("#confirm")
    paste_yaml(root, block(page))
    typed = REMARK.strip()
    assert answers(root) == {
        ("A-2", ""): f"是（{typed}）",
        ("A-3", "09-论文/000"): "是",
        ("A-3", "09-论文/001"): "否（=1+1\t，缺章）",
        ("A-3", "09-论文/002"): "是",
    }
    desk.report(root)
    page.reload()  # what has arrived is no draft any more
    assert not page.locator("#handback").is_visible()
    assert page.inner_text("#tab-open") == "0"


def test_one_answer_for_all_records_is_one_line(open_page: Open, desk: Any) -> None:
    root = desk.dossier()
    page = open_page(desk.report(root), tab="#confirm")
    question(page, "盖章了吗").locator(".for-all + .choices input[value=不适用]").check()
    assert block(page) == "answers:\n  A-3: 不适用\n"
    page.reload()
    assert block(page) == "answers:\n  A-3: 不适用\n"
    page.locator("#drop-answers").click()
    assert not page.locator("#handback").is_visible()
    assert page.locator("#confirm input:checked").count() == 0


def test_what_was_answered_otherwise_stays(open_page: Open, desk: Any) -> None:
    root = desk.dossier()
    with (root / "dossier.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write("answers:\n  A-3: {09-论文/000: '是，但缺封底', 论文: 是}\n")
    page = open_page(desk.report(root), tab="#confirm")
    assert "是，但缺封底" in page.text_content("#confirm")
    question(page, "属实吗").locator("input[value=是]").check()
    paste_yaml(root, block(page))
    assert answers(root) == {
        ("A-2", ""): "是",
        ("A-3", "09-论文/000"): "是，但缺封底",
        ("A-3", "09-论文/001"): "是",
        ("A-3", "09-论文/002"): "是",
    }


def test_a_draft_gives_way_to_the_manifest(open_page: Open, desk: Any) -> None:
    root = desk.dossier()
    page = open_page(desk.report(root), tab="#confirm")
    question(page, "属实吗").locator("input[value=是]").check()
    paste_yaml(root, "answers: {A-2: 不适用}\n")
    desk.report(root)
    page.reload()
    assert not page.locator("#handback").is_visible()
    assert question(page, "属实吗").locator("input[value=不适用]").is_checked()


def test_the_block_is_copied_whole(open_page: Open, desk: Any) -> None:
    page = open_page(desk.report(desk.dossier()), tab="#confirm", permissions=("clipboard-read", "clipboard-write"))
    answer_all(page)
    page.locator("#copy-answers").click()
    page.locator("#said.shown").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == block(page)


@pytest.mark.parametrize("answered", [False, True])
def test_rows_for_a_workbook_bring_the_answers(open_page: Open, desk: Any, answered: bool) -> None:
    root = desk.dossier()
    if answered:
        with (root / "dossier.yaml").open("a", encoding="utf-8") as manifest:
            manifest.write("answers:\n  A-2: 否\n")
    book = root / "申报表.xlsx"
    convert_manifest(root, book.name, "zh")
    page = open_page(desk.report(root), tab="#confirm")
    answer_all(page)
    assert ("A-2" in page.inner_text("#handback")) is answered
    lines = list(csv.reader(io.StringIO(block(page)), delimiter="\t"))
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["确认"]
    headings = next(row for row in sheet.iter_rows() if row[0].value == "条款")
    assert [cell.value for cell in headings] == ["条款", "哪一条", "问题", "由谁确认", "回答", "备注"]
    for row in sheet.iter_rows(min_row=headings[0].row + 1):
        if answered and row[0].value == "A-2":
            row[4].value = None
    for line in lines:
        assert not line[5].startswith(("=", "+", "-", "@"))
        sheet.append(line)
    workbook.save(book)
    assert answers(root) == {
        ("A-2", ""): f"是（{re.sub(chr(0x2028), ' ', REMARK).strip()}）",
        ("A-3", "09-论文/000"): "是",
        ("A-3", "09-论文/001"): "否（=1+1 ，缺章）",
        ("A-3", "09-论文/002"): "是",
    }
