"""What a profile says of the files to hand in, built and looked at with another library."""

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image

from zcdossier.app.build_dossier import build_dossier
from zcdossier.app.verify_build import verify_build
from zcdossier.model.receipt import BuildOutcome

from .test_build_dossier import AS_OF

PROFILE = """\
id: case
title: {zh: 例, en: example}
levels: {senior: {label: 副高, aliases: [副高级]}, full: 正高}
applicant: {name: {label: 姓名}}
sections:
  awards:
    label: 获奖
    number: 5
    fields: {title: {label: 名称}, date: {label: 时间, type: date}}
    parts: {cert: 证书}
  papers:
    label: 论文
    number: 9
    fields: {title: {label: 题目}, kind: {label: 类别}, date: {label: 时间, type: date}}
    parts: {cover: 封面, body: 正文}
"""
MANIFEST = """\
profile: case
level: senior
applicant: {name: 林晓}
sections:
  awards:
    - {folder: 05-获奖/一, title: 省赛一等奖, date: 2021-03}
  papers:
    - {folder: 09-论文/甲, title: 课堂里的追问, kind: 期刊, date: 2021-05}
    - {folder: 09-论文/乙, title: 一问/一答, kind: 专著, date: 2022-11}
"""
SCANS = {
    "05-获奖/一/1-证书.jpg": 1,
    "09-论文/甲/1-封面.jpg": 1,
    "09-论文/甲/2-正文.pdf": 3,
    "09-论文/乙/1-封面.jpg": 1,
}


RED, SEALED = (200, 30, 40), (100, 100, 180, 180)


