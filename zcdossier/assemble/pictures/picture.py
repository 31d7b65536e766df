"""A picture file as it can stand in a PDF without giving up anything: the JPEG's own coded data, or lossless."""

from dataclasses import dataclass, replace
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.assemble import wording
from zcdossier.assemble.pictures import fax, jpeg, jpeg_pixels, png, tiff_jpeg
from zcdossier.assemble.pictures.coded import Coded, Coding
from zcdossier.assemble.pictures.colours import fitting_profile
from zcdossier.assemble.pictures.raster import (
    MAX_PIXELS,
    has_every_entry,
    open_picture,
    orientation_of,
    plain,
    profile_of,
    scale_while_decoding,
    within,
)
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.model.label import Label
from zcdossier.source.regular_file import open_regular_file

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from zcdossier.assemble.pictures.coded import Opener

NEAR_LOSSLESS = 95
_JPEGS = frozenset(["JPEG", "MPO"])
_LOSSY = frozenset(["JPEG", "MPO", "HEIF", "AVIF"])
_LOSSY_TIFF = frozenset(["jpeg", "tiff_jpeg", "webp"])
_RIFF_HEADER, _CHUNK_HEADER, _FRAME_HEADER = 12, 8, 16
_PNG_INTERLACE_AT = 28
_OF_ROWS = frozenset([b"II", b"MM", b"BM"])  # TIFF and BMP, which may be many times the size of other pictures
_MOST_KEPT = 64 * 1024**2
_LARGEST_JPEG = 65_500  # what libjpeg codes at most along a side: less than some screenshots of whole chats


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One frame of a picture file. `file` is the name for messages."""

    path: Path
    file: str
    frame: int = 0


def untouched(source: PictureFile) -> tuple[Coded, Label | None]:
    """Return the frame's coded data with nothing given up, and a note when something about it is odd.

    Only a source whose own coding no PDF can hold, and which is lossy itself (HEIC, WebP), becomes a new
    JPEG of high quality: kept lossless it would be ten times its size.
    """
    with reading(source.file):
        data = _content(source.path)
        with open_picture(BytesIO(data) if data else source.path, source.file, source.frame) as image:
            orientation, invalid = orientation_of(image)
            coded = _own_coding(image, data) or _coded_anew(image, source, data)
            if coded.orientation == 1:
                coded = replace(coded, orientation=orientation)
    return coded, wording.note_orientation(source.file, invalid) if invalid else None


def _content(path: Path) -> bytes:
    """Return the bytes of a picture file, nothing for one of rows that is too large to keep.

    Pillow and libtiff map such files into memory when they open them themselves; should another program cut the
    file off meanwhile, the system would end the whole run.
    """
    with open_regular_file(path) as file:
        of_rows = file.read(2) in _OF_ROWS
        size = file.seek(0, SEEK_END)
        file.seek(0)
        return b"" if of_rows and size > _MOST_KEPT else file.read()


def _own_coding(image: "Picture", data: bytes) -> Coded | None:
    """Return the file's own coded data where a PDF can hold it."""
    if image.format in _JPEGS:
        try:
            cleaned = jpeg.clean(data)
        except jpeg.NotJpegError:
            return None
        if not cleaned.fits_pdf or (cleaned.width, cleaned.height) != image.size:
            return None
        own = jpeg.marked_rgb(cleaned.data) if cleaned.named_rgb else cleaned.data
        return Coded(Coding.JPEG, own, cleaned.width, cleaned.height, icc=fitting_profile(cleaned.icc, image.mode))
    if image.format == "TIFF":
        return fax.from_tiff(image) or tiff_jpeg.from_tiff(image)
    if image.format == "PNG" and not image.has_transparency_data and data[_PNG_INTERLACE_AT] == 0:
        return _rows_of_png(image, data)
    return None


def _rows_of_png(image: "Picture", data: bytes) -> Coded | None:
    image.load()  # a damaged picture must not pass unseen
    if image.mode == "P" and not has_every_entry(image):
        return None
    try:
        whole = Coded(Coding.PNG, png.clean(data), *image.size, icc=profile_of(image))
    except png.NotPngError:
        return None
    if image.mode != "1":
        return whole
    packed = fax.encode(image)
    return packed if len(packed.data) < len(whole.data) else whole


def _coded_anew(image: "Picture", source: PictureFile, data: bytes) -> Coded:
    if image.width * image.height > MAX_PIXELS:  # a JPEG that has to be decoded whole after all
        raise RefusedError(wording.too_large(source.file))
    lossy = _is_lossy(image, data)
    image.load()  # Pillow makes a copy of what is saved before it is loaded
    flat = plain(image, palette=True)
    if flat.mode == "1":
        return fax.encode(flat)
    buffer = BytesIO()
    icc = profile_of(flat)
    flat.info = {}  # Pillow would write transparency, comments and resolution from here
    if lossy:
        flat.save(buffer, "JPEG", quality=NEAR_LOSSLESS, subsampling=0, optimize=True)
        return Coded(Coding.JPEG, buffer.getvalue(), *flat.size, quality=NEAR_LOSSLESS, icc=icc)
    flat.save(buffer, "PNG")
    return Coded(Coding.PNG, buffer.getvalue(), *flat.size, icc=icc)


def _is_lossy(image: "Picture", data: bytes) -> bool:
    """Whether the source gave up something already, so that keeping its pixels exactly is not worth ten times."""
    if image.format == "WEBP":
        return _first_webp_coding(data) != b"VP8L"
    return image.format in _LOSSY or (image.format == "TIFF" and image.info.get("compression") in _LOSSY_TIFF)


def _first_webp_coding(data: bytes) -> bytes:
    """Return the name of the chunk that holds the first picture: a profile may stand before it."""
    at = _RIFF_HEADER
    while at + _CHUNK_HEADER <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name in {b"VP8 ", b"VP8L"}:
            return name
        # A frame of an animation holds chunks of its own; so far only its clear part may come first.
        at += _CHUNK_HEADER + (_FRAME_HEADER if name == b"ANMF" else size + size % 2)
    return b""


def decoder(source: PictureFile) -> "Opener":
    """Return what decodes the frame, smaller if that is quicker; turned as `untouched` says it is."""

    def decode(least: tuple[int, int]) -> "Picture":
        data = _content(source.path)
        with open_picture(BytesIO(data) if data else source.path, source.file, source.frame) as image:
            if image.format in _JPEGS and source.frame == 0:
                scaled = jpeg_pixels.decode(data, image, least)
                if scaled is not None:
                    return scaled
            scale_while_decoding(image, least)
            image.load()
            return within(image, _LARGEST_JPEG)

    return decode
