"""The sample changed so that a rule has something to judge: its conditions made to hold, as far as that is simple."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, LEVEL, PART, Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.operands import resolve_operand
from zcdossier.model.condition import ALWAYS, AllOf, AnyOf, Comparison, Condition, Not, Operator
from zcdossier.model.dates import OPEN_END
from zcdossier.model.dossier import Record
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType, Rule
from zcdossier.model.yes_no import YES
from zcdossier.trial.changed_dossier import Assigned, assign, change_records, declared_field
from zcdossier.trial.pattern_text import text_for_pattern
from zcdossier.trial.sample_values import sample_value

_CONDITIONS = (Comparison, AllOf, AnyOf, Not)
_NOTHING = (ALWAYS, ALWAYS)
_SHIFTS = {Operator.ABOVE: 1, Operator.AT_LEAST: 0, Operator.BELOW: -1, Operator.AT_MOST: 0}
_ANOTHER = "别的"


class _Wish(NamedTuple):
    """For which rule conditions are made to hold. A gentle one leaves what holds already as it is."""

    rule: Rule
    gentle: bool = False


def where_it_applies(rule: Rule, context: Context) -> Iterator[Context]:
    """Yield the case itself, then with the rule's conditions made to hold, all together and each by itself.

    What holds already is changed as well, and then once more left alone: text made for a condition may break another.
    """
    yield context
    seen = [context.dossier]
    for start in (context, _with_attachments(rule, context)):
        for gentle in (False, True):
            for changed in (start, *_changed(_Wish(rule, gentle), start)):
                if changed.dossier not in seen:
                    seen.append(changed.dossier)
                    yield changed


def _changed(wish: _Wish, context: Context) -> Iterator[Context]:
    rule = wish.rule
    base = _make_hold(rule.where, wish, _make_hold(rule.when, wish, context, wanted=True), wanted=True)
    yield base
    asked = [value for value in rule.params if isinstance(value, _CONDITIONS)]
    first, second = (_make_hold(condition, wish, base, wanted=True) for condition in (*asked, *_NOTHING)[:2])
    yield first
    for condition in asked[1:]:
        yield _make_hold(condition, wish, first, wanted=False)
    for condition in asked[:1] if len(asked) > 1 else ():
        yield _make_hold(condition, wish, second, wanted=False)
    for condition in (rule.when, rule.where, *asked):
        for wanted in (True, False):
            yield _make_hold(condition, wish, context, wanted=wanted)


def _with_attachments(rule: Rule, context: Context) -> Context:
    """The case with the attachments that the rule is about, one record each, where it has none."""
    for section in rule.sections:
        declared = context.section(section)
        if declared is None or context.records(section) or not section.startswith("attachments."):
            continue
        added = (Record(section, 0, Place("", path=section)),)
        context = change_records(context, section, partial(_always, added))
        for field in declared.fields.values():
            text = sample_value(field, section, 0, context.profile)
            context = assign(context, Assigned(section, 0, field.id, text))
    return context


def _always(records: tuple[Record, ...], _before: tuple[Record, ...]) -> tuple[Record, ...]:
    return records


def _make_hold(condition: Condition, wish: _Wish, context: Context, *, wanted: bool) -> Context:
    """Return the case with a condition made to hold (or not) for the first record, as far as that is simple."""
    if wish.gentle and _holds_already(condition, wish.rule, context, wanted=wanted):
        return context
    if isinstance(condition, Not):
        return _make_hold(condition.of, wish, context, wanted=not wanted)
    if isinstance(condition, Comparison):
        return _compare_so(condition, wish.rule, context, wanted=wanted)
    inner = condition.of if wanted is isinstance(condition, AllOf) else condition.of[:1]
    for _ in range(2 if wish.gentle else 1):  # what was left alone may be broken by what comes after it
        for part in inner:
            context = _make_hold(part, wish, context, wanted=wanted)
    return context


def _holds_already(condition: Condition, rule: Rule, context: Context, *, wanted: bool) -> bool:
    """Whether it is so, for the first record or, of what only the applicant says, for the applicant."""
    if isinstance(condition, Not):
        return _holds_already(condition.of, rule, context, wanted=not wanted)
    if isinstance(condition, Comparison):
        section, _ = _owner_of(condition.subject, rule, context)
        section = rule.sections[0] if rule.sections and condition.subject.startswith(f"{PART}.") else section
        record = next(iter(context.records(section)), None) if section in rule.sections else None
        return Evaluation(context, record).holds(condition) is wanted
    every = all if wanted is isinstance(condition, AllOf) else any
    return every(_holds_already(part, rule, context, wanted=wanted) for part in condition.of)


def _compare_so(condition: Comparison, rule: Rule, context: Context, *, wanted: bool) -> Context:
    if condition.operator is Operator.PRESENT and (condition.values[:1] == (YES,)) is not wanted:
        absent = _without(condition.subject, rule, context)
        if absent is not None:
            return absent
    section, name = _owner_of(condition.subject, rule, context)
    if name == LEVEL:
        level = next((level.id for level in context.profile.levels if (level.id in condition.values) is wanted), None)
        return context._replace(dossier=context.dossier._replace(level=level)) if level else context
    declared = declared_field(context, section, name)
    if declared is None:
        return context
    text = _text_so(condition, declared, section, rule, context, wanted=wanted)
    return context if text is None else assign(context, Assigned(section, 0, name, text))


def _without(subject: str, rule: Rule, context: Context) -> Context | None:
    """The case without a part of the first record, without a section's records or an attachment; else None."""
    first, _, rest = subject.partition(".")
    if first == PART:
        for section in rule.sections:
            declared = context.section(section)
            if declared is not None and rest in declared.parts:
                return change_records(context, section, lambda records: _without_part(records, rest))
    is_whole = subject in context.profile.sections or (first == "attachments" and "." not in rest)
    return change_records(context, subject, lambda _: ()) if is_whole else None


