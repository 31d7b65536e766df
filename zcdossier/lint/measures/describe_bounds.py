"""What a measure's bounds allow, in the words of people."""

from fractions import Fraction

from zcdossier.lint.measures.bounds import ENDLESS, LOWER_LIMITS, NOTHING, Bound, MeasureBounds
from zcdossier.lint.measures.measure_types import Measure, figure_of
from zcdossier.lint.measures.readable_pattern import describe_unwanted, describe_whole
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.label import Label, concat_labels, join_labels
from zcdossier.model.quantities import UNIT_WORDS, Interval

_LIMITS = {
    "above": Label("大于", "above"),
    "at_least": Label("不小于", "at least"),
    "below": Label("小于", "below"),
    "at_most": Label("不大于", "at most"),
}


def describe_bounds(bounds: MeasureBounds) -> Label:
    """Say what is allowed, in both languages: of a bound that is not exact the end that is safe."""
    measure = MEASURES[bounds.measure]
    texts = [text for text in (_equal(bounds, measure), _limits(bounds, measure), *_others(bounds, measure)) if text.zh]
    return join_labels(texts, Label("，", ", "))


def describe_wanted(bounds: MeasureBounds) -> Label:
    """Say the same so that it can stand after “should be”."""
    label = describe_bounds(bounds)
    return Label(f"为 {label.zh}", label.text("en")) if bounds.allowed else label


def _limits(bounds: MeasureBounds, measure: Measure) -> Label:
    texts = [_put_side_by_side(_LIMITS[name], _amounts(bound, name, measure)) for name, bound in bounds.limits()]
    listed = join_labels(texts, Label("，", ", "))
    unit = UNIT_WORDS[measure.unit].label
    return _put_side_by_side(listed, unit) if texts and unit.zh else listed


def _put_side_by_side(left: Label, right: Label) -> Label:
    """Put a space between words, but none beside a Chinese quotation mark or bracket."""
    between = "" if left.zh.endswith("）") or right.zh.startswith("“") else " "
    return Label(f"{left.zh}{between}{right.zh}", f"{left.text('en')} {right.text('en')}")


def _amounts(bound: Bound, test: str, measure: Measure) -> Label:
    """Write the safe end of a bound without its unit, and what it was worked out from."""
    sides = sorted(bound.amounts) if measure.lies else bound.amounts
    figures = " × ".join(figure_of(_safe(side, test), measure.unit) for side in sides)
    return _with_source(Label(figures, figures), bound)


def _with_source(figures: Label, bound: Bound) -> Label:
    if bound.label is None:
        return figures
    if figures.zh in bound.label.zh:
        return bound.label
    return Label(f"{figures.zh}（{bound.label.zh}）", f"{figures.text('en')} ({bound.label.text('en')})")


def _safe(amount: Interval, test: str) -> Fraction:
    return amount.high if test in LOWER_LIMITS else amount.low


def _bound_label(bound: Bound, measure: Measure) -> Label:
    if not bound.amounts:
        return measure.word_label(bound.text)
    if bound.upto:
        return _band_label(bound, measure)
    amounts = tuple(sorted(bound.amounts)) if measure.lies else bound.amounts
    return _with_source(measure.amounts_text(amounts), bound)


def _band_label(bound: Bound, measure: Measure) -> Label:
    low, high = _amounts(bound, "at_least", measure), _amounts(Bound(amounts=bound.upto), "at_most", measure)
    unit = UNIT_WORDS[measure.unit].label
    figures = Label(f"{low.zh} 到 {high.zh}", f"{low.text('en')} to {high.text('en')}")
    if NOTHING in bound.amounts:
        figures = Label(f"不大于 {high.zh}", f"at most {high.text('en')}")
    elif ENDLESS in bound.upto:
        figures = Label(f"不小于 {low.zh}", f"at least {low.text('en')}")
    return concat_labels(figures, Label(f" {unit.zh}", f" {unit.text('en')}")) if unit.zh else figures


def _equal(bounds: MeasureBounds, measure: Measure) -> Label:
    return join_labels(_bound_label(bound, measure) for bound in bounds.allowed)


def _others(bounds: MeasureBounds, measure: Measure) -> list[Label]:
    texts = []
    if bounds.none_of:
        listed = join_labels(_bound_label(bound, measure) for bound in bounds.none_of)
        texts.append(Label(f"不是 {listed.zh}", f"not {listed.text('en')}"))
    if bounds.all_of:
        listed = join_labels(_bound_label(bound, measure) for bound in bounds.all_of)
        texts.append(Label(f"含有 {listed.zh}", f"with {listed.text('en')}"))
    if bounds.matches:
        texts.append(describe_whole(bounds.matches))
    if bounds.not_matches:
        texts.append(describe_unwanted(bounds.not_matches))
    return texts
