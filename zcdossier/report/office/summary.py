"""The summary as data: applicants by sections, worst first, a grid for each notice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from zcdossier.model.finding import Severity, Verdict
from zcdossier.model.label import Label
from zcdossier.model.results import LintResult
from zcdossier.model.review import Standing, State
from zcdossier.report.findings_by_section import SectionTally, tally
from zcdossier.report.office.acts import Act, act_apart_from_severity
from zcdossier.report.questions import open_questions, refusals
from zcdossier.report.sanitize import clean
from zcdossier.report.wording import one_line

_REST = "rest"
_REST_LABEL = Label("个人信息、附件、照片和其他", "Applicant, attachments, photo, others")


class Uploads(NamedTuple):
    """What a receipt says was built: how many PDFs, how many records have none, how many bytes in all."""

    built: int
    failed: int
    bytes: int


class Row(NamedTuple):
    """One applicant. `cells` are by section; `uploads` is None when nothing was built. `link` leads to the report."""

    name: str
    person: str
    level: str
    notice: str
    title: str
    cells: Mapping[str, SectionTally]
    records: int
    errors: int
    warnings: int
    missing: int
    open: int
    refused: int
    uploads: Uploads | None
    standing: Standing
    link: str = ""


class Column(NamedTuple):
    """A section that anybody filled, or that anything is wrong with."""

    id: str
    label: str
    number: int


class Grid(NamedTuple):
    """Everybody who applies under one notice."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Summary(NamedTuple):
    """The whole office: grids by notice, and those that could not even be read."""

    grids: tuple[Grid, ...]
    failed: tuple[Standing, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Everybody who could be read."""
        return tuple(row for grid in self.grids for row in grid.rows)


def summary_row(judged: LintResult, standing: Standing, uploads: Uploads | None, link: str, lang: str) -> Row:
    """Count one applicant."""
    profile, dossier, verdict = judged.profile, judged.dossier, judged.verdict
    rows = tally(judged)
    level = profile.level_label(dossier.level) if profile is not None and dossier is not None else Label("")
    return Row(
        name=standing.name,
        person=standing.person,
        level=one_line(level, lang),
        notice=profile.id if profile is not None else "",
        title=one_line(profile.title, lang) if profile is not None else "",
        cells={**{row.id: row for row in rows if row.number}, _REST: _rest(rows)},
        records=sum(row.records for row in rows if row.number),
        errors=verdict.count(Severity.ERROR),
        warnings=verdict.count(Severity.WARNING),
        missing=_missing(verdict),
        open=len(open_questions(verdict)),
        refused=len(refusals(verdict)),
        uploads=uploads,
        standing=standing,
        link=link,
    )


def _rest(rows: Sequence[SectionTally]) -> SectionTally:
    others = [row for row in rows if not row.number]
    return SectionTally(
        _REST,
        _REST_LABEL,
        records=sum(row.records for row in others),
        errors=sum(row.errors for row in others),
        warnings=sum(row.warnings for row in others),
    )


def _missing(verdict: Verdict) -> int:
    """Findings that something has to be added for, whether error or warning."""
    return sum(act_apart_from_severity(one) is Act.ADD for one in verdict.findings)


def summarise(rows: Iterable[Row], failed: Sequence[Standing], lang: str) -> Summary:
    """Put the rows into a grid for each notice, worst first."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.notice, []).append(row)
    ordered = sorted(groups.items(), key=lambda pair: (min(map(_badness, pair[1]))[:-1], pair[0]))
    return Summary(tuple(_grid(group, lang) for _, group in ordered), tuple(failed))


def _grid(rows: Sequence[Row], lang: str) -> Grid:
    touched = {name: cell for row in rows for name, cell in row.cells.items() if cell.touched}
    ordered = sorted(touched.values(), key=lambda cell: (cell.id == _REST, cell.number, cell.id))
    columns = tuple(Column(cell.id, clean(one_line(cell.label, lang)), cell.number) for cell in ordered)
    unread = "no notice could be read" if lang == "en" else "没有读出申报要求"
    return Grid(rows[0].title or unread, columns, tuple(sorted(rows, key=_badness)))


def _badness(row: Row) -> tuple[int, int, int, bool, str]:
    return (-row.errors, -row.missing, -row.warnings, row.standing.state is not State.REFUSED, row.name)


def cell_text(cell: SectionTally) -> str:
    """`3/4` where there is a limit, `3` where there is none."""
    if cell.limit is not None and cell.number:
        return f"{cell.records}/{cell.limit}"
    return str(cell.records) if cell.records else "·"


def cell_mark(cell: SectionTally) -> str:
    """`✗2 !1`: errors and warnings, never by colour alone."""
    marks = (f"✗{cell.errors}" if cell.errors else "", f"!{cell.warnings}" if cell.warnings else "")
    return " ".join(mark for mark in marks if mark)


def megabytes(uploads: Uploads | None) -> str:
    """Bytes as a portal counts them."""
    return f"{uploads.bytes / 1_000_000:.1f}" if uploads is not None else "–"
