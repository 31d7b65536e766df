"""Rows that can never be right, or judge nothing: `profile check` refuses each, in both languages."""

from pathlib import Path

import pytest

from zcdossier.app.inspect_profiles import check_profile

BASE = """id: mine
title: {zh: 试, en: T}
levels: {a: 甲, b: 乙}
applicant: {name: 姓名, post: {label: 岗位, type: choice, choices: [教师, 医师]}, born: {label: 出生, type: date}}
photo: 照片
texts: {statement: 总结}
sections:
  papers:
    label: 论文
    limit: {max: 5}
    fields:
      title: {label: 题目, required: error}
      date: {label: 时间, type: date}
      pages: {label: 页数, type: integer}
      rank: {label: 排名, type: rank}
      is_rep: {label: 代表作, type: flag}
      tier: {label: 级别, type: choice, choices: [一级, 二级]}
      during: {label: 起止, type: period}
    parts: {cover: 封面, body: 正文}
  awards: {label: 获奖, fields: {title: 名称, year: {label: 年, type: integer}}}
"""
NEVER_RIGHT = r"""
{id: r, kind: measure, section: photo, measure: mode, one_of: [24]}
{id: r, kind: measure, section: photo, measure: background_color, one_of: [purple]}
{id: r, kind: file-name, section: papers, pattern: '.+\.pdf'}
{id: r, kind: file-name, section: papers, pattern: '{applicant.name}'}
{id: r, kind: measure, section: photo, measure: mode, at_least: 3}
{id: r, kind: length, section: papers, max: 300}
{id: r, kind: date, section: papers, fields: [date], not_after: 5月31日}
{id: r, kind: compare, section: papers, at_most: 3}
{id: r, kind: names, section: texts.statement, known: [aplicant.name]}
{id: r, kind: compare, section: papers, field: pages, at_least: {section: awards, pick: months, from: form, to: too}}
{id: r, kind: compare, section: papers, field: pages, at_least: {section: awards, pick: months, until: tody}}
{id: r, kind: compare, section: papers, field: pages, at_least: {section: awards, pick: sum}}
{id: r, kind: required, section: papers, fields: [date], where: {part.cover: 是}}
{id: r, kind: date, section: papers, fields: [date], not_after: {field: date, days: 99999999}}
{id: r, kind: compare, of: {section: papers, pick: count}, section: papers, where: {is_rep: 是}, at_most: 3}
build: {name: '{姓名}'}
{id: r, kind: date, section: papers, fields: [title], not_after: 2026-01-01}
{id: r, kind: compare, section: papers, field: tier, equals: 三级}
{id: r, kind: compare, section: papers, field: pages, at_least: 5, at_most: 3}
{id: r, kind: compare, section: papers, field: pages, above: 5, below: 5}
{id: r, kind: compare, section: papers, field: pages, between: [5]}
{id: r, kind: compare, section: papers, field: pages, between: [1, 3, 5]}
{id: r, kind: compare, section: papers, field: pages, between: [9, 1]}
{id: r, kind: compare, section: papers, field: pages, between: [一, 9]}
{id: r, kind: compare, section: papers, field: date, between: [2026-06-01, 2026-01-01]}
{id: r, kind: compare, section: papers, field: pages, equals: 五}
{id: r, kind: compare, section: papers, field: is_rep, equals: 也许}
{id: r, kind: compare, section: papers, field: date, at_most: 3}
{id: r, kind: compare, section: papers, field: pages, at_most: 2026-01-01}
{id: r, kind: date, section: papers, fields: [date], not_before: 2026-06-01, not_after: 2026-01-01}
{id: r, kind: date, section: papers, fields: [date], not_after: date}
{id: r, kind: compare, section: papers, field: pages, equals: pages}
{id: r, kind: count, section: papers, max: -1}
{id: r, kind: count, section: papers, min: 0}
{id: r, kind: count, section: papers, exactly: 3, max: 2}
{id: r, kind: count, section: papers, min: 6}
{id: r, kind: count, section: papers, max: {c: 3}}
{id: r, kind: count, section: applicant, max: 3}
{id: r, kind: length, section: texts.statement, min: 500, max: 100}
{id: r, kind: length, section: papers, field: pages, max: 0}
{id: r, kind: evidence, section: papers, min: 5, max: 2}
{id: r, kind: evidence, section: applicant}
{id: r, kind: evidence, section: papers, formats: [docx]}
{id: r, kind: parts, section: papers, all_of: [covr]}
{id: r, kind: parts, section: awards, all_of: [cover]}
{id: r, kind: parts, section: papers, all_of: [cover], exactly: -1}
{id: r, kind: part-order, section: papers, order: [cover]}
{id: r, kind: part-order, section: papers, order: [cover, cover]}
{id: r, kind: part-order, section: papers, order: [cover, body], first: body}
{id: r, kind: record-order, section: papers, field: tier, order: [三级]}
{id: r, kind: record-order, section: papers, field: title, by_time: true}
{id: r, kind: record-order, section: papers, field: during, by_time: true}
{id: r, kind: record-order, section: papers, field: tier, order: [一级]}
{id: r, kind: years, section: awards, field: year, expected: []}
{id: r, kind: years, section: awards, field: year, expected: [20]}
{id: r, kind: unique, section: papers, fields: []}
{id: r, kind: required, section: papers, fields: []}
{id: r, kind: required, section: photo, fields: [title]}
{id: r, kind: empty, section: papers, fields: [title]}
{id: r, kind: wording, section: papers, field: title, pattern: '('}
{id: r, kind: wording, section: papers, field: title, starts_with: []}
{id: r, kind: wording, section: papers, field: title, starts_with: ['*'], excludes: ['*']}
{id: r, kind: wording, section: papers, field: title, contains: [甲], excludes: [甲]}
{id: r, kind: wording, section: papers, field: title, pattern: '甲.*', example: 乙}
{id: r, kind: together, section: papers, if: {}, then: {is_rep: 是}}
{id: r, kind: together, section: papers, if: {tier: 三级}, then: {is_rep: 是}}
{id: r, kind: together, section: papers, if: {is_rep: {present: maybe}}, then: {is_rep: 是}}
{id: r, kind: together, section: papers, if: {pages: {above: 五}}, then: {is_rep: 是}}
{id: r, kind: required, section: papers, fields: [date], where: {pages: {above: 5, below: 3}}}
{id: r, kind: required, section: papers, fields: [date], where: {is_rep: 是, not: {is_rep: 是}}}
{id: r, kind: required, section: papers, fields: [date], where: {title: {matches: '('}}}
{id: r, kind: required, section: papers, fields: [date], when: {title: 甲}}
{id: r, kind: required, section: papers, fields: [date], when: {level: 丙}}
{id: r, kind: required, section: papers, fields: [date], when: {level: []}}
{id: r, kind: required, section: papers, fields: [date], where: {date: {above: 去年}}}
{id: r, kind: own-place, section: papers}
{id: r, kind: periods, section: papers}
{id: r, kind: seal, section: papers, parts: [body2]}
{id: r, kind: shared-file, section: papers, parts: [cover], may_share: [papers.covr]}
{id: r, kind: file-name, section: papers, agrees_with: title}
{id: r, kind: file-name, section: papers, pattern: 'a', example: b}
{id: r, kind: measure, section: photo, measure: width, above: 500, below: 300}
{id: r, kind: measure, section: applicant, measure: width, above: 500}
{id: r, kind: required, section: papers, fields: [date], severity: fatal}
{id: r, kind: required, section: papers, fields: [date], echo_of: [nothing]}
{id: r, kind: required, section: papers, fields: [date], message: '{foo}'}
{id: r, kind: required, group: nothing, fields: [title]}
{id: r, kind: names, section: papers, known: [applicant.name]}
{id: r, kind: count, section: papers, max: 3, where: {part.cover: {above: 1}}}
""".strip().splitlines()
RIGHT = r"""
{id: r, kind: measure, section: photo, measure: width, one_of: [480]}
{id: r, kind: measure, section: photo, measure: format, one_of: [jpg]}
{id: r, kind: evidence, section: papers, formats: [PDF]}
{id: r, kind: count, section: papers, max: 3, where: {part.cover: {present: true}}}
{id: r, kind: compare, section: papers, field: title, at_most: 3}
{id: r, kind: date, section: papers, fields: [date], not_before: 2026-01-01, not_after: 2026-01-01}
{id: r, kind: together, section: papers, if: {is_rep: 是}, then: {is_rep: 否}}
{id: r, kind: empty, section: papers, fields: [title], where: {is_rep: 是}}
""".strip().splitlines()


