"""One notice laid over another: what merges, what follows, what replaces, what is not inherited."""

import re

import pytest

from zcdossier.model.condition import ALWAYS
from zcdossier.model.finding import Severity

BASE = """\
id: base
abstract: true
title: 底本
levels: {senior: 副高}
photo: {label: 照片}
sections:
  papers:
    label: 论文
    limit: {max: 5, clauses: [B-1]}
    evidence: error
    fields: {title: {label: 题目, required: error}, date: {label: 时间, type: date}}
    parts: {cover: {label: 封面, required: error}}
  books: {label: 著作}
build: {max_bytes: 20000000, min_dpi: 100}
rules:
  - {id: photo-width, kind: measure, section: photo, measure: width, above: 215, clauses: [B-2]}
  - {id: photo-height, kind: measure, section: photo, measure: height, above: 300}
checklist: [{clauses: [B-3], question: 属实吗？}]
guidance: [{clauses: [B-4], text: 请在电脑上填}]
"""


def child(profiles, text: str):
    profiles.write("base", BASE)
    profiles.write("child", f"id: child\nextends: base\n{text}")
    profile = profiles.read("child")
    assert profiles.complaints() == []
    return profile


def chain_of(profile) -> list[str]:
    return [member.id for member in profile.chain]


def rule(profile, name: str):
    return next((rule for rule in profile.rules if rule.id == name), None)


def test_a_child_is_the_base_with_its_own_words(profiles) -> None:
    profile = child(profiles, "title: 通知\n")
    assert (profile.id, profile.title.zh, chain_of(profile)) == ("child", "通知", ["child", "base"])
    assert list(profile.sections) == ["papers", "books"]
    assert [rule.id for rule in profile.rules] == [
        "papers-title-required", "papers-date-form", "papers-part-cover", "papers-limit", "papers-evidence",
        "photo-width", "photo-height",
    ]  # fmt: skip


def test_being_abstract_is_not_inherited(profiles) -> None:
    assert not child(profiles, "").abstract
    assert profiles.read("base").abstract


def test_mappings_merge_key_by_key(profiles) -> None:
    more = "levels: {full: 正高}\nbuild: {min_dpi: 150}\nsections:\n"
    more += "  papers: {label: 学术论文, fields: {date: {required: warning}, rank: {label: 排名, type: rank}}}\n"
    profile = child(profiles, more)
    assert [level.id for level in profile.levels] == ["senior", "full"]
    assert (profile.build.max_bytes, profile.build.min_dpi) == (20_000_000, 150)
    papers = profile.sections["papers"]
    assert (papers.label.zh, list(papers.fields)) == ("学术论文", ["title", "date", "rank"])
    assert papers.fields["date"].label.zh == "时间"
    assert papers.fields["date"].required is Severity.WARNING
    assert papers.fields["title"].required is Severity.ERROR


def test_limits(profiles) -> None:
    assert child(profiles, "").sections["papers"].limit == {"*": 5}
    profile = child(profiles, "sections: {papers: {limit: {max: {senior: 3}, clauses: {senior: [C-1]}}}}\n")
    assert profile.sections["papers"].limit_for("senior") == 3
    limit = rule(profile, "papers-limit")
    assert (limit.params.max, limit.clauses) == ({"senior": 3}, {"senior": ("C-1",)})
    assert child(profiles, "sections: {papers: {limit: 2}}\n").sections["papers"].limit == {"*": 2}


def test_what_was_required_may_be_left_out(profiles) -> None:
    profile = child(profiles, "sections: {papers: {evidence: false, fields: {title: {required: false}}}}\n")
    assert rule(profile, "papers-evidence") is None
    assert rule(profile, "papers-title-required") is None


def test_lists_follow_or_replace(profiles) -> None:
    more = "checklist: [{clauses: [C-3], question: 是吗？}]\nguidance: [{clauses: [C-4], text: 慢慢来}]\n"
    profile = child(profiles, more)
    assert [item.clauses[0] for item in profile.checklist] == ["B-3", "C-3"]
    assert [item.clauses[0] for item in profile.guidance] == ["B-4", "C-4"]


