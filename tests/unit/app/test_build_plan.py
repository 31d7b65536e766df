"""Uploads whose notice wants 时间-内容: the date comes from the record's own fields, or from its folder's name."""

from datetime import date
from pathlib import Path

import pytest
from edits import Sample

from zcdossier.app.build_plan import plan_jobs
from zcdossier.app.lint_dossier import lint_dossier

SAMPLE = Path(__file__).parents[2] / "profiles" / "sd-jinan-2024" / "sample"
SEASON = date(2024, 9, 1)


def uploads(sample: Sample) -> dict[str, str]:
    """The name of each section's first upload, without its folder."""
    sample.write()
    linted = lint_dossier(sample.root, as_of=SEASON)
    assert linted.dossier is not None
    assert linted.profile is not None
    names: dict[str, str] = {}
    for job in plan_jobs(linted, linted.dossier, linted.profile, 0):
        names.setdefault(job.section, job.target.name)
    return names


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return Sample(SAMPLE, tmp_path / "dossier")


def rename_folder(sample: Sample, at: str, name: str) -> None:
    old = sample.folder(at)
    new = old.with_name(name)
    old.rename(new)
    sample.apply({"set": {"path": f"{at}.folder", "value": str(new.relative_to(sample.root))}})


def test_folders_named_as_the_notice_wants_keep_their_names(sample: Sample) -> None:
    names = uploads(sample)
    assert names["education"] == "2014年6月-学历学位.pdf"
    assert names["language_computer"] == "2018年9月-计算机应用能力考试.pdf"
    assert names["awards"] == "2022年11月东海省科学技术进步奖三等奖：城市雨洪调蓄关键技术.pdf"


def test_other_folders_are_dated_by_the_record(sample: Sample) -> None:
    rename_folder(sample, "sections.education[0]", "1 云川水利大学")
    rename_folder(sample, "sections.appraisals[0]", "2020")
    rename_folder(sample, "sections.supervision_card[0]", "1 六公开监督卡")
    rename_folder(sample, "attachments[0]", "公示情况报告表")
    names = uploads(sample)
    assert names["education"] == "2014年6月-云川水利大学.pdf"
    assert names["appraisals"] == "2020年12月-任现职以来考核情况.pdf"
    assert names["supervision_card"] == "2024年8月六公开监督卡.pdf"
    assert names["attachments.publicity_report"] == "2024年8月-公示情况报告表.pdf"


def test_what_has_no_date_keeps_its_number(sample: Sample) -> None:
    rename_folder(sample, "attachments[1]", "对照表")
    assert uploads(sample)["attachments.comparison_table"] == "02 对照表.pdf"
