"""Opening pictures with Pillow and making them plain: 1-bit, grey or RGB pixels on white.

JPEGs are decoded at any eighth of their size, large pictures converted band by band, and what is coded goes through a
file of the system, so that no thread waits for another.
"""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from types import ModuleType
from typing import IO, TYPE_CHECKING, Any, cast

from zcdossier.assemble import build_messages
from zcdossier.assemble.layout import is_orientation
from zcdossier.assemble.pictures.colour_profiles import fitting_profile
from zcdossier.assemble.refusal import RefusedError
from zcdossier.assemble.workers import MEMORY
from zcdossier.model.picture_memory import CLEAR_COLOUR, MOST_PIXELS, is_too_large, kept_by_progressive, memory_of
from zcdossier.source.jpeg_segments import with_end

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

BAND_PIXELS = 16_000_000  # a page at 400 dpi is done in one go
MAX_PIXELS = MOST_PIXELS
_BLOCK = 64 * 1024**2  # bytes: in smaller blocks each thread would keep its largest picture's memory for itself
_ORIENTATION = 0x0112
_LOADER_TURNS = frozenset(["TIFF", "HEIF"])  # these loaders hand out upright pixels
_SMALLER_ASKED = 0.97  # Pillow rounds the draft scale down, so ask for a little less than half
_EIGHT_BITS, _SIXTEEN_BITS = 255, 65535
_TOP_BYTE = 24
_RGB = 3
_EIGHTHS = range(1, 9)
_ENOUGH = 0.97  # asked for a little less, so that rounding does not cost the next larger scale
HALVED_COLOURS = "halved_colours"
"""Key in `info` of a decoded picture whose colours were coded at half the size of its grey."""
_JPEG_SPACES = {"L": ("GRAY", "L"), "RGB": ("RGBX", "RGBX")}


