"""What several sources bring along alike is kept once, and everything still looks the same."""

import random

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

from zcdossier.assemble.pdf.dedupe_streams import dedupe_streams


def scan(pdf, kit, profile, tilt):
    data = kit.jpeg_bytes(kit.cornered((60, 80)).rotate(tilt))
    image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=60, Height=80, BitsPerComponent=8)
    image.ColorSpace = Array([Name.ICCBased, pdf.make_stream(profile, N=3)])
    image.Filter = Name.DCTDecode
    return image


def source(kit, tilts, font=b"", profile=b"x" * 400):
    """Pages as a scanner writes them: a font for the recognised text, and a colour profile with every page."""
    pdf = pikepdf.new()
    for tilt in tilts:
        page = pdf.add_blank_page(page_size=(60, 80))
        described = Dictionary(Type=Name.FontDescriptor, FontFile2=pdf.make_stream(font or b"f" * 5000))
        page.Resources = Dictionary(
            XObject=Dictionary(Im=scan(pdf, kit, profile, tilt)),
            Font=Dictionary(F=Dictionary(Type=Name.Font, FontDescriptor=pdf.make_indirect(described))),
        )
        page.Contents = pdf.make_stream(b"q 60 0 0 80 0 0 cm /Im Do Q")
    return pdf


def test_fonts_profiles_and_pictures_of_several_sources_are_kept_once(scans, kit):
    chance = random.Random(5)
    font, profile = chance.randbytes(60_000), chance.randbytes(3000)
    for number in range(4):
        scans.pdf(f"{number}.pdf", source(kit, [number, 10], font, profile))
    receipt = scans.built()
    with pikepdf.open(scans.target) as built:
        inside = [page.Resources for page in built.pages]
        assert len({form.Font.F.FontDescriptor.FontFile2.objgen for form in inside}) == 1
        assert len({form.XObject.Im.ColorSpace[1].objgen for form in inside}) == 1
        assert len({form.XObject.Im.objgen for form in inside}) == 5
    apart = sum((scans.root / f"{number}.pdf").stat().st_size for number in range(4))
    assert receipt.bytes < apart / 4
    for number in range(4):
        before = kit.render(scans.root / f"{number}.pdf", 72)
        after = kit.render(scans.target, 72)[2 * number : 2 * number + 2]
        assert [page.tobytes() for page in before] == [page.tobytes() for page in after]


def test_what_differs_in_anything_stays_apart():
    data = bytes(1000)
    with pikepdf.new() as pdf:
        streams = [
            pdf.make_stream(data, Kind=1),
            pdf.make_stream(data, Kind=2),
            pdf.make_stream(data, Kind=1, More=Array([1])),
            pdf.make_stream(data[:-1] + b"x", Kind=1),
            pdf.make_stream(data[:200], Kind=1),
            pdf.make_stream(data[:200], Kind=1),
        ]
        pdf.Root.Things = Array(streams)
        assert dedupe_streams(pdf) == 0
        assert [stream.objgen for stream in pdf.Root.Things] == [stream.objgen for stream in streams]


def test_pictures_are_equal_once_their_masks_are():
    with pikepdf.new() as pdf:
        made = []
        for _ in range(3):
            deepest = pdf.make_stream(b"profile" * 100)
            mask = pdf.make_stream(b"mask" * 100, Space=Array([Name.ICCBased, deepest]))
            made.append(pdf.make_stream(b"picture" * 100, SMask=mask))
        pdf.Root.Things = Array(made)
        assert dedupe_streams(pdf) == 6
        assert {stream.objgen for stream in pdf.Root.Things} == {made[0].objgen}


def test_objects_that_hold_each_other_end():
    with pikepdf.new() as pdf:
        first, second = pdf.make_stream(b"x" * 500), pdf.make_stream(b"x" * 500)
        ring = pdf.make_indirect(Dictionary(Here=first))
        ring.There = pdf.make_indirect(Dictionary(Back=ring, Here=second))
        pdf.Root.Ring = ring
        assert dedupe_streams(pdf) == 1
        assert ring.There.Here.objgen == first.objgen


def test_a_scan_twice_over_the_limit_is_coded_once(scans, kit):
    data = kit.jpeg_bytes(kit.noisy((1240, 1754)), quality=95)
    for name in ("a.pdf", "b.pdf"):
        pdf = pikepdf.new()
        page = pdf.add_blank_page(page_size=(595, 842))
        image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=1240, Height=1754)
        image.BitsPerComponent, image.ColorSpace, image.Filter = 8, Name.DeviceRGB, Name.DCTDecode
        page.Resources = Dictionary(XObject=Dictionary(Im=image))
        page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
        scans.pdf(name, pdf)
    receipt = scans.built()
    assert receipt.recoded == ()
    assert receipt.bytes < len(data) + 5000
    assert isinstance(kit.render(scans.target, 20)[1], Image.Image)
