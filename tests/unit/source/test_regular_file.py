"""Files are opened; what only looks like one is refused at once."""

import os
import socket
from pathlib import Path

import pytest

from zcdossier.source.regular_file import NotARegularFileError, open_regular_file, read_regular_file


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one\r\ntwo")
    assert read_regular_file(tmp_path / "a") == b"one\r\ntwo"
    with open_regular_file(tmp_path / "a") as file:
        assert (file.read(3), file.seek(0), file.name) == (b"one", 0, file.fileno())


def test_a_link_to_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    try:
        (tmp_path / "b").symlink_to("a")
    except OSError:
        pytest.skip("links need a right of their own here")
    assert read_regular_file(tmp_path / "b") == b"one"


def test_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_regular_file(tmp_path / "a")


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"not a plain file|ermission denied"):
        open_regular_file(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="no such things here")
def test_what_would_be_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        for name in ("pipe", "socket"):
            with pytest.raises(OSError, match=r"not a plain file|No such device"):
                read_regular_file(tmp_path / name)
    with pytest.raises(NotARegularFileError):
        open_regular_file(Path("/dev/zero"))
    assert len(os.listdir("/proc/self/fd" if os.path.isdir("/proc/self/fd") else "/dev/fd")) < 50  # noqa: PTH112, PTH208
