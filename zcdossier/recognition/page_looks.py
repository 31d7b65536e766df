"""All that is told of a page from its looks alone, in one go: what the detectors share is worked out once."""

from zcdossier.model.page_facts import PageFacts
from zcdossier.recognition.doubtful_seals import may_be_sealed
from zcdossier.recognition.ink_map import TEXT_SIDE, Bytes, page_print, reduced
from zcdossier.recognition.page_axis import text_axis
from zcdossier.recognition.page_fingerprint import fingerprint_of
from zcdossier.recognition.page_quality import cut_edges_of, has_colour, sharpness_of, text_height_of
from zcdossier.recognition.seals import find_seals


def look_at_page(rgb: Bytes, number: int = 1) -> PageFacts:
    """The facts of a page (height, width, 3) that need no reading; `number` counts from 1.

    `turn` is 0 or 90 here: upright or on its side. Whether it is upside down as well is told by reading, and only where
    nothing was read it is asked whether the page is blank.
    """
    page = reduced(rgb, TEXT_SIDE)
    written = page_print(page)
    axis, confidence = text_axis(written.marks)
    high = text_height_of(written, rgb, axis)
    coloured = has_colour(page)
    seals = find_seals(page) if coloured else ()
    return PageFacts(
        page=number,
        turn=axis,
        turn_confidence=confidence,
        sharpness=sharpness_of(written, rgb, high),
        text_height=high,
        cut_edges=cut_edges_of(written, page, axis),
        has_colour=coloured,
        seals=seals,
        fingerprint=fingerprint_of(written.strokes, axis),
        perhaps_sealed=coloured and not seals and may_be_sealed(page),
    )
