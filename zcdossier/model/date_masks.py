"""Masks for dates: `YYYY.MM`, `YYYY年M月`, `YYMMDD`. A mask says how a date is written, and reads one written so.

Tokens are YYYY, YY, MM, M, DD and D; everything else stands for itself. A year of two digits is of this century up
to 49, of the last one from 50 on.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from zcdossier.model.dates import OPEN_END, PartialDate, Period, is_open_end, parse_date, parse_period
from zcdossier.model.label import Label
from zcdossier.model.spelling import half_width

_TOKEN = re.compile("YYYY|YY|MM|M|DD|D")
_LETTER = re.compile("[A-Za-z]")
_PATTERNS = {
    "YYYY": r"(?P<year>(?:19|20)\d{2})",
    "YY": r"(?P<year>\d{2})",
    "MM": r"(?P<month>0[1-9]|1[0-2])",
    "M": r"(?P<month>[1-9]|1[0-2])",
    "DD": r"(?P<day>0[1-9]|[12]\d|3[01])",
    "D": r"(?P<day>[1-9]|[12]\d|3[01])",
}
_BETWEEN_ENDS = r"\s*(?:[-—–―－~～]{1,2}|至|到)\s*"
_SHORT_YEAR = 2
_FIRST_SHORT_YEAR_OF_LAST_CENTURY = 50
_CENTURY = 100
_SAMPLES = (PartialDate(2011, 10, 12), PartialDate(2012, 11, 10), PartialDate(2010, 12, 11), PartialDate(2001, 2, 3))


class MaskFault(NamedTuple):
    """Why a text is no mask for dates, for who writes a profile."""

    reason: Label


@lru_cache(maxsize=256)
def is_mask(text: str) -> bool:
    """Whether a text shows some of a date: `MM.DD` does, `draft` does not."""
    return bool(_TOKEN.search(text)) and not _LETTER.search(_TOKEN.sub("", text))


def mask_faults(mask: str, *, needs_year: bool = True) -> Iterator[MaskFault]:
    """Yield what is wrong with a mask: no tokens, one of them twice, or figures that run into each other."""
    if not is_mask(mask):
        yield MaskFault(
            Label(
                f"“{mask}”不是日期写法：年写 YYYY（或 YY），月写 MM（或 M），日写 DD（或 D），例如 YYYY.MM",
                f"{mask} is no mask: write YYYY (or YY) for the year, MM (or M) for the month, DD (or D) for the day, "
                "as in YYYY.MM",
            )
        )
        return
    letters = [token[0] for token in _TOKEN.findall(mask)]
    if len(set(letters)) < len(letters):
        yield MaskFault(Label(f"“{mask}”里年、月、日有一个写了两次", f"{mask} names year, month or day twice"))
        return
    if needs_year and "Y" not in letters:
        yield MaskFault(Label(f"“{mask}”里没有年", f"{mask} lacks the year"))
    if "D" in letters and "M" not in letters:
        yield MaskFault(Label(f"“{mask}”里有日没有月", f"{mask} has a day but no month"))
    if re.search("S[FS]|FS", _widths(mask)):
        yield MaskFault(
            Label(
                f"“{mask}”里一位数的月或日紧挨着别的数字，读出来有歧义：写成 MM、DD，或在中间加分隔符",
                f"{mask}: a month or day of one digit runs into other figures and can be read in two ways: write MM "
                "and DD, or put a sign between them",
            )
        )


def _widths(mask: str) -> str:
    """The mask with F for each token of a fixed number of figures, and S for one of one figure or two."""
    return _TOKEN.sub(lambda token: "S" if len(token[0]) == 1 else "F", mask)


def clashing_masks(masks: Iterable[str]) -> tuple[str, str] | None:
    """Return two masks by which one text can be two different dates (`MM/DD/YYYY`, `DD/MM/YYYY`), or None."""
    listed = tuple(masks)
    for first in listed:
        for second in listed:
            for sample in _SAMPLES if first != second else ():
                text = write_date(sample, first)
                own, other = (read_masked(text or "", (mask,)) for mask in (first, second))
                if own is not None and other is not None and own != other:
                    return first, second
    return None


@lru_cache(maxsize=256)
def mask_pattern(mask: str, *, named: bool = True) -> str:
    """Return a regular expression for texts that follow a mask; its groups are called year, month and day."""
    pattern = ""
    end = 0
    for token in _TOKEN.finditer(mask):
        pattern += re.escape(mask[end : token.start()]) + _PATTERNS[token[0]]
        end = token.end()
    pattern += re.escape(mask[end:])
    return pattern if named else re.sub(r"\(\?P<\w+>", "(?:", pattern)


def write_date(day: PartialDate, mask: str) -> str | None:
    """Write a date as a mask shows it; None when it is not known as exactly as that."""
    if (day.month is None and "M" in mask) or (day.day is None and "D" in mask):
        return None
    texts = {
        "YYYY": f"{day.year:04d}",
        "YY": f"{day.year % _CENTURY:02d}",
        "MM": f"{day.month or 0:02d}",
        "M": f"{day.month}",
        "DD": f"{day.day or 0:02d}",
        "D": f"{day.day}",
    }
    return _TOKEN.sub(lambda token: texts[token[0]], mask)


def read_masked(text: str, masks: Iterable[str]) -> PartialDate | None:
    """Read a date that is written exactly as one of the masks shows; None for any other text."""
    for mask in masks:
        match = re.fullmatch(mask_pattern(mask), text, re.ASCII)
        if match is None:
            continue
        parts = match.groupdict()
        if not parts.get("year"):
            continue
        numbers = [int(parts[name]) if parts.get(name) else None for name in ("month", "day")]
        day = PartialDate(_whole_year(parts["year"]), *numbers)
        if parse_date(str(day)) == day:
            return day
    return None


def _whole_year(digits: str) -> int:
    year = int(digits)
    if len(digits) > _SHORT_YEAR:
        return year
    return year + (2000 if year < _FIRST_SHORT_YEAR_OF_LAST_CENTURY else 1900)


def read_date(text: str, masks: tuple[str, ...] = ()) -> PartialDate | None:
    """Read a date by its masks, or however else it is written."""
    plain = text.strip()
    masked = read_masked(plain, masks) or read_masked(half_width(plain), masks) if masks else None
    return masked if masked is not None else parse_date(plain)


def read_period(text: str, masks: tuple[str, ...] = ()) -> Period | None:
    """Read a period whose ends are written by their masks, or however else."""
    ends = _masked_ends(text, masks)
    if ends is None:
        return parse_period(text)
    start, end = read_masked(ends[0], masks), read_masked(ends[1], masks)
    return parse_period(text) if start is None else Period(start, start if not ends[1] else end)


def follows_mask(text: str, masks: tuple[str, ...]) -> bool:
    """Whether a date is written exactly as one of the masks shows."""
    return read_masked(text.strip(), masks) is not None


def period_follows_mask(text: str, masks: tuple[str, ...]) -> bool:
    """Whether both ends of a period are written so; what still goes on may say so in any word."""
    return _masked_ends(text, masks) is not None


def _masked_ends(text: str, masks: tuple[str, ...]) -> tuple[str, str] | None:
    """The two ends as typed, the second one empty where there is only one date."""
    if not masks:
        return None
    plain = text.strip()
    if follows_mask(plain, masks):
        return plain, ""
    for sign in re.finditer(_BETWEEN_ENDS, plain):
        before, after = plain[: sign.start()], plain[sign.end() :]
        is_open = is_open_end(after) or is_open_end(plain[sign.start() :].strip())
        if follows_mask(before, masks) and (is_open or follows_mask(after, masks)):
            return before, after or OPEN_END
    return None


def spell_by_mask(text: str, masks: tuple[str, ...]) -> str | None:
    """Return the very date of a text as a mask shows it, best one that leaves nothing out; None when none can."""
    day = read_date(text, masks)
    if day is None:
        return None
    spelt = [written for mask in masks if (written := write_date(day, mask)) is not None]
    whole = (written for written in spelt if read_masked(written, masks) == day)
    return next(whole, spelt[0] if spelt else None)


def spell_period_by_mask(text: str, masks: tuple[str, ...]) -> str | None:
    """Return the very period of a text with both ends as a mask shows them; None where one is not exact enough."""
    period = read_period(text, masks)
    if period is None:
        return None
    for mask in masks:
        start = write_date(period.start, mask)
        end = OPEN_END if period.end is None else write_date(period.end, mask)
        if start is not None and end is not None:
            sign = "至" if "-" in mask or "—" in mask else "-"
            open_end = sign if period.end is not None else sign.replace("至", "")
            return start if period.end == period.start else f"{start}{open_end}{end}"
    return None
