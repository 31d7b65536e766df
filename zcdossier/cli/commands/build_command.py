"""`zcdossier build`, and what each of several builds did, shown in the format that was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdossier.cli import options
from zcdossier.cli.batch import discover, output_paths, run_each
from zcdossier.cli.boundary import Failure, attempt, worst_code
from zcdossier.cli.command_line import Command, bilingual
from zcdossier.cli.console import Console, ResultFile
from zcdossier.cli.options import BuildFormat
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label, in_both
from zcdossier.report.sanitize import escape_controls
from zcdossier.report.style import Detail, Style, Thumbnails

if TYPE_CHECKING:
    from zcdossier.app.build_dossier import BuildResult
    from zcdossier.report.builds_overview import BuildRow


class BuildsOutput:
    """Shows text as it comes, everything else at the end."""

    def __init__(self, kind: BuildFormat, console: Console, style: Style, file: ResultFile, *, several: bool) -> None:
        self.kind, self.console, self.style, self.file, self.several = kind, console, style, file, several
        self.objects: list[dict[str, object]] = []
        self.rows: list[BuildRow] = []

    def fail(self, name: str, failure: Failure) -> None:
        """Take one that could not be begun; stderr has been told."""
        from zcdossier.report.build_summary import failed_build_object
        from zcdossier.report.builds_overview import failed_build_row

        self.objects.append(failed_build_object(name, failure.why.text(self.console.lang)))
        self.rows.append(failed_build_row(name, failure.why.text(self.console.lang)))

    def add(self, built: "BuildResult", report: str = "") -> None:
        """Take one dossier's build, or why it was not begun; `report` is the page about it."""
        from zcdossier.report.build_summary import build_object
        from zcdossier.report.builds_overview import build_row

        name, verdict = built.linted.name, built.linted.verdict
        self.rows.append(build_row(name, built.receipt, verdict, built.linted.dossier, self.style))
        if self.kind is BuildFormat.JSON:
            uploads = str(built.uploads)
            dossier_object = build_object(name, uploads, built.receipt, verdict, self.style.lang, stale=built.stale)
            self.objects.append(dossier_object | {"report": report or None})
        elif self.kind is BuildFormat.TEXT:
            apart = self.several and self.style.detail is not Detail.QUIET
            text = self._text(built, report)
            self.console.show(f"{text}\n" if apart and text else text)

    def _text(self, built: "BuildResult", report: str) -> str:
        from zcdossier.report.build_summary import build_text, remaining_findings_text, stale_text, unread_build_text
        from zcdossier.report.terminal import findings_text

        name, style = built.linted.name, self.style
        if built.receipt is None:
            return findings_text(built.linted, style) + unread_build_text(name, style)
        text = build_text(name, str(built.uploads), built.receipt, style, brief=self.several)
        text += stale_text(built.stale, style) + remaining_findings_text(name, built.linted.verdict, style)
        if report and style.detail is not Detail.QUIET:
            from zcdossier.report.dossier_summary import open_page_text

            text += open_page_text(escape_controls(report), style)
        return text

    def finish(self) -> None:
        """Write what needs all of them."""
        from zcdossier.report.as_json import json_document
        from zcdossier.report.builds_overview import build_sheets, builds_text, builds_totals

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


app = typer.Typer()

HELP = bilingual(
    Label(
        "每条记录合成一个不超过大小限制的 PDF，放在材料的 build/upload 里。\n"
        "有错误也照样生成，但退出码是 1；没有变化的记录不重新生成。",
        "Make one PDF per record, below the size limit, under build/upload.\n"
        "Errors don't stop it but it exits with 1; records that did not change are not built again.",
    ),
)
Out = Annotated[
    Path | None,
    options.out_option(
        Label("输出到这个文件夹，而不是材料里的 build。", "Write below this folder instead of the dossier's build.")
    ),
]
Prune = Annotated[
    bool,
    typer.Option(
        "--prune",
        help=bilingual(
            Label(
                "不再属于任何记录的旧 PDF 移到 build/removed，不删除。",
                "Move PDFs that belong to no record any more to build/removed; nothing is deleted.",
            ),
        ),
    ),
]
Jobs = Annotated[
    int | None,
    options.jobs_option(
        Label(
            "同时用几个线程；默认和处理器的核数一样多。",
            "How many threads to use; as many as there are cores by default.",
        )
    ),
]


