"""Conditions as data: any, all, not over equality, membership, presence and comparison.

A condition names *subjects*: `level`, a fact about the applicant (`applicant.post`), a field of the record
(`title`), a piece of a composed field (`journal.rank`), or an evidence part (`part.cover`).
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Operator(StrEnum):
    """What can be asked of one subject."""

    ONE_OF = "one_of"
    PRESENT = "present"
    STARTS_WITH = "starts_with"
    ENDS_WITH = "ends_with"
    CONTAINS = "contains"
    MATCHES = "matches"
    ABOVE = "above"
    AT_LEAST = "at_least"
    BELOW = "below"
    AT_MOST = "at_most"
    SAME_AS = "same_as"


class Comparison(NamedTuple):
    """`subject` passes `test` against any of `values`; `labels` are the values as people know them."""

    subject: str
    operator: Operator
    values: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


class AllOf(NamedTuple):
    """Every one holds; an empty one always holds."""

    of: tuple["Condition", ...]


class AnyOf(NamedTuple):
    """At least one holds."""

    of: tuple["Condition", ...]


class Not(NamedTuple):
    """The inner one does not hold."""

    of: "Condition"


Condition = Comparison | AllOf | AnyOf | Not
ALWAYS = AllOf(())


def subjects_of(condition: Condition) -> Iterator[str]:
    """Yield what a condition asks about, in its order."""
    if isinstance(condition, Comparison):
        yield condition.subject
    elif isinstance(condition, Not):
        yield from subjects_of(condition.of)
    else:
        for inner in condition.of:
            yield from subjects_of(inner)
