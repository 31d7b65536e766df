"""Reading what a notice asks of the office: the keys `office` and `deadlines` of a profile."""

from collections.abc import Iterable
from datetime import date

from zcdossier.model.dates import parse_date
from zcdossier.model.label import Label
from zcdossier.model.office_rules import STEPS, Deadline, OfficeRules, PublicityRule, Quota, ReviewStep, Ruling
from zcdossier.model.profile import Section
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.source.nodes import Node

LEVEL = "level"


def read_office(
    mapping: MappingReader,
    facts: set[str],
    sections: dict[str, Section],
    levels: Iterable[str],
    diagnostics: Diagnostics,
) -> OfficeRules:
    """Read `office`: review steps, the publicity, quotas. What is left out is as on the Zhejiang platform."""
    if not mapping.has("office"):
        return OfficeRules()
    inner = MappingReader(mapping.node("office"), diagnostics)
    office = OfficeRules(
        steps=tuple(_read_step(inner, step, diagnostics) for step in STEPS),
        publicity=_read_publicity(inner, facts, sections, diagnostics),
        quotas=tuple(_read_quota(node, facts, sections, levels, diagnostics) for node in inner.items("quotas")),
        clauses=inner.clauses().get("*", ()),
    )
    inner.report_unknown()
    return office


def read_deadlines(mapping: MappingReader, facts: set[str], diagnostics: Diagnostics) -> tuple[Deadline, ...]:
    """Read `deadlines`: each a `text` with a `date` of the notice, or with the `fact` that holds the day."""
    return tuple(_read_deadline(node, facts, diagnostics) for node in mapping.items("deadlines"))


def _read_step(office: MappingReader, step: ReviewStep, diagnostics: Diagnostics) -> ReviewStep:
    if not office.has(step.id):
        return step
    inner = MappingReader(office.node(step.id), diagnostics)
    reasoned = inner.texts("reasoned") or tuple(step.reasoned)
    for ruling in reasoned:
        if ruling not in set(Ruling):
            inner.report_type(
                "reasoned",
                inner.node("reasoned"),
                Label("passed、refused、returned 里的", "of passed, refused, returned"),
            )
    read = step._replace(
        label=inner.label("label", step.label) or step.label,
        passed=inner.label("passed", step.passed) or step.passed,
        refused=inner.label("refused", step.refused) or step.refused,
        returned=inner.label("returned", step.returned) or step.returned,
        reasoned=tuple(ruling for ruling in Ruling if ruling in reasoned),
        record=inner.text("record"),
    )
    inner.report_unknown()
    return read


def _read_publicity(
    office: MappingReader, facts: set[str], sections: dict[str, Section], diagnostics: Diagnostics
) -> PublicityRule:
    default = PublicityRule()
    inner = MappingReader(office.node("publicity"), diagnostics)
    rule = PublicityRule(
        working_days=inner.integer("working_days", default.working_days),
        first_day=inner.flag("first_day"),
        whole_batch=inner.flag("whole_batch"),
        columns=inner.texts("columns") or default.columns,
        achievements=inner.texts("achievements"),
        selected_by=inner.text("selected_by"),
    )
    if rule.working_days < 1:
        inner.report_type("working_days", inner.node("working_days"), Label("大于 0 的整数", "a whole number above 0"))
    if inner.has("columns"):
        inner.require_known("columns", rule.columns, facts | {LEVEL})
    inner.require_known("achievements", rule.achievements, set(sections))
    if rule.selected_by:
        fields = {field for section in rule.achievements if section in sections for field in sections[section].fields}
        inner.require_known("selected_by", (rule.selected_by,), fields)
    inner.report_unknown()
    return rule


def _read_quota(
    node: Node, facts: set[str], sections: dict[str, Section], levels: Iterable[str], diagnostics: Diagnostics
) -> Quota:
    mapping = MappingReader(node, diagnostics)
    read = Quota(mapping.text("section"), mapping.text("number"), mapping.text("unit"), mapping.text("level"))
    mapping.require_known("section", (read.section,), sections)
    if read.section in sections:
        mapping.require_known("number", (read.number,), sections[read.section].fields)
    mapping.require_known("unit", (read.unit,), facts)
    if read.level:
        mapping.require_known("level", (read.level,), levels)
    mapping.report_unknown()
    return read


def _read_deadline(node: Node, facts: set[str], diagnostics: Diagnostics) -> Deadline:
    mapping = MappingReader(node, diagnostics)
    read = Deadline(
        mapping.label("text", Label("")) or Label(""),
        mapping.text("date").strip(),
        mapping.text("fact"),
        mapping.texts("clauses"),
    )
    if not read.text.zh or bool(read.date) == bool(read.fact):
        diagnostics.add(
            mapping.place,
            Label("截止时间要有 text，以及 date 或 fact 之一", "a deadline has a text, and a date or a fact"),
        )
    if read.date and not _is_day(read.date):
        mapping.report_type("date", mapping.node("date"), Label("2023-07-20 这样的日期", "a day such as 2023-07-20"))
    if read.fact:
        mapping.require_known("fact", (read.fact,), facts)
    mapping.report_unknown()
    return read


def _is_day(text: str) -> bool:
    read = parse_date(text)
    return read is not None and read.day is not None and text == date.isoformat(read.first)
