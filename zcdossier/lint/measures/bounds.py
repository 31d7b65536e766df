"""The bounds of a rule on one measure, and the verdict: kept to, broken, or doubtful.

A bound may lie between two amounts (what a K is; a `doubt_` twin), and so may what was measured. What holds for all
of both is kept to, what holds for none is broken, and everything between is a doubt.
"""

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Literal, NamedTuple

from zcdossier.lint.measures.measure_types import Measure, MeasuredValue, Scope, TextTest, ValueForm
from zcdossier.lint.parameter_types import (
    FileFormat,
    MeasureName,
    PageArea,
    PageFilter,
    PartName,
    Pattern,
    ScopeName,
)
from zcdossier.model.condition import Operand
from zcdossier.model.label import Label
from zcdossier.model.quantities import Interval

Status = Literal["ok", "doubt", "bad", "unknown"]
_ORDER: dict[Status, int] = {"ok": 0, "doubt": 1, "bad": 2, "unknown": -1}
_FITS: dict[int | None, Status] = {0: "ok", 1: "doubt", None: "bad"}
_OPPOSITES: dict[Status, Status] = {"ok": "bad", "bad": "ok"}
_MISFITS: dict[int | None, Status] = {0: "bad", 1: "doubt", None: "ok"}
LOWER_LIMITS = ("above", "at_least")
LIMITS = (*LOWER_LIMITS, "below", "at_most")
TWINS = {f"doubt_{name}": name for name in LIMITS}
CHOICES = ("equals", "one_of", "none_of", "all_of", "matches", "not_matches")


NOTHING, ENDLESS = (Interval(Fraction(end), Fraction(end)) for end in (0, 10**15))
"""The ends of a band that has only one."""


class Bound(NamedTuple):
    """One bound: amounts (two for a width and a height), or a text, or how it is come by in each dossier.

    `text` is how it is written in the profile, for a word the measure's own id of it;
    `label` is what a bound is called that was worked out. One of `one_of` may be a band: then `amounts` is its lower
    end and `upto` its upper end, both included.
    """

    text: str = ""
    amounts: tuple[Interval, ...] = ()
    operand: Operand | None = None
    label: Label | None = None
    upto: tuple[Interval, ...] = ()


class MeasureBounds(NamedTuple):
    """Bounds on one `measure`, each a constant with its unit, a field, or a mapping: `{field: people, times: 2}`.

    `of` says what is measured: the `file`, every `page`, every `picture`, or the sum over a `record`, a `section` or
    the `dossier`. `part` and `formats` pick files; `pages` (first, last, odd, even, landscape, A4, 2-5), `pages_from`
    and `pages_until` (headings) pages; `fonts` text; `area` (top-right 3x3 in) a part of each page.
    `between` is a lower and an upper bound, both included. Beyond a bound and up to its `doubt_` twin it is a warning.
    """

    measure: MeasureName
    of: ScopeName = ScopeName("")
    part: PartName = PartName("")
    formats: tuple[FileFormat, ...] = ()
    pages: PageFilter = PageFilter("")
    pages_from: str = ""
    pages_until: str = ""
    area: PageArea = PageArea("")
    fonts: tuple[str, ...] = ()
    equals: Bound | None = None
    one_of: tuple[Bound, ...] = ()
    none_of: tuple[Bound, ...] = ()
    all_of: tuple[Bound, ...] = ()
    matches: Pattern = Pattern("")
    not_matches: Pattern = Pattern("")
    above: Bound | None = None
    at_least: Bound | None = None
    below: Bound | None = None
    at_most: Bound | None = None
    between: tuple[Bound, ...] = ()
    doubt_above: Bound | None = None
    doubt_at_least: Bound | None = None
    doubt_below: Bound | None = None
    doubt_at_most: Bound | None = None

    def scope(self, measure: Measure) -> Scope:
        """What is measured; the measure's usual one where the rule does not say."""
        return Scope(self.of) if self.of else measure.scopes[0]

    @property
    def allowed(self) -> tuple[Bound, ...]:
        """What it may be: one of these, where there are any."""
        return self.one_of if self.equals is None else (self.equals, *self.one_of)

    @property
    def chooses_pages(self) -> bool:
        """Whether not all pages are looked at."""
        return bool(self.pages or self.pages_from or self.pages_until)

    @property
    def computed(self) -> bool:
        """Whether some bound is no constant."""
        single = (getattr(self, name) for name in ("equals", *LIMITS, *TWINS))
        several = (*self.one_of, *self.none_of, *self.all_of, *self.between)
        return any(bound is not None and bound.operand is not None for bound in (*single, *several))

    def limits(self) -> Iterator[tuple[str, Bound]]:
        """Yield each one-sided bound with its test; both ends of `between` too."""
        for name in LIMITS:
            bound: Bound | None = getattr(self, name)
            if bound is not None:
                yield name, bound
        if self.between:
            yield from zip(("at_least", "at_most"), self.between, strict=True)

    def widened(self, name: str, bound: Bound) -> tuple[Interval, ...]:
        """Return the amounts of a one-sided bound, as far as its `doubt_` twin."""
        twin: Bound | None = getattr(self, f"doubt_{name}")
        if twin is None:
            return bound.amounts
        return tuple(
            Interval(min(own.low, other.low), max(own.high, other.high))
            for own, other in zip(bound.amounts, twin.amounts, strict=True)
        )


