"""Rule rows of a profile to rules: their kind, sections, conditions, parameters and clauses."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from zcdossier.lint.kind import CheckKind
from zcdossier.lint.kinds import BY_NAME
from zcdossier.lint.measures.measure_types import Scope
from zcdossier.lint.parameter_types import parameters_of
from zcdossier.model.condition import ALWAYS, Condition
from zcdossier.model.finding import slots
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.model.profile import Rule, RuleShare
from zcdossier.profiles.bound_spellings import with_own_bounds
from zcdossier.profiles.condition_reader import ConditionReader
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.mapping_reader import FALSE_WORDS, MappingReader
from zcdossier.profiles.rule_parameters import read_parameters
from zcdossier.profiles.rule_shares import EXCEPT, ShareRow, all_sections, names_all, spread_row
from zcdossier.profiles.symbols import APPLICANT, Symbols
from zcdossier.source.nodes import MapNode, Node, Scalar, is_blank


class GeneratedRule(NamedTuple):
    """A rule that a row of a form stands for, with its conditions still to be read."""

    rule: Rule
    when: Node | None = None
    where: Node | None = None

    @classmethod
    def of_row(
        cls,
        rule: Rule,
        clauses: dict[str, tuple[str, ...]],
        place: Place,
        when: Node | None = None,
        where: Node | None = None,
    ) -> "GeneratedRule":
        """Return the rule with the clauses that the row cites and where it stands."""
        return cls(rule._replace(clauses=clauses, place=place), when, where)


class RuleReader(NamedTuple):
    """Reads rule rows against the symbols. `own_file` is the profile's own: rows of others are those of its bases."""

    symbols: Symbols
    diagnostics: Diagnostics
    own_file: str = ""

    def read_generated(self, rows: list[GeneratedRule]) -> Iterator[Rule]:
        """Yield the rules that the forms' rows stand for."""
        about = ConditionReader(self.symbols, self.diagnostics)
        for rule, when, where in rows:
            records = ConditionReader(self.symbols, self.diagnostics, rule.sections)
            conditioned = rule if when is None else rule._replace(when=about.read(when))
            yield conditioned if where is None else conditioned._replace(where=records.read(where))

    def read_rows(self, nodes: Iterable[Node], earlier: dict[str, Rule]) -> dict[str, Rule]:
        """Read rows that each stand for themselves, and may name those before them."""
        found: dict[str, Rule] = {}
        for node in nodes:
            rule = self.read_row(node, {**earlier, **found})
            if rule is not None:
                found[rule.id] = rule
        return found

    def read_row(self, node: Node, earlier: dict[str, Rule]) -> Rule | None:
        """Read one row. A row without a kind grades, words or switches off an earlier rule of the same id."""
        mapping = MappingReader(node, self.diagnostics)
        identity = mapping.required_text("id")
        if not mapping.has("kind"):
            return self._adjust_rule(mapping, identity, earlier)
        kind_name = mapping.text("kind")
        kind = BY_NAME.get(kind_name)
        if kind is None:
            message = Label(f"没有 {kind_name} 这种检查", f"there is no check kind {kind_name}")
            listed = Label(
                "；用自己的话找：zcdossier explain 空档；全部在 docs/rules/README.md",
                "; look for it in your own words: zcdossier explain gap; docs/rules/README.md lists them all",
            )
            self.diagnostics.unknown(mapping.place, message, kind_name, BY_NAME, otherwise=listed)
            return None
        mapping = MappingReader(with_own_bounds(mapping.root, parameters_of(kind.params)), self.diagnostics)
        mapping.mark_read(("id", "kind"))
        names_sections = mapping.has("section") or mapping.has("sections") or mapping.has("group")
        sections = self._read_sections(mapping, kind) if not kind.always or (kind.by_section and names_sections) else ()
        share_rows = spread_row(mapping, kind, sections, self.symbols)
        if share_rows == []:
            return None
        shares = [self._read_share(share, mapping, kind) for share in share_rows or ()]
        if shares:
            sections = tuple(dict.fromkeys(name for share in shares for name in share.sections))
        records = ConditionReader(self.symbols, self.diagnostics, sections)
        about = ConditionReader(self.symbols, self.diagnostics)
        rule = Rule(
            id=identity,
            kind=kind.name,
            severity=mapping.severity("severity", kind.severity) or kind.severity,
            params=shares[0].params if shares else read_parameters(kind.params, mapping, records, about),
            sections=sections,
            when=about.read(mapping.node("when")),
            where=records.read(mapping.node("where")) if sections else ALWAYS,
            clauses=mapping.clauses(),
            says=mapping.label("says"),
            hint=mapping.label("hint"),
            off=mapping.text("off").strip(),
            place=mapping.place,
            message=self._read_message(mapping, kind),
            echo_of=self._read_echo_of(mapping, earlier, identity),
            shares=tuple(shares) if len(shares) > 1 else (),
        )
        mapping.report_unknown(_kinds_that_know)
        if rule.params is None or any(share.params is None for share in shares):
            return None
        self._check_alike_fields(rule, mapping)
        if rule.kind == "record-order":
            return rule._replace(params=self._canonical_order(rule.params, sections, mapping))
        return rule

    def _read_share(self, share: ShareRow, whole: MappingReader, kind: CheckKind) -> RuleShare:
        """Read one share of a row over many; what it asks for is known to the row."""
        mapping = MappingReader(share.row, self.diagnostics)
        records = ConditionReader(self.symbols, self.diagnostics, share.sections)
        about = ConditionReader(self.symbols, self.diagnostics)
        params = read_parameters(kind.params, mapping, records, about)
        whole.mark_read(("field", "fields", *parameters_of(kind.params)))
        return RuleShare(share.sections, params)

    def _canonical_order(self, params: Any, sections: tuple[str, ...], mapping: MappingReader) -> Any:
        """Put the values of an order in the terms in which records are compared."""
        declared = self.symbols.find_field(params.field, sections)
        order = tuple(self.symbols.canonical(params.field, declared, value) for value in params.order)
        allowed = self.symbols.allowed_values(params.field, declared)
        for value in order:
            if allowed and value not in allowed:
                message = Label(f"{params.field} 没有“{value}”这个选项", f"{params.field} has no choice {value}")
                self.diagnostics.unknown(mapping.place, message, value, allowed)
        return params._replace(order=order)

    def _adjust_rule(self, mapping: MappingReader, identity: str, earlier: dict[str, Rule]) -> Rule | None:
        rule = earlier.get(identity) or self._always_rule(identity)
        if rule is None and not identity:
            return None  # that there is no id has been said
        if rule is None and self._is_inherited(mapping):
            return None
        if rule is None:
            self.diagnostics.unknown(
                mapping.place,
                Label(
                    f"规则 {identity} 没有写 kind，也没有同名的规则可以调整",
                    f"rule {identity} names no kind, and there is no rule of that id to adjust",
                ),
                identity,
                earlier,
            )
            return None
        adjusted = rule._replace(
            severity=mapping.severity("severity", rule.severity) or rule.severity,
            when=self._read_other_when(mapping, rule.when),
            clauses=mapping.clauses() or rule.clauses,
            says=mapping.label("says", rule.says),
            hint=mapping.label("hint", rule.hint),
            off=self._read_off(mapping, rule.off),
            place=mapping.place,
            message=self._read_message(mapping, BY_NAME[rule.kind], rule.message),
            echo_of=self._read_echo_of(mapping, earlier, identity) if mapping.has("echo_of") else rule.echo_of,
        )
        mapping.report_unknown()
        return adjusted

    def _read_other_when(self, mapping: MappingReader, inherited: Condition) -> Condition:
        """Read the condition in place of the inherited one; `when: null` leaves none."""
        node = mapping.node("when")
        if node is None:
            return inherited
        return ALWAYS if is_blank(node) else ConditionReader(self.symbols, self.diagnostics).read(node)

    def _read_message(self, mapping: MappingReader, kind: CheckKind, default: Label | None = None) -> Label | None:
        """Read a rule's own words for what is wrong; each {name} must be one that the kind fills in."""
        message = mapping.label("message", default)
        if message is None or not mapping.has("message"):
            return message
        slot_names = {name for words in kind.messages.values() for name in slots(words.text.zh)}
        for name in dict.fromkeys((*slots(message.zh), *slots(message.text("en")))):
            if name not in slot_names:
                listed = "、".join(sorted(slot_names))
                mapping.diagnostics.add(
                    mapping.place,
                    Label(
                        f"message 里的 {{{name}}} 填不出来；{kind.name} 这种检查可以用：{listed}",
                        f"{{{name}}} in message is not filled in by {kind.name}; it knows: {listed}",
                    ),
                )
        return message

    def _read_echo_of(self, mapping: MappingReader, earlier: dict[str, Rule], own: str) -> tuple[str, ...]:
        """Read the rules whose findings this one would repeat; they stand before it."""
        before = [name for name in earlier if name != own]
        if own in earlier:
            before = before[: list(earlier).index(own)]
        names = mapping.texts("echo_of")
        if self._is_inherited(mapping):
            return tuple(name for name in names if name in before)
        for name in names:
            if name not in before:
                message = Label(f"echo_of：前面没有规则 {name}", f"echo_of: no rule {name} stands before this one")
                self.diagnostics.unknown(mapping.place, message, name, before)
        return names

    def _is_inherited(self, mapping: MappingReader) -> bool:
        """Whether a row is a base's. What it names there may have been dropped here."""
        return bool(self.own_file) and mapping.place.file != self.own_file

    @staticmethod
    def _read_off(mapping: MappingReader, inherited: str) -> str:
        """Return why a rule is off: what is written here, else what was written before; `off: false` revives it."""
        if not mapping.has("off"):
            return inherited
        reason = mapping.text("off").strip()
        return "" if reason.casefold() in FALSE_WORDS else reason

    @staticmethod
    def _always_rule(identity: str) -> Rule | None:
        kind = BY_NAME.get(identity)
        if kind is None or not kind.always:
            return None
        return Rule(kind.name, kind.name, kind.severity, kind.params())

    def _read_sections(self, mapping: MappingReader, kind: CheckKind) -> tuple[str, ...]:
        names, spared = (*mapping.texts("section"), *mapping.texts("sections")), self._read_spared(mapping)
        everywhere = kind.name == "measure" and mapping.text("of") == Scope.DOSSIER and not names
        if (everywhere or names_all(mapping)) and not mapping.has("group"):
            if len(names) > 1:
                mapping.report_type("section", mapping.node("section"), Label(" all 一个词", "the one word all"))
            return tuple(name for name in all_sections(kind, self.symbols) if name not in spared)
        if spared:
            message = Label("except 只和 section: all 一起写", "except goes with section: all")
            self.diagnostics.add(mapping.place, message)
        if not names and _is_about_dossier(mapping):
            return (APPLICANT,)
        group = mapping.text("group")
        if group:
            members = tuple(name for name, section in self.symbols.records.items() if group in section.groups)
            if not members:
                self.diagnostics.add(
                    mapping.place, Label(f"没有栏目属于分组 {group}", f"no section belongs to group {group}")
                )
            names = (*names, *members)
        if not names and not group:
            self.diagnostics.add(mapping.place, Label("规则要写明 section", "a rule must name its section"))
        return self._declared_sections(names, mapping)

    def _declared_sections(self, names: tuple[str, ...], mapping: MappingReader) -> tuple[str, ...]:
        declared = (*self.symbols.records, APPLICANT)
        for name in names:
            if name not in declared:
                message = Label(f"没有栏目 {name}", f"there is no section {name}")
                self.diagnostics.unknown(mapping.place, message, name, declared)
        return tuple(name for name in names if name in declared)

    def _read_spared(self, mapping: MappingReader) -> tuple[str, ...]:
        """Read which sections a row about all of them is not about; a base's row may spare what was dropped here."""
        names = mapping.texts(EXCEPT)
        return names if self._is_inherited(mapping) else self._declared_sections(names, mapping)

    def _check_alike_fields(self, rule: Rule, mapping: MappingReader) -> None:
        """Records that share a part agree in fields of the section that the part belongs to."""
        records = self.symbols.records
        parts = {f"{section}.{part}": section for section, declared in records.items() for part in declared.parts}
        alike = getattr(rule.params, "may_share_alike", ())
        sections = dict.fromkeys(parts[name] for name in alike if name in parts)
        for section, name in ((section, name) for section in sections for name in rule.params.alike):
            names = self.symbols.field_names(section)
            if name not in names:
                message = Label(f"{section} 没有字段 {name}", f"{section} has no field {name}")
                self.diagnostics.unknown(mapping.place, message, name, names)


