"""The text on the pages of a PDF as it is seen: fonts and sizes, lines, and the margins around it.

By PDFium. The size of a letter is its font's times what the page scales it by. Letters that are not drawn (the text
that a scanner recognised) and those outside the page count for nothing but that they are there.
"""

import math
import os
import statistics
import sys
from collections import Counter
from ctypes import byref, c_double, c_float, c_int, c_uint, c_void_p, cast, create_string_buffer
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from zcdossier.model.document_facts import TOO_MUCH, UNREADABLE, PageText, PageTexts, TextPiece, TextRun
from zcdossier.pdfium import ONE_AT_A_TIME, library
from zcdossier.probe.drawn_weight import light_pages
from zcdossier.probe.text_pieces import PlacedLetter, pieces_of, turn_box

MOST_PAGES = 500
MOST_CHARACTERS = 600_000
MOST_ON_A_PAGE = 30_000
_INVISIBLE = 3
_NAME_BYTES = 256
_GRID = 20_000
_SKEWED = 0.02
_STRETCHED = 0.25
_SAME_LINE = 0.5
_LEAST_ON_A_LINE = 12
_LONGEST_PITCH = 3.0
_MOST_LINKS = 200
_SPACES = frozenset([9, 10, 13, 32, 0xA0, 0x3000])
_BROKEN_HERE = 2
"""What PDFium says for a hyphen at the end of a line."""


class _Style(NamedTuple):
    """Font and size of what one text object draws, and how its letters stand."""

    font: str
    size: float
    certain: bool
    visible: bool
    color: str


class _Letter(NamedTuple):
    style: _Style
    size: float
    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    start: float
    spaced: bool


def read_page_texts(path: Path) -> PageTexts:
    """Return the text of every page that can be looked at within bounds."""
    light = light_pages(path, MOST_PAGES)
    if light is None:
        return PageTexts(untold=UNREADABLE)
    pages: list[PageText] = []
    untold = ""
    left = MOST_CHARACTERS
    with ONE_AT_A_TIME:
        pdfium = library()
        document = pdfium.FPDF_LoadDocument(os.fsencode(path) + b"\0", None)
        if not document:
            return PageTexts(untold=UNREADABLE)
        try:
            if pdfium.FPDF_GetPageCount(document) > len(light):
                untold = TOO_MUCH
            for index, is_light in enumerate(light):
                if not is_light or left <= 0:
                    untold = TOO_MUCH
                    continue
                text, used = _read_page(pdfium, document, index, left)
                left -= used
                if text is None:
                    untold = untold or (TOO_MUCH if used else UNREADABLE)
                else:
                    pages.append(text)
        finally:
            pdfium.FPDF_CloseDocument(document)
    return PageTexts(tuple(pages), untold)


def _read_page(pdfium: Any, document: Any, index: int, most: int) -> tuple[PageText | None, int]:
    """Return a page's text, None where it is too much or can't be read, and how many characters were counted."""
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None, 0
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        if not text_page:
            return None, 0
        count = max(0, pdfium.FPDFText_CountChars(text_page))
        if count > min(most, MOST_ON_A_PAGE):
            return None, count
        return _measure_page(pdfium, page, index + 1, _letters(pdfium, page, text_page, count)), count
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)
        pdfium.FPDF_ClosePage(page)


