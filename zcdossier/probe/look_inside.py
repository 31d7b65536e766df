"""Which facts about the inside of a file are still to be gathered, and by which reader."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from zcdossier.model.document_facts import UNREADABLE, PageTexts, PlacedPictures
from zcdossier.model.facts import PICTURE_FORMATS, FactGroup, FileFacts

_Facts = TypeVar("_Facts")


def look_inside(facts: FileFacts, path: Path, groups: frozenset[FactGroup]) -> FileFacts:
    """Return the facts with those of the groups that such a file has."""
    if facts.format == "pdf":
        return _inside_pdf(facts, path, groups)
    if FactGroup.CODING in groups and facts.format in PICTURE_FORMATS and facts.coding is None:
        from zcdossier.probe.picture_coding import read_coding  # for pictures only

        return facts._replace(coding=read_coding(path, facts.format))
    return facts


def _read(read: Callable[[], _Facts], otherwise: _Facts) -> _Facts:
    """Return what a reader finds; one that stumbles over what nobody thought of costs its own facts alone."""
    try:
        return read()
    except Exception:  # noqa: BLE001 - as in `inspect_file`
        return otherwise


def _inside_pdf(facts: FileFacts, path: Path, groups: frozenset[FactGroup]) -> FileFacts:
    if FactGroup.TEXT in groups and facts.texts is None:
        from zcdossier.probe.page_texts import read_page_texts  # each only where it is asked for

        facts = facts._replace(texts=_read(lambda: read_page_texts(path), PageTexts(untold=UNREADABLE)))
    if FactGroup.PLACED in groups and facts.placed is None:
        from zcdossier.probe.placed_pictures import read_placed_pictures

        facts = facts._replace(placed=_read(lambda: read_placed_pictures(path), PlacedPictures(untold=UNREADABLE)))
    if FactGroup.STRUCTURE in groups and facts.structure is None:
        from zcdossier.probe.pdf_structure import read_structure

        facts = facts._replace(structure=read_structure(path))
    return facts
