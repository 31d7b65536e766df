"""Runs a command and says how long it took and how much memory it and its children held at most."""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05  # seconds between two looks at the memory
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Run:
    """One command: wall seconds, seconds of processor, peak bytes held (0: can't be told), exit code, last words.

    The processor's seconds tell what the work takes when other programs keep the machine busy.
    """

    seconds: float
    cpu: float
    peak: int
    code: int
    output: str


def run(command: Sequence[str], env: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end."""
    start, before = time.perf_counter(), _children()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(env or {})},
        text=True,
        errors="replace",
    ) as process:
        watch = _Watch(process.pid)
        output, _ = process.communicate()
        seconds = time.perf_counter() - start
        peak = watch.stop()
    return Run(seconds, _children() - before, peak, process.returncode, output[-2000:])


def median(repeat: int, command: Sequence[str], before: Callable[[], None] | None = None) -> Run:
    """Run a command several times; the middle time, the highest peak, the last words. Stops at a failure."""
    runs: list[Run] = []
    for _ in range(repeat):
        if before:
            before()
        runs.append(run(command))
        if runs[-1].code > 1:
            break
    seconds = statistics.median(timed.seconds for timed in runs)
    cpu = statistics.median(timed.cpu for timed in runs)
    return Run(seconds, cpu, max(timed.peak for timed in runs), runs[-1].code, runs[-1].output)


def _children() -> float:
    """Seconds of processor that ended children took (where the system tells)."""
    used = os.times()
    return used.children_user + used.children_system


class _Watch:
    """Looks at a process tree's memory from a thread: what it holds, shared pages counted once."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._peak = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        self._done.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._done.wait(_EVERY):
            self._peak = max(self._peak, sum(_held(pid) for pid in _tree(self._pid)))


def _tree(pid: int) -> list[int]:
    """The process and all that descend from it (Linux; elsewhere nothing)."""
    found = [pid]
    for number in found:
        try:
            children = " ".join(path.read_text() for path in (_PROC / str(number) / "task").glob("*/children"))
        except OSError:
            continue
        found += [int(child) for child in children.split()]
    return found


def _held(pid: int) -> int:
    """Bytes in memory; pages shared by several processes in parts."""
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
