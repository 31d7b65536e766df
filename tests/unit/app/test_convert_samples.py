"""The sample of every notice, converted into a workbook: what stands in it stays, and nothing is added to it."""

import shutil
from pathlib import Path

import pytest
from sheet_files import Rows, SheetXml, book_bytes

from zcdossier.app.convert_manifest import convert_manifest
from zcdossier.model.manifest_names import MANIFEST_NAME, WORKBOOK_NAME

SAMPLES = sorted(Path(__file__).resolve().parents[2].glob("profiles/*/sample"))


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.parent.name for sample in SAMPLES])
def test_every_sample_can_be_filled_in_as_a_workbook(sample: Path, tmp_path: Path) -> None:
    """The workbook's own example rows, those of attachments too, are read as none of the applicant's."""
    dossier = tmp_path / "sample"
    shutil.copytree(sample, dossier)
    converted = convert_manifest(dossier, WORKBOOK_NAME, "zh")
    assert converted.path.name == WORKBOOK_NAME
    assert (dossier / converted.kept).read_bytes() == (sample / MANIFEST_NAME).read_bytes()


def test_notes_of_ones_own_are_left_in_the_old_workbook(tmp_path: Path) -> None:
    papers: Rows = [["论文题目", "影响因子"], ["甲", "3.2"]]
    head: Rows = [["项目", "填写内容"], ["申报要求", "zj-hznu-2023"], ["申报级别", "副高"]]
    data = book_bytes(SheetXml("申报人", head), SheetXml("论文", papers))
    (tmp_path / WORKBOOK_NAME).write_bytes(data)
    converted = convert_manifest(tmp_path, MANIFEST_NAME, "zh")
    assert converted.left == ("申报表.xlsx [论文] B1",)
    assert (tmp_path / converted.kept).read_bytes() == data
    assert "甲" in converted.path.read_text(encoding="utf-8")
