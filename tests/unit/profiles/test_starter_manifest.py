"""The manifest of a newcomer: it is read without a complaint, as it is and with every example uncommented."""

from pathlib import Path

import pytest

from zcdossier.manifest.binder import bind
from zcdossier.model.record_folders import asks_for_scans
from zcdossier.profiles import locations
from zcdossier.profiles.load import load
from zcdossier.profiles.starter_manifest import starter_manifest
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_bytes

MORE = """\
  odd:
    label: {zh: '奖, 项: "一" #1', en: prizes}
    evidence: error
    hint: |
      第一行
      第二行: 还有
    fields:
      name: {label: '名称 # 全称', hint: "先写\\n后写", example: '甲: 乙', required: warning}
      flag: {label: 是否, type: flag, required: error}
attachments:
  ethics: {label: {zh: '鉴定（原件, 复印件）', en: ethics}, hint: "两份\\n都要"}
  plain: {label: 医德医风鉴定}
texts: {statement: {label: 工作总结}}
photo: {label: 照片}
checklist: [{clauses: [A-1], question: 属实吗？}]
guidance:
  - {clauses: [A-2], text: "先看\\n通知"}
  - {clauses: [A-3], text: 每篇一条, at: papers}
"""
SHIPPED = sorted(path.name for path in (locations.templates_folder() / "profiles").iterdir())


def problems(text: str, profile) -> list[tuple[str, str, int | None]]:
    document = read_bytes(text.encode(), "dossier.yaml")
    assert isinstance(document.root, MapNode), document.problems
    dossier = bind(Path("/nowhere"), document.root, profile, document.problems)
    return [(problem.code, problem.key, problem.place.spot.line) for problem in dossier.problems]


def uncommented(text: str) -> str:
    """Every example taken into use: the records, the attachments, the answers."""
    lines = []
    for line in text.splitlines():
        bare = line.lstrip()
        example = bare.startswith(("# - ", "#   ")) or (bare.startswith("#  ") and bare.rstrip().endswith(": 是"))
        lines.append(line.replace("# ", "", 1) if example else line)
    return "\n".join(lines) + "\n"


@pytest.fixture
def odd(profiles):
    return profiles.case(MORE)


def test_as_it_is(odd) -> None:
    assert problems(starter_manifest(odd, "senior"), odd) == []


def test_with_every_example_taken_into_use(odd) -> None:
    text = uncommented(starter_manifest(odd, "senior"))
    assert problems(text, odd) == []
    document = read_bytes(text.encode(), "dossier.yaml")
    assert isinstance(document.root, MapNode)
    dossier = bind(Path("/nowhere"), document.root, odd)
    assert {name: len(records) for name, records in dossier.sections.items()} == {"papers": 1, "books": 1, "odd": 1}
    for name, (record,) in dossier.sections.items():
        has_folder = asks_for_scans(odd.sections[name], odd)
        assert record.folder.startswith(f"{odd.sections[name].folder}/" if has_folder else "")
        assert bool(record.folder) is has_folder
        assert record.fields.keys() == odd.sections[name].fields.keys()
    assert {name: records[0].folder for name, records in dossier.attachments.items()} == {
        name: f"附件/{attachment.label.zh}" for name, attachment in odd.attachments.items()
    }
    assert [answer.clause for answer in dossier.answers] == ["A-1"]


def test_a_section_without_scans_says_how_to_add_some(odd) -> None:
    assert [asks_for_scans(section, odd) for section in odd.sections.values()] == [False, False, True]
    text = starter_manifest(odd, "senior")
    assert "- folder: 09-论文" not in text
    assert "加一行 folder: 09-论文/" in text


def test_every_line_is_one_line(odd) -> None:
    text = starter_manifest(odd, "senior")
    assert all(len(line.splitlines()) <= 1 for line in text.split("\n"))
    assert "先写 后写" in text
    assert "两份 都要" in text


def test_it_says_what_must_be_filled_and_how(odd) -> None:
    text = starter_manifest(odd, "senior")
    assert "【建议填】" in text
    assert "是否【必填】 填 是 或 否" in text
    assert "# · 先看 通知" in text
    assert text.startswith("# yaml-language-server: $schema=.zcdossier/schema.json\n")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_profile_at_every_level(name) -> None:
    profile = load(name)
    assert profile.levels or profile.abstract
    for level in profile.levels:
        text = starter_manifest(profile, level.id)
        assert problems(text, profile) == []
        assert problems(uncommented(text), profile) == []
