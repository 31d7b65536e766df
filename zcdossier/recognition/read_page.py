"""One page looked at: rendered, turned upright, its text and its seals read, and how well it can be seen."""

import numpy as np

from zcdossier.model.page_facts import PageFacts, Seal, TextSource
from zcdossier.recognition.page_rendering import RenderedPage, render_page
from zcdossier.recognition.reading_order import lines_in_order, turned_box
from zcdossier.recognition.recogniser import FoundText, Pixels, Recogniser
from zcdossier.recognition.seal_text import read_seal
from zcdossier.recognition.text_layer import is_what_the_page_shows


def read_page(data: bytes, file: str, kind: str, index: int, recogniser: Recogniser) -> PageFacts:
    """Return the facts of one page (from 0) of a file of that kind.

    Raises what the libraries raise: a page that can't be read is no page without text.
    """
    return look_at(render_page(data, file, kind, index), index + 1, recogniser)


def look_at(rendered: RenderedPage, page: int, recogniser: Recogniser) -> PageFacts:
    """Return the facts of a page that is rendered."""
    pixels, layer = rendered.pixels, rendered.layer
    if layer is not None and is_what_the_page_shows(layer, pixels):
        facts = PageFacts(page, TextSource.TEXT_LAYER, layer.lines, turn=0, turn_confidence=1.0)
    else:
        found = recogniser.read(pixels)
        facts = _of_text(found, pixels, page)
    return _with_seals(facts, pixels, recogniser)


def _of_text(found: FoundText, pixels: Pixels, page: int) -> PageFacts:
    turn = found.turn or 0
    height, width = pixels.shape[:2]
    size = (height, width) if turn % 180 else (width, height)
    lines = lines_in_order(found.lines, size, turn)
    return PageFacts(page, TextSource.OCR, lines, found.turn, found.turn_confidence)


def _with_seals(facts: PageFacts, pixels: Pixels, recogniser: Recogniser) -> PageFacts:
    """Read the seals on the page turned upright."""
    if not facts.seals:
        return facts
    turn = facts.turn or 0
    upright = np.rot90(pixels, -(turn // 90))
    return facts._replace(seals=tuple(_read_upright(upright, seal, turn, recogniser) for seal in facts.seals))


def _read_upright(upright: Pixels, seal: Seal, turn: int, recogniser: Recogniser) -> Seal:
    text = read_seal(upright, seal._replace(box=turned_box(seal.box, turn)), recogniser).text
    return seal._replace(text=text)
