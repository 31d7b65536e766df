"""Pictures that the PDF renderer decodes: bits of fax and JBIG2, and colours that only it converts as viewers do.

A PDF of one picture without its data is made where the source is open. In a thread it gets its data and goes to the
renderer, one at a time: PDFium keeps state of its own. JBIG2 data must ask for no more than its picture needs: a few
bytes can keep the renderer busy for minutes.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pdf.safe_reading import contents_of
from zcdossier.assemble.pictures.embedder import copy_value
from zcdossier.assemble.pictures.pdfium_bitmaps import decode_only_picture

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_SYMBOLS, _TEXT, _PATTERNS, _HALFTONES = 0, (4, 6, 7), 16, (20, 22, 23)
_REGIONS = frozenset([*_TEXT, *_HALFTONES, 36, 38, 39, 40, 42, 43])
_PAGE = 48
_KINDS, _LONG_PAGE = 0x3F, 0x40
_MANY_REFERENCES = 7
_UNKNOWN = 0xFFFFFFFF
_MOST_SYMBOLS, _MOST_INSTANCES, _MOST_DOTS = 1 << 16, 1 << 20, 1 << 24
_REGION_HEAD = 17
_SHORTEST = 11
_MOST = 4_000_000
_NAME = "/Im"
_SOMETHING = b"-"  # a stream of nothing would lose its filter


@dataclass(frozen=True, slots=True)
class _Jbig2Segment:
    kind: int
    data: bytes


def check_jbig2(data: bytes, shared: bytes, size: tuple[int, int]) -> None:
    """Raise ValueError for what is not one page of `size`, built of parts that fit on it; `shared` comes before it."""
    try:
        segments = [*_jbig2_segments(shared), *_jbig2_segments(data)]
        pages = [struct.unpack_from(">II", segment.data) for segment in segments if segment.kind == _PAGE]
        if pages != [size]:
            raise ValueError("the JBIG2 is not the page that the PDF says")
        for segment in segments:
            _check(segment, size)
    except (struct.error, IndexError):
        raise ValueError("the JBIG2 is cut off") from None


def _jbig2_segments(data: bytes) -> Iterator[_Jbig2Segment]:
    at = 0
    while at + _SHORTEST <= len(data):  # a line's end may follow
        number, flags, references = struct.unpack_from(">IBB", data, at)
        at += 5
        count = references >> 5
        if count == _MANY_REFERENCES:
            count = struct.unpack_from(">I", data, at)[0] & 0x1FFFFFFF
            at += 4 + (count + 8) // 8
        else:
            at += 1
        width = 1 if number <= 1 << 8 else 2 if number <= 1 << 16 else 4
        at += count * width + (4 if flags & _LONG_PAGE else 1)
        (length,) = struct.unpack_from(">I", data, at)
        at += 4
        if length == _UNKNOWN or at + length > len(data):
            raise ValueError("a part of the JBIG2 runs past its end")
        yield _Jbig2Segment(flags & _KINDS, data[at : at + length])
        at += length


def _check(segment: _Jbig2Segment, size: tuple[int, int]) -> None:
    data, kind = segment.data, segment.kind
    if kind in _REGIONS:
        width, height = struct.unpack_from(">II", data)
        if width > size[0] or height > size[1]:
            raise ValueError("a part of the JBIG2 is larger than its page")
    if kind in _TEXT and _instances(data) > _MOST_INSTANCES:
        raise ValueError("the JBIG2 sets far too much type")
    if kind in _HALFTONES:
        across, down = struct.unpack_from(">II", data, _REGION_HEAD + 1)
        if across * down > _MOST_DOTS:
            raise ValueError("the JBIG2 has far too many dots")
    if kind == _PATTERNS:
        _, width, height, last = struct.unpack_from(">BBBI", data)
        if (last + 1) * width * height > _MOST_DOTS:
            raise ValueError("the JBIG2 has far too many patterns")
    if kind == _SYMBOLS and max(_symbols(data)) > _MOST_SYMBOLS:
        raise ValueError("the JBIG2 has far too many symbols")


def _instances(data: bytes) -> int:
    """Return how many symbols a text region sets."""
    (flags,) = struct.unpack_from(">H", data, _REGION_HEAD)
    huffman, refined, plain_refinement = flags & 1, flags & 2, flags & 0x8000
    at = _REGION_HEAD + 2 + (2 if huffman else 0) + (4 if refined and not plain_refinement else 0)
    return int(struct.unpack_from(">I", data, at)[0])


def _symbols(data: bytes) -> tuple[int, int]:
    """Return how many symbols a dictionary hands out, and how many of them are new."""
    (flags,) = struct.unpack_from(">H", data)
    huffman, refined, template, plain_refinement = flags & 1, flags & 2, flags >> 10 & 3, flags & 0x1000
    at = 2 + (0 if huffman else 2 if template else 8) + (4 if refined and not plain_refinement else 0)
    out, new = struct.unpack_from(">II", data, at)
    return int(out), int(new)


def make_single_image_pdf(image: Any, packing: str, *, bitmap: bool) -> bytes:
    """Return a PDF with one picture that is coloured as `image` is, its data to be packed by the filter `packing`.

    The bits of a `bitmap` come out as they are, whatever colours they stand for.
    """
    import pikepdf

    with pikepdf.new() as pdf:
        image_without_data = pdf.make_stream(_SOMETHING, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        for key in {"/Width", "/Height", "/BitsPerComponent"} & set(image.keys()):
            image_without_data[key] = image[key]
        if bitmap:
            image_without_data.BitsPerComponent, image_without_data.ColorSpace = 1, pikepdf.Name.DeviceGray
        else:
            for key in {"/ColorSpace", "/Decode"} & set(image.keys()):
                image_without_data[key] = copy_value(pdf, image[key])
        if packing:
            image_without_data.Filter = pikepdf.Name(packing)
            parms = image.get("/DecodeParms")
            parms = parms[-1] if isinstance(parms, pikepdf.Array) and len(parms) else parms
            if isinstance(parms, pikepdf.Dictionary):
                image_without_data.DecodeParms = copy_value(pdf, parms)
        for pdf_object in pdf.objects:
            if isinstance(pdf_object, pikepdf.Stream) and pdf_object.objgen != image_without_data.objgen:
                contents_of(pdf_object, _MOST)  # the renderer would unpack a thousand times as much
        page = pdf.add_blank_page(page_size=(72, 72))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({_NAME: image_without_data}))
        page.Contents = pdf.make_stream(f"72 0 0 72 0 0 cm {_NAME} Do".encode())
        single_image = _save_unpacked(pdf)
    if len(single_image) > _MOST:
        raise ValueError("what a picture refers to is far too large")
    return single_image


def render_single_image(single_image: bytes, data: bytes, size: tuple[int, int]) -> "Picture":
    """Return the pixels of a picture, in mode L or RGB."""
    import pikepdf

    with pikepdf.open(BytesIO(single_image)) as pdf:
        image: Any = pdf.pages[0].Resources.XObject[_NAME]
        packing = {key: image[f"/{key}"] for key in ("Filter", "DecodeParms") if f"/{key}" in image}
        if packing.get("Filter") == pikepdf.Name.JBIG2Decode:
            shared: Any = packing.get("DecodeParms", {}).get("/JBIG2Globals")
            check_jbig2(data, b"" if shared is None else contents_of(shared, _MOST), size)
        image.write(data, filter=packing.get("Filter"), decode_parms=packing.get("DecodeParms"))
        whole = _save_unpacked(pdf)
    picture = decode_only_picture(whole)
    if picture.size != size:
        raise ValueError("a picture is not as large as the PDF says")
    return picture


def _save_unpacked(pdf: Any) -> bytes:
    import pikepdf

    buffer = BytesIO()
    pdf.save(buffer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return buffer.getvalue()
