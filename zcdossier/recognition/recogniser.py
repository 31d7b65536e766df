"""What reads text off pixels, whichever library does it: lines where they stand, and which way up the page is."""

from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Corners = NDArray[np.float32]


class FoundLine(NamedTuple):
    """A line of text, its corners in pixels (4, 2) from its own top left clockwise, and how sure it is (0 to 1)."""

    text: str
    confidence: float
    corners: Corners


class FoundText(NamedTuple):
    """What was read off pixels, which had to be turned by so many degrees clockwise for it (0, 90, 180, 270).

    The corners are those in the pixels once they are turned. `turn` is None where there is no text to tell it by.
    `is_vertical` says that its print runs from top to bottom once the page stands upright: it was laid down to be read.
    """

    lines: tuple[FoundLine, ...] = ()
    turn: int | None = None
    turn_confidence: float = 0.0
    is_vertical: bool = False


class Recogniser(Protocol):
    """Reads text. Errors are raised, never passed off as a page without text."""

    name: str
    """The library and its version."""

    def read(self, pixels: Pixels) -> FoundText:
        """Find and read all lines on a page (height, width, 3)."""

    def read_strip(self, pixels: Pixels) -> tuple[str, float]:
        """Read one line that fills the pixels, and say how sure it is."""

    def find_faint(self, pixels: Pixels) -> tuple[list[Corners], float]:
        """Find what may be a line, however doubtful, and say how sure it is that the surest is one (0 to 1)."""


class NoRecogniserError(Exception):
    """The library is not installed, or lacks its models; the text says which, in its own words."""
