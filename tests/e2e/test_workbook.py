"""A dossier begun as a workbook: filled with people's slips, mended by what lint says of its cells, built."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
BOOK = "申报表.xlsx"
AS_OF = ("--as-of", "2023-06-30")


@pytest.fixture
def begun(zc: Run, office: Any) -> Path:
    ran = zc("init", "li-ming", "--profile", "tiny", "--level", "高级", "--as", "xlsx", cwd=office.path)
    assert (ran.code, ran.err) == (0, "")
    assert "zcdossier init li-ming --folders" in ran.out
    return office.path / "li-ming"


def fill(root: Path, sheet: str, *rows: dict[str, Any], after: Callable[[Any, int], None] | None = None) -> None:
    """Type rows below the headings of a sheet, as a person would: at the headings' columns."""
    book = openpyxl.load_workbook(root / BOOK)
    page = book[sheet]
    heading = next(row for row in page.iter_rows() if row[0].value in ("序号", "条款", "代码", "项目"))
    columns = {str(cell.value).rstrip("*"): cell.column for cell in heading if cell.value}
    start = next(row for row in range(heading[0].row + 1, 99) if str(page.cell(row, 1).value) != "例")
    for at, row in enumerate(rows):
        for name, value in row.items():
            page.cell(start + at, columns[name]).value = value
    if after is not None:
        after(page, start)
    book.save(root / BOOK)


def lint(zc: Run, root: Path) -> list[tuple[str, str, str]]:
    ran = zc("lint", root.name, "--format", "json", *AS_OF, cwd=root.parent)
    findings = ran.json["dossiers"][0]["findings"]
    return [
        (finding["code"], f"{finding.get('sheet', '')}!{finding.get('cell', '')}", finding["hint"])
        for finding in findings
    ]


def test_a_new_workbook_lacks_nothing_but_its_records(zc: Run, begun: Path) -> None:
    assert not (begun / "dossier.yaml").exists()
    assert not (begun / ".zcdossier").exists()
    ran = zc("lint", "li-ming", "--format", "json", *AS_OF, cwd=begun.parent)
    assert {finding["code"] for finding in ran.json["dossiers"][0]["findings"]} <= {"ZC101", "ZC201"}
    assert zc("init", "li-ming", "--profile", "tiny", "--level", "高级", cwd=begun.parent).code == 2


def test_from_slips_to_uploads(zc: Run, begun: Path, scan: bytes) -> None:
    def date_typed(page: Any, row: int) -> None:
        page.cell(row, 3).number_format = 'yyyy"年"m"月"'
        page.cell(row + 1, 3).number_format = "General"

    fill(
        begun,
        "获奖",
        {"名称": " 教学成果奖　", "时间": date(2021, 3, 1)},
        {"名称": "“*优秀教师”", "时间": 2022.1},
        {},
        {"名称": "", "备注": "还想一想"},
        after=date_typed,
    )
    found = lint(zc, begun)
    assert ("ZC009", "获奖!C5") in {finding[:2] for finding in found}
    assert {finding[1] for finding in found if finding[0] == "ZC401"} == {"获奖!B4", "获奖!B5"}
    assert all("--folders" in hint for code, _, hint in found if code == "ZC401")
    assert not any(word in hint for _, _, hint in found for word in ("冒号", "引号", "folder:", "加一行"))

    ran = zc("init", "li-ming", "--folders", cwd=begun.parent)
    assert ran.code == 0
    folders = sorted(path.name for path in (begun / "01-获奖").iterdir())
    assert folders == ["2021-03 教学成果奖", "2022-01 优秀教师"]
    for folder in folders:
        (begun / "01-获奖" / folder / "1-封面.jpg").write_bytes(scan)
        (begun / "01-获奖" / folder / "2-证书.jpg").write_bytes(scan)

    def as_text(page: Any, row: int) -> None:
        page.cell(row + 1, 3).number_format = "@"

    fill(begun, "获奖", {}, {"时间": "2022-10"}, after=as_text)
    found = lint(zc, begun)
    assert [finding[:2] for finding in found if finding[0] != "ZC406"] == []
    built = zc("build", "li-ming", *AS_OF, cwd=begun.parent)
    assert built.code == 0, built.out
    assert len(list((begun / "build" / "upload").rglob("*.pdf"))) == 2


def test_every_output_names_the_cell(zc: Run, begun: Path) -> None:
    fill(begun, "获奖", {"时间": "2021-03"})
    text = zc("lint", "li-ming", *AS_OF, cwd=begun.parent)
    assert f"li-ming/{BOOK} [获奖] B4: " in text.out
    assert "[获奖] B4 " in zc("lint", "li-ming", "--format", "github", *AS_OF, cwd=begun.parent).out
    sarif = zc("lint", "li-ming", "--format", "sarif", *AS_OF, cwd=begun.parent).json
    places = [place for result in sarif["runs"][0]["results"] for place in result["locations"]]
    assert {"name": "B4", "kind": "cell", "fullyQualifiedName": "获奖!B4"} in [
        logical for place in places for logical in place.get("logicalLocations", [])
    ]
    zc("report", "li-ming", *AS_OF, cwd=begun.parent)
    page = next(begun.rglob("report.html")).read_text(encoding="utf-8")
    assert "[获奖] B4" in page


def test_questions_and_waivers(zc: Run, begun: Path) -> None:
    fill(begun, "获奖", {"名称": "甲", "时间": "2021-03"})
    asked = zc("checklist", "li-ming", cwd=begun.parent)
    assert "“确认”表" in asked.out
    fill(
        begun,
        "确认",
        {"条款": "T-5", "回答": "是的", "备注": "核对过"},
        {"条款": "T-6", "哪一条": "甲", "回答": "不适用"},
    )
    fill(begun, "不适用说明", {"代码": "ZC401", "位置": "获奖/甲", "理由": "证书在办"})
    ran = zc("lint", "li-ming", "--format", "json", *AS_OF, cwd=begun.parent)
    dossier = ran.json["dossiers"][0]
    assert all(item["answered"] for item in dossier["checklist"])
    assert [waived["code"] for waived in dossier["waived"]] == ["ZC401"]


def test_the_workbook_itself_may_be_named(zc: Run, begun: Path) -> None:
    fill(begun, "获奖", {"名称": "甲", "时间": "2021-03"})
    by_file = zc("lint", f"li-ming/{BOOK}", "--format", "json", *AS_OF, cwd=begun.parent)
    assert by_file.json["dossiers"][0]["path"] == "li-ming"


@pytest.mark.parametrize("name", ["申报表.xls", "申报表.et", "申报表.csv", "申报表.xlsm", "申报表 (2).xlsx"])
def test_another_format_or_name_is_told_what_to_do(zc: Run, begun: Path, name: str) -> None:
    shutil.move(begun / BOOK, begun / name)
    ran = zc("lint", "li-ming", cwd=begun.parent)
    assert ran.code == 2
    assert name in ran.err
    assert ("改名" if name.endswith(".xlsx") else "另存为") in ran.err


def test_an_open_workbook_is_said_once(zc: Run, begun: Path) -> None:
    (begun / f"~${BOOK}").write_bytes(b"x")
    assert [finding[0] for finding in lint(zc, begun)].count("ZC001") == 1
    assert zc("lint", "li-ming", *AS_OF, cwd=begun.parent).out.count("正在 Excel 或 WPS 里打开") == 1
