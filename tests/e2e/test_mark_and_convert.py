"""A dossier's manifest turned into a workbook and back, and its workbook marked with what lint says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
BOOK, MARKED = "申报表.xlsx", "申报表-检查结果.xlsx"
AS_OF = ("--as-of", "2023-06-30")
TEXT = """\
profile: tiny
level: 高级
applicant: {post: 教师}
sections:
  awards:
    # 证书还在学院
    - title: "*教学成果奖"   # 题目照证书
      date: 2021-03
    - date: 2022-10
answers: {T-5: 是（核对过）}
waivers:
  - {code: ZC401, at: 获奖/*教学成果奖, reason: 证书在办}
"""


@pytest.fixture
def dossier(office: Any) -> Path:
    root = office.path / "li-ming"
    root.mkdir()
    (root / "dossier.yaml").write_text(TEXT, encoding="utf-8")
    return root


def verdict(zc: Run, root: Path) -> dict[str, Any]:
    found = zc("lint", root.name, "--format", "json", *AS_OF, cwd=root.parent).json["dossiers"][0]
    return {
        "findings": sorted((finding["code"], finding["severity"], finding["message"]) for finding in found["findings"]),
        "waived": sorted(waived["code"] for waived in found["waived"]),
        "answers": sorted((item["clause"], item["answered"]) for item in found["checklist"]),
    }


def test_there_and_back_with_one_manifest_left(zc: Run, dossier: Path) -> None:
    before = verdict(zc, dossier)
    assert before["findings"]
    converted = zc("convert", "li-ming", "--to", "xlsx", cwd=dossier.parent)
    assert (converted.code, converted.err) == (0, "")
    assert sorted(path.name for path in dossier.glob("*.*")) == ["dossier-转换前.yaml", BOOK]
    assert (dossier / "dossier-转换前.yaml").read_text(encoding="utf-8") == TEXT
    assert verdict(zc, dossier) == before
    row = [str(cell.value) for cell in openpyxl.load_workbook(dossier / BOOK)["获奖"][4]]
    assert "证书还在学院\n题目照证书" in row
    back = zc("convert", "li-ming", "--to", "yaml", cwd=dossier.parent)
    assert back.code == 0
    assert verdict(zc, dossier) == before
    text = (dossier / "dossier.yaml").read_text(encoding="utf-8")
    assert "# 备注：证书还在学院" in text
    assert "T-5: 是（核对过）" in text
    assert zc("convert", "li-ming", "--to", "yaml", cwd=dossier.parent).code == 0
    assert (dossier / "dossier.yaml").read_text(encoding="utf-8") == text
    assert zc("convert", "li-ming", "--to", "xlsx", cwd=dossier.parent).code == 0
    assert (dossier / "dossier-转换前2.yaml").exists()


def test_what_can_not_be_read_is_not_lost(zc: Run, dossier: Path) -> None:
    (dossier / "dossier.yaml").write_text(TEXT.replace("date: 2022-10", "dat: 2022-10"), encoding="utf-8")
    ran = zc("convert", "li-ming", "--to", "xlsx", cwd=dossier.parent)
    assert ran.code == 2
    assert "dossier.yaml:9" in ran.err
    assert [path.name for path in dossier.iterdir()] == ["dossier.yaml"]


def test_an_open_workbook_is_not_converted(zc: Run, dossier: Path) -> None:
    zc("convert", "li-ming", "--to", "xlsx", cwd=dossier.parent)
    (dossier / f"~${BOOK}").write_bytes(b"x")
    ran = zc("convert", "li-ming", "--to", "yaml", cwd=dossier.parent)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert not (dossier / "dossier.yaml").exists()


def test_marked_cells(zc: Run, dossier: Path) -> None:
    zc("convert", "li-ming", "--to", "xlsx", cwd=dossier.parent)
    own = (dossier / BOOK).read_bytes()
    ran = zc("lint", "li-ming", "--mark", *AS_OF, cwd=dossier.parent)
    assert ran.code == 1
    assert MARKED in ran.err
    assert (dossier / BOOK).read_bytes() == own
    book = openpyxl.load_workbook(dossier / MARKED)
    assert book.sheetnames[0] == "检查结果"
    cell = book["获奖"]["B5"]
    assert "ZC201" in cell.comment.text
    assert cell.fill.fgColor.rgb == "FFF3C9C0"
    assert book["获奖"]["B4"].value == "*教学成果奖"
    links = {row[3].hyperlink.location for row in book["检查结果"].iter_rows(min_row=6) if row[3].hyperlink}
    assert "'获奖'!B5" in links
    again = zc("lint", "li-ming", "--format", "json", *AS_OF, cwd=dossier.parent).json["dossiers"][0]
    assert not any(MARKED in finding["message"] for finding in again["findings"])


def test_marking_that_can_not_be(zc: Run, dossier: Path) -> None:
    ran = zc("lint", "li-ming", "--mark", "-q", *AS_OF, cwd=dossier.parent)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "convert --to xlsx" in ran.err
    zc("convert", "li-ming", "--to", "xlsx", cwd=dossier.parent)
    (dossier / f"~${MARKED}").write_bytes(b"x")
    ran = zc("build", "li-ming", "--mark", "-q", *AS_OF, cwd=dossier.parent)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert not (dossier / MARKED).exists()
