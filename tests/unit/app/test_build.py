"""Build as a use case: which jobs it makes of a dossier, what it keeps, what it tells."""

from datetime import date

import pytest

from zcdossier.app.build import build_dossier
from zcdossier.errors import CannotRunError
from zcdossier.model.receipt import Outcome

AS_OF = date(2023, 6, 30)


def build(root, **more):
    return build_dossier(root, as_of=AS_OF, **more)


def outcomes(built) -> list[tuple[str, str]]:
    return [(one.record, str(one.outcome)) for one in built.receipt.records]


class Ear:
    def __init__(self) -> None:
        self.heard: list[str] = []

    def dossier_started(self, _name, records) -> None:
        self.heard.append(f"started {records}")

    def record_started(self, record, _title, size) -> None:
        assert size > 0
        self.heard.append(record)

    def record_finished(self, receipt) -> None:
        self.heard.append(str(receipt.outcome))

    def dossier_finished(self) -> None:
        self.heard.append("finished")


def test_each_record_becomes_one_upload(desk) -> None:
    root, ear = desk.dossier(), Ear()
    built = build(root, listener=ear)
    assert built.complete
    assert outcomes(built) == [("09-论文/甲", "built"), ("09-论文/乙", "built")]
    assert sorted(path.name for path in (root / "build" / "upload").rglob("*.pdf")) == ["01 甲.pdf", "02 乙.pdf"]
    assert ear.heard == ["started 2", "09-论文/甲", "built", "09-论文/乙", "built", "finished"]


def test_what_is_unchanged_is_left_alone(desk) -> None:
    root = desk.dossier()
    build(root)
    receipt = (root / "build" / "receipt.json").read_bytes()
    times = {path: path.stat().st_mtime_ns for path in (root / "build").rglob("*") if path.is_file()}
    again = build(root)
    assert {one.outcome for one in again.receipt.records} == {Outcome.UNCHANGED}
    assert {path: path.stat().st_mtime_ns for path in times} == times
    (root / "09-论文" / "甲" / "2-封面.jpg").write_bytes(desk.jpeg((30, 40)))
    third = build(root)
    assert [one.outcome for one in third.receipt.records] == [Outcome.BUILT, Outcome.UNCHANGED]
    assert (root / "build" / "receipt.json").read_bytes() != receipt


def test_a_bad_record_does_not_stop_the_others(desk) -> None:
    root = desk.dossier()
    (root / "09-论文" / "甲" / "1-封面.jpg").write_bytes(desk.jpeg()[:200])
    built = build(root)
    assert not built.complete
    assert [one.outcome for one in built.receipt.records] == [Outcome.FAILED, Outcome.BUILT]
    assert built.receipt.records[0].error_zh
    assert built.receipt.records[0].error_en


def test_an_upload_of_no_record_any_more_is_told(desk) -> None:
    root = desk.dossier()
    build(root)
    (root / "dossier.yaml").write_text(
        desk.manifest.replace("    - folder: 09-论文/乙\n      title: 乙\n", ""), encoding="utf-8"
    )
    built = build(root)
    assert len(built.stale) == 1
    assert built.stale[0].endswith("02 乙.pdf")


def test_a_manifest_that_can_not_be_read_builds_nothing(desk) -> None:
    root = desk.dossier(manifest="profile: [\n")
    built = build(root)
    assert (built.receipt, built.complete) == (None, False)
    assert not (root / "build").exists()


def test_records_without_anything_to_merge_are_no_jobs(desk) -> None:
    root = desk.dossier(manifest=desk.manifest + "    - title: 丙\n")
    assert [one.record for one in build(root).receipt.records] == ["09-论文/甲", "09-论文/乙"]


def test_records_that_share_a_folder_are_told_apart(desk) -> None:
    root = desk.dossier(manifest=desk.manifest.replace("09-论文/乙\n", "09-论文/甲\n"))
    built = build(root)
    assert [one.record for one in built.receipt.records] == ["sections.papers[0]", "sections.papers[1]"]
    assert len({one.file for one in built.receipt.records}) == 2


def test_attachments_come_after_the_sections(desk) -> None:
    root = desk.dossier(manifest=desk.manifest + "attachments:\n  - {kind: 医德, folder: 附件/医德}\n")
    (root / "附件" / "医德").mkdir(parents=True)
    (root / "附件" / "医德" / "1-鉴定.jpg").write_bytes(desk.jpeg((33, 44)))
    built = build(root)
    assert [one.section for one in built.receipt.records] == ["papers", "papers", "attachments.ethics"]
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