def by_bands(image: "Picture", turn: Callable[["Picture"], "Picture"], *, pixels: int = BAND_PIXELS) -> "Picture":
    """Return `turn(image)`, where `turn` looks at each pixel alone."""
    rows = max(1, pixels // image.width)
    if rows >= image.height:
        return turn(image)
    from PIL import Image

    whole: Picture | None = None
    for top in range(0, image.height, rows):
        band = turn(image.crop((0, top, image.width, min(top + rows, image.height))))
        if whole is None:
            whole = Image.new(band.mode, image.size)
            whole.info = band.info
        whole.paste(band, (0, top))
    return whole if whole is not None else turn(image)


def pillow() -> ModuleType:
    """Return Pillow's Image module with the size check left to `open_picture`, and blocks that give memory back."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    cast("Any", Image).core.set_block_size(_BLOCK)
    return Image


def open_picture(source: Path | BytesIO, file: str, frame: int = 0) -> "Picture":
    """Open one frame without decoding it; refuse what would take all memory, wait where others take much of it.

    A JPEG in memory that lacks its end marker alone can be decoded all the same. The caller closes it.
    """
    image = _open(BytesIO(with_end(source.getvalue())) if isinstance(source, BytesIO) else source)
    try:
        image.seek(frame)
        _ask_for_memory(image, file)
    except BaseException:
        image.close()
        raise
    return image


def _open(source: Path | BytesIO) -> "Picture":
    from PIL import UnidentifiedImageError

    image = _open_known(source)
    if image is None and _knows_heic():
        image = _open_known(source)
    if image is None:
        raise UnidentifiedImageError("no known kind of picture")  # Pillow would name the object in memory
    return image


def _open_known(source: Path | BytesIO) -> "Picture | None":
    from PIL import UnidentifiedImageError

    try:
        image: Picture = pillow().open(source)
    except UnidentifiedImageError:
        return None
    return image


def _knows_heic() -> bool:
    """Let Pillow open HEIC where the extra is installed; importing it takes as long as Pillow itself."""
    try:
        from pillow_heif import register_heif_opener  # optional
    except ImportError:
        return False
    register_heif_opener()
    return True


def _ask_for_memory(image: "Picture", file: str) -> None:
    kind, extra = str(image.format).lower(), _extra_memory(image)
    if is_too_large(kind, image.mode, image.size, extra=extra):
        raise RefusedError(build_messages.too_large(file))
    MEMORY.ask(memory_of(kind, image.mode, image.size, extra=extra))


def _extra_memory(image: "Picture") -> float:
    """Return what a pixel takes beside its format and mode: what the header of a file says, said by Pillow."""
    if image.info.get("progressive"):
        planes: Any = getattr(image, "layer", ())
        return kept_by_progressive([plane[1:3] for plane in planes])
    return CLEAR_COLOUR if "transparency" in image.info else 0.0


def orientation_of(image: "Picture") -> tuple[int, str]:
    """Return the EXIF orientation to honour, and the value found when it is not one of EXIF's."""
    try:
        tags: Any = image.getexif() if image.format not in _LOADER_TURNS else getattr(image, "tag_v2", {})
        value = tags.get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - broken metadata says nothing about the picture
        return 1, ""
    if not is_orientation(value):
        return 1, str(value)[:20]
    return (1 if image.format in _LOADER_TURNS else value), ""


def scale_while_decoding(image: "Picture", least: tuple[int, int]) -> None:
    """Let a JPEG decode at a half, a quarter or an eighth when that is still about `least` or more."""
    if image.format not in {"JPEG", "MPO"}:
        return
    for scale in (8, 4, 2):
        width, height = image.width // scale, image.height // scale
        if width >= least[0] * _SMALLER_ASKED and height >= least[1] * _SMALLER_ASKED:
            image.draft(None, (width, height))
            return


def make_plain(image: "Picture", *, palette: bool = False) -> "Picture":
    """Return the picture in mode 1, L or RGB (or P when `palette` allows it), flattened on white."""
    is_plain = image.mode in {"1", "L", "RGB"} or (palette and image.mode == "P" and has_every_entry(image))
    if is_plain and not image.has_transparency_data:
        return image
    # What is white in deep grey of 32 bits is told by all pixels together.
    return _make_plain(image) if image.mode in {"I", "F"} else by_bands(image, _make_plain)


def has_every_entry(image: "Picture") -> bool:
    """Whether the palette has an entry for each pixel: for others browsers show black, PDF viewers what they like."""
    highest: Any = image.getextrema()[1]
    return _RGB * int(highest) < len(image.getpalette("RGB") or ())


def _make_plain(image: "Picture") -> "Picture":
    if image.has_transparency_data:
        return _on_white(image)
    if image.mode.startswith("I;16") or image.mode in {"I", "F"}:
        return _eight_bits(image)
    if image.mode == "CMYK":
        return _from_cmyk(image)
    return image.convert("RGB")


def fit_within(image: "Picture", most: int) -> "Picture":
    """Return the picture, or a smaller one whose sides are `most` pixels at most."""
    if max(image.size) <= most:
        return image
    from PIL.Image import Resampling

    flat = make_plain(image)
    scale = most / max(image.size)
    size = (max(1, int(image.width * scale)), max(1, int(image.height * scale)))
    return (flat.convert("L") if flat.mode == "1" else flat).resize(size, Resampling.HAMMING)


def profile_of(image: "Picture") -> bytes:
    """Return the ICC profile when it is a sound one for the picture's own colours, else nothing."""
    return fitting_profile(image.info.get("icc_profile"), image.mode)


def _on_white(image: "Picture") -> "Picture":
    module = pillow()
    grey = image.mode in {"L", "LA", "La", "1"} or image.mode.startswith("I")
    icc = image.info.get("icc_profile")
    coloured = _deep_and_clear(image) if image.mode.startswith("I") else image.convert("RGBA")
    white = module.new("RGBA", coloured.size, (255, 255, 255, 255))
    white.alpha_composite(coloured)
    flat: Picture = white.convert("L" if grey else "RGB")
    if icc:
        flat.info["icc_profile"] = icc
    return flat


def _deep_and_clear(image: "Picture") -> "Picture":
    """Deep grey of which one value is clear; Pillow would look for that value after clipping."""
    from PIL import ImageMath

    key = image.info["transparency"]
    seen = ImageMath.lambda_eval(lambda bands: (bands["deep"] != key) * _EIGHT_BITS, deep=image.convert("I"))
    flat = _eight_bits(image).convert("RGBA")
    flat.putalpha(seen.convert("L"))
    return flat


def _eight_bits(image: "Picture") -> "Picture":
    """Scale deep grey down; converting directly would clip everything above 255 to white."""
    wide = image if image.mode in {"I", "F"} else image.convert("I")
    lowest, highest = wide.getextrema()
    full = _full_scale(image.mode, float(cast("float", highest)))
    if wide.mode == "I" and (full > _SIXTEEN_BITS or float(cast("float", lowest)) < 0):
        from PIL import ImageMath

        top: Picture = ImageMath.lambda_eval(lambda bands: (bands["deep"] >> _TOP_BYTE) & _EIGHT_BITS, deep=wide)
        return top.convert("L")
    return wide.convert("F").point(lambda value: value * (_EIGHT_BITS / full) + 0).convert("L")


def _full_scale(mode: str, highest: float) -> float:
    """Return what white is: a file of 32 bits does not say whether it goes to 1, to 255 or further."""
    if mode.startswith("I;16"):
        return _SIXTEEN_BITS
    scales = (
        (1.0, float(_EIGHT_BITS), float(_SIXTEEN_BITS)) if mode == "F" else (float(_EIGHT_BITS), float(_SIXTEEN_BITS))
    )
    return next((scale for scale in scales if highest <= scale), highest)


def _from_cmyk(image: "Picture") -> "Picture":
    """Convert by the picture's own profile where it has a usable one, else as viewers do."""
    icc = profile_of(image)
    if icc:
        from PIL import ImageCms

        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        converted = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
        flat = cast("Picture", converted)
    else:
        from zcdossier.assemble.pictures.pdfium_bitmaps import convert_inks  # seldom, and it needs us

        flat = convert_inks(image)
    flat.info.pop("icc_profile", None)
    return flat


def decode_jpeg(data: bytes, header: "Picture", least: tuple[int, int]) -> "Picture | None":
    """Return the pixels (L or RGBX) at the smallest scale not much below `least`; None where Pillow has to do it.

    `header` is the same JPEG opened by Pillow but not loaded. Damaged data is left to Pillow too, which says
    what is wrong.
    """
    if header.mode not in _JPEG_SPACES:
        return None
    import simplejpeg
    from PIL import Image

    space, mode = _JPEG_SPACES[header.mode]
    eighths = next((part for part in _EIGHTHS if _is_enough(header.size, part, least)), 8)
    width, height = (-(-side * eighths // 8) for side in header.size)
    try:
        pixels: Any = simplejpeg.decode_jpeg(data, space, min_width=width, min_height=height, min_factor=1)
    except ValueError:
        return None
    if pixels.shape[:2] != (height, width):
        return None  # the frame is not the one that Pillow saw
    image: Picture = Image.frombuffer(mode, (width, height), pixels, "raw", mode, 0, 1)
    image.readonly = 0  # these pixels are nobody else's: changing some is no reason to copy all
    image.info.update(header.info)
    if has_halved_colours(header):
        image.info[HALVED_COLOURS] = True
    return image


def has_halved_colours(image: "Picture") -> bool:
    """Whether an opened JPEG holds its colours at half the size of its grey, as cameras and scanners write them."""
    planes: Any = getattr(image, "layer", ())
    samplings = [plane[1:3] for plane in planes]
    return len(samplings) == _RGB and all(
        2 * side <= whole for side, whole in zip(samplings[1], samplings[0], strict=True)
    )


def _is_enough(size: tuple[int, int], eighths: int, least: tuple[int, int]) -> bool:
    return all(side * eighths / 8 >= wanted * _ENOUGH for side, wanted in zip(size, least, strict=True))


def save_to_bytes(image: "Picture", kind: str, **how: Any) -> bytes:
    """Return a picture as the bytes of a file of some kind (JPEG, PNG, TIFF); the options are Pillow's.

    Pillow holds the interpreter's lock while it codes into memory, and lets go of it when it writes to a file of the
    system. Coding is most of what a build does, so that only this lets two threads do it at once.
    """
    with _unnamed_file() as file:
        image.save(file, kind, **how)
        file.seek(0)
        return file.read()


def _unnamed_file() -> IO[bytes]:
    """Open a file without a name: in memory where the system has such, else one that goes when it is closed."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("zcdossier"), "w+b")
    return cast("IO[bytes]", TemporaryFile())
