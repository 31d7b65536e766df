"""Reading a mapping of a profile key by key: typed, with every mistake located and unknown keys guessed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from zcdossier.model.finding import Severity
from zcdossier.model.label import Label
from zcdossier.model.place import Place
from zcdossier.profiles.mistakes import Mistakes
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

_TRUE = frozenset({"true", "yes", "是"})
_FALSE = frozenset({"false", "no", "否"})
EVERY_LEVEL = "*"
_CUT_ZH = "“{}”被前面的逗号断开了：花括号里的文字有逗号时，给整段加英文引号"
_CUT_EN = "{} was cut off by the comma before it: put a text with commas in quotes inside braces"
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_SEVERITIES = frozenset(Severity)
_Word = TypeVar("_Word", bound=StrEnum)


class Keys:
    """One mapping being read. Each accessor marks its key as known; `finish` reports the others."""

    def __init__(self, node: Node | None, mistakes: Mistakes, place: Place | None = None) -> None:
        self.mistakes = mistakes
        self._asked: set[str] = set()
        if isinstance(node, MapNode):
            self.node = node
        else:
            where = node.place if node is not None else place or Place("")
            self.node = MapNode((), where)
            if node is not None and not (isinstance(node, Scalar) and not node.text):
                mistakes.add(where, "这里应是“键: 值”的形式", "a mapping of keys to values is wanted here")

    @property
    def place(self) -> Place:
        """Where the mapping begins: its first key."""
        return self.node.pairs[0][0].place if self.node.pairs else self.node.place

    def raw(self, key: str) -> Node | None:
        """Return the node under `key`."""
        self._asked.add(key)
        return self.node.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return self.raw(key) is not None

    def text(self, key: str, default: str = "") -> str:
        """Return a text."""
        node = self.raw(key)
        if node is None:
            return default
        if isinstance(node, Scalar):
            return node.text
        self.wrong(key, node, "一段文字", "a text")
        return default

    def needed(self, key: str) -> str:
        """Return a text that must be there."""
        if not self.text(key).strip():
            self.mistakes.add(self.place, f"缺少 {key}", f"{key} is missing")
        return self.text(key).strip()

    def label(self, key: str, default: Label | None = None) -> Label | None:
        """Return a label: a text, or zh and en."""
        node = self.raw(key)
        if node is None:
            return default
        return self.as_label(node)

    def as_label(self, node: Node) -> Label:
        """Read a label from a node."""
        if isinstance(node, Scalar):
            return Label(node.text)
        inner = Keys(node, self.mistakes)
        label = Label(inner.needed("zh"), inner.text("en"))
        inner.finish()
        return label

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        text = self.text(key, str(default)).strip().lower()
        if text not in _TRUE | _FALSE:
            self.wrong(key, self.raw(key), "true 或 false", "true or false")
        return text in _TRUE

    def one_of(self, key: str, words: type[_Word], default: _Word) -> _Word:
        """Return one of a few words."""
        node = self.raw(key)
        if node is None:
            return default
        try:
            return words(node.text.strip() if isinstance(node, Scalar) else "")
        except ValueError:
            *first, last = words
            self.wrong(key, node, f" {'、'.join(first)} 或 {last}", f"{', '.join(first)} or {last}")
            return default

    def integer(self, key: str, default: int) -> int:
        """Return a whole number."""
        node = self.raw(key)
        if node is None:
            return default
        number = as_integer(node)
        if number is None:
            self.wrong(key, node, "整数", "a whole number")
            return default
        return number

    def decimal(self, key: str) -> Decimal | None:
        """Return a number exactly as typed."""
        node = self.raw(key)
        if node is None:
            return None
        text = node.text.replace("_", "").strip() if isinstance(node, Scalar) else ""
        if _NUMBER.fullmatch(text):
            return Decimal(text)
        self.wrong(key, node, "数字", "a number")
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one."""
        node = self.raw(key)
        if node is None:
            return ()
        if isinstance(node, Scalar):
            return (node.text,)
        if isinstance(node, ListNode) and all(isinstance(item, Scalar) for item in node.items):
            return tuple(item.text for item in node.items if isinstance(item, Scalar))
        self.wrong(key, node, "文字的列表", "a list of texts")
        return ()

    def severity(self, key: str, default: Severity | None) -> Severity | None:
        """Return error or warning."""
        node = self.raw(key)
        if node is None:
            return default
        if isinstance(node, Scalar) and node.text in _SEVERITIES:
            return Severity(node.text)
        if isinstance(node, Scalar) and node.text.lower() in _TRUE:
            return Severity.ERROR
        if isinstance(node, Scalar) and node.text.lower() in _FALSE:
            return None
        self.wrong(key, node, "error 或 warning", "error or warning")
        return default

    def by_level(self, key: str) -> dict[str, int] | None:
        """Return a whole number for every level (`*`), or one for each."""
        node = self.raw(key)
        if node is None:
            return None
        pairs = [(level.text, one) for level, one in node] if isinstance(node, MapNode) else [(EVERY_LEVEL, node)]
        numbers: dict[str, int] = {}
        for level, one in pairs:
            number = as_integer(one)
            if number is None:
                self.wrong(key, one, "整数", "a whole number")
            else:
                numbers[level] = number
        return numbers

    def clauses(self) -> dict[str, tuple[str, ...]]:
        """Return clause ids for every level (`*`) or by level."""
        node = self.raw("clauses")
        if not isinstance(node, MapNode):
            ids = self.texts("clauses")
            return {EVERY_LEVEL: ids} if ids else {}
        inner = Keys(node, self.mistakes)
        return {level.text: inner.texts(level.text) for level, _ in node}

    def items(self, key: str) -> Iterator[Node]:
        """Yield the items of a list."""
        node = self.raw(key)
        if isinstance(node, ListNode):
            yield from node.items
        elif node is not None and not (isinstance(node, Scalar) and not node.text):
            self.wrong(key, node, "列表（每项以 - 开头）", "a list")

    def pairs(self, key: str) -> Iterator[tuple[Scalar, Node]]:
        """Yield the keys and values of an inner mapping."""
        node = self.raw(key)
        if isinstance(node, MapNode):
            yield from node
        elif node is not None and not (isinstance(node, Scalar) and not node.text):
            self.wrong(key, node, "“键: 值”", "a mapping")

    def wrong(self, key: str, node: Node | None, zh: str, en: str) -> None:
        """Note that a key has the wrong shape."""
        self.mistakes.add(node.place if node else self.place, f"{key} 应是{zh}", f"{key} must be {en}")

    def finish(self) -> None:
        """Report the keys that nobody asked for, with the nearest one that is known."""
        for key, value in self.node:
            if key.text not in self._asked:
                if isinstance(value, Scalar) and not value.text and " " in key.text.strip():
                    self.mistakes.add(key.place, _CUT_ZH.format(key.text), _CUT_EN.format(key.text))
                    continue
                known = sorted(self._asked)
                listed = f"；这里可以用：{'、'.join(known)}", f"; known here: {', '.join(known)}"
                zh, en = f"不认识 {key.text}", f"{key.text} is not known"
                self.mistakes.unknown(key.place, zh, en, key.text, known, otherwise=listed)


def as_integer(node: Node) -> int | None:
    """Read a whole number from a node."""
    text = node.text.replace("_", "").strip() if isinstance(node, Scalar) else ""
    return int(text) if _INTEGER.fullmatch(text) else None
