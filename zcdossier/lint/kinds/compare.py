"""ZC206 compare: a number or date against a constant or another field, with simple arithmetic."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.compared_sides import JudgedSide, in_common_terms, is_coarse, is_satisfied
from zcdossier.lint.comparison import ValueFamily, common_family, family_of
from zcdossier.lint.context import Context
from zcdossier.lint.describe import describe_value
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.operands import DURATIONS, ResolvedOperand, resolve_operand
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import per_record, value_to_check
from zcdossier.model.condition import TODAY, Operand
from zcdossier.model.dossier import Record, Value
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label, join_labels
from zcdossier.model.numerals import plain_number
from zcdossier.model.place import Place
from zcdossier.model.profile import Rule

_DECIMALS = 4
_RELATIONS = {
    ("above", False): Label("应大于", "above"),
    ("at_least", False): Label("不应小于", "at least"),
    ("below", False): Label("应小于", "below"),
    ("at_most", False): Label("不应大于", "at most"),
    ("above", True): Label("应晚于", "later than"),
    ("at_least", True): Label("不应早于", "no earlier than"),
    ("below", True): Label("应早于", "earlier than"),
    ("at_most", True): Label("不应晚于", "no later than"),
    ("equals", False): Label("应为", "exactly"),
    ("equals", True): Label("应为", "exactly"),
}
_AMOUNTS = {
    "above": Label("没有超过", "not more than"),
    "at_least": Label("不满", "short of"),
    "below": Label("没有少于", "not less than"),
    "at_most": Label("超过了", "more than"),
    "equals": Label("而不是", "not"),
}
_NOTHING = Label("")
_NO_ORDER = Label("填的内容没法比较", "can't be compared")
_BOUNDS = ("above", "at_least", "below", "at_most", "equals")


class CompareParams(NamedTuple):
    """The bounds that the value of `field` keeps to, or what `of` stands for.

    `of` is a computed value: of fields it is judged for each record, of a `section` with `pick` once for the dossier.
    `between` are both ends, which still hold; `one_of` and `none_of` are values, fields or computed ones.
    A number that misses a bound by no more than `tolerance` is a warning. With `titles` texts are equal that name one
    professional title, as 工程师（水利） and 工程师 do. What lacks on the other side, or is known too
    coarsely, leaves the rule open.
    """

    field: FieldName = FieldName("")
    of: Operand | None = None
    above: Operand | None = None
    at_least: Operand | None = None
    below: Operand | None = None
    at_most: Operand | None = None
    equals: Operand | None = None
    between: tuple[Operand, ...] = ()
    one_of: tuple[Operand, ...] = ()
    none_of: tuple[Operand, ...] = ()
    tolerance: Decimal = Decimal(0)
    titles: bool = False


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Compare where a left side is filled in; what can't be read is for another kind, and leaves this one open."""
    params: CompareParams = rule.params
    if params.of is not None and params.of.section and not params.of.match:
        yield from _check_dossier(params.of, rule, context)
    elif params.of is not None:
        yield from _check_computed(rule, context)
    else:
        yield from _check_records(rule, context)


@per_record
def _check_records(record: Record, params: CompareParams, context: Context) -> Iterator[Hit | Unjudged]:
    value = value_to_check(record, params.field, context)
    if not isinstance(value, Value):
        yield from () if value is None else (value,)
        return
    owner, _, piece = params.field.partition(".")
    declared = context.field(record.section, owner)
    label = context.field_label(record.section, params.field)
    whole = record.fields.get(owner, value) if label == context.field_label(record.section, owner) else value
    left = JudgedSide(
        value.canon,
        describe_value(whole, None if piece else declared),
        value.place,
        label,
        family_of(declared, piece),
        None if piece else declared,
        context.label(record.section),
    )
    yield from _compare_sides(left, params, record, context)


