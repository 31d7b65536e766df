"""Small files made to crash, hang or fill the memory of who opens them: circles, bombs, claims, depths."""

import struct
import zlib
from collections.abc import Callable, Mapping

import scan_kinds
from png_file import PNG_END, png_header, png_of

BOMB = 60_000_000  # bytes that some tens of kilobytes unpack to
DEEP = 200_000


def packed(piece: bytes, size: int = BOMB) -> bytes:
    """The piece over and over, packed: a thousandth of its size."""
    packer = zlib.compressobj(9)
    block = piece * (1_000_000 // len(piece))
    data = b"".join(packer.compress(block) for _ in range(size // len(block)))
    return data + packer.flush()


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, the first being the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + end


def stream(data: bytes, words: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), words, data)


def page_of(words: bytes, *others: bytes, root: bytes = b"") -> bytes:
    """One page; its own words may refer to the others as 4 0 R and so on."""
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]%s>>" % words
    return pdf(b"<</Type/Catalog/Pages 2 0 R%s>>" % root, pages, page, *others)


def image(words: bytes, data: bytes) -> bytes:
    """One page that shows a picture."""
    content = stream(b"q 200 0 0 300 0 0 cm /I Do Q")
    return page_of(
        b"/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>",
        content,
        stream(data, b"/Type/XObject/Subtype/Image" + words),
    )


def field_circle() -> bytes:
    """A form whose field has itself for its children, three times."""
    form = b"/AcroForm<</NeedAppearances true/Fields[4 0 R 4 0 R 4 0 R]>>"
    return page_of(b"/Annots[4 0 R]", b"<</FT/Tx/T(a)/V(b)/Kids[4 0 R 4 0 R 4 0 R]/Parent 4 0 R>>", root=form)


def form_circle() -> bytes:
    form = stream(b"/F Do /F Do /F Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>")
    return page_of(b"/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>", stream(b"/F Do"), form)


def form_ladder() -> bytes:
    """Forms that each draw the next one ten times: ten to the thirtieth pictures."""
    rungs = [
        stream(
            b"/F Do " * 10, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F %d 0 R>>>>" % (at + 1)
        )
        for at in range(5, 35)
    ]
    end = stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return page_of(b"/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>", stream(b"/F Do"), *rungs, end)


def layers_circle() -> bytes:
    layers = b"/OCProperties<</OCGs[4 0 R]/D<</Order 5 0 R/ON[4 0 R]>>>>"
    return page_of(
        b"/Resources<</Properties<</L 6 0 R>>>>",
        b"<</Type/OCG/Name(a)>>",
        b"[5 0 R 5 0 R 4 0 R]",
        b"<</Type/OCMD/OCGs[6 0 R 4 0 R]/VE[/And 7 0 R 7 0 R]>>",
        b"[/Or 7 0 R 7 0 R]",
        root=layers,
    )


def chain(count: int = 50_000) -> bytes:
    """A page whose resources lead from object to object to object."""
    links = [b"<</Next %d 0 R>>" % (number + 1) for number in range(4, 4 + count)]
    return page_of(b"/Resources<</Properties<</P 4 0 R>>>>", *links, b"<</End true>>")


def deep_page_tree(count: int = 30_000) -> bytes:
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (at + 1, at - 1) for at in range(3, 3 + count)]
    leaf = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (2 + count)
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", *nodes, leaf)


def deep_layers() -> bytes:
    order = b"[" * 400 + b"4 0 R" + b"]" * 400
    layers = b"/OCProperties<</OCGs[4 0 R]/D<</Order %s/OFF[4 0 R]>>>>" % order
    return page_of(b"/Resources<</Properties<</L 4 0 R>>>>", b"<</Type/OCG/Name(a)>>", root=layers)


def script_circle() -> bytes:
    names = b"/Names<</JavaScript 4 0 R/EmbeddedFiles 4 0 R>>"
    return page_of(b"", b"<</Kids[4 0 R 4 0 R 4 0 R]/Limits[(a)(b)]>>", root=names)


def many_notes(count: int = 50_000) -> bytes:
    note = b"<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 5 0 R>>>>"
    look = stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
    return page_of(b"/Annots[%s]" % (b"4 0 R " * count), note, look)


