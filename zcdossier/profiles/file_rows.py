"""Rows about files in short: `photo: {size: 358x441, bytes: 14K..40K}`, and `files:` of a section, attachment or part.

Each measure named in such a row becomes a row of `rules` as anybody could have written it, with an id of its own
(`photo-size`), so that another profile can grade it or switch it off. What only a person can see (the head's share of
the height) becomes a question with its numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from zcdossier.lint.measures.bounds import CHOICES, LIMITS, TWINS
from zcdossier.lint.measures.measure_types import Measure, ValueForm
from zcdossier.lint.measures.registry import find_measure
from zcdossier.model.label import Label
from zcdossier.model.numerals import plain_number
from zcdossier.model.quantities import Unit, split_band, split_open_band
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.mapping_reader import FALSE_WORDS, MappingReader
from zcdossier.profiles.photo_questions import QUESTIONS, photo_question, question_mistake
from zcdossier.source.nodes import ListNode, MapNode, Node, Scalar

FILES, COUNT = "files", "count"
SUGGESTED = (
    *(
        "size",
        "width",
        "height",
        "long_side",
        "short_side",
        "ratio",
        "bytes",
        "format",
        "suffix",
        "dpi",
        "mode",
        "depth",
        "quality",
    ),
    *("background", "spread", "frame", "print_size", "compression_ratio", "turned"),
)
"""The measures that a row about a photo may name and that are told to who spells one wrong; others may be named too."""
_SIGNS = {">=": "at_least", "≥": "at_least", "<=": "at_most", "≤": "at_most", ">": "above", "<": "below"}
_SIGNED = re.compile(r"\s*(>=|≥|<=|≤|>|<)\s*(.+)")
_RATIO = re.compile(r"\s*(\d+(?:\.\d+)?)\s*[:：/]\s*(\d+(?:\.\d+)?)\s*")
_BOUNDS = frozenset({*CHOICES, *LIMITS, *TWINS, "between"})
_SHARED = ("severity", "clauses", "says", "hint", "message", "when", "where", "off", "echo_of")
_NARROW, _WIDE = Fraction(1, 400), Fraction(1, 100)
"""How far a ratio may be off: a pixel in four hundred is rounding, up to a hundredth is a doubt."""
_ALIASES = {
    "background": "background_color",
    "depth": "color_depth",
    "bits": "color_depth",
    "bit_depth": "color_depth",
    "colors": "mode",
    "color": "mode",
    "colour": "mode",
    COUNT: "files",
}
"""What a word means in a row about a photo, where it would mean something else or nothing among the measures."""


@dataclass(frozen=True, slots=True)
class FileSlot:
    """Whose files a row is about: `section` as rules call it, and the part if it is one's."""

    section: str
    part: str = ""

    @property
    def prefix(self) -> str:
        """What the ids of its rules begin with."""
        return f"{self.section}-{self.part}" if self.part else self.section


