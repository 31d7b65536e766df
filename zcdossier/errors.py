"""What can stop a command, and the exit code each carries. Findings are data, never exceptions."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum


class ExitCode(IntEnum):
    """The exit codes scripts rely on (a contract)."""

    OK = 0
    FINDINGS = 1
    CANNOT_RUN = 2
    BUG = 70
    INTERRUPTED = 130


class CannotRunError(Exception):
    """The command can't do its work at all: usage, no dossier, a bad profile, an unwritable output.

    Carries one line in Chinese and one in English that say what to do.
    """

    exit_code = ExitCode.CANNOT_RUN

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


def system_reason(error: BaseException) -> str:
    """What the system says is the matter, else what kind of error it is."""
    return getattr(error, "strerror", None) or type(error).__name__


@contextmanager
def explain_os_errors(zh: str, en: str, advice: tuple[str, str] = ("", "")) -> Iterator[None]:
    """Say of what the system refuses: what could not be done, its reason, and what may help. Raises CannotRunError."""
    try:
        yield
    except OSError as error:
        reason = system_reason(error)
        raise CannotRunError(f"{zh}：{reason}{advice[0]}", f"{en}: {reason}{advice[1]}") from error
