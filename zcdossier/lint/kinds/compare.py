"""ZC206 compare: a number or date against a constant or another field, with simple arithmetic."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.compared import compared, number
from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.operands import TODAY, Operand, resolve
from zcdossier.lint.subjects import judged
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message, Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType, Rule

_MEASURED = frozenset({FieldType.DATE, FieldType.INTEGER, FieldType.NUMBER})


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
_NOTHING = Label("")
BOUNDS = ("above", "at_least", "below", "at_most", "equals")


class Params(NamedTuple):
    """The bounds that the value of `field` keeps to, or (once for the dossier) what `of` stands for.

    A number that misses a bound by no more than `tolerance` is a warning.
    """

    field: str = ""
    of: Operand | None = None
    above: Operand | None = None
    at_least: Operand | None = None
    below: Operand | None = None
    at_most: Operand | None = None
    equals: Operand | None = None
    tolerance: Decimal = Decimal(0)


class _Left(NamedTuple):
    """The side that is judged: its text, how it was typed, where it stands, what to call it."""

    text: str
    shown: str
    place: Place
    label: Label
    declared: Field | None


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Compare where both sides are there and readable; an absent or odd value is another kind's business."""
    params: Params = rule.params
    if params.of is not None:
        yield from _dossier(params.of, rule, context)
        return
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            continue
        value = one.fields.get(params.field)
        if value is None or value.empty:
            continue
        declared = context.field(one.section, params.field)
        label = context.field_label(one.section, params.field)
        left = _Left(value.canon, value.text, value.place, label, declared)
        yield from _compared(left, params, one, context)


def _dossier(operand: Operand, rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Judge something counted or added up over records; without any record there is nothing to judge."""
    section = rule.sections[0]
    if not context.records(section):
        return
    found = resolve(operand, None, context)
    place = context.section_place(section)
    if found.text is None:
        yield Unjudged(Label(f"没有填全：{found.label.zh}", f"not complete: {found.label.text('en')}"), place)
        return
    left = _Left(found.text, found.text, place, found.name, None)
    yield from _compared(left, rule.params, None, context)


def _compared(left: _Left, params: Params, record: Record | None, context: Context) -> Iterator[Hit]:
    for name in BOUNDS:
        operand: Operand | None = getattr(params, name)
        if operand is None:
            continue
        other = resolve(operand, record, context)
        if other.text is None or _keeps(name, left, other.text):
            continue
        dates = left.declared is not None and left.declared.type is FieldType.DATE
        written = operand.text not in ("", TODAY)
        args: dict[str, Argument] = {
            "field": left.label,
            "value": left.shown,
            "bound": Label(f" {other.label.zh}", other.label.text("en")) if written else other.label,
            "relation": _RELATIONS[name, dates],
            "which": _which(left.label, _NOTHING if operand.text else other.name),
        }
        message = "equals" if name == "equals" and not written else "bound"
        yield Hit(left.place, message, args, _near(left.text, other.text, params.tolerance))
        return


def _which(left: Label, right: Label) -> Label:
    """One of two things is wrong, or the only one."""
    if not right.zh or right.zh == left.zh:
        return Label(f"“{left.zh}”", left.text("en"))
    return Label(f"“{left.zh}”或“{right.zh}”", f"{left.text('en')} or {right.text('en')}")


def _near(text: str, other: str, tolerance: Decimal) -> Severity | None:
    first, second = number(text), number(other)
    if not tolerance or first is None or second is None:
        return None
    return Severity.WARNING if abs(first - second) <= tolerance else None


def _keeps(name: str, left: _Left, other: str) -> bool:
    """Only what is certain is wrong. Texts are compared as texts, but not where a number or a date is meant."""
    verdict = compared(name, left.text, other)
    if verdict is not None:
        return verdict
    texts = left.declared is None or left.declared.type not in _MEASURED
    return name != "equals" or not texts or left.text == other


KIND = Kind(
    code="ZC206",
    name="compare",
    title=Label("大小比较", "comparison"),
    params=Params,
    check=check,
    messages={
        "bound": Message(
            "“{field}”是 {value}，{relation}{bound}",
            "{field} is {value}; it must be {relation} {bound}",
            "核对后改正{which}",
            "check and correct {which}",
        ),
        "equals": Message(
            "“{field}”是 {value}，应与{bound}相同",
            "{field} is {value}; it must be the same as {bound}",
            "核对后改正{which}",
            "check and correct {which}",
        ),
    },
    card=Card(
        why=Label(
            "学时、人数、排名、起止时间之间有大小关系，写反了就站不住。", "Hours, ranks and dates must fit each other."
        ),
        wrong="members: 2\nrank: 3",
        right="members: 3\nrank: 2",
        mend=Label("对照证书核对数字。", "Check the figures against the certificate."),
    ),
)
