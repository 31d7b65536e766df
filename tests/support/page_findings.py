"""Whether the page, and every table, holds each finding of a verdict exactly once."""

from collections import Counter
from datetime import date

from zcdossier.model.finding import Severity
from zcdossier.model.lint_result import LintResult
from zcdossier.report.findings_by_section import count_by_section
from zcdossier.report.page.page_findings import finding_view
from zcdossier.report.page.page_views import FindingView, ReportView
from zcdossier.report.page.report_facts import ReportFacts
from zcdossier.report.page.report_page import report_view
from zcdossier.report.style import Style


def findings_on(view: ReportView) -> list[FindingView]:
    """Every finding that the page lists, wherever it stands; without what only a record's own view can tell."""
    listed = [*view.findings]
    for section in view.sections:
        listed += section.findings
        for record in section.records:
            listed += record.findings
    return [finding._replace(field="", pages=()) for finding in listed]


def assert_each_finding_stands_once(linted: LintResult) -> None:
    """Hold the page and the table of sections against the verdict."""
    view = report_view(ReportFacts(linted, date(2023, 6, 30), "0"), Style("zh"))
    wanted = Counter(finding_view(finding, linted.profile, "zh") for finding in linted.verdict.findings)
    assert Counter(findings_on(view)) == wanted
    assert view.problems >= wanted.total()
    assert all(record.to_mend for section in view.sections for record in section.records if record.findings)
    rows = count_by_section(linted)
    for severity, counted in ((Severity.ERROR, "errors"), (Severity.WARNING, "warnings")):
        assert sum(getattr(row, counted) for row in rows) == linted.verdict.count(severity)
