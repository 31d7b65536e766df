"""Print that no line was found for, read once more by itself: amid dots or beside large print it is lost.

A piece of a page is looked at more closely than the whole, and nothing beside it takes the finder's eye off it.
"""

from collections.abc import Sequence

from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.recognition.lines_under_seals import box_of_line, read_piece
from zcdossier.recognition.recogniser import Pixels, Recogniser

_MOST = 12
"""Pieces that are looked at: where there are more, it is a picture."""
_BESIDE, _ABOVE = 1.0, 0.5
"""Of a piece's height: how far around it is looked at."""
_LIKELY = 0.8
_SAME_PLACE = 0.3


def read_unread(page: PageFacts, places: Sequence[Box], pixels: Pixels, recogniser: Recogniser) -> PageFacts:
    """Return an upright page with the lines that are read at some places where none was."""
    if not places or len(places) > _MOST:
        return page
    lines = list(page.lines)
    for place in places:
        for line in _look(place, pixels, recogniser):
            if not any(_same_place(line.box, other.box) for other in lines):
                lines.insert(_row_of(line.box, lines), line)
    return page._replace(lines=tuple(lines))


def _look(place: Box, pixels: Pixels, recogniser: Recogniser) -> list[TextLine]:
    height, width = pixels.shape[:2]
    high = (place.bottom - place.top) * height
    left, top = max(0, int(place.left * width - _BESIDE * high)), max(0, int(place.top * height - _ABOVE * high))
    right, bottom = int(place.right * width + _BESIDE * high), int(place.bottom * height + _ABOVE * high)
    found = read_piece(pixels[top:bottom, left:right], recogniser)
    likely = [line for line in found if line.confidence >= _LIKELY]
    return [TextLine(line.text, line.confidence, box_of_line(line, (left, top), (width, height))) for line in likely]


def _same_place(box: Box, other: Box) -> bool:
    return max(box.share_inside(other), other.share_inside(box)) >= _SAME_PLACE


def _row_of(box: Box, lines: Sequence[TextLine]) -> int:
    """Where among lines in order a line belongs: before the first that stands below it, or right of it in its row."""
    middle = (box.top + box.bottom) / 2
    for number, other in enumerate(lines):
        if other.box.top > middle or (other.box.top <= middle <= other.box.bottom and other.box.left > box.left):
            return number
    return len(lines)
