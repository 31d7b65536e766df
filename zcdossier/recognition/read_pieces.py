"""Pieces of a page read by themselves: blobs of ink, and what the reader's eye for lines takes for a faint one.

The reader overlooks a number or a pale word alone on a page, but not once it is cut out and made black on white.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

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
_LIKELY_WORD, _LIKELY_SIGN = 0.5, 0.6
"""How sure a word is that looks like writing, too, and a tick or a star, where they may be what they are read as."""
_SURER = 0.03
"""By how much a word reads better mirrored that shows through from the other side."""
_MARKS, _NUMERALS, _STROKES = frozenset("√✓"), frozenset("0123456789i"), frozenset("1i")
_TICKS_AND_STARS = (frozenset("√✓Vv★"), frozenset("^Λ↑★"))
"""What a tick and the star of a seal are read as, and what they are read as on their head: no hair and no stain is."""

ReadStrip = Callable[[Bytes], tuple[str, float]]
"""Reads the one line that fills some pixels, and says how sure it is."""


class LikelyPiece(NamedTuple):
    """Where it is, in pixels of the working size, and whether a stroke can be there and it looks like writing."""

    left: int
    top: int
    wide: int
    high: int
    may_be_stroke: bool = True
    looks_written: bool = False


def likely_pieces(
    blobs: Iterable[InkBlob], lines: Iterable[Corners], scale: float, is_writing: Callable[[InkBlob], bool]
) -> list[LikelyPiece]:
    """The pieces worth reading; the corners of the lines are pixels that are `scale` times as large as the pieces'."""
    likely = sorted((blob for blob in blobs if not blob.at_edge), key=_strokes_in, reverse=True)[:_MOST_BLOBS]
    found = (_around(line * scale) for line in list(lines)[:_MOST_FOUND])
    return [*found, *(LikelyPiece(*blob.box, blob.is_steep, is_writing(blob)) for blob in likely)]


def is_read(rgb: Bytes, pieces: Iterable[LikelyPiece], sheet: Mask, read: ReadStrip) -> bool | None:
    """Whether a piece of the page is read by itself; a single numeral only where the numbers of pages stand.

    None where one may be: what is read as a tick or a star, or looks like writing and is hardly read.
    """
    scale = rgb.shape[0] / sheet.shape[0]
    rows, columns = middle_of(sheet, _NUMBERED)
    may_be_read = False
    for piece in pieces:
        y, x = piece.top + piece.high // 2, piece.left + piece.wide // 2
        is_amid = rows.start <= y < rows.stop and columns.start <= x < columns.stop
        for turned, strip in enumerate(_strips(rgb, piece, scale)):
            text, confidence = read(strip)
            if _is_word(text, confidence, _SURE_WORD) and not _shows_through(strip, confidence, read):
                return True
            is_level = not turned and not _is_tall(piece)
            if is_level and not is_amid and _is_number(text, confidence):
                return True
            is_sign = text in _TICKS_AND_STARS[turned] and confidence >= _LIKELY_SIGN
            may_be_word = piece.looks_written and _is_word(text, confidence, _LIKELY_WORD)
            may_be_read = may_be_read or (piece.may_be_stroke and is_sign) or may_be_word
    return None if may_be_read else False


def _around(corners: Corners) -> LikelyPiece:
    """The piece of the page on which a line lies."""
    left, top = np.maximum(corners.min(axis=0), 0)
    right, bottom = np.maximum(corners.max(axis=0), 1)
    return LikelyPiece(int(left), int(top), max(1, int(right - left)), max(1, int(bottom - top)))


def _strokes_in(blob: InkBlob) -> float:
    """The more, the more of it is black, wound and cornered: neither specks nor the edge of a sheet."""
    return float(blob.darkness * blob.windings * (blob.ink * blob.corners) ** 0.5)


def _is_tall(piece: LikelyPiece) -> bool:
    return piece.high > _TALL * piece.wide


def _shows_through(strip: Bytes, confidence: float, read: ReadStrip) -> bool:
    """Whether the word on the strip stands on the other side of the sheet: it reads better mirrored."""
    mirrored, surer = read(strip[:, ::-1])
    return _is_word(mirrored, surer, _SURE_WORD) and surer > confidence + _SURER


def _is_word(text: str, confidence: float, least: float) -> bool:
    """Whether what was read of a piece is writing wherever it stands; a hair reads as a letter by itself."""
    return (text in _MARKS or sum(sign.isalnum() for sign in text) > 1) and confidence >= least


def _is_number(text: str, confidence: float) -> bool:
    sign = "".join(sign for sign in text if sign.isalnum())
    return sign in _NUMERALS and confidence >= (_SURE_STROKE if sign in _STROKES else _SURE_NUMBER)


def _strips(rgb: Bytes, piece: LikelyPiece, scale: float) -> Iterator[Bytes]:
    """A piece cut out of the page, black on white and large enough to be read, both ways up its line can run."""
    import cv2  # only where pages are read

    left, top, wide, high = piece[:4]
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
