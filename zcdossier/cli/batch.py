"""Running the same work on many dossiers: one that fails is reported under its path, and the next has its turn."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.console import Console
from zcdossier.report.visible import visible

Result = TypeVar("Result")


def each(
    roots: Sequence[Path], work: Callable[[Path], Result], console: Console, *, named: bool = True
) -> Iterator[tuple[Path, Result | Failure]]:
    """Yield every dossier with its result or its failure, which has been talked about by then.

    `named` puts the path before what is said, for failures that do not name it themselves.
    """
    for root in roots:
        outcome = attempt(lambda root=root: work(root))  # type: ignore[misc]
        if isinstance(outcome, Failure):
            name = visible(str(root))
            zh, en = (f"{name}：", f"{name}: ") if named else ("", "")
            console.complain(zh + outcome.zh, en + outcome.en)
        yield root, outcome
