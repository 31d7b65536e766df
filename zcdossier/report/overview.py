"""Many dossiers at once: each counted as a row, and the table of all."""

from collections.abc import Sequence

from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.report.dossier_summary import counts_text
from zcdossier.report.findings_by_section import count_by_section
from zcdossier.report.messages import one_line
from zcdossier.report.overview_rows import OverviewRow
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_table
from zcdossier.report.verdict_questions import count_questions, open_questions


def overview_row(result: LintResult, lang: str) -> OverviewRow:
    """Count one dossier."""
    level = ""
    if result.profile is not None and result.dossier is not None and result.dossier.level:
        level = one_line(result.profile.level_label(result.dossier.level), lang)
    verdict = result.verdict
    return OverviewRow(
        result.name,
        level,
        sum(row.records for row in count_by_section(result) if row.number),
        verdict.count(Severity.ERROR),
        verdict.count(Severity.WARNING),
        count_questions(open_questions(verdict)),
        applicant=result.dossier.applicant_name if result.dossier is not None else "",
        profile=result.dossier.profile if result.dossier is not None else "",
    )


def overview_text(rows: Sequence[OverviewRow], style: Style) -> str:
    """A table with a row for each dossier, in the order given."""
    head = style.say(
        Label("申报材料,级别,记录,错误,警告,未确认", "dossier,level,records,errors,warnings,unanswered")
    ).split(",")
    lines = lay_out_table([head, *(_cells(row, style) for row in rows)], right=(2, 3, 4, 5))
    painted = [
        style.paint.graded(line, bad=row.errors > 0 or not row.read, doubtful=row.warnings > 0)
        for line, row in zip(lines[1:], rows, strict=True)
    ]
    return "\n".join([style.paint.faint(lines[0]), *painted]) + "\n"


def _cells(row: OverviewRow, style: Style) -> list[str]:
    if not row.read:
        return [escape_controls(row.name), style.say(Label("没能检查", "not checked")), "", "", "", ""]
    counts = (row.records, row.errors, row.warnings, row.open)
    return [escape_controls(row.name), row.level, *(str(count or "-") for count in counts)]


def overview_totals(rows: Sequence[OverviewRow], style: Style) -> str:
    """One line over many dossiers."""
    wrong = sum(1 for row in rows if row.errors)
    failed = sum(1 for row in rows if not row.read)
    errors, warnings = sum(row.errors for row in rows), sum(row.warnings for row in rows)
    parts = [
        style.say(Label(f"共 {len(rows)} 份申报材料", f"{len(rows)} dossiers")),
        style.say(Label(f"{wrong} 份有错误", f"{wrong} with errors")),
        *([style.say(Label(f"{failed} 份没能检查", f"{failed} not checked"))] if failed else []),
        counts_text(errors, warnings, style),
    ]
    return style.say(Label("；", "; ")).join(part for part in parts if part) + "\n"
