"""Conditions against facts, in three values: holds, does not hold, can't be told because a fact is missing.

A missing fact that the form requires leaves the condition open (its own rule reports it); a missing
optional one is simply not there: equality with it does not hold, and a flag not set is 否. What was filled in but
can't be read, or is too coarse to compare, leaves the condition open too.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from zcdossier.lint.comparison import ValueFamily, common_family, compare_values, family_of, is_comparable
from zcdossier.lint.context import APPLICANT, LEVEL, PART, Context
from zcdossier.model.condition import AllOf, AnyOf, Comparison, Condition, Operand, Operator
from zcdossier.model.dossier import Doubt, Record, Value
from zcdossier.model.finding import Severity
from zcdossier.model.profile import Field, FieldType
from zcdossier.model.reading import canonical, readable
from zcdossier.model.spelling import fold, letters_and_digits, spellings
from zcdossier.model.yes_no import NO, YES


class Evaluation:
    """Evaluates conditions for one record (or the applicant); `missing` names the facts that were wanting."""

    __slots__ = ("context", "missing", "record")

    def __init__(self, context: Context, record: Record | None = None) -> None:
        self.context = context
        self.record = record
        self.missing: list[str] = []

    def holds(self, condition: Condition) -> bool | None:
        """Return whether the condition holds; None when it can't be told."""
        if isinstance(condition, Comparison):
            return self._holds_for_subject(condition)
        if isinstance(condition, AllOf):
            return _conjunction(map(self.holds, condition.of))
        if isinstance(condition, AnyOf):
            return _negate(_conjunction(_negate(self.holds(inner)) for inner in condition.of))
        return _negate(self.holds(condition.of))

    def text_of(self, subject: str) -> str:
        """Return what a subject says in the profile's terms; empty where it is not filled in."""
        return self._look_up(subject)[0] or ""

    def _holds_for_subject(self, test: Comparison) -> bool | None:
        elsewhere = self.context.other_section_of(test.subject, self.record)
        if elsewhere is not None:
            holds_elsewhere = self._any_record_matches(test, *elsewhere)
            self.missing.extend([test.subject] if holds_elsewhere is None else [])
            return holds_elsewhere
        missing_before = len(self.missing)
        text, is_known = self._look_up(test.subject)
        if test.operator is Operator.PRESENT:
            is_filled = self.is_filled(test.subject)
            piece = "." in test.subject.removeprefix(f"{APPLICANT}.")
            untold = piece and not is_filled and (not is_known or self._files_are_unclear(test.subject))
            holds = None if untold else is_filled == (test.values[0] == YES)
        else:
            holds = self._holds(test, text) if is_known else None
        if holds is None and len(self.missing) == missing_before:
            self.missing.append(test.subject)
        return holds

    def _holds(self, test: Comparison, text: str | None) -> bool | None:
        if text is None:
            return False
        if test.operand is not None:
            return self._holds_against_operand(test.operator, text, self._family(test.subject), test.operand)
        if test.operator is Operator.SAME_AS:
            return self._says_the_same(text, test.values[0])
        if test.operator not in _COMPARING:
            return _TESTS[test.operator](text, test.values)
        bound = test.values[0]
        family = self._family(test.subject)
        if is_comparable(bound):
            return compare_values(test.operator, text, bound, family)
        other, is_known = self._look_up(bound)
        if other is None or not is_known:
            self.missing.append(bound)
            return None
        return compare_values(test.operator, text, other, common_family(family, self._family(bound)))

    def _holds_against_operand(
        self, operator: Operator, text: str, family: ValueFamily, operand: Operand
    ) -> bool | None:
        """Whether a text keeps to what has to be worked out first."""
        from zcdossier.lint.operands import resolve_operand  # operands ask which records are counted

        other = resolve_operand(operand, self.record, self.context)
        if other.text is None:
            self.missing.extend(name for name in (operand.field, operand.age) if name)
            return None
        both = common_family(family, other.family)
        holds = compare_values(operator, text, other.text, both)
        if holds is None and operator is Operator.EQUALS and both not in (ValueFamily.NUMBER, ValueFamily.DATE):
            return fold(text) == fold(other.text)
        return holds

    def _says_the_same(self, text: str, other_subject: str) -> bool | None:
        """Whether another subject says the same, marks and widths aside; what is blank there is not the same."""
        other, is_known = self._look_up(other_subject)
        if not is_known:
            self.missing.append(other_subject)
            return None
        return other is not None and letters_and_digits(text) == letters_and_digits(other)

    def _any_record_matches(self, test: Comparison, section: str, name: str) -> bool | None:
        """Whether some record of another section passes; without any record none does."""
        records = self.context.records(section)
        if test.operator is Operator.PRESENT:
            is_filled = any(
                Evaluation(self.context, record).is_filled(name) if name else bool(record.scans) for record in records
            )
            return is_filled == (test.values[0] == YES)
        inner = test._replace(subject=name)
        return _negate(_conjunction(_negate(Evaluation(self.context, record).holds(inner)) for record in records))

    def is_filled(self, subject: str) -> bool:
        """Whether something was typed; an unset flag and a default are not there."""
        kind, _, name = subject.partition(".")
        if kind == PART and self.record is not None:
            return any(scan.part == name for scan in self.record.scans)
        fact = self._applicant_fact(subject)
        if fact == LEVEL:
            return bool(self.context.dossier.level)
        value = self._fields()[0].get(subject) if fact is None else self.context.dossier.applicant.get(fact)
        return value is not None and not value.empty

    def _files_are_unclear(self, subject: str) -> bool:
        """Whether the part may well be there under a name that does not tell."""
        if self.record is None or not subject.startswith(f"{PART}."):
            return False
        return any(scan.doubt in (Doubt.UNKNOWN, Doubt.SEVERAL) for scan in self.record.scans)

    def _look_up(self, subject: str) -> tuple[str | None, bool]:
        """Return the subject's text (None when absent) and whether that is known for sure."""
        if subject.startswith(f"{PART}.") and self.record is not None:
            return (YES if self.is_filled(subject) else None), True
        fact = self._applicant_fact(subject)
        if fact == LEVEL:
            return (self.context.dossier.level or None), bool(self.context.dossier.level)
        if fact is not None:
            return _text_of_field(fact, self.context.dossier.applicant, self.context.profile.applicant)
        return _text_of_field(subject, *self._fields())

    def _family(self, subject: str) -> ValueFamily:
        """What a subject's text is compared as: the declared type decides, not its looks."""
        fact = self._applicant_fact(subject)
        fields = self._fields()[1] if fact is None else self.context.profile.applicant
        owner, _, piece = (subject if fact is None else fact).partition(".")
        return family_of(fields.get(owner), piece)

    def _applicant_fact(self, subject: str) -> str | None:
        """Return which fact about the applicant the subject is; None for a field of the record."""
        kind, _, name = subject.partition(".")
        if kind == APPLICANT:
            return name
        return subject if self.record is None else None

    def _fields(self) -> tuple[Mapping[str, Value], Mapping[str, Field]]:
        section = self.context.section(self.record.section) if self.record else None
        return (self.record.fields if self.record else {}), (section.fields if section else {})


