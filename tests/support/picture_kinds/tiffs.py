"""TIFFs: faxes, scans, what raster programs make; in strips, tiles and planes."""

import io
import struct
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PIL import Image, ImageChops, ImageCms, TiffImagePlugin

from picture_kinds import jpeg as jpeg_parts
from picture_kinds import tiff as t
from picture_kinds.scene import SIZE, Kind, faded, in_black_and_white, in_grey, in_palette, saved, scene, turned
from picture_kinds.tiff import Page, tiff


def kinds() -> dict[str, Callable[[], Kind]]:
    bits, grey, ink = in_black_and_white(), in_grey(), scene().convert("CMYK")

    kinds: dict[str, Callable[[], Kind]] = {
        "tiff": lambda: _by_pillow(scene()),
        "tiff lzw": lambda: _by_pillow(scene(), compression="tiff_lzw"),
        "tiff lzw predicted": lambda: _by_pillow(scene(), compression="tiff_lzw", tiffinfo={317: 2}),
        "tiff deflate": lambda: _by_pillow(scene(), compression="tiff_adobe_deflate"),
        "tiff packbits": lambda: _by_pillow(scene(), compression="packbits"),
        "tiff jpeg": lambda: _by_pillow(scene(), compression="jpeg"),
        "tiff grey": lambda: _by_pillow(grey),
        "tiff palette": lambda: _by_pillow(in_palette()),
        "tiff lab": lambda: _by_pillow(_lab(), scene()),
        "tiff clear": lambda: _by_pillow(*faded()),
        "tiff clear by hand": lambda: _alpha(2),
        "tiff clear in its colours": lambda: _alpha(1),
        "tiff of inks": lambda: _by_pillow(ink, ink, off=24),
        "tiff of inks lzw": lambda: _by_pillow(ink, ink, compression="tiff_lzw", off=24),
        "tiff group 4": lambda: _fax("group4", t278=SIZE[1]),
        "tiff group 4 in strips": lambda: _fax("group4", t278=20),
        "tiff group 4 black is one": lambda: _low_bit_first(black_is_zero=False),
        "tiff group 4 low bit first": _low_bit_first,
        "tiff group 4 turned 6": lambda: _fax("group4", turned(6, bits), bits, t278=SIZE[0], t274=6),
        "tiff group 4 in strips turned 8": lambda: _fax("group4", turned(8, bits), bits, t278=16, t274=8),
        "tiff group 3": lambda: _fax("group3"),
        "tiff group 3 of two dimensions": lambda: _fax("group3", t292=1),
        "tiff huffman": lambda: _fax("tiff_ccitt"),
        "tiff 1 bit lzw": lambda: _fax("tiff_lzw"),
        "tiff 1 bit packbits": lambda: _fax("packbits"),
        "tiff 1 bit": lambda: _fax("raw"),
        "tiff jpeg of ycbcr": lambda: _jpeg_inside(scene(), t.YCBCR),
        "tiff jpeg of ycbcr 4:2:0": lambda: _jpeg_inside(scene(), t.YCBCR, subsampling=2),
        "tiff jpeg with tables": lambda: _jpeg_inside(scene(), t.YCBCR, tables=True),
        "tiff jpeg in strips": lambda: _jpeg_inside(scene(), t.YCBCR, rows=32, tables=True),
        "tiff jpeg of rgb": lambda: _jpeg_inside(scene(), t.COLOURS, keep_rgb=True),
        "tiff jpeg grey": lambda: _jpeg_inside(grey, t.MIN_IS_BLACK),
        "tiff tiles": lambda: _by_hand(scene(), Page(SIZE, _tiles(scene()), tile=(64, 64))),
        "tiff tiles grey": lambda: _by_hand(grey, Page(SIZE, _tiles(grey), [8], t.MIN_IS_BLACK, (64, 64))),
        "tiff planes": lambda: _planes(scene()),
        "tiff planes of inks": lambda: _planes(ink, t.CMYK),
        "tiff big": lambda: _by_hand(scene(), Page(SIZE, [scene().tobytes()]), big=True),
        "tiff big group 4": lambda: _by_hand(bits, _fax_page(bits), big=True),
        "tiff of motorola": lambda: _by_hand(scene(), Page(SIZE, [scene().tobytes()]), order=">"),
        "tiff white is zero": lambda: _by_hand(
            grey, Page(SIZE, [ImageChops.invert(grey).tobytes()], [8], t.MIN_IS_WHITE)
        ),
        "tiff 16 bits": lambda: _sixteen(scene(), t.COLOURS, "<"),
        "tiff 16 bits of motorola": lambda: _sixteen(scene(), t.COLOURS, ">"),
        "tiff 16 bits grey": lambda: _sixteen(grey, t.MIN_IS_BLACK, "<"),
        "tiff 16 bits grey of motorola": lambda: _sixteen(grey, t.MIN_IS_BLACK, ">"),
        "tiff 32 bits grey": _whole_numbers,
        "tiff floats to 1": lambda: _floats(1.0),
        "tiff floats to 255": lambda: _floats(255.0),
        "tiff floats to 65535": lambda: _floats(65535.0),
    }
    for number in range(2, 9):
        kinds[f"tiff turned {number}"] = partial(_turned_tiff, number)
    kinds["tiff jpeg with tables turned 6"] = lambda: _turned_tiff_jpeg(6)
    return kinds


