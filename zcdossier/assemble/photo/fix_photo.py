"""A conforming copy of an ID photo: turned upright, cropped, made smaller, saved as JPEG; or the reason why not.

The original is never touched, nothing is enlarged, and the background keeps its colour: painting it white would be a
forgery of sorts, and shows. Of the bytes allowed quality is given up first, then pixels, never more than allowed.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.assemble.keeping.atomic_write import atomic_write
from zcdossier.assemble.photo import photo_messages
from zcdossier.assemble.photo.photo_window import PhotoWindow, Size, crop_box_of, crop_size, reduce_size
from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.raster import (
    make_plain,
    open_picture,
    orientation_of,
    profile_of,
    scale_while_decoding,
)
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from PIL.Image import Image

_USUAL_QUALITY = 95
_BETTER_QUALITIES = (96, 97, 98, 99, 100)
_LOWER_QUALITIES = (92, 90, 88)
_REDUCED = 88
_LAST_QUALITIES = (85, 80, 75, 70, 65, 60)  # only for a photo that is already as small as allowed
_BELOW = 0.97  # bytes fall a little more slowly than pixels
_STEP = 0.95
__all__ = ["PhotoFixed", "PhotoRefused", "PhotoWindow", "fix_photo"]

_SUFFIXES = {".jpg", ".jpeg"}
_PLENTY = 50_000_000  # pixels; a JPEG of more is decoded at half its size, so that memory stays small


@dataclass(frozen=True, slots=True)
class EncodedPhoto:
    """A JPEG without metadata; `quality` is 0 when the photo's own coded data was kept."""

    data: bytes
    size: Size
    quality: int


def encode_photo(picture: "Image", window: PhotoWindow) -> EncodedPhoto:
    """Encode a picture whose shape and pixels are allowed; raise when no attempt lands inside the bounds."""
    usual = _as_jpeg(picture, _USUAL_QUALITY)
    if window.holds_bytes(len(usual.data)):
        return usual
    if len(usual.data) <= window.min_bytes:
        return _encode_finer(picture, window)
    for attempt in _encode_smaller(picture, window):
        if window.holds_bytes(len(attempt.data)):
            return attempt
        if len(attempt.data) <= window.min_bytes:  # what follows is smaller still
            break
    raise RefusedError(photo_messages.no_fit(window))


def _encode_finer(picture: "Image", window: PhotoWindow) -> EncodedPhoto:
    best = 0
    for quality in _BETTER_QUALITIES:
        attempt = _as_jpeg(picture, quality)
        if window.holds_bytes(len(attempt.data)):
            return attempt
        best = max(best, len(attempt.data))
    raise RefusedError(
        photo_messages.few_bytes(best, window) if best <= window.min_bytes else photo_messages.no_fit(window)
    )


def _encode_smaller(picture: "Image", window: PhotoWindow) -> Iterator[EncodedPhoto]:
    """Yield attempts from the best to the smallest one that is still a photo."""
    size, length = picture.size, 1
    for quality in _LOWER_QUALITIES:
        attempt = _as_jpeg(picture, quality)
        length = len(attempt.data)
        yield attempt
    small, least = picture, reduce_size(size, 0.0, window)
    factor = _BELOW * math.sqrt(window.max_bytes / length)
    while small.size != least:
        wanted = reduce_size(size, factor, window)
        factor *= _STEP
        if wanted != small.size:
            small = _resize(picture, wanted)
            yield _as_jpeg(small, _REDUCED)
    for quality in _LAST_QUALITIES:
        yield _as_jpeg(small, quality)


def _as_jpeg(picture: "Image", quality: int) -> EncodedPhoto:
    buffer = BytesIO()
    # Colour at full resolution: a face is small here, and the coarser kind shows at its edges.
    picture.save(buffer, "JPEG", quality=quality, subsampling=0)
    return EncodedPhoto(buffer.getvalue(), picture.size, quality)


def _resize(picture: "Image", size: Size) -> "Image":
    from PIL.Image import Resampling  # noqa: PLC0415 - heavy

    return picture.resize(size, Resampling.LANCZOS)


@dataclass(frozen=True, slots=True)
class PhotoFixed:
    """A copy that conforms. Sizes are as displayed: of the source, after the crop, and of the copy.

    `quality` is 0 when the coded picture was kept as it was. `notes` say what was done, and what was not.
    """

    target: Path
    bytes: int
    source_size: Size
    cropped_size: Size
    size: Size
    turned: bool
    quality: int
    notes: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class PhotoRefused:
    """No copy was written; `output` tells that the place to write to is at fault, not the photo."""

    reason: Label
    output: bool = False


@dataclass(frozen=True, slots=True)
class _OpenedPhoto:
    """The photo in plain pixels; `own` is its coded data without metadata, where those very pixels may be kept."""

    picture: "Image"
    turned: bool
    own: bytes


