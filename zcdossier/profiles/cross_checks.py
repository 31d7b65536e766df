"""What only shows when a row is seen as a whole: rules that ask nothing, can never be right, or never be built."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from zcdossier.lint.comparison import ValueFamily, family_of
from zcdossier.lint.computed_amounts import read_factor
from zcdossier.lint.computed_bounds import LevelBounds
from zcdossier.lint.kinds import BY_NAME
from zcdossier.model.build_rules import BuildLimits, OutputForm
from zcdossier.model.condition import TODAY, Operand
from zcdossier.model.dates import parse_date
from zcdossier.model.facts import FORMATS, SCAN_FORMATS
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.model.place import Place
from zcdossier.model.profile import Field, FieldType, Profile, Rule
from zcdossier.model.spelling import Names
from zcdossier.profiles.contradictions import contradictions
from zcdossier.profiles.diagnostics import Diagnostics, ask_if_meant
from zcdossier.profiles.mapping_reader import EVERY_LEVEL
from zcdossier.profiles.measure_checks import never_measured
from zcdossier.profiles.period_ends import name_the_end
from zcdossier.profiles.symbols import APPLICANT, Symbols

_NO_OUTPUT = ("photo", "texts.")


def check_rule(rule: Rule, symbols: Symbols, diagnostics: Diagnostics) -> None:
    """Note what makes a rule say nothing, or nothing at some level, or never be right."""
    place = rule.place or Place("")
    asks = BY_NAME[rule.kind].asks
    if asks and all(_says_nothing(getattr(rule.params, name)) for name in asks):
        listed = "、".join(asks)
        diagnostics.add(
            place, Label(f"{rule.id} 什么也没有要求，至少写一个：{listed}", f"{rule.id} asks nothing; give {listed}")
        )
    for level in _levels_of(rule):
        if level not in {EVERY_LEVEL, *(choice.id for choice in symbols.levels)}:
            names = Names.of(symbols.levels)
            guess = ask_if_meant(names.find(level) or names.closest(level))
            diagnostics.add(place, Label(f"没有级别 {level}{guess.zh}", f"there is no level {level}{guess.en}"))
    check = _NEVER_RIGHT.get(rule.kind)
    found = tuple(check(rule, symbols)) if check is not None else ()
    for wrong in (*found, *contradictions(rule, symbols)):
        diagnostics.add(place, Label(f"{rule.id}：{wrong.zh}", f"{rule.id}: {wrong.en}"))


def _never_counted(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    yield from _crossed_bounds(params.min or {}, params.max or {})
    bounds = [bound for given in (params.max, params.min, params.exactly) for bound in (given or {}).values()]
    yield from _of_one_record([bound for bound in bounds if isinstance(bound, Operand)])


def _never_added_up(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    bounds = [bound for bound in (rule.params.at_least, rule.params.at_most) if bound is not None]
    yield from _of_one_record(bounds)


def _of_one_record(operands: list[Operand]) -> Iterator[Label]:
    """What is judged for the dossier as a whole has no record whose field could be meant."""
    for operand in operands:
        for name in operand.names:
            is_amount = not name or read_factor(name) is not None
            if not operand.section and not is_amount and not name.startswith(f"{APPLICANT}."):
                yield Label(
                    f"这里按整份材料判断，{name} 却是某条记录的；写 applicant.… 或 {{section: …, pick: …}}",
                    f"this is judged for the dossier, {name} is of one record: use applicant.… or a section with pick",
                )


def _crossed_bounds(least: LevelBounds, most: LevelBounds) -> Iterator[Label]:
    """Where the least is more than the most, as far as both are numbers."""
    for level, number in least.items():
        top = most.get(level, most.get(EVERY_LEVEL))
        if isinstance(number, int) and isinstance(top, int) and number > top:
            yield Label(f"最少 {number} 比最多 {top} 还多", f"at least {number} is more than at most {top}")


def _never_long(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    """Characters are counted of a field or of a text file, never of scans."""
    for section in rule.sections:
        if not rule.params.field and not section.startswith("texts."):
            yield Label(
                f"{section} 里是扫描件，数不出字数；写明 field，或用 section: texts.…",
                f"{section} holds scans, which have no characters: name a field, or a section texts.…",
            )
    least, most = (getattr(rule.params, name, None) or {} for name in ("min", "max"))
    yield from _crossed_bounds(least, most)


def _never_dated(rule: Rule, symbols: Symbols) -> Iterator[Label]:
    for section in rule.sections:
        for name in rule.params.fields:
            declared = symbols.fields_of(section).get(name)
            if declared is not None and declared.type is FieldType.PERIOD:
                yield name_the_end(name)
    for name in ("not_after", "not_before"):
        operand = getattr(rule.params, name)
        if operand is not None and operand.text and operand.text != TODAY and parse_date(operand.text) is None:
            yield Label(
                f"{name} 的“{operand.text}”不是日期，写成 2021-05-31 或 {{field: today, years: -5}} 这样",
                f"{name}: {operand.text} is no date; write it like 2021-05-31 or {{field: today, years: -5}}",
            )


def _never_compared(rule: Rule, symbols: Symbols) -> Iterator[Label]:
    """A comparison without its own side, or with a value that the field can't have."""
    params = rule.params
    if not params.field and params.of is None:
        yield Label("要写明比的是哪个字段：field（或 of）", "name what is compared: field (or of)")
        return
    owner, _, piece = params.field.partition(".")
    for section in rule.sections:
        declared = symbols.fields_of(section).get(owner)
        if declared is None or piece:
            continue
        family = family_of(declared)
        for name in ("above", "at_least", "below", "at_most", "equals"):
            operand = getattr(params, name)
            if operand is None or not operand.text:
                continue
            if operand.text.endswith(("%", "％")):
                yield _without_percent(params.field, operand.text)
            elif name == "equals":
                yield from _never_answered(params.field, declared, operand.text, symbols)
            elif family is ValueFamily.TEXT:
                yield Label(
                    f"{params.field} 的值没有大小，不能用 {name}", f"{params.field} has no order: {name} says nothing"
                )


