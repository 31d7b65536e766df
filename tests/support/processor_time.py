"""Processor time of other processes: unlike that of the clock it hardly grows with whatever else the machine does."""

import os
import subprocess
import time

import psutil

_GLANCE = 0.005  # seconds


def used_by_ended() -> float:
    """Seconds used by all processes that were started here and have ended. Windows doesn't tell: always zero."""
    times = os.times()
    return times.children_user + times.children_system


def used_by(running: subprocess.Popen[bytes]) -> float:
    """Seconds used so far by a process that has not been waited for."""
    times = psutil.Process(running.pid).cpu_times()
    return float(times.user + times.system)


def wait_until_used(running: subprocess.Popen[bytes], seconds: float) -> None:
    """Wait until a process has used so much, or has ended."""
    while running.poll() is None and used_by(running) < seconds:
        time.sleep(_GLANCE)
