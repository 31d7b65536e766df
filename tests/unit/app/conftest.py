"""Dossiers on disk with a profile of their own, for the use cases."""

import io
from pathlib import Path

import pytest
from PIL import Image

PROFILE = """\
id: case
title: {zh: 例, en: example}
levels: {senior: {label: 副高, aliases: [副高级]}, full: 正高}
applicant: {name: {label: 姓名, required: warning}}
sections:
  papers:
    label: 论文
    number: 9
    limit: {max: 2, clauses: [A-1]}
    evidence: error
    fields: {title: {label: 题目, required: error}}
    parts: {cover: 封面}
attachments: {ethics: {label: 医德}}
photo: {label: 照片}
rules:
  - {id: width, kind: measure, section: photo, measure: width, above: 10}
  - {id: not-yet, kind: compare, section: applicant, field: name, equals: 林晓, off: 不查}
checklist: [{clauses: [A-2], question: 属实吗？}]
"""
CLAUSES = "A-1: {where: 一.1, kind: auto, says: 最多两篇}\nA-2: {where: 一.2, kind: manual, says: 材料属实}\n"
MANIFEST = """\
profile: case
level: senior
applicant: {name: 林晓}
photo: 照片.jpg
sections:
  papers:
    - folder: 09-论文/甲
      title: 甲
    - folder: 09-论文/乙
      title: 乙
"""


def jpeg(size: tuple[int, int] = (60, 80), level: int = 255) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, (level, level, level)).save(buffer, "JPEG")
    return buffer.getvalue()


class Desk:
    """A folder with profiles and dossiers in it."""

    manifest = MANIFEST

    def __init__(self, base: Path) -> None:
        self.base = base
        self.profile()

    def profile(self, name: str = "case", text: str = PROFILE, clauses: str = CLAUSES) -> Path:
        folder = self.base / "profiles" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "profile.yaml").write_text(text, encoding="utf-8")
        (folder / "clauses.yaml").write_text(clauses, encoding="utf-8")
        return folder

    def dossier(self, name: str = "li-ming", manifest: str = MANIFEST) -> Path:
        root = self.base / name
        for number, folder in enumerate(("09-论文/甲", "09-论文/乙")):
            (root / folder).mkdir(parents=True, exist_ok=True)
            (root / folder / "1-封面.jpg").write_bytes(jpeg(level=200 + number))
        (root / "照片.jpg").write_bytes(jpeg())
        (root / "dossier.yaml").write_text(manifest, encoding="utf-8")
        return root

    @staticmethod
    def jpeg(size: tuple[int, int] = (60, 80)) -> bytes:
        return jpeg(size)


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    monkeypatch.setattr("zcdossier.profiles.locations.user_folder", lambda: tmp_path / "nobody")
    return Desk(tmp_path)
