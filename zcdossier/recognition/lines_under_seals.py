"""Lines that a seal is pressed over: read once more where they stand, without the seal's ink, red or purple."""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.recognition.ink_map import Floats
from zcdossier.recognition.recogniser import FoundLine, Pixels, Recogniser
from zcdossier.recognition.seal_ink import InkAndPrint, as_print, in_red_light, inked_places, taken_apart

_BESIDE = 0.6
"""In widths of a seal: how far beside it lines are looked for."""
_LEAST_BESIDE = 0.06
_ABOVE = 0.02
"""Of the page: how far above and below it."""
_SURE, _LIKELY, _HARDLY = 0.97, 0.9, 0.8
_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九O]{4}年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?$"
)
_OF_DATES = re.compile("[年月日]")
_NOTHING_ELSE = re.compile(r"[\d〇○零一二三四五六七八九十O年月日\s.]+$")
"""A date that lost a sign."""
_WIDEST = 1.5
_EDGE = 3
_SAME_PLACE = 0.5
_TOUCHED, _MOSTLY_INK = 0.02, 0.65
_ALIKE = 0.5
"""Of a line's signs, from which another one at its place says the same."""


class InkedPiece(NamedTuple):
    """A piece of a page with ink on it: `box` is where the ink lies, `piece` what was looked at.

    `light` is how light the piece surely is without the ink; `read` are the boxes of what was read of it so, and
    `hardly` those of print that was hardly read.
    """

    box: Box
    piece: Box
    light: Floats
    read: tuple[Box, ...]
    hardly: tuple[Box, ...] = ()


class _Looked(NamedTuple):
    """A piece of a page without its ink, from its left top corner in pixels, and the whole lines read of it."""

    start: tuple[int, int]
    layers: InkAndPrint
    lines: tuple[FoundLine, ...]
    runs_out: tuple[FoundLine, ...]
    hardly: tuple[FoundLine, ...]


def read_under_seals(
    page: PageFacts, pixels: Pixels, recogniser: Recogniser
) -> tuple[PageFacts, tuple[InkedPiece, ...]]:
    """Return an upright page with the lines under its seals in place of what was read of them before.

    Also returns each piece that was looked at without its ink.
    """
    lines, pieces = page.lines, []
    height, width = pixels.shape[:2]
    for box in inked_places(pixels, page.seals):
        beside = max(_BESIDE * (box.right - box.left), _LEAST_BESIDE)
        looked = _look_beneath(box, beside, pixels, recogniser)
        if any(_is_new(line, lines) for line in _on(box, looked.runs_out, looked.start, pixels)):
            looked = _look_beneath(box, 1.0, pixels, recogniser)
        (left, top), (rows, columns) = looked.start, looked.layers.ink.shape
        around = Box(left / width, top / height, (left + columns) / width, (top + rows) / height)
        read = [line for line in (*looked.lines, *looked.runs_out) if line.confidence >= _LIKELY]
        boxes = tuple(box_of_line(line, looked.start, (width, height)) for line in read)
        hardly = (line.box for line in _on(box, looked.hardly, looked.start, pixels))
        hidden = (place for place in hardly if not any(place.share_inside(other) >= _SAME_PLACE for other in boxes))
        pieces.append(InkedPiece(box, around, looked.layers.surely, boxes, tuple(hidden)))
        for line in _on(box, [line for line in looked.lines if _is_sure(line)], looked.start, pixels):
            lines = _with_line(lines, line)
    return page._replace(lines=lines), tuple(pieces)


def _look_beneath(box: Box, beside: float, pixels: Pixels, recogniser: Recogniser) -> _Looked:
    """Read a piece around ink without it; `beside` is how far it reaches to either side, of the page's width."""
    height, width = pixels.shape[:2]
    left, right = max(0, round((box.left - beside) * width)), min(width, round((box.right + beside) * width))
    top, bottom = max(0, round((box.top - _ABOVE) * height)), min(height, round((box.bottom + _ABOVE) * height))
    piece = pixels[top:bottom, left:right]
    rows = slice(round(box.top * height) - top, max(1, round(box.bottom * height) - top))
    columns = slice(max(0, round(box.left * width) - left), max(1, round(box.right * width) - left))
    layers = taken_apart(piece, (rows, columns))
    everything = [line for line in read_piece(as_print(layers.light), recogniser) if not _is_ink(line, layers)]
    hardly = tuple(line for line in everything if line.confidence < _LIKELY)
    found = [line for line in everything if line.confidence >= (_LIKELY if _OF_DATES.search(line.text) else _HARDLY)]
    if any(_is_date(line) and line.confidence < _SURE for line in found):
        again = {line.text for line in read_piece(in_red_light(piece), recogniser)}
        # what is read the same in another light is sure, too
        found = [line._replace(confidence=max(line.confidence, _SURE * (line.text in again))) for line in found]
    is_whole = [_is_whole(line, right - left) or (left, right) == (0, width) for line in found]
    whole = tuple(line for line, complete in zip(found, is_whole, strict=True) if complete)
    cut = tuple(line for line, complete in zip(found, is_whole, strict=True) if not complete)
    return _Looked((left, top), layers, whole, cut, hardly)


