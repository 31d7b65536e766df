"""ZC105 totals: for each of certain years, a number added up over the records reaches a minimum."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.computed_bounds import EVERY_LEVEL, YearSpan, resolve_bound, resolve_years
from zcdossier.lint.context import Context
from zcdossier.lint.describe import describe_selection
from zcdossier.lint.kind import Card, CheckKind, Hit, Unjudged
from zcdossier.lint.parameter_types import FieldName
from zcdossier.lint.record_selection import records_to_check
from zcdossier.model.condition import Operand
from zcdossier.model.dossier import Record
from zcdossier.model.finding import Argument, Message
from zcdossier.model.label import Label, join_words
from zcdossier.model.named_years import read_years
from zcdossier.model.numerals import plain_number
from zcdossier.model.profile import Rule


class TotalsParams(NamedTuple):
    """`amount` is added up by the year in `by` (a year or a date); what each of `years` has is bounded.

    `years` is a list, `{from: 2020, to: 2024}`, or `{last: 3}`: the three years that are over.
    With `entered` a year of which the section has no record at all is left to another rule (of the kind years).
    """

    amount: FieldName
    by: FieldName
    years: tuple[int, ...] | YearSpan
    at_least: Operand | None = None
    at_most: Operand | None = None
    entered: bool = False


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Add up what can be read; an unreadable amount or year leaves the verdict on a short year open."""
    params: TotalsParams = rule.params
    wanted = resolve_years(params.years, context)
    given = (params.at_least, params.at_most)
    bounds = [resolve_bound({EVERY_LEVEL: bound} if bound is not None else None, context) for bound in given]
    missing = next((bound.missing for bound in bounds if bound.missing is not None), None)
    if isinstance(wanted, Label) or missing is not None:
        reason = wanted if isinstance(wanted, Label) else missing or Label("")
        yield Unjudged(reason, context.section_place(rule.sections[0]))
    else:
        least, most = (bound.amount for bound in bounds)
        yield from _check_years(rule, context, wanted, (least or Decimal(0), most))


def _check_years(
    rule: Rule, context: Context, wanted: tuple[int, ...], bounds: tuple[Decimal, Decimal | None]
) -> Iterator[Hit | Unjudged]:
    least, most = bounds
    params: TotalsParams = rule.params
    open_records: list[Unjudged] = []
    totals, unread = _add_up(rule, context, open_records)
    yield from open_records
    short = [year for year in wanted if totals[year] < least]
    if params.entered:
        records = context.records(rule.sections[0])
        entered = {year for record in records for year in _years(record, params.by, context)}
        short = [year for year in short if year in entered]
    field = context.field_label(rule.sections[0], params.amount)
    sort = describe_selection(rule.where, context, rule.sections[0])
    amount = Label(f"{sort.zh}{field.zh}", f"{field.text('en')} ({sort.text('en')})") if sort.zh else field
    place = context.section_place(rule.sections[0])
    if most is not None:
        arguments: dict[str, Argument] = {"label": context.label(rule.sections[0]), "field": amount, "max": f"{most:f}"}
        over = (year for year in wanted if totals[year] > most)
        yield from (Hit(place, "over", {**arguments, "year": year, "total": f"{totals[year]:f}"}) for year in over)
    if unread:
        for year in short:
            reason = Label(
                f"{year} 年的“{field.zh}”没有填全", f"{field.text('en')} of {year} is not filled in everywhere"
            )
            yield Unjudged(reason, place)
        return
    args: dict[str, Argument] = {
        "label": context.label(rule.sections[0]),
        "field": amount,
        "min": f"{least:f}",
    }
    nothing = [year for year in short if not totals[year]]
    if nothing:
        years_told = join_words(nothing)
        yield Hit(place, "nothing", {**args, "year": years_told})
    for year in short:
        if totals[year]:
            yield Hit(place, "short", {**args, "year": year, "total": f"{totals[year]:f}"})


def _add_up(rule: Rule, context: Context, open_records: list[Unjudged]) -> tuple[dict[int, Decimal], bool]:
    """Add up by year; also whether something could not be read. Records that may not count go to `open_records`."""
    params: TotalsParams = rule.params
    totals: dict[int, Decimal] = defaultdict(Decimal)
    unread = False
    for record in records_to_check(rule, context):
        if isinstance(record, Unjudged):
            open_records.append(record)
            unread = True
            continue
        years = _years(record, params.by, context)
        amount = plain_number(value.canon) if (value := record.fields.get(params.amount)) is not None else None
        if len(years) != 1 or amount is None:
            unread = True
        else:
            totals[years[0]] += amount
    return totals, unread


def _years(record: Record, field: str, context: Context) -> tuple[int, ...]:
    declared = context.field(record.section, field.partition(".")[0])
    return read_years(record.canon(field), declared.label.zh if declared else "")


KIND = CheckKind(
    code="ZC105",
    name="totals",
    title=Label("每年累计", "totals per year"),
    params=TotalsParams,
    check=check,
    asks=("at_least", "at_most"),
    messages={
        "nothing": Message(
            Label(
                "“{label}”里没有 {year} 年的{field}，每年应不少于 {min}",
                "{label}: no {field} of {year}; each year needs at least {min}",
            ),
            Label(
                "漏填的补上；一年的不能算到另一年",
                "add any records left out; hours of one year can't make up for another",
            ),
        ),
        "short": Message(
            Label(
                "“{label}”{year} 年的{field}合计 {total}，不满 {min}",
                "{label}: {field} of {year} adds up to {total}, short of {min}",
            ),
            Label(
                "漏填的补上，数字或年份填错的改正；一年的不能算到另一年",
                "add what was left out, correct a mistyped number or year; one year can't make up for another",
            ),
        ),
        "over": Message(
            Label(
                "“{label}”{year} 年的{field}合计 {total}，超过了 {max}",
                "{label}: {field} of {year} adds up to {total}, more than {max}",
            ),
            Label(
                "数字或年份填错的改正；没有填错的，只留到上限",
                "correct a mistyped number or year; if nothing is mistyped, keep no more than the limit",
            ),
        ),
    },
    card=Card(
        why=Label(
            "继续教育等按年计学时，每年都要够。",
            "Training hours and the like are counted by year, and every year must have enough.",
        ),
        wrong="- {year: 2023, kind: 公需, hours: 20}",
        right="- {year: 2023, kind: 公需, hours: 30}",
        mend=Label("补齐不足的年份。", "Complete the years that fall short."),
    ),
)
