"""Builds of one dossier: its receipt, what is built again, uploads of no record."""

import json
import os
import re
import shutil
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from zcdossier.app import build_pool
from zcdossier.app.build_dossier import build_dossier
from zcdossier.app.build_plan import plan_jobs
from zcdossier.app.build_pool import BuildPool
from zcdossier.assemble import build_record
from zcdossier.assemble.keeping.build_lock import LOCK_NAME, lock_folder
from zcdossier.assemble.keeping.hash_cache import HASH_CACHE_NAME
from zcdossier.errors import CannotRunError
from zcdossier.model.manifest_names import OWN_FOLDER
from zcdossier.model.receipt import BuildOutcome
from zcdossier.model.results import StaleUploads

AS_OF = date(2023, 6, 30)


def build(root, **more):
    return build_dossier(root, as_of=AS_OF, **more)


def outcomes(built) -> list[tuple[str, str]]:
    return [(record.record, str(record.outcome)) for record in built.receipt.records]


class Ear:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def dossier_started(self, _name, records, size) -> None:
        self.heard.append(f"started {records}")
        self.size = size

    def record_started(self, record, _title, size) -> None:
        assert size > 0
        self.size -= size
        self.heard.append(record)

    def record_finished(self, receipt) -> None:
        self.heard.append(str(receipt.outcome))

    def dossier_finished(self) -> None:
        self.heard.append("finished")


def test_each_record_becomes_one_upload(desk) -> None:
    root, ear = desk.dossier(), Ear()
    built = build(root, progress=ear)
    assert built.complete
    assert outcomes(built) == [("09-论文/甲", "built"), ("09-论文/乙", "built")]
    assert sorted(path.name for path in (root / "build" / "upload").rglob("*.pdf")) == ["01 甲.pdf", "02 乙.pdf"]
    assert ear.size == 0
    assert (ear.heard[0], ear.heard[1], ear.heard[-1]) == ("started 2", "09-论文/甲", "finished")
    assert sorted(ear.heard[2:-1]) == ["09-论文/乙", "built", "built"]


