"""What is done to a value that is worked out, and what comes out, in words."""

from zcdossier.lint.computed_amounts import ROUNDING_WORDS
from zcdossier.model.condition import Operand
from zcdossier.model.label import Label
from zcdossier.model.reading import plain_text

_SHOWN_DECIMALS = 4
DURATIONS = {"months": Label("个月", "months"), "years": Label("年", "years")}
"""What a duration is counted in, by what is picked."""


def steps_in_words(operand: Operand) -> list[Label]:
    """What is done to a value, in words."""
    steps = []
    if operand.times != 1:
        factor = plain_text(round(operand.times, _SHOWN_DECIMALS))
        steps.append(Label(f"×{factor}", f" times {factor}"))
    if operand.plus:
        sign = "＋" if operand.plus > 0 else "－"
        steps.append(Label(f"{sign}{abs(operand.plus):f}", f" plus {operand.plus:f}"))
    for amount, unit in ((operand.months, Label("个月", "months")), (operand.days, Label("天", "days"))):
        if amount:
            side = Label("往后", "after") if amount > 0 else Label("往前", "before")
            steps.append(Label(f"{side.zh} {abs(amount)} {unit.zh}", f", {abs(amount)} {unit.en} {side.en}"))
    if operand.workdays:
        steps.append(Label(f"起满 {operand.workdays} 个工作日", f", {operand.workdays} working days from that day"))
    if operand.rounding is not None:
        steps.append(ROUNDING_WORDS[operand.rounding])
    if operand.cap is not None:
        steps.append(Label(f"，最多算 {operand.cap:f}", f", {operand.cap:f} at most"))
    return steps


def value_in_words(text: str, until: Label, operand: Operand) -> Label:
    """The value as people write it: with the unit and the day of a duration, the two ends of what is not exact."""
    value = Label(text.replace("~", " 到 "), text.replace("~", " to "))
    if operand.pick in DURATIONS:
        unit = DURATIONS[operand.pick]
        return Label(f"到{until.zh} {value.zh} {unit.zh}", f"{value.en} {unit.en} until {until.text('en')}")
    return value
