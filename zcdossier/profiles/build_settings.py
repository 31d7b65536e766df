"""The settings of `build`, key by key: sizes with units, bounds of pictures, what a PDF's window shows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Any, TypeVar

from zcdossier.model.build_rules import (
    FLAT,
    NO_LEVEL,
    Bookmarks,
    DocumentLook,
    LabelRange,
    LabelStyle,
    OnePer,
    OutputForm,
    PageNumbers,
    Panel,
    PictureBounds,
    Range,
    Zoom,
)
from zcdossier.model.label import Label
from zcdossier.model.name_template import parse_template
from zcdossier.model.place import Place
from zcdossier.model.profile import BuildLimits
from zcdossier.model.quantities import Interval, Unit, examples_of, read_quantity, read_two_quantities, split_band
from zcdossier.profiles.diagnostics import Diagnostics, ask_if_meant, nearest_word
from zcdossier.profiles.mapping_reader import MappingReader, as_integer
from zcdossier.profiles.symbols import Symbols
from zcdossier.source.nodes import ListNode, MapNode, Scalar

_Word = TypeVar("_Word", bound=StrEnum)

POSSIBLE_LIMITS = {
    "max_bytes": (20_000, 10_000_000_000),
    "max_page_bytes": (20_000, 10_000_000_000),
    "max_pages": (1, 5000),
    "page_width_mm": (50, 2000),
    "page_height_mm": (50, 2000),
    "min_dpi": (50, 600),
}
"""What a build can keep to: no page comes below 20 kB and stays legible."""

_PICTURE_KEYS = ("per", "bytes", "size", "width", "height", "dpi")
_PIXEL_BAND = re.compile(r"(\d{0,5})\s*(?:\.\.|～|~|-)\s*(\d{0,5})")
_PLACES_OF_NUMBERS = ("bottom", "bottom-right", "bottom-left", "top", "top-right", "top-left")
_NO = frozenset({"no", "false", "否", "none"})
_YES = frozenset({"yes", "true", "是"})
CONTENTS_TITLE = "目录"
PAGE, PAGES = "page", "pages"
OF_A_RECORD = ("title", "number", "level", "section.label", "section.number", "folder")
OF_A_MODULE = ("level", "section.label", "section.number")


@dataclass(slots=True)
class SettingsReader:
    """Reads settings about the records of some sections; `of_module` those of several sections in one PDF.

    `of_groups` are modules that are split up by what their records say, so that their names may say it.
    """

    symbols: Symbols
    diagnostics: Diagnostics
    sections: tuple[str, ...]
    of_module: bool = False
    of_groups: bool = False

    def read(self, inner: MappingReader, base: BuildLimits) -> tuple[tuple[str, Any], ...]:
        """Return what is said, as names and values of BuildLimits; `base` is what is changed."""
        changes = self._read_numbers_kept(inner, base)
        self._check_possible(inner, changes)
        for name in ("name", "folder"):
            if inner.has(name):
                is_flat = name == "folder" and inner.text(name).strip().lower() in _NO
                changes[name] = FLAT if is_flat else self.template(inner, name, self._upload_slots())
        if inner.has("output"):
            changes["form"] = self._word(inner, "output", OutputForm, base.form)
        if inner.has("without"):
            changes["without"] = tuple(self._read_without(inner))
        self._read_picture(inner, base, changes)
        look = self._read_look(inner, base.look)
        if look != base.look:
            changes["look"] = look
        return tuple(changes.items())

    def _read_numbers_kept(self, inner: MappingReader, base: BuildLimits) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        for name in ("max_bytes", "max_page_bytes"):
            if inner.has(name):
                size = self.size(inner, name)
                changes |= {} if size is None else {name: size}
        for name in ("max_pages", "min_dpi"):
            if inner.has(name):
                changes[name] = inner.integer(name, getattr(base, name))
        for name in ("page_width_mm", "page_height_mm"):
            if inner.has(name):
                changes[name] = float(inner.decimal(name) or getattr(base, name))
        if inner.has("paper"):
            sides = read_two_quantities(inner.text("paper"), Unit.MILLIMETRES)
            if sides is None:
                inner.report_type("paper", inner.node("paper"), Label("纸张，例如 A4、210x297 mm", "paper, as A4"))
            else:
                changes["page_width_mm"], changes["page_height_mm"] = (float(side.low) for side in sides)
        return changes

    def size(self, inner: MappingReader, key: str) -> int | None:
        """Return a size as the fewest bytes it can mean."""
        node = inner.node(key)
        if node is None:
            return None
        size = self._size(node.text) if isinstance(node, Scalar) else None
        if size is None:
            examples = examples_of(Unit.BYTES)
            inner.report_type(key, node, Label(f"大小，例如 {examples}", f"a size, as {examples}"))
            return None
        return int(size.low)

    def _size(self, text: str) -> Interval | None:
        return read_quantity(text, Unit.BYTES, self.symbols.kilobyte)

    def template(self, inner: MappingReader, key: str, names: tuple[str, ...]) -> str:
        """Return a template of a name whose slots can all be filled in."""
        text = inner.text(key).strip()
        node = inner.node(key)
        if not text or not isinstance(node, Scalar):
            return text
        return self._check_slots(key, text, node.place, names)

    def _check_slots(self, key: str, text: str, place: Place, names: tuple[str, ...]) -> str:
        read = parse_template(text)
        for fault in read.faults:
            self.diagnostics.add(place, Label(f"{key}：{fault.zh}", f"{key}: {fault.en}"))
        for name in read.names:
            if name not in names:
                near = nearest_word(name, names)
                guess = ask_if_meant(f"{{{near}}}" if near else "")
                message = Label(
                    f"{key} 里填不出 {{{name}}}{guess.zh or f'；可以用：{_listed(names)}'}",
                    f"{key} can't fill in {{{name}}}{guess.en or f'; there are: {_listed(names)}'}",
                )
                self.diagnostics.add(place, message)
        return text

    def _read_without(self, inner: MappingReader) -> Iterator[str]:
        """Yield texts that may stand nowhere: templates, or words as they are."""
        slots = self._upload_slots()
        for text in inner.texts("without"):
            if text in slots or (text.startswith("applicant.") and "{" not in text):
                message = Label(
                    f"without：{text} 会当作文字来找；要找它的内容，写 '{{{text}}}'",
                    f"without: {text} would be looked for as it is; for what it holds write '{{{text}}}'",
                )
                self.diagnostics.add(inner.place, message)
            yield self._check_slots("without", text.strip(), inner.place, slots)

    def _check_possible(self, inner: MappingReader, changes: dict[str, Any]) -> None:
        for name, (least, most) in POSSIBLE_LIMITS.items():
            if name in changes and not least <= changes[name] <= most:
                inner.report_type(
                    name, inner.node(name), Label(f" {least} 到 {most} 之间的数", f"from {least} to {most}")
                )

    def _upload_slots(self) -> tuple[str, ...]:
        applicant = tuple(f"applicant.{name}" for name in ("level", *self.symbols.field_names("applicant")))
        if self.of_module and not self.of_groups:
            return (*OF_A_MODULE, *applicant)
        fields = (name for section in self.sections for name in self.symbols.field_names(section))
        return tuple(dict.fromkeys((*OF_A_RECORD, "date", *fields, *applicant)))

    def _bookmark_slots(self) -> tuple[str, ...]:
        fields = (name for section in self.sections for name in self.symbols.field_names(section))
        return tuple(dict.fromkeys((*self._upload_slots(), *OF_A_RECORD, *fields, "part.label", PAGE)))

    def _word(self, inner: MappingReader, key: str, words: type[_Word], default: _Word) -> _Word:
        return inner.one_of(key, words, default)

    def _read_picture(self, inner: MappingReader, base: BuildLimits, changes: dict[str, Any]) -> None:
        given = [key for key in _PICTURE_KEYS if inner.has(key)]
        form = changes.get("form", base.form)
        if given and form is not OutputForm.JPG:
            message = Label(
                f"{'、'.join(given)} 是对图片的要求，要和 output: jpg 写在一起",
                f"{', '.join(given)}: about pictures, to be written with output: jpg",
            )
            self.diagnostics.add(inner.place, message)
            return
        if not given:
            return
        picture = base.picture
        width, height = picture.width, picture.height
        if inner.has("size"):
            width, height = self._pixels(inner, width, height)
        picture = PictureBounds(
            per=self._word(inner, "per", OnePer, picture.per),
            bytes=self._byte_band(inner, picture.bytes),
            width=self._range(inner, "width", width),
            height=self._range(inner, "height", height),
            dpi=inner.integer("dpi", picture.dpi),
        )
        if not 0 <= picture.dpi <= _MOST_DPI:
            inner.report_type(
                "dpi", inner.node("dpi"), Label(f" 1 到 {_MOST_DPI} 之间的整数", f"from 1 to {_MOST_DPI}")
            )
        for name in ("bytes", "width", "height"):
            band: Range = getattr(picture, name)
            if band.most and band.least > band.most:
                message = Label(f"{name} 的下限比上限大", f"{name}: its least is more than its most")
                self.diagnostics.add(inner.place, message)
        changes["picture"] = picture

    def _pixels(self, inner: MappingReader, width: Range, height: Range) -> tuple[Range, Range]:
        sides = read_two_quantities(inner.text("size"), Unit.PIXELS)
        if sides is None or any(not 0 < side.low <= _MOST_PIXELS or side.low.denominator > 1 for side in sides):
            inner.report_type("size", inner.node("size"), Label("像素，例如 358x441", "pixels, as 358x441"))
            return width, height
        wide, high = (int(side.low) for side in sides)
        return Range(wide, wide), Range(high, high)

    def _byte_band(self, inner: MappingReader, default: Range) -> Range:
        node = inner.node("bytes")
        if node is None:
            return default
        if isinstance(node, MapNode):
            bounds = MappingReader(node, self.diagnostics)
            least, most = bounds.text("at_least"), bounds.text("at_most")
            bounds.report_unknown()
            text = f"{least}..{most}"
        else:
            text = node.text if isinstance(node, Scalar) else ""
        lower, upper = split_band(text) or _open_band(text)
        least_size, most_size = self._size(lower), self._size(upper)
        if (lower and least_size is None) or (upper and most_size is None) or not (lower or upper):
            inner.report_type("bytes", node, Label("大小范围，例如 14K..40K", "a band of sizes, as 14K..40K"))
            return default
        return Range(ceil(least_size.high) if least_size else 0, int(most_size.low) if most_size else 0)

    def _range(self, inner: MappingReader, key: str, default: Range) -> Range:
        node = inner.node(key)
        if node is None:
            return default
        if isinstance(node, MapNode):
            bounds = MappingReader(node, self.diagnostics)
            band = Range(bounds.integer("at_least", 0), bounds.integer("at_most", 0))
            if bounds.has("equals"):
                band = Range(bounds.integer("equals", 0), bounds.integer("equals", 0))
            bounds.report_unknown()
            return band
        exact = as_integer(node)
        if exact is not None:
            return Range(exact, exact)
        match = _PIXEL_BAND.fullmatch(node.text.strip()) if isinstance(node, Scalar) else None
        if match is None or not (match[1] or match[2]):
            wanted = Label("像素数，例如 800、600..1200、{at_most: 1200}", "pixels, as 800, 600..1200, {at_most: 1200}")
            inner.report_type(key, node, wanted)
            return default
        return Range(int(match[1] or 0), int(match[2] or 0))

    def _read_look(self, inner: MappingReader, look: DocumentLook) -> DocumentLook:
        if inner.has("bookmarks"):
            look = look._replace(bookmarks=self._read_bookmarks(inner))
        if inner.has("page_labels"):
            look = look._replace(labels=tuple(self._read_labels(inner)))
        if inner.has("open"):
            opening = MappingReader(inner.node("open"), self.diagnostics)
            look = look._replace(
                panel=self._word(opening, "panel", Panel, look.panel), zoom=self._word(opening, "zoom", Zoom, look.zoom)
            )
            opening.report_unknown()
        if inner.has("document"):
            document = MappingReader(inner.node("document"), self.diagnostics)
            texts: dict[str, Any] = {
                key: self.template(document, key, self._upload_slots())
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
                contents="" if text.lower() in _NO else CONTENTS_TITLE if text.lower() in _YES else text
            )
        return look

    def _read_bookmarks(self, inner: MappingReader) -> Bookmarks:
        node = inner.node("bookmarks")
        slots = self._bookmark_slots()
        if isinstance(node, Scalar):
            if node.text.strip().lower() in _NO:
                return Bookmarks(parts=False)
            if node.text.strip().lower() in _YES:
                return Bookmarks()
            text = self.template(inner, "bookmarks", slots)
            return Bookmarks(record=text, parts=False) if "part.label" not in text else Bookmarks(part=text)
        levels = MappingReader(node, self.diagnostics)
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
        if levels.text(key).strip().lower() in _NO:
            return None
        if levels.text(key).strip().lower() in _YES:
            return _USUAL_TITLES[key]
        return self.template(levels, key, slots)

    def _read_labels(self, inner: MappingReader) -> Iterator[LabelRange]:
        node = inner.node("page_labels")
        if isinstance(node, Scalar) and node.text.strip().lower() in {*_NO}:
            yield LabelRange(style=LabelStyle.NONE)
            return
        if isinstance(node, Scalar):
            yield LabelRange(style=self._word(inner, "page_labels", LabelStyle, LabelStyle.DECIMAL))
            return
        rows = node.items if isinstance(node, ListNode) else (node,)
        last = 0
        for row in rows:
            mapping = MappingReader(row, self.diagnostics)
            label = LabelRange(
                page=mapping.integer("from", 1),
                style=self._word(mapping, "style", LabelStyle, LabelStyle.DECIMAL),
                prefix=mapping.text("prefix"),
                start=mapping.integer("start", 1),
            )
            mapping.report_unknown()
            if label.page <= last or label.start < 1 or (not last and label.page != 1):
                message = Label(
                    "page_labels 从第 1 页写起，from 逐项变大，start 从 1 起",
                    "page_labels begin with page 1, `from` rises from row to row, `start` is 1 at least",
                )
                self.diagnostics.add(mapping.place, message)
                return
            last = label.page
            yield label

    def _read_numbers(self, inner: MappingReader) -> PageNumbers:
        node = inner.node("page_numbers")
        usual = PageNumbers(f"{{{PAGE}}}")
        if isinstance(node, Scalar):
            text = node.text.strip()
            if text.lower() in _NO:
                return PageNumbers()
            return usual if text.lower() in _YES else self._check_numbers(inner, usual._replace(text=text))
        mapping = MappingReader(node, self.diagnostics)
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
            self.diagnostics.add(inner.place, message)
        if PAGE not in slots or set(slots) - {PAGE, PAGES} or numbers.first < 1:
            message = Label(
                "page_numbers 里要有 {page}，可以有 {pages}，例如 '{page} / {pages}'",
                "page_numbers hold {page}, and may hold {pages}, as '{page} / {pages}'",
            )
            self.diagnostics.add(inner.place, message)
        return numbers


_MOST_DPI = 2400
_MOST_PIXELS = 20_000


def _open_band(text: str) -> tuple[str, str]:
    """Both ends of `..40K`, `14K..` or `40K`, which is the most; an open one is empty."""
    low, dots, high = text.partition("..")
    return (low.strip(), high.strip()) if dots else ("", text.strip())


_USUAL_TITLES = {"section": "{section.label}", "record": "{title}", "part": "{part.label}"}


def _listed(names: tuple[str, ...]) -> str:
    return "、".join(f"{{{name}}}" for name in names[:_MOST_LISTED]) + (" …" if len(names) > _MOST_LISTED else "")


_MOST_LISTED = 12
