"""Large pictures take turns: what all threads decode at one time together stays within what one may take.

Pages of the usual size ask for nothing. What a piece of work was given it has until it ends, so that nobody who
waits holds anything, and all get their turn.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from zcdossier.model.picture_memory import MOST_MEMORY

_T = TypeVar("_T")
_R = TypeVar("_R")
_LARGE = 100_000_000  # bytes: more than a page at 600 dpi that is decoded smaller


class MemoryTurns:
    """A budget of bytes, from which each thread takes for the piece of work that it is about."""

    def __init__(self, most: float = MOST_MEMORY) -> None:
        self._most = most
        self._taken = 0.0
        self._changed = threading.Condition()
        self._own = threading.local()

    def in_turn(self, work: Callable[[_T], _R]) -> Callable[[_T], _R]:
        """Return the work as a piece at whose end everything is given back."""

        def piece(item: _T) -> _R:
            with self._account():
                return work(item)

        return piece

    @contextmanager
    def _account(self) -> Iterator[None]:
        self._own.taken = 0.0
        try:
            yield
        finally:
            with self._changed:
                self._taken -= self._own.taken
                self._changed.notify_all()
            del self._own.taken

    def ask(self, amount: float) -> None:
        """Wait until there is room for so many bytes. Who has some already gets more: waiting could be for ever."""
        own = getattr(self._own, "taken", None)
        if own is None or amount < _LARGE:
            return
        with self._changed:
            while not own and self._taken and self._taken + amount > self._most:
                self._changed.wait()
            self._taken += amount
            self._own.taken += amount


TURNS = MemoryTurns()
"""Those of this process."""
