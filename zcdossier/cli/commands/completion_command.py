"""`zcdossier completion`: the script that makes a shell complete commands, options and notices on Tab.

click knows bash, zsh and fish; PowerShell is told to it here.
"""

import os

import click
from click.shell_completion import (
    CompletionItem,
    ShellComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from zcdossier.cli.command_line import COMPLETION_VARIABLE, argument, command
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label

SHELLS = ("bash", "zsh", "fish", "powershell")

_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString()
    if ($line.Length -gt $cursorPosition) { $line = $line.Substring(0, $cursorPosition) }
    $env:%(complete_var)s = "powershell_complete"
    $env:COMP_LINE = $line
    $env:COMP_WORD = $wordToComplete
    %(prog_name)s | Where-Object { $_ } | ForEach-Object {
        $value, $text = $_ -split "`t", 2
        if (-not $text) { $text = $value }
        [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $text)
    }
    Remove-Item Env:%(complete_var)s, Env:COMP_LINE, Env:COMP_WORD
}
"""


class PowerShellComplete(ShellComplete):
    """PowerShell; where nothing is offered, it completes file names by itself."""

    name = "powershell"
    source_template = _POWERSHELL

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one begun, and that one."""
        words = split_arg_string(os.environ.get("COMP_LINE", ""))[1:]
        incomplete = os.environ.get("COMP_WORD", "")
        return (words[:-1] if incomplete and words else words), incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """Return a line; files and folders are left to the shell."""
        return f"{item.value}\t{item.help or ''}" if item.type == "plain" else ""


add_completion_class(PowerShellComplete)

HELP = Label(
    "输出让终端按 Tab 补全的脚本。\n"
    'bash、zsh：eval "$(zcdossier completion bash)"，写进 ~/.bashrc 或 ~/.zshrc。\n'
    "fish：zcdossier completion fish | source；PowerShell：zcdossier completion powershell | Out-String | "
    "Invoke-Expression，写进 $PROFILE。",
    "Print the script that makes a shell complete on Tab.\n"
    'bash, zsh: eval "$(zcdossier completion bash)" in ~/.bashrc '
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
    console.show(shell_complete(program, {}, "zcdossier", COMPLETION_VARIABLE).source())
    return ExitCode.OK
