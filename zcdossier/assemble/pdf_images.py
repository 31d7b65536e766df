"""Pictures inside PDF pages: which can be coded anew, and putting a new coding in the old one's place.

Left alone: masks, 1-bit pictures, CMYK and calibrated colours, odd decode arrays, JBIG2 and JPEG 2000.
"""

from dataclasses import dataclass
from typing import Any

from zcdossier.assemble import jpeg
from zcdossier.assemble.pdf_pixels import Shape, shape_of
from zcdossier.assemble.placement import shown_images
from zcdossier.assemble.recode import Recoded
from zcdossier.assemble.repack import Repacked

_BITS = 8


@dataclass(frozen=True, slots=True)
class Embedded:
    """One picture inside the pages; `page` is the first that shows it, `bytes` what it takes now."""

    image: Any
    shape: Shape
    page: int
    bytes: int
    dpi: float


def embedded_pictures(pdf: Any) -> list[Embedded]:
    """Return the pictures of a PDF that can be coded anew; what can't be understood is left as it is."""
    found = []
    for shown in shown_images(pdf):
        try:
            shape = shape_of(shown.image)
            size = int(shown.image.Length)
        except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
            shape, size = None, 0
        if shape is not None and size > 0 and shown.width * shown.height > 0:
            dpi = min(shape.width / shown.width, shape.height / shown.height)
            found.append(Embedded(shown.image, shape, shown.page, size, dpi))
    return found


def put_recoded(picture: Embedded, recoded: Recoded) -> None:
    """Put a new JPEG in; a soft mask stays, a palette gives way to the colours it stands for."""
    import pikepdf  # noqa: PLC0415 - heavy

    image = picture.image
    space = image.ColorSpace
    image.write(recoded.data, filter=pikepdf.Name.DCTDecode)
    image.Width, image.Height, image.BitsPerComponent = recoded.width, recoded.height, _BITS
    if "/Decode" in image:
        del image.Decode
    if recoded.grey and picture.shape.mode != "L":
        image.ColorSpace = pikepdf.Name.DeviceGray
    elif picture.shape.mode == "P":
        image.ColorSpace = space[1]


def put_repacked(picture: Embedded, repacked: Repacked) -> None:
    """Put the same pixels in, packed better."""
    import pikepdf  # noqa: PLC0415 - heavy

    image = picture.image
    packing = pikepdf.Dictionary(
        Predictor=15, Columns=picture.shape.width, Colors=repacked.channels, BitsPerComponent=_BITS
    )
    image.write(repacked.data, filter=pikepdf.Name.FlateDecode, decode_parms=packing)
    if repacked.grey and picture.shape.mode == "RGB":
        image.ColorSpace = pikepdf.Name.DeviceGray
        if "/Decode" in image:
            del image.Decode


def clean_jpegs(pdf: Any) -> None:
    """Drop what cameras added to the JPEGs of a PDF, without touching their coded data."""
    import pikepdf  # noqa: PLC0415 - heavy

    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream) or thing.get("/Filter") != pikepdf.Name.DCTDecode:
            continue
        data = thing.read_raw_bytes()
        try:
            cleaned = jpeg.clean(data).data
        except jpeg.NotJpegError:
            continue
        if len(cleaned) < len(data):
            packing: Any = thing.get("/DecodeParms")
            thing.write(cleaned, filter=pikepdf.Name.DCTDecode, decode_parms=packing)
