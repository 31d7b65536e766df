"""Many dossiers built, and what each build did shown in the format that was asked for.

They are built in this process one after the other, each by all its threads, or by the workers of a scheduler, each
worker one at a time. What a build adds to the output is made where it was built; what comes of all is put together
here.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from zcdossier.cli.batch import OnStart, map_items, process_profiles
from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.console import Console, ResultFile
from zcdossier.cli.mark_outcome import MarkOutcome, mark_dossier
from zcdossier.cli.option_values import BuildFormat
from zcdossier.model.label import Label, in_both
from zcdossier.report.builds_overview import BuildRow, build_row, failed_build_row
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style, Thumbnails

if TYPE_CHECKING:
    from zcdossier.app.build_dossier import BuildResult
    from zcdossier.app.build_pool import BuildPool
    from zcdossier.app.build_progress import BuildProgress
    from zcdossier.cli.cluster import Cluster
    from zcdossier.profiles.load import Profiles


class BuildOrder(NamedTuple):
    """What is to be made of every dossier. `outs` says where each goes (None: its own `build/`).

    `run` and `threads_on` (a machine's name to the threads of a build there) are set where machines share the work.
    """

    kind: BuildFormat
    style: Style
    as_of: date
    outs: Mapping[Path, Path | None]
    report: bool = True
    thumbnails: Thumbnails = Thumbnails.AUTO
    jobs: int | None = None
    prune: bool = False
    strict: bool = False
    several: bool = False
    mark: bool = False
    run: str = ""
    threads_on: Mapping[str, int] = {}


class RenderedBuild(NamedTuple):
    """What one build adds: its row in the overview, its exit code, what the format made of it, what is to be said.

    `complaints` are what went wrong beside the records, `notes` what is only to be known.
    """

    row: BuildRow
    code: int
    body: Any = ""
    complaints: tuple[Label, ...] = ()
    notes: tuple[Label, ...] = ()
    marked: MarkOutcome | None = None


class BuildTools(NamedTuple):
    """What the builds of a run share in one process."""

    profiles: "Profiles"
    pool: "BuildPool"
    progress: "BuildProgress"


def build_many(
    roots: Sequence[Path], order: BuildOrder, tools: BuildTools, on_start: OnStart, cluster: "Cluster | None" = None
) -> Iterator[tuple[Path, RenderedBuild | Failure]]:
    """Yield every dossier with what its build adds, in the order given, wherever it was built."""
    if cluster is not None:
        shared = order._replace(run=cluster.run.name, threads_on=cluster.threads_on)
        yield from map_items(roots, shared, _build_on_worker, count=cluster.workers, on_start=on_start, cluster=cluster)
        return
    for root in roots:
        on_start(root)
        yield root, _build_one(root, order, tools)


def _build_on_worker(root: Path, order: BuildOrder) -> RenderedBuild | Failure:
    from zcdossier.app.build_pool import BuildPool
    from zcdossier.cli.cluster_worker import UnwantedTaskWatch, host_name

    with BuildPool(order.jobs or order.threads_on.get(host_name(), 1)) as pool:
        return _build_one(root, order, BuildTools(process_profiles(), pool, UnwantedTaskWatch()))


def _build_one(root: Path, order: BuildOrder, tools: BuildTools) -> RenderedBuild | Failure:
    from zcdossier.app.build_dossier import build_dossier

    built = attempt(
        lambda: build_dossier(
            root,
            as_of=order.as_of,
            out=order.outs[root],
            progress=tools.progress,
            profiles=tools.profiles,
            pool=tools.pool,
            prune=order.prune,
            run=order.run,
        )
    )
    if isinstance(built, Failure):
        return built
    page = attempt(lambda: _write_page(built, order, tools.profiles)) if order.report else ""
    rendered = attempt(lambda: render_build(built, page if isinstance(page, str) else "", order))
    if order.mark and not isinstance(rendered, Failure):
        rendered = rendered._replace(marked=mark_dossier(built.linted, order.style.lang))
    if isinstance(rendered, Failure) or not isinstance(page, Failure):
        return rendered
    return rendered._replace(complaints=(page.why, *rendered.complaints), code=max(rendered.code, page.code))


def _write_page(built: "BuildResult", order: BuildOrder, profiles: "Profiles") -> str:
    """Write the page about a build; its path, or nothing where no page is due."""
    from zcdossier.app.report_dossier import ReportOptions, report_built

    options = ReportOptions(order.style.lang, order.as_of, order.thumbnails, order.jobs)
    reported = report_built(built, options, profiles=profiles)
    return str(reported.path) if reported is not None else ""


def render_build(built: "BuildResult", report: str, order: BuildOrder) -> RenderedBuild:
    """Everything one build adds; `report` is the page about it."""
    name, verdict = built.linted.name, built.linted.verdict
    body: Any = ""
    if order.kind is BuildFormat.JSON:
        from zcdossier.report.build_summary import build_object

        uploads = str(built.uploads)
        body = build_object(name, uploads, built.receipt, verdict, order.style.lang, stale=built.stale)
        body |= {"report": report or None}
    elif order.kind is BuildFormat.TEXT:
        body = _text(built, report, order)
    return RenderedBuild(
        build_row(name, built.receipt, verdict, built.linted.dossier, order.style),
        built.exit_code(strict=order.strict),
        body,
        (built.unsaved.why,) if built.unsaved is not None else (),
        tuple(_notes(built, order)),
    )


def _notes(built: "BuildResult", order: BuildOrder) -> Iterator[Label]:
    if not built.locked:
        yield _unlocked_note(built)
    if built.linted.unread_pages and not order.several and order.style.detail is not Detail.QUIET:
        from zcdossier.report.reading_summary import unread_pages_note

        yield unread_pages_note(built.linted.unread_pages)


def _text(built: "BuildResult", report: str, order: BuildOrder) -> str:
    from zcdossier.report.build_summary import build_text, remaining_findings_text, stale_text, unread_build_text
    from zcdossier.report.terminal import findings_text

    name, style = built.linted.name, order.style
    if built.receipt is None:
        return findings_text(built.linted, style) + unread_build_text(name, style)
    text = build_text(name, str(built.uploads), built.receipt, style, brief=order.several)
    text += stale_text(built.stale, style) + remaining_findings_text(name, built.linted.verdict, style)
    if report and style.detail is not Detail.QUIET:
        from zcdossier.report.dossier_summary import open_page_text

        text += open_page_text(escape_controls(report), style)
    return text


def _unlocked_note(built: "BuildResult") -> Label:
    """Say that nothing keeps a second build away."""
    name = escape_controls(str(built.out))
    return Label(
        f"注意：{name} 所在的磁盘不能加锁；不要同时对它运行两个 build",
        f"note: the disk of {name} does not support locks; don't run two builds on it at once",
    )


class BuildsOutput:
    """Shows text as it comes, everything else at the end."""

    def __init__(self, order: BuildOrder, console: Console, file: ResultFile) -> None:
        self.kind, self.style, self.several = order.kind, order.style, order.several
        self.console, self.file = console, file
        self.objects: list[dict[str, object]] = []
        self.rows: list[BuildRow] = []

    def fail(self, name: str, failure: Failure) -> None:
        """Take one that could not be begun; stderr has been told."""
        from zcdossier.report.build_summary import failed_build_object

        self.objects.append(failed_build_object(name, failure.why.text(self.console.lang)))
        self.rows.append(failed_build_row(name, failure.why.text(self.console.lang)))

    def add(self, rendered: RenderedBuild) -> None:
        """Take one dossier's build, and say what is to be said about it."""
        self.rows.append(rendered.row)
        if self.kind is BuildFormat.JSON:
            self.objects.append(rendered.body)
        elif self.kind is BuildFormat.TEXT:
            apart = self.several and self.style.detail is not Detail.QUIET
            self.console.show(f"{rendered.body}\n" if apart and rendered.body else rendered.body)
        for complaint in rendered.complaints:
            self.console.complain(complaint)
        for note in rendered.notes:
            self.console.tell(note)

    def finish(self) -> None:
        """Write what needs all of them."""
        from zcdossier.report.builds_overview import build_sheets, builds_text, builds_totals
        from zcdossier.report.json_document import json_document

        talkative = self.style.detail is not Detail.QUIET
        if self.kind is BuildFormat.JSON:
            self.file.put_json(json_document(self.objects))
        elif self.kind is BuildFormat.CSV:
            self.file.put_csv(build_sheets(self.rows, self.style)[0])
        elif self.kind is BuildFormat.XLSX:
            self.file.put_xlsx(build_sheets(self.rows, self.style), self.style.say(Label("生成汇总", "Builds")))
        elif self.several and talkative:
            self.console.show(builds_text(self.rows, self.style))
        if self.file.path is not None and talkative:
            self.console.tell(in_both(lambda lang: builds_totals(self.rows, Style(lang))))
