"""Why a date can't be read: it is two, there is no such day, letters stand for digits, or the year is cut short."""

import re
from datetime import date, timedelta

from zcdossier.model.date_masks import read_period, write_date
from zcdossier.model.date_words import year_in_full
from zcdossier.model.dates import PartialDate, parse_date
from zcdossier.model.finding import Argument
from zcdossier.model.numerals import LETTERS_FOR_DIGITS
from zcdossier.model.profile import Field
from zcdossier.model.reading import read_value
from zcdossier.model.spelling import half_width

_SERIAL_DAY = r"3[3-9]\d{3}|[45]\d{4}"
"""The days of 1990 to 2064 as spreadsheets count them."""
_DEED = r"[\u4e00-\u9fff]{2}"
_BETWEEN_DATES = r"[\n;；、,，/及和与]|\s+"
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_LOOKS_LIKE_DATE = (
    r"(?P<year>(?:19|20)\d{2})\s*[-./年]?\s*(?P<month>\d{1,2})\s*[-./月]?\s*(?:(?P<day>\d{1,2})\s*[日号]?)?"
)
_SHORT_YEAR = r"(?P<year>\d{2})(?P<rest>(?P<sign>[-./])\d{1,2}(?P=sign)\d{1,2})"


def find_date_slip(text: str, field: Field) -> tuple[str, dict[str, Argument]]:
    """Return which message of ZC203 words it, and what that needs to know."""
    typed = half_width(text).strip()
    is_period = read_period(typed, ()) is not None
    if not is_period and _no_such_day(typed):
        return "no-such-day", {}
    if re.fullmatch(_SERIAL_DAY, typed):
        return "serial-date", {"day": (_FIRST_SERIAL_DAY + timedelta(int(typed))).isoformat()}
    if is_period:
        return "two-dates", {}
    meant = typed.translate(LETTERS_FOR_DIGITS)
    if meant != typed and read_value(meant, field) is not None:
        return "letters", {"meant": meant}
    if meant := _with_whole_year(typed):
        return "short-year", {"meant": meant}
    pieces = [piece for piece in re.split(_BETWEEN_DATES, text) if piece.strip()]
    if len(pieces) > 1 and all(read_value(piece, field) is not None for piece in pieces):
        # 2017.12取得，2018.01聘任 are two times of one matter; 2021-09-08；2022-09-09 are two matters.
        return ("two-dates", {}) if re.search(_DEED, text) else ("several-dates", {"count": len(pieces)})
    return ("masked-date", masked_sample(field)) if field.masks else ("date", {})


def masked_sample(field: Field) -> dict[str, Argument]:
    """Return a date as the field's first mask writes it."""
    return {"sample": write_date(PartialDate(2021, 3, 15), field.masks[0]) or ""}


def _no_such_day(text: str) -> bool:
    match = re.fullmatch(_LOOKS_LIKE_DATE, text)
    if match is None:
        return False
    year, month, day = (int(part) if part else 1 for part in match.group("year", "month", "day"))
    try:
        date(year, month, day)
    except ValueError:
        return True
    return False


def _with_whole_year(text: str) -> str:
    """24.8.20: the date that is probably meant, as it should be written; else an empty text."""
    match = re.fullmatch(_SHORT_YEAR, text)
    meant = parse_date(year_in_full(match["year"]) + match["rest"]) if match is not None else None
    return meant.first.isoformat() if meant is not None else ""
