"""Nothing that a camera or a program wrote beside the picture gets into an upload: planted words are looked for."""

import io
import re
import zlib

import pikepdf
import pytest
from picture_kinds import jpeg as parts
from picture_kinds.scene import SIZE, saved, scene
from PIL import Image, PngImagePlugin
from png_file import png_chunk

from zcdossier.model.build_rules import BuildLimits

MARK = b"Secret"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:li>SecretXmp</rdf:li></x:xmpmeta>'


def exif():
    """Maker, owner, place, maker's note, and the preview that cropping forgets."""
    tags = Image.Exif()
    tags[0x010F] = "SecretMaker"
    tags[0x013B] = "SecretArtist"
    tags.get_ifd(0x8769).update({0x927C: b"SecretNote", 0xA430: "SecretOwner", 0x9286: b"ASCII\0\0\0SecretComment"})
    tags.get_ifd(0x8825).update({1: "N", 2: (30.0, 15.0, 7.0), 29: "Secret:Day"})
    return tags.tobytes()


def jpeg():
    preview = parts.jpeg(scene((40, 52)), comment=b"SecretPreview")
    jfif = b"JFIF\0\1\1\0\0\1\0\1\4\1" + b"SecretPixels"
    added = [
        parts.segment(0xE0, jfif),
        parts.segment(0xE0, b"JFXX\0\x10" + preview),
        parts.segment(0xE1, exif()),
        parts.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        parts.segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0SecretExtension"),
        parts.segment(0xE2, b"MPF\0SecretIndex"),
        parts.segment(0xE2, b"FPXR\0SecretFlash"),
        parts.segment(0xEA, b"SecretSamsung"),
        parts.segment(0xEB, b"JP\0\0SecretBoxes"),
        parts.segment(0xED, b"Photoshop 3.0\x008BIM\4\4\0\0\0\0\0\x0cSecretByline"),
        parts.segment(0xFE, b"SecretWords"),
    ]
    bare = parts.without_segment(parts.jpeg(scene()), 0xE0)
    return parts.with_segments(bare, *added) + preview + b"SecretTail"


def scattered_jpeg():
    """What stands between the scans and behind the picture."""
    data = parts.jpeg(scene(), progressive=True)
    second = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    words = parts.segment(0xFE, b"SecretBetween") + parts.segment(0xE1, b"Exif\0\0SecretLate")
    return data[:second] + words + data[second:] + b"\0" * 8 + b"SecretMotionPhoto"


