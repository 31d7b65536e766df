"""One command line run, by the shortest way: most often it is `lint` of some folders, which needs no parser."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from zcdossier.cli.boundary import guard
from zcdossier.cli.console import Console
from zcdossier.cli.spoken_language import detect_language, take_language

_NAMES = frozenset("~～%$")
"""Signs that may stand for somebody's folders: the parser reads them."""


def main(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    console = Console.on(sys.stdout, sys.stderr, detect_language(os.environ))

    def work() -> int:
        language, others = take_language(arguments)
        console.lang = language or console.lang
        return _dispatch(others, console)

    return guard(work, console)


def _dispatch(arguments: list[str], console: Console) -> int:
    if arguments[:1] == ["lint"] and not any(
        argument.startswith("-") or _NAMES & {*argument} for argument in arguments
    ):
        from zcdossier.cli.run_lint import LintOptions, run_lint

        return run_lint(LintOptions(tuple(map(Path, arguments[1:]))), console)
    from zcdossier.cli.program import run_command

    return run_command(arguments, console)
