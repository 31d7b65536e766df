"""What a notice wants of the files to hand in, by the commands: JSON, verify, what lint tells before."""

import json
from typing import Any

import pytest

from .conftest import PROFILE


@pytest.fixture
def wanted(office: Any, scan: bytes) -> Any:
    """Two awards under a notice that says what build writes."""

    def make(rules: str) -> Any:
        (office.path / "profiles" / "tiny" / "profile.yaml").write_text(f"{PROFILE}{rules}", encoding="utf-8")
        office.with_scan("an", scan)
        return office.path

    return make


def test_pictures_are_named_file_by_file_and_verified(zc: Any, wanted: Any) -> None:
    path = wanted("build: {sections: {awards: {output: jpg, dpi: 150}}, name: '{title}-{date|YYYYMM}'}\n")
    ran = zc("build", "an", "--format", "json", cwd=path)
    assert ran.code == 0, ran.both
    records = json.loads(ran.out)["dossiers"][0]["records"]
    files = [file["file"] for record in records for file in record["files"]]
    assert [name.rpartition("/")[2] for name in files] == ["甲-202103.jpg", "乙-202204.jpg"]
    assert zc("verify", "an", cwd=path).code == 0
    (path / "an" / "build" / "upload" / files[0]).unlink()
    assert zc("verify", "an", cwd=path).code == 1


def test_one_pdf_of_a_section_is_built_once_and_its_report_names_it(zc: Any, wanted: Any) -> None:
    path = wanted("build: {outputs: [{name: 获奖汇总, sections: [awards], contents: yes, page_numbers: yes}]}\n")
    assert zc("build", "an", cwd=path).code == 0
    uploads = [file.name for file in (path / "an" / "build" / "upload").rglob("*.*")]
    assert uploads == ["获奖汇总.pdf"]
    assert "获奖汇总.pdf" in (path / "an" / "build" / "report.html").read_text("utf-8")
    again = zc("build", "an", "--format", "json", cwd=path)
    assert [record["outcome"] for record in json.loads(again.out)["dossiers"][0]["records"]] == ["unchanged"]


def test_lint_tells_what_build_will_refuse(zc: Any, wanted: Any) -> None:
    path = wanted("build: {outputs: [{name: 获奖汇总, sections: [awards], max_pages: 1}]}\n")
    assert "ZC514" in zc("lint", "an", cwd=path).out
    assert zc("build", "an", cwd=path).code == 1


def test_a_notice_that_can_not_be_kept_is_refused_by_profile_check(zc: Any, wanted: Any) -> None:
    path = wanted("build: {name: '{姓名}', sections: {award: {max_bytes: 5 MB}}}\n")
    ran = zc("profile", "check", "tiny", cwd=path)
    assert ran.code != 0
    assert "填不出 {姓名}" in ran.both
    assert "没有栏目 award，是不是 awards？" in ran.both
