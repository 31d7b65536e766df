"""Nobody who fills in a workbook reads of keys, colons, quotes or lines: in no hint of any notice."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from zcdossier.model.label import Label
from zcdossier.model.profile import Profile
from zcdossier.model.workbook_hints import reword_hint
from zcdossier.profiles import locations
from zcdossier.profiles.load import load

_YAML_WORDS = re.compile(r"[a-z_]{2,}:(?!//)|[\u4e00-\u9fff）]: |双引号|(?:删去|去掉)[^；。]*一行|- \{|\}")
_YAML_WORDS_EN = re.compile(r"[a-z]_[a-z]+:|\{|double quotes|below \w+:|the line (?!authority)")


def notices() -> list[str]:
    return [stored.id for stored in locations.available_profiles(Path())]


def hints(profile: Profile) -> Iterator[tuple[Label, tuple[str, ...]]]:
    for rule in profile.rules:
        if rule.hint is not None:
            yield rule.hint, rule.sections
    for name, section in profile.sections.items():
        for field in section.fields.values():
            if field.hint is not None:
                yield field.hint, (name,)
        if section.hint is not None:
            yield section.hint, (name,)
    yield from ((guidance.text, ()) for guidance in profile.guidance)
    yield from ((question.question, question.sections) for question in profile.checklist)


@pytest.mark.parametrize("notice", notices())
def test_no_hint_of_a_notice_speaks_yaml(notice: str) -> None:
    profile = load(notice, Path())
    reworded = [reword_hint(hint, sections, profile) for hint, sections in hints(profile)]
    assert [hint.zh for hint in reworded if _YAML_WORDS.search(hint.zh)] == []
    assert [hint.en for hint in reworded if _YAML_WORDS_EN.search(hint.en)] == []


@pytest.mark.parametrize(
    ("zh", "reworded"),
    [
        (
            "国外的写上 foreign: 是；国内的写上 foreign: 否",
            "国外的写上“国外刊物”为 是；国内的写上“国外刊物”为 否",
        ),
        ("查得到的，删去 not_indexed: 那一行", "查得到的，清空“未被数据库收录”那一格"),
        ("校外的，加一行 outside: 是", "校外的，填上“校外”为 是"),
        ("原来写的可以放到 note: 后面", "原来写的可以放到“说明”里"),
        (
            "在 attachments: 下面加一行，例如 - {kind: 鉴定, folder: 附件/鉴定}",
            "在“附件”表里加一行，例如“类别”为 鉴定，“文件夹”为 附件/鉴定",
        ),
        ("在 papers: 下面每年加一条", "在“论文”表里每年加一条"),
        ("最前面加 *，并用英文双引号把整段括起来", "最前面加 *"),
        ("写成 12:30 开始: 的样子", "写成 12:30 开始: 的样子"),
        ("改正这一行的题目", "改正这一行的题目"),
        ("主管部门盖章了吗？", "主管部门盖章了吗？"),
    ],
)
def test_a_hint_in_other_words(tmp_path: Path, zh: str, reworded: str) -> None:
    folder = tmp_path / "profiles" / "case"
    folder.mkdir(parents=True)
    fields = "foreign: 国外刊物, not_indexed: 未被数据库收录, outside: 校外, note: 说明"
    text = f"id: case\ntitle: 例\nsections: {{papers: {{label: 论文, fields: {{title: 题目, {fields}}}}}}}\n"
    (folder / "profile.yaml").write_text(text, encoding="utf-8")
    assert reword_hint(Label(zh), ("papers",), load("case", tmp_path)).zh == reworded


def test_a_line_that_is_no_field_is_left_alone() -> None:
    profile = load("zj-huzhou-2020", Path())
    sealed = Label("盖章了吗？", "Is it sealed by the line authority?")
    assert reword_hint(sealed, (), profile) == sealed
