"""Dates that a seal is pressed over: read once more where it stands, without the seal's ink, red or purple."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine
from zcdossier.recognition.recogniser import FoundLine, Pixels, Recogniser

_BESIDE = 0.6
"""In widths of a seal: how far beside it the line is looked for."""
_ABOVE = 0.02
"""Of the page: how far above and below it."""
_SURE, _LIKELY = 0.97, 0.9
_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九O]{4}年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?$"
)
_DARKEST, _PAPER = 0.5, 40.0
"""Percentiles of the brightness that become black and white."""
_BLACKEST = 0.02
"""The least light that a pixel is taken to have, as a share of the paper's."""
_COLOURED, _STRONG, _OF_STRONGEST, _FEWEST_INKED = 0.25, 98.0, 0.6, 50
"""Which pixels show the seal's colour: by how much more dense they are in some light, and how many it takes."""
_WIDEST = 1.5
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
    piece = pixels[top:bottom, left:right]
    found = _date_lines(_padded(_without_ink(piece)), recogniser)
    if any(line.confidence < _SURE for line in found):  # what is read the same in another light is sure, too
        again = {line.text for line in _date_lines(_padded(_in_red_light(piece)), recogniser)}
        found = [line._replace(confidence=max(line.confidence, _SURE * (line.text in again))) for line in found]
    corner = left, top - (_padded(piece).shape[0] - piece.shape[0]) // 2
    return [
        TextLine(line.text, line.confidence, _box_of(line, corner, (width, height)))
        for line in found
        if line.confidence >= _SURE
    ]


def _date_lines(piece: Pixels, recogniser: Recogniser) -> list[FoundLine]:
    """The lines of an upright piece that are a date and do not run out of it."""
    found = recogniser.read(piece)
    if found.turn:
        return []  # of the page upright as it is, only the words round the seal lie otherwise
    return [line for line in found.lines if _is_whole_date(line, piece.shape[1])]


def _without_ink(pixels: Pixels) -> Pixels:
    """What is printed in black: each pixel's density is taken apart into the seal's colour and grey, which add up."""
    flat = pixels.reshape(-1, 3).astype(np.float32) + 1
    brightness = flat.sum(axis=1)
    paper = np.median(flat[brightness >= np.median(brightness)], axis=0)
    density = -np.log(np.clip(flat / paper, _BLACKEST, 1))
    spread = density.max(axis=1) - density.min(axis=1)
    inked = density[spread > max(_COLOURED, _OF_STRONGEST * float(np.percentile(spread, _STRONG)))]
    grey = density[:, 0]  # red light: it passes red ink
    if len(inked) >= _FEWEST_INKED:
        colour = np.median(inked / np.linalg.norm(inked, axis=1, keepdims=True), axis=0)
        parts = density @ np.linalg.pinv(np.stack([colour, np.ones(3, np.float32)]))
        grey = np.where(parts[:, 0] < 0, density.mean(axis=1), parts[:, 1])
    return _stretched(np.exp(-np.clip(grey, 0, None)).reshape(pixels.shape[:2]) * 255)


def _in_red_light(pixels: Pixels) -> Pixels:
    """What is dark in red light: ink that is not red."""
    return _stretched(pixels[:, :, 0].astype(np.float32))


def _stretched(light: NDArray[np.float32]) -> Pixels:
    dark, bright = np.percentile(light, (_DARKEST, _PAPER))
    plain = np.clip((light - dark) / max(1.0, float(bright - dark)) * 255, 0, 255).astype(np.uint8)
    return np.repeat(plain[:, :, None], 3, axis=2)


def _padded(pixels: Pixels) -> Pixels:
    """The piece with white above and below it, no strip: of a strip only a part is looked at at a time."""
    height, width = pixels.shape[:2]
    missing = max(0, round(width / _WIDEST) - height)
    return np.pad(pixels, ((missing // 2, missing - missing // 2), (0, 0), (0, 0)), constant_values=255)


def _is_whole_date(line: FoundLine, width: int) -> bool:
    """Whether a line is most likely a date, and does not run out of the piece that was looked at."""
    across = line.corners[:, 0]
    is_inside = float(across.min()) > _EDGE and float(across.max()) < width - _EDGE
    return line.confidence >= _LIKELY and is_inside and _DATE.match(line.text.strip()) is not None


def _box_of(line: FoundLine, start: tuple[int, int], size: tuple[int, int]) -> Box:
    corners = line.corners.min(axis=0), line.corners.max(axis=0)
    (left, top), (right, bottom) = ((corner + start) / size for corner in corners)
    return Box(*(round(float(side), 4) for side in (left, top, right, bottom)))


def _with_line(lines: Sequence[TextLine], line: TextLine) -> tuple[TextLine, ...]:
    """The lines with one in place of those that stand where it does, unless one of these is read as surely.

    A piece of the date may be read for sure: it is no other text.
    """
    before = [other for other in lines if _overlap(other.box, line.box) >= _SAME_PLACE]
    if any(other.confidence >= line.confidence and other.text not in line.text for other in before):
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
