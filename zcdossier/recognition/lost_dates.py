"""Dates under seals that no colour tells from print: read once more in other lights.

They are looked for where a piece of one was read, and below the name of who signed a page, where something is written
that nothing was read of. A whole date that was read with doubt is read again, too.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

import numpy as np

from zcdossier.model.dates import PartialDate
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.recognition.date_readings import FIGURES, HAN, DateReading, LitPiece, agreed, dates_in, says_date
from zcdossier.recognition.ink_map import Floats
from zcdossier.recognition.lines_under_seals import box_of_line, read_piece
from zcdossier.recognition.recogniser import FoundLine, Pixels, Recogniser

_MOST_PLACES = 2
_BESIDE, _AROUND, _ABOVE, _OWN = 8.0, 3.0, 1.0, 0.55
"""Heights of a line: how far a date may go on beside a piece of it, and how much above and below its middle is read as
a piece of a page, as one line, and as a line whose box is known."""
_BESIDE_SIGNED, _BELOW_SIGNED = 4.0, 2.8
"""Heights of a line: how far beside and below the name of who signed its date may stand."""
_FEWEST = 30
_SURE = 0.97
_LONGEST = 18
_DATE = re.compile(rf"{FIGURES}(?:年|[-./])\d{{1,2}}(?!\d)|[一二][{HAN}]{{3}}年[{HAN}]{{1,3}}月|[A-Za-z]{{3}}")
_PIECE = re.compile(rf"(?:^|[\d{HAN}])[年月日]|(?:19|20)\d|\d{{4}}[-./]|(?:日期|时间|公告日)$|^[一二][{HAN}]{{1,3}}$")
_NO_DATE = re.compile(r"号|ISSN|ISBN|CN|ZL|年度|学年|学时|(?<!日)期|[卷届岁元章]")
_OF_DATES_ALONE = re.compile(rf"[\d{HAN}年月日.\-/]+$")
_OF_DATES = re.compile(rf"\d{{2}}|[\d{HAN}][年月日]|\d[-./]\d")
_SIGNED = re.compile(
    r"(?:局|会|院|学|厅|部|中心|社|馆|所|校|办|处|司|站|公司|编辑部|办公室)(?:[(（]?(?:盖|签)?章[)）]?)?[:：]?$"
)
_LOWER, _LAST, _LONGEST_NAME = 0.25, 8, 22
"""Of the page: above that nobody signs; in how many of the last lines who signs is named; and with how many signs."""
_WRITTEN, _LIKELY, _RIM, _LEAST_INK = 0.35, 0.8, 0.25, 0.2
"""How dark ink is; how sure what was read has to be, and how far beside its box it stands, in heights of a line; how
much ink besides may be a date, in squares of these."""
_DARKEST_OF_LINE, _DARKEST_OF_PIECE = (0.5, 0.7, 0.35), (0.6, 0.7)
_RIMS = (0.13, 0.2)
"""Of print's darkness: what lies below is no print. Of a line's height: what is wider than that is no rim."""


def read_lost_dates(page: PageFacts, pixels: Pixels, recogniser: Recogniser) -> PageFacts:
    """Return an upright page (height, width, 3) with the dates of which only pieces had been read, or nothing.

    A page that says a whole date gets no other: what it says with doubt is made sure, or left as it was.
    """
    grey = np.asarray(pixels[..., 0] if page.has_colour else pixels.mean(axis=2), np.float32)  # red ink is no ink
    whole = [line for line in page.lines if says_date(line.text)]
    if whole:
        return page._replace(lines=_made_sure(page.lines, whole, grey, recogniser))
    shape = grey.shape[0] / grey.shape[1]
    for place in _places_of_pieces(page, shape):
        date = agreed(_read_around(place, grey, recogniser))
        if date is not None:
            return page._replace(lines=_with_date(page.lines, TextLine(date.text, date.confidence, place)))
    for place, high in _places_below_names(page, shape):
        line = _read_below(place, high, page.lines, grey, recogniser)
        if line is not None:
            return page._replace(lines=_with_date(page.lines, line))
    return page


def _made_sure(
    lines: Sequence[TextLine], whole: Sequence[TextLine], grey: Floats, recogniser: Recogniser
) -> tuple[TextLine, ...]:
    """The lines, surer of the dates that other lights show as well."""
    doubted = [line for line in whole if line.confidence < _SURE and len(line.text) <= _LONGEST]
    surer: dict[TextLine, TextLine] = {}
    for line in doubted[-_MOST_PLACES:]:
        own, date = next(dates_in(line.text, 1.0), None), agreed(_read_line(line.box, _OWN, grey, recogniser))
        if own is not None and date is not None and date.date == own.date and date.confidence > line.confidence:
            surer[line] = line._replace(confidence=date.confidence)
    return tuple(surer.get(line, line) for line in lines)


def _places_of_pieces(page: PageFacts, shape: float) -> list[Box]:
    """Where pieces of dates stand, the lowest first: as high as a line of the page, and as wide as a date with them."""
    if not page.lines:
        return []
    high = median(line.box.bottom - line.box.top for line in page.lines)
    places: list[Box] = []
    for line in sorted(page.lines, key=lambda line: -line.box.top):
        middle = (line.box.top + line.box.bottom) / 2
        if _is_piece(line.text) and not any(place.top < middle < place.bottom for place in places):
            beside = _BESIDE * high * shape
            left, right = max(0.0, line.box.left - beside), min(1.0, line.box.right + beside)
            places.append(Box(left, middle - high / 2, right, middle + high / 2))
    return places[:_MOST_PLACES]


def _is_piece(text: str) -> bool:
    plain = _plain(text)
    value = re.split("[:：]", plain)[-1] or plain.rstrip(":：")
    if len(value) > _LONGEST or _NO_DATE.search(plain) or _DATE.search(value):
        return False
    return _PIECE.search(value) is not None


def _places_below_names(page: PageFacts, shape: float) -> list[tuple[Box, float]]:
    """Where the dates of who signed stand, the lowest first, and how high a line is."""
    places: list[tuple[Box, float]] = []
    for line in sorted(page.lines, key=lambda line: -line.box.top)[:_LAST]:
        high, plain = line.box.bottom - line.box.top, _plain(line.text)
        if line.box.top > _LOWER and len(plain) <= _LONGEST_NAME and _SIGNED.search(plain):
            beside = _BESIDE_SIGNED * high * shape
            left, right = max(0.0, line.box.left - beside), min(1.0, line.box.right + beside)
            below = min(1.0, line.box.bottom + _BELOW_SIGNED * high)
            places.append((Box(left, line.box.bottom - high / 4, right, below), high))
    return places[:_MOST_PLACES]


def _read_around(place: Box, grey: Floats, recogniser: Recogniser) -> Iterator[DateReading]:
    """Read a place and what is around it as a piece of a page, then the place alone as one line."""
    around = _lit(grey, _with_reach(place, _AROUND), place.bottom - place.top)
    if around is not None:
        for look in around.looks(_DARKEST_OF_PIECE[:1], _RIMS[:1]):
            for line in read_piece(look, recogniser):
                yield from dates_in(line.text, line.confidence)
        yield from _read_line(place, _ABOVE, grey, recogniser)


def _read_line(place: Box, reach: float, grey: Floats, recogniser: Recogniser) -> Iterator[DateReading]:
    lit = _lit(grey, _with_reach(place, reach), place.bottom - place.top)
    if lit is not None:
        for look in lit.looks(_DARKEST_OF_LINE, _RIMS):
            yield from dates_in(*recogniser.read_strip(look))


def _with_reach(place: Box, reach: float) -> Box:
    """What lies so many heights of a place above and below its middle."""
    high, middle = place.bottom - place.top, (place.top + place.bottom) / 2
    return place._replace(top=middle - reach * high, bottom=middle + reach * high)


def _read_below(
    place: Box, high: float, lines: Sequence[TextLine], grey: Floats, recogniser: Recogniser
) -> TextLine | None:
    """Read what is written at a place, as a piece of a page, if anything there was not read."""
    lit = _lit(grey, place, high)
    if lit is None or not _has_unread(lit, place, lines):
        return None
    boxes: dict[PartialDate, Box] = {}

    def readings() -> Iterator[DateReading]:
        is_hopeful = False
        for number, look in enumerate(lit.looks(_DARKEST_OF_PIECE, _RIMS)):
            if number > 1 and not is_hopeful:
                return  # a seal, a signature
            for line in read_piece(look, recogniser):
                is_hopeful = is_hopeful or _OF_DATES.search(line.text) is not None
                for date in dates_in(line.text, line.confidence):
                    boxes.setdefault(date.date, _placed(line, look.shape, place))
                    yield date

    date = agreed(readings())
    return None if date is None else TextLine(date.text, date.confidence, boxes[date.date])


def _lit(grey: Floats, place: Box, high: float) -> LitPiece | None:
    """A place of a page with lines of a height; None where it is too small to be read."""
    height, width = grey.shape
    top, bottom = max(0, int(place.top * height)), min(height, int(place.bottom * height) + 1)
    piece = grey[top:bottom, int(place.left * width) : int(place.right * width) + 1]
    return LitPiece(piece, high * height) if min(piece.shape) >= _FEWEST else None


def _has_unread(lit: LitPiece, place: Box, lines: Sequence[TextLine]) -> bool:
    """Whether a place has so much ink beside the lines read there that it may be a date."""
    ink = lit.darkness > _WRITTEN
    rows, columns = ink.shape
    for line in lines:
        if line.confidence >= _LIKELY:
            left, right = (round((side - place.left) / (place.right - place.left) * columns) for side in line.box[::2])
            top, bottom = (round((side - place.top) / (place.bottom - place.top) * rows) for side in line.box[1::2])
            rim = round(_RIM * lit.line)
            ink[max(0, top - rim) : max(0, bottom + rim), max(0, left - rim) : max(0, right + rim)] = False
    return float(ink.sum()) > _LEAST_INK * lit.line**2


def _placed(line: FoundLine, shape: tuple[int, ...], place: Box) -> Box:
    """Where a line of a piece stands on its page: the piece's shape in pixels, and its place."""
    box = box_of_line(line, (0, 0), (shape[1], shape[0]))
    wide, high = place.right - place.left, place.bottom - place.top
    left, right = (round(place.left + side * wide, 4) for side in (box.left, box.right))
    top, bottom = (round(place.top + side * high, 4) for side in (box.top, box.bottom))
    return Box(left, top, right, bottom)


def _with_date(lines: Sequence[TextLine], date: TextLine) -> tuple[TextLine, ...]:
    """The lines with a date in place of the pieces of it that stand there."""
    kept = [
        line for line in lines if not (_OF_DATES_ALONE.match(_plain(line.text)) and line.box.share_inside(date.box) > 0)
    ]
    index = next((number for number, line in enumerate(kept) if line.box.top > date.box.top), len(kept))
    return (*kept[:index], date, *kept[index:])


def _plain(text: str) -> str:
    return "".join(text.split())
