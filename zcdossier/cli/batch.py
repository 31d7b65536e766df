"""The same work on many dossiers: one that fails is reported under its path, and the next has its turn.

In this process one after the other, or by several processes, or by the workers of a scheduler, in order: one that dies
takes nobody else's result along.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from zcdossier.cli.boundary import Failure, attempt
from zcdossier.cli.console import Console
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label, concat_labels
from zcdossier.model.manifest_names import WORKBOOK_NAME
from zcdossier.report.sanitize import escape_controls

if TYPE_CHECKING:
    from zcdossier.cli.cluster import Cluster
    from zcdossier.profiles.load import Profiles

Result = TypeVar("Result")
OnStart = Callable[[Path], None]


def discover(paths: list[Path], console: Console) -> list[Path]:
    """Return the dossiers that the paths name; say which folders among them lack the manifest."""
    from zcdossier.app.find_dossiers import find_dossiers, folders_without_manifest

    roots = find_dossiers(paths)
    for folder in folders_without_manifest(paths):
        from zcdossier.app.path_errors import misnamed_manifest

        name, nearly = escape_controls(str(folder)), escape_controls(misnamed_manifest(folder))
        rename = _rename_advice(nearly)
        console.tell(
            Label(
                f"注意：{name} 里没有 申报表.xlsx 或 dossier.yaml{rename.zh}；这一份没有检查",
                f"note: there is no 申报表.xlsx or dossier.yaml in {name}{rename.en}; it was not checked",
            ),
        )
    return roots


def _rename_advice(nearly: str) -> Label:
    """What to do with a file that was meant to be the manifest."""
    if not nearly:
        return Label("")
    if nearly.casefold().endswith((".yaml", ".yml", ".txt")):
        return Label(f"，有 {nearly}，请改名", f" but {nearly}, rename it")
    return Label(f"，有 {nearly}，请另存为 {WORKBOOK_NAME}", f" but {nearly}, save it as {WORKBOOK_NAME}")


def run_each(
    roots: Sequence[Path], work: Callable[[Path], Result], console: Console, *, named: bool = True
) -> Iterator[tuple[Path, Result | Failure]]:
    """Yield every dossier with its result or its failure, which has been talked about by then.

    `named` puts the path before what is said, for failures that do not name it themselves.
    """
    for root in roots:
        outcome = attempt(partial(work, root))
        if isinstance(outcome, Failure):
            complain_about(root if named else None, outcome, console)
        yield root, outcome


def complain_about(root: Path | None, failure: Failure, console: Console) -> None:
    """Say why a dossier could not be done."""
    name = escape_controls(str(root)) if root is not None else ""
    console.complain(concat_labels(Label(f"{name}：", f"{name}: "), failure.why) if name else failure.why)


def output_paths(roots: Sequence[Path], out: Path | None, paths: Sequence[Path]) -> dict[Path, Path | None]:
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


WORTH = 8
"""The fewest dossiers that several processes are started for."""

_MOST = 16
_DIED = Failure(
    ExitCode.CANNOT_RUN,
    Label(
        "检查它的进程中途停了，可能是内存不够；请单独再检查这一份。",
        "the process checking it stopped, perhaps out of memory; check this one again by itself.",
    ),
)
Item = TypeVar("Item")
Task = TypeVar("Task")


def count_processes(items: int, jobs: int | None = None) -> int:
    """How many processes are worth their start; 1 means this one does it all."""
    count = min(jobs or os.cpu_count() or 1, _MOST, items // (WORTH // 2))
    return 1 if items < WORTH else max(1, count)


def explain_fewer_processes(items: int, jobs: int | None) -> Label | None:
    """Why fewer processes are used than `--jobs` asks for; None when they are not."""
    count = count_processes(items, jobs)
    if jobs is None or count >= min(jobs, items):
        return None
    if count == _MOST:
        return Label(f"最多同时用 {_MOST} 个进程。", f"At most {_MOST} processes are used at once.")
    return Label(
        f"只有 {items} 份材料，用 {count} 个进程就够了。",
        f"For {items} dossiers no more than {count} process{'es are' if count > 1 else ' is'} worth starting.",
    )


def cluster_at(
    scheduler: str, roots: Sequence[Path], console: Console, *, outs: Mapping[Path, Path | None] | None = None
) -> "AbstractContextManager[Cluster | None]":
    """The workers of the scheduler at this address, None without an address: then the work is done on this machine.

    `outs` says where each dossier's build goes, if it is built. Entering it raises CannotRunError when the scheduler
    can't be reached, has no workers, or one of them can't do the work as this machine would.
    """
    if not scheduler:
        return nullcontext()
    from zcdossier.cli.cluster import open_cluster

    return open_cluster(scheduler, roots, console, outs)


def map_items(
    items: Sequence[Item],
    task: Task,
    work: Callable[[Item, Task], Result | Failure],
    *,
    count: int,
    on_start: Callable[[Item], None],
    cluster: "Cluster | None" = None,
) -> Iterator[tuple[Item, Result | Failure]]:
    """Yield every item with what others made of it, in order: the workers of a cluster, else `count` processes here.

    `on_start` hears, as near as can be told, what is taken up.
    """
    upcoming = iter(items)
    for item in islice(upcoming, count):
        on_start(item)
    outcomes = cluster.map(items, task, work) if cluster is not None else map_in_processes(items, task, count, work)
    for item, outcome in outcomes:
        yield item, outcome
        for following in islice(upcoming, 1):
            on_start(following)


def map_in_processes(
    items: Sequence[Item], task: Task, count: int, work: Callable[[Item, Task], Result | Failure]
) -> Iterator[tuple[Item, Result | Failure]]:
    """Work by processes. An item that takes its process down is told apart by working on it alone."""
    at = 0
    while at < len(items):
        for outcome in _map_in_pool(items[at:], task, count, work):
            yield items[at], outcome
            at += 1
        if at < len(items):
            yield items[at], next(_map_in_pool(items[at : at + 1], task, 1, work), _DIED)
            at += 1


def _map_in_pool(
    items: Sequence[Item], task: Task, count: int, work: Callable[[Item, Task], Result | Failure]
) -> Iterator[Result | Failure]:
    """Yield outcomes in order, and end early when a process died."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    from zcdossier.child_process import begin_child_process

    pool = ProcessPoolExecutor(min(count, len(items)), get_context("spawn"), initializer=begin_child_process)
    try:
        futures = [pool.submit(work, item, task) for item in items]
        for future in futures:
            yield future.result()
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_profiles: "Profiles | None" = None


def process_profiles() -> "Profiles":
    """The profiles that this process has read so far."""
    global _profiles  # noqa: PLW0603 - one for all the dossiers of this process
    from zcdossier.profiles.load import Profiles

    _profiles = _profiles or Profiles()
    return _profiles


def forget_profiles() -> None:
    """Have this process read them anew."""
    global _profiles  # noqa: PLW0603 - as above
    _profiles = None
