"""PNGs: few bits and many, clear in every way there is, in seven passes, turned."""

from collections.abc import Callable
from typing import Any

from PIL import Image, ImageChops
from png_file import png_chunk

from picture_kinds import png as png_by_hand
from picture_kinds.scene import (
    INK,
    SIZE,
    Kind,
    exif,
    faded,
    in_black_and_white,
    in_grey,
    in_palette,
    saved,
    scene,
    turned,
)


def kinds() -> dict[str, Callable[[], Kind]]:
    write, of = png_by_hand.png, png_by_hand.of

    def png(image: Image.Image, expected: Image.Image | None = None, off: float = 5.0, **how: Any) -> Kind:
        return Kind(saved(image, "PNG", **how), "png", expected or image, off)

    def few_bits(bits: int, *, interlaced: bool = False) -> Kind:
        top = (1 << bits) - 1
        few = in_grey().point(lambda value: value * (top + 1) // 256)
        data = write(SIZE, png_by_hand.GREY, bits, of(few), interlaced=interlaced)
        return Kind(data, "png", few.point(lambda value: value * 255 // top))

    def deep(
        colours: int, image: Image.Image, expected: Image.Image | None = None, *, interlaced: bool = False
    ) -> Kind:
        data = write(SIZE, colours, 16, of(image, lambda value: value * 257), interlaced=interlaced)
        return Kind(data, "png", expected or image)

    def clear_colour(colours: int, bits: int, image: Image.Image, colour: tuple[int, ...]) -> Kind:
        """One colour of the picture is named as the clear one."""
        factor = 257 if bits == 16 else 1
        trns = b"".join((value * factor).to_bytes(2, "big") for value in colour)
        data = write(SIZE, colours, bits, of(image, lambda value: value * factor), [(b"tRNS", trns)])
        key = Image.new(image.mode, SIZE, colour if len(colour) > 1 else colour[0])
        mask = ImageChops.difference(image, key).convert("L").point(lambda value: 255 if value else 0)
        return Kind(data, "png", Image.composite(image, Image.new(image.mode, SIZE, "white"), mask))

    def clear_palette() -> Kind:
        """A palette whose every second colour is half clear."""
        few = in_palette()
        half = bytes(255 if at % 2 else 128 for at in range(16))
        strengths = Image.new("L", SIZE)
        strengths.putdata([half[at] for at in few.tobytes()])
        expected = Image.composite(few.convert("RGB"), Image.new("RGB", SIZE, "white"), strengths)
        return Kind(saved(few, "PNG", transparency=half), "png", expected)

    def late_turn() -> Kind:
        """An orientation that comes after the picture."""
        data = saved(turned(6), "PNG")
        return Kind(data[:-12] + png_chunk(b"eXIf", exif(6).tobytes()[6:]) + data[-12:], "png", scene())

    bits, grey, (clear, on_white), (clear_grey, grey_on_white) = (
        in_black_and_white(),
        in_grey(),
        faded(),
        faded(in_grey()),
    )
    return {
        "png": lambda: png(scene()),
        "png grey": lambda: png(grey),
        "png black and white": lambda: png(bits),
        "png palette": lambda: png(in_palette()),
        "png palette of 2": lambda: png(scene().quantize(2, dither=Image.Dither.NONE)),
        "png palette of 200": lambda: png(scene().quantize(200, dither=Image.Dither.NONE)),
        "png 1 bit": lambda: few_bits(1),
        "png 2 bits": lambda: few_bits(2),
        "png 4 bits": lambda: few_bits(4),
        "png 1 bit interlaced": lambda: few_bits(1, interlaced=True),
        "png 4 bits interlaced": lambda: few_bits(4, interlaced=True),
        "png 16 bits": lambda: deep(png_by_hand.RGB, scene()),
        "png 16 bits grey": lambda: deep(png_by_hand.GREY, grey),
        "png 16 bits clear": lambda: deep(png_by_hand.RGBA, clear, on_white),
        "png 16 bits grey and clear": lambda: deep(png_by_hand.GREY_ALPHA, clear_grey, grey_on_white),
        "png 16 bits interlaced": lambda: deep(png_by_hand.RGB, scene(), interlaced=True),
        "png 16 bits grey interlaced": lambda: deep(png_by_hand.GREY, grey, interlaced=True),
        "png interlaced": lambda: Kind(write(SIZE, png_by_hand.RGB, 8, of(scene()), interlaced=True), "png", scene()),
        "png clear": lambda: png(clear, on_white),
        "png grey and clear": lambda: png(clear_grey, grey_on_white),
        "png clear palette": clear_palette,
        "png clear ink": lambda: clear_colour(png_by_hand.RGB, 8, scene(), INK),
        "png clear grey": lambda: clear_colour(png_by_hand.GREY, 8, grey, (grey.tobytes()[20 * SIZE[0] + 20],)),
        "png clear 16 bits grey": lambda: clear_colour(
            png_by_hand.GREY, 16, grey, (grey.tobytes()[20 * SIZE[0] + 20],)
        ),
        "png clear 16 bits": lambda: clear_colour(png_by_hand.RGB, 16, scene(), INK),
        "png turned 6": lambda: png(turned(6), scene(), exif=exif(6)),
        "png turned 7": lambda: png(turned(7), scene(), exif=exif(7)),
        "png turned late": late_turn,
        "png grey turned 8": lambda: png(turned(8, grey), grey, exif=exif(8)),
        "png black and white turned 5": lambda: png(
            turned(5, in_black_and_white()), in_black_and_white(), exif=exif(5)
        ),
        "png clear turned 3": lambda: png(turned(3, clear), on_white, exif=exif(3)),
    }
