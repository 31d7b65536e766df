"""ZC205 together: when one thing holds another must hold too, or both hold or neither (a star and its twin)."""

from collections.abc import Iterator
from typing import NamedTuple

from zcdossier.lint.context import APPLICANT, LEVEL, PART, Context
from zcdossier.lint.describe import (
    describe_requirement,
    describe_state,
    describe_wanted_values,
    is_short,
    subject_label,
)
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import missing_facts, per_record
from zcdossier.model.condition import AllOf, Comparison, Condition, Not, Operator, subjects_of
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Message, Related
from zcdossier.model.label import Label, fill_label, join_labels
from zcdossier.model.profile import FieldType
from zcdossier.model.yes_no import NO, YES


class TogetherParams(NamedTuple):
    """If `if_` holds `then` must hold; with `both_ways` also the other way round. `at` is where to point.

    In a profile the key is `if`.
    """

    if_: Condition
    then: Condition
    both_ways: bool = False
    at: FieldName = FieldName("")


@per_record
def check(record: Record, params: TogetherParams, context: Context) -> Iterator[Hit | Unjudged]:
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


def _hit(record: Record, context: Context, params: TogetherParams, holding: Condition, failing: Condition) -> Hit:
    undone = fix_to_violate(holding, context, record)
    args = {
        "holding": describe_state(holding, context, record),
        "failing": describe_state(failing, context, record),
        "mend": fix_to_satisfy(failing, context, record),
        "undo": Label(f"；或者{undone.zh}", f"; or {undone.text('en')}") if undone.zh else Label(""),
    }
    place = context.place_of(record, params.at or _level_alone(failing))
    others = [name for name in subjects_of(params.if_) if name != params.at and name in record.fields]
    related = tuple(
        Related(record.fields[name].place, Label("另一处在这里", "the other one is here")) for name in others[:1]
    )
    if set(subjects_of(holding)) <= set(subjects_of(failing)):
        return _hit_about_itself(Hit(place, "itself", args, related=related), failing, context, record)
    return Hit(place, "apart", args, related=related)


def _level_alone(failing: Condition) -> str:
    """The level when a finding is about nothing else: it stands outside the record that is judged."""
    names = {*subjects_of(failing)}
    return LEVEL if names and names <= {LEVEL, f"{APPLICANT}.{LEVEL}"} else ""


def _hit_about_itself(hit: Hit, failing: Condition, context: Context, record: Record) -> Hit:
    """Both halves ask about the same thing: say how it stands and, where a few words do, what is wanted."""
    requirement = describe_requirement(failing, context, record.section)
    named = subject_label(next(subjects_of(failing)), context, record.section)
    requirement = Label(requirement.zh.removeprefix(f"“{named.zh}”"), requirement.text("en"))
    wanted = (
        Label(f"，应当{requirement.zh}", f"; required: {requirement.text('en')}")
        if is_short(failing)
        else Label("，不符合要求", ": not as required")
    )
    return hit._replace(args={**hit.args, "wanted": wanted})


_OPENING = ("《", "“", "‘", "「", "『", "（", "(", "【", "[")
"""What is closed behind, and so goes on standing before the text."""
_AND, _OR = Label("，并", ", and "), Label("；或者", ", or ")
_MAKE: dict[Operator, Label] = {
    Operator.ONE_OF: Label(
        "核对“{field}”：这一条要求的是 {values}，填错了就改正",
        "check {field}: {values} is required here; correct it if it is mistyped",
    ),
    Operator.STARTS_WITH: Label("在“{field}”最前面加上 {values}{so}", "put {values} in front of {field}{so}"),
    Operator.ENDS_WITH: Label("在“{field}”最后加上 {values}", "put {values} at the end of {field}"),
    Operator.CONTAINS: Label("在“{field}”里写上 {values}", "mention {values} in {field}"),
}
_BEGIN = Label("把“{field}”的开头写成 {values}", "make {field} begin with {values}")
_MAKE_ABSENT = Label(
    "按实际填写“{field}”；这一条要求的是 {values}",
    "fill in {field} truthfully; {values} is required here",
)
_SET_FLAG = Label("把“{field}”改成 {values}", "change {field} to {values}")
_SET_FLAG_ABSENT = Label("在“{field}”填上 {values}", "fill in {field}: {values}")
_UNSET_FLAG = Label("把“{field}”改成 {values}（其实不是的话）", "change {field} to {values} if it is not so")
_UNDO: dict[Operator, Label] = {
    Operator.STARTS_WITH: Label("去掉“{field}”最前面的 {values}", "remove the {values} in front of {field}"),
    Operator.ENDS_WITH: Label("去掉“{field}”最后的 {values}", "remove the {values} at the end of {field}"),
    Operator.CONTAINS: Label("删去“{field}”里的 {values}", "remove {values} from {field}"),
}
_ANYTHING_ELSE = Label(
    "核对“{field}”是不是填错了：填 {values} 不符合这一条",
    "check whether {field} is mistyped: {values} does not meet this requirement",
)
_CHECK = Label("核对“{field}”填得对不对", "check {field}")
_FILL: dict[tuple[bool, bool], Label] = {
    (False, True): Label("填上“{field}”", "fill in {field}"),
    (False, False): Label("“{field}”不该填的话就删去", "remove {field} if it does not belong here"),
    (True, True): Label("放上“{field}”的扫描件", "add a scan of {field}"),
    (True, False): Label("移走“{field}”的扫描件", "move the scan of {field} away"),
}