def fix_photo(source: Path, target: Path, window: PhotoWindow, *, overwrite: bool = False) -> PhotoFixed | PhotoRefused:
    """Write a copy of `source` that lies in `window` to `target`, whole or not at all."""
    try:
        fault = _fault_of(source, target, overwrite=overwrite)
        if fault is not None:
            return PhotoRefused(fault, output=True)
        with reading(source.name):
            opened = _read(source)
            shape, copy = _make_copy(opened, window)
        _write(copy, target, window)
    except RefusedError as error:
        return PhotoRefused(error.text)
    except OSError as error:  # of the target: `reading` turned those of the source into refusals
        return PhotoRefused(photo_messages.not_writable(error), output=True)
    size = opened.picture.size
    notes = _notes_on(size, shape, copy, turned=opened.turned)
    return PhotoFixed(target, len(copy.data), size, shape, copy.size, opened.turned, copy.quality, notes)


def _fault_of(source: Path, target: Path, *, overwrite: bool) -> Label | None:
    if target.suffix.lower() not in _SUFFIXES:
        return photo_messages.NAME
    if not target.parent.is_dir():
        return photo_messages.NO_FOLDER
    if not target.exists():
        return None
    if source.exists() and target.samefile(source):
        return photo_messages.SAME_FILE
    if not target.is_file():
        return photo_messages.NOT_A_TARGET
    return None if overwrite else photo_messages.EXISTS


def _read(source: Path) -> _OpenedPhoto:
    from PIL import ImageOps, UnidentifiedImageError  # noqa: PLC0415 - heavy

    if not source.is_file():
        raise RefusedError(photo_messages.NOT_A_FILE)
    data = source.read_bytes()
    try:
        with open_picture(BytesIO(data), source.name) as image:
            turned = orientation_of(image)[0] != 1
            own = _own_data(image, data) if not turned else b""
            if image.width * image.height > _PLENTY:
                scale_while_decoding(image, (image.width // 2, image.height // 2))
            picture = _to_srgb(make_plain(ImageOps.exif_transpose(image)))
    except UnidentifiedImageError:
        raise RefusedError(
            photo_messages.NEEDS_HEIC if data[4:8] == b"ftyp" else photo_messages.NOT_A_PICTURE
        ) from None
    picture.info = {}  # Pillow would write a comment from here
    return _OpenedPhoto(picture, turned, own)


def _own_data(image: "Image", data: bytes) -> bytes:
    """Return the coded data of a JPEG in plain RGB without metadata; nothing where it would look different."""
    if image.format not in {"JPEG", "MPO"} or image.mode != "RGB":
        return b""
    try:
        own = jpeg.clean_jpeg(data)
    except jpeg.NotJpegError:
        return b""
    return b"" if own.icc else own.data


def _to_srgb(picture: "Image") -> "Image":
    """Convert by the profile that the picture carries; without one its numbers are taken as sRGB."""
    icc = profile_of(picture)
    if not icc:
        return picture.convert("RGB")
    from PIL import ImageCms  # noqa: PLC0415 - heavy

    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        converted = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a broken profile says nothing
        converted = None
    return converted if converted is not None else picture.convert("RGB")


def _make_copy(source: _OpenedPhoto, window: PhotoWindow) -> tuple[Size, EncodedPhoto]:
    """Return the shape after the crop, and the copy."""
    picture = source.picture
    shape = crop_size(picture.size, window)
    if shape is None:
        raise RefusedError(photo_messages.no_shape(picture.size))
    if not window.holds_pixels(shape):
        raise RefusedError(photo_messages.few_pixels(picture.size, shape, window))
    if shape == picture.size and window.holds_bytes(len(source.own)):
        copy = EncodedPhoto(source.own, shape, 0)
    else:
        copy = encode_photo(picture.crop(crop_box_of(picture.size, shape)), window)
    return shape, copy


def _write(copy: EncodedPhoto, target: Path, window: PhotoWindow) -> None:
    with atomic_write(target) as temp:
        temp.file.write(copy.data)
        temp.flush()
        with reading(target.name):
            if not _conforms(temp.path, window):
                raise RefusedError(photo_messages.NOT_CONFORMING)
        temp.commit()


def _conforms(path: Path, window: PhotoWindow) -> bool:
    """Measure what was written, as a portal would."""
    from PIL import Image  # noqa: PLC0415 - heavy

    with Image.open(path) as image:
        image.load()
        plain_rgb = image.format == "JPEG" and image.mode == "RGB" and not image.getexif()
        return (
            plain_rgb
            and window.holds_bytes(path.stat().st_size)
            and window.holds_pixels(image.size)
            and window.holds_ratio(image.size)
        )


def _notes_on(size: Size, shape: Size, copy: EncodedPhoto, *, turned: bool) -> tuple[Label, ...]:
    steps = (
        (turned, photo_messages.TURNED),
        (shape != size, photo_messages.cropped(size, shape)),
        (copy.size != shape, photo_messages.reduced(shape, copy.size)),
        (True, photo_messages.encoded(copy.quality) if copy.quality else photo_messages.KEPT),
    )
    return (*(note for holds, note in steps if holds), photo_messages.NO_METADATA, photo_messages.BACKGROUND_KEPT)
