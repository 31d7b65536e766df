"""What runs along the edges of pages, numbers in either numerals and headlines; the margins of the text without it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from drawn_files import draw_file

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.lint.measures.printed_numbers import is_page_number

PROFILE = """\
id: case
title: {zh: 例, en: example}
applicant: {name: 姓名}
sections: {papers: {label: 论文, fields: {title: 题目}, parts: {body: 正文}}}
rules:
  - {id: body, kind: measure, section: papers, measure: body_margin_bottom, at_least: 2.5 cm}
  - {id: all-text, kind: measure, section: papers, measure: margin_bottom, at_least: 2.5 cm}
  - {id: front, kind: measure, section: papers, measure: page_numerals, pages_until: 引言, one_of: [大写罗马, none]}
  - {id: runs, kind: measure, section: papers, measure: page_numbering, pages: 2-3, one_of: [running]}
"""
PAGES = [["封面"], ["摘要"], ["目录"], ["引言"], ["正文"]]


def found(folder: Path, **drawing: Any) -> set[str]:
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    root = folder / "li"
    draw_file(root / "甲" / "1-正文.pdf", {"typed": PAGES, **drawing})
    manifest = "profile: ../profile.yaml\napplicant: {name: 林晓}\nsections: {papers: [{folder: 甲, title: 一}]}\n"
    (root / "dossier.yaml").write_text(manifest, encoding="utf-8")
    verdict = lint_dossier(root, as_of=date(2026, 5, 1)).verdict
    assert verdict.not_evaluated == ()
    return {finding.rule for finding in verdict.findings}


def test_numbers_at_the_foot_are_no_text(tmp_path: Path) -> None:
    assert found(tmp_path, feet=["", "I", "II", "1", "- 2 -"]) == {"all-text"}


def test_a_headline_on_most_pages_is_none_either(tmp_path: Path) -> None:
    assert found(tmp_path, feet=["", "东河大学 I", "东河大学", "东河大学", "东河大学"]) >= {"all-text"}
    assert "body" not in found(tmp_path, feet=["", "东河大学", "东河大学", "东河大学", "东河大学"])


def test_text_that_comes_too_near_is_found(tmp_path: Path) -> None:
    assert "body" in found(tmp_path, feet=["", "I", "II", "最后一行", "2"])


def test_arabic_numbers_in_front_are_found(tmp_path: Path) -> None:
    assert found(tmp_path, feet=["", "1", "2", "3", "4"]) == {"all-text", "front"}
    assert found(tmp_path, feet=["", "i", "ii", "1", "2"]) == {"all-text", "front"}


def test_roman_numbers_run_too(tmp_path: Path) -> None:
    assert "runs" in found(tmp_path, feet=["", "I", "III", "1", "2"])


@pytest.mark.parametrize(
    ("line", "is_number"), [("XIV", True), ("Ⅳ", True), ("第 3 页", True), ("IIII", False), ("CV", False)]
)
def test_what_is_a_number(line: str, *, is_number: bool) -> None:
    assert is_page_number(line) is is_number
