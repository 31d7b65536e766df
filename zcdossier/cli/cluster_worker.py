"""What runs on the workers of a scheduler: whether they are fit for the work, and the work, done as if it were here.

A worker does one thing at a time, so that it may stand in the folder in which the command was given: paths mean the
same as there, and so everything that is written and said comes out the same.
"""

import hashlib
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from zcdossier.app.build_progress import NullProgress
from zcdossier.assemble.keeping.build_lock import LOCK_NAME, BusyError, lock_folder, read_holder
from zcdossier.assemble.keeping.receipt_file import current_version
from zcdossier.cli.batch import forget_profiles
from zcdossier.cli.boundary import Failure
from zcdossier.errors import ExitCode
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import MANIFEST_NAMES
from zcdossier.profiles.locations import templates_folder, user_folder

Item = TypeVar("Item")
Task = TypeVar("Task")
Result = TypeVar("Result")

OWN_NOTICES = "own notices"
_OURS = "zcdossier"
_PACKAGE = Path(__file__).resolve().parent.parent


class ClusterRun(NamedTuple):
    """One command that several machines share: its name, the folder it was given in, and what they all must have."""

    name: str
    folder: str
    setup: Mapping[str, str]


class FolderProbe(NamedTuple):
    """What the folder looks like from where the command was given.

    `digests` are those of the dossiers, by absolute path. `locked` is a folder that is locked in the run's name
    meanwhile, or nothing.
    """

    run: str
    digests: Mapping[str, str]
    locked: str = ""


class WorkerSurvey(NamedTuple):
    """What a worker is and sees. `slots` counts what it would do at once, `unseen` is a dossier that it sees otherwise.

    `unlocked` says that it sees the same folder, but not that this is locked.
    """

    host: str
    cores: int
    slots: int
    setup: Mapping[str, str]
    unseen: str = ""
    unlocked: bool = False


def host_name() -> str:
    """How this machine is called."""
    return platform.node()


@cache
def describe_setup() -> Mapping[str, str]:
    """What must be the same on all machines for the same bytes to come out: by name, the version or a digest."""
    from importlib.metadata import PackageNotFoundError, version

    parts = dict(part.rsplit(" ", 1) for part in current_version().split("; "))
    recognisers = {}
    for name in ("rapidocr", "onnxruntime"):
        with suppress(PackageNotFoundError):
            recognisers[name] = version(name)
    code = [*_PACKAGE.rglob("*.py"), *_visible(templates_folder())]
    return {
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        **parts,
        _OURS: f"{parts[_OURS]} ({_digest_files(_PACKAGE, code)[:8]})",
        "distributed": version("distributed"),
        **recognisers,
        OWN_NOTICES: _digest_files(user_folder(), _visible(user_folder()))[:8],
    }


def describe_scheduler() -> Mapping[str, str]:
    """`describe_setup`, but for what only those need who do the work."""
    return {name: value for name, value in describe_setup().items() if name != OWN_NOTICES}


def _visible(folder: Path) -> Sequence[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def _digest_files(folder: Path, files: Sequence[Path]) -> str:
    """One digest of names and contents."""
    digest = hashlib.sha256()
    for path in sorted(files):
        name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name
        digest.update(f"{name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def digest_dossier(root: str) -> str:
    """A digest of a dossier's manifest and of which files lie beside it; empty where it can't be looked at."""
    folder = Path(root)
    try:
        files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(".")]
        sizes = sorted((path.name, path.stat().st_size) for path in files)
        content = b"".join(path.read_bytes() for path in sorted(files) if path.name in MANIFEST_NAMES)
    except OSError:
        return ""
    return hashlib.sha256(repr(sizes).encode() + content).hexdigest()


def survey_worker(probe: FolderProbe, dask_worker: Any) -> WorkerSurvey:
    """Say what this worker is, and how the folder looks from here. The worker hands itself in by that name."""
    unseen = next((root for root, digest in probe.digests.items() if digest_dossier(root) != digest), "")
    unlocked = False
    if probe.locked and not unseen:
        seen = read_holder(Path(probe.locked) / LOCK_NAME).get("run") == probe.run
        unseen, unlocked = ("", not _is_locked(Path(probe.locked))) if seen else (probe.locked, False)
    slots = dask_worker.state.nthreads
    return WorkerSurvey(host_name(), os.cpu_count() or 1, slots, describe_setup(), unseen, unlocked)


def _is_locked(folder: Path) -> bool:
    try:
        with lock_folder(folder):
            return False
    except BusyError:
        return True


_run_before = ""


def work_in_folder(
    run: ClusterRun, work: Callable[[Item, Task], Result | Failure], item: Item, task: Task
) -> Result | Failure:
    """Work on one item of a run, in its folder; another run's profiles are read anew, they may have been edited."""
    global _run_before  # noqa: PLW0603 - of this process, which does one thing at a time
    if describe_setup() != run.setup:
        return _unlike()
    if run.name != _run_before:
        forget_profiles()
        _run_before = run.name
    before = os.getcwd()  # noqa: PTH109 - a text to come back to
    try:
        os.chdir(run.folder)
    except OSError:
        return _blind(run.folder)
    try:
        return work(item, task)
    except KeyboardInterrupt:  # nobody wants it any more, and nobody reads this
        return Failure(ExitCode.INTERRUPTED, Label("已中断。", "Interrupted."))
    finally:
        os.chdir(before)


def _unlike() -> Failure:
    """Tell of a worker that came after all others had been looked at."""
    name = host_name()
    return Failure(
        ExitCode.CANNOT_RUN,
        Label(
            f"后来加入的电脑 {name} 上装的版本不一样；把它停掉，再运行一次。",
            f"{name}, which joined later, has other versions; stop its worker, then run this again.",
        ),
    )


def _blind(folder: str) -> Failure:
    name = host_name()
    return Failure(
        ExitCode.CANNOT_RUN,
        Label(f"电脑 {name} 打不开 {folder}。", f"{name} can't open {folder}."),
    )


class UnwantedTaskWatch(NullProgress):
    """Ends work between two records or pages when nobody waits for it any more: the command was stopped, or is gone.

    Its methods raise KeyboardInterrupt then.
    """

    def record_started(self, record: str, title: str, size: int) -> None:  # noqa: ARG002 - only the moment counts
        """Leave off before a record."""
        _leave_if_unwanted()

    def record_finished(self, receipt: object) -> None:  # noqa: ARG002 - as above
        """Leave off after a record."""
        _leave_if_unwanted()

    def file_started(self, file: str) -> None:
        """Hear nothing: its pages are heard."""

    def page_finished(self) -> None:
        """Leave off after a page."""
        _leave_if_unwanted()


def _leave_if_unwanted() -> None:
    from distributed import get_worker

    worker = get_worker()
    state = worker.state.tasks.get(worker.get_current_task())
    if state is None or state.state != "executing":
        raise KeyboardInterrupt
