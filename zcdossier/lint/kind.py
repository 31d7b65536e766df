"""What a check kind is: a stable code, typed parameters, one generator, its words, and its card for `explain`."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from zcdossier.lint.context import Context
from zcdossier.model.dossier import Problem, Record
from zcdossier.model.facts import FactGroup
from zcdossier.model.finding import Argument, Message, Related, Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Rule


class Hit(NamedTuple):
    """One thing found. `severity` grades it below or above the rule's own; `message` is a key of the kind.

    `clauses` are cited instead of the rule's, where each hit has clauses of its own.
    """

    place: Place
    message: str
    args: Mapping[str, Argument] = {}
    severity: Severity | None = None
    related: tuple[Related, ...] = ()
    clauses: tuple[str, ...] = ()


class Unjudged(NamedTuple):
    """The rule could not judge this place, and why."""

    reason: Label
    place: Place | None = None


class Sighted(NamedTuple):
    """One proof of a record: whether what is asked for was seen on it, where to look, and what was read."""

    record: Record
    place: Place
    seen: bool
    text: str = ""


class Card(NamedTuple):
    """What `explain` shows: why the check exists, a wrong and a right example, how to mend."""

    why: Label
    wrong: str
    right: str
    mend: Label


class NoParams(NamedTuple):
    """The parameters of a kind that has none."""


Check = Callable[[Rule, Context], Iterator[Hit | Unjudged]]
Needs = Callable[[Any], frozenset[FactGroup]]


def needs_nothing_more(_params: Any) -> frozenset[FactGroup]:
    """Most kinds look at what is typed, or at what a file's header says."""
    return frozenset()


def needs_digests(_params: Any) -> frozenset[FactGroup]:
    """Whether two files are the same is told by their digests."""
    return frozenset({FactGroup.DIGEST})


def needs_pages(_params: Any) -> frozenset[FactGroup]:
    """What was read off the pages of scans, where they were read."""
    return frozenset({FactGroup.PAGES})


Look = Callable[[Rule, Context], Iterator[Sighted]]


class CheckKind(NamedTuple):
    """One way of judging. `params` is a named tuple; a rule's `params` is an instance of it.

    `always` kinds judge every dossier without a row in a profile; a profile may still grade them. `needs` says for a
    rule's parameters which facts about files the kind looks at beyond their headers.
    A rule that gives none of the parameters named by `asks` asks nothing, which is a mistake in its profile. Of an
    `always` kind that judges `by_section` a rule may name sections: it grades these, and the rest goes on as ever.
    A kind that `joins_fields` judges its fields together, any other one each field by itself.
    `look` says of each proof whether what the kind `sees` was seen on it: that helps to answer questions.
    """

    code: str
    name: str
    title: Label
    params: type[Any]
    check: Check
    messages: Mapping[str, Message]
    card: Card
    severity: Severity = Severity.ERROR
    always: bool = False
    waivable: bool = True
    needs: Needs = needs_nothing_more
    asks: tuple[str, ...] = ()
    by_section: bool = False
    joins_fields: bool = False
    look: Look | None = None
    sees: Label = Label("")


def problem_check(code: str, *, warnings: frozenset[str] = frozenset()) -> Check:
    """Return the check of a kind whose findings are the problems under `code`; `warnings` names milder ones."""

    def check(_rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
        for problem in context.dossier.problems:
            if problem.code == code:
                yield hit_from_problem(problem, warnings)

    return check


def hit_from_problem(problem: Problem, warnings: frozenset[str] = frozenset()) -> Hit:
    """Return a problem as a hit; a near miss among its arguments becomes a guess put as a question."""
    severity = Severity.WARNING if problem.key in warnings else None
    near = problem.args.get("near")
    guess = Label(f"您是不是要写“{near}”？", f"do you mean {near}? ") if near else Label("")
    return Hit(problem.place, problem.key, {**problem.args, "guess": guess}, severity)
