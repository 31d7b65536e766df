"""Every profile and every fragment that the guide prints can be copied: `profile check` finds no mistake in any."""

import re
from pathlib import Path

import pytest

from zcdossier.app.inspect_profiles import check_profile
from zcdossier.profiles.load import load

DOCS = Path(__file__).resolve().parents[3] / "docs"
GUIDES = ("writing-a-profile.md", "writing-a-profile.zh-CN.md")


def _blocks(guide: str) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (DOCS / guide).read_text(encoding="utf-8"), re.DOTALL)


def _named(guide: str) -> dict[str, str]:
    found = ((re.match(r"id: (\S+)", block), block) for block in _blocks(guide))
    return {match[1]: block for match, block in found if match is not None}


def _write_all(guide: str, folder: Path) -> None:
    for name, block in _named(guide).items():
        (folder / "profiles" / name).mkdir(parents=True)
        (folder / "profiles" / name / "profile.yaml").write_text(block, encoding="utf-8")
        cited = "".join(f"{clause}: {{where: 一, says: {{zh: 条款, en: clause}}}}\n" for clause in _clauses(block))
        (folder / "profiles" / name / "clauses.yaml").write_text(cited, encoding="utf-8")


def _clauses(text: str) -> list[str]:
    return sorted(set(re.findall(r"\bMY-[\d.-]+\b", text)))


def test_each_profile_of_the_guide_has_no_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_all(GUIDES[0], tmp_path)
    monkeypatch.chdir(tmp_path)
    mistakes = {name: [mistake.text.en for mistake in check_profile(name)] for name in _named(GUIDES[0])}
    assert {name: found for name, found in mistakes.items() if found} == {}
    assert {"my-notice-2027", "zj-hznu-2024", "county-schools", "files-and-pages", "typed-things"} <= mistakes.keys()


def test_both_guides_print_the_same_profiles() -> None:
    first, second = ({name: _bare(block) for name, block in _named(guide).items()} for guide in GUIDES)
    assert first == second


def _bare(block: str) -> list[str]:
    """The block without comments and the spaces before them."""
    return [re.sub(r"\s+#\s.*", "", line).rstrip() for line in block.splitlines()]


def test_next_year_and_three_variants_are_what_the_guide_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_all(GUIDES[0], tmp_path)
    monkeypatch.chdir(tmp_path)
    year = load("zj-hznu-2024")
    rules = {rule.id: rule for rule in year.rules}
    assert (year.sections["awards"].limit, "patents" in year.sections) == ({"*": 3}, False)
    assert rules["papers-limit"].off
    assert rules["photo-bytes-max"].params.below.text == "2 MB"
    schools, hospitals, vocational = (load(f"county-{name}") for name in ("schools", "hospitals", "vocational"))
    assert {rule.id: rule for rule in schools.rules}["cut-off"].params.not_after.text == "2026-08-31"
    assert (hospitals.sections["papers"].limit, list(hospitals.sections)) == ({"*": 4}, ["papers"])
    assert "cut-off" not in {rule.id for rule in vocational.rules}
    assert list(vocational.sections["papers"].parts) == ["body"]
    assert len(_named(GUIDES[0])["zj-hznu-2024"].strip().splitlines()) == 5


SCAFFOLD = """id: scaffold
extends: my-notice-2027
title: {zh: 例子的底子, en: What fragments stand on}
levels: {full: {label: {zh: 正高, en: full}}}
applicant:
  department: 部门
  employer: 单位
  window_end: {label: 截止, type: date}
  employer_nature: 单位性质
sections:
  post_form: {fields: {offered: {label: 推出岗位数, type: integer}}}
  papers: {fields: {kind: 种类, people: {label: 人数, type: integer}}, parts: {body: 正文, blind: 匿名件}}
  appraisals: {label: 考核, fields: {year: {label: 年份, type: integer}, grade: 等次}}
  training:
    label: 培训
    groups: [achievements]
    fields: {year: {label: 年份, type: integer}, hours: {label: 学时, type: number}}
  awards: {label: 获奖, fields: {title: 名称}}
  honors: {label: 荣誉, fields: {title: 名称}}
  contracts: {label: 合同, fields: {title: 名称}}
  social_service:
    label: 社会服务
    fields:
      place: 地点
      content: 内容
      service_form_text: 说明
      a: {label: 甲, type: number}
      b: {label: 乙, type: number}
      total: {label: 合计, type: number}
    parts: {service_form: 服务表}
"""


def _fragments(guide: str) -> list[str]:
    return [block for block in _blocks(guide) if not block.startswith("id:") and re.match(r"[a-z_]+:", block)]


@pytest.mark.parametrize("guide", GUIDES)
def test_each_fragment_of_the_guide_has_no_mistake(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_all(guide, tmp_path)
    monkeypatch.chdir(tmp_path)
    fragments = _fragments(guide)
    assert len(fragments) >= 4
    written = {"scaffold": SCAFFOLD}
    for number, fragment in enumerate(fragments):
        head = f"id: fragment-{number}\nextends: scaffold\ntitle: {{zh: 一段, en: A fragment}}\n"
        written[f"fragment-{number}"] = head + fragment
    for name, text in written.items():
        (tmp_path / "profiles" / name).mkdir()
        (tmp_path / "profiles" / name / "profile.yaml").write_text(text, encoding="utf-8")
        cited = "".join(f"{clause}: {{where: 一, says: {{zh: 条款, en: clause}}}}\n" for clause in _clauses(text))
        (tmp_path / "profiles" / name / "clauses.yaml").write_text(cited, encoding="utf-8")
    mistakes = {name: [mistake.text.en for mistake in check_profile(name)] for name in written}
    assert {name: found for name, found in mistakes.items() if found} == {}
