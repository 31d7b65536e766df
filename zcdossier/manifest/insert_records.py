"""New records put into the text of dossier.yaml, and nothing else of it changed: comments, spacing, line ends stay.

What cannot be done surely (a list in brackets, another encoding, what does not read back as it should) is refused.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zcdossier.manifest.editable_text import ManifestEditError, read_manifest_text
from zcdossier.manifest.records import holds_nothing
from zcdossier.model.label import Label
from zcdossier.model.manifest_names import MANIFEST_NAME, TOP_NAMES
from zcdossier.model.place import Place, TextSpot
from zcdossier.model.profile import Profile
from zcdossier.model.spelling import Names
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar, is_blank
from zcdossier.source.reader import read_bytes

_PLAIN = re.compile(r"[\u4e00-\u9fff\w（《](?:[\u4e00-\u9fff\w（）《》、，。·\-./ ]*[\u4e00-\u9fff\w）》。])?")
_SPECIAL = frozenset({"null", "Null", "NULL", "~", "yes", "no", "on", "off", "true", "false"})
_TEMPLATE = re.compile(r"^( *)# - ")
_KEY_WITH_NOTHING = re.compile(
    r"""(?P<key>[^#]*?:)\s*(?:'[^']*'|"[^"]*"|\[[^\]#]*\]|[^#\[{'"]*?)(?P<remark>\s+\#.*)?"""
)
_BEGIN_OF_RECORD = re.compile(r" *- +(?P<brace>\{ *)?(?=[^\s#&*!|>\[])")
_ATTACHMENTS = "attachments"
_LEAST_INDENT = 2


class ManifestValue(NamedTuple):
    """A key, its value, and the remark behind it."""

    key: str
    value: str
    remark: str = ""


class NewEntry(NamedTuple):
    """A record to be added: its section (`papers`, `attachments.ce_proof`) and its values in order."""

    section: str
    values: tuple[ManifestValue, ...]

    @property
    def folder(self) -> str:
        """The folder of its scans."""
        return next((value.value for value in self.values if value.key == "folder"), "")


class NamedRecord(NamedTuple):
    """A record that is there already, and the folder that it gets."""

    place: Place
    folder: str


class AddedRecord(NamedTuple):
    """A record as it was put into the manifest: its folder, and its lines (in a workbook its sheet and cells)."""

    folder: str
    text: str


class AddedPiece(NamedTuple):
    """What was put in one place: a key, if that was needed, the records below it, and what stood there before."""

    head: str
    records: tuple[AddedRecord, ...]
    replaced: str = ""


class EditedManifest(NamedTuple):
    """The manifest with its new records, and the pieces that were put into it."""

    data: bytes
    pieces: tuple[AddedPiece, ...]


class CannotInsertError(ManifestEditError):
    """The manifest is written in a way into which nothing can be put safely."""


class _Insertion(NamedTuple):
    """Lines to be put before the line with an index, in place of so many lines from there on."""

    line: int
    head: str
    records: tuple[AddedRecord, ...] = ()
    replaced: int = 0

    @property
    def text(self) -> str:
        return self.head + "".join(record.text for record in self.records)


def insert_records(
    data: bytes, entries: Sequence[NewEntry], profile: Profile, named: Sequence[NamedRecord] = ()
) -> EditedManifest:
    """Return a manifest's bytes with records added, and folders given to others. Raises CannotInsertError."""
    before = read_manifest_text(data, CannotInsertError(_unsafe("")))
    text = before.text
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    lines = text.splitlines(keepends=True)
    if any(line.endswith(("\x85", "\u2028", "\u2029", "\x0b", "\x0c")) for line in lines):
        raise CannotInsertError(_unsafe(""))
    editor = _Editor(before.root, lines, newline, profile)
    by_section: dict[str, list[NewEntry]] = {}
    for entry in entries:
        key = _ATTACHMENTS if entry.section.startswith(f"{_ATTACHMENTS}.") else entry.section
        by_section.setdefault(key, []).append(entry)
    insertions = [*editor.insertions(by_section), *map(editor.with_folder, named)]
    result = before.encode(_apply(lines, insertions, newline))
    after = read_bytes(result, MANIFEST_NAME)
    if len(after.problems) > before.problems or not has_all_of(after.root, before.root):
        raise CannotInsertError(_unsafe(""))
    if count_entries(after.root) != count_entries(before.root) + len(entries):
        raise CannotInsertError(_unsafe(""))
    return EditedManifest(result, tuple(_piece_of(insertion, lines) for insertion in insertions))


def _piece_of(insertion: _Insertion, lines: Sequence[str]) -> AddedPiece:
    replaced = "".join(lines[insertion.line : insertion.line + insertion.replaced])
    return AddedPiece(insertion.head, insertion.records, replaced)


def _unsafe(key: str) -> Label:
    where = f"“{key}”" if key else ""
    return Label(
        f"{MANIFEST_NAME} 的{where}写法特别，加不进新记录；照 zcdossier init 的样子，一条记录从“- ”另起一行",
        f"{key or MANIFEST_NAME} is written in a way into which no record can be put; begin each record with '- ' on a "
        "line of its own, as zcdossier init does",
    )


class _Editor:
    def __init__(self, root: MapNode, lines: Sequence[str], newline: str, profile: Profile) -> None:
        self.root, self.lines, self.newline, self.profile = root, lines, newline, profile

    def insertions(self, by_section: Mapping[str, Sequence[NewEntry]]) -> list[_Insertion]:
        attachments = by_section.get(_ATTACHMENTS, ())
        attached = [self._for_list(self.root, _ATTACHMENTS, TOP_NAMES, attachments, 0)] if attachments else []
        sections = {name: entries for name, entries in by_section.items() if name != _ATTACHMENTS}
        found = self._for_sections(sections) if sections else []
        # where both go to the end of the file, what goes on there stands before what begins
        goes_on = _find(self.root, _ATTACHMENTS, TOP_NAMES) is not None
        return [*attached, *found] if goes_on else [*found, *attached]

    def with_folder(self, named: NamedRecord) -> _Insertion:
        """The line in which a record begins, with its folder before all else."""
        spot = named.place.spot
        line = self.lines[spot.line - 1] if isinstance(spot, TextSpot) else ""
        match = _BEGIN_OF_RECORD.match(line)
        if match is None or not isinstance(spot, TextSpot):
            raise CannotInsertError(_unsafe(named.folder))
        rest, folder = line[match.end() :], f"folder: {spell_scalar(named.folder)}"
        if match["brace"]:
            quoted = json.dumps(named.folder, ensure_ascii=False)
            text = f"{match[0]}folder: {quoted}{'' if rest.lstrip().startswith('}') else ', '}{rest}"
        else:
            text = f"{match[0]}{folder}{self.newline}{' ' * len(match[0])}{rest}"
        return _Insertion(spot.line - 1, "", (AddedRecord(named.folder, text),), 1)

    def _for_sections(self, by_section: Mapping[str, Sequence[NewEntry]]) -> list[_Insertion]:
        at = _find(self.root, "sections", TOP_NAMES)
        names = Names.of(self.profile.sections.values())
        if at is None or is_blank(self.root.pairs[at][1]):
            line = len(self.lines) if at is None else _line(self.root.pairs[at][0])
            key = [_Insertion(line, f"sections:{self.newline}")] if at is None else []
            return [*key, *(self._new_list(line, name, new, _LEAST_INDENT) for name, new in by_section.items())]
        node = self.root.pairs[at][1]
        if not isinstance(node, MapNode) or not node.pairs or self._is_flow(node.pairs[0][0]):
            raise CannotInsertError(_unsafe("sections"))
        end = self._end_of(self.root, at)
        found: list[_Insertion] = []
        new: list[_Insertion] = []
        indent = _column(node.pairs[0][0]) - 1
        for name, entries in by_section.items():
            if _find(node, name, names) is not None:
                found.append(self._for_list(node, name, names, entries, end))
            else:
                new.append(self._new_list(self._before_remarks(end), name, entries, indent))
        return [*found, *new]

    def _new_list(self, line: int, name: str, entries: Sequence[NewEntry], indent: int) -> _Insertion:
        return _Insertion(line, f"{' ' * indent}{name}:{self.newline}", self._entries(entries, indent + _LEAST_INDENT))

    def _for_list(
        self, parent: MapNode, name: str, names: Names, entries: Sequence[NewEntry], end_of_parent: int
    ) -> _Insertion:
        at = _find(parent, name, names)
        if at is None:
            return self._new_list(len(self.lines), name, entries, 0)
        key, value = parent.pairs[at]
        if is_blank(value):
            if not self.lines[_line(key) - 1].lstrip().startswith(key.text) and _column(key) > 1 and self._is_flow(key):
                raise CannotInsertError(_unsafe(key.text))
            following = self.lines[_line(key)] if _line(key) < len(self.lines) else ""
            template = _TEMPLATE.match(following)
            indent = len(template[1]) if template else _column(key) - 1 + _LEAST_INDENT
            return _Insertion(_line(key), "", self._entries(entries, indent))
        if holds_nothing(value) or (isinstance(value, ListNode) and not value.items):
            return self._in_place_of_nothing(key, value, entries)
        if not isinstance(value, ListNode):
            raise CannotInsertError(_unsafe(key.text))
        first = self.lines[_first_line(value.items[0]) - 1]
        stripped = first.lstrip(" ")
        if not stripped.startswith("- ") and not stripped.startswith("-\t"):
            raise CannotInsertError(_unsafe(key.text))
        end = self._end_of(parent, at) if at + 1 < len(parent.pairs) else end_of_parent or self._end_of(parent, at)
        return _Insertion(self._before_remarks(end), "", self._entries(entries, len(first) - len(stripped)))

    def _in_place_of_nothing(self, key: Scalar, value: Node, entries: Sequence[NewEntry]) -> _Insertion:
        """Records where 无 stands behind the key, in its line or in those below it."""
        at = _line(key) - 1
        items = value.items if isinstance(value, ListNode) else ()
        last = max([at, *(_line(item) - 1 for item in items if isinstance(item, Scalar))])
        match = _KEY_WITH_NOTHING.fullmatch(self.lines[at].rstrip("\r\n"))
        if match is None or self._is_flow(key):
            raise CannotInsertError(_unsafe(key.text))
        head = f"{match['key']}{match['remark'] or ''}{self.newline}"
        indent = _column(key) - 1 + _LEAST_INDENT
        return _Insertion(at, head, self._entries(entries, indent), last - at + 1)

    def _end_of(self, parent: MapNode, at: int) -> int:
        """The index of the line at which what follows a pair begins."""
        if at + 1 < len(parent.pairs):
            return _line(parent.pairs[at + 1][0]) - 1
        return len(self.lines)

    def _before_remarks(self, end: int) -> int:
        """Go back over remarks and empty lines: they belong to what follows."""
        while end > 0 and (not self.lines[end - 1].strip() or self.lines[end - 1].lstrip().startswith("#")):
            end -= 1
        return end

    def _is_flow(self, key: Scalar) -> bool:
        before = self.lines[_line(key) - 1][: _column(key) - 1]
        return bool(before.strip(" -"))

    def _entries(self, entries: Sequence[NewEntry], indent: int) -> tuple[AddedRecord, ...]:
        return tuple(AddedRecord(entry.folder, self._entry(entry, indent)) for entry in entries)

    def _entry(self, entry: NewEntry, indent: int) -> str:
        lines: list[str] = []
        for value in entry.values:
            lead = "- " if not lines else "  "
            remark = f"  # {value.remark}" if value.remark else ""
            lines.append(f"{' ' * indent}{lead}{value.key}: {spell_scalar(value.value)}{remark}{self.newline}")
        return "".join(lines)


def spell_scalar(text: str) -> str:
    """Return a text as YAML reads it back: bare where it can be, else in double quotes."""
    if _PLAIN.fullmatch(text) and text not in _SPECIAL:
        return text
    quoted = json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")
    return re.sub(
        "[\x80-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]", lambda match: f"\\u{ord(match[0]):04x}", quoted
    )


def _apply(lines: Sequence[str], insertions: Sequence[_Insertion], newline: str) -> str:
    pieces = list(lines)  # from the end; what takes a line's place goes before what is put before that line
    for _, _, _, insertion in sorted(
        ((new.line, bool(new.replaced), at, new) for at, new in enumerate(insertions)), reverse=True
    ):
        if insertion.line and insertion.line <= len(pieces) and not pieces[insertion.line - 1].endswith(("\n", "\r")):
            pieces[insertion.line - 1] += newline
        pieces[insertion.line : insertion.line + insertion.replaced] = [insertion.text]
    return "".join(pieces)


def _find(node: MapNode, name: str, names: Names) -> int | None:
    return next((at for at, (key, _) in enumerate(node.pairs) if names.find(key.text) == name), None)


def _line(scalar: Scalar) -> int:
    spot = scalar.place.spot
    return spot.line if isinstance(spot, TextSpot) else 0


def _column(scalar: Scalar) -> int:
    spot = scalar.place.spot
    return (spot.column or 1) if isinstance(spot, TextSpot) else 1


def _first_line(node: Node) -> int:
    if isinstance(node, MapNode) and node.pairs:
        return _line(node.pairs[0][0])
    return node.place.spot.line if isinstance(node.place.spot, TextSpot) else 0


def has_all_of(after: Node | None, before: Node | None) -> bool:
    """Whether all that was there is there still, in its place, and nothing but entries of lists and keys are new."""
    if before is not None and isinstance(after, ListNode) and holds_nothing(before):
        return True
    if isinstance(before, MapNode):
        if not isinstance(after, MapNode):
            return False
        return all((value := after.get(key.text)) is not None and has_all_of(value, old) for key, old in before)
    if isinstance(before, ListNode):
        return (
            isinstance(after, ListNode)
            and len(after.items) >= len(before.items)
            and all(has_all_of(new, old) for new, old in zip(after.items, before.items, strict=False))
        )
    if before is None:
        return True
    return is_blank(before) or (isinstance(after, Scalar) and after.text == before.text)


def count_entries(node: Node | None) -> int:
    """How many records all lists of records have."""
    if isinstance(node, MapNode):
        return sum(count_entries(value) for _, value in node)
    if isinstance(node, ListNode):
        return sum(isinstance(item, MapNode) for item in node.items)
    return 0