def thousands_of_pages(count: int = 20_000) -> bytes:
    """A page tree in which one page stands over and over."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, b"3 0 R " * count),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>",
    )


def claims(kind: str, at: int, form: str, *numbers: int) -> Callable[[], bytes]:
    """A maker of a valid file that says something else of its size."""

    def make() -> bytes:
        data = bytearray(scan_kinds.KINDS[kind][1]())
        struct.pack_into(form, data, at, *numbers)
        if data.startswith(b"\x89PNG"):
            struct.pack_into(">I", data, 29, zlib.crc32(data[12:29]))
        return bytes(data)

    return make


def png_bomb() -> bytes:
    """A picture that unpacks to all that its header says: seventeen thousand rows of white."""
    return png_of(png_header(17_000, 17_000, colours=0), (b"IDAT", packed(b"\xff", 17_001 * 17_000)), PNG_END)


def tiff_circle() -> bytes:
    """A page list whose last page is followed by the first."""
    data = bytearray(scan_kinds.KINDS["tiff"][1]())
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    struct.pack_into("<I", data, first + 2 + count * 12, first)
    return bytes(data)


# A name for messages, to the file's suffix and what makes it.
FILES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "a page tree that bites its tail": (
        ".pdf",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"),
    ),
    "two thousand million pages": (
        ".pdf",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 2147483647/Kids[]>>"),
    ),
    "one page, twenty thousand times": (".pdf", thousands_of_pages),
    "arrays in arrays": (".pdf", lambda: page_of(b"/Contents 4 0 R", b"[" * DEEP + b"]" * DEEP)),
    "dictionaries in dictionaries": (".pdf", lambda: page_of(b"/A 4 0 R", b"<</A " * DEEP + b"1" + b">>" * DEEP)),
    "arrays in arrays in content": (".pdf", lambda: page_of(b"/Contents 4 0 R", stream(b"[" * DEEP))),
    "a field that is its own child": (".pdf", field_circle),
    "a form that draws itself": (".pdf", form_circle),
    "forms that draw forms": (".pdf", form_ladder),
    "layers in a circle": (".pdf", layers_circle),
    "objects in a chain": (".pdf", chain),
    "a deep page tree": (".pdf", deep_page_tree),
    "deep layers": (".pdf", deep_layers),
    "scripts in a circle": (".pdf", script_circle),
    "fifty thousand stamps": (".pdf", many_notes),
    "packed content": (
        ".pdf",
        lambda: page_of(b"/Contents 4 0 R", stream(packed(b"q 1 0 0 1 0 0 cm Q "), b"/Filter/FlateDecode")),
    ),
    "packed content, packed again": (
        ".pdf",
        lambda: page_of(
            b"/Contents 4 0 R",
            stream(zlib.compress(packed(b"q Q ", 4 * BOMB), 9), b"/Filter[/FlateDecode/FlateDecode]"),
        ),
    ),
    "content of a million pieces": (
        ".pdf",
        lambda: page_of(b"/Contents[" + b"4 0 R " * 100_000 + b"]", stream(b"q Q")),
    ),
    "a packed picture": (
        ".pdf",
        lambda: image(
            b"/Width 10000/Height 10000/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/FlateDecode", packed(b"\xff")
        ),
    ),
    "a picture of claims": (
        ".pdf",
        lambda: image(b"/Width 2000000000/Height 2000000000/BitsPerComponent 16/ColorSpace/DeviceCMYK", b"x"),
    ),
    "a fax of claims": (
        ".pdf",
        lambda: image(
            b"/Width 100000/Height 100000/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode"
            b"/DecodeParms<</K -1/Columns 100000/Rows 100000>>",
            bytes(1000),
        ),
    ),
    "a JPEG 2000 of nothing": (
        ".pdf",
        lambda: image(b"/Width 40000/Height 40000/Filter/JPXDecode", b"\xff\x4f\xff\x51" + bytes(range(100))),
    ),
    "a mask of itself": (
        ".pdf",
        lambda: image(b"/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 5 0 R/Mask 5 0 R", b"x"),
    ),
    "a cross-reference of itself": (
        ".pdf",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", trailer=b"/Prev 9/XRefStm 9"),
    ),
    "a page of astronomic size": (
        ".pdf",
        lambda: page_of(b"/UserUnit 1e30/Rotate 9999999999/CropBox[0 0 1e38 -1e38]/Contents 4 0 R", stream(b"")),
    ),
    "a picture that unpacks to all it says": (".png", png_bomb),
    "a PNG of claims": (".png", claims("png-alpha", 16, ">II", 2_000_000_000, 2_000_000_000)),
    "a long PNG": (".png", claims("png", 16, ">II", 1, 170_000_000)),
    "a GIF of claims": (".gif", claims("gif", 6, "<HH", 65_535, 65_535)),
    "a BMP of claims": (".bmp", claims("bmp-runs", 18, "<ii", 3000, 3333)),
    "a wide BMP of claims": (".bmp", claims("bmp-palette", 18, "<ii", 2_000_000_000, 1)),
    "a WebP of claims": (".webp", claims("webp-lossless", 21, "<I", 0x0FFFFFFF)),
    "a TIFF in a circle": (".tif", tiff_circle),
}
