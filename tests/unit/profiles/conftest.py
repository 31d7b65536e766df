"""Profiles written to a folder of their own, and what reading them says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zcdossier.model.profile import Profile, Rule
from zcdossier.profiles.diagnostics import Diagnostics
from zcdossier.profiles.profile_reader import read_profile

BASE = """\
id: case
title: {zh: 例, en: example}
levels:
  senior: {label: {zh: 副高, en: senior}, aliases: [副高级]}
  full: {label: {zh: 正高, en: full}}
applicant:
  post: {label: {zh: 岗位, en: post}, type: choice, choices: {teacher: 教师, other: 其他}, required: error}
  since: {label: {zh: 任现职时间, en: since}, type: date}
sections:
  papers:
    label: {zh: 论文, en: papers}
    number: 9
    aliases: [发表论文]
    groups: [work]
    fields:
      title: {label: {zh: 题目, en: title}, example: 甲}
      best: {label: {zh: 代表作, en: best}, type: flag}
      kind: {label: {zh: 类别, en: kind}, type: choice, choices: {sci: SCI 收录, other: 其他}}
      level: {label: {zh: 级别, en: level}, type: choice, open: true, choices: [国家级, 省部级]}
      date: {label: {zh: 时间, en: date}, type: date}
      rank: {label: {zh: 排名, en: rank}, type: rank}
      journal: {label: 刊物, type: composed, pattern: '(?P<name>[^，]+)，(?P<tier>.+)', example: 甲，一级}
    parts: {cover: 封面, body: 正文}
  books:
    label: 著作
    groups: [work]
    fields: {title: 书名}
    parts: {cover: 封面}
"""


class Written:
    """Profiles beside a dossier that need not exist: `write` one, `read` one."""

    def __init__(self, base: Path) -> None:
        self.beside = base
        self.diagnostics = Diagnostics()

    def write(self, name: str, text: str) -> Path:
        path = self.beside / "profiles" / name / "profile.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def read(self, name: str = "case") -> Profile | None:
        self.diagnostics = Diagnostics()
        return read_profile(name, self.diagnostics, self.beside)

    def case(self, more: str = "") -> Profile:
        """The profile above with more at its end, without a mistake."""
        self.write("case", BASE + more)
        profile = self.read()
        assert self.complaints() == []
        assert profile is not None
        return profile

    def rule(self, row: str) -> Rule:
        """The last rule of the profile with one more row."""
        return self.case(f"rules:\n  - {row}\n").rules[-1]

    def complaints(self) -> list[tuple[int, str]]:
        """What is wrong, by line."""
        return [(entry.place.spot.line or 0, entry.text.zh) for entry in self.diagnostics.entries]

    def wrong(self, more: str) -> list[tuple[int, str]]:
        """What is wrong with the profile above and more, by line of what was added."""
        self.write("case", BASE + more)
        self.read()
        for entry in self.diagnostics.entries:
            assert entry.text.zh
            assert entry.text.en
            assert entry.place.spot.column
        return [(line - BASE.count("\n"), text) for line, text in self.complaints()]


@pytest.fixture
def profiles(tmp_path, monkeypatch) -> Callable[..., Written]:
    monkeypatch.setattr("zcdossier.profiles.locations.user_folder", lambda: tmp_path / "nobody")
    return Written(tmp_path)
