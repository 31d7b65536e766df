"""The pixels of a picture inside a PDF, decoded without the PDF library so that threads can do it.

`shape_of` says whether a picture is one of the plain ones; `opener` turns its raw bytes into something that
decodes them.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from zcdossier.assemble.raster import MAX_PIXELS, open_picture, pillow, scale_while_decoding

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

    from zcdossier.assemble.recode import Opener

_BITS = 8
_FIRST_PNG_PREDICTOR = 10
_MODES = {"/DeviceGray": "L", "/DeviceRGB": "RGB"}
_BY_COMPONENTS = {1: "L", 3: "RGB"}
_CHANNELS = {"L": 1, "P": 1, "RGB": 3}
_PNG_COLOURS = {"L": 0, "RGB": 2, "P": 3}
_MASKS = ("/Mask", "/SMaskInData", "/ImageMask")
_INDEXED_PARTS = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """A plain picture of 8 bits: its pixels (L, RGB, or P with an RGB palette) and how they are packed."""

    width: int
    height: int
    mode: str
    palette: bytes
    filters: tuple[str, ...]
    predicted: bool

    @property
    def lossless(self) -> bool:
        """Whether the pixels are stored as they are, only packed."""
        return "/DCTDecode" not in self.filters


def shape_of(image: Any) -> Shape | None:
    """Return the shape of an image object; None for one that has to be left as it is."""
    width, height = int(image.Width), int(image.Height)
    if not 0 < width * height <= MAX_PIXELS or int(image.get("/BitsPerComponent", _BITS)) != _BITS:
        return None
    if any(key in image for key in _MASKS) or "/Matte" in image.get("/SMask", {}):
        return None
    mode, palette = _colours(image.get("/ColorSpace"))
    filters = _filters(image)
    if not mode or filters not in {(), ("/FlateDecode",), ("/DCTDecode",), ("/FlateDecode", "/DCTDecode")}:
        return None
    if "/Decode" in image and not _is_usual(image.Decode, mode):
        return None
    packing = image.get("/DecodeParms")
    predicted = False
    if packing is not None:
        if filters != ("/FlateDecode",):
            return None
        predicted = _is_png_predicted(packing, width, mode)
        if not predicted:
            return None
    return Shape(width, height, mode, palette, filters, predicted)


def opener(shape: Shape, raw: bytes, file: str) -> "Opener":
    """Return what decodes the raw bytes of a picture, smaller if that is quicker."""

    def decode(least: tuple[int, int]) -> "Picture":
        if shape.lossless:
            return _stored(shape, raw, file)
        data = raw
        if shape.filters[0] == "/FlateDecode":
            data = zlib.decompressobj().decompress(raw, _most(shape))
        image = open_picture(BytesIO(data), file)
        if image.size != (shape.width, shape.height) or image.mode != shape.mode:
            raise ValueError("the JPEG is not what the PDF says of it")
        scale_while_decoding(image, least)
        image.load()
        return image

    return decode


def _stored(shape: Shape, raw: bytes, file: str) -> "Picture":
    if shape.predicted:
        dressed = open_picture(BytesIO(_as_png(shape, raw)), file)
        dressed.load()
        return dressed
    data = zlib.decompressobj().decompress(raw, _most(shape)) if shape.filters else raw
    image: Picture = pillow().frombytes(shape.mode, (shape.width, shape.height), data[: _most(shape)])
    if shape.mode == "P":
        image.putpalette(shape.palette)
    return image


def _most(shape: Shape) -> int:
    """The bytes of the pixels: more is not read, so that a bomb stays small."""
    return shape.width * shape.height * _CHANNELS[shape.mode]


def _as_png(shape: Shape, raw: bytes) -> bytes:
    """Dress the packed rows as a PNG: same packing, and Pillow unpacks them outside the interpreter's lock."""
    header = struct.pack(">IIBBBBB", shape.width, shape.height, _BITS, _PNG_COLOURS[shape.mode], 0, 0, 0)
    chunks = [(b"IHDR", header)]
    if shape.mode == "P":
        chunks.append((b"PLTE", shape.palette))
    chunks += [(b"IDAT", raw), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _filters(image: Any) -> tuple[str, ...]:
    import pikepdf  # noqa: PLC0415 - heavy

    value = image.get("/Filter", ())
    return (str(value),) if isinstance(value, pikepdf.Name) else tuple(str(one) for one in value)


def _colours(space: Any) -> tuple[str, bytes]:
    """Return the mode of a colour space and its palette as RGB; an empty mode for one we leave alone."""
    import pikepdf  # noqa: PLC0415 - heavy

    if isinstance(space, pikepdf.Name):
        return _MODES.get(str(space), ""), b""
    if not isinstance(space, pikepdf.Array) or not len(space):
        return "", b""
    if space[0] == pikepdf.Name.ICCBased:
        return _BY_COMPONENTS.get(int(space[1].N), ""), b""
    if space[0] != pikepdf.Name.Indexed or len(space) != _INDEXED_PARTS:
        return "", b""
    base, _ = _colours(space[1])
    lookup = space[3].read_bytes() if isinstance(space[3], pikepdf.Stream) else bytes(space[3])
    if base == "L":
        lookup = b"".join(bytes([value] * 3) for value in lookup)
    return ("P", lookup[: 256 * 3]) if base in {"L", "RGB"} else ("", b"")


def _is_usual(decode: Any, mode: str) -> bool:
    numbers = [float(number) for number in decode]
    return numbers == ([0, 255] if mode == "P" else [0, 1] * _CHANNELS[mode])


def _is_png_predicted(packing: Any, width: int, mode: str) -> bool:
    import pikepdf  # noqa: PLC0415 - heavy

    if isinstance(packing, pikepdf.Array):
        if len(packing) != 1:
            return False
        packing = packing[0]
    said = (int(packing.get("/Columns", 1)), int(packing.get("/Colors", 1)), int(packing.get("/BitsPerComponent", 8)))
    return int(packing.get("/Predictor", 1)) >= _FIRST_PNG_PREDICTOR and said == (width, _CHANNELS[mode], _BITS)