def png(image):
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "SecretAuthor")
    text.add_text("Comment", "SecretComment", zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    text.add_itxt("Title", "SecretTitle", zip=True)
    data = saved(image, "PNG", pnginfo=text, exif=exif())
    private = png_chunk(b"prVt", b"SecretChunk") + png_chunk(b"zxIf", b"SecretRaw" + zlib.compress(b"SecretPacked"))
    return data[:-12] + private + data[-12:] + b"SecretTail"


def tiff(image, **how):
    info = {270: "SecretTitle", 271: "SecretMaker", 305: "SecretProgram", 315: "SecretArtist", 700: XMP}
    info |= {33723: b"SecretIptc", 37724: b"SecretLayers", 42016: "SecretId"}
    return saved(image, "TIFF", tiffinfo=info, **how) + b"SecretTail"


def heic():
    heif = pytest.importorskip("pillow_heif")
    buffer = io.BytesIO()
    heif.from_pillow(scene()).save(buffer, quality=95, exif=exif(), xmp=XMP)
    return buffer.getvalue()


def clear():
    image = scene().convert("RGBA")
    image.putalpha(200)
    return image


FILES = {
    "jpeg": jpeg,
    "jpeg scattered": scattered_jpeg,
    "jpeg mpo": lambda: saved(
        scene(), "MPO", save_all=True, append_images=[scene()], exif=exif(), comment=b"SecretWords"
    ),
    "jpeg of inks": lambda: parts.inks(scene(), exif=exif(), comment=b"SecretWords"),
    "png": lambda: png(scene()),
    "png clear": lambda: png(clear()),
    "png black and white": lambda: png(scene().convert("1")),
    "png palette": lambda: png(scene().quantize(8)),
    "tiff": lambda: tiff(scene(), compression="tiff_lzw"),
    "tiff jpeg": lambda: tiff(scene(), compression="jpeg"),
    "tiff group 4": lambda: tiff(scene().convert("1"), compression="group4"),
    "webp": lambda: saved(scene(), "WEBP", exif=exif(), xmp=XMP),
    "webp lossless": lambda: saved(scene(), "WEBP", lossless=True, exif=exif(), xmp=XMP),
    "gif": lambda: saved(scene().quantize(8), "GIF", comment=b"SecretWords") + b"SecretTail",
    "bmp": lambda: saved(scene(), "BMP") + b"SecretTail",
    "heic": heic,
}


def planted_pdf(chain):
    """A PDF with words in every place that programs use, and a photo whose data went through a chain of filters."""
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page(page_size=(300, 400))
    page = pdf.pages[0].obj
    name, text = pikepdf.Name, pikepdf.String

    def xmp(word):
        return pdf.make_stream(XMP.replace(b"SecretXmp", word), Type=name.Metadata, Subtype=name.XML)

    data = jpeg()
    for step in chain:
        data = {"FlateDecode": zlib.compress, "ASCIIHexDecode": lambda raw: raw.hex().encode() + b">"}[step](data)
    names = [pikepdf.Name(f"/{step}") for step in chain[::-1]] + [name.DCTDecode]
    photo = pdf.make_stream(
        data, Type=name.XObject, Subtype=name.Image, Width=SIZE[0], Height=SIZE[1], BitsPerComponent=8
    )
    photo.ColorSpace, photo.Filter = name.DeviceRGB, names[0] if len(names) == 1 else pikepdf.Array(names)
    photo.Metadata, photo.OPI = (
        xmp(b"SecretPhoto"),
        pikepdf.Dictionary({"/2.0": pikepdf.Dictionary(F=text("SecretFile"))}),
    )
    photo.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=text("SecretPiece")))
    form = pdf.make_stream(b"0 0 1 rg 0 0 9 9 re f", Type=name.XObject, Subtype=name.Form, BBox=[0, 0, 9, 9])
    form.Metadata, form.LastModified = xmp(b"SecretForm"), text("D:Secret")
    marked = pdf.make_indirect(pikepdf.Dictionary(Metadata=xmp(b"SecretMarked")))
    page.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(Im0=photo, Fm0=form), Properties=pikepdf.Dictionary(MC0=marked)
    )
    page.Contents = pdf.make_stream(b"/Artifact /MC0 BDC q 300 0 0 400 0 0 cm /Im0 Do Q /Fm0 Do EMC")
    page.Metadata, page.LastModified = xmp(b"SecretPage"), text("D:Secret")
    page.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=text("SecretPiece")))
    page.Thumb = pdf.make_stream(b"SecretThumb!" * 3, Width=4, Height=3, BitsPerComponent=8, ColorSpace=name.DeviceRGB)
    note = pikepdf.Dictionary(Type=name.Annot, Subtype=name.Text, Rect=[9, 9, 30, 30], Contents=text("SecretNote"))
    note.T, note.Popup = text("SecretReviewer"), pikepdf.Dictionary(Subtype=name.Popup, Rect=[0, 0, 9, 9])
    page.Annots = pikepdf.Array([pdf.make_indirect(note)])
    page.StructParents, page.AA = 0, pikepdf.Dictionary(O=pikepdf.Dictionary(S=name.JavaScript, JS=text("Secret()")))
    tree = pikepdf.Dictionary(Type=name.StructTreeRoot, K=pikepdf.Dictionary(S=name.Figure, Alt=text("SecretAlt")))
    pdf.Root.StructTreeRoot, pdf.Root.Metadata = pdf.make_indirect(tree), xmp(b"SecretRoot")
    pdf.Root.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=text("SecretPiece")))
    pdf.attachments["a.txt"] = b"SecretAttachment"
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("SecretBookmark", 0))
    for key in ("/Author", "/Producer", "/Title", "/Subject", "/Company"):
        pdf.docinfo[key] = text(f"Secret{key[1:]}")
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def everything_in(path):
    """The bytes of a PDF, and what its packed streams and objects hold."""
    found = [path.read_bytes()]
    with pikepdf.open(path) as pdf:
        for pdf_object in pdf.objects:
            if isinstance(pdf_object, pikepdf.Stream):
                packing = pdf_object.get("/Filter")
                if packing is None or packing == pikepdf.Name.FlateDecode:
                    found.append(pdf_object.read_bytes())
                elif isinstance(packing, pikepdf.Array) and packing[0] == pikepdf.Name.FlateDecode:
                    found.append(zlib.decompress(pdf_object.read_raw_bytes()))
                found.append(repr(dict(pdf_object)).encode())
            else:
                found.append(repr(pdf_object).encode())
        found.append(repr(pdf.trailer).encode())
    return b"\n".join(found)


