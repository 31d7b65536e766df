"""`explain` of a word that names nothing: which kinds of checks and which measures are about it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from zcdossier.lint.kind import CheckKind
from zcdossier.lint.kinds import BY_NAME
from zcdossier.lint.measures.measure_types import Measure
from zcdossier.lint.measures.registry import MEASURES, find_measure
from zcdossier.model.label import Label
from zcdossier.report.measure_text import measure_card
from zcdossier.report.messages import one_line
from zcdossier.report.parameter_text import describe_parameters, example_row
from zcdossier.report.style import Style
from zcdossier.report.text_layout import lay_out_notes

_MOST = 8
_TITLE, _PURPOSE, _DETAIL = 3.0, 2.0, 1.0
"""What a word counts that stands in a title, in what a kind is for, or in its parameters and messages."""
_ENOUGH = 0.6
"""The share of a phrase's pairs of characters that have to occur for it to be taken as said in other words."""


class _SearchedName(NamedTuple):
    name: str
    text: Label
    titles: tuple[Label, ...]
    purposes: tuple[Label, ...]
    details: tuple[Label, ...]
    in_profiles: bool = True
    """Whether a row of a profile may use it, which is what those search for who write one."""


def purpose_text(query: str, style: Style, clauses: Sequence[tuple[str, Label]] = ()) -> str:
    """Return the card of the measure that is called so, or a list of what is about it; empty if nothing is.

    `clauses` are those of notices in whose words it stands.
    """
    measure = find_measure(query)
    if measure is not None:
        return measure_card(measure, style)
    scored = sorted(
        ((_score(query, candidate), candidate) for candidate in _candidates()),
        key=lambda pair: (-pair[0], not pair[1].in_profiles),
    )
    found = [candidate for score, candidate in scored[:_MOST] if score > 0]
    rows = [(candidate.name, "", one_line(candidate.text, style.lang)) for candidate in found]
    rows += [(clause, "", one_line(text, style.lang)) for clause, text in clauses[: _MOST - len(rows)]]
    if not rows:
        return ""
    head = Label(f"没有叫“{query}”的；说到它的有：", f"nothing is called {query}; these are about it:")
    more = Label(f"更多：zcdossier explain {rows[0][0]}", f"more: zcdossier explain {rows[0][0]}")
    return "\n".join([style.say(head), *lay_out_notes(rows, style.width), style.say(more)]) + "\n"


def clauses_text(name: str, style: Style, clauses: Sequence[tuple[str, Label]]) -> str:
    """Return the clauses of a paragraph of a notice as a list; empty without any."""
    if not clauses:
        return ""
    rows = [(clause, "", one_line(text, style.lang)) for clause, text in clauses]
    head = Label(f"{name} 里的条款：", f"the clauses of {name}:")
    more = Label(f"更多：zcdossier explain {rows[0][0]}", f"more: zcdossier explain {rows[0][0]}")
    return "\n".join([style.say(head), *lay_out_notes(rows, style.width), style.say(more)]) + "\n"


def _candidates() -> Iterator[_SearchedName]:
    for kind in BY_NAME.values():
        yield _of_kind(kind)
    for measure in MEASURES.values():
        yield _of_measure(measure)


def _of_kind(kind: CheckKind) -> _SearchedName:
    details = [message.text for message in kind.messages.values()] + [
        line.meaning for line in describe_parameters(kind)
    ]
    title = Label(
        f"{kind.title.zh}（{kind.code}）：{kind.card.why.zh}", f"{kind.title.en} ({kind.code}): {kind.card.why.en}"
    )
    return _SearchedName(
        kind.name,
        title,
        (kind.title, Label(kind.name)),
        (kind.card.why, kind.card.mend),
        tuple(details),
        bool(example_row(kind)),
    )


def _of_measure(measure: Measure) -> _SearchedName:
    title = Label(f"量{measure.label.zh}：{measure.means.zh}", f"measures {measure.label.en}: {measure.means.en}")
    names = (measure.label, Label(measure.id), *map(Label, measure.aliases))
    words = tuple(word.label for word in measure.words)
    return _SearchedName(f"measure {measure.id}", title, names, (measure.means,), words)


def _score(query: str, candidate: _SearchedName) -> float:
    weighed = ((candidate.titles, _TITLE), (candidate.purposes, _PURPOSE), (candidate.details, _DETAIL))
    return max(_share(query, labels) * weight for labels, weight in weighed)


def _share(query: str, labels: Iterable[Label]) -> float:
    """How much of the query the texts say: all of it in one piece, or most of its pairs of characters."""
    texts = " ".join(f"{label.zh} {label.en or ''}" for label in labels).casefold()
    wanted = "".join(query.casefold().split())
    if not wanted or wanted in texts:
        return float(bool(wanted))
    pairs = {wanted[at : at + 2] for at in range(len(wanted) - 1)}
    share = sum(pair in texts for pair in pairs) / len(pairs) if pairs and not wanted.isascii() else 0.0
    return share / 2 if share >= _ENOUGH else 0.0
