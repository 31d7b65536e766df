"""One scan to be made: what is on it, how it was taken, and what its file is called."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tools.make_sample.kit import Kit


class How(StrEnum):
    """The way a page gets into a file."""

    PHONE = "phone"
    FLATBED = "flatbed"
    SCANNER = "scanner"
    COPIER = "copier"
    SCREEN = "screen"
    PRINT = "print"


SUFFIX = {
    How.PHONE: ".jpg",
    How.FLATBED: ".jpg",
    How.SCANNER: ".pdf",
    How.COPIER: ".tif",
    How.SCREEN: ".png",
    How.PRINT: ".pdf",
}


@dataclass(frozen=True, slots=True)
class Scan:
    """`draw` returns a Sheet, a list of them, a picture (SCREEN) or a finished PDF (PRINT).

    `turn` is the EXIF orientation a phone wrote; `curl` bends the page of a bound book.
    """

    part: str
    draw: Callable[[Kit], Any]
    how: How = How.PHONE
    turn: int = 1
    desk: str = ""
    curl: float = 0.0

    @property
    def name(self) -> str:
        """The file's name in the record's folder."""
        return self.part + SUFFIX[self.how]
