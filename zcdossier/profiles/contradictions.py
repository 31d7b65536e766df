"""Rows whose own words exclude each other, or leave nothing to judge; each is told with what to write instead."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product

from zcdossier.lint.comparison import ValueFamily, family_of
from zcdossier.model.condition import ALWAYS, AllOf, Comparison, Condition, Not, Operand, Operator
from zcdossier.model.dates import parse_date
from zcdossier.model.facts import FORMATS, SCAN_FORMATS
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.model.profile import FieldType, Rule
from zcdossier.profiles.period_ends import name_the_end, name_the_field
from zcdossier.profiles.symbols import APPLICANT, Symbols

_LOW, _HIGH = ("at_least", "above"), ("at_most", "below")
_BOTH_ENDS = 2
_PLAUSIBLE_YEARS = range(1900, 2200)


def contradictions(rule: Rule, symbols: Symbols) -> Iterator[Label]:
    """Yield what makes a rule impossible or empty."""
    for condition in (rule.when, rule.where):
        yield from _impossible(condition)
    check = _CHECKS.get(rule.kind)
    if check is not None:
        yield from check(rule, symbols)


def _constant(operand: object) -> str:
    return operand.text if isinstance(operand, Operand) and operand == Operand(text=operand.text) else ""


def _count(rule: Rule, symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    bounds = {name: getattr(params, name) or {} for name in ("max", "min", "exactly")}
    if any(isinstance(number, int) and number < 0 for given in bounds.values() for number in given.values()):
        yield Label("条数不会是负数", "a count is never below 0")
    if bounds["exactly"] and (bounds["max"] or bounds["min"]):
        yield Label("exactly 已经定了条数，去掉 max 和 min", "exactly says it all: leave out max and min")
    if bounds["min"] and not (bounds["max"] or bounds["exactly"]) and set(bounds["min"].values()) == {0}:
        yield Label("min: 0 什么也没有要求；一条也不要写 max: 0", "min: 0 asks nothing; for none at all write max: 0")
    if any(isinstance(ways, int) and not 1 <= ways <= len(params.either) for ways in (params.ways or {}).values()):
        yield Label(
            f"ways 说 either 里的几种要满足几种：1 到 {len(params.either)}",
            f"ways says how many of either must be met: 1 to {len(params.either)}",
        )
    if APPLICANT in rule.sections:
        yield Label(
            "申报人只有一个，数不出条数；用 required 或 compare", "there is one applicant: use required or compare"
        )
    for section in rule.sections:
        top = symbols.records[section].limit.get("*") if section in symbols.records else None
        least = bounds["min"].get("*", 0)
        if top is not None and isinstance(least, int) and least > top and len(rule.sections) == 1:
            yield Label(
                f"至少 {least} 条，栏目的 limit 却是 {top}", f"at least {least}, but the section's limit is {top}"
            )


def _compare(rule: Rule, symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    yield from _excluding({name: getattr(params, name) for name in (*_LOW, *_HIGH)})
    if params.between and len(params.between) != _BOTH_ENDS:
        yield Label("between 要写两头，例如 [1, 5]", "between takes both ends, as in [1, 5]")
    else:
        yield from _excluding(dict(zip(("at_least", "at_most"), params.between, strict=False)))
    if params.of is not None and params.of.section and not params.of.match and rule.where != ALWAYS:
        yield Label(
            "where 管不到 of，写进 of 里：{section: …, where: …}", "where does not reach into of: write it inside of"
        )
    owner, _, piece = params.field.partition(".")
    singles = [(name, getattr(params, name)) for name in (*_LOW, *_HIGH, "equals")]
    for name, operand in (*singles, *(("between", end) for end in params.between)):
        if isinstance(operand, Operand) and params.field and operand == Operand(field=params.field):
            yield Label(f"{params.field} 总等于它自己", f"{params.field} is always equal to itself")
        text = _constant(operand)
        families = {
            family_of(declared, piece)
            for section in rule.sections
            if (declared := symbols.fields_of(section).get(owner))
        }
        if not text or text == "today" or len(families) != 1:
            continue
        family = families.pop()
        if family is ValueFamily.NUMBER and plain_number(text) is None and not text.endswith(("%", "％")):
            yield Label(
                f"{params.field} 是数，{name} 的“{text}”不是", f"{params.field} is a number, {name}: {text} is not"
            )
        if family is ValueFamily.DATE and parse_date(text) is None:
            yield Label(
                f"{params.field} 是日期，{name} 的“{text}”不是，写成 2026-05-31 这样",
                f"{params.field} is a date, {name}: {text} is not; write it like 2026-05-31",
            )


def _excluding(bounds: Mapping[str, object]) -> Iterator[Label]:
    texts = {name: text for name, operand in bounds.items() if (text := _constant(operand))}
    for low, high in product(_LOW, _HIGH):
        bottom, top = texts.get(low, ""), texts.get(high, "")
        if bottom and top and _are_crossed(bottom, top, both=(low, high) == ("at_least", "at_most")):
            yield Label(f"{low} {bottom} 和 {high} {top} 不能同时满足", f"nothing is {low} {bottom} and {high} {top}")


def _are_crossed(bottom: str, top: str, *, both: bool) -> bool:
    """Whether nothing lies between two numbers, or two dates; the ends themselves do where `both` may be reached."""
    numbers = plain_number(bottom), plain_number(top)
    if numbers[0] is not None and numbers[1] is not None:
        return numbers[0] > numbers[1] or (numbers[0] == numbers[1] and not both)
    first, last = parse_date(bottom), parse_date(top)
    return first is not None and last is not None and first.first > last.last


def _date(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    first, last = (parse_date(_constant(getattr(params, name))) for name in ("not_before", "not_after"))
    if first is not None and last is not None and first.first > last.last:
        yield Label("not_before 比 not_after 还晚", "not_before is later than not_after")
    for name in ("not_before", "not_after"):
        operand = getattr(params, name)
        if any(isinstance(operand, Operand) and operand == Operand(field=field) for field in params.fields):
            yield Label(f"{name}：{operand.field} 和它自己比", f"{name}: {operand.field} is compared with itself")


def _length(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    if (rule.params.max or {}).get("*") == 0:
        yield Label("max: 0 不许写一个字；要空着用 kind: empty", "max: 0 allows no character; for that use kind: empty")


def _evidence(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    if params.max and params.min > params.max:
        yield Label(
            f"最少 {params.min} 个比最多 {params.max} 个还多", f"min {params.min} is more than max {params.max}"
        )
    if params.min < 0 or params.max < 0:
        yield Label("个数不会是负数", "a number of files is never below 0")
    if APPLICANT in rule.sections:
        yield Label("个人基本信息没有扫描件；写一个栏目或附件", "the applicant's form has no scans: name a section")
    is_known = FORMATS.issuperset(params.formats)  # what is no format has been refused where it stands
    if params.formats and is_known and not SCAN_FORMATS & set(params.formats):
        listed = ", ".join(params.formats)
        yield Label(f"{listed} 合并不进 PDF，总会是错；先转成 pdf", f"{listed} can't be put into a PDF: ask for pdf")


def _parts(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    if rule.params.exactly < 0:
        yield Label("exactly 要大于 0", "exactly is above 0")
    if rule.params.exactly and not rule.params.all_of:
        yield Label("exactly 数的是 all_of 里的佐证，要写 all_of", "exactly counts the parts of all_of: name them")


def _part_order(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    order, first = rule.params.order, rule.params.first
    if order and first:
        yield Label("order 和 first 一条规则只写一个", "give order or first, not both in one row")
    elif order and len(order) == 1:
        yield Label(
            f"只有一种佐证，没有先后；放在最前写 first: {order[0]}", f"one part has no order; write first: {order[0]}"
        )
    if len(set(order)) < len(order):
        yield Label("order 里有重复的", "order names a part twice")


def _record_order(rule: Rule, symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    if len(params.order) == 1:
        yield Label(
            f"只有一个值，没有先后；放在第一条写 first: {params.order[0]}",
            f"one value has no order; write first: {params.order[0]}",
        )
    if params.by_time:
        for section in rule.sections:
            declared = symbols.fields_of(section).get(params.field)
            if declared is not None and declared.type in (FieldType.TEXT, FieldType.FLAG, FieldType.CHOICE):
                yield Label(f"{params.field} 不是日期，排不出时间先后", f"{params.field} is no date: no order of time")
            elif declared is not None and declared.type is FieldType.PERIOD:
                yield name_the_end(params.field)


def _years(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    expected = rule.params.expected
    odd = (
        [year for year in expected if isinstance(year, int) and year not in _PLAUSIBLE_YEARS]
        if not hasattr(expected, "last")
        else []
    )
    if odd:
        yield Label(f"{odd[0]} 不像年份，写成四位数", f"{odd[0]} is no year: write four digits")


def _empty(rule: Rule, symbols: Symbols) -> Iterator[Label]:
    for section in rule.sections:
        for name in rule.params.fields:
            declared = symbols.fields_of(section).get(name)
            if declared is not None and declared.required is Severity.ERROR and rule.where == ALWAYS == rule.when:
                yield Label(
                    f"{name} 是必填的，又要空着；加 where，或去掉 required", f"{name} is required, and must be empty"
                )


def _wording(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    for section in rule.sections:
        if not params.field and not section.startswith("texts."):
            yield Label(
                f"{section} 要写明 field；不写字段的只有文字材料 texts.…",
                f"name a field of {section}: only texts.… are looked through as a whole",
            )
    for name in ("starts_with", "ends_with", "contains"):
        wanted = getattr(params, name)
        if wanted and all(any(word in text for word in params.excludes) for text in wanted):
            yield Label(f"{name} 要的字，excludes 又不许", f"what {name} wants, excludes forbids")
    if params.example and not params.items and not _matches(params.pattern, params.example):
        yield Label(f"example“{params.example}”不符合 pattern", f"the example {params.example} does not match pattern")


def _file_name(rule: Rule, symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    if params.pattern and params.example and not _matches(params.pattern, re.sub(r"\.\w{3,4}$", "", params.example)):
        yield Label(f"example“{params.example}”不符合 pattern", f"the example {params.example} does not match pattern")
    for section in rule.sections:
        declared = symbols.fields_of(section).get(params.agrees_with)
        if declared is not None and declared.type in (FieldType.TEXT, FieldType.FLAG, FieldType.CHOICE):
            yield Label(
                f"agrees_with 要写日期或年份字段，{params.agrees_with} 不是",
                f"agrees_with wants a field of a date or a year, {params.agrees_with} is none",
            )


def _matches(pattern: str, text: str) -> bool:
    try:
        return not pattern or re.fullmatch(pattern, text) is not None
    except re.error:  # told at its place
        return True


def _together(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    for name, condition in (("if", rule.params.if_), ("then", rule.params.then)):
        if condition == ALWAYS:
            yield Label(f"{name} 是空的，写一个条件", f"{name} is empty: write a condition")
        yield from _impossible(condition)


def _impossible(condition: Condition) -> Iterator[Label]:
    """A condition that never holds: nothing to be one of, bounds that exclude each other, a thing and its opposite."""
    if isinstance(condition, Not):
        return
    if isinstance(condition, Comparison):
        if condition.operator is Operator.ONE_OF and not condition.values:
            yield Label(f"{condition.subject} 后面没有写值", f"{condition.subject} has no value to be one of")
        return
    for inner in condition.of:
        yield from _impossible(inner)
    if isinstance(condition, AllOf):
        denied = [inner.of for inner in condition.of if isinstance(inner, Not)]
        if any(inner in denied for inner in condition.of):
            yield Label("条件自相矛盾：又要又不要", "the condition wants a thing and its opposite")
        yield from _excluding_tests([inner for inner in condition.of if isinstance(inner, Comparison)])


def _excluding_tests(tests: list[Comparison]) -> Iterator[Label]:
    for subject in dict.fromkeys(test.subject for test in tests):
        bounds = {
            str(test.operator): Operand(text=test.values[0])
            for test in tests
            if test.subject == subject and test.values and isinstance(test.values[0], str)
        }
        for label in _excluding(bounds):
            yield Label(f"{subject}：{label.zh}", f"{subject}: {label.en}")


def _own_fields(rule: Rule, symbols: Symbols) -> Iterator[Label]:
    """Fields that a kind looks at by a usual name must be there, or be named."""
    for section in rule.sections:
        names = symbols.field_names(section)
        for key in ("from_", "to") if rule.kind == "periods" else ("rank", "members"):
            name = getattr(rule.params, key)
            if name not in names:
                yield name_the_field(section, key.rstrip("_"), name, symbols)


_CHECKS: Mapping[str, Callable[[Rule, Symbols], Iterator[Label]]] = {
    "count": _count,
    "compare": _compare,
    "date": _date,
    "length": _length,
    "evidence": _evidence,
    "parts": _parts,
    "part-order": _part_order,
    "record-order": _record_order,
    "years": _years,
    "empty": _empty,
    "wording": _wording,
    "file-name": _file_name,
    "together": _together,
    "own-place": _own_fields,
    "periods": _own_fields,
}
