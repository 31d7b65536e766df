"""Many files through a few open ones: the same bytes, whoever is read when, and nothing left open."""

import os
from io import SEEK_END, BufferedReader
from pathlib import Path

import pytest

from zcdossier.assemble.pdf.pdf_source import FilePool
from zcdossier.source.regular_file import open_regular_file


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    made = [tmp_path / str(number) for number in range(5)]
    for number, path in enumerate(made):
        path.write_bytes(bytes(range(number, number + 200)))
    return made


def test_taking_turns(paths: list[Path]) -> None:
    few = FilePool(2)
    files = [few.file(path) for path in paths]
    for start in (0, 100):
        for number, file in enumerate(files):
            assert file.tell() == start
            assert file.read(100) == bytes(range(number + start, number + start + 100))
    assert [file.read(1) for file in files] == [b""] * 5
    assert files[3].seek(-5, SEEK_END) == 195
    assert files[0].seek(10) == 10
    assert (files[3].read(9), files[0].read(2)) == (bytes(range(198, 203)), b"\x0a\x0b")
    few.close()


def test_few_are_open_and_none_afterwards(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[BufferedReader] = []

    def counted(path: Path) -> BufferedReader:
        opened.append(open_regular_file(path))  # type: ignore[arg-type]
        return opened[-1]

    monkeypatch.setattr("zcdossier.assemble.pdf.pdf_source.open_regular_file", counted)
    few = FilePool(2)
    files = [few.file(path) for path in paths]
    for file in files:
        file.read(10)
        assert sum(not document.closed for document in opened) <= 2
    assert len(opened) == 10
    files[4].read(10)
    assert len(opened) == 10
    few.close()
    assert all(document.closed for document in opened)


def test_what_is_gone_meanwhile(paths: list[Path]) -> None:
    few = FilePool(1)
    first, _ = few.file(paths[0]), few.file(paths[1])
    os.unlink(paths[0])  # noqa: PTH108
    with pytest.raises(FileNotFoundError):
        first.read(1)
    few.close()
