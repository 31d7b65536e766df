"""A profile begun: from a notice as text, Word or PDF, as a copy, as a child; each passes profile check."""

import io
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from zcdossier.app.inspect_profiles import check_profile
from zcdossier.app.new_profile import copy_profile, draft_from_notice, extend_profile
from zcdossier.errors import CannotRunError
from zcdossier.model.label import Label
from zcdossier.profiles.load import load

NOTICE = """某大学2027年申报要求
一、论文
限5篇，须上传封面、目录。
二、照片
照片须为白底，JPG格式，像素358*441，大小30K—1M。
三、其他
所有材料须盖章。
"""
PHRASES = [
    *("论文限5项", "限三项", "照片为白底", "每个附件不超过20MB", "须提交《诚信承诺书》", "姓名必填", "排名前3"),
    *("个人总结不超过1500字", "近五年", "获奖按证书、证明的顺序", "截至2026年2月30日取得", "{: [", "'引号'", "# 井号"),
    *("材料须真实", "论文不少于2篇", "大小30K-1M", "文件命名为“{a}”", "专利最多0项", "论文最多五百项"),
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _word(path: Path) -> None:
    document = docx.Document()
    for line in NOTICE.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


@pytest.mark.parametrize("name", ["notice.txt", "notice.docx", "gbk.txt"])
def test_a_notice_becomes_a_draft_that_passes(desk: Path, name: str) -> None:
    if name.endswith(".docx"):
        _word(desk / name)
    else:
        (desk / name).write_text(NOTICE, encoding="gbk" if name.startswith("gbk") else "utf-8")
    made = draft_from_notice("mine-2027", desk / name, desk)
    assert check_profile("mine-2027", desk) == ()
    profile = load("mine-2027", desk)
    assert profile.sections["papers"].limit == {"*": 5}
    assert list(profile.sections["papers"].parts) == ["cover", "contents"]
    assert {rule.id for rule in profile.rules} >= {"photo-width", "photo-height", "photo-background", "photo-format"}
    assert [question.clauses for question in profile.checklist] == [("MINE-2027-007",)]
    assert made.files == ("profile.schema.json", "clauses.yaml", "profile.yaml")
    assert "自己的话" in (desk / "profiles/mine-2027/clauses.yaml").read_text(encoding="utf-8")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3).map("，".join), max_size=6))
def test_any_draft_passes(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = tmp_path_factory.mktemp("desk")
    (desk / "notice.txt").write_text("通知\n" + "。\n".join(lines), encoding="utf-8")
    draft_from_notice("mine", desk / "notice.txt", desk)
    assert check_profile("mine", desk) == ()


def test_a_scanned_pdf_is_refused_with_what_to_do(desk: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (100, 100), "white").save(picture, "PDF")
    (desk / "scan.pdf").write_bytes(picture.getvalue())
    with pytest.raises(CannotRunError) as refused:
        draft_from_notice("mine", desk / "scan.pdf", desk)
    assert "扫描的 PDF 先用 WPS 或 Word 转成文字" in refused.value.why.zh
    assert not (desk / "profiles").exists()


@pytest.mark.parametrize(("name", "notice"), [("Mine", "notice.txt"), ("../up", "notice.txt"), ("mine", "nothing.txt")])
def test_what_can_not_be_begun_leaves_nothing_behind(desk: Path, name: str, notice: str) -> None:
    (desk / "notice.txt").write_text(NOTICE, encoding="utf-8")
    with pytest.raises(CannotRunError):
        draft_from_notice(name, desk / notice, desk)
    assert sorted(path.name for path in desk.iterdir()) == ["notice.txt"]


def test_of_a_copy_that_can_not_be_written_nothing_is_left(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, data: bytes) -> None:
        raise CannotRunError(Label(f"{path.name} {len(data)}", ""))

    monkeypatch.setattr("zcdossier.app.new_profile.write_file", fail)
    with pytest.raises(CannotRunError):
        copy_profile("mine", "zj-hznu-2023", desk)
    assert not (desk / "profiles" / "mine").exists()


def test_a_copy_has_its_own_id_its_clauses_and_its_templates(desk: Path) -> None:
    made = copy_profile("hz-2024", "zj-hznu-2023", desk)
    assert check_profile("hz-2024", desk) == ()
    assert load("hz-2024", desk).id == "hz-2024"
    assert {"clauses.yaml", "social-service.docx", "profile.yaml"} <= set(made.files)
    with pytest.raises(CannotRunError):
        copy_profile("hz-2024", "zj-hznu-2023", desk)


def test_a_child_is_five_lines_and_whole(desk: Path) -> None:
    extend_profile("hz-2024", "zj-hznu-2023", desk)
    assert check_profile("hz-2024", desk) == ()
    child, base = load("hz-2024", desk), load("zj-hznu-2023", desk)
    assert (child.id, child.sections.keys(), len(child.rules)) == ("hz-2024", base.sections.keys(), len(base.rules))


def test_what_is_no_notice_is_refused_before_anything_is_written(desk: Path) -> None:
    (desk / "book.txt").write_text("论文限5篇，须上传封面。\n" * 5000, encoding="utf-8")
    with pytest.raises(CannotRunError) as refused:
        draft_from_notice("mine", desk / "book.txt", desk)
    assert "不像一份通知" in refused.value.why.zh
    assert not (desk / "profiles").exists()
