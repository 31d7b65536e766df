"""Pictures inside PDF pages: which can be coded anew, and putting a new coding in the old one's place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from zcdossier.assemble.pdf.colours import Colours, base_of, ramp_over
from zcdossier.assemble.pdf.kinds import shape_of, stencil_of
from zcdossier.assemble.pdf.pixels import transparent
from zcdossier.assemble.pdf.placement import A4, Paper, Shown, shown_images
from zcdossier.assemble.pdf.shape import Shape
from zcdossier.assemble.pictures import bilevel
from zcdossier.assemble.pictures.coded_picture import Recoded, Repacked

_BYTE = 8
_RGB = 3


@dataclass(frozen=True, slots=True)
class Embedded:
    """One picture inside the pages; `page` is the first that shows it, `bytes` what it takes now."""

    image: Any
    shape: Shape
    page: int
    bytes: int
    dpi: float
    pdf: Any
    is_mask: bool = False


def embedded_pictures(pdf: Any, paper: Paper = A4) -> list[Embedded]:
    """Return the pictures of a PDF that can be coded anew; what can't be understood is left as it is.

    What is black and white is not among them: see `pdf/tighten` and `pdf/bilevel`.
    """
    return [one for one in pictures_of(pdf, paper) if not one.shape.bilevel]


def pictures_of(pdf: Any, paper: Paper = A4) -> list[Embedded]:
    """Return all pictures that can be decoded, black and white or not."""
    found = (_looked_at(pdf, shown, shown.image) for shown in shown_images(pdf, paper))
    return [one for one in found if one is not None]


def pictures_and_masks_of(pdf: Any, paper: Paper = A4) -> list[Embedded]:
    """Return all pictures that can be decoded, each followed by its masks; stencils too."""
    return [one for shown in shown_images(pdf, paper) for one in _with_masks(pdf, shown)]


def _with_masks(pdf: Any, shown: Shown) -> Iterator[Embedded]:
    import pikepdf  # noqa: PLC0415 - heavy

    masks = [shown.image.get(key) for key in ("/SMask", "/Mask")]
    images = [shown.image, *(mask for mask in masks if isinstance(mask, pikepdf.Stream))]
    for image in images:
        one = _looked_at(pdf, shown, image, masks=True)
        if one is not None:
            yield one


def _looked_at(pdf: Any, shown: Shown, image: Any, *, masks: bool = False) -> Embedded | None:
    try:
        shape = stencil_of(image) if masks and image.get("/ImageMask", False) else shape_of(image)
        size = len(image.read_raw_bytes()) if shape else 0
    except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
        return None
    shape = _as_drawn(shape, shown) if shape else None
    if shape is None or size == 0 or not shown.width * shown.height > 0:
        return None
    dpi = min(shape.width / shown.width, shape.height / shown.height)
    return Embedded(image, shape, shown.page, size, dpi, pdf, image is not shown.image)


def _as_drawn(shape: Shape, shown: Shown) -> Shape | None:
    """Return the shape where device colours mean what they say; else with its channels kept, or nothing."""
    if not shown.redefined or shape.stencil:
        return shape
    if shape.colours is None:  # what the renderer converts would come out in device colours that are others here
        return None
    return replace(shape, colours=replace(shape.colours, keeps_channels=True))


def put_recoded(picture: Embedded, recoded: Recoded) -> None:
    """Put a new JPEG in; masks stay, a colour key becomes one, a palette gives way to the colours it stands for."""
    import pikepdf  # noqa: PLC0415 - heavy

    image, shape = picture.image, picture.shape
    clear = _stencil(picture) if shape.key else None
    image.write(recoded.data, filter=pikepdf.Name.DCTDecode)
    image.Width, image.Height, image.BitsPerComponent = recoded.width, recoded.height, _BYTE
    if clear is not None:
        image.Mask = clear
    if "/Decode" in image:
        del image.Decode
    if shape.colours is None:
        image.ColorSpace = pikepdf.Name.DeviceGray if recoded.grey else pikepdf.Name.DeviceRGB
    elif recoded.grey and shape.colours.channels == _RGB:
        image.ColorSpace = _grey_of(image, shape.colours)
    else:
        image.ColorSpace = base_of(image.ColorSpace, shape.colours)


def put_repacked(picture: Embedded, repacked: Repacked) -> None:
    """Put the pixels in, packed better; the shape says how many there are."""
    import pikepdf  # noqa: PLC0415 - heavy

    image, shape = picture.image, picture.shape
    name = pikepdf.Name.CCITTFaxDecode if repacked.fax else pikepdf.Name.FlateDecode
    image.write(repacked.data, filter=name, decode_parms=_parms(shape, repacked))
    image.Width, image.Height = shape.width, shape.height
    if shape.stencil or shape.colours is None:
        return
    image.BitsPerComponent = repacked.bits
    if "/Decode" in image:
        del image.Decode
    if not (shape.mode == "P" and not repacked.palette):
        image.ColorSpace = _space_of(image, shape.colours, repacked)


def _parms(shape: Shape, repacked: Repacked) -> Any:
    import pikepdf  # noqa: PLC0415 - heavy

    if repacked.fax:
        return pikepdf.Dictionary(K=-1, Columns=shape.width, Rows=shape.height, BlackIs1=repacked.black_is_one)
    if not repacked.predicted:
        return None
    channels, bits = repacked.channels, repacked.bits
    return pikepdf.Dictionary(Predictor=15, Columns=shape.width, Colors=channels, BitsPerComponent=bits)


def _space_of(image: Any, colours: Colours, repacked: Repacked) -> Any:
    """Return the colours that the repacked values stand for."""
    import pikepdf  # noqa: PLC0415 - heavy

    base = base_of(image.ColorSpace, colours)
    became_grey = repacked.grey and colours.channels == _RGB
    if repacked.palette:
        spread = _RGB if became_grey else 1
        lookup = b"".join(bytes([value] * spread) for value in repacked.palette)
        return pikepdf.Array([pikepdf.Name.Indexed, base, len(lookup) // colours.channels - 1, pikepdf.String(lookup)])
    if not became_grey:
        return base
    if base == pikepdf.Name.DeviceRGB:
        return pikepdf.Name.DeviceGray
    if repacked.bits == 1:
        return pikepdf.Array([pikepdf.Name.Indexed, base, 1, pikepdf.String(b"\0\0\0\xff\xff\xff")])
    return ramp_over(base)


def _grey_of(image: Any, colours: Colours) -> Any:
    """Return what shows one value as three equal values look: plain grey, or else a way around through a palette."""
    import pikepdf  # noqa: PLC0415 - heavy

    return pikepdf.Name.DeviceGray if colours.grey_is_grey else ramp_over(base_of(image.ColorSpace, colours))


def _stencil(picture: Embedded) -> Any:
    """Return an explicit mask for what the colour key makes transparent."""
    import pikepdf  # noqa: PLC0415 - heavy

    shape = picture.shape
    coded = bilevel.encode_ccitt(transparent(shape, picture.image.read_raw_bytes()))
    mask = picture.pdf.make_stream(coded.data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, ImageMask=True)
    mask.Width, mask.Height, mask.BitsPerComponent = shape.width, shape.height, 1
    mask.Filter = pikepdf.Name.CCITTFaxDecode
    mask.DecodeParms = pikepdf.Dictionary(K=-1, Columns=shape.width, Rows=shape.height, BlackIs1=coded.black_is_one)
    return mask
