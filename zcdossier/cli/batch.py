"""Running the same work on many dossiers: one that fails is reported under its path, and the next has its turn."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.console import Console
from zcdossier.report.visible import visible

Result = TypeVar("Result")


def found(paths: list[Path], console: Console) -> list[Path]:
    """Return the dossiers that the paths name; say which folders among them lack the manifest."""
    from zcdossier.app.find_dossiers import find_dossiers, misnamed_manifest, without_manifest

    roots = find_dossiers(paths)
    for folder in without_manifest(paths):
        name, nearly = visible(str(folder)), visible(misnamed_manifest(folder))
        zh, en = (f"，有 {nearly}，请改名", f" but {nearly}, rename it") if nearly else ("", "")
        console.tell(
            f"注意：{name} 里没有 dossier.yaml{zh}；这一份没有检查",
            f"note: there is no dossier.yaml in {name}{en}; it was not checked",
        )
    return roots


def each(
    roots: Sequence[Path], work: Callable[[Path], Result], console: Console, *, named: bool = True
) -> Iterator[tuple[Path, Result | Failure]]:
    """Yield every dossier with its result or its failure, which has been talked about by then.

    `named` puts the path before what is said, for failures that do not name it themselves.
    """
    for root in roots:
        outcome = attempt(lambda root=root: work(root))  # type: ignore[misc]
        if isinstance(outcome, Failure):
            complain_of(root if named else None, outcome, console)
        yield root, outcome


def complain_of(root: Path | None, failure: Failure, console: Console) -> None:
    """Say why a dossier could not be done."""
    name = visible(str(root)) if root is not None else ""
    zh, en = (f"{name}：", f"{name}: ") if name else ("", "")
    console.complain(zh + failure.zh, en + failure.en)


def targets(roots: Sequence[Path], out: Path | None, paths: Sequence[Path]) -> dict[Path, Path | None]:
    """Where each dossier goes. One that is named itself goes into OUT; of a folder that holds them, each below OUT.

    The layout goes by what was named, not by how many dossiers are found there: another one changes no other's place.
    """
    if out is None:
        return dict.fromkeys(roots, None)
    absolute = [root.resolve() for root in roots]
    named = [(path.parent if path.is_file() else path).resolve() for path in paths]
    if named == absolute and len(named) == 1:
        return {roots[0]: out}
    below = [_below_named(real, named) for real in absolute]
    if len({str(place).casefold() for place in below}) == len(below):
        return {root: out / place for root, place in zip(roots, below, strict=True)}
    try:
        shared = Path(os.path.commonpath([root.parent for root in absolute]))
    except ValueError:  # they lie on several drives
        return {
            root: out / re.sub(r"\W", "", real.drive) / real.relative_to(real.anchor)
            for root, real in zip(roots, absolute, strict=True)
        }
    return {root: out / real.relative_to(shared) for root, real in zip(roots, absolute, strict=True)}


def _below_named(real: Path, named: Sequence[Path]) -> Path:
    """How a dossier lies below the folder that was named; one that was named itself goes by its name."""
    for folder in named:
        if real != folder and real.is_relative_to(folder):
            return real.relative_to(folder)
    return Path(real.name)
