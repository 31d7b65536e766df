"""Where the findings of one dossier or of many go: each format takes what the dossiers add and writes it out."""

from typing import Any, Protocol

from zcdossier.cli.boundary import Failure
from zcdossier.cli.console import Console, ResultFile
from zcdossier.cli.lint_batch import RenderedDossier
from zcdossier.cli.option_values import FindingsFormat
from zcdossier.model.label import Label, in_both
from zcdossier.report.overview_rows import OverviewRow, failed_overview_row, sort_worst_first
from zcdossier.report.style import Detail, Style


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
        if not self.several or self.style.detail is Detail.QUIET:
            return
        from zcdossier.report.overview import overview_text, overview_totals

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
        from zcdossier.report.json_document import json_document

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
