"""A dossier to spoil, and what lint says about it: code, message key, line, severity."""

import io
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from PIL import Image

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.model.finding import Finding
from zcdossier.profiles.load import Profiles

PROFILE = """\
id: case
title: 小通知
levels: {senior: 副高}
applicant: {name: 姓名}
sections:
  papers:
    label: 论文
    evidence: error
    fields: {title: 题目, date: {label: 发表时间, type: date}}
    parts: {cover: {label: 封面, required: error}, body: 正文}
texts: {statement: {label: 工作总结}}
photo: {label: 照片}
"""
HEAD = "profile: case\nlevel: senior\n"
RECORD = HEAD + "sections:\n  papers:\n    - folder: 甲\n      title: 课堂里的追问\n"
NOBODY = 65534


class Said(NamedTuple):
    """One finding, as far as these tests look at it."""

    code: str
    key: str
    file: str
    line: int | None
    severity: str


def key_of(finding: Finding) -> str:
    return finding.key


class Spoiled:
    """A dossier in `root`, with the profile beside it."""

    def __init__(self, base: Path) -> None:
        self.root = base / "dossier"
        (base / "profiles" / "case").mkdir(parents=True)
        (base / "profiles" / "case" / "profile.yaml").write_text(PROFILE, encoding="utf-8")
        self.root.mkdir()

    def manifest(self, content: str | bytes) -> None:
        data = content if isinstance(content, bytes) else content.encode()
        (self.root / "dossier.yaml").write_bytes(data)

    def file(self, name: str, content: bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def says(self) -> list[Said]:
        linted = lint_dossier(self.root, as_of=date(2023, 6, 30), profiles=Profiles())
        return [
            Said(
                finding.code,
                key_of(finding),
                finding.place.file,
                getattr(finding.place.spot, "line", None),
                str(finding.severity),
            )
            for finding in linted.verdict.findings
        ]


@pytest.fixture
def spoiled(tmp_path: Path) -> Spoiled:
    return Spoiled(tmp_path)


@pytest.fixture
def guarded() -> Iterator[tuple[Spoiled, Callable[[], object]]]:
    """A dossier, and a context in which permissions count even where the tests run as the super-user."""
    if os.name != "posix":
        pytest.skip("permissions are another thing here")
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        spoiled = Spoiled(base)

        @contextmanager
        def as_nobody() -> Iterator[None]:
            was = os.geteuid()
            if was == 0:
                # A strict umask lets nobody else read what is the super-user's.
                for folder, _, files in os.walk(base):
                    for file in ("", *files):
                        os.chown(Path(folder) / file, NOBODY, -1, follow_symlinks=False)
                os.seteuid(NOBODY)
            try:
                yield
            finally:
                if was == 0:
                    os.seteuid(was)

        yield spoiled, as_nobody
        for folder, _, _ in os.walk(base):
            Path(folder).chmod(stat.S_IRWXU)


def jpeg(size: tuple[int, int] = (16, 16)) -> bytes:
    buffer = io.BytesIO()
    Image.radial_gradient("L").resize(size).save(buffer, "JPEG")
    return buffer.getvalue()


def pdf(**options: object) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(72, 72))
        document.save(buffer, **options)
    return buffer.getvalue()


@pytest.fixture
def make() -> object:
    class Make:
        jpeg = staticmethod(jpeg)
        pdf = staticmethod(pdf)
        head = HEAD
        record = RECORD

    return Make