def page(seed: int, size: tuple[int, int] = (700, 990)) -> Image.Image:
    """A page with something on it everywhere, the same every time, that can be made smaller."""
    spots = bytes((x * x * (31 + seed) + x // 7 * 17) % 251 for x in range(70 * 99))
    image = Image.frombytes("L", (70, 99), spots).resize(size, Image.Resampling.BICUBIC).convert("RGB")
    image.paste(RED, SEALED)
    return image


def scan(pages: int, seed: int, kind: str) -> bytes:
    buffer = io.BytesIO()
    first, *more = [page(seed * 10 + number) for number in range(pages)]
    first.save(
        buffer,
        "JPEG" if kind == "jpg" else "PDF",
        quality=90,
        **({"save_all": True, "append_images": more} if more else {}),
    )
    return buffer.getvalue()


class Office:
    """A dossier whose profile says what build writes."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.root = base / "li"
        for seed, (name, pages) in enumerate(SCANS.items()):
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(scan(pages, seed, name.rsplit(".", 1)[-1]))
        (self.root / "dossier.yaml").write_text(MANIFEST, encoding="utf-8")

    @property
    def upload(self) -> Path:
        return self.root / "build" / "upload"

    def build(self, rules: str) -> Any:
        folder = self.base / "profiles" / "case"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "profile.yaml").write_text(PROFILE + rules, encoding="utf-8")
        (folder / "clauses.yaml").write_text("", encoding="utf-8")
        built = build_dossier(self.root, as_of=AS_OF)
        assert built.receipt is not None
        return built

    def files(self) -> list[str]:
        return sorted(path.relative_to(self.upload).as_posix() for path in self.upload.rglob("*") if path.is_file())

    def pdf(self, name: str) -> pypdf.PdfReader:
        (path,) = self.upload.rglob(name)
        return pypdf.PdfReader(path)


def outline(reader: pypdf.PdfReader) -> list[tuple[int, str, int]]:
    def walk(items: Any, level: int) -> Any:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, level + 1)
            else:
                yield level, item.title, reader.get_destination_page_number(item) + 1

    return list(walk(reader.outline, 0))


@pytest.fixture
def office(tmp_path, monkeypatch) -> Office:
    monkeypatch.setattr("zcdossier.profiles.locations.user_folder", lambda: tmp_path / "nobody")
    return Office(tmp_path)


def outcomes(built: Any) -> list[str]:
    return [str(record.outcome) for record in built.receipt.records]


def test_names_and_folders_from_facts(office: Office) -> None:
    office.build(
        "build:\n"
        "  name: '{applicant.name}-{section.label}-{title}-{date|YYYYMM}'\n"
        "  folder: '{applicant.level}/{section.number}-{section.label}'\n"
    )
    assert office.files() == [
        "副高/5-获奖/林晓-获奖-省赛一等奖-202103.pdf",
        "副高/9-论文/林晓-论文-一问_一答-202211.pdf",
        "副高/9-论文/林晓-论文-课堂里的追问-202105.pdf",
    ]


def test_names_that_meet_are_kept_apart(office: Office) -> None:
    built = office.build("build: {name: '{applicant.name}', folder: no}\n")
    assert office.files() == ["林晓-2.pdf", "林晓-3.pdf", "林晓.pdf"]
    assert outcomes(built) == ["built"] * 3


def test_limits_by_section_and_by_case(office: Office) -> None:
    built = office.build(
        "build:\n"
        "  max_bytes: 9 MB\n"
        "  sections: {papers: {max_bytes: 600 K}}\n"
        "  cases:\n"
        "    - {section: papers, where: {kind: 专著}, max_bytes: 150 K}\n"
        "    - {when: {level: full}, max_bytes: 30 K}\n"
    )
    assert outcomes(built) == ["built"] * 3
    assert [record.limit for record in built.receipt.records] == [9_000_000, 600_000, 150_000]
    assert all(record.bytes < record.limit for record in built.receipt.records)
    assert (
        outcomes(office.build((office.base / "profiles/case/profile.yaml").read_text("utf-8")[len(PROFILE) :]))
        == ["unchanged"] * 3
    )


def test_more_pages_than_the_notice_takes_are_refused(office: Office) -> None:
    built = office.build("build: {sections: {papers: {max_pages: 3}}}\n")
    assert outcomes(built) == ["built", "failed", "built"]
    failed = built.receipt.records[1]
    assert failed.error.zh.startswith("有 4 页，申报要求最多 3 页")
    assert failed.error.en


def test_bookmarks_carry_the_page_and_a_viewer_opens_as_wanted(office: Office) -> None:
    office.build(
        "build:\n"
        "  bookmarks: {record: '{title}', part: '{part.label} … p. {page}'}\n"
        "  page_labels: [{from: 1, style: roman}, {from: 2, style: decimal, prefix: A-, start: 5}]\n"
        "  open: {panel: bookmarks, zoom: width}\n"
        "  document: {title: '{applicant.name}-{title}', author: '{applicant.name}'}\n"
    )
    reader = office.pdf("*甲.pdf")
    assert outline(reader) == [(0, "课堂里的追问", 1), (1, "封面 … p. 1", 1), (1, "正文 … p. 2", 2)]
    assert list(reader.page_labels) == ["i", "A-5", "A-6", "A-7"]
    assert reader.root_object["/PageMode"] == "/UseOutlines"
    assert reader.root_object["/OpenAction"][1] == "/FitH"
    assert (reader.metadata.title, reader.metadata.author) == ("林晓-课堂里的追问", "林晓")


def test_several_sections_in_one_pdf_with_contents(office: Office) -> None:
    built = office.build(
        "build:\n"
        "  outputs:\n"
        "    - name: 第二部分-{applicant.name}\n"
        "      sections: [papers, awards]\n"
        "      max_bytes: 50 MB\n"
        "      bookmarks: {part: '{part.label} p. {page}'}\n"
        "      contents: yes\n"
        "      page_numbers: '{page} / {pages}'\n"
    )
    assert office.files() == ["第二部分-林晓.pdf"]
    assert built.complete
    assert [record.limit for record in built.receipt.records] == [50_000_000]
    reader = office.pdf("第二部分*.pdf")
    assert outline(reader) == [
        (0, "目录", 1),
        (0, "论文", 2),
        (1, "课堂里的追问", 2),
        (2, "封面 p. 2", 2),
        (2, "正文 p. 3", 3),
        (1, "一问/一答", 6),
        (2, "封面 p. 6", 6),
        (0, "获奖", 7),
        (1, "省赛一等奖", 7),
        (2, "证书 p. 7", 7),
    ]
    assert "1 / 7" in reader.pages[0].extract_text()
    assert "7 / 7" in reader.pages[6].extract_text()
    lines = reader.pages[0].extract_text()
    assert "课堂里的追问" in lines
    assert "封面 p." not in lines
    links = [annotation.get_object()["/Dest"][0] for annotation in reader.pages[0]["/Annots"]]
    assert [reader.get_page_number(linked) + 1 for linked in links] == [page for _, _, page in outline(reader)[1:]]
    assert verify_build(office.root / "build").intact


def test_records_of_a_module_may_have_their_own_pdfs_too(office: Office) -> None:
    office.build("build: {outputs: [{name: 全部, sections: all, each_record_too: yes}]}\n")
    assert len(office.files()) == 4
    assert office.files()[-1] == "全部.pdf"


def test_a_module_over_its_limit_is_made_smaller(office: Office) -> None:
    built = office.build("build: {outputs: [{name: 全部, sections: all, max_bytes: 700 K}]}\n")
    (module,) = built.receipt.records
    assert module.outcome is BuildOutcome.BUILT
    assert 0 < module.bytes < 700_000
    assert module.recoded


def test_what_was_asked_for_is_looked_for_in_the_file(office: Office, monkeypatch) -> None:
    monkeypatch.setattr("zcdossier.assemble.output_pdf.write_look", lambda *_: None)
    built = office.build("build: {open: {panel: bookmarks}}\n")
    assert outcomes(built) == ["failed"] * 3
    assert "没有通过复核" in built.receipt.records[0].error.zh


def jpgs(office: Office) -> list[Image.Image]:
    return [Image.open(io.BytesIO(path.read_bytes())) for path in sorted(office.upload.rglob("*.jpg"))]


def test_pages_as_pictures_within_bounds(office: Office) -> None:
    built = office.build(
        "build:\n"
        "  sections:\n"
        "    papers: {output: jpg, bytes: 20K..200K, width: 600, height: {at_most: 900}, dpi: 150}\n"
    )
    assert outcomes(built) == ["built"] * 3
    assert office.files() == [
        "05-获奖/01 一.pdf",
        "09-论文/01 甲-1.jpg",
        "09-论文/01 甲-2.jpg",
        "09-论文/01 甲-3.jpg",
        "09-论文/01 甲-4.jpg",
        "09-论文/02 乙.jpg",
    ]
    for picture in jpgs(office):
        assert picture.width == 600
        assert picture.height <= 900
        assert picture.info["dpi"] == (150, 150)
        red, green, _ = picture.getpixel((120, 120))
        assert red > green + 100
    for path in office.upload.rglob("*.jpg"):
        assert 20 * 1024 <= path.stat().st_size <= 200_000
    receipt = built.receipt.records[1]
    assert [file.file for file in receipt.files] == [f"09-论文/01 甲-{number}.jpg" for number in (1, 2, 3, 4)]
    assert [source.pages for source in receipt.sources] == [(1,), (2, 3, 4)]
    assert verify_build(office.root / "build").intact
    again = build_dossier(office.root, as_of=AS_OF)
    assert outcomes(again) == ["unchanged"] * 3
    assert again.stale.left == ()


def test_a_picture_of_exact_pixels_stands_on_white(office: Office) -> None:
    office.build("build: {sections: {papers: {output: jpg, size: 358x441, per: file}}}\n")
    assert [picture.size for picture in jpgs(office)] == [(358, 441)] * 3
    assert jpgs(office)[0].getpixel((0, 220)) == (255, 255, 255)


def test_a_jpeg_that_is_as_wanted_stays_as_it_was_coded(office: Office) -> None:
    office.build("build: {sections: {papers: {output: jpg}}}\n")
    (path,) = office.upload.rglob("02 乙.jpg")
    source = (office.root / "09-论文/乙/1-封面.jpg").read_bytes()
    assert path.read_bytes()[-2000:] == source[-2000:]


@pytest.mark.parametrize(
    ("bounds", "why"),
    [
        ("width: {at_least: 900}", "只有 700×990 像素"),
        ("bytes: 5M..9M", "用最高质量保存也只有"),
        ("bytes: ..21K, size: 700x990", "后还有"),
    ],
)
def test_a_picture_that_can_not_be_as_wanted_is_not_written(office: Office, bounds: str, why: str) -> None:
    built = office.build(f"build: {{sections: {{awards: {{output: jpg, {bounds}}}}}}}\n")
    failed = built.receipt.records[0]
    assert failed.outcome is BuildOutcome.FAILED
    assert why in failed.error.zh
    assert not list(office.upload.rglob("05-*/*.jpg"))


def test_what_must_stay_as_it_is_is_passed_through(office: Office) -> None:
    built = office.build("build: {sections: {papers: {output: as_is, max_pages: 3}}}\n")
    assert outcomes(built) == ["built"] * 3
    assert "09-论文/01 甲-2.pdf" in office.files()
    passed = (office.upload / "09-论文/01 甲-2.pdf").read_bytes()
    assert passed == (office.root / "09-论文/甲/2-正文.pdf").read_bytes()
    assert verify_build(office.root / "build").intact
    refused = office.build("build: {sections: {papers: {output: as_is, max_pages: 2}}}\n").receipt.records[1]
    assert "要原样上传，有 3 页，申报要求最多 2 页" in refused.error.zh


def test_a_changed_picture_is_told(office: Office) -> None:
    office.build("build: {sections: {papers: {output: jpg}}}\n")
    (office.upload / "09-论文/01 甲-3.jpg").write_bytes(b"other")
    checked = verify_build(office.root / "build")
    assert [upload.file for upload in checked.uploads if upload.differences] == ["09-论文/01 甲-3.jpg"]


def test_all_files_together_share_their_room_page_by_page(office: Office) -> None:
    rules = "build: {max_total_bytes: 500 K}\n"
    built = office.build(rules)
    assert outcomes(built) == ["built"] * 3
    assert 250_000 < sum(record.bytes for record in built.receipt.records) < 500_000
    small, large, _ = built.receipt.records
    assert large.bytes > 2 * small.bytes
    assert outcomes(office.build(rules)) == ["unchanged"] * 3
    (office.root / "05-获奖/一/1-证书.jpg").write_bytes(scan(1, 9, "jpg"))
    again = office.build(rules)
    assert outcomes(again) == ["built"] * 3
    assert sum(record.bytes for record in again.receipt.records) < 500_000


def test_a_total_that_can_not_be_kept_is_told(office: Office) -> None:
    built = office.build("build: {sections: {papers: {max_total_bytes: 60 K}}}\n")
    assert outcomes(built) == ["built", "failed", "failed"]
    error = built.receipt.records[1].error
    assert "几份文件加起来有" in error.zh
    assert "课堂里的追问" in error.zh


def test_each_page_below_a_size(office: Office) -> None:
    from zcdossier.assemble.keeping.look_check import page_bytes

    built = office.build("build: {max_page_bytes: 75 K}\n")
    assert outcomes(built) == ["built"] * 3
    sizes = [page_bytes(page) for path in office.upload.rglob("*.pdf") for page in pypdf.PdfReader(path).pages]
    assert len(sizes) == 6
    assert all(20_000 < size < 75_000 for size in sizes), sizes
    assert {page.page for page in built.receipt.records[1].recoded} == {1, 2, 3, 4}


def test_a_page_that_can_not_be_read_below_its_size_is_refused(office: Office) -> None:
    built = office.build("build: {max_page_bytes: 20 K, min_dpi: 84}\n")
    assert outcomes(built) == ["failed"] * 3
    assert "每页要小于" in built.receipt.records[0].error.zh
