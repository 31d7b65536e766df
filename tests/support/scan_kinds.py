"""One small valid file of every kind of scan that is read: what the fuzz run damages."""

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms
from png_file import PNG_END, png_header, png_of

SIZE = (40, 32)
PAGE = (200, 300)


def picture(mode: str = "RGB") -> Image.Image:
    """Something with edges, colours and noise, the same every time."""
    grain = bytes((x * x * 31 + x // 7 * 17) % 251 for x in range(SIZE[0] * SIZE[1] * 3))
    image = Image.blend(
        Image.frombytes("RGB", SIZE, grain), Image.linear_gradient("L").resize(SIZE).convert("RGB"), 0.7
    )
    if mode == "RGBA":
        image.putalpha(Image.radial_gradient("L").resize(SIZE))
        return image
    if mode == "I;16":
        return image.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    return image.quantize(16) if mode == "P" else image.convert(mode)


def saved(mode: str, kind: str, **how: Any) -> Callable[[], bytes]:
    """A maker of a picture as Pillow writes it."""

    def make() -> bytes:
        buffer = BytesIO()
        picture(mode).save(buffer, kind, **how)
        return buffer.getvalue()

    return make


def several(kind: str, mode: str = "RGB", **how: Any) -> Callable[[], bytes]:
    """A maker of three pictures in one file."""
    return saved(mode, kind, save_all=True, append_images=[picture(mode).rotate(90), picture("L")], **how)


def camera() -> Image.Exif:
    tags = Image.Exif()
    tags[0x010F], tags[0x0112], tags[0x011A] = "Camera", 6, 300.0
    return tags


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def interlaced_png() -> bytes:
    """Seven passes over 8 × 8 pixels, which Pillow reads but does not write."""
    passes = ((1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4))
    rows = b"".join(b"\0" + bytes(range(width * 3)) for width, height in passes for _ in range(height))
    return png_of(png_header(8, 8, interlaced=True), (b"IDAT", zlib.compress(rows)), PNG_END)


def run_length_bmp() -> bytes:
    """Eight-bit runs, of the kind that Pillow reads but does not write."""
    rows = b"".join(bytes([8, shade, 0, 3, shade, 1, 2, 0, 5, 3, 0, 0]) for shade in range(8)) + b"\0\1"
    palette = bytes(range(256)) * 4
    start = 14 + 40 + len(palette)
    head = struct.pack("<2sIHHI", b"BM", start + len(rows), 0, 0, start)
    return head + struct.pack("<IiiHHIIiiII", 40, 16, 8, 1, 8, 1, len(rows), 3780, 3780, 256, 0) + palette + rows


def heic() -> bytes:
    import pillow_heif

    buffer = BytesIO()
    pillow_heif.from_pillow(picture()).save(buffer, quality=60)
    return buffer.getvalue()


def written(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    buffer = BytesIO()
    pdf.save(buffer, static_id=True, **how)
    pdf.close()
    return buffer.getvalue()


def text_pdf(*, readable: bool = True) -> bytes:
    """Three pages with a shared font and a tree of pages; `readable` writes it so that bytes can be told apart."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for word in ("one", "two", "three"):
        page = pdf.add_blank_page(page_size=PAGE)
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(f"BT /F1 24 Tf 20 90 Td ({word}) Tj ET".encode())
    if readable:
        return written(pdf, qdf=True)
    return written(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def scanner_pdf() -> bytes:
    """A page for each way to keep a picture: JPEG, packed, packed by rows, palette, fax, masked, inline."""
    pdf = pikepdf.new()
    width, height = SIZE
    rgb, grey = picture().tobytes(), picture("L").tobytes()
    fax = BytesIO()
    picture("1").save(fax, "TIFF", compression="group4", tiffinfo={278: height})
    with Image.open(fax) as tiff:
        tags: Any = tiff.tag_v2  # type: ignore[attr-defined]
        start, length = tags[273][0], tags[279][0]
    rows = b"".join(b"\0" + rgb[at : at + width * 3] for at in range(0, len(rgb), width * 3))
    palette = Array([Name.Indexed, Name.DeviceRGB, 15, pikepdf.String(bytes(range(48)))])
    mask = pdf.make_stream(zlib.compress(grey), Filter=Name.FlateDecode, ColorSpace=Name.DeviceGray)
    kinds: list[tuple[bytes, dict[str, Any]]] = [
        (saved("RGB", "JPEG")(), {"Filter": Name.DCTDecode}),
        (zlib.compress(rgb), {"Filter": Name.FlateDecode}),
        (
            zlib.compress(rows),
            {"Filter": Name.FlateDecode, "DecodeParms": Dictionary(Predictor=15, Columns=width, Colors=3)},
        ),
        (zlib.compress(picture("P").tobytes()), {"Filter": Name.FlateDecode, "ColorSpace": palette}),
        (
            fax.getvalue()[start : start + length],
            {
                "Filter": Name.CCITTFaxDecode,
                "DecodeParms": Dictionary(K=-1, Columns=width, Rows=height),
                "BitsPerComponent": 1,
                "ColorSpace": Name.DeviceGray,
            },
        ),
        (zlib.compress(rgb), {"Filter": Name.FlateDecode, "SMask": mask}),
        (rgb, {}),
    ]
    for data, more in kinds:
        plain = {"BitsPerComponent": 8, "ColorSpace": Name.DeviceRGB, "Width": width, "Height": height}
        image = pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, **{**plain, **more})
        page = pdf.add_blank_page(page_size=PAGE)
        page.Resources = Dictionary(XObject=Dictionary(Im=image))
        page.Contents = pdf.make_stream(b"q 190 0 0 290 5 5 cm /Im Do Q BI /W 2 /H 2 /BPC 8 /CS /G ID abcd EI")
    mask.Type, mask.Subtype, mask.BitsPerComponent = Name.XObject, Name.Image, 8
    mask.Width, mask.Height = width, height
    return written(pdf, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def form_pdf() -> bytes:
    """Everything that does not survive: a form, a signature, a script, an attachment, annotations, layers."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=PAGE)
    look = pdf.make_stream(b"0 0 50 20 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 50, 20]))
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    rect = Array([10, 10, 60, 30])
    shared: dict[str, Any] = {"Type": Name.Annot, "Subtype": Name.Widget, "Rect": rect, "P": page.obj, "F": 4}
    text = pdf.make_indirect(Dictionary(FT=Name.Tx, T="name", V="Lin", DA="/Helv 9 Tf", **shared))
    signature = pdf.make_indirect(
        Dictionary(FT=Name.Sig, T="sig", V=Dictionary(Type=Name.Sig), AP=Dictionary(N=look), **shared)
    )
    stamp = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=rect, AP=Dictionary(N=look)))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="layer"))
    page.Annots = Array([text, signature, stamp, Dictionary(Type=Name.Annot, Subtype=Name.Ink, Rect=rect)])
    page.Resources = Dictionary(Properties=Dictionary(L=layer), XObject=Dictionary(Fm=look))
    page.Contents = pdf.make_stream(b"/OC /L BDC q 2 0 0 2 9 9 cm /Fm Do Q EMC")
    page.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    page.Rotate = 90
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([text, signature]), NeedAppearances=True, DR=Dictionary(Font=Dictionary(Helv=font))
    )
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([layer])))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(2)")
    pdf.attachments["a.txt"] = b"attached"
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("mark", 0))
    return written(pdf, qdf=True)


