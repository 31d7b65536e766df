"""Pictures inside PDF pages: which can be coded anew, and putting a new coding in the old one's place.

First packed better without losing a pixel, before anything is given up: what is black and white, has few colours, or
is a mask; a JPEG of these would be larger, or ugly. What is black and white gets fewer dots where a record can't fit
otherwise.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pdf.colour_spaces import ColourSpace, base_of, ramp_over
from zcdossier.assemble.pdf.decode_image import image_decoder, transparent_pixels
from zcdossier.assemble.pdf.image_info import ImageInfo, classify_image, classify_mask
from zcdossier.assemble.pdf.image_placement import A4, ImagePlacement, Paper, place_images
from zcdossier.assemble.pdf.safe_reading import CCITT, JBIG2
from zcdossier.assemble.pictures import bilevel
from zcdossier.assemble.pictures.bilevel import NOTICEABLY, WORTHWHILE, reduce_bilevel
from zcdossier.assemble.pictures.coded_picture import Decoder, Recoded, Repacked
from zcdossier.assemble.pictures.repack import repack
from zcdossier.assemble.workers import in_order

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_BYTE = 8
_RGB = 3
_FEW_COLOURS = 0.12  # of the bytes of their pixels: photos do not pack so well
_FEW_VALUES, _TRIED = 32, 4096
_LEAST_BYTES = 2_000
_WORTH_PUTTING = 0.95


@dataclass(frozen=True, slots=True)
class ImageXObject:
    """One picture inside the pages; `page` is the first that shows it, `bytes` what it takes now."""

    image: Any
    shape: ImageInfo
    page: int
    bytes: int
    dpi: float
    pdf: Any
    is_mask: bool = False


def embedded_pictures(pdf: Any, paper: Paper = A4) -> list[ImageXObject]:
    """Return the pictures of a PDF that can be coded anew; what can't be understood is left as it is.

    What is black and white is not among them: see `pdf/tighten` and `pdf/bilevel`.
    """
    return [one for one in pictures_of(pdf, paper) if not one.shape.bilevel]


def pictures_of(pdf: Any, paper: Paper = A4) -> list[ImageXObject]:
    """Return all pictures that can be decoded, black and white or not."""
    found = (_looked_at(pdf, shown, shown.image) for shown in place_images(pdf, paper))
    return [one for one in found if one is not None]


def pictures_and_masks_of(pdf: Any, paper: Paper = A4) -> list[ImageXObject]:
    """Return all pictures that can be decoded, each followed by its masks; stencils too."""
    return [one for shown in place_images(pdf, paper) for one in _with_masks(pdf, shown)]


def _with_masks(pdf: Any, shown: ImagePlacement) -> Iterator[ImageXObject]:
    import pikepdf  # noqa: PLC0415 - heavy

    masks = [shown.image.get(key) for key in ("/SMask", "/Mask")]
    images = [shown.image, *(mask for mask in masks if isinstance(mask, pikepdf.Stream))]
    for image in images:
        one = _looked_at(pdf, shown, image, masks=True)
        if one is not None:
            yield one


def _looked_at(pdf: Any, shown: ImagePlacement, image: Any, *, masks: bool = False) -> ImageXObject | None:
    try:
        shape = classify_mask(image) if masks and image.get("/ImageMask", False) else classify_image(image)
        size = len(image.read_raw_bytes()) if shape else 0
    except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
        return None
    shape = _as_drawn(shape, shown) if shape else None
    if shape is None or size == 0 or not shown.width * shown.height > 0:
        return None
    dpi = min(shape.width / shown.width, shape.height / shown.height)
    return ImageXObject(image, shape, shown.page, size, dpi, pdf, image is not shown.image)


def _as_drawn(shape: ImageInfo, shown: ImagePlacement) -> ImageInfo | None:
    """Return the shape where device colours mean what they say; else with its channels kept, or nothing."""
    if not shown.redefined or shape.stencil:
        return shape
    if shape.colours is None:  # what the renderer converts would come out in device colours that are others here
        return None
    return replace(shape, colours=replace(shape.colours, keeps_channels=True))


def put_recoded(picture: ImageXObject, recoded: Recoded) -> None:
    """Put a new JPEG in; masks stay, a colour key becomes one, a palette gives way to the colours it stands for."""
    import pikepdf  # noqa: PLC0415 - heavy

    image, shape = picture.image, picture.shape
    clear = _mask_of_colour_key(picture) if shape.key else None
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


def put_repacked(picture: ImageXObject, repacked: Repacked) -> None:
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


def _parms(shape: ImageInfo, repacked: Repacked) -> Any:
    import pikepdf  # noqa: PLC0415 - heavy

    if repacked.fax:
        return pikepdf.Dictionary(K=-1, Columns=shape.width, Rows=shape.height, BlackIs1=repacked.black_is_one)
    if not repacked.predicted:
        return None
    channels, bits = repacked.channels, repacked.bits
    return pikepdf.Dictionary(Predictor=15, Columns=shape.width, Colors=channels, BitsPerComponent=bits)


def _space_of(image: Any, colours: ColourSpace, repacked: Repacked) -> Any:
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


def _grey_of(image: Any, colours: ColourSpace) -> Any:
    """Return what shows one value as three equal values look: plain grey, or else a way around through a palette."""
    import pikepdf  # noqa: PLC0415 - heavy

    return pikepdf.Name.DeviceGray if colours.grey_is_grey else ramp_over(base_of(image.ColorSpace, colours))


def _mask_of_colour_key(picture: ImageXObject) -> Any:
    """Return an explicit mask for what the colour key makes transparent."""
    import pikepdf  # noqa: PLC0415 - heavy

    shape = picture.shape
    coded = bilevel.encode_ccitt(transparent_pixels(shape, picture.image.read_raw_bytes()))
    mask = picture.pdf.make_stream(coded.data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, ImageMask=True)
    mask.Width, mask.Height, mask.BitsPerComponent = shape.width, shape.height, 1
    mask.Filter = pikepdf.Name.CCITTFaxDecode
    mask.DecodeParms = pikepdf.Dictionary(K=-1, Columns=shape.width, Rows=shape.height, BlackIs1=coded.black_is_one)
    return mask


@dataclass(frozen=True, slots=True)
class RecompressedImage:
    """A picture that takes less now; `page` is the first that shows it."""

    page: int
    bytes_before: int
    bytes_after: int
    dpi: float

    @property
    def saved(self) -> int:
        """The bytes it takes less."""
        return self.bytes_before - self.bytes_after


def recompress_losslessly(pdf: Any, pool: Executor, paper: Paper = A4) -> list[RecompressedImage]:
    """Pack pictures of a PDF better where that is likely to help; return what became smaller."""
    pictures = _likely(pdf, paper)
    done = []
    work = ((one.shape, image_decoder(one.shape, one.image.read_raw_bytes(), "")) for one in pictures)
    for one, packed in zip(pictures, in_order(pool, _repack_quietly, work), strict=True):
        if packed is None or len(packed.data) > one.bytes * _WORTH_PUTTING or (one.is_mask and packed.palette):
            continue
        put_repacked(one, packed)
        done.append(RecompressedImage(one.page, one.bytes, len(packed.data), one.dpi))
    return done


def _repack_quietly(work: tuple[ImageInfo, Decoder]) -> Repacked | None:
    shape, decode = work
    try:
        return repack(decode((shape.width, shape.height)))
    except Exception:  # noqa: BLE001 - what can't be decoded stays as it is
        return None


def _likely(pdf: Any, paper: Paper) -> list[ImageXObject]:
    found: dict[tuple[int, int], ImageXObject] = {}
    for one in pictures_and_masks_of(pdf, paper):
        if one.bytes >= _LEAST_BYTES and one.image.objgen not in found and _is_likely(one):
            found[one.image.objgen] = one
    return list(found.values())


def _is_likely(one: ImageXObject) -> bool:
    shape = one.shape
    if shape.bilevel:
        return not _is_well_packed(shape)
    if not shape.lossless:
        return False
    if shape.packing is None and not shape.wrappers:
        data: bytes = one.image.read_raw_bytes()
        return len(set(data[:: max(1, len(data) // _TRIED)])) <= _FEW_VALUES
    return one.bytes <= _FEW_COLOURS * shape.width * shape.height * shape.channels


def _is_well_packed(shape: ImageInfo) -> bool:
    packing = shape.packing
    return packing is not None and (packing.name == JBIG2 or (packing.name == CCITT and packing.parms.get("/K", 0) < 0))


def reduce_bilevel_images(pdf: Any, dpi: int, pool: Executor, paper: Paper = A4) -> list[RecompressedImage]:
    """Bring black-and-white pictures that are finer down to `dpi` where that saves; return what became smaller."""
    finer = [one for one in pictures_of(pdf, paper) if _is_finer(one, dpi)]
    done = []
    for one, made in zip(finer, in_order(pool, _reduce, _work(finer, dpi)), strict=True):
        if made is None or len(made[1].data) > one.bytes * WORTHWHILE:
            continue
        (width, height), packed = made
        put_repacked(replace(one, shape=replace(one.shape, width=width, height=height)), packed)
        done.append(RecompressedImage(one.page, one.bytes, len(packed.data), dpi))
    return done


def _is_finer(one: ImageXObject, dpi: int) -> bool:
    return one.shape.bilevel and not one.shape.key and one.dpi > dpi * NOTICEABLY


def _work(pictures: list[ImageXObject], dpi: int) -> Iterator[tuple[Decoder, ImageXObject, int]]:
    for one in pictures:
        yield image_decoder(one.shape, one.image.read_raw_bytes(), ""), one, dpi


def _reduce(work: tuple[Decoder, ImageXObject, int]) -> tuple[tuple[int, int], Repacked] | None:
    decode, one, dpi = work
    try:
        image: Picture = reduce_bilevel(decode((one.shape.width, one.shape.height)), one.dpi, dpi)
        size = image.size
        return size, repack(image)
    except Exception:  # noqa: BLE001 - what can't be decoded stays as it is
        return None