def _letters(pdfium: Any, page: Any, text_page: Any, count: int) -> list[_Letter]:
    page_box = _page_box(pdfium, page)
    styles: dict[int, _Style] = {}
    letters = []
    sides = [c_double() for _ in range(4)]
    x, y = c_double(), c_double()
    is_spaced = False
    for index in range(count):
        drawn = pdfium.FPDFText_GetTextObject(text_page, index)
        character = pdfium.FPDFText_GetUnicode(text_page, index)
        is_spaced = is_spaced or character in _SPACES
        if not drawn or character in _SPACES or pdfium.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        key = cast(drawn, c_void_p).value or 0
        if key not in styles:
            styles[key] = _style_of(pdfium, text_page, index, drawn)
        left, right, bottom, top = sides
        if not pdfium.FPDFText_GetCharBox(text_page, index, byref(left), byref(right), byref(bottom), byref(top)):
            continue
        if (
            right.value < page_box[0]
            or left.value > page_box[2]
            or top.value < page_box[1]
            or bottom.value > page_box[3]
        ):
            continue
        has_base = pdfium.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
        base, start = (y.value, x.value) if has_base else (bottom.value, left.value)
        text = "-" if character == _BROKEN_HERE else chr(character) if 0 < character <= sys.maxunicode else "\ufffd"
        box = (left.value, bottom.value, right.value, top.value)
        letters.append(_Letter(styles[key], styles[key].size, text, *box, base, start, is_spaced))
        is_spaced = False
    return letters


def _page_box(pdfium: Any, page: Any) -> tuple[float, float, float, float]:
    """Return the part of the sheet that is shown: left, bottom, right, top in the page's own coordinates."""
    corners = []
    for across, down in ((0, 0), (_GRID, _GRID)):
        x, y = c_double(), c_double()
        pdfium.FPDF_DeviceToPage(page, 0, 0, _GRID, _GRID, 0, across, down, byref(x), byref(y))
        corners.append((x.value, y.value))
    (x_1, y_1), (x_2, y_2) = corners
    return min(x_1, x_2), min(y_1, y_2), max(x_1, x_2), max(y_1, y_2)


def _style_of(pdfium: Any, text_page: Any, index: int, drawn: Any) -> _Style:
    size, matrix = c_float(), pdfium.FS_MATRIX()
    pdfium.FPDFTextObj_GetFontSize(drawn, byref(size))
    pdfium.FPDFText_GetMatrix(text_page, index, byref(matrix))
    across, up = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    skew = abs(matrix.a * matrix.c + matrix.b * matrix.d)
    is_plain = across > 0 and up > 0 and skew <= _SKEWED * across * up and abs(across / up - 1) <= _STRETCHED
    font = pdfium.FPDFTextObj_GetFont(drawn)
    name = _font_name(pdfium, font)
    is_visible = pdfium.FPDFTextObj_GetTextRenderMode(drawn) != _INVISIBLE
    return _Style(
        name, round(abs(size.value) * up, 2), is_plain and bool(name), is_visible, _fill_colour(pdfium, drawn)
    )


