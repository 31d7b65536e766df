"""Statements are no scans: what they are is judged whatever they are, how they look only where they have pages."""

from datetime import date
from pathlib import Path

from zcdossier.app.lint_dossier import lint_dossier

CASE = Path(__file__).resolve().parents[3] / "rules" / "ZC601-measure" / "fail-statement-that-is-no-pdf"


def test_how_a_text_looks_is_said_to_be_unjudged() -> None:
    verdict = lint_dossier(CASE, as_of=date(2023, 6, 30)).verdict
    assert {finding.rule for finding in verdict.findings if finding.code == "ZC601"} == {"statement-pdf"}
    (left_open,) = [entry for entry in verdict.not_evaluated if entry.rule == "statement-size"]
    assert "不是 PDF" in left_open.reason.zh
