"""The text that a PDF page carries, and whether it is what the page shows.

It is, where a program wrote the page. It is not where the text is an invisible layer that some scanner's recognition
laid over a picture, where the font hides which characters it draws, or where most of what is to be seen is no text of
the layer: then the page is read like any scan.
"""

import sys
from ctypes import byref, c_double, c_int
from itertools import groupby
from math import cos, pi, sin
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from zcdossier.model.page_facts import Box, TextLine

_GRID = 20_000
"""Steps along each side of the page in which the library says where a character stands."""
_MOST_CHARACTERS = 40_000
_LEAST_CHARACTERS = 8
_MOST_UNKNOWN = 0.05
_LEAST_USUAL = 0.8
_MOST_OUTSIDE = 0.4
_INK = 70
_SLACK = 0.004
_LEVEL = 0.2  # radians
_INVISIBLE = 3
_NO_CHARACTER = "\ufffd"
_HALVES = range(0xD800, 0xE000)
_PRIVATE = range(0xE000, 0xF900)
_HAN = range(0x4E00, 0xA000)
_ENCODINGS = ("gb2312", "big5")


class TextLayer(NamedTuple):
    """The lines of a page's text layer, and what speaks for and against it, each as a share of its characters.

    `unknown` of them have no readable code, `hidden` are not drawn, `turned` do not
    stand upright once the page is displayed.
    """

    lines: tuple[TextLine, ...]
    characters: int
    unknown: float = 0.0
    hidden: float = 0.0
    turned: float = 0.0


class _Character(NamedTuple):
    text: str
    box: Box | None


def read_text_layer(pdfium: Any, page: Any) -> TextLayer | None:
    """Return the text layer of an open page, None where there is none. Whoever calls holds the library."""
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return None
    try:
        count = min(pdfium.FPDFText_CountChars(text_page), _MOST_CHARACTERS)
        return _collect(pdfium, page, text_page, count) if count > 0 else None
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _collect(pdfium: Any, page: Any, text_page: Any, count: int) -> TextLayer | None:
    characters: list[_Character] = []
    drawn = unknown = hidden = turned = 0
    displayed = pdfium.FPDFPage_GetRotation(page) * pi / 2  # clockwise, as are the angles of characters
    for index in range(count):
        text = _character_of(pdfium.FPDFText_GetUnicode(text_page, index))
        box = None
        if not text.isspace() and pdfium.FPDFText_IsGenerated(text_page, index) != 1:
            box = _box_of(pdfium, page, text_page, index)
            drawn += 1
            unknown += _is_unknown(pdfium, text_page, index, text)
            hidden += _is_hidden(pdfium, text_page, index)
            turned += not _is_level(pdfium.FPDFText_GetCharAngle(text_page, index) + displayed)
        characters.append(_Character(text, box))
    if not drawn:
        return None
    return TextLayer(tuple(_lines(characters)), drawn, unknown / drawn, hidden / drawn, turned / drawn)


def _is_level(angle: float) -> bool:
    return abs(sin(angle)) <= _LEVEL and cos(angle) > 0


def _character_of(code: int) -> str:
    return chr(code) if 0 < code < sys.maxunicode and code not in _HALVES else _NO_CHARACTER


def _is_unknown(pdfium: Any, text_page: Any, index: int, text: str) -> bool:
    no_map = pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
    return no_map or text == _NO_CHARACTER or ord(text) in _PRIVATE or not text.isprintable()


def _is_hidden(pdfium: Any, text_page: Any, index: int) -> bool:
    drawn = pdfium.FPDFText_GetTextObject(text_page, index)
    return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE


def _box_of(pdfium: Any, page: Any, text_page: Any, index: int) -> Box | None:
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    if not pdfium.FPDFText_GetCharBox(text_page, index, byref(left), byref(right), byref(bottom), byref(top)):
        return None
    across, down = c_int(), c_int()
    corners = []
    for x, y in ((left, top), (right, bottom)):
        pdfium.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, byref(across), byref(down))
        corners.append((across.value / _GRID, down.value / _GRID))
    (x_1, y_1), (x_2, y_2) = corners
    return Box(min(x_1, x_2), min(y_1, y_2), max(x_1, x_2), max(y_1, y_2))


def _lines(characters: list[_Character]) -> list[TextLine]:
    lines = []
    for is_break, run in groupby(characters, lambda character: character.text in "\r\n"):
        line = list(run)
        boxes = [character.box for character in line if character.box is not None]
        text = "".join(character.text for character in line).strip()
        if not is_break and boxes and text:
            lines.append(TextLine(text, 1.0, _around(boxes)))
    return lines


def _around(boxes: list[Box]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(*(round(min(1.0, max(0.0, side)), 4) for side in (min(left), min(top), max(right), max(bottom))))


def is_what_the_page_shows(layer: TextLayer, pixels: NDArray[np.uint8]) -> bool:
    """Whether the text layer can stand for the page, which is `pixels` when it is drawn (height, width, 3)."""
    if layer.characters < _LEAST_CHARACTERS or layer.unknown > _MOST_UNKNOWN:
        return False
    if layer.hidden > _MOST_UNKNOWN or layer.turned > _MOST_UNKNOWN:
        return False
    return _usual_share(layer) >= _LEAST_USUAL and _ink_outside(layer, pixels) <= _MOST_OUTSIDE


def _usual_share(layer: TextLayer) -> float:
    """The share of Chinese characters that any one encoding of usual ones holds: a wrong table gives rare ones."""
    han = [character for line in layer.lines for character in line.text if ord(character) in _HAN]
    if not han:
        return 1.0
    return max(sum(_is_in(character, encoding) for character in han) for encoding in _ENCODINGS) / len(han)


def _is_in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _ink_outside(layer: TextLayer, pixels: NDArray[np.uint8]) -> float:
    """The share of what is dark on the page that no line of the layer covers."""
    brightness = pixels.min(axis=2)
    dark = brightness < np.median(brightness) - _INK
    height, width = dark.shape
    total = int(dark.sum())
    covered = np.zeros_like(dark)
    for line in layer.lines:
        left, top, right, bottom = line.box
        rows = slice(max(0, int((top - _SLACK) * height)), int((bottom + _SLACK) * height) + 1)
        covered[rows, max(0, int((left - _SLACK) * width)) : int((right + _SLACK) * width) + 1] = True
    return float((dark & ~covered).sum() / total) if total else 1.0
