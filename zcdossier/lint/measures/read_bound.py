"""A bound as a profile writes it, to what a measure compares with: an amount with its unit, or one of its words."""

from zcdossier.lint.measures.bounds import ENDLESS, NOTHING, Bound
from zcdossier.lint.measures.measure_types import Measure, ValueForm
from zcdossier.model.label import Label
from zcdossier.model.quantities import (
    Kilobyte,
    examples_of,
    read_quantity,
    read_two_quantities,
    split_open_band,
)


def read_bound(text: str, measure: Measure, kilobyte: Kilobyte = Kilobyte.EITHER) -> Bound | None:
    """Return the bound that a text stands for; None where the measure can't be that."""
    if measure.form is ValueForm.NUMBER:
        amount = read_quantity(text, measure.unit, kilobyte)
        return None if amount is None else Bound(text, (amount,))
    if measure.form is ValueForm.SIZE:
        sides = read_two_quantities(text, measure.unit)
        return None if sides is None else Bound(text, sides)
    if measure.words:
        word = measure.find_word(text)
        if word is None and measure.text_test is not None:
            return Bound(text.strip()) if measure.text_test.reads(text) else None
        if word is None:
            return Bound(text) if measure.form is ValueForm.TEXT else None
        return Bound(word.id)
    if measure.id == "suffix" and not text.startswith("."):
        return None
    return Bound(text)


def read_band_bound(text: str, measure: Measure, kilobyte: Kilobyte = Kilobyte.EITHER) -> Bound | None:
    """Return the band that a text stands for, one end of which may be open: 300x400..600x800, ..40K; else None."""
    ends = split_open_band(text) if measure.has_amounts else None
    if ends is None:
        return None
    low, high = (read_bound(end, measure, kilobyte) if end else Bound() for end in ends)
    if low is None or high is None:
        return None
    sides = len(low.amounts or high.amounts)
    return Bound(text, low.amounts or (NOTHING,) * sides, upto=high.amounts or (ENDLESS,) * sides)


def what_it_can_be(measure: Measure) -> Label:
    """Say what a bound of a measure may be, for who wrote something else."""
    if measure.has_amounts:
        examples = "358x441, A4" if measure.form is ValueForm.SIZE else examples_of(measure.unit)
        return Label(f"写成 {examples} 这样", f"write it like {examples}")
    if measure.words:
        words = [word.id for word in measure.words]
        return Label(f"可以是：{'、'.join(words)}", f"it is one of {', '.join(words)}")
    return Label("扩展名要带点，例如 .jpg", "an ending has its dot: .jpg")
