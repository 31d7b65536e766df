"""Pictures inside PDF pages: which can be coded anew, and putting a new coding in the old one's place.

First packed better without losing a pixel, before anything is given up: what is black and white, has few colours, or
is a mask; a JPEG of these would be larger, or ugly. What is black and white gets fewer dots where a record can't fit
otherwise.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
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
from zcdossier.assemble.pictures.coded_picture import Decoder, RecodedPicture, RepackedPicture
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
    info: ImageInfo
    page: int
    bytes: int
    dpi: float
    pdf: Any
    is_mask: bool = False


def recodable_images(pdf: Any, paper: Paper = A4) -> list[ImageXObject]:
    """Return the pictures of a PDF that can be coded anew; what can't be understood is left as it is.

    What is black and white is not among them: see `recompress_losslessly` and `reduce_bilevel_images`.
    """
    return [picture for picture in images_of(pdf, paper) if not picture.info.bilevel]


def images_of(pdf: Any, paper: Paper = A4) -> list[ImageXObject]:
    """Return all pictures that can be decoded, black and white or not."""
    pictures = (_as_xobject(pdf, placement, placement.image) for placement in place_images(pdf, paper))
    return [picture for picture in pictures if picture is not None]


def images_and_masks_of(pdf: Any, paper: Paper = A4) -> list[ImageXObject]:
    """Return all pictures that can be decoded, each followed by its masks; stencils too."""
    return [picture for placement in place_images(pdf, paper) for picture in _with_masks(pdf, placement)]


def bytes_left_alone(pdf: Any, recodable: Sequence[ImageXObject], paper: Paper = A4) -> Counter[int]:
    """Return by page what pictures and masks take that are not among those that can be coded anew."""
    import pikepdf

    counted = {picture.image.objgen for picture in recodable}
    sizes = Counter[int]()
    for placement in place_images(pdf, paper):
        for image in (placement.image, *(placement.image.get(key) for key in ("/SMask", "/Mask"))):
            if isinstance(image, pikepdf.Stream) and image.objgen not in counted:
                counted.add(image.objgen)
                sizes[placement.page] += len(image.read_raw_bytes())
    return sizes


def _with_masks(pdf: Any, placement: ImagePlacement) -> Iterator[ImageXObject]:
    import pikepdf

    masks = [placement.image.get(key) for key in ("/SMask", "/Mask")]
    images = [placement.image, *(mask for mask in masks if isinstance(mask, pikepdf.Stream))]
    for image in images:
        picture = _as_xobject(pdf, placement, image, masks=True)
        if picture is not None:
            yield picture


def _as_xobject(pdf: Any, placement: ImagePlacement, image: Any, *, masks: bool = False) -> ImageXObject | None:
    try:
        info = classify_mask(image) if masks and image.get("/ImageMask", False) else classify_image(image)
        size = len(image.read_raw_bytes()) if info else 0
    except Exception:  # noqa: BLE001 - a hostile object makes the library raise anything
        return None
    info = _as_drawn(info, placement) if info else None
    if info is None or size == 0 or not placement.width * placement.height > 0:
        return None
    dpi = min(info.width / placement.width, info.height / placement.height)
    return ImageXObject(image, info, placement.page, size, dpi, pdf, image is not placement.image)


def _as_drawn(info: ImageInfo, placement: ImagePlacement) -> ImageInfo | None:
    """Return the shape where device colours mean what they say; else with its channels kept, or nothing."""
    if not placement.redefined or info.stencil:
        return info
    if info.colours is None:  # what the renderer converts would come out in device colours that are others here
        return None
    return replace(info, colours=replace(info.colours, keeps_channels=True))


def replace_with_jpeg(picture: ImageXObject, recoded: RecodedPicture) -> None:
    """Put a new JPEG in; masks stay, a colour key becomes one, a palette gives way to the colours it stands for."""
    import pikepdf

    image, info = picture.image, picture.info
    clear = _mask_of_colour_key(picture) if info.key else None
    image.write(recoded.data, filter=pikepdf.Name.DCTDecode)
    image.Width, image.Height, image.BitsPerComponent = recoded.width, recoded.height, _BYTE
    if clear is not None:
        image.Mask = clear
    if "/Decode" in image:
        del image.Decode
    if info.colours is None:
        image.ColorSpace = pikepdf.Name.DeviceGray if recoded.grey else pikepdf.Name.DeviceRGB
    elif recoded.grey and info.colours.channels == _RGB:
        image.ColorSpace = _grey_of(image, info.colours)
    else:
        image.ColorSpace = base_of(image.ColorSpace, info.colours)


def replace_repacked(picture: ImageXObject, repacked: RepackedPicture) -> None:
    """Put the pixels in, packed better; the shape says how many there are."""
    import pikepdf

    image, info = picture.image, picture.info
    name = pikepdf.Name.CCITTFaxDecode if repacked.fax else pikepdf.Name.FlateDecode
    image.write(repacked.data, filter=name, decode_parms=_parms(info, repacked))
    image.Width, image.Height = info.width, info.height
    if info.stencil or info.colours is None:
        return
    image.BitsPerComponent = repacked.bits
    if "/Decode" in image:
        del image.Decode
    if not (info.mode == "P" and not repacked.palette):
        image.ColorSpace = _space_of(image, info.colours, repacked)


def _parms(info: ImageInfo, repacked: RepackedPicture) -> Any:
    import pikepdf

    if repacked.fax:
        return pikepdf.Dictionary(K=-1, Columns=info.width, Rows=info.height, BlackIs1=repacked.black_is_one)
    if not repacked.predicted:
        return None
    channels, bits = repacked.channels, repacked.bits
    return pikepdf.Dictionary(Predictor=15, Columns=info.width, Colors=channels, BitsPerComponent=bits)


def _space_of(image: Any, colours: ColourSpace, repacked: RepackedPicture) -> Any:
    """Return the colours that the repacked values stand for."""
    import pikepdf

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
    import pikepdf

    return pikepdf.Name.DeviceGray if colours.grey_is_grey else ramp_over(base_of(image.ColorSpace, colours))


def _mask_of_colour_key(picture: ImageXObject) -> Any:
    """Return an explicit mask for what the colour key makes transparent."""
    import pikepdf

    info = picture.info
    coded = bilevel.encode_ccitt(transparent_pixels(info, picture.image.read_raw_bytes()))
    mask = picture.pdf.make_stream(coded.data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, ImageMask=True)
    mask.Width, mask.Height, mask.BitsPerComponent = info.width, info.height, 1
    mask.Filter = pikepdf.Name.CCITTFaxDecode
    mask.DecodeParms = pikepdf.Dictionary(K=-1, Columns=info.width, Rows=info.height, BlackIs1=coded.black_is_one)
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
    pictures = _likely_smaller(pdf, paper)
    smaller = []
    work = ((picture.info, image_decoder(picture.info, picture.image.read_raw_bytes(), "")) for picture in pictures)
    for picture, packed in zip(pictures, in_order(pool, _repack_quietly, work), strict=True):
        if packed is None or len(packed.data) > picture.bytes * _WORTH_PUTTING or (picture.is_mask and packed.palette):
            continue
        replace_repacked(picture, packed)
        smaller.append(RecompressedImage(picture.page, picture.bytes, len(packed.data), picture.dpi))
    return smaller


def _repack_quietly(work: tuple[ImageInfo, Decoder]) -> RepackedPicture | None:
    info, decode = work
    try:
        return repack(decode((info.width, info.height)))
    except Exception:  # noqa: BLE001 - what can't be decoded stays as it is
        return None


def _likely_smaller(pdf: Any, paper: Paper) -> list[ImageXObject]:
    by_object: dict[tuple[int, int], ImageXObject] = {}
    for picture in images_and_masks_of(pdf, paper):
        if picture.bytes >= _LEAST_BYTES and picture.image.objgen not in by_object and _is_likely(picture):
            by_object[picture.image.objgen] = picture
    return list(by_object.values())


def _is_likely(picture: ImageXObject) -> bool:
    info = picture.info
    if info.bilevel:
        return not _is_well_packed(info)
    if not info.lossless:
        return False
    if info.packing is None and not info.wrappers:
        data: bytes = picture.image.read_raw_bytes()
        return len(set(data[:: max(1, len(data) // _TRIED)])) <= _FEW_VALUES
    return picture.bytes <= _FEW_COLOURS * info.width * info.height * info.channels


def _is_well_packed(info: ImageInfo) -> bool:
    packing = info.packing
    return packing is not None and (packing.name == JBIG2 or (packing.name == CCITT and packing.parms.get("/K", 0) < 0))


def reduce_bilevel_images(pdf: Any, dpi: int, pool: Executor, paper: Paper = A4) -> list[RecompressedImage]:
    """Bring black-and-white pictures that are finer down to `dpi` where that saves; return what became smaller."""
    finer = [picture for picture in images_of(pdf, paper) if _is_finer(picture, dpi)]
    smaller = []
    for picture, reduced in zip(finer, in_order(pool, _reduce, _decode_tasks(finer, dpi)), strict=True):
        if reduced is None or len(reduced[1].data) > picture.bytes * WORTHWHILE:
            continue
        (width, height), packed = reduced
        replace_repacked(replace(picture, info=replace(picture.info, width=width, height=height)), packed)
        smaller.append(RecompressedImage(picture.page, picture.bytes, len(packed.data), dpi))
    return smaller


def _is_finer(picture: ImageXObject, dpi: int) -> bool:
    return picture.info.bilevel and not picture.info.key and picture.dpi > dpi * NOTICEABLY


def _decode_tasks(pictures: list[ImageXObject], dpi: int) -> Iterator[tuple[Decoder, ImageXObject, int]]:
    for picture in pictures:
        yield image_decoder(picture.info, picture.image.read_raw_bytes(), ""), picture, dpi


def _reduce(work: tuple[Decoder, ImageXObject, int]) -> tuple[tuple[int, int], RepackedPicture] | None:
    decode, picture, dpi = work
    try:
        image: Picture = reduce_bilevel(decode((picture.info.width, picture.info.height)), picture.dpi, dpi)
        size = image.size
        return size, repack(image)
    except Exception:  # noqa: BLE001 - what can't be decoded stays as it is
        return None
