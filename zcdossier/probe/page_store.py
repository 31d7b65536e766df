"""What was read off the pages of scans, kept in the dossier's own hidden folder: a file for each content.

A content is named by its sha256, so that a scan that is moved, renamed or filed twice is read once. A file there is
written whole or not at all, by whoever has just read a scan; one that is damaged or foreign counts as not there.
"""

import json
import os
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from zcdossier.model.manifest_names import OWN_FOLDER
from zcdossier.model.page_facts import READING_VERSION, Box, PageFacts, Seal, TextLine, TextSource
from zcdossier.source.regular_file import read_regular_file, replace_file

FOLDER = "pages"
_SHAPE = 1
_FIRST_VERSION = 1
"""Of readings that do not say theirs."""
_ENDING = ".json"
_DIGEST = r"[0-9a-f]{64}"


class FileReading(NamedTuple):
    """What was read off one content: its pages in order, how many it has in all, and what read them."""

    pages: tuple[PageFacts, ...]
    total: int
    engine: str
    version: int = READING_VERSION

    @property
    def is_outdated(self) -> bool:
        """Whether these pages would be read otherwise today."""
        return self.version < READING_VERSION

    @property
    def is_complete(self) -> bool:
        """Whether no page is missing."""
        return len(self.pages) == self.total


class PageStore:
    """The readings of one dossier."""

    def __init__(self, root: Path) -> None:
        self.folder = root / OWN_FOLDER / FOLDER

    @cached_property
    def _digests(self) -> set[str]:
        try:
            with os.scandir(self.folder) as entries:
                return {entry.name.removesuffix(_ENDING) for entry in entries if entry.name.endswith(_ENDING)}
        except OSError:
            return set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever read."""
        return not self._digests

    def pages_of(self, digest: str) -> tuple[PageFacts, ...] | None:
        """Return the pages of a content as far as they were read; None where none was."""
        reading = self.recall(digest)
        return reading.pages if reading is not None and reading.pages else None

    def recall(self, digest: str) -> FileReading | None:
        """Return what was read off the content with this sha256, if anything was."""
        if digest not in self._digests:
            return None
        try:
            return decode_reading(read_regular_file(self._path(digest)))
        except (OSError, ValueError):
            return None

    def prepare(self) -> None:
        """Make the place for readings. Raises OSError where that can't be."""
        self.folder.parent.mkdir(exist_ok=True)
        self.folder.mkdir(exist_ok=True)

    def keep(self, digest: str, reading: FileReading) -> None:
        """Remember a reading. Raises OSError where it can't be written."""
        if re.fullmatch(_DIGEST, digest) is None:
            raise ValueError(digest)
        self.prepare()
        replace_file(self._path(digest), encode_reading(reading))
        self._digests.add(digest)

    def _path(self, digest: str) -> Path:
        return self.folder / f"{digest}{_ENDING}"


def encode_reading(reading: FileReading) -> bytes:
    """Return a reading as JSON. What a page has by default is left out: most pages have few of all the facts."""
    stored = {
        "shape": _SHAPE,
        "engine": reading.engine,
        "version": reading.version,
        "total": reading.total,
        "pages": [_page_as_json(page) for page in reading.pages],
    }
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def decode_reading(data: bytes) -> FileReading:
    """Return what `encode_reading` wrote. Facts that it does not know yet are None. Raises ValueError."""
    try:
        stored = json.loads(data)
        if stored["shape"] != _SHAPE:
            raise ValueError(stored["shape"])
        pages = tuple(_page_from_json(page) for page in stored["pages"])
        version = int(stored.get("version", _FIRST_VERSION))
        return FileReading(pages, int(stored["total"]), str(stored["engine"]), version)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("reading") from error


def _page_as_json(page: PageFacts) -> dict[str, Any]:
    defaults = PageFacts._field_defaults
    return {name: value for name, value in page._asdict().items() if name not in defaults or value != defaults[name]}


def _page_from_json(stored: dict[str, Any]) -> PageFacts:
    page = PageFacts(**{name: value for name, value in stored.items() if name in PageFacts._fields})
    return PageFacts(
        page=int(page.page),
        text_source=None if page.text_source is None else TextSource(page.text_source),
        lines=tuple(_line(*line) for line in page.lines),
        turn=None if page.turn is None else int(page.turn),
        turn_confidence=float(page.turn_confidence),
        is_blank=None if page.is_blank is None else bool(page.is_blank),
        sharpness=None if page.sharpness is None else float(page.sharpness),
        text_height=None if page.text_height is None else float(page.text_height),
        cut_edges=tuple(str(edge) for edge in page.cut_edges),
        has_colour=bool(page.has_colour),
        seals=tuple(_seal(*seal) for seal in page.seals),
        fingerprint=str(page.fingerprint),
        unread_print=None if page.unread_print is None else float(page.unread_print),
        perhaps_sealed=bool(page.perhaps_sealed),
    )


def _line(text: str, confidence: float, box: Iterable[float]) -> TextLine:
    return TextLine(str(text), float(confidence), _box(box))


def _seal(box: Iterable[float], shape: str, confidence: float, text: str = "") -> Seal:
    return Seal(_box(box), str(shape), float(confidence), str(text))


def _box(sides: Iterable[float]) -> Box:
    return Box(*map(float, sides))
