"""A part of a page as a profile writes it: a corner with its width and height, or an edge with its depth."""

import re
from typing import NamedTuple

from zcdossier.lint.measures.measure_builders import in_mm
from zcdossier.model.document_facts import PageText, TextPiece
from zcdossier.model.quantities import Unit, read_quantity, read_two_quantities

_WRITTEN = re.compile(r"\s*(?P<where>[a-z]+(?:-[a-z]+)?|[左右]?[上下]?[左右]?[角边]?)\s+(?P<size>.+)", re.IGNORECASE)
_CHINESE = {"左上角": "top-left", "右上角": "top-right", "左下角": "bottom-left", "右下角": "bottom-right",
            "上边": "top", "下边": "bottom", "左边": "left", "右边": "right"}  # fmt: skip
_EDGES = ("top", "bottom", "left", "right")
_CORNERS = ("top-left", "top-right", "bottom-left", "bottom-right")


class NamedArea(NamedTuple):
    """Where it lies (`top-right`, `bottom`), and how wide and high it is in millimetres; an edge has only a depth."""

    where: str
    width: float
    height: float


def read_area(text: str) -> NamedArea | None:
    """Return the part of a page that a text stands for; None for none."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    where = _CHINESE.get(match["where"], match["where"].casefold())
    first, _, second = where.partition("-")
    if first in ("left", "right") and second in ("top", "bottom"):
        where = f"{second}-{first}"
    if where in _CORNERS:
        sides = read_two_quantities(match["size"], Unit.MILLIMETRES)
        return None if sides is None else NamedArea(where, float(sides[0].high), float(sides[1].high))
    depth = read_quantity(match["size"], Unit.MILLIMETRES) if where in _EDGES else None
    return None if depth is None else NamedArea(where, float(depth.high), float(depth.high))


def limit_to_area(text: PageText, written: str) -> PageText:
    """Return the text of a page as far as it reaches into a part of it; all of it where none is named."""
    area = read_area(written) if written else None
    if area is None:
        return text
    return text._replace(pieces=tuple(piece for piece in text.pieces if _reaches_into(piece, area)))


def _reaches_into(piece: TextPiece, area: NamedArea) -> bool:
    free = {"left": piece.left, "top": piece.above, "right": piece.right, "bottom": piece.below}
    depth = {"left": area.width, "right": area.width, "top": area.height, "bottom": area.height}
    return all(float(in_mm(free[side])) < depth[side] for side in area.where.split("-"))
