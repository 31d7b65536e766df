"""What was seen on the pages of a scan: text, seals, how it lies. Every statement carries how sure it is.

These facts only ever warn or answer a question. None means "can't be told": it is never taken for no.
"""

from enum import StrEnum
from typing import NamedTuple

READING_VERSION = 13
"""Of the steps that see these facts on a page: raised when a page would be read otherwise than before."""


class Box(NamedTuple):
    """A rectangle on a page as it is displayed, in fractions of its width and height (0 to 1), from the top left."""

    left: float
    top: float
    right: float
    bottom: float

    def share_inside(self, other: "Box") -> float:
        """Return how much of it lies in another one, as a share of its area (0 to 1)."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        area = (self.right - self.left) * (self.bottom - self.top)
        return max(0.0, width) * max(0.0, height) / area if area > 0 else 0.0

    def turned(self, degrees: int) -> "Box":
        """Return where it lies once its page is turned clockwise by a multiple of 90 degrees; rounded to 0.0001."""
        box = self
        for _ in range(degrees // 90 % 4):
            box = Box(1 - box.bottom, box.left, 1 - box.top, box.right)
        return Box(*(round(float(side), 4) for side in box))


class TextSource(StrEnum):
    """Where the text of a page comes from."""

    TEXT_LAYER = "text-layer"
    OCR = "ocr"


class TextLine(NamedTuple):
    """One line of text. `confidence` is 0 to 1; a text layer is certain."""

    text: str
    confidence: float
    box: Box


class Seal(NamedTuple):
    """A seal: `shape` is `round`, `oval` or `square`, `text` what could be read in it (empty where it could not)."""

    box: Box
    shape: str
    confidence: float
    text: str = ""


class PageFacts(NamedTuple):
    """One page, counted from 1.

    `turn` says by how many degrees clockwise (0, 90, 180, 270) the page has to be turned to stand upright, and
    `turn_confidence` how sure that is. `sharpness` is 1 for crisp print and falls as the page is blurred or enlarged;
    `text_height` is the usual height of a line in pixels of the file. `cut_edges` are the sides (`left`, `top`,
    `right`, `bottom`) at which text or a seal runs out of the picture. `has_colour` is False for a page that is grey
    all over: on such a page a missing seal can't be told. `fingerprint` is what pages are compared by.
    `unread_print` is how much looks like lines of print but was not read, in squares of a line's height.
    `perhaps_sealed` says that no seal was found, but ink that may be of one: faint, cut off, blue, a stamp of one line
    of words, a name seal with white characters.
    """

    page: int
    text_source: TextSource | None = None
    lines: tuple[TextLine, ...] = ()
    turn: int | None = None
    turn_confidence: float = 0.0
    is_blank: bool | None = None
    sharpness: float | None = None
    text_height: float | None = None
    cut_edges: tuple[str, ...] = ()
    has_colour: bool = True
    seals: tuple[Seal, ...] = ()
    fingerprint: str = ""
    unread_print: float | None = None
    perhaps_sealed: bool = False
