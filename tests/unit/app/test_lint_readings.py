"""The sample as it was read: clean, and each thing that is changed gives one finding.

`sample_readings.json.gz` holds what OCR and the detectors gave for its scans, by file; only what a test changes is made
up.
"""

import gzip
import json
import shutil
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from case_readings import pages_of
from edits import link_or_copy

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.model.lint_result import LintResult
from zcdossier.probe.page_store import FileReading, PageStore
from zcdossier.profiles.load import Profiles
from zcdossier.report.checklist import checklist_text
from zcdossier.report.style import Style

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "sample_dossier"
READINGS = ROOT / "tests" / "support" / "sample_readings.json.gz"
DAY = date(2023, 6, 30)
PROFILES = Profiles()
AWARDS, BOOKS, WORK = "05-获奖情况", "10-著（译）作（教材）", "02-工作经历"
FIRST_AWARD = "2022-03 东海省科学技术进步奖二等奖"
PROOF = "20-服务社会工作情况/2020-07 科技特派员/1-社会服务方面业绩.jpg"

Readings = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="session")
def sample_readings() -> Readings:
    with gzip.open(READINGS, "rt", encoding="utf-8") as file:
        return json.load(file)


@pytest.fixture
def lint_read(tmp_path: Path, sample_readings: Readings) -> Callable[..., LintResult]:
    """Lint a copy of the sample with its readings: `change` works on these, `files` on the folder."""

    def lint(
        change: Callable[[Readings], None] = lambda _: None, files: Callable[[Path], None] = lambda _: None
    ) -> LintResult:
        root = tmp_path / "sample"
        shutil.copytree(SAMPLE, root, copy_function=link_or_copy, ignore=shutil.ignore_patterns("build", ".zcdossier"))
        readings = json.loads(json.dumps(sample_readings))
        change(readings)
        store = PageStore(root)
        for name, stored in readings.items():
            pages = pages_of(stored)
            store.keep(sha256((SAMPLE / name).read_bytes()).hexdigest(), FileReading(pages, len(pages), "test"))
        files(root)
        return lint_dossier(root, as_of=DAY, profiles=PROFILES)

    return lint


def found(linted: LintResult) -> list[tuple[str, str]]:
    return [(finding.code, finding.place.path) for finding in linted.verdict.findings]


def exchange(first: str, second: str) -> Callable[[Path], None]:
    def rename(root: Path) -> None:
        (root / first).rename(root / "aside")
        (root / second).rename(root / first)
        (root / "aside").rename(root / second)

    return rename


def typed(old: str, new: str) -> Callable[[Path], None]:
    def write(root: Path) -> None:
        manifest = root / "dossier.yaml"
        text = manifest.read_text(encoding="utf-8")
        assert old in text
        manifest.unlink()  # a link to the sample's own
        manifest.write_text(text.replace(old, new, 1), encoding="utf-8")

    return write


def test_the_sample_is_clean(lint_read: Callable[..., LintResult]) -> None:
    linted = lint_read()
    assert found(linted) == []
    assert linted.verdict.not_evaluated == ()
    assert sum(facts.pages_seen is not None for facts in linted.facts.values()) > 90


@pytest.mark.parametrize(
    ("first", "second", "at"),
    [
        (f"{AWARDS}/{FIRST_AWARD}", f"{AWARDS}/2020-11 江州市自然科学优秀成果奖三等奖", "sections.awards[0]"),

        (f"{BOOKS}/2022-04 雪松属植物化学", f"{BOOKS}/2020-08 天然药物化学实验指导", "sections.books[1]"),
        (f"{WORK}/2017-12 江州大学 讲师", f"{WORK}/2017-07 江州大学 教师", "sections.work_history[0]"),
        ("17-教学工作情况/2018学年 本科生", "17-教学工作情况/2019学年 本科生", "sections.teaching[0]"),
    ],
)  # fmt: skip
def test_scans_of_two_records_exchanged(first: str, second: str, at: str, lint_read: Callable[..., LintResult]) -> None:
    assert found(lint_read(files=exchange(first, second))) == [("ZC703", at)]


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("date: 2020-11-06", "date: 2020-12-06", "sections.awards[2].date"),
        ("date: 2022-03-18", "date: 2021-03-18", "sections.awards[0].date"),
        ("date: 2022-04\n", "date: 2022-06\n", "sections.books[0].date"),
        ("date: 2021-07-16", "date: 2019-11-20", "sections.patents[0].date"),
        ("class_hours: 208", "class_hours: 280", "sections.continuing_education[1].class_hours"),
        ("天然药物化学虚拟实验教学软件V1.0", "天然药物化学仿真模拟教学软件V1.0", "sections.patents[1].title"),
    ],
)
def test_a_value_typed_wrong(old: str, new: str, at: str, lint_read: Callable[..., LintResult]) -> None:
    codes = [(code, path) for code, path in found(lint_read(files=typed(old, new))) if code.startswith("ZC7")]
    assert codes == [("ZC702", at)]


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ({"turn": 180}, "ZC706"),
        ({"turn": 270}, "ZC706"),
        ({"seals": []}, "ZC705"),
        ({"sharpness": 0.1}, "ZC708"),
        ({"text_height": 5.0}, "ZC708"),
        ({"cut_edges": ["left"]}, "ZC708"),
        ({"is_blank": True, "seals": [], "lines": []}, "ZC707"),
    ],
)
def test_a_page_that_is_not_as_it_should_be(
    page: dict[str, Any], code: str, lint_read: Callable[..., LintResult]
) -> None:
    linted = lint_read(lambda readings: readings[PROOF][0].update(page))
    assert [found_code for found_code, _ in found(linted)] == [code]


def test_somebody_elses_proof(lint_read: Callable[..., LintResult]) -> None:
    def change(readings: Readings) -> None:
        for line in readings[PROOF][0]["lines"]:
            line["text"] = line["text"].replace("林晓", "沈慕云")

    assert found(lint_read(change)) == [("ZC701", "sections.social_service[0]")]


def test_a_question_is_helped_by_what_was_seen(lint_read: Callable[..., LintResult]) -> None:
    linted = lint_read(lambda readings: readings[PROOF][0].update(seals=[]))
    lines = checklist_text(linted, Style()).splitlines()
    assert any("读扫描件：2 份中 1 份看到了印章，请看这一份" in line and PROOF in line for line in lines)
    assert any("读扫描件：8 份都看到了印章" in line for line in lines)
    assert "  核对无误，就回答 HZNU-3.20-05: 是" in lines
    (asked,) = (item for item in linted.verdict.checklist if item.clause == "HZNU-3.20-05" and "[0]" in item.path)
    assert asked.open, "the answer stays the person's"
