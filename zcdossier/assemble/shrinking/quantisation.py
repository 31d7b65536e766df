"""JPEG quality as a number with fractions (pure): the quantisation tables of libjpeg, also between its whole steps.

Whole steps change a picture's size by up to a tenth at high quality; a record of two pages could not come
within a percent of its limit by them.
"""

# ITU-T T.81, tables K.1 and K.2, row by row.
_LUMINANCE = (
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)
_CHROMINANCE = (
    (17, 18, 24, 47, 99, 99, 99, 99),
    (18, 21, 26, 66, 99, 99, 99, 99),
    (24, 26, 56, 99, 99, 99, 99, 99),
    (47, 66, 99, 99, 99, 99, 99, 99),
    *((99,) * 8,) * 4,
)
_HALF = 50.0
_STRONG_LEAST = 75.0  # below, seals lose more than the few bytes are worth: theirs is a small part of a page
_PALE_MOST = 75.0  # tints and pale ink show no better above; only the noise of the camera would be kept
_LARGEST = 255  # baseline tables hold 8 bits

Table = tuple[int, ...]


def tables(quality: float, *, is_strong: bool) -> tuple[Table, Table]:
    """Return the luminance and chrominance tables, 64 steps each row by row, of a quality from 1 to 100.

    Strong colours are coded more finely than the grey of the strokes, pale ones no more finely than is seen.
    """
    colours = max(quality, _STRONG_LEAST) if is_strong else min(quality, _PALE_MOST)
    return _scaled(_LUMINANCE, step_size(quality)), _scaled(_CHROMINANCE, step_size(colours))


def step_size(quality: float) -> float:
    """Return how large the steps of a quality are, in times of those of the standard's tables."""
    return _HALF / quality if quality < _HALF else 2 - quality / _HALF


def _scaled(base: tuple[tuple[int, ...], ...], scale: float) -> Table:
    return tuple(min(_LARGEST, max(1, int(step * scale + 0.5))) for row in base for step in row)
