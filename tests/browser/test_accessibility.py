"""Every page that is written, against axe-core's rules (WCAG 2 and good practice), in a real browser."""

import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import Open, scan, violations
from zcdossier.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("lang", "scheme", "width"),
    [("zh", "light", 390), ("en", "dark", 1280)],
)
def test_the_report(open_page: Open, made: dict[str, Path], lang: str, scheme: str, width: int) -> None:
    still = "reduce"  # nothing is looked at while it fades
    page = open_page(made[lang], color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion=still)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    assert violations(page) == []
    page.locator(".tabs a[href='#fill']").click()
    page.locator(".tick input").first.check()
    page.locator(".value").first.click()
    page.locator("#said.shown").wait_for()
    assert violations(page) == []
    page.locator(".tabs a[href='#confirm']").click()
    page.locator("#confirm input[value=否]").first.check()
    assert violations(page) == []
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]")
    assert (ground > 200) is (scheme == "light")


@pytest.fixture(scope="module")
def proposal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of what `sort` proposes for a heap; reading it takes a while."""
    pytest.importorskip("rapidocr")
    folder = tmp_path_factory.mktemp("proposal")
    heap = folder / "heap"
    heap.mkdir()
    for name in ("IMG_20230512_101233.jpg", "论文1-封面.jpg", "说明.docx"):
        (heap / name).write_bytes(scan(len(name)))
    dossier = folder / "li-ming"
    shutil.copytree(ROOT / "sample_dossier", dossier)
    assert main(["sort", str(heap), "--into", str(dossier)]) == 0
    return dossier / "build" / "整理方案.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_proposal(open_page: Open, proposal: Path, scheme: str) -> None:
    page = open_page(proposal, color_scheme=scheme)
    assert page.locator("tr, article, li").count() > 2
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_summary(open_page: Open, tmp_path: Path, scheme: str) -> None:
    office = tmp_path / "office"
    shutil.copytree(ROOT / "sample_office", office)
    main(["office", "summary", str(office), "--out", str(tmp_path / "summary")])
    (path,) = (tmp_path / "summary").glob("*.html")
    page = open_page(path, color_scheme=scheme)
    assert violations(page) == []


def test_a_summary_prints_what_is_folded(open_page: Open, tmp_path: Path) -> None:
    office = tmp_path / "office"
    shutil.copytree(ROOT / "sample_office" / "交来" / "江澈", office / "江澈")
    main(["office", "summary", str(office), "--out", str(tmp_path / "summary")])
    (path,) = (tmp_path / "summary").glob("*.html")
    page = open_page(path)
    page.emulate_media(media="print")
    assert page.locator("details li").first.is_visible()


def test_axe_would_notice(open_page: Open, made: dict[str, Path]) -> None:
    page = open_page(made["zh"])
    page.evaluate("document.querySelector('h1').style.color = '#bbb'")
    assert violations(page) == ["color-contrast: h1"]
