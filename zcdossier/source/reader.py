"""A YAML file to a tree of nodes, built from parser events so that depth and size stay bounded.

Everything stays the text that was typed: no numbers, no dates, no booleans. The tree is built without
recursion; what can't be read becomes a located problem, and what stands before it is kept where possible.
UTF-8 is wanted; a BOM, UTF-16 or GBK is read when it can be, and said.
"""

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from zcdossier.errors import system_reason
from zcdossier.model.dossier import Problem
from zcdossier.model.finding import Argument
from zcdossier.model.place import Place, spot_label, text_place
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar
from zcdossier.source.regular_file import NotARegularFileError, open_regular_file

UTF8_BOM = b"\xef\xbb\xbf"
_UTF16_BOMS = (b"\xff\xfe", b"\xfe\xff")
UNREADABLE = "ZC001"
DUPLICATE = "ZC002"
MAX_BYTES = 8_000_000
_DOCUMENTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-", b"{\\rtf")
"""How files of Office and PDFs begin, which somebody gave the manifest's name."""
_WEB_PAGES = (b"<!doctype html", b"<html", b"<?xml")


_LOST = "\ufffd"
_FEW_LOST = 0.1
_CHINESE = "[\u2e80-\uff65]"
"""What other encodings hardly ever make when read as UTF-8: three bytes that fit each other."""
_GARBLED = 10
"""More lost characters than this are no slip of one hand."""
_MANY_LOW = 0.15
_FREQUENT_MISREAD = "[鍏鍚鍦鏄鏂鐢鐨鐮绗绠缁鑰锛闂鍒浠鎴鎶]"
"""What the beginnings of frequent characters become when UTF-8 is read as GBK."""
_FEWEST_BEFORE = 2


class Decoded(NamedTuple):
    """`text` is None when no encoding fits.

    `note` is empty, `bom`, `utf-16`, `gbk`, `big5`, `damaged` (UTF-8 with few bytes that are not) or `binary`.

    `line` and `column` tell where the first byte stands that is not UTF-8.
    """

    text: str | None
    note: str = ""
    line: int = 1
    column: int = 1


def decode(data: bytes) -> Decoded:
    """Decode a manifest or a profile."""
    if data.startswith(UTF8_BOM):
        inner = decode(data[len(UTF8_BOM) :])
        return Decoded(inner.text, inner.note or "bom", inner.line, inner.column)
    if data.startswith(_UTF16_BOMS):
        try:
            return Decoded(data.decode("utf-16"), "utf-16")
        except UnicodeDecodeError:
            return Decoded(None, "binary")
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        line_start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[line_start : error.start].decode("utf-8")) + 1
        whole = data.decode("utf-8", "replace")
        if whole.count(_LOST) <= _FEW_LOST * len(re.findall(_CHINESE, whole)):
            return Decoded(whole, "damaged", line, column)
        before = data[: error.start].decode("utf-8")
        if len(re.findall(_CHINESE, before)) >= _FEWEST_BEFORE:  # what follows is in another encoding
            return Decoded(whole, "damaged", line, column)
        for encoding, note in (("big5", "big5"), ("gb18030", "gbk")) if _is_like_big5(data) else (("gb18030", "gbk"),):
            try:
                return Decoded(data.decode(encoding), note, line, column)
            except UnicodeDecodeError:
                continue
        return Decoded(None, "binary", line, column)


def _is_like_big5(data: bytes) -> bool:
    """Whether the second bytes are Big5's: many below 0x7f, where everyday GBK has few; none of 0x7f to 0xa0."""
    seconds = re.findall(rb"[\x81-\xfe]([\x40-\xfe])", data)
    low = sum(second < b"\x7f" for second in seconds)
    return low > _MANY_LOW * len(seconds) and not any(b"\x7f" <= second <= b"\xa0" for second in seconds)


MAX_DEPTH = 60
MAX_NODES = 400_000
_FORBIDDEN = "[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlDocument(NamedTuple):
    """A file as read: its tree (None when unreadable), its problems, and its lines for showing."""

    root: Node | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] = ()


