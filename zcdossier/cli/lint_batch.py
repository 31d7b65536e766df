"""Many dossiers judged, and their findings shown in the format that was asked for.

They are judged in this process, or by several when there are enough to be worth their start, or by the workers of a
scheduler. What a dossier adds to the output is made where it was judged; what comes of all is put together here.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from zcdossier.cli.batch import OnStart, count_processes, map_items, process_profiles
from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.console import Console, ResultFile
from zcdossier.cli.mark_outcome import MarkOutcome, mark_dossier
from zcdossier.cli.options import FindingsFormat
from zcdossier.model.label import Label, in_both
from zcdossier.model.lint_result import LintResult
from zcdossier.report.overview import OverviewRow, failed_overview_row, overview_row
from zcdossier.report.style import Detail, Style

if TYPE_CHECKING:
    from zcdossier.cli.cluster import Cluster
    from zcdossier.profiles.load import Profiles


class RenderedDossier(NamedTuple):
    """What one dossier adds: its row in the overview, its exit code, and what the format made of it.

    `unread_pages` are those that `read` has not read, where it has read any.
    """

    row: OverviewRow
    code: int
    body: Any
    unread_pages: int = 0
    marked: MarkOutcome | None = None


def render_body(linted: LintResult, kind: FindingsFormat, style: Style, *, several: bool) -> Any:
    """What the format makes of one dossier, small enough to be handed from process to process."""
    if kind is FindingsFormat.TEXT:
        return _text(linted, style, several=several)
    if kind is FindingsFormat.JSON:
        from zcdossier.report.as_json import dossier_object

        return dossier_object(linted, style.lang)
    if kind is FindingsFormat.SARIF:
        from zcdossier.report.as_sarif import sarif_part

        return sarif_part(linted, style.lang)
    if kind is FindingsFormat.GITHUB:
        from zcdossier.report.as_github import github_text

        return github_text(linted, style.lang)
    from zcdossier.report.overview_sheets import finding_rows

    return finding_rows(linted, style.lang) if kind is FindingsFormat.XLSX else ()


def render_dossier(
    linted: LintResult, kind: FindingsFormat, style: Style, *, several: bool, code: int
) -> RenderedDossier:
    """Everything one dossier adds."""
    body = render_body(linted, kind, style, several=several)
    return RenderedDossier(overview_row(linted, style.lang), code, body, linted.unread_pages)


def _text(linted: LintResult, style: Style, *, several: bool) -> str:
    from zcdossier.report.dossier_summary import dossier_heading, summary_text
    from zcdossier.report.terminal import findings_text

    talkative = style.detail is not Detail.QUIET
    parts = [f"{dossier_heading(linted, style)}\n"] if several and talkative else []
    parts += [text for text in (findings_text(linted, style),) if text]
    if talkative:
        parts.append(summary_text(linted, style))
    return ("\n" if talkative else "").join(parts)


class FindingsOutput(Protocol):
    """Takes dossiers as they are done; `finish` writes what needs all of them."""

    def add(self, rendered: RenderedDossier) -> None:
        """Take one dossier."""

    def fail(self, name: str, failure: Failure) -> None:
        """Take one that could not be checked; stderr has been told."""

    def finish(self) -> None:
        """Nothing more comes."""


def choose_output(
    kind: FindingsFormat, console: Console, style: Style, file: ResultFile, *, several: bool
) -> FindingsOutput:
    """Choose the output."""
    if kind is FindingsFormat.JSON:
        return _JsonOutput(console, file)
    if kind is FindingsFormat.SARIF:
        return _SarifOutput(console, file)
    if kind is FindingsFormat.GITHUB:
        return _GithubOutput(console)
    if kind is FindingsFormat.TEXT:
        return _TextOutput(console, style, several=several)
    return _SheetsOutput(console, style, file, csv=kind is FindingsFormat.CSV)


class _TextOutput:
    """Shows each dossier at once; several have a heading each, and a table and a line over all at the end."""

    def __init__(self, console: Console, style: Style, *, several: bool) -> None:
        self.console, self.style, self.several = console, style, several
        self.rows: list[OverviewRow] = []
        self.count = 0

    def add(self, rendered: RenderedDossier) -> None:
        gap = "\n\n" if self.count and self.style.detail is not Detail.QUIET else ""
        self.console.show(gap + rendered.body)
        self.count += 1
        self.rows.append(rendered.row)

    def fail(self, name: str, failure: Failure) -> None:  # noqa: ARG002 - stderr has said it
        self.rows.append(failed_overview_row(name))

    def finish(self) -> None:
        from zcdossier.report.overview import overview_text, overview_totals, sort_worst_first

        if self.several and self.style.detail is not Detail.QUIET:
            table = overview_text(sort_worst_first(self.rows), self.style)
            self.console.show(f"\n\n{table}\n{overview_totals(self.rows, self.style)}")


class _JsonOutput:
    def __init__(self, console: Console, file: ResultFile) -> None:
        self.console, self.file = console, file
        self.dossiers: list[dict[str, object]] = []

    def add(self, rendered: RenderedDossier) -> None:
        self.dossiers.append(rendered.body)

    def fail(self, name: str, failure: Failure) -> None:
        from zcdossier.report.as_json import unread_dossier_object

        self.dossiers.append(unread_dossier_object(name, failure.why.text(self.console.lang)))

    def finish(self) -> None:
        from zcdossier.report.as_json import json_document

        self.file.put_json(json_document(self.dossiers))


class _SarifOutput:
    def __init__(self, console: Console, file: ResultFile) -> None:
        self.console, self.file = console, file
        self.parts: list[Any] = []
        self.failures: list[str] = []

    def add(self, rendered: RenderedDossier) -> None:
        self.parts.append(rendered.body)

    def fail(self, name: str, failure: Failure) -> None:
        self.failures.append(f"{name}: {failure.why.text(self.console.lang)}")

    def finish(self) -> None:
        from zcdossier.report.as_sarif import sarif_document

        self.file.put_json(sarif_document(self.parts, self.failures))


class _GithubOutput:
    def __init__(self, console: Console) -> None:
        self.console = console

    def add(self, rendered: RenderedDossier) -> None:
        self.console.show(rendered.body)

    def fail(self, name: str, failure: Failure) -> None:
        from zcdossier.report.as_github import failure_text

        self.console.show(failure_text(name, failure.why.text(self.console.lang)))

    def finish(self) -> None:
        """Every annotation has been shown."""


class _SheetsOutput:
    """The overview for Excel, worst first; a workbook also lists every finding."""

    def __init__(self, console: Console, style: Style, file: ResultFile, *, csv: bool) -> None:
        self.console, self.style, self.file, self.csv = console, style, file, csv
        self.rows: list[OverviewRow] = []
        self.findings: list[tuple[str, ...]] = []

    def add(self, rendered: RenderedDossier) -> None:
        self.rows.append(rendered.row)
        self.findings += rendered.body

    def fail(self, name: str, failure: Failure) -> None:
        self.rows.append(failed_overview_row(name, failure.why.text(self.console.lang)))

    def finish(self) -> None:
        from zcdossier.report.overview import overview_totals
        from zcdossier.report.overview_sheets import findings_sheet, overview_sheet

        summary = overview_sheet(self.rows, self.style)
        if self.csv:
            self.file.put_csv(summary)
        else:
            title = self.style.say(Label("检查汇总", "Checks"))
            self.file.put_xlsx([summary, findings_sheet(self.rows, self.findings, self.style)], title)
        if self.file.path is not None and self.style.detail is not Detail.QUIET:
            self.console.tell(in_both(lambda lang: overview_totals(self.rows, Style(lang)).strip()))


class LintTask(NamedTuple):
    """What is to be made of every dossier."""

    kind: FindingsFormat
    style: Style
    as_of: date
    several: bool = False
    strict: bool = False
    mark: bool = False


def lint_many(
    roots: Sequence[Path],
    task: LintTask,
    jobs: int | None = None,
    on_start: OnStart = lambda _: None,
    cluster: "Cluster | None" = None,
) -> Iterator[tuple[Path, RenderedDossier | Failure]]:
    """Yield every dossier with what it adds, in the order given, whoever judges it."""
    count = cluster.workers if cluster is not None else count_processes(len(roots), jobs)
    if cluster is not None or count > 1:
        yield from map_items(roots, task, _lint_in_process, count=count, on_start=on_start, cluster=cluster)
        return
    from zcdossier.profiles.load import Profiles

    profiles = Profiles()
    for root in roots:
        on_start(root)
        yield root, _lint_dossier(root, task, profiles)


def _lint_dossier(root: Path, task: LintTask, profiles: "Profiles") -> RenderedDossier | Failure:
    from zcdossier.app.lint_dossier import lint_dossier, verdict_code

    def work() -> RenderedDossier:
        linted = lint_dossier(root, as_of=task.as_of, profiles=profiles)
        code = verdict_code(linted.verdict, strict=task.strict)
        rendered = render_dossier(linted, task.kind, task.style, several=task.several, code=code)
        return rendered._replace(marked=mark_dossier(linted, task.style.lang)) if task.mark else rendered

    return attempt(work)


def _lint_in_process(root: Path, task: LintTask) -> RenderedDossier | Failure:
    return _lint_dossier(root, task, process_profiles())