Report = Annotated[
    bool,
    typer.Option(
        "--report/--no-report",
        show_default=False,
        help=bilingual(
            Label(
                "是否同时写出报告和填报单；默认写出。",
                "Whether to write the report and the entry sheet too; they are written by default.",
            ),
        ),
    ),
]


@app.command("build", cls=Command, help=HELP)
def build(
    context: typer.Context,
    *,
    paths: options.Paths = None,
    out: Out = None,
    prune: Prune = False,
    jobs: Jobs = None,
    report: Report = True,
    thumbnails: options.ThumbnailsOption = Thumbnails.AUTO,
    format_: options.BuildFormatOption = options.BuildFormat.TEXT,
    output: options.OutputFile = None,
    strict: options.Strict = False,
    as_of: options.AsOf = "",
    quiet: options.Quiet = False,
) -> int:
    """Build every dossier found."""
    from zcdossier.app.build_dossier import build_dossier
    from zcdossier.app.build_pool import BuildPool
    from zcdossier.cli.console import ResultFile
    from zcdossier.cli.live_progress import build_bar, watch_batch
    from zcdossier.profiles.load import Profiles

    console: Console = context.obj
    day, profiles = options.read_as_of(as_of), Profiles()
    file = ResultFile(console, output, format_.value)
    roots = discover(options.paths_or_here(paths), console)
    places = output_paths(roots, out, options.paths_or_here(paths))
    several, style = len(roots) > 1, console.style(options.choose_detail(quiet=quiet, verbose=False))
    builds_output = BuildsOutput(format_, console, style, file, several=several)
    codes: list[int] = []
    with (
        BuildPool(jobs) as pool,
        build_bar(console, wanted=not quiet and not several) as bar,
        watch_batch(roots, console, wanted=not quiet, logged=output is not None) as watch,
        _resumable(console, several=several),
    ):
        progress = watch if several else bar

        def work(root: Path) -> "BuildResult":
            watch.started(root)
            return build_dossier(
                root, as_of=day, out=places[root], progress=progress, profiles=profiles, pool=pool, prune=prune
            )

        def write_page(built: "BuildResult") -> str:
            from zcdossier.app.report_dossier import ReportOptions, report_built

            reported = report_built(built, ReportOptions(console.lang, day, thumbnails, jobs), profiles=profiles)
            return str(reported.path) if reported is not None else ""

        for root, built in run_each(roots, work, console):
            if isinstance(built, Failure):
                codes.append(built.code)
                watch.finished(root, 0, 0, failed=True)
                builds_output.fail(str(root), built)
                continue
            page = attempt(lambda built=built: write_page(built)) if report else ""  # type: ignore[misc]
            if isinstance(page, Failure):
                console.complain(page.why)
                codes.append(page.code)
                page = ""
            builds_output.add(built, page)
            codes.append(built.exit_code(strict=strict))
            _tell_of_trouble(built, console)
            verdict = built.linted.verdict
            errors, warnings = verdict.count(Severity.ERROR), verdict.count(Severity.WARNING)
            watch.finished(root, errors, warnings, failed=not built.complete)
    builds_output.finish()
    return worst_code(codes)


@contextmanager
def _resumable(console: Console, *, several: bool) -> Iterator[None]:
    """Say to who interrupts many builds that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        if several:
            console.tell(
                Label(
                    "再运行同一条命令会接着做，已经生成的不会重新生成。",
                    "Run the same command again to go on; what is built is not built again.",
                ),
            )
        raise


def _tell_of_trouble(built: "BuildResult", console: Console) -> None:
    """Say that the receipt could not be kept, or that nothing keeps a second build away."""
    if built.unsaved is not None:
        console.complain(built.unsaved.why)
    if not built.locked:
        name = escape_controls(str(built.out))
        console.tell(
            Label(
                f"注意：{name} 所在的磁盘不能加锁；不要同时对它运行两个 build",
                f"note: the disk of {name} knows no locks; don't run two builds on it at once",
            ),
        )
