"""What only shows when rows are seen together: levels that do not exist, rules that ask nothing, shared names."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from zcdossier.lint.measures import MEASURES
from zcdossier.model.names import Named, Names, normal
from zcdossier.model.place import Place
from zcdossier.model.profile import Choice, Rule
from zcdossier.profiles.keys import EVERY_LEVEL
from zcdossier.profiles.mistakes import Mistakes

_ASKING: Mapping[str, tuple[str, ...]] = {
    "count": ("max", "min", "exactly"),
    "record-order": ("order", "first", "by_time"),
    "years": ("expected",),
    "unique": ("fields",),
    "totals": ("years",),
    "required": ("fields",),
    "empty": ("fields",),
    "wording": ("starts_with", "ends_with", "contains", "excludes", "pattern", "not_pattern", "excludes_fact"),
    "compare": ("above", "at_least", "below", "at_most", "equals"),
    "length": ("max", "min"),
    "date": ("not_after", "not_before"),
    "parts": ("all_of", "one_of"),
    "part-order": ("order", "first"),
    "file-name": ("pattern", "agrees_with"),
    "measure": ("one_of", "above", "at_least", "below", "at_most"),
}


def check_rule(rule: Rule, levels: tuple[Choice, ...], mistakes: Mistakes) -> None:
    """Note what makes a rule say nothing, or nothing at some level."""
    place = rule.place or Place("")
    asking = _ASKING.get(rule.kind, ())
    if asking and all(_says_nothing(getattr(rule.params, name)) for name in asking):
        known = "、".join(asking)
        mistakes.add(place, f"{rule.id} 什么也没有要求，至少写一个：{known}", f"{rule.id} asks nothing; give {known}")
    measure = getattr(rule.params, "measure", None)
    if measure is not None and measure not in MEASURES:
        near = Names({one: one for one in MEASURES}, tuple(MEASURES)).near(measure)
        _unknown(place, f"没有 {measure} 这种尺寸", f"there is no measure {measure}", near, mistakes)
    for level in _levels_of(rule):
        if level not in {EVERY_LEVEL, *(one.id for one in levels)}:
            names = Names.of(levels)
            near = names.find(level) or names.near(level)
            _unknown(place, f"没有级别 {level}", f"there is no level {level}", near, mistakes)


def _says_nothing(value: object) -> bool:
    """Whether a parameter was left out; a bound of 0 says something."""
    return not value and not isinstance(value, Decimal)


def check_shared_names(named: Iterable[tuple[Place, Named]], mistakes: Mistakes) -> None:
    """Note each name by which two things of one list would be called; only the first would be found by it."""
    owners: dict[str, str] = {}
    for place, one in named:
        for name in dict.fromkeys((one.id, one.label.zh, *one.aliases)):
            owner = owners.setdefault(normal(name), one.id)
            if owner != one.id:
                mistakes.add(place, f"{owner} 和 {one.id} 都叫“{name}”", f"{owner} and {one.id} are both called {name}")


def _levels_of(rule: Rule) -> Iterator[str]:
    by_level = [value for value in rule.params if isinstance(value, Mapping)]
    yield from dict.fromkeys(level for value in (rule.clauses, *by_level) for level in value)


def _unknown(place: Place, zh: str, en: str, near: str, mistakes: Mistakes) -> None:
    guess_zh, guess_en = (f"，是不是 {near}？", f", do you mean {near}?") if near else ("", "")
    mistakes.add(place, zh + guess_zh, en + guess_en)
