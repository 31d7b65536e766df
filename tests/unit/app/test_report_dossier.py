"""The page and the entry sheet beside the uploads: written when something changed, with what was ticked kept."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from zcdossier.app import report_dossier as use_case
from zcdossier.app.build_dossier import build_dossier
from zcdossier.app.report_contents import choose_thumbnail_size, limit_pages, record_facts_on_disk
from zcdossier.app.report_dossier import ENTRY_NAME, ReportOptions, report_built, report_dossier
from zcdossier.errors import CannotRunError
from zcdossier.model.receipt import BuildOutcome, RecordReceipt
from zcdossier.report.page.report_facts import RecordFacts, UploadState
from zcdossier.report.style import Thumbnails

DAY = date(2023, 6, 1)
HOW = ReportOptions("zh", DAY)


@pytest.fixture
def root(desk: Any) -> Path:
    return Path(desk.dossier())


@pytest.fixture
def built(root: Path) -> Path:
    build_dossier(root, as_of=DAY)
    return root


def states(root: Path) -> list[UploadState]:
    linted = report_dossier(root, HOW).linted
    return [facts.state for facts in record_facts_on_disk(linted, root / "build")]


def page(root: Path) -> str:
    return (root / "build" / "report.html").read_text(encoding="utf-8")


def test_before_any_build_findings_are_shown_without_pages(root: Path) -> None:
    reported = report_dossier(root, HOW)
    assert reported.path == root / "build" / "report.html"
    assert states(root) == [UploadState.MISSING, UploadState.MISSING]
    assert "还没有生成 PDF" in page(root)
    assert "09-论文" in page(root)
    assert not list((root / "build").glob(".zcdossier.pages/*"))


def test_after_a_build_pages_are_shown(built: Path) -> None:
    assert states(built) == [UploadState.CURRENT, UploadState.CURRENT]
    assert page(built).count("data:image/jpeg") == 3  # two covers and the photo


def change_title(root: Path) -> None:
    manifest = root / "dossier.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("title: 甲", "title: 丙"), encoding="utf-8")


def change_scan(root: Path) -> None:
    scan = root / "09-论文/甲/1-封面.jpg"
    scan.write_bytes(scan.read_bytes() + b" ")


def lose_upload(root: Path) -> None:
    next((root / "build/upload").rglob("*甲.pdf")).unlink()


def edit_upload(root: Path) -> None:
    path = next((root / "build/upload").rglob("*甲.pdf"))
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (change_title, UploadState.STALE),
        (change_scan, UploadState.STALE),
        (lose_upload, UploadState.ALTERED),
        (edit_upload, UploadState.ALTERED),
    ],
)
def test_what_changed_since_is_told(built: Path, change: Callable[[Path], None], state: UploadState) -> None:
    change(built)
    assert states(built) == [state, UploadState.CURRENT]


def test_a_receipt_of_another_version_is_none(built: Path) -> None:
    path = built / "build/receipt.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(data | {"version": "0.0"}), encoding="utf-8")
    assert states(built) == [UploadState.MISSING, UploadState.MISSING]


def test_a_build_that_failed_for_one_tells_why(desk: Any) -> None:
    root = Path(desk.dossier())
    (root / "09-论文/乙/1-封面.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    built = build_dossier(root, as_of=DAY)
    reported = report_built(built, HOW)
    assert reported is not None
    assert page(root).count("data:image/jpeg") == 2
    assert built.receipt is not None
    reason = built.receipt.records[1].error.zh
    assert reason
    assert reason not in page(root)  # the finding says it already
    assert "没有生成 PDF：先改好下面说的文件" in page(root)
    assert "1-封面.jpg 不完整，后半截缺失" in page(root)


def test_a_page_that_says_the_same_is_left_alone(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report_dossier(built, HOW)
    before = page(built)
    monkeypatch.setattr(use_case, "render_page", None)
    report_dossier(built, HOW)
    assert page(built) == before
    for other in (
        HOW._replace(lang="en"),
        HOW._replace(as_of=date(2023, 6, 2)),
        HOW._replace(thumbnails=Thumbnails.NONE),
    ):
        with pytest.raises(TypeError):
            report_dossier(built, other)


def test_build_and_report_make_the_same_page(root: Path) -> None:
    report_built(build_dossier(root, as_of=DAY), HOW)
    before = (root / "build/report.html").read_bytes()
    (root / "build/report.html").unlink()
    report_dossier(root, HOW)
    assert (root / "build/report.html").read_bytes() == before


def test_another_photo_makes_another_page(built: Path, desk: Any) -> None:
    report_dossier(built, HOW)
    before = page(built)
    (built / "照片.jpg").write_bytes(desk.jpeg((61, 80)))
    report_dossier(built, HOW)
    assert page(built) != before


def test_a_manifest_that_can_not_be_read(desk: Any) -> None:
    root = Path(desk.dossier(manifest="profile: [\n"))
    assert report_built(build_dossier(root, as_of=DAY), HOW) is None
    assert not (root / "build").exists()
    report_dossier(root, HOW)
    assert "清单读不出来" in page(root)


def test_an_earlier_page_does_not_outlive_a_broken_manifest(built: Path) -> None:
    report_dossier(built, HOW)
    (built / "dossier.yaml").write_text("profile: [\n", encoding="utf-8")
    assert report_built(build_dossier(built, as_of=DAY), HOW) is not None
    assert "清单读不出来" in page(built)


def test_elsewhere_the_photo_is_named_but_not_linked(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build_dossier(root, as_of=DAY, out=out)
    report_dossier(root, HOW, out=out)
    text = (out / "report.html").read_text(encoding="utf-8")
    assert "照片.jpg" in text
    assert "./../" not in text
    assert str(tmp_path) not in text
    report_dossier(root, HOW)
    assert 'href="./../%E7%85%A7%E7%89%87.jpg"' in page(root)


def test_texts_are_on_the_sheet(desk: Any) -> None:
    profile = desk.base / "profiles/case/profile.yaml"
    profile.write_text(profile.read_text(encoding="utf-8") + "texts: {statement: {label: 总结}}\n", encoding="utf-8")
    manifest = desk.manifest + "texts: {statement: 总结.txt}\n"
    root = Path(desk.dossier(manifest=manifest))
    (root / "总结.txt").write_bytes("我的总结".encode("gbk"))
    report_dossier(root, HOW)
    assert "我的总结" in page(root)


def test_nothing_is_written_over_the_page_of_another(root: Path, desk: Any, tmp_path: Path) -> None:
    out, other = tmp_path / "pages", desk.dossier("other")
    for _ in range(2):
        report_dossier(root, HOW, out=out)
    page = (out / "report.html").read_bytes()
    with pytest.raises(CannotRunError, match="another dossier"):
        report_dossier(other, HOW, out=out)
    assert (out / "report.html").read_bytes() == page


def test_where_nothing_can_be_written(root: Path) -> None:
    (root / "build").write_bytes(b"a file stands there")
    with pytest.raises(CannotRunError) as refused:
        report_dossier(root, HOW)
    assert "report.html" in refused.value.why.zh


@pytest.mark.parametrize(
    ("wanted", "pages", "look"),
    [
        (Thumbnails.AUTO, 160, "medium"),
        (Thumbnails.AUTO, 161, "small"),
        (Thumbnails.MEDIUM, 500, "medium"),
        (Thumbnails.SMALL, 1, "small"),
        (Thumbnails.NONE, 1, ""),
        (Thumbnails.AUTO, 0, ""),
    ],
)
def test_the_size_of_pictures_goes_by_the_number_of_pages(wanted: Thumbnails, pages: int, look: str) -> None:
    receipt = RecordReceipt("a", "papers", "甲", BuildOutcome.BUILT, pages=pages)
    record: Any = None
    facts = RecordFacts(record, UploadState.CURRENT, "a.pdf", receipt)
    hidden = RecordFacts(record, UploadState.ALTERED, "b.pdf", receipt)
    assert choose_thumbnail_size(wanted, (facts, hidden)) == look


@pytest.mark.parametrize(
    ("pages", "most"),
    [([3, 5], 5), ([450], 450), ([4000], 450), ([4000, 2], 448), ([300, 300], 225), ([1] * 900, 1), ([], 0)],
)
def test_a_page_can_carry_so_many_pictures(pages: list[int], most: int) -> None:
    record: Any = None
    records = [
        RecordFacts(
            record,
            UploadState.CURRENT,
            "a.pdf",
            RecordReceipt(str(number), "papers", "甲", BuildOutcome.BUILT, pages=count),
        )
        for number, count in enumerate(pages)
    ]
    limit = limit_pages(records)
    assert 0.9 * most <= limit <= most
    assert sum(min(page, limit) for page in pages) <= max(450, len(pages))


def test_written_and_left_alone(root: Path) -> None:
    report_dossier(root, HOW)
    path = root / "build" / ENTRY_NAME
    book = load_workbook(path)
    assert book.worksheets[0]["A1"].value.startswith("填报单 · ")
    book.save(path)
    ticked = path.read_bytes()
    report_dossier(root, HOW._replace(as_of=date(2023, 6, 2)))
    assert path.read_bytes() == ticked
    report_dossier(root, HOW._replace(lang="en"))
    assert load_workbook(path).worksheets[0]["A2"].value == "section"


def test_a_file_that_is_none_of_ours_is_replaced(root: Path) -> None:
    path = root / "build" / ENTRY_NAME
    path.parent.mkdir()
    path.write_bytes(b"PK\x03\x04 torn")
    report_dossier(root, HOW)
    assert load_workbook(path).worksheets[0]["A2"].value == "栏目"


def test_where_it_can_not_be_written_is_said(root: Path) -> None:
    (root / "build" / ENTRY_NAME).mkdir(parents=True)
    with pytest.raises(CannotRunError) as refused:
        report_dossier(root, HOW)
    assert ENTRY_NAME in refused.value.why.zh
    assert ENTRY_NAME in refused.value.why.en