def _by_pillow(image: Image.Image, expected: Image.Image | None = None, off: float = 5.0, **how: Any) -> Kind:
    return Kind(saved(image, "TIFF", **how), "tiff", expected or image, off)


def _by_hand(expected: Image.Image, *pages: Page, off: float = 5.0, **how: Any) -> Kind:
    return Kind(tiff(*pages, **how), "tiff", expected, off)


def _turned_tiff(number: int) -> Kind:
    return _by_pillow(turned(number), scene(), compression="tiff_lzw", tiffinfo={274: number})


def _fax_strip(bits: Image.Image) -> tuple[bytes, int]:
    """Return the one strip of a picture packed as a fax, and what its black means."""
    packed = saved(bits, "TIFF", compression="group4", tiffinfo={278: bits.height})
    with TiffImagePlugin.TiffImageFile(io.BytesIO(packed)) as image:
        start, length = image.tag_v2[273][0], image.tag_v2[279][0]
        return packed[start : start + length], image.tag_v2[262]


def _tiles(image: Image.Image, side: int = 64) -> list[bytes]:
    corners = [(x, y) for y in range(0, image.height, side) for x in range(0, image.width, side)]
    return [image.crop((x, y, x + side, y + side)).tobytes() for x, y in corners]


def _fax(compression: str, image: Image.Image | None = None, expected: Image.Image | None = None, **tags: int) -> Kind:
    info = {int(tag.removeprefix("t")): value for tag, value in tags.items()}
    image = image or in_black_and_white()
    return _by_pillow(image, expected or image, compression=compression, tiffinfo=info)


def _low_bit_first(*, black_is_zero: bool = True) -> Kind:
    """Group 4 as fax cards store it: every byte the other way round."""
    bits = in_black_and_white()
    source = bits if black_is_zero else ImageChops.invert(bits)
    data, photometric = _fax_strip(source)
    backwards = bytes(int(f"{byte:08b}"[::-1], 2) for byte in data)
    tag = photometric if black_is_zero else 1 - photometric
    tags = {t.COMPRESSION: t.GROUP_4, t.FILL_ORDER: 2}
    return _by_hand(bits, Page(SIZE, [backwards], [1], tag, tags=tags))


