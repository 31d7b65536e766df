"""How a process of a pool begins, for dossiers and for pages alike: its starter alone is stopped, and both end then."""

import os
import signal
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def begin_child_process(pool: "Connection | None" = None) -> None:
    """Make a process ready: an interruption is the starter's business, and it ends when the starter does.

    It ends, too, whatever it is about, once the other end of `pool` is closed.
    """
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_starter, args=(pool,), daemon=True).start()


def _end_with_starter(pool: "Connection | None") -> None:
    from multiprocessing import parent_process  # only where there is a pool
    from multiprocessing.connection import wait

    starter = parent_process()
    if starter is not None:
        wait([starter.sentinel, *([pool] if pool is not None else [])])
        os._exit(1)
