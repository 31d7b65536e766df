"""How a process of a pool begins, for dossiers and for pages alike: its starter alone is stopped, and both end then."""

import os
import signal
import threading
from contextlib import suppress


def begin_child_process() -> None:
    """Make a process ready: an interruption is the starter's business, and it ends when the starter does."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_starter, daemon=True).start()


def _end_with_starter() -> None:
    from multiprocessing import parent_process  # only where there is a pool
    from multiprocessing.connection import wait

    starter = parent_process()
    if starter is not None:
        wait([starter.sentinel])
        os._exit(1)
