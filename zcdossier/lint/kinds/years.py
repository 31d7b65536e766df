"""ZC103 years: a section covers certain years, each once."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from zcdossier.lint.computed_bounds import YearSpan, resolve_years
from zcdossier.lint.context import Context
from zcdossier.lint.evaluate import Evaluation
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName, Grade
from zcdossier.lint.record_selection import records_to_check
from zcdossier.model.condition import Condition
from zcdossier.model.dossier import Record, Value
from zcdossier.model.finding import Argument, Message, Related, Severity
from zcdossier.model.label import Label, join_words
from zcdossier.model.profile import Field, FieldType, Rule


class YearsParams(NamedTuple):
    """`missing`, `other` and `repeated` grade a year that lacks, is not expected, or stands twice.

    `expected` is a list of years, `{from: 2020, to: 2024}` with dates or `today` as ends, or `{last: 3}`.
    Each is `error`, `warning` or `allow`. With `unless` true for the applicant a missing year is allowed.
    """

    field: FieldName
    expected: tuple[int, ...] | YearSpan
    missing: Grade = Grade.ERROR
    other: Grade = Grade.ERROR
    repeated: Grade = Grade.ERROR
    unless: Condition | None = None


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Compare the years of the records with the expected ones.

    While one record's year can't be read, which year is missing can't be told. That it can't be read is said here of a
    text; of any other field its form says so.
    """
    params: YearsParams = rule.params
    expected = resolve_years(params.expected, context)
    if isinstance(expected, Label):
        yield Unjudged(expected, context.section_place(rule.sections[0]))
        return
    seen: dict[int, Value] = {}
    unread: list[Record] = []
    certain = True
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            yield record
            certain = False
            continue
        value = record.fields.get(params.field)
        declared = context.field(record.section, params.field.partition(".")[0])
        years = _years_of(value, declared)
        if value is None or not years:
            unread.append(record)
        if value is not None and not value.empty and not years and declared and declared.type is FieldType.TEXT:
            args: dict[str, Argument] = {"label": declared.label, "value": value.text, "expected": join_words(expected)}
            yield Hit(value.place, "unread", args, Severity.WARNING)
        for year in years:
            yield from _judge_year(year, value, seen, params, expected)
            if value is not None:
                seen.setdefault(year, value)
    if unread:
        label = context.field_label(unread[0].section, params.field)
        reason = Label(f"读不出“{label.zh}”是哪一年", f"the year can't be read from {label.text('en')}")
        yield Unjudged(reason, unread[0].place)
    elif seen and certain and not _is_excused(params, context):
        yield from _missing(rule, context, expected, seen)


def _years_of(value: Value | None, declared: Field | None) -> tuple[int, ...]:
    from zcdossier.model.named_years import read_years  # not before there is a record

    return () if value is None or value.empty else read_years(value.canon, declared.label.zh if declared else "")


def _judge_year(
    year: int, value: Value | None, seen: Mapping[int, Value], params: YearsParams, expected: tuple[int, ...]
) -> Iterator[Hit]:
    if value is None:
        return
    if year in seen:
        related = (Related(seen[year].place, Label("第一次出现在这里", "first stands here")),)
        yield from _graded(params.repeated, Hit(value.place, "repeated", {"year": year}, related=related))
    elif year not in expected:
        yield from _graded(params.other, Hit(value.place, "other", {"year": year, "expected": join_words(expected)}))


def _missing(rule: Rule, context: Context, expected: tuple[int, ...], seen: dict[int, Value]) -> Iterator[Hit]:
    """All that lack are one finding: one visit to the drawer mends them."""
    missing = tuple(year for year in expected if year not in seen)
    if missing:
        label, place = context.label(rule.sections[0]), context.section_place(rule.sections[0])
        args: dict[str, Argument] = {"year": join_words(missing), "label": label, "expected": join_words(expected)}
        yield from _graded(rule.params.missing, Hit(place, "missing", args))


def _is_excused(params: YearsParams, context: Context) -> bool:
    """An excuse that can't be told yet is given the benefit of the doubt."""
    return params.unless is not None and Evaluation(context).holds(params.unless) is not False


def _graded(grade: Grade, hit: Hit) -> Iterator[Hit]:
    if grade is not Grade.ALLOW:
        yield Hit(hit.place, hit.message, hit.args, grade.severity, hit.related)


KIND = CheckKind(
    code="ZC103",
    name="years",
    title=Label("年份齐全", "years covered"),
    params=YearsParams,
    check=check,
    asks=("expected",),
    messages={
        "missing": Message(
            Label("“{label}”缺少 {year} 年（应有 {expected}）", "{label}: no record for {year} (expected: {expected})"),
            Label("补上 {year} 年，每年一条记录", "add a record for each of: {year}"),
        ),
        "other": Message(
            Label("{year} 年不在应填的年份之内（{expected}）", "{year} is not among the expected years ({expected})"),
            Label(
                "核对年份：填错了就改正；确实是这一年的，不用填在这里",
                "check the year: correct it if mistyped; otherwise it need not be entered here",
            ),
        ),
        "unread": Message(
            Label("“{label}”看不出是哪几年：{value}", "{label}: which years is not clear: {value}"),
            Label(
                "把年份一个一个写出来，例如 {expected}（写实际有的）",
                "write out each year, for example {expected} (those that you have)",
            ),
        ),
        "repeated": Message(
            Label("{year} 年填了两次", "the year {year} is entered twice"),
            Label("合并成一条记录，或改正填错的年份", "make one record of them, or correct the wrong year"),
        ),
    },
    card=Card(
        why=Label(
            "考核、教学等要求连续几年，一年不缺、一年不重。",
            "Appraisals, teaching and the like are required for certain years, each of them once.",
        ),
        wrong="appraisals: [{year: 2019}, {year: 2020}, {year: 2021}]   # 应为 2020–2022",
        right="appraisals: [{year: 2020}, {year: 2021}, {year: 2022}]",
        mend=Label("按通知的年份补齐，删去多余的。", "Add the years that are missing, remove the others."),
    ),
)
