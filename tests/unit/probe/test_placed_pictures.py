"""Pictures as they stand on pages, and at which quality a JPEG was written."""

from io import BytesIO

import pytest
from grey_noise import grey_noise
from measured_pdfs import add_picture, data_of, new_pdf, with_picture
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms

from zcdossier.model.document_facts import TOO_MUCH, PictureCoding
from zcdossier.probe.picture_coding import jpeg_coding, read_coding
from zcdossier.probe.placed_pictures import _PictureSearch, read_placed_pictures


@pytest.fixture
def placed_in(tmp_path):
    def read(pdf):
        (tmp_path / "a.pdf").write_bytes(data_of(pdf))
        return read_placed_pictures(tmp_path / "a.pdf")

    return read


def grain(size: tuple[int, int], mode: str = "RGB") -> Image.Image:
    return grey_noise(size, 60).convert(mode)


def jpeg(quality: int, mode: str = "RGB", **options: object) -> bytes:
    target = BytesIO()
    grain((24, 24), mode).save(target, "JPEG", quality=quality, **options)
    return target.getvalue()


@pytest.mark.parametrize(("mode", "name"), [("RGB", "colour"), ("L", "grey"), ("CMYK", "cmyk")])
def test_a_picture_and_its_resolution(placed_in, mode, name) -> None:
    (picture,) = placed_in(with_picture(grain((150, 300), mode), 72, 72, quality=88)).pictures
    assert (picture.page, picture.width, picture.height, picture.dpi) == (1, 150, 300, 150.0)
    assert (picture.mode, picture.bits, picture.compression, picture.quality) == (name, 8, "jpeg", (88, 88))
    assert picture.bytes > 100


def test_a_picture_in_a_form_is_as_large_as_all_around_makes_it(placed_in) -> None:
    pdf = with_picture(grain((100, 100)), 72, 72)
    page = pdf.pages[0]
    form = pdf.make_stream(b"q 36 0 0 36 0 0 cm /P Do Q")
    form.Type, form.Subtype, form.BBox, form.Matrix = Name.XObject, Name.Form, [0, 0, 500, 500], [2, 0, 0, 2, 0, 0]
    form.Resources = page.Resources
    page.Resources = Dictionary(XObject=Dictionary(X=form))
    page.Contents = pdf.make_stream(b"q 0.5 0 0 0.5 0 0 cm /X Do Q")
    (picture,) = placed_in(pdf).pictures
    assert picture.dpi == 200.0


def test_a_bilevel_picture_and_its_filter(placed_in) -> None:
    pdf = new_pdf(b"q 72 0 0 72 0 0 cm /P Do Q")
    drawn = pdf.make_stream(bytes(8))
    drawn.Type, drawn.Subtype, drawn.Width, drawn.Height = Name.XObject, Name.Image, 8, 8
    drawn.ColorSpace, drawn.BitsPerComponent = Name.DeviceGray, 1
    pdf.pages[0].Resources.XObject = Dictionary(P=drawn)
    (picture,) = placed_in(pdf).pictures
    assert (picture.mode, picture.bits, picture.compression, picture.quality) == ("bilevel", 1, "flate", None)


def test_pages_are_told_and_too_many_pictures_are_said(placed_in, monkeypatch) -> None:
    pdf = new_pdf(b"", b"")
    add_picture(pdf, grain((10, 10)), 72, 72)
    add_picture(pdf, grain((20, 20)), 72, 72, page=1)
    assert [(picture.page, picture.width) for picture in placed_in(pdf).pictures] == [(1, 10), (2, 20)]
    monkeypatch.setattr("zcdossier.probe.placed_pictures.MOST_PICTURES", 1)
    found = placed_in(pdf)
    assert (len(found.pictures), found.untold) == (1, TOO_MUCH)


@pytest.mark.parametrize("quality", [1, 10, 35, 50, 75, 90, 95, 100])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_the_quality_of_a_jpeg_is_told_by_its_tables(quality, mode) -> None:
    low, high = jpeg_coding(jpeg(quality, mode)).quality or (0, 0)
    assert low == high
    assert abs(low - quality) <= (3 if quality < 10 else 0)


