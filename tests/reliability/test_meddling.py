"""Scans that change, vanish or become something else while they are read: at every step, into everything."""

import hashlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Any

import pikepdf
import pytest
import scan_kinds

from zcdossier.assemble.build_record import build_record
from zcdossier.assemble.plan import Piece, RecordJob
from zcdossier.model.facts import FactGroup, FileFacts
from zcdossier.model.receipt import BuildOutcome, RecordReceipt
from zcdossier.probe.gather import gather

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be replaced there")
PATIENCE = 30
MOST_STEPS = 60


def becomes_other(scan: Path) -> None:
    """The same length at the same time of change: what a careless copy of another version looks like."""
    before = scan.stat()
    data = bytearray(scan.read_bytes())
    data[len(data) // 2] ^= 0x55
    scan.write_bytes(data)
    os.utime(scan, ns=(before.st_atime_ns, before.st_mtime_ns))


def becomes_short(scan: Path) -> None:
    os.truncate(scan, scan.stat().st_size // 2)


def becomes_a_folder(scan: Path) -> None:
    scan.unlink()
    scan.mkdir()


def becomes_a_pipe(scan: Path) -> None:
    scan.unlink()
    os.mkfifo(scan)


def becomes_a_circle(scan: Path) -> None:
    scan.unlink()
    scan.symlink_to(scan.name)


def becomes_another_file(scan: Path) -> None:
    other = scan.with_name("other")
    other.write_bytes(scan_kinds.text_pdf() if scan.suffix == ".jpg" else scan_kinds.KINDS["jpeg"][1]())
    other.replace(scan)


CHANGES: Mapping[str, Callable[[Path], None]] = {
    "vanishes": Path.unlink,
    "other content": becomes_other,
    "short": becomes_short,
    "a folder": becomes_a_folder,
    "a pipe": becomes_a_pipe,
    "a link to itself": becomes_a_circle,
    "another file": becomes_another_file,
}


class Meddler:
    """Does something to a scan right before the given one of the openings of files that it watches."""

    def __init__(self) -> None:
        self.done = False
        self._left = 0
        self._deed: Callable[[], None] | None = None
        sys.addaudithook(self._watch)

    @contextmanager
    def at(self, step: int, deed: Callable[[], None]) -> Iterator[None]:
        self.done, self._left, self._deed = False, step, deed
        try:
            yield
        finally:
            self._deed = None

    def _watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._deed is None or event != "open" or not isinstance(arguments[0], str | os.PathLike):
            return
        if not os.fsdecode(arguments[0]).startswith(str(WATCHED)):
            return
        self._left -= 1
        if self._left == 0:
            deed, self._deed = self._deed, None
            deed()
            self.done = True


WATCHED = Path("/nowhere")


@pytest.fixture(scope="module")
def meddler() -> Meddler:
    return Meddler()


@contextmanager
def soon(pipe: Path) -> Iterator[None]:
    """Fail where somebody waits for a pipe, and let who waits go."""
    over, hung = threading.Event(), threading.Event()

    def let_go() -> None:
        while not over.wait(PATIENCE):
            hung.set()
            with suppress(OSError):
                os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK))

    watching = threading.Thread(target=let_go)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
    assert not hung.is_set(), "waits for a pipe"


def built(folder: Path, scan: Path, facts: Mapping[str, FileFacts]) -> RecordReceipt:
    job = RecordJob(folder, "r", "s", "t", (Piece(scan.name),), facts, PurePosixPath("a.pdf"))
    return build_record(job, folder / "out", None)


@pytest.mark.parametrize("kind", ["jpeg", "png", "tiff-pages", "pdf-scans"])
@pytest.mark.parametrize("change", CHANGES)
def test_it_costs_the_record_at_most(
    tmp_path: Path, meddler: Meddler, monkeypatch: pytest.MonkeyPatch, kind: str, change: str
) -> None:
    suffix, make = scan_kinds.KINDS[kind]
    data = make()
    outcomes = []
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        folder.mkdir()
        monkeypatch.setattr(sys.modules[__name__], "WATCHED", folder)
        scan = folder / f"a{suffix}"
        scan.write_bytes(data)
        facts = gather(folder, [scan.name])
        with meddler.at(step, lambda scan=scan: CHANGES[change](scan)), soon(scan):
            receipt = built(folder, scan, facts)
        if not meddler.done:
            assert receipt.outcome is BuildOutcome.BUILT
            break
        outcomes.append(receipt.outcome)
        check(folder, scan, receipt, data)
    else:
        pytest.fail("there is no end of steps")
    assert BuildOutcome.FAILED in outcomes


def check(folder: Path, scan: Path, receipt: RecordReceipt, before: bytes) -> None:
    """Whatever was built was built from one version of the scan, and the receipt says which."""
    assert [path.name for path in (folder / "out").glob(".*")] == []
    if receipt.outcome is BuildOutcome.FAILED:
        assert scan.name in receipt.error.zh
        assert not (folder / "out" / "a.pdf").exists()
        return
    versions = {hashlib.sha256(before).hexdigest()}
    if scan.is_file():
        versions.add(hashlib.sha256(scan.read_bytes()).hexdigest())
    assert {source.sha256 for source in receipt.sources} <= versions
    with pikepdf.open(folder / "out" / receipt.file) as pdf:
        assert len(pdf.pages) == receipt.pages


@pytest.mark.parametrize("kind", ["jpeg", "png", "tiff-pages", "webp", "gif", "bmp", "heic"])
@pytest.mark.parametrize("change", CHANGES)
def test_lint_says_something_of_it(
    tmp_path: Path, meddler: Meddler, monkeypatch: pytest.MonkeyPatch, kind: str, change: str
) -> None:
    """While it is probed, also as the photo. PDFs are left out: they are opened by their library, out of our sight."""
    suffix, make = scan_kinds.KINDS[kind]
    for step in range(1, MOST_STEPS):
        folder = tmp_path / str(step)
        folder.mkdir()
        monkeypatch.setattr(sys.modules[__name__], "WATCHED", folder)
        scan = folder / f"a{suffix}"
        scan.write_bytes(make())
        with meddler.at(step, lambda scan=scan: CHANGES[change](scan)), soon(scan):
            facts = gather(folder, [scan.name], needs={scan.name: frozenset({FactGroup.BORDER})})[scan.name]
        if not meddler.done:
            assert facts.usable
            return
        assert facts.usable or facts.trouble
    pytest.fail("there is no end of steps")
