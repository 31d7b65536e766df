"""Kinds by how the pixels are packed: filters and chains of them, predictors, depths."""

import base64
import zlib
from collections.abc import Callable
from typing import Any

from picture_kinds.jpeg import jpeg
from picture_kinds.scene import SIZE, in_black_and_white, in_grey, scene
from pikepdf import Array, Dictionary, Name
from PIL import Image

from pdf_kinds.objects import (
    dct,
    deep,
    flate,
    inverted,
    jbig2,
    left_predicted,
    packed_values,
    picture,
    runs,
    strip,
    up_predicted,
)

GREY, RGB = Name.DeviceGray, Name.DeviceRGB


def kinds() -> dict[str, Callable[[Any], Any]]:
    return {**_chains(), **_predicted(), **_depths(), **_bits()}


def _chains() -> dict[str, Callable[[Any], Any]]:
    image = scene()
    data = image.tobytes()
    photo = jpeg(image)
    flated = zlib.compress(data)
    return {
        "bare": picture(data, SIZE, 8, RGB),
        "flate": flate(image, RGB),
        "flate with bytes to spare": picture(zlib.compress(data + b"\n"), SIZE, 8, RGB, Name.FlateDecode),
        "flate twice": picture(zlib.compress(flated), SIZE, 8, RGB, Array([Name.FlateDecode, Name.FlateDecode])),
        "lzw": picture(strip(image, "tiff_lzw"), SIZE, 8, RGB, Name.LZWDecode),
        "lzw by its short name": picture(strip(image, "tiff_lzw"), SIZE, 8, RGB, Name.LZW),
        "runs": picture(runs(data), SIZE, 8, RGB, Name.RunLengthDecode),
        "base 85": picture(base64.a85encode(data) + b"~>", SIZE, 8, RGB, Name.ASCII85Decode),
        "hex": picture(data.hex().encode() + b">", SIZE, 8, RGB, Name.ASCIIHexDecode),
        "base 85 of flate": picture(
            base64.a85encode(flated) + b"~>", SIZE, 8, RGB, Array([Name.ASCII85Decode, Name.FlateDecode])
        ),
        "hex of lzw": picture(
            strip(image, "tiff_lzw").hex().encode() + b">", SIZE, 8, RGB, Array([Name.ASCIIHexDecode, Name.LZWDecode])
        ),
        "jpeg": dct(photo, SIZE, RGB),
        "jpeg, grey": dct(jpeg(in_grey()), SIZE, GREY),
        "jpeg, grey, inverted": dct(jpeg(in_grey()), SIZE, GREY, Decode=inverted(1)),
        "jpeg, inverted": dct(photo, SIZE, RGB, Decode=inverted(3)),
        "jpeg, progressive": dct(jpeg(image, progressive=True), SIZE, RGB),
        "jpeg of plain colours": dct(jpeg(image, keep_rgb=True), SIZE, RGB),
        "jpeg of the usual colours": dct(photo, SIZE, RGB, DecodeParms=Dictionary(ColorTransform=1)),
        "jpeg in flate": picture(zlib.compress(photo), SIZE, 8, RGB, Array([Name.FlateDecode, Name.DCTDecode])),
        "jpeg in base 85": picture(
            base64.a85encode(photo) + b"~>", SIZE, 8, RGB, Array([Name.ASCII85Decode, Name.DCTDecode])
        ),
    }