def _jpeg_inside(image: Image.Image, photometric: int, *, rows: int = 0, tables: bool = False, **how: Any) -> Kind:
    """JPEG in strips; with `tables` what they share stands apart, as the standard has it."""
    height = rows or SIZE[1]
    strips = [image.crop((0, y, SIZE[0], min(y + height, SIZE[1]))) for y in range(0, SIZE[1], height)]
    parts = [jpeg_parts.jpeg(strip, **{"subsampling": 0, **how}) for strip in strips]
    tags: dict[int, Any] = {t.COMPRESSION: t.JPEG}
    if photometric == t.YCBCR and image.mode == "RGB":
        tags[530] = (2, 2) if how.get("subsampling") == 2 else (1, 1)
    parts = [jpeg_parts.unmarked(part) for part in parts]
    if tables:
        shared = _tables(parts[0])
        tags[t.JPEG_TABLES] = b"\xff\xd8" + shared + b"\xff\xd9"
        parts = [_without_tables(part) for part in parts]
    return _by_hand(image, Page(SIZE, parts, [8] * len(image.getbands()), photometric, rows=height, tags=tags))


def _sixteen(image: Image.Image, photometric: int, order: str) -> Kind:
    data = b"".join((value * 257).to_bytes(2, "little" if order == "<" else "big") for value in image.tobytes())
    return _by_hand(image, Page(SIZE, [data], [16] * len(image.getbands()), photometric), order=order)


def _floats(top: float) -> Kind:
    grey = in_grey()
    data = struct.pack(f"<{SIZE[0] * SIZE[1]}f", *(value * top / 255 for value in grey.tobytes()))
    return _by_hand(grey, Page(SIZE, [data], [32], t.MIN_IS_BLACK, tags={t.FORMAT: 3}))


def _whole_numbers() -> Kind:
    grey = in_grey()
    data = struct.pack(f"<{SIZE[0] * SIZE[1]}I", *(value * 16_843_009 for value in grey.tobytes()))
    return _by_hand(grey, Page(SIZE, [data], [32], t.MIN_IS_BLACK))


def _planes(image: Image.Image, photometric: int = t.COLOURS) -> Kind:
    page = Page(
        SIZE,
        [band.tobytes() for band in image.split()],
        [8] * len(image.getbands()),
        photometric,
        tags={t.PLANAR: 2},
    )
    return _by_hand(image, page, off=24 if image.mode == "CMYK" else 5.0)


def _alpha(kind: int) -> Kind:
    """Alpha beside the colours; by kind 1 it is already in them."""
    clear, on_white = faded()
    stored = clear.convert("RGBa") if kind == 1 else clear
    return _by_hand(on_white, Page(SIZE, [stored.tobytes()], [8] * 4, t.COLOURS, tags={338: kind}))


def _turned_tiff_jpeg(number: int) -> Kind:
    lying = turned(number)
    tags: dict[int, int | Sequence[int] | bytes] = {t.COMPRESSION: t.JPEG, t.ORIENTATION: number, 530: (1, 1)}
    page = Page(lying.size, [jpeg_parts.jpeg(lying, subsampling=0)], photometric=t.YCBCR, tags=tags)
    return Kind(tiff(page), "tiff", scene())


def _lab() -> Image.Image:
    lab = ImageCms.createProfile("LAB")
    image = ImageCms.profileToProfile(scene(), ImageCms.createProfile("sRGB"), lab, outputMode="LAB")
    assert image is not None
    return image


def _fax_page(bits: Image.Image) -> Page:
    data, photometric = _fax_strip(bits)
    return Page(bits.size, [data], [1], photometric, tags={t.COMPRESSION: t.GROUP_4})


def _tables(data: bytes) -> bytes:
    """The quantisation and Huffman tables of a JPEG, as they stand there."""
    return b"".join(body for marker, body in _walk(data) if marker in {0xDB, 0xC4})


def _without_tables(data: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(body for marker, body in _walk(data) if marker not in {0xDB, 0xC4})


def _walk(data: bytes) -> list[tuple[int, bytes]]:
    at, found = 2, []
    while data[at + 1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        found.append((data[at + 1], data[at:end]))
        at = end
    return [*found, (0xDA, data[at:])]
