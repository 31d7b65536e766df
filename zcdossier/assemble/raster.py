"""Opening pictures with Pillow and making them plain: 1-bit, grey or RGB pixels on white. Nothing is encoded here."""

from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from zcdossier.assemble import wording
from zcdossier.assemble.layout import is_orientation
from zcdossier.assemble.refusal import RefusedError

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_PIXELS = 178_956_970  # what Pillow opens without being told otherwise, about 540 MB once decoded
_ORIENTATION = 0x0112
_LOADER_TURNS = frozenset(["TIFF", "HEIF", "AVIF"])  # these loaders hand out upright pixels
_SMALLER_ASKED = 0.97  # Pillow rounds the draft scale down, so ask for a little less than half
_FULL_16 = 257.0
_EIGHT_BITS = 255


def pillow() -> ModuleType:
    """Return Pillow's Image module with the size check left to `open_picture`, and HEIC when installed."""
    from PIL import Image  # noqa: PLC0415 - heavy

    Image.MAX_IMAGE_PIXELS = None
    try:
        from pillow_heif import register_heif_opener  # noqa: PLC0415 - optional
    except ImportError:
        return Image
    register_heif_opener()
    return Image


def open_picture(source: Path | BytesIO, file: str, frame: int = 0) -> "Picture":
    """Open one frame without decoding it; refuse what would take all memory. The caller closes it."""
    image: Picture = pillow().open(source)
    try:
        image.seek(frame)
        _check_size(image, file)
    except BaseException:
        image.close()
        raise
    return image


def _check_size(image: "Picture", file: str) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise RefusedError(wording.too_large(file))


def orientation_of(image: "Picture") -> tuple[int, str]:
    """Return the EXIF orientation to honour, and the value found when it is not one of EXIF's."""
    if image.format in _LOADER_TURNS:
        return 1, ""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - broken metadata says nothing about the picture
        return 1, ""
    return (value, "") if is_orientation(value) else (1, str(value)[:20])


def scale_while_decoding(image: "Picture", least: tuple[int, int]) -> None:
    """Let a JPEG decode at a half, a quarter or an eighth when that is still about `least` or more."""
    if image.format not in {"JPEG", "MPO"}:
        return
    for scale in (8, 4, 2):
        width, height = image.width // scale, image.height // scale
        if width >= least[0] * _SMALLER_ASKED and height >= least[1] * _SMALLER_ASKED:
            image.draft(None, (width, height))
            return


def plain(image: "Picture", *, palette: bool = False) -> "Picture":
    """Return the picture in mode 1, L or RGB (or P when `palette` allows it), flattened on white."""
    if image.has_transparency_data:
        return _on_white(image)
    if image.mode in {"1", "L", "RGB"} or (palette and image.mode == "P"):
        return image
    if image.mode.startswith("I;16"):
        return _eight_bits(image, _FULL_16)
    if image.mode in {"I", "F"}:
        top: Any = image.getextrema()[1]
        return _eight_bits(image, _FULL_16 if top > _EIGHT_BITS else 1.0)
    if image.mode == "CMYK":
        return _from_cmyk(image)
    return image.convert("RGB")


def profile_of(image: "Picture") -> bytes:
    """Return the ICC profile when it is one for the picture's own colours, else nothing."""
    icc = image.info.get("icc_profile")
    space = {"L": b"GRAY", "RGB": b"RGB "}.get(image.mode)
    return icc if isinstance(icc, bytes) and space is not None and icc[16:20] == space else b""


def _on_white(image: "Picture") -> "Picture":
    module = pillow()
    grey = image.mode in {"L", "LA", "La", "1"}
    icc = image.info.get("icc_profile")
    coloured = image.convert("RGBA")
    white = module.new("RGBA", coloured.size, (255, 255, 255, 255))
    white.alpha_composite(coloured)
    flat: Picture = white.convert("L" if grey else "RGB")
    if icc:
        flat.info["icc_profile"] = icc
    return flat


def _eight_bits(image: "Picture", divisor: float) -> "Picture":
    """Scale deep grey down; converting directly would clip everything above 255 to white."""
    wide = image if image.mode in {"I", "F"} else image.convert("I")
    return wide.convert("F").point(lambda value: value * (1 / divisor) + 0).convert("L")


def _from_cmyk(image: "Picture") -> "Picture":
    """Convert by the picture's own profile where it has a usable one."""
    icc = image.info.get("icc_profile")
    if isinstance(icc, bytes) and icc[16:20] == b"CMYK":
        from PIL import ImageCms  # noqa: PLC0415 - heavy

        try:
            profile = ImageCms.ImageCmsProfile(BytesIO(icc))
            converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            converted.info.pop("icc_profile", None)
            return converted
    flat = image.convert("RGB")
    flat.info.pop("icc_profile", None)
    return flat
