"""The photo that a copy is made of: read, turned upright, in plain sRGB or grey pixels."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from zcdossier.assemble.photo import photo_messages
from zcdossier.assemble.pictures import jpeg
from zcdossier.assemble.pictures.raster import (
    make_plain,
    open_picture,
    orientation_of,
    profile_of,
    scale_while_decoding,
)
from zcdossier.assemble.refusal import RefusedError
from zcdossier.source.jpeg_segments import NotJpegError, with_end

if TYPE_CHECKING:
    from PIL.Image import Image

_PLENTY = 50_000_000  # pixels; a JPEG of more is decoded at half its size, so that memory stays small
_GREYS = frozenset(["1", "L", "LA", "I", "I;16", "I;16B", "F"])


@dataclass(frozen=True, slots=True)
class PhotoSource:
    """The photo in plain pixels; `own` is its coded data without metadata, where those very pixels may be kept.

    `mode` is the library's name of how the pixels are stored in the file, `profiled` whether they were converted by
    the colour profile that they carry, `dpi` what the file says (0 for nothing).
    """

    picture: "Image"
    turned: bool
    own: bytes
    mode: str
    profiled: bool
    dpi: float

    @property
    def was_grey(self) -> bool:
        """Whether the file has no colours."""
        return self.mode in _GREYS


def read_photo(source: Path) -> PhotoSource:
    """Read a photo. Raises RefusedError, or what the library raises over a damaged file."""
    from PIL import ImageOps, UnidentifiedImageError

    if not source.is_file():
        raise RefusedError(photo_messages.NOT_A_FILE)
    data = with_end(source.read_bytes())
    try:
        with open_picture(BytesIO(data), source.name) as image:
            turned, mode, dpi = orientation_of(image)[0] != 1, image.mode, _dpi_of(image)
            own = _own_data(image, data) if not turned else b""
            if image.width * image.height > _PLENTY:
                scale_while_decoding(image, (image.width // 2, image.height // 2))
            picture, profiled = _to_srgb(make_plain(ImageOps.exif_transpose(image)))
    except UnidentifiedImageError:
        raise RefusedError(
            photo_messages.NEEDS_HEIC if data[4:8] == b"ftyp" else photo_messages.NOT_A_PICTURE
        ) from None
    picture.info = {}  # Pillow would write a comment from here
    return PhotoSource(picture, turned, own, mode, profiled, dpi)


def _dpi_of(image: "Image") -> float:
    """Return the lower of both resolutions that the file says; 0 for nothing."""
    try:
        return float(min(image.info["dpi"]))
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return 0.0


def _own_data(image: "Image", data: bytes) -> bytes:
    """Return the coded data of a JPEG in plain RGB without metadata; nothing where it would look different."""
    if image.format not in {"JPEG", "MPO"} or image.mode != "RGB":
        return b""
    try:
        own = jpeg.clean_jpeg(data)
    except NotJpegError:
        return b""
    return b"" if own.icc else own.data


def _to_srgb(picture: "Image") -> tuple["Image", bool]:
    """Convert by the profile that the picture carries; without one its numbers are taken as sRGB."""
    icc = profile_of(picture)
    if not icc:
        return picture.convert("RGB"), False
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        converted = ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a broken profile says nothing
        converted = None
    return (converted, True) if converted is not None else (picture.convert("RGB"), False)
