"""What a built PDF shows beside its pages, from `build`: bookmarks, labels, numbers, contents, how it opens."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zcdossier.model.build_rules import (
    NO_LEVEL,
    Bookmarks,
    DocumentLook,
    LabelRange,
    LabelStyle,
    PageNumbers,
    Panel,
    Zoom,
)
from zcdossier.model.label import Label
from zcdossier.model.name_template import parse_template
from zcdossier.profiles.diagnostics import ask_if_meant, nearest_word
from zcdossier.profiles.mapping_reader import MappingReader
from zcdossier.profiles.slot_reader import PAGE, PAGES, SlotReader
from zcdossier.source.nodes import ListNode, Scalar

NO_WORDS = frozenset({"no", "false", "否", "none"})
_YES = frozenset({"yes", "true", "是"})
_PLACES_OF_NUMBERS = ("bottom", "bottom-right", "bottom-left", "top", "top-right", "top-left")
_CONTENTS_TITLE = "目录"
_USUAL_TITLES = {"section": "{section.label}", "record": "{title}", "part": "{part.label}"}


@dataclass(slots=True)
class LookReader:
    """Reads the look of the PDFs of the records that `slots` knows the fields of."""

    slots: SlotReader

    def read(self, inner: MappingReader, look: DocumentLook) -> DocumentLook:
        """Return the look with what is said of it; `look` is what is changed."""
        if inner.has("bookmarks"):
            look = look._replace(bookmarks=self._read_bookmarks(inner))
        if inner.has("page_labels"):
            look = look._replace(labels=tuple(self._read_labels(inner)))
        if inner.has("open"):
            opening = MappingReader(inner.node("open"), self.slots.diagnostics)
            look = look._replace(
                panel=opening.one_of("panel", Panel, look.panel), zoom=opening.one_of("zoom", Zoom, look.zoom)
            )
            opening.report_unknown()
        if inner.has("document"):
            document = MappingReader(inner.node("document"), self.slots.diagnostics)
            texts: dict[str, Any] = {
                key: self.slots.read_template(document, key, self.slots.for_uploads())
                for key in ("title", "author", "subject", "keywords")
                if document.has(key)
            }
            document.report_unknown()
            look = look._replace(**texts)
        if inner.has("page_numbers"):
            look = look._replace(numbers=self._read_numbers(inner))
        if inner.has("contents"):
            text = inner.text("contents").strip()
            look = look._replace(
                contents="" if text.lower() in NO_WORDS else _CONTENTS_TITLE if text.lower() in _YES else text
            )
        return look

    def _read_bookmarks(self, inner: MappingReader) -> Bookmarks:
        node = inner.node("bookmarks")
        slots = self.slots.for_bookmarks()
        if isinstance(node, Scalar):
            if node.text.strip().lower() in NO_WORDS:
                return Bookmarks(parts=False)
            if node.text.strip().lower() in _YES:
                return Bookmarks()
            text = self.slots.read_template(inner, "bookmarks", slots)
            return Bookmarks(record=text, parts=False) if "part.label" not in text else Bookmarks(part=text)
        levels = MappingReader(node, self.slots.diagnostics)
        texts = {key: self._level(levels, key, slots) for key in ("section", "record", "part")}
        depth = levels.integer("depth", 0)
        levels.report_unknown()
        return Bookmarks(
            section=NO_LEVEL if texts["section"] is None else texts["section"],
            record=NO_LEVEL if texts["record"] is None else texts["record"],
            part=texts["part"] or "",
            parts=texts["part"] is not None,
            depth=depth,
        )

    def _level(self, levels: MappingReader, key: str, slots: tuple[str, ...]) -> str | None:
        """Return a level's template; None where it is not wanted (`no`)."""
        if levels.text(key).strip().lower() in NO_WORDS:
            return None
        if levels.text(key).strip().lower() in _YES:
            return _USUAL_TITLES[key]
        return self.slots.read_template(levels, key, slots)

    def _read_labels(self, inner: MappingReader) -> Iterator[LabelRange]:
        node = inner.node("page_labels")
        if isinstance(node, Scalar) and node.text.strip().lower() in NO_WORDS:
            yield LabelRange(style=LabelStyle.NONE)
            return
        if isinstance(node, Scalar):
            yield LabelRange(style=inner.one_of("page_labels", LabelStyle, LabelStyle.DECIMAL))
            return
        rows = node.items if isinstance(node, ListNode) else (node,)
        last = 0
        for row in rows:
            mapping = MappingReader(row, self.slots.diagnostics)
            label = LabelRange(
                page=mapping.integer("from", 1),
                style=mapping.one_of("style", LabelStyle, LabelStyle.DECIMAL),
                prefix=mapping.text("prefix"),
                start=mapping.integer("start", 1),
            )
            mapping.report_unknown()
            if label.page <= last or label.start < 1 or (not last and label.page != 1):
                message = Label(
                    "page_labels 从第 1 页写起，from 逐项变大，start 从 1 起",
                    "page_labels begin with page 1, `from` rises from row to row, `start` is 1 at least",
                )
                self.slots.diagnostics.add(mapping.place, message)
                return
            last = label.page
            yield label

    def _read_numbers(self, inner: MappingReader) -> PageNumbers:
        node = inner.node("page_numbers")
        usual = PageNumbers(f"{{{PAGE}}}")
        if isinstance(node, Scalar):
            text = node.text.strip()
            if text.lower() in NO_WORDS:
                return PageNumbers()
            return usual if text.lower() in _YES else self._check_numbers(inner, usual._replace(text=text))
        mapping = MappingReader(node, self.slots.diagnostics)
        numbers = PageNumbers(
            mapping.text("text", usual.text), mapping.text("at", usual.at), mapping.integer("first", 1)
        )
        mapping.report_unknown()
        return self._check_numbers(mapping, numbers)

    def _check_numbers(self, inner: MappingReader, numbers: PageNumbers) -> PageNumbers:
        slots = parse_template(numbers.text).names
        if numbers.at not in _PLACES_OF_NUMBERS:
            near = nearest_word(numbers.at, _PLACES_OF_NUMBERS)
            guess = ask_if_meant(near)
            listed = ", ".join(_PLACES_OF_NUMBERS)
            message = Label(f"at 应是 {listed} 之一{guess.zh}", f"at is one of {listed}{guess.en}")
            self.slots.diagnostics.add(inner.place, message)
        if PAGE not in slots or set(slots) - {PAGE, PAGES} or numbers.first < 1:
            message = Label(
                "page_numbers 里要有 {page}，可以有 {pages}，例如 '{page} / {pages}'",
                "page_numbers hold {page}, and may hold {pages}, as '{page} / {pages}'",
            )
            self.slots.diagnostics.add(inner.place, message)
        return numbers