def test_a_rule_is_graded_worded_cited_and_switched_off_by_its_id(profiles) -> None:
    more = "rules:\n  - {id: photo-width, severity: warning, clauses: [C-2], says: 宽一点, hint: 换一张}\n"
    more += "  - {id: photo-height, off: 这里不查}\n  - {id: papers-limit, when: {level: senior}}\n"
    more += "  - {id: orphan, severity: error, clauses: [C-5]}\n"
    profile = child(profiles, more)
    width = rule(profile, "photo-width")
    assert (width.severity, width.clauses, width.says.zh, width.hint.zh) == (
        Severity.WARNING, {"*": ("C-2",)}, "宽一点", "换一张",
    )  # fmt: skip
    assert width.params.above.amounts[0].low == 215
    assert rule(profile, "photo-height").off == "这里不查"
    assert rule(profile, "papers-limit").when != ALWAYS
    assert rule(profile, "papers-limit").clauses == {"*": ("B-1",)}
    assert (rule(profile, "orphan").kind, rule(profile, "orphan").severity) == ("orphan", Severity.ERROR)
    assert [rule.id for rule in profile.rules].count("photo-width") == 1


def test_a_rule_with_a_kind_takes_the_place_of_the_earlier_one(profiles) -> None:
    profile = child(
        profiles, "rules:\n  - {id: photo-width, kind: measure, section: photo, measure: width, above: 300}\n"
    )
    width = rule(profile, "photo-width")
    assert (width.params.above.amounts[0].low, width.clauses) == (300, {})


def test_a_chain_of_three(profiles) -> None:
    child(profiles, "rules: [{id: photo-width, off: 不查}]\n")
    profiles.write("grandchild", "id: grandchild\nextends: child\nrules: [{id: photo-width, severity: error}]\n")
    profile = profiles.read("grandchild")
    assert profiles.complaints() == []
    assert chain_of(profile) == ["grandchild", "child", "base"]
    assert rule(profile, "photo-width").off == "不查"


def test_a_base_beside_the_profile_or_at_a_path(profiles, tmp_path) -> None:
    profiles.write("base", BASE)
    elsewhere = tmp_path / "elsewhere" / "profiles" / "child"
    elsewhere.mkdir(parents=True)
    (elsewhere / "profile.yaml").write_text("id: child\nextends: ../profiles/base\n", encoding="utf-8")
    profile = profiles.read(str(elsewhere))
    assert profiles.complaints() == []
    assert chain_of(profile) == ["child", "base"]


@pytest.mark.parametrize("count", [7, 9])
def test_a_chain_has_an_end(profiles, count) -> None:
    for number in range(count):
        profiles.write(f"p{number}", f"id: p{number}\n" + (f"extends: p{number + 1}\n" if number + 1 < count else ""))
    profiles.read("p0")
    assert bool(profiles.complaints()) == (count > 8)


def test_what_is_off_stays_off_when_graded_until_it_is_revived(profiles) -> None:
    middle = "rules: [{id: photo-width, off: 本校不看}]\n"
    assert rule(child(profiles, middle), "photo-width").off == "本校不看"
    profiles.write("leaf", "id: leaf\nextends: child\nrules: [{id: photo-width, severity: warning}]\n")
    leaf = rule(profiles.read("leaf"), "photo-width")
    assert (leaf.off, leaf.severity) == ("本校不看", Severity.WARNING)
    profiles.write("revived", "id: revived\nextends: child\nrules: [{id: photo-width, off: false}]\n")
    assert rule(profiles.read("revived"), "photo-width").off == ""


def test_null_drops_a_section_with_the_rules_that_speak_of_it_alone(profiles) -> None:
    profile = child(profiles, "title: 通知\nphoto: null\nsections: {papers: null}\n")
    assert (list(profile.sections), profile.photo, profile.rules) == (["books"], None, ())


