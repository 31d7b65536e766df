"""Pictures whose colours are told by a profile. Where it is lost, red is green and grey is dark."""

import io
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageCms

from picture_kinds import icc as icc_by_hand
from picture_kinds import jpeg as jpeg_parts
from picture_kinds import png as png_by_hand
from picture_kinds.scene import Kind, exif, faded, in_grey, saved, scene, turned


def kinds() -> dict[str, Callable[[], Kind]]:
    """Colours told by a profile. Where it is lost, red is green and grey is dark."""
    exchanged = icc_by_hand.rgb_profile(red="green", green="red")
    red, green, blue = scene().split()
    swapped = Image.merge("RGB", (green, red, blue))
    dark = in_grey().point([round((value / 255) ** 2.2 * 255) for value in range(256)])
    linear = icc_by_hand.grey_profile(1.0)
    inked = scene().convert("CMYK")
    printed = _printed(inked, icc_by_hand.inks_profile())
    broken = exchanged[:132] + b"\xff" * (len(exchanged) - 132)

    def jpeg(image: Image.Image, icc: bytes, expected: Image.Image | None = None, off: float = 5.0) -> Kind:
        return Kind(jpeg_parts.jpeg(image, icc_profile=icc, subsampling=0), "jpeg", expected or scene(), off)

    def png(image: Image.Image, icc: bytes, expected: Image.Image | None = None, off: float = 5.0, **how: Any) -> Kind:
        return Kind(saved(image, "PNG", icc_profile=icc, **how), "png", expected or scene(), off)

    def interlaced(colours: int, image: Image.Image, icc: bytes, expected: Image.Image | None = None) -> Kind:
        chunks = [(b"iCCP", b"made up\0\0" + zlib.compress(icc))]
        if colours == png_by_hand.PALETTE:
            chunks.append((b"PLTE", bytes(image.getpalette() or ())))
        data = png_by_hand.png(image.size, colours, 8, png_by_hand.of(image), chunks, interlaced=True)
        return Kind(data, "png", expected or scene())

    def many_segments() -> Kind:
        """A profile that needs three segments, in the wrong order."""
        icc = exchanged + bytes(131_072)
        icc = len(icc).to_bytes(4, "big") + icc[4:]
        pieces = [icc[at : at + 60_000] for at in range(0, len(icc), 60_000)]
        segments = [
            jpeg_parts.segment(0xE2, b"ICC_PROFILE\0" + bytes([number, len(pieces)]) + piece)
            for number, piece in enumerate(pieces, start=1)
        ]
        return Kind(jpeg_parts.with_segments(jpeg_parts.jpeg(swapped, subsampling=0), *segments[::-1]), "jpeg", scene())

    palette = swapped.quantize(64, dither=Image.Dither.NONE)
    return {
        "jpeg with a profile": lambda: jpeg(swapped, exchanged),
        "jpeg with a profile in pieces": many_segments,
        "jpeg with a profile turned 6": lambda: Kind(
            jpeg_parts.jpeg(turned(6, swapped), icc_profile=exchanged, exif=exif(6), subsampling=0), "jpeg", scene()
        ),
        "jpeg of inks with a profile": lambda: jpeg(inked, icc_by_hand.inks_profile(), printed, off=8),
        "jpeg with a broken profile": lambda: jpeg(scene(), broken),
        "jpeg with a cut profile": lambda: jpeg(scene(), exchanged[:150]),
        "jpeg with a profile of other colours": lambda: jpeg(scene(), linear),
        "jpeg grey with a profile": lambda: jpeg(dark, linear, in_grey()),
        "jpeg grey with a profile of colours": lambda: jpeg(in_grey(), exchanged, in_grey()),
        "png with a profile": lambda: png(swapped, exchanged),
        "png clear with a profile": lambda: png(faded(swapped)[0], exchanged, faded()[1], off=8),
        "png palette with a profile": lambda: png(palette, exchanged),
        "png grey with a profile": lambda: png(dark, linear, in_grey()),
        "png with a broken profile": lambda: png(scene(), broken),
        "png interlaced with a profile": lambda: interlaced(png_by_hand.RGB, swapped, exchanged),
        "png interlaced palette with a profile": lambda: interlaced(png_by_hand.PALETTE, palette, exchanged),
        "png interlaced grey with a profile": lambda: interlaced(png_by_hand.GREY, dark, linear, in_grey()),
        "tiff with a profile": lambda: Kind(saved(swapped, "TIFF", icc_profile=exchanged), "tiff", scene()),
        "tiff of inks with a profile": lambda: Kind(
            saved(inked, "TIFF", icc_profile=icc_by_hand.inks_profile()), "tiff", printed, 8
        ),
        "webp with a profile": lambda: Kind(
            saved(swapped, "WEBP", icc_profile=exchanged, quality=92), "webp", scene(), 6
        ),
        "webp lossless with a profile": lambda: Kind(
            saved(swapped, "WEBP", icc_profile=exchanged, lossless=True), "webp", scene()
        ),
    }


def _printed(inked: Image.Image, icc: bytes) -> Image.Image:
    image = ImageCms.profileToProfile(
        inked, ImageCms.ImageCmsProfile(io.BytesIO(icc)), ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    assert image is not None
    return image
