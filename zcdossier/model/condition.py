"""Conditions as data: any, all, not over equality, membership, presence and comparison.

A condition names *subjects*: `level`, a fact about the applicant (`applicant.post`), a field of the record
(`title`), a piece of a composed field (`journal.rank`), or an evidence part (`part.cover`).
"""

from collections.abc import Iterator
from decimal import Decimal
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
    EQUALS = "equals"


class Comparison(NamedTuple):
    """`subject` passes `test` against any of `values`; `labels` are the values as people know them.

    What has to be worked out first (`today` less 60 months) is an `operand` in place of values.
    """

    subject: str
    operator: Operator
    values: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    operand: "Operand | None" = None


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
TODAY = "today"


class Rounding(StrEnum):
    """What becomes of a computed number that is no whole one."""

    DOWN = "down"
    UP = "up"
    NEAREST = "nearest"


class Operand(NamedTuple):
    """One side of a comparison, from one source: `text`, `field`, `sum_`, `terms`, `product` … or `section`.

    With `table` it is what that table says of the field's value. `between` are two dates, and the `unit` in which the
    time from one to the other is counted. `product` and `quotient` are of fields and numbers; `age` is a date from
    which full years are counted until `until`. `terms` is a sum of what is worked out itself. `times` and `plus` act on
    numbers, then `rounding`, and no more than `cap` counts; `months` and `days` on dates; `workdays` leads to the day
    on which so many working days are over, the first day among them. `pick` says what is taken of the records of
    `section`, only of those that say the same as the record judged in the fields of `match`, and whose period holds
    its day in the field `covering`. `from_` and `to` are the fields of such periods, and of those whose union
    `pick: months` (or `years`, both full ones) measures, an open end standing for `until`.
    """

    text: str = ""
    field: str = ""
    sum_: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    section: str = ""
    pick: str = ""
    where: Condition = ALWAYS
    from_: str = "from"
    to: str = "to"
    until: str = TODAY
    times: Decimal = Decimal(1)
    plus: Decimal = Decimal(0)
    months: int = 0
    days: int = 0
    workdays: int = 0
    product: tuple[str, ...] = ()
    quotient: tuple[str, ...] = ()
    age: str = ""
    rounding: Rounding | None = None
    match: tuple[str, ...] = ()
    covering: str = ""
    table: str = ""
    between: tuple[str, ...] = ()
    unit: str = ""
    terms: tuple["Operand", ...] = ()
    cap: Decimal | None = None

    @property
    def is_formula(self) -> bool:
        """Whether it is reckoned from fields of one record."""
        sources = (self.sum_, self.minus, self.terms, self.product, self.quotient, self.age, self.between, self.table)
        return any(sources)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields and numbers of one record from which it is reckoned."""
        own = (self.field, self.age, *self.sum_, *self.product, *self.quotient, *self.minus)
        return (*own, *(name for term in self.terms if not term.section for name in term.names))


def subjects_of(condition: Condition) -> Iterator[str]:
    """Yield what a condition asks about, in its order."""
    if isinstance(condition, Comparison):
        yield condition.subject
    elif isinstance(condition, Not):
        yield from subjects_of(condition.of)
    else:
        for inner in condition.of:
            yield from subjects_of(inner)
