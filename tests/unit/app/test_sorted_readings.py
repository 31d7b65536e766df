"""Pieces of a PDF that was read need no reading of their own."""

from pathlib import Path

import pytest
from pieces_of_print import printed_page

from zcdossier.app.apply_sorting import keep_readings
from zcdossier.app.sorting_journal import CopiedFile
from zcdossier.probe.page_store import FileReading, PageStore

WHOLE, PIECE = "a" * 64, "b" * 64
PAGES = tuple(printed_page(f"第{number}页", number=number) for number in (1, 2, 3))


def copied(*pages: int) -> CopiedFile:
    return CopiedFile("05-业绩档案/1.pdf", PIECE, "扫描件.pdf", WHOLE, pages)


@pytest.fixture
def store(tmp_path: Path) -> PageStore:
    store = PageStore(tmp_path)
    store.keep(WHOLE, FileReading(PAGES, 3, "engine", 1))
    return store


def test_pages_are_known_by_their_new_numbers(tmp_path: Path, store: PageStore) -> None:
    keep_readings(tmp_path, [copied(2, 3)])
    reading = PageStore(tmp_path).recall(PIECE)
    assert reading == FileReading(tuple(page._replace(page=page.page - 1) for page in PAGES[1:]), 2, "engine", 1)
    assert store.recall(WHOLE) == FileReading(PAGES, 3, "engine", 1)


@pytest.mark.parametrize("pages", [(), (3, 4)])
def test_whole_files_and_pages_that_were_not_read_are_left(
    tmp_path: Path, store: PageStore, pages: tuple[int, ...]
) -> None:
    keep_readings(tmp_path, [copied(*pages)])
    assert store.recall(WHOLE) is not None
    assert PageStore(tmp_path).recall(PIECE) is None


def test_nothing_read_is_nothing_kept_and_a_better_reading_stays(tmp_path: Path, store: PageStore) -> None:
    keep_readings(tmp_path / "other", [copied(1)])
    assert not (tmp_path / "other").exists()
    store.keep(PIECE, FileReading(PAGES[:1], 1, "engine", 2))
    keep_readings(tmp_path, [copied(2)])
    assert PageStore(tmp_path).recall(PIECE) == FileReading(PAGES[:1], 1, "engine", 2)


def test_what_cannot_be_written_is_no_failure(
    tmp_path: Path, store: PageStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: PageStore, _digest: str, _reading: FileReading) -> None:
        raise PermissionError

    monkeypatch.setattr(PageStore, "keep", refuse)
    keep_readings(tmp_path, [copied(1)])
    assert store.recall(PIECE) is None
