"""A manifest spoiled in any way is judged, never stumbled over; and no name leads out of the dossier."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.lint.kinds import BY_CODE
from zcdossier.manifest.page_order import natural_key
from zcdossier.manifest.part_names import read_scan_name
from zcdossier.model.label import Label
from zcdossier.model.profile import Part, Section
from zcdossier.profiles.load import Profiles
from zcdossier.report.messages import hint_text, message_text

AS_OF = date(2023, 6, 30)
PROFILE = """\
id: case
title: 例
levels: {senior: 副高, full: 正高}
applicant:
  name: {label: 姓名, required: error}
  post: {label: 岗位, type: choice, choices: [教师, 实验], required: error}
  since: {label: 任现职时间, type: date}
sections:
  papers:
    label: 论文
    limit: {max: {senior: 1, full: 2}}
    evidence: error
    fields:
      title: {label: 题目, required: error}
      best: {label: 代表作, type: flag}
      date: {label: 时间, type: date, required: warning}
      rank: {label: 排名, type: rank}
      hours: {label: 学时, type: number}
      during: {label: 起止, type: period}
      journal: {label: 刊物, type: composed, pattern: '(?P<name>[^，]+)，(?P<tier>.+)', example: 甲，一级}
    parts: {cover: {label: 封面, required: error}, body: 正文}
  years: {label: 考核, fields: {year: 年度}, title_field: year}
attachments: {ethics: {label: 医德}}
texts: {statement: {label: 总结}}
photo: {label: 照片}
rules:
  - {id: star, kind: together, section: papers, if: {title: {starts_with: '*'}}, then: {best: 是}, both_ways: true}
  - {id: late, kind: date, section: papers, fields: [date], not_after: 2023-06-30, not_before: applicant.since}
  - {id: hours, kind: compare, section: papers, field: hours, at_most: {field: rank.members, times: 45}}
  - {id: sum, kind: compare, section: papers, of: {section: papers, field: hours, pick: sum}, at_most: 100}
  - {id: months, kind: compare, section: papers, of: {section: papers, pick: months, from: date, to: date}, at_least: 1}
  - {id: all-years, kind: years, section: years, field: year, expected: [2020, 2021]}
  - {id: order, kind: record-order, section: papers, field: title, order: [甲, 乙]}
  - {id: words, kind: wording, section: papers, field: title, ends_with: [。], when: {post: 教师}}
  - {id: once, kind: unique, section: papers, fields: [title]}
  - {id: first, kind: part-order, section: papers, first: cover}
  - {id: own, kind: shared-file, section: papers}
  - {id: length, kind: length, section: texts.statement, max: 10}
  - {id: names, kind: names, section: texts.statement, known: [applicant.name]}
  - {id: photo, kind: measure, section: photo, measure: bytes, above: 10}
checklist: [{clauses: [T-1], question: 属实吗？, sections: [papers], where: {best: 是}}]
"""
MANIFEST = """\
profile: case
level: 副高
applicant: {name: 林晓, post: 教师, since: 2017-12}
photo: 照片.jpg
texts: {statement: 总结.md}
sections:
  papers:
    - folder: 09-论文/甲
      title: "*甲"
      best: 是
      date: 2021-03
      rank: 1/3
      hours: 16.5
      during: 2017.09-至今
      journal: 教育研究，一级
    - title: 乙
      files:
        - {file: 乙.pdf, part: 正文, pages: "1,8"}
  考核:
    - year: 2020
attachments:
  - {kind: ethics, folder: 附件/医德}
waivers:
  - {code: ZC501, at: "论文[0]", reason: 人事处同意}
