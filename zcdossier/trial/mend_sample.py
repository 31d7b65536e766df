"""A sample that its own rules find fault with, mended where another value of one field does it."""

from itertools import islice
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.engine import judge_by_rule, judge_dossier
from zcdossier.model.finding import Finding
from zcdossier.model.profile import Rule
from zcdossier.trial.changed_dossier import Assigned
from zcdossier.trial.variants import variants_of

_MOST_ROUNDS = 12
_MOST_TRIED = 80


class MendedSample(NamedTuple):
    """The case with what was changed in it."""

    context: Context
    changes: tuple[Assigned, ...]


def mend_sample(context: Context) -> MendedSample:
    """Change one value at a time as long as fewer findings are left."""
    changes: list[Assigned] = []
    for _ in range(_MOST_ROUNDS):
        findings = judge_dossier(context).findings
        rules = {rule.id: rule for rule in context.profile.rules}
        better = next(
            (found for finding in findings if (found := _better(rules.get(finding.rule), context, len(findings)))), None
        )
        if better is None:
            break
        context, change = better
        changes.append(change)
    return MendedSample(context, tuple(changes))


def _better(rule: Rule | None, context: Context, count: int) -> tuple[Context, Assigned] | None:
    if rule is None:
        return None
    own = _count_found(rule, context)
    for variant in islice((variant for variant in variants_of(rule, context) if variant.change), _MOST_TRIED):
        if variant.change is None or _count_found(rule, variant.context) >= own:
            continue
        if len(judge_dossier(variant.context).findings) < count:
            return variant.context, variant.change
    return None


def _count_found(rule: Rule, context: Context) -> int:
    return sum(isinstance(outcome, Finding) for outcome in judge_by_rule(rule, context))
