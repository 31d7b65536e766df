"""The sample of every notice, converted into a workbook: what stands in it stays, and nothing is added to it."""

import shutil
from pathlib import Path

import pytest

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
