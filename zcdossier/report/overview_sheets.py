"""Many dossiers at once as tables for Excel: a row for each, and a row for each finding."""

from collections.abc import Sequence

from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.report.messages import hint_text, join_words, message_text, severity_word
from zcdossier.report.overview_rows import OverviewRow, sort_worst_first
from zcdossier.report.style import Style
from zcdossier.report.terminal import place_text
from zcdossier.report.workbook import Cell, TableSheet

FindingRow = tuple[str, ...]

_WIDTHS = (28, 12, 20, 16, 8, 8, 8, 8, 12, 40)
_FINDING_WIDTHS = (28, 12, 8, 9, 60, 60, 40, 24)


def overview_sheet(rows: Sequence[OverviewRow], style: Style) -> TableSheet:
    """A row for each dossier, worst first."""
    head = style.say(
        Label(
            "申报材料,姓名,申报要求,级别,记录,错误,警告,未确认,结果,原因",
            "dossier,applicant,profile,level,records,errors,warnings,unanswered,result,reason",
        ),
    )
    body = [_sheet_cells(row, style) for row in sort_worst_first(rows)]
    return TableSheet(style.say(Label("汇总", "Summary")), tuple(head.split(",")), body, _WIDTHS, wrapped=(9,))


def _sheet_cells(row: OverviewRow, style: Style) -> tuple[Cell, ...]:
    if not row.read:
        return (row.name, *("",) * 7, style.say(Label("没能检查", "not checked")), row.reason)
    result = style.say(Label("有错误", "errors")) if row.errors else style.say(Label("没有错误", "no errors"))
    counts = (row.records, row.errors, row.warnings, row.open)
    return (row.name, row.applicant, row.profile, row.level, *counts, result, "")


def finding_rows(result: LintResult, lang: str) -> tuple[FindingRow, ...]:
    """Every finding of one dossier in its own order."""
    applicant = result.dossier.applicant_name if result.dossier is not None else ""
    return tuple(_finding_row(finding, result.name, applicant, lang) for finding in result.verdict.findings)


def _finding_row(finding: Finding, name: str, applicant: str, lang: str) -> FindingRow:
    severity = severity_word(finding.severity, lang)
    message, hint = message_text(finding, lang), hint_text(finding, lang)
    place, clauses = place_text(finding.place, ""), join_words(list(finding.clauses), lang)
    return (name, applicant, severity, finding.code, message, hint, place, clauses)


def findings_sheet(rows: Sequence[OverviewRow], findings: Sequence[FindingRow], style: Style) -> TableSheet:
    """Every finding, the dossiers worst first."""
    head = style.say(
        Label(
            "申报材料,姓名,轻重,编号,问题,改法,位置,条款", "dossier,applicant,severity,code,finding,hint,place,clauses"
        )
    )
    order = {row.name: at for at, row in enumerate(sort_worst_first(rows))}
    body = sorted(findings, key=lambda row: order[row[0]])
    return TableSheet(
        style.say(Label("问题", "Findings")), tuple(head.split(",")), body, _FINDING_WIDTHS, wrapped=(4, 5)
    )
