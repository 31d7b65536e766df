"""A profile in code and a manifest as text: what binding makes of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zcdossier.manifest.binder import bind
from zcdossier.model.dossier import Dossier
from zcdossier.model.label import Label
from zcdossier.model.profile import Choice, Field, FieldType, Part, Profile, Question, Section
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_bytes

Bind = Callable[..., Dossier]


def label(zh: str, en: str = "") -> Label:
    return Label(zh, en)


PAPERS = Section(
    "papers",
    label("论文", "Papers"),
    9,
    aliases=("发表论文",),
    fields={
        field.id: field
        for field in (
            Field("title", label("论文题目", "Title"), aliases=("题目",)),
            Field("best", label("是否代表作"), FieldType.FLAG),
            Field("kind", label("类别"), FieldType.CHOICE, choices=(Choice("sci", label("SCI 收录"), ("SCI",)),)),
            Field("rank", label("排名"), FieldType.RANK),
            Field("during", label("起止"), FieldType.PERIOD),
            Field("date", label("时间"), FieldType.DATE),
            Field("people", label("成员"), FieldType.PEOPLE),
            Field(
                "journal", label("刊物"), FieldType.COMPOSED, pattern=r"(?P<name>[^，]+)，(?P<tier>[^，]+)(?P<star>\*)?"
            ),
        )
    },
    parts={
        section.id: section
        for section in (
            Part("inclusion_proof", label("收录证明", "Proof"), ("检索证明",)),
            Part("body", label("正文", "Text")),
            Part("body_first", label("正文首页", "First page")),
            Part("other", label("其他")),
        )
    },
)
PROFILE = Profile(
    "case",
    label("例"),
    levels=(Choice("associate_senior", label("副高"), ("副高级",)), Choice("full_senior", label("正高"))),
    applicant={"name": Field("name", label("姓名")), "post": Field("post", label("岗位"))},
    sections={"papers": PAPERS, "awards": Section("awards", label("获奖情况"), 5, folder="05-获奖")},
    attachments={"ethics": Section("ethics", label("医德医风鉴定"), 1, fields={"year": Field("year", label("年度"))})},
    texts={"statement": Section("statement", label("工作总结"), 0)},
    photo=Section("photo", label("照片"), 0),
    checklist=(Question(("T-1", "T-2"), label("属实吗？")),),
)


@pytest.fixture
def papers() -> Section:
    return PAPERS


@pytest.fixture
def bound() -> Bind:
    def of(text: str, level: str = "副高") -> Dossier:
        document = read_bytes(f"profile: case\nlevel: {level}\n{text}".encode(), "dossier.yaml")
        assert isinstance(document.root, MapNode), document.problems
        return bind(Path("/nowhere"), document.root, PROFILE, document.problems)

    return of
