"""Completion on Tab: what click knows of bash, zsh and fish, and PowerShell."""

import os

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string

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
