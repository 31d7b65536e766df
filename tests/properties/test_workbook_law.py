"""What is written into a workbook is read out of it again: as the same dossier that YAML holds."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

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

PROFILE = """\
id: case
title: 例
levels: {senior: 副高, full: 正高}
applicant:
  name: {label: 姓名, required: error}
  post: {label: 岗位, type: choice, choices: [教师, 实验]}
sections:
  papers:
    label: 论文
    folder: 01-论文
    limit: {max: {senior: 1, full: 2}}
    evidence: error
    fields:
      title: {label: 题目*, required: error, example: 甲}
      remark: {label: 备注}
      date: {label: 时间, type: date, required: warning}
      rank: {label: 排名, type: rank}
      twice: {label: 排名（二）}
      text: {label: 说明}
    parts: {cover: {label: 封面, required: error}, body: 正文}
  years:
    label: 'A/B：[很长]的栏目名称，长得一张工作表的名称写不下去的那一种，真的'
    fields: {year: 年度}
    title_field: year
attachments: {ethics: {label: 医德}, credit: {label: 学分, fields: {year: 年度}}}
texts: {statement: {label: 总结, fields: {words: {label: 字数, type: integer}}}}
photo: {label: 照片, fields: {taken: {label: 拍摄时间, type: date}}}
checklist:
  - {clauses: [T-1], question: 都是真的吗？}
  - {clauses: [T-2], question: 盖章了吗？, sections: [papers]}
"""
TEXTS = st.text(
    st.one_of(
        st.sampled_from("甲乙*＊1234567890/-.%（）()：:；;,，、#'\"“”=+@ \u3000\n是否无~"),
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co", "Zl", "Zp"]),
    ),
    max_size=12,
).map(str.strip)
SAYING = TEXTS.filter(bool)
FIELDS = ("title", "remark", "date", "rank", "twice", "text")
RECORDS = st.fixed_dictionaries(
    {"title": SAYING}, optional={**dict.fromkeys(FIELDS[1:], TEXTS), "folder": st.sampled_from(["01-论文/甲", "a/b"])}
)
DOSSIERS = st.fixed_dictionaries(
    {"profile": st.just("case"), "level": st.sampled_from(["副高", "full"])},
    optional={
        "applicant": st.fixed_dictionaries({}, optional={"name": TEXTS, "post": TEXTS}),
        "photo": st.sampled_from(["photo.jpg", {"file": "a.jpg", "taken": "2021-03"}]),
        "texts": st.sampled_from([{"statement": "a.md"}, {"statement": {"file": "b.md", "words": "3"}}]),
        "sections": st.fixed_dictionaries(
            {},
            optional={
                "papers": st.lists(RECORDS, max_size=4),
                "years": st.lists(st.fixed_dictionaries({"year": SAYING})),
            },
        ),
        "attachments": st.lists(
            st.sampled_from(
                [
                    {"kind": "医德", "folder": "附件/医德"},
                    {"kind": "credit", "folder": "附件/x", "year": "2020"},
                    {"kind": "ethics", "folder": "甲/乙", "files": ["a.pdf", {"file": "b.pdf", "pages": "1,3"}]},
                ]
            ),
            max_size=3,
        ),
        "answers": st.fixed_dictionaries(
            {}, optional={"T-1": st.sampled_from(["是", "否（没有）", "不适用"]), "T-2": st.just({"papers": "是"})}
        ),
        "waivers": st.lists(st.fixed_dictionaries({"code": st.just("ZC101"), "reason": SAYING}), max_size=2),
    },
)


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
