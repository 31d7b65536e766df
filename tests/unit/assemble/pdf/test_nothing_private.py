"""Nothing of EXIF, GPS or XMP survives silently: in filters of any shape, between operators, in dictionaries."""

import base64
import io
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from zcdossier.assemble.pictures import jpeg

TOKEN = b"SecretCamera"
SIZE = (40, 30)


def dirty(kit):
    return kit.jpeg_bytes(kit.cornered(SIZE), exif=kit.exif(1), comment=TOKEN)


def on_page(data, packing, parms=None):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 225))
    image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30, BitsPerComponent=8)
    image.ColorSpace, image.Filter = Name.DeviceRGB, packing
    if parms is not None:
        image.DecodeParms = parms
    page.Resources = Dictionary(XObject=Dictionary(Im=image))
    page.Contents = pdf.make_stream(b"300 0 0 225 0 0 cm /Im Do")
    return pdf


def everything(path):
    """All that a PDF holds, unpacked as far as it goes."""
    parts = []
    with pikepdf.open(path) as pdf:
        for pdf_object in pdf.objects:
            if isinstance(pdf_object, pikepdf.Stream):
                try:
                    parts.append(pdf_object.read_bytes())
                except pikepdf.PdfError:
                    parts.append(pdf_object.read_raw_bytes())
                parts += [
                    value.unparse() for value in dict(pdf_object.items()).values() if isinstance(value, pikepdf.Object)
                ]
            elif isinstance(pdf_object, pikepdf.Object):
                parts.append(pdf_object.unparse())
    return b"".join(parts)


