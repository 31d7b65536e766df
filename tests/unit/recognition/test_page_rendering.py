import io

import numpy as np
import pikepdf
import pytest
from page_bytes import pdf_bytes, picture_bytes
from PIL import Image

from zcdossier.assemble.refusal import RefusedError
from zcdossier.recognition.page_rendering import LONG_SIDE, NotDrawnError, long_side_of, render_page


def corner_picture(kind: str, size: tuple[int, int] = (300, 200), **options: object) -> bytes:
    """White, with its upper left corner black, as the file holds it."""
    picture = Image.new("RGB", size, (255, 255, 255))
    picture.paste((0, 0, 0), (0, 0, size[0] // 4, size[1] // 4))
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def black_corner(pixels: np.ndarray) -> str:
    height, width = pixels.shape[:2]
    dark = {
        f"{row} {column}": pixels[
            (0 if row == "top" else height - height // 8) : (height // 8 if row == "top" else height),
            (0 if column == "left" else width - width // 8) : (width // 8 if column == "left" else width),
        ].mean()
        for row in ("top", "bottom")
        for column in ("left", "right")
    }
    return min(dark, key=lambda corner: dark[corner])


@pytest.mark.parametrize(("orientation", "corner"), [(1, "top left"), (3, "bottom right"), (6, "top right")])
@pytest.mark.parametrize("kind", ["JPEG", "TIFF", "PNG"])
def test_pictures_are_seen_as_they_are_displayed(kind, orientation, corner):
    exif = Image.Exif()
    exif[0x0112] = orientation
    options = {"tiffinfo": {274: orientation}} if kind == "TIFF" else {"exif": exif.tobytes()}
    rendered = render_page(corner_picture(kind, **options), "a", kind.lower(), 0)
    assert black_corner(rendered.pixels) == corner
    assert rendered.pixels.shape == ((300, 200, 3) if orientation == 6 else (200, 300, 3))
    assert rendered.per_pixel == 1


def test_large_pictures_become_smaller_and_it_is_known_by_how_much():
    rendered = render_page(corner_picture("JPEG", (4000, 3000)), "a.jpg", "jpeg", 0)
    assert rendered.pixels.shape == (1500, 2000, 3)
    assert rendered.per_pixel == 2


def test_every_frame_of_a_tiff():
    buffer = io.BytesIO()
    first, second = (Image.new("L", (40, 30), level) for level in (255, 9))
    first.save(buffer, "TIFF", save_all=True, append_images=[second])
    levels = [render_page(buffer.getvalue(), "a.tif", "tiff", index).pixels[0, 0, 0] for index in (0, 1)]
    assert levels == [255, 9]


@pytest.mark.parametrize(("rotate", "corner"), [(0, "top left"), (90, "top right"), (180, "bottom right")])
def test_pdf_pages_are_seen_as_they_are_displayed(rotate, corner):
    rendered = render_page(pdf_bytes("0 600 200 200 re f", rotate=rotate), "a.pdf", "pdf", 0)
    assert black_corner(rendered.pixels) == corner
    assert max(rendered.pixels.shape) == LONG_SIDE
    assert rendered.per_pixel is None


def test_the_pixels_of_a_scan_in_a_pdf_are_known():
    rendered = render_page(pdf_bytes("600 0 0 800 0 0 cm /P Do"), "a.pdf", "pdf", 0)
    assert rendered.per_pixel == pytest.approx(0.0566, rel=0.01)  # 141 across the corner, of 2500 that are drawn


def test_an_electronic_seal_is_seen_where_it_is_a_signed_field():
    with pikepdf.open(io.BytesIO(pdf_bytes(""))) as pdf:
        look = pdf.make_stream(b"0 0 200 200 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        look.BBox = pikepdf.Array([0, 0, 200, 200])
        field = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, F=4)
        field.T, field.Rect, field.AP = pikepdf.String("seal"), pikepdf.Array([0, 600, 200, 800]), {"/N": look}
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(field)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pdf.pages[0].Annots, SigFlags=3)
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert black_corner(render_page(buffer.getvalue(), "a.pdf", "pdf", 0).pixels) == "top left"


def test_a_strip_is_as_wide_as_a_page():
    assert long_side_of(1080, 10_800) == 10_000
    assert long_side_of(595, 842) == LONG_SIDE
    assert long_side_of(1, 100_000) == 16_000


def test_what_cannot_be_drawn_is_an_error():
    with pytest.raises(NotDrawnError):
        render_page(pdf_bytes(""), "a.pdf", "pdf", 7)
    with pytest.raises(NotDrawnError):
        render_page(b"nothing", "a.pdf", "pdf", 0)
    with pytest.raises(Exception, match="no known kind"):
        render_page(b"nothing", "a.jpg", "jpeg", 0)
    with pytest.raises((RefusedError, OSError)):
        render_page(corner_picture("JPEG", (1200, 900))[:2000], "a.jpg", "jpeg", 0)
    assert render_page(picture_bytes(), "a.png", "png", 0).layer is None
