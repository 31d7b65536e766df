"""The guide for applicants: every manifest it prints is read without a question, every value it names understood."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from zcdossier.app.convert_manifest import convert_manifest
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.model.finding import Finding
from zcdossier.report.messages import message_text

DOCS = Path(__file__).resolve().parents[3] / "docs"
GUIDES = ("manifest.md", "manifest.zh-CN.md")
HEAD = "profile: zj-hznu-2023\nlevel: 副高\n"
PAPERS = [f"    - {{folder: 09-论文/{sign}, 论文题目: {sign}}}\n" for sign in "甲乙丙丁戊"]
MISREAD = re.compile("ZC00[1-79]|ZC203")
DAY = date(2023, 6, 1)
VALUES = {
    "日期": "sections: {论文: [{论文题目: 甲, 发表时间: VALUE}]}",
    "到现在": "sections: {工作经历: [{工作单位: 甲, 结束时间: VALUE}]}",
    "是或否": "sections: {科研项目: [{项目名称: 甲, 是否结题: VALUE}]}",
    "排名": "sections: {指导参赛情况: [{大赛名称: 甲, 指导老师排名: VALUE}]}",
    "几个人": "sections: {获奖表彰: [{成果名称: 甲, 合作者: VALUE}]}",
}


def blocks(guide: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / guide).read_text(encoding="utf-8"), re.DOTALL)


def whole(block: str) -> str:
    """The block as a manifest: with the notice and, for the waiver, with what it is about."""
    framed = block if block.startswith("profile:") else HEAD + block
    return framed if "waivers:" not in block else "".join((framed, "sections:\n  论文:\n", *PAPERS))


def findings(root: Path, text: str) -> list[Finding]:
    (root / "dossier.yaml").write_text(text, encoding="utf-8")
    return list(lint_dossier(root, as_of=DAY).verdict.findings)


def misread(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, message_text(finding, "en")) for finding in found if MISREAD.match(finding.code)]


@pytest.mark.parametrize("guide", GUIDES)
def test_each_example_is_read_without_a_question(guide: str, tmp_path: Path) -> None:
    examples = blocks(guide, "yaml")
    assert len(examples) == 5
    for block in examples:
        assert misread(findings(tmp_path, whole(block))) == [], block


def test_both_guides_print_the_same_examples() -> None:
    first, second = ([_bare(block) for block in blocks(guide, "yaml")] for guide in GUIDES)
    assert first == second
    assert blocks(GUIDES[0], "text") == blocks(GUIDES[1], "text")


def _bare(block: str) -> list[str]:
    return [re.sub(r"\s+#\s.*", "", line).rstrip() for line in block.splitlines()]


def test_the_listed_files_are_the_cell_of_the_workbook(tmp_path: Path) -> None:
    (listed,) = (block for block in blocks(GUIDES[1], "yaml") if "files:" in block)
    (tmp_path / "dossier.yaml").write_text(whole(listed), encoding="utf-8")
    convert_manifest(tmp_path, "申报表.xlsx", "zh")
    cells = [cell.value for row in openpyxl.load_workbook(tmp_path / "申报表.xlsx")["论文"] for cell in row]
    assert blocks(GUIDES[1], "text")[1].strip() in cells


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("what", VALUES)
def test_each_value_that_is_named_is_understood(guide: str, what: str, tmp_path: Path) -> None:
    row = re.search(rf"^\| {what}.*?\| (.*) \|$", (DOCS / guide).read_text(encoding="utf-8"), re.MULTILINE)
    assert row is not None
    values = re.findall(r"`([^`]+)`", row[1])
    head = HEAD if "合作者" not in VALUES[what] else "profile: sd-jinan-2024\nlevel: 中级\n"
    for value in values:
        found = findings(tmp_path, head + VALUES[what].replace("VALUE", f'"{value}"'))
        assert misread(found) == [], value
    found = findings(tmp_path, head + VALUES[what].replace("VALUE", '"说不清楚"'))
    assert what == "几个人" or "ZC203" in {finding.code for finding in found}, "what can't be read is told"