def _predicted() -> dict[str, Callable[[Any], Any]]:
    image, grey = scene(), in_grey()
    width = SIZE[0]

    def parms(predictor: int, colours: int, bits: int = 8) -> Dictionary:
        return Dictionary(Predictor=predictor, Columns=width, Colors=colours, BitsPerComponent=bits)

    def by_png(rows: bytes, row: int, bits: int, space: Any, colours: int) -> Callable[[Any], Any]:
        data = zlib.compress(up_predicted(rows, row))
        return picture(data, SIZE, bits, space, Name.FlateDecode, DecodeParms=parms(15, colours, bits))

    lzw = strip(image, "tiff_lzw", t317=2)
    return {
        "png predictor": by_png(image.tobytes(), width * 3, 8, RGB, 3),
        "png predictor, grey": by_png(grey.tobytes(), width, 8, GREY, 1),
        "png predictor, inks": by_png(image.convert("CMYK").tobytes(), width * 4, 8, Name.DeviceCMYK, 4),
        "png predictor, 16 bits": by_png(deep(image), width * 6, 16, RGB, 3),
        "png predictor, grey, 16 bits": by_png(deep(grey), width * 2, 16, GREY, 1),
        "png predictor, 4 bits": by_png(packed_values(grey, 4), (width + 1) // 2, 4, GREY, 1),
        "png predictor, 1 bit": by_png(in_black_and_white().tobytes(), (width + 7) // 8, 1, GREY, 1),
        "tiff predictor": picture(
            zlib.compress(left_predicted(image)), SIZE, 8, RGB, Name.FlateDecode, DecodeParms=parms(2, 3)
        ),
        "tiff predictor, grey": picture(
            zlib.compress(left_predicted(grey)),
            SIZE,
            8,
            GREY,
            Array([Name.FlateDecode]),
            DecodeParms=Array([parms(2, 1)]),
        ),
        "lzw, tiff predictor": picture(lzw, SIZE, 8, RGB, Name.LZWDecode, DecodeParms=parms(2, 3)),
        "base 85, then png predictor": picture(
            base64.a85encode(zlib.compress(up_predicted(image.tobytes(), width * 3))) + b"~>",
            SIZE,
            8,
            RGB,
            Array([Name.ASCII85Decode, Name.FlateDecode]),
            DecodeParms=Array([None, parms(15, 3)]),
        ),
    }


def _depths() -> dict[str, Callable[[Any], Any]]:
    image, grey = scene(), in_grey()

    def of(data: bytes, bits: int, space: Any, **more: Any) -> Callable[[Any], Any]:
        return picture(zlib.compress(data), SIZE, bits, space, Name.FlateDecode, **more)

    return {
        "grey, 2 bits": of(packed_values(grey, 2), 2, GREY),
        "grey, 4 bits": of(packed_values(grey, 4), 4, GREY),
        "grey, 4 bits, inverted": of(packed_values(grey, 4), 4, GREY, Decode=inverted(1)),
        "grey, 8 bits": of(grey.tobytes(), 8, GREY),
        "grey, 16 bits": of(deep(grey), 16, GREY),
        "colours, 1 bit": of(packed_values(image, 1), 1, RGB),
        "colours, 2 bits": of(packed_values(image, 2), 2, RGB),
        "colours, 4 bits": of(packed_values(image, 4), 4, RGB),
        "colours, 16 bits": of(deep(image), 16, RGB),
        "colours, 16 bits, inverted": of(deep(image), 16, RGB, Decode=inverted(3)),
        "lzw, 16 bits": picture(
            strip(Image.frombytes("L", (SIZE[0] * 6, SIZE[1]), deep(image)), "tiff_lzw"), SIZE, 16, RGB, Name.LZWDecode
        ),
    }


def _bits() -> dict[str, Callable[[Any], Any]]:
    bits = in_black_and_white()
    width, height = SIZE

    def fax(compression: str, tags: dict[str, int], **parms: Any) -> Callable[[Any], Any]:
        more = {key: parms.pop(key) for key in ("Decode",) if key in parms}
        return picture(
            strip(bits, compression, **tags),
            SIZE,
            1,
            GREY,
            Name.CCITTFaxDecode,
            DecodeParms=Dictionary(Columns=width, Rows=height, **parms),
            **more,
        )

    return {
        "bits": flate(bits, GREY, 1),
        "bits, inverted": flate(bits, GREY, 1, Decode=inverted(1)),
        "bits, runs": picture(runs(bits.tobytes()), SIZE, 1, GREY, Name.RunLengthDecode),
        "fax, group 4": fax("group4", {}, K=-1),
        "fax, group 4, black is 1": fax("group4", {}, K=-1, BlackIs1=True),
        "fax, group 4, inverted": fax("group4", {}, K=-1, Decode=inverted(1)),
        "fax, group 3": fax("group3", {}, K=0, EndOfLine=True),
        "fax, group 3 in two dimensions": fax("group3", {"t292": 1}, K=4, EndOfLine=True),
        "fax, rows by the byte": fax("tiff_ccitt", {}, K=0, EncodedByteAlign=True),
        "jbig2": picture(jbig2(bits), SIZE, 1, GREY, Name.JBIG2Decode),
        "jbig2, inverted": picture(jbig2(bits), SIZE, 1, GREY, Name.JBIG2Decode, Decode=inverted(1)),
    }
