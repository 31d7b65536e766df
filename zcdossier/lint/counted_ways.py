"""Several ways of which so many must be met: which are, which can't be told, and how to say what is wanted."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.describe import label_of_counted, which_are_counted
from zcdossier.lint.kind import Unjudged
from zcdossier.lint.parameter_types import RecordChoice
from zcdossier.lint.record_selection import amount_of, records_to_check
from zcdossier.model.condition import ALWAYS, AllOf, Condition
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label, join_labels
from zcdossier.model.profile import Rule

_OR = Label("，或", ", or ")
_AND = Label("，并且", ", and ")


class CountedWay(NamedTuple):
    """A way: whether it is met (None: can't be told), what it wants, how much there is, and what left it open."""

    met: bool | None
    wanted: Label
    tally: str
    undecided: tuple[Unjudged, ...] = ()


def count_ways(rule: Rule, choices: Iterable[RecordChoice], context: Context) -> tuple[CountedWay, ...]:
    """Look which ways are met, those that are made of others by what these come to."""
    return tuple(
        _join_ways(choice, count_ways(rule, choice.either, context))
        if choice.either
        else _count_way(rule, choice, context)
        for choice in choices
    )


def enough_met(counted: Iterable[CountedWay], wanted: int) -> bool | None:
    """Whether so many ways are met; None where those that can't be told decide."""
    answers = [way.met for way in counted]
    if answers.count(True) >= wanted:
        return True
    return None if answers.count(True) + answers.count(None) >= wanted else False


def section_of_way(choice: RecordChoice) -> str:
    """The section that a way counts first; empty where that is the rule's own."""
    return choice.section or next((section_of_way(inner) for inner in choice.either), "")


def _join_ways(choice: RecordChoice, counted: tuple[CountedWay, ...]) -> CountedWay:
    """A way that is made of others: all of them, or so many."""
    needs_all = choice.ways == len(counted)
    joined = join_labels((way.wanted for way in counted), _AND if needs_all else _OR)
    so_many = "" if needs_all or choice.ways == 1 else f"其中 {choice.ways} 项："
    english = "" if needs_all or choice.ways == 1 else f"{choice.ways} of: "
    wanted = Label(f"（{so_many}{joined.zh}）", f"({english}{joined.text('en')})")
    count = f"（{'、'.join(way.tally for way in counted)}）"
    undecided = tuple(reason for way in counted for reason in way.undecided)
    return CountedWay(enough_met(counted, choice.ways), wanted, count, undecided)


def _count_way(rule: Rule, choice: RecordChoice, context: Context) -> CountedWay:
    sections = (choice.section,) if choice.section else rule.sections
    where = choice.where if choice.section else _both(rule.where, choice.where)
    without_reason = rule._replace(sections=sections, where=where, says=None)
    found = list(records_to_check(without_reason, context))
    undecided = tuple(record for record in found if isinstance(record, Unjudged))
    total = sum((amount_of(record, choice.amount) for record in found if isinstance(record, Record)), Decimal(0))
    met = True if total >= choice.min else None if undecided else False
    return CountedWay(met, _wanted(without_reason, choice, context), f"{total:f}", undecided if met is None else ())


def _both(first: Condition, second: Condition) -> Condition:
    return second if first == ALWAYS else first if second == ALWAYS else AllOf((first, second))


def _wanted(rule: Rule, choice: RecordChoice, context: Context) -> Label:
    label, which = label_of_counted(rule, context), which_are_counted(rule, context)
    if choice.amount:
        field = context.field_label(rule.sections[0], choice.amount)
        return Label(
            f"“{label.zh}”{which.zh}{field.zh}合计至少 {choice.min}",
            f"{field.text('en')} of {label.text('en')}{which.text('en')} adds up to at least {choice.min}",
        )
    return Label(
        f"“{label.zh}”{which.zh}至少有 {choice.min} 项",
        f"at least {choice.min} of {label.text('en')}{which.text('en')}",
    )
