"""Pieces of a page read by themselves: blobs of ink, and what the reader's eye for lines takes for a faint one.

The reader overlooks a number or a pale word alone on a page, but not once it is cut out and made black on white.
"""

from collections.abc import Callable, Iterable, Iterator

import numpy as np

from zcdossier.recognition.ink_blobs import InkBlob
from zcdossier.recognition.ink_map import Bytes, Mask, closed, grey
from zcdossier.recognition.recogniser import Corners
from zcdossier.recognition.sheet_on_picture import middle_of

_MOST_FOUND, _MOST_BLOBS, _AROUND_READ, _HIGH, _LARGER, _TALL = 12, 16, 6, 48, 4.0, 1.5
"""How many faint lines and how many blobs are read, the clearest ones; pixels around each, how high in pixels and by
how much larger at most it is laid before the reader; how many times as high as wide a piece is that is laid down."""
_SURE_WORD, _SURE_NUMBER, _SURE_STROKE, _NUMBERED, _PAPER_IN_LINE = 0.8, 0.9, 0.97, 0.12, 31
"""How sure a word of two signs is, and the number of a page of one, and such a number that a speck looks like; on what
part of each side of the sheet these stand; pixels over which paper is looked for in a piece."""
_SURER = 0.03
"""By how much a word reads better mirrored that shows through from the other side."""
_MARKS, _NUMERALS, _STROKES = frozenset("√✓"), frozenset("0123456789i"), frozenset("1i")

ReadStrip = Callable[[Bytes], tuple[str, float]]
"""Reads the one line that fills some pixels, and says how sure it is."""
Piece = tuple[int, int, int, int]
"""Left, top, width and height, in pixels of the working size."""


def likely_pieces(blobs: Iterable[InkBlob], lines: Iterable[Corners], scale: float) -> list[Piece]:
    """The pieces worth reading; the corners of the lines are pixels that are `scale` times as large as the pieces'."""
    likely = sorted((blob for blob in blobs if not blob.at_edge), key=_strokes_in, reverse=True)[:_MOST_BLOBS]
    return [*(_around(line * scale) for line in list(lines)[:_MOST_FOUND]), *(blob.box for blob in likely)]


def is_read(rgb: Bytes, pieces: Iterable[Piece], sheet: Mask, read: ReadStrip) -> bool:
    """Whether a piece of the page is read by itself; a single numeral only where the numbers of pages stand."""
    scale = rgb.shape[0] / sheet.shape[0]
    rows, columns = middle_of(sheet, _NUMBERED)
    for piece in pieces:
        left, top, wide, high = piece
        y, x = top + high // 2, left + wide // 2
        is_amid = rows.start <= y < rows.stop and columns.start <= x < columns.stop
        for turned, strip in enumerate(_strips(rgb, piece, scale)):
            text, confidence = read(strip)
            if _is_word(text, confidence) and not _shows_through(strip, confidence, read):
                return True
            is_level = not turned and not _is_tall(piece)
            if is_level and not is_amid and _is_number(text, confidence):
                return True
    return False


def _around(corners: Corners) -> Piece:
    """The piece of the page on which a line lies."""
    left, top = np.maximum(corners.min(axis=0), 0)
    right, bottom = np.maximum(corners.max(axis=0), 1)
    return int(left), int(top), max(1, int(right - left)), max(1, int(bottom - top))


def _strokes_in(blob: InkBlob) -> float:
    """The more, the more of it is black, wound and cornered: neither specks nor the edge of a sheet."""
    return float(blob.darkness * blob.windings * (blob.ink * blob.corners) ** 0.5)


def _is_tall(piece: Piece) -> bool:
    _, _, wide, high = piece
    return high > _TALL * wide


def _shows_through(strip: Bytes, confidence: float, read: ReadStrip) -> bool:
    """Whether the word on the strip stands on the other side of the sheet: it reads better mirrored."""
    mirrored, surer = read(strip[:, ::-1])
    return _is_word(mirrored, surer) and surer > confidence + _SURER


def _is_word(text: str, confidence: float) -> bool:
    """Whether what was read of a piece is writing wherever it stands; a hair reads as a letter by itself."""
    return (text in _MARKS or sum(sign.isalnum() for sign in text) > 1) and confidence >= _SURE_WORD


def _is_number(text: str, confidence: float) -> bool:
    sign = "".join(sign for sign in text if sign.isalnum())
    return sign in _NUMERALS and confidence >= (_SURE_STROKE if sign in _STROKES else _SURE_NUMBER)


def _strips(rgb: Bytes, piece: Piece, scale: float) -> Iterator[Bytes]:
    """A piece cut out of the page, black on white and large enough to be read, both ways up its line can run."""
    import cv2  # noqa: PLC0415  only where pages are read

    left, top, wide, high = piece
    rows = slice(max(0, round((top - _AROUND_READ) * scale)), round((top + high + _AROUND_READ) * scale))
    columns = slice(max(0, round((left - _AROUND_READ) * scale)), round((left + wide + _AROUND_READ) * scale))
    cut = grey(np.ascontiguousarray(rgb[rows, columns]))
    around = round(_PAPER_IN_LINE * scale)
    light = cut / np.maximum(closed(cut, around, around), 1).astype(np.float32)
    darkest = float(np.percentile(light, 1))
    light = np.clip((light - darkest) / max(1 - darkest, 0.02), 0, 1)
    larger = float(np.clip(_HIGH / min(cut.shape), 1 / _LARGER, _LARGER))
    strip = cv2.resize((light * 255).astype(np.uint8), None, fx=larger, fy=larger, interpolation=cv2.INTER_CUBIC)
    for quarters in (1, 3) if _is_tall(piece) else (0, 2):
        yield np.repeat(np.rot90(strip, quarters)[..., None], 3, axis=2)
