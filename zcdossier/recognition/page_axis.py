"""Which way the lines of print run on a page, level or up and down. What is upside down is told by reading."""

import numpy as np

from zcdossier.recognition.ink_map import LEAST_PRINT, Bytes, Mask, closed, within_frame

_GAPS = (5, 9, 15)
"""Gaps in pixels of the working size that are filled: letters stand closer to their neighbours than lines do."""
_BAND = 0.12
SIDEWAYS = 90


def text_axis(marks: Mask) -> tuple[int | None, float]:
    """0 if the lines of a page's print are level (it is upright or upside down), 90 if not, None if it can't be told.

    The second value is how sure that is, 0 to 1. Where gaps are filled, letters run together to bars that are longer
    along the line than across it.
    """
    if marks.sum() < LEAST_PRINT:
        return None, 0.0
    solid = within_frame(marks).astype(np.uint8)
    longer = 0.0
    for gap in _GAPS:
        bars = closed(solid, gap, gap)
        lead = _usual_run(bars.T) - _usual_run(bars)
        if abs(lead) > abs(longer):
            longer = lead
    confidence = round(float(1 - np.exp(-2 * abs(longer))), 3)
    if abs(longer) < _BAND:
        return None, confidence
    return (0 if longer < 0 else SIDEWAYS), confidence


def _usual_run(bars: Bytes) -> float:
    """The logarithm of how far the bars run to the right or left of any point in them, on average."""
    padded = np.pad(bars, ((0, 0), (1, 1))).ravel().astype(np.int8)
    change = np.diff(padded)
    runs = np.flatnonzero(change == -1) - np.flatnonzero(change == 1)
    return float((runs * np.log(runs)).sum() / max(1, runs.sum()))
