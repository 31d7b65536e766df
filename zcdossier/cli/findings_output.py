"""Findings of one dossier after the other, shown in the format that was asked for."""

from typing import TYPE_CHECKING, Protocol

from zcdossier.cli.boundary import Failure
from zcdossier.cli.console import Console
from zcdossier.cli.options import FindingsFormat
from zcdossier.report.style import Detail

if TYPE_CHECKING:
    from zcdossier.model.finding import Verdict
    from zcdossier.report.judged import Judged
    from zcdossier.report.overview import OverviewRow


class Output(Protocol):
    """Takes dossiers as they are done; `finish` writes what needs all of them."""

    def add(self, judged: "Judged") -> None:
        """Take one dossier."""

    def fail(self, name: str, failure: Failure) -> None:
        """Take one that could not be checked; stderr has been told."""

    def finish(self) -> None:
        """Nothing more comes."""


def output(kind: FindingsFormat, console: Console, detail: Detail, *, several: bool) -> Output:
    """Choose the output."""
    if kind is FindingsFormat.JSON:
        return _Json(console)
    if kind is FindingsFormat.SARIF:
        return _Sarif(console)
    if kind is FindingsFormat.GITHUB:
        return _Github(console)
    return _Text(console, detail, several=several)


class _Text:
    """Shows each dossier at once; several have a heading each, and a line over all at the end."""

    def __init__(self, console: Console, detail: Detail, *, several: bool) -> None:
        self.console, self.style, self.several = console, console.style(detail), several
        self.verdicts: list[Verdict] = []
        self.rows: list[OverviewRow] = []
        self.failed = 0

    def add(self, judged: "Judged") -> None:
        from zcdossier.report.overview import overview_row
        from zcdossier.report.summary import heading, summary_text
        from zcdossier.report.terminal import findings_text

        talkative = self.style.detail is not Detail.QUIET
        parts = [f"{heading(judged, self.style)}\n"] if self.several and talkative else []
        parts += [text for text in (findings_text(judged, self.style),) if text]
        if talkative:
            parts.append(summary_text(judged, self.style, brief=self.several))
        between = "\n" if talkative else ""
        ahead = "\n\n" if self.verdicts and talkative else ""
        self.console.show(ahead + between.join(parts))
        self.verdicts.append(judged.verdict)
        self.rows.append(overview_row(judged, self.style.lang))

    def fail(self, name: str, failure: Failure) -> None:  # noqa: ARG002 - stderr has said it
        from zcdossier.report.overview import failed_row

        self.failed += 1
        self.rows.append(failed_row(name))

    def finish(self) -> None:
        from zcdossier.report.overview import overview_text
        from zcdossier.report.summary import batch_text

        if self.several and self.style.detail is not Detail.QUIET:
            table = overview_text(self.rows, self.style)
            self.console.show(f"\n\n{table}\n{batch_text(self.verdicts, self.failed, self.style)}")


class _Json:
    def __init__(self, console: Console) -> None:
        self.console = console
        self.dossiers: list[dict[str, object]] = []

    def add(self, judged: "Judged") -> None:
        from zcdossier.report.as_json import dossier_object

        self.dossiers.append(dossier_object(judged, self.console.lang))

    def fail(self, name: str, failure: Failure) -> None:
        from zcdossier.report.as_json import unread_object

        self.dossiers.append(unread_object(name, self.console.say(failure.zh, failure.en)))

    def finish(self) -> None:
        from zcdossier.report.as_json import document

        self.console.show_json(document(self.dossiers))


class _Sarif:
    def __init__(self, console: Console) -> None:
        self.console = console
        self.judged: list[Judged] = []
        self.failures: list[str] = []

    def add(self, judged: "Judged") -> None:
        self.judged.append(judged)

    def fail(self, name: str, failure: Failure) -> None:
        self.failures.append(f"{name}: {self.console.say(failure.zh, failure.en)}")

    def finish(self) -> None:
        from zcdossier.report.as_sarif import sarif_document

        self.console.show_json(sarif_document(self.judged, self.failures, self.console.lang))


class _Github:
    def __init__(self, console: Console) -> None:
        self.console = console

    def add(self, judged: "Judged") -> None:
        from zcdossier.report.as_github import github_text

        self.console.show(github_text(judged, self.console.lang))

    def fail(self, name: str, failure: Failure) -> None:
        from zcdossier.report.as_github import failure_text

        self.console.show(failure_text(name, self.console.say(failure.zh, failure.en)))

    def finish(self) -> None:
        """Every annotation has been shown."""
