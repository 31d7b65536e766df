"""The summary: worst first, what a receipt says, text that stays text, a page that runs nothing."""

import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import openpyxl

from tests.unit.app.office.conftest import HUZHOU, Make
from zcdossier.app.office.review_status import review_status_of, unread_status
from zcdossier.app.office.write_summary import read_uploads, summarise_applicant, write_summary
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.review import History
from zcdossier.report.office.office_summary import BuiltUploads, SummaryRow, summarise_office

DAY = date(2023, 6, 30)
EVIL = '<img src=x onerror="alert(1)">=1+1\u202e'
BAD = [
    {"remove_files": {"at": "sections.books[0]", "match": "*封底*"}},
    {"set": {"path": "sections.papers[0].is_representative", "value": "否"}},
]


def row(linted: LintResult, target: Path, lang: str = "zh") -> SummaryRow:
    return summarise_applicant(linted, review_status_of(linted, History(), linted.root.name, DAY), target, lang)


def test_worst_first_and_only_sections_that_hold_anything(make: Make, tmp_path: Path) -> None:
    people = [make("well"), make("bad", BAD), make("doubtful", [{"delete": "sections.papers[1].date"}])]
    made = summarise_office([row(applicant, tmp_path) for applicant in people], [], "zh")
    (grid,) = made.grids
    assert [row.name for row in grid.rows] == ["bad", "doubtful", "well"]
    worst = grid.rows[0]
    assert (worst.errors, worst.warnings, worst.missing) == (2, 0, 1)
    assert worst.cells["papers"].errors == 1
    labels = [column.label for column in grid.columns]
    assert "论文" in labels
    assert "主持参与工程技术项目情况" not in labels
    assert labels[-1] == "个人信息、附件、照片和其他"


def test_every_notice_has_a_grid_of_its_own_the_worst_first(make: Make, tmp_path: Path) -> None:
    rows = [row(make("z", source=HUZHOU), tmp_path), row(make("bad", BAD), tmp_path)]
    assert [grid.rows[0].name for grid in summarise_office(rows, [], "zh").grids] == ["bad", "z"]


def test_sizes_are_those_of_the_receipt(make: Make, tmp_path: Path) -> None:
    linted = make("a")
    build = linted.root / "build"
    assert read_uploads(build) is None
    build.mkdir()
    (build / "receipt.json").write_text("nonsense", encoding="utf-8")
    assert read_uploads(build) is None
    record = {"outcome": "built", "file": "a.pdf", "sha256": "0", "bytes": 1_500_000}
    records = [record, {**record, "bytes": 700_000}, {"outcome": "failed"}]
    (build / "receipt.json").write_text(json.dumps({"records": records}), encoding="utf-8")
    assert read_uploads(build) == BuiltUploads(2, 1, 2_200_000)
    assert row(linted, tmp_path).uploads == BuiltUploads(2, 1, 2_200_000)


class Page(HTMLParser):
    """What a browser would make of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data.strip())


def test_a_page_escapes_everything_and_runs_nothing(make: Make, tmp_path: Path) -> None:
    linted = make("a", [{"delete": "sections.papers[1].date"}], EVIL)
    (linted.root / "build").mkdir()
    (linted.root / "build" / "report.html").write_text("", encoding="utf-8")
    target = tmp_path / "summary"
    made = summarise_office([row(linted, target)], [unread_status(f"b{EVIL}", Label(EVIL))], "zh")
    page, book = write_summary(made, target, DAY, "zh").paths
    text = page.read_text(encoding="utf-8")
    seen = Page(text)
    tags = {tag for tag, _ in seen.tags}
    assert not tags & {"img", "script", "link", "iframe", "form"}
    assert not [attrs for _, attrs in seen.tags if any(name.startswith("on") or name == "style" for name in attrs)]
    assert EVIL.replace("\u202e", "") in seen.texts
    assert "\u202e" not in text
    assert [attrs["href"] for tag, attrs in seen.tags if tag == "a"] == ["../a/build/report.html"]
    assert re.search(r"default-src 'none'; style-src 'sha256-[\w+/=]+'; base-uri 'none'", text.replace("&#39;", "'"))
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames[-1] == "还差什么"
    values = [cell for sheet in sheets for line in sheet.iter_rows() for cell in line if isinstance(cell.value, str)]
    assert EVIL.replace("\u202e", "") in {cell.value for cell in values}
    assert {cell.data_type for cell in values} == {"s"}


def test_the_workbook_counts(make: Make, tmp_path: Path) -> None:
    made = summarise_office(
        [row(make("bad", BAD), tmp_path, "en")], [unread_status("c", Label("读不了", "unreadable"))], "en"
    )
    _, book = write_summary(made, tmp_path / "summary", DAY, "en").paths
    sheets = openpyxl.load_workbook(io.BytesIO(book.read_bytes()))
    grid, why = sheets.worksheets
    head, line = (list(row) for row in grid.iter_rows(values_only=True))
    cells = dict(zip(head, line, strict=True))
    assert (cells["errors"], cells["missing"], cells["records"], cells["PDFs"]) == (2, 1, 55, None)
    assert cells["9 Papers"] == "4/4 ✗1"
    reasons = list(why.iter_rows(values_only=True))
    assert reasons[:2] == [("dossier", "applicant", "what"), ("c", "c", "unreadable")]
    assert ("bad", "林晓", "2 errors left") in reasons


def test_the_same_office_gives_the_same_bytes(make: Make, tmp_path: Path) -> None:
    made = summarise_office([row(make("a", BAD), tmp_path)], [], "zh")
    first = [path.read_bytes() for path in write_summary(made, tmp_path / "1", DAY, "zh").paths]
    assert [path.read_bytes() for path in write_summary(made, tmp_path / "2", DAY, "zh").paths] == first


def test_a_summary_that_lists_fewer_keeps_the_one_before(make: Make, tmp_path: Path) -> None:
    target = tmp_path / "summary"
    rows = [row(make(name), target) for name in ("a", "b")]
    lost = unread_status("c", Label("读不了", "unreadable"))
    assert write_summary(summarise_office(rows, [lost], "zh"), target, DAY, "zh").kept == ()
    assert write_summary(summarise_office(rows, [lost], "zh"), target, DAY, "zh").kept == ()
    before = (target / "汇总.xlsx").read_bytes()
    for number, left in ((1, []), (2, rows[:1])):
        written = write_summary(summarise_office(left or rows, [], "zh"), target, DAY, "zh")
        assert written.dropped == (("b",) if left else ("c",))
        assert [path.name for path in written.kept] == [f"汇总 上一次 {number}.html", f"汇总 上一次 {number}.xlsx"]
    assert (target / "汇总 上一次 1.xlsx").read_bytes() == before
    (target / "汇总.xlsx").write_bytes(b"somebody's")
    assert len(write_summary(summarise_office(rows, [], "zh"), target, DAY, "zh").kept) == 2
