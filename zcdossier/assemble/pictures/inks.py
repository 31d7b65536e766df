"""Inks without a profile made into colours, by PDFium: so a page looks the same before and after it is made smaller.

Pillow's own formula takes inks for ideal ones and gives neon: cyan becomes (2, 249, 249) where every viewer shows
(0, 170, 233).
"""

from io import BytesIO
from typing import TYPE_CHECKING

from zcdossier.assemble.pictures.raster import pillow
from zcdossier.assemble.pictures.rendered import only_picture

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_MOST = 4_000_000  # pixels that are converted at once
_NAME = "/Im"


def colours_of_inks(image: "Picture") -> "Picture":
    """Return a picture of mode CMYK in RGB, as viewers show it."""
    rows = max(1, _MOST // max(1, image.width))
    shown: Picture = pillow().new("RGB", image.size)
    for top in range(0, image.height, rows):
        bottom = min(image.height, top + rows)
        band = image.crop((0, top, image.width, bottom))
        converted = only_picture(_pdf_of(band))
        if converted.size != band.size:
            raise ValueError("the renderer returns another picture")
        shown.paste(converted, (0, top))
    return shown


def _pdf_of(image: "Picture") -> bytes:
    import pikepdf  # noqa: PLC0415 - heavy

    with pikepdf.new() as pdf:
        stream = pdf.make_stream(image.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        stream.Width, stream.Height = image.size
        stream.BitsPerComponent, stream.ColorSpace = 8, pikepdf.Name.DeviceCMYK
        page = pdf.add_blank_page(page_size=(72, 72))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({_NAME: stream}))
        page.Contents = pdf.make_stream(f"72 0 0 72 0 0 cm {_NAME} Do".encode())
        buffer = BytesIO()
        pdf.save(buffer, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        return buffer.getvalue()