answers: {T-1: 是}
"""
SIGNS = (
    ": ",
    "- ",
    "\n",
    "  ",
    "\t",
    "：",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "*",
    "&a ",
    "*a",
    "#",
    "..",
    "/",
    "\\",
    "\x00",
)
WORDS = (
    "~",
    "null",
    "[]",
    "{}",
    "''",
    "是",
    "2021-02-30",
    "1/0",
    "9" * 30,
    "副高",
    "papers",
    "论文",
    "folder: ..\n",
    "\ufeff",
)
INSERTED = st.sampled_from([*SIGNS, *WORDS])


@pytest.fixture(scope="module")
def root(tmp_path_factory) -> Iterator[Path]:
    base = tmp_path_factory.mktemp("base")
    (base / "profiles" / "case").mkdir(parents=True)
    (base / "profiles" / "case" / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    for folder in ("09-论文/甲", "附件/医德"):
        (base / "dossier" / folder).mkdir(parents=True)
    for file in ("09-论文/甲/1-封面.jpg", "附件/医德/1.pdf", "照片.jpg", "乙.pdf", "总结.md"):
        (base / "dossier" / file).write_text("x", encoding="utf-8")
    (base / "secret").mkdir()
    (base / "secret" / "1-封面.jpg").write_text("x", encoding="utf-8")
    return base / "dossier"


KNOWN = Profiles()


def lint(root: Path, manifest: bytes):
    (root / "dossier.yaml").write_bytes(manifest)
    linted = lint_dossier(root, as_of=AS_OF, profiles=KNOWN)
    for finding in linted.verdict.findings:
        assert finding.key in BY_CODE[finding.code].messages
        for lang in ("zh", "en"):
            assert message_text(finding, lang).strip()
            assert hint_text(finding, lang).strip()
    return linted


@st.composite
def spoiled(draw) -> str:
    text = MANIFEST
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 30)))
        how = draw(st.sampled_from(["cut", "insert", "double", "replace", "end"]))
        piece = draw(INSERTED)
        text = {
            "cut": text[:start] + text[end:],
            "insert": text[:start] + piece + text[start:],
            "double": text[:end] + text[start:],
            "replace": text[:start] + piece + text[end:],
            "end": text[:start],
        }[how]
    return text


def test_the_manifest_is_a_good_one(root) -> None:
    linted = lint(root, MANIFEST.encode())
    assert linted.dossier is not None
    assert linted.dossier.problems == ()


@settings(max_examples=100)
@given(spoiled())
def test_any_spoiled_manifest_is_judged(root, text) -> None:
    lint(root, text.encode())


@settings(max_examples=60)
@given(spoiled(), st.sampled_from(["gbk", "utf-16", "utf-8-sig", "big5"]))
def test_in_any_encoding(root, text, encoding) -> None:
    lint(root, text.encode(encoding, "replace"))


VALUES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        ["", " ", "是", "1/3", "2021-03", "2021-02-30", "至今", "1e9", "-1", "9" * 400, "甲，乙，丙", "*", "²", "0/0"]
    ),
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["title", "best", "date", "rank", "hours", "during", "journal"]), VALUES))
def test_any_values(root, values) -> None:
    quoted = {name: '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"' for name, text in values.items()}
    fields = "".join(f"      {name}: {text}\n" for name, text in quoted.items())
    lint(root, (MANIFEST.partition("    - folder")[0] + "    - folder: 09-论文/甲\n" + fields).encode())


STEPS = st.lists(
    st.sampled_from(
        [
            "..",
            ".",
            "",
            "secret",
            "09-论文",
            "甲",
            "1-封面.jpg",
            "~",
            "C:",
            "C:\\",
            "\\\\x",
            "*",
            "\x00",
            "長" * 90,
            "e\u0301",
        ]
    ),
    max_size=6,
)


@settings(max_examples=60)
@given(STEPS, st.sampled_from(["/", "\\", "//"]), st.booleans())
@example(["..", "secret"], "/", False)
@example(["09-论文", "..", "..", "secret"], "\\", False)
def test_no_name_leads_out(root, steps, separator, absolute) -> None:
    typed = ("/" if absolute else "") + separator.join(steps)
    quoted = '"' + "".join(f"\\u{ord(char):04x}" for char in typed) + '"'
    manifest = f"profile: case\nphoto: {quoted}\ntexts: {{statement: {quoted}}}\nsections:\n  papers:\n"
    manifest += f"    - folder: {quoted}\n    - files: [{quoted}]\n    - {{folder: 09-论文, files: [{quoted}]}}\n"
    linted = lint(root, manifest.encode())
    assert linted.dossier is not None
    for record in linted.dossier.everything():
        for scan in record.scans:
            assert not Path(scan.file).is_absolute()
            assert (root / scan.file).resolve().is_relative_to(root.resolve())
            assert (root / scan.file).exists()


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.text("0129²٣①-_. 正文a", max_size=8)


@given(st.lists(NAMES, min_size=3, max_size=8))
def test_natural_order_is_an_order(names) -> None:
    ordered = sorted(names, key=natural_key)
    keys = [natural_key(name) for name in ordered]
    assert all(first <= last for at, first in enumerate(keys) for last in keys[at:])


@given(NAMES, st.integers(0, 10**6), st.integers(0, 10**6))
def test_numbers_order_as_numbers(start, left, right) -> None:
    first, second = (natural_key(f"{start}x{number}") for number in (left, right))
    assert (first < second) == (left < right)


SECTION = Section(
    "s",
    Label("论文"),
    1,
    parts={part: Part(part, Label(name)) for part, name in (("body", "正文"), ("e", "é"), ("x", ""))},
)


@given(NAMES)
def test_any_file_name_is_read_the_same_in_every_unicode_form(name) -> None:
    found = read_scan_name(f"{name}.jpg", SECTION)
    assert found.part in {"", *SECTION.parts}
    assert found.number is None or 0 <= found.number <= 9999
    for form in ("NFC", "NFD"):
        assert read_scan_name(f"{unicodedata.normalize(form, name)}.jpg", SECTION) == found
