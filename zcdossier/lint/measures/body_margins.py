"""Margins of the text alone: what runs along the edge of every page, its number and its headline, does not count."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from zcdossier.lint.measures.measure_builders import in_mm, text_measure
from zcdossier.lint.measures.measure_types import ABSENT, Measure, PagePiece, Scope
from zcdossier.lint.measures.printed_numbers import is_page_number, zone_of
from zcdossier.model.document_facts import PageText, TextPiece
from zcdossier.model.facts import FileFacts
from zcdossier.model.label import Label
from zcdossier.model.quantities import Unit

_HALF_MM = Fraction(1, 2)
_DIGITS = re.compile(r"\d+")
_SIDES: tuple[tuple[str, Label, tuple[str, ...]], ...] = (
    ("body_margin", Label("正文页边", "margin of the text"), ("left", "above", "right", "below")),
    ("body_margin_left", Label("正文左页边", "left margin of the text"), ("left",)),
    ("body_margin_right", Label("正文右页边", "right margin of the text"), ("right",)),
    ("body_margin_top", Label("正文上页边", "top margin of the text"), ("above",)),
    ("body_margin_bottom", Label("正文下页边", "bottom margin of the text"), ("below",)),
)


def _outer_lines(text: PageText, zone: float) -> Iterator[TextPiece]:
    return (piece for piece in text.pieces if piece.below <= zone or piece.above <= zone)


def _headlines(facts: FileFacts) -> frozenset[str]:
    """What stands at the head or foot of more than half of the pages, whatever figures it holds."""
    pages = facts.texts.pages if facts.texts is not None else ()
    counts: Counter[str] = Counter()
    for text in pages:
        zone = zone_of(PagePiece(text.page, facts).height)
        counts.update({_DIGITS.sub("#", piece.text) for piece in _outer_lines(text, zone)})
    return frozenset(line for line, count in counts.items() if 2 * count > len(pages) > 1)


def _free_at(sides: tuple[str, ...]) -> Callable[[PagePiece], Any]:
    def take(page: PagePiece) -> Any:
        text = page.text
        if text is None or not text.runs:
            return None
        outer, repeated = list(_outer_lines(text, zone_of(page.height))), _headlines(page.facts)
        left_out = [piece for piece in outer if is_page_number(piece.text) or _DIGITS.sub("#", piece.text) in repeated]
        body = [piece for piece in text.pieces if piece not in left_out]
        return in_mm(min(getattr(piece, side) for piece in body for side in sides)) if body else ABSENT

    return take


BODY_MEASURES: tuple[Measure, ...] = tuple(
    text_measure(
        name,
        label,
        Label(
            f"{label.zh}：页码，和一半以上的页都有的页眉页脚不算；都算的是 {name.removeprefix('body_')}",
            f"{label.en}: page numbers, and lines at the edge of most pages, don't count; {name.removeprefix('body_')} "
            "counts them",
        ),
        "at_least: 25 mm",
        takers={Scope.PAGE: _free_at(sides)},
        whole=min,
        unit=Unit.MILLIMETRES,
        slack=_HALF_MM,
    )
    for name, label, sides in _SIDES
)
