"""Threads that work on one page at a time, and the memory they share."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from zcdossier.assemble.workers import MemoryBudget, PagePool, in_order, leave_if_stopping, thread_count, thread_pool

PATIENCE = 20  # seconds


def test_results_come_in_the_order_of_the_items() -> None:
    with PagePool(3) as pool:
        assert list(in_order(pool, lambda number: (time.sleep(0.002 * (number % 3)), number)[1], range(30))) == list(
            range(30)
        )


@pytest.mark.parametrize("threads", [1, 3])
def test_no_more_items_are_taken_than_can_be_worked_on(threads) -> None:
    taken: list[int] = []

    def items():
        for number in range(20):
            taken.append(number)
            yield number

    with PagePool(threads) as pool:
        for done in in_order(pool, lambda number: number, items()):
            assert len(taken) <= done + threads + 2


def test_what_goes_wrong_is_raised_in_its_turn() -> None:
    def work(number: int) -> int:
        if number == 2:
            raise TimeoutError("the network disk is gone")
        return number

    with PagePool(2) as pool:
        results = in_order(pool, work, range(5))
        assert [next(results), next(results)] == [0, 1]
        with pytest.raises(TimeoutError, match="network disk"):
            next(results)


def test_closing_drops_what_has_not_begun() -> None:
    begun: list[int] = []
    release = threading.Event()

    def work(number: int) -> int:
        begun.append(number)
        if number:
            release.wait(10)
        return number

    pool = PagePool(1)
    results = in_order(pool, work, range(10))
    assert next(results) == 0
    results.close()
    release.set()
    pool.shutdown()
    assert len(begun) <= 2


def test_stopping_wakes_who_waits() -> None:
    """Nobody waits for the page in work, and no new one is begun."""
    release = threading.Event()
    pool = PagePool(1)
    ended: list[type[BaseException]] = []

    def record() -> None:
        try:
            list(in_order(pool, lambda _: release.wait(PATIENCE), range(3)))
        except BaseException as error:  # noqa: BLE001
            ended.append(type(error))

    waiting = threading.Thread(target=record)
    waiting.start()
    time.sleep(0.05)
    pool.stop()
    waiting.join(PATIENCE / 2)
    release.set()
    assert ended == [KeyboardInterrupt]
    with pytest.raises(KeyboardInterrupt):
        next(in_order(pool, str, [1]))
    with pytest.raises(KeyboardInterrupt):
        leave_if_stopping(pool)


def test_any_other_executor_does() -> None:
    with ThreadPoolExecutor(2) as pool:
        leave_if_stopping(pool)
        assert list(in_order(pool, str, range(4))) == ["0", "1", "2", "3"]


def test_a_pool_of_ones_own_ends_with_its_use() -> None:
    with thread_pool(None) as pool:
        assert list(in_order(pool, str, [1])) == ["1"]
    with pytest.raises(RuntimeError):
        pool.submit(str, 1)
    with PagePool(1) as given, thread_pool(given) as pool:
        assert pool is given
    assert thread_count() >= 1


LARGE, USUAL = 600e6, 30e6


@pytest.fixture
def most_at_once() -> Callable[..., int]:
    """Run pieces of work that each ask for amounts in four threads; how many were at it at one time.

    The first stay at it until there are as many as are expected: threads may be slow to start.
    """

    def run(turns: MemoryBudget, *pieces: tuple[float, ...], expected: int = 1) -> int:
        changed, now, most = threading.Condition(), [0], [0]

        def work(amounts: tuple[float, ...]) -> None:
            for amount in amounts:
                turns.ask(amount)
            with changed:
                now[0] += 1
                most[0] = max(most[0], now[0])
                changed.notify_all()
                changed.wait_for(lambda: most[0] >= expected, PATIENCE)
            time.sleep(0.02)
            with changed:
                now[0] -= 1

        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(turns.in_turn(work), piece) for piece in pieces]:
                done.result(PATIENCE)
        return most[0]

    return run


def test_large_ones_take_turns(most_at_once: Callable[..., int]) -> None:
    assert most_at_once(MemoryBudget(800e6), *[(LARGE,)] * 8) == 1
    assert most_at_once(MemoryBudget(1300e6), *[(LARGE,)] * 8, expected=2) == 2


def test_one_beyond_the_budget_is_alone_and_not_stuck(most_at_once: Callable[..., int]) -> None:
    assert most_at_once(MemoryBudget(500e6), *[(LARGE,)] * 4) == 1


def test_usual_pages_do_not_wait(most_at_once: Callable[..., int]) -> None:
    assert most_at_once(MemoryBudget(50e6), *[(USUAL, USUAL)] * 8, expected=2) > 1


def test_who_asks_twice_is_not_stuck(most_at_once: Callable[..., int]) -> None:
    assert most_at_once(MemoryBudget(800e6), *[(LARGE, LARGE)] * 8) == 1


def test_it_is_given_back_when_work_fails() -> None:
    turns = MemoryBudget(800e6)

    def failing(_: int) -> None:
        turns.ask(LARGE)
        raise ValueError

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(turns.in_turn(failing), number) for number in range(6)]:
            assert isinstance(done.exception(PATIENCE), ValueError)


def test_outside_of_any_work_nothing_is_taken() -> None:
    turns = MemoryBudget(800e6)
    for _ in range(5):
        turns.ask(LARGE)


_SECOND_PAGE = """
import ctypes, resource
from zcdossier.assemble.workers import PagePool

def faults(size):
    b"x" * size
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    b"x" * size
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

print(PagePool(1).submit(faults, 20_000_000).result(), hasattr(ctypes.CDLL(None), "mallopt"))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is told")
def test_the_pixels_of_a_page_lie_where_those_of_the_one_before_lay() -> None:
    output = subprocess.run([sys.executable, "-c", _SECOND_PAGE], capture_output=True, text=True, check=True).stdout
    faults, is_glibc = output.split()
    if is_glibc != "True":
        pytest.skip("another C library")
    assert int(faults) < 20_000_000 / os.sysconf("SC_PAGE_SIZE") / 4
