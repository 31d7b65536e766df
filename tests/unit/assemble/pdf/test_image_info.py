"""Pictures inside PDFs, of every kind: coded anew or packed better, they look as they did, in two viewers."""

import shutil
import subprocess
from types import SimpleNamespace

import pikepdf
import pytest
from pdf_kinds import kinds, left_alone
from picture_kinds.jpeg import jpeg
from picture_kinds.scene import SIZE
from PIL import Image, ImageChops, ImageStat

from zcdossier.assemble.pdf.decode_image import image_decoder
from zcdossier.assemble.pdf.image_xobjects import images_of, replace_repacked, replace_with_jpeg
from zcdossier.assemble.pictures.repack import repack

AS_THEY_ARE = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
KINDS = tuple(kinds())
POPPLER = shutil.which("pdftoppm")
VIEWERS = ["pdfium", pytest.param("poppler", marks=pytest.mark.skipif(not POPPLER, reason="poppler is not installed"))]
# Viewers make different colours of inks; what becomes of them is what PDFium shows.
OFF = {"two inks": 18, "inks, inverted": 6, "inks, jpeg, not inverted": 6}


def gallery(path, makers):
    """One page for every kind, on a ground that shows what is transparent."""
    with pikepdf.new() as pdf:
        for make in makers.values():
            page = pdf.add_blank_page(page_size=SIZE)
            page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=make(pdf)))
            page.Contents = pdf.make_stream(b"1 0.9 0.8 rg 0 0 121 163 re f q 121 0 0 163 0 0 cm /Im Do Q")
        pdf.save(path, **AS_THEY_ARE)
    return path


def changed(path, source, change):
    """A copy with every picture changed that can be decoded, and what the change returned by kind."""
    with pikepdf.open(source) as pdf:
        done = {}
        for image_object in images_of(pdf):
            kind = KINDS[image_object.page - 1]
            image = image_decoder(image_object.info, image_object.image.read_raw_bytes(), kind)(
                (image_object.info.width, image_object.info.height)
            )
            done[kind] = change(image_object, image)
        pdf.save(path, **AS_THEY_ARE)
    return done


def to_jpeg(image_object, image):
    red, green, blue = image.convert("RGB").split()
    grey = not any(ImageChops.difference(red, other).getbbox() for other in (green, blue))
    plain = red if grey else image.convert("RGB")
    data = jpeg(plain, quality=97, subsampling=0)
    replace_with_jpeg(image_object, SimpleNamespace(data=data, width=plain.width, height=plain.height, grey=grey))
    return image.mode


def to_better(image_object, image):
    if not image_object.info.lossless:
        return None
    packed = repack(image)
    replace_repacked(image_object, packed)
    return packed


def render(path, viewer, kit):
    if viewer == "pdfium":
        return kit.render(path, 72)
    subprocess.run([POPPLER, "-r", "72", path, path.with_suffix("")], check=True, capture_output=True)
    pages = sorted(path.parent.glob(f"{path.stem}-*.ppm"))
    return [Image.open(page).convert("RGB") for page in pages]


@pytest.fixture(scope="module")
def looks(tmp_path_factory, kit):
    """Pages as they were, with JPEGs, and packed better; and what was done to each kind."""
    folder = tmp_path_factory.mktemp("kinds")
    before = gallery(folder / "before.pdf", kinds())
    made = {
        "jpeg": changed(folder / "jpeg.pdf", before, to_jpeg),
        "packed": changed(folder / "packed.pdf", before, to_better),
    }
    viewers = ["pdfium", "poppler"] if POPPLER else ["pdfium"]
    names = ("before", "jpeg", "packed")
    pages = {(name, viewer): render(folder / f"{name}.pdf", viewer, kit) for name in names for viewer in viewers}
    return SimpleNamespace(made=made, pages=pages)


def difference(looks, kind, after, viewer):
    at = KINDS.index(kind)
    first, second = looks.pages["before", viewer][at], looks.pages[after, viewer][at]
    assert first.size == second.size
    return max(ImageStat.Stat(ImageChops.difference(first, second)).mean)


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_looks_the_same_as_a_jpeg(looks, kind, viewer):
    assert looks.made["jpeg"][kind]
    assert difference(looks, kind, "jpeg", viewer) < (OFF.get(kind, 4) if viewer == "poppler" else 4)


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_looks_the_same_packed_better(looks, kind, viewer):
    """Viewers show 16 bits as 8 that differ by one at most."""
    assert difference(looks, kind, "packed", viewer) < 2


def test_what_is_stored_as_it_is_can_be_packed_better(looks):
    kept = {kind for kind, packed in looks.made["packed"].items() if packed is None}
    marks = ("jpeg", "jbig2", "fax", "ink", "lab", "key")
    assert kept == {kind for kind in KINDS if any(mark in kind for mark in marks)}


def test_the_gallery_holds_what_was_put_in(tmp_path):
    """Saving must not have packed the pictures in another way."""
    with pikepdf.open(gallery(tmp_path / "kinds.pdf", kinds())) as pdf:
        for page, make in zip(pdf.pages, kinds().values(), strict=True):
            assert page.Resources.XObject.Im.get("/Filter") == make(pdf).get("/Filter")


def test_nothing_in_the_gallery_is_blank(looks):
    for pages in looks.pages.values():
        assert all(len(page.getcolors(100_000)) > 1 for page in pages)


@pytest.mark.parametrize("kind", left_alone())
def test_what_is_not_sure_is_left_alone(tmp_path, kind):
    path = gallery(tmp_path / "odd.pdf", {kind: left_alone()[kind]})
    with pikepdf.open(path) as pdf:
        assert images_of(pdf) == []


@pytest.mark.parametrize(
    "kind", ["flate", "lzw", "runs", "base 85", "hex", "png predictor", "tiff predictor", "jpeg", "bare"]
)
def test_data_that_is_cut_off_is_not_decoded(tmp_path, kind):
    path = gallery(tmp_path / "cut.pdf", {kind: kinds()[kind]})
    with pikepdf.open(path) as pdf:
        (image,) = images_of(pdf)
        raw = image.image.read_raw_bytes()
        with pytest.raises((ValueError, OSError)):
            image_decoder(image.info, raw[: len(raw) * 2 // 3], kind)(SIZE)