def _text_of_field(name: str, values: Mapping[str, Value], fields: Mapping[str, Field]) -> tuple[str | None, bool]:
    """Return the text of a field or of a piece of one, and whether it is known.

    A piece is known to be absent when the field was read and lacks it; a field that can't be read has told
    nothing, and its own rule says so.
    """
    value, declared = values.get(name), fields.get(name)
    if value is not None and not value.empty:
        return value.canon, declared is None or readable(value.canon, declared)
    owner, _, piece = name.partition(".")
    if piece and owner in fields and any(typed_name.startswith(f"{owner}.") for typed_name in values):
        return None, fields[owner].type not in _COARSE
    if piece and owner in values and not values[owner].empty:
        return None, False
    declared = fields.get(owner)
    if declared is None:
        return None, True
    if declared.type is FieldType.FLAG and declared.required is not Severity.ERROR:
        return NO, True
    if declared.default and not piece:
        return canonical(declared.default, declared), True
    return None, declared.required is not Severity.ERROR


def _conjunction(values: "Iterator[bool | None]") -> bool | None:
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def _negate(value: bool | None) -> bool | None:
    return None if value is None else not value


_SIGNS = frozenset(r".^$*+?{}[]\()")
"""What makes more of a regular expression than words to choose from."""


def _is_found(pattern: str, text: str) -> bool:
    """Whether a pattern is found in a text. Where it is but words, compiling takes longer than looking for them."""
    if _SIGNS.isdisjoint(pattern):
        return any(word in text for word in pattern.split("|"))
    return re.search(pattern, text) is not None


_COARSE = frozenset({FieldType.DATE, FieldType.RANK})
"""Types whose value may be told without a piece of it (the month, the number of people) that there is all the same."""


def _contains_any(text: str, values: tuple[str, ...]) -> bool:
    if any(value in spelling for spelling in spellings(text) for value in values):
        return True
    years = [value for value in values if value[:4].isdecimal()]
    if not years:
        return False
    from zcdossier.model.named_years import names_year  # most conditions ask for words

    return any(names_year(text, year) for year in years)


_COMPARING = frozenset({Operator.ABOVE, Operator.AT_LEAST, Operator.BELOW, Operator.AT_MOST})
_TESTS: dict[Operator, Callable[[str, tuple[str, ...]], bool]] = {
    Operator.ONE_OF: lambda text, values: text in values or fold(text) in map(fold, values),
    Operator.STARTS_WITH: lambda text, values: any(spelling.startswith(values) for spelling in spellings(text)),
    Operator.ENDS_WITH: lambda text, values: any(spelling.endswith(values) for spelling in spellings(text)),
    Operator.CONTAINS: _contains_any,
    Operator.MATCHES: lambda text, values: any(
        _is_found(value, spelling) for value in values for spelling in spellings(text)
    ),
}
