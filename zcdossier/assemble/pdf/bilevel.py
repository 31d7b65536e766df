"""Black-and-white pictures inside PDF pages, with fewer dots where a record can't fit otherwise; never as JPEGs."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pdf.images import Embedded, pictures_of, put_repacked
from zcdossier.assemble.pdf.pixels import opener
from zcdossier.assemble.pdf.placement import A4, Paper
from zcdossier.assemble.pdf.tighten import Tightened
from zcdossier.assemble.pictures.bilevel import NOTICEABLY, WORTHWHILE, reduce_bilevel
from zcdossier.assemble.pictures.coded_picture import Decoder, Repacked
from zcdossier.assemble.pictures.repack import repack
from zcdossier.assemble.workers import in_order

if TYPE_CHECKING:
    from PIL.Image import Image as Picture


def make_coarser(pdf: Any, dpi: int, pool: Executor, paper: Paper = A4) -> list[Tightened]:
    """Bring black-and-white pictures that are finer down to `dpi` where that saves; return what became smaller."""
    finer = [one for one in pictures_of(pdf, paper) if _is_finer(one, dpi)]
    done = []
    for one, made in zip(finer, in_order(pool, _coarser, _work(finer, dpi)), strict=True):
        if made is None or len(made[1].data) > one.bytes * WORTHWHILE:
            continue
        (width, height), packed = made
        put_repacked(replace(one, shape=replace(one.shape, width=width, height=height)), packed)
        done.append(Tightened(one.page, one.bytes, len(packed.data), dpi))
    return done


def _is_finer(one: Embedded, dpi: int) -> bool:
    return one.shape.bilevel and not one.shape.key and one.dpi > dpi * NOTICEABLY


def _work(pictures: list[Embedded], dpi: int) -> Iterator[tuple[Decoder, Embedded, int]]:
    for one in pictures:
        yield opener(one.shape, one.image.read_raw_bytes(), ""), one, dpi


def _coarser(work: tuple[Decoder, Embedded, int]) -> tuple[tuple[int, int], Repacked] | None:
    decode, one, dpi = work
    try:
        image: Picture = reduce_bilevel(decode((one.shape.width, one.shape.height)), one.dpi, dpi)
        size = image.size
        return size, repack(image)
    except Exception:  # noqa: BLE001 - what can't be decoded stays as it is
        return None
