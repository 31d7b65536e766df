"""What a page is compared by: where its print is darker than around it, laid so that light, scale and crop don't count.

The page is laid by where its print lies on the whole (middle and spread of the ink), not by its edges, which a desk,
a crop or a scanner moves. `model.page_likeness` compares two such fingerprints.
"""

import numpy as np

from zcdossier.model.page_likeness import MAP_SIDE, write_fingerprint
from zcdossier.recognition.ink_map import Floats, Mask
from zcdossier.recognition.page_axis import SIDEWAYS

_SPREADS = 2.1
"""How many standard deviations of the ink to each side the map shows."""
_WAVES = 16
_LEAST_PRINT = 1500
_WRITTEN, _STEEP = 0.1, 0.06
_CHARACTER, _PHRASE = (4, 5), (4, 31)


def fingerprint_of(strokes: Mask, axis: int | None) -> str:
    """The fingerprint of a page's strokes and the way its lines run; empty where too little is written."""
    if strokes.sum() < _LEAST_PRINT:
        return ""
    if axis == SIDEWAYS:
        strokes = np.rot90(strokes)
    laid = _laid(strokes)
    more, less = _detail(laid)
    blocks = (more | less).reshape(MAP_SIDE // 2, 2, MAP_SIDE // 2, 2).sum(axis=(1, 3)) > 1
    planes = b"".join(np.packbits(plane).tobytes() for plane in (blocks, more, less))
    return write_fingerprint(_waves(laid), _waves(laid[::-1, ::-1]), planes)


def _laid(strokes: Mask) -> Floats:
    """The density of print on a square map of MAP_SIDE cells, from the middle of the ink by its spread each way."""
    rows, columns = _edges(strokes.sum(axis=1)), _edges(strokes.sum(axis=0))
    whole = np.zeros((strokes.shape[0] + 1, strokes.shape[1] + 1), np.float32)
    whole[1:, 1:] = strokes.cumsum(axis=0, dtype=np.float32).cumsum(axis=1)
    at_rows = _between(whole, rows, 0)
    sums = np.diff(np.diff(_between(at_rows, columns, 1), axis=0), axis=1)
    return np.asarray(sums / ((rows[1] - rows[0]) * (columns[1] - columns[0])), np.float32)


def _edges(profile: np.ndarray) -> np.ndarray:
    """Where the cells of the map begin and end along one side of the page."""
    places = np.arange(len(profile)) + 0.5
    total = profile.sum()
    middle = (profile * places).sum() / total
    spread = max(4.0, float(((profile * (places - middle) ** 2).sum() / total) ** 0.5))
    return np.asarray(middle + spread * np.linspace(-_SPREADS, _SPREADS, MAP_SIDE + 1))


def _between(sums: Floats, places: np.ndarray, axis: int) -> Floats:
    """Running sums at places between pixels; beyond the page they stay what they are at its edge."""
    last = sums.shape[axis] - 1
    inside = np.clip(places, 0, last)
    low = np.minimum(inside.astype(int), last - 1)
    share = (inside - low).astype(np.float32)
    if axis == 0:
        return np.asarray(sums[low] * (1 - share)[:, None] + sums[low + 1] * share[:, None])
    return np.asarray(sums[:, low] * (1 - share) + sums[:, low + 1] * share)


def _detail(laid: Floats) -> tuple[Mask, Mask]:
    """Where along a line the print is denser than the line's, and where less dense: heavy characters and light ones.

    The gaps between characters say nothing: they stand at the same places in any text of one layout.
    """
    written = _blurred(laid, 5, 7) > _WRITTEN
    near = _blurred(laid, *_CHARACTER)
    around = _blurred(near * written, *_PHRASE) / np.maximum(_blurred(written.astype(np.float32), *_PHRASE), 0.01)
    edge = _STEEP * around
    return written & (near > around + edge), written & (near < around - edge)


def _blurred(values: Floats, rows: int, columns: int) -> Floats:
    """The mean over a window around each cell."""
    up, left = (rows - 1) // 2, (columns - 1) // 2
    padded = np.pad(values, ((up + 1, rows - 1 - up), (left + 1, columns - 1 - left)))
    sums = padded.cumsum(axis=0).cumsum(axis=1)
    whole = sums[rows:, columns:] - sums[:-rows, columns:] - sums[rows:, :-columns] + sums[:-rows, :-columns]
    return np.asarray(whole / (rows * columns))


def _waves(laid: Floats) -> int:
    """256 bits of the broadest waves of density over the page (its cosine transform), the mean left out."""
    blocks = laid.reshape(32, MAP_SIDE // 32, 32, MAP_SIDE // 32).mean(axis=(1, 3))
    places = np.arange(32)
    basis = np.cos(np.pi * (2 * places[None] + 1) * np.arange(_WAVES + 1)[1:, None] / 64)
    waves = basis @ blocks @ basis.T
    bits = (waves > np.median(waves)).ravel()
    return int.from_bytes(np.packbits(bits).tobytes(), "big")