def test_what_is_unchanged_is_left_alone(desk) -> None:
    root = desk.dossier()
    build(root)
    receipt = (root / "build" / "receipt.json").read_bytes()
    times = {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*") if path.is_file()}
    again = build(root)
    assert {record.outcome for record in again.receipt.records} == {BuildOutcome.UNCHANGED}
    assert {path: path.stat().st_mtime_ns for path in times} == times
    (root / "09-论文" / "甲" / "2-封面.jpg").write_bytes(desk.jpeg((30, 40)))
    third = build(root)
    assert [record.outcome for record in third.receipt.records] == [BuildOutcome.BUILT, BuildOutcome.UNCHANGED]
    assert (root / "build" / "receipt.json").read_bytes() != receipt


def test_a_bad_record_does_not_stop_the_others(desk) -> None:
    root = desk.dossier()
    (root / "09-论文" / "甲" / "1-封面.jpg").write_bytes(desk.jpeg()[:200])
    built = build(root)
    assert not built.complete
    assert [record.outcome for record in built.receipt.records] == [BuildOutcome.FAILED, BuildOutcome.BUILT]
    assert built.receipt.records[0].error.zh
    assert built.receipt.records[0].error.en


def test_a_record_that_lacks_a_file_is_not_built_without_it(desk) -> None:
    listed = "folder: 09-论文/乙\n      files: [{file: 1-封面.jpg, part: 封面}, {file: 2-封面.jpg, part: 封面}]\n"
    root = desk.dossier(manifest=desk.manifest.replace("folder: 09-论文/乙\n", listed))
    (root / "09-论文" / "甲" / ".9-封面.jpg.icloud").write_bytes(b"bplist00")
    first, second = build(root).receipt.records
    assert (first.outcome, second.outcome) == (BuildOutcome.FAILED, BuildOutcome.FAILED)
    assert first.error.zh == "09-论文/甲/9-封面.jpg：还在 iCloud 里，请先下载到这台电脑"
    assert second.error.zh == "09-论文/乙/2-封面.jpg：找不到这个文件，请检查文件名和位置"


@pytest.mark.parametrize("below", ["", "输出"])
def test_nothing_is_written_where_scans_lie(desk, below) -> None:
    root = desk.dossier()
    with pytest.raises(CannotRunError) as raised:
        build(root, out=root / "09-论文" / "甲" / below)
    assert "09-论文/甲 里只放这条记录的扫描件" in raised.value.why.zh
    assert not (root / "09-论文" / "甲" / below / "receipt.json").exists()


def test_an_upload_of_no_record_any_more_is_told(desk) -> None:
    root = desk.dossier()
    build(root)
    (root / "dossier.yaml").write_text(
        desk.manifest.replace("    - folder: 09-论文/乙\n      title: 乙\n", ""), encoding="utf-8"
    )
    (root / "build" / "upload" / "notes.txt").touch()
    built = build(root)
    assert built.stale.left == ("upload/09-论文/02 乙.pdf",)
    assert built.complete
    pruned = build(root, prune=True).stale
    assert (pruned.left, pruned.moved) == ((), ("upload/09-论文/02 乙.pdf",))
    assert pruned.to.parent == root / "build" / "removed"
    assert (pruned.to / "09-论文" / "02 乙.pdf").is_file()
    left = [path.name for path in (root / "build" / "upload").rglob("*") if path.is_file()]
    assert sorted(left) == ["01 甲.pdf", "notes.txt"]
    assert build(root, prune=True).stale == StaleUploads()
    assert len(list(pruned.to.parent.iterdir())) == 1


def test_the_last_good_pdf_of_a_record_that_fails_is_not_stale(desk) -> None:
    root = desk.dossier()
    build(root)
    good = (root / "build" / "upload" / "09-论文" / "01 甲.pdf").read_bytes()
    (root / "09-论文" / "甲" / "1-封面.jpg").write_bytes(desk.jpeg()[:200])
    built = build(root, prune=True)
    assert not built.complete
    assert built.stale == StaleUploads()
    assert (root / "build" / "upload" / "09-论文" / "01 甲.pdf").read_bytes() == good


def test_a_manifest_that_can_not_be_read_builds_nothing(desk) -> None:
    root = desk.dossier(manifest="profile: [\n")
    built = build(root)
    assert (built.receipt, built.complete) == (None, False)
    assert not (root / "build").exists()


def test_records_without_anything_to_merge_are_no_jobs(desk) -> None:
    root = desk.dossier(manifest=desk.manifest + "    - title: 丙\n")
    assert [record.record for record in build(root).receipt.records] == ["09-论文/甲", "09-论文/乙"]


def test_records_that_share_a_folder_are_told_apart(desk) -> None:
    root = desk.dossier(manifest=desk.manifest.replace("09-论文/乙\n", "09-论文/甲\n"))
    built = build(root)
    assert [record.record for record in built.receipt.records] == [
        "sections.papers[0]",
        "sections.papers[1]",
    ]
    assert len({record.file for record in built.receipt.records}) == 2


def test_attachments_come_after_the_sections(desk) -> None:
    root = desk.dossier(manifest=desk.manifest + "attachments:\n  - {kind: 医德, folder: 附件/医德}\n")
    (root / "附件" / "医德").mkdir(parents=True)
    (root / "附件" / "医德" / "1-鉴定.jpg").write_bytes(desk.jpeg((33, 44)))
    built = build(root)
    assert [record.section for record in built.receipt.records] == [
        "papers",
        "papers",
        "attachments.ethics",
    ]
    assert built.receipt.records[-1].file.startswith("90")


def test_another_place_to_write_to(desk) -> None:
    root = desk.dossier()
    built = build(root, out=desk.base / "elsewhere")
    assert built.out == desk.base / "elsewhere"
    assert (desk.base / "elsewhere" / "receipt.json").is_file()
    assert not (root / "build").exists()
    (desk.base / "file").touch()
    with pytest.raises(CannotRunError, match="can't write to"):
        build(root, out=desk.base / "file")


def test_originals_are_never_touched(desk) -> None:
    root = desk.dossier()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in root.rglob("*") if path.is_file()}
    build(root)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def files(folder) -> dict[str, bytes]:
    """Everything a build wrote but its memory, which holds times."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != HASH_CACHE_NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_any_number_of_threads_gives_the_same_bytes(desk) -> None:
    records = "".join(f"    - folder: 09-论文/{number}\n      title: 题{number}\n" for number in range(12))
    root = desk.dossier(manifest=desk.manifest + records)
    for number in range(12):
        for page in range(1 + number % 4):
            path = root / "09-论文" / str(number) / f"{page + 1}-封面.jpg"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(desk.jpeg((60 + number, 80 + page)))
    built = {}
    for threads in (1, 2, 7):
        with BuildPool(threads) as pool:
            out = desk.base / f"out{threads}"
            assert [record.title for record in build(root, out=out, pool=pool).receipt.records[2:5]] == [
                "题0",
                "题1",
                "题2",
            ]
            built[threads] = files(out)
    assert len(built[1]) == 16
    assert built[1] == built[2] == built[7]


def test_two_builds_do_not_write_to_one_place(desk) -> None:
    root = desk.dossier()
    build(root)
    before = files(root / "build")
    (root / "09-论文" / "甲" / "2-封面.jpg").write_bytes(desk.jpeg((30, 40)))
    with lock_folder(root / "build") as held:
        assert held
        with pytest.raises(CannotRunError) as refused:
            build(root)
        build(root, out=desk.base / "elsewhere")
    assert f"（进程 {os.getpid()}，" in refused.value.why.zh
    assert files(root / "build") == before
    assert not (root / "build" / LOCK_NAME).exists()
    assert build(root).complete


def test_a_place_without_locks_is_built_in_all_the_same(desk, monkeypatch) -> None:
    def refuse(_descriptor):
        raise OSError(37, "No locks available")

    root = desk.dossier()
    monkeypatch.setattr("zcdossier.assemble.keeping.build_lock._take", refuse)
    built = build(root)
    assert (built.complete, built.locked) == (True, False)
    monkeypatch.undo()
    assert build(root).locked


def test_what_a_killed_build_left_goes_with_the_next(desk) -> None:
    root = desk.dossier()
    left = root / "build" / "upload" / "09-论文" / ".zcdossier-0.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"half")
    (root / "build" / LOCK_NAME).write_text("{}")
    build(root)
    assert sorted(files(root / "build")) == ["receipt.json", "upload/09-论文/01 甲.pdf", "upload/09-论文/02 乙.pdf"]


def interrupted_at(monkeypatch, title, error) -> None:
    """Let building one record end with an error that is no record's fault, after the others are done."""
    real, others = build_record.build_record, threading.Event()

    def building(job, *rest, **more):
        if job.title != title:
            try:
                return real(job, *rest, **more)
            finally:
                others.set()
        others.wait(10)
        raise error

    monkeypatch.setattr(build_record, "build_record", building)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("a bug")])
