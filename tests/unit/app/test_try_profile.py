"""A profile tried out: the sample is clean, each rule fires when it is broken, and what is wrong shows."""

from datetime import date
from pathlib import Path

import pytest

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.app.try_profile import try_profile
from zcdossier.errors import CannotRunError, ExitCode

DAY = date(2027, 6, 1)
PROFILE = """id: mine
title: {zh: 试, en: Trial}
applicant: {name: {label: 姓名, required: error}}
photo: 照片
texts: {statement: 总结}
sections:
  papers:
    label: 论文
    limit: {max: 3}
    required: {min: 2}
    fields:
      title: {label: 题目, required: error}
      is_representative: {label: 代表作, type: flag}
      date: {label: 时间, type: date}
      rank: {label: 排名, type: rank, example: 1/3}
    parts:
      cover: {label: 封面, required: error}
      body: {label: 正文, required: error}
rules:
  - {id: cut-off, kind: date, section: papers, fields: [date], not_after: 2026-12-31}
  - {id: first-three, kind: compare, section: papers, field: rank.rank, at_most: 3}
  - {id: order, kind: part-order, section: papers, order: [cover, body]}
  - {id: photo-wide, kind: measure, section: photo, measure: width, one_of: [358]}
  - {id: photo-bytes, kind: measure, section: photo, measure: bytes, above: 60000}
  - {id: short, kind: length, section: texts.statement, max: 500}
  - {id: short-titles, kind: length, section: papers, fields: [title], max: 90}
  - {id: once, kind: unique, section: papers, fields: [title]}
  - {id: star, kind: together, section: papers, if: {title: {starts_with: "*"}}, then: {is_representative: 是}}
"""
IMPOSSIBLE = (
    "  - {id: nobody, kind: required, section: papers, fields: [date], where: {title: {contains: 甲}, date: 2001}}\n"
)


@pytest.fixture
def profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "profiles" / "mine"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_the_sample_is_clean_and_every_rule_fires_alone(profile: Path) -> None:
    trial = try_profile("mine", Path(), as_of=DAY)
    assert trial.findings == ()
    assert [(line.rule, line.outcome) for line in trial.lines if line.outcome != "found"] == []
    assert len(trial.lines) == 18
    assert trial.exit_code is ExitCode.OK
    assert lint_dossier(profile / "sample", as_of=DAY).verdict.findings == ()


def test_a_rule_that_never_fires_is_told_until_a_case_shows_it(profile: Path) -> None:
    (profile / "profile.yaml").write_text(PROFILE + IMPOSSIBLE, encoding="utf-8")
    trial = try_profile("mine", Path(), as_of=DAY)
    assert [line.rule for line in trial.lines if line.outcome == "never"] == ["nobody"]
    assert trial.exit_code is ExitCode.FINDINGS


def test_cases_are_held_against_their_names(profile: Path) -> None:
    for name, title in (("pass-there", "甲"), ("fail-there", "甲"), ("fail-lacking", "")):
        case = profile / "cases" / "papers-title-required" / name
        case.mkdir(parents=True)
        text = f"profile: ../../../profile.yaml\nsections:\n  papers:\n    - {{title: {title}}}\n"
        (case / "dossier.yaml").write_text(text, encoding="utf-8")
    trial = try_profile("mine", Path(), as_of=DAY)
    assert [(case.name.partition("/")[2], "papers-title-required" in case.found) for case in trial.cases] == [
        ("fail-lacking", True),
        ("fail-there", False),
        ("pass-there", False),
    ]
    assert [case.right for case in trial.cases if "pass" in case.name] == [True]
    assert trial.exit_code is ExitCode.FINDINGS, "fail-there finds nothing of its rule"


def test_a_sample_that_somebody_wrote_is_taken_as_it_is(profile: Path) -> None:
    sample = profile / "sample"
    sample.mkdir()
    written = "profile: ../profile.yaml\napplicant: {name: ''}\n"
    (sample / "dossier.yaml").write_text(written, encoding="utf-8")
    trial = try_profile("mine", Path(), as_of=DAY)
    assert (sample / "dossier.yaml").read_text(encoding="utf-8") == written
    assert "applicant-name-required" in {finding.rule for finding in trial.findings}
    assert trial.exit_code is ExitCode.FINDINGS


def test_a_base_alone_can_not_be_tried() -> None:
    with pytest.raises(CannotRunError):
        try_profile("zj-platform", Path(), as_of=DAY)


