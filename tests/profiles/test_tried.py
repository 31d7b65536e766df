"""Notices of kinds that the rule language was not made for, stated by the guide: every rule is seen to fire."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from zcdossier.app.try_profile import try_profile

HERE = Path(__file__).parent / "tried"
DAY = date(2026, 11, 29)
NOT_CLEAN = {
    "case-records": {"case-years"},  # three years of discharge: examples are all of one year
    "entrance-photo": {"attachments.record-text_layer"},  # the sample's pages are pictures
}
NEVER = {"case-records": {"no-names"}}


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.iterdir()))
def test_every_rule_fires(name: str, tmp_path: Path) -> None:
    shutil.copytree(HERE / name, tmp_path / "profiles" / name)
    trial = try_profile(name, tmp_path, as_of=DAY)
    assert {finding.rule for finding in trial.findings} == NOT_CLEAN.get(name, set())
    assert {line.rule for line in trial.lines if line.outcome == "never"} == NEVER.get(name, set())