@dataclass(slots=True)
class FileRowReader:
    """Gathers what rows about files stand for: `rules` and `checklist`, as nodes in their long form."""

    diagnostics: Diagnostics
    rules: list[MapNode] = field(default_factory=list)
    checklist: list[MapNode] = field(default_factory=list)

    def read_slot(self, outer: MappingReader, slot: FileSlot) -> None:
        """Read `files:` of a section or part."""
        node = outer.node(FILES)
        if node is None:
            return
        mapping = MappingReader(node, self.diagnostics)
        mapping.mark_read((COUNT, "pages", "paper"))
        self.read_measures(mapping, slot)
        mapping.report_unknown()

    def read_measures(self, mapping: MappingReader, slot: FileSlot, reserved: frozenset[str] = frozenset()) -> None:
        """Read every key that names a measure or a question; `reserved` keys mean something else there."""
        shared = {name: node for name in _SHARED if name not in reserved and (node := mapping.root.get(name))}
        mapping.mark_read((*(name for name in _SHARED if name not in reserved), *SUGGESTED, *QUESTIONS))
        if "clauses" not in shared and (clauses := mapping.root.get("clauses")) is not None:
            shared["clauses"] = clauses
        for key, value in mapping.root:
            if key.text in reserved or key.text in _SHARED:
                continue
            if key.text in QUESTIONS:
                mapping.mark_read((key.text,))
                for row in _several(value):
                    self._add_question(key, row, slot, shared)
                continue
            measure = self.measure_of(key.text)
            if measure is None:
                continue
            mapping.mark_read((key.text,))
            if isinstance(value, Scalar) and value.text.strip().lower() in FALSE_WORDS and measure.has_amounts:
                continue
            for number, row in enumerate(_several(value), start=1):
                self._add_rule(key, number, row, slot, shared)

    @staticmethod
    def measure_of(key: str) -> Measure | None:
        """Return the measure that a key of such a row means."""
        return find_measure(_ALIASES.get(key.strip().casefold().replace("-", "_"), key))

    def _add_rule(self, key: Scalar, number: int, value: Node, slot: FileSlot, shared: dict[str, Node]) -> None:
        measure = self.measure_of(key.text)
        if measure is None:
            return
        own: dict[str, Node] = {}
        if isinstance(value, MapNode):
            own = {name.text: inner for name, inner in value}
            value = MapNode(tuple((name, inner) for name, inner in value if name.text not in _SHARED), value.place)
        bounds = self._bounds(key, measure, value)
        if bounds is None:
            return
        identity = f"{slot.prefix}-{key.text}{f'-{number}' if number > 1 else ''}"
        fixed = {"id": identity, "kind": "measure", "section": slot.section, "measure": measure.id}
        if slot.part:
            fixed["part"] = slot.part
        if measure.id == "files":
            fixed["of"] = "record"
        pairs: dict[str, Node] = {name: Scalar(text, key.place) for name, text in fixed.items()}
        pairs |= bounds
        pairs |= {**shared, **{name: node for name, node in own.items() if name in _SHARED}}
        self.rules.append(MapNode(tuple((Scalar(name, key.place), node) for name, node in pairs.items()), key.place))

    def _bounds(self, key: Scalar, measure: Measure, value: Node) -> dict[str, Node] | None:
        """Return the bounds that a value stands for, in the words of `kind: measure`."""
        if isinstance(value, MapNode):
            return self._bounds_of_mapping(key, measure, value)
        if isinstance(value, ListNode):
            return self._bounds_of_list(key, measure, value)
        text = value.text.strip()
        if not measure.has_amounts:
            return {"one_of": value}
        ratio = _ratio_of(text) if measure.id == "ratio" and _RATIO.fullmatch(text) else None
        if ratio is not None:
            return _ratio_bounds(ratio, None, value)
        signed = _SIGNED.fullmatch(text)
        if signed is not None:
            return {_SIGNS[signed[1]]: Scalar(signed[2], value.place)}
        low, dots, high = (end.strip() for end in text.partition(".."))
        if dots and bool(low) != bool(high):
            return {"at_least" if low else "at_most": Scalar(low or high, value.place)}
        band = split_band(text)
        if band is not None:
            if measure.id == "ratio":
                band = _as_number(band[0]), _as_number(band[1])
            return {"between": ListNode(tuple(Scalar(end, value.place) for end in band), value.place)}
        if measure.unit is Unit.BYTES:
            self.diagnostics.add(
                value.place,
                Label(
                    f"{key.text}: {text} 没说是上限还是下限：写 {key.text}: {{at_most: {text}}}，或写范围 10K..{text}",
                    f"{key.text}: {text} says neither most nor least: write {key.text}: {{at_most: {text}}}, "
                    f"or a band such as 10K..{text}",
                ),
            )
            return None
        return {"equals": value}

    def _bounds_of_list(self, key: Scalar, measure: Measure, value: ListNode) -> dict[str, Node] | None:
        """Return what a list allows: one of its items, of two sizes of a file the band between them."""
        texts = [item.text.strip() for item in value.items if isinstance(item, Scalar)]
        is_pair = len(value.items) == len(texts) == 2 and not any(map(split_open_band, texts))  # noqa: PLR2004
        if is_pair and measure.unit is Unit.BYTES:
            return {"between": value}
        if is_pair and measure.form is ValueForm.NUMBER and measure.unit is not Unit.BITS:
            low, high = sorted(texts, key=lambda text: _ratio_of(text) or 0) if measure.id == "ratio" else texts
            self.diagnostics.add(
                value.place,
                Label(
                    f"{key.text}: [{low}, {high}] 是只许这两个，还是从 {low} 到 {high}？"
                    f"前一种写 {{one_of: [{low}, {high}]}}，后一种写 {low}..{high}",
                    f"{key.text}: [{low}, {high}] may mean these two or all between them: write "
                    f"{{one_of: [{low}, {high}]}} or {low}..{high}",
                ),
            )
            return None
        return {"one_of": _ratios(value) if measure.id == "ratio" else value}

    def _bounds_of_mapping(self, key: Scalar, measure: Measure, value: MapNode) -> dict[str, Node] | None:
        mapping = MappingReader(value, self.diagnostics, key.place)
        tolerance = mapping.text("tolerance").strip()
        mapping.mark_read(_BOUNDS)
        mapping.report_unknown()
        bounds = {name.text: inner for name, inner in value if name.text in _BOUNDS}
        if measure.id == "ratio":
            own = {"equals": lambda node: node, "one_of": _ratios}
            bounds = {name: own.get(name, _numbers)(node) for name, node in bounds.items()}
            share = _share(tolerance)
            if tolerance and share is None:
                mapping.report_type("tolerance", mapping.node("tolerance"), Label(" 2% 或 0.02 这样", "2% or 0.02"))
            exact = bounds.get("equals")
            ratio = _ratio_of(exact.text) if isinstance(exact, Scalar) else None
            if exact is not None and ratio is not None:
                del bounds["equals"]
                return bounds | _ratio_bounds(ratio, share, exact)
        if tolerance and measure.id == "background_color":
            return {name: _with_tolerance(node, tolerance) for name, node in bounds.items()}
        if tolerance:
            self.diagnostics.add(
                key.place,
                Label(
                    f"{key.text} 没有 tolerance，写成范围 between: [下限, 上限]",
                    f"{key.text} takes no tolerance: write a band, between: [least, most]",
                ),
            )
        return bounds

    def _add_question(self, key: Scalar, value: Node, slot: FileSlot, shared: dict[str, Node]) -> None:
        inner = MappingReader(value if isinstance(value, MapNode) else None, self.diagnostics, key.place)
        text = inner.text("value") if isinstance(value, MapNode) else _plain_text(value)
        clauses = (inner.node("clauses") if isinstance(value, MapNode) else None) or shared.get("clauses")
        when = (inner.node("when") if isinstance(value, MapNode) else None) or shared.get("when")
        inner.report_unknown()
        if clauses is None:
            self.diagnostics.add(
                key.place,
                Label(
                    f"{key.text} 量不出来，要问人：写上 clauses，例如 {key.text}: {{value: {text}, clauses: [第3条]}}",
                    f"{key.text} can't be measured and is asked: give its clauses, such as "
                    f"{key.text}: {{value: {text}, clauses: [3]}}",
                ),
            )
            return
        mistake = question_mistake(key.text, text)
        if mistake is not None:
            self.diagnostics.add(value.place, mistake)
            return
        question = photo_question(key.text, text)
        both = MapNode(
            (
                (Scalar("zh", key.place), Scalar(question.zh, key.place)),
                (Scalar("en", key.place), Scalar(question.text("en"), key.place)),
            ),
            key.place,
        )
        pairs: list[tuple[str, Node]] = [("clauses", clauses), ("question", both)]
        pairs.append(("section", Scalar(slot.section, key.place)))
        if when is not None:
            pairs.append(("when", when))
        self.checklist.append(MapNode(tuple((Scalar(name, key.place), node) for name, node in pairs), key.place))