def test_tables_of_another_kind_give_an_estimate() -> None:
    tables = {0: [value for row in range(8) for value in (9 + row,) * 8], 1: [20] * 64}
    low, high = jpeg_coding(jpeg(75, qtables=tables)).quality or (0, 0)
    assert 1 <= low < high <= 100


def test_bits_of_a_picture_file(tmp_path) -> None:
    Image.new("I;16", (4, 4)).save(tmp_path / "a.png")
    assert read_coding(tmp_path / "a.png", "png") == PictureCoding(bits=16)
    (tmp_path / "a.jpg").write_bytes(jpeg(80))
    assert read_coding(tmp_path / "a.jpg", "jpeg") == PictureCoding((80, 80), 8)
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff\xdb\x00")
    assert read_coding(tmp_path / "b.jpg", "jpeg") == PictureCoding()


class ProfileLibrary:
    """What the library says of a picture's colour profile, which it gives out only where it understands it."""

    def __init__(self, profile: bytes) -> None:
        self.profile = profile

    def FPDFImageObj_GetIccProfileDataDecoded(self, _drawn, _page, data, room, size) -> bool:  # noqa: N802 - its name
        size._obj.value = len(self.profile)
        if data is not None and room >= len(self.profile):
            data[:] = list(self.profile)
        return bool(self.profile)


@pytest.mark.parametrize(
    ("profile", "mode"),
    [
        (bytes(16) + b"CMYK" + bytes(200), "cmyk"),
        (bytes(16) + b"RGB " + bytes(200), "colour"),
        (bytes(16) + b"GRAY" + bytes(200), "grey"),
        (bytes(16) + b"5CLR" + bytes(200), ""),
        (bytes(16) + b"CMYK", ""),
        (b"", ""),
    ],
)
def test_the_colour_profile_of_a_picture_says_its_mode(profile, mode) -> None:
    assert _PictureSearch(ProfileLibrary(profile))._mode_of_profile(None, None) == mode


def test_a_picture_with_a_profile(placed_in) -> None:
    pdf = new_pdf(b"q 72 0 0 72 0 0 cm /P Do Q")
    profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile.N = 3
    drawn = pdf.make_stream(bytes(192))
    drawn.Type, drawn.Subtype, drawn.Width, drawn.Height = Name.XObject, Name.Image, 8, 8
    drawn.ColorSpace, drawn.BitsPerComponent = [Name.ICCBased, profile], 8
    pdf.pages[0].Resources.XObject = Dictionary(P=drawn)
    (picture,) = placed_in(pdf).pictures
    assert (picture.mode, picture.bits) == ("colour", 8)


@pytest.mark.parametrize(
    ("base", "mode"),
    [
        (Name.DeviceCMYK, "cmyk"),
        (Name.DeviceRGB, "colour"),
        (Name.DeviceGray, "grey"),
        (Array([Name.CalRGB, Dictionary(WhitePoint=Array([0.9505, 1, 1.089]))]), "colour"),
    ],
)
@pytest.mark.parametrize("inside_form", [False, True])
def test_a_palette_is_of_the_colours_that_it_is_made_of(placed_in, base, mode, inside_form) -> None:
    pdf = new_pdf(b"q 72 0 0 72 0 0 cm /P Do Q")
    drawn = pdf.make_stream(bytes(64))
    drawn.Type, drawn.Subtype, drawn.Width, drawn.Height = Name.XObject, Name.Image, 8, 8
    drawn.ColorSpace, drawn.BitsPerComponent = Array([Name.Indexed, base, 1, String(bytes(8))]), 8
    page = pdf.pages[0]
    page.Resources.XObject = Dictionary(P=drawn)
    if inside_form:
        form = pdf.make_stream(b"q 72 0 0 72 0 0 cm /P Do Q")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, [0, 0, 100, 100]
        form.Resources = page.Resources
        page.Resources = Dictionary(XObject=Dictionary(X=form))
        page.Contents = pdf.make_stream(b"/X Do")
    (picture,) = placed_in(pdf).pictures
    assert picture.mode == mode
