"""A sample that its own rules find fault with, mended where another value of one field does it."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, LEVEL, Context
from zcdossier.lint.engine import judge_by_rule, judge_dossier
from zcdossier.lint.operands import resolve_operand
from zcdossier.model.condition import Operand
from zcdossier.model.finding import Finding, Verdict
from zcdossier.model.profile import Rule
from zcdossier.trial.changed_dossier import Assigned, assign
from zcdossier.trial.variants import variants_of

_MOST_ROUNDS = 12
_MOST_TRIED = 200


class MendedSample(NamedTuple):
    """The case with what was changed in it."""

    context: Context
    changes: tuple[Assigned, ...]


def mend_sample(context: Context) -> MendedSample:
    """Change one value at a time as long as fewer findings are left."""
    changes: list[Assigned] = []
    for _ in range(_MOST_ROUNDS):
        verdict = judge_dossier(context)
        rules = {rule.id: rule for rule in context.profile.rules}
        better = next(
            (found for finding in verdict.findings if (found := _better(rules.get(finding.rule), context, verdict))),
            None,
        )
        if better is None:
            break
        context, change = better
        changes.append(change)
    return MendedSample(context, tuple(changes))


def _better(rule: Rule | None, context: Context, before: Verdict) -> tuple[Context, Assigned] | None:
    """A change that leaves fewer findings; one that only keeps a rule from judging is none."""
    if rule is None:
        return None
    own = _count_found(rule, context)
    for changed, change in islice(_changes(rule, context), _MOST_TRIED):
        if _count_found(rule, changed) >= own:
            continue
        after = judge_dossier(changed)
        if len(after.findings) < len(before.findings) and len(after.not_evaluated) <= len(before.not_evaluated):
            return changed, change
    return None


def _changes(rule: Rule, context: Context) -> Iterator[tuple[Context, Assigned]]:
    variants = ((variant.context, variant.change) for variant in variants_of(rule, context))
    found = ((changed, change) for changed, change in variants if change is not None)
    return chain(_at_other_levels(context), _worked_out(rule, context), found)


def _at_other_levels(context: Context) -> Iterator[tuple[Context, Assigned]]:
    for level in context.profile.levels:
        if level.id != context.dossier.level:
            change = Assigned(APPLICANT, 0, LEVEL, level.id)
            yield assign(context, change), change


def _worked_out(rule: Rule, context: Context) -> Iterator[tuple[Context, Assigned]]:
    """What a field is held against, when that is counted over records: the years that periods add up to."""
    field = getattr(rule.params, "field", "")
    for section in (rule.sections or (APPLICANT,)) if field else ():
        for position, record in enumerate(context.records(section)):
            for operand in rule.params:
                if isinstance(operand, Operand) and operand.section:
                    text = resolve_operand(operand, record, context).text
                    if text is not None:
                        change = Assigned(section, position, field, text)
                        yield assign(context, change), change


def _count_found(rule: Rule, context: Context) -> int:
    return sum(isinstance(outcome, Finding) for outcome in judge_by_rule(rule, context))
