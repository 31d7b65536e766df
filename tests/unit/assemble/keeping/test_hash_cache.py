"""Remembered hashes: believed while nothing can have changed the file without a trace, and not a moment longer."""

import json
import os
import time
from hashlib import sha256

import pytest

from zcdossier.assemble.keeping import hash_cache as memory
from zcdossier.assemble.keeping.hash_cache import HashCache, Stamp, fingerprint

pytestmark = pytest.mark.skipif(os.name != "posix", reason="nothing is remembered where no time of change is kept")


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"content")
    return path


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch) -> None:
    monkeypatch.setattr(memory, "_SETTLED_NS", 0)
    time.sleep(0.02)


def again(tmp_path) -> HashCache:
    return HashCache(tmp_path / "seen")


def remembered(tmp_path, path) -> HashCache:
    time.sleep(0.02)
    seen = again(tmp_path)
    assert seen.sha256("a", path) == sha256(path.read_bytes()).hexdigest()
    seen.save()
    assert again(tmp_path).recall("a", path) == sha256(path.read_bytes()).hexdigest()
    return again(tmp_path)


def test_what_was_read_is_not_read_again(tmp_path, path, monkeypatch) -> None:
    seen = remembered(tmp_path, path)
    monkeypatch.setattr(memory, "fingerprint", None)
    assert seen.sha256("a", path) == sha256(b"content").hexdigest()


def rewritten(path) -> None:
    path.write_bytes(b"CONTENT")


def rewritten_with_its_old_time(path) -> None:
    before = path.stat()
    path.write_bytes(b"CONTENT")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced_with_its_old_time(path) -> None:
    before = path.stat()
    other = path.with_name("other")
    other.write_bytes(b"CONTENT")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def written_through_a_second_name(path) -> None:
    other = path.with_name("other")
    os.link(path, other)
    with other.open("r+b") as file:
        file.write(b"CONTENT")


@pytest.mark.parametrize(
    "change", [rewritten, rewritten_with_its_old_time, replaced_with_its_old_time, written_through_a_second_name]
)
def test_no_change_is_missed(tmp_path, path, change) -> None:
    seen = remembered(tmp_path, path)
    change(path)
    assert path.stat().st_size == 7
    assert seen.recall("a", path) == ""
    assert seen.sha256("a", path) == sha256(b"CONTENT").hexdigest()


def test_a_name_is_not_a_content(tmp_path, path) -> None:
    seen = remembered(tmp_path, path)
    assert seen.recall("b", path) == ""


def test_what_changed_a_moment_ago_is_not_remembered(tmp_path, path, monkeypatch) -> None:
    monkeypatch.setattr(memory, "_SETTLED_NS", 600_000_000_000)
    seen = again(tmp_path)
    seen.sha256("a", path)
    assert seen.recall("a", path) == ""


def test_what_we_wrote_is_known_at_once_where_the_clock_is_fine(tmp_path, path, monkeypatch) -> None:
    monkeypatch.setattr(memory, "_SETTLED_NS", 2_000_000_000)
    found = fingerprint(path)
    path = path.replace(tmp_path / "target")
    seen = again(tmp_path)
    seen.keep_written("a", path, found)
    assert seen.recall("a", path) == found.sha256
    coarse = again(tmp_path)
    os.utime(path, (1, 1))
    coarse.keep_written("a", path, fingerprint(path))
    assert coarse.recall("a", path) == ""
    changed = again(tmp_path)
    changed.keep_written("a", path, found)
    changed.keep_written("b", tmp_path / "gone", found)
    assert changed.recall("a", path) == ""


def test_what_is_gone_raises_and_is_forgotten(tmp_path, path) -> None:
    seen = remembered(tmp_path, path)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        seen.recall("a", path)
    seen.save()
    assert json.loads((tmp_path / "seen").read_text(encoding="ascii"))["files"] == {}


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b"[" * 100_000,
        b'{"shape": 0, "files": {}}',
        b'{"shape": 1, "files": []}',
        b'{"shape": 1, "files": {"a": [1, 2, 3, 4]}}',
        b'{"shape": 1, "files": {"a": [1, 2, 3, "x"]}}',
        b'{"shape": 1, "files": {"a": [1, 2, 3, 4, 5]}}',
        b'{"shape": 1, "files": {"a": 1}}',
    ],
)
def test_foreign_memory_is_no_memory(tmp_path, path, text) -> None:
    (tmp_path / "seen").write_bytes(text)
    seen = again(tmp_path)
    assert seen.recall("a", path) == ""
    assert seen.sha256("a", path) == sha256(b"content").hexdigest()


def test_without_a_place_or_a_time_of_change_nothing_is_kept(tmp_path, path, monkeypatch) -> None:
    HashCache().save()
    remembered(tmp_path, path)
    monkeypatch.setattr(memory, "_TELLS_CHANGES", False)
    seen = again(tmp_path)
    assert seen.sha256("a", path)
    assert seen.recall("a", path) == ""


def test_nothing_new_writes_nothing_and_a_locked_folder_is_no_reason_to_stop(tmp_path, path) -> None:
    seen = remembered(tmp_path, path)
    written = (tmp_path / "seen").stat().st_mtime_ns
    seen.recall("a", path)
    seen.save()
    assert (tmp_path / "seen").stat().st_mtime_ns == written
    elsewhere = HashCache(tmp_path / "nowhere" / "seen")
    elsewhere.sha256("a", path)
    elsewhere.save()


def test_a_stamp_is_what_tells_a_change(path) -> None:
    stamp = Stamp.of(path.stat())
    assert (stamp.size, stamp.latest) == (7, max(path.stat().st_mtime_ns, path.stat().st_ctime_ns))
    assert Stamp.of(path.stat()) == stamp
