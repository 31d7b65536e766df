"""A profile from its files: read, laid over what it extends, converted; every mistake is noted, all at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zcdossier.lint.kinds import evidence, parts
from zcdossier.lint.measures.registry import find_measure
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.condition import ALWAYS
from zcdossier.model.finding import Addressee, Severity, Stage
from zcdossier.model.label import Label
from zcdossier.model.place import Place, spot_label
from zcdossier.model.profile import Excluded, Guidance, Profile, Question, Rule, Section, StoredProfile
from zcdossier.model.quantities import Kilobyte
from zcdossier.model.yes_no import Reply
from zcdossier.profiles.build_reader import BuildReader
from zcdossier.profiles.condition_reader import ConditionReader
from zcdossier.profiles.cross_checks import check_handed_on, check_rule
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.extends import read_tree
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.profiles.office_reader import read_deadlines, read_office
from zcdossier.profiles.reference_tables import read_reference_tables
from zcdossier.profiles.rule_reader import RuleReader, id_and_off
from zcdossier.profiles.section_reader import SectionReader
from zcdossier.profiles.symbols import Symbols, check_shared_names
from zcdossier.profiles.word_form_reader import read_word_forms
from zcdossier.source.nodes import MapNode, Node, Scalar

_TAKEN = frozenset({"applicant", "attachments", "texts", "photo", "all", "level", "today", "record", "section"})
"""What conditions, rules and templates call something else than a section."""


def read_profile(name: str, diagnostics: Diagnostics, search_from: Path | None = None) -> Profile | None:
    """Read a profile, noting every mistake. Raises ProfileError when there is no such profile."""
    chain: list[StoredProfile] = []
    tree = read_tree(name, search_from, diagnostics, chain)
    if not isinstance(tree, MapNode):
        return None
    folders = tuple(stored.folder for stored in chain)
    return read_profile_tree(tree, diagnostics, folders)._replace(chain=tuple(chain))


def read_profile_tree(tree: MapNode, diagnostics: Diagnostics, folders: tuple[Path, ...] = ()) -> Profile:
    """Read a profile that is all in one tree, noting every mistake; its tables lie in the folders."""
    return _ProfileReader(diagnostics, folders).read(tree)


def _give_way(rules: dict[str, Rule], unsaid: Iterable[str]) -> None:
    """Drop rules that nothing says where a row of the profile's own already asks for files."""
    asking = [rule for rule in rules.values() if rule.kind in (evidence.KIND.name, parts.KIND.name)]
    for identity in unsaid:
        alike = [rule for rule in asking if rules[identity].sections[0] in rule.sections and rule.id != identity]
        if any(rule.when == ALWAYS and rule.where == ALWAYS for rule in alike):
            del rules[identity]


