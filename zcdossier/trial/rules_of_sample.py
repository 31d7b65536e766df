"""The rules that a made-up dossier has to keep: those for its applicant, with the years that they work out."""

from collections.abc import Iterator

from zcdossier.lint.computed_bounds import resolve_years
from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.model.label import Label
from zcdossier.model.profile import Profile, Rule


def profile_of_sample(context: Context) -> Profile:
    """Return the profile without the rules that are for others, and with years counted from a day as years."""
    return context.profile._replace(rules=tuple(_rules(context)))


def _rules(context: Context) -> Iterator[Rule]:
    evaluation = Evaluation(context)
    for rule in context.profile.rules:
        if evaluation.holds(rule.when) is False:
            continue
        years = resolve_years(rule.params.expected, context) if rule.kind == "years" else ()
        if years and not isinstance(years, Label):
            yield rule._replace(params=rule.params._replace(expected=years))
        else:
            yield rule
