"""Records hardly above their floor: what can fit at all is not refused."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image, ImageDraw

from tests.support.grey_noise import grey_noise
from zcdossier.assemble.pictures.raster import decode_jpeg
from zcdossier.assemble.shrinking.coders import Candidate
from zcdossier.assemble.shrinking.encode_jpeg import (
    ColourPlanes,
    EncodingEffort,
    encode_jpeg,
    encode_prepared,
    prepare,
)
from zcdossier.assemble.shrinking.quality_curve import LEAST_DPI, lowest_quality
from zcdossier.assemble.shrinking.shrink_pictures import TooMuchError, shrink
from zcdossier.assemble.workers import PagePool
from zcdossier.model.build_rules import BuildLimits

SIZES = [(827, 1169 + number) for number in range(3)]  # A4 at the lowest resolution there is
FLOOR = lowest_quality(LEAST_DPI)


def print_of(size):
    page = grey_noise(size, 12.0).point(lambda value: min(255, value + 90))
    draw = ImageDraw.Draw(page)
    for row in range(40, size[1] - 40, 22):
        draw.text((60, row), "The quick brown fox jumps over " * 4, fill=20)
    return page


def coded_at(quality):
    """Pages as our own builds write them, a little above the floor."""
    return [
        encode_jpeg(print_of(size), quality, planes=ColourPlanes.HALVED, effort=EncodingEffort.PROGRESSIVE)
        for size in SIZES
    ]


def decoder_of(data):
    return lambda least: decode_jpeg(data, Image.open(BytesIO(data)), least)


def at_floor(data, size):
    return len(encode_prepared(prepare(decoder_of(data), size, LEAST_DPI, 1.0), FLOOR).data)


@pytest.fixture(scope="module")
def threads():
    with PagePool(2) as pool:
        yield pool


@pytest.mark.parametrize(
    ("quality", "gains"), [(45.25, (0.001, 0.005)), (50.0, (0.005, 0.015)), (52.0, (0.015, 0.03)), (55.0, (0.03, 0.08))]
)
def test_what_fits_at_the_floor_fits_by_however_little(quality, gains, threads):
    pages = coded_at(quality)
    lowest = sum(at_floor(data, size) for data, size in zip(pages, SIZES, strict=True))
    assert gains[0] < 1 - lowest / sum(map(len, pages)) < gains[1]
    candidates = [
        Candidate(1, "a.jpg", len(data), size, LEAST_DPI, False, lambda data=data: decoder_of(data))
        for data, size in zip(pages, SIZES, strict=True)
    ]
    for room in (lowest, (lowest + sum(map(len, pages))) // 2):
        made = shrink(candidates, LEAST_DPI, room, threads)
        taken = sum(len(made[at].data) if at in made else len(data) for at, data in enumerate(pages))
        assert taken <= room
        assert all(picture.quality >= FLOOR for picture in made.values())
        assert all(len(picture.data) < len(pages[at]) for at, picture in made.items())
    with pytest.raises(TooMuchError) as refused:
        shrink(candidates, LEAST_DPI, lowest - 1, threads)
    assert sum(refused.value.sizes) == lowest  # what is said to be the least is the least


def in_a_pdf(pages):
    pdf = pikepdf.new()
    for data, (width, height) in zip(pages, SIZES, strict=True):
        picture = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode)
        picture.Width, picture.Height, picture.BitsPerComponent, picture.ColorSpace = width, height, 8, Name.DeviceGray
        page = pdf.add_blank_page(page_size=(595.28, 841.89))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
        page.Contents = pdf.make_stream(b"595.28 0 0 841.89 0 0 cm /Im Do")
    return pdf


@pytest.mark.parametrize(
    ("over", "kind"),
    [*((over, "pictures") for over in (0.001, 0.005, 0.01, 0.02, 0.03)), (0.001, "pdf"), (0.03, "pdf")],
)
def test_a_record_that_lacks_a_little_is_built(scans, over, kind):
    pages = coded_at(50.0 if over < 0.01 else 60.0)
    if kind == "pdf":
        scans.pdf("a.pdf", in_a_pdf(pages))
    else:
        for number, data in enumerate(pages):
            scans.add(f"{number}.jpg", data, "jpeg")
    scans.limits = BuildLimits(max_bytes=int(scans.built().bytes * (1 - over)))
    receipt = scans.built()
    assert receipt.recoded
    assert receipt.bytes < scans.limits.max_bytes
