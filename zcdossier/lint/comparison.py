"""Numbers and dates compared as far as they are known: yes, no, or can't be told.

A date known to the month compares by month: it is not earlier than any day of that month, nor later. Known to
the year it compares only with what lies outside that year. What still goes on (至今) is later than every date.
What a text is depends on what its field is declared to be; its looks decide only where nothing is declared.
"""

import re
from decimal import Decimal
from enum import StrEnum

from zcdossier.model.dates import PartialDate, Span, is_open_end, parse_date, parse_span
from zcdossier.model.numerals import plain_number
from zcdossier.model.profile import Field, FieldType


class ValueFamily(StrEnum):
    """What two texts are compared as. ANY is decided by how both look."""

    NUMBER = "plain_number"
    DATE = "date"
    TEXT = "text"
    ANY = "any"


_FAMILIES = {
    FieldType.DATE: ValueFamily.DATE,
    FieldType.PERIOD: ValueFamily.DATE,
    FieldType.INTEGER: ValueFamily.NUMBER,
    FieldType.NUMBER: ValueFamily.NUMBER,
    FieldType.RANK: ValueFamily.NUMBER,
    FieldType.FLAG: ValueFamily.TEXT,
    FieldType.CHOICE: ValueFamily.TEXT,
    FieldType.PERSON: ValueFamily.TEXT,
    FieldType.PEOPLE: ValueFamily.TEXT,
    FieldType.ID_NUMBER: ValueFamily.TEXT,
}
_PIECES = {
    "from": ValueFamily.DATE,
    "to": ValueFamily.DATE,
    "birth": ValueFamily.DATE,
    "sex": ValueFamily.TEXT,
} | dict.fromkeys(("year", "month", "day", "rank", "members", "count"), ValueFamily.NUMBER)


def family_of(declared: Field | None, piece: str = "") -> ValueFamily:
    """Return what a field, or a piece of one, is compared as."""
    if piece:
        return _PIECES.get(piece.rpartition(".")[2], ValueFamily.ANY)
    return _FAMILIES.get(declared.type, ValueFamily.ANY) if declared is not None else ValueFamily.ANY


def common_family(left: ValueFamily, right: ValueFamily) -> ValueFamily:
    """Return what two sides are compared as: a year that is a number is a date beside a date."""
    if left is right or right is ValueFamily.ANY:
        return left
    if left is ValueFamily.ANY:
        return right
    return ValueFamily.DATE if {left, right} == {ValueFamily.NUMBER, ValueFamily.DATE} else ValueFamily.TEXT


def compare_values(test: str, left: str, right: str, family: ValueFamily = ValueFamily.ANY) -> bool | None:
    """Return whether `left` is above, at_least, below, at_most or equals `right`; None when it can't be told."""
    if family is ValueFamily.TEXT:
        return None
    if family is not ValueFamily.DATE:
        texts = (_own_place(left), _own_place(right)) if family is ValueFamily.NUMBER else (left, right)
        amounts = _range_of_amounts(texts[0]), _range_of_amounts(texts[1])
        if amounts[0] is not None and amounts[1] is not None:
            both_are_months = family is not ValueFamily.NUMBER and all(
                _is_known_to_the_month(parse_date(text)) for text in (left, right)
            )
            if not both_are_months:
                return _compare_numbers(test, amounts[0], amounts[1])
        if family is ValueFamily.NUMBER:
            return None
    return _compare_days(test, left, right)


def is_comparable(text: str) -> bool:
    """Whether a text is something that can be compared at all."""
    return plain_number(text) is not None or parse_date(text) is not None or is_open_end(text)


def _compare_days(test: str, left: str, right: str) -> bool | None:
    days = parse_span(left), parse_span(right)
    if days[0] is not None and days[1] is not None:
        return _compare_dates(test, days[0], days[1])
    open_ends = is_open_end(left), is_open_end(right)
    if (days[0] is not None or open_ends[0]) and (days[1] is not None or open_ends[1]):
        amounts = Decimal(open_ends[0]), Decimal(open_ends[1])
        return _compare_numbers(test, (amounts[0],) * 2, (amounts[1],) * 2)
    return None


def _own_place(text: str) -> str:
    """Return the first figure of a rank: who is 2/3 is the second."""
    match = _RANK.fullmatch(text)
    return match[1] if match else text


_RANK = re.compile(r"(\d+)/\d+")


def _range_of_amounts(text: str) -> tuple[Decimal, Decimal] | None:
    """Return the least and the most that a text stands for: 36, or 36~48."""
    low, sign, high = text.partition("~")
    least = plain_number(low)
    most = plain_number(high) if sign else least
    return None if least is None or most is None else (least, most)


def _is_known_to_the_month(day: PartialDate | Span | None) -> bool:
    """`2018.09` is a date, not a decimal, when both sides look like months."""
    return isinstance(day, PartialDate) and day.month is not None


def _compare_numbers(test: str, left: tuple[Decimal, Decimal], right: tuple[Decimal, Decimal]) -> bool | None:
    if test in ("below", "at_most"):
        return _compare_numbers("above" if test == "below" else "at_least", right, left)
    if test == "above":
        return True if left[0] > right[1] else False if left[1] <= right[0] else None
    if test == "at_least":
        return True if left[0] >= right[1] else False if left[1] < right[0] else None
    if left[0] > right[1] or left[1] < right[0]:
        return False
    return True if left[0] == left[1] == right[0] == right[1] else None


def _compare_dates(test: str, left: PartialDate | Span, right: PartialDate | Span) -> bool | None:
    if test in ("below", "at_most"):
        return _compare_dates("above" if test == "below" else "at_least", right, left)
    later, earlier = left.first > right.last, left.last < right.first
    if later or earlier:
        return later if test != "equals" else False
    if left == right and left.first == left.last:
        return test != "above"
    if test == "at_least" and _is_known_to_the_month(left) and _is_known_to_the_month(right):
        return True
    if test == "at_least" and left.first >= right.last:
        return True
    return True if left == right and test == "equals" else None