def fix_to_satisfy(condition: Condition, context: Context, record: Record) -> Label:
    """Say what to do so that a condition that fails holds."""
    if isinstance(condition, Not):
        inner = condition.of
        if isinstance(inner, Comparison) and inner.operator is Operator.ONE_OF and not _is_flag(inner, context, record):
            return _fill_words(_ANYTHING_ELSE, inner, context, record)
        return fix_to_violate(inner, context, record)
    if isinstance(condition, Comparison):
        return _satisfy_comparison(condition, context, record)
    failing = [part for part in condition.of if Evaluation(context, record).holds(part) is not True]
    return _listed(
        [fix_to_satisfy(part, context, record) for part in failing], _AND if isinstance(condition, AllOf) else _OR
    )


def fix_to_violate(condition: Condition, context: Context, record: Record) -> Label:
    """Say what to do so that a condition that holds fails; empty when it is about the applicant alone."""
    if isinstance(condition, Not):
        inner = condition.of
        if isinstance(inner, Comparison) and inner.operator is Operator.ONE_OF and not _is_flag(inner, context, record):
            about_others = inner.subject.startswith(f"{APPLICANT}.") or context.other_section_of(inner.subject, record)
            return Label("") if about_others else _fill_words(_CHECK, inner, context, record)
        return fix_to_satisfy(inner, context, record)
    if isinstance(condition, Comparison):
        return _violate_comparison(condition, context, record)
    holding = [part for part in condition.of if Evaluation(context, record).holds(part) is not False]
    return _listed(
        [fix_to_violate(part, context, record) for part in holding], _OR if isinstance(condition, AllOf) else _AND
    )


def _listed(labels: list[Label], between: Label) -> Label:
    return join_labels([label for label in labels if label.zh], between)


def _satisfy_comparison(test: Comparison, context: Context, record: Record) -> Label:
    if context.other_section_of(test.subject, record) is not None:
        wanted = describe_requirement(test, context, record.section)
        return Label(
            f"核对是不是填错了，这一条要求{wanted.zh}", f"check whether it is mistyped; required: {wanted.text('en')}"
        )
    if test.operator is Operator.PRESENT:
        return _fill(test, context, record, filled=test.values[0] == YES)
    if not Evaluation(context, record).is_filled(test.subject):
        words = _MAKE_ABSENT if test.operator is Operator.ONE_OF else _FILL[False, True]
        flag = test.operator is Operator.ONE_OF and _is_flag(test, context, record)
        return _fill_words(_SET_FLAG_ABSENT if flag else words, test, context, record)
    if test.operator is Operator.ONE_OF and _is_flag(test, context, record):
        return _fill_words(_SET_FLAG, test, context, record)
    if test.operator in _MAKE:
        whole = test.operator is Operator.STARTS_WITH and any(value.strip("*＊") for value in test.values)
        return _fill_words(_BEGIN if whole else _MAKE[test.operator], test, context, record)
    wanted = describe_requirement(test, context, record.section)
    return Label(f"核对是不是填错了，应当{wanted.zh}", f"check whether it is mistyped; required: {wanted.text('en')}")


def _violate_comparison(test: Comparison, context: Context, record: Record) -> Label:
    if test.subject.startswith(f"{APPLICANT}.") or context.other_section_of(test.subject, record) is not None:
        return Label("")
    if test.operator is Operator.PRESENT:
        return _fill(test, context, record, filled=test.values[0] != YES)
    if test.operator is Operator.ONE_OF and _is_flag(test, context, record):
        other = NO if test.values[0] == YES else YES
        return _fill_words(_UNSET_FLAG, Comparison(test.subject, Operator.ONE_OF, (other,)), context, record)
    return _fill_words(_UNDO.get(test.operator, _CHECK), test, context, record)


def _is_flag(test: Comparison, context: Context, record: Record) -> bool:
    declared = context.field(record.section, test.subject)
    return declared is not None and declared.type is FieldType.FLAG


def _fill(test: Comparison, context: Context, record: Record, *, filled: bool) -> Label:
    return _fill_words(_FILL[test.subject.startswith(f"{PART}."), filled], test, context, record)


def _fill_words(words: Label, test: Comparison, context: Context, record: Record) -> Label:
    field = subject_label(test.subject, context, record.section)
    values = tuple(dict.fromkeys(test.labels or test.values))
    wanted = describe_wanted_values(test, context, record.section) if values else Label("")
    typed = record.fields[test.subject].text if test.subject in record.fields else ""
    written = Label("")
    if len(values) == 1 and '"' not in typed:
        so = context.form.example(f'"{_begin_with(values[0], typed)}"')
        written = Label(f"，写成 {so}", f", written {so}")
    return fill_label(words, field=field, values=wanted, so=written)


def _begin_with(mark: str, typed: str) -> str:
    """The text with the mark in front: one that stands behind a number or a quotation mark is moved there."""
    before, found, after = typed.partition(mark)
    if not found or any(sign.isalpha() for sign in before):
        return f"{mark}{typed}"
    return f"{mark}{before if before.strip().startswith(_OPENING) else ''}{after}"


KIND = CheckKind(
    code="ZC205",
    name="together",
    title=Label("前后一致", "things that go together"),
    params=TogetherParams,
    check=check,
    messages={
        "apart": Message(
            Label("{holding}，但{failing}", "{holding}, but {failing}"), Label("{mend}{undo}", "{mend}{undo}")
        ),
        "itself": Message(Label("{failing}{wanted}", "{failing}{wanted}"), Label("{mend}", "{mend}")),
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
