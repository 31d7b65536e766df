"""The portal's form from its notation: fields, parts and sections, and the rules that their rows stand for.

A row such as `limit: {max: 5, clauses: […]}` is a rule in short; each gets a stable id made of the section's
id and the row's name, so that another profile can grade it or switch it off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zcdossier.lint.kinds import count, evidence, form, parts, required
from zcdossier.lint.parameter_types import FieldName, PartName
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Choice, Field, FieldType, Part, Rule, Section
from zcdossier.profiles.conditions import check_pattern
from zcdossier.profiles.cross_checks import check_shared_names
from zcdossier.profiles.keys import EVERY_LEVEL, Keys
from zcdossier.profiles.mistakes import Mistakes
from zcdossier.source.nodes import MapNode, Node, Scalar

_READ_BY_TYPE = frozenset(FieldType) - {FieldType.TEXT, FieldType.PERSON, FieldType.PEOPLE}
_TYPES = frozenset(FieldType)
_SEVERITIES = frozenset(Severity)


@dataclass(slots=True)
class FormReader:
    """Reads forms; the rules their rows stand for gather in `rules`, with conditions still to be read."""

    mistakes: Mistakes
    rules: list[tuple[Rule, Node | None]] = field(default_factory=list)

    def section(self, key: Scalar, node: Node, name: str) -> Section:
        """Read a section; `name` is how rules call it (`papers`, `attachments.medical_ethics`)."""
        keys = Keys(_as_mapping(node), self.mistakes, key.place)
        number = keys.integer("number", 0)
        label = keys.label("label", Label(key.text)) or Label(key.text)
        section = Section(
            id=name,
            label=label,
            number=number,
            aliases=keys.texts("aliases"),
            folder=keys.text("folder") or _folder(number, label),
            title_field=keys.text("title_field", "title"),
            groups=keys.texts("groups"),
            hint=keys.label("hint"),
            fields=self.fields(keys, "fields", name),
            parts=self._parts(keys, name),
            limit=self._limit(keys, name),
            required=self._required(keys, name),
            clauses=_flat(keys.clauses()),
        )
        self._evidence(keys, name)
        keys.finish()
        if section.folder.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", section.folder):
            self.mistakes.add(
                keys.place, f"folder {section.folder} 不在材料文件夹里", "folder leads out of the dossier"
            )
        if section.fields and section.title_field not in section.fields and section.title_field != "title":
            self.mistakes.add(
                keys.place, f"title_field {section.title_field} 不在字段里", "title_field is not among the fields"
            )
        return section

    def fields(self, outer: Keys, key: str, section: str) -> dict[str, Field]:
        """Read the fields of a section, or the applicant's facts."""
        found = [(name.place, self._field(name, node, section)) for name, node in outer.pairs(key)]
        check_shared_names(found, self.mistakes)
        return {one.id: one for _, one in found}

    def _field(self, name: Scalar, node: Node, section: str) -> Field:
        keys = Keys(_as_mapping(node), self.mistakes, name.place)
        type_text = keys.text("type", "text")
        if type_text not in _TYPES:
            known = "、".join(FieldType)
            self.mistakes.add(
                keys.place, f"不认识类型 {type_text}；可以用：{known}", f"unknown type {type_text}; use one of: {known}"
            )
        clauses = keys.clauses()
        found = Field(
            id=name.text,
            label=keys.label("label", Label(name.text)) or Label(name.text),
            type=FieldType(type_text) if type_text in _TYPES else FieldType.TEXT,
            aliases=keys.texts("aliases"),
            choices=tuple(self._choices(keys, "choices")),
            open=keys.flag("open"),
            pattern=keys.text("pattern"),
            required=keys.severity("required", None),
            default=keys.text("default"),
            hint=keys.label("hint"),
            example=keys.text("example"),
            clauses=_flat(clauses),
        )
        if found.type is FieldType.COMPOSED:
            self._check_composed(found, keys.place)
        if found.type is FieldType.CHOICE and not found.choices:
            self.mistakes.add(keys.place, "choice 类型要列出 choices", "a choice needs choices")
        grade = keys.severity("form", Severity.ERROR)
        keys.finish()
        self._field_rules(found, section, grade, clauses, name.place)
        return found

    def _check_composed(self, found: Field, place: Place) -> None:
        """Its example is all that a person is told about the form, so there must be one, and a right one."""
        if check_pattern(found.pattern, place, self.mistakes) and not re.fullmatch(found.pattern, found.example):
            self.mistakes.add(place, f"{found.id} 的 example 不符合它的 pattern", "example does not match pattern")

    def _field_rules(
        self, found: Field, section: str, grade: Severity | None, clauses: dict[str, tuple[str, ...]], place: Place
    ) -> None:
        names = (FieldName(found.id),)
        prefix = f"{section}-{found.id}"
        if found.required is not None:
            rule = Rule(f"{prefix}-required", "required", found.required, required.Params(names), (section,))
            self._add(rule, clauses, place)
        if found.type in _READ_BY_TYPE and grade is not None:
            self._add(Rule(f"{prefix}-form", "form", grade, form.Params(names), (section,)), clauses, place)

    def choices(self, keys: Keys, key: str) -> tuple[Choice, ...]:
        """Read choices: a list of words, or ids with labels."""
        return tuple(self._choices(keys, key))

    def _choices(self, keys: Keys, key: str) -> Iterator[Choice]:
        node = keys.raw(key)
        if not isinstance(node, MapNode):
            yield from (Choice(word, Label(word)) for word in keys.texts(key))
            return
        for name, value in node:
            if isinstance(value, Scalar) or (isinstance(value, MapNode) and value.get("label") is None):
                yield Choice(name.text, keys.as_label(value))
            else:
                inner = Keys(value, self.mistakes, name.place)
                label = inner.label("label", Label(name.text)) or Label(name.text)
                yield Choice(name.text, label, inner.texts("aliases"))
                inner.finish()

    def _parts(self, outer: Keys, section: str) -> dict[str, Part]:
        found: dict[str, Part] = {}
        places: list[tuple[Place, Part]] = []
        for name, node in outer.pairs("parts"):
            keys = Keys(_as_mapping(node), self.mistakes, name.place)
            clauses = keys.clauses()
            label = keys.label("label", Label(name.text)) or Label(name.text)
            grade = keys.severity("required", None)
            part = Part(name.text, label, keys.texts("aliases"), grade, keys.label("hint"), _flat(clauses))
            keys.finish()
            found[part.id] = part
            places.append((name.place, part))
            if grade is not None:
                rule = Rule(
                    f"{section}-part-{part.id}", "parts", grade, parts.Params(all_of=(PartName(part.id),)), (section,)
                )
                self._add(rule, clauses, name.place)
        check_shared_names(places, self.mistakes)
        return found

    def _limit(self, outer: Keys, section: str) -> dict[str, int]:
        node = outer.raw("limit")
        if node is None:
            return {}
        if isinstance(node, Scalar):
            node = MapNode(((Scalar("max", node.place), node),), node.place)
        keys = Keys(node, self.mistakes)
        top = keys.by_level("max") or {}
        rule = Rule(
            f"{section}-limit",
            "count",
            keys.severity("severity", Severity.ERROR) or Severity.ERROR,
            count.Params(max=top),
            (section,),
            says=keys.label("says"),
            hint=keys.label("hint"),
        )
        when = keys.raw("when")
        self._add(rule, keys.clauses(), keys.place, when)
        keys.finish()
        return top

    def _required(self, outer: Keys, section: str) -> bool:
        node = outer.raw("required")
        if node is None or _refused(node):
            return False
        keys = Keys(_as_mapping(node), self.mistakes, node.place)
        params = count.Params(min={EVERY_LEVEL: keys.integer("min", 1)})
        grade = keys.severity("severity", Severity.ERROR) or Severity.ERROR
        rule = Rule(f"{section}-required", "count", grade, params, (section,), says=keys.label("says"))
        when = keys.raw("when")
        self._add(rule, keys.clauses(), keys.place, when)
        keys.finish()
        return grade is Severity.ERROR and when is None

    def _evidence(self, outer: Keys, section: str) -> None:
        node = outer.raw("evidence")
        if node is None or _refused(node):
            return
        keys = Keys(_as_mapping(node), self.mistakes, node.place)
        params = evidence.Params(min=keys.integer("min", 1))
        grade = keys.severity("severity", Severity.ERROR) or Severity.ERROR
        rule = Rule(f"{section}-evidence", "evidence", grade, params, (section,), says=keys.label("says"))
        self._add(rule, keys.clauses(), keys.place, keys.raw("when"))
        keys.finish()

    def _add(self, rule: Rule, clauses: dict[str, tuple[str, ...]], place: Place, when: Node | None = None) -> None:
        self.rules.append((rule._replace(clauses=clauses, place=place), when))


def _folder(number: int, label: Label) -> str:
    return f"{number:02d}-{label.zh}" if number else label.zh


def _flat(clauses: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for ids in clauses.values() for one in ids))


def _refused(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.lower() in ("false", "no", "否")


def _as_mapping(node: Node) -> Node:
    """A bare text, or one in two languages, stands for its label; a bare true for an empty mapping."""
    if isinstance(node, MapNode) and node.pairs and all(key.text in ("zh", "en") for key, _ in node):
        return MapNode(((Scalar("label", node.place), node),), node.place)
    if not isinstance(node, Scalar):
        return node
    if node.text.lower() in ("true", "是", ""):
        return MapNode((), node.place)
    if node.text in _SEVERITIES:
        return MapNode(((Scalar("severity", node.place), node),), node.place)
    return MapNode(((Scalar("label", node.place), node),), node.place)
