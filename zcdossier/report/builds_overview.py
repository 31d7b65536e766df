"""The builds of many dossiers on one page, worst first: a row for each, and how many PDFs had been built before."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from zcdossier.model.dossier import Dossier
from zcdossier.model.finding import Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.receipt import BuildOutcome, Receipt
from zcdossier.report.build_summary import size_text
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_table
from zcdossier.report.workbook import Cell, TableSheet

_WIDTHS = (28, 12, 12, 8, 8, 8, 8, 8, 14, 8, 8, 40)
_FAILED_WIDTHS = (28, 12, 36, 36, 70)


class BuildRow(NamedTuple):
    """One dossier. `begun` is false for one of which nothing could be built, `reason` says why."""

    name: str
    begun: bool = True
    built: int = 0
    unchanged: int = 0
    failed: int = 0
    pages: int = 0
    bytes: int = 0
    errors: int = 0
    warnings: int = 0
    applicant: str = ""
    reason: str = ""
    failures: tuple[tuple[str, str, str], ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every record has its PDF."""
        return self.begun and not self.failed

    @property
    def pdfs(self) -> int:
        """How many PDFs there are."""
        return self.built + self.unchanged


def build_row(name: str, receipt: Receipt | None, verdict: Verdict, dossier: Dossier | None, style: Style) -> BuildRow:
    """Count one dossier."""
    records = receipt.records if receipt is not None else ()
    count = {outcome: sum(record.outcome is outcome for record in records) for outcome in BuildOutcome}
    built = [record for record in records if record.outcome is not BuildOutcome.FAILED]
    failures = [record for record in records if record.outcome is BuildOutcome.FAILED]
    return BuildRow(
        name,
        receipt is not None,
        count[BuildOutcome.BUILT],
        count[BuildOutcome.UNCHANGED],
        count[BuildOutcome.FAILED],
        sum(record.pages for record in built),
        sum(record.bytes for record in built),
        verdict.count(Severity.ERROR),
        verdict.count(Severity.WARNING),
        dossier.applicant_name if dossier is not None else "",
        "" if receipt is not None else style.say(Label("清单读不出来", "the manifest can't be read")),
        tuple((record.title, record.record, style.say(record.error)) for record in failures),
    )


def failed_build_row(name: str, reason: str = "") -> BuildRow:
    """One that could not be begun; why was said when it was tried."""
    return BuildRow(name, begun=False, reason=reason)


def sort_builds(rows: Iterable[BuildRow]) -> list[BuildRow]:
    """Those of which nothing was built, then most records without a PDF, most errors, most warnings, by name."""
    return sorted(rows, key=lambda row: (row.begun, -row.failed, -row.errors, -row.warnings, row.name))


def builds_text(rows: Sequence[BuildRow], style: Style) -> str:
    """The end of a build of many: a row for each, worst first, and one line over all."""
    head = style.say(
        Label(
            "申报材料,PDF,新生成,未变,失败,大小,错误,警告", "dossier,PDFs,built,unchanged,failed,size,errors,warnings"
        )
    )
    ordered = sort_builds(rows)
    lines = lay_out_table(
        [head.split(","), *(_table_cells(row, style) for row in ordered)], right=(1, 2, 3, 4, 5, 6, 7)
    )
    painted = [
        style.paint.graded(line, bad=not row.complete, doubtful=row.errors + row.warnings > 0)
        for line, row in zip(lines[1:], ordered, strict=True)
    ]
    return "\n".join([style.paint.faint(lines[0]), *painted, "", builds_totals(rows, style)]) + "\n"


def _table_cells(row: BuildRow, style: Style) -> list[str]:
    counts = (row.built, row.unchanged, row.failed)
    if not row.begun:
        first = style.say(Label("没有生成", "not built"))
        return [
            escape_controls(row.name),
            first,
            "",
            "",
            "",
            "",
            *(str(count or "-") for count in (row.errors, row.warnings)),
        ]
    cells = [str(row.pdfs or "-"), *(str(count or "-") for count in counts), size_text(row.bytes)]
    return [escape_controls(row.name), *cells, *(str(count or "-") for count in (row.errors, row.warnings))]


def builds_totals(rows: Sequence[BuildRow], style: Style) -> str:
    """How many dossiers are complete, and how many of their PDFs were there from an earlier build."""
    complete = sum(row.complete for row in rows)
    built, before = sum(row.built for row in rows), sum(row.unchanged for row in rows)
    text = style.say(
        Label(
            f"共 {len(rows)} 份申报材料，{complete} 份全部生成；"
            f"{built + before} 个 PDF，其中 {before} 个以前已经生成、没有变化，这次生成 {built} 个",
            f"{len(rows)} dossiers, {complete} built completely; "
            f"{built + before} PDFs, {before} of them from an earlier build and unchanged, {built} built now",
        ),
    )
    if incomplete := len(rows) - complete:
        text += style.paint.bad(style.say(Label(f"；{incomplete} 份没有全部生成", f"; {incomplete} not completely")))
    return text


def build_sheets(rows: Sequence[BuildRow], style: Style) -> list[TableSheet]:
    """The same as tables for Excel: the dossiers, and the records without a PDF."""
    head = style.say(
        Label(
            "申报材料,姓名,结果,PDF,新生成,未变,失败,页数,字节,错误,警告,原因",
            "dossier,applicant,result,PDFs,built,unchanged,failed,pages,bytes,errors,warnings,reason",
        ),
    )
    ordered = sort_builds(rows)
    body = [_sheet_cells(row, style) for row in ordered]
    failed_head = style.say(Label("申报材料,姓名,记录,文件夹,原因", "dossier,applicant,record,folder,reason")).split(
        ","
    )
    failures = [(row.name, row.applicant, *failure) for row in ordered for failure in row.failures]
    return [
        TableSheet(style.say(Label("汇总", "Summary")), tuple(head.split(",")), body, _WIDTHS, wrapped=(11,)),
        TableSheet(style.say(Label("失败", "Failed")), tuple(failed_head), failures, _FAILED_WIDTHS, wrapped=(4,)),
    ]


def _sheet_cells(row: BuildRow, style: Style) -> tuple[Cell, ...]:
    if row.complete:
        result = style.say(Label("全部生成", "complete"))
    else:
        result = style.say(Label("部分失败", "incomplete")) if row.begun else style.say(Label("没有生成", "not built"))
    counts = (row.pdfs, row.built, row.unchanged, row.failed, row.pages, row.bytes, row.errors, row.warnings)
    return (row.name, row.applicant, result, *counts, row.reason)
