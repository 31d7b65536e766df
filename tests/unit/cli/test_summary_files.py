"""`--format csv` and `--format xlsx`: what Excel opens, worst first, with nothing taken for a formula."""

import csv
import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.unit.cli.conftest import dossier

Run = Callable[..., Any]


def test_csv_on_stdout(run: Run, office: Path) -> None:
    dossier(office / "=1+1", "- {title: 一等奖, place: 杭州}")
    ran = run("lint", ".", "--format", "csv")
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("\ufeff申报材料,姓名,")
    rows = list(csv.reader(io.StringIO(ran.out[1:])))
    assert [row[0] for row in rows[1:]] == ["bo", "chen", "'=1+1", "an"]
    assert rows[1][2:9] == ["tiny", "高级", "2", "1", "0", "1", "有错误"]


def test_csv_for_a_stream_of_gbk_has_no_mark(run: Run, office: Path) -> None:
    assert run("lint", office, "--format", "csv", encoding="gbk").out.startswith("申报材料,")


def test_csv_to_a_file(run: Run, office: Path) -> None:
    ran = run("lint", ".", "--format", "csv", "--output", "out/汇总.csv", "--lang", "en")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.splitlines() == [
        "[1/3] an: 0 errors, 0 warnings",
        "[2/3] bo: 1 errors, 0 warnings",
        "[3/3] chen: 0 errors, 1 warnings",
        "wrote out/汇总.csv".replace("/", os.sep),
        "3 dossiers; 1 with errors; 1 error, 1 warning",
    ]
    data = (office / "out" / "汇总.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfdossier,applicant,")
    assert data.count(b"\r\n") == data.count(b"\n") == 4


def test_a_workbook_lists_findings_too(run: Run, office: Path) -> None:
    manifest = (
        "profile: tiny\nlevel: senior\nsections:\n  awards:\n    - {place: '=HYPERLINK(\"http://x\")', titel: +1}\n"
    )
    (office / "@odd").mkdir()
    (office / "@odd" / "dossier.yaml").write_text(manifest, encoding="utf-8")
    (office / "worst").mkdir()
    (office / "worst" / "dossier.yaml").write_text("profile: none\n", encoding="utf-8")
    assert run("lint", ".", "--format", "xlsx", "--output", "a.xlsx").code == 1
    first = (office / "a.xlsx").read_bytes()
    assert run("lint", ".", "--format", "xlsx", "--output", "a.xlsx").code == 1
    assert (office / "a.xlsx").read_bytes() == first
    book = openpyxl.load_workbook(io.BytesIO(first))
    summary, findings = book.worksheets
    assert [cell.value for cell in summary["A"]] == ["申报材料", "@odd", "bo", "worst", "chen", "an"]
    assert all(cell.data_type in "sn" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert findings.max_row == 1 + sum(row[5].value + row[6].value for row in summary.iter_rows(min_row=2))
    assert (summary.freeze_panes, summary.auto_filter.ref) == ("A2", "A1:J6")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "xlsx"], "--output"),
        (["--format", "csv", "--output", "an"], "an"),
        (["--format", "csv", "--output", "an/dossier.yaml/x.csv"], "x.csv"),
        (["--output", "x.txt"], "x.txt 的扩展名认不出来"),
        (["--format", "github", "--output", "x.txt"], "github"),
    ],
)
def test_where_it_can_not_go_is_told_before_the_work(run: Run, office: Path, options: list[str], message: str) -> None:
    ran = run("lint", ".", *options)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert sorted(path.name for path in office.iterdir()) == ["an", "bo", "chen", "profiles"]


@pytest.mark.parametrize("kind", ["json", "sarif"])
def test_data_to_a_file_is_the_data(run: Run, office: Path, kind: str) -> None:
    output = run("lint", ".", "--format", kind).out
    run("lint", ".", "--format", kind, "--output", "x.json")
    assert (office / "x.json").read_text(encoding="utf-8") == output


@pytest.mark.parametrize(
    ("kind", "name", "better"), [("xlsx", "l.txt", "l.xlsx"), ("csv", "a.xlsx", "a.csv"), ("json", "b.PDF", "b.json")]
)
def test_a_name_that_another_program_opens_is_refused(
    run: Run, office: Path, kind: str, name: str, better: str
) -> None:
    ran = run("lint", ".", "--format", kind, "--output", name)
    assert (ran.code, ran.out) == (2, "")
    assert better in ran.err
    assert not (office / name).exists()


@pytest.mark.parametrize(("kind", "name"), [("xlsx", "l.XLSX"), ("csv", "a.txt"), ("sarif", "b.json")])
def test_a_name_that_fits_is_taken(run: Run, office: Path, kind: str, name: str) -> None:
    assert run("lint", ".", "--format", kind, "--output", name).code == 1
    assert (office / name).is_file()
