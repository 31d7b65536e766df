"""The installed script. Imports next to nothing itself, so that Ctrl-C is quiet even while the rest loads."""

import atexit
import gc
import os
import sys
import threading
from contextlib import suppress

from zcdossier.errors import ExitCode

_GC_THRESHOLD = 200_000


def run() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_GC_THRESHOLD)  # hardly any garbage has cycles: a short run needs no collection
    try:
        from zcdossier.cli.main import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    if threading.active_count() == 1:
        atexit._run_exitfuncs()  # noqa: SLF001 - what libraries still have to do
        _leave_at_once(code)
    if code == ExitCode.INTERRUPTED:  # without waiting for threads that still work on a page nobody wants any more
        _leave_at_once(code)
    gc.freeze()  # what is left is not gone through several times when the last thread has ended
    sys.exit(code)


def _leave_at_once(code: int) -> None:
    """End as a process does: the system takes back all memory at once, where Python would go through it bit by bit."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
