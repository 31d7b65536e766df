"""A workbook that is hostile, broken or of another kind: one finding, and neither time nor memory lost on it."""

import io
import resource
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from sheet_files import SheetXml, Typed, book_bytes, book_parts, zipped

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.model.lint_result import LintResult
from zcdossier.model.manifest_names import WORKBOOK_NAME

AS_OF = date(2023, 6, 30)
PROFILE = """\
id: case
title: 例
levels: {senior: 副高}
sections:
  papers: {label: 论文, fields: {title: {label: 题目, required: error}}}
"""
HEAD = [["项目", "填写内容"], ["申报要求", "case"], ["申报级别", "副高"]]
PAPERS = [["题目"], ["课堂里的追问"]]
GOOD = [SheetXml("申报人", HEAD), SheetXml("论文", PAPERS)]
SECONDS = 20
MEGABYTES = 400


def lint(folder: Path, data: bytes) -> LintResult:
    (folder / "profiles" / "case").mkdir(parents=True, exist_ok=True)
    (folder / "profiles" / "case" / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / WORKBOOK_NAME).write_bytes(data)
    return lint_dossier(folder, as_of=AS_OF)


def keys(result: LintResult) -> list[tuple[str, str]]:
    return [(finding.code, finding.key) for finding in result.verdict.findings]


def test_the_good_one_is_good(tmp_path: Path) -> None:
    result = lint(tmp_path, book_bytes(*GOOD))
    assert keys(result) == []
    assert result.dossier is not None
    assert result.dossier.sections["papers"][0].text("title") == "课堂里的追问"


def with_sheet(xml: str) -> bytes:
    return zipped({**book_parts(GOOD), "xl/worksheets/sheet2.xml": xml})


def bomb() -> bytes:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>' + "题" * 60_000_000 + "</t></is></c></row>"
    return with_sheet(f"<worksheet><sheetData>{rows}</sheetData></worksheet>")


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><v>&a;</v></worksheet>'
NOTHING = " " * 20_000_000
SHARED = zipped(
    {
        **book_parts(GOOD),
        "xl/sharedStrings.xml": "<sst><si><t>" + " 题" * 200_000 + "</t></si></sst>",
        "xl/worksheets/sheet2.xml": "<worksheet>" + '<row><c t="s"><v>0</v></c></row>' * 100_000 + "</worksheet>",
    }
)
OFTEN = zipped(
    {
        **book_parts(GOOD),
        "xl/workbook.xml": "<workbook>" + '<sheet name="a" id="rId2"/>' * 100_000 + "</workbook>",
        "xl/worksheets/sheet2.xml": "<worksheet/>",
    }
)
DRAWINGS = zipped(
    {
        **book_parts(GOOD),
        "xl/worksheets/_rels/sheet2.xml.rels": "<Relationships>"
        + '<Relationship Type="x/drawing" Target="d.xml"/>' * 100_000
        + "</Relationships>",
        "xl/worksheets/_rels/d.xml.rels": "<Relationships/>",
    }
)
UNREADABLE = {
    "empty": (b"", "empty-workbook"),
    "text": ("题目,时间\n".encode(), "no-workbook"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-workbook"),
    "cut": (book_bytes(*GOOD)[:900], "damaged-workbook"),
    "no sheets": (zipped({"[Content_Types].xml": "<Types/>"}), "no-workbook"),
    "a Word file": (zipped({"word/document.xml": "<w/>"}), "no-workbook"),
    "broken XML": (with_sheet("<worksheet><sheetData><row>"), "damaged-sheet"),
    "a comment without an end": (
        with_sheet("<worksheet><!--" + " " * 60_000_000 + "--></worksheet>"),
        "damaged-sheet",
    ),
    "entities": (with_sheet(ENTITIES), "hostile-workbook"),
    "a file from outside": (with_sheet(OUTSIDE), "hostile-workbook"),
    "a document type": (with_sheet("<!DOCTYPE x SYSTEM 'http://x/y'><worksheet/>"), "hostile-workbook"),
    "one text in a hundred thousand cells": (SHARED, "too-much-text"),
    "one sheet a hundred thousand times": (OFTEN, "workbook-too-large"),
    "pictures without end": (DRAWINGS, "workbook-too-large"),
    "odd numbers": (with_sheet('<worksheet><row r="' + "9" * 5000 + '"/></worksheet>'), "damaged-sheet"),
}


@pytest.mark.parametrize(("data", "key"), UNREADABLE.values(), ids=UNREADABLE)
def test_one_finding_says_why(tmp_path: Path, data: bytes, key: str) -> None:
    before = time.process_time()
    result = lint(tmp_path, data)
    assert time.process_time() - before < SECONDS
    assert keys(result) == [("ZC001", key)]
    assert result.verdict.findings[0].place.file == WORKBOOK_NAME


def test_a_bomb_is_put_aside(tmp_path: Path) -> None:
    before = time.process_time()
    result = lint(tmp_path, bomb())
    assert keys(result) == [("ZC001", "workbook-too-large")]
    assert time.process_time() - before < SECONDS


def test_a_flipped_byte_anywhere_is_no_traceback(tmp_path: Path) -> None:
    good = book_bytes(*GOOD)
    for at in range(0, len(good), 37):
        spoiled = good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]
        codes = {code for code, _ in keys(lint(tmp_path, spoiled))}
        assert codes <= {"ZC001", "ZC003", "ZC005", "ZC009"}, at


