"""The portal's form from its notation: parts and sections with their fields, and the rules that their rows stand for.

A row such as `limit: {max: 5, clauses: […]}` is a rule in short; each gets a stable id made of the section's
id and the row's name, so that another profile can grade it or switch it off.
"""

import re
from dataclasses import dataclass, field

from zcdossier.lint.kinds import count, evidence, parts
from zcdossier.lint.parameter_types import PartName
from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import (
    FIELD_IN_NAME,
    Part,
    Rule,
    Section,
    SparsePage,
)
from zcdossier.profiles.condition_reader import check_pattern
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.everyday_words import shipped_part_words, with_everyday_words
from zcdossier.profiles.field_reader import FormFieldReader, all_clauses, as_mapping, is_refusal
from zcdossier.profiles.file_rows import FileRowReader, FileSlot
from zcdossier.profiles.mapping_reader import EVERY_LEVEL, MappingReader
from zcdossier.profiles.operand_reader import OPERAND_KEYS
from zcdossier.profiles.reference_tables import ReferenceTables
from zcdossier.profiles.rule_reader import GeneratedRule
from zcdossier.profiles.symbols import APPLICANT, SUBJECT, check_shared_names
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
_PHOTO_LABEL = Label("证件照", "ID photo")


@dataclass(slots=True)
class SectionReader:
    """Reads forms; the rules their rows stand for gather in `rules`, with conditions still to be read."""

    diagnostics: Diagnostics
    references: ReferenceTables
    rules: list[GeneratedRule] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)  # rules that give way to one of the profile's own
    fields: FormFieldReader = field(init=False)
    file_rows: FileRowReader = field(init=False)

    def __post_init__(self) -> None:
        self.fields = FormFieldReader(self.diagnostics, self.references, self.rules)
        self.file_rows = FileRowReader(self.diagnostics)

    def read_section(self, key: Scalar, node: Node, name: str) -> Section:
        """Read a section; `name` is how rules call it (`papers`, `attachments.medical_ethics`)."""
        mapping = MappingReader(as_mapping(node), self.diagnostics, key.place)
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
            fields=self.fields.read_fields(mapping, "fields", name),
            parts=self._read_parts(mapping, name),
            limit=self._read_limit(mapping, name),
            required=self._read_required(mapping, name),
            clauses=all_clauses(mapping.clauses()),
            looks_like=mapping.texts("looks_like"),
        )
        section = section._replace(reads=self._read_names_of_reads(mapping, section))
        section = with_everyday_words(section, shipped_part_words())
        self._read_evidence(mapping, name)
        if name.startswith(_ATTACHMENTS) and not mapping.has("evidence"):
            self._add_unsaid_evidence(mapping, name)
        self.file_rows.read_slot(mapping, FileSlot(name))
        if name == PHOTO:
            self.file_rows.read_measures(mapping, FileSlot(name), _SECTION_KEYS)
        mapping.report_unknown(_where_conditions_go)
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

    def _read_names_of_reads(self, mapping: MappingReader, section: Section) -> tuple[str, ...] | None:
        """Read which fields the scans of a section say; a bare no says that they say none."""
        node = mapping.node("reads")
        if node is None:
            return None
        names = () if is_refusal(node) else mapping.texts("reads")
        mapping.require_known("reads", names, (*section.fields, APPLICANT))
        return names

    def _read_parts(self, outer: MappingReader, section: str) -> dict[str, Part]:
        by_id: dict[str, Part] = {}
        places: list[tuple[Place, Part]] = []
        for name, node in outer.pairs("parts"):
            mapping = MappingReader(as_mapping(node), self.diagnostics, name.place)
            clauses = mapping.clauses()
            label = mapping.label("label", Label(name.text)) or Label(name.text)
            needed = mapping.requirement("required")
            part = Part(
                name.text,
                label,
                mapping.texts("aliases"),
                needed.always,
                mapping.label("hint"),
                all_clauses(clauses | needed.clauses),
                mapping.texts("looks_like"),
                mapping.texts("value_names"),
                sparse_page=self._read_sparse_page(mapping),
            )
            self._check_value_names(part, mapping, outer)
            self.file_rows.read_slot(mapping, FileSlot(section, part.id))
            mapping.report_unknown()
            by_id[part.id] = part
            places.append((name.place, part))
            if needed.severity is not None:
                rule = Rule(
                    f"{section}-part-{part.id}",
                    "parts",
                    needed.severity,
                    parts.PartsParams(all_of=(PartName(part.id),)),
                    (section,),
                )
                self._add_rule(rule, needed.clauses or clauses, name.place, needed.when, needed.where)
        check_shared_names(places, self.diagnostics)
        return by_id

    def _read_sparse_page(self, outer: MappingReader) -> SparsePage | None:
        """Read by how little a page of a part is known."""
        if not outer.has("sparse_page"):
            return None
        mapping = MappingReader(outer.node("sparse_page"), self.diagnostics, outer.place)
        sparse = SparsePage(
            mapping.texts("says"), mapping.texts("lacks"), mapping.integer("lines", 0), mapping.integer("letters", 0)
        )
        mapping.report_unknown()
        patterns = [check_pattern(form, mapping.place, self.diagnostics) for form in (*sparse.says, *sparse.lacks)]
        if not sparse.lines and not sparse.letters:
            text = Label("sparse_page 要写最多几行（lines）或几个字（letters）", "sparse_page needs lines or letters")
            self.diagnostics.add(mapping.place, text)
        return sparse if all(patterns) else None

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
            for unknown in (word for word in found if word.partition(".")[0] not in known_fields):
                message = Label(f"没有字段 {unknown}：{name}", f"there is no field {unknown}: {name}")
                self.diagnostics.unknown(place, message, unknown, known_fields)

    def _read_limit(self, outer: MappingReader, section: str) -> dict[str, int]:
        node = outer.node("limit")
        if node is None:
            return {}
        if isinstance(node, Scalar):
            node = MapNode(((Scalar("max", node.place), node),), node.place)
        if _is_computed_limit(node):
            self.file_rows.rules.append(_row_of_limit(node, section))
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
        if node is None or is_refusal(node):
            return False
        mapping = MappingReader(as_mapping(node), self.diagnostics, node.place)
        least = mapping.by_level("min") or {EVERY_LEVEL: 1}
        params = count.CountParams(min=least)
        grade = mapping.severity("severity", Severity.ERROR) or Severity.ERROR
        rule = Rule(f"{section}-required", "count", grade, params, (section,), says=mapping.label("says"))
        when = mapping.node("when")
        # what is handed in once and has no rows of its own cites the clauses of the whole
        of_the_whole = outer.clauses() if "." in section else {}
        self._add_rule(rule, mapping.clauses() or of_the_whole, mapping.place, when)
        mapping.report_unknown()
        return grade is Severity.ERROR and when is None and EVERY_LEVEL in least

    def _read_evidence(self, outer: MappingReader, section: str) -> None:
        node = outer.node("evidence")
        if node is None or is_refusal(node):
            return
        mapping = MappingReader(as_mapping(node), self.diagnostics, node.place)
        params = evidence.EvidenceParams(min=mapping.integer("min", 1))
        grade = mapping.severity("severity", Severity.ERROR) or Severity.ERROR
        rule = Rule(f"{section}-evidence", "evidence", grade, params, (section,), says=mapping.label("says"))
        self._add_rule(rule, mapping.clauses(), mapping.place, mapping.node("when"))
        mapping.report_unknown()

    def _add_unsaid_evidence(self, outer: MappingReader, section: str) -> None:
        """A required attachment is nothing but its files: an entry without any does not count as handed in."""
        own = [generated.rule for generated in self.rules if generated.rule.sections == (section,)]
        required = next((rule for rule in own if rule.id == f"{section}-required"), None)
        if required is None or any(rule.kind == parts.KIND.name for rule in own):
            return
        rule = Rule(f"{section}-evidence", "evidence", required.severity, evidence.EvidenceParams(), (section,))
        self.unsaid.append(rule.id)
        self._add_rule(rule, dict(required.clauses), outer.place)

    def _add_rule(
        self,
        rule: Rule,
        clauses: dict[str, tuple[str, ...]],
        place: Place,
        when: Node | None = None,
        where: Node | None = None,
    ) -> None:
        self.rules.append(GeneratedRule.of_row(rule, clauses, place, when, where))


