"""Kinds by what the stored values stand for: palettes, calibrated colours, inks, decode arrays."""

import io
import zlib
from collections.abc import Callable
from typing import Any

from picture_kinds.icc import grey_profile, rgb_profile
from picture_kinds.jpeg import inks, jpeg, unmarked, ycck
from picture_kinds.scene import SIZE, in_black_and_white, in_grey, in_palette, scene
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms

from pdf_kinds.objects import dct, deep, flate, inverted, jbig2, packed_values, picture

RGB, CMYK = Name.DeviceRGB, Name.DeviceCMYK
WHITE = Array([0.9505, 1, 1.089])


def kinds() -> dict[str, Callable[[Any], Any]]:
    return {**_palettes(), **_calibrated(), **_inks(), **_several()}


def profile(data: bytes, channels: int) -> Callable[[Any], Any]:
    return lambda pdf: Array([Name.ICCBased, pdf.make_stream(data, N=channels)])


def indexed(base: Any, entries: bytes, count: int) -> Callable[[Any], Any]:
    return lambda pdf: Array([Name.Indexed, base(pdf) if callable(base) else base, count - 1, String(entries)])


def _palettes() -> dict[str, Callable[[Any], Any]]:
    image = in_palette()
    entries = bytes(image.getpalette("RGB") or [])[: 16 * 3]
    values = Image.frombytes("L", SIZE, image.tobytes())
    greys = bytes(Image.frombytes("RGB", (16, 1), entries).convert("L").tobytes())
    inked = Image.frombytes("RGB", (16, 1), entries).convert("CMYK").tobytes()
    four = packed_values(values.point(lambda value: value << 4), 4)
    two = b"\xe0\x20\x30\xff\xfa\xe0"

    def four_bits(**more: Any) -> Callable[[Any], Any]:
        return picture(zlib.compress(four), SIZE, 4, indexed(RGB, entries, 16), Name.FlateDecode, **more)

    return {
        "palette": flate(values, indexed(RGB, entries, 16)),
        "palette in a stream": flate(
            values,
            lambda pdf: Array(
                [Name.Indexed, RGB, 15, pdf.make_stream(zlib.compress(entries), Filter=Name.FlateDecode)]
            ),
        ),
        "palette, 4 bits": four_bits(),
        "palette, 4 bits, backwards": four_bits(Decode=Array([15, 0])),
        "palette, 1 bit": flate(in_black_and_white(), indexed(RGB, two, 2), 1),
        "palette, 1 bit, jbig2": picture(jbig2(in_black_and_white()), SIZE, 1, indexed(RGB, two, 2), Name.JBIG2Decode),
        "palette of greys": flate(values, indexed(Name.DeviceGray, greys, 16)),
        "palette of inks": flate(values, indexed(CMYK, inked, 16)),
        "palette by a profile": flate(values, indexed(profile(rgb_profile("green", "red"), 3), entries, 16)),
    }


def _calibrated() -> dict[str, Callable[[Any], Any]]:
    image, grey = scene(), in_grey()
    steep = Array([Name.CalGray, Dictionary(WhitePoint=WHITE, Gamma=2.2)])
    plain = Dictionary(
        WhitePoint=WHITE,
        Gamma=Array([2.2, 2.2, 2.2]),
        Matrix=Array([0.4124, 0.2126, 0.0193, 0.3576, 0.7152, 0.1192, 0.1805, 0.0722, 0.9505]),
    )
    lab = ImageCms.profileToProfile(
        image, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )
    stored_lab = bytes(
        value if at % 3 == 0 else (value + 128) % 256 for at, value in enumerate((lab or image).tobytes())
    )
    lab_space = Array(
        [Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]), Range=Array([-128, 127, -128, 127]))]
    )
    odd = rgb_profile("green", "red", gamma=1.2)
    return {
        "calibrated grey": flate(grey, steep),
        "calibrated colours": flate(image, Array([Name.CalRGB, plain])),
        "calibrated colours that are grey": flate(grey.convert("RGB"), Array([Name.CalRGB, plain])),
        "profile": flate(image, profile(rgb_profile(), 3)),
        "profile, jpeg": dct(jpeg(image), SIZE, profile(rgb_profile("green", "red"), 3)),
        "profile, grey": flate(grey, profile(grey_profile(1.2), 1)),
        "odd profile": flate(image, profile(odd, 3)),
        "odd profile, jpeg": dct(jpeg(image), SIZE, profile(odd, 3)),
        "odd profile, all grey": flate(grey.convert("RGB"), profile(odd, 3)),
        "odd profile, all grey, jpeg": dct(jpeg(grey.convert("RGB")), SIZE, profile(odd, 3)),
        "lab": picture(zlib.compress(stored_lab), SIZE, 8, lab_space, Name.FlateDecode),
    }


def _inks() -> dict[str, Callable[[Any], Any]]:
    image = scene()
    inked = image.convert("CMYK")
    plain = inks(image)
    return {
        "inks": flate(inked, CMYK),
        "inks, 16 bits": picture(zlib.compress(deep(inked)), SIZE, 16, CMYK, Name.FlateDecode),
        "inks, inverted": flate(inked, CMYK, Decode=inverted(4)),
        "inks, jpeg": dct(plain, SIZE, CMYK, Decode=inverted(4)),
        "inks, jpeg, not inverted": dct(plain, SIZE, CMYK),
        "inks, jpeg, unmarked": dct(unmarked(plain), SIZE, CMYK, Decode=inverted(4)),
        "inks, jpeg of ycck": dct(ycck(image), SIZE, CMYK, Decode=inverted(4)),
        "spot colour": flate(in_grey(), lambda _: _spot()),
        "spot colour, inverted": flate(in_grey(), lambda _: _spot(), Decode=inverted(1)),
        "spot colour, bits": flate(in_black_and_white(), lambda _: _spot(), 1),
        "two inks": flate(_two_inks(), _pair),
    }


def _spot() -> Array:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([0, 1, 1, 0]), N=1)
    return Array([Name.Separation, Name.Seal, CMYK, tint])


def _two_inks() -> Image.Image:
    """Two values to a pixel: stored as a picture of mode LA."""
    red, green, _ = scene().split()
    return Image.merge("LA", (red, green))


def _pair(pdf: Any) -> Array:
    tint = pdf.make_stream(b"{ 0 exch dup 0 }", FunctionType=4, Domain=Array([0, 1, 0, 1]), Range=Array([0, 1] * 4))
    return Array([Name.DeviceN, Array([Name.One, Name.Two]), CMYK, tint])


def _several() -> dict[str, Callable[[Any], Any]]:
    image = scene()
    buffer = io.BytesIO()
    image.save(buffer, "JPEG2000")
    grey = io.BytesIO()
    in_grey().save(grey, "JPEG2000", irreversible=True, quality_mode="rates", quality_layers=[8])
    return {
        "jpeg 2000": picture(buffer.getvalue(), SIZE, 8, RGB, Name.JPXDecode),
        "jpeg 2000, colours from the data": picture(buffer.getvalue(), SIZE, 0, None, Name.JPXDecode),
        "jpeg 2000, grey": picture(grey.getvalue(), SIZE, 8, Name.DeviceGray, Name.JPXDecode),
        "partly decoded": flate(image, RGB, Decode=Array([0.2, 1, 0, 0.8, 0.1, 0.9])),
        "grey, partly decoded": flate(in_grey(), Name.DeviceGray, Decode=Array([0.9, 0.2])),
    }
