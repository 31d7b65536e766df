"""Which facts about the inside of a file are still to be gathered, and by which reader."""

from pathlib import Path

from zcdossier.model.facts import PICTURE_FORMATS, FactGroup, FileFacts


def look_inside(facts: FileFacts, path: Path, groups: frozenset[FactGroup]) -> FileFacts:
    """Return the facts with those of the groups that such a file has."""
    if facts.format == "pdf":
        return _inside_pdf(facts, path, groups)
    if FactGroup.CODING in groups and facts.format in PICTURE_FORMATS and facts.coding is None:
        from zcdossier.probe.picture_coding import read_coding  # noqa: PLC0415 - for pictures only

        return facts._replace(coding=read_coding(path, facts.format))
    return facts


def _inside_pdf(facts: FileFacts, path: Path, groups: frozenset[FactGroup]) -> FileFacts:
    if FactGroup.TEXT in groups and facts.texts is None:
        from zcdossier.probe.page_texts import read_page_texts  # noqa: PLC0415 - each only where it is asked for

        facts = facts._replace(texts=read_page_texts(path))
    if FactGroup.PLACED in groups and facts.placed is None:
        from zcdossier.probe.placed_pictures import read_placed_pictures  # noqa: PLC0415 - as above

        facts = facts._replace(placed=read_placed_pictures(path))
    if FactGroup.STRUCTURE in groups and facts.structure is None:
        from zcdossier.probe.pdf_structure import read_structure  # noqa: PLC0415 - as above

        facts = facts._replace(structure=read_structure(path))
    return facts
