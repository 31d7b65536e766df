"""Many dossiers judged, and their findings shown in the format that was asked for.

They are judged in this process, or by several when there are enough to be worth their start. What a dossier adds to the
output is made where it was judged, which may be another process; what comes of all is put together here.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from zcdossier.cli.batch import by_several, how_many, profiles_here
from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.console import Console, ResultFile
from zcdossier.cli.options import FindingsFormat
from zcdossier.model.results import LintResult
from zcdossier.report.overview import OverviewRow, failed_overview_row, overview_row
from zcdossier.report.style import Detail, Style

if TYPE_CHECKING:
    from zcdossier.profiles.load import Profiles


class Part(NamedTuple):
    """What one dossier adds: its row in the overview, its exit code, and what the format made of it."""

    row: OverviewRow
    code: int
    body: Any


def body_of(judged: LintResult, kind: FindingsFormat, style: Style, *, several: bool) -> Any:
    """What the format makes of one dossier, small enough to be handed from process to process."""
    if kind is FindingsFormat.TEXT:
        return _text(judged, style, several=several)
    if kind is FindingsFormat.JSON:
        from zcdossier.report.as_json import dossier_object

        return dossier_object(judged, style.lang)
    if kind is FindingsFormat.SARIF:
        from zcdossier.report.as_sarif import sarif_part

        return sarif_part(judged, style.lang)
    if kind is FindingsFormat.GITHUB:
        from zcdossier.report.as_github import github_text

        return github_text(judged, style.lang)
    from zcdossier.report.overview import finding_rows

    return finding_rows(judged, style.lang) if kind is FindingsFormat.XLSX else ()


def part_of(judged: LintResult, kind: FindingsFormat, style: Style, *, several: bool, code: int) -> Part:
    """Everything one dossier adds."""
    return Part(overview_row(judged, style.lang), code, body_of(judged, kind, style, several=several))


def _text(judged: LintResult, style: Style, *, several: bool) -> str:
    from zcdossier.report.dossier_summary import dossier_heading, summary_text
    from zcdossier.report.terminal import findings_text

    talkative = style.detail is not Detail.QUIET
    parts = [f"{dossier_heading(judged, style)}\n"] if several and talkative else []
    parts += [text for text in (findings_text(judged, style),) if text]
    if talkative:
        parts.append(summary_text(judged, style, brief=several))
    return ("\n" if talkative else "").join(parts)


class Output(Protocol):
    """Takes dossiers as they are done; `finish` writes what needs all of them."""

    def add(self, part: Part) -> None:
        """Take one dossier."""

    def fail(self, name: str, failure: Failure) -> None:
        """Take one that could not be checked; stderr has been told."""

    def finish(self) -> None:
        """Nothing more comes."""


def output(kind: FindingsFormat, console: Console, style: Style, file: ResultFile, *, several: bool) -> Output:
    """Choose the output."""
    if kind is FindingsFormat.JSON:
        return _Json(console, file)
    if kind is FindingsFormat.SARIF:
        return _Sarif(console, file)
    if kind is FindingsFormat.GITHUB:
        return _Github(console)
    if kind is FindingsFormat.TEXT:
        return _Text(console, style, several=several)
    return _Sheets(console, style, file, csv=kind is FindingsFormat.CSV)


class _Text:
    """Shows each dossier at once; several have a heading each, and a table and a line over all at the end."""

    def __init__(self, console: Console, style: Style, *, several: bool) -> None:
        self.console, self.style, self.several = console, style, several
        self.rows: list[OverviewRow] = []
        self.shown = 0

    def add(self, part: Part) -> None:
        ahead = "\n\n" if self.shown and self.style.detail is not Detail.QUIET else ""
        self.console.show(ahead + part.body)
        self.shown += 1
        self.rows.append(part.row)

    def fail(self, name: str, failure: Failure) -> None:  # noqa: ARG002 - stderr has said it
        self.rows.append(failed_overview_row(name))

    def finish(self) -> None:
        from zcdossier.report.overview import overview_text, overview_totals, sort_worst_first

        if self.several and self.style.detail is not Detail.QUIET:
            table = overview_text(sort_worst_first(self.rows), self.style)
            self.console.show(f"\n\n{table}\n{overview_totals(self.rows, self.style)}")


class _Json:
    def __init__(self, console: Console, file: ResultFile) -> None:
        self.console, self.file = console, file
        self.dossiers: list[dict[str, object]] = []

    def add(self, part: Part) -> None:
        self.dossiers.append(part.body)

    def fail(self, name: str, failure: Failure) -> None:
        from zcdossier.report.as_json import unread_dossier_object

        self.dossiers.append(unread_dossier_object(name, self.console.say(failure.zh, failure.en)))

    def finish(self) -> None:
        from zcdossier.report.as_json import json_document

        self.file.put_json(json_document(self.dossiers))


class _Sarif:
    def __init__(self, console: Console, file: ResultFile) -> None:
        self.console, self.file = console, file
        self.parts: list[Any] = []
        self.failures: list[str] = []

    def add(self, part: Part) -> None:
        self.parts.append(part.body)

    def fail(self, name: str, failure: Failure) -> None:
        self.failures.append(f"{name}: {self.console.say(failure.zh, failure.en)}")

    def finish(self) -> None:
        from zcdossier.report.as_sarif import sarif_document

        self.file.put_json(sarif_document(self.parts, self.failures))


class _Github:
    def __init__(self, console: Console) -> None:
        self.console = console

    def add(self, part: Part) -> None:
        self.console.show(part.body)

    def fail(self, name: str, failure: Failure) -> None:
        from zcdossier.report.as_github import failure_text

        self.console.show(failure_text(name, self.console.say(failure.zh, failure.en)))

    def finish(self) -> None:
        """Every annotation has been shown."""


class _Sheets:
    """The overview for Excel, worst first; a workbook also lists every finding."""

    def __init__(self, console: Console, style: Style, file: ResultFile, *, csv: bool) -> None:
        self.console, self.style, self.file, self.csv = console, style, file, csv
        self.rows: list[OverviewRow] = []
        self.findings: list[tuple[str, ...]] = []

    def add(self, part: Part) -> None:
        self.rows.append(part.row)
        self.findings += part.body

    def fail(self, name: str, failure: Failure) -> None:
        self.rows.append(failed_overview_row(name, self.console.say(failure.zh, failure.en)))

    def finish(self) -> None:
        from zcdossier.report.overview import findings_sheet, overview_sheet, overview_totals

        summary = overview_sheet(self.rows, self.style)
        if self.csv:
            self.file.put_csv(summary)
        else:
            title = self.style.say("检查汇总", "Checks")
            self.file.put_xlsx([summary, findings_sheet(self.rows, self.findings, self.style)], title)
        if self.file.path is not None and self.style.detail is not Detail.QUIET:
            zh, en = (overview_totals(self.rows, Style(lang)).strip() for lang in ("zh", "en"))
            self.console.tell(zh, en)


class Task(NamedTuple):
    """What is to be made of every dossier."""

    kind: FindingsFormat
    style: Style
    as_of: date
    several: bool = False
    strict: bool = False


Began = Callable[[Path], None]


def judged(
    roots: Sequence[Path], task: Task, jobs: int | None = None, began: Began = lambda _: None
) -> Iterator[tuple[Path, Part | Failure]]:
    """Yield every dossier with what it adds, in the order given, whatever the number of processes."""
    count = how_many(len(roots), jobs)
    if count == 1:
        from zcdossier.profiles.load import Profiles

        profiles = Profiles()
        for root in roots:
            began(root)
            yield root, _part(root, task, profiles)
    else:
        ahead = iter(roots)
        for root in islice(ahead, count):
            began(root)
        for root, outcome in by_several(roots, task, count, _judge):
            yield root, outcome
            for following in islice(ahead, 1):
                began(following)


def _part(root: Path, task: Task, profiles: "Profiles") -> Part | Failure:
    from zcdossier.app.lint_dossier import lint_dossier, verdict_code

    def work() -> Part:
        linted = lint_dossier(root, as_of=task.as_of, profiles=profiles)
        code = verdict_code(linted.verdict, strict=task.strict)
        return part_of(linted, task.kind, task.style, several=task.several, code=code)

    return attempt(work)


def _judge(root: Path, task: Task) -> Part | Failure:
    return _part(root, task, profiles_here())
