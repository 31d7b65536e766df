"""Records of a section: their folder, their listed files and their fields, each value in the profile's terms.

What somebody meant who ran a remark into the text before it, or put Chinese quotation marks around a star, is read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from zcdossier.manifest.part_names import read_scan_name
from zcdossier.model.dossier import Problem, Record, Scan, Value
from zcdossier.model.finding import Argument
from zcdossier.model.label import join_labels
from zcdossier.model.manifest_names import FILE_NAMES, KIND_NAMES, RECORD_NAMES
from zcdossier.model.place import Place, spot_label
from zcdossier.model.profile import Field, FieldType, Section
from zcdossier.model.reading import canonical, pieces
from zcdossier.model.spelling import INVISIBLE, Names
from zcdossier.model.yes_no import is_ditto, says_nothing
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar, is_blank
from zcdossier.source.syntax_diagnosis import lacks_space_after_colon

if TYPE_CHECKING:
    from zcdossier.manifest.unknown_keys import GuessedKey, TypedKey

    _Keys = tuple[Sequence[TypedKey], Sequence[GuessedKey]]

_CURLY = r"(?s)\s*[“‘「『](?P<meant>[*＊].*|[^“”：]{2,20}：[^“”]*)[”’」』]\s*"
_AROUND_PATH = "".join(INVISIBLE) + "\"' \u00a0\u3000"
_HALF_CURLY = r'\s*[“‘](?P<meant>[^“‘”’"]+)"\s*'
"""A Chinese quotation mark that a plain one closes."""
_CURLY_FOLDER = r"\s*[“‘「『](?P<meant>[^“‘「『”’」』]+)[”’」』]\s*"
_QUOTED = r"\s*[“‘「『\"'](?P<meant>[^“‘「『”’」』\"']+)[”’」』\"']\s*"
"""Quotation marks may be part of a text; a date or 是 in them is what it is."""
_KEPT_AS_TYPED = frozenset({FieldType.TEXT, FieldType.COMPOSED})
_CURLY_ENDS = ("”", "’", "」", "』")
_REMARK = r"(?P<meant>.*?)\s*#\s+{label}(?:[\s【；].*)?"
_FOLDER = "里面放："
_BETWEEN_FILES = r"\s*[,，、;；]\s*"
_FILE_ENDING = r"[^\s.]\.[A-Za-z]{3,4}$"
_PAGES = r"\s*(?:第|[pP])?\s*(\d{1,5})\s*(?:页?\s*[-~—–～至到]\s*(?:第|[pP])?\s*(\d{1,5})\s*)?页?\s*"
MAX_LISTED_PAGES = 5000
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


class RepairedText(NamedTuple):
    """`note` is empty when a text means just what it says, else which message of ZC004 words it."""

    scalar: Scalar
    note: str = ""


def repair_text(scalar: Scalar, field: Field | None) -> RepairedText:
    """Return the text without the remark of the starting manifest, or without Chinese quotation marks.

    `field` is None for a folder. A # in the text of one's own is left alone: only the field's own name marks a remark.
    Signs that nobody sees are no part of a date, a choice or a name; a text of one's own is kept as it is.
    """
    if field is not None and field.type not in _KEPT_AS_TYPED and not INVISIBLE.isdisjoint(scalar.text):
        scalar = Scalar("".join(sign for sign in scalar.text if sign not in INVISIBLE), scalar.place, None)
    if field is None:  # a path as Explorer copies it stands in quotation marks; a name may bring unseen signs along
        bare = scalar.text.strip(_AROUND_PATH)
        scalar = scalar if bare == scalar.text else Scalar(bare, scalar.place, None)
    in_quotes = re.fullmatch(_QUOTED, scalar.text) if field is not None and not field.type.takes_any_words else None
    if in_quotes is not None:
        return RepairedText(Scalar(in_quotes["meant"], scalar.place, None))
    if scalar.inner != 0:
        return RepairedText(scalar)
    label = re.escape(field.label.zh) if field is not None else f"{_FOLDER}.*"
    remark = re.fullmatch(_REMARK.format(label=label), scalar.text) if "#" in scalar.text else None
    quoted = _CURLY if field is not None else _CURLY_FOLDER
    curly = re.fullmatch(quoted, scalar.text) if scalar.text.rstrip().endswith(_CURLY_ENDS) else None
    half = re.fullmatch(_HALF_CURLY, scalar.text) if scalar.text.rstrip().endswith('"') else None
    for match, note in ((remark, "remark"), (curly or half, "curly-quotes")):
        if match is not None:
            place = scalar.place.span(match.start("meant"), match.end("meant"))
            return RepairedText(Scalar(match["meant"], place), note)
    return RepairedText(scalar)


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
        scans = (Scan(_with_slashes(file.text), "", file.place.at(path)),)
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
        text = value if isinstance(value, Scalar) else _listed_text(value, field)
        if text is None:
            self._problem("ZC004", "text", value.place.at(path), key=key.text)
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
        elif field is not None and field.type.takes_any_words and ("<" in value.text or "&" in value.text):
            from zcdossier.model.web_markup import find_markup  # noqa: PLC0415 - few texts have such a sign

            if sign := find_markup(value.text):
                self._problem("ZC004", "markup", value.place.at(path), key=key.text, sign=sign)
        return repaired.scalar

    def _folder(self, pair: tuple[Scalar, Node] | None, path: str) -> tuple[str, Place | None]:
        if pair is None:
            return "", None
        key, node = pair
        if not isinstance(node, Scalar):
            self._problem("ZC004", "text", node.place.at(path), key=key.text)
            return "", None
        node = self._repair(key, node, None, f"{path}.folder")
        return node.text.strip().replace("\\", "/").rstrip("/"), node.place.at(f"{path}.folder")

    def _files(self, node: Node, section: Section, folder: str, path: str) -> tuple[Scan, ...]:
        where = f"{path}.files"
        if isinstance(node, Scalar):
            node = ListNode((node,), node.place)
        if not isinstance(node, ListNode):
            self._problem("ZC004", "list", node.place.at(where), key="files")
            return ()
        found: list[Scan] = []
        items = [each for item in node.items for each in _files_apart(item)]
        for index, item in enumerate(items):
            listed = self._listed(item, section, f"{where}[{index}]")
            if listed is not None:
                file = f"{folder}/{listed.file}" if folder and not _is_absolute(listed.file) else listed.file
                found.append(Scan(file, listed.part, listed.place, index + 1, listed.pages, listed.label))
        return tuple(found)

    def _listed(self, item: Node, section: Section, path: str) -> Scan | None:
        if isinstance(item, Scalar):
            return Scan(_with_slashes(item.text), "", item.place.at(path))
        if not isinstance(item, MapNode):
            self._problem("ZC004", "file", item.place.at(path), key="files")
            return None
        texts: dict[str, Scalar] = {}
        for key, value in item:
            name = FILE_NAMES.find(key.text)
            if name is None:
                self._problem("ZC003", "file", key.place.at(path), key=key.text, near=FILE_NAMES.closest(key.text))
            elif isinstance(value, Scalar):
                texts[name] = value
            else:
                self._problem(
                    "ZC004", "pages" if name == "pages" else "text", value.place.at(path), key=key.text, pages="…"
                )
        if "file" not in texts:
            self._problem("ZC004", "file", item.place.at(path), key="files")
            return None
        part = self._part(texts.get("part"), section, path)
        pages = self._pages(texts.get("pages"), path)
        file = texts["file"]
        label = texts["part"].text.strip() if "part" in texts and not part else ""
        return Scan(_with_slashes(file.text), part, file.place.at(path), None, pages, label)

    def _part(self, typed: Scalar | None, section: Section, path: str) -> str:
        """Return the part that is meant: by one of its names, or by words that would say it in a file's name."""
        if typed is None:
            return ""
        names = Names.of(section.parts.values())
        part = names.find(typed.text)
        if part is not None:
            return part
        worded = read_scan_name(f"{typed.text}.pdf", section)
        if worded.part:
            return worded.part
        if len(worded.named) > 1:
            self._problem("ZC005", "several-parts", typed.place.at(path), name=typed.text)
            return ""
        listed = join_labels(part.label for part in section.parts.values())
        self._problem(
            "ZC005", "part", typed.place.at(path), name=typed.text, near=names.closest(typed.text), names=listed
        )
        return ""

    def _pages(self, typed: Scalar | None, path: str) -> tuple[int, ...]:
        if typed is None or not typed.text.strip():
            return ()
        pages: list[int] = []
        for piece in re.split(r"[,，、和及]", typed.text):
            match = re.fullmatch(_PAGES, piece)
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
            if not 1 <= first <= last or last - first + len(pages) >= MAX_LISTED_PAGES:
                self._problem("ZC004", "pages", typed.place.at(path), pages=typed.text)
                return ()
            pages.extend(range(first, last + 1))
        return tuple(pages)

    def _problem(self, code: str, key: str, place: Place, /, **args: Argument) -> None:
        self.problems.append(Problem(code, key, place, args))


