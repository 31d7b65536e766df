"""What is told about parameters: each has its words, and each example row is one that can be copied."""

import pytest

from zcdossier.app.inspect_profiles import check_profile
from zcdossier.lint.kinds import BY_NAME, all_kinds
from zcdossier.lint.parameter_help import HELP
from zcdossier.report.parameter_text import describe_parameters, example_row

WRITTEN = [kind for kind in all_kinds() if not kind.always]
PROFILE = """id: examples
title: {zh: 例子, en: Examples}
levels: {associate_senior: 副高, full_senior: 正高}
applicant: {name: 姓名, employer: 单位}
photo: 照片
texts: {statement: 总结}
attachments: {ethics: {label: 师德鉴定, parts: {form: 表}}}
tables: {subjects: {A01: 语文}}
sections:
  catalogue: {label: 目录, fields: {title: 名称}}
  papers:
    label: 论文
    fields:
      title: 题目
      date: {label: 时间, type: date}
      is_representative: {label: 代表作, type: flag}
      score: 分数
      code: 代码
      subject: 学科
    parts: {cover: 封面, contents: 目录, body: 正文}
  awards:
    label: 获奖
    fields: {title: 名称, rank: {label: 排名, type: rank}, members: {label: 名单, type: people}}
    parts: {proof: 证书}
  appraisals: {label: 考核, fields: {year: {label: 年份, type: integer}}}
  training: {label: 培训, fields: {year: {label: 年份, type: integer}, hours: {label: 学时, type: number}}}
  teaching: {label: 教学, fields: {own_hours: {label: 本人, type: number}, hours: {label: 合计, type: number}}}
  work_history: {label: 经历, fields: {from: {label: 起, type: date}, to: {label: 止, type: date}}}
"""


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
def test_every_parameter_has_its_words_and_no_words_are_left_over(kind) -> None:
    lines = list(describe_parameters(kind))
    assert [line.name for line in lines if not (line.meaning.zh and line.meaning.en)] == []
    assert {line.name for line in lines} == set(HELP[kind.name].meanings)


def test_only_kinds_that_are_there_are_explained() -> None:
    assert HELP.keys() <= BY_NAME.keys()


@pytest.mark.parametrize("name", sorted(HELP))
def test_an_example_row_can_be_copied(name, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "profiles" / "examples"
    folder.mkdir(parents=True)
    profile = PROFILE.replace("正文}", "正文, proof: 证明}") if name == "shared-file" else PROFILE
    (folder / "profile.yaml").write_text(f"{profile}{example_row(BY_NAME[name])}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [mistake.text.en for mistake in check_profile("examples")] == []
