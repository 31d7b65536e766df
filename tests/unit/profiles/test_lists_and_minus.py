"""Words from the profile's lists among bounds, and what is taken off a field."""

from datetime import date
from pathlib import Path

from zcdossier.app.inspect_profiles import check_profile
from zcdossier.app.lint_dossier import lint_dossier

PROFILE = """\
id: case
title: {zh: 例, en: example}
lists: {grades: [甲, 乙], places: [浙江]}
applicant: {name: 姓名, places: {label: 名额, type: integer}, taken: {label: 已用, type: integer}}
sections:
  papers:
    label: 论文
    fields: {title: 题目, grade: 等级, year: {label: 年份, type: integer}, people: {label: 人数, type: integer}}
rules:
  - {id: recent, kind: compare, section: papers, field: year, at_least: {field: today.year, minus: 3}}
  - {id: room, kind: compare, section: papers, field: people,
     at_most: {field: applicant.places, minus: applicant.taken}}
  - {id: graded, kind: compare, section: papers, field: grade, one_of: [{list: grades}, 丙]}
  - {id: no-place, kind: measure, section: papers, measure: text, none_of: {list: places}}
"""
MANIFEST = """\
profile: ../profile.yaml
applicant: {name: 林晓, places: 5, taken: 2}
sections:
  papers: [{title: 一, grade: %s, year: %s, people: %s}]
"""


def found(folder: Path, grade: str, year: int, people: int) -> set[str]:
    (folder / "li").mkdir(exist_ok=True)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "li" / "dossier.yaml").write_text(MANIFEST % (grade, year, people), encoding="utf-8")
    return {finding.rule for finding in lint_dossier(folder / "li", as_of=date(2026, 5, 1)).verdict.findings}


def test_both_hold(tmp_path: Path) -> None:
    assert found(tmp_path, "丙", 2023, 3) == set()
    assert check_profile(str(tmp_path / "profile.yaml")) == ()


def test_each_is_found(tmp_path: Path) -> None:
    assert found(tmp_path, "丁", 2022, 4) == {"recent", "room", "graded"}


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "profile.yaml").write_text(PROFILE.replace("{list: places}", "{list: place}"), encoding="utf-8")
    mistakes = [mistake.text.zh for mistake in check_profile(str(tmp_path / "profile.yaml"))]
    assert "lists 里没有 place，是不是 places？" in mistakes
