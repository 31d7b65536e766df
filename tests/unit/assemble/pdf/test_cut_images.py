"""A picture inside a PDF that lacks its end is told; one that lacks the end marker alone harms nobody."""

import pikepdf
import pytest
from pdf_kinds.objects import picture
from picture_kinds.jpeg import jpeg
from picture_kinds.scene import scene
from pikepdf import Array, Dictionary, Name

from zcdossier.assemble.pdf.cut_images import is_cut_jpeg, pages_with_cut_images

LARGE = (400, 600)


def whole(**how):
    return jpeg(scene(LARGE), **how)


def pdf_of(*pictures):
    pdf = pikepdf.new()
    for data in pictures:
        page = pdf.add_blank_page()
        image = picture(data, LARGE, 8, Name.DeviceRGB, Name.DCTDecode)(pdf)
        page.Resources = Dictionary(XObject=Dictionary(A=pdf.make_indirect(image)))
    return pdf


@pytest.mark.parametrize("progressive", [False, True])
def test_what_ends_too_soon_is_cut(progressive):
    data = whole(progressive=progressive)
    assert is_cut_jpeg(data[: len(data) // 2])
    assert is_cut_jpeg(data[: int(len(data) * 0.95)])
    assert not is_cut_jpeg(data)
    assert not is_cut_jpeg(data + b"\0" * 9)


def test_a_missing_marker_alone_is_not():
    assert not is_cut_jpeg(whole()[:-2])


def test_pages_are_named():
    data = whole()
    with pdf_of(data, data[: len(data) // 3], data) as pdf:
        assert pages_with_cut_images(pdf) == (2,)


def test_what_is_odd_says_nothing():
    with pdf_of(b"", b"\xff\xd8") as pdf:
        pdf.pages[1].Resources.XObject = Array([])
        assert pages_with_cut_images(pdf) == (1,)