def test_what_stands_in_the_sample_is_not_taken_for_found(profile: Path) -> None:
    broken = "  - {id: scans-pdf, kind: measure, section: papers, measure: paper, one_of: [A4]}\n"
    standing = "  - {id: words, kind: wording, section: papers, field: title, pattern: 不会这样}\n"
    text = PROFILE.replace("  - {id: cut-off", f"{broken}{standing}  - {{id: cut-off")
    (profile / "profile.yaml").write_text(text, encoding="utf-8")
    lines = {line.rule: line for line in try_profile("mine", Path(), as_of=DAY).lines}
    assert lines["scans-pdf"].outcome == "found"  # pages are asked for, so that the sample's scans are PDFs
    assert "扫描件" not in lines["words"].how.zh  # only what changes the title says something of it


YEARLY = """id: mine
title: {zh: 试, en: Trial}
levels: {senior: {label: {zh: 高级, en: senior}}, first: {label: {zh: 中级, en: first}}}
applicant: {name: {label: 姓名, required: error}}
sections:
  appraisals:
    label: 考核
    required: {}
    evidence: true
    fields: {year: {label: 年度, type: integer, required: error}}
  works: {label: 代表作, required: {min: 2}, fields: {mark: {label: 标注, choices: [一, 二, 三], required: error}}}
  service:
    label: 下乡
    fields: {year: {label: 年度, type: integer, required: error}, days: {label: 天数, type: integer, required: error}}
  results: {label: 业绩, fields: {kind: {label: 类别, choices: [科技奖, 标准, 专利], required: error}}}
  surveys: {label: 调查报告, fields: {title: {label: 题目, required: error}}}
rules:
  - {id: days, kind: totals, section: service, amount: days, by: year, years: {last: 3}, at_least: 60}
  - {id: ways, kind: count, section: results, ways: 2,
     either: [{where: {kind: 科技奖}}, {where: {kind: 标准}}, {where: {kind: 专利}}]}
  - {id: many, kind: count, section: surveys, either: [{min: 4}, {section: results, where: {kind: 专利}}]}
  - {id: five, kind: years, section: appraisals, field: year, expected: {last: 5}, when: {level: senior}}
  - {id: two, kind: years, section: appraisals, field: year, expected: [2001, 2002, 2003, 2004, 2005, 2006],
     when: {level: first}}
  - {id: marks, kind: unique, section: works, fields: [mark]}
"""


def test_a_sample_has_the_years_that_its_applicant_needs_and_a_choice_for_each_record(profile: Path) -> None:
    (profile / "profile.yaml").write_text(YEARLY, encoding="utf-8")
    trial = try_profile("mine", Path(), as_of=DAY)
    assert trial.findings == ()
    assert trial.not_evaluated == ()
    dossier = lint_dossier(profile / "sample", as_of=DAY).dossier
    assert dossier is not None
    years = [record.fields["year"].text for record in dossier.records() if record.section == "appraisals"]
    assert years == ["2022", "2023", "2024", "2025", "2026"]
    files = sorted(path.parent.name for path in (profile / "sample" / "考核").rglob("*.jpg"))
    assert files == [f"{number} 考核" for number in range(1, 6)]


NAMED = """id: mine
title: {zh: 试, en: Trial}
levels: {senior: {label: {zh: 高级, en: senior}}}
applicant: {name: {label: 姓名, required: error, example: 林晓}}
photo: {label: 照片, format: [png], size: 300x400}
attachments: {pledge: {label: 承诺书, required: true, files: {count: 2, format: [pdf]}}}
sections:
  papers:
    label: 论文
    required: {min: 2}
    fields: {title: {label: 题目, required: error}, date: {label: 时间, type: date}}
    parts: {cover: {label: 封面, required: error}, body: {label: 正文, required: error}}
rules:
  - {id: dossier-name, kind: file-name, of: dossier, template: '{applicant.name}（{level}）'}
  - {id: folders, kind: file-name, section: papers, of: folder, template: '{number|00} {title}'}
  - {id: names, kind: file-name, section: papers, parts: [body], template: '{applicant.name}-{title}-{date|YYYYMM}.pdf'}
  - {id: pages, kind: measure, section: papers, part: body, measure: pages, at_least: 3}
  - {id: open, kind: measure, section: papers, part: body, measure: encryption, equals: none}
  - {id: shape, kind: measure, section: photo, measure: ratio, between: [0.74, 0.76]}
"""


