"""Reading a mapping of a profile key by key: typed, with every mistake located and unknown keys guessed."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, TypeVar

from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

_TRUE = frozenset({"true", "yes", "是"})
FALSE_WORDS = frozenset({"false", "no", "否"})
EVERY_LEVEL = "*"
_CUT = Label(
    "“{}”被前面的逗号断开了：花括号里的文字有逗号时，给整段加英文引号",
    "{} was cut off by the comma before it: put a text with commas in quotes inside braces",
)
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_SEVERITIES = frozenset(Severity)
_Word = TypeVar("_Word", bound=StrEnum)


class Requirement(NamedTuple):
    """How bad it is that something lacks (None: it need not be there), by which clauses, for whom, in which records."""

    severity: Severity | None
    clauses: dict[str, tuple[str, ...]]
    when: Node | None
    where: Node | None = None

    @property
    def always(self) -> Severity | None:
        """How bad it is for everybody and in each record; None where that depends."""
        return self.severity if self.when is None and self.where is None else None


class MappingReader:
    """One mapping being read. Each accessor marks its key as known; `report_unknown` reports the others."""

    def __init__(self, node: Node | None, diagnostics: Diagnostics, place: Place | None = None) -> None:
        self.diagnostics = diagnostics
        self._asked: set[str] = set()
        if isinstance(node, MapNode):
            self.root = node
        else:
            where = node.place if node is not None else place or Place("")
            self.root = MapNode((), where)
            if node is not None and not (isinstance(node, Scalar) and not node.text):
                diagnostics.add(where, Label("这里应是“键: 值”的形式", "a mapping of keys to values is wanted here"))

    @property
    def place(self) -> Place:
        """Where the mapping begins: its first key."""
        return self.root.pairs[0][0].place if self.root.pairs else self.root.place

    def node(self, key: str) -> Node | None:
        """Return the node under `key`."""
        self._asked.add(key)
        return self.root.get(key)

    def mark_read(self, keys: Iterable[str]) -> None:
        """Mark keys as known that another reader of the same mapping reads."""
        self._asked.update(keys)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return self.node(key) is not None

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, Scalar):
            return node.text
        self.report_type(key, node, Label("一段文字", "a text"))
        return default

    def required_text(self, key: str) -> str:
        """Return a text that must be there."""
        if not self.text(key).strip():
            self.diagnostics.add(self.place, Label(f"缺少 {key}", f"{key} is missing"))
        return self.text(key).strip()

    def label(self, key: str, default: Label | None = None) -> Label | None:
        """Return a label: a text, or zh and en."""
        node = self.node(key)
        if node is None:
            return default
        return self.as_label(node)

    def as_label(self, node: Node) -> Label:
        """Read a label from a node."""
        if isinstance(node, Scalar):
            return Label(node.text)
        inner = MappingReader(node, self.diagnostics)
        label = Label(inner.required_text("zh"), inner.text("en"))
        inner.report_unknown()
        return label

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        text = self.text(key, str(default)).strip().lower()
        if text not in _TRUE | FALSE_WORDS:
            self.report_type(key, self.node(key), Label("true 或 false", "true or false"))
        return text in _TRUE

    def one_of(self, key: str, words: type[_Word], default: _Word) -> _Word:
        """Return one of a few words."""
        node = self.node(key)
        if node is None:
            return default
        try:
            return words(node.text.strip() if isinstance(node, Scalar) else "")
        except ValueError:
            *first, last = words
            self.report_type(key, node, Label(f" {'、'.join(first)} 或 {last}", f"{', '.join(first)} or {last}"))
            return default

    def integer(self, key: str, default: int) -> int:
        """Return a whole number."""
        node = self.node(key)
        if node is None:
            return default
        number = as_integer(node)
        if number is None:
            self.report_type(key, node, Label("整数", "a whole number"))
            return default
        return number

    def decimal(self, key: str) -> Decimal | None:
        """Return a number exactly as typed."""
        node = self.node(key)
        if node is None:
            return None
        text = node.text.replace("_", "").strip() if isinstance(node, Scalar) else ""
        if _NUMBER.fullmatch(text):
            return Decimal(text)
        self.report_type(key, node, Label("数字", "a number"))
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one."""
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node.text,)
        if isinstance(node, ListNode) and all(isinstance(item, Scalar) for item in node.items):
            return tuple(item.text for item in node.items if isinstance(item, Scalar))
        self.report_type(key, node, Label("文字的列表", "a list of texts"))
        return ()

    def severity(self, key: str, default: Severity | None) -> Severity | None:
        """Return error or warning."""
        node = self.node(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text in _SEVERITIES:
            return Severity(node.text)
        if isinstance(node, Scalar) and node.text.lower() in _TRUE:
            return Severity.ERROR
        if isinstance(node, Scalar) and node.text.lower() in FALSE_WORDS:
            return None
        self.report_type(key, node, Label(" error 或 warning", "error or warning"))
        return default

    def requirement(self, key: str) -> Requirement:
        """Return what is required: a grade, or `{severity: …, clauses: …, when: …, where: …}`."""
        node = self.node(key)
        if not isinstance(node, MapNode):
            return Requirement(self.severity(key, None), {}, None)
        inner = MappingReader(node, self.diagnostics)
        found = Requirement(
            inner.severity("severity", Severity.ERROR), inner.clauses(), inner.node("when"), inner.node("where")
        )
        inner.report_unknown()
        return found

    def by_level(self, key: str) -> dict[str, int] | None:
        """Return a whole number for every level (`*`), or one for each."""
        node = self.node(key)
        if node is None:
            return None
        pairs = [(level.text, value) for level, value in node] if isinstance(node, MapNode) else [(EVERY_LEVEL, node)]
        numbers: dict[str, int] = {}
        for level, value in pairs:
            number = as_integer(value)
            if number is None:
                self.report_type(key, value, Label("整数", "a whole number"))
            else:
                numbers[level] = number
        return numbers

    def clauses(self) -> dict[str, tuple[str, ...]]:
        """Return clause ids for every level (`*`) or by level."""
        node = self.node("clauses")
        if not isinstance(node, MapNode):
            ids = self.texts("clauses")
            return {EVERY_LEVEL: ids} if ids else {}
        inner = MappingReader(node, self.diagnostics)
        return {level.text: inner.texts(level.text) for level, _ in node}

    def items(self, key: str) -> Iterator[Node]:
        """Yield the items of a list."""
        node = self.node(key)
        if isinstance(node, ListNode):
            yield from node.items
        elif node is not None and not (isinstance(node, Scalar) and not node.text):
            self.report_type(key, node, Label("列表（每项以 - 开头）", "a list"))

    def pairs(self, key: str) -> Iterator[tuple[Scalar, Node]]:
        """Yield the keys and values of an inner mapping."""
        node = self.node(key)
        if isinstance(node, MapNode):
            yield from node
        elif node is not None and not (isinstance(node, Scalar) and not node.text):
            self.report_type(key, node, Label("“键: 值”", "a mapping"))

    def report_type(self, key: str, node: Node | None, wanted: Label) -> None:
        """Note that a key has the wrong shape."""
        self.diagnostics.add(
            node.place if node else self.place, Label(f"{key} 应是{wanted.zh}", f"{key} must be {wanted.en}")
        )

    def require_known(self, key: str, names: Iterable[str], allowed: Iterable[str]) -> None:
        """Note each name under a key that is none of those allowed."""
        node = self.node(key)
        place = node.place if node is not None else self.place
        everything = tuple(allowed)
        for name in names:
            if name not in everything:
                self.diagnostics.unknown(
                    place, Label(f"{key} 里没有 {name} 可用", f"{key}: {name} is not known"), name, everything
                )

    def report_unknown(self, elsewhere: Callable[[str], Label] = lambda _: Label("")) -> None:
        """Report the keys that nobody asked for, with where such a key belongs, else the nearest one that is known."""
        self.diagnostics.note_keys(self.root.place, frozenset(self._asked))
        for key, value in self.root:
            if key.text not in self._asked:
                if isinstance(value, Scalar) and not value.text and " " in key.text.strip():
                    self.diagnostics.add(key.place, Label(_CUT.zh.format(key.text), _CUT.en.format(key.text)))
                    continue
                asked = sorted(self._asked)
                belongs = elsewhere(key.text)
                listed = Label(
                    f"{belongs.zh}；这里可以用：{'、'.join(asked)}", f"{belongs.en}; known here: {', '.join(asked)}"
                )
                message = Label(f"不认识 {key.text}", f"{key.text} is not known")
                self.diagnostics.unknown(key.place, message, key.text, () if belongs.zh else asked, otherwise=listed)


def as_integer(node: Node) -> int | None:
    """Read a whole number from a node."""
    text = node.text.replace("_", "").strip() if isinstance(node, Scalar) else ""
    return int(text) if _INTEGER.fullmatch(text) else None