def _default_folder(number: int, label: Label) -> str:
    return f"{number:02d}-{label.zh}" if number else label.zh


def _where_conditions_go(key: str) -> Label:
    """A section is there for everybody: what only some need is said of its rows."""
    if key != "when":
        return Label("")
    return Label(
        "；栏目人人都有，只对一部分人的写在要求里：required: {when: …}，规则也各写 when",
        "; everybody has the section: say it of what is asked, as in required: {when: …}, and of each rule",
    )


def _is_computed_limit(node: Node) -> bool:
    """Whether a limit has to be worked out: a field, or a mapping, for all or for some level."""
    top = node.get("max") if isinstance(node, MapNode) else None
    if isinstance(top, Scalar):
        return SUBJECT.fullmatch(top.text.strip()) is not None
    if not isinstance(top, MapNode):
        return False
    return any(key.text in OPERAND_KEYS or isinstance(value, MapNode) for key, value in top)


def _row_of_limit(node: Node, section: str) -> MapNode:
    """The row of `rules` that a computed limit stands for: it may speak of fields, which are known only later."""
    fixed = {"id": f"{section}-limit", "kind": "count", "section": section}
    pairs = [(Scalar(name, node.place), Scalar(text, node.place)) for name, text in fixed.items()]
    return MapNode((*pairs, *(node if isinstance(node, MapNode) else ())), node.place)
