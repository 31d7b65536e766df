"""The program: its commands put together, and one command line run."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.main import get_command

from zcdossier import __version__
from zcdossier.cli.boundary import guard
from zcdossier.cli.command_line import (
    USAGE_ERROR,
    Command,
    Group,
    bilingual,
    detect_language,
    explain_usage,
    take_language,
)
from zcdossier.cli.commands import (
    after_build_commands,
    build_command,
    forms_command,
    init_commands,
    lint_commands,
    office,
    photo_command,
    profile_commands,
)
from zcdossier.cli.console import Console
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
    help=bilingual(
        "检查并合成职称申报材料：对照通知逐条检查，每条记录合成一个不超过大小限制的 PDF。",
        "Check and assemble an application for a professional title against the notice it answers.",
    ),
)


def _version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"{NAME} {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=bilingual("显示版本。", "Show the version.")),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


app.command("init", cls=Command, help=init_commands.INIT_HELP)(init_commands.init)
app.command("lint", cls=Command, help=lint_commands.LINT_HELP)(lint_commands.lint)
app.command("build", cls=Command, help=build_command.HELP)(build_command.build)
app.command("verify", cls=Command, help=after_build_commands.VERIFY_HELP)(after_build_commands.verify)
app.command("photo-check", cls=Command, help=photo_command.HELP)(photo_command.photo_check)
app.command("report", cls=Command, help=after_build_commands.REPORT_HELP)(after_build_commands.report)
app.command("status", cls=Command, help=lint_commands.STATUS_HELP)(lint_commands.status)
app.command("checklist", cls=Command, help=lint_commands.CHECKLIST_HELP)(lint_commands.checklist)
app.command("forms", cls=Command, help=forms_command.HELP)(forms_command.forms)
app.add_typer(office.app, name="office")
app.command("explain", cls=Command, help=profile_commands.EXPLAIN_HELP)(profile_commands.explain)
app.add_typer(profile_commands.app, name="profile")
app.command("schema", cls=Command, help=init_commands.SCHEMA_HELP)(init_commands.schema)


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    console = Console.on(sys.stdout, sys.stderr, detect_language(os.environ))

    def work() -> int:
        language, others = take_language(arguments)
        console.lang = language or console.lang
        return _dispatch(others, console)

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
