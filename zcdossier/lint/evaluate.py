"""Conditions against facts, in three values: holds, does not hold, can't be told because a fact is missing.

A missing fact that the form requires leaves the condition open (its own rule reports it); a missing
optional one is simply not there: equality with it does not hold, and a flag not set is 否.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from zcdossier.lint.context import APPLICANT, LEVEL, Context
from zcdossier.model.condition import All, Any, Condition, Is, Test
from zcdossier.model.dates import parse_date
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Severity
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.value import NO, YES, Value


@dataclass(slots=True)
class Evaluation:
    """Evaluates conditions for one record (or the applicant); `missing` names the facts that were wanting."""

    context: Context
    record: Record | None = None
    missing: list[str] = field(default_factory=list)

    def holds(self, condition: Condition) -> bool | None:
        """Return whether the condition holds; None when it can't be told."""
        if isinstance(condition, Is):
            return self._test(condition)
        if isinstance(condition, All):
            return _conjunction(self.holds(one) for one in condition.of)
        if isinstance(condition, Any):
            return _negated(_conjunction(_negated(self.holds(one)) for one in condition.of))
        return _negated(self.holds(condition.of))

    def _test(self, test: Is) -> bool | None:
        text, known = self._look_up(test.subject)
        if test.test is Test.PRESENT:
            return (text is not None) == (test.values[0] == YES)
        if not known:
            self.missing.append(test.subject)
            return None
        return text is not None and _TESTS[test.test](text, test.values)

    def _look_up(self, subject: str) -> tuple[str | None, bool]:
        """Return the subject's text (None when absent) and whether that is known for sure."""
        kind, _, name = subject.partition(".")
        dossier = self.context.dossier
        if kind == "part" and self.record is not None:
            return (YES if any(one.part == name for one in self.record.evidence) else None), True
        if kind == APPLICANT or self.record is None:
            fact = name if kind == APPLICANT else subject
            if fact == LEVEL:
                return (dossier.level or None), bool(dossier.level)
            return self._text(dossier.applicant.get(fact), self.context.profile.applicant.get(fact))
        owner = self.context.field(self.record.section, kind)
        return self._text(self.record.fields.get(subject), None if name else owner)

    @staticmethod
    def _text(value: Value | None, declared: Field | None) -> tuple[str | None, bool]:
        if value is not None and not value.empty:
            return value.canon, True
        if declared is None:
            return None, True
        if declared.type is FieldType.FLAG and declared.required is not Severity.ERROR:
            return NO, True
        if declared.default:
            return declared.default, True
        return None, declared.required is not Severity.ERROR


def _conjunction(values: "Iterator[bool | None]") -> bool | None:
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def number(text: str) -> Decimal | None:
    """Read a plain number."""
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def _compared(test: Callable[[Decimal, Decimal], bool]) -> Callable[[str, tuple[str, ...]], bool]:
    def compare(text: str, values: tuple[str, ...]) -> bool:
        left, right = _measure(text, last=False), _measure(values[0], last=True)
        return left is not None and right is not None and test(left, right)

    return compare


def _measure(text: str, *, last: bool) -> Decimal | None:
    """Put a number, or a date with its month as a day count, on one scale; a bare year is a number."""
    plain = number(text)
    if plain is not None and "." not in text:
        return plain
    day = parse_date(text)
    if day is None or day.month is None:
        return plain
    return Decimal((day.last if last else day.first).toordinal())


_TESTS: dict[Test, Callable[[str, tuple[str, ...]], bool]] = {
    Test.ONE_OF: lambda text, values: text in values,
    Test.STARTS_WITH: lambda text, values: text.startswith(values),
    Test.ENDS_WITH: lambda text, values: text.endswith(values),
    Test.CONTAINS: lambda text, values: any(value in text for value in values),
    Test.MATCHES: lambda text, values: any(re.search(value, text) for value in values),
    Test.ABOVE: _compared(lambda left, right: left > right),
    Test.AT_LEAST: _compared(lambda left, right: left >= right),
    Test.BELOW: _compared(lambda left, right: left < right),
    Test.AT_MOST: _compared(lambda left, right: left <= right),
}