def worst(statuses: Iterable[Status]) -> Status:
    """Return the worst of some verdicts; of none, that all is well."""
    return max(statuses, key=_ORDER.__getitem__, default="ok")


def judge_value(bounds: MeasureBounds, measure: Measure, value: MeasuredValue) -> Status:
    """Judge what was measured by every bound."""
    if measure.form in (ValueForm.NUMBER, ValueForm.SIZE):
        return worst(_judge_amounts(bounds, measure, value))
    if measure.contains is not None:
        from zcdossier.lint.measures.content_bounds import judge_content  # few rules look for words

        return judge_content(bounds, measure, value)
    if measure.text_test is not None:
        return worst(_judge_texts(bounds, measure.text_test, value))
    return worst(_judge_names(bounds, value))


def _judge_amounts(bounds: MeasureBounds, measure: Measure, value: MeasuredValue) -> Iterator[Status]:
    for name, bound in bounds.limits():
        yield _compare(name, value.amounts, _laid(bounds.widened(name, bound), measure), measure.slack)
    if bounds.allowed:
        equal = [_fits_one(bound, measure, value) for bound in bounds.allowed]
        yield min(equal, key=_ORDER.__getitem__)
    for bound in bounds.none_of:
        same = _compare("equals", value.amounts, _laid(bound.amounts, measure), measure.slack)
        yield _OPPOSITES.get(same, "doubt")


def _fits_one(bound: Bound, measure: Measure, value: MeasuredValue) -> Status:
    amounts = _laid(bound.amounts, measure)
    if not bound.upto:
        return _compare("equals", value.amounts, amounts, measure.slack)
    ends = ("at_least", amounts), ("at_most", _laid(bound.upto, measure))
    return worst(_compare(test, value.amounts, end, measure.slack) for test, end in ends)


def _laid(amounts: tuple[Interval, ...], measure: Measure) -> tuple[Interval, ...]:
    return tuple(sorted(amounts)) if measure.lies else amounts


def _compare(test: str, values: tuple[Interval, ...], bounds: tuple[Interval, ...], slack: Fraction) -> Status:
    """Compare side by side; a bound that is one number holds for both sides."""
    if len(bounds) < len(values):
        bounds = bounds * len(values)
    return worst(_compare_side(test, value, bound, slack) for value, bound in zip(values, bounds, strict=True))


def _compare_side(test: str, value: Interval, bound: Interval, slack: Fraction) -> Status:
    if test in ("below", "at_most"):
        mirrored = Interval(-value.high, -value.low), Interval(-bound.high, -bound.low)
        return _compare_side({"below": "above", "at_most": "at_least"}[test], *mirrored, slack)
    if test == "equals":
        if value.high < bound.low - slack or value.low > bound.high + slack:
            return "bad"
        near = max(abs(value.high - bound.low), abs(value.low - bound.high), abs(value.high - bound.high)) <= slack
        return "ok" if near else "doubt"
    if test == "above":
        if value.low > bound.high + slack:
            return "ok"
        return "bad" if value.high <= bound.low + slack else "doubt"
    if value.low >= bound.high - slack:
        return "ok"
    return "bad" if value.high < bound.low - slack else "doubt"


def _judge_names(bounds: MeasureBounds, value: MeasuredValue) -> Iterator[Status]:
    """Judge words: each is one of those allowed and none of those excluded; all that are wanted are there."""
    items = [{fold_word(name) for name in names} for names in value.names]
    if bounds.allowed:
        words = {fold_word(bound.text) for bound in bounds.allowed}
        some_wanted = bounds.equals is not None
        yield "ok" if all(item & words for item in items) and (items or not some_wanted) else "bad"
    if bounds.none_of:
        excluded = {fold_word(bound.text) for bound in bounds.none_of}
        yield "bad" if any(item & excluded for item in items) else "ok"
    for bound in bounds.all_of:
        yield "ok" if any(fold_word(bound.text) in item for item in items) else "bad"
    if bounds.matches:
        pattern = re.compile(bounds.matches)
        yield "ok" if items and all(pattern.fullmatch(names[0]) for names in value.names) else "bad"
    if bounds.not_matches:
        yield "bad" if any(re.fullmatch(bounds.not_matches, names[0]) for names in value.names) else "ok"


def _judge_texts(bounds: MeasureBounds, test: TextTest, value: MeasuredValue) -> Iterator[Status]:
    """Judge texts by how far they are what is allowed: surely, perhaps, or not."""
    for name, *_ in value.names:
        if bounds.allowed:
            yield min((_FITS[test.fit(bound.text, name)] for bound in bounds.allowed), key=_ORDER.__getitem__)
        for bound in bounds.none_of:
            perhaps = test.fit(bound.text, name)
            yield "ok" if perhaps and test.surely_other(bound.text, name) else _MISFITS[perhaps]


def fold_word(text: str) -> str:
    """Words are the same whatever their case and the white space in them."""
    return "".join(text.split()).casefold()
