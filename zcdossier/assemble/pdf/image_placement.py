"""How large the pictures inside PDF pages are shown: the drawing operators followed through pages and forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any

from zcdossier.assemble.layout import seen_inches
from zcdossier.assemble.pdf.safe_reading import TooMuchContentError, operations
from zcdossier.pdf_objects import dictionary

Matrix = tuple[float, float, float, float, float, float]
Paper = tuple[float, float]
"""The sides of the profile's page in points."""

A4: Paper = (595.28, 841.89)

_Drawing = tuple[Any, Matrix, Any]  # an image, the matrix that draws it, and the resources it is drawn by
_DEFAULTS = {"/DeviceGray": "/DefaultGray", "/DeviceRGB": "/DefaultRGB", "/DeviceCMYK": "/DefaultCMYK"}
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_DEEPEST = 8
_MOST_DRAWINGS = 20_000  # of a page
_MOST_STEPS = 3_000_000  # operators of all pages, read or followed; a page of print has some hundreds
_OPERATORS = "q Q cm Do gs scn SCN"


@dataclass(slots=True)
class ImagePlacement:
    """An image object, the first page (from 1) that shows it, and its largest size in inches where pages are seen."""

    image: Any
    page: int
    width: float
    height: float
    redefined: frozenset[str] = frozenset()
    """The device colour spaces that mean others where it is drawn."""


def place_images(pdf: Any, paper: Paper = A4) -> list[ImagePlacement]:
    """Return every image that some page draws, each once, in the order of first use; `paper` is the profile's page."""
    placements: dict[tuple[int, int], ImagePlacement] = {}
    walk = _Walk()
    for number, page in enumerate(pdf.pages, start=1):
        unit = _inches_per_unit(page, paper)
        for image, matrix, resources in _drawings_of(walk, page):
            width, height = hypot(*matrix[:2]) * unit, hypot(*matrix[2:4]) * unit
            placement = placements.setdefault(image.objgen, ImagePlacement(image, number, width, height))
            placement.width, placement.height = max(placement.width, width), max(placement.height, height)
            placement.redefined |= _redefined_spaces(resources)
    return list(placements.values())


def _may_draw_images(resources: Any) -> bool:
    """Whether anything with pictures may be drawn by some resources."""
    groups = ("/XObject", "/ExtGState", "/Pattern")
    has_drawn_font = next(_drawn_fonts(resources), None) is not None
    return has_drawn_font or any(len(dictionary(resources.get(group))) for group in groups)


def _drawn_fonts(resources: Any) -> "Iterator[Any]":
    """Yield the fonts whose letters are drawings (Type 3)."""
    fonts = (dictionary(font) for font in dictionary(dictionary(resources).get("/Font")).values())
    return (font for font in fonts if str(font.get("/Subtype", "")) == "/Type3")


def _name_among(operands: Any) -> Any:
    """Return the name that an operator is given, as its last operand; numbers of a colour are none."""
    last = operands[-1] if len(operands) else None
    return str(last) if str(last).startswith("/") else None


def _redefined_spaces(resources: Any) -> frozenset[str]:
    spaces = dictionary(dictionary(resources).get("/ColorSpace"))
    return frozenset(name for name, default in _DEFAULTS.items() if default in spaces)


def _inches_per_unit(page: Any, paper: Paper) -> float:
    """Return the inches that a unit of a page's drawing takes where the page is seen."""
    unit = _user_unit(page.obj)
    try:
        media, crop = ([float(side) for side in box] for box in (page.mediabox, page.cropbox))
        width, height = _overlap(media, crop, 0) * unit, _overlap(media, crop, 1) * unit
    except (AttributeError, IndexError, TypeError, ValueError):
        width = height = 0.0
    return unit * seen_inches((width, height), paper)


def _overlap(media: list[float], crop: list[float], axis: int) -> float:
    """Return how much of a page is seen along an axis; a crop that leaves nothing is none."""
    low, high = sorted((media[axis], media[axis + 2]))
    first, last = sorted((crop[axis], crop[axis + 2]))
    seen = min(high, last) - max(low, first)
    return seen if seen > 0 else high - low


def _user_unit(page: Any) -> float:
    try:
        unit = float(page.get("/UserUnit", 1))
    except (TypeError, ValueError):
        return 1.0
    return unit if unit > 0 else 1.0