@dataclass(slots=True)
class _ProfileReader:
    diagnostics: Diagnostics
    folders: tuple[Path, ...] = ()

    def read(self, tree: MapNode) -> Profile:
        mapping = MappingReader(tree, self.diagnostics)
        mapping.text("extends")
        references = read_reference_tables(mapping, self.folders, self.diagnostics)
        section_reader = SectionReader(self.diagnostics, references)
        levels = section_reader.fields.read_choices(mapping, "levels")
        check_shared_names(((mapping.place, level) for level in levels), self.diagnostics)
        applicant = section_reader.fields.read_fields(mapping, "applicant", "applicant")
        places = {key.text: key.place for key, _ in mapping.pairs("sections")}
        sections = {
            key.text: section_reader.read_section(key, node, key.text) for key, node in mapping.pairs("sections")
        }
        check_shared_names(((places[name], section) for name, section in sections.items()), self.diagnostics)
        self._refuse_taken(places)
        attachments = self._read_prefixed(mapping, "attachments", section_reader)
        texts = self._read_prefixed(mapping, "texts", section_reader)
        photo = self._read_photo(mapping, section_reader)
        records = {
            **sections,
            **{f"attachments.{name}": section for name, section in attachments.items()},
            **{f"texts.{name}": section for name, section in texts.items()},
            **({"photo": photo} if photo else {}),
        }
        kilobyte = self._read_kilobyte(mapping)
        symbols = Symbols(levels, applicant, records, kilobyte, references.lists, references.tables)
        title = mapping.label("title", Label(mapping.text("id"))) or Label("")
        profile = Profile(
            id=mapping.required_text("id"),
            title=title,
            authority=mapping.label("authority"),
            levels=levels,
            applicant=applicant,
            sections=sections,
            attachments=attachments,
            texts=texts,
            photo=photo,
            build=self._read_build(mapping, symbols),
            rules=self._read_rules(mapping, section_reader, symbols),
            checklist=tuple(
                self._read_question(node, symbols)
                for node in (*section_reader.file_rows.checklist, *mapping.items("checklist"))
            ),
            guidance=tuple(self._read_guidance(node, symbols) for node in mapping.items("guidance")),
            excluded=tuple(self._read_excluded(node) for node in mapping.items("excluded")),
            abstract=mapping.flag("abstract"),
            office=read_office(mapping, set(applicant), sections, [level.id for level in levels], self.diagnostics),
            deadlines=read_deadlines(mapping, set(applicant), self.diagnostics),
            word_forms=read_word_forms(mapping, symbols, self.diagnostics),
            kilobyte=kilobyte,
            lists=references.lists,
            tables=references.tables,
        )
        mapping.report_unknown()
        check_handed_on(profile, self.diagnostics)
        return profile

    def _refuse_taken(self, sections: dict[str, Place]) -> None:
        """Rows about a section that is called like something else would speak of that."""
        for name, place in sections.items():
            if name in _TAKEN:
                self.diagnostics.add(
                    place,
                    Label(
                        f"栏目不能叫 {name}，这个名字另有意思；换一个，例如 {name}_list",
                        f"no section can be called {name}, which means something else; take another id: {name}_list",
                    ),
                )

    def _read_kilobyte(self, mapping: MappingReader) -> Kilobyte:
        """Read how many bytes a K of this notice has."""
        if not mapping.has("units"):
            return Kilobyte.EITHER
        units = MappingReader(mapping.node("units"), self.diagnostics)
        kilobyte = units.one_of("kilobyte", Kilobyte, Kilobyte.EITHER)
        units.report_unknown()
        return kilobyte

    def _read_prefixed(self, mapping: MappingReader, name: str, section_reader: SectionReader) -> dict[str, Section]:
        """Attachments and texts: sections whose rules call them `attachments.<id>`."""
        return {
            key.text: section_reader.read_section(key, node, f"{name}.{key.text}")._replace(id=key.text)
            for key, node in mapping.pairs(name)
        }

    @staticmethod
    def _read_photo(mapping: MappingReader, section_reader: SectionReader) -> Section | None:
        node = mapping.node("photo")
        if node is None:
            return None
        key = next(key for key, _ in mapping.root if key.text == "photo")
        return section_reader.read_section(key, node, "photo")

    def _read_rules(self, mapping: MappingReader, section_reader: SectionReader, symbols: Symbols) -> tuple[Rule, ...]:
        rules: dict[str, Rule] = {}
        for rule in RuleReader(symbols, self.diagnostics).read_generated(section_reader.rules):
            rules[rule.id] = rule
        own_places: dict[str, Place] = {}
        rules |= RuleReader(symbols, self.diagnostics).read_rows(section_reader.file_rows.rules, rules)
        rows = tuple(_without_replaced(section_reader.file_rows.rules, tuple(mapping.items("rules")), mapping.root))
        switched_off = {identity for identity, off in map(id_and_off, rows) if off}
        broken: set[str] = set()
        for node in rows:
            identity, is_off = id_and_off(node)
            if identity in broken:
                continue
            trial = Diagnostics() if identity in switched_off and not is_off else self.diagnostics
            read = RuleReader(symbols, trial, mapping.root.place.file).read_row(node, rules)
            if trial is not self.diagnostics and trial.entries:
                # it may speak of what has been dropped: it is off anyhow
                broken.add(identity)
                continue
            if read is None:
                continue
            place = read.place or node.place
            first = own_places.get(read.id)
            if first is not None and first.file == place.file:
                message = Label(
                    f"规则 {read.id} 写了两次（第一次在{spot_label(first).zh}）", f"rule {read.id} stands twice"
                )
                self.diagnostics.add(place, message)
            own_places[read.id] = place
            rules[read.id] = read
        _give_way(rules, set(section_reader.unsaid) - set(own_places))
        for rule in rules.values():
            for share in rule.each_share():
                check_rule(share, symbols, self.diagnostics)
        return tuple(rules.values())

    def _read_build(self, mapping: MappingReader, symbols: Symbols) -> BuildLimits:
        node = mapping.node("build")
        return BuildLimits() if node is None else BuildReader(symbols, self.diagnostics).read(node)

    def _read_question(self, node: Node, symbols: Symbols) -> Question:
        mapping = MappingReader(node, self.diagnostics)
        sections = (*mapping.texts("section"), *mapping.texts("sections"))
        for section in sections:
            if section not in symbols.records and section != "applicant":
                self.diagnostics.add(mapping.place, Label(f"没有栏目 {section}", f"there is no section {section}"))
        question = Question(
            clauses=mapping.texts("clauses"),
            question=mapping.label("question", Label("")) or Label(""),
            when=ConditionReader(symbols, self.diagnostics).read(mapping.node("when")),
            sections=sections,
            where=ConditionReader(symbols, self.diagnostics, sections).read(mapping.node("where")),
            asks=mapping.one_of("asks", Addressee, Addressee.APPLICANT),
            stage=mapping.one_of("stage", Stage, Stage.BEFORE),
            expected=Reply.YES if mapping.flag("expected", default=True) else Reply.NO,
            severity=mapping.severity("severity", Severity.WARNING),
        )
        mapping.report_unknown()
        if not question.clauses or not question.question.zh:
            self.diagnostics.add(
                mapping.place, Label("人工确认要有 clauses 和 question", "a question needs clauses and question")
            )
        return question

    def _read_excluded(self, node: Node) -> Excluded:
        mapping = MappingReader(node, self.diagnostics)
        excluded = Excluded(mapping.texts("clauses"), mapping.label("reason", Label("")) or Label(""))
        mapping.report_unknown()
        if not excluded.clauses or not excluded.reason.zh:
            self.diagnostics.add(
                mapping.place, Label("excluded 要有 clauses 和 reason", "an exclusion needs clauses and reason")
            )
        return excluded

    def _read_guidance(self, node: Node, symbols: Symbols) -> Guidance:
        mapping = MappingReader(node, self.diagnostics)
        guidance = Guidance(mapping.texts("clauses"), mapping.label("text", Label("")) or Label(""), mapping.text("at"))
        section, _, name = guidance.at.partition(".")
        declared = symbols.records.get(section)
        if guidance.at and declared is None and section != "applicant":
            self.diagnostics.add(mapping.place, Label(f"没有栏目 {guidance.at}", f"there is no section {guidance.at}"))
        elif name and declared is not None and name not in declared.fields:
            self.diagnostics.add(mapping.place, Label(f"没有字段 {guidance.at}", f"there is no field {guidance.at}"))
        mapping.report_unknown()
        return guidance


def _without_replaced(file_rows: list[MapNode], rows: tuple[Node, ...], root: MapNode) -> Iterator[Node]:
    """Yield rows of `rules` without those of a base that measure what the profile itself says in a row about files."""
    own_file = root.place.file
    own_subjects = {_subject(row) for row in file_rows if row.place.file == own_file}
    dropped: set[str] = set()
    for row in rows:
        if not isinstance(row, MapNode) or row.place.file == own_file:
            yield row
        elif _text(row, "kind") == "measure" and _subject(row) in own_subjects:
            dropped.add(_text(row, "id"))
        elif row.get("kind") is not None or _text(row, "id") not in dropped:
            yield row


def _subject(row: MapNode) -> tuple[str, str, str]:
    measure = find_measure(_text(row, "measure"))
    return _text(row, "section"), _text(row, "part"), measure.id if measure is not None else ""


def _text(row: MapNode, key: str) -> str:
    value = row.get(key)
    return value.text.strip() if isinstance(value, Scalar) else ""
