"""One build at a time per output folder. The system holds the lock, so that a killed build leaves none behind.

The file only says who holds it; that it is there means nothing. It is taken away afterwards.

A run that several machines share may give a dossier to a second one while the first, thought lost, still builds it.
Both know the name of the run, so that the second waits for the first instead of being refused.
"""

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label

LOCK_NAME = ".zcdossier.lock"
_BYTE = 1 << 30  # the byte that is locked; far behind the text, which Windows would else let nobody read
_ATTEMPTS = 20
_MOST = 4096
_INSTANT = 0.01  # seconds
_GLANCE = 0.2  # seconds between two attempts of who waits
_UNNAMED_SECONDS = 2.0  # seconds that who has just taken the lock may need to write its name
_HOST = os.uname().nodename if os.name == "posix" else os.environ.get("COMPUTERNAME", "")
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)


class _HeldError(Exception):
    """Somebody else has it."""


class BusyError(CannotRunError):
    """Somebody else does the same work there; says who."""


@contextmanager
def lock_folder(folder: Path, work: str = "zcdossier build", *, run: str = "", patience: float = 0.0) -> Iterator[bool]:
    """Hold the lock of an output folder; False where the file system knows no locks.

    Waits up to `patience` seconds for a holder that belongs to the same `run`. Raises BusyError, saying who holds it,
    when somebody else does the same work there.
    """
    path = folder / LOCK_NAME
    try:
        descriptor = _acquire(path) if not run else _acquire_in_turn(path, run, patience)
    except _HeldError:
        raise _refusal(folder, read_holder(path), work) from None
    except OSError:
        yield False
        return
    try:
        _write_holder(descriptor, run)
        yield True
    finally:
        _release(descriptor, path)


def _acquire(path: Path) -> int:
    """Open and lock the file. Who held it before may have taken the file away in between: then once more."""
    for attempt in range(_ATTEMPTS):
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _FLAGS, 0o666)
        except PermissionError:
            if os.name == "posix" or attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_INSTANT)  # Windows denies whoever opens a file while another is taking it away
            continue
        try:
            _take(descriptor)
            if _is_still_there(descriptor, path):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
    raise _HeldError


def _acquire_in_turn(path: Path, run: str, patience: float) -> int:
    """Acquire it after whoever of the same run has it. Who has not written its name yet may be of it, for a while."""
    began = time.monotonic()
    while True:
        try:
            return _acquire(path)
        except _HeldError:
            waited, holder = time.monotonic() - began, read_holder(path)
            if waited > patience or (holder.get("run") != run and (holder or waited > _UNNAMED_SECONDS)):
                raise
        time.sleep(_GLANCE)


def _is_still_there(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError:
        return False


def _release(descriptor: int, path: Path) -> None:
    """Take the file away, first where an open file can be, so that nobody gets in between."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
    if os.name == "posix":
        with suppress(OSError):
            path.unlink()
        os.close(descriptor)
    else:
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()


if sys.platform != "win32":
    import fcntl

    def _take(descriptor: int) -> None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _HeldError from None

else:
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            raise _HeldError from None


def _write_holder(descriptor: int, run: str) -> None:
    since = datetime.now().astimezone().isoformat(timespec="minutes")
    text = json.dumps({"pid": os.getpid(), "host": _HOST, "since": since} | ({"run": run} if run else {}))
    with suppress(OSError):  # a full disk is no reason; the message names nobody then
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, text.encode())


def read_holder(path: Path) -> dict[str, Any]:
    """Who holds the lock in this file, as far as that can be read; it may be writing its name in this very moment."""
    try:
        with path.open("rb") as file:
            holder = json.loads(file.read(_MOST))
            return {
                "pid": int(holder["pid"]),
                "host": str(holder["host"]),
                "since": datetime.fromisoformat(holder["since"]),
                "run": str(holder.get("run", "")),
            }
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _refusal(folder: Path, holder: dict[str, Any], work: str) -> BusyError:
    who_zh = who_en = ""
    if holder:
        since = f"{holder['since']:%Y-%m-%d %H:%M}"
        on_this_machine = holder["host"] == _HOST
        on_zh, on_en = ("", "") if on_this_machine else (f"，在电脑 {holder['host']} 上", f" on {holder['host']}")
        who_zh = f"（进程 {holder['pid']}{on_zh}，{since} 开始）"
        who_en = f" (process {holder['pid']}{on_en}, since {since})"
    return BusyError(
        Label(
            f"另一个 {work} 正在写 {folder}{who_zh}；等它结束后再运行，或者先用 Ctrl-C 停掉它",
            f"another {work} is writing to {folder}{who_en}; wait until it is done, or stop it with Ctrl-C",
        ),
    )