@per_record
def _check_computed(record: Record, params: CompareParams, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge what is computed of each record's fields."""
    assert params.of is not None
    resolved = resolve_operand(params.of, record, context)
    place = _place_of(params.of, record)
    if resolved.text is None:
        yield Unjudged(resolved.reason_missing, place)
        return
    left = JudgedSide(resolved.text, Label(_short_amount(resolved.text)), place, resolved.name, resolved.family)
    yield from _compare_sides(left, params, record, context)


def _short_amount(text: str) -> str:
    """A quotient with as many decimals as people read."""
    amount = plain_number(text)
    short = None if amount is None else round(amount, _DECIMALS)
    return text if short is None or short == amount else f"{short.normalize():f}…"


def _place_of(operand: Operand, record: Record) -> Place:
    named = next((name for name in operand.names if name in record.fields), "")
    return record.place_of(named) if named else record.place


def _check_dossier(operand: Operand, rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge something counted or added up over records; without any record there is nothing to judge."""
    section = rule.sections[0]
    if not context.records(section):
        return
    resolved = resolve_operand(operand, None, context)
    place = context.section_place(section)
    if resolved.text is None:
        yield Unjudged(Label(f"没有填全：{resolved.label.zh}", f"not complete: {resolved.label.text('en')}"), place)
        return
    left = JudgedSide(resolved.text, Label(resolved.text), place, resolved.name, resolved.family)
    for hit in _compare_sides(left, rule.params, None, context):
        yield _with_duration(hit, resolved, operand) if isinstance(hit, Hit) and resolved.until.zh else hit


def _with_duration(hit: Hit, found: ResolvedOperand, operand: Operand) -> Hit:
    """Say of a duration what it is counted in and to which day."""
    unit = DURATIONS[operand.pick]
    args = {**hit.args, "field": found.owner, "until": found.until, "unit": unit}
    return hit._replace(message="duration", args=args)


def _compare_sides(
    left: JudgedSide, params: CompareParams, record: Record | None, context: Context
) -> Iterator[Hit | Unjudged]:
    for name, operand in _bounds_of(params):
        other = resolve_operand(operand, record, context)
        if other.text is None:
            yield Unjudged(other.reason_missing, left.place)
            continue
        mine, theirs = in_common_terms(left, other)
        keeps = is_satisfied(name, mine, theirs, common_family(left.family, other.family), titles=params.titles)
        if keeps is False:
            yield _hit(name, left, other, operand, params)
            return
        if keeps is None:
            both = Label(f"“{left.label.zh}”、{other.label.zh}", f"{left.label.text('en')}, {other.label.text('en')}")
            coarse = is_coarse(mine) or is_coarse(theirs)
            why = Label("时间不够具体，判断不了", "too imprecise to tell") if coarse else _NO_ORDER
            yield Unjudged(Label(f"{why.zh}：{both.zh}", f"{why.en}: {both.en}"), left.place)
    yield from _compare_with_lists(left, params, record, context)


def _bounds_of(params: CompareParams) -> Iterator[tuple[str, Operand]]:
    for name in _BOUNDS:
        operand: Operand | None = getattr(params, name)
        if operand is not None:
            yield name, operand
    yield from zip(("at_least", "at_most"), params.between, strict=False)


def _compare_with_lists(
    left: JudgedSide, params: CompareParams, record: Record | None, context: Context
) -> Iterator[Hit | Unjudged]:
    """Judge whether the value is one of some, and none of others."""
    for message, operands in (("one-of", params.one_of), ("none-of", params.none_of)):
        others = [resolve_operand(operand, record, context) for operand in operands]
        verdicts = [_equals(left, other, titles=params.titles) for other in others]
        is_one, is_untold = True in verdicts, None in verdicts and True not in verdicts
        if is_untold:
            missing = next((other.reason_missing for other in others if other.text is None), None)
            name = Label(f"{_NO_ORDER.zh}：“{left.label.zh}”", f"{_NO_ORDER.en}: {left.label.text('en')}")
            yield Unjudged(missing or name, left.place)
        elif others and is_one != (message == "one-of"):
            held = [other.label for other, verdict in zip(others, verdicts, strict=True) if is_one in (verdict, False)]
            args: dict[str, Argument] = {
                "field": left.label,
                "verb": Label("填的是" if left.owner.zh else "是", "says" if left.owner.zh else "is"),
                "value": left.typed,
                "bound": join_labels(held),
                "which": _which(left, _NOTHING),
            }
            yield Hit(left.place, message, args)


def _equals(left: JudgedSide, other: ResolvedOperand, *, titles: bool) -> bool | None:
    if other.text is None:
        return None
    mine, theirs = in_common_terms(left, other)
    return is_satisfied("equals", mine, theirs, common_family(left.family, other.family), titles=titles)


def _hit(name: str, left: JudgedSide, other: ResolvedOperand, operand: Operand, params: CompareParams) -> Hit:
    dates = ValueFamily.DATE in (left.family, other.family)
    written = bool(operand.text) and operand.text.partition(".")[0] != TODAY
    ours, theirs = _labels_told_apart(left, other)
    bound = theirs if not written else Label(f" {other.label.zh}", other.label.text("en"))
    args: dict[str, Argument] = {
        "field": ours,
        "verb": Label("填的是" if left.owner.zh else "是", "says" if left.owner.zh else "is"),
        "value": Label(left.typed.zh.replace("~", " 到 "), left.typed.text("en").replace("~", " to ")),
        "bound": bound,
        "relation": _RELATIONS[name, dates],
        "amount": _AMOUNTS[name],
        "which": _which(left, _NOTHING if operand.text else other.name),
    }
    message = "equals" if name == "equals" and not written else "bound"
    return Hit(left.place, message, args, _near(left.text, other.text or "", params.tolerance))


def _labels_told_apart(left: JudgedSide, other: ResolvedOperand) -> tuple[Label, Label]:
    """Two fields that are called the same are told apart by whose they are."""
    if left.label.zh != other.name.zh or not left.owner.zh or not other.owner.zh:
        return left.label, other.label
    ours = Label(f"{left.owner.zh}的{left.label.zh}", f"{left.label.text('en')} of {left.owner.text('en')}")
    named = f"{other.owner.zh}的{other.name.zh}", f"{other.name.text('en')} of {other.owner.text('en')}"
    theirs = Label(
        other.label.zh.replace(other.name.zh, named[0], 1),
        other.label.text("en").replace(other.name.text("en"), named[1], 1),
    )
    return ours, theirs


def _which(left: JudgedSide, right: Label) -> Label:
    """One of two things is wrong, or the only one; what is worked out nobody typed: what it is worked out from is."""
    ours = Label(f"“{left.label.zh}”", left.label.text("en"))
    if not left.owner.zh:
        ours = Label(f"算{ours.zh}用到的内容", f"what {ours.en} is worked out from")
    if not right.zh or right.zh == left.label.zh:
        return ours
    return Label(f"{ours.zh}和“{right.zh}”", f"{ours.en} and {right.text('en')}")


def _near(text: str, other: str, tolerance: Decimal) -> Severity | None:
    first, second = plain_number(text), plain_number(other)
    if not tolerance or first is None or second is None:
        return None
    return Severity.WARNING if abs(first - second) <= tolerance else None


_CHECK_WHICH = Label(
    "对照原件核对{which}：填错了就改正；没有填错，就是不符合这一条要求",
    "check {which} against the originals: correct what is mistyped; if nothing is, the requirement is not met",
)

KIND = CheckKind(
    code="ZC206",
    name="compare",
    title=Label("大小比较", "comparison"),
    params=CompareParams,
    check=check,
    asks=("above", "at_least", "below", "at_most", "equals", "between", "one_of", "none_of"),
    messages={
        "bound": Message(
            Label(
                "“{field}”{verb} {value}，{relation}{bound}", "{field} {verb} {value}; it must be {relation} {bound}"
            ),
            _CHECK_WHICH,
        ),
        "equals": Message(
            Label("“{field}”{verb} {value}，应与{bound}相同", "{field} {verb} {value}; it must be the same as {bound}"),
            Label(
                "对照原件核对{which}，改正填错的那一处",
                "check {which} against the originals and correct the one that is wrong",
            ),
        ),
        "one-of": Message(
            Label(
                "“{field}”{verb} {value}，应是其中之一：{bound}", "{field} {verb} {value}; it must be one of: {bound}"
            ),
            _CHECK_WHICH,
        ),
        "none-of": Message(
            Label("“{field}”{verb} {value}，不应是 {bound}", "{field} {verb} {value}; it must not be {bound}"),
            _CHECK_WHICH,
        ),
        "duration": Message(
            Label(
                "“{field}”到{until}累计 {value} {unit}，{amount}{bound} {unit}",
                "{field}: {value} {unit} in total until {until}, {amount} {bound} {unit}",
            ),
            Label(
                "核对每一段的起止时间，有漏填的就补上；没有填错，就是年限不符合这一条要求",
                "check the start and end of each period and add any that are missing; if all are right, the "
                "requirement is not met",
            ),
        ),
    },
    card=Card(
        why=Label(
            "学时、人数、排名、起止时间之间有大小关系，写反了就站不住。",
            "Hours, numbers of people, ranks and dates must be consistent with each other.",
        ),
        wrong="members: 2\nrank: 3",
        right="members: 3\nrank: 2",
        mend=Label("对照证书核对数字。", "Check the figures against the certificate."),
    ),
)
