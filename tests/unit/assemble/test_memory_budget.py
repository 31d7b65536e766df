"""Large pictures one after the other, usual pages side by side, and nobody waits for ever."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from zcdossier.assemble.workers import MemoryBudget

LARGE, USUAL = 600e6, 30e6
PATIENCE = 20


@pytest.fixture
def most_at_once() -> Callable[..., int]:
    """Run pieces of work that each ask for amounts in four threads; how many were at it at one time."""

    def run(turns: MemoryBudget, *pieces: tuple[float, ...]) -> int:
        lock, now, most = threading.Lock(), [0], [0]

        def work(amounts: tuple[float, ...]) -> None:
            for amount in amounts:
                turns.ask(amount)
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            time.sleep(0.02)
            with lock:
                now[0] -= 1

        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(turns.in_turn(work), piece) for piece in pieces]:
                done.result(PATIENCE)
        return most[0]

    return run


def test_large_ones_take_turns(most_at_once: Callable[..., int]) -> None:
    assert most_at_once(MemoryBudget(800e6), *[(LARGE,)] * 8) == 1
    assert most_at_once(MemoryBudget(1300e6), *[(LARGE,)] * 8) == 2


def test_one_beyond_the_budget_is_alone_and_not_stuck(most_at_once: Callable[..., int]) -> None:
    assert most_at_once(MemoryBudget(500e6), *[(LARGE,)] * 4) == 1


def test_usual_pages_do_not_wait(most_at_once: Callable[..., int]) -> None:
    assert most_at_once(MemoryBudget(50e6), *[(USUAL, USUAL)] * 8) > 1


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
