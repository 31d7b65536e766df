"""Each need that DESIGN.md names and today's kinds can state: one rule, met by a dossier and broken by an edit."""

import io
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.profiles.load import load

NEEDS = Path(__file__).resolve().parents[2] / "profiles" / "needs"
MANIFEST = """\
profile: needs
level: senior
applicant: {since: 2018-03}
photo: 照片.jpg
texts: {statement: 总结.md}
sections:
  papers:
    - folder: 甲
      title: 课堂里的追问
      date: 2019-05
      accepted: 2019-03
      kind: SCI
      rank: 1/3
      hours: 10
      minutes: 450
      note: 陈明远
    - folder: 乙
      title: 一问一答
      date: 2021
      kind: 其他
  books:
    - folder: 书
      title: 问答录
  jobs:
    - {from: 2012-07, to: 2017-12}
    - {from: 2018-01, to: 至今}
"""
PAPER = "    - {folder: 甲, title: 又一篇}\n"


def picture(size: tuple[int, int] = (24, 32), mode: str = "RGB", kind: str = "JPEG", **more: Any) -> bytes:
    buffer = io.BytesIO()
    white: Any = (255, 255, 255) if mode == "RGB" else 255
    Image.new(mode, size, more.pop("color", white)).save(buffer, kind, **{"dpi": (300, 300), **more})
    return buffer.getvalue()


def pdf(pages: int) -> bytes:
    buffer = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(72, 72))
        document.save(buffer)
    return buffer.getvalue()


def book(
    paper: tuple[float, float] = (595.28, 841.89), *, text: bool = True, script: bool = False, version: str = "1.7"
) -> bytes:
    """A page with a line of text."""
    buffer = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=paper)
        if text:
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            page.Contents = document.make_stream(b"BT /F1 24 Tf 72 720 Td (Dialogue) Tj ET")
        if script:
            action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
            names = pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), document.make_indirect(action)]))
            document.Root.Names = pikepdf.Dictionary(JavaScript=names)
        document.save(buffer, force_version=version)
    return buffer.getvalue()


def padded(data: bytes, size: int) -> bytes:
    """The same JPEG with a comment that makes it so long."""
    more = size - len(data) - 4
    return data[:2] + b"\xff\xfe" + (more + 2).to_bytes(2, "big") + b"x" * more + data[2:]