def _is_about_dossier(mapping: MappingReader) -> bool:
    """Whether a row says that it judges the dossier as a whole, and so needs no section."""
    of = mapping.root.get("of")
    return isinstance(of, Scalar) and of.text.strip() == "dossier" and not mapping.has("group")


_MOST_NAMED = 4
_WRITTEN_INSTEAD = {
    "after": Label("；某天以后的写 not_before（那天也算）", "; from a day on is not_before (that day too)"),
    "before": Label("；某天以前的写 not_after（那天也算）", "; up to a day is not_after (that day too)"),
}
"""Words for bounds whose nearest known one is the opposite."""


def _kinds_that_know(key: str) -> Label:
    """Say which kinds take a key that this one does not, or what is written instead; of a key of many nothing."""
    if key in _WRITTEN_INSTEAD:
        return _WRITTEN_INSTEAD[key]
    names = [kind.name for kind in BY_NAME.values() if key in parameters_of(kind.params)]
    if not names or len(names) > _MOST_NAMED:
        return Label("")
    return Label(f"；{key} 是 {'、'.join(names)} 的", f"; {key} belongs to {', '.join(names)}")


def id_and_off(node: Node) -> tuple[str, bool]:
    """Return a row's id, and whether the row switches the rule off."""
    if not isinstance(node, MapNode):
        return "", False
    identity, off = (value.text.strip() if isinstance(value := node.get(key), Scalar) else "" for key in ("id", "off"))
    return identity, bool(off) and off.casefold() not in FALSE_WORDS
