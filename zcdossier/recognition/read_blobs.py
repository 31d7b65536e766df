"""Blobs of ink read by themselves.

The reader overlooks a number or a pale word alone on a page, but not once it is cut out and made black on white.
"""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from zcdossier.recognition.ink_blobs import InkBlob
from zcdossier.recognition.ink_map import Bytes, Mask, closed, grey
from zcdossier.recognition.sheet_on_picture import middle_of

_MOST_READ, _AROUND_READ, _HIGH, _LARGER, _TALL = 16, 6, 48, 4.0, 1.5
"""How many blobs are read, the clearest ones; pixels around each, how high in pixels and by how much larger at most it
is laid before the reader; and how many times as high as wide a blob is that is laid down."""
_SURE_WORD, _SURE_NUMBER, _NUMBERED, _PAPER_IN_LINE = 0.8, 0.9, 0.12, 31
"""How sure a word of two signs is, and the number of a page of one; on what part of each side of the sheet these stand;
pixels over which paper is looked for in a blob."""
_MARKS, _NUMERALS = frozenset("√✓"), frozenset("0123456789i")

ReadStrip = Callable[[Bytes], tuple[str, float]]
"""Reads the one line that fills some pixels, and says how sure it is."""


def is_read(rgb: Bytes, blobs: Iterable[InkBlob], sheet: Mask, read: ReadStrip) -> bool:
    """Whether a blob of ink is read by itself; a single numeral only where the numbers of pages stand."""
    likely = sorted((blob for blob in blobs if not blob.at_edge), key=_strokes_in, reverse=True)[:_MOST_READ]
    if not likely:
        return False
    scale = rgb.shape[0] / sheet.shape[0]
    rows, columns = middle_of(sheet, _NUMBERED)
    for blob in likely:
        left, top, wide, high = blob.box
        y, x = top + high // 2, left + wide // 2
        is_amid = rows.start <= y < rows.stop and columns.start <= x < columns.stop
        upright, over = (read(strip) for strip in _strips(rgb, blob, scale))
        if _is_word(*upright) or _is_word(*over) or (not is_amid and not _is_tall(blob) and _is_number(*upright)):
            return True
    return False


def _strokes_in(blob: InkBlob) -> float:
    """The more, the more of it is black, wound and cornered: neither specks nor the edge of a sheet."""
    return float(blob.darkness * blob.windings * (blob.ink * blob.corners) ** 0.5)


def _is_tall(blob: InkBlob) -> bool:
    _, _, wide, high = blob.box
    return high > _TALL * wide


def _is_word(text: str, confidence: float) -> bool:
    """Whether what was read of a blob is writing wherever it stands; a hair reads as a letter by itself."""
    return (text in _MARKS or sum(sign.isalnum() for sign in text) > 1) and confidence >= _SURE_WORD


def _is_number(text: str, confidence: float) -> bool:
    return "".join(sign for sign in text if sign.isalnum()) in _NUMERALS and confidence >= _SURE_NUMBER


def _strips(rgb: Bytes, blob: InkBlob, scale: float) -> Iterator[Bytes]:
    """A blob cut out of the page, black on white and large enough to be read, both ways up its line can run."""
    import cv2  # noqa: PLC0415  only where pages are read

    left, top, wide, high = blob.box
    rows = slice(max(0, round((top - _AROUND_READ) * scale)), round((top + high + _AROUND_READ) * scale))
    columns = slice(max(0, round((left - _AROUND_READ) * scale)), round((left + wide + _AROUND_READ) * scale))
    cut = grey(np.ascontiguousarray(rgb[rows, columns]))
    around = round(_PAPER_IN_LINE * scale)
    light = cut / np.maximum(closed(cut, around, around), 1).astype(np.float32)
    darkest = float(np.percentile(light, 1))
    light = np.clip((light - darkest) / max(1 - darkest, 0.02), 0, 1)
    larger = float(np.clip(_HIGH / min(cut.shape), 1 / _LARGER, _LARGER))
    strip = cv2.resize((light * 255).astype(np.uint8), None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC)
    for quarters in (1, 3) if _is_tall(blob) else (0, 2):
        yield np.repeat(np.rot90(strip, quarters)[..., None], 3, axis=2)
