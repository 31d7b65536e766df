"""A conforming copy of an ID photo: turned upright, cropped, made smaller, saved as JPEG; or the reason why not.

The original is never touched, nothing is enlarged, and the background keeps its colour: painting it white would
be a forgery of sorts, and shows.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.assemble.keeping.atomic import place_aside
from zcdossier.assemble.photo import wording
from zcdossier.assemble.photo.encode import Encoded, encode
from zcdossier.assemble.photo.window import PhotoWindow, Size, box_of, cropped
from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.raster import open_picture, orientation_of, plain, profile_of, scale_while_decoding
from zcdossier.assemble.refusal import RefusedError, reading
from zcdossier.model.label import Label

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["PhotoFixed", "PhotoRefused", "PhotoWindow", "fix_photo"]

_SUFFIXES = {".jpg", ".jpeg"}
_PLENTY = 50_000_000  # pixels; a JPEG of more is decoded at half its size, so that memory stays small


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
class _Source:
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
            shape, copy = _made(opened, window)
        _write(copy, target, window)
    except RefusedError as error:
        return PhotoRefused(error.text)
    except OSError as error:  # of the target: `reading` turned those of the source into refusals
        return PhotoRefused(wording.not_writable(error), output=True)
    size = opened.picture.size
    notes = _notes(size, shape, copy, turned=opened.turned)
    return PhotoFixed(target, len(copy.data), size, shape, copy.size, opened.turned, copy.quality, notes)


def _fault_of(source: Path, target: Path, *, overwrite: bool) -> Label | None:
    if target.suffix.lower() not in _SUFFIXES:
        return wording.NAME
    if not target.parent.is_dir():
        return wording.NO_FOLDER
    if not target.exists():
        return None
    if source.exists() and target.samefile(source):
        return wording.SAME_FILE
    if not target.is_file():
        return wording.NOT_A_TARGET
    return None if overwrite else wording.EXISTS


def _read(source: Path) -> _Source:
    from PIL import ImageOps, UnidentifiedImageError  # noqa: PLC0415 - heavy

    if not source.is_file():
        raise RefusedError(wording.NOT_A_FILE)
    data = source.read_bytes()
    try:
        with open_picture(BytesIO(data), source.name) as image:
            turned = orientation_of(image)[0] != 1
            own = _own_data(image, data) if not turned else b""
            if image.width * image.height > _PLENTY:
                scale_while_decoding(image, (image.width // 2, image.height // 2))
            picture = _srgb(plain(ImageOps.exif_transpose(image)))
    except UnidentifiedImageError:
        raise RefusedError(wording.NEEDS_HEIC if data[4:8] == b"ftyp" else wording.NOT_A_PICTURE) from None
    picture.info = {}  # Pillow would write a comment from here
    return _Source(picture, turned, own)


def _own_data(image: "Image", data: bytes) -> bytes:
    """Return the coded data of a JPEG in plain RGB without metadata; nothing where it would look different."""
    if image.format not in {"JPEG", "MPO"} or image.mode != "RGB":
        return b""
    try:
        own = jpeg.clean(data)
    except jpeg.NotJpegError:
        return b""
    return b"" if own.icc else own.data


def _srgb(picture: "Image") -> "Image":
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


def _made(source: _Source, window: PhotoWindow) -> tuple[Size, Encoded]:
    """Return the shape after the crop, and the copy."""
    picture = source.picture
    shape = cropped(picture.size, window)
    if shape is None:
        raise RefusedError(wording.no_shape(picture.size))
    if not window.holds_pixels(shape):
        raise RefusedError(wording.few_pixels(picture.size, shape, window))
    if shape == picture.size and window.holds_bytes(len(source.own)):
        copy = Encoded(source.own, shape, 0)
    else:
        copy = encode(picture.crop(box_of(picture.size, shape)), window)
    return shape, copy


def _write(copy: Encoded, target: Path, window: PhotoWindow) -> None:
    with place_aside(target) as aside:
        aside.file.write(copy.data)
        aside.flush()
        with reading(target.name):
            if not _conforms(aside.path, window):
                raise RefusedError(wording.NOT_CONFORMING)
        aside.settle()


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


def _notes(size: Size, shape: Size, copy: Encoded, *, turned: bool) -> tuple[Label, ...]:
    done = (
        (turned, wording.TURNED),
        (shape != size, wording.cropped(size, shape)),
        (copy.size != shape, wording.reduced(shape, copy.size)),
        (True, wording.encoded(copy.quality) if copy.quality else wording.KEPT),
    )
    return (*(note for holds, note in done if holds), wording.NO_METADATA, wording.BACKGROUND_KEPT)
