"""The end of a build of many dossiers: worst first, what was there before, and tables for Excel."""

from zcdossier.model.finding import Verdict
from zcdossier.model.label import Label
from zcdossier.model.receipt import BuildOutcome, Receipt, RecordReceipt
from zcdossier.report.builds_overview import build_row, build_sheets, builds_text, failed_build_row, sort_builds
from zcdossier.report.style import Paint, Style

DONE = RecordReceipt("a", "papers", "甲", BuildOutcome.BUILT, pages=3, bytes=2_000_000)
KEPT = RecordReceipt("b", "papers", "乙", BuildOutcome.UNCHANGED, pages=2, bytes=500_000)
LOST = RecordReceipt("c", "papers", "=丙", BuildOutcome.FAILED, error=Label("加了密", "encrypted"))

ROWS = [
    build_row("an", Receipt("1", "p", "l", (DONE, KEPT, KEPT)), Verdict(), None, Style()),
    build_row("bo", Receipt("1", "p", "l", (KEPT, LOST)), Verdict(), None, Style()),
    build_row("chen", None, Verdict(), None, Style()),
    failed_build_row("ding", "写不进"),
]

TEXT = """\
申报材料       PDF  新生成  未变  失败    大小  错误  警告
chen      没有生成                                 -     -
ding      没有生成                                 -     -
bo               1       -     1     1  500 kB     -     -
an               3       1     2     -  3.0 MB     -     -

共 4 份申报材料，1 份全部生成；4 个 PDF，其中 3 个以前已经生成、没有变化，这次生成 1 个；3 份没有全部生成
"""


def test_worst_first_with_what_was_there_before() -> None:
    assert builds_text(ROWS, Style()) == TEXT
    assert builds_text(ROWS[:1], Style("en")).endswith(
        "1 dossiers, 1 built completely; 3 PDFs, 2 of them from an earlier build and unchanged, 1 built now\n"
    )


def test_rows_are_red_where_pdfs_are_lacking_and_yellow_where_there_are_findings() -> None:
    rows = [ROWS[0], ROWS[1], ROWS[0]._replace(name="fang", warnings=1)]
    lines = builds_text(rows, Style(paint=Paint(True))).splitlines()[1:4]
    assert [line[:7] if line.startswith("\x1b") else "" for line in lines] == ["\x1b[1;31m", "\x1b[1;33m", ""]


def test_tables() -> None:
    summary, failed = build_sheets(ROWS, Style())
    assert [row[0] for row in summary.rows] == [row.name for row in sort_builds(ROWS)]
    assert summary.rows[2] == ("bo", "", "部分失败", 1, 0, 1, 1, 2, 500_000, 0, 0, "")
    assert summary.rows[0][-1] == "清单读不出来"
    assert failed.rows == [("bo", "", "=丙", "c", "加了密")]
    assert {len(row) for row in summary.rows} == {len(summary.head), len(summary.widths)}
