"""Pictures stored as bare pixels, packed better without losing one: what scanners write is often packed badly."""

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.pictures import bilevel
from zcdossier.assemble.pictures.coded_picture import RepackedPicture
from zcdossier.assemble.pictures.colour_profiles import keeps_channels
from zcdossier.assemble.pictures.raster import pillow

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_FIRST_CHUNK = 8
_AROUND_CHUNK = 12
_MOST_COLOURS = 256
_TWO = 2
_FULL = 255
_RGB = 3
_QUICK, _THOROUGH = 1, 6
_TRIED_ROWS = 64
_WORTH_THE_TIME = 0.95


def repack(image: "Picture") -> RepackedPicture:
    """Pack a picture in mode 1, L, RGB or P; what is grey, has few colours or only two gets by with less."""
    keeps = keeps_channels(image)
    image.info = {}
    if image.mode == "1":
        return _bits(image, grey=False, palette=b"")
    grey = image.mode == "RGB" and not keeps and _is_exactly_grey(image)
    if grey:
        image = image.getchannel(0)
    palette = b""
    if image.mode == "RGB":
        few = _with_palette(image)
        if few is not None:
            image, palette = few
    colours: Any = image.getcolors(_MOST_COLOURS)  # None only for RGB
    used = [] if image.mode == "RGB" else sorted(value for _, value in colours)
    if 0 < len(used) <= _TWO:
        return _of_two(image, used, grey=grey)
    data, predicted = _packed(image)
    channels = len(image.getbands())
    return RepackedPicture(data, channels, grey or image.mode == "L", palette=palette, predicted=predicted)


def _of_two(image: "Picture", used: list[int], *, grey: bool) -> RepackedPicture:
    """Pack a picture of one or two values as bits; black and white need no palette."""
    if image.mode == "P":
        colours = image.getpalette("RGB") or []
        palette = b"".join(bytes(colours[_RGB * value : _RGB * (value + 1)]).ljust(_RGB, b"\0") for value in used)
    else:
        palette = b"" if set(used) <= {0, _FULL} else bytes(used)
    upper = _FULL if image.mode == "L" and not palette else used[-1] if len(used) == _TWO else -1
    bits = image.point([_FULL * (value == upper) for value in range(_FULL + 1)], "1")
    return _bits(bits, grey=grey or image.mode == "L", palette=palette)


def _bits(image: "Picture", *, grey: bool, palette: bytes) -> RepackedPicture:
    """Pack bits as a fax, or as rows when they are a pattern that a fax is bad at."""
    coded = bilevel.encode_ccitt(image)
    rows, predicted = _packed(image)
    if len(rows) < len(coded.data):
        return RepackedPicture(rows, 1, grey, bits=1, palette=palette, predicted=predicted)
    return RepackedPicture(coded.data, 1, grey, bits=1, fax=True, black_is_one=coded.black_is_one, palette=palette)


def _is_exactly_grey(image: "Picture") -> bool:
    from PIL import ImageChops

    red, green, blue = image.split()
    return not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(red, blue).getbbox()


def _with_palette(image: "Picture") -> tuple["Picture", bytes] | None:
    """Return the entries and the palette of a picture with few colours, if they are found exactly."""
    from PIL import Image, ImageChops

    colours: Any = image.getcolors(_MOST_COLOURS)
    if colours is None:
        return None
    palette = b"".join(bytes(colour) for colour in sorted(colour for _, colour in colours))
    pattern = Image.new("P", (1, 1))
    pattern.putpalette(palette)
    entries = image.quantize(palette=pattern, dither=Image.Dither.NONE)
    if ImageChops.difference(entries.convert("RGB"), image).getbbox():
        return None
    entries.info = {}
    return entries, palette


def _packed(image: "Picture") -> tuple[bytes, bool]:
    """Return the packed rows of a picture, and whether they are foretold as in a PNG.

    A strip of it shows what helps: photos want foretelling and hardly repay thoroughness, screenshots the contrary.
    """
    if image.mode == "P":  # Pillow would pack few entries more than one to a byte
        image = pillow().frombytes("L", image.size, image.tobytes())
    top = max(0, (image.height - _TRIED_ROWS) // 2)
    strip = image.crop((0, top, image.width, min(image.height, top + _TRIED_ROWS)))
    quick, thorough = (len(_png(strip, level)) for level in (_QUICK, _THOROUGH))
    if len(zlib.compress(strip.tobytes(), _THOROUGH)) < min(quick, thorough):
        return zlib.compress(image.tobytes(), _THOROUGH), False
    return _rows(_png(image, _THOROUGH if thorough < quick * _WORTH_THE_TIME else _QUICK)), True


def _png(image: "Picture", level: int) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "PNG", compress_level=level)
    return buffer.getvalue()


def _rows(png: bytes) -> bytes:
    """Return the packed rows of a PNG."""
    parts = []
    at = _FIRST_CHUNK
    while at < len(png):
        size, name = struct.unpack_from(">I4s", png, at)
        if name == b"IDAT":
            parts.append(png[at + 8 : at + 8 + size])
        at += size + _AROUND_CHUNK
    return b"".join(parts)
