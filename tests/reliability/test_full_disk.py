"""A disk that is full after any number of bytes: the old upload or the new one, a reason, and nothing left over."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import pytest
import scan_kinds

from zcdossier.assemble.build_record import build_record
from zcdossier.assemble.keeping import receipt_file as receipts
from zcdossier.assemble.plan import Piece, RecordJob
from zcdossier.errors import CannotRunError
from zcdossier.model.receipt import BuildOutcome, Receipt, RecordReceipt
from zcdossier.probe.gather import gather

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits on files are another thing there")
STEPS = 40


@contextmanager
def files_below(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: the next byte fails as on a full disk."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def build(folder: Path, title: str) -> RecordReceipt:
    names = sorted(path.name for path in folder.iterdir() if path.is_file())
    facts = gather(folder, names)
    job = RecordJob(folder, "r", "s", title, tuple(map(Piece, names)), facts, PurePosixPath("a.pdf"))
    return build_record(job, folder / "out", None)


def made(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


@pytest.mark.parametrize("kind", ["jpeg", "tiff-pages", "pdf-scans"])
def test_at_any_byte_of_an_upload(tmp_path: Path, kind: str) -> None:
    suffix, make = scan_kinds.KINDS[kind]
    (tmp_path / f"scan{suffix}").write_bytes(make())
    new = build(tmp_path, "new").bytes
    assert build(tmp_path, "old").outcome is BuildOutcome.BUILT
    old = made(tmp_path)
    for step in range(STEPS):
        size = new * step // STEPS
        with files_below(size):
            receipt = build(tmp_path, "new")
        assert receipt.outcome is BuildOutcome.FAILED, size
        assert receipt.error.zh
        assert made(tmp_path) == old, size
    with files_below(new):
        assert build(tmp_path, "new").outcome is BuildOutcome.BUILT
    assert made(tmp_path) != old


def test_at_any_byte_of_a_receipt(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(scan_kinds.KINDS["png"][1]())
    record = build(tmp_path, "old")
    path = tmp_path / "receipt.json"
    receipts.save_receipt(path, Receipt(receipts.current_version(), "p", "l", (record,)))
    before = path.read_bytes()
    two = Receipt(receipts.current_version(), "p", "l", (record, record))
    for size in range(0, 2 * len(before) - 400, 100):
        with files_below(size), pytest.raises(CannotRunError):
            receipts.save_receipt(path, two)
        assert path.read_bytes() == before
        assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "receipt.json", "scan.png"]
    receipts.save_receipt(path, two)
    assert receipts.load_own_receipt(path) == two