def _without_percent(field: str, text: str) -> Label:
    """Percents are no number: 60 % of a field where 60 is typed is 60, and 0.6 where a fraction is."""
    figure = text.rstrip("%％")
    number = plain_number(figure)
    fraction = "0.6" if number is None else f"{number / 100:g}"
    return Label(
        f"{field} 填的是数，{text} 写成 {figure}；填小数的写成 {fraction}",
        f"{field} holds a number: write {text} as {figure}, or as {fraction} where fractions are typed",
    )


def _never_answered(name: str, declared: Field, text: str, symbols: Symbols) -> Iterator[Label]:
    answers = symbols.allowed_values(name, declared)
    if answers and symbols.canonical(name, declared, text) not in answers:
        listed = "、".join(answers)
        yield Label(
            f"{name} 没有“{text}”这个选项，可以是：{listed}", f"{name} has no choice {text}; it is one of {listed}"
        )


def _never_named(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    if params.max and params.min > params.max:
        yield Label(
            f"最少 {params.min} 比最多 {params.max} 还多", f"at least {params.min} is more than at most {params.max}"
        )
    if params.of != "file" and (params.parts or params.formats):
        yield Label(
            "文件夹没有佐证和扩展名，去掉 parts、formats", "a folder has no part and no ending: drop parts, formats"
        )
    for sign in params.forbidden:
        if sign in params.allowed:
            yield Label(f"{sign} 不能又允许又禁止", f"{sign} can't be both allowed and forbidden")


def _never_listed(rule: Rule, _symbols: Symbols) -> Iterator[Label]:
    params = rule.params
    if params.list and params.table:
        yield Label("list 和 table 只能写一个", "name a list or a table, not both")
    if params.name and not params.table:
        yield Label("name 要和 table 一起写", "name goes with a table")


_NEVER_RIGHT: Mapping[str, Callable[[Rule, Symbols], Iterator[Label]]] = {
    "measure": never_measured,
    "count": _never_counted,
    "totals": _never_added_up,
    "length": _never_long,
    "names": _never_long,
    "date": _never_dated,
    "compare": _never_compared,
    "file-name": _never_named,
    "listed": _never_listed,
}


def _says_nothing(value: object) -> bool:
    """Whether a parameter was left out; a bound of 0 says something."""
    return not value and not isinstance(value, Decimal)


def _levels_of(rule: Rule) -> Iterator[str]:
    by_level = [value for value in rule.params if isinstance(value, Mapping)]
    yield from dict.fromkeys(level for value in (rule.clauses, *by_level) for level in value)


def check_handed_on(profile: Profile, diagnostics: Diagnostics) -> None:
    """Note each rule that wants a format which `build` could only refuse."""
    for rule in profile.rules:
        formats = _formats_wanted(rule)
        if rule.off or rule.place is None or not formats or SCAN_FORMATS & formats or not formats <= FORMATS:
            continue
        names = sorted(formats)
        for section in _merged_sections(rule, profile.build):
            diagnostics.add(
                rule.place,
                Label(
                    f"{rule.id}：{'、'.join(names)} 合并不进 PDF，写明照原样交："
                    f"build: {{sections: {{{section}: {{output: as_is}}}}}}",
                    f"{rule.id}: {', '.join(names)} can't be put into a PDF; have it handed in as it is: "
                    f"build: {{sections: {{{section}: {{output: as_is}}}}}}",
                ),
            )


def _formats_wanted(rule: Rule) -> set[str]:
    if rule.kind != "measure" or rule.params.measure != "format":
        return set()
    return {bound.text for bound in rule.params.allowed}


def _merged_sections(rule: Rule, build: BuildLimits) -> Iterator[str]:
    """Yield the rule's sections whose files are merged into a PDF."""
    as_is = [case.sections for case in build.cases if ("form", OutputForm.AS_IS) in case.changes]
    for section in rule.sections:
        is_handed_on = build.form is OutputForm.AS_IS or any(not named or section in named for named in as_is)
        if not is_handed_on and not section.startswith(_NO_OUTPUT):
            yield section