def _without_part(records: tuple[Record, ...], part: str) -> tuple[Record, ...]:
    if not records:
        return records
    kept = tuple(scan for scan in records[0].scans if scan.part != part)
    return (records[0]._replace(scans=kept), *records[1:])


def _owner_of(subject: str, rule: Rule, context: Context) -> tuple[str, str]:
    first, _, rest = subject.partition(".")
    if first == APPLICANT:
        return APPLICANT, rest
    if first in context.profile.sections and rest:
        return first, rest.partition(".")[0]
    own = next((section for section in rule.sections if declared_field(context, section, first)), "")
    return (own, first) if own else (APPLICANT, first)


def _text_so(
    condition: Comparison, declared: Field, section: str, rule: Rule, context: Context, *, wanted: bool
) -> str | None:
    value = condition.values[0] if condition.values else ""
    if condition.operator is Operator.PRESENT:
        return sample_value(declared, section, 0, context.profile) if (value == YES) is wanted else ""
    if condition.operator is Operator.ONE_OF:
        return value if wanted else _another(condition.values, declared)
    if condition.operator is Operator.MATCHES:
        if wanted:
            return text_for_pattern(value)
        return OPEN_END if declared.type is FieldType.DATE and declared.open else _ANOTHER
    if condition.operator in (Operator.STARTS_WITH, Operator.ENDS_WITH, Operator.CONTAINS):
        return f"{value}样例{value}" if wanted else "样例"
    if condition.operator is Operator.SAME_AS:
        return _text_of(value, section, context) if wanted else _ANOTHER
    if condition.operator not in _SHIFTS:
        return None
    return _beside(condition.operator, _bound_of(condition, rule, context), wanted=wanted)


def _bound_of(condition: Comparison, rule: Rule, context: Context) -> str:
    """What a condition holds a field against: a value, or what another field says."""
    section, _ = _owner_of(condition.subject, rule, context)
    records = context.records(section)
    if condition.operand is not None:
        return (resolve_operand(condition.operand, records[0], context).text or "") if records else ""
    value = condition.values[0] if condition.values else ""
    owner, name = _owner_of(value, rule, context)
    if declared_field(context, owner, name) is None:
        return value
    return next((record.canon(name) for record in context.records(owner)), "")


def _text_of(subject: str, section: str, context: Context) -> str | None:
    owner = APPLICANT if subject.startswith(f"{APPLICANT}.") else section
    records = context.records(owner)
    return records[0].text(subject.removeprefix(f"{APPLICANT}.")) if records else None


def _beside(operator: Operator, value: str, *, wanted: bool) -> str | None:
    """A number or a day on one side of a bound; of a day another year is taken."""
    shift = _SHIFTS[operator] if wanted else -_SHIFTS[operator] or (1 if operator is Operator.AT_MOST else -1)
    day = re.fullmatch(r"(\d{4})(-\d{2}.*)", value)
    if day is not None:
        return f"{int(day[1]) + shift}{day[2]}"
    return str(int(value) + shift) if value.isdecimal() else None


def _another(values: Iterable[str], declared: Field | None) -> str | None:
    if declared is not None and declared.choices:
        return next((choice.label.zh for choice in declared.choices if choice.id not in values), None)
    if declared is not None and declared.type is FieldType.FLAG:
        return "否" if "是" in values else "是"
    return _ANOTHER
