"""How large the pictures inside PDF pages are shown: the drawing operators followed through pages and forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import Any

from zcdossier.assemble.layout import POINTS_PER_INCH

Matrix = tuple[float, float, float, float, float, float]

_UNMOVED: Matrix = (1, 0, 0, 1, 0, 0)
_DEEPEST = 8
_MOST_DRAWINGS = 20_000
_OPERATORS = "q Q cm Do"


@dataclass(slots=True)
class Shown:
    """An image object, the first page (from 1) that shows it, and its largest size there in inches."""

    image: Any
    page: int
    width: float
    height: float


def shown_images(pdf: Any) -> list[Shown]:
    """Return every image that some page draws, each once, in the order of first use."""
    found: dict[tuple[int, int], Shown] = {}
    for number, page in enumerate(pdf.pages, start=1):
        unit = float(page.obj.get("/UserUnit", 1)) / POINTS_PER_INCH
        for image, matrix in _drawn(page):
            width, height = hypot(*matrix[:2]) * unit, hypot(*matrix[2:4]) * unit
            known = found.setdefault(image.objgen, Shown(image, number, width, height))
            known.width, known.height = max(known.width, width), max(known.height, height)
    return list(found.values())


def _drawn(page: Any) -> list[tuple[Any, Matrix]]:
    """Return what a page draws; when its content can't be followed, every image as if it filled the page."""
    try:
        walk = _Walk()
        return list(walk.follow(page.obj, page.obj.get("/Resources", {}), _UNMOVED, 0))
    except Exception:  # noqa: BLE001 - a page that can't be followed is shown by viewers as far as it goes
        box = page.mediabox
        whole: Matrix = (float(box[2] - box[0]), 0, 0, float(box[3] - box[1]), 0, 0)
        objects = page.obj.get("/Resources", {}).get("/XObject", {}).values()
        return [(one, whole) for one in objects if str(one.get("/Subtype", "")) == "/Image"]


class _Walk:
    """One page's drawing operators, each form read once, with a bound on how many are followed."""

    def __init__(self) -> None:
        self._left = _MOST_DRAWINGS
        self._read: dict[tuple[int, int], list[tuple[str, Any]]] = {}

    def follow(self, content: Any, resources: Any, start: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
        objects = resources.get("/XObject", {})
        if not len(objects):
            return
        now, saved = start, list[Matrix]()
        for operator, operand in self._operators(content):
            match operator:
                case "q":
                    saved.append(now)
                case "Q":
                    now = saved.pop() if saved else now
                case "cm":
                    now = _times(operand, now)
                case _:
                    yield from self._draw(objects.get(operand), resources, now, depth)

    def _operators(self, content: Any) -> list[tuple[str, Any]]:
        import pikepdf  # noqa: PLC0415 - heavy

        if content.objgen not in self._read:
            found: list[tuple[str, Any]] = []
            for instruction in pikepdf.parse_content_stream(content, _OPERATORS):
                name, operands = str(instruction.operator), instruction.operands
                if name == "cm":
                    found.append((name, _matrix(operands)))
                else:
                    found.append((name, operands[0] if name == "Do" else None))
            self._read[content.objgen] = found
        return self._read[content.objgen]

    def _draw(self, thing: Any, resources: Any, now: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
        self._left -= 1
        if thing is None or self._left < 0:
            return
        kind = str(thing.get("/Subtype", ""))
        if kind == "/Image":
            yield thing, now
        elif kind == "/Form" and depth < _DEEPEST:
            inner = _times(_matrix(thing.get("/Matrix", _UNMOVED)), now)
            yield from self.follow(thing, thing.get("/Resources", resources), inner, depth + 1)


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return (a, b, c, d, e, f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
