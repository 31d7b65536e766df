"""What can stop a command, and the exit code each carries. Findings are data, never exceptions."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from zcdossier.model.label import Label

_NO_ADVICE = Label("")
_REASONS = {
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EROFS": "这个位置只能读，不能写",
    "ENOSPC": "磁盘满了",
    "EDQUOT": "可用的空间用完了",
    "ENOENT": "没有这个文件或文件夹",
    "ENOTDIR": "路径里有一段是文件，不是文件夹",
    "EISDIR": "有一个同名的文件夹",
    "EEXIST": "同名的已经有了",
    "ENAMETOOLONG": "名字或整个路径太长",
    "EINVAL": "名字里有这里不能用的符号",
    "EBUSY": "正被别的程序占用",
    "EIO": "读写出错，磁盘或网络可能有问题",
    "ELOOP": "链接绕成了圈",
    "EMFILE": "打开的文件太多",
    "ESTALE": "网络盘断开过，请重新连接",
    "ETIMEDOUT": "等了太久没有回应",
    "EADDRINUSE": "网络端口被占用",
}
"""What the system's reasons are for people who read no English, by their names, which not every system has all of."""
_WINDOWS = {32: ("EBUSY", "another program has it open"), 33: ("EBUSY", "another program has it open")}
"""What Windows knows better by its own number than by the one that is said everywhere: that is a lack of rights."""
_LONGEST_ON_WINDOWS = 259
"""Signs of a path; what is longer is not there for it."""


class ExitCode(IntEnum):
    """The exit codes scripts rely on (a contract)."""

    OK = 0
    FINDINGS = 1
    CANNOT_RUN = 2
    BUG = 70
    INTERRUPTED = 130


class ExplainedError(Exception):
    """An error that says `why` in both languages."""

    def __init__(self, why: Label) -> None:
        super().__init__(why.text("en"))
        self.why = why


class CannotRunError(ExplainedError):
    """The command can't do its work at all: usage, no dossier, a bad profile, an unwritable output.

    `why` is one line that says what to do.
    """

    exit_code = ExitCode.CANNOT_RUN


def system_reason(error: BaseException) -> Label:
    """What the system says is the matter, else what kind of error it is."""
    if not isinstance(error, OSError) or not error.strerror:
        return Label(type(error).__name__, type(error).__name__)
    name, words = errno.errorcode.get(error.errno or 0, ""), error.strerror
    number = getattr(error, "winerror", None)
    if number is not None and error.errno is not None:  # Windows speaks its own language
        name, words = _WINDOWS.get(number, (name, os.strerror(error.errno)))
        if name == "ENOENT" and len(str(error.filename)) > _LONGEST_ON_WINDOWS:
            name, words = "ENAMETOOLONG", "its path is too long"
    return Label(_REASONS.get(name, error.strerror), words)


@contextmanager
def explain_os_errors(failed: Label, advice: Label = _NO_ADVICE) -> Iterator[None]:
    """Say of what the system refuses: what `failed`, its reason, and what may help. Raises CannotRunError."""
    try:
        yield
    except OSError as error:
        reason = system_reason(error)
        raise CannotRunError(
            Label(f"{failed.zh}：{reason.zh}{advice.zh}", f"{failed.text('en')}: {reason.en}{advice.text('en')}")
        ) from error
