"""Uploads of no record: named, and set aside when asked; nothing is ever deleted."""

from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import pytest

from zcdossier.app.stale_uploads import find_stale, set_stale_aside
from zcdossier.model.results import StaleUploads

NOW = datetime(2026, 11, 21, 8, 30, 5, tzinfo=UTC)


@pytest.fixture
def out(tmp_path):
    for name in ("a/1.pdf", "a/2.pdf", "b/c/3.pdf"):
        path = tmp_path / "upload" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def everything(out: Path) -> dict[str, str]:
    return {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*") if path.is_file()}


def test_they_keep_their_names_below_a_folder_of_the_day_and_time(out) -> None:
    stale = set_stale_aside(out, find_stale(out, [PurePosixPath("a/1.pdf")]), NOW)
    to = out / "removed" / "2026-11-21 08-30-05"
    assert stale == StaleUploads((), ("upload/a/2.pdf", "upload/b/c/3.pdf"), to)
    assert everything(out) == {
        "upload/a/1.pdf": "a/1.pdf",
        "removed/2026-11-21 08-30-05/a/2.pdf": "a/2.pdf",
        "removed/2026-11-21 08-30-05/b/c/3.pdf": "b/c/3.pdf",
    }
    assert not (out / "upload" / "b").exists()


def test_twice_in_a_second_goes_to_two_folders(out) -> None:
    first = set_stale_aside(out, find_stale(out, []), NOW)
    (out / "upload" / "a").mkdir(parents=True)
    (out / "upload" / "a" / "1.pdf").write_text("again")
    second = set_stale_aside(out, find_stale(out, []), NOW)
    assert second.to == out / "removed" / "2026-11-21 08-30-05-2"
    assert (first.to / "a" / "1.pdf").read_text() == "a/1.pdf"
    assert (second.to / "a" / "1.pdf").read_text() == "again"


def test_nothing_stale_makes_no_folder(out) -> None:
    wanted = [PurePosixPath(name) for name in ("a/1.pdf", "a/2.pdf", "b/c/3.pdf")]
    assert set_stale_aside(out, find_stale(out, wanted), NOW) == StaleUploads()
    assert not (out / "removed").exists()


def test_what_can_not_be_moved_stays_named(out, monkeypatch) -> None:
    """On Windows a PDF that somebody looks at can't be moved."""
    before, real = everything(out), Path.rename

    def held(path: Path, to: Path) -> Path:
        if path.name == "2.pdf":
            raise PermissionError(13, "in use")
        return real(path, to)

    monkeypatch.setattr(Path, "rename", held)
    stale = set_stale_aside(out, find_stale(out, []), NOW)
    assert (stale.left, stale.moved) == (("upload/a/2.pdf",), ("upload/a/1.pdf", "upload/b/c/3.pdf"))
    assert sorted(everything(out).values()) == sorted(before.values())


@pytest.mark.parametrize("in_the_way", ["file", "every rename"])
def test_where_nothing_can_be_moved_all_stays(out, monkeypatch, in_the_way) -> None:
    if in_the_way == "file":
        (out / "removed").write_text("mine")
    else:
        monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError(18, "another disk")))
    before, stale = everything(out), find_stale(out, [])
    assert set_stale_aside(out, stale, NOW) == stale
    assert everything(out) == before
    assert [path.name for path in (out / "removed").glob("*")] == []
