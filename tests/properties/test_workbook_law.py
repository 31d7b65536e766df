"""What is written into a workbook is read out of it again: as the same dossier that YAML holds.

A record put into it later is read beside all that was there; taken out, nothing of it is left.
"""

import io
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from workbook_dossiers import DOSSIERS, PROFILE, SAYING

from zcdossier.manifest.binder import bind
from zcdossier.manifest.insert_records import ManifestValue, NewEntry
from zcdossier.manifest.sheets.insert_rows import insert_rows, remove_rows
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


def content(dossier: Dossier) -> dict[str, Any]:
    """What a dossier says, without where: blanks are nothing said, and sections stand in the portal's order.

    A record that says there is none (〇) is none, and leaves a gap in the numbers of YAML alone.
    """
    numbers: Counter[str] = Counter()
    numbered = []
    for record in dossier.everything():
        numbers[record.section] += 1
        numbered.append((record, numbers[record.section]))
    return {
        "level": dossier.level,
        "applicant": {name: value.canon for name, value in dossier.applicant.items() if not value.blank},
        "records": sorted(
            (
                f"{record.section}[{number}]",
                record.folder,
                {name: (value.text.strip(), value.canon) for name, value in record.fields.items() if not value.blank},
                [(scan.file, scan.part, scan.pages) for scan in record.scans],
            )
            for record, number in numbered
        ),
        "answers": sorted((answer.clause, answer.at, answer.text) for answer in dossier.answers),
        "waivers": [(waiver.code, waiver.at, waiver.reason) for waiver in dossier.waivers],
    }


@settings(max_examples=30)
@example({"profile": "case", "level": "副高", "sections": {"years": [{"year": "〇"}, {"year": "0"}]}})
@given(DOSSIERS)
def test_a_workbook_says_what_its_yaml_says(profile: Profile, manifest: dict[str, Any]) -> None:
    dossier = from_yaml(manifest, profile)
    read = from_workbook(dossier, profile)
    assert content(read) == content(dossier)
    assert [problem.key for problem in read.problems if problem.code == "ZC009"] == []


def test_the_same_content_gives_the_same_bytes(profile: Profile) -> None:
    assert manifest_workbook(profile, "full") == manifest_workbook(profile, "full")


FOLDER = "01-论文/新加的"
NEW_ENTRIES = st.lists(
    st.one_of(
        st.builds(
            lambda title, words: NewEntry(
                "papers",
                (
                    ManifestValue("folder", FOLDER),
                    ManifestValue("title", title, "请核对"),
                    ManifestValue("text", words, "请核对"),
                ),
            ),
            SAYING,
            SAYING,
        ),
        st.just(
            NewEntry("attachments.credit", (ManifestValue("kind", "credit"), ManifestValue("folder", "附件/学分")))
        ),
    ),
    min_size=1,
    max_size=4,
)


def read(data: bytes, profile: Profile) -> Dossier:
    nodes = read_nodes("申报表.xlsx", read_workbook_file(io.BytesIO(data)), profile, lambda _folder: ())
    return bind(Path(), nodes.tree, profile, nodes.problems)


def resaved(data: bytes) -> bytes:
    """As another program saves it."""
    out = io.BytesIO()
    load_workbook(io.BytesIO(data)).save(out)
    return out.getvalue()


@settings(max_examples=40)
@given(DOSSIERS, NEW_ENTRIES, st.booleans())
def test_what_is_put_in_is_read_and_comes_out(
    profile: Profile, manifest: dict[str, Any], entries: list[NewEntry], is_saved: bool
) -> None:
    dossier = from_yaml(manifest, profile)
    data = manifest_workbook(profile, dossier.level, workbook_content(dossier, profile))
    before = content(read(data, profile))
    edited = insert_rows(data, entries, profile)
    after = content(read(edited.data, profile))
    assert (after["applicant"], after["level"]) == (before["applicant"], before["level"])
    added = [record for record in after["records"] if record not in before["records"]]
    assert len(after["records"]) == len(before["records"]) + len(entries)
    assert all(record[1] in (FOLDER, "附件/学分") for record in added)
    titles = {value.value.strip() for entry in entries for value in entry.values if value.key == "title"}
    assert titles <= {record[2]["title"][0] for record in after["records"] if "title" in record[2]}
    back, lost = remove_rows(resaved(edited.data) if is_saved else edited.data, edited.pieces)
    if len({*edited.pieces}) == len(edited.pieces):
        assert lost == ()
        assert content(read(back, profile)) == before


@pytest.mark.parametrize("edit", ["甲", "请核对：题目"])
def test_a_row_that_was_edited_stays(profile: Profile, edit: str) -> None:
    data = manifest_workbook(profile, "full")
    entry = NewEntry("papers", (ManifestValue("folder", FOLDER), ManifestValue("title", "乙", "请核对")))
    edited = insert_rows(data, [entry], profile)
    book = load_workbook(io.BytesIO(edited.data))
    cell = next(cell for row in book["论文"].iter_rows() for cell in row if cell.value == "乙")
    cell.value = edit
    out = io.BytesIO()
    book.save(out)
    back, lost = remove_rows(out.getvalue(), edited.pieces)
    assert lost == (FOLDER,)
    assert len(read(back, profile).sections["papers"]) == 1