PARMS = Dictionary(ColorTransform=1)
SHAPES = {
    "plain": (lambda data: data, Name.DCTDecode, None),
    "list and list": (lambda data: data, Array([Name.DCTDecode]), Array([PARMS])),
    "list and dictionary": (lambda data: data, Array([Name.DCTDecode]), PARMS),
    "name and list": (lambda data: data, Name.DCTDecode, Array([PARMS])),
    "short name": (lambda data: data, Name.DCT, None),
    "flate": (zlib.compress, Array([Name.FlateDecode, Name.DCTDecode]), None),
    "flate and dictionary": (zlib.compress, Array([Name.FlateDecode, Name.DCTDecode]), PARMS),
    "letters": (lambda data: base64.a85encode(data) + b"~>", Array([Name.ASCII85Decode, Name.DCTDecode]), None),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_jpeg_is_clean_in_any_shape(scans, kit, shape):
    pack, packing, parms = SHAPES[shape]
    receipt = scans.pdf("a.pdf", on_page(pack(dirty(kit)), packing, parms=parms)).built()
    assert TOKEN not in everything(scans.target)
    assert receipt.notes == ()
    if shape != "short name":  # which is for inline pictures only, so that not every viewer shows it
        (before,), (after,) = kit.render(scans.root / "a.pdf", 72), kit.render(scans.target, 72)
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize(
    ("data", "packing"),
    [
        (lambda data: data[:2] + data[2:400].replace(b"\xff\xe1", b"\0\0"), Name.DCTDecode),
        (lambda data: zlib.compress(data)[:-30] + b"x" * 30, Array([Name.Unheard, Name.DCTDecode])),
    ],
    ids=["broken", "wrapped unusually"],
)
def test_what_can_not_be_cleaned_is_noted(scans, kit, data, packing):
    receipt = scans.pdf("a.pdf", on_page(data(dirty(kit)), packing)).built()
    assert "1 张图片的附带信息" in receipt.notes[-1].zh  # before it, that a broken one lacks its end
    assert "camera data" in receipt.notes[-1].en


def test_a_broken_jpeg_without_camera_data_is_not_noted(scans, kit):
    clean = kit.jpeg_bytes(kit.cornered(SIZE))
    receipt = scans.pdf("a.pdf", on_page(b"\xff\xd8\0\0" + clean[4:], Name.DCTDecode)).built()
    assert receipt.notes == ()


def inline(data, place):
    """A JPEG between the drawing operators of a page, a form, a pattern or a letter."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 225))
    drawing = b"q 300 0 0 225 0 0 cm BI /W 40 /H 30 /BPC 8 /CS /RGB /F /DCT ID " + data + b" EI Q"
    match place:
        case "page":
            page.Contents = pdf.make_stream(drawing)
        case "parts":
            page.Contents = Array([pdf.make_stream(b"q"), pdf.make_stream(drawing), pdf.make_stream(b"Q")])
        case "form":
            form = pdf.make_stream(drawing, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 300, 225]))
            page.Resources = Dictionary(XObject=Dictionary(F=form))
            page.Contents = pdf.make_stream(b"/F Do")
        case "pattern":
            box = Array([0, 0, 300, 225])
            keys = {"PatternType": 1, "PaintType": 1, "TilingType": 1, "XStep": 300, "YStep": 225}
            pattern = pdf.make_stream(drawing, Type=Name.Pattern, BBox=box, Resources=Dictionary(), **keys)
            page.Resources = Dictionary(Pattern=Dictionary(P=pattern))
            page.Contents = pdf.make_stream(b"/Pattern cs /P scn 0 0 300 225 re f")
        case "letter":
            letters = Dictionary(a=pdf.make_stream(b"300 0 d0 " + drawing))
            matrix, box = Array([1, 0, 0, 1, 0, 0]), Array([0, 0, 300, 225])
            coding = Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a]))
            keys = {"FirstChar": 97, "LastChar": 97, "Widths": Array([300]), "Encoding": coding, "CharProcs": letters}
            font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontMatrix=matrix, FontBBox=box, **keys)
            page.Resources = Dictionary(Font=Dictionary(T=pdf.make_indirect(font)))
            page.Contents = pdf.make_stream(b"BT /T 1 Tf (a) Tj ET")
    return pdf


@pytest.mark.parametrize("place", ["page", "parts", "form", "pattern", "letter"])
def test_an_inline_jpeg_is_clean(scans, kit, place):
    receipt = scans.pdf("a.pdf", inline(dirty(kit), place)).built()
    assert TOKEN not in everything(scans.target)
    assert receipt.notes == ()
    (before,), (after,) = kit.render(scans.root / "a.pdf", 72), kit.render(scans.target, 72)
    assert before.tobytes() == after.tobytes()
    assert before.convert("L").getextrema()[0] < 200


def test_an_inline_jpeg_that_can_not_be_cleaned_is_noted(scans, kit):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 225))
    data = base64.b16encode(dirty(kit)) + b">"
    page.Contents = pdf.make_stream(b"q BI /W 40 /H 30 /BPC 8 /CS /RGB /F [/AHx /DCT] ID " + data + b" EI Q")
    assert "1 张图片的附带信息" in scans.pdf("a.pdf", pdf).built().notes[0].zh


SEGMENTS = st.lists(st.tuples(st.sampled_from([0xFE, *range(0xE1, 0xF0)]), st.binary(max_size=60), st.integers(0, 3)))


@given(SEGMENTS)
def test_blanking_keeps_length_and_pixels(segments):
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize(SIZE).save(buffer, "JPEG")
    plain = buffer.getvalue()
    added = b"".join(
        b"\xff" * fill + bytes([0xFF, marker]) + (len(TOKEN + body) + 2).to_bytes(2, "big") + TOKEN + body
        for marker, body, fill in segments
    )
    data = plain[:2] + added + plain[2:]
    blanked = jpeg.blank_metadata(data + b"what follows")
    assert len(blanked) == len(data)
    assert TOKEN not in blanked
    assert Image.open(io.BytesIO(blanked)).tobytes() == Image.open(io.BytesIO(plain)).tobytes()
    assert jpeg.blank_metadata(blanked) == blanked


def test_names_and_keys_of_programs_go(scans, kit):
    pdf = kit.text_pdf("plain")
    private = String(TOKEN.decode())
    page = pdf.pages[0]
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=private, Usage=Dictionary(CreatorInfo=private)))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary())
    page.Resources.Font.F1.PieceInfo = Dictionary(A=private)
    page.Resources.ExtGState = Dictionary(G=Dictionary(Type=Name.ExtGState, Creator=private, ca=0.5))
    page.Resources.Properties = Dictionary(L=layer, P=Dictionary(Author=private, MCID=0))
    page.contents_add(b"/G gs /OC /L BDC 10 10 50 50 re f EMC")
    with scans.pdf("a.pdf", pdf).opened() as built:
        assert float(built.pages[0].Resources.ExtGState.G.ca) == 0.5
        assert int(built.pages[0].Resources.Properties.P.MCID) == 0
    assert TOKEN not in everything(scans.target)
    (before,), (after,) = kit.render(scans.root / "a.pdf", 72), kit.render(scans.target, 72)
    assert before.tobytes() == after.tobytes()


def test_what_a_part_of_a_page_says_when_copied_stays_and_nothing_else_there(scans, kit):
    pdf = kit.text_pdf("plain")
    page = pdf.pages[0]
    page.Resources.Properties = Dictionary(
        P=Dictionary(ActualText=String("职称"), Alt=String(TOKEN.decode()), MCID=0),
        Q=Dictionary(ActualText=Dictionary(A=String(TOKEN.decode())), MCID=1),
    )
    page.contents_add(b"/Span /P BDC 10 10 50 50 re f EMC")
    with scans.pdf("a.pdf", pdf).opened() as built:
        assert str(built.pages[0].Resources.Properties.P.ActualText) == "职称"
        assert set(built.pages[0].Resources.Properties.Q.keys()) == {"/MCID"}
    assert TOKEN not in everything(scans.target)


def tagged(kit, **tags):
    """A PDF with a tag below a tag that is its own child, too."""
    pdf = kit.text_pdf("tagged")
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Span, K=0, **tags))
    paragraph = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, K=Array([1, element])))
    paragraph.K.append(paragraph)
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=paragraph))
    return pdf


def test_other_text_of_tags_is_named_in_the_receipt(scans, kit):
    (note,) = scans.pdf("a.pdf", tagged(kit, ActualText=String("甲"))).built().notes
    assert "a.pdf：带有供复制和朗读的替代文字" in note.zh
    assert "reading aloud" in note.en


def test_tags_that_say_what_the_page_draws_need_no_word(scans, kit):
    assert scans.pdf("a.pdf", tagged(kit)).built().notes == ()