def test_a_sample_is_named_and_drawn_as_its_rules_want(profile: Path) -> None:
    (profile / "profile.yaml").write_text(NAMED, encoding="utf-8")
    trial = try_profile("mine", Path(), as_of=DAY)
    assert trial.findings == ()
    assert [(line.rule, line.how.zh) for line in trial.lines if line.outcome == "never"] == []
    sample = profile / "sample"
    files = sorted(path.relative_to(sample).as_posix() for path in sample.rglob("*") if path.is_file())
    assert [file for file in files if "/.zcdossier/" not in file] == [  # what was measured is kept where that took long
        "林晓（高级）/dossier.yaml",
        "林晓（高级）/photo.png",
        "林晓（高级）/论文/01 题目样例/1-封面.jpg",
        "林晓（高级）/论文/01 题目样例/林晓-题目样例-202005.pdf",
        "林晓（高级）/论文/02 题目样例（2）/1-封面.jpg",
        "林晓（高级）/论文/02 题目样例（2）/林晓-题目样例（2）-202005.pdf",
        "林晓（高级）/附件/1 承诺书/1-证明-2.pdf",
        "林晓（高级）/附件/1 承诺书/1-证明.pdf",
    ]
    again = try_profile("mine", Path(), as_of=DAY)
    assert again.findings == ()


WHY = """id: mine
title: {zh: 试, en: Trial}
applicant: {name: {label: 姓名, required: error}, age: {label: 年龄, type: integer, example: '40'}}
sections:
  papers: {label: 论文, fields: {title: {label: 题目, required: error}, date: {label: 时间, type: date}}}
rules:
  - {id: leader, kind: compare, section: applicant, field: age, at_most: 60}
  - {id: echo, kind: compare, section: applicant, field: age, at_most: 70, echo_of: [leader]}
  - {id: always, kind: compare, section: applicant, field: age, at_most: {field: age, plus: 1}}
  - {id: nobody, kind: count, section: papers, min: 1, when: {age: 41, name: {matches: "(?=x)y"}}}
"""


def test_a_rule_that_never_fires_says_why(profile: Path) -> None:
    (profile / "profile.yaml").write_text(WHY, encoding="utf-8")
    lines = {line.rule: line for line in try_profile("mine", Path(), as_of=DAY).lines if line.outcome == "never"}
    assert lines["echo"].how.zh.startswith("每次都有 leader 先查出")
    assert lines["always"].how.zh.startswith("样本改了许多处，它都认为合要求")
    assert lines["nobody"].how.zh.startswith("样本里的人不归它管，也没能自动填成：")


MORE = """id: mine
title: {zh: 试, en: Trial}
levels: {senior: 高级, middle: 中级}
applicant:
  name: {label: 姓名, required: error}
  title: {label: 申报职称, example: 工程师}
  staff: {label: 是否在编, type: flag, example: 是}
sections:
  studies:
    label: 学历
    fields:
      first: {label: 毕业时间, type: date, example: 2014-06}
      last: {label: 最后毕业时间, type: date, example: 2014-06}
      school: {label: 院校, example: 云川大学}
    parts: {diploma: 毕业证书, register: 登记表, other: 其他}
  papers:
    label: 论文
    fields:
      title:
        {label: 题目, type: composed, pattern: '(?P<type>论文|译文)：(?P<name>.+)', example: 论文：灌区量水设施改造研究}
      date: {label: 时间, type: date, example: 2020-05}
  awards:
    label: 获奖
    fields:
      title: {label: 题目, type: composed, pattern: '(?P<type>\\w+奖)：(?P<name>.+)', example: 一等奖：乙}
  years: {label: 考核, fields: {year: {label: 年度, type: integer, required: error}}, parts: {form: 考核表}}
attachments: {note: {label: 说明, parts: {form: 说明}}}
rules:
  - {id: level, kind: together, section: applicant, when: {level: senior},
     if: {title: {matches: ^工程师}}, then: {title: {present: false}}}
  - {id: note, kind: count, section: attachments.note, when: {staff: 否, all: [{staff: {present: true}}]}, min: 1}
  - {id: later, kind: parts, section: studies, where: {last: {above: first}, school: {contains: 大学}},
     one_of: [diploma, register]}
  - {id: no-club, kind: wording, section: studies, field: school, not_pattern: '.*(俱乐部|公司).*'}
  - {id: alike, kind: unique, sections: [papers, awards], fields: [title.name], across: true}
  - {id: longer, kind: unique, section: papers, fields: [title.name, date], continued: true}
  - {id: in-order, kind: record-order, section: papers, field: date, by_time: true}
  - {id: three, kind: years, section: years, field: year, expected: [2024, 2025, 2026]}
  - {id: named, kind: file-name, section: years, pattern: '(?!\\d{4}$).*', example: 2024年考核表}
  - {id: its-year, kind: file-name, section: years, agrees_with: year}
"""


def test_a_rule_that_asks_for_more_than_one_thing_is_seen_to_fire(profile: Path) -> None:
    (profile / "profile.yaml").write_text(MORE, encoding="utf-8")
    trial = try_profile("mine", Path(), as_of=DAY)
    assert trial.findings == ()  # at the level for which the examples are meant
    assert [line.rule for line in trial.lines if line.outcome == "never"] == []
