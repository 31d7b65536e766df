"""The remarks of picture and PDF libraries kept from the terminal while records are built.

What matters of them is in the receipt. Warnings and loggers belong to the whole process, so that any number of
threads hold one silence together: the first begins it, the last ends it.
"""

import logging
import threading
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

_LOGGER = "pypdf"


class _Silence:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._holders = 0
        self._end = ExitStack()

    def begin(self) -> None:
        with self._lock:
            self._holders += 1
            if self._holders == 1:
                self._end.enter_context(warnings.catch_warnings())
                warnings.simplefilter("ignore")
                self._end.enter_context(_logger_muted())

    def finish(self) -> None:
        with self._lock:
            self._holders -= 1
            if self._holders == 0:
                self._end.close()


_SILENCE = _Silence()


@contextmanager
def suppress_warnings() -> Iterator[None]:
    """Say nothing of what the libraries remark, in this thread or another, until the last one is done."""
    _SILENCE.begin()
    try:
        yield
    finally:
        _SILENCE.finish()


@contextmanager
def _logger_muted() -> Iterator[None]:
    logger = logging.getLogger(_LOGGER)
    spreads = logger.propagate
    nothing = logging.NullHandler()
    logger.addHandler(nothing)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(nothing)
        logger.propagate = spreads
