"""`zcdossier lint`."""

from typing import Annotated

import typer

from zcdossier.cli import options
from zcdossier.cli.batch import complain_of, found
from zcdossier.cli.bilingual import both
from zcdossier.cli.boundary import Failure, worst
from zcdossier.cli.console import Console

HELP = both(
    "检查申报材料：哪里不对、在哪一行、依据哪一条、怎么改。\n没有错误时退出码是 0，有错误是 1，无法检查是 2。",
    "Say what is wrong, where, which clause asks for it, and what to do.\n"
    "Exits with 0 when nothing is wrong, 1 when there are errors, 2 when it could not run.",
)


Jobs = Annotated[
    int | None,
    typer.Option(
        "-j",
        "--jobs",
        metavar="N",
        min=1,
        max=64,
        show_default=False,
        help=both(
            "许多份材料时同时用几个进程；默认和处理器的核数一样多。",
            "How many processes to use for many dossiers; as many as there are cores by default.",
        ),
    ),
]


def lint(
    context: typer.Context,
    *,
    paths: options.Paths = None,
    format_: options.FindingsFormatOption = options.FindingsFormat.TEXT,
    output: options.OutputFile = None,
    jobs: Jobs = None,
    strict: options.Strict = False,
    as_of: options.AsOf = "",
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> int:
    """Check every dossier found."""
    from zcdossier.cli.findings_output import output as shown_as
    from zcdossier.cli.judging import Task, judged
    from zcdossier.cli.live_table import watching
    from zcdossier.cli.processes import fewer_than_asked
    from zcdossier.cli.result_file import ResultFile

    console: Console = context.obj
    style = console.style(options.detail(quiet=quiet, verbose=verbose))
    file = ResultFile(console, output, format_.value)
    task = Task(format_, style, options.day(as_of), strict=strict)
    roots = found(options.chosen(paths), console)
    task = task._replace(several=len(roots) > 1)
    fewer = fewer_than_asked(len(roots), jobs)
    if fewer is not None and task.several and not quiet:
        console.tell(*fewer)
    shown = shown_as(format_, console, style, file, several=task.several)
    codes: list[int] = []
    with watching(roots, console, wanted=not quiet, logged=output is not None) as watch:
        for root, part in judged(roots, task, jobs, watch.began):
            if isinstance(part, Failure):
                watch.ended(root, 0, 0, failed=True)
                complain_of(root, part, console)
                shown.fail(str(root), part)
                codes.append(part.code)
            else:
                watch.ended(root, part.row.errors, part.row.warnings)
                shown.add(part)
                codes.append(part.code)
    shown.finish()
    return worst(codes)
