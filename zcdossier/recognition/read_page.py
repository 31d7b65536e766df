"""One page looked at: rendered, turned upright, its text and its seals read, and how well it can be seen."""

from collections.abc import Sequence

import numpy as np

from zcdossier.model.page_facts import PageFacts, Seal, TextLine, TextSource
from zcdossier.recognition.lines_under_seals import InkedPiece, read_under_seals
from zcdossier.recognition.page_axis import SIDEWAYS
from zcdossier.recognition.page_looks import look_at_page
from zcdossier.recognition.page_rendering import RenderedPage, render_page
from zcdossier.recognition.reading_order import lines_in_order, turned_box
from zcdossier.recognition.recogniser import Pixels, Recogniser
from zcdossier.recognition.seal_text import read_seal
from zcdossier.recognition.text_layer import is_what_the_page_shows
from zcdossier.recognition.unread_print import unread_print_of

_SURE = 0.7
_MOST_OF_A_BLANK = 5
"""Characters that a blank page may have: its number."""
_CONTRADICTED = _HARDLY_WRITTEN = 0.5
_FEWEST_TO_TELL_BY = 3
"""Characters below which they may be no print at all but a pattern on a cup."""


def read_page(data: bytes, file: str, kind: str, index: int, recogniser: Recogniser) -> PageFacts:
    """Return the facts of one page (from 0) of a file of that kind.

    Raises what the libraries raise: a page that can't be read is no page without text.
    """
    return read_rendered(render_page(data, file, kind, index), index + 1, recogniser)


def read_rendered(rendered: RenderedPage, page: int, recogniser: Recogniser) -> PageFacts:
    """Return the facts of a page (from 1) that is rendered."""
    pixels = rendered.pixels
    facts = _with_text(look_at_page(pixels, page), rendered, recogniser)
    if facts.text_source is TextSource.OCR:
        inked: tuple[InkedPiece, ...] = ()
        if not facts.turn and facts.has_colour:
            facts, inked = read_under_seals(facts, pixels, recogniser)
        facts = facts._replace(unread_print=unread_print_of(pixels, facts, inked))
    height, scale = facts.text_height, rendered.per_pixel
    facts = facts._replace(text_height=None if height is None or scale is None else round(height * scale, 1))
    return _with_seal_texts(facts, pixels, recogniser)


def _with_text(looks: PageFacts, rendered: RenderedPage, recogniser: Recogniser) -> PageFacts:
    pixels, layer = rendered.pixels, rendered.layer
    if layer is not None and is_what_the_page_shows(layer, pixels):
        return looks._replace(
            text_source=TextSource.TEXT_LAYER, lines=layer.lines, turn=0, turn_confidence=1.0, is_blank=False
        )
    found = recogniser.read(pixels)
    height, width = pixels.shape[:2]
    turn = found.turn or 0
    size = (height, width) if turn % 180 == SIDEWAYS else (width, height)
    lines = lines_in_order(found.lines, size, turn)
    confidence = found.turn_confidence
    if found.turn is not None and looks.turn is not None and found.turn % 180 != looks.turn:
        confidence *= _CONTRADICTED  # lines and letters are not of one mind
    if sum(len(line.text) for line in lines) < _FEWEST_TO_TELL_BY:
        confidence *= _HARDLY_WRITTEN
    written = _is_written(lines)
    return looks._replace(
        text_source=TextSource.OCR,
        lines=lines,
        turn=found.turn,
        turn_confidence=round(confidence, 4),
        is_blank=False if written else looks.is_blank,
        cut_edges=looks.cut_edges if written else (),  # a picture of things has no lines that could run out of it
    )


def _is_written(lines: Sequence[TextLine]) -> bool:
    """Whether what was read is more than the number of a page."""
    return sum(len(line.text) for line in lines if line.confidence >= _SURE) > _MOST_OF_A_BLANK


def _with_seal_texts(facts: PageFacts, pixels: Pixels, recogniser: Recogniser) -> PageFacts:
    """Read the seals on the page turned upright."""
    if not facts.seals:
        return facts
    turn = facts.turn or 0
    upright = np.rot90(pixels, -(turn // 90))
    return facts._replace(seals=tuple(_with_seal_text(upright, seal, turn, recogniser) for seal in facts.seals))


def _with_seal_text(upright: Pixels, seal: Seal, turn: int, recogniser: Recogniser) -> Seal:
    text = read_seal(upright, seal._replace(box=turned_box(seal.box, turn)), recogniser).text
    return seal._replace(box=turned_box(seal.box, 0), text=text)  # rounded
