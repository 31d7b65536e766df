"""PDFs made to take all memory or all time: what they ask too much for is left alone, and the record goes on."""

import io
import struct
import zlib
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from pdf_kinds.objects import flate, jbig2, picture, strip
from picture_kinds.scene import SIZE, in_black_and_white, scene
from pikepdf import Array, Dictionary, Name
from PIL import Image

from zcdossier.assemble.pdf import image_placement
from zcdossier.assemble.pdf.decode_image import image_decoder
from zcdossier.assemble.pdf.image_placement import place_images
from zcdossier.assemble.pdf.image_xobjects import images_of
from zcdossier.assemble.pdf.safe_reading import TooLargeError, TooMuchContentError, contents_of, operations
from zcdossier.assemble.pdf.single_image_pdf import check_jbig2
from zcdossier.model.build_rules import BuildLimits
from zcdossier.model.receipt import BuildOutcome

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
AS_THEY_ARE = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
RGB, GREY, CMYK = Name.DeviceRGB, Name.DeviceGray, Name.DeviceCMYK
DRAWN = b"q 595 0 0 842 0 0 cm /Im Do Q"


@cache
def nothing(megabytes):
    """Zeros by the megabyte in some kilobytes: one packed block, over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = (megabytes << 20) % 65_521 << 16 | 1
    return b"\x78\x9c" + block * megabytes + b"\x03\0" + checksum.to_bytes(4, "big")


def document(make, content=DRAWN, packing=None, pages=1):
    """Pages that share a picture and their content, saved and opened as they are."""
    pdf = pikepdf.new()
    image, drawn = make(pdf), pdf.make_stream(content)
    if packing is not None:
        drawn.Filter = packing
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents, page.Resources = drawn, Dictionary(XObject=Dictionary(Im=image))
    buffer = io.BytesIO()
    pdf.save(buffer, **AS_THEY_ARE)
    return buffer.getvalue()


def opened(*args, **how):
    return pikepdf.open(io.BytesIO(document(*args, **how)))


def plain(pdf):
    return flate(scene(), RGB)(pdf)


def lzw_of_nothing():
    """More than the library should be asked to unpack."""
    some = strip(Image.new("L", (4000, 2000)), "tiff_lzw")
    return some * (200_000 // len(some) + 1)


@pytest.mark.parametrize(
    ("content", "packing"),
    [
        (lambda: zlib.compress(b"q Q " * 1_000_000), Name.FlateDecode),
        (lambda: nothing(100), Name.FlateDecode),
        (lambda: nothing(100).hex().encode(), Array([Name.ASCIIHexDecode, Name.FlateDecode])),
        (lzw_of_nothing, Name.LZWDecode),
        (lambda: b"q Q " * 300_000, None),
    ],
    ids=["operators", "zeros", "zeros in hex", "lzw", "not packed"],
)
def test_a_page_that_draws_too_much_is_not_followed(content, packing):
    """Its pictures count as if they filled the page."""
    with opened(plain, content(), packing) as pdf:
        with pytest.raises(TooMuchContentError):
            operations(pdf.pages[0], "q Q cm Do")
        (placed,) = place_images(pdf)
        assert placed.width == pytest.approx(595 / 72)


def test_damaged_content_is_followed_as_far_as_it_goes():
    data = bytearray(zlib.compress(DRAWN))
    data[-2] ^= 255
    with opened(plain, bytes(data), Name.FlateDecode) as pdf:
        assert len(operations(pdf.pages[0], "Do")) == 1


def forms(depth, width, steps):
    """Forms that draw each other many times over, the last with many operators of its own."""

    def make(pdf):
        inner = plain(pdf)
        for level in range(depth):
            content = (b"q Q " * steps if level == 0 else b"") + b"/X Do " * width
            form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
            form.Resources = Dictionary(XObject=Dictionary(X=inner))
            inner = form
        return inner

    return make


def test_forms_full_of_operators_end(monkeypatch):
    """Twenty thousand drawings of a hundred thousand operators each would take an hour."""
    monkeypatch.setattr(image_placement, "_MOST_STEPS", 300_000)
    with opened(forms(3, 27, 100_000), pages=50) as pdf:
        assert len(place_images(pdf)) <= 1


def test_pages_share_one_budget(monkeypatch):
    monkeypatch.setattr(image_placement, "_MOST_STEPS", 100)
    with opened(plain, b"q 60 0 0 84 0 0 cm /Im Do Q", pages=20) as pdf:
        (placed,) = place_images(pdf)
        assert placed.width == pytest.approx(595 / 72), "the last pages are not followed any more"


def jpx(width, height):
    buffer = io.BytesIO()
    scene().save(buffer, "JPEG2000", no_jp2=True)
    data = bytearray(buffer.getvalue())
    struct.pack_into(">2I", data, data.index(b"\xff\x4f\xff\x51") + 8, width, height)
    return bytes(data)


def large_jbig2(side):
    data = bytearray(jbig2(in_black_and_white()))
    struct.pack_into(">2I", data, 11, side, side)
    struct.pack_into(">2I", data, 11 + 19 + 11, side, side)
    return bytes(data)


BOMBS = {
    "flate twice": lambda: picture(
        zlib.compress(nothing(100)), SIZE, 8, RGB, Array([Name.FlateDecode, Name.FlateDecode])
    ),
    "jpeg of zeros": lambda: picture(nothing(100), SIZE, 8, RGB, Array([Name.FlateDecode, Name.DCTDecode])),
    "inks, jpeg of zeros": lambda: picture(nothing(100), SIZE, 8, CMYK, Array([Name.FlateDecode, Name.DCTDecode])),
    "runs": lambda: picture(b"\x81\0" * 500_000, SIZE, 8, RGB, Name.RunLengthDecode),
    "jpeg 2000 that is larger": lambda: picture(jpx(30_000, 30_000), SIZE, 8, RGB, Name.JPXDecode),
    "jpeg 2000 that is two": lambda: picture(jpx(*SIZE) + jpx(30_000, 30_000), SIZE, 8, RGB, Name.JPXDecode),
    "jbig2 that is larger": lambda: picture(large_jbig2(65_535), SIZE, 1, GREY, Name.JBIG2Decode),
    "fax that is longer": lambda: picture(
        b"\0\x10\x01" * 900,
        SIZE,
        1,
        GREY,
        Name.CCITTFaxDecode,
        DecodeParms=Dictionary(K=-1, Columns=SIZE[0], Rows=2**31 - 1),
    ),
    "jpeg 2000 that is short": lambda: picture(jpx(*SIZE)[:90], SIZE, 8, RGB, Name.JPXDecode),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_picture_that_holds_something_else_is_not_decoded(kind):
    with opened(BOMBS[kind]()) as pdf:
        (image,) = images_of(pdf)
        with pytest.raises((ValueError, OSError)):
            image_decoder(image.info, image.image.read_raw_bytes(), kind)(SIZE)


def jbig2_segment(kind, body, number=0, flags=0, count=0):
    return struct.pack(">IBBBI", number, kind | flags, count, 1, len(body)) + body


PAGE = jbig2_segment(48, struct.pack(">IIIIBH", 100, 80, 0, 0, 0, 0))


def region(kind, rest, width=100, height=80):
    return jbig2_segment(kind, struct.pack(">IIIIB", width, height, 0, 0, 0) + rest, 1)


@pytest.mark.parametrize(
    "part",
    [
        region(38, b"\1"),
        region(6, struct.pack(">HI", 0, 5000)),
        region(6, struct.pack(">HHI", 1, 0, 5000)),
        region(22, struct.pack(">BII", 0, 100, 80)),
        jbig2_segment(16, struct.pack(">BBBI", 0, 8, 8, 16)),
        jbig2_segment(0, struct.pack(">H", 0) + bytes(8) + struct.pack(">II", 9, 9)),
        jbig2_segment(0, struct.pack(">H", 1) + struct.pack(">II", 9, 9)),
        jbig2_segment(49, b""),
        b"",
        b"\r\n",
    ],
)
def test_jbig2_that_stays_within_its_page_is_decoded(part):
    check_jbig2(PAGE + part, b"", (100, 80))
    check_jbig2(part, PAGE, (100, 80))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PAGE + PAGE,
        PAGE + region(38, b"\1", width=101),
        PAGE + region(38, b"\1", height=2**31),
        PAGE + region(6, struct.pack(">HI", 0, 2**31)),
        PAGE + region(6, b""),
        PAGE + region(22, struct.pack(">BII", 0, 2**16, 2**16)),
        PAGE + jbig2_segment(16, struct.pack(">BBBI", 0, 255, 255, 2**31)),
        PAGE + jbig2_segment(0, struct.pack(">H", 1) + struct.pack(">II", 2**31, 1)),
        PAGE + struct.pack(">IBBBI", 1, 38, 0, 1, 2**32 - 1) + bytes(20),
        PAGE + struct.pack(">IBI", 1, 38, 0xFFFFFFFF) + bytes(20),
        PAGE[:20],
        jbig2_segment(48, struct.pack(">IIIIBH", 100, 2**32 - 1, 0, 0, 0, 0)),
    ],
)
def test_jbig2_that_asks_for_more_is_not(data):
    with pytest.raises(ValueError, match="JBIG2"):
        check_jbig2(data, b"", (100, 80))


def profile_of_nothing(pdf, channels):
    return Array([Name.ICCBased, pdf.make_stream(nothing(100), N=channels, Filter=Name.FlateDecode)])


def lookup_of_nothing(pdf):
    return Array([Name.Indexed, RGB, 255, pdf.make_stream(nothing(100), Filter=Name.FlateDecode)])


def around(pdf):
    space = pdf.make_indirect(Array([Name.DeviceN, Array([Name.A]), RGB, Dictionary()]))
    space[2] = space
    return space


def nested(_):
    space = CMYK
    for _ in range(400):
        space = Array([Name.DeviceN, Array([Name.A]), space, Dictionary()])
    return space


GREYS = scene().convert("L")
REFERRING = {
    "profile": flate(scene(), lambda pdf: profile_of_nothing(pdf, 3)),
    "profile of inks": flate(scene().convert("CMYK"), lambda pdf: profile_of_nothing(pdf, 4)),
    "lookup": flate(GREYS, lookup_of_nothing),
    "symbols": picture(
        jbig2(in_black_and_white()),
        SIZE,
        1,
        GREY,
        Name.JBIG2Decode,
        DecodeParms=lambda pdf: Dictionary(JBIG2Globals=pdf.make_stream(nothing(100), Filter=Name.FlateDecode)),
    ),
}


@pytest.mark.parametrize("kind", REFERRING)
def test_a_picture_that_refers_to_something_huge_is_left_alone(kind):
    with opened(REFERRING[kind]) as pdf:
        assert images_of(pdf) == []


@pytest.mark.parametrize("space", [around, nested], ids=["around", "nested"])
def test_colours_that_lead_nowhere_end(space):
    with opened(flate(GREYS, space)) as pdf:
        for image in images_of(pdf):
            with pytest.raises((ValueError, OSError)):
                image_decoder(image.info, image.image.read_raw_bytes(), "")(SIZE)


def test_zeros_are_zeros():
    assert zlib.decompress(nothing(2)) == bytes(2 << 20)


def test_streams_are_unpacked_within_bounds():
    with pikepdf.new() as pdf:
        stream = pdf.make_stream(zlib.compress(bytes(1000)), Filter=Name.FlateDecode)
        assert contents_of(stream, 1000) == bytes(1000)
        with pytest.raises(TooLargeError):
            contents_of(stream, 999)
        with pytest.raises(TooLargeError):
            contents_of(pdf.make_stream(bytes(1000)), 999)


def peak():
    """The most memory since it was cleared, in megabytes."""
    (line,) = (line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


@pytest.mark.skipif(not CLEAR.exists(), reason="memory is only told by Linux")
def test_bombs_take_little_memory(scans, kit):
    """Unpacked they would take 2.4 GB."""
    huge = nothing(400)
    makers = {
        "content": (plain, huge, Name.FlateDecode),
        "operators": (plain, zlib.compress(b"q Q " * 2_000_000), Name.FlateDecode),
        "picture": (picture(huge, (12_000, 11_000), 8, RGB, Name.FlateDecode),),
        "inks": (picture(huge, SIZE, 8, CMYK, Name.FlateDecode),),
        "two": (picture(zlib.compress(huge), SIZE, 8, RGB, Array([Name.FlateDecode, Name.FlateDecode])),),
        "profile": (flate(scene(), lambda pdf: profile_of_nothing(pdf, 3)),),
    }
    for name, how in makers.items():
        scans.add(f"{name}.pdf", document(*how), "pdf")
    scans.add("photo.jpg", kit.jpeg_bytes(kit.noisy((1240, 1754)), quality=95), "jpeg")
    scans.limits = BuildLimits(max_bytes=sum(facts.bytes for facts in scans.facts.values()) - 900_000)
    CLEAR.write_text("5")
    before = peak()
    receipt = scans.built()
    assert peak() - before < 250
    assert {change.file for change in receipt.recoded} >= {"photo.jpg"}


def test_a_file_laid_out_by_a_bomb_costs_its_record(scans):
    """Its objects are said to lie in a stream that unpacks to a gigabyte."""
    packed = nothing(1000)
    head = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    objects = b"3 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    objects += packed + b"\nendstream\nendobj\n"
    table_at = len(head) + len(objects)
    rows = [(0, 0, 65_535), (1, 9, 0), (2, 3, 0), (1, len(head), 0), (1, table_at, 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    tail = b"4 0 obj\n<</Type/XRef/Size 5/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    tail += table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % table_at
    receipt = scans.add("a.pdf", head + objects + tail, "pdf").build()
    assert receipt.outcome is BuildOutcome.FAILED
    assert receipt.error.en.startswith("a.pdf: ")


@pytest.mark.parametrize("length", [b"/Length 9", b"/Length 999999", b"/Length -1", b"/Length /A"])
def test_a_wrong_length_is_found_out(scans, kit, length):
    data = document(plain)
    right = b"/Length %d" % len(zlib.compress(scene().tobytes()))
    assert right in data
    receipt = scans.add("a.pdf", data.replace(right, length), "pdf").build()
    if receipt.outcome is BuildOutcome.BUILT:
        (page,) = kit.render(scans.target, 20)
        assert len(page.getcolors(100_000)) > 20, "not blank"
