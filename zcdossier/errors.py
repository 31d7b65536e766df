"""What can stop a command, and the exit code each carries. Findings are data, never exceptions."""

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
