"""The manifest's tree bound to a profile: every key named in the profile's terms, every mistake located.

Sections, fields, levels and attachments may be written as ids, labels or aliases; what can't be named is a
problem with the nearest name as a suggestion, and the rest is read on.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zcdossier.manifest.records import RecordBinder, holds_nothing
from zcdossier.manifest.waivers_and_answers import WaiverAndAnswerBinder
from zcdossier.model.choices import find_choice, find_kind, find_within
from zcdossier.model.dossier import Dossier, Problem, Record, Value
from zcdossier.model.finding import Argument
from zcdossier.model.label import Label, join_labels, join_words
from zcdossier.model.manifest_names import ATTACHMENTS, KIND_NAMES, PHOTO, RECORD_NAMES, TOP_NAMES
from zcdossier.model.place import Place, spot_label
from zcdossier.model.profile import Profile, Section
from zcdossier.model.spelling import Names
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar, is_blank

UNKNOWN_KEY = "ZC003"
WRONG_SHAPE = "ZC004"
UNKNOWN_NAME = "ZC005"


def typed_profile(root: Node | None) -> Scalar | None:
    """Return the name of the profile as typed, before any profile is known."""
    if isinstance(root, MapNode):
        for key, value in root:
            if TOP_NAMES.find(key.text) == "profile" and isinstance(value, Scalar):
                return value
    return None


def bind(root: Path, tree: MapNode, profile: Profile, problems: Iterable[Problem] = ()) -> Dossier:
    """Return the dossier that `tree` describes; what could not be read is added to `problems`."""
    return _Binder(profile, tree.place.at(""), list(problems)).bind(root, tree)


class _Binder:
    def __init__(self, profile: Profile, place: Place, problems: list[Problem]) -> None:
        self.profile = profile
        self.place = place
        self.problems = problems
        self.top: dict[str, tuple[Scalar, Node]] = {}
        self.section_names = Names.of(profile.sections.values())
        self.astray: list[tuple[Scalar, Node]] = []
        """Sections that stand beside `sections:`, or in what stands above where that line is missing."""

    def bind(self, root: Path, tree: MapNode) -> Dossier:
        self.top = self._named_keys(tree)
        self._take_back("applicant", Names.of(self.profile.applicant.values()))
        self._take_back("texts", Names.of(self.profile.texts.values()))
        records = RecordBinder(self.problems)
        level, level_place = self._level()
        sections, places = self._sections(records)
        applicant_key, applicant_node = self.top.get("applicant", (None, None))
        applicant: dict[str, Value] = {}
        if applicant_node is not None and not is_blank(applicant_node):
            applicant = records.fields(applicant_node, self.profile.applicant, "applicant", extra=frozenset())
        dossier = Dossier(
            root=root,
            profile=self.profile.id,
            level=level,
            place=self.place,
            level_place=level_place,
            applicant=applicant,
            applicant_place=applicant_key.place.at("applicant") if applicant_key else None,
            sections=sections,
            section_places={**places, **self._other_places()},
            attachments=self._attachments(records),
            texts=self._texts(records),
            photo=self._photo(records),
        )
        remarks = WaiverAndAnswerBinder.about(dossier, self.profile, self.problems)
        return dossier._replace(
            waivers=remarks.waivers(self.top.get("waivers")),
            answers=remarks.answers(self.top.get("answers")),
            problems=tuple(self.problems),
        )

    def _named_keys(self, tree: MapNode) -> dict[str, tuple[Scalar, Node]]:
        found: dict[str, tuple[Scalar, Node]] = {}
        mistyped: list[tuple[Scalar, Node]] = []
        for key, value in tree:
            name = TOP_NAMES.find(key.text)
            if name is None and self.section_names.find(key.text):
                self._problem(UNKNOWN_KEY, "section-outside", key.place.at(key.text), key=key.text)
                self.astray.append((key, value))
            elif name is None:
                self._unknown_key(key, TOP_NAMES, "top")
                mistyped.append((key, value))
            elif name in found:
                self._report_twice(key, found[name][0])
            else:
                found[name] = (key, value)
        for key, value in mistyped:  # what stands there is read: that it all lacks is not to be said as well
            guessed = TOP_NAMES.guess_sure(key.text)
            if guessed is not None:
                found.setdefault(guessed, (key, value))
        return found

    def _take_back(self, above: str, own: Names) -> None:
        """Take out of what stands above what fell into it: by spaces in front, or for want of a line `sections:`."""
        key, node = self.top.get(above, (None, None))
        if key is None or not isinstance(node, MapNode):
            return
        kept, fallen = [], []
        for pair in node.pairs:
            name = None if own.find(pair[0].text) else TOP_NAMES.find(pair[0].text)
            if name is not None:
                self._problem(UNKNOWN_KEY, "top-inside", pair[0].place.at(above), key=pair[0].text)
                self.top.setdefault(name, pair)
            elif isinstance(pair[1], ListNode) and self.section_names.find(pair[0].text):
                fallen.append(pair)
            else:
                kept.append(pair)
        if fallen and "sections" not in self.top:
            first = fallen[0][0]
            self._problem(UNKNOWN_KEY, "no-sections-line", first.place.at("sections"), key=first.text)
        self.astray.extend(fallen)
        self.top[above] = key, MapNode(tuple(kept), node.place)

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
        if is_blank(value):
            self._problem(UNKNOWN_NAME, "no-level", place, names=self._level_names())
            return "", place
        names = Names.of(self.profile.levels)
        level = find_choice(value.text, self.profile.levels) or find_within(value.text, self.profile.levels)
        if level is None:
            near = names.closest(value.text)
            self._problem(UNKNOWN_NAME, "level", place, name=value.text, near=near, names=self._level_names())
            return "", place
        return level, place

    def _level_names(self) -> Label:
        return join_words(level.label.zh for level in self.profile.levels)

    def _sections(self, records: RecordBinder) -> tuple[dict[str, tuple[Record, ...]], dict[str, Place]]:
        bound: dict[str, tuple[Record, ...]] = {}
        places: dict[str, Place] = {}
        names = self.section_names
        first: dict[str, tuple[Scalar, Node]] = {}
        mistyped = list(self.astray)
        pairs: Iterable[tuple[Scalar, Node]] = ()
        if "sections" in self.top:
            top_key, node = self.top["sections"]
            places[""] = top_key.place.at("sections")
            if isinstance(node, MapNode):
                pairs = node
            elif not is_blank(node):
                self._problem(WRONG_SHAPE, "mapping", node.place.at("sections"), key=top_key.text)
        for key, value in self._without_outsiders(pairs):
            identity = names.find(key.text)
            if identity is None:
                place = key.place.at("sections")
                near = names.closest(key.text) or self._label_by_fields(value)
                self._problem(UNKNOWN_NAME, "section", place, name=key.text, near=near)
                mistyped.append((key, value))
            elif identity in first:
                self._report_twice(key, first[identity][0])
            else:
                first[identity] = key, value
        for key, value in mistyped:  # its records are read all the same: their folders are not astray
            guessed = names.find(key.text) or names.guess_sure(key.text) or names.find(self._label_by_fields(value))
            first.setdefault(guessed or "", (key, value))
        first.pop("", None)
        self._give_back(first)
        for identity, (key, value) in first.items():
            path = f"sections.{identity}"
            places[identity] = key.place.at(path)
            bound[identity] = records.section(value, key, self.profile.sections[identity], path)
        return bound, places

    def _without_outsiders(self, pairs: Iterable[tuple[Scalar, Node]]) -> Iterator[tuple[Scalar, Node]]:
        """Yield what may be sections. A key of the manifest's own is told of; what stands below it moves with it."""
        outside = False
        for key, value in pairs:
            is_section = self.section_names.find(key.text) is not None
            if not is_section and TOP_NAMES.find(key.text) is not None:
                outside = True
                self._problem(UNKNOWN_KEY, "top-inside", key.place.at("sections"), key=key.text)
                self.top.setdefault(TOP_NAMES.find(key.text) or "", (key, value))
            elif is_section or not (outside and isinstance(value, Scalar)):
                yield key, value

    def _label_by_fields(self, node: Node) -> str:
        """The name of the only section that the fields of all these records are of, else nothing."""
        from zcdossier.manifest.unknown_keys import find_owner  # only of a section that is not known

        owners = {find_owner(item, self.profile.sections) for item in _items(node)}
        return self.profile.sections[owners.pop()].label.zh if len(owners) == 1 and "" not in owners else ""

    def _give_back(self, first: dict[str, tuple[Scalar, Node]]) -> None:
        """Move records to the section whose fields they have: a line `papers:` is missing, or they went astray."""
        sections = self.profile.sections
        lost = {section.folder: section for section in sections.values() if section.folder and section.id not in first}
        for identity, (key, node) in tuple(first.items()):
            items = _items(node)
            owners = [_owner_by_folder(item, lost) for item in items]
            if _has_other_keys(node, sections[identity]):
                from zcdossier.manifest.unknown_keys import find_owner  # most records have their own keys

                by_keys = (find_owner(item, sections, sections[identity]) for item in items)
                owners = [owner or by_folder for owner, by_folder in zip(by_keys, owners, strict=True)]
            for other in filter(None, dict.fromkeys(owners)):
                moved = tuple(item for item, owner in zip(items, owners, strict=True) if owner == other)
                place = moved[0].place
                name = other if key.text.isascii() else sections[other].label.zh
                kind = "record-elsewhere" if other in first else "no-section-line"
                self._problem(
                    UNKNOWN_KEY, kind, place.at("sections"), key=key.text, section=name, label=sections[other].label
                )
                its_key, its_node = first.get(other, (Scalar(name, place), ListNode((), place)))
                first[other] = its_key, ListNode((*_items(its_node), *moved), its_node.place)
            if any(owners):
                kept = tuple(item for item, owner in zip(items, owners, strict=True) if not owner)
                first[identity] = key, ListNode(kept, node.place)

    def _other_places(self) -> dict[str, Place]:
        """Where the photo, the attachments and each text stand, filled or not."""
        places: dict[str, Place] = {
            name: self.top[name][0].place.at(name) for name in ("photo", "attachments", "texts") if name in self.top
        }
        texts = self.top["texts"][1] if "texts" in self.top else None
        names = Names.of(self.profile.texts.values())
        for key, _ in texts if isinstance(texts, MapNode) else ():
            path = f"texts.{names.find(key.text)}"
            places.setdefault(path, key.place.at(path))
        return places

    def _attachments(self, records: RecordBinder) -> dict[str, tuple[Record, ...]]:
        if "attachments" not in self.top:
            return {}
        key, node = self.top["attachments"]
        if not isinstance(node, ListNode):
            if not holds_nothing(node):
                self._problem(WRONG_SHAPE, "list", node.place.at("attachments"), key=key.text)
            return {}
        names = Names.of(self.profile.attachments.values())
        bound: dict[str, list[Record]] = {}
        for index, item in enumerate(node.items):
            path = f"attachments[{index}]"
            if holds_nothing(item) and not is_blank(item):
                continue
            if not isinstance(item, MapNode):
                self._problem(WRONG_SHAPE, "record", item.place.at(path), key=key.text)
                continue
            kind = next((v for k, v in item if KIND_NAMES.find(k.text)), None)
            identity = find_kind(kind.text, self.profile.attachments.values()) if isinstance(kind, Scalar) else None
            if isinstance(kind, Scalar) and identity is None:
                identity = self._attachment_by_fields(item)
                near = self.profile.attachments[identity].label.zh if identity else names.closest(kind.text)
                listed = join_labels(kind.label for kind in self.profile.attachments.values())
                which = "attachment" if self.profile.attachments else "attachments"
                self._problem(UNKNOWN_NAME, which, kind.place.at(path), name=kind.text, near=near, names=listed)
            elif identity is None:
                self._problem(WRONG_SHAPE, "no-kind", item.place.at(path))
            attachment = self.profile.attachments.get(identity or "", Section("", ATTACHMENTS.label, 0))
            section = attachment._replace(id=f"attachments.{identity}")
            record = records.record(item, section, path, index, extra=frozenset({"kind"}))
            bound.setdefault(identity or "", []).append(record)
        return {identity: tuple(group) for identity, group in bound.items()}

    def _attachment_by_fields(self, item: MapNode) -> str | None:
        """The only attachment that has a field which is given: what stands there is read under it all the same."""
        typed = [key.text for key, _ in item if not (KIND_NAMES.find(key.text) or RECORD_NAMES.find(key.text))]
        attachments = self.profile.attachments.values()
        owners = [kind.id for kind in attachments if any(map(Names.of(kind.fields.values()).find, typed))]
        return owners[0] if len(owners) == 1 else None

    def _texts(self, records: RecordBinder) -> dict[str, tuple[Record, ...]]:
        if "texts" not in self.top:
            return {}
        key, node = self.top["texts"]
        if not isinstance(node, MapNode):
            if not holds_nothing(node):
                self._problem(WRONG_SHAPE, "mapping", node.place.at("texts"), key=key.text)
            return {}
        names = Names.of(self.profile.texts.values())
        bound: dict[str, tuple[Record, ...]] = {}
        for name, value in node:
            identity = names.find(name.text)
            if identity is not None and holds_nothing(value):
                continue
            if identity is None:
                place = name.place.at("texts")
                self._problem(UNKNOWN_NAME, "text", place, name=name.text, near=names.closest(name.text))
                continue
            section = self.profile.texts[identity]._replace(id=f"texts.{identity}")
            bound[identity] = (records.single(value, section, f"texts.{identity}", name),)
        return bound

    def _photo(self, records: RecordBinder) -> Record | None:
        if "photo" not in self.top:
            return None
        key, node = self.top["photo"]
        if holds_nothing(node):
            return None
        section = self.profile.photo or Section("photo", PHOTO.label, 0)
        return records.single(node, section, "photo", key)

    def _unknown_key(self, key: Scalar, names: Names, where: str) -> None:
        self._problem(UNKNOWN_KEY, where, key.place.at(key.text), key=key.text, near=names.closest(key.text))

    def _report_twice(self, key: Scalar, first: Scalar) -> None:
        self._problem("ZC002", "twice", key.place, key=key.text, first=spot_label(first.place))

    def _problem(self, code: str, key: str, place: Place, /, **args: Argument) -> None:
        self.problems.append(Problem(code, key, place, args))


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, ListNode) else ()


def _has_other_keys(node: Node, section: Section) -> bool:
    """Whether a record has a key that is no field of its section."""
    names = Names.of(section.fields.values())
    keys = (key.text for item in _items(node) if isinstance(item, MapNode) for key, _ in item)
    return any(not (names.find(key) or RECORD_NAMES.find(key)) for key in keys)


def _owner_by_folder(node: Node, lost: Mapping[str, Section]) -> str:
    """Return the section in whose folder a record's lies and whose fields it has, of those that have no line."""
    if not isinstance(node, MapNode):
        return ""
    folders = (
        value.text for key, value in node if RECORD_NAMES.find(key.text) == "folder" and isinstance(value, Scalar)
    )
    section = lost.get(next(folders, "").replace("\\", "/").partition("/")[0])
    return section.id if section is not None and not _has_other_keys(ListNode((node,), node.place), section) else ""
