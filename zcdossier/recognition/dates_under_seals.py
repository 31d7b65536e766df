"""Dates that a seal is pressed over: read once more where it stands, without its red."""

import re
from collections.abc import Sequence

import numpy as np

from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine
from zcdossier.recognition.recogniser import FoundLine, Pixels, Recogniser

_BESIDE = 0.6
"""In widths of a seal: how far beside it the line is looked for."""
_ABOVE = 0.02
"""Of the page: how far above and below it."""
_SURE = 0.97
_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九O]{4}年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?$"
)
_DARKEST, _PAPER = 0.5, 40.0
"""Percentiles of the brightness that become black and white."""
_EDGE = 3
_SAME_PLACE = 0.5


def with_dates_under_seals(page: PageFacts, pixels: Pixels, recogniser: Recogniser) -> PageFacts:
    """Return an upright page with the dates under its seals in place of what was read of them before."""
    lines = page.lines
    for seal in page.seals:
        for line in _dates_at(seal, pixels, recogniser):
            lines = _with_line(lines, line)
    return page._replace(lines=lines)


def _dates_at(seal: Seal, pixels: Pixels, recogniser: Recogniser) -> list[TextLine]:
    height, width = pixels.shape[:2]
    box, beside = seal.box, _BESIDE * (seal.box.right - seal.box.left)
    left, right = max(0, round((box.left - beside) * width)), min(width, round((box.right + beside) * width))
    top, bottom = max(0, round((box.top - _ABOVE) * height)), min(height, round((box.bottom + _ABOVE) * height))
    found = recogniser.read(_without_red(pixels[top:bottom, left:right]))
    if found.turn:
        return []  # of the page upright as it is, only the words round the seal lie otherwise
    whole = [line for line in found.lines if _is_whole_date(line, right - left)]
    return [TextLine(line.text, line.confidence, _box_of(line, (left, top), (width, height))) for line in whole]


def _without_red(pixels: Pixels) -> Pixels:
    """What is dark in red light: ink that is not red."""
    red = pixels[:, :, 0].astype(np.float32)
    dark, bright = np.percentile(red, (_DARKEST, _PAPER))
    plain = np.clip((red - dark) / max(1.0, float(bright - dark)) * 255, 0, 255).astype(np.uint8)
    return np.repeat(plain[:, :, None], 3, axis=2)


def _is_whole_date(line: FoundLine, width: int) -> bool:
    """Whether a line surely is a date that does not run out of the piece that was looked at."""
    across = line.corners[:, 0]
    is_inside = float(across.min()) > _EDGE and float(across.max()) < width - _EDGE
    return line.confidence >= _SURE and is_inside and _DATE.match(line.text.strip()) is not None


def _box_of(line: FoundLine, start: tuple[int, int], size: tuple[int, int]) -> Box:
    corners = line.corners.min(axis=0), line.corners.max(axis=0)
    (left, top), (right, bottom) = ((corner + start) / size for corner in corners)
    return Box(*(round(float(side), 4) for side in (left, top, right, bottom)))


def _with_line(lines: Sequence[TextLine], line: TextLine) -> tuple[TextLine, ...]:
    """The lines with one in place of those that stand where it does, unless one of these is read as surely."""
    before = [other for other in lines if _overlap(other.box, line.box) >= _SAME_PLACE]
    if any(other.confidence >= line.confidence for other in before):
        return tuple(lines)
    kept = [other for other in lines if other not in before]
    index = next((number for number, other in enumerate(kept) if other.box.top > line.box.top), len(kept))
    return (*kept[:index], line, *kept[index:])


def _overlap(box: Box, other: Box) -> float:
    """The share of the first box that lies in the other."""
    across = min(box.right, other.right) - max(box.left, other.left)
    down = min(box.bottom, other.bottom) - max(box.top, other.top)
    area = (box.right - box.left) * (box.bottom - box.top)
    return max(0.0, across) * max(0.0, down) / area if area > 0 else 0.0
