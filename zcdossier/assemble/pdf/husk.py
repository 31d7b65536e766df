"""Pictures that the PDF renderer decodes: bits of fax and JBIG2, and colours that only it converts as viewers do.

A husk is a PDF of one picture without its data, made where the source is open. In a thread it gets its data and
goes to the renderer, one at a time: PDFium keeps state of its own.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pdf.filters import contents_of
from zcdossier.assemble.pictures import jbig2
from zcdossier.assemble.pictures.embedder import copy_value
from zcdossier.assemble.pictures.pdfium_bitmaps import decode_only_picture

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_MOST = 4_000_000
_NAME = "/Im"
_SOMETHING = b"-"  # a stream of nothing would lose its filter


def husk_of(image: Any, packing: str, *, bitmap: bool) -> bytes:
    """Return a PDF with one picture that is coloured as `image` is, its data to be packed by the filter `packing`.

    The bits of a `bitmap` come out as they are, whatever colours they stand for.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.new() as pdf:
        hollow = pdf.make_stream(_SOMETHING, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        for key in {"/Width", "/Height", "/BitsPerComponent"} & set(image.keys()):
            hollow[key] = image[key]
        if bitmap:
            hollow.BitsPerComponent, hollow.ColorSpace = 1, pikepdf.Name.DeviceGray
        else:
            for key in {"/ColorSpace", "/Decode"} & set(image.keys()):
                hollow[key] = copy_value(pdf, image[key])
        if packing:
            hollow.Filter = pikepdf.Name(packing)
            parms = image.get("/DecodeParms")
            parms = parms[-1] if isinstance(parms, pikepdf.Array) and len(parms) else parms
            if isinstance(parms, pikepdf.Dictionary):
                hollow.DecodeParms = copy_value(pdf, parms)
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream) and thing.objgen != hollow.objgen:
                contents_of(thing, _MOST)  # the renderer would unpack a thousand times as much
        page = pdf.add_blank_page(page_size=(72, 72))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({_NAME: hollow}))
        page.Contents = pdf.make_stream(f"72 0 0 72 0 0 cm {_NAME} Do".encode())
        husk = _saved(pdf)
    if len(husk) > _MOST:
        raise ValueError("what a picture refers to is far too large")
    return husk


def drawn(husk: bytes, data: bytes, size: tuple[int, int]) -> "Picture":
    """Return the pixels of a picture, in mode L or RGB."""
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.open(BytesIO(husk)) as pdf:
        image: Any = pdf.pages[0].Resources.XObject[_NAME]
        packing = {key: image[f"/{key}"] for key in ("Filter", "DecodeParms") if f"/{key}" in image}
        if packing.get("Filter") == pikepdf.Name.JBIG2Decode:
            shared: Any = packing.get("DecodeParms", {}).get("/JBIG2Globals")
            jbig2.check(data, b"" if shared is None else contents_of(shared, _MOST), size)
        image.write(data, filter=packing.get("Filter"), decode_parms=packing.get("DecodeParms"))
        whole = _saved(pdf)
    picture = decode_only_picture(whole)
    if picture.size != size:
        raise ValueError("a picture is not as large as the PDF says")
    return picture


def _saved(pdf: Any) -> bytes:
    import pikepdf  # noqa: PLC0415 - heavy

    buffer = BytesIO()
    pdf.save(buffer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return buffer.getvalue()