def _several(value: Node) -> Iterator[Node]:
    """Yield the rows on one measure: a list with mappings in it is several, any other list one of some values."""
    if isinstance(value, ListNode) and any(isinstance(item, MapNode) for item in value.items):
        yield from value.items
    else:
        yield value


def _plain_text(value: Node) -> str:
    if isinstance(value, Scalar):
        return value.text.strip()
    return (
        "、".join(item.text for item in value.items if isinstance(item, Scalar)) if isinstance(value, ListNode) else ""
    )


def _as_number(text: str) -> str:
    """Write 3:4 as a number, exact to twelve places; anything else as it is."""
    ratio = _ratio_of(text) if _RATIO.fullmatch(text) else None
    return text if ratio is None else _decimal(ratio)


def _ratio_of(text: str) -> Fraction | None:
    """Read 3:4, 3/4 or 0.75; nothing where it is none of them."""
    match = _RATIO.fullmatch(text)
    if match is not None:
        return Fraction(match[1]) / Fraction(match[2]) if Fraction(match[2]) else None
    number = plain_number(text)
    return None if number is None else Fraction(number)


def _decimal(number: Fraction) -> str:
    return f"{float(number):.12f}".rstrip("0").rstrip(".")


def _numbers(node: Node) -> Node:
    if isinstance(node, Scalar):
        return Scalar(_as_number(node.text), node.place)
    return ListNode(tuple(map(_numbers, node.items)), node.place) if isinstance(node, ListNode) else node


def _ratio_bounds(ratio: Fraction, share: Fraction | None, node: Node) -> dict[str, Node]:
    """Return the band round a ratio: what it may be off where the row says so, else rounding and a doubt beyond it."""
    ends = {"at_least": -1, "at_most": 1}
    near, far = (share, share) if share is not None else (_NARROW, _WIDE)
    bounds = {name: _decimal(ratio * (1 + sign * near)) for name, sign in ends.items()}
    if far != near:
        bounds |= {f"doubt_{name}": _decimal(ratio * (1 + sign * far)) for name, sign in ends.items()}
    return {name: Scalar(value, node.place) for name, value in bounds.items()}


def _ratios(node: Node) -> Node:
    """Write each ratio of a list as the band that rounding makes of it."""
    if isinstance(node, ListNode):
        return ListNode(tuple(map(_ratios, node.items)), node.place)
    number = _ratio_of(node.text) if isinstance(node, Scalar) and _RATIO.fullmatch(node.text) else None
    if number is None:
        return _numbers(node)
    return Scalar(f"{_decimal(number * (1 - _NARROW))}..{_decimal(number * (1 + _NARROW))}", node.place)


def _share(text: str) -> Fraction | None:
    """Read 2% or 0.02; nothing where it is neither."""
    number = plain_number(text.removesuffix("%"))
    return None if number is None else Fraction(number) / (100 if text.endswith("%") else 1)


def _with_tolerance(node: Node, tolerance: str) -> Node:
    if isinstance(node, ListNode):
        return ListNode(tuple(_with_tolerance(item, tolerance) for item in node.items), node.place)
    return Scalar(f"{node.text}±{tolerance}", node.place) if isinstance(node, Scalar) else node
