"""What a finding read off a scan is shown beside it, cut out of the page."""

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

from case_readings import NAME, pages_of
from fast_yaml import load_values
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from zcdossier.app.lint_dossier import lint_dossier
from zcdossier.app.report_contents import draw_crops
from zcdossier.app.report_dossier import ReportOptions, report_dossier
from zcdossier.model.page_facts import Box
from zcdossier.probe.page_store import FileReading, PageStore
from zcdossier.recognition.crop_page import region_around
from zcdossier.report.page.page_crops import crops_of_findings
from zcdossier.report.style import Thumbnails

RULES = Path(__file__).resolve().parents[2] / "rules"
SCAN = "甲/1-证书.jpg"
DAY = date(2023, 6, 30)
sides = st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted)


def read_case(folder: str, case: str, tmp_path: Path) -> Path:
    """A case's dossier whose readings are kept as `read` keeps them, with a scan large enough to be looked at."""
    shutil.copytree(RULES / "tiny", tmp_path / "tiny")
    shutil.copytree(RULES / folder / "profiles", tmp_path / folder / "profiles")
    root = tmp_path / folder / case
    shutil.copytree(RULES / folder / case, root)
    picture = Image.new("RGB", (600, 800), "white")
    picture.paste((180, 30, 30), (60, 200, 540, 224))
    picture.save(root / SCAN, quality=90)
    readings = load_values((root / NAME).read_text(encoding="utf-8"))
    (root / NAME).unlink()
    digest = sha256((root / SCAN).read_bytes()).hexdigest()
    pages = pages_of(readings[SCAN])
    PageStore(root).keep(digest, FileReading(pages, len(pages), "test"))
    return root


def test_a_finding_is_shown_with_the_place_it_was_read_at(tmp_path: Path) -> None:
    root = read_case("ZC702-differs-from-scan", "fail-date-slip", tmp_path)
    linted = lint_dossier(root, as_of=DAY)
    assert [finding.code for finding in linted.verdict.findings if finding.code.startswith("ZC7")] == ["ZC702"]
    pictures = draw_crops(linted, crops_of_findings(linted.verdict.findings, linted.facts))
    (picture,) = pictures.values()
    assert picture.data.startswith(b"\xff\xd8")
    assert picture.width > 2 * picture.height, "a piece of the page, not all of it"
    page = report_dossier(root, ReportOptions("zh", DAY)).path.read_text(encoding="utf-8")
    assert page.count('<figure class="crop">') == 1
    assert "二〇二二年三月十八日" in page


def test_no_pictures_are_drawn_when_none_are_wanted(tmp_path: Path) -> None:
    root = read_case("ZC702-differs-from-scan", "fail-date-slip", tmp_path)
    page = report_dossier(root, ReportOptions("zh", DAY, Thumbnails.NONE)).path.read_text(encoding="utf-8")
    assert '<figure class="crop">' not in page


def test_a_scan_that_can_not_be_drawn_any_more(tmp_path: Path) -> None:
    root = read_case("ZC706-page-turned", "fail-upside-down", tmp_path)
    linted = lint_dossier(root, as_of=DAY)
    crops = crops_of_findings(linted.verdict.findings, linted.facts)
    assert len(draw_crops(linted, crops)) == 1
    (root / SCAN).write_bytes(b"gone")
    assert draw_crops(linted, crops) == {}


@given(sides, sides)
def test_what_is_shown_holds_what_is_framed(across: list[float], down: list[float]) -> None:
    box = Box(across[0], down[0], across[1], down[1])
    region = region_around(box)
    assert 0 <= region.left <= box.left + 1e-9
    assert box.right - 1e-9 <= region.right <= 1
    assert 0 <= region.top <= box.top + 1e-9
    assert box.bottom - 1e-9 <= region.bottom <= 1
