"""A value for each field of a sample dossier: the field's example, else one of its type that its rules allow."""

from collections.abc import Iterable, Iterator
from typing import Any

from zcdossier.lint.computed_bounds import LevelBounds, YearSpan
from zcdossier.model.profile import Field, FieldType, Profile, Rule

_BY_TYPE = {
    FieldType.FLAG: "是",
    FieldType.DATE: "2020-05-06",
    FieldType.PERIOD: "2019-01 至 2020-01",
    FieldType.INTEGER: "1",
    FieldType.NUMBER: "1",
    FieldType.RANK: "1/3",
    FieldType.ID_NUMBER: "11010519491231002X",
    FieldType.PERSON: "林晓",
    FieldType.PEOPLE: "林晓、王芳、李雷",
}
_SET_APART = frozenset({FieldType.TEXT})


def sample_value(field: Field, section: str, number: int, profile: Profile) -> str:
    """Return the text of a field in the record of that number (from 0)."""
    rules = [rule for rule in profile.rules if section in rule.sections and not rule.off]
    years = [year for rule in rules if _year_field(rule) == field.id for year in _years(rule)]
    if years:
        return str(years[number % len(years)])
    if field.choices and any(rule.kind == "unique" and field.id in rule.params.fields for rule in rules):
        return field.choices[number % len(field.choices)].label.zh
    text = field.example or _of_rules(field, rules) or _of_type(field)
    if number and field.type in _SET_APART and not field.pattern:
        return f"{text}（{number + 1}）"
    return text


def _of_type(field: Field) -> str:
    if field.default:
        return field.default
    if field.type is FieldType.CHOICE and field.choices:
        return field.choices[0].label.zh
    return _BY_TYPE.get(field.type, f"{field.label.zh}样例")


def _of_rules(field: Field, rules: Iterable[Rule]) -> str:
    """A value that a rule names: a bound of it, a word that it begins with."""
    for rule in rules:
        if rule.kind == "wording" and rule.params.field == field.id and (text := _wording(rule.params, field)):
            return text
        if rule.kind in ("date", "compare") and field.id in _fields_of(rule.params):
            bound = next(_bounds(rule.params), "")
            if bound:
                return bound
    return ""


def _fields_of(params: Any) -> tuple[str, ...]:
    single = getattr(params, "field", "")
    return (*getattr(params, "fields", ()), *((single,) if isinstance(single, str) else tuple(single or ())))


def _bounds(params: Any) -> Iterator[str]:
    for name in ("equals", "at_least", "at_most", "not_after", "not_before"):
        text = getattr(getattr(params, name, None), "text", "")
        if text and text != "today":
            yield text


def _wording(params: Any, field: Field) -> str:
    if params.example:
        return str(params.example)
    start = next(iter(params.starts_with), "")
    inside = next(iter(params.contains), "")
    end = next(iter(params.ends_with), "")
    return f"{start}{field.label.zh}{inside}样例{end}" if start or inside or end else ""


def records_wanted(section: str, profile: Profile, level: str) -> int:
    """How many records a sample needs in a section: what counts ask for, and a record for each expected year."""
    least = 1
    for rule in profile.rules:
        if rule.off or section not in rule.sections:
            continue
        if rule.kind == "count":
            least = max(least, _at_level(rule.params.min, level), _at_level(rule.params.exactly, level))
            ways = [way.min for way in rule.params.either if section == (way.section or rule.sections[0])]
            least = max(least, sum(ways[: _at_level(rule.params.ways, level) or 1]))
        elif rule.kind in ("years", "totals"):
            least = max(least, len(_years(rule)))
    top = profile.sections[section].limit_for(level) if section in profile.sections else None
    return least if top is None else min(least, top)


def text_length(text_id: str, profile: Profile) -> int:
    """How many characters a statement of a sample has, which applies for the first of the levels."""
    level = profile.levels[0].id if profile.levels else ""
    for rule in profile.rules:
        if rule.kind == "length" and f"texts.{text_id}" in rule.sections and not rule.off:
            return _at_level(rule.params.min, level) or max(1, _at_level(rule.params.max, level) // 2)
    return 100


def _at_level(bounds: LevelBounds | None, level: str) -> int:
    """A bound at a level; 0 where there is none, or where it has to be worked out."""
    given = bounds or {}
    bound = given.get(level, given.get("*", 0))
    return bound if isinstance(bound, int) else 0


def _year_field(rule: Rule) -> str:
    """The field in which a rule looks for years, if it does."""
    name = {"years": "field", "totals": "by"}.get(rule.kind)
    return str(getattr(rule.params, name)) if name else ""


def _years(rule: Rule) -> tuple[int, ...]:
    """The years that a rule lists; years counted back from a day are not."""
    expected: tuple[int, ...] | YearSpan = rule.params.expected if rule.kind == "years" else rule.params.years
    return () if isinstance(expected, YearSpan) else expected
