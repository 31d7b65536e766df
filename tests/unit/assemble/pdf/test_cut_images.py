"""A picture inside a PDF that lacks its end is told; one that lacks the end marker alone harms nobody."""

import pikepdf
from pdf_kinds.objects import picture
from picture_kinds.jpeg import jpeg
from picture_kinds.scene import scene
from pikepdf import Array, Dictionary, Name

from zcdossier.assemble.pdf.image_metadata import clean_images

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


def test_pages_are_named():
    data = whole()
    with pdf_of(data, data[: len(data) // 3], data[:-2]) as pdf:
        assert clean_images(pdf).cut_on == (2,)


def test_what_is_odd_says_nothing():
    with pdf_of(b"", b"\xff\xd8") as pdf:
        pdf.pages[1].Resources.XObject = Array([])
        assert clean_images(pdf).cut_on == (1,)
