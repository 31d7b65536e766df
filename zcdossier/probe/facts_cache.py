"""Facts kept from the last run in the dossier's own hidden folder, each as long as its file stays the same.

A file is the same while its size and both its times are. What was changed within the last moments is never
kept (its times may not move again), and neither is trouble, which may have been mended elsewhere.
"""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from zcdossier.model.document_facts import (
    MEASURED_AS,
    OutlineEntry,
    PageFrame,
    PageText,
    PageTexts,
    PdfFont,
    PdfStructure,
    PictureCoding,
    PlacedPicture,
    PlacedPictures,
    TextPiece,
    TextRun,
)
from zcdossier.model.facts import FileFacts, PageSize, PdfFacts, PhotoFacts
from zcdossier.model.manifest_names import OWN_FOLDER
from zcdossier.source.regular_file import write_cache_file
from zcdossier.version import __version__

FILE = "facts.json"
_INSIDE = (
    PageTexts, PageText, TextRun, TextPiece,
    PlacedPictures, PlacedPicture, PdfStructure, PageFrame, PdfFont, OutlineEntry,
)  # fmt: skip
_FIELDS = (name for kind in (FileFacts, PhotoFacts, PdfFacts, PictureCoding, *_INSIDE) for name in kind._fields)
_MADE_WITH = f"{__version__} {MEASURED_AS} {','.join(_FIELDS)}"
_SETTLED_NS = 2_000_000_000

Stamp = list[int]


class FactsCache:
    """The facts of a dossier's files as last seen. Unreadable or foreign memory is no memory."""

    def __init__(self, root: Path) -> None:
        self._path = root / OWN_FOLDER / FILE
        self._stored = self._load()
        self._recalled: dict[str, FileFacts] = {}
        self._fresh: dict[str, list[Any]] = {}

    def get(self, file: str, path: Path) -> FileFacts | None:
        """Return what is known of a file, if it is still the same."""
        entry = self._stored.get(file)
        if entry is None or entry[0] != _stamp(path):
            return None
        try:
            facts = _rebuild_facts(entry[1])
        except (TypeError, ValueError, IndexError):
            return None
        if facts.path != file:
            return None
        self._recalled[file] = facts
        return facts

    def put(self, file: str, path: Path, facts: FileFacts) -> None:
        """Keep the facts of a usable file; what was read off its pages has a store of its own."""
        kept = facts._replace(pages_seen=None)
        if not facts.usable:
            return
        if self._recalled.get(file) == kept:
            self._fresh[file] = self._stored[file]
            return
        stamp = _stamp(path)
        if stamp is not None and max(stamp[1:]) < time.time_ns() - _SETTLED_NS:
            self._fresh[file] = [stamp, kept]

    def save(self) -> None:
        """Write what is known now, where that differs and the folder lets us."""
        if self._fresh == self._stored or self._path.parent.is_symlink():
            return
        text = json.dumps({"made_with": _MADE_WITH, "files": self._fresh}, ensure_ascii=True, separators=(",", ":"))
        write_cache_file(self._path, text.encode("ascii"))

    def _load(self) -> dict[str, list[Any]]:
        try:
            data = json.loads(self._path.read_bytes())
            if data["made_with"] != _MADE_WITH:
                return {}
            return {file: [stamp, kept] for file, (stamp, kept) in data["files"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return {}


def _stamp(path: Path) -> Stamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _rebuild_facts(kept: list[Any]) -> FileFacts:
    facts = FileFacts(*kept)
    photo, pdf = facts.photo, facts.pdf
    return facts._replace(
        sizes=tuple(PageSize(*size) for size in facts.sizes),
        photo=None if photo is None else PhotoFacts((photo[0][0], photo[0][1], photo[0][2]), *photo[1:]),
        pdf=None if pdf is None else _rebuild_pdf(PdfFacts(*pdf)),
        texts=None if facts.texts is None else _rebuild_texts(facts.texts),
        placed=None if facts.placed is None else _rebuild_placed(facts.placed),
        structure=None if facts.structure is None else _rebuild_structure(PdfStructure(*facts.structure)),
        coding=None if facts.coding is None else _rebuild_coding(facts.coding),
    )


def _rebuild_texts(kept: PageTexts) -> PageTexts:
    pages, untold = kept
    return PageTexts(tuple(_rebuild_page_text(PageText(*page)) for page in pages), untold)


def _rebuild_page_text(kept: PageText) -> PageText:
    return kept._replace(
        runs=tuple(TextRun(*run) for run in kept.runs),
        margins=tuple(kept.margins),
        pieces=tuple(TextPiece(*piece) for piece in kept.pieces),
        link_colours=tuple(kept.link_colours),
    )


def _rebuild_placed(kept: PlacedPictures) -> PlacedPictures:
    pictures, untold = kept
    placed = [PlacedPicture(*picture) for picture in pictures]
    return PlacedPictures(tuple(picture._replace(quality=_rebuild_pair(picture.quality)) for picture in placed), untold)


def _rebuild_structure(kept: PdfStructure) -> PdfStructure:
    return kept._replace(
        frames=tuple(PageFrame(*frame) for frame in kept.frames),
        fonts=tuple(PdfFont(*font) for font in kept.fonts),
        bookmarks=tuple(OutlineEntry(*entry) for entry in kept.bookmarks),
        label_styles=tuple(kept.label_styles),
        permissions=tuple(kept.permissions),
    )


def _rebuild_coding(kept: PictureCoding) -> PictureCoding:
    quality, bits = kept
    return PictureCoding(_rebuild_pair(quality), bits)


def _rebuild_pair(ends: Sequence[int] | None) -> tuple[int, int] | None:
    return None if ends is None else (ends[0], ends[1])


def _rebuild_pdf(kept: PdfFacts) -> PdfFacts:
    return kept._replace(unseen=tuple(kept.unseen))
