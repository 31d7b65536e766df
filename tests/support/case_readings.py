"""What was read off a case's scans, given as data: `readings.yaml` beside its manifest, pages by file.

A page is its lines (a text, or a mapping with its confidence and box), its seals and anything else `PageFacts` holds.
What it does not say is that of a page that was read well: upright, in colour, with the lines one below the other.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fast_yaml import load_values

from zcdossier.model.facts import FileFacts
from zcdossier.model.page_facts import Box, PageFacts, Seal, TextLine, TextSource

NAME = "readings.yaml"
_LEFT, _TOP, _STEP, _HEIGHT, _SIGN = 0.1, 0.05, 0.05, 0.03, 0.025


def with_readings(root: Path, facts: Mapping[str, FileFacts]) -> dict[str, FileFacts]:
    """Return the facts with what the case says was read."""
    path = root / NAME
    if not path.is_file():
        return dict(facts)
    readings = load_values(path.read_text(encoding="utf-8"))
    assert readings.keys() <= facts.keys(), "a reading is of a file that the dossier uses"
    return {
        file: found._replace(pages_seen=pages_of(readings[file])) if file in readings else found
        for file, found in facts.items()
    }


def pages_of(stored: list[dict[str, Any]]) -> tuple[PageFacts, ...]:
    """Return pages as they are written in a case."""
    return tuple(_page(number, page) for number, page in enumerate(stored, start=1))


def _page(number: int, stored: dict[str, Any]) -> PageFacts:
    values: dict[str, Any] = {
        "page": number,
        "turn": 0,
        "turn_confidence": 1.0,
        "is_blank": False,
        "text_source": TextSource.OCR,
    } | stored
    values["text_source"] = TextSource(values["text_source"])
    values["lines"] = tuple(_line(row, line) for row, line in enumerate(stored.get("lines", ())))
    values["seals"] = tuple(_seal(seal) for seal in stored.get("seals", ()))
    values["cut_edges"] = tuple(stored.get("cut_edges", ()))
    return PageFacts(**values)


def _line(row: int, stored: str | dict[str, Any]) -> TextLine:
    if isinstance(stored, str):
        stored = {"text": stored}
    text = str(stored["text"])
    top = _TOP + _STEP * row
    box = stored.get("box", (_LEFT, top, min(0.95, _LEFT + _SIGN * len(text)), top + _HEIGHT))
    return TextLine(text, float(stored.get("confidence", 0.99)), Box(*box))


def _seal(stored: dict[str, Any]) -> Seal:
    box = Box(*stored.get("box", (0.6, 0.6, 0.8, 0.74)))
    return Seal(box, stored.get("shape", "round"), float(stored.get("confidence", 0.9)), stored.get("text", ""))