FILES = {
    "照片.jpg": picture(),
    "总结.md": "在导师指导下完成。".encode(),
    "书/1.pdf": book(),
    "甲/1-证明.pdf": pdf(1),
    "甲/2-封面.jpg": picture((9, 9)),
    "甲/3-正文.jpg": picture((8, 9)),
    "乙/1-封面.jpg": picture((7, 9)),
    "乙/2-节选.jpg": picture((6, 9)),
}
BREAKS: dict[str, list[Any]] = {
    "file-bytes": [("甲/3-正文.jpg", padded(picture((8, 9)), 2000))],
    "file-pages": [("甲/1-证明.pdf", pdf(2))],
    "by-level": [("  books:", f"{PAPER}  books:"), ("甲/2-封面.jpg", FILES["甲/2-封面.jpg"])],
    "group": [("问答录", "问答录\n    - title: 二\n    - title: 三")],
    "dossier": [
        (
            "    - {from: 2018-01",
            "    - {from: 2018-01, to: 至今}\n    - {from: 2018-01, to: 至今}\n    - {from: 2018-01",
        )
    ],
    "from-another-count": [("问答录", "问答录\n    - title: 二\n    - title: 三\n    - title: 四\n    - title: 五")],
    "summed": [("hours: 10\n      minutes: 450", "hours: 50\n      minutes: 2250")],
    "strictly-above": [("照片.jpg", picture((20, 30)))],
    "at-least": [("照片.jpg", picture((21, 29)))],
    "exact": [("照片.jpg", picture(dpi=(299, 299)))],
    "kilobytes": [("照片.jpg", padded(picture(), 3072))],
    "band": [("照片.jpg", picture((32, 32)))],
    "mode": [("照片.jpg", picture(mode="L"))],
    "format": [("照片.jpg", picture(kind="PNG"))],
    "background": [("照片.jpg", picture(color=(67, 142, 219)))],
    "background-colors": [("照片.jpg", picture(color=(200, 30, 40)))],
    "paper": [("书/1.pdf", book((612, 1008)))],
    "text-layer": [("书/1.pdf", book(text=False))],
    "no-scripts": [("书/1.pdf", book(script=True))],
    "version": [("书/1.pdf", book(version="2.0"))],
    "name-template": [("甲/3-正文.jpg", None), ("甲/3-正文2019.jpg", picture((8, 9)))],
    "unique": [("一问一答", "《课堂里的追问》")],
    "part-required": [("甲/2-封面.jpg", None)],
    "part-one-of": [("甲/3-正文.jpg", None)],
    "part-exactly": [("甲/2-证明.pdf", pdf(1)), ("甲/3-正文.jpg", None), ("甲/3-正文.jpg", picture((8, 9)))],
    "part-order": [("甲/4-封面.jpg", FILES["甲/2-封面.jpg"]), ("甲/2-封面.jpg", None)],
    "own-proof": [("乙/3-证明.pdf", FILES["甲/1-证明.pdf"])],
    "so-many-files": [("乙/2-节选.jpg", None), ("乙/2-节选.png", picture((6, 9), kind="PNG"))],
    "fixed-window": [("date: 2021\n", "date: 2023-07\n")],
    "window-by-level": [("senior", "full"), ("date: 2021\n", "date: 2023-01\n")],
    "since-the-post": [("date: 2021\n", "date: 2018-02\n")],
    "after-another": [("accepted: 2019-03", "accepted: 2019-05")],
    "without-gaps": [("to: 2017-12", "to: 2017-10")],
    "years-in-all": [("from: 2012-07, to: 2017-12", "from: 2018-08, to: 2018-12"), ("from: 2018-01", "from: 2018-12")],
    "text-length": [("总结.md", "在导师指导下完成了所有工作，获得了很多成绩。".encode())],
    "anonymous": [("总结.md", "与陈明远完成。".encode())],
    "pattern": [("一问一答", "一问一答。")],
    "forbidden": [("一问一答", "最新一问一答")],
    "must-be-empty": [("kind: 其他", "kind: 其他\n      source: 国内")],
    "units": [("minutes: 450", "minutes: 500")],
    "if-then": [("甲/1-证明.pdf", None)],
    "first-author": [("rank: 1/3", "rank: 2/3")],
}
AMONG_OTHERS = {"by-level", "group", "dossier", "from-another-count", "part-exactly", "part-order", "mode", "format"}
AMONG_OTHERS |= {"background-colors"}


@pytest.fixture
def root(tmp_path) -> Path:
    shutil.copytree(NEEDS, tmp_path / "profiles" / "needs")
    root = tmp_path / "dossier"
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    (root / "dossier.yaml").write_text(MANIFEST, encoding="utf-8")
    return root


def broken(root: Path) -> dict[str, str]:
    found = lint_dossier(root, as_of=date(2023, 6, 30)).verdict.findings
    return {finding.rule: str(finding.severity) for finding in found}


def test_a_dossier_meets_every_need(root) -> None:
    assert broken(root) == {}


def test_every_need_is_broken_once() -> None:
    rules = {rule.id for rule in load("needs", NEEDS.parent.parent).rules if not rule.id.endswith("-form")}
    assert rules == set(BREAKS)


@pytest.mark.parametrize("rule", BREAKS)
def test_a_need_that_is_not_met(root, rule) -> None:
    for name, content in BREAKS[rule]:
        path = root / name
        if content is None:
            path.unlink()
        elif isinstance(content, bytes):
            path.write_bytes(content)
        else:
            manifest = root / "dossier.yaml"
            text = manifest.read_text(encoding="utf-8")
            assert text.count(name) == 1, name
            manifest.write_text(text.replace(name, content), encoding="utf-8")
    found = broken(root)
    assert rule in found
    assert rule in AMONG_OTHERS or set(found) == {rule}


def test_between_two_readings_of_a_unit_lies_a_warning(root) -> None:
    for size, severity in ((2999, None), (3000, "warning"), (3071, "warning"), (3072, "error")):
        (root / "照片.jpg").write_bytes(padded(picture(), size))
        assert broken(root).get("kilobytes") == severity


def test_within_the_tolerance_lies_a_warning(root) -> None:
    manifest = root / "dossier.yaml"
    manifest.write_text(MANIFEST.replace("minutes: 450", "minutes: 455"), encoding="utf-8")
    assert broken(root) == {"units": "warning"}
