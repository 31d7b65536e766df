"""Work given to others: what they must have, how outcomes come back, and what a worker does with its folder."""

import signal
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from zcdossier.assemble.keeping.build_lock import lock_folder
from zcdossier.cli import batch
from zcdossier.cli.boundary import Failure
from zcdossier.cli.cluster import Cluster
from zcdossier.cli.cluster_check import check_survey
from zcdossier.cli.cluster_worker import (
    ClusterRun,
    FolderProbe,
    UnwantedTaskWatch,
    WorkerSurvey,
    describe_setup,
    digest_dossier,
    survey_worker,
    work_in_folder,
)
from zcdossier.errors import CannotRunError, ExitCode
from zcdossier.model.label import Label

Run = Callable[..., Any]
HERE = {"Python": "3.11", "zcdossier": "0.1.0 (a1)", "pikepdf": "10.3", "own notices": "e3b0"}


@pytest.fixture
def in_office(office: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> ClusterRun:
    """A run in the office, told to a worker that stands elsewhere."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    return ClusterRun("r1", str(office), describe_setup())


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("command", ["lint", "build"])
def test_without_the_extra(run: Run, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = run(command, ".", "--scheduler", "tcp://127.0.0.1:1")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == '错误：--scheduler 还要另装一部分：pip install "zcdossier[cluster]"。\n'


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("address", ["nonsense", "http://a:1", "tcp://a", "tcp://a:b", "tcp://a:1/x", "a b:1"])
def test_what_is_no_address(run: Run, address: str) -> None:
    pytest.importorskip("distributed")
    ran = run("lint", ".", "--scheduler", address, "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"error: --scheduler takes an address such as tcp://10.0.0.5:8786, not {address}.\n"


def test_a_folder_that_is_the_same_shared_one(office: Path) -> None:
    an = str(office / "an")
    (office / "an" / "build").mkdir()
    digests = {an: digest_dossier(an)}
    with lock_folder(office / "an" / "build", run="r1"):
        seen = survey_worker(FolderProbe("r1", digests, str(office / "an" / "build")), worker_with(1))
        other = survey_worker(FolderProbe("r2", digests, str(office / "an" / "build")), worker_with(1))
    assert (seen.unseen, seen.unlocked, seen.slots) == ("", False, 1)
    assert other.unseen == str(office / "an" / "build")


def test_a_folder_that_is_a_copy(office: Path) -> None:
    an = str(office / "an")
    digests = {an: digest_dossier(an)}
    with (office / "an" / "dossier.yaml").open("a", encoding="utf-8") as manifest:
        manifest.write("# a word\n")
    assert survey_worker(FolderProbe("r1", digests), worker_with(2)).unseen == an
    (office / "an" / "dossier.yaml").unlink()
    assert survey_worker(FolderProbe("r1", digests), worker_with(2)).unseen == an


def test_locks_that_do_not_hold_elsewhere(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from zcdossier.cli import cluster_worker

    monkeypatch.setattr(cluster_worker, "_is_locked", lambda _: False)
    with lock_folder(office, run="r1"):
        survey = survey_worker(FolderProbe("r1", {}, str(office)), worker_with(1))
    assert (survey.unseen, survey.unlocked) == ("", True)


def worker_with(threads: int) -> Any:
    return SimpleNamespace(state=SimpleNamespace(nthreads=threads))


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        ({"setup": {**HERE, "pikepdf": "9.0"}}, "pikepdf 9.0（本机 10.3）", "pikepdf 9.0 (here 10.3)"),
        ({"setup": {**HERE, "extra": "1"}}, "extra 1（本机 -）", "extra 1 (here -)"),
        ({"setup": {"Python": "3.11"}}, "pikepdf -（本机 10.3）", "zcdossier - (here 0.1.0 (a1)), pikepdf"),
        ({"setup": {**HERE, "own notices": "ff"}}, "：自己的通知；", ": own notices;"),
        ({"slots": 4}, "同时做 4 件事", "does 4 things at once"),
        ({"unseen": "/srv/an"}, "看不到同样的 /srv/an", "doesn't see the same /srv/an"),
    ],
)
def test_what_makes_a_worker_unfit(change: Mapping[str, Any], zh: str, en: str) -> None:
    fit = WorkerSurvey("office-2", 4, 1, HERE)
    check_survey("tcp://h:1", fit, HERE)
    with pytest.raises(CannotRunError) as error:
        check_survey("tcp://h:1", fit._replace(**change), HERE)
    assert error.value.why.zh.startswith("工作进程 tcp://h:1（office-2）")
    assert zh in error.value.why.zh
    assert en in error.value.why.en


def test_work_is_done_in_the_folder_of_the_run(in_office: ClusterRun) -> None:
    before = Path.cwd()
    assert work_in_folder(in_office, lambda item, task: (item, task, Path.cwd()), "a", 1) == (
        "a",
        1,
        Path(in_office.folder),
    )
    assert Path.cwd() == before


@pytest.mark.parametrize("raised", [ValueError, KeyboardInterrupt])
def test_a_worker_comes_back_whatever_happens(in_office: ClusterRun, raised: type[BaseException]) -> None:
    def work(*_: object) -> Failure:
        raise raised

    before = Path.cwd()
    try:
        outcome = work_in_folder(in_office, work, "a", 1)
    except ValueError:
        assert raised is ValueError
    else:
        assert isinstance(outcome, Failure)
        assert outcome.code == ExitCode.INTERRUPTED
    assert Path.cwd() == before


def test_a_worker_that_joined_later_and_is_another_does_nothing(in_office: ClusterRun) -> None:
    setup = {**in_office.setup, "pikepdf": "1.0"}
    outcome = work_in_folder(in_office._replace(setup=setup), lambda *_: pytest.fail("it worked"), "a", 1)
    assert isinstance(outcome, Failure)
    assert outcome.code == ExitCode.CANNOT_RUN
    outcome = work_in_folder(in_office._replace(folder="/nowhere"), lambda *_: pytest.fail("it worked"), "a", 1)
    assert isinstance(outcome, Failure)
    assert "/nowhere" in outcome.why.zh


def test_profiles_are_read_anew_for_each_run(in_office: ClusterRun) -> None:
    def profiles(*_: object) -> Any:
        return batch.process_profiles()

    first = work_in_folder(in_office, profiles, "a", 1)
    assert work_in_folder(in_office, profiles, "a", 1) is first
    assert work_in_folder(in_office._replace(name="r2"), profiles, "a", 1) is not first


@dataclass
class Settled(Executor):
    """Its futures are what the test made them."""

    futures: list[Future[Any]]
    given: int = 0

    def submit(self, *_: Any, **__: Any) -> Future[Any]:  # type: ignore[override]
        self.given += 1
        return self.futures[self.given - 1]


def settled(outcome: Any) -> Future[Any]:
    future: Future[Any] = Future()
    if isinstance(outcome, Exception):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
    return future


def cluster(executor: Executor, run: ClusterRun, check: Callable[[], None] = lambda: None) -> Cluster:
    return Cluster(executor, run, 2, {}, check)


def test_outcomes_come_in_order(in_office: ClusterRun) -> None:
    pytest.importorskip("distributed")
    with ThreadPoolExecutor(1) as pool:
        outcomes = list(cluster(pool, in_office).map([3, 1, 2], 10, lambda item, task: item * task))
    assert outcomes == [(3, 30), (1, 10), (2, 20)]


def test_an_item_that_kills_worker_after_worker_hides_no_other(in_office: ClusterRun) -> None:
    distributed = pytest.importorskip("distributed")
    killed = distributed.KilledWorker("task", SimpleNamespace(address="tcp://h:1"), 3)
    executor = Settled([settled(killed), settled(ImportError()), settled(ZeroDivisionError()), settled("fine")])
    outcomes = [outcome for _, outcome in cluster(executor, in_office).map("abcd", 0, lambda *_: "")]
    codes = [outcome.code if isinstance(outcome, Failure) else outcome for outcome in outcomes]
    assert codes == [ExitCode.CANNOT_RUN, ExitCode.CANNOT_RUN, ExitCode.BUG, "fine"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are another thing here")
def test_ctrl_c_that_got_lost_in_a_library_is_heard_at_the_next_glance(in_office: ClusterRun) -> None:
    waiting: Future[Any] = Future()
    glances = iter([signal.SIGINT])

    def swallow_interrupt() -> None:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(next(glances))

    with pytest.raises(KeyboardInterrupt):
        next(cluster(Settled([waiting]), in_office, swallow_interrupt).map("a", 0, lambda *_: ""))
    assert waiting.cancelled()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_scheduler_that_is_lost_ends_it_and_the_rest_is_cancelled(in_office: ClusterRun) -> None:
    pytest.importorskip("distributed")
    lost: Future[Any] = Future()
    lost.cancel()
    waiting: Future[Any] = Future()
    outcomes = cluster(Settled([settled("fine"), lost, waiting]), in_office).map("abc", 0, lambda *_: "")
    assert next(outcomes) == ("a", "fine")
    with pytest.raises(CannotRunError) as error:
        next(outcomes)
    assert "连接断了" in error.value.why.zh
    assert waiting.cancelled()


def test_who_waits_for_nobody_any_more_is_told(in_office: ClusterRun) -> None:
    def gone() -> None:
        raise CannotRunError(Label("都停了", "all gone"))

    waiting: Future[Any] = Future()
    with pytest.raises(CannotRunError, match="all gone"):
        next(cluster(Settled([waiting]), in_office, gone).map("a", 0, lambda *_: ""))
    assert waiting.cancelled()


def test_an_unwanted_build_leaves_off(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed")
    states = {"t": SimpleNamespace(state="executing")}
    worker = SimpleNamespace(state=SimpleNamespace(tasks=states), get_current_task=lambda: "t")
    monkeypatch.setattr(distributed, "get_worker", lambda: worker)
    UnwantedTaskWatch().record_started("a", "b", 1)
    states["t"].state = "cancelled"
    with pytest.raises(KeyboardInterrupt):
        UnwantedTaskWatch().record_started("a", "b", 1)
    states.clear()
    with pytest.raises(KeyboardInterrupt):
        UnwantedTaskWatch().record_finished(None)
