"""`zcdossier lint`."""

from typing import TYPE_CHECKING

import typer

from zcdossier.cli import options
from zcdossier.cli.batch import each, found
from zcdossier.cli.bilingual import both
from zcdossier.cli.boundary import Failure, worst
from zcdossier.cli.console import Console
from zcdossier.cli.findings_output import output
from zcdossier.errors import ExitCode

if TYPE_CHECKING:
    from zcdossier.model.finding import Verdict

HELP = both(
    "检查申报材料：哪里不对、在哪一行、依据哪一条、怎么改。\n没有错误时退出码是 0，有错误是 1，无法检查是 2。",
    "Say what is wrong, where, which clause asks for it, and what to do.\n"
    "Exits with 0 when nothing is wrong, 1 when there are errors, 2 when it could not run.",
)


def lint(
    context: typer.Context,
    *,
    paths: options.Paths = None,
    format_: options.FindingsFormatOption = options.FindingsFormat.TEXT,
    strict: options.Strict = False,
    as_of: options.AsOf = "",
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> int:
    """Check every dossier found."""
    from zcdossier.app.lint import Profiles, lint_dossier

    console: Console = context.obj
    day, profiles = options.day(as_of), Profiles()
    roots = found(options.chosen(paths), console)
    shown = output(format_, console, options.detail(quiet=quiet, verbose=verbose), several=len(roots) > 1)
    codes: list[int] = []
    for root, linted in each(roots, lambda root: lint_dossier(root, as_of=day, profiles=profiles), console):
        if isinstance(linted, Failure):
            shown.fail(str(root), linted)
            codes.append(linted.code)
        else:
            shown.add(linted)
            codes.append(exit_code(linted.verdict, strict=strict))
    shown.finish()
    return worst(codes)


def exit_code(verdict: "Verdict", *, strict: bool) -> ExitCode:
    """What one verdict means to a script."""
    from zcdossier.model.finding import Severity

    wrong = verdict.count(Severity.ERROR) or (strict and verdict.count(Severity.WARNING))
    return ExitCode.FINDINGS if wrong else ExitCode.OK
