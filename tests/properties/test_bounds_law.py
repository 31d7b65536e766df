"""The verdict falls and rises once: from what is surely right through what is doubtful to what is surely wrong."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zcdossier.lint.measures.bounds import Bound, MeasureBounds, judge_value
from zcdossier.lint.measures.measure_types import MeasuredValue
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.label import Label
from zcdossier.model.quantities import Interval

ENDS = st.integers(0, 50)
GRADES = {"ok": 0, "doubt": 1, "bad": 2}


def grade(test: str, bound: Interval, value: int, width: int = 0, twin: int | None = None) -> int:
    amount = Interval(Fraction(value), Fraction(value + width))
    given = {test: Bound("", (bound,))}
    if twin is not None:
        given[f"doubt_{test}"] = Bound("", (Interval(Fraction(twin), Fraction(twin)),))
    bounds = MeasureBounds("bytes", **given)  # type: ignore[arg-type]
    return GRADES[judge_value(bounds, MEASURES["bytes"], MeasuredValue(Label(""), (amount,)))]


@given(ENDS, ENDS, st.sampled_from(["above", "at_least", "below", "at_most"]), st.integers(0, 3))
def test_the_doubt_lies_between(first: int, other: int, test: str, width: int) -> None:
    bound = Interval(Fraction(min(first, other)), Fraction(max(first, other)))
    grades = [grade(test, bound, value, width) for value in range(60)]
    assert grades in (sorted(grades), sorted(grades, reverse=True))
    assert (grades[0] < grades[-1]) == (test in ("below", "at_most")) or len(set(grades)) == 1


@given(ENDS, st.integers(1, 9), st.sampled_from(["above", "at_least", "below", "at_most"]), st.integers(0, 60))
def test_a_twin_only_ever_softens(own: int, off: int, test: str, value: int) -> None:
    bound = Interval(Fraction(own), Fraction(own))
    twin = own - off if test in ("above", "at_least") else own + off
    assert grade(test, bound, value, twin=twin) <= grade(test, bound, value)
    assert (grade(test, bound, value, twin=twin) == 0) == (grade(test, bound, value) == 0)
