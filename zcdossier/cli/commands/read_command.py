"""`zcdossier read`."""

from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.cli import option_values, options
from zcdossier.cli.batch import discover, run_each
from zcdossier.cli.boundary import Failure
from zcdossier.cli.command_line import command, flag
from zcdossier.cli.console import Console
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from zcdossier.app.read_dossier import ReadingPlan
    from zcdossier.cli.read_batch import ReadOutput
    from zcdossier.model.results import PagesRead


HELP = Label(
    "读扫描件上的字和印章，供 lint 和 build 核对；全在本机，每页只读一次。\n"
    '先安装扩展：pip install "zcdossier[read]"。有读不了的页时退出码是 1。',
    "Read the text and seals on the scans, for lint and build to check; all on this computer, each page "
    'once.\nNeeds an extra: pip install "zcdossier[read]". Exits with 1 if some pages could not be read.',
)


@command("read", HELP)
@options.paths_argument
@flag("--again", label=Label("读过的页也重新读。", "Read pages again that were read before."))
@options.jobs_option(
    Label(
        "同时用几个进程；默认两个，每个约用 0.5 GB 内存。",
        "Number of processes; by default two, each using about 0.5 GB of memory.",
    )
)
@options.scheduler_option
@options.data_format_option
@options.quiet_option
def read(
    console: Console,
    *,
    paths: tuple[Path, ...],
    again: bool,
    jobs: int | None,
    scheduler: str,
    format_: option_values.DataFormat,
    quiet: bool,
) -> int:
    """Read the scans of every dossier found."""
    from zcdossier.cli.read_batch import ReadOutput

    style = console.style(option_values.choose_detail(quiet=quiet, verbose=False))
    output = ReadOutput(console, style, format_)
    try:
        if scheduler:
            from zcdossier.cli.batch_progress import watch_batch
            from zcdossier.cli.cluster import open_cluster
            from zcdossier.cli.read_batch import read_by_cluster

            roots = discover(option_values.paths_or_here(paths), console)
            with (
                open_cluster(scheduler, roots, console) as cluster,
                watch_batch(roots, console, wanted=not quiet, logged=False) as watch,
            ):
                for root, done in read_by_cluster(roots, cluster, console, watch.started, again=again):
                    output.take(root, done)
                    watch.finished(root, 0, 0, failed=isinstance(done, Failure))
        else:
            roots = _read_here(paths, console, output, again=again, jobs=jobs, quiet=quiet)
    except KeyboardInterrupt:
        console.tell(
            Label(
                "已经读完的页都留着；再运行同一条命令会接着读。",
                "What has been read is kept; run the same command again to go on.",
            ),
        )
        raise
    return output.finish(roots)


def _read_here(
    paths: tuple[Path, ...], console: Console, output: "ReadOutput", *, again: bool, jobs: int | None, quiet: bool
) -> list[Path]:
    """Read on this computer, by a few processes; return the dossiers found."""
    from zcdossier.app.read_dossier import carry_out, plan_dossier, reading_pool, require_recogniser
    from zcdossier.cli.read_progress import read_bar
    from zcdossier.profiles.load import Profiles

    engine, profiles = require_recogniser(), Profiles()
    roots = discover(option_values.paths_or_here(paths), console)
    plans: dict[Path, ReadingPlan] = {}
    for root, plan in run_each(roots, lambda root: plan_dossier(root, again=again, profiles=profiles), console):
        if isinstance(plan, Failure):
            output.take(root, plan)
        else:
            plans[root] = plan
    pages = sum(plan.pages for plan in plans.values())
    with reading_pool(pages, jobs) as pool, read_bar(pages, console, wanted=not quiet) as bar:

        def work(root: Path) -> "PagesRead":
            return carry_out(plans[root], pool.read, engine, bar)

        for root, done in run_each(list(plans), work, console):
            output.take(root, done)
    return roots