def test_null_drops_a_field_and_a_part(profiles) -> None:
    profile = child(profiles, "title: 通知\nsections: {papers: {fields: {date: ~}, parts: {cover: null}}}\n")
    papers = profile.sections["papers"]
    assert (list(papers.fields), list(papers.parts)) == (["title"], [])
    assert [found.id for found in profile.rules] == [
        "papers-title-required", "papers-limit", "papers-evidence", "photo-width", "photo-height",
    ]  # fmt: skip


def test_a_rule_for_several_sections_stays_for_those_that_are_left(profiles) -> None:
    profiles.write(
        "base", BASE.replace("rules:\n", "rules:\n  - {id: all, kind: count, sections: [papers, books], max: 9}\n")
    )
    profiles.write("child", "id: child\nextends: base\ntitle: 通知\nsections: {papers: null}\n")
    found = rule(profiles.read("child"), "all")
    assert (found.sections, profiles.complaints()) == (("books",), [])


def test_what_is_not_there_cant_be_dropped(profiles) -> None:
    profiles.write("base", BASE)
    profiles.write("child", "id: child\nextends: base\ntitle: 通知\nsections: {paper: null}\n")
    profiles.read("child")
    assert profiles.complaints() == [(4, "没有 paper 可以去掉，是不是 papers？")]


def test_a_question_and_a_guidance_are_dropped_by_their_clauses(profiles) -> None:
    text = (
        "title: 通知\nchecklist:\n  - {clauses: [B-3], off: 今年不问}\nguidance:\n  - {clauses: [B-4], off: 不再适用}\n"
    )
    profile = child(profiles, text)
    assert (profile.checklist, profile.guidance) == ((), ())


def test_a_question_is_replaced_by_dropping_it_and_asking_another(profiles) -> None:
    text = "title: 通知\nchecklist:\n  - {clauses: [B-3], off: 换了问法}\n  - {clauses: [B-3], question: 都属实吗？}\n"
    assert [found.question.zh for found in child(profiles, text).checklist] == ["都属实吗？"]


def test_a_question_that_is_not_asked_cant_be_dropped(profiles) -> None:
    profiles.write("base", BASE)
    profiles.write("child", "id: child\nextends: base\ntitle: 通知\nchecklist: [{clauses: [B-9], off: 不问}]\n")
    profiles.read("child")
    assert profiles.complaints() == [(4, "没有只引用 B-9 的一条可以去掉")]


def test_a_condition_replaces_that_of_the_base(profiles) -> None:
    base = BASE.replace("limit: {max: 5,", "limit: {max: 5, when: {level: senior},").replace(
        "title: 底本", "title: 底本\napplicant: {post: {label: 岗位}}"
    )
    profiles.write("base", base)
    profiles.write(
        "child", "id: child\nextends: base\ntitle: 通知\nsections: {papers: {limit: {when: {post: 教师}}}}\n"
    )
    found = rule(profiles.read("child"), "papers-limit")
    assert profiles.complaints() == []
    assert "level" not in str(found.when)
    assert "post" in str(found.when)


ASKING = "when: {papers.title: {present: true}}"


@pytest.mark.parametrize(
    ("row", "expected", "added"),
    [
        (
            ("rules:\n", f"rules:\n  - {{id: few, kind: count, section: books, max: 1, {ASKING}}}\n"),
            ("rules few", "rules: - {id: few, off: …}"),
            "rules: [{id: few, off: 没有论文}]\n",
        ),
        (
            ("checklist: [", f"checklist: [{{clauses: [A-9], question: 有吗？, {ASKING}}}, "),
            ("checklist A-9", "checklist: - {clauses: [A-9], off: …}"),
            "checklist: [{clauses: [A-9], off: 没有论文}]\n",
        ),
    ],
)
def test_a_condition_about_what_was_dropped_is_told_with_the_line_to_add(profiles, row, expected, added) -> None:
    profiles.write("base", BASE.replace(*row))
    text = "id: child\nextends: base\ntitle: 通知\nsections: {papers: null}\n"
    profiles.write("child", text)
    profiles.read("child")
    [(line, message)] = profiles.complaints()
    assert line == 4
    assert message.startswith(f"去掉了 papers，可是底本的 {expected[0]}（")
    assert message.endswith(f"有条件要看 papers.title；加上 {expected[1]}，或者写上新的条件")
    assert re.search(r"base/profile\.yaml:\d+）", message)
    profiles.write("child", f"{text}{added}")
    profiles.read("child")
    assert profiles.complaints() == []


