"""One command line run, by the shortest way: most often it is `lint` of some folders, which needs no parser."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from zcdossier.cli.boundary import guard
from zcdossier.cli.console import Console
from zcdossier.cli.spoken_language import detect_language, holds_chinese, take_language
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label

_NAMES = frozenset("~～%$")
"""Signs that may stand for somebody's folders: the parser reads them."""
_WITHOUT_FILES = frozenset(["--help", "--version"])


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    language = detect_language(os.environ, getattr(sys.stdout, "encoding", None))
    console = Console.on(sys.stdout, sys.stderr, language)

    def work() -> int:
        language, others = take_language(arguments)
        console.lang = language or console.lang
        _require_chinese_names(others)
        return _dispatch(others, console)

    return guard(work, console)


def _require_chinese_names(arguments: Sequence[str]) -> None:
    """Refuse to read file names in an encoding without Chinese: what bears such a name would seem to be missing."""
    encoding = sys.getfilesystemencoding()
    if not holds_chinese(encoding) and _WITHOUT_FILES.isdisjoint(arguments):
        raise CannotRunError(
            Label(
                f"这里的文件名按 {encoding} 编码读，中文文件名打不开；先运行 export PYTHONUTF8=1，再运行这条命令",
                f"file names are read as {encoding} here, so Chinese ones can't be opened: run "
                "`export PYTHONUTF8=1` first, then this command again",
            )
        )


def _dispatch(arguments: list[str], console: Console) -> int:
    if arguments[:1] == ["lint"] and not any(
        argument.startswith("-") or _NAMES & {*argument} for argument in arguments
    ):
        from zcdossier.cli.run_lint import LintOptions, run_lint

        return run_lint(LintOptions(tuple(map(Path, arguments[1:]))), console)
    from zcdossier.cli.program import run_command

    return run_command(arguments, console)