def test_a_build_that_is_stopped_keeps_what_it_did(desk, monkeypatch, error) -> None:
    root = desk.dossier()
    with monkeypatch.context() as context:
        interrupted_at(context, "乙", error)
        with pytest.raises(type(error)), BuildPool(2) as pool:
            build(root, pool=pool)
    assert sorted(files(root / "build")) == ["receipt.json", "upload/09-论文/01 甲.pdf"]
    assert outcomes(build(root)) == [("09-论文/甲", "unchanged"), ("09-论文/乙", "built")]


def test_a_crew_goes_on_after_a_dossier_that_was_stopped(desk, monkeypatch) -> None:
    root = desk.dossier()
    with BuildPool(2) as pool:
        with monkeypatch.context() as context:
            interrupted_at(context, "乙", ValueError("a bug"))
            with pytest.raises(ValueError, match="a bug"):
                build(root, pool=pool)
        assert build(root, pool=pool).complete


def test_a_long_build_writes_its_receipt_now_and_then(desk, monkeypatch) -> None:
    root = desk.dossier()
    monkeypatch.setattr("zcdossier.app.build_dossier._SAVE_EVERY", 0.0)
    sizes = []

    class Watcher(Ear):
        def record_finished(self, receipt) -> None:
            super().record_finished(receipt)
            sizes.append(len(json.loads((root / "build" / "receipt.json").read_text(encoding="utf-8"))["records"]))

    build(root, progress=Watcher())
    assert sizes == [1, 2]


def old(root) -> None:
    """Make everything look as if it had lain there for long; the time of change can only be waited for."""
    for path in root.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))


