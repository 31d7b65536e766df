"""A picture file as it can stand in a PDF without giving up anything: the file's own coded data, or lossless.

The JPEG of a JPEG file or of a TIFF's one strip and the packed rows of a PNG are taken as they are.
"""

from dataclasses import dataclass, replace
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from zcdossier.assemble import build_messages, build_notes
from zcdossier.assemble.pictures import bilevel, jpeg, raster
from zcdossier.assemble.pictures.coded_picture import CodedPicture, Coding
from zcdossier.assemble.pictures.colour_profiles import fitting_profile
from zcdossier.assemble.pictures.raster import (
    MAX_PIXELS,
    fit_within,
    has_every_entry,
    make_plain,
    open_picture,
    orientation_of,
    profile_of,
    scale_while_decoding,
)
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.model.label import Label
from zcdossier.source.jpeg_segments import START, NotJpegError, with_end
from zcdossier.source.regular_file import open_regular_file

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from zcdossier.assemble.pictures.coded_picture import Decoder

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_PICTURE = frozenset([b"IHDR", b"PLTE", b"IDAT", b"IEND"])
_CHUNK_NAME_AT, _CHUNK_BODY_AT, _CHECK_BYTES = 4, 8, 4
_COMPRESSION, _PHOTOMETRIC, _ORIENTATION, _TABLES = 259, 262, 274, 347
_DATA_TAGS = ((273, 279), (324, 325))  # offsets and sizes of strips, of tiles
_JPEG, _UPRIGHT = 7, 1
_GREY, _COLOURS, _YCBCR = 1, 2, 6
_PLANES = {_GREY: 1, _COLOURS: 3, _YCBCR: 3}
NEAR_LOSSLESS = 95
_JPEGS = frozenset(["JPEG", "MPO"])
_LOSSY = frozenset(["JPEG", "MPO", "HEIF", "AVIF", "JPEG2000"])
_LOSSY_TIFF = frozenset(["jpeg", "tiff_jpeg", "webp"])
_RIFF_HEADER, _CHUNK_HEADER, _FRAME_HEADER = 12, 8, 16
_PNG_INTERLACE_AT = 28
_OF_ROWS = frozenset([b"II", b"MM", b"BM"])  # TIFF and BMP, which may be many times the size of other pictures
_MOST_KEPT = 64 * 1024**2
_LARGEST_JPEG = 65_500  # what libjpeg codes at most along a side: less than some screenshots of whole chats


class NotPngError(ValueError):
    """The bytes are not a PNG that can be walked through."""


def clean_png(data: bytes) -> bytes:
    """Drop texts, times, profiles and whatever follows the picture: some screenshots still hold what was cropped."""
    if not data.startswith(_PNG_SIGNATURE):
        raise NotPngError("no signature")
    kept = [_PNG_SIGNATURE]
    at = len(_PNG_SIGNATURE)
    while at + _CHUNK_BODY_AT <= len(data):
        name = data[at + _CHUNK_NAME_AT : at + _CHUNK_BODY_AT]
        end = at + _CHUNK_BODY_AT + int.from_bytes(data[at : at + _CHUNK_NAME_AT], "big") + _CHECK_BYTES
        if name in _PNG_PICTURE:
            kept.append(data[at:end])
        if name == b"IEND":
            return b"".join(kept)
        at = end
    raise NotPngError("no end")


def jpeg_from_tiff(image: "Picture") -> CodedPicture | None:
    """Return the JPEG that an opened TIFF frame is made of, when it is a single one that lies upright; else None.

    A turned one is left to the decoder, which hands out upright pixels.
    """
    tags: Any = getattr(image, "tag_v2", {})
    part = next(((tags[at], tags[size]) for at, size in _DATA_TAGS if at in tags and size in tags), None)
    if tags.get(_COMPRESSION) != _JPEG or tags.get(_ORIENTATION, _UPRIGHT) != _UPRIGHT or part is None:
        return None
    offsets, sizes = part
    if len(offsets) != 1 or len(sizes) != 1:
        return None
    file = cast("Any", image).fp
    file.seek(offsets[0])
    coded = _jpeg_with_tables(file.read(sizes[0]), tags.get(_TABLES, b""), tags.get(_PHOTOMETRIC))
    if coded is None or (coded.width, coded.height) != image.size:
        return None
    image.load()  # a damaged picture must not pass unseen
    return CodedPicture(Coding.JPEG, coded.data, coded.width, coded.height, icc=profile_of(image))


def _jpeg_with_tables(strip: bytes, tables: bytes, photometric: int) -> jpeg.CleanedJpeg | None:
    """Return the JPEG where a PDF shows it in the colours that the TIFF says, else None."""
    try:
        cleaned = jpeg.clean_jpeg(START + tables[2:-2] + strip[2:])
    except NotJpegError:
        return None
    if (
        not cleaned.fits_pdf
        or cleaned.components != _PLANES.get(photometric)
        or (cleaned.marked and cleaned.components > 1)
    ):
        return None
    return replace(cleaned, data=jpeg.marked_rgb(cleaned.data)) if photometric == _COLOURS else cleaned


