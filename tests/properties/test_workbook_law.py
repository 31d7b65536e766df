"""What is written into a workbook is read out of it again: as the same dossier that YAML holds."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from workbook_dossiers import DOSSIERS, PROFILE

from zcdossier.manifest.binder import bind
from zcdossier.manifest.sheets.workbook_nodes import read_nodes
from zcdossier.model.dossier import Dossier
from zcdossier.model.profile import Profile
from zcdossier.profiles.load import load
from zcdossier.report.manifest_workbook.dossier_content import workbook_content
from zcdossier.report.manifest_workbook.fill_in_workbook import manifest_workbook
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_bytes
from zcdossier.source.workbook_reader import read_workbook_file


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    folder = tmp_path_factory.mktemp("notice") / "profiles" / "case"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return load("case", folder.parents[1])


def from_yaml(manifest: Mapping[str, Any], profile: Profile) -> Dossier:
    text = yaml.safe_dump(manifest, allow_unicode=True, sort_keys=False, default_style='"')
    root = read_bytes(text.encode("utf-8"), "dossier.yaml").root
    assert isinstance(root, MapNode)
    return bind(Path(), root, profile)


def from_workbook(dossier: Dossier, profile: Profile) -> Dossier:
    data = manifest_workbook(profile, dossier.level, workbook_content(dossier, profile))
    workbook = read_workbook_file(io.BytesIO(data))
    nodes = read_nodes("申报表.xlsx", workbook, profile, lambda _folder: ())
    return bind(Path(), nodes.tree, profile, nodes.problems)


def said(dossier: Dossier) -> dict[str, Any]:
    """What a dossier says, without where: blanks are nothing said, and sections stand in the portal's order."""
    return {
        "level": dossier.level,
        "applicant": {name: value.canon for name, value in dossier.applicant.items() if not value.empty},
        "records": sorted(
            (
                record.place.path,
                record.folder,
                {name: (value.text.strip(), value.canon) for name, value in record.fields.items() if not value.empty},
                [(scan.file, scan.part, scan.pages) for scan in record.scans],
            )
            for record in dossier.everything()
        ),
        "answers": sorted((answer.clause, answer.at, answer.text) for answer in dossier.answers),
        "waivers": [(waiver.code, waiver.at, waiver.reason) for waiver in dossier.waivers],
    }


@settings(max_examples=60)
@given(DOSSIERS)
def test_a_workbook_says_what_its_yaml_says(profile: Profile, manifest: dict[str, Any]) -> None:
    dossier = from_yaml(manifest, profile)
    read = from_workbook(dossier, profile)
    assert said(read) == said(dossier)
    assert [problem.key for problem in read.problems if problem.code == "ZC009"] == []


def test_the_same_content_gives_the_same_bytes(profile: Profile) -> None:
    assert manifest_workbook(profile, "full") == manifest_workbook(profile, "full")
