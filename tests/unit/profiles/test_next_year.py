"""Next year's profile drops and replaces whatever its base says, in a line each."""

from pathlib import Path

import pytest

from zcdossier.app.inspect_profiles import check_profile
from zcdossier.model.condition import ALWAYS
from zcdossier.model.profile import Profile
from zcdossier.profiles.load import load

BASE = """id: base
title: {zh: 底本, en: Base}
levels: {a: 甲, b: 乙}
applicant: {name: {label: 姓名, required: error}, post: {label: 岗位, type: choice, choices: [教师, 医师]}}
photo: 照片
texts: {statement: 总结}
attachments: {ethics: {label: 师德, required: true}}
sections:
  papers:
    label: 论文
    limit: {max: 5, when: {post: 教师}}
    required: {min: 1}
    fields: {title: {label: 题目, required: error}, date: {label: 时间, type: date}}
    parts: {cover: 封面, body: 正文, back: 封底}
  awards: {label: 获奖, limit: {max: 3}, fields: {title: 名称}}
rules:
  - {id: cut-off, kind: date, section: papers, fields: [date], not_after: 2026-12-31, when: {post: 教师}}
  - {id: order, kind: part-order, section: papers, order: [cover, body, back], off: 不查}
  - {id: wide, kind: measure, section: photo, measure: width, at_least: 300}
deadlines: [{text: 截止, date: 2026-06-30, clauses: [B-2]}]
checklist:
  - {clauses: [B-3], question: 盖章了吗, sections: [papers]}
  - {clauses: [B-4], question: 交了吗}
guidance: [{clauses: [B-5], text: 提示, at: papers}]
word_forms: {sheet: {title: 表, note: 没有印}}
"""


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def write(lines: str) -> Profile:
        for name, text in (("base", BASE), ("child", f"id: child\nextends: base\ntitle: {{zh: 子, en: C}}\n{lines}\n")):
            (tmp_path / "profiles" / name).mkdir(parents=True, exist_ok=True)
            (tmp_path / "profiles" / name / "profile.yaml").write_text(text, encoding="utf-8")
        assert [mistake.text.zh for mistake in check_profile("child", Path()) if "条款表" not in mistake.text.zh] == []
        return load("child", Path())

    return write


def _rules(profile: Profile) -> dict[str, object]:
    return {rule.id: rule for rule in profile.rules}


@pytest.mark.parametrize("dropped", ["null", "off", "~", "{off: 今年没有}"])
def test_everything_with_a_name_can_be_dropped(child, dropped: str) -> None:
    assert list(child(f"sections: {{awards: {dropped}}}").sections) == ["papers"]
    assert child(f"texts: {{statement: {dropped}}}").texts == {}
    assert child(f"attachments: {{ethics: {dropped}}}").attachments == {}
    assert child(f"word_forms: {{sheet: {dropped}}}").word_forms == ()
    assert child(f"photo: {dropped}").photo is None
    assert [level.id for level in child(f"levels: {{b: {dropped}}}").levels] == ["a"]
    assert "papers-limit" not in _rules(child(f"sections: {{papers: {{limit: {dropped}}}}}"))
    assert "papers-required" not in _rules(child(f"sections: {{papers: {{required: {dropped}}}}}"))


def test_a_dropped_field_or_part_takes_along_what_is_about_it_alone(child) -> None:
    profile = child("sections: {papers: {fields: {date: off}, parts: {cover: null}}}")
    assert "cut-off" not in _rules(profile)
    assert _rules(profile)["order"].params.order == ("body", "back")
    switched_off = child("sections: {papers: {fields: {date: off}}}\nrules: [{id: cut-off, off: 不查}]")
    assert "cut-off" not in _rules(switched_off)


def test_a_rule_is_changed_by_what_differs(child) -> None:
    rule = _rules(child("rules: [{id: cut-off, not_after: 2027-12-31}]"))["cut-off"]
    assert (rule.params.not_after.text, rule.params.fields) == ("2027-12-31", ("date",))
    assert _rules(child("rules: [{id: cut-off, when: null}]"))["cut-off"].when == ALWAYS
    assert _rules(child("rules: [{id: cut-off, not_after: 2027-01-01, when: null}]"))["cut-off"].when == ALWAYS
    assert _rules(child("rules: [{id: cut-off, when: {post: 医师}}]"))["cut-off"].when.values == ("医师",)
    assert _rules(child("sections: {papers: {limit: {max: 3, when: null}}}"))["papers-limit"].when == ALWAYS


@pytest.mark.parametrize(("line", "off"), [("severity: warning", "不查"), ("off: false", ""), ("off: 否", "")])
def test_only_off_false_turns_a_rule_on_again(child, line: str, off: str) -> None:
    assert _rules(child(f"rules: [{{id: order, {line}}}]"))["order"].off == off


def test_questions_and_deadlines_are_dropped_by_clause_and_replaced(child) -> None:
    asked = child("checklist: [{clauses: [B-3], off: 改问法}, {clauses: [B-3], question: 新问题}]").checklist
    assert [question.question.zh for question in asked] == ["交了吗", "新问题"]
    off = "{clauses: [B-2], off: 改期}"
    assert child(f"deadlines: [{off}]").deadlines == ()
    changed = child(f"deadlines: [{off}, {{text: 新的, date: 2027-06-30}}]").deadlines
    assert [deadline.date for deadline in changed] == ["2027-06-30"]
    assert [deadline.date for deadline in child("deadlines: [{text: 新, date: 2027-06-30}]").deadlines] == [
        "2027-06-30"
    ]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("awards: null", "写成 sections: {awards: null}"),
        ("sections: {award: null}", "没有 award 可以去掉，是不是 awards"),
        ("applicant: {post: null}", "rules: - {id: cut-off, off: …}"),
        ("rules: [{id: cut-of, off: 不查}]", "是不是 cut-off"),
    ],
)
def test_what_can_not_be_dropped_so_is_told_with_what_to_write(child, lines: str, message: str) -> None:
    with pytest.raises(AssertionError):
        child(lines)
    assert any(message in mistake.text.zh for mistake in check_profile("child", Path()))