@pytest.mark.parametrize("room", ["enough", "little"])
@pytest.mark.parametrize("name", FILES)
def test_nothing_beside_the_picture_gets_into_the_upload(scans, name, room):
    data = FILES[name]()
    assert MARK in data
    scans.add("a.x", data, name.split()[0])
    if room == "little":
        scans.built()
        if "group" in name or "black" in name:
            pytest.skip("black and white has nothing to give up")
        scans.limits = BuildLimits(max_bytes=int(scans.target.stat().st_size * 0.8))
    scans.built()
    assert set(re.findall(rb"Secret\w*", everything_in(scans.target))) == set()


@pytest.mark.parametrize("room", ["enough", "little"])
@pytest.mark.parametrize("chain", [[], ["FlateDecode"], ["ASCIIHexDecode"], ["FlateDecode", "ASCIIHexDecode"]])
def test_nothing_beside_the_pages_of_a_pdf_gets_into_the_upload(scans, kit, chain, room):
    data = planted_pdf(chain)
    scans.add("a.pdf", data, "pdf")
    (before,) = scans.rendered()
    if room == "little":
        scans.limits = BuildLimits(max_bytes=int(scans.target.stat().st_size * 0.8))
    (after,) = scans.rendered()
    assert set(re.findall(rb"Secret\w*", everything_in(scans.target))) == set()
    assert kit.alike(kit.quarters(after, (0, 0, 1, 1)), kit.quarters(before, (0, 0, 1, 1)))
    if room == "enough":
        with pikepdf.open(scans.target) as pdf:
            image = pdf.pages[0].Resources.XObject.Im0
            is_packed = isinstance(image.Filter, pikepdf.Array)
            inside = zlib.decompress(image.read_raw_bytes()) if is_packed else image.read_raw_bytes()
        assert parts.scan_data(inside) == parts.scan_data(parts.jpeg(scene()))


def test_the_search_finds_what_is_packed(tmp_path):
    """The search itself: words in a packed stream, in a dictionary and in the document's information."""
    for number in range(3):
        pdf = pikepdf.Pdf.new()
        pdf.add_blank_page()
        if number == 0:
            pdf.Root.X = pdf.make_stream(b"plain SecretStream" * 20)
        elif number == 1:
            pdf.Root.X = pdf.make_indirect(pikepdf.Dictionary(Y=pikepdf.String("SecretString")))
        else:
            pdf.docinfo["/Author"] = "SecretAuthor"
        pdf.save(tmp_path / "a.pdf", compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        assert MARK in everything_in(tmp_path / "a.pdf")


@pytest.mark.parametrize("name", ["jpeg", "jpeg scattered", "jpeg mpo", "jpeg of inks"])
def test_the_picture_itself_is_not_touched(scans, kit, name):
    data = FILES[name]()
    with scans.add("a.jpg", data, "jpeg").opened() as pdf:
        inside = kit.picture_of(pdf).read_raw_bytes()
    if name == "jpeg scattered":  # here segments go from between the scans
        data = data.replace(parts.segment(0xFE, b"SecretBetween") + parts.segment(0xE1, b"Exif\0\0SecretLate"), b"")
    start = data.index(b"\xff\xdb") if name != "jpeg" else data.rindex(b"SecretWords") + len(b"SecretWords")
    whole = data[start:]
    assert parts.scan_data(inside) == parts.scan_data(whole)
    assert Image.open(io.BytesIO(inside)).size == SIZE