def _on(box: Box, found: Sequence[FoundLine], start: tuple[int, int], pixels: Pixels) -> list[TextLine]:
    """The lines that ink touches, where they stand on the page."""
    size = pixels.shape[1], pixels.shape[0]
    placed = [TextLine(line.text, line.confidence, box_of_line(line, start, size)) for line in found]
    return [line for line in placed if line.box.share_inside(box) > _TOUCHED]


def _is_new(line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Whether a line that runs out of a piece says what no sure line at its place says."""
    inner = line.text[1:-1]
    around = [other for other in lines if line.box.share_inside(other.box) >= _SAME_PLACE]
    return not any(inner in other.text and other.confidence >= _SURE for other in around)


def _is_ink(line: FoundLine, layers: InkAndPrint) -> bool:
    """Whether a line is the seal's own writing: there is far more ink than print where it stands."""
    height, width = layers.ink.shape
    (left, top), (right, bottom) = line.corners.min(axis=0), line.corners.max(axis=0)
    rows = slice(max(0, int(top)), min(height, int(bottom) + 1))
    columns = slice(max(0, int(left)), min(width, int(right) + 1))
    ink, grey = float(layers.ink[rows, columns].sum()), float(layers.print[rows, columns].sum())
    return ink > _MOSTLY_INK * (ink + grey)


def read_piece(piece: Pixels, recogniser: Recogniser) -> list[FoundLine]:
    """Return the lines of an upright piece of a page (height, width, 3), where they stand in it in pixels.

    It is laid between white, above and below, so that it is no strip: of a strip only a part is looked at at a time.
    """
    height, width = piece.shape[:2]
    missing = max(0, round(width / _WIDEST) - height)
    found = recogniser.read(
        np.pad(piece, ((missing // 2, missing - missing // 2), (0, 0), (0, 0)), constant_values=255)
    )
    if found.turn:
        return []  # only the words round the seal lie otherwise
    return [line._replace(corners=line.corners - np.array([0, missing // 2])) for line in found.lines]


def _is_date(line: FoundLine) -> bool:
    return _DATE.match(line.text.strip()) is not None


def _is_sure(line: FoundLine) -> bool:
    """Whether a line may be added: of a date a sign that is read wrong, or a piece of it, makes another one."""
    if _is_date(line):
        return line.confidence >= _SURE
    if _OF_DATES.search(line.text) is None:
        return True
    return line.confidence >= _SURE and _NOTHING_ELSE.match(line.text.strip()) is None


def _is_whole(line: FoundLine, width: int) -> bool:
    """Whether a line does not run out of the piece that was looked at."""
    across = line.corners[:, 0]
    return float(across.min()) > _EDGE and float(across.max()) < width - _EDGE


def box_of_line(line: FoundLine, start: tuple[int, int], size: tuple[int, int]) -> Box:
    """Return where a line of a piece stands on its page: where the piece starts, and the page's size, in pixels."""
    corners = line.corners.min(axis=0), line.corners.max(axis=0)
    (left, top), (right, bottom) = ((corner + start) / size for corner in corners)
    return Box(*(round(float(side), 4) for side in (left, top, right, bottom)))


def _with_line(lines: Sequence[TextLine], line: TextLine) -> tuple[TextLine, ...]:
    """The lines with one in place of those that stand where it does, unless one of these says it as surely.

    A piece of it may be read for sure: it is no other text. Words of the seal may be, too: these stay beside it.
    """
    before = [other for other in lines if _is_in_its_place(other, line)]
    surer = [other for other in before if other.confidence >= line.confidence and not _is_piece(other.text, line.text)]
    around = [other for other in lines if line.box.share_inside(other.box) >= _SAME_PLACE]
    if any(_says(other, line) for other in (*surer, *around)):
        return tuple(lines)
    kept = [other for other in lines if other not in before or other in surer]
    index = next((number for number, other in enumerate(kept) if other.box.top > line.box.top), len(kept))
    return (*kept[:index], line, *kept[index:])


def _is_in_its_place(other: TextLine, line: TextLine) -> bool:
    """Whether a line stands where another one does; what was hardly read there has a box too high."""
    least = _SAME_PLACE if other.confidence >= _HARDLY else _SAME_PLACE / 2
    return other.box.share_inside(line.box) >= least


def _says(other: TextLine, line: TextLine) -> bool:
    """Whether a line that stands at the same place is this one, whole or longer, and read as well."""
    if line.text in other.text:
        return True
    if _is_piece(other.text, line.text):
        return False
    same = len({*other.text} & {*line.text}) >= _ALIKE * len({*line.text})
    return same and other.confidence >= min(line.confidence, _SURE)


def _is_piece(text: str, whole: str) -> bool:
    """Whether a text is another one with signs lost."""
    signs = iter(whole)
    return len(text) < len(whole) and all(sign in signs for sign in text)
