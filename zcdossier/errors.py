"""What can stop a command, and the exit code each carries. Findings are data, never exceptions."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from zcdossier.model.label import Label

_NO_ADVICE = Label("")


class ExitCode(IntEnum):
    """The exit codes scripts rely on (a contract)."""

    OK = 0
    FINDINGS = 1
    CANNOT_RUN = 2
    BUG = 70
    INTERRUPTED = 130


class CannotRunError(Exception):
    """The command can't do its work at all: usage, no dossier, a bad profile, an unwritable output.

    `why` is one line that says what to do.
    """

    exit_code = ExitCode.CANNOT_RUN

    def __init__(self, why: Label) -> None:
        super().__init__(why.text("en"))
        self.why = why


def system_reason(error: BaseException) -> str:
    """What the system says is the matter, else what kind of error it is."""
    return getattr(error, "strerror", None) or type(error).__name__


@contextmanager
def explain_os_errors(failed: Label, advice: Label = _NO_ADVICE) -> Iterator[None]:
    """Say of what the system refuses: what `failed`, its reason, and what may help. Raises CannotRunError."""
    try:
        yield
    except OSError as error:
        reason = system_reason(error)
        raise CannotRunError(
            Label(f"{failed.zh}：{reason}{advice.zh}", f"{failed.text('en')}: {reason}{advice.text('en')}")
        ) from error
