"""`zcdossier read`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zcdossier.cli import options
from zcdossier.cli.batch import discover, run_each
from zcdossier.cli.boundary import Failure, worst_code
from zcdossier.cli.command_line import Command, bilingual
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from zcdossier.model.results import PagesRead

app = typer.Typer()

HELP = bilingual(
    Label(
        "读扫描件上的字和印章，供 lint 和 build 核对；全在本机，每页只读一次。\n"
        '先安装扩展：pip install "zcdossier[read]"。有读不了的页时退出码是 1。',
        "Read the text and seals on the scans, for lint and build to check; all on this computer, each page once.\n"
        'Needs an extra: pip install "zcdossier[read]". Exits with 1 when some pages could not be read.',
    ),
)
Again = Annotated[
    bool,
    typer.Option(
        "--again", help=bilingual(Label("读过的页也重新读。", "Read the pages anew that have been read before."))
    ),
]
Jobs = Annotated[
    int | None,
    options.jobs_option(
        Label(
            "同时用几个进程；默认两个，每个约用 0.5 GB 内存。",
            "How many processes to use; two by default, each takes about 0.5 GB of memory.",
        ),
    ),
]


@app.command("read", cls=Command, help=HELP)
def read(
    context: typer.Context,
    *,
    paths: options.Paths = None,
    again: Again = False,
    jobs: Jobs = None,
    format_: options.DataFormatOption = options.DataFormat.TEXT,
    quiet: options.Quiet = False,
) -> int:
    """Read the scans of every dossier found."""
    from zcdossier.app.read_dossier import carry_out, plan_dossier, reading_pool, require_recogniser
    from zcdossier.cli.read_progress import read_bar
    from zcdossier.profiles.load import Profiles
    from zcdossier.report.as_json import json_document
    from zcdossier.report.reading_summary import failed_reading_object, reading_object, reading_text

    console: Console = context.obj
    as_json = format_ is options.DataFormat.JSON
    style = console.style(options.choose_detail(quiet=quiet, verbose=False))
    engine, profiles = require_recogniser(), Profiles()
    roots = discover(options.paths_or_here(paths), console)
    planned = list(run_each(roots, lambda root: plan_dossier(root, again=again, profiles=profiles), console))
    plans = {root: plan for root, plan in planned if not isinstance(plan, Failure)}
    pages = sum(plan.pages for plan in plans.values())
    codes: list[int] = [plan.code for _, plan in planned if isinstance(plan, Failure)]
    objects = {
        root: failed_reading_object(str(root), plan.why.text(console.lang))
        for root, plan in planned
        if isinstance(plan, Failure)
    }
    try:
        with reading_pool(pages, jobs) as pool, read_bar(pages, console, wanted=not quiet) as bar:

            def work(root: Path) -> "PagesRead":
                return carry_out(plans[root], pool.read, engine, bar)

            for root, done in run_each(list(plans), work, console):
                if isinstance(done, Failure):
                    codes.append(done.code)
                    objects[root] = failed_reading_object(str(root), done.why.text(console.lang))
                    continue
                codes.append(ExitCode.FINDINGS if done.unread else ExitCode.OK)
                objects[root] = reading_object(str(root), done, console.lang)
                if not as_json:
                    console.show(reading_text(str(root), done, style))
    except KeyboardInterrupt:
        console.tell(
            Label(
                "已经读完的页都留着；再运行同一条命令会接着读。",
                "What has been read is kept; run the same command again to go on.",
            ),
        )
        raise
    if as_json:
        console.show_json(json_document([objects[root] for root in roots]))
    return worst_code(codes)
