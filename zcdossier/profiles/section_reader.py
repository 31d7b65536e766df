"""The portal's form from its notation: fields, parts and sections, and the rules that their rows stand for.

A row such as `limit: {max: 5, clauses: […]}` is a rule in short; each gets a stable id made of the section's
id and the row's name, so that another profile can grade it or switch it off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zcdossier.lint.kinds import count, date_mask, evidence, form, parts, required
from zcdossier.lint.parameter_types import DateField, DateMask, FieldName, PartName
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.model.place import Place
from zcdossier.model.profile import (
    FIELD_IN_NAME,
    Choice,
    Field,
    FieldType,
    Part,
    ReadAs,
    Reads,
    Rule,
    Section,
)
from zcdossier.profiles.computed_limit import is_computed_limit, row_of_limit
from zcdossier.profiles.condition_reader import check_pattern
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.file_rows import FileRowReader, FileSlot
from zcdossier.profiles.mapping_reader import EVERY_LEVEL, MappingReader
from zcdossier.profiles.mask_reader import read_mask
from zcdossier.profiles.reference_tables import ReferenceTables
from zcdossier.profiles.symbols import APPLICANT, check_shared_names
from zcdossier.source.nodes import MapNode, Node, Scalar

PHOTO = "photo"
_ATTACHMENTS = "attachments."
_SECTION_KEYS = frozenset(
    [
        "number",
        "label",
        "aliases",
        "folder",
        "title_field",
        "groups",
        "hint",
        "fields",
        "parts",
        "limit",
        "required",
        "evidence",
        "clauses",
        "looks_like",
        "reads",
        "files",
    ]
)
_READ_BY_TYPE = frozenset(FieldType) - {FieldType.TEXT, FieldType.PERSON, FieldType.PEOPLE}
_TYPES = frozenset(FieldType)
_PHOTO_LABEL = Label("证件照", "ID photo")
_SEVERITIES = frozenset(Severity)


@dataclass(slots=True)
class SectionReader:
    """Reads forms; the rules their rows stand for gather in `rules`, with conditions still to be read."""

    diagnostics: Diagnostics
    references: ReferenceTables
    rules: list[tuple[Rule, Node | None]] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)  # rules that give way to one of the profile's own
    file_rows: FileRowReader = field(init=False)

    def __post_init__(self) -> None:
        self.file_rows = FileRowReader(self.diagnostics)

    def read_section(self, key: Scalar, node: Node, name: str) -> Section:
        """Read a section; `name` is how rules call it (`papers`, `attachments.medical_ethics`)."""
        mapping = MappingReader(_as_mapping(node), self.diagnostics, key.place)
        number = mapping.integer("number", 0)
        unnamed = _PHOTO_LABEL if name == "photo" else Label(key.text)
        label = mapping.label("label", unnamed) or unnamed
        section = Section(
            id=name,
            label=label,
            number=number,
            aliases=mapping.texts("aliases"),
            folder=mapping.text("folder") or _default_folder(number, label),
            title_field=mapping.text("title_field", "title"),
            groups=mapping.texts("groups"),
            hint=mapping.label("hint"),
            fields=self.read_fields(mapping, "fields", name),
            parts=self._read_parts(mapping, name),
            limit=self._read_limit(mapping, name),
            required=self._read_required(mapping, name),
            clauses=_all_clauses(mapping.clauses()),
            looks_like=mapping.texts("looks_like"),
        )
        section = section._replace(reads=self._read_names_of_reads(mapping, section))
        self._read_evidence(mapping, name)
        if name.startswith(_ATTACHMENTS) and not mapping.has("evidence"):
            self._add_unsaid_evidence(mapping, name)
        self.file_rows.read_slot(mapping, FileSlot(name))
        if name == PHOTO:
            self.file_rows.read_measures(mapping, FileSlot(name), _SECTION_KEYS)
        mapping.report_unknown()
        if section.folder.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", section.folder):
            self.diagnostics.add(
                mapping.place, Label(f"folder {section.folder} 不在材料文件夹里", "folder leads out of the dossier")
            )
        if section.fields and section.title_field not in section.fields and section.title_field != "title":
            self.diagnostics.add(
                mapping.place,
                Label(f"title_field {section.title_field} 不在字段里", "title_field is not among the fields"),
            )
        return section

    def read_fields(self, outer: MappingReader, key: str, section: str) -> dict[str, Field]:
        """Read the fields of a section, or the applicant's facts."""
        placed = [(name.place, self._read_field(name, node, section)) for name, node in outer.pairs(key)]
        check_shared_names(placed, self.diagnostics)
        return {declared.id: declared for _, declared in placed}

    def _read_field(self, name: Scalar, node: Node, section: str) -> Field:
        mapping = MappingReader(_as_mapping(node), self.diagnostics, name.place)
        type_text = mapping.text("type", "choice" if mapping.root.get("choices") is not None else "text")
        if type_text not in _TYPES:
            types = "、".join(FieldType)
            self.diagnostics.add(
                mapping.place,
                Label(f"不认识类型 {type_text}；可以用：{types}", f"unknown type {type_text}; use one of: {types}"),
            )
        clauses = mapping.clauses()
        needed, needed_by, when = mapping.requirement("required")
        declared = Field(
            id=name.text,
            label=mapping.label("label", Label(name.text)) or Label(name.text),
            type=FieldType(type_text) if type_text in _TYPES else FieldType.TEXT,
            aliases=mapping.texts("aliases"),
            choices=tuple(self._iterate_choices(mapping, "choices")),
            open=mapping.flag("open"),
            pattern=mapping.text("pattern"),
            required=needed if when is None else None,
            default=mapping.text("default"),
            hint=mapping.label("hint"),
            example=mapping.text("example"),
            clauses=_all_clauses(clauses | needed_by),
            reads=self._read_reads(mapping),
        )
        mask = read_mask(mapping, declared.type, self.diagnostics)
        declared = declared._replace(masks=mask.masks)
        if declared.type is FieldType.COMPOSED:
            self._check_composed(declared, mapping.place)
        if declared.type is FieldType.CHOICE and not declared.choices:
            self.diagnostics.add(mapping.place, Label("choice 类型要列出 choices", "a choice needs choices"))
        grade = mapping.severity("form", Severity.ERROR)
        mapping.report_unknown()
        if needed is not None:
            params = required.RequiredParams((FieldName(declared.id),))
            rule = Rule(f"{section}-{declared.id}-required", "required", needed, params, (section,))
            self._add_rule(rule, needed_by or clauses, name.place, when)
        if declared.type in _READ_BY_TYPE and grade is not None:
            read = form.FormParams((FieldName(declared.id),))
            rule = Rule(f"{section}-{declared.id}-form", "form", grade, read, (section,))
            self._add_rule(rule, clauses, name.place)
        if mask.masks:
            masks = date_mask.DateMaskParams(mask=tuple(map(DateMask, mask.masks)), fields=(DateField(declared.id),))
            rule = Rule(f"{section}-{declared.id}-mask", "date-mask", mask.severity, masks, (section,))
            self._add_rule(rule, mask.clauses or clauses, name.place)
        return declared

    def _read_names_of_reads(self, mapping: MappingReader, section: Section) -> tuple[str, ...] | None:
        """Read which fields the scans of a section say; a bare no says that they say none."""
        node = mapping.node("reads")
        if node is None:
            return None
        names = () if _is_refusal(node) else mapping.texts("reads")
        mapping.require_known("reads", names, (*section.fields, APPLICANT))
        return names

    def _read_reads(self, mapping: MappingReader) -> Reads | None:
        """Read what a field is looked for on scans as: a word, or with the words before it."""
        node = mapping.node("reads")
        if node is None:
            return None
        if _is_refusal(node):
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
                yield Choice(name.text, label, inner.texts("aliases"))
                inner.report_unknown()

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

    def _read_parts(self, outer: MappingReader, section: str) -> dict[str, Part]:
        by_id: dict[str, Part] = {}
        places: list[tuple[Place, Part]] = []
        for name, node in outer.pairs("parts"):
            mapping = MappingReader(_as_mapping(node), self.diagnostics, name.place)
            clauses = mapping.clauses()
            label = mapping.label("label", Label(name.text)) or Label(name.text)
            grade, needed_by, when = mapping.requirement("required")
            part = Part(
                name.text,
                label,
                mapping.texts("aliases"),
                grade if when is None else None,
                mapping.label("hint"),
                _all_clauses(clauses | needed_by),
                mapping.texts("looks_like"),
                mapping.texts("value_names"),
            )
            self._check_value_names(part, mapping, outer)
            self.file_rows.read_slot(mapping, FileSlot(section, part.id))
            mapping.report_unknown()
            by_id[part.id] = part
            places.append((name.place, part))
            if grade is not None:
                rule = Rule(
                    f"{section}-part-{part.id}",
                    "parts",
                    grade,
                    parts.PartsParams(all_of=(PartName(part.id),)),
                    (section,),
                )
                self._add_rule(rule, needed_by or clauses, name.place, when)
        check_shared_names(places, self.diagnostics)
        return by_id

    def _check_value_names(self, part: Part, mapping: MappingReader, outer: MappingReader) -> None:
        fields = MappingReader(outer.node("fields"), self.diagnostics).root
        known_fields = [key.text for key, _ in fields]
        for name in part.value_names:
            place = (mapping.node("value_names") or mapping.root).place
            found = re.findall(FIELD_IN_NAME, name)
            if not found:
                example = f"{{{next(iter(known_fields), 'title')}}}{name}"
                self.diagnostics.add(
                    place,
                    Label(f"“{name}”里没有写字段，例如 {example}", f"{name} has no field in it, such as {example}"),
                )
            for unknown in (word for word in found if word not in known_fields):
                message = Label(f"没有字段 {unknown}：{name}", f"there is no field {unknown}: {name}")
                self.diagnostics.unknown(place, message, unknown, known_fields)

    def _read_limit(self, outer: MappingReader, section: str) -> dict[str, int]:
        node = outer.node("limit")
        if node is None:
            return {}
        if isinstance(node, Scalar):
            node = MapNode(((Scalar("max", node.place), node),), node.place)
        if is_computed_limit(node):
            self.file_rows.rules.append(row_of_limit(node, section))
            return {}
        mapping = MappingReader(node, self.diagnostics)
        top = mapping.by_level("max") or {}
        rule = Rule(
            f"{section}-limit",
            "count",
            mapping.severity("severity", Severity.ERROR) or Severity.ERROR,
            count.CountParams(max=top),
            (section,),
            says=mapping.label("says"),
            hint=mapping.label("hint"),
        )
        when = mapping.node("when")
        self._add_rule(rule, mapping.clauses(), mapping.place, when)
        mapping.report_unknown()
        return top

    def _read_required(self, outer: MappingReader, section: str) -> bool:
        node = outer.node("required")
        if node is None or _is_refusal(node):
            return False
        mapping = MappingReader(_as_mapping(node), self.diagnostics, node.place)
        params = count.CountParams(min={EVERY_LEVEL: mapping.integer("min", 1)})
        grade = mapping.severity("severity", Severity.ERROR) or Severity.ERROR
        rule = Rule(f"{section}-required", "count", grade, params, (section,), says=mapping.label("says"))
        when = mapping.node("when")
        self._add_rule(rule, mapping.clauses(), mapping.place, when)
        mapping.report_unknown()
        return grade is Severity.ERROR and when is None

    def _read_evidence(self, outer: MappingReader, section: str) -> None:
        node = outer.node("evidence")
        if node is None or _is_refusal(node):
            return
        mapping = MappingReader(_as_mapping(node), self.diagnostics, node.place)
        params = evidence.EvidenceParams(min=mapping.integer("min", 1))
        grade = mapping.severity("severity", Severity.ERROR) or Severity.ERROR
        rule = Rule(f"{section}-evidence", "evidence", grade, params, (section,), says=mapping.label("says"))
        self._add_rule(rule, mapping.clauses(), mapping.place, mapping.node("when"))
        mapping.report_unknown()

    def _add_unsaid_evidence(self, outer: MappingReader, section: str) -> None:
        """A required attachment is nothing but its files: an entry without any does not count as handed in."""
        own = [rule for rule, _ in self.rules if rule.sections == (section,)]
        required = next((rule for rule in own if rule.id == f"{section}-required"), None)
        if required is None or any(rule.kind == parts.KIND.name for rule in own):
            return
        rule = Rule(f"{section}-evidence", "evidence", required.severity, evidence.EvidenceParams(), (section,))
        self.unsaid.append(rule.id)
        self._add_rule(rule, dict(required.clauses), outer.place)

    def _add_rule(
        self, rule: Rule, clauses: dict[str, tuple[str, ...]], place: Place, when: Node | None = None
    ) -> None:
        self.rules.append((rule._replace(clauses=clauses, place=place), when))


def _default_folder(number: int, label: Label) -> str:
    return f"{number:02d}-{label.zh}" if number else label.zh


def _all_clauses(clauses: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause for ids in clauses.values() for clause in ids))


def _word_for(code: str, label: str) -> str:
    """What a code of a table is called: its name, where the table is not one of figures."""
    return label if label and plain_number(label) is None else code


def _is_refusal(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.lower() in ("false", "no", "否", "off")


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
