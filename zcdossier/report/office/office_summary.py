"""The summary as data: applicants by sections, worst first, a grid for each notice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from zcdossier.model.finding import Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.lint_result import LintResult
from zcdossier.model.review import ReviewState, ReviewStatus
from zcdossier.report.findings_by_section import SectionCounts, count_by_section
from zcdossier.report.messages import one_line
from zcdossier.report.office.actions import Action, action_ignoring_severity
from zcdossier.report.sanitize import strip_controls
from zcdossier.report.verdict_questions import find_refusals, open_questions

_REST = "rest"
_REST_LABEL = Label("个人信息、附件、照片和其他", "Applicant, attachments, photo, others")


class BuiltUploads(NamedTuple):
    """What a receipt says was built: how many PDFs, how many records have none, how many bytes in all."""

    built: int
    failed: int
    bytes: int


class SummaryRow(NamedTuple):
    """One applicant. `cells` are by section; `uploads` is None when nothing was built. `link` leads to the report."""

    name: str
    person: str
    level: str
    notice: str
    title: str
    cells: Mapping[str, SectionCounts]
    records: int
    errors: int
    warnings: int
    missing: int
    open: int
    refused: int
    uploads: BuiltUploads | None
    status: ReviewStatus
    link: str = ""


class SummaryColumn(NamedTuple):
    """A section that anybody filled, or that anything is wrong with."""

    id: str
    label: str
    number: int


class SummaryGrid(NamedTuple):
    """Everybody who applies under one notice."""

    title: str
    columns: tuple[SummaryColumn, ...]
    rows: tuple[SummaryRow, ...]


class OfficeSummary(NamedTuple):
    """The whole office: grids by notice, and those that could not even be read."""

    grids: tuple[SummaryGrid, ...]
    failed: tuple[ReviewStatus, ...]

    @property
    def rows(self) -> tuple[SummaryRow, ...]:
        """Everybody who could be read."""
        return tuple(row for grid in self.grids for row in grid.rows)


def summary_row(
    result: LintResult, status: ReviewStatus, uploads: BuiltUploads | None, link: str, lang: str
) -> SummaryRow:
    """Count one applicant."""
    profile, dossier, verdict = result.profile, result.dossier, result.verdict
    rows = count_by_section(result)
    level = profile.level_label(dossier.level) if profile is not None and dossier is not None else Label("")
    return SummaryRow(
        name=status.name,
        person=status.person,
        level=one_line(level, lang),
        notice=profile.id if profile is not None else "",
        title=one_line(profile.title, lang) if profile is not None else "",
        cells={**{row.id: row for row in rows if row.number}, _REST: _other_counts(rows)},
        records=sum(row.records for row in rows if row.number),
        errors=verdict.count(Severity.ERROR),
        warnings=verdict.count(Severity.WARNING),
        missing=_count_missing(verdict),
        open=len(open_questions(verdict)),
        refused=len(find_refusals(verdict)),
        uploads=uploads,
        status=status,
        link=link,
    )


def _other_counts(rows: Sequence[SectionCounts]) -> SectionCounts:
    unnumbered = [row for row in rows if not row.number]
    return SectionCounts(
        _REST,
        _REST_LABEL,
        records=sum(row.records for row in unnumbered),
        errors=sum(row.errors for row in unnumbered),
        warnings=sum(row.warnings for row in unnumbered),
    )


def _count_missing(verdict: Verdict) -> int:
    """Findings that something has to be added for, whether error or warning."""
    return sum(action_ignoring_severity(finding) is Action.ADD for finding in verdict.findings)


def summarise_office(rows: Iterable[SummaryRow], failed: Sequence[ReviewStatus], lang: str) -> OfficeSummary:
    """Put the rows into a grid for each notice, worst first."""
    groups: dict[str, list[SummaryRow]] = {}
    for row in rows:
        groups.setdefault(row.notice, []).append(row)
    ordered = sorted(groups.items(), key=lambda pair: (min(map(_worst_first_key, pair[1]))[:-1], pair[0]))
    return OfficeSummary(tuple(_grid(group, lang) for _, group in ordered), tuple(failed))


def _grid(rows: Sequence[SummaryRow], lang: str) -> SummaryGrid:
    touched = {name: cell for row in rows for name, cell in row.cells.items() if cell.touched}
    ordered = sorted(touched.values(), key=lambda cell: (cell.id == _REST, cell.number, cell.id))
    columns = tuple(SummaryColumn(cell.id, strip_controls(one_line(cell.label, lang)), cell.number) for cell in ordered)
    unread = Label("没有读出申报要求", "the profile could not be read").text(lang)
    return SummaryGrid(rows[0].title or unread, columns, tuple(sorted(rows, key=_worst_first_key)))


def _worst_first_key(row: SummaryRow) -> tuple[int, int, int, bool, str]:
    return (-row.errors, -row.missing, -row.warnings, row.status.state is not ReviewState.REFUSED, row.name)


def records_text(cell: SectionCounts) -> str:
    """`3/4` where there is a limit, `3` where there is none."""
    if cell.limit is not None and cell.number:
        return f"{cell.records}/{cell.limit}"
    return str(cell.records) if cell.records else "·"


def findings_mark(cell: SectionCounts) -> str:
    """`✗2 !1`: errors and warnings, never by colour alone."""
    marks = (f"✗{cell.errors}" if cell.errors else "", f"!{cell.warnings}" if cell.warnings else "")
    return " ".join(mark for mark in marks if mark)


def megabytes_text(uploads: BuiltUploads | None) -> str:
    """Bytes as a portal counts them."""
    return f"{uploads.bytes / 1_000_000:.1f}" if uploads is not None else "–"
