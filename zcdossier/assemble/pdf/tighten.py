"""Pictures inside PDF pages packed better without losing a pixel, before anything is given up.

For what is black and white, has few colours, or is a mask. A JPEG of these would be larger, or ugly.
"""

from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

from zcdossier.assemble.pdf.filters import FAX, JBIG2
from zcdossier.assemble.pdf.images import Embedded, pictures_and_masks_of, put_repacked
from zcdossier.assemble.pdf.pixels import opener
from zcdossier.assemble.pdf.placement import A4, Paper
from zcdossier.assemble.pdf.shape import Shape
from zcdossier.assemble.pictures.coded_picture import Decoder, Repacked
from zcdossier.assemble.pictures.repack import repack
from zcdossier.assemble.workers import in_order

_FEW_COLOURS = 0.12  # of the bytes of their pixels: photos do not pack so well
_FEW_VALUES, _TRIED = 32, 4096
_LEAST_BYTES = 2_000
_WORTHWHILE = 0.95


@dataclass(frozen=True, slots=True)
class Tightened:
    """A picture that takes less now; `page` is the first that shows it."""

    page: int
    bytes_before: int
    bytes_after: int
    dpi: float

    @property
    def saved(self) -> int:
        """The bytes it takes less."""
        return self.bytes_before - self.bytes_after


def tighten(pdf: Any, pool: Executor, paper: Paper = A4) -> list[Tightened]:
    """Pack pictures of a PDF better where that is likely to help; return what became smaller."""
    pictures = _likely(pdf, paper)
    done = []
    work = ((one.shape, opener(one.shape, one.image.read_raw_bytes(), "")) for one in pictures)
    for one, packed in zip(pictures, in_order(pool, _repacked, work), strict=True):
        if packed is None or len(packed.data) > one.bytes * _WORTHWHILE or (one.is_mask and packed.palette):
            continue
        put_repacked(one, packed)
        done.append(Tightened(one.page, one.bytes, len(packed.data), one.dpi))
    return done


def _repacked(work: tuple[Shape, Decoder]) -> Repacked | None:
    shape, decode = work
    try:
        return repack(decode((shape.width, shape.height)))
    except Exception:  # noqa: BLE001 - what can't be decoded stays as it is
        return None


def _likely(pdf: Any, paper: Paper) -> list[Embedded]:
    found: dict[tuple[int, int], Embedded] = {}
    for one in pictures_and_masks_of(pdf, paper):
        if one.bytes >= _LEAST_BYTES and one.image.objgen not in found and _is_likely(one):
            found[one.image.objgen] = one
    return list(found.values())


def _is_likely(one: Embedded) -> bool:
    shape = one.shape
    if shape.bilevel:
        return not _is_well_packed(shape)
    if not shape.lossless:
        return False
    if shape.packing is None and not shape.wrappers:
        data: bytes = one.image.read_raw_bytes()
        return len(set(data[:: max(1, len(data) // _TRIED)])) <= _FEW_VALUES
    return one.bytes <= _FEW_COLOURS * shape.width * shape.height * shape.channels


def _is_well_packed(shape: Shape) -> bool:
    packing = shape.packing
    return packing is not None and (packing.name == JBIG2 or (packing.name == FAX and packing.parms.get("/K", 0) < 0))
