"""Kinds with something transparent: soft masks, explicit masks, colour keys; and kinds that are left alone."""

import io
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any

from picture_kinds.jpeg import jpeg
from picture_kinds.scene import SIZE, in_black_and_white, in_grey, in_palette, scene
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from pdf_kinds.coloured import indexed
from pdf_kinds.objects import dct, flate, picture, strip

RGB = Name.DeviceRGB


def kinds() -> dict[str, Callable[[Any], Any]]:
    image = scene()
    soft = flate(Image.linear_gradient("L").resize((64, 64)), Name.DeviceGray)
    hard = flate(in_black_and_white(), None, 1, ImageMask=True)
    palette = in_palette()
    values = Image.frombytes("L", SIZE, palette.tobytes())
    entries = bytes(palette.getpalette("RGB") or [])[: 16 * 3]
    return {
        "soft mask": flate(image, RGB, SMask=soft),
        "soft mask, jpeg": dct(jpeg(image), SIZE, RGB, SMask=soft),
        "explicit mask": flate(image, RGB, Mask=hard),
        "colour key": flate(image, RGB, Mask=Array([150, 255, 0, 90, 0, 100])),
        "colour key, grey": flate(in_grey(), Name.DeviceGray, Mask=Array([0, 60])),
        "colour key, palette": flate(values, indexed(RGB, entries, 16), Mask=Array([3, 5])),
    }


@cache
def left_alone() -> dict[str, Callable[[Any], Any]]:
    """Pictures nobody should code anew: they say too little, too much, or what viewers take differently."""
    image = scene()
    data, flated = image.tobytes(), zlib.compress(image.tobytes())
    lzw = strip(image, "tiff_lzw")
    mask = flate(in_grey(), Name.DeviceGray, Matte=Array([0, 0, 0]))
    wide = Dictionary(Predictor=15, Columns=7, Colors=3)
    usual = Dictionary(Predictor=15, Columns=SIZE[0], Colors=3)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG2000")
    return {
        "a stencil": flate(in_black_and_white(), None, 1, ImageMask=True),
        "premultiplied colours": flate(image, RGB, SMask=mask),
        "transparent by its own data": picture(buffer.getvalue(), SIZE, 8, RGB, Name.JPXDecode, SMaskInData=1),
        "no colours": flate(image, None),
        "colours nobody knows": flate(image, Name.DeviceMauve),
        "a pattern": flate(image, Array([Name.Pattern, RGB])),
        "a palette over itself": flate(in_grey(), _over_itself),
        "five bits": flate(image, RGB, 5),
        "no pixels": picture(flated, (0, SIZE[1]), 8, RGB, Name.FlateDecode),
        "more pixels than fit": picture(flated, (60_000, 60_000), 8, RGB, Name.FlateDecode),
        "pixels less than nothing": picture(flated, (-SIZE[0], -SIZE[1]), 8, RGB, Name.FlateDecode),
        "a predictor for another width": picture(flated, SIZE, 8, RGB, Name.FlateDecode, DecodeParms=wide),
        "parameters for nobody": picture(flated, SIZE, 8, RGB, Name.FlateDecode, DecodeParms=Array([usual])),
        "lzw of another kind": picture(lzw, SIZE, 8, RGB, Name.LZWDecode, DecodeParms=Dictionary(EarlyChange=0)),
        "inks in lzw": picture(strip(image.convert("CMYK"), "tiff_lzw"), SIZE, 8, Name.DeviceCMYK, Name.LZWDecode),
        "an unknown filter": picture(data, SIZE, 8, RGB, Name.ZstdDecode),
        "a long chain": picture(flated, SIZE, 8, RGB, Array([Name.ASCIIHexDecode] * 30 + [Name.FlateDecode])),
        "a colour key for a jpeg": dct(jpeg(image), SIZE, RGB, Mask=Array([0, 10, 0, 10, 0, 10])),
        "a jpeg of other colours": dct(jpeg(image), SIZE, RGB, DecodeParms=Dictionary(ColorTransform=0)),
        "a jpeg of inks of other colours": dct(
            jpeg(image.convert("CMYK")), SIZE, Name.DeviceCMYK, DecodeParms=Dictionary(ColorTransform=1)
        ),
        "half a colour key": flate(image, RGB, Mask=Array([0, 10])),
        "half a decode array": flate(image, RGB, Decode=Array([0, 1])),
        "no decode array": flate(image, RGB, Decode=Array([Name.A, Name.B])),
    }


def _over_itself(pdf: Any) -> Any:
    """A palette of a palette, which is that palette."""
    space = pdf.make_indirect(Array([Name.Indexed, RGB, 1, String(b"\0\0\0\xff\xff\xff")]))
    space[1] = space
    return space