def _mistakes(row: str, folder: Path) -> list[tuple[str, str]]:
    (folder / "profiles" / "mine").mkdir(parents=True)
    rows = f"{row}\n" if row.startswith("build") else f"rules:\n  - {row}\n"
    (folder / "profiles" / "mine" / "profile.yaml").write_text(BASE + rows, encoding="utf-8")
    return [(mistake.text.zh, mistake.text.text("en")) for mistake in check_profile("mine", folder)]


@pytest.mark.parametrize("row", NEVER_RIGHT)
def test_what_can_never_judge_is_refused(row: str, tmp_path: Path) -> None:
    mistakes = _mistakes(row, tmp_path)
    assert mistakes
    assert all(zh and en for zh, en in mistakes)


@pytest.mark.parametrize("row", RIGHT)
def test_what_can_judge_is_not(row: str, tmp_path: Path) -> None:
    assert _mistakes(row, tmp_path) == []


@pytest.mark.parametrize(
    "row",
    [
        "{id: r, kind: periods, section: papers}",
        "{id: r, kind: compare, section: papers, field: pages, at_least: {section: papers, pick: months}}",
    ],
)
def test_where_there_is_a_period_its_ends_are_offered(row: str, tmp_path: Path) -> None:
    mistakes = [zh for zh, _ in _mistakes(row, tmp_path)]
    assert [text.rpartition("例如 ")[2] for text in mistakes] == ["from: during.from", "to: during.to"]
