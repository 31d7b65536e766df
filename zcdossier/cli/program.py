"""The program: its commands put together, and a command line parsed and run."""

import os
from importlib import import_module

import click

from zcdossier.cli.command_line import COMPLETION_VARIABLE, CONTEXT, Group, Option
from zcdossier.cli.console import Console
from zcdossier.cli.usage_errors import explain_usage
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label
from zcdossier.version import __version__

NAME = "zcdossier"
_MODULES = {
    "init": ("init_commands", "init"),
    "convert": ("convert_command", "convert"),
    "lint": ("lint_commands", "lint"),
    "read": ("read_command", "read"),
    "sort": ("sort_command", "sort"),
    "build": ("build_command", "build"),
    "verify": ("after_build_commands", "verify"),
    "photo-check": ("photo_command", "photo_check"),
    "open": ("open_command", "open_"),
    "report": ("after_build_commands", "report"),
    "status": ("lint_commands", "status"),
    "checklist": ("lint_commands", "checklist"),
    "forms": ("forms_command", "forms"),
    "explain": ("profile_commands", "explain"),
    "schema": ("init_commands", "schema"),
    "office": ("office.office_commands", "office"),
    "completion": ("completion_command", "completion"),
    "profile": ("profile_commands", "profile"),
}
"""Module and name of each command, in the order of the help page. Only the module of the one that runs is loaded."""


class _Program(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the same whatever the context
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in _MODULES:
            return None
        module, name = _MODULES[cmd_name]
        command: click.Command = getattr(import_module(f"zcdossier.cli.commands.{module}"), name)
        return command


def _show_version(ctx: click.Context, _parameter: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        click.echo(f"{NAME} {__version__}")
        ctx.exit()


PROGRAM = _Program(
    NAME,
    no_args_is_help=True,
    context_settings=CONTEXT,
    label=Label(
        "检查并合成职称申报材料：对照通知逐条检查，每条记录合成一个不超过大小限制的 PDF。",
        "Check an application for a professional title against the notice, and make one PDF per record below "
        "the size limit.",
    ),
    params=[
        Option(
            ["--version"],
            label=Label("显示版本。", "Show the version."),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
        )
    ],
)


def _asking_for_help(arguments: list[str]) -> list[str]:
    """`help lint` is what people try first; it is `lint --help`."""
    return [*arguments[1:], "--help"] if arguments[:1] == ["help"] else arguments


def run_command(arguments: list[str], console: Console) -> int:
    """Run one command line and return its exit code; what is wrong with it is said."""
    if COMPLETION_VARIABLE in os.environ:
        import zcdossier.cli.commands.completion_command  # noqa: F401 - it tells the parser of PowerShell

        PROGRAM.main(args=arguments, prog_name=NAME)  # it completes what is typed, and leaves
    try:
        with PROGRAM.make_context(NAME, _asking_for_help(arguments), obj=console) as context:
            return int(PROGRAM.invoke(context) or ExitCode.OK)
    except click.UsageError as error:
        return explain_usage(error, console, arguments)
    except click.exceptions.Exit as left:  # --help, --version
        return int(left.exit_code)