def _drawings_of(walk: "_Walk", page: Any) -> "list[_Drawing]":
    """Return what a page draws; when its content can't be followed, every image as if it filled the page."""
    try:
        return list(walk.page(page))
    except Exception:  # noqa: BLE001 - a page that can't be followed is shown by viewers as far as it goes
        return list(_all_images(page))


def _all_images(page: Any) -> "Iterator[_Drawing]":
    return _images_among(page.obj.get("/Resources", {}), _filling(page))


def _filling(page: Any) -> Matrix:
    """Return the matrix of what fills a page."""
    try:
        left, bottom, right, top = (float(side) for side in page.mediabox)
    except (AttributeError, TypeError, ValueError):
        return (*A4[:1], 0, 0, *A4[1:], 0, 0)
    return (abs(right - left), 0, 0, abs(top - bottom), 0, 0)


def _images_among(resources: Any, matrix: Matrix) -> "Iterator[_Drawing]":
    import pikepdf

    for image in dictionary(dictionary(resources).get("/XObject")).values():
        if isinstance(image, pikepdf.Stream) and str(image.get("/Subtype", "")) == "/Image":
            yield image, matrix, resources


class _Walk:
    """The drawing operators of pages, each form read once, with bounds on how many are read and followed."""

    def __init__(self) -> None:
        self._drawings = 0
        self._steps = _MOST_STEPS
        self._forms: dict[tuple[int, int], list[tuple[str, Any]]] = {}
        self._whole = IDENTITY

    def page(self, page: Any) -> "Iterator[_Drawing]":
        """Follow a page."""
        self._drawings = _MOST_DRAWINGS
        self._whole = _filling(page)
        resources = page.obj.get("/Resources", {})
        if _may_draw_images(resources):
            yield from self._follow(self._operators(page.obj), resources, IDENTITY, 0)

    def _follow(
        self, operators: list[tuple[str, Any]], resources: Any, start: Matrix, depth: int
    ) -> "Iterator[_Drawing]":
        objects, states, patterns = (
            dictionary(resources.get(group)) for group in ("/XObject", "/ExtGState", "/Pattern")
        )
        for font in _drawn_fonts(resources):  # as patterns: its pictures count as if a letter filled the page
            yield from _images_among(font.get("/Resources", resources), self._whole)
        now, saved = start, list[Matrix]()
        for operator, operand in operators:
            self._spend(1)
            match operator:
                case "q":
                    saved.append(now)
                case "Q":
                    now = saved.pop() if saved else now
                case "cm":
                    now = multiply(operand, now)
                case "Do":
                    yield from self._draw(objects.get(operand), resources, now, depth)
                case "gs":
                    mask = dictionary(dictionary(states.get(operand)).get("/SMask")).get("/G")
                    yield from self._draw(mask, resources, now, depth)
                case _:  # a colour: a pattern counts by the page, wherever it fills
                    yield from self._draw(patterns.get(operand), resources, start, depth)

    def _operators(self, content: Any) -> list[tuple[str, Any]]:
        self._spend(1)
        operators: list[tuple[str, Any]] = []
        for instruction in operations(content, _OPERATORS):
            name, operands = str(instruction.operator), instruction.operands
            if name == "cm":
                operators.append((name, matrix_of(operands)))
            else:
                operators.append((name, _name_among(operands)))
        self._spend(len(operators))
        return operators

    def _spend(self, steps: int) -> None:
        self._steps -= steps
        if self._steps < 0:
            raise TooMuchContentError("the pages draw far too much")

    def _draw(self, xobject: Any, resources: Any, now: Matrix, depth: int) -> "Iterator[_Drawing]":
        import pikepdf

        if xobject is None:
            return
        self._drawings -= 1
        if self._drawings < 0:
            return
        kind = str(xobject.get("/Subtype", ""))
        if kind == "/Image":
            yield xobject, now, resources
        elif (kind == "/Form" or "/PatternType" in xobject) and depth < _DEEPEST:
            own = xobject.get("/Resources", resources)
            if not _may_draw_images(own) or not isinstance(xobject, pikepdf.Stream):
                return
            if xobject.objgen not in self._forms:
                self._forms[xobject.objgen] = self._operators(xobject)
            inner = multiply(matrix_of(xobject.get("/Matrix", IDENTITY)), now)
            yield from self._follow(self._forms[xobject.objgen], own, inner, depth + 1)


def matrix_of(numbers: Any) -> Matrix:
    """Return the operands of `cm`, or a form's matrix, as numbers."""
    a, b, c, d, e, f = (float(number) for number in numbers)
    return (a, b, c, d, e, f)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one thing, then another."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
