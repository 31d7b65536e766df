"""The program: its commands put together, and one command line run."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from zcdossier import __version__
from zcdossier.cli.bilingual import both
from zcdossier.cli.boundary import guard
from zcdossier.cli.commands import (
    build,
    checklist,
    explain,
    forms,
    init,
    lint,
    office,
    photo_check,
    profile,
    report,
    schema,
    status,
    verify,
)
from zcdossier.cli.console import Console
from zcdossier.cli.help_pages import Command, Group
from zcdossier.cli.language import spoken, take_language
from zcdossier.cli.usage import USAGE_ERROR, explain_usage
from zcdossier.errors import ExitCode

NAME = "zcdossier"

app = typer.Typer(
    name=NAME,
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=both(
        "检查并合成职称申报材料：对照通知逐条检查，每条记录合成一个不超过大小限制的 PDF。",
        "Check and assemble an application for a professional title against the notice it answers.",
    ),
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=both("显示版本。", "Show the version.")),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


app.command("init", cls=Command, help=init.HELP)(init.init)
app.command("lint", cls=Command, help=lint.HELP)(lint.lint)
app.command("build", cls=Command, help=build.HELP)(build.build)
app.command("verify", cls=Command, help=verify.HELP)(verify.verify)
app.command("photo-check", cls=Command, help=photo_check.HELP)(photo_check.photo_check)
app.command("report", cls=Command, help=report.HELP)(report.report)
app.command("status", cls=Command, help=status.HELP)(status.status)
app.command("checklist", cls=Command, help=checklist.HELP)(checklist.checklist)
app.command("forms", cls=Command, help=forms.HELP)(forms.forms)
app.add_typer(office.app, name="office")
app.command("explain", cls=Command, help=explain.HELP)(explain.explain)
app.add_typer(profile.app, name="profile")
app.command("schema", cls=Command, help=schema.HELP)(schema.schema)


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    console = Console.on(sys.stdout, sys.stderr, spoken(os.environ))

    def work() -> int:
        asked, rest = take_language(arguments)
        console.lang = asked or console.lang
        return _dispatch(rest, console)

    return guard(work, console)


def _dispatch(arguments: list[str], console: Console) -> int:
    command = get_command(app)
    try:
        code = command.main(args=arguments, prog_name=NAME, obj=console, standalone_mode=False)
    except USAGE_ERROR as error:
        return explain_usage(error, console)
    if code == ExitCode.INTERRUPTED:  # the parser has caught Ctrl-C
        raise KeyboardInterrupt
    return int(code or ExitCode.OK)
