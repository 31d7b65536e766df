"""The manifest's tree bound to a profile: every key named in the profile's terms, every mistake located.

Sections, fields, levels and attachments may be written as ids, labels or aliases; what can't be named is a
problem with the nearest name as a suggestion, and the rest is read on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from zcdossier.manifest import keys
from zcdossier.manifest.records import RecordBinder
from zcdossier.model.dossier import Answer, Dossier, Problem, Record, Waiver
from zcdossier.model.names import Names
from zcdossier.model.place import Place
from zcdossier.model.profile import Profile, Section
from zcdossier.model.value import Value
from zcdossier.source.nodes import Mapping, Node, Scalar, Sequence

UNKNOWN_KEY = "ZC003"
WRONG_SHAPE = "ZC004"
UNKNOWN_NAME = "ZC005"
WAIVER = "ZC006"
ANSWER = "ZC007"
_ROUTE = re.compile(r"(?:([^.\[\]]+)\.)?([^.\[\]]+)(\[\d+\])?(\..+)?")


def typed_profile(root: Node | None) -> Scalar | None:
    """Return the name of the profile as typed, before any profile is known."""
    if isinstance(root, Mapping):
        for key, value in root:
            if keys.TOP_NAMES.find(key.text) == "profile" and isinstance(value, Scalar):
                return value
    return None


def bind(root: Path, tree: Mapping, profile: Profile, problems: Iterable[Problem] = ()) -> Dossier:
    """Return the dossier that `tree` describes; what could not be read is added to `problems`."""
    return _Binder(profile, tree.place.at(""), list(problems)).bind(root, tree)


@dataclass(slots=True)
class _Binder:
    profile: Profile
    place: Place
    problems: list[Problem] = field(default_factory=list)
    top: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)

    def bind(self, root: Path, tree: Mapping) -> Dossier:
        self.top = self._named_keys(tree)
        records = RecordBinder(self.problems)
        level, level_place = self._level()
        sections, places = self._sections(records)
        applicant_key, applicant_node = self.top.get("applicant", (None, None))
        applicant: dict[str, Value] = {}
        if applicant_node is not None and not _blank(applicant_node):
            applicant = records.fields(applicant_node, self.profile.applicant, "applicant", extra=frozenset())
        return Dossier(
            root=root,
            profile=self.profile.id,
            level=level,
            place=self.place,
            level_place=level_place,
            applicant=applicant,
            applicant_place=applicant_key.place.at("applicant") if applicant_key else None,
            sections=sections,
            section_places=places,
            attachments=self._attachments(records),
            texts=self._texts(records),
            photo=self._photo(records),
            waivers=tuple(self._waivers()),
            answers=tuple(self._answers()),
            problems=tuple(self.problems),
        )

    def _named_keys(self, tree: Mapping) -> dict[str, tuple[Scalar, Node]]:
        found: dict[str, tuple[Scalar, Node]] = {}
        for key, value in tree:
            name = keys.TOP_NAMES.find(key.text)
            if name is None and Names.of(self.profile.sections.values()).find(key.text):
                self._problem(UNKNOWN_KEY, "section-outside", key.place.at(key.text), key=key.text)
            elif name is None:
                self._unknown_key(key, keys.TOP_NAMES, "top")
            elif name in found:
                self._twice(key, found[name][0])
            else:
                found[name] = (key, value)
        return found

    def _level(self) -> tuple[str, Place]:
        if "level" not in self.top:
            if self.profile.levels:
                self._problem(UNKNOWN_NAME, "no-level", self.place.at("level"), names=self._level_names())
            return "", self.place.at("level")
        key, value = self.top["level"]
        place = value.place.at("level")
        if not isinstance(value, Scalar):
            self._problem(WRONG_SHAPE, "text", place, key=key.text)
            return "", place
        if _blank(value):
            self._problem(UNKNOWN_NAME, "no-level", key.place.at("level"), names=self._level_names())
            return "", place
        names = Names.of(self.profile.levels)
        level = names.find(value.text)
        if level is None:
            near = names.near(value.text)
            self._problem(UNKNOWN_NAME, "level", place, name=value.text, near=near, names=self._level_names())
            return "", place
        return level, place

    def _level_names(self) -> str:
        return "、".join(f"{level.id}（{level.label.zh}）" for level in self.profile.levels)

    def _sections(self, records: RecordBinder) -> tuple[dict[str, tuple[Record, ...]], dict[str, Place]]:
        bound: dict[str, tuple[Record, ...]] = {}
        places: dict[str, Place] = {}
        if "sections" not in self.top:
            return bound, places
        top_key, node = self.top["sections"]
        if not isinstance(node, Mapping):
            if not _blank(node):
                self._problem(WRONG_SHAPE, "mapping", node.place.at("sections"), key=top_key.text)
            return bound, {"": top_key.place.at("sections")}
        names = Names.of(self.profile.sections.values())
        first: dict[str, Scalar] = {}
        places[""] = top_key.place.at("sections")
        for key, value in node:
            identity = names.find(key.text)
            if identity is None:
                place = key.place.at("sections")
                self._problem(UNKNOWN_NAME, "section", place, name=key.text, near=names.near(key.text))
            elif identity in first:
                self._twice(key, first[identity])
            else:
                first[identity] = key
                path = f"sections.{identity}"
                places[identity] = key.place.at(path)
                bound[identity] = records.section(value, key, self.profile.sections[identity], path)
        return bound, places

    def _attachments(self, records: RecordBinder) -> dict[str, tuple[Record, ...]]:
        if "attachments" not in self.top:
            return {}
        key, node = self.top["attachments"]
        if not isinstance(node, Sequence):
            if not _blank(node):
                self._problem(WRONG_SHAPE, "list", node.place.at("attachments"), key=key.text)
            return {}
        names = Names.of(self.profile.attachments.values())
        bound: dict[str, list[Record]] = {}
        for index, item in enumerate(node.items):
            path = f"attachments[{index}]"
            if not isinstance(item, Mapping):
                self._problem(WRONG_SHAPE, "record", item.place.at(path), key=key.text)
                continue
            kind = next((v for k, v in item if keys.KIND_NAMES.find(k.text)), None)
            identity = names.find(kind.text) if isinstance(kind, Scalar) else None
            if isinstance(kind, Scalar) and identity is None:
                near = names.near(kind.text)
                self._problem(UNKNOWN_NAME, "attachment", kind.place.at(path), name=kind.text, near=near)
            elif identity is None:
                self._problem(WRONG_SHAPE, "no-kind", item.place.at(path))
            found = self.profile.attachments.get(identity or "", Section("", keys.TOP[6].label, 0))
            section = found._replace(id=f"attachments.{identity}")
            record = records.record(item, section, path, index, extra=frozenset({"kind"}))
            bound.setdefault(identity or "", []).append(record)
        return {identity: tuple(group) for identity, group in bound.items()}

    def _texts(self, records: RecordBinder) -> dict[str, tuple[Record, ...]]:
        if "texts" not in self.top:
            return {}
        key, node = self.top["texts"]
        if not isinstance(node, Mapping):
            if not _blank(node):
                self._problem(WRONG_SHAPE, "mapping", node.place.at("texts"), key=key.text)
            return {}
        names = Names.of(self.profile.texts.values())
        bound: dict[str, tuple[Record, ...]] = {}
        for name, value in node:
            identity = names.find(name.text)
            if identity is not None and _blank(value):
                continue
            if identity is None:
                place = name.place.at("texts")
                self._problem(UNKNOWN_NAME, "text", place, name=name.text, near=names.near(name.text))
                continue
            if _blank(value):
                continue
            section = self.profile.texts[identity]._replace(id=f"texts.{identity}")
            bound[identity] = (records.single(value, section, f"texts.{identity}", name),)
        return bound

    def _photo(self, records: RecordBinder) -> Record | None:
        if "photo" not in self.top:
            return None
        key, node = self.top["photo"]
        if _blank(node):
            return None
        section = self.profile.photo or Section("photo", keys.TOP[3].label, 0)
        return records.single(node, section, "photo", key)

    def _waivers(self) -> list[Waiver]:
        waivers: list[Waiver] = []
        for index, item in enumerate(self._items("waivers")):
            path = f"waivers[{index}]"
            if not isinstance(item, Mapping):
                self._problem(WRONG_SHAPE, "waiver", item.place.at(path))
                continue
            texts: dict[str, str] = {}
            for key, value in item:
                name = keys.WAIVER_NAMES.find(key.text)
                if name is None:
                    self._unknown_key(key, keys.WAIVER_NAMES, "waiver")
                elif isinstance(value, Scalar):
                    texts[name] = value.text.strip()
                else:
                    self._problem(WRONG_SHAPE, "text", value.place.at(path), key=key.text)
            if not texts.get("code"):
                self._problem(WAIVER, "no-code", item.place.at(path))
            elif not texts.get("reason"):
                self._problem(WAIVER, "no-reason", item.place.at(path), code=texts["code"])
            else:
                at = self._route(texts.get("at", ""))
                waivers.append(Waiver(texts["code"].upper(), at, texts["reason"], item.place.at(path)))
        return waivers

    def _items(self, name: str) -> tuple[Node, ...]:
        if name not in self.top:
            return ()
        key, node = self.top[name]
        if isinstance(node, Sequence):
            return node.items
        if not _blank(node):
            self._problem(WRONG_SHAPE, "list", node.place.at(name), key=key.text)
        return ()

    def _answers(self) -> list[Answer]:
        if "answers" not in self.top:
            return []
        key, node = self.top["answers"]
        if not isinstance(node, Mapping):
            if not _blank(node):
                self._problem(WRONG_SHAPE, "mapping", node.place.at("answers"), key=key.text)
            return []
        asked = {clause for question in self.profile.checklist for clause in question.clauses}
        answers: list[Answer] = []
        for clause, value in node:
            if clause.text not in asked:
                near = Names({name.lower(): name for name in asked}, tuple(asked)).near(clause.text)
                self._problem(ANSWER, "unknown", clause.place.at("answers"), clause=clause.text, near=near)
            elif isinstance(value, Scalar):
                answers.append(Answer(clause.text, value.text.strip(), value.place))
            elif isinstance(value, Mapping):
                answers.extend(
                    Answer(clause.text, text.text.strip(), text.place, self._route(at.text))
                    for at, text in value
                    if isinstance(text, Scalar)
                )
            else:
                self._problem(WRONG_SHAPE, "answer", value.place.at("answers"), clause=clause.text)
        return answers

    def _route(self, typed: str) -> str:
        """Return a place that a waiver or an answer names by its ids: `论文[4].题目` is `sections.papers[4].title`."""
        match = _ROUTE.fullmatch("".join(typed.split()))
        if match is None:
            return typed
        top, name, position, field = match.groups(default="")
        named = keys.TOP_NAMES.find(top or name)
        if named and (not top or named != "sections"):
            return f"{named}.{name}{position}{field}" if top else f"{named}{position}{field}"
        identity = Names.of(self.profile.sections.values()).find(name)
        if identity is None:
            return typed
        inner = Names.of(self.profile.sections[identity].fields.values()).find(field[1:])
        return f"sections.{identity}{position}{f'.{inner}' if inner else field}"

    def _unknown_key(self, key: Scalar, names: Names, where: str) -> None:
        self._problem(UNKNOWN_KEY, where, key.place.at(key.text), key=key.text, near=names.near(key.text))

    def _twice(self, key: Scalar, first: Scalar) -> None:
        self._problem("ZC002", "twice", key.place, key=key.text, first=first.place.line or 0)

    def _problem(self, code: str, key: str, place: Place, /, **args: str | int) -> None:
        self.problems.append(Problem(code, key, place, args))


def _blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.strip() in ("", "~", "null")
