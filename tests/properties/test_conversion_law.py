"""What is converted from one form of manifest to the other, and back, says the same; remarks go along."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_dossiers import DOSSIERS, PROFILE

from zcdossier.app.converted_manifest import OpenedManifest, converted_manifest, remarks_of
from zcdossier.manifest.binder import bind
from zcdossier.manifest.manifest_file import Manifest
from zcdossier.manifest.same_content import differing_parts, unread_problems
from zcdossier.manifest.sheets.workbook_nodes import read_head
from zcdossier.model.profile import Profile
from zcdossier.profiles.load import load
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_bytes
from zcdossier.source.workbook_reader import read_workbook

REMARKS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"]), min_size=1, max_size=12
).filter(lambda text: bool(text.strip()) and text.strip() != "备注：")


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    folder = tmp_path_factory.mktemp("notice") / "profiles" / "case"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    return load("case", folder.parents[1])


def open_text(data: bytes, profile: Profile) -> OpenedManifest:
    document = read_bytes(data, "dossier.yaml")
    assert isinstance(document.root, MapNode), document.problems
    manifest = Manifest("dossier.yaml", document.root, document.problems, document.lines)
    return OpenedManifest(manifest, bind(Path("none"), document.root, profile), profile)


def open_book(data: bytes, profile: Profile, folder: Path) -> OpenedManifest:
    path = folder / "申报表.xlsx"
    path.write_bytes(data)
    book = read_workbook(path)
    manifest = Manifest("申报表.xlsx", read_head("申报表.xlsx", book), (), (), workbook=book)
    filled = manifest.in_terms_of(profile, Path("none"))
    assert filled.tree is not None
    return OpenedManifest(manifest, bind(Path("none"), filled.tree, profile, filled.problems), profile)


def with_remarks(manifest: Mapping[str, Any], remarks: list[str]) -> bytes:
    """The manifest as text, a comment above each item of a list and one at its beginning."""
    text = yaml.safe_dump(dict(manifest), allow_unicode=True, sort_keys=False, default_style='"', width=10_000)
    lines = [f"# {remarks[0]}"]
    for number, line in enumerate(text.splitlines()):
        dash = len(line) - len(line.lstrip())
        if line.lstrip().startswith('- "') and line.rstrip().endswith('"') and '": "' in line:
            lines.append(f"{' ' * dash}# {remarks[number % len(remarks)]}")
        lines.append(line)
    return "\n".join(lines).encode("utf-8")


@settings(max_examples=25, deadline=None)
@given(DOSSIERS, st.lists(REMARKS, min_size=1, max_size=3))
def test_there_and_back_again(
    profile: Profile, tmp_path_factory: pytest.TempPathFactory, manifest: dict[str, Any], remarks: list[str]
) -> None:
    first = open_text(with_remarks(manifest, remarks), profile)
    if unread_problems(first.dossier):
        return
    book = open_book(converted_manifest(first), profile, tmp_path_factory.mktemp("book"))
    assert [problem for problem in book.dossier.problems if problem.code in ("ZC002", "ZC003", "ZC009")] == []
    again = open_text(converted_manifest(book), profile)
    assert differing_parts((first.dossier, remarks_of(first)), (again.dossier, remarks_of(again))) == []
