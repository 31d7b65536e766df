"""What `build` writes, from its block of a profile: settings for all files, for some sections or records, modules.

The same settings may stand at the top, under a section, in a case and in an output of several sections.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from zcdossier.model.build_rules import EACH_RECORD, BuildCase, BuildLimits, BuildModule, OutputForm, TotalLimit
from zcdossier.model.condition import ALWAYS
from zcdossier.model.label import Label
from zcdossier.profiles.build_settings import SettingsReader
from zcdossier.profiles.condition_reader import ConditionReader
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.profiles.slot_reader import SlotReader
from zcdossier.profiles.symbols import Symbols
from zcdossier.source.nodes import MapNode, Node, Scalar

_ALL = "all"


@dataclass(slots=True)
class BuildReader:
    """Reads the block. `texts` have no files of their own to build, nor has the photo."""

    symbols: Symbols
    diagnostics: Diagnostics
    totals: list[TotalLimit] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)

    @property
    def _sections(self) -> tuple[str, ...]:
        return tuple(
            name for name in self.symbols.records if not name.startswith("texts.") and name not in {"photo", "texts"}
        )

    def read(self, node: Node) -> BuildLimits:
        """Return the settings of all records, with what differs for some."""
        inner = MappingReader(node, self.diagnostics)
        settings = SettingsReader(SlotReader(self.symbols, self.diagnostics, self._sections))
        changes = settings.read(inner, BuildLimits())
        self.cited += inner.clauses().get("*", ())
        limits = BuildLimits()._replace(
            **dict(changes),
            dates=tuple(self._read_upload_dates(inner.node("dates"))),
        )
        self._read_total(inner, (), settings)
        cases = [*self._read_sections(inner, limits), *self._read_cases(inner, limits)]
        modules = [self._read_module(row, limits) for row in inner.items("outputs")]
        inner.report_unknown()
        return limits._replace(
            clauses=tuple(dict.fromkeys(self.cited)),
            cases=tuple(cases),
            modules=tuple(module for module in modules if module is not None),
            totals=tuple(self.totals),
        )

    def _read_sections(self, mapping: MappingReader, limits: BuildLimits) -> Iterator[BuildCase]:
        """Yield a case for what stands under each section: settings, or a list of them with conditions."""
        for key, node in mapping.pairs("sections"):
            names = self._known((key.text,), key)
            rows = getattr(node, "items", None)
            for row in rows if rows is not None and not isinstance(node, MapNode) else (node,):
                inner = MappingReader(row, self.diagnostics)
                yield self._read_case(inner, names, limits)
                inner.report_unknown()

    def _read_cases(self, mapping: MappingReader, limits: BuildLimits) -> Iterator[BuildCase]:
        for row in mapping.items("cases"):
            inner = MappingReader(row, self.diagnostics)
            names = self._section_names(inner)
            if not (inner.has("when") or inner.has("where") or names):
                message = Label(
                    "cases 的每一项要写 when、where 或 sections：对谁不一样；对所有材料都一样的写在 build 下面",
                    "a case needs when, where or sections: for whom it differs; what holds for all stands under build",
                )
                self.diagnostics.add(inner.place, message)
            yield self._read_case(inner, names, limits)
            inner.report_unknown()

    def _read_case(self, inner: MappingReader, names: tuple[str, ...], limits: BuildLimits) -> BuildCase:
        settings = SettingsReader(SlotReader(self.symbols, self.diagnostics, names or self._sections))
        self.cited += inner.clauses().get("*", ())
        case = BuildCase(
            sections=names,
            when=ConditionReader(self.symbols, self.diagnostics).read(inner.node("when")),
            where=ConditionReader(self.symbols, self.diagnostics, names or self._sections).read(inner.node("where")),
            changes=settings.read(inner, limits),
        )
        if inner.has("max_total_bytes") and (case.when != ALWAYS or case.where != ALWAYS):
            message = Label("max_total_bytes 不能带条件", "max_total_bytes can't have a condition")
            self.diagnostics.add(inner.place, message)
        self._read_total(inner, names, settings)
        return case

    def _read_total(self, inner: MappingReader, names: tuple[str, ...], settings: SettingsReader) -> None:
        most = settings.size(inner, "max_total_bytes")
        if most:
            self.totals.append(TotalLimit(most, names))

    def _read_module(self, row: Node, limits: BuildLimits) -> BuildModule | None:
        inner = MappingReader(row, self.diagnostics)
        names = self._section_names(inner)
        each = self._read_each(inner, names)
        settings = SettingsReader(
            SlotReader(self.symbols, self.diagnostics, names, of_module=True, of_groups=bool(each))
        )
        changes = settings.read(inner, limits)
        values: dict[str, Any] = dict(changes)
        self.cited += inner.clauses().get("*", ())
        module = BuildModule(
            name=values.pop("name", ""),
            sections=names,
            when=ConditionReader(self.symbols, self.diagnostics).read(inner.node("when")),
            where=ConditionReader(self.symbols, self.diagnostics, names).read(inner.node("where")),
            each_too=inner.flag("each_record_too"),
            changes=tuple(values.items()),
            parts=self._read_parts(inner, names),
            each=each,
        )
        inner.report_unknown()
        if not module.name or not names:
            message = Label("outputs 的每一项要有 name 和 sections", "each of outputs needs name and sections")
            self.diagnostics.add(inner.place, message)
            return None
        if values.get("form", OutputForm.PDF) is not OutputForm.PDF:
            message = Label("几个栏目合成的只能是 PDF", "an output of several sections is a PDF")
            self.diagnostics.add(inner.place, message)
        return module

    def _read_each(self, inner: MappingReader, sections: tuple[str, ...]) -> str:
        """Return by what an output is split up: the record, or a field that all its sections have."""
        each = inner.text("each").strip()
        if not each or each == EACH_RECORD:
            return each
        for section in sections:
            names = self.symbols.field_names(section)
            if each not in names:
                message = Label(
                    f"each：{section} 没有字段 {each}；写 {EACH_RECORD}（一条一个文件），或字段（值相同的合成一个）",
                    f"each: {section} has no field {each}; write {EACH_RECORD} (a file for each), or a field (a file "
                    "for those that say the same)",
                )
                self.diagnostics.unknown(inner.place, message, each, (EACH_RECORD, *names))
        return each

    def _read_parts(self, inner: MappingReader, sections: tuple[str, ...]) -> tuple[str, ...]:
        """Return the parts that go in; each is one of some section."""
        parts = inner.texts("parts")
        parts_of_sections = tuple(
            dict.fromkeys(part for section in sections for part in self.symbols.records[section].parts)
        )
        for part in parts:
            if part not in parts_of_sections:
                message = Label(f"parts：没有佐证 {part}", f"parts: there is no part {part}")
                self.diagnostics.unknown(inner.place, message, part, parts_of_sections)
        return parts

    def _section_names(self, inner: MappingReader) -> tuple[str, ...]:
        names = (*inner.texts("section"), *inner.texts("sections"))
        if names == (_ALL,):
            return self._sections
        return self._known(names, inner.node("sections") or inner.node("section"))

    def _known(self, names: tuple[str, ...], node: Node | None) -> tuple[str, ...]:
        for name in names:
            if name not in self._sections and node is not None:
                message = Label(f"没有栏目 {name}", f"there is no section {name}")
                self.diagnostics.unknown(node.place, message, name, self._sections)
        return tuple(name for name in names if name in self._sections)

    def _read_upload_dates(self, node: Node | None) -> Iterator[tuple[str, str]]:
        """Yield each section with the field that dates its uploads."""
        for section, dated_by in node if isinstance(node, MapNode) else ():
            name = dated_by.text if isinstance(dated_by, Scalar) else ""
            dated = self.symbols.records.get(section.text)
            if dated is None or name not in dated.fields:
                message = Label(f"没有字段 {section.text}.{name}", f"there is no field {section.text}.{name}")
                self.diagnostics.add(section.place, message)
            else:
                yield section.text, name
