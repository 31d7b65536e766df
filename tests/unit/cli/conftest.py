"""A tiny notice and dossiers under it, made on disk; and one way to run a command line."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from zcdossier.cli.main import main

PROFILE = """\
id: tiny
title: {zh: 小通知, en: Tiny notice}
levels:
  senior: {label: {zh: 高级, en: senior}}
sections:
  awards:
    label: {zh: 获奖, en: Awards}
    number: 1
    limit: {max: 1, clauses: [T-1]}
    fields:
      title: {label: {zh: 名称, en: name}, required: error, clauses: [T-2]}
      place: {label: {zh: 地点, en: place}, required: warning, clauses: [T-3]}
checklist:
  - {clauses: [T-4], question: {zh: 都是真的吗？, en: Is it all true?}}
rules:
  - {id: photo-wide, kind: measure, section: photo, measure: width, above: 215, clauses: [T-5], hint: 换一张}
photo: {label: {zh: 照片, en: Photo}}
"""
CLAUSES = """\
T-1: {where: 一, kind: auto, says: {zh: 一项, en: One}}
T-2: {where: 二, kind: auto, says: {zh: 有名称, en: A name}}
T-3: {where: 三, kind: auto, says: {zh: 有地点, en: A place}}
T-4: {where: 四, kind: manual, says: {zh: 真实, en: True}}
T-5: {where: 五, kind: auto, says: {zh: 照片够宽, en: A wide photo}}
"""


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    for name in ("ZCDOSSIER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object, encoding: str = "utf-8") -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict") for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main([str(argument) for argument in arguments])
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.detach().getvalue().decode(encoding))
        return Ran(code, *texts)

    return run


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the tiny notice and three dossiers: clean, with an error, and with a warning."""
    folder = tmp_path / "profiles" / "tiny"
    folder.mkdir(parents=True)
    (folder / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "clauses.yaml").write_text(CLAUSES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    dossier(tmp_path / "an", "- {title: 一等奖, place: 杭州}")
    dossier(tmp_path / "bo", "- {title: 一等奖, place: 杭州}\n    - {title: 二等奖 ✓, place: 杭州}")
    dossier(tmp_path / "chen", "- {title: 一等奖}")
    return tmp_path


def dossier(root: Path, awards: str) -> None:
    root.mkdir()
    text = f"profile: tiny\nlevel: senior\nsections:\n  awards:\n    {awards}\n"
    (root / "dossier.yaml").write_text(text, encoding="utf-8")
