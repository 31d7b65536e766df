"""The sample as a workbook: what is shipped in docs is what convert makes of it, and it is judged like the text."""

import shutil
from datetime import date
from pathlib import Path

from zcdossier.app.convert_manifest import convert_manifest
from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.source.workbook_reader import read_workbook

ROOT = Path(__file__).resolve().parents[3]
AS_OF = date(2023, 6, 30)


def test_the_shipped_workbook_is_the_sample(tmp_path: Path) -> None:
    """Stale? Convert a copy of `sample_dossier` and put its 申报表.xlsx to docs/sample-workbook.xlsx."""
    root = tmp_path / "sample"
    shutil.copytree(ROOT / "sample_dossier", root, ignore=shutil.ignore_patterns("build", ".zcdossier"))
    text = lint_dossier(root, as_of=AS_OF).verdict
    converted = convert_manifest(root, "申报表.xlsx", "zh")
    assert read_workbook(converted.path) == read_workbook(ROOT / "docs" / "sample-workbook.xlsx")
    book = lint_dossier(root, as_of=AS_OF).verdict
    assert [finding.code for finding in book.findings] == [finding.code for finding in text.findings]
    assert [(asked.clause, asked.answer) for asked in book.checklist] == [
        (asked.clause, asked.answer) for asked in text.checklist
    ]
    assert [waived.reason for waived in book.waived] == [waived.reason for waived in text.waived]
