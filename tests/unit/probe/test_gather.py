import hashlib
import io
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from zcdossier.model.facts import FactGroup, Trouble
from zcdossier.probe.gather import gather


def trouble(root: Path, file: str) -> Trouble | None:
    return gather(root, [file])[file].trouble


def test_facts_come_in_the_order_asked_for_each_once(make, tmp_path):
    (tmp_path / "09-论文").mkdir()
    (tmp_path / "09-论文" / "1.jpg").write_bytes(make.coded(make.picture(), "JPEG"))
    (tmp_path / "a.pdf").write_bytes(make.pdf())
    facts = gather(tmp_path, iter(["a.pdf", "09-论文/1.jpg", "a.pdf", "nothing.jpg"]))
    assert list(facts) == ["a.pdf", "09-论文/1.jpg", "nothing.jpg"]
    assert [seen.path for seen in facts.values()] == list(facts)
    assert [seen.trouble for seen in facts.values()] == [None, None, Trouble.MISSING]


def test_nothing_asked_nothing_gathered(tmp_path):
    assert gather(tmp_path / "no such folder", []) == {}


@pytest.mark.parametrize(
    "name", ["no.jpg", "no/such/folder/a.jpg", "a\0b.jpg", "\udcff\ud800.jpg", "x" * 5000, "a.jpg/b.jpg"]
)
def test_missing(tmp_path, name):
    (tmp_path / "a.jpg").write_bytes(b"x")
    assert trouble(tmp_path, name) is Trouble.MISSING


def test_zero_bytes(facts_of):
    facts = facts_of("a.pdf", b"")
    assert (facts.trouble, facts.bytes, facts.suffix_format) == (Trouble.EMPTY, 0, "pdf")


def test_what_is_not_a_file_is_never_opened(tmp_path):
    (tmp_path / "folder.jpg").mkdir()
    os.mkfifo(tmp_path / "pipe.jpg")
    with socket.socket(socket.AF_UNIX) as unix:
        # A socket's path may be no longer than about a hundred bytes.
        folder = Path.cwd()
        os.chdir(tmp_path)
        try:
            unix.bind("socket.jpg")
        finally:
            os.chdir(folder)
        facts = gather(tmp_path, ["folder.jpg", "pipe.jpg", "socket.jpg", ".", ""])
    assert {seen.trouble for seen in facts.values()} == {Trouble.NOT_A_FILE}


def test_a_link_to_a_pipe_is_not_a_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.jpg").symlink_to("pipe")
    assert trouble(tmp_path, "a.jpg") is Trouble.NOT_A_FILE


@pytest.mark.parametrize(
    "name",
    [
        "../out.jpg",
        "a/../../out.jpg",
        "..",
        "a/..//../out.jpg",
        "/etc/passwd",
        "C:\\scans\\a.jpg",
        "\\\\server\\a.jpg",
        "c:/a.jpg",
    ],
)
def test_outside(tmp_path, name):
    root = tmp_path / "li-ming"
    (root / "a").mkdir(parents=True)
    (tmp_path / "out.jpg").write_bytes(b"x")
    facts = gather(root, [name])[name]
    assert (facts.trouble, facts.bytes, facts.digest) == (Trouble.OUTSIDE, 0, "")


def test_links_lead_outside_by_file_and_by_folder(make, tmp_path):
    root = tmp_path / "li-ming"
    (tmp_path / "other").mkdir()
    (tmp_path / "li-ming-2").mkdir()
    root.mkdir()
    data = make.coded(make.picture(), "JPEG")
    for folder in ("other", "li-ming-2", "li-ming"):
        (tmp_path / folder / "a.jpg").write_bytes(data)
    (root / "file.jpg").symlink_to(tmp_path / "other" / "a.jpg")
    (root / "folder").symlink_to(tmp_path / "other")
    (root / "alike.jpg").symlink_to(tmp_path / "li-ming-2" / "a.jpg")  # its path starts with the root's text
    (root / "gone.jpg").symlink_to(tmp_path / "nowhere.jpg")
    (root / "inside.jpg").symlink_to("a.jpg")
    (root / "dots").mkdir()
    facts = gather(
        root, ["file.jpg", "folder/a.jpg", "alike.jpg", "gone.jpg", "inside.jpg", "dots/../a.jpg", "./a.jpg"]
    )
    assert [seen.trouble for seen in facts.values()] == [Trouble.OUTSIDE] * 4 + [None] * 3


