"""A profile from its files: read, laid over what it extends, converted; every mistake is noted, all at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zcdossier.lint.kinds import BY_CODE
from zcdossier.model.finding import Asks, Severity, Stage
from zcdossier.model.label import Label
from zcdossier.model.place import Place, called, text_place
from zcdossier.model.profile import BuildLimits, Excluded, Guidance, Profile, Question, Rule, Section, StoredProfile
from zcdossier.model.yes_no import Reply
from zcdossier.profiles import store
from zcdossier.profiles.conditions import ConditionReader
from zcdossier.profiles.cross_checks import check_rule, check_shared_names
from zcdossier.profiles.forms import FormReader
from zcdossier.profiles.keys import Keys
from zcdossier.profiles.merge import merged
from zcdossier.profiles.mistakes import Mistakes, ProfileError, ask_if_meant, nearest
from zcdossier.profiles.office import read_deadlines, read_office
from zcdossier.profiles.rules import RuleReader, off_of
from zcdossier.profiles.vocabulary import Vocabulary
from zcdossier.profiles.word_forms import read_word_forms
from zcdossier.source.nodes import MapNode, Node, Scalar
from zcdossier.source.reader import read_file

MAX_CHAIN = 8
_POSSIBLE = {
    "max_bytes": (20_000, 10_000_000_000),
    "page_width_mm": (50, 2000),
    "page_height_mm": (50, 2000),
    "min_dpi": (50, 600),
}
"""What a build can keep to: no page comes below 20 kB and stays legible."""


def read(name: str, mistakes: Mistakes, beside: Path | None = None) -> Profile | None:
    """Read a profile, noting every mistake. Raises ProfileError when there is no such profile."""
    chain: list[StoredProfile] = []
    tree = _tree(name, beside, mistakes, chain)
    if not isinstance(tree, MapNode):
        return None
    profile = _Converter(mistakes).profile(tree)
    return profile._replace(chain=tuple(chain))


def _tree(name: str, beside: Path | None, mistakes: Mistakes, chain: list[StoredProfile]) -> Node | None:
    stored = store.find(name, beside)
    if stored is None:
        near = store.near(name, beside)
        known = [one.id for one in store.available(beside)]
        others = (f"；可用的：{'、'.join(known)}", f"; known: {', '.join(known)}") if known else ("", "")
        zh, en = ask_if_meant(near, others)
        raise ProfileError(name, (), f"没有申报要求 {name}{zh}", f"there is no profile {name}{en}")
    if stored in chain or len(chain) >= MAX_CHAIN:
        mistakes.add(
            text_place(str(stored.folder / store.PROFILE_NAME), 1, 1),
            f"{name} 的 extends 绕成了圈",
            f"{name} extends itself",
        )
        return None
    chain.append(stored)
    path = stored.folder / store.PROFILE_NAME
    document = read_file(path, str(path))
    for problem in document.problems:
        message = BY_CODE[problem.code].messages[problem.key]
        mistakes.add(problem.place, message.zh.format(**problem.args), message.en.format(**problem.args))
    if not isinstance(document.root, MapNode):
        if not document.problems:
            mistakes.add(
                text_place(str(path), 1, 1), "文件是空的，或不是“键: 值”的形式", "the file is no mapping of keys"
            )
        return None
    keys = Keys(document.root, mistakes)
    base_name = keys.text("extends")
    if not base_name:
        return document.root
    around = store.base_search_from(stored, beside)
    if store.find(base_name, around) is None:
        near = store.near(base_name, around)
        zh, en = ask_if_meant(near)
        place = next(value.place for key, value in document.root if key.text == "extends")
        mistakes.add(place, f"没有申报要求 {base_name}{zh}", f"there is no profile {base_name}{en}")
        return document.root
    base = _tree(base_name, around, mistakes, chain)
    return document.root if base is None else merged(base, document.root, mistakes)


@dataclass(slots=True)
class _Converter:
    mistakes: Mistakes

    def profile(self, tree: MapNode) -> Profile:
        keys = Keys(tree, self.mistakes)
        keys.text("extends")
        forms = FormReader(self.mistakes)
        levels = forms.choices(keys, "levels")
        check_shared_names(((keys.place, level) for level in levels), self.mistakes)
        applicant = forms.fields(keys, "applicant", "applicant")
        places = {key.text: key.place for key, _ in keys.pairs("sections")}
        sections = {key.text: forms.section(key, node, key.text) for key, node in keys.pairs("sections")}
        check_shared_names(((places[name], section) for name, section in sections.items()), self.mistakes)
        attachments = self._prefixed(keys, "attachments", forms)
        texts = self._prefixed(keys, "texts", forms)
        photo = self._photo(keys, forms)
        records = {
            **sections,
            **{f"attachments.{name}": one for name, one in attachments.items()},
            **{f"texts.{name}": one for name, one in texts.items()},
            **({"photo": photo} if photo else {}),
        }
        vocabulary = Vocabulary(levels, applicant, records)
        title = keys.label("title", Label(keys.text("id"))) or Label("")
        profile = Profile(
            id=keys.needed("id"),
            title=title,
            authority=keys.label("authority"),
            levels=levels,
            applicant=applicant,
            sections=sections,
            attachments=attachments,
            texts=texts,
            photo=photo,
            build=self._build(keys, vocabulary),
            rules=self._rules(keys, forms, vocabulary),
            checklist=tuple(self._question(node, vocabulary) for node in keys.items("checklist")),
            guidance=tuple(self._guidance(node, vocabulary) for node in keys.items("guidance")),
            excluded=tuple(self._excluded(node) for node in keys.items("excluded")),
            abstract=keys.flag("abstract"),
            office=read_office(keys, set(applicant), sections, self.mistakes),
            deadlines=read_deadlines(keys, set(applicant), self.mistakes),
            word_forms=read_word_forms(keys, vocabulary, self.mistakes),
        )
        keys.finish()
        return profile

    def _prefixed(self, keys: Keys, name: str, forms: FormReader) -> dict[str, Section]:
        """Attachments and texts: sections whose rules call them `attachments.<id>`."""
        return {
            key.text: forms.section(key, node, f"{name}.{key.text}")._replace(id=key.text)
            for key, node in keys.pairs(name)
        }

    @staticmethod
    def _photo(keys: Keys, forms: FormReader) -> Section | None:
        node = keys.raw("photo")
        if node is None:
            return None
        key = next(key for key, _ in keys.node if key.text == "photo")
        return forms.section(key, node, "photo")

    def _rules(self, keys: Keys, forms: FormReader, vocabulary: Vocabulary) -> tuple[Rule, ...]:
        rules: dict[str, Rule] = {}
        for rule in RuleReader(vocabulary, self.mistakes).generated(forms.rules):
            rules[rule.id] = rule
        seen_here: dict[str, Place] = {}
        rows = tuple(keys.items("rules"))
        switched_off = {identity for identity, off in map(off_of, rows) if off}
        broken: set[str] = set()
        for node in rows:
            identity, is_off = off_of(node)
            if identity in broken:
                continue
            trial = Mistakes() if identity in switched_off and not is_off else self.mistakes
            found = RuleReader(vocabulary, trial).row(node, rules)
            if trial is not self.mistakes and trial.found:  # it may speak of what has been dropped: it is off anyhow
                broken.add(identity)
                continue
            if found is None:
                continue
            place = found.place or node.place
            first = seen_here.get(found.id)
            if first is not None and first.file == place.file:
                zh, en = f"规则 {found.id} 写了两次（第一次在{called(first).zh}）", f"rule {found.id} stands twice"
                self.mistakes.add(place, zh, en)
            seen_here[found.id] = place
            rules[found.id] = found
        for rule in rules.values():
            check_rule(rule, vocabulary, self.mistakes)
        return tuple(rules.values())

    def _build(self, keys: Keys, vocabulary: Vocabulary) -> BuildLimits:
        if not keys.has("build"):
            return BuildLimits()
        inner = Keys(keys.raw("build"), self.mistakes)
        default = BuildLimits()
        limits = BuildLimits(
            max_bytes=inner.integer("max_bytes", default.max_bytes),
            page_width_mm=float(inner.decimal("page_width_mm") or default.page_width_mm),
            page_height_mm=float(inner.decimal("page_height_mm") or default.page_height_mm),
            min_dpi=inner.integer("min_dpi", default.min_dpi),
            name=inner.text("name"),
            clauses=inner.clauses().get("*", ()),
            dates=tuple(self._upload_dates(inner.raw("dates"), vocabulary)),
        )
        inner.finish()
        for name, (least, most) in _POSSIBLE.items():
            if not least <= getattr(limits, name) <= most:
                inner.wrong(name, inner.raw(name), f" {least} 到 {most} 之间的数", f"from {least} to {most}")
        fields = sorted({"title", "date", *(name for found in vocabulary.records.values() for name in found.fields)})
        for slot in re.findall(r"\{([^{}]*)\}", limits.name):
            if slot not in fields:
                near = nearest(slot, fields)
                zh, en = ask_if_meant(f"{{{near}}}" if near else "")
                place = (inner.raw("name") or inner.node).place
                self.mistakes.add(place, f"name 里填不出 {{{slot}}}{zh}", f"name can't fill in {{{slot}}}{en}")
        return limits

    def _upload_dates(self, node: Node | None, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
        """Yield each section with the field that dates its uploads."""
        for section, field in node if isinstance(node, MapNode) else ():
            name = field.text if isinstance(field, Scalar) else ""
            found = vocabulary.records.get(section.text)
            if found is None or name not in found.fields:
                zh, en = f"没有字段 {section.text}.{name}", f"there is no field {section.text}.{name}"
                self.mistakes.add(section.place, zh, en)
            else:
                yield section.text, name

    def _question(self, node: Node, vocabulary: Vocabulary) -> Question:
        keys = Keys(node, self.mistakes)
        sections = (*keys.texts("section"), *keys.texts("sections"))
        for section in sections:
            if section not in vocabulary.records and section != "applicant":
                self.mistakes.add(keys.place, f"没有栏目 {section}", f"there is no section {section}")
        question = Question(
            clauses=keys.texts("clauses"),
            question=keys.label("question", Label("")) or Label(""),
            when=ConditionReader(vocabulary, self.mistakes).read(keys.raw("when")),
            sections=sections,
            where=ConditionReader(vocabulary, self.mistakes, sections).read(keys.raw("where")),
            asks=keys.one_of("asks", Asks, Asks.APPLICANT),
            stage=keys.one_of("stage", Stage, Stage.BEFORE),
            expected=Reply.YES if keys.flag("expected", default=True) else Reply.NO,
            severity=keys.severity("severity", Severity.WARNING),
        )
        keys.finish()
        if not question.clauses or not question.question.zh:
            self.mistakes.add(keys.place, "人工确认要有 clauses 和 question", "a question needs clauses and question")
        return question

    def _excluded(self, node: Node) -> Excluded:
        keys = Keys(node, self.mistakes)
        excluded = Excluded(keys.texts("clauses"), keys.label("reason", Label("")) or Label(""))
        keys.finish()
        if not excluded.clauses or not excluded.reason.zh:
            self.mistakes.add(keys.place, "excluded 要有 clauses 和 reason", "an exclusion needs clauses and reason")
        return excluded

    def _guidance(self, node: Node, vocabulary: Vocabulary) -> Guidance:
        keys = Keys(node, self.mistakes)
        guidance = Guidance(keys.texts("clauses"), keys.label("text", Label("")) or Label(""), keys.text("at"))
        section, _, name = guidance.at.partition(".")
        known = vocabulary.records.get(section)
        if guidance.at and known is None and section != "applicant":
            self.mistakes.add(keys.place, f"没有栏目 {guidance.at}", f"there is no section {guidance.at}")
        elif name and known is not None and name not in known.fields:
            self.mistakes.add(keys.place, f"没有字段 {guidance.at}", f"there is no field {guidance.at}")
        keys.finish()
        return guidance
