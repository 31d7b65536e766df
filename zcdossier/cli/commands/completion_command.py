"""`zcdossier completion`: the script that makes a shell complete commands, options and notices on Tab."""

import click
from click.shell_completion import get_completion_class

from zcdossier.cli.command_line import argument, command
from zcdossier.cli.console import Console
from zcdossier.cli.shell_completion import SHELLS
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label

HELP = Label(
    '输出让终端按 Tab 补全的脚本。bash、zsh：eval "$(zcdossier completion bash)"，写进 ~/.bashrc 或 ~/.zshrc；\n'
    "fish：zcdossier completion fish | source；PowerShell：zcdossier completion powershell | Out-String | "
    "Invoke-Expression，写进 $PROFILE。",
    'Print the script that makes a shell complete on Tab. bash, zsh: eval "$(zcdossier completion bash)" in ~/.bashrc '
    "or ~/.zshrc;\n"
    "fish: zcdossier completion fish | source; PowerShell: zcdossier completion powershell | Out-String | "
    "Invoke-Expression in $PROFILE.",
)


@command("completion", HELP)
@argument(
    "shell",
    Label("bash、zsh、fish 或 powershell。", "bash, zsh, fish or powershell."),
    metavar="SHELL",
    type=click.Choice(SHELLS),
)
def completion(console: Console, *, shell: str) -> int:
    """Print the script."""
    shell_complete = get_completion_class(shell)
    if shell_complete is None:
        raise click.UsageError(shell)
    program = click.get_current_context().find_root().command
    console.show(shell_complete(program, {}, "zcdossier", "_ZCDOSSIER_COMPLETE").source())
    return ExitCode.OK
