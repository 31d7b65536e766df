"""Making stdout and stderr safe to write to: no character makes them fail, whatever their encoding."""

import codecs
import os
import sys
import unicodedata
from typing import TextIO

_HANDLER = "zcdossier-readable"
_STAND_INS = str.maketrans({"✓": "√", "✗": "×", "•": "·", "—": "-", "–": "-", "×": "x", "“": '"', "”": '"', "′": "'"})


def make_safe(stream: TextIO) -> None:
    """Let characters that the stream's encoding lacks be written as something readable instead."""
    codecs.register_error(_HANDLER, _readable)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=_HANDLER)


def nowhere() -> TextIO:
    """A stream that takes everything and shows nothing."""
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - open as long as the program runs


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_stand_in(char, error.encoding) for char in lacking), error.end


def _stand_in(char: str, encoding: str) -> str:
    """A look-alike, the character without its accent, or its number."""
    bare = unicodedata.normalize("NFKD", char)
    for candidate in (char.translate(_STAND_INS), bare, bare[0]):
        if candidate != char and _fits(candidate, encoding):
            return candidate
    return char.encode("ascii", "backslashreplace").decode("ascii")


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def carries_everything(stream: TextIO) -> bool:
    """Whether the stream's encoding holds all of Unicode."""
    name = getattr(stream, "encoding", None) or "utf-8"
    try:
        return codecs.lookup(name).name.startswith("utf")
    except LookupError:
        return False


def is_terminal(stream: TextIO) -> bool:
    """Whether a person is looking."""
    try:
        return stream.isatty()
    except ValueError:  # closed
        return False


def shows_colour(stream: TextIO) -> bool:
    """Whether colours are wanted and understood."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not is_terminal(stream):
        return False
    return _understands_ansi()


if sys.platform == "win32":

    def _understands_ansi() -> bool:
        """Switch the console to ANSI codes; consoles before Windows 10 refuse."""
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.GetStdHandle(-11)
        mode = ctypes.c_ulong()
        virtual_terminal = 0x0004
        known = kernel.GetConsoleMode(handle, ctypes.byref(mode))
        return bool(known and kernel.SetConsoleMode(handle, mode.value | virtual_terminal))

else:

    def _understands_ansi() -> bool:
        return True
