"""The settings of `build`, key by key: sizes with units, names, what files become, bounds of pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from zcdossier.model.build_rules import FLAT, BuildLimits, OnePer, OutputForm, PictureBounds, Range
from zcdossier.model.label import Label
from zcdossier.model.quantities import Interval, Unit, examples_of, read_quantity, read_two_quantities, split_band
from zcdossier.profiles.look_reader import NO_WORDS, LookReader
from zcdossier.profiles.mapping_reader import MappingReader, as_integer
from zcdossier.profiles.slot_reader import SlotReader
from zcdossier.source.nodes import MapNode, Scalar

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
_MOST_DPI = 2400
_MOST_PIXELS = 20_000


@dataclass(slots=True)
class SettingsReader:
    """Reads settings about the records that `slots` knows the fields of."""

    slots: SlotReader

    def read(self, inner: MappingReader, base: BuildLimits) -> tuple[tuple[str, Any], ...]:
        """Return what is said, as names and values of BuildLimits; `base` is what is changed."""
        changes = self._read_numbers_kept(inner, base)
        self._check_possible(inner, changes)
        for name in ("name", "folder"):
            if inner.has(name):
                is_flat = name == "folder" and inner.text(name).strip().lower() in NO_WORDS
                changes[name] = FLAT if is_flat else self.slots.read_template(inner, name, self.slots.for_uploads())
        if inner.has("output"):
            changes["form"] = inner.one_of("output", OutputForm, base.form)
        if inner.has("without"):
            changes["without"] = tuple(self._read_without(inner))
        self._read_picture(inner, base, changes)
        look = LookReader(self.slots).read(inner, base.look)
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
                millimetres = inner.decimal(name)
                changes[name] = getattr(base, name) if millimetres is None else float(millimetres)
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
        return read_quantity(text, Unit.BYTES, self.slots.symbols.kilobyte)

    def _read_without(self, inner: MappingReader) -> Iterator[str]:
        """Yield texts that may stand nowhere: templates, or words as they are."""
        slots = self.slots.for_uploads()
        for text in inner.texts("without"):
            if text in slots or (text.startswith("applicant.") and "{" not in text):
                message = Label(
                    f"without：{text} 会当作文字来找；要找它的内容，写 '{{{text}}}'",
                    f"without: {text} would be looked for as it is; for what it holds write '{{{text}}}'",
                )
                self.slots.diagnostics.add(inner.place, message)
            yield self.slots.check("without", text.strip(), inner.place, slots)

    def _check_possible(self, inner: MappingReader, changes: dict[str, Any]) -> None:
        for name, (least, most) in POSSIBLE_LIMITS.items():
            if name in changes and not least <= changes[name] <= most:
                inner.report_type(
                    name, inner.node(name), Label(f" {least} 到 {most} 之间的数", f"from {least} to {most}")
                )

    def _read_picture(self, inner: MappingReader, base: BuildLimits, changes: dict[str, Any]) -> None:
        given = [key for key in _PICTURE_KEYS if inner.has(key)]
        form = changes.get("form", base.form)
        if given and form is not OutputForm.JPG:
            message = Label(
                f"{'、'.join(given)} 是对图片的要求，要和 output: jpg 写在一起",
                f"{', '.join(given)}: about pictures, to be written with output: jpg",
            )
            self.slots.diagnostics.add(inner.place, message)
            return
        if not given:
            return
        picture = base.picture
        width, height = picture.width, picture.height
        if inner.has("size"):
            width, height = self._pixels(inner, width, height)
        picture = PictureBounds(
            per=inner.one_of("per", OnePer, picture.per),
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
                self.slots.diagnostics.add(inner.place, message)
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
            bounds = MappingReader(node, self.slots.diagnostics)
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
            bounds = MappingReader(node, self.slots.diagnostics)
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


def _open_band(text: str) -> tuple[str, str]:
    """Both ends of `..40K`, `14K..` or `40K`, which is the most; an open one is empty."""
    low, dots, high = text.partition("..")
    return (low.strip(), high.strip()) if dots else ("", text.strip())