def _files_apart(item: Node) -> tuple[Node, ...]:
    """Several files in one text, each with its ending: 1-封面.jpg，2-目录.jpg. A file's own name may have a comma."""
    names = re.split(_BETWEEN_FILES, item.text.strip()) if isinstance(item, Scalar) else []
    if not isinstance(item, Scalar) or not all(re.search(_FILE_ENDING, name) for name in names):
        return (item,)
    return tuple(item._replace(text=name) for name in names)


def _colon_slip(node: Node) -> str:
    """A key and its value are one text when the colon between them is not a plain one with a space after it."""
    if not isinstance(node, Scalar):
        return ""
    return "full-width" if "：" in node.text else "no-space" if lacks_space_after_colon(node.text) else ""


def _read_keys(node: MapNode, declared: Mapping[str, Field], extra: frozenset[str]) -> "_Keys":
    """Return what each key means, and what those may be meant for that are not known."""
    names = Names.of(declared.values())
    typed = [(names.find(key.text) or _own_name(key.text, extra), key, value) for key, value in node]
    if all(name for name, _, _ in typed):
        return typed, ()
    from zcdossier.manifest.unknown_keys import read_unknown  # noqa: PLC0415 - most keys are known

    return read_unknown(typed, declared, extra)


def _listed_text(node: Node, field: Field) -> Scalar | None:
    """[邵明泽, 宋承远] says what 邵明泽、宋承远 says, and so do years; in a title brackets may be its own."""
    texts = [item.text.strip() for item in node.items if isinstance(item, Scalar)] if isinstance(node, ListNode) else []
    is_list = bool(texts) and isinstance(node, ListNode) and len(texts) == len(node.items)
    may_be = field.type is FieldType.PEOPLE or all(map(str.isdecimal, texts))
    return Scalar("、".join(texts), node.place, None) if is_list and may_be else None


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


def _is_absolute(file: str) -> bool:
    return file.startswith("/") or file[1:2] == ":"


def _with_slashes(text: str) -> str:
    return text.strip().replace("\\", "/")


def _at_key_when_empty(value: Scalar, key: Scalar) -> Scalar:
    """An empty value has no span of its own: point at its key instead."""
    return value if value.text.strip() else Scalar(value.text, key.place, None)
