"""ZC105 totals: for each of certain years, a number added up over the records reaches a minimum."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from zcdossier.lint.compared import number
from zcdossier.lint.context import Context
from zcdossier.lint.kind import Card, Hit, Kind, Unjudged
from zcdossier.lint.subjects import judged
from zcdossier.model.dates import parse_date
from zcdossier.model.finding import Message
from zcdossier.model.label import Label
from zcdossier.model.profile import Rule


class Params(NamedTuple):
    """`amount` is added up by the year in `by` (a year or a date); each of `years` must reach `at_least`."""

    amount: str
    by: str
    years: tuple[int, ...]
    at_least: Decimal


def check(rule: Rule, context: Context) -> Iterator[Hit | Unjudged]:
    """Add up what can be read; an unreadable amount or year leaves the verdict on a short year open."""
    params: Params = rule.params
    totals: dict[int, Decimal] = defaultdict(Decimal)
    unread = False
    for one in judged(rule, context):
        if isinstance(one, Unjudged):
            yield one
            unread = True
            continue
        day = parse_date(one.text(params.by))
        amount = number(one.text(params.amount))
        if day is None or amount is None:
            unread = True
        else:
            totals[day.year] += amount
    place = context.section_place(rule.sections[0])
    label = context.label(rule.sections[0])
    field = context.field_label(rule.sections[0], params.amount)
    for year in params.years:
        if totals[year] >= params.at_least:
            continue
        if unread:
            reason = Label(
                f"{year} 年的“{field.zh}”没有填全", f"{field.text('en')} of {year} is not filled in everywhere"
            )
            yield Unjudged(reason, place)
            continue
        yield Hit(
            place,
            "short",
            {
                "label": label,
                "field": field,
                "year": year,
                "total": f"{totals[year]:f}",
                "min": f"{params.at_least:f}",
            },
        )


KIND = Kind(
    code="ZC105",
    name="totals",
    title=Label("每年累计", "totals per year"),
    params=Params,
    check=check,
    messages={
        "short": Message(
            "“{label}”{year} 年的{field}合计 {total}，不足 {min}",
            "{label}: {field} of {year} adds up to {total}, short of {min}",
            "补上这一年的记录，或核对数字和年份；一年不能补另一年",
            "add the records of that year, or check figures and years; one year can't make up for another",
        )
    },
    card=Card(
        why=Label(
            "继续教育等按年计学时，每年都要够。", "Hours of training are counted per year; each year must suffice."
        ),
        wrong="- {year: 2023, kind: 公需, hours: 20}",
        right="- {year: 2023, kind: 公需, hours: 30}",
        mend=Label("补齐不足的年份。", "Complete the year that falls short."),
    ),
)
