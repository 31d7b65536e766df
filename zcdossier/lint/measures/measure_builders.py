"""What makes measures that are alike: of the text of a page, of what is inside a PDF; and points as millimetres."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from zcdossier.lint.measures.measure_types import HAS, PDF, Measure, PagePiece, Scope, ValueForm
from zcdossier.model.document_facts import PageText, PdfStructure
from zcdossier.model.facts import FactGroup, FileFacts
from zcdossier.model.label import Label
from zcdossier.model.quantities import POINT_IN_MM, Unit

NEEDS_TEXT = {scope: frozenset({FactGroup.TEXT}) for scope in (Scope.PAGE, Scope.FILE)}
NEEDS_STRUCTURE = {scope: frozenset({FactGroup.STRUCTURE}) for scope in (Scope.FILE, Scope.PAGE)}
_MM = float(POINT_IN_MM)


def in_mm(points: float) -> Fraction:
    """Return points as millimetres."""
    return Fraction(points * _MM).limit_denominator(100)


def of_text(take: Callable[[PageText], Any]) -> Callable[[PagePiece], Any]:
    """Return what takes something of the text of a page."""

    def taker(page: PagePiece) -> Any:
        return None if page.text is None else take(page.text)

    return taker


def text_measure(
    name: str,
    label: Label,
    means: Label,
    example: str,
    take: Callable[[PageText], Any] | None = None,
    **more: Any,
) -> Measure:
    """Return a measure of the text of a page: a number unless it says otherwise; without `take` it names `takers`."""
    takers = {} if take is None else {Scope.PAGE: of_text(take)}
    measure = Measure(name, label, means, example, ValueForm.NUMBER, takers, needs=NEEDS_TEXT, formats=PDF)
    return measure._replace(**more)


def summed_measure(name: str, words: tuple[Label, Label, str], take: Callable[[PageText], int], unit: Unit) -> Measure:
    """Return a measure of the text of a whole file that adds up: of files, or of pages where a rule says so."""

    def take_all(pages: list[PagePiece]) -> int | None:
        texts = [page.text for page in pages if page.text is not None and page.text.runs]
        return sum(take(text) for text in texts) if texts else None  # a scan has characters that nobody counted

    return text_measure(name, *words, take, whole=sum, over_pages=take_all, unit=unit, sums=True)


def _of_structure(take: Callable[[PdfStructure], Any]) -> Callable[[FileFacts], Any]:
    def taker(facts: FileFacts) -> Any:
        return None if facts.structure is None else take(facts.structure)

    return taker


def inside(
    name: str, label: Label, means: Label, example: str, take: Callable[[PdfStructure], Any], **more: Any
) -> Measure:
    """Return a measure of a PDF's structure: a number unless it says otherwise."""
    takers = {Scope.FILE: _of_structure(take)}
    measure = Measure(name, label, means, example, ValueForm.NUMBER, takers, needs=NEEDS_STRUCTURE, formats=PDF)
    return measure._replace(**more)


def flag(name: str, label: Label, means: Label, take: Callable[[PdfStructure], Any], **more: Any) -> Measure:
    """Return a measure of a PDF's structure that is yes or no."""
    return inside(name, label, means, "equals: yes", take, **{"form": ValueForm.FLAG, "words": HAS, **more})