def _fill_colour(pdfium: Any, drawn: Any) -> str:
    channels = [c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(drawn, *map(byref, channels)):
        return ""
    return "#" + "".join(f"{channel.value:02x}" for channel in channels[:3])


def _font_name(pdfium: Any, font: Any) -> str:
    if not font:
        return ""
    buffer = create_string_buffer(_NAME_BYTES)
    if not pdfium.FPDFFont_GetBaseFontName(font, buffer, _NAME_BYTES):
        return ""
    return decode_name(buffer.value)


def decode_name(name: bytes) -> str:
    """Return a font's name: in a PDF it is bytes, and Chinese ones are often in GBK."""
    for encoding in ("utf-8", "gbk"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("latin-1")


def _measure_page(pdfium: Any, page: Any, number: int, letters: list[_Letter]) -> PageText:
    seen = [letter for letter in letters if letter.style.visible]
    if not seen:
        return PageText(number, hidden=len(letters))
    counts = Counter(letter.style for letter in seen)
    runs = tuple(TextRun(style.font, style.size, count, style.certain, style.color) for style, count in counts.items())
    lines = _lines(seen)
    fullest = [line for line in lines if len(line) >= _LEAST_ON_A_LINE]
    widths = [_spread(line) / _places(line) for line in fullest]
    return PageText(
        number,
        runs,
        len(letters) - len(seen),
        len(lines),
        max(len(line) for line in lines),
        _pitch(lines),
        round(statistics.median(widths), 3) if widths else 0.0,
        _margins(pdfium, page, seen),
        _pieces(pdfium, page, seen),
        _link_colours(pdfium, page, seen),
    )


def _pieces(pdfium: Any, page: Any, letters: list[_Letter]) -> tuple[TextPiece, ...]:
    """Return the text line by line, as the page is displayed."""
    quarters = pdfium.FPDFPage_GetRotation(page)
    left, bottom, right, top = turn_box(_page_box(pdfium, page), quarters)
    placed = []
    for letter in letters:
        box = turn_box((letter.left, letter.bottom, letter.right, letter.top), quarters)
        _, base, *_ = turn_box((letter.start, letter.base, letter.start, letter.base), quarters)
        sides = (box[0] - left, box[1] - bottom, box[2] - left, box[3] - bottom)
        placed.append(PlacedLetter(letter.text, letter.style.size, *sides, base - bottom, letter.spaced))
    return pieces_of(_lines(placed), right - left, top - bottom)


def _link_colours(pdfium: Any, page: Any, letters: list[_Letter]) -> tuple[str, ...]:
    """Return the colours of the text that links lie over."""
    position, link, area = c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    areas: list[tuple[float, float, float, float]] = []
    while len(areas) < _MOST_LINKS and pdfium.FPDFLink_Enumerate(page, byref(position), byref(link)):
        if pdfium.FPDFLink_GetAnnotRect(link, byref(area)):
            areas.append((area.left, area.bottom, area.right, area.top))
    linked = (
        letter.style.color
        for letter in letters
        for left, bottom, right, top in areas
        if left <= (letter.left + letter.right) / 2 <= right and bottom <= (letter.bottom + letter.top) / 2 <= top
    )
    return tuple(dict.fromkeys(color for color in linked if color))


_AnyLetter = TypeVar("_AnyLetter", _Letter, PlacedLetter)


def _lines(letters: list[_AnyLetter]) -> list[list[_AnyLetter]]:
    """Put letters into lines by where they stand on the page, from the top down; what stands beside it is the same."""
    lines: list[list[_AnyLetter]] = []
    for letter in sorted(letters, key=lambda letter: -letter.base):
        if lines and abs(lines[-1][0].base - letter.base) <= _SAME_LINE * max(letter.size, 1.0):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return lines


def _spread(line: list[_Letter]) -> float:
    return max(letter.right for letter in line) - min(letter.left for letter in line)


def _places(line: list[_Letter]) -> float:
    """How many characters stand in a line, the spaces between them too."""
    ordered = sorted(line, key=lambda letter: letter.left)
    return len(line) + sum(letter.spaced for letter in ordered[1:])


def _pitch(lines: list[list[_Letter]]) -> float:
    """The usual distance of a line from the next; what is further apart is another paragraph."""
    steps = []
    for above, below in pairwise(lines):
        step = above[0].base - below[0].base
        if 0 < step <= _LONGEST_PITCH * max(above[0].style.size, below[0].style.size):
            steps.append(step)
    return round(statistics.median(steps), 2) if steps else 0.0


def _margins(pdfium: Any, page: Any, letters: list[_Letter]) -> tuple[float, ...]:
    """Return what is free of text at the left, the top, the right and the bottom, as the page is displayed."""
    corners = (
        (min(letter.left for letter in letters), min(letter.bottom for letter in letters)),
        (max(letter.right for letter in letters), max(letter.top for letter in letters)),
    )
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    across, down = c_int(), c_int()
    places = []
    for x, y in corners:
        pdfium.FPDF_PageToDevice(page, 0, 0, _GRID, _GRID, 0, x, y, byref(across), byref(down))
        places.append((across.value / _GRID * width, down.value / _GRID * height))
    (x_1, y_1), (x_2, y_2) = places
    free = (min(x_1, x_2), min(y_1, y_2), width - max(x_1, x_2), height - max(y_1, y_2))
    return tuple(round(max(0.0, side), 1) for side in free)
