"""Bounds that are fields or computed, worked out for one record."""

from typing import Any

from zcdossier.lint.context import Context
from zcdossier.lint.kind import Unjudged
from zcdossier.lint.measures.bounds import LIMITS, TWINS, Bound, MeasureBounds
from zcdossier.lint.measures.measure_types import Measure
from zcdossier.lint.measures.read_bound import read_bound
from zcdossier.lint.operands import resolve_operand
from zcdossier.model.dossier import Record
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.quantities import Interval

_SINGLE = ("equals", *LIMITS, *TWINS)
_SEVERAL = ("one_of", "none_of", "all_of", "between")


def resolve_bounds(
    bounds: MeasureBounds, measure: Measure, record: Record | None, place: Place, context: Context
) -> MeasureBounds | Unjudged:
    """Return the bounds as constants, or why there is nothing to compare with."""
    resolved: dict[str, Any] = {}
    for name in (*_SINGLE, *_SEVERAL):
        given = getattr(bounds, name)
        several: tuple[Bound, ...] = given if name in _SEVERAL else (given,) if given is not None else ()
        if all(bound.operand is None for bound in several):
            continue
        constants = []
        for bound in several:
            constant = _resolve_bound(bound, measure, record, place, context)
            if isinstance(constant, Unjudged):
                return constant
            constants.append(constant)
        resolved[name] = tuple(constants) if name in _SEVERAL else constants[0]
    return bounds._replace(**resolved) if resolved else bounds


def _resolve_bound(
    bound: Bound, measure: Measure, record: Record | None, place: Place, context: Context
) -> Bound | Unjudged:
    if bound.operand is None:
        return bound
    other = resolve_operand(bound.operand, record, context)
    if other.text is None:
        return Unjudged(other.reason_missing, place)
    kilobyte = context.profile.kilobyte
    ends = [read_bound(end, measure, kilobyte) for end in other.text.split("~")] if measure.has_amounts else []
    if not measure.has_amounts:
        word = read_bound(other.text, measure, kilobyte)
        return (word or Bound(other.text))._replace(label=other.label)
    read = [end for end in ends if end is not None]
    if len(read) < len(ends):
        return Unjudged(Label(f"看不清填的是什么：{other.label.zh}", f"can't be read: {other.label.text('en')}"), place)
    amounts = tuple(Interval(low.low, high.high) for low, high in zip(read[0].amounts, read[-1].amounts, strict=True))
    return Bound(other.text, amounts, label=other.label)