def test_a_part_under_a_password(tmp_path: Path) -> None:
    data = bytearray(book_bytes(*GOOD))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        entry = package.getinfo("xl/workbook.xml")
    central = data.rindex(b"PK\x01\x02", 0, data.rindex(b"xl/workbook.xml"))
    data[entry.header_offset + 6] |= 1
    data[central + 8] |= 1
    assert keys(lint(tmp_path, bytes(data))) == [("ZC001", "locked-workbook")]


def test_a_million_empty_rows(tmp_path: Path) -> None:
    head = '<row r="1"><c r="A1" t="inlineStr"><is><t>题目</t></is></c></row>'
    record = '<row r="2"><c r="A2" t="inlineStr"><is><t>课堂</t></is></c></row>'
    rows = "".join(f'<row r="{at}" spans="1:9" ht="15"/>' for at in range(3, 1_048_577))
    before = time.process_time()
    result = lint(tmp_path, with_sheet(f"<worksheet><sheetData>{head}{record}{rows}</sheetData></worksheet>"))
    assert keys(result) == [("ZC009", "long-sheet")]
    assert result.dossier is not None
    assert len(result.dossier.sections["papers"]) == 1
    assert time.process_time() - before < SECONDS


def test_a_cell_in_the_last_corner(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>题目</t></is></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    result = lint(tmp_path, with_sheet(f"<worksheet><sheetData>{cells}{far}</sheetData></worksheet>"))
    assert keys(result) == [("ZC009", "long-sheet")]
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < MEGABYTES


def test_too_many_cells(tmp_path: Path) -> None:
    row = [Typed("<v>1</v>")] * 20
    result = lint(tmp_path, book_bytes(SheetXml("申报人", HEAD), SheetXml("论文", [["题目"], *[row] * 10_001])))
    assert keys(result) == [("ZC001", "too-many-cells")]


def test_merges_over_everything(tmp_path: Path) -> None:
    merges = "".join(f'<mergeCell ref="A{at}:XFD1048576"/>' for at in range(1, 5_000))
    sheet = SheetXml("论文", [["题目"], *([f"题{at}"] for at in range(900))], f"<mergeCells>{merges}</mergeCells>")
    before = time.process_time()
    result = lint(tmp_path, book_bytes(SheetXml("申报人", HEAD), sheet))
    assert result.dossier is not None
    assert time.process_time() - before < SECONDS


def test_macros_and_links_are_a_warning_each(tmp_path: Path) -> None:
    parts = {**book_parts(GOOD), "xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": "<a/>"}
    assert sorted(keys(lint(tmp_path, zipped(parts)))) == [("ZC009", "links"), ("ZC009", "macros")]


@pytest.mark.parametrize("lock", [f"~${WORKBOOK_NAME}", f".~lock.{WORKBOOK_NAME}#"])
def test_an_open_workbook_is_read_as_last_saved(tmp_path: Path, lock: str) -> None:
    (tmp_path / lock).write_bytes(b"x")
    result = lint(tmp_path, book_bytes(*GOOD))
    assert keys(result) == [("ZC001", "open-workbook")]
    assert result.dossier is not None


def test_two_manifests(tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("profile: case\n", encoding="utf-8")
    result = lint(tmp_path, book_bytes(*GOOD))
    (finding,) = result.verdict.findings
    assert (finding.code, finding.key) == ("ZC001", "two-manifests")
    assert {"申报表.xlsx", "dossier.yaml"} <= set(finding.message.zh.format(**finding.args).replace("，", " ").split())
