"""Page pictures for the report: as the PDF shows its pages, remembered by content, nothing kept that is not wanted."""

import hashlib
import io
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw

from zcdossier.assemble.pdf.page_images import PageView, sole_picture, view_of_picture, views_by_renderer
from zcdossier.assemble.pdf.thumbnails import MEDIUM, PAGES_FOLDER, SMALL, Upload, page_views, photo_view
from zcdossier.model.facts import PageSize

CENTRE = (0.05, 0.15, 0.95, 0.85)


def upload_of(path: Path) -> Upload:
    return Upload(path, hashlib.sha256(path.read_bytes()).hexdigest())


def opened(view: PageView | None) -> Image.Image:
    assert view is not None
    image = Image.open(io.BytesIO(view.data))
    assert image.size == (view.width, view.height)
    return image.convert("RGB")


def differs(first: Image.Image, second: Image.Image) -> float:
    """How far apart two pictures are on the whole, of 255."""
    small = [image.convert("L").resize((30, 42), Image.Resampling.BOX).tobytes() for image in (first, second)]
    return sum(abs(a - b) for a, b in zip(*small, strict=True)) / len(small[0])


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [(2600, 1500), (420, 600)])
def test_a_picture_page_looks_as_the_renderer_has_it(
    scans: Any, kit: SimpleNamespace, orientation: int, size: tuple[int, int]
) -> None:
    scans.picture("1-证明.jpg", kit.cornered(size), "JPEG", exif=kit.exif(orientation))
    with scans.opened() as pdf:
        found = sole_picture(pdf.pages[0])
    assert found is not None
    quick = opened(view_of_picture(found, MEDIUM))
    drawn = opened(views_by_renderer(scans.target.read_bytes(), [0], MEDIUM)[0])
    assert abs(quick.width / quick.height - drawn.width / drawn.height) < 0.01
    assert differs(quick, drawn) < 4
    assert max(quick.size) <= MEDIUM.side * 1.25


def test_a_long_screenshot_is_shown_strip_by_strip(scans: Any, kit: SimpleNamespace) -> None:
    name = "1-截图.jpg"
    scans.picture(name, kit.noisy((600, 6000)), "JPEG")
    scans.facts[name] = scans.facts[name]._replace(sizes=(PageSize(600, 6000),))
    receipt = scans.built()
    assert receipt.pages > 1
    upload = upload_of(scans.target)
    views = page_views([upload], SMALL, scans.out)[upload]
    drawn = views_by_renderer(scans.target.read_bytes(), list(range(receipt.pages)), SMALL)
    assert len(views) == receipt.pages
    for number, view in enumerate(views):
        assert differs(opened(view), opened(drawn[number])) < 6


def page_with(content: bytes, *, rotate: int = 0, more: bool = False) -> bytes:
    """A PDF of one page that has a red JPEG to draw."""
    buffer = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 400))
        picture = io.BytesIO()
        Image.new("RGB", (60, 80), (200, 0, 0)).save(picture, "JPEG")
        image = pdf.make_stream(
            picture.getvalue(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=60,
            Height=80,
            BitsPerComponent=8,
            ColorSpace=pikepdf.Name.DeviceRGB,
            Filter=pikepdf.Name.DCTDecode,
        )
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({"/A": image}))
        page.Resources.ExtGState = pikepdf.Dictionary(
            Plain=pikepdf.Dictionary(ca=1, BM=pikepdf.Name.Normal, SMask=pikepdf.Name("/None")),
            Faint=pikepdf.Dictionary(ca=0.1),
            Masked=pikepdf.Dictionary(SMask=pikepdf.Dictionary(S=pikepdf.Name.Alpha)),
            Blended=pikepdf.Dictionary(BM=pikepdf.Name.Multiply),
        )
        page.Contents = pdf.make_stream(content)
        if rotate:
            page.obj.Rotate = rotate
        if more:
            page.obj.Annots = pikepdf.Array([])
        pdf.save(buffer)
    return buffer.getvalue()


FULL = b"q 300 0 0 400 0 0 cm /A Do Q"


@pytest.mark.parametrize(
    ("content", "quick"),
    [
        (FULL, True),
        (b"q 0.5 0 0 0.5 0 0 cm 600 0 0 800 0 0 cm /A Do Q", True),
        (b"q 0 0 300 400 re W n 300 0 0 400 0 0 cm /A Do Q", True),
        (b"q 0 0 100 400 re W n 300 0 0 400 0 0 cm /A Do Q", False),
        (FULL + b" BT 3 Tr /F 9 Tf (read by a machine) Tj ET", True),
        (FULL + b" BT /F 9 Tf (seen) Tj ET", False),
        (FULL + b" 1 0 0 rg 0 0 50 50 re f", False),
        (FULL + b" " + FULL, False),
        (b"/OC /Layer BDC " + FULL + b" EMC", False),
        (b"BT ET", False),
        (b"/Plain gs " + FULL, True),
        (b"/Faint gs " + FULL, False),
        (b"/Masked gs " + FULL, False),
        (b"/Blended gs " + FULL, False),
    ],
)
def test_only_what_shows_one_picture_alone_is_put_together(content: bytes, quick: bool) -> None:
    with pikepdf.open(io.BytesIO(page_with(content))) as pdf:
        assert (sole_picture(pdf.pages[0]) is not None) is quick


