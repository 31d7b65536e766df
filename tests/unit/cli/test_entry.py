"""The program leaves with its command's exit code, says all it had to say, and does not tidy up what ends anyway."""

import subprocess
import sys

import pytest

RUN = """
import atexit, gc, sys, threading, time
from zcdossier.cli import entry, main
class Tidied:
    def __del__(self): print("tidied")
kept = Tidied()
kept.itself = kept
def command(arguments):
    atexit.register(print, "at the end")  # as a library does that is loaded on the way
    print("said", end="")
    {body}
    return {code}
main.main = command
entry.run()
"""


def ran(code: int, body: str = "pass") -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(code=code, body=body)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.replace("\n", " ").strip()


@pytest.mark.parametrize("code", [0, 1, 2, 70])
def test_all_is_said_and_nothing_tidied_up(code: int) -> None:
    assert ran(code) == (code, "saidat the end")


def test_work_that_goes_on_is_waited_for() -> None:
    body = "threading.Thread(target=lambda: (time.sleep(0.5), print(' and done', end=''))).start()"
    code, text = ran(1, body)
    assert code == 1
    assert text.startswith("said and done")


def test_who_interrupts_does_not_wait() -> None:
    """The thread would work for longer than the test has patience."""
    body = "threading.Thread(target=time.sleep, args=(600,)).start(); raise KeyboardInterrupt"
    assert ran(0, body) == (130, "said")


def test_a_fault_of_ours_is_not_left_in_silence() -> None:
    """What `main` lets through ends as Python ends: with a traceback, and not as if all were well."""
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(code=0, body="raise LookupError('a fault')")],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1
    assert "LookupError: a fault" in done.stderr