def read_file(path: Path, name: str) -> YamlDocument:
    """Read a YAML file; `name` is how places call it. An unreadable file is a document with a problem."""
    try:
        with open_regular_file(path) as file:
            data = file.read(MAX_BYTES + 1)
    except NotARegularFileError:
        return _failed_document(name, "not-a-file")
    except OSError as error:
        return _failed_document(name, "no-access", reason=system_reason(error))
    if len(data) > MAX_BYTES:
        return _failed_document(name, "too-large", limit=MAX_BYTES // 1_000_000)
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> YamlDocument:
    """Read the bytes of a YAML file."""
    other = _other_kind_of_file(data)
    if other:
        return _failed_document(name, other, line=1, column=1)
    decoded = decode(data)
    if decoded.text is None:
        return _failed_document(name, "binary", line=decoded.line, column=decoded.column)
    lines = tuple(decoded.text.splitlines())
    if decoded.note == "damaged":
        return _failed_document(name, "damaged", line=decoded.line, column=decoded.column)
    if decoded.text.count(_LOST) > _GARBLED or _is_misread(decoded.text):
        number, line = next(((index, line) for index, line in enumerate(lines) if _LOST in line), (0, _LOST))
        return _failed_document(name, "garbled", line=number + 1, column=line.index(_LOST) + 1)
    problems: list[Problem] = []
    if decoded.note:
        problems.append(Problem(UNREADABLE, decoded.note, text_place(name, decoded.line, decoded.column)))
    builder = _Builder(name, lines)
    try:
        root = builder.build(decoded.text)
    except yaml.MarkedYAMLError as error:
        from zcdossier.source.syntax_diagnosis import diagnose_syntax  # most manifests can be read

        return YamlDocument(None, (*problems, diagnose_syntax(name, lines, error, MAX_DEPTH)), lines)
    except yaml.reader.ReaderError as error:
        return YamlDocument(None, (*problems, _control_problem(name, decoded.text, error)), lines)
    except _UnreadableError as error:
        return YamlDocument(None, (*problems, error.problem), lines)
    return YamlDocument(root, (*problems, *builder.problems), lines)


def _is_misread(text: str) -> bool:
    """Whether it was UTF-8 that somebody opened as GBK and saved."""
    if not re.search(_FREQUENT_MISREAD, text):
        return False
    from zcdossier.source.misread_text import was_read_as_gbk  # hardly any text has such characters

    return was_read_as_gbk(text)


def _other_kind_of_file(data: bytes) -> str:
    """What a file is that was given the manifest's name, as the message calls it; empty of what may be a text."""
    if data.startswith(_DOCUMENTS):
        return "is-workbook" if data.startswith(b"PK") and b"xl/" in data else "is-document"
    start = data.removeprefix(UTF8_BOM).lstrip()[:20].lower()
    return "is-web-page" if start.startswith(_WEB_PAGES) else ""


class _UnreadableError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


class _Open:
    """A collection being built."""

    __slots__ = ("anchor", "children", "height", "is_mapping", "place", "size")

    def __init__(self, place: Place, anchor: str | None, *, is_mapping: bool) -> None:
        self.place = place
        self.anchor = anchor
        self.is_mapping = is_mapping
        self.children: list[Node] = []
        self.size = self.height = 1


class _Builder:
    """Builds the tree from events; `problems` holds what was wrong but could be read past."""

    def __init__(self, name: str, lines: tuple[str, ...]) -> None:
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []
        self._anchors: dict[str, tuple[Node, int, int]] = {}
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._total = 0

    def build(self, text: str) -> Node | None:
        parser = _Parser(text)
        try:
            while parser.check_event():
                event = parser.get_event()
                if isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
                    self._fail("many-documents", self._place(event))
                self._take(event)
        finally:
            parser.dispose()
        return self._root

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event), 1, 0, event.anchor)
        elif isinstance(event, yaml.AliasEvent):
            anchored = self._anchors.get(str(event.anchor))
            if anchored is None:
                from zcdossier.source.syntax_diagnosis import typed_text_at  # most manifests can be read

                place = self._place(event)
                self._fail("unknown-alias", place, typed=typed_text_at(self.lines, place))
            else:
                node, size, height = anchored
                if len(self._stack) + height > MAX_DEPTH:
                    self._fail("too-deep", self._place(event), limit=MAX_DEPTH)
                self._add(node, size, height, None)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._stack) >= MAX_DEPTH:
                self._fail("too-deep", self._place(event), limit=MAX_DEPTH)
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self._stack.append(_Open(self._place(event), event.anchor, is_mapping=is_mapping))
        elif isinstance(event, yaml.CollectionEndEvent):
            finished = self._stack.pop()
            self._add(self._close(finished), finished.size, finished.height, finished.anchor)

    def _add(self, node: Node, size: int, height: int, anchor: str | None) -> None:
        self._total += size
        if self._total > MAX_NODES:
            self._fail("too-many-nodes", node.place)
        if anchor:
            self._anchors[anchor] = (node, size, height)
        if self._stack:
            outer = self._stack[-1]
            outer.children.append(node)
            outer.size += size
            outer.height = max(outer.height, height + 1)
        elif self._root is None:
            self._root = node

    def _close(self, finished: _Open) -> Node:
        if not finished.is_mapping:
            return ListNode(tuple(finished.children), finished.place)
        pairs: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        again: list[Scalar] = []
        repeats_block = False
        for key, value in zip(finished.children[::2], finished.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.problems.append(Problem(UNREADABLE, "key-not-text", key.place))
            elif key.text in first:
                again.append(key)
                repeats_block |= not isinstance(value, Scalar)
            else:
                first[key.text] = key
                pairs.append((key, value))
        if again:
            earlier = spot_label(first[again[0].text].place)
            args: dict[str, Argument] = {"key": again[0].text, "first": earlier, "count": len(again)}
            kind = "twice" if len(again) == 1 else "run"
            if repeats_block:
                kind = "block" if len(again) == 1 else "second-person" if not self._stack else "run"
            self.problems.append(Problem(DUPLICATE, kind, again[0].place, args))
        return MapNode(tuple(pairs), finished.place)

    def _scalar(self, event: Any) -> Scalar:
        place = self._place(event)
        start, end = event.start_mark, event.end_mark
        if start.line != end.line:
            if not event.style:
                self._check_swallowed_lines(start.line + 1, end.line)
            return Scalar(event.value, place, None)
        line = self.lines[start.line] if start.line < len(self.lines) else ""
        raw = line[start.column : end.column]
        if raw == event.value:
            return Scalar(event.value, place, 0, _text_behind(line[end.column :]) if raw else "")
        if raw[1:-1] == event.value:
            return Scalar(event.value, place, 1)
        return Scalar(event.value, place, None)

    def _check_swallowed_lines(self, first: int, last: int) -> None:
        """A key with a full-width colon is silently read as more text of the value before it."""
        from zcdossier.source.syntax_diagnosis import find_full_width_colon  # few texts take several lines

        for number in range(first, min(last + 1, len(self.lines))):
            problem = find_full_width_colon(self.name, number, self.lines[number])
            if problem is not None:
                self.problems.append(problem)

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        scalar = isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)
        end_column = end.column + 1 if scalar and start.line == end.line else None
        return text_place(self.name, start.line + 1, start.column + 1, end_column)

    def _fail(self, key: str, place: Place, /, **args: str | int) -> None:
        raise _UnreadableError(Problem(UNREADABLE, key, place, args))


def _text_behind(rest: str) -> str:
    """Return the comment that ends a line, where no space sets its text off from the hash sign."""
    comment = rest.lstrip()
    return comment.rstrip() if comment[:1] == "#" and comment[1:].strip("#")[:1].strip() else ""


def _failed_document(
    name: str, key: str, *, line: int | None = None, column: int | None = None, **args: Argument
) -> YamlDocument:
    place = Place(name) if line is None else text_place(name, line, column)
    return YamlDocument(None, (Problem(UNREADABLE, key, place, args),))


def _control_problem(name: str, text: str, error: yaml.reader.ReaderError) -> Problem:
    """Find the character by looking: the parser counts in bytes or in characters, as it is made."""
    character = re.search(_FORBIDDEN, text)
    before = text[: character.start() if character else int(error.position)]
    lines = f"{before}.".splitlines()
    return Problem(UNREADABLE, "control-character", text_place(name, len(lines), len(lines[-1])))
