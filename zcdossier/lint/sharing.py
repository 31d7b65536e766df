"""Which scans two records may both have: whole sections, parts, and parts of records that agree in some fields."""

from typing import Protocol

from zcdossier.lint.comparison import ValueFamily, family_of
from zcdossier.lint.context import Context
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record, Scan
from zcdossier.model.spelling import letters_and_digits

_SHORTEST = 4
"""Signs of the shortest name that can be the beginning of a longer spelling of itself."""


class MayShare(Protocol):
    """What a rule lets records share; a part is named `papers.cover`."""

    @property
    def may_share(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def may_share_alike(self) -> tuple[str, ...]: ...  # noqa: D102

    @property
    def alike(self) -> tuple[str, ...]: ...  # noqa: D102


def may_share(first: tuple[Record, Scan], second: tuple[Record, Scan], allowed: MayShare, context: Context) -> bool:
    """Whether two records of one section may have the same scan."""
    (record, scan), (other, other_scan) = first, second
    section = record.section
    if other.section != section:
        return False
    part = f"{section}.{scan.part}" if scan.part == other_scan.part else ""
    if section in allowed.may_share or part in allowed.may_share:
        return True
    return part in allowed.may_share_alike and all(
        _records_agree(name, record, other, context) for name in allowed.alike
    )


def _records_agree(name: str, record: Record, other: Record, context: Context) -> bool:
    """Whether two records do not say different things: a month and a day in it agree, so do 《甲刊》 and 甲刊6期.

    What is blank in one of them says nothing else than the other.
    """
    values = record.fields.get(name), other.fields.get(name)
    if values[0] is None or values[1] is None or values[0].empty or values[1].empty:
        return True
    owner, _, piece = name.partition(".")
    if family_of(context.field(record.section, owner), piece) is ValueFamily.DATE:
        days = parse_date(values[0].canon), parse_date(values[1].canon)
        if days[0] is not None and days[1] is not None:
            return days[0].first <= days[1].last and days[1].first <= days[0].last
    short, long = sorted((letters_and_digits(values[0].canon), letters_and_digits(values[1].canon)), key=len)
    return short == long or (len(short) >= _SHORTEST and long.startswith(short))
