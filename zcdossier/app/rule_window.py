"""The rules about a photo, as the window that a copy must land in. What is no number is judged afterwards."""

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

from zcdossier.assemble.photo.photo_encoding import WRITABLE
from zcdossier.assemble.photo.photo_window import NO_LIMIT, IntegerSpan, PhotoWindow
from zcdossier.lint.measures.bounds import LOWER_LIMITS, Bound, MeasureBounds
from zcdossier.model.profile import Rule
from zcdossier.model.quantities import Interval

_COLOURED = frozenset({"colour", "rgb", "rgba", "rgbx", "ycbcr"})
_COLOUR_BITS, _GREY_BITS = 24, 8
_LEAST_RATIO, _MOST_RATIO = Fraction(1, 10), Fraction(10)
_ROUND_ABOUT = Fraction(105, 100)
"""Ratios so close to each other are one ratio and what it may be off by."""


def window_of_rules(rules: Iterable[Rule]) -> PhotoWindow:
    """Return the window of all rules together, each bound at its safe end."""
    params: list[MeasureBounds] = [rule.params for rule in rules]
    by_measure: dict[str, list[MeasureBounds]] = {}
    for bounds in params:
        by_measure.setdefault(bounds.measure, []).append(bounds)

    def span(measure: str) -> IntegerSpan:
        return _common(_span_of(bounds, 0) for bounds in by_measure.get(measure, ()))

    sizes = by_measure.get("size", [])
    ratios = [_ratio_of(bounds) for bounds in by_measure.get("ratio", ())]
    low = max((low for low, _ in ratios), default=_LEAST_RATIO)
    high = min((high for _, high in ratios), default=_MOST_RATIO)
    return PhotoWindow(
        bytes=span("bytes"),
        widths=_common((span("width"), *(_span_of(bounds, 0) for bounds in sizes if not _exact(bounds)))),
        heights=_common((span("height"), *(_span_of(bounds, 1) for bounds in sizes if not _exact(bounds)))),
        sizes=tuple(_exact_sizes(sizes)),
        ratio_min=low,
        ratio_max=high,
        ratio_aim=(low + high) / 2 if low <= high <= low * _ROUND_ABOUT else None,
        formats=_formats(by_measure.get("format", [])),
        dpi=span("dpi") if "dpi" in by_measure else None,
        quality=_common((IntegerSpan(1, 100), span("quality"))),
        mode=_mode(by_measure),
    )


def _common(spans: Iterable[IntegerSpan]) -> IntegerSpan:
    least, most = 1, NO_LIMIT
    for each in spans:
        least, most = max(least, each.least), min(most, each.most)
    return IntegerSpan(least, most)


def _exact(bounds: MeasureBounds) -> list[Bound]:
    return [bound for bound in bounds.allowed if not bound.upto]


def _amount(amounts: tuple[Interval, ...], side: int) -> Interval | None:
    return amounts[min(side, len(amounts) - 1)] if amounts else None


def _ends(bound: Bound, side: int) -> tuple[Fraction, Fraction] | None:
    """Return what one side may be at least and at most; of what is not exact all that it may be."""
    low, high = _amount(bound.amounts, side), _amount(bound.upto, side)
    if low is None:
        return None
    return (low.low, low.high) if high is None else (low.high, high.low)


def _span_of(bounds: MeasureBounds, side: int) -> IntegerSpan:
    """Return the whole numbers that one side of a measure may be, whatever a K is."""
    least, most = 1, NO_LIMIT
    for name, bound in bounds.limits():
        amount = _amount(bound.amounts, side)
        if amount is None:
            continue
        if name in LOWER_LIMITS:
            least = max(least, math.floor(amount.high) + 1 if name == "above" else math.ceil(amount.high))
        else:
            most = min(most, math.ceil(amount.low) - 1 if name == "below" else math.floor(amount.low))
    for bound in bounds.allowed[:1]:  # of several the first: the rules themselves judge what was written
        ends = _ends(bound, side)
        if ends is not None:
            least, most = max(least, math.ceil(ends[0])), min(most, math.floor(ends[1]))
    return IntegerSpan(least, most)


def _exact_sizes(sizes: list[MeasureBounds]) -> Iterator[tuple[int, int]]:
    """Yield the sizes that every rule allows which lists some."""
    listed = [
        [(int(bound.amounts[0].low), int(bound.amounts[1].low)) for bound in _exact(bounds) if len(bound.amounts) > 1]
        for bounds in sizes
        if _exact(bounds)
    ]
    if listed:
        yield from (size for size in listed[0] if all(size in others for others in listed))


def _ratio_of(bounds: MeasureBounds) -> tuple[Fraction, Fraction]:
    low, high = _LEAST_RATIO, _MOST_RATIO
    for name, bound in bounds.limits():
        amount = _amount(bound.amounts, 0)
        if amount is not None:
            low, high = (max(low, amount.high), high) if name in LOWER_LIMITS else (low, min(high, amount.low))
    for bound in bounds.allowed[:1]:
        ends = _ends(bound, 0)
        if ends is not None:
            low, high = max(low, ends[0]), min(high, ends[1])
    return low, high


def _formats(rules: list[MeasureBounds]) -> tuple[str, ...]:
    allowed = WRITABLE
    for bounds in rules:
        words = [bound.text for bound in bounds.allowed]
        allowed = tuple(name for name in (words or allowed) if name in allowed)
        allowed = tuple(name for name in allowed if name not in [bound.text for bound in bounds.none_of])
    return allowed


def _mode(by_measure: dict[str, list[MeasureBounds]]) -> str:
    for bounds in by_measure.get("mode", []):
        words = [bound.text for bound in bounds.allowed]
        if words and not _COLOURED.intersection(words):
            return "grey"
    depth = _common(_span_of(bounds, 0) for bounds in by_measure.get("color_depth", []))
    return "grey" if depth.holds(_GREY_BITS) and not depth.holds(_COLOUR_BITS) else "colour"
