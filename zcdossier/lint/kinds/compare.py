"""ZC206 compare: a number or date against a constant or another field, with simple arithmetic."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.compared import compared, number
from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.subjects import judged
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Field, FieldType, Rule
from zcdossier.model.value import Value

_MEASURED = frozenset({FieldType.DATE, FieldType.INTEGER, FieldType.NUMBER})


class Operand(NamedTuple):
    """A constant `text`, or `field` times `times` plus `plus`. `applicant.` reaches the applicant's facts."""

    text: str = ""
    field: str = ""
    times: Decimal = Decimal(1)
    plus: Decimal = Decimal(0)


class Params(NamedTuple):
    """The bounds that the value of `field` must keep to."""

    field: str
    above: Operand | None = None
    at_least: Operand | None = None
    below: Operand | None = None
    at_most: Operand | None = None
    equals: Operand | None = None


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Compare where both sides are there and readable; an absent or odd value is another kind's business."""
    params: Params = rule.params
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            continue
        value = one.fields.get(params.field)
        if value is None or value.empty:
            continue
        for name in ("above", "at_least", "below", "at_most", "equals"):
            operand: Operand | None = getattr(params, name)
            if operand is None:
                continue
            other = _text(operand, one, context)
            if other is None or _keeps(name, value, other, operand, context.field(one.section, params.field)):
                continue
            args: dict[str, Argument] = {
                "field": context.field_label(one.section, params.field),
                "value": value.text,
                "bound": _shown(operand, one, context, other),
            }
            yield Hit(value.place, name, args)
            break


def _text(operand: Operand, record: Record, context: Context) -> str | None:
    if not operand.field:
        return operand.text
    kind, _, fact = operand.field.partition(".")
    source = context.dossier.applicant.get(fact) if kind == "applicant" else record.fields.get(operand.field)
    return source.canon if source is not None and not source.empty else None


def _shown(operand: Operand, record: Record, context: Context, other: str) -> Label:
    if not operand.field:
        return Label(other, other)
    kind, _, fact = operand.field.partition(".")
    section, name = ("applicant", fact) if kind == "applicant" else (record.section, operand.field)
    label = context.field_label(section, name)
    amount = other
    plain = number(other)
    if plain is not None and (operand.times != 1 or operand.plus != 0):
        amount = f"{(plain * operand.times + operand.plus).normalize():f}"
    return Label(f"“{label.zh}”{amount}", f"{label.text('en')} ({amount})")


def _keeps(name: str, value: Value, other: str, operand: Operand, declared: Field | None) -> bool:
    """Only what is certain is wrong. Texts are compared as texts, but not where a number or a date is meant."""
    verdict = compared(name, value.canon, other, operand.times, operand.plus)
    if verdict is not None:
        return verdict
    texts = declared is None or declared.type not in _MEASURED
    return name != "equals" or not texts or value.canon == other


KIND = Kind(
    code="ZC206",
    name="compare",
    title=Label("大小比较", "comparison"),
    params=Params,
    check=check,
    messages={
        "above": Message(
            "“{field}”应大于 {bound}：{value}", "{field} must be above {bound}: {value}", "核对后改正", "check it"
        ),
        "at_least": Message(
            "“{field}”不应小于 {bound}：{value}", "{field} must be at least {bound}: {value}", "核对后改正", "check it"
        ),
        "below": Message(
            "“{field}”应小于 {bound}：{value}", "{field} must be below {bound}: {value}", "核对后改正", "check it"
        ),
        "at_most": Message(
            "“{field}”不应大于 {bound}：{value}", "{field} must be at most {bound}: {value}", "核对后改正", "check it"
        ),
        "equals": Message(
            "“{field}”应等于 {bound}：{value}",
            "{field} must equal {bound}: {value}",
            "核对后改成一致",
            "make them agree",
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
