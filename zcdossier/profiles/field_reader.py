"""The fields of a form from their notation, and the rules that their rows stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zcdossier.lint.kinds import date_mask, form, required, wording
from zcdossier.lint.parameter_types import DateField, DateMask, FieldName, Pattern
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.model.place import Place
from zcdossier.model.profile import GAP, Choice, Field, FieldType, ReadAs, Reads, Rule
from zcdossier.profiles.condition_reader import check_pattern
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.profiles.mask_reader import read_mask
from zcdossier.profiles.reference_tables import ReferenceTables
from zcdossier.profiles.rule_reader import GeneratedRule
from zcdossier.profiles.symbols import check_shared_names
from zcdossier.source.nodes import MapNode, Node, Scalar

_READ_BY_TYPE = frozenset(FieldType) - {FieldType.TEXT, FieldType.PERSON, FieldType.PEOPLE}
_TYPES = frozenset(FieldType)
_SEVERITIES = frozenset(Severity)


@dataclass(slots=True)
class FormFieldReader:
    """Reads fields; the rules their rows stand for gather in `rules`, with conditions still to be read."""

    diagnostics: Diagnostics
    references: ReferenceTables
    rules: list[GeneratedRule]

    def read_fields(self, outer: MappingReader, key: str, section: str) -> dict[str, Field]:
        """Read the fields of a section, or the applicant's facts."""
        placed = [(name.place, self._read_field(name, node, section)) for name, node in outer.pairs(key)]
        check_shared_names(placed, self.diagnostics)
        return {declared.id: declared for _, declared in placed}

    def _read_field(self, name: Scalar, node: Node, section: str) -> Field:
        mapping = MappingReader(as_mapping(node), self.diagnostics, name.place)
        type_text = mapping.text("type", "choice" if mapping.root.get("choices") is not None else "text")
        if type_text not in _TYPES:
            types = "、".join(FieldType)
            self.diagnostics.add(
                mapping.place,
                Label(f"不认识类型 {type_text}；可以用：{types}", f"unknown type {type_text}; use one of: {types}"),
            )
        clauses = mapping.clauses()
        needed = mapping.requirement("required")
        declared = Field(
            id=name.text,
            label=mapping.label("label", Label(name.text)) or Label(name.text),
            type=FieldType(type_text) if type_text in _TYPES else FieldType.TEXT,
            aliases=mapping.texts("aliases"),
            choices=tuple(self._iterate_choices(mapping, "choices")),
            open=mapping.flag("open"),
            pattern=mapping.text("pattern"),
            required=needed.always,
            default=mapping.text("default"),
            hint=mapping.label("hint"),
            example=mapping.text("example"),
            clauses=all_clauses(clauses | needed.clauses),
            reads=self._read_reads(mapping),
        )
        mask = read_mask(mapping, declared.type, self.diagnostics)
        declared = declared._replace(masks=mask.masks)
        if declared.type is FieldType.COMPOSED:
            self._check_composed(declared, mapping.place)
        elif declared.pattern:
            self._read_pattern_of_text(declared, mapping, section)
        if declared.type is FieldType.CHOICE and not declared.choices:
            self.diagnostics.add(mapping.place, Label("choice 类型要列出 choices", "a choice needs choices"))
        grade = mapping.severity("form", Severity.ERROR)
        mapping.report_unknown()
        if needed.severity is not None:
            params = required.RequiredParams((FieldName(declared.id),))
            rule = Rule(f"{section}-{declared.id}-required", "required", needed.severity, params, (section,))
            self.rules.append(
                GeneratedRule.of_row(rule, needed.clauses or clauses, name.place, needed.when, needed.where)
            )
        if declared.type in _READ_BY_TYPE and grade is not None:
            read = form.FormParams((FieldName(declared.id),))
            rule = Rule(f"{section}-{declared.id}-form", "form", grade, read, (section,))
            self.rules.append(GeneratedRule.of_row(rule, clauses, name.place))
        if mask.masks:
            masks = date_mask.DateMaskParams(mask=tuple(map(DateMask, mask.masks)), fields=(DateField(declared.id),))
            rule = Rule(f"{section}-{declared.id}-mask", "date-mask", mask.severity, masks, (section,))
            self.rules.append(GeneratedRule.of_row(rule, mask.clauses or clauses, name.place))
        return declared

    def _read_pattern_of_text(self, declared: Field, mapping: MappingReader, section: str) -> None:
        """A plain text that has to look like something: a rule in short, as a composed field has its own."""
        if declared.type is not FieldType.TEXT:
            message = Label(
                f"pattern 只管文字，{declared.id} 的类型是 {declared.type}",
                f"pattern is for texts, {declared.id} is of type {declared.type}",
            )
            self.diagnostics.add(mapping.place, message)
        elif check_pattern(declared.pattern, mapping.place, self.diagnostics):
            params = wording.WordingParams(
                FieldName(declared.id), pattern=Pattern(declared.pattern), example=declared.example
            )
            rule = Rule(f"{section}-{declared.id}-form", "wording", Severity.ERROR, params, (section,))
            self.rules.append(GeneratedRule.of_row(rule, mapping.clauses(), mapping.place))

    def _read_reads(self, mapping: MappingReader) -> Reads | None:
        """Read what a field is looked for on scans as: a word, or with the words before it."""
        node = mapping.node("reads")
        if node is None:
            return None
        if is_refusal(node):
            return Reads(ReadAs.NOTHING)
        if isinstance(node, Scalar):
            return Reads(mapping.one_of("reads", ReadAs, ReadAs.NOTHING))
        inner = MappingReader(node, self.diagnostics, mapping.place)
        reads = Reads(inner.one_of("as", ReadAs, ReadAs.DATE), inner.texts("near"))
        inner.report_unknown()
        return reads

    def _check_composed(self, declared: Field, place: Place) -> None:
        """Its example is all that a person is told about the form, so there must be one, and a right one."""
        if check_pattern(declared.pattern, place, self.diagnostics) and not re.fullmatch(
            declared.pattern, declared.example
        ):
            self.diagnostics.add(
                place, Label(f"{declared.id} 的 example 不符合它的 pattern", "example does not match pattern")
            )

    def read_choices(self, mapping: MappingReader, key: str) -> tuple[Choice, ...]:
        """Read choices: a list of words, or ids with labels."""
        return tuple(self._iterate_choices(mapping, key))

    def _iterate_choices(self, mapping: MappingReader, key: str) -> Iterator[Choice]:
        node = mapping.node(key)
        named = self._choices_of_reference(node) if isinstance(node, MapNode) else None
        if named is not None:
            yield from named
            return
        if not isinstance(node, MapNode):
            yield from (Choice(word, Label(word)) for word in mapping.texts(key))
            return
        for name, value in node:
            if isinstance(value, Scalar) or (isinstance(value, MapNode) and value.get("label") is None):
                yield Choice(name.text, mapping.as_label(value))
            else:
                inner = MappingReader(value, self.diagnostics, name.place)
                label = inner.label("label", Label(name.text)) or Label(name.text)
                aliases = inner.texts("aliases")
                self._check_no_gap(inner, aliases)
                yield Choice(name.text, label, aliases, inner.texts("words"))
                inner.report_unknown()

    def _check_no_gap(self, mapping: MappingReader, aliases: tuple[str, ...]) -> None:
        for alias in aliases:
            if GAP in alias:
                node = mapping.node("aliases")
                message = Label(
                    f"选项的 aliases 里不能用“{GAP}”，把 {alias} 写到 words 里", f"{alias}: {GAP} belongs under words"
                )
                self.diagnostics.add(node.place if node is not None else mapping.place, message)

    def _choices_of_reference(self, node: MapNode) -> tuple[Choice, ...] | None:
        """The choices of `{list: titles}` or `{table: codes}`; None for choices written out."""
        keys = {key.text for key, _ in node}
        if len(keys) != 1 or not keys <= {"list", "table"}:
            return None
        key = keys.pop()
        name = MappingReader(node, self.diagnostics).text(key).strip()
        words = self.references.lists if key == "list" else self.references.tables
        if name not in words:
            what = Label("列表", "list") if key == "list" else Label("对照表", "table")
            message = Label(f"没有{what.zh} {name}", f"there is no {what.en} {name}")
            self.diagnostics.unknown(node.place, message, name, words)
            return ()
        if key == "table":
            table = self.references.tables[name]
            return tuple(Choice(code, Label(_word_for(code, label))) for code, label in table.items())
        return tuple(Choice(word, Label(word)) for word in self.references.lists[name])


def all_clauses(clauses: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the clauses of all levels, each once."""
    return tuple(dict.fromkeys(clause for ids in clauses.values() for clause in ids))


def _word_for(code: str, label: str) -> str:
    """What a code of a table is called: its name, where the table is not one of figures."""
    return label if label and plain_number(label) is None else code


def is_refusal(node: Node) -> bool:
    """Whether somebody wrote no in place of what might stand here."""
    return isinstance(node, Scalar) and node.text.lower() in ("false", "no", "否", "off")


def as_mapping(node: Node) -> Node:
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