@dataclass(frozen=True, slots=True)
class PictureFile:
    """One frame of a picture file. `file` is the name for messages."""

    path: Path
    file: str
    frame: int = 0


def load_untouched(source: PictureFile) -> tuple[CodedPicture, Label | None]:
    """Return the frame's coded data with nothing given up, and a note when something about it is odd.

    Only a source whose own coding no PDF can hold, and which is lossy itself (HEIC, WebP), becomes a new
    JPEG of high quality: kept lossless it would be ten times its size.
    """
    with reading(source.file):
        stored = _read_content(source.path)
        data = with_end(stored)
        with open_picture(BytesIO(data) if data else source.path, source.file, source.frame) as image:
            orientation, invalid = orientation_of(image)
            coded = _own_coding(image, data) or _coded_anew(image, source, data)
            if coded.orientation == 1:
                coded = replace(coded, orientation=orientation)
    if invalid:
        return coded, build_notes.note_orientation(source.file, invalid)
    return coded, build_notes.note_no_end(source.file) if data != stored else None


def _read_content(path: Path) -> bytes:
    """Return the bytes of a picture file, nothing for one of rows that is too large to keep.

    Pillow and libtiff map such files into memory when they open them themselves; should another program cut the
    file off meanwhile, the system would end the whole run.
    """
    with open_regular_file(path) as file:
        of_rows = file.read(2) in _OF_ROWS
        size = file.seek(0, SEEK_END)
        file.seek(0)
        return b"" if of_rows and size > _MOST_KEPT else file.read()


def _own_coding(image: "Picture", data: bytes) -> CodedPicture | None:
    """Return the file's own coded data where a PDF can hold it."""
    if image.format in _JPEGS:
        try:
            cleaned = jpeg.clean_jpeg(data)
        except NotJpegError:
            return None
        if not cleaned.fits_pdf or (cleaned.width, cleaned.height) != image.size:
            return None
        own = jpeg.marked_rgb(cleaned.data) if cleaned.named_rgb else cleaned.data
        return CodedPicture(
            Coding.JPEG, own, cleaned.width, cleaned.height, icc=fitting_profile(cleaned.icc, image.mode)
        )
    if image.format == "TIFF":
        return bilevel.ccitt_from_tiff(image) or jpeg_from_tiff(image)
    if image.format == "PNG" and not image.has_transparency_data and data[_PNG_INTERLACE_AT] == 0:
        return _rows_of_png(image, data)
    return None


def _rows_of_png(image: "Picture", data: bytes) -> CodedPicture | None:
    image.load()  # a damaged picture must not pass unseen
    if image.mode == "P" and not has_every_entry(image):
        return None
    try:
        whole = CodedPicture(Coding.PNG, clean_png(data), *image.size, icc=profile_of(image))
    except NotPngError:
        return None
    if image.mode != "1":
        return whole
    packed = bilevel.encode_ccitt(image)
    return packed if len(packed.data) < len(whole.data) else whole


def _coded_anew(image: "Picture", source: PictureFile, data: bytes) -> CodedPicture:
    if image.width * image.height > MAX_PIXELS:  # a JPEG that has to be decoded whole after all
        raise RefusedError(build_messages.too_large(source.file))
    lossy = _is_lossy(image, data)
    image.load()  # Pillow makes a copy of what is saved before it is loaded
    flat = make_plain(image, palette=True)
    if flat.mode == "1":
        return bilevel.encode_ccitt(flat)
    buffer = BytesIO()
    icc = profile_of(flat)
    flat.info = {}  # Pillow would write transparency, comments and resolution from here
    if lossy:
        flat.save(buffer, "JPEG", quality=NEAR_LOSSLESS, subsampling=0, optimize=True)
        return CodedPicture(Coding.JPEG, buffer.getvalue(), *flat.size, quality=NEAR_LOSSLESS, icc=icc)
    flat.save(buffer, "PNG")
    return CodedPicture(Coding.PNG, buffer.getvalue(), *flat.size, icc=icc)


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


def decoder_of(source: PictureFile) -> "Decoder":
    """Return what decodes the frame, smaller if that is quicker; turned as `load_untouched` says it is."""

    def decode(least: tuple[int, int]) -> "Picture":
        data = with_end(_read_content(source.path))
        with open_picture(BytesIO(data) if data else source.path, source.file, source.frame) as image:
            if image.format in _JPEGS and source.frame == 0:
                scaled = raster.decode_jpeg(data, image, least)
                if scaled is not None:
                    return scaled
            scale_while_decoding(image, least)
            image.load()
            return fit_within(image, _LARGEST_JPEG)

    return decode
