"""What a field or a part needs: a grade, or a mapping with clauses and a condition, as sections have it."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from zcdossier.app.inspect_profiles import check_profile
from zcdossier.model.condition import ALWAYS
from zcdossier.model.finding import Severity
from zcdossier.model.profile import Rule
from zcdossier.profiles.load import load


def write(tmp_path: Path, required: Any, *rows: Any) -> str:
    papers = {
        "label": "论文",
        "fields": {"title": {"label": "题目", "required": required}, "hours": {"label": "学时", "type": "number"}},
        "parts": {"cover": {"label": "封面", "required": required}},
    }
    profile = {
        "id": "desk",
        "title": "桌",
        "applicant": {"post": {"label": "岗位"}},
        "sections": {"papers": papers},
        "rules": list(rows),
    }
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "profile.yaml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    return str(tmp_path / "desk")


def rules(tmp_path: Path, required: Any) -> dict[str, Rule]:
    return {rule.id: rule for rule in load(write(tmp_path, required)).rules}


@pytest.mark.parametrize("name", ["papers-title-required", "papers-part-cover"])
@pytest.mark.parametrize(
    ("required", "grade"),
    [
        (True, Severity.ERROR),
        ("warning", Severity.WARNING),
        ({"clauses": ["A-1"]}, Severity.ERROR),
        ({"severity": "warning", "when": {"post": "教师"}}, Severity.WARNING),
    ],
)
def test_a_requirement(tmp_path: Path, name: str, required: Any, grade: Severity) -> None:
    rule = rules(tmp_path, required)[name]
    assert rule.severity is grade
    mapping = required if isinstance(required, dict) else {}
    assert list(rule.all_clauses) == mapping.get("clauses", [])
    assert (rule.when == ALWAYS) is ("when" not in mapping)


def test_what_only_some_need_is_not_marked_as_needed(tmp_path: Path) -> None:
    papers = load(write(tmp_path, {"when": {"post": "教师"}})).sections["papers"]
    assert papers.fields["title"].required is None
    assert papers.parts["cover"].required is None


def test_an_unknown_key_of_a_requirement(tmp_path: Path) -> None:
    mistakes = check_profile(write(tmp_path, {"unless": {"post": "教师"}}))
    assert {mistake.text.zh[:10] for mistake in mistakes} == {"不认识 unless"}


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("pattern", "pattern 是 wording、file-name 的"),
        ("by", "by 是 count、totals 的"),
        ("one_of", "one_of 是 compare、parts、measure 的"),
    ],
)
def test_a_key_that_another_kind_knows(tmp_path: Path, key: str, message: str) -> None:
    row = {"id": "row", "kind": "form", "section": "papers", "fields": ["hours"], key: "x"}
    (mistake,) = check_profile(write(tmp_path, True, row))
    assert message in mistake.text.zh


def test_a_name_with_a_value_of_no_field_is_refused(tmp_path: Path) -> None:
    file = Path(write(tmp_path, True)) / "profile.yaml"
    profile = yaml.safe_load(file.read_text(encoding="utf-8"))
    names = ["{title}封面", "{titel}封面", "封面"]
    profile["sections"]["papers"]["parts"]["cover"]["value_names"] = names
    file.write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    mistakes = check_profile(str(file.parent))
    assert [mistake.text.zh for mistake in mistakes] == [
        "没有字段 titel：{titel}封面，是不是 title？",
        "“封面”里没有写字段，例如 {hours}封面",
    ]


def test_a_requirement_of_some_records(tmp_path: Path) -> None:
    papers = rules(tmp_path, {"where": {"hours": {"present": True}}})
    for name in ("papers-title-required", "papers-part-cover"):
        assert papers[name].where != ALWAYS
        assert papers[name].when == ALWAYS
    assert load(str(tmp_path / "desk")).sections["papers"].fields["title"].required is None


def test_a_field_of_records_is_no_condition_on_the_applicant(tmp_path: Path) -> None:
    mistakes = check_profile(write(tmp_path, {"when": {"hours": {"present": True}}}))
    assert mistakes
    assert all("看记录的写在 where 里" in mistake.text.zh for mistake in mistakes)


def test_a_pattern_is_for_texts(tmp_path: Path) -> None:
    name = write(tmp_path, True)
    path = tmp_path / "desk" / "profile.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["sections"]["papers"]["fields"]["title"] |= {"pattern": "[A-Z]+", "example": "A"}
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    assert {rule.id: rule for rule in load(name).rules}["papers-title-form"].params.pattern == "[A-Z]+"
    data["sections"]["papers"]["fields"]["hours"]["pattern"] = "9"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    assert "pattern 只管文字，hours 的类型是 number" in str(check_profile(name, None))


def test_what_is_handed_in_once_cites_the_clauses_of_the_whole(tmp_path: Path) -> None:
    name = write(tmp_path, True)
    path = tmp_path / "desk" / "profile.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["attachments"] = {"pledge": {"label": "承诺书", "required": True, "clauses": ["A-1"]}}
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    found = {rule.id: rule for rule in load(name).rules}
    assert found["attachments.pledge-required"].clauses == {"*": ("A-1",)}


def test_a_computed_value_of_some_records(tmp_path: Path) -> None:
    row = {"id": "long", "kind": "compare", "section": "papers", "at_least": 6}
    some = {**row, "of": {"sum": ["hours"]}, "where": {"title": "甲"}}
    assert "where" not in str(check_profile(write(tmp_path, True, some), None))


def test_so_many_records_by_level(tmp_path: Path) -> None:
    works = {"label": "作品", "required": {"min": {"full": 5, "associate": 3}}}
    profile = {
        "id": "desk",
        "title": "桌",
        "levels": {"full": "正高", "associate": "副高"},
        "sections": {"works": works},
    }
    (tmp_path / "profile.yaml").write_text(yaml.safe_dump(profile, allow_unicode=True), encoding="utf-8")
    read = load(str(tmp_path / "profile.yaml"))
    assert {rule.id: rule for rule in read.rules}["works-required"].params.min == {"full": 5, "associate": 3}
    assert not read.sections["works"].required
