"""A place of a page read for a date in several lights, and what these readings agree on.

Ink is less dense than print, and print over ink is the densest: what is left of the darkest is print. And strokes have
rims, print over ink, too: without what is wide and evenly dark the rims alone are left, and they read as the signs do.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import numpy as np

from zcdossier.model.date_words import plain_words_of_date
from zcdossier.model.dates import PartialDate, parse_date
from zcdossier.recognition.ink_map import Floats
from zcdossier.recognition.recogniser import Pixels

_HEIGHT_READ = 64.0
"""Pixels to which a line is made larger, by twice at most."""
_PAPER, _INK, _PRINT, _FEWEST, _PALEST = 70, 0.25, 90, 30, 0.3
"""Percentiles of brightness that is paper and of darkness that is print; how dark ink is, and in how many pixels."""
_YEARS = range(1950, 2050)
_SURE, _SURE_ALONE, _DOUBTED = 0.97, 0.9, 0.93
"""How sure a date is at least that many readings say, how sure it has to be that only one says, and is then at most."""
_ENOUGH, _MANY = 2, 3
HAN = "〇○零O一二三四五六七八九十"
FIGURES = r"(?<!\d)(?:19[5-9]|20[0-4])\d"
_WHOLE = re.compile(
    rf"(?P<year>{FIGURES}|[一二][{HAN}]{{3}})[年牟](?P<month>\d{{1,2}}|[{HAN}]{{1,3}})[月曰]"
    rf"(?P<day>\d{{1,2}}|[{HAN}]{{1,3}})[日曰口]"
    rf"|{FIGURES}(?P<sign>[-./])\d{{1,2}}(?P=sign)\d{{1,2}}(?!\d)"
    rf"|(?P<lost>{FIGURES}\.\d{{4}}(?!\d))"
    r"|(?P<cheque>[壹贰武].{3}年.{1,3}月.{1,4}日)"
)
"""A date to the day; 年, 月 and 日 may have been read as signs much like them, and the last of two stops been lost."""
_IN_OTHER_WORDS = re.compile(
    r"[壹贰武].{3}年.{1,3}月.{1,4}.|[A-Za-z]{3,9}[.,]?\d{1,2},?(?:19|20)\d\d|\d{1,2}[A-Za-z]{3,9},?(?:19|20)\d\d"
)
"""Which need no other light: figures of cheques and names of months are not taken for others."""


class DateReading(NamedTuple):
    """A date as it was read, and how sure that is."""

    date: PartialDate
    text: str
    confidence: float


def dates_in(text: str, confidence: float) -> Iterator[DateReading]:
    """Yield the date to the day that a text has, if it has one."""
    match = _WHOLE.search("".join(text.split()))
    if match is None:
        return
    year, month, day = match["year"], match["month"], match["day"]
    spelt = f"{year}年{month}月{day}日" if year else match[0]
    if match["lost"]:
        spelt, confidence = f"{spelt[:7]}.{spelt[7:]}", min(confidence, _SURE_ALONE)
    date = parse_date(plain_words_of_date(spelt) if match["cheque"] else spelt)
    if date is not None and date.day is not None and date.year in _YEARS:
        yield DateReading(date, spelt, confidence)


def says_date(text: str) -> bool:
    """Whether a text says a date to the day, with nothing of it lost."""
    plain = "".join(text.split())
    match = _WHOLE.search(plain)
    return _IN_OTHER_WORDS.search(plain) is not None if match is None else not match["lost"]


def agreed(readings: Iterable[DateReading]) -> DateReading | None:
    """The date that more readings say than any other, and how sure that makes it; read on until it is clear.

    It is as soon as two readings say the same, and none another date.
    """
    seen: list[DateReading] = []
    for reading in readings:
        seen.append(reading)
        if len(seen) == _ENOUGH and len({reading.date for reading in seen}) == 1:
            break
    votes = Counter(reading.date for reading in seen).most_common(2)
    if not votes or (len(votes) > 1 and votes[0][1] == votes[1][1]):
        return None
    (date, count), others = votes[0], votes[1][1] if len(votes) > 1 else 0
    best = max((reading for reading in seen if reading.date == date), key=lambda reading: reading.confidence)
    if count >= _MANY and others <= 1:
        return best._replace(confidence=max(best.confidence, _SURE))
    if count > 1:
        return best._replace(confidence=min(best.confidence, _DOUBTED)) if others else best
    return best._replace(confidence=min(best.confidence, _DOUBTED)) if best.confidence >= _SURE_ALONE else None


class LitPiece:
    """A piece of a page (height, width) as it looks in several lights; `line` is how high its lines are in pixels."""

    def __init__(self, grey: Floats, line: float) -> None:
        import cv2  # only where pages are read

        larger = min(2.0, max(1.0, _HEIGHT_READ / max(1.0, line)))
        piece = np.asarray(cv2.resize(grey, None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC), np.float32)
        darkness = np.clip(1 - piece / max(1.0, float(np.percentile(piece, _PAPER))), 0, 1)
        self.darkness: Floats = np.asarray(darkness / max(_PALEST, _usual(darkness)), np.float32)
        self.line = line * larger

    def looks(self, darkest: Sequence[float], rims: Sequence[float]) -> Iterator[Pixels]:
        """In one way and the other by turns, so that the first two have least in common."""
        for least, share in zip_longest(darkest, rims):
            if least is not None:
                yield self.darkest(least)
            if share is not None:
                yield self.rims(share)

    def darkest(self, least: float) -> Pixels:
        """As a picture without what is less dark than a share of print."""
        return _picture((self.darkness - least) / (1 - least))

    def rims(self, share: float) -> Pixels:
        """As a picture without what is evenly dark and wider than a share of a line's height."""
        import cv2  # only where pages are read

        side = max(3, round(self.line * share / 2)) | 1
        wide = cv2.morphologyEx(
            self.darkness, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side))
        )
        rims = np.asarray(self.darkness - wide, np.float32)
        return _picture(rims / _usual(rims))


def _usual(darkness: Floats) -> float:
    """How dark print is, if there is any."""
    dark = darkness[darkness > _INK]
    return float(np.percentile(dark, _PRINT)) if len(dark) > _FEWEST else 1.0


def _picture(darkness: Floats) -> Pixels:
    """Darkness as a picture (height, width, 3)."""
    light = (255 * (1 - np.clip(darkness, 0, 1))).astype(np.uint8)
    return np.repeat(light[:, :, None], 3, axis=2)
