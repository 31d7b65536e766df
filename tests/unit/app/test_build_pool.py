"""The pool of builds: how many records are under way, in which order, and how they are stopped."""

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from zcdossier.app import build_pool
from zcdossier.app.build_pool import BuildPool, BuildTask
from zcdossier.assemble import build_record, workers
from zcdossier.assemble.keeping.atomic_write import TEMPORARY, atomic_write
from zcdossier.assemble.keeping.hash_cache import HashCache
from zcdossier.assemble.plan import Piece, RecordJob
from zcdossier.assemble.workers import PagePool
from zcdossier.model.facts import FileFacts
from zcdossier.model.receipt import BuildOutcome, RecordReceipt

PATIENCE = 30  # seconds


def tasks(sizes: list[int], out: Path) -> list[BuildTask]:
    jobs = (
        RecordJob(
            root=out,
            record=str(number),
            section="papers",
            title=str(number),
            pieces=(Piece("a.jpg"),),
            facts={"a.jpg": FileFacts("a.jpg", size, "jpeg")},
            target=PurePosixPath(f"{number}.pdf"),
        )
        for number, size in enumerate(sizes)
    )
    return [BuildTask(job, out, None, HashCache()) for job in jobs]


class Bench:
    """Stands in for building a record: notes who is under way, and lets each take a moment.

    Records in `company` stay until so many at once have been under way: threads may be slow to start.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.under_way: set[str] = set()
        self.most: list[set[str]] = []
        self.company: Mapping[str, int] = {}
        self._changed = threading.Condition()
        monkeypatch.setattr(build_record, "build_record", self)

    def __call__(self, job, _out, _previous, *, pool, seen) -> RecordReceipt:
        assert isinstance(seen, HashCache)
        with self._changed:
            self.under_way.add(job.record)
            self.most.append(set(self.under_way))
            self._changed.notify_all()
        self.work(job, pool)
        with self._changed:
            self.under_way.discard(job.record)
        return RecordReceipt(job.record, job.section, job.title, BuildOutcome.BUILT)

    def work(self, job, _pool) -> None:
        company = self.company.get(job.record, 1)
        with self._changed:
            self._changed.wait_for(lambda: max(map(len, self.most)) >= company, PATIENCE)
        time.sleep(0.03)


@pytest.fixture
def bench(monkeypatch) -> Bench:
    return Bench(monkeypatch)


def ran(threads: int, sizes: list[int], out: Path) -> list[tuple[str, bool]]:
    outcomes: list[tuple[str, bool]] = []
    with BuildPool(threads) as pool:
        pool.build(
            tasks(sizes, out),
            lambda task: outcomes.append((task.job.record, False)),
            lambda receipt: outcomes.append((receipt.record, True)),
        )
    return outcomes


def test_nothing_to_do_starts_no_thread() -> None:
    before = threading.active_count()
    with BuildPool(4) as pool:
        pool.build([], pytest.fail, pytest.fail)
        assert threading.active_count() == before


@pytest.mark.usefixtures("bench")
@pytest.mark.parametrize("threads", [1, 2, 5])
def test_each_record_is_taken_up_in_order_and_done_once(tmp_path, threads) -> None:
    outcomes = ran(threads, [1] * 9, tmp_path)
    assert [name for name, is_done in outcomes if not is_done] == [str(number) for number in range(9)]
    assert sorted(name for name, is_done in outcomes if is_done) == [str(number) for number in range(9)]
    for name in map(str, range(9)):
        assert outcomes.index((name, False)) < outcomes.index((name, True))


@pytest.mark.parametrize(("threads", "at_once"), [(1, 1), (2, 3), (4, 5)])
def test_one_record_more_than_there_are_threads(bench, tmp_path, threads, at_once) -> None:
    bench.company = dict.fromkeys(map(str, range(at_once)), at_once)
    ran(threads, [1] * 12, tmp_path)
    assert max(map(len, bench.most)) == at_once


def test_heavy_records_wait_for_room(bench, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(build_pool, "_MEMORY_BUDGET", 6_500)
    bench.company = {"0": 2, "1": 2, "2": 3, "3": 3, "4": 3}
    ran(8, [1_000, 1_000, 1_000, 10, 10], tmp_path)
    heavy = {"0", "1", "2"}
    assert max(len(names & heavy) for names in bench.most) == 2
    assert max(map(len, bench.most)) >= 3


def test_a_record_heavier_than_the_room_has_it_to_itself(bench, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(build_pool, "_MEMORY_BUDGET", 100)
    ran(8, [10_000, 10_000, 10_000], tmp_path)
    assert max(map(len, bench.most)) == 1


def test_what_lies_beyond_the_limit_weighs_nothing(tmp_path) -> None:
    """Of a record that has to shrink, no more than its upload is held, and the pixels of a few pictures."""
    huge, limit, fitting = tasks([900_000_000, 20_000_000, 19_999_999], tmp_path)
    assert huge.weight == limit.weight > fitting.weight
    assert 2 * huge.weight <= build_pool._MEMORY_BUDGET < 3 * huge.weight
    assert huge.bytes == 900_000_000


def wait_until(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.01)


class Busy(Bench):
    """Records that write and take long, each in its own way, but for the first, which is done at once."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, long: Callable[["Busy", PagePool], None]) -> None:
        super().__init__(monkeypatch)
        self.release = threading.Event()
        self._long = long

    def work(self, job, pool) -> None:
        if job.record == "0":
            return
        with atomic_write(job.root / "x.pdf"):
            self._long(self, pool)


