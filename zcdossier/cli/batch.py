"""Running the same work on many dossiers: one that fails is reported under its path, and the next has its turn."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.console import Console
from zcdossier.report.visible import visible

Result = TypeVar("Result")


def found(paths: list[Path], console: Console) -> list[Path]:
    """Return the dossiers that the paths name; say which folders among them lack the manifest."""
    from zcdossier.app.dossiers import find_dossiers, misnamed_manifest, without_manifest

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


def targets(roots: Sequence[Path], out: Path | None) -> dict[Path, Path | None]:
    """Where each dossier goes: several get a folder each below OUT, as they lie below what they share."""
    if out is None or len(roots) == 1:
        return dict.fromkeys(roots, out)
    absolute = [root.resolve() for root in roots]
    try:
        shared = Path(os.path.commonpath([root.parent for root in absolute]))
    except ValueError:  # they lie on several drives
        return {root: out / real.relative_to(real.anchor) for root, real in zip(roots, absolute, strict=True)}
    return {root: out / real.relative_to(shared) for root, real in zip(roots, absolute, strict=True)}
