"""Texts that a rule does not allow: words it forbids, values and lengths beyond its bounds."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from zcdossier.lint.context import Context
from zcdossier.lint.operands import resolve_operand
from zcdossier.model.condition import Operand
from zcdossier.model.dates import parse_date
from zcdossier.model.profile import Rule
from zcdossier.trial.pattern_text import texts_for_pattern

_MOST_CHARACTERS = 20_000
_A_MONTH = 31  # days


def words_of(params: Any) -> Iterator[str]:
    """Words that a rule forbids or wants, which a person would type."""
    yield from texts_for_pattern(getattr(params, "not_pattern", "") or "")
    for name in ("excludes", "contains", "order", "one_of", "none_of"):
        words = getattr(params, name, None)
        if isinstance(words, tuple):
            yield from (word for word in words[:3] if isinstance(word, str))


def near_bounds(params: Any) -> Iterator[str]:
    """Values just beyond the constants that a rule names."""
    for bound in params:
        text = getattr(bound, "text", "") or ""
        day = re.fullmatch(r"(\d{4})(-\d{2}.*)", text)
        if day is not None:
            yield from (f"{int(day[1]) + 1}{day[2]}", f"{int(day[1]) - 1}{day[2]}")
        elif text.isdecimal():
            yield from (str(int(text) + 1), str(int(text) - 1))


def beyond_lengths(rule: Rule) -> Iterator[str]:
    """Texts a little longer and a little shorter than a rule about lengths allows, whatever the level."""
    bounds = (rule.params.max, rule.params.min) if rule.kind == "length" else ()
    numbers = {number for given in bounds for number in (given or {}).values() if isinstance(number, int)}
    separator = rule.params.items[0] if rule.kind == "length" and rule.params.items else ""
    for number in sorted(numbers):
        yield from (separator.join("某" * count) for count in (number + 1, number - 1) if 0 < count <= _MOST_CHARACTERS)


def beside_operands(params: Any, section: str, context: Context) -> Iterator[str]:
    """Values on both sides of what a rule works out for a record: a month earlier or later, one more or less."""
    records = context.records(section)
    for operand in params if records else ():
        if not isinstance(operand, Operand):
            continue
        text = resolve_operand(operand, records[0], context).text or ""
        day = parse_date(text)
        if day is not None and day.month is not None:
            yield from (str(day.first + timedelta(days=days)) for days in (-_A_MONTH, _A_MONTH))
        elif re.fullmatch(r"\d{1,9}", text):
            yield from (str(int(text) + 1), str(max(0, int(text) - 1)))
