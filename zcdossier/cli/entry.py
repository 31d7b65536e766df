"""The installed script. Imports next to nothing itself, so that Ctrl-C is quiet even while the rest loads."""

import atexit
import gc
import os
import sys
from contextlib import suppress

from zcdossier.errors import ExitCode

_GC_THRESHOLD = 200_000


def run() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_GC_THRESHOLD)  # hardly any garbage has cycles: a short run needs no collection
    code: int | None = None

    def leave() -> None:
        if code is not None:
            _leave_at_once(code)

    atexit.register(leave)  # before all that libraries register, so that it is called when they are done
    try:
        from zcdossier.cli.main import main

        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    if code == ExitCode.INTERRUPTED and _is_working_elsewhere():
        _leave_at_once(code)  # without waiting for threads that still work on a page nobody wants any more
    sys.exit(code)


def _is_working_elsewhere() -> bool:
    import threading

    return threading.active_count() > 1


def _leave_at_once(code: int) -> None:
    """End as a process does: the system takes back all memory at once, where Python would go through it bit by bit."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)
