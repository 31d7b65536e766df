"""ZC205 together: when one thing holds another must hold too, or both hold or neither (a star and its twin)."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, LEVEL, Context
from zcdossier.lint.describe import described, short, standing, subject_label
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import missing_facts, per_record
from zcdossier.lint.remedy import to_make, to_undo
from zcdossier.model.condition import Condition, subjects
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Message, Related
from zcdossier.model.label import Label


class Params(NamedTuple):
    """If `if_` holds `then` must hold; with `both_ways` also the other way round. `at` is where to point.

    In a profile the key is `if`.
    """

    if_: Condition
    then: Condition
    both_ways: bool = False
    at: FieldName = FieldName("")


@per_record
def check(record: Record, params: Params, context: Context) -> Iterator[Hit | Unjudged]:
    """Evaluate both conditions for each record."""
    evaluation = Evaluation(context, record)
    first, second = evaluation.holds(params.if_), evaluation.holds(params.then)
    decided = first is False and not params.both_ways
    if not decided and (first is None or second is None) and not (second is True and not params.both_ways):
        yield Unjudged(missing_facts(context, evaluation.missing, record), record.place)
    elif first and not second:
        yield _hit(record, context, params, params.if_, params.then)
    elif params.both_ways and second and not first:
        yield _hit(record, context, params, params.then, params.if_)


def _hit(record: Record, context: Context, params: Params, holding: Condition, failing: Condition) -> Hit:
    undone = to_undo(holding, context, record)
    args = {
        "holding": standing(holding, context, record),
        "failing": standing(failing, context, record),
        "mend": to_make(failing, context, record),
        "undo": Label(f"；或者{undone.zh}", f"; or {undone.text('en')}") if undone.zh else Label(""),
    }
    place = context.place_of(record, params.at or _level_alone(failing))
    others = [name for name in subjects(params.if_) if name != params.at and name in record.fields]
    related = tuple(
        Related(record.fields[name].place, Label("另一处在这里", "the other one is here")) for name in others[:1]
    )
    if set(subjects(holding)) <= set(subjects(failing)):
        return _itself(Hit(place, "itself", args, related=related), failing, context, record)
    return Hit(place, "apart", args, related=related)


def _level_alone(failing: Condition) -> str:
    """The level when a finding is about nothing else: it stands outside the record that is judged."""
    names = {*subjects(failing)}
    return LEVEL if names and names <= {LEVEL, f"{APPLICANT}.{LEVEL}"} else ""


def _itself(hit: Hit, failing: Condition, context: Context, record: Record) -> Hit:
    """Both halves ask about the same thing: say how it stands and, where a few words do, what is wanted."""
    said = described(failing, context, record.section)
    named = subject_label(next(subjects(failing)), context, record.section)
    said = Label(said.zh.removeprefix(f"“{named.zh}”"), said.text("en"))
    wanted = (
        Label(f"，应当{said.zh}", f"; wanted: {said.text('en')}")
        if short(failing)
        else Label("，不符合要求", ": not as required")
    )
    return hit._replace(args={**hit.args, "wanted": wanted})


KIND = Kind(
    code="ZC205",
    name="together",
    title=Label("前后一致", "things that go together"),
    params=Params,
    check=check,
    messages={
        "apart": Message("{holding}，但{failing}", "{holding}, but {failing}", "{mend}{undo}", "{mend}{undo}"),
        "itself": Message("{failing}{wanted}", "{failing}{wanted}", "{mend}", "{mend}"),
    },
    card=Card(
        why=Label(
            "星号与“是/否”这样成对的标记必须一致，只标一处等于没标。",
            "Marks that come in pairs, such as a star and a yes, must agree; one alone does not count.",
        ),
        wrong='title: "*课堂里的追问"\nis_representative: 否',
        right='title: "*课堂里的追问"\nis_representative: 是',
        mend=Label("想好这一项要不要标，两处改成一样。", "Decide whether it is to be marked, and make both agree."),
    ),
)