def waiting_for_a_page(bench: Busy, pool: PagePool) -> None:
    list(workers.in_order(pool, lambda _: bench.release.wait(PATIENCE), range(3)))


def deaf(bench: Busy, _pool: PagePool) -> None:
    bench.release.wait(PATIENCE)


class Stopped(NamedTuple):
    seconds: float
    done: list[str]
    left: list[Path]


def stopped(bench: Busy, out: Path, error: BaseException) -> Stopped:
    """Build, and let an error end that from outside once records are busy, as Ctrl-C does."""
    done: list[str] = []
    at = 0.0

    def finished(receipt: RecordReceipt) -> None:
        nonlocal at
        done.append(receipt.record)
        if len(done) == 1:
            wait_until(lambda: len(list(out.glob(TEMPORARY))) == 2)
            at = time.monotonic()
            raise error

    with BuildPool(2) as pool:
        try:
            with pytest.raises(type(error)):
                pool.build(tasks([1] * 9, out), lambda _: None, finished)
            return Stopped(time.monotonic() - at, done, list(out.iterdir()))
        finally:
            bench.release.set()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("a bug")])
def test_stopping_is_prompt_and_leaves_nothing(tmp_path, monkeypatch, error) -> None:
    monkeypatch.setattr(build_pool, "_STOP_SECONDS", PATIENCE)
    ended = stopped(Busy(monkeypatch, waiting_for_a_page), tmp_path, error)
    assert ended.seconds < PATIENCE / 2
    assert ended.left == []
    assert set(ended.done) == {"0"}


def test_who_does_not_leave_off_is_cleaned_up_after(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(build_pool, "_STOP_SECONDS", 0.05)
    assert stopped(Busy(monkeypatch, deaf), tmp_path, KeyboardInterrupt()).left == []


def test_what_is_done_while_stopping_is_told(tmp_path, monkeypatch) -> None:
    """It lies among the uploads; the receipt must know of it."""
    monkeypatch.setattr(build_pool, "_STOP_SECONDS", PATIENCE)

    def soon(bench: Busy, pool: PagePool) -> None:
        wait_until(lambda: pool.stopping)
        bench.release.wait(0.1)

    assert set(stopped(Busy(monkeypatch, soon), tmp_path, KeyboardInterrupt()).done) >= {"0", "1", "2"}
