"""The overview of many dossiers as tables for Excel: one row for each, and every finding with what to do."""

from collections.abc import Sequence

from zcdossier.model.finding import Finding
from zcdossier.report.judged import Judged
from zcdossier.report.overview import OverviewRow, applicant_name, worst_first
from zcdossier.report.sheets import Cell, Sheet
from zcdossier.report.style import Style
from zcdossier.report.terminal import located
from zcdossier.report.words import hint_text, joined, message_text, severity_word

FindingRow = tuple[str, ...]

_WIDTHS = (28, 12, 20, 16, 8, 8, 8, 8, 12, 40)
_FINDING_WIDTHS = (28, 12, 8, 9, 60, 60, 40, 24)


def overview_sheet(rows: Sequence[OverviewRow], style: Style) -> Sheet:
    """A row for each dossier, worst first."""
    head = style.say(
        "申报材料,姓名,申报要求,级别,记录,错误,警告,未确认,结果,原因",
        "dossier,applicant,profile,level,records,errors,warnings,unanswered,result,reason",
    )
    body = [_cells(row, style) for row in worst_first(rows)]
    return Sheet(style.say("汇总", "Summary"), tuple(head.split(",")), body, _WIDTHS, wrapped=(9,))


def _cells(row: OverviewRow, style: Style) -> tuple[Cell, ...]:
    if not row.read:
        return (row.name, *("",) * 7, style.say("没能检查", "not checked"), row.reason)
    result = style.say("有错误", "errors") if row.errors else style.say("没有错误", "no errors")
    counts = (row.records, row.errors, row.warnings, row.open)
    return (row.name, row.applicant, row.profile, row.level, *counts, result, "")


def finding_rows(judged: Judged, lang: str) -> tuple[FindingRow, ...]:
    """Every finding of one dossier in its own order."""
    who = applicant_name(judged.dossier)
    return tuple(_finding(finding, judged.name, who, lang) for finding in judged.verdict.findings)


def _finding(finding: Finding, name: str, who: str, lang: str) -> FindingRow:
    severity = severity_word(finding.severity, lang)
    said, hint = message_text(finding, lang), hint_text(finding, lang)
    where, clauses = located(finding.place, ""), joined(list(finding.clauses), lang)
    return (name, who, severity, finding.code, said, hint, where, clauses)


def findings_sheet(rows: Sequence[OverviewRow], findings: Sequence[FindingRow], style: Style) -> Sheet:
    """Every finding, the dossiers worst first."""
    head = style.say(
        "申报材料,姓名,轻重,编号,问题,改法,位置,条款", "dossier,applicant,severity,code,finding,hint,place,clauses"
    )
    order = {row.name: at for at, row in enumerate(worst_first(rows))}
    body = sorted(findings, key=lambda row: order[row[0]])
    return Sheet(style.say("问题", "Findings"), tuple(head.split(",")), body, _FINDING_WIDTHS, wrapped=(4, 5))