def test_nothing_is_read_again_that_can_not_have_changed(desk, monkeypatch) -> None:
    """Neither sources nor uploads, once they were seen; nor is what opens scans loaded."""
    root = desk.dossier()
    monkeypatch.setattr("zcdossier.assemble.keeping.hash_cache._SETTLED_NS", 0)
    build(root)
    monkeypatch.setattr("zcdossier.assemble.keeping.hash_cache.fingerprint", None)
    monkeypatch.setattr(build_pool.BuildPool, "build", None)
    ear = Ear()
    assert {record.outcome for record in build(root, progress=ear).receipt.records} == {BuildOutcome.UNCHANGED}
    assert ear.heard == ["started 2", "unchanged", "unchanged", "finished"]


def test_a_scan_of_the_same_length_and_time_is_seen(desk, monkeypatch) -> None:
    monkeypatch.setattr("zcdossier.assemble.keeping.hash_cache._SETTLED_NS", 0)
    root = desk.dossier()
    scan = root / "09-论文" / "甲" / "1-封面.jpg"
    old(root)
    time.sleep(0.05)
    build(root)
    assert {record.outcome for record in build(root).receipt.records} == {BuildOutcome.UNCHANGED}
    data = bytearray(scan.read_bytes())
    data[-20] ^= 1
    scan.write_bytes(data)
    os.utime(scan, (1_600_000_000, 1_600_000_000))
    assert outcomes(build(root))[0] == ("09-论文/甲", "built")


def test_a_source_replaced_since_it_was_looked_at_is_not_merged(desk, monkeypatch) -> None:
    """The facts say one page; what is there now may have more."""
    root = desk.dossier()
    scan = root / "09-论文" / "甲" / "1-封面.jpg"
    real = plan_jobs

    def replaced_meanwhile(*args):
        jobs = real(*args)
        scan.write_bytes(desk.jpeg(size))
        return jobs

    monkeypatch.setattr("zcdossier.app.build_dossier.plan_jobs", replaced_meanwhile)
    for size in ((30, 40), (60, 80)):
        failed, fine = build(root).receipt.records
        assert (failed.outcome, fine.outcome) == (
            BuildOutcome.FAILED,
            BuildOutcome.BUILT if size[0] == 30 else BuildOutcome.UNCHANGED,
        )
        assert "被改动" in failed.error.zh
    monkeypatch.undo()
    assert build(root).complete


@pytest.mark.parametrize(("place", "is_refused"), [("", True), ("09-论文", True), ("成品", True), ("build/二", False)])
def test_nothing_is_written_among_the_scans(desk, place, is_refused) -> None:
    root = desk.dossier()
    if not is_refused:
        assert build(root, out=root / place).complete
        return
    before = everything(root)
    with pytest.raises(CannotRunError, match="lies inside the dossier"):
        build(root, out=root / place)
    assert everything(root) == before


PLACES = {
    "another's own build": (lambda _desk: None, "an/build", False),
    "where another was built": (lambda _desk: None, "out", False),
    "a copy of a dossier that is still there": (lambda desk: shutil.copytree(desk / "an", desk / "bo"), "out", False),
    "a dossier that was moved": (lambda desk: (desk / "an").rename(desk / "bo"), "out", True),
    "one that is gone": (lambda desk: shutil.rmtree(desk / "an"), "out", True),
    "a link to it": (lambda desk: (desk / "bo").symlink_to(desk / "an"), "out", True),
}


@pytest.mark.parametrize("case", PLACES)
def test_one_dossier_is_not_built_over_another(desk, case) -> None:
    happens, place, is_taken = PLACES[case]
    for out in (None, desk.base / "out"):
        build(desk.dossier("an"), out=out)
    happens(desk.base)
    root = desk.base / "bo" if (desk.base / "bo").exists() else desk.dossier("bo")
    if is_taken:
        assert build(root, out=desk.base / place).complete
        return
    before = everything(desk.base / place)
    with pytest.raises(CannotRunError, match=f"built of another dossier .*{re.escape(str(desk.base / 'an'))}"):
        build(root, out=desk.base / place, prune=True)
    assert everything(desk.base / place) == before


def everything(folder) -> dict[Path, bytes]:
    """Every file and its content, but what is remembered of scans that have not changed for a while."""
    found = (path for path in folder.rglob("*") if path.is_file() and OWN_FOLDER not in path.parts)
    return {path: path.read_bytes() for path in found}
