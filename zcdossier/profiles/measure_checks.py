"""What makes a rule on a measure never right, whatever the dossier: scopes, bounds and filters that don't fit it."""

from collections.abc import Iterator
from fractions import Fraction

from zcdossier.lint.measures.bounds import LIMITS, LOWER_LIMITS, TWINS, Bound, MeasureBounds
from zcdossier.lint.measures.measure_types import Measure, Scope, ValueForm
from zcdossier.lint.measures.registry import MEASURES
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule
from zcdossier.model.quantities import Unit, format_amount
from zcdossier.profiles.symbols import APPLICANT, Symbols

_OF_PAGES = frozenset({"text", "headings"})
"""Measures that read what stands on pages, which a file of plain text has none of."""


def never_measured(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    """Yield what is wrong with a rule on a measure."""
    bounds: MeasureBounds = rule.params
    measure = MEASURES.get(bounds.measure)
    if measure is None:
        return
    if measure.id in _OF_PAGES and any(section.startswith("texts.") for section in rule.sections):
        yield Label(
            "文字材料里的词不用 measure 看，写 {kind: wording, section: texts.…, excludes: […]}",
            "words of a text are no measure: write {kind: wording, section: texts.…, excludes: […]}",
        )
    yield from _scope_mistakes(bounds, measure)
    yield from _filter_mistakes(bounds, measure)
    yield from _bound_mistakes(bounds, measure)
    yield from _twin_mistakes(bounds)
    yield from _excluding(bounds)
    if APPLICANT in rule.sections:
        yield Label(f"{APPLICANT} 没有文件可量", f"{APPLICANT} has no files to measure")


def _scope_mistakes(bounds: MeasureBounds, measure: Measure) -> Iterator[Label]:
    is_scope = str(bounds.of) in map(str, Scope)  # another word has been refused where it stands
    if is_scope and str(bounds.of) not in map(str, measure.scopes):
        scopes = ", ".join(measure.scopes)
        yield Label(
            f"{measure.id} 不能 of: {bounds.of}，可以是：{scopes}",
            f"{measure.id} is not of: {bounds.of}, but of: {scopes}",
        )


def _filter_mistakes(bounds: MeasureBounds, measure: Measure) -> Iterator[Label]:
    if bounds.fonts and not measure.by_font:
        able = "、".join(measure.id for measure in MEASURES.values() if measure.by_font)
        yield Label(f"fonts 只能和 {able} 一起用", f"fonts goes with {able} alone")
    if bounds.area and not measure.by_area:
        able = "、".join(measure.id for measure in MEASURES.values() if measure.by_area)
        yield Label(f"area 只能和 {able} 一起用", f"area goes with {able} alone")
    by_page = measure.id == "pages" or measure.whole is not None or measure.over_pages is not None
    scope = Scope(bounds.of) if str(bounds.of) in map(str, Scope) else measure.scopes[0]
    if bounds.chooses_pages and scope not in (Scope.PAGE, Scope.PICTURE) and not by_page:
        hint = "of: page" if Scope.PAGE in measure.takers else ""
        yield Label(
            f"{measure.id} 量的是整个文件，不能用 pages" + (f"；改用 {hint}" if hint else ""),
            f"{measure.id} is of the whole file: pages says nothing" + (f"; use {hint}" if hint else ""),
        )
    never = [name for name in bounds.formats if measure.formats and name not in measure.formats]
    if never:
        listed = ", ".join(sorted(measure.formats))
        yield Label(
            f"{'、'.join(never)} 文件量不出 {measure.id}，只有：{listed}",
            f"{measure.id} can't be measured of {', '.join(never)}, only of {listed}",
        )


def _bound_mistakes(bounds: MeasureBounds, measure: Measure) -> Iterator[Label]:
    limits = [name for name in (*LIMITS, *TWINS, "between") if getattr(bounds, name)]
    if limits and not measure.has_amounts:
        words = ", ".join(word.id for word in measure.words)
        message = Label(
            f"{measure.id} 不是数，不能用 {'、'.join(limits)}，用 equals 或 one_of",
            f"{measure.id} is no number: use equals or one_of, not {', '.join(limits)}",
        )
        yield Label(f"{message.zh}：{words}", f"{message.en}: {words}") if words else message
    if bounds.all_of and measure.form is not ValueForm.TEXTS and measure.contains is None:
        yield Label(f"{measure.id} 只有一个值，用 equals 或 one_of", f"{measure.id} is one value: use equals or one_of")
    if measure.unit is Unit.BYTES:
        yield from _exact_bytes(bounds)
    for name in ("matches", "not_matches"):
        if getattr(bounds, name) and measure.form not in (ValueForm.TEXT, ValueForm.TEXTS):
            yield Label(f"{measure.id} 不是文字，不能用 {name}", f"{measure.id} is no text: {name} says nothing")


def _exact_bytes(bounds: MeasureBounds) -> Iterator[Label]:
    """A file of exactly so many bytes is nothing that anybody can make."""
    for name, several in (("equals", (bounds.equals,)), ("one_of", bounds.one_of)):
        exact = [bound.text for bound in several if bound is not None and bound.amounts and not bound.upto]
        if exact:
            text = ", ".join(exact)
            yield Label(
                f"没有文件的大小正好是 {text}，{name} 总会是错；写范围 between: 14K..40K，或 at_most: {exact[-1]}",
                f"no file has exactly {text}: instead of {name} write between: 14K..40K, or at_most: {exact[-1]}",
            )


def _twin_mistakes(bounds: MeasureBounds) -> Iterator[Label]:
    owns = dict(bounds.limits())
    for twin_name, name in TWINS.items():
        twin: Bound | None = getattr(bounds, twin_name)
        if twin is None:
            continue
        own = owns.get(name)
        if own is None:
            yield Label(f"{twin_name} 要和 {name} 一起用", f"{twin_name} goes with {name}")
        elif twin.operand is not None or own.operand is not None:
            if twin.operand is not own.operand:
                yield Label(f"{twin_name} 只能和常数一起用", f"{twin_name} goes with constants")
        elif not _is_wider(name, own, twin):
            side = Label("小", "less") if name in LOWER_LIMITS else Label("大", "more")
            both = Label("宽和高都", "both sides ") if len(own.amounts) > 1 else Label("")
            yield Label(
                f"{twin_name} {both.zh}要比 {name} {side.zh}：{own.text} 和 {twin.text} 之间的只提醒",
                f"{twin_name}: {both.text('en')}{'are' if both.zh else 'is'} to be {side.en} than {name}: "
                f"between {own.text} and {twin.text} it is a doubt",
            )


def _is_wider(name: str, own: Bound, twin: Bound) -> bool:
    pairs = zip(own.amounts, twin.amounts, strict=False)
    return all(other.low < mine.low if name in LOWER_LIMITS else other.high > mine.high for mine, other in pairs)


def _excluding(bounds: MeasureBounds) -> Iterator[Label]:
    """Bounds that no amount keeps to."""
    found = [(name, _first_amount(name, bound)) for name, bound in bounds.limits() if bound.amounts]
    for low_name, low in ((name, amount) for name, amount in found if name in LOWER_LIMITS):
        for high_name, high in ((name, amount) for name, amount in found if name not in LOWER_LIMITS):
            if low > high or (low == high and not (low_name == "at_least" and high_name == "at_most")):
                ends = format_amount(low), format_amount(high)
                yield Label(
                    f"{low_name} {ends[0]} 和 {high_name} {ends[1]} 不能同时满足",
                    f"nothing is {low_name} {ends[0]} and {high_name} {ends[1]}",
                )


def _first_amount(name: str, bound: Bound) -> Fraction:
    """The end of a bound that shuts out less."""
    return bound.amounts[0].low if name in LOWER_LIMITS else bound.amounts[0].high
