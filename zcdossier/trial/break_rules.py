"""Each rule of a profile broken on purpose: whether that is found, and whether anything else is found with it."""

from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from zcdossier.lint.context import Context
from zcdossier.lint.engine import judge_by_rule, judge_dossier
from zcdossier.lint.kinds import BY_NAME
from zcdossier.model.facts import FactGroup
from zcdossier.model.finding import Finding
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule
from zcdossier.trial.fitting_start import where_it_applies
from zcdossier.trial.variants import variants_of
from zcdossier.trial.why_never import why_never

_MOST_TRIED = 1000
_MOST_WEIGHED = 4


class Broken(StrEnum):
    """What became of breaking a rule."""

    FOUND = "found"
    FOUND_WITH_OTHERS = "found-with-others"
    NEVER = "never"
    NOT_TRIED = "not-tried"


_Mark = tuple[str, str, str, str]
"""What tells a finding from others: its rule, where it is, what it says."""


class TrialLine(NamedTuple):
    """One rule: how it was broken, whether that was found, and which other rules found something too.

    Of one that never fires `how` is the reason.
    """

    rule: str
    how: Label
    outcome: Broken
    others: tuple[str, ...] = ()


def break_rules(context: Context) -> Iterator[TrialLine]:
    """Yield a line for each rule that is on, in the order of the profile."""
    context = context._replace(profile=context.profile._replace(checklist=()))  # questions are not what is broken
    before = frozenset(map(_mark, judge_dossier(context).findings))
    for rule in context.profile.rules:
        if not rule.off and not BY_NAME[rule.kind].always:
            yield _break_rule(rule, context, before)


def _mark(finding: Finding) -> _Mark:
    return finding.rule, finding.place.path, finding.place.file, str(finding.args)


def _break_rule(rule: Rule, context: Context, before: frozenset[_Mark]) -> TrialLine:
    kind = BY_NAME[rule.kind]
    if FactGroup.PAGES in kind.needs(rule.params):
        return TrialLine(
            rule.id, Label("要先 zcdossier read 读扫描件", "needs what was read off scans"), Broken.NOT_TRIED
        )
    alone = context.profile._replace(rules=(rule,))
    best: TrialLine | None = None
    weighed = 0
    louder: list[str] = []
    for variant in islice(variants_of(rule, context), _MOST_TRIED):
        tried = variant.context._replace(profile=alone)
        outcomes = judge_by_rule(rule, tried)
        if before.issuperset(_mark(outcome) for outcome in outcomes if isinstance(outcome, Finding)):
            continue  # what stands in the sample anyhow says nothing of this variant
        found = {mark[0] for mark in _new_marks(variant.context, before)}
        others = tuple(sorted(found - {mark[0] for mark in before} - {rule.id}))
        outcome = Broken.FOUND_WITH_OTHERS if others else Broken.FOUND
        if rule.id in found and (best is None or len(others) < len(best.others)):
            best = TrialLine(rule.id, variant.how, outcome, others)
        louder = louder or [name for name in rule.echo_of if name in found]
        weighed += 1
        if (best is not None and not best.others) or weighed >= _MOST_WEIGHED:
            break
    if best is not None:
        return best
    return TrialLine(rule.id, why_never(rule, list(where_it_applies(rule, context)), louder), Broken.NEVER)


def _new_marks(context: Context, before: frozenset[_Mark]) -> frozenset[_Mark]:
    return frozenset(map(_mark, judge_dossier(context).findings)) - before
