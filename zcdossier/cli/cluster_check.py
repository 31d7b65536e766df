"""Whether the workers of a scheduler can do the work as this machine would; what is not so stops the command.

They must have what shapes the results in the same versions, do one thing at a time, and see the same folder.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.app.output_files import make_output_folder
from zcdossier.assemble.keeping.build_lock import BusyError, lock_folder
from zcdossier.cli.cluster_worker import (
    OWN_NOTICES,
    ClusterRun,
    FolderProbe,
    WorkerSurvey,
    describe_scheduler,
    digest_dossier,
    survey_worker,
)
from zcdossier.cli.console import Console
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import BUILD_FOLDER

if TYPE_CHECKING:
    from distributed import Client

_NAMES = {OWN_NOTICES: Label("自己的通知", "own notices")}


def check_scheduler(client: "Client") -> None:
    """Raise CannotRunError when the scheduler has other versions: it takes apart what it hands on."""
    try:
        setup = client.run_on_scheduler(describe_scheduler)
    except Exception as error:
        raise _unready(Label("调度器", "the scheduler")) from error
    _check_setup(Label("调度器", "the scheduler"), setup, describe_scheduler())


def check_workers(
    client: "Client",
    run: ClusterRun,
    roots: Sequence[Path],
    outs: Mapping[Path, Path | None] | None,
    console: Console,
) -> list[WorkerSurvey]:
    """Return what every worker is. Raises CannotRunError, naming one, when it can't do the work as this machine would.

    `outs` says where each dossier's build goes, if it is built.
    """
    with _probe_folder(run.name, roots, outs) as probe:
        answers: Mapping[str, WorkerSurvey | BaseException] = client.run(survey_worker, probe, on_error="return")
    surveys = []
    for address, survey in sorted(answers.items()):
        if not isinstance(survey, WorkerSurvey):
            raise _unready(Label(f"工作进程 {address}", f"the worker {address}")) from survey
        check_survey(address, survey, run.setup)
        surveys.append(survey)
    if any(survey.unlocked for survey in surveys):
        console.tell(
            Label(
                "注意：共享磁盘上的锁不能跨电脑生效；不要同时对它运行两个 build",
                "note: locks of the shared disk don't hold across machines; don't run two builds on it at once",
            ),
        )
    return surveys


def check_survey(address: str, survey: WorkerSurvey, setup: Mapping[str, str]) -> None:
    """Raise CannotRunError when a worker can't do the work as this machine, that has `setup`, would."""
    name = Label(f"工作进程 {address}（{survey.host}）", f"the worker {address} ({survey.host})")
    _check_setup(name, survey.setup, setup)
    if survey.slots != 1:
        raise CannotRunError(
            Label(
                f"{name.zh}同时做 {survey.slots} 件事；启动它时写上 --nthreads 1。",
                f"{name.text('en')} does {survey.slots} things at once; start it with --nthreads 1.",
            ),
        )
    if survey.unseen:
        raise CannotRunError(
            Label(
                f"{name.zh}看不到同样的 {survey.unseen}；所有电脑要在同一个路径上看到同一个共享文件夹。",
                f"{name.text('en')} doesn't see the same {survey.unseen}; all machines must see one shared folder "
                "under one path.",
            ),
        )


def _check_setup(name: Label, setup: Mapping[str, str], here: Mapping[str, str]) -> None:
    different = [part for part in {**here, **setup} if setup.get(part) != here.get(part)]
    if different:
        zh = "、".join(_difference(part, setup, here, "zh") for part in different)
        en = ", ".join(_difference(part, setup, here, "en") for part in different)
        raise CannotRunError(
            Label(
                f"{name.zh}上装的和本机不一样：{zh}；装成一样的，再重新启动它。",
                f"{name.text('en')} has other versions than this machine: {en}; install the same, and start it again.",
            ),
        )


def _difference(part: str, setup: Mapping[str, str], here: Mapping[str, str], lang: str) -> str:
    """How one part differs; a digest of many files says nothing to a person."""
    if part in _NAMES:
        return _NAMES[part].text(lang)
    has, ours = setup.get(part) or "-", here.get(part) or "-"
    return f"{part} {has}（本机 {ours}）" if lang == "zh" else f"{part} {has} (here {ours})"


def _unready(name: Label) -> CannotRunError:
    return CannotRunError(
        Label(
            f"{name.zh}答不上来：那里没有装 zcdossier，或者版本不一样；装成和本机一样的，再重新启动它。",
            f"{name.text('en')} can't answer: zcdossier is not installed there, or another version; "
            "install the same as here, and start it again.",
        ),
    )


@contextmanager
def _probe_folder(run: str, roots: Sequence[Path], outs: Mapping[Path, Path | None] | None) -> Iterator[FolderProbe]:
    """What the workers compare with what they see. For builds, the first output folder is locked meanwhile."""
    absolute = [str(root.absolute()) for root in roots]
    probe = FolderProbe(run, {root: digest_dossier(root) for root in absolute})
    if outs is None:
        yield probe
        return
    folder = (outs[roots[0]] or roots[0] / BUILD_FOLDER).absolute()
    was_there = folder.exists()
    try:
        make_output_folder(folder)
        with lock_folder(folder, run=run) as is_locked:
            yield probe._replace(locked=str(folder)) if is_locked else probe
    except BusyError:
        yield probe
    finally:
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
