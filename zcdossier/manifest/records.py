"""Records of a section: their folder, their listed files and their fields, each value in the profile's terms."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from zcdossier.manifest.repaired_text import find_stray_text, repair_text, with_slashes
from zcdossier.model.dossier import Problem, Record, Scan, Value
from zcdossier.model.finding import Argument
from zcdossier.model.manifest_names import FILE_NAMES, KIND_NAMES, RECORD_NAMES
from zcdossier.model.place import Place, spot_label
from zcdossier.model.profile import Field, FieldType, Section
from zcdossier.model.reading import canonical, pieces
from zcdossier.model.spelling import Names
from zcdossier.model.yes_no import is_ditto, says_nothing
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar, is_blank

if TYPE_CHECKING:
    from zcdossier.manifest.unknown_keys import GuessedKey, TypedKey

    _Keys = tuple[Sequence[TypedKey], Sequence[GuessedKey]]

_OWN_KEYS = frozenset({"folder", "files"})


def holds_nothing(node: Node) -> bool:
    """Whether nothing was written, or that there is nothing: 无, also as the only one of a list."""
    if isinstance(node, Scalar):
        return is_blank(node) or says_nothing(node.text)
    return isinstance(node, ListNode) and bool(node.items) and all(map(holds_nothing, node.items))


def _is_row_of_nothing(node: Node, fields: Mapping[str, Field]) -> bool:
    """Whether a record says nothing but 无, as a row of a workbook does; a flag may say so and mean 否."""
    if not isinstance(node, MapNode):
        return holds_nothing(node) and not is_blank(node)
    filled = [(key, value) for key, value in node if not is_blank(value)]
    if not filled or not all(isinstance(value, Scalar) and says_nothing(value.text) for _, value in filled):
        return False
    names = Names.of(fields.values())
    identities = [names.find(key.text) for key, _ in filled]
    return all(identity is not None and fields[identity].type is not FieldType.FLAG for identity in identities)


def bind_value(scalar: Scalar, field: Field, path: str) -> Value:
    """Return the value of `scalar` read as `field`; `null`, as programs write it, is no text."""
    text = "" if is_blank(scalar) else scalar.text
    return Value(text, scalar.place.at(path), canonical(text, field))


def values_inside(scalar: Scalar, field: Field, path: str) -> Iterator[tuple[str, Value]]:
    """Yield the named values inside a value, each with its own place where that can be told."""
    for piece in pieces(scalar.text, field):
        place = (
            scalar.place if piece.start is None else _place_within(scalar, piece.start, piece.start + len(piece.text))
        )
        yield piece.name, Value(piece.text, place.at(f"{path}.{piece.name}"), piece.canon)


def _place_within(scalar: Scalar, start: int, end: int) -> Place:
    if scalar.inner is None:
        return scalar.place
    return scalar.place.span(scalar.inner + start, scalar.inner + end)


class RecordBinder:
    """Binds records; what can't be read is appended to `problems`."""

    __slots__ = ("problems",)

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def section(self, node: Node, key: Scalar, section: Section, path: str) -> tuple[Record, ...]:
        """Return the records of a section's list. An empty value is an empty section, and so is 无."""
        if holds_nothing(node):
            return ()
        if not isinstance(node, ListNode):
            self._problem("ZC004", "list-of-records", node.place.at(path), key=key.text)
            return ()
        records = []
        for index, item in enumerate(node.items):
            where = f"{path}[{index}]"
            if _is_row_of_nothing(item, section.fields):
                continue
            if isinstance(item, MapNode):
                records.append(self.record(item, section, where, index, extra=frozenset()))
            else:
                self._problem("ZC004", _colon_slip(item) or "record", item.place.at(where), key=key.text)
        return tuple(records)

    def record(self, node: MapNode, section: Section, path: str, index: int, *, extra: frozenset[str]) -> Record:
        """Return one record. `extra` names keys that another binder reads."""
        keys = _read_keys(node, section.fields, extra | _OWN_KEYS)
        folder, folder_place = self._folder(_find_own(keys, "folder"), path)
        files = _find_own(keys, "files")
        return Record(
            section=section.id,
            position=index,
            place=(node.pairs[0][0].place if node.pairs else node.place).at(path),
            folder=folder,
            folder_place=folder_place,
            fields=self._bound(keys, section.fields, path),
            scans=self._files(files[1], section, folder, path) if files else (),
        )

    def single(self, node: Node, section: Section, path: str, key: Scalar) -> Record:
        """Return a record given as a bare file name, or as a mapping with `file` and fields."""
        place = key.place.at(path)
        fields: dict[str, Value] = {}
        file: Node | None = node
        if isinstance(node, MapNode):
            file = next((value for name, value in node if FILE_NAMES.find(name.text) == "file"), None)
            fields = self.fields(node, section.fields, path, extra=frozenset({"file"}))
        if not isinstance(file, Scalar) or not file.text.strip():
            self._problem("ZC004", "one-file", (file or node).place.at(path), key=key.text)
            return Record(section.id, 0, place, fields=fields)
        scans = (Scan(with_slashes(file.text), "", file.place.at(path)),)
        return Record(section.id, 0, place, fields=fields, scans=scans)

    def fields(
        self, node: Node, declared: Mapping[str, Field], path: str, *, extra: frozenset[str]
    ) -> dict[str, Value]:
        """Return the fields of a mapping with the values inside them, under their ids.

        A mistyped key is a problem, but what stands behind it is read: that it lacks is not to be said as well.
        """
        if not isinstance(node, MapNode):
            self._problem("ZC004", _colon_slip(node) or "mapping", node.place.at(path), key=path)
            return {}
        return self._bound(_read_keys(node, declared, extra), declared, path)

    def _bound(self, keys: "_Keys", declared: Mapping[str, Field], path: str) -> dict[str, Value]:
        named, guessed = keys
        bound: dict[str, Value] = {}
        first: dict[str, Place] = {}
        for name, key, value in named:
            if name in first:
                self._problem("ZC002", "twice", key.place.at(path), key=key.text, first=spot_label(first[name]))
                continue
            first[name] = key.place
            if name in declared:
                self._bind(key, value, declared[name], f"{path}.{name}", bound)
        for name, key, value, near in guessed:
            self._problem("ZC003", "field", key.place.at(path), key=key.text, near=near)
            if name in declared and name not in bound:
                self._bind(key, value, declared[name], f"{path}.{name}", bound)
        return bound

    def _bind(self, key: Scalar, value: Node, field: Field, path: str, bound: dict[str, Value]) -> None:
        text = value if isinstance(value, Scalar) else _listed_text(value)
        if text is None or (text is not value and not _may_be_listed(value, field)):
            self._problem("ZC004", "text", value.place.at(path), key=key.text)
        if text is None:
            return
        value = self._repair(key, text, field, path)
        bound[field.id] = bind_value(_at_key_when_empty(value, key), field, path)
        for name, piece in values_inside(value, field, path):
            bound[f"{field.id}.{name}"] = piece

    def _repair(self, key: Scalar, value: Scalar, field: Field | None, path: str) -> Scalar:
        repaired = repair_text(value, field)
        if repaired.note:
            self._problem("ZC004", repaired.note, value.place.at(path), key=key.text, text=repaired.scalar.text)
        elif is_ditto(value.text):
            self._problem("ZC004", "ditto", value.place.at(path), key=key.text, text=value.text.strip())
        elif value.behind and field is not None and field.type.takes_any_words:
            self._problem("ZC004", "behind", value.place.at(path), key=key.text, text=value.text, behind=value.behind)
        elif field is not None and field.type.takes_any_words and (stray := find_stray_text(value.text)):
            self._problem("ZC004", stray.note, value.place.at(path), key=key.text, sign=stray.sign)
        return repaired.scalar

    def _folder(self, pair: tuple[Scalar, Node] | None, path: str) -> tuple[str, Place | None]:
        if pair is None:
            return "", None
        key, node = pair
        if not isinstance(node, Scalar):
            self._problem("ZC004", "text", node.place.at(path), key=key.text)
            return "", None
        node = self._repair(key, node, None, f"{path}.folder")
        return with_slashes(node.text).rstrip("/"), node.place.at(f"{path}.folder")

    def _files(self, node: Node, section: Section, folder: str, path: str) -> tuple[Scan, ...]:
        from zcdossier.manifest.listed_files import ListedFilesBinder  # most records list none

        return ListedFilesBinder(self.problems).files(node, section, folder, path)

    def _problem(self, code: str, key: str, place: Place, /, **args: Argument) -> None:
        self.problems.append(Problem(code, key, place, args))


