"""Judging many dossiers, in order: in this process, or by several when there are enough to be worth their start."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.findings_output import Part, part_of
from zcdossier.cli.options import FindingsFormat
from zcdossier.cli.processes import by_several, how_many, profiles_here
from zcdossier.errors import ExitCode
from zcdossier.report.style import Style

if TYPE_CHECKING:
    from zcdossier.model.finding import Verdict
    from zcdossier.profiles.load import Profiles


class Task(NamedTuple):
    """What is to be made of every dossier."""

    kind: FindingsFormat
    style: Style
    as_of: date
    several: bool = False
    strict: bool = False


def exit_code(verdict: "Verdict", *, strict: bool) -> ExitCode:
    """What one verdict means to a script."""
    from zcdossier.model.finding import Severity

    wrong = verdict.count(Severity.ERROR) or (strict and verdict.count(Severity.WARNING))
    return ExitCode.FINDINGS if wrong else ExitCode.OK


Began = Callable[[Path], None]


def judged(
    roots: Sequence[Path], task: Task, jobs: int | None = None, began: Began = lambda _: None
) -> Iterator[tuple[Path, Part | Failure]]:
    """Yield every dossier with what it adds, in the order given, whatever the number of processes."""
    count = how_many(len(roots), jobs)
    if count == 1:
        from zcdossier.profiles.load import Profiles

        profiles = Profiles()
        for root in roots:
            began(root)
            yield root, _part(root, task, profiles)
    else:
        ahead = iter(roots)
        for root in islice(ahead, count):
            began(root)
        for root, outcome in by_several(roots, task, count, _judge):
            yield root, outcome
            for following in islice(ahead, 1):
                began(following)


def _part(root: Path, task: Task, profiles: "Profiles") -> Part | Failure:
    from zcdossier.app.lint_dossier import lint_dossier

    def work() -> Part:
        linted = lint_dossier(root, as_of=task.as_of, profiles=profiles)
        code = exit_code(linted.verdict, strict=task.strict)
        return part_of(linted, task.kind, task.style, several=task.several, code=code)

    return attempt(work)


def _judge(root: Path, task: Task) -> Part | Failure:
    return _part(root, task, profiles_here())
