"""Products, quotients, ages and roundings of what is known in part: what comes out is known no better."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from zcdossier.lint.interval_arithmetic import months_between
from zcdossier.model.condition import Rounding
from zcdossier.model.dates import PartialDate, Span
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.model.reading import plain_text

_DECIMALS = 10
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_SHARE = re.compile(r"(\d+)\s*/\s*(\d+)")
_MODES = {Rounding.DOWN: ROUND_FLOOR, Rounding.UP: ROUND_CEILING, Rounding.NEAREST: ROUND_HALF_UP}
ROUNDING_WORDS = {
    Rounding.DOWN: Label("，舍去小数", ", rounded down"),
    Rounding.UP: Label("，小数进一", ", rounded up"),
    Rounding.NEAREST: Label("，四舍五入", ", rounded"),
}


def read_factor(text: str) -> Decimal | None:
    """Read what a number may be multiplied by: 0.5, 30%, 2/3; None where it is no number."""
    percent = _PERCENT.fullmatch(text.strip())
    if percent is not None:
        return Decimal(percent[1]) / 100
    share = _SHARE.fullmatch(text.strip())
    if share is not None:
        return Decimal(share[1]) / Decimal(share[2]) if int(share[2]) else None
    return plain_number(text)


def time_between(first: PartialDate | Span, last: PartialDate | Span, unit: str) -> str:
    """Return the days (or full months, full years) from one date to another as far as they are known: `8`, `8~30`."""
    count = {"days": _days_between, "months": months_between, "years": _years_between}[unit]
    least, most = count(first.last, last.first), count(first.first, last.last)
    return str(most) if least == most else f"{least}~{most}"


def _days_between(first: date, last: date) -> int:
    return (last - first).days


def _years_between(first: date, last: date) -> int:
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def multiply(amounts: Iterable[Decimal]) -> Decimal:
    """Return the product of numbers."""
    product = Decimal(1)
    for amount in amounts:
        product *= amount
    return product


def divide(dividend: Decimal, divisor: Decimal) -> Decimal | None:
    """Return a quotient to ten decimals; None where nothing can be divided by the divisor."""
    return None if divisor == 0 else round(dividend / divisor, _DECIMALS).normalize()


def round_amount(text: str, rounding: Rounding) -> str:
    """Return a number, or both ends of a range, as whole numbers; any other text as it is."""
    ends = [plain_number(end) for end in text.split("~")]
    whole = [plain_text(end.to_integral_value(_MODES[rounding])) for end in ends if end is not None]
    return "~".join(whole) if len(whole) == len(ends) else text