@pytest.mark.parametrize("how", [{"rotate": 90}, {"more": True}])
def test_turned_and_annotated_pages_are_left_to_the_renderer(how: dict[str, Any]) -> None:
    with pikepdf.open(io.BytesIO(page_with(FULL, **how))) as pdf:
        assert sole_picture(pdf.pages[0]) is None


def test_other_pages_are_drawn(scans: Any, kit: SimpleNamespace) -> None:
    scans.pdf("1-证明.pdf", kit.text_pdf("甲", "two"))
    scans.picture("2-证明.png", kit.cornered(), "PNG")
    scans.built()
    upload = upload_of(scans.target)
    views = page_views([upload], MEDIUM, scans.out)[upload]
    assert len(views) == 3
    assert kit.alike(kit.quarters(opened(views[2]), CENTRE), kit.corners)


@pytest.fixture
def upload(scans: Any, kit: SimpleNamespace) -> Upload:
    scans.picture("1-证明.jpg", kit.noisy(seal=True), "JPEG", quality=92)
    scans.built()
    return upload_of(scans.target)


def test_views_keep_to_their_bytes_and_carry_nothing_of_the_source(scans: Any, kit: SimpleNamespace) -> None:
    scans.picture("1-证明.jpg", kit.noisy((2480, 3508)), "JPEG", exif=kit.exif(), comment=b"SecretComment")
    scans.built()
    upload = upload_of(scans.target)
    for look in (SMALL, MEDIUM):
        (view,) = page_views([upload], look, scans.out)[upload]
        assert view is not None
        assert len(view.data) <= look.most_bytes
        assert b"Secret" not in view.data
        assert 0.8 * look.side < max(view.width, view.height) < 1.26 * look.side


def test_what_is_remembered_is_not_drawn_again(scans: Any, upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    first = page_views([upload], SMALL, scans.out)
    upload.path.unlink()
    monkeypatch.setattr("zcdossier.assemble.pdf.thumbnails.read_regular_file", None)
    assert page_views([upload], SMALL, scans.out) == first


def test_what_belongs_to_nothing_is_swept(scans: Any, upload: Upload) -> None:
    page_views([upload], SMALL, scans.out)
    (left,) = (scans.out / PAGES_FOLDER).iterdir()
    page_views([upload], MEDIUM, scans.out)
    (now,) = (scans.out / PAGES_FOLDER).iterdir()
    assert now != left
    page_views([], MEDIUM, scans.out)
    assert list((scans.out / PAGES_FOLDER).iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_foreign_memory_is_no_memory(scans: Any, upload: Upload, content: bytes) -> None:
    first = page_views([upload], SMALL, scans.out)
    (kept,) = (scans.out / PAGES_FOLDER).iterdir()
    kept.write_bytes(content)
    assert page_views([upload], SMALL, scans.out) == first
    with zipfile.ZipFile(kept) as archive:
        assert archive.testzip() is None


def test_a_name_in_memory_that_says_nothing_is_no_memory(scans: Any, upload: Upload) -> None:
    first = page_views([upload], SMALL, scans.out)
    (kept,) = (scans.out / PAGES_FOLDER).iterdir()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("../../0001-wide.jpg", b"")
    assert page_views([upload], SMALL, scans.out) == first


def test_only_the_first_pages_of_very_many(scans: Any, kit: SimpleNamespace) -> None:
    scans.pdf("1-证明.pdf", kit.text_pdf("一", "二", "三"))
    scans.built()
    whole = upload_of(scans.target)
    cut = whole._replace(most=2)
    assert len(page_views([cut], SMALL, scans.out)[cut]) == 2
    assert len(page_views([cut], SMALL, scans.out)[cut]) == 2
    assert len(page_views([whole], SMALL, scans.out)[whole]) == 3


def test_an_upload_that_is_not_what_was_built_is_not_shown(scans: Any, upload: Upload) -> None:
    upload.path.write_bytes(upload.path.read_bytes() + b" ")
    assert page_views([upload], SMALL, scans.out) == {}


def test_without_a_folder_to_remember_in_it_works_too(scans: Any, upload: Upload) -> None:
    (scans.out / PAGES_FOLDER).write_bytes(b"a file stands there")
    assert len(page_views([upload], SMALL, scans.out)[upload]) == 1


def test_a_damaged_picture_is_a_page_without_a_view(tmp_path: Path) -> None:
    pdf = page_with(FULL)
    at = pdf.index(b"\xff\xda")
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf[: at + 2] + b"\0" * 20 + pdf[at + 22 :])
    (views,) = page_views([upload_of(path)], SMALL, tmp_path).values()
    assert len(views) == 1


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"GIF89a"])
def test_what_is_no_pdf_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    assert page_views([upload_of(path)], SMALL, tmp_path) == {}


def test_a_photo_stands_upright(tmp_path: Path, kit: SimpleNamespace) -> None:
    path = tmp_path / "photo.jpg"
    tags = kit.exif(6)
    image = kit.cornered((400, 300))
    image.save(path, "JPEG", exif=tags)
    view = photo_view(path)
    assert view is not None
    assert view.width < view.height <= 320
    assert b"Secret" not in view.data


def test_what_is_no_photo_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0nothing")
    assert photo_view(path) is None
    assert photo_view(tmp_path / "gone.jpg") is None


def test_clear_and_grey_pictures(tmp_path: Path) -> None:
    image = Image.new("LA", (100, 140), (255, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 50, 70), fill=(0, 255))
    path = tmp_path / "photo.png"
    image.save(path)
    assert opened(photo_view(path)).getpixel((90, 130)) == (255, 255, 255)
