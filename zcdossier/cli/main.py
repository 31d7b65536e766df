"""The program: its commands put together, and one command line run."""

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_command, get_group

from zcdossier import __version__
from zcdossier.cli.boundary import guard
from zcdossier.cli.command_line import (
    USAGE_ERROR,
    Group,
    bilingual,
    detect_language,
    explain_usage,
    take_language,
)
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label

NAME = "zcdossier"
_MODULES = {
    "init": "init_commands",
    "convert": "convert_command",
    "lint": "lint_commands",
    "read": "read_command",
    "sort": "sort_command",
    "build": "build_command",
    "verify": "after_build_commands",
    "photo-check": "photo_command",
    "report": "after_build_commands",
    "status": "lint_commands",
    "checklist": "lint_commands",
    "forms": "forms_command",
    "explain": "profile_commands",
    "schema": "init_commands",
    "office": "office",
    "profile": "profile_commands",
}
"""The module of each command, in the order of the help page. Only that of the command that runs is loaded."""


class _Program(Group):
    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the same whatever the context
        return list(_MODULES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - as above
        return _commands_of(_MODULES[cmd_name])[cmd_name] if cmd_name in _MODULES else None


@cache
def _commands_of(module: str) -> Mapping[str, Any]:
    return get_group(import_module(f"zcdossier.cli.commands.{module}").app).commands


app = typer.Typer(
    name=NAME,
    cls=_Program,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=bilingual(
        Label(
            "检查并合成职称申报材料：对照通知逐条检查，每条记录合成一个不超过大小限制的 PDF。",
            "Check and assemble an application for a professional title against the notice it answers.",
        ),
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
        typer.Option(
            "--version", callback=_version, is_eager=True, help=bilingual(Label("显示版本。", "Show the version."))
        ),
    ] = False,
) -> None:
    """Take the options that stand before a command."""


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