def test_the_root_may_be_a_link_itself(make, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.jpg").write_bytes(make.coded(make.picture(), "JPEG"))
    (tmp_path / "link").symlink_to("real")
    assert trouble(tmp_path / "link", "a.jpg") is None


def test_links_in_a_circle(tmp_path):
    (tmp_path / "a.jpg").symlink_to("b.jpg")
    (tmp_path / "b.jpg").symlink_to("a.jpg")
    (tmp_path / "loop").symlink_to("loop")
    assert trouble(tmp_path, "a.jpg") is Trouble.UNREADABLE
    assert trouble(tmp_path, "loop/a.jpg") is Trouble.UNREADABLE


def test_no_permission(make, tmp_path, monkeypatch):
    (tmp_path / "a.jpg").write_bytes(make.coded(make.picture(), "JPEG"))

    def refuse(self, *_args, **_kwargs):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr("zcdossier.probe.inspect_file.open_regular_file", refuse)
    facts = gather(tmp_path, ["a.jpg"])["a.jpg"]
    assert (facts.trouble, facts.detail) == (Trouble.NO_PERMISSION, "")
    monkeypatch.setattr(Path, "stat", refuse)
    assert trouble(tmp_path, "a.jpg") is Trouble.NO_PERMISSION


def test_an_error_of_the_disk_is_told_without_the_path(make, tmp_path, monkeypatch):
    (tmp_path / "a.jpg").write_bytes(make.coded(make.picture(), "JPEG"))

    def fail(self, *_args, **_kwargs):
        raise OSError(5, "Input/output error", str(self))

    monkeypatch.setattr("zcdossier.probe.inspect_file.open_regular_file", fail)
    facts = gather(tmp_path, ["a.jpg"])["a.jpg"]
    assert (facts.trouble, facts.detail) == (Trouble.UNREADABLE, "Input/output error")


def test_a_digest_only_where_another_file_has_the_same_length(tmp_path):
    for name, data in {
        "a": b"one two",
        "b": b"one two",
        "c": b"two one",
        "d": b"longer text",
        "e": b"",
        "f": b"",
    }.items():
        (tmp_path / name).write_bytes(data)
    names = ["a", "b", "c", "d", "e", "f", "missing"]
    facts = gather(tmp_path, names, needs=dict.fromkeys(names, frozenset({FactGroup.DIGEST})))
    assert facts["a"].digest == facts["b"].digest == hashlib.sha256(b"one two").hexdigest()
    assert facts["c"].digest == hashlib.sha256(b"two one").hexdigest()
    assert [facts[name].digest for name in ("d", "e", "f", "missing")] == [""] * 4
    assert gather(tmp_path, ["a", "b"])["a"].digest == ""


def test_the_photo_and_only_the_photo_is_measured(make, tmp_path):
    for name in ("photo.jpg", "other.jpg"):
        (tmp_path / name).write_bytes(make.coded(make.picture((300, 400)), "JPEG"))
    facts = gather(tmp_path, ["other.jpg", "photo.jpg"], needs={"photo.jpg": frozenset({FactGroup.BORDER})})
    assert facts["photo.jpg"].photo is not None
    assert facts["other.jpg"].photo is None


@pytest.mark.parametrize(
    ("kind", "loaded"), [("JPEG", set()), ("PNG", set()), ("GIF", set()), ("WEBP", set()), ("TIFF", {"PIL"})]
)
def test_libraries_are_loaded_where_they_are_needed(make, tmp_path, kind, loaded):
    (tmp_path / "a").write_bytes(make.coded(make.picture(), kind))
    code = (
        "import sys; from pathlib import Path; from zcdossier.probe.gather import gather;"
        f"assert gather(Path({str(tmp_path)!r}), ['a'])['a'].usable;"
        "print(*({'PIL', 'pypdfium2', 'pypdfium2_raw', 'pikepdf', 'numpy'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == loaded


def test_a_file_that_shrinks_while_it_is_read(make, tmp_path, monkeypatch):
    data = make.coded(make.picture((400, 300)), "JPEG")
    (tmp_path / "a.jpg").write_bytes(data)
    monkeypatch.setattr("zcdossier.probe.inspect_file.open_regular_file", lambda *_args: io.BytesIO(data[:100]))
    assert trouble(tmp_path, "a.jpg") is Trouble.TRUNCATED
