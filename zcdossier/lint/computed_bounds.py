"""Bounds that are numbers, the same for all levels or by level, or have to be worked out; and years counted back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.operands import resolve_operand
from zcdossier.model.condition import TODAY, Operand
from zcdossier.model.dates import parse_span
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number

EVERY_LEVEL = "*"
LevelBounds = Mapping[str, int | Operand]
"""A number or an operand for every level (`*`), or for each."""
_MOST_YEARS = 60


class ResolvedBound(NamedTuple):
    """What a bound is here: a number, none at this level, or (`missing`) why it can't be told. `how` says whence."""

    amount: Decimal | None = None
    missing: Label | None = None
    how: Label = Label("")


class YearSpan(NamedTuple):
    """Years from one to another, or the `last` so many up to `to`; ends are years, dates or `today`, with offsets."""

    to: Operand
    from_: Operand | None = None
    last: int = 0


def names_levels(bounds: LevelBounds | None) -> bool:
    """Whether what a bound is depends on the level."""
    return bool(bounds) and EVERY_LEVEL not in (bounds or {})


def resolve_bound(bounds: LevelBounds | None, context: Context, record: Record | None = None) -> ResolvedBound:
    """Return a bound at the dossier's level; one of some levels can't be told while the level is missing."""
    if not bounds:
        return ResolvedBound()
    level = context.dossier.level
    if not level and names_levels(bounds):
        return ResolvedBound(
            missing=Label("没有填写申报级别，不知道要求是多少", "the level is missing, so the bound is not known")
        )
    bound = bounds.get(level, bounds.get(EVERY_LEVEL))
    if bound is None:
        return ResolvedBound()
    if isinstance(bound, int):
        return ResolvedBound(Decimal(bound))
    resolved = resolve_operand(bound, record, context)
    amount = plain_number(resolved.text) if resolved.text is not None else None
    if amount is None:
        unread = resolved.unread or resolved.text is not None
        return ResolvedBound(missing=resolved._replace(unread=unread).reason_missing)
    how = Label("") if bound.text else Label(f"，按{resolved.label.zh}", f", by {resolved.label.text('en')}")
    return ResolvedBound(amount, how=how)


def resolve_years(wanted: tuple[int, ...] | YearSpan, context: Context) -> tuple[int, ...] | Label:
    """Return the years meant, or why they can't be told."""
    if not isinstance(wanted, YearSpan):
        return wanted
    ends: list[int] = []
    for operand in (wanted.to, wanted.from_):
        if operand is None:
            continue
        resolved = resolve_operand(operand, None, context)
        day = parse_span(resolved.text) if resolved.text is not None else None
        if day is None or day.first.year != day.last.year:
            return resolved._replace(unread=resolved.text is not None).reason_missing
        ends.append(day.first.year)
    first = ends[1] if len(ends) > 1 else ends[0] - wanted.last + 1
    return tuple(range(max(first, ends[0] - _MOST_YEARS), ends[0] + 1))


LAST_YEAR = Operand(text=TODAY, months=-12)
"""Where `last: 3` ends unless said: the years that are over."""
