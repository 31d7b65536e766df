"""Hints are told in the keys that a manifest is typed with."""

import pytest

from zcdossier.manifest.manifest_file import form_by_keys
from zcdossier.model.finding import Advice
from zcdossier.model.label import Label
from zcdossier.model.yaml_form import YAML_FORM
from zcdossier.profiles.load import load
from zcdossier.source.nodes import MapNode
from zcdossier.source.reader import read_bytes

PROFILE = load("zj-hangzhou-health-2021")
ENGLISH = "profile: p\nlevel: l\napplicant: {name: 甲}\nsections:\n  papers:\n  - {folder: a, title: 甲}\n"
MIXED = "profile: p\nlevel: l\napplicant: {姓名: 甲}\nsections:\n  论文:\n  - {folder: a, 论文题目: 甲, sci: 是}\n"
CHINESE = "申报要求: p\n申报级别: l\n申报人: {姓名: 甲}\n栏目:\n  论文:\n  - {文件夹: a, 论文题目: 甲}\n"
HINT = Label("写上 sci: 是；在 attachments: 下面加一行 - {kind: 甲, folder: 附件/甲, year: 2020}", "write sci: 是")


def tree_of(text: str) -> MapNode:
    root = read_bytes(text.encode(), "dossier.yaml").root
    assert isinstance(root, MapNode)
    return root


def test_ids_are_told_of_to_who_types_ids() -> None:
    assert form_by_keys(tree_of(ENGLISH)) is YAML_FORM


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (ENGLISH, HINT.zh),
        (MIXED, "写上 SCI收录: 是；在 attachments: 下面加一行 - {kind: 甲, folder: 附件/甲, 取得年度: 2020}"),
        (CHINESE, "写上 SCI收录: 是；在 附件: 下面加一行 - {类别: 甲, 文件夹: 附件/甲, 取得年度: 2020}"),
    ],
)
def test_a_notices_hint_has_the_keys_that_stand_in_the_manifest(text: str, hint: str) -> None:
    assert form_by_keys(tree_of(text)).reword(HINT, ("papers", "attachments.ce_certificate"), PROFILE).zh == hint


def test_the_programs_own_hints_follow_too() -> None:
    form = form_by_keys(tree_of(CHINESE))
    assert "{field}: {example}" in form.hints[Advice.ADD_FIELD].zh
    assert "{{类别: {label}, 文件夹: 附件/{label}}}" in form.hints[Advice.ADD_ATTACHMENT].zh
    assert form.answer_lines("HZH-0-01", "") == ("  人工确认:", "    HZH-0-01: 是")
    assert form.answer_place.zh == "dossier.yaml 的 人工确认"


def test_only_the_fields_are_chinese_where_the_rest_is_not() -> None:
    hints = form_by_keys(tree_of(MIXED)).hints
    assert "{field}: {example}" in hints[Advice.ADD_FIELD].zh
    assert hints[Advice.ADD_ATTACHMENT] == YAML_FORM.hints[Advice.ADD_ATTACHMENT]


def test_what_says_nothing_is_taken_for_ids() -> None:
    assert form_by_keys(tree_of("profile: p\nsections: 甲\napplicant: [甲]\nattachments: 无\n")) is YAML_FORM
