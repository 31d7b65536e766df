"""Dates under seals that no colour tells from print: read once more in other lights, where a piece of one was read.

Ink is less dense than print, and print over ink is the densest: what is left of the darkest is print. And strokes have
rims, print over ink, too: without what is wide and evenly dark the rims alone are left, and they read as the signs do.
A date counts where two such readings agree, or one is sure and none contradicts.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

import numpy as np

from zcdossier.model.dates import PartialDate, parse_date
from zcdossier.model.page_facts import Box, PageFacts, TextLine
from zcdossier.recognition.ink_map import Floats
from zcdossier.recognition.lines_under_seals import read_piece
from zcdossier.recognition.recogniser import Pixels, Recogniser

_MOST_PLACES = 2
_BESIDE, _ABOVE, _AROUND = 8.0, 1.1, 3.0
"""Heights of a line: how far a date may go on beside a piece of it, and how much above and below its middle is read as
one line and as a piece of a page."""
_HEIGHT_READ = 64.0
"""Pixels to which a line is made larger, by twice at most."""
_DARKEST, _OF_STRIP, _RIMS = 0.6, (0.35, 0.7), (0.06, 0.09)
"""Of print's darkness: what lies below is no print. Of a strip's height: what is wider than that is no rim."""
_PAPER, _INK, _PRINT, _FEWEST, _PALEST = 70, 0.25, 90, 30, 0.3
"""Percentiles of brightness that is paper and of darkness that is print; how dark ink is, and in how many pixels."""
_YEARS = range(1950, 2050)
_SURE_ALONE, _DOUBTED = 0.9, 0.93
"""How sure a date has to be that was read in one way only, and how sure it is at most."""
_LONGEST = 18
_HAN = "〇○零O一二三四五六七八九十"
_FIGURES = r"(?<!\d)(?:19[5-9]|20[0-4])\d"
_WHOLE = re.compile(
    rf"(?P<year>{_FIGURES}|[一二][{_HAN}]{{3}})[年牟](?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})[月曰]"
    rf"(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})[日曰口]"
    rf"|{_FIGURES}(?P<sign>[-./])\d{{1,2}}(?P=sign)\d{{1,2}}(?!\d)"
    r"|[壹贰武].{3}年.{1,3}月.{1,4}日"
)
"""A date to the day; 年, 月 and 日 may have been read as signs much like them."""
_DATE = re.compile(rf"{_FIGURES}(?:年|[-./])\d{{1,2}}(?!\d)|[一二][{_HAN}]{{3}}年[{_HAN}]{{1,3}}月|[A-Za-z]{{3}}")
_PIECE = re.compile(rf"(?:^|[\d{_HAN}])[年月日]|(?:19|20)\d|\d{{4}}[-./]|(?:日期|时间)$")
_NO_DATE = re.compile(r"号|ISSN|ISBN|CN|ZL|年度|学年|学时|(?<!日)期|[卷届岁元章]")
_OF_DATES_ALONE = re.compile(rf"[\d{_HAN}年月日.\-/]+$")


class _Reading(NamedTuple):
    """A date as it was read, and how sure that is."""

    date: PartialDate
    text: str
    confidence: float


def read_lost_dates(page: PageFacts, pixels: Pixels, recogniser: Recogniser) -> PageFacts:
    """Return an upright page (height, width, 3) with the dates of which only pieces had been read.

    A page that says a whole date is left as it is.
    """
    if any(_WHOLE.search(_plain(line.text)) for line in page.lines):
        return page
    for place in _places(page, pixels.shape[0] / pixels.shape[1]):
        date = _agreed(_until_two_agree(_readings(place, page, pixels, recogniser)))
        if date is not None:
            return page._replace(lines=_with_date(page.lines, TextLine(date.text, date.confidence, place)))
    return page


def _places(page: PageFacts, shape: float) -> list[Box]:
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


def _readings(place: Box, page: PageFacts, pixels: Pixels, recogniser: Recogniser) -> Iterator[_Reading]:
    """Read a place in each way; colour does not matter in red light, nor where there is none."""
    grey = pixels[..., 0] if page.has_colour else pixels.mean(axis=2)
    strip, piece = (_cut(grey.astype(np.float32), place, reach) for reach in (_ABOVE, _AROUND))
    if min(strip.shape) < _FEWEST:
        return
    found = read_piece(_picture(_darkest(_darkness(piece), _DARKEST)), recogniser)
    yield from _whole_dates((line.text, line.confidence) for line in found)
    darkness = _darkness(strip)
    for share in _RIMS:
        yield from _whole_dates([recogniser.read_strip(_picture(_rims(darkness, share)))])
    for least in _OF_STRIP:
        yield from _whole_dates([recogniser.read_strip(_picture(_darkest(darkness, least)))])


def _whole_dates(read: Iterable[tuple[str, float]]) -> Iterator[_Reading]:
    for text, confidence in read:
        match = _WHOLE.search(_plain(text))
        if match is None:
            continue
        year, month, day = match["year"], match["month"], match["day"]
        spelt = f"{year}年{month}月{day}日" if year else match[0]
        date = parse_date(spelt)
        if date is not None and date.day is not None and date.year in _YEARS:
            yield _Reading(date, spelt, confidence)


def _until_two_agree(readings: Iterable[_Reading]) -> list[_Reading]:
    seen: list[_Reading] = []
    for reading in readings:
        seen.append(reading)
        if [earlier.date for earlier in seen].count(reading.date) > 1:
            break
    return seen


def _agreed(readings: Sequence[_Reading]) -> _Reading | None:
    """The date that more readings say than any other, and how sure that makes it."""
    dates = [reading.date for reading in readings]
    ranked = sorted(set(dates), key=lambda date: -dates.count(date))
    if not ranked or (len(ranked) > 1 and dates.count(ranked[0]) == dates.count(ranked[1])):
        return None
    best = max((reading for reading in readings if reading.date == ranked[0]), key=lambda reading: reading.confidence)
    if dates.count(best.date) > 1:
        return best if len(ranked) == 1 else best._replace(confidence=min(best.confidence, _DOUBTED))
    return best._replace(confidence=min(best.confidence, _DOUBTED)) if best.confidence >= _SURE_ALONE else None


def _with_date(lines: Sequence[TextLine], date: TextLine) -> tuple[TextLine, ...]:
    """The lines with a date in place of the pieces of it that stand there."""
    kept = [
        line for line in lines if not (_OF_DATES_ALONE.match(_plain(line.text)) and line.box.share_inside(date.box) > 0)
    ]
    index = next((number for number, line in enumerate(kept) if line.box.top > date.box.top), len(kept))
    return (*kept[:index], date, *kept[index:])


def _cut(grey: Floats, place: Box, reach: float) -> Floats:
    """The pixels of a place and so many heights of it above and below its middle, a line as high as is read well."""
    import cv2  # noqa: PLC0415  only where pages are read

    height, width = grey.shape
    middle, high = (place.top + place.bottom) / 2 * height, (place.bottom - place.top) * height
    top, bottom = max(0, int(middle - reach * high)), min(height, int(middle + reach * high) + 1)
    piece = grey[top:bottom, int(place.left * width) : int(place.right * width) + 1]
    larger = min(2.0, max(1.0, _HEIGHT_READ / max(1.0, high)))
    return np.asarray(cv2.resize(piece, None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC), np.float32)


def _darkness(grey: Floats) -> Floats:
    """How dark pixels are, 0 for paper and 1 for usual print."""
    darkness = np.clip(1 - grey / max(1.0, float(np.percentile(grey, _PAPER))), 0, 1)
    return np.asarray(darkness / max(_PALEST, _usual(darkness)), np.float32)


def _usual(darkness: Floats) -> float:
    """How dark print is, if there is any."""
    dark = darkness[darkness > _INK]
    return float(np.percentile(dark, _PRINT)) if len(dark) > _FEWEST else 1.0


def _darkest(darkness: Floats, least: float) -> Floats:
    return np.asarray((darkness - least) / (1 - least), np.float32)


def _rims(darkness: Floats, share: float) -> Floats:
    """The darkness without what is wider than a share of the height, evenly dark."""
    import cv2  # noqa: PLC0415  only where pages are read

    side = max(3, round(darkness.shape[0] * share / 2)) | 1
    wide = cv2.morphologyEx(darkness, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)))
    rims = np.asarray(darkness - wide, np.float32)
    return np.asarray(rims / _usual(rims), np.float32)


def _picture(darkness: Floats) -> Pixels:
    """Darkness as a picture (height, width, 3)."""
    light = (255 * (1 - np.clip(darkness, 0, 1))).astype(np.uint8)
    return np.repeat(light[:, :, None], 3, axis=2)


def _plain(text: str) -> str:
    return "".join(text.split())
