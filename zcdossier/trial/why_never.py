"""Why a rule found nothing, however the sample was broken: what somebody has to write to see it find something."""

from collections.abc import Sequence

from zcdossier.lint.context import APPLICANT, Context
from zcdossier.lint.describe import describe_requirement
from zcdossier.lint.engine import judge_by_rule
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import Unjudged
from zcdossier.lint.record_selection import records_to_check
from zcdossier.model.condition import ALWAYS
from zcdossier.model.finding import Finding, NotEvaluated
from zcdossier.model.label import Label, join_labels
from zcdossier.model.profile import Rule

_OWN_CASE = Label("；可以写一个自己的 fail 案例", "; a fail case of your own would show it")


def why_never(rule: Rule, starts: Sequence[Context], louder: Sequence[str]) -> Label:
    """Return the reason. `starts` are the sample and what was made of it, `louder` the rules that silenced this one."""
    reason = _reason(rule, starts, louder)
    return Label(f"{reason.zh}{_OWN_CASE.zh}", f"{reason.text('en')}{_OWN_CASE.text('en')}")


def _reason(rule: Rule, starts: Sequence[Context], louder: Sequence[str]) -> Label:
    context = starts[0]
    if any(isinstance(outcome, Finding) for outcome in judge_by_rule(rule, context)):
        return Label("样本里它已经查出了问题：先改好样本", "it fires in the sample already: fix that first")
    if louder:
        listed = "、".join(louder)
        return Label(
            f"每次都有 {listed} 先查出，按 echo_of 它就不再说",
            f"whenever it fires {listed} does, and echo_of silences it",
        )
    applying = [start for start in starts if Evaluation(start).holds(rule.when)]
    if not applying:
        asked = describe_requirement(rule.when, context, APPLICANT)
        return Label(
            f"样本里的人不归它管，也没能自动填成：{asked.zh}",
            f"the sample's applicant is none of its, and could not be made so that {asked.text('en')}",
        )
    if not any(start.records(section) for start in applying for section in rule.sections) and rule.sections:
        labels = join_labels(context.label(section) for section in rule.sections)
        return Label(f"样本里没有{labels.zh}", f"the sample has no {labels.text('en')}")
    if rule.where != ALWAYS and not any(_selects(rule, start) for start in applying):
        asked = describe_requirement(rule.where, context, rule.sections[0])
        return Label(
            f"样本里没有这样的记录，也没能自动填成：{asked.zh}",
            f"the sample has no record, and none could be made, where {asked.text('en')}",
        )
    open_reason = next((reason for start in applying for reason in _left_open(rule, start)), None)
    if open_reason is not None:
        return Label(f"没有判断成：{open_reason.zh}", f"it could not judge: {open_reason.text('en')}")
    return Label(
        "样本改了许多处，它都认为合要求：或者总是成立，或者要几处同时不对",
        "many changes to the sample were all right by it: it can't be broken, or only by several mistakes at once",
    )


def _selects(rule: Rule, context: Context) -> bool:
    return any(not isinstance(record, Unjudged) for record in records_to_check(rule, context))


def _left_open(rule: Rule, context: Context) -> list[Label]:
    return [outcome.reason for outcome in judge_by_rule(rule, context) if isinstance(outcome, NotEvaluated)]
