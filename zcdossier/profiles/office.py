"""Reading what a notice asks of the office: the keys `office` and `deadlines` of a profile."""

from datetime import date

from zcdossier.model.dates import parse_date
from zcdossier.model.label import Label
from zcdossier.model.office import STEPS, Deadline, OfficeRules, PublicityRule, ReviewStep, Ruling
from zcdossier.model.profile import Section
from zcdossier.profiles.keys import Keys
from zcdossier.profiles.mistakes import Mistakes
from zcdossier.source.nodes import Node

LEVEL = "level"


def read_office(keys: Keys, facts: set[str], sections: dict[str, Section], mistakes: Mistakes) -> OfficeRules:
    """Read `office`: words of the review steps, and the publicity. What is left out is as on the Zhejiang platform."""
    if not keys.has("office"):
        return OfficeRules()
    inner = Keys(keys.raw("office"), mistakes)
    office = OfficeRules(
        steps=tuple(_step(inner, step, mistakes) for step in STEPS),
        publicity=_publicity(inner, facts, sections, mistakes),
        clauses=inner.clauses().get("*", ()),
    )
    inner.finish()
    return office


def read_deadlines(keys: Keys, facts: set[str], mistakes: Mistakes) -> tuple[Deadline, ...]:
    """Read `deadlines`: each a `text` with a `date` of the notice, or with the `fact` that holds the day."""
    return tuple(_deadline(node, facts, mistakes) for node in keys.items("deadlines"))


def _step(office: Keys, step: ReviewStep, mistakes: Mistakes) -> ReviewStep:
    if not office.has(step.id):
        return step
    inner = Keys(office.raw(step.id), mistakes)
    reasoned = inner.texts("reasoned") or tuple(step.reasoned)
    for one in reasoned:
        if one not in set(Ruling):
            inner.wrong(
                "reasoned", inner.raw("reasoned"), "passed、refused、returned 里的", "of passed, refused, returned"
            )
    read = step._replace(
        label=inner.label("label", step.label) or step.label,
        passed=inner.label("passed", step.passed) or step.passed,
        refused=inner.label("refused", step.refused) or step.refused,
        returned=inner.label("returned", step.returned) or step.returned,
        reasoned=tuple(one for one in Ruling if one in reasoned),
        record=inner.text("record"),
    )
    inner.finish()
    return read


def _publicity(office: Keys, facts: set[str], sections: dict[str, Section], mistakes: Mistakes) -> PublicityRule:
    known = PublicityRule()
    inner = Keys(office.raw("publicity"), mistakes)
    rule = PublicityRule(
        working_days=inner.integer("working_days", known.working_days),
        first_day=inner.flag("first_day"),
        whole_batch=inner.flag("whole_batch"),
        columns=inner.texts("columns") or known.columns,
        achievements=inner.texts("achievements"),
        selected_by=inner.text("selected_by"),
    )
    if rule.working_days < 1:
        inner.wrong("working_days", inner.raw("working_days"), "大于 0 的整数", "a whole number above 0")
    if inner.has("columns"):
        _known(inner, "columns", rule.columns, facts | {LEVEL})
    _known(inner, "achievements", rule.achievements, set(sections))
    if rule.selected_by:
        fields = {field for section in rule.achievements if section in sections for field in sections[section].fields}
        _known(inner, "selected_by", (rule.selected_by,), fields)
    inner.finish()
    return rule


def _deadline(node: Node, facts: set[str], mistakes: Mistakes) -> Deadline:
    keys = Keys(node, mistakes)
    read = Deadline(
        keys.label("text", Label("")) or Label(""), keys.text("date").strip(), keys.text("fact"), keys.texts("clauses")
    )
    if not read.text.zh or bool(read.date) == bool(read.fact):
        mistakes.add(
            keys.place, "截止时间要有 text，以及 date 或 fact 之一", "a deadline has a text, and a date or a fact"
        )
    if read.date and not _is_day(read.date):
        keys.wrong("date", keys.raw("date"), "2023-07-20 这样的日期", "a day such as 2023-07-20")
    if read.fact:
        _known(keys, "fact", (read.fact,), facts)
    keys.finish()
    return read


def _is_day(text: str) -> bool:
    read = parse_date(text)
    return read is not None and read.day is not None and text == date.isoformat(read.first)


def _known(keys: Keys, name: str, used: tuple[str, ...], known: set[str]) -> None:
    for one in used:
        if one not in known:
            node = keys.raw(name)
            keys.mistakes.add(
                node.place if node else keys.place, f"{name} 里没有 {one} 可用", f"{name}: {one} is not known"
            )
