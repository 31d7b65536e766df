"""How text is shown: the language, the colours (a few ANSI codes, or nothing at all), the width, how much of it."""

from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.model.label import Label

if TYPE_CHECKING:
    from zcdossier.model.finding import Severity

_RESET = "\x1b[0m"
_BOLD, _DIM, _RED, _GREEN, _YELLOW, _BLUE = "\x1b[1m", "\x1b[2m", "\x1b[1;31m", "\x1b[1;32m", "\x1b[1;33m", "\x1b[1;34m"


class Paint(NamedTuple):
    """What each kind of text looks like. Text must already be fit to print."""

    on: bool = False

    def strong(self, text: str) -> str:
        """Names and places."""
        return self._in(_BOLD, text)

    def faint(self, text: str) -> str:
        """What only helps reading: gutters, rule names."""
        return self._in(_DIM, text)

    def label(self, text: str) -> str:
        """Words such as 依据 and 改法."""
        return self._in(_BLUE, text)

    def good(self, text: str) -> str:
        """It is fine."""
        return self._in(_GREEN, text)

    def bad(self, text: str) -> str:
        """It is wrong."""
        return self._in(_RED, text)

    def doubtful(self, text: str) -> str:
        """It may be wrong."""
        return self._in(_YELLOW, text)

    def graded(self, text: str, *, bad: bool, doubtful: bool) -> str:
        """A line about something that is bad, doubtful or neither."""
        return self.bad(text) if bad else self.doubtful(text) if doubtful else text

    def severity(self, severity: "Severity", text: str) -> str:
        """The colour of an error or a warning."""
        return self.bad(text) if severity == "error" else self.doubtful(text)

    def _in(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self.on and text else text


class Detail(IntEnum):
    """How much is shown."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


class Thumbnails(StrEnum):
    """How large the page pictures of a report are; `auto` goes by how many pages there are."""

    AUTO = "auto"
    MEDIUM = "medium"
    SMALL = "small"
    NONE = "none"


class Style(NamedTuple):
    """What a text report needs to know about its reader. Lines are broken where somebody looks, not in a pipe."""

    lang: str = "zh"
    paint: Paint = Paint()
    width: int = 100
    detail: Detail = Detail.NORMAL
    wraps: bool = False

    @property
    def line_cells(self) -> int | None:
        """The most cells a line may take; None where lines are left whole."""
        return self.width if self.wraps else None

    def say(self, text: Label) -> str:
        """Choose the words of the reader's language."""
        return text.text(self.lang)
