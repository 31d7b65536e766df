"""Problems that reading the manifest and the folders showed, as findings of the kind that words them."""

from collections.abc import Iterator

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Check, Hit, Unjudged
from zcdossier.model.dossier import Problem
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


def reporting(code: str, *, warnings: frozenset[str] = frozenset()) -> Check:
    """Return the check of a kind whose findings are the problems under `code`; `warnings` names milder ones."""

    def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
        for problem in context.dossier.problems:
            if problem.code == code:
                yield hit(problem, warnings)

    return check


def hit(problem: Problem, warnings: frozenset[str] = frozenset()) -> Hit:
    """Return a problem as a hit; a near miss among its arguments becomes a guess put as a question."""
    severity = Severity.WARNING if problem.key in warnings else None
    near = problem.args.get("near")
    guess = Label(f"您是不是要写“{near}”？", f"do you mean {near}? ") if near else Label("")
    return Hit(problem.place, problem.key, {**problem.args, "guess": guess}, severity)
