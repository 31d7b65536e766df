"""Numbers and dates compared as far as they are known: yes, no, or can't be told.

A date known to the month compares by month: it is not earlier than any day of that month, nor later. Known to
the year it compares only with what lies outside that year. What still goes on (至今) is later than every date.
"""

import re
from decimal import Decimal

from zcdossier.model.dates import OPEN_ENDS, PartialDate, parse_date

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")


def number(text: str) -> Decimal | None:
    """Read a plain number: digits, a sign, a decimal point; nothing of powers, signs between thousands or units."""
    stripped = text.strip()
    return Decimal(stripped) if _NUMBER.fullmatch(stripped) else None


def compared(test: str, left: str, right: str, times: Decimal = Decimal(1), plus: Decimal = Decimal(0)) -> bool | None:
    """Return whether `left` is above, at_least, below, at_most or equals `right` (a number: times and plus)."""
    numbers = number(left), number(right)
    dates = parse_date(left), parse_date(right)
    if numbers[0] is not None and numbers[1] is not None and not _to_the_month(*dates):
        return _numbers(test, numbers[0], numbers[1] * times + plus)
    if dates[0] is not None and dates[1] is not None:
        return _dates(test, dates[0], dates[1])
    open_ends = left.strip() in OPEN_ENDS, right.strip() in OPEN_ENDS
    if (dates[0] is not None or open_ends[0]) and (dates[1] is not None or open_ends[1]):
        return _numbers(test, Decimal(open_ends[0]), Decimal(open_ends[1]))
    return None


def comparable(text: str) -> bool:
    """Whether a text is something that can be compared at all."""
    return number(text) is not None or parse_date(text) is not None or text.strip() in OPEN_ENDS


def _to_the_month(left: PartialDate | None, right: PartialDate | None) -> bool:
    """`2018.09` is a date, not a decimal, when both sides look like months."""
    return left is not None and right is not None and left.month is not None and right.month is not None


def _numbers(test: str, left: Decimal, right: Decimal) -> bool:
    return {
        "above": left > right,
        "at_least": left >= right,
        "below": left < right,
        "at_most": left <= right,
        "equals": left == right,
    }[test]


def _dates(test: str, left: PartialDate, right: PartialDate) -> bool | None:
    if test in ("below", "at_most"):
        return _dates("above" if test == "below" else "at_least", right, left)
    later, earlier = left.first > right.last, left.last < right.first
    if later or earlier:
        return later if test != "equals" else False
    if left == right and left.day is not None:
        return test != "above"
    if test == "at_least" and _to_the_month(left, right):
        return True
    return True if left == right and test == "equals" else None