# A name for messages, to the file's suffix and what makes it.
KINDS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "jpeg": (".jpg", saved("RGB", "JPEG", exif=camera(), icc_profile=srgb(), comment=b"by hand")),
    "jpeg-progressive": (".jpg", saved("RGB", "JPEG", progressive=True)),
    "jpeg-restarts": (".jpg", saved("L", "JPEG", restart_marker_rows=1)),
    "jpeg-cmyk": (".jpg", saved("CMYK", "JPEG")),
    "mpo": (".jpg", several("MPO")),
    "png": (".png", saved("RGB", "PNG", exif=camera(), dpi=(300, 300))),
    "png-alpha": (".png", saved("RGBA", "PNG")),
    "png-palette": (".png", saved("P", "PNG", transparency=3)),
    "png-deep": (".png", saved("I;16", "PNG")),
    "png-1-bit": (".png", saved("1", "PNG")),
    "png-interlaced": (".png", interlaced_png),
    "tiff": (".tif", saved("RGB", "TIFF")),
    "tiff-pages": (".tif", several("TIFF", compression="tiff_lzw")),
    "tiff-fax": (".tif", saved("1", "TIFF", compression="group4")),
    "tiff-fax-3": (".tif", saved("1", "TIFF", compression="group3")),
    "tiff-jpeg": (".tif", saved("RGB", "TIFF", compression="jpeg")),
    "tiff-deflate": (".tif", saved("RGBA", "TIFF", compression="tiff_adobe_deflate")),
    "tiff-packed": (".tif", saved("P", "TIFF", compression="packbits")),
    "tiff-deep": (".tif", saved("I;16", "TIFF")),
    "tiff-big": (".tif", saved("L", "TIFF", big_tiff=True)),
    "webp": (".webp", saved("RGB", "WEBP", exif=camera())),
    "webp-lossless": (".webp", saved("RGBA", "WEBP", lossless=True)),
    "webp-film": (".webp", several("WEBP")),
    "bmp": (".bmp", saved("RGB", "BMP")),
    "bmp-palette": (".bmp", saved("P", "BMP")),
    "bmp-runs": (".bmp", run_length_bmp),
    "gif": (".gif", several("GIF", "P", transparency=3)),
    "heic": (".heic", heic),
    "pdf-text": (".pdf", text_pdf),
    "pdf-packed": (".pdf", lambda: text_pdf(readable=False)),
    "pdf-scans": (".pdf", scanner_pdf),
    "pdf-form": (".pdf", form_pdf),
}
