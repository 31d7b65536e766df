"""`zcdossier build`: every dossier found, here or by the workers of a scheduler."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zcdossier.cli import option_values, options
from zcdossier.cli.batch import cluster_at, complain_about, discover, output_paths
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.command_line import PATH, command, flag, option
from zcdossier.cli.console import Console
from zcdossier.model.label import Label
from zcdossier.report.style import Thumbnails

HELP = Label(
    "每条记录合成一个不超过大小限制的 PDF，放在材料的 build/upload 里。\n"
    "有错误也照样生成，但退出码是 1；没有变化的记录不重新生成。",
    "Make one PDF per record, below the size limit, in build/upload.\nIt builds in spite of errors, but then "
    "exits with 1; unchanged records are not built again.",
)


@command("build", HELP)
@options.paths_argument
@option(
    "--out",
    label=Label("输出到这个文件夹，而不是材料里的 build。", "Write below this folder instead of the dossier's build."),
    metavar="OUT",
    type=PATH,
)
@flag(
    "--prune",
    label=Label(
        "不再属于任何记录的旧 PDF 移到 build/removed，不删除。",
        "Move PDFs that no longer belong to any record to build/removed; nothing is deleted.",
    ),
)
@options.jobs_option(
    Label(
        "同时用几个线程；默认和处理器的核数一样多。",
        "Number of threads; by default one per core.",
    )
)
@options.scheduler_option
@option(
    "--report/--no-report",
    label=Label(
        "是否同时写出报告和填报单；默认写出。",
        "Whether to write the report and the entry sheet too; on by default.",
    ),
    default=True,
)
@options.thumbnails_option
@options.build_format_option
@options.output_option
@options.strict_option
@options.mark_option
@options.as_of_option
@flag("-v", "--verbose", label=Label("还列出没有变化的记录。", "Also list the records that have not changed."))
@options.quiet_option
def build(
    console: Console,
    *,
    paths: tuple[Path, ...],
    out: Path | None,
    prune: bool,
    jobs: int | None,
    scheduler: str,
    report: bool,
    thumbnails: Thumbnails,
    format_: option_values.BuildFormat | None,
    output: Path | None,
    strict: bool,
    mark: bool,
    as_of: str,
    verbose: bool,
    quiet: bool,
) -> int:
    """Build every dossier found."""
    from zcdossier.app.build_pool import BuildPool
    from zcdossier.cli.batch_progress import watch_batch
    from zcdossier.cli.build_batch import BuildOrder, BuildsOutput, BuildTools, build_many
    from zcdossier.cli.console import ResultFile
    from zcdossier.cli.live_progress import build_bar
    from zcdossier.cli.mark_outcome import MarkOutcome, tell_marked
    from zcdossier.profiles.load import Profiles

    day = option_values.read_as_of(as_of)
    style = console.style(option_values.choose_detail(quiet=quiet, verbose=verbose))
    kind = option_values.choose_format(format_, output, option_values.BuildFormat.TEXT)
    file = ResultFile(console, output, kind.value)
    roots = discover(option_values.paths_or_here(paths), console)
    outs, several = output_paths(roots, out, option_values.paths_or_here(paths)), len(roots) > 1
    order = BuildOrder(kind, style, day, outs, report, thumbnails, jobs, prune, strict, several, mark)
    builds_output = BuildsOutput(order, console, file)
    codes: list[int] = []
    marked: list[MarkOutcome] = []
    with (
        cluster_at(scheduler, roots, console, outs=outs) as cluster,
        BuildPool(jobs) as pool,
        build_bar(console, wanted=not quiet and not several and cluster is None) as bar,
        watch_batch(roots, console, wanted=not quiet, logged=output is not None) as watch,
        _resumable(console, several=several),
    ):
        tools = BuildTools(Profiles(), pool, watch if several else bar)
        for root, built in build_many(roots, order, tools, watch.started, cluster):
            if isinstance(built, Failure):
                complain_about(root, built, console)
                watch.finished(root, 0, 0, failed=True)
                builds_output.fail(str(root), built)
            else:
                builds_output.add(built)
                marked += [built.marked] if built.marked is not None else []
                watch.finished(root, built.row.errors, built.row.warnings, failed=not built.row.complete)
            codes.append(built.code)
    builds_output.finish()
    return worst_code([*codes, *tell_marked(marked, console, quiet=quiet)])


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
                    "Run the same command again to go on; what is already built is not built again.",
                ),
            )
        raise
