"""A YAML file to a tree of nodes, built from parser events so that depth and size stay bounded.

Everything stays the text that was typed: no numbers, no dates, no booleans. The tree is built without
recursion; what can't be read becomes a located problem, and what stands before it is kept where possible.
"""

import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from zcdossier.model.dossier import Problem
from zcdossier.model.place import Place
from zcdossier.source.decode import decode
from zcdossier.source.nodes import Mapping, Node, Scalar, Sequence

UNREADABLE = "ZC001"
DUPLICATE = "ZC002"
MAX_BYTES = 8_000_000
MAX_DEPTH = 60
MAX_NODES = 400_000
_FULL_WIDTH_KEY = re.compile(r"\s*(?:-\s+)*(?P<key>[\w\u3400-\u9fff-]+)\s*(?P<colon>：)")
_TAB_INDENT = re.compile(r" *\t")
_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEEDS_QUOTES = frozenset("*&%@`|>")
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Document(NamedTuple):
    """A file as read: its tree (None when unreadable), its problems, and its lines for showing."""

    root: Node | None
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] = ()


def read_file(path: Path, name: str) -> Document:
    """Read a YAML file; `name` is how places call it. An unreadable file is a document with a problem."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would wait for ever
            return _failed(name, "no-access", reason="不是普通文件 (not a regular file)")
        if status.st_size > MAX_BYTES:
            return _failed(name, "too-large", limit=MAX_BYTES // 1_000_000)
        data = path.read_bytes()
    except OSError as error:
        return _failed(name, "no-access", reason=error.strerror or type(error).__name__)
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Document:
    """Read the bytes of a YAML file."""
    decoded = decode(data)
    if decoded.text is None:
        return _failed(name, "binary", line=decoded.line, column=decoded.column)
    lines = tuple(decoded.text.splitlines())
    problems: list[Problem] = []
    if decoded.note:
        problems.append(Problem(UNREADABLE, decoded.note, Place(name, decoded.line, decoded.column)))
    builder = _Builder(name, lines)
    try:
        root = builder.build(decoded.text)
    except yaml.MarkedYAMLError as error:
        return Document(None, (*problems, _syntax_problem(name, lines, error)), lines)
    except yaml.reader.ReaderError as error:
        return Document(None, (*problems, _control_problem(name, decoded.text, error)), lines)
    except _UnreadableError as error:
        return Document(None, (*problems, error.problem), lines)
    return Document(root, (*problems, *builder.problems), lines)


class _UnreadableError(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


@dataclass(slots=True)
class _Open:
    """A collection being built."""

    place: Place
    anchor: str | None
    is_mapping: bool
    children: list[Node]
    size: int = 1
    height: int = 1


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
            known = self._anchors.get(str(event.anchor))
            if known is None:
                self._fail("unknown-alias", self._place(event), name=str(event.anchor))
            else:
                node, size, height = known
                if len(self._stack) + height > MAX_DEPTH:
                    self._fail("too-deep", self._place(event), limit=MAX_DEPTH)
                self._add(node, size, height, None)
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._stack) >= MAX_DEPTH:
                self._fail("too-deep", self._place(event), limit=MAX_DEPTH)
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self._stack.append(_Open(self._place(event), event.anchor, is_mapping, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self._stack.pop()
            self._add(self._closed(done), done.size, done.height, done.anchor)

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

    def _closed(self, done: _Open) -> Node:
        if not done.is_mapping:
            return Sequence(tuple(done.children), done.place)
        pairs: list[tuple[Scalar, Node]] = []
        first: dict[str, Scalar] = {}
        for key, value in zip(done.children[::2], done.children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.problems.append(Problem(UNREADABLE, "key-not-text", key.place))
            elif key.text in first:
                line = first[key.text].place.line or 0
                self.problems.append(Problem(DUPLICATE, "twice", key.place, {"key": key.text, "first": line}))
            else:
                first[key.text] = key
                pairs.append((key, value))
        return Mapping(tuple(pairs), done.place)

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
            return Scalar(event.value, place, 0)
        if raw[1:-1] == event.value:
            return Scalar(event.value, place, 1)
        return Scalar(event.value, place, None)

    def _check_swallowed_lines(self, first: int, last: int) -> None:
        """A key with a full-width colon is silently read as more text of the value before it."""
        for number in range(first, min(last + 1, len(self.lines))):
            match = _FULL_WIDTH_KEY.match(self.lines[number])
            if match:
                self.problems.append(_full_width(self.name, number, match))

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark, event.end_mark
        scalar = isinstance(event, yaml.ScalarEvent | yaml.AliasEvent)
        end_column = end.column + 1 if scalar and start.line == end.line else None
        return Place(self.name, start.line + 1, start.column + 1, end_column)

    def _fail(self, key: str, place: Place, /, **args: str | int) -> None:
        raise _UnreadableError(Problem(UNREADABLE, key, place, args))


def _failed(name: str, key: str, *, line: int | None = None, column: int | None = None, **args: str | int) -> Document:
    return Document(None, (Problem(UNREADABLE, key, Place(name, line, column), args),))


def _full_width(name: str, line: int, match: re.Match[str]) -> Problem:
    column = match.start("colon") + 1
    place = Place(name, line + 1, column, column + 1)
    return Problem(UNREADABLE, "full-width-colon", place, {"key": match["key"]})


def _control_problem(name: str, text: str, error: yaml.reader.ReaderError) -> Problem:
    """Find the character by looking: the parser counts in bytes or in characters, as it is made."""
    found = _FORBIDDEN.search(text)
    before = text[: found.start() if found else int(error.position)]
    lines = f"{before}.".splitlines()
    return Problem(UNREADABLE, "control-character", Place(name, len(lines), len(lines[-1])))


def _syntax_problem(name: str, lines: tuple[str, ...], error: yaml.MarkedYAMLError) -> Problem:
    """Name the cause of a syntax error: what people mistype most, else what the parser says."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.line if mark else 0, max(len(lines) - 1, 0))
    opened = error.context_mark or mark
    typed = _mistyped_line(name, lines, (at, at - 1, opened.line if opened else at))
    if typed is not None:
        return typed
    place = Place(name, at + 1, (mark.column if mark else 0) + 1)
    began = Place(name, opened.line + 1, opened.column + 1) if opened else place
    problem, context = str(error.problem or ""), str(error.context or "")
    for said, key, where in (
        ("nesting", "too-deep", place),
        ("unknown escape", "backslash", place),
        ("mapping values are not allowed", "colon-in-value", place),
    ):
        if said in problem:
            return Problem(UNREADABLE, key, where, {"limit": MAX_DEPTH})
    for said, key, where in (
        ("quoted scalar", "open-quote", began),
        ("parsing a flow", "open-bracket", began),
    ):
        if said in context:
            return Problem(UNREADABLE, key, where)
    sign = _character(lines, began)
    if sign in _NEEDS_QUOTES:
        return Problem(UNREADABLE, "needs-quotes", began, {"sign": sign})
    if "parsing a block" in context and "expected node" not in problem:
        before = lines[at][: (place.column or 1) - 1].rstrip() if lines else ""
        return Problem(UNREADABLE, "after-quote" if before[-1:] in {'"', "'"} else "indentation", place)
    return Problem(UNREADABLE, "syntax", place, {"problem": problem})


def _mistyped_line(name: str, lines: tuple[str, ...], numbers: tuple[int, ...]) -> Problem | None:
    """Look for what makes the parser stumble in a line or in the one after it."""
    for number in numbers:
        text = lines[number] if 0 <= number < len(lines) else ""
        tab = _TAB_INDENT.match(text)
        if tab:
            return Problem(UNREADABLE, "tab", Place(name, number + 1, tab.end(), tab.end() + 1))
        match = _FULL_WIDTH_KEY.match(text)
        if match:
            return _full_width(name, number, match)
    return None


def _character(lines: tuple[str, ...], place: Place) -> str:
    number = (place.line or 1) - 1
    line = lines[number] if number < len(lines) else ""
    return line[(place.column or 1) - 1 :][:1]