def _colon_slip(node: Node) -> str:
    """A key and its value are one text when the colon between them is not a plain one with a space after it."""
    if not isinstance(node, Scalar):
        return ""
    from zcdossier.source.syntax_diagnosis import lacks_space_after_colon  # most records are no text

    return "full-width" if "：" in node.text else "no-space" if lacks_space_after_colon(node.text) else ""


def _read_keys(node: MapNode, declared: Mapping[str, Field], extra: frozenset[str]) -> "_Keys":
    """Return what each key means, and what those may be meant for that are not known."""
    names = Names.of(declared.values())
    typed = [(names.find(key.text) or _own_name(key.text, extra), key, value) for key, value in node]
    if all(name for name, _, _ in typed):
        return typed, ()
    from zcdossier.manifest.unknown_keys import read_unknown  # most keys are known

    return read_unknown(typed, declared, extra)


def _listed_text(node: Node) -> Scalar | None:
    """[邵明泽, 宋承远] says what 邵明泽、宋承远 says."""
    items = node.items if isinstance(node, ListNode) else ()
    texts = [item.text.strip() for item in items if isinstance(item, Scalar)]
    return Scalar("、".join(texts), node.place, None) if texts and len(texts) == len(items) else None


def _may_be_listed(node: Node, field: Field) -> bool:
    """Whether a field may be a list: people and years, or one thing alone; brackets may be a title's own."""
    texts = [item.text.strip() for item in node.items if isinstance(item, Scalar)] if isinstance(node, ListNode) else []
    only_one = len(texts) == 1 and not field.type.takes_any_words
    return field.type is FieldType.PEOPLE or all(map(str.isdecimal, texts)) or only_one


def _own_name(key: str, extra: frozenset[str]) -> str:
    """Return which of the manifest's own keys in `extra` this is, or an empty text."""
    own_names = (names.find(key) for names in (RECORD_NAMES, FILE_NAMES, KIND_NAMES))
    return next((name for name in own_names if name in extra), None) or ""


def _find_own(keys: "_Keys", own: str) -> tuple[Scalar, Node] | None:
    """Return the key and the value of one of the manifest's own, `folder` or `files`; mistyped ones too."""
    named, guessed = keys
    for name, key, value in (*named, *((name, key, value) for name, key, value, _ in guessed)):
        if own in (name, RECORD_NAMES.find(key.text)):
            return key, value
    return None


def _at_key_when_empty(value: Scalar, key: Scalar) -> Scalar:
    """An empty value has no span of its own: point at its key instead."""
    return value if value.text.strip() else Scalar(value.text, key.place, None)