@pytest.mark.parametrize(
    ("condition", "own", "expected"),
    [
        ("where: {date: {present: true}}", "", ["sections.papers.limit: null"]),
        ("when: {papers.date: {present: true}}", "", ["sections.papers.limit: null"]),
        ("when: {papers.date: {present: true}}", ", limit: null", []),
        ("when: {papers.date: {present: true}}", ", limit: {when: {post: {present: true}}}", []),
    ],
)
def test_a_limit_that_asks_about_a_dropped_field_of_its_section(profiles, condition, own, expected) -> None:
    base = BASE.replace("limit: {max: 5", f"limit: {{{condition}, max: 5").replace(
        "sections:\n", "applicant: {post: {label: 岗位}}\nsections:\n"
    )
    profiles.write("base", base)
    text = "id: child\nextends: base\ntitle: 通知\nsections: {papers: {fields: {date: ~}"
    profiles.write("child", f"{text}{own}}}}}\n")
    profiles.read("child")
    assert [(line, re.search(r"加上 (.*?)，", message)[1]) for line, message in profiles.complaints()] == [
        (4, at) for at in expected
    ]


def test_without_a_base_there_is_nothing_to_drop(profiles) -> None:
    text = "id: alone\ntitle: 通知\nsections:\n  papers: null\n  books: {label: 著作, fields: {title: ~}}\n"
    profiles.write("alone", text)
    profile = profiles.read("alone")
    assert profiles.complaints() == [(4, "没有 papers 可以去掉"), (5, "没有 title 可以去掉")]
    assert {name: list(section.fields) for name, section in profile.sections.items()} == {"books": []}


def test_rows_of_the_base_that_grade_or_list_what_was_dropped_are_no_mistakes(profiles) -> None:
    rows = (
        "rules:\n  - {id: papers-limit, severity: warning}\n"
        "  - {id: few, kind: count, section: books, max: 1, echo_of: [papers-limit]}\n"
        "  - {id: once, kind: shared-file, sections: [papers, books], may_share: [papers.cover, books]}\n"
    )
    profiles.write("base", BASE.replace("rules:\n", rows))
    profiles.write("child", "id: child\nextends: base\ntitle: 通知\nsections: {papers: null}\n")
    profile = profiles.read("child")
    assert profiles.complaints() == []
    assert (rule(profile, "papers-limit"), rule(profile, "few").echo_of) == (None, ())
    assert (rule(profile, "once").sections, rule(profile, "once").params.may_share) == (("books",), ("books",))


def test_what_the_profile_itself_grades_must_be_there(profiles) -> None:
    profiles.write("base", BASE)
    text = "id: child\nextends: base\ntitle: 通知\nsections: {papers: null}\n"
    profiles.write("child", f"{text}rules: [{{id: papers-limit, severity: warning}}]\n")
    profiles.read("child")
    assert [line for line, _ in profiles.complaints()] == [5]


def test_a_dropped_part_leaves_rows_that_name_their_sections_in_a_list(profiles) -> None:
    outputs = "outputs: [{name: 甲, sections: [papers], parts: [cover, body]}]"
    rules = "  - {id: cover, kind: parts, sections: [papers], all_of: [cover]}\n"
    base = BASE.replace("required: error}}\n  books", "required: error}, body: 正文}\n  books")
    base = base.replace("min_dpi: 100}", f"min_dpi: 100, {outputs}}}").replace("rules:\n", f"rules:\n{rules}")
    profiles.write("base", base)
    profiles.write("child", "id: child\nextends: base\nsections: {papers: {parts: {cover: off}}}\n")
    profile = profiles.read("child")
    assert profiles.complaints() == []
    assert [module.parts for module in profile.build.modules] == [("body",)]
    assert rule(profile, "cover") is None
