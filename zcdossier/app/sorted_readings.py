"""What was read of a PDF of the heap, known of the pieces of it that were put as well: their pages are the same."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from zcdossier.app.sorting_journal import CopiedFile
from zcdossier.probe.page_store import FileReading, PageStore


def keep_readings(root: Path, files: Iterable[CopiedFile]) -> None:
    """Remember the pages of each piece that was put; where that can't be done they are read again."""
    store = PageStore(root)
    for file in files:
        whole = store.recall(file.source_digest) if file.pages else None
        if whole is None:
            continue
        by_number = {page.page: page for page in whole.pages}
        pages = [by_number[number]._replace(page=at) for at, number in enumerate(file.pages, 1) if number in by_number]
        if len(pages) == len(file.pages) and store.recall(file.digest) is None:
            with suppress(OSError):
                store.keep(file.digest, FileReading(tuple(pages), len(pages), whole.engine, whole.version))
