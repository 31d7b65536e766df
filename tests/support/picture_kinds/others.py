"""WebP, BMP, GIF, AVIF, JPEG 2000, and HEIC where it can be written."""

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from PIL import Image

from picture_kinds import bmp as bmp_by_hand
from picture_kinds import icc as icc_by_hand
from picture_kinds.scene import (
    BLUE,
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
    clear, on_white = faded()
    blank = Image.new("RGB", SIZE, BLUE)

    def webp(image: Image.Image, expected: Image.Image | None = None, off: float = 6.0, **how: Any) -> Kind:
        return Kind(saved(image, "WEBP", **{"quality": 92, **how}), "webp", expected or scene(), off)

    def turned_webp(number: int) -> Kind:
        return webp(turned(number), exif=exif(number))

    def avif(image: Image.Image, expected: Image.Image | None = None, off: float = 6.0, **how: Any) -> Kind:
        return Kind(saved(image, "AVIF", **{"quality": 92, "speed": 10, **how}), "avif", expected or scene(), off)

    def turned_avif(number: int) -> Kind:
        return avif(turned(number), exif=exif(number))

    def jp2(image: Image.Image, expected: Image.Image, off: float = 6.0, **how: Any) -> Kind:
        return Kind(saved(image, "JPEG2000", **how), "jp2", expected, off)

    def gif_clear() -> Kind:
        few = in_palette()
        index = few.tobytes()[20 * few.width + 20]
        mask = Image.new("L", SIZE)
        mask.putdata([0 if value == index else 255 for value in few.tobytes()])
        expected = Image.composite(few.convert("RGB"), Image.new("RGB", SIZE, "white"), mask)
        return Kind(saved(few, "GIF", transparency=index), "gif", expected)

    def gif_moving() -> Kind:
        return Kind(saved(in_palette(), "GIF", save_all=True, append_images=[blank]), "gif", in_palette())

    return {
        "webp": lambda: webp(scene()),
        "webp lossless": lambda: webp(scene(), lossless=True),
        "webp clear": lambda: webp(clear, on_white),
        "webp lossless clear": lambda: webp(clear, on_white, lossless=True),
        "webp moving": lambda: webp(scene(), save_all=True, append_images=[blank]),
        "webp moving and clear": lambda: webp(clear, on_white, save_all=True, append_images=[blank], lossless=True),
        **{f"webp turned {number}": partial(turned_webp, number) for number in range(2, 9)},
        "avif": lambda: avif(scene()),
        "avif clear": lambda: avif(clear, on_white),
        "avif moving": lambda: avif(scene(), save_all=True, append_images=[blank]),
        **{f"avif turned {number}": partial(turned_avif, number) for number in range(2, 9)},
        "jpeg 2000": lambda: jp2(scene(), scene()),
        "jpeg 2000 bare": lambda: jp2(scene(), scene(), no_jp2=True),
        "jpeg 2000 grey": lambda: jp2(in_grey(), in_grey()),
        "jpeg 2000 clear": lambda: jp2(clear, on_white),
        "jpeg 2000 lossy": lambda: jp2(scene(), scene(), irreversible=True, quality_mode="dB", quality_layers=[42]),
        "bmp": lambda: Kind(saved(scene(), "BMP"), "bmp", scene()),
        "bmp grey": lambda: Kind(saved(in_grey(), "BMP"), "bmp", in_grey()),
        "bmp black and white": lambda: Kind(saved(in_black_and_white(), "BMP"), "bmp", in_black_and_white()),
        "bmp palette": lambda: Kind(saved(in_palette(), "BMP"), "bmp", in_palette()),
        "bmp top down": lambda: Kind(bmp_by_hand.top_down(scene()), "bmp", scene()),
        "bmp 16 bits": lambda: Kind(bmp_by_hand.sixteen_bits(scene()), "bmp", scene()),
        "bmp runs": lambda: Kind(bmp_by_hand.runs(in_palette()), "bmp", in_palette()),
        "bmp clear": lambda: Kind(bmp_by_hand.with_alpha(clear), "bmp", on_white),
        "gif": lambda: Kind(saved(in_palette(), "GIF"), "gif", in_palette()),
        "gif grey": lambda: Kind(saved(in_grey(), "GIF"), "gif", in_grey()),
        "gif interlaced": lambda: Kind(saved(in_palette(), "GIF", interlace=1), "gif", in_palette()),
        "gif clear": gif_clear,
        "gif moving": gif_moving,
    }


def heics() -> dict[str, Callable[[], Kind]]:
    try:
        import pillow_heif
    except ImportError:
        return {}

    def heic(image: Image.Image, expected: Image.Image | None = None, off: float = 6.0, **how: Any) -> Kind:
        buffer = io.BytesIO()
        pillow_heif.from_pillow(image).save(buffer, quality=95, **how)
        return Kind(buffer.getvalue(), "heic", expected or scene(), off)

    clear, on_white = faded()
    swapped = Image.merge("RGB", [scene().split()[at] for at in (1, 0, 2)])
    exchanged = icc_by_hand.rgb_profile(red="green", green="red")
    return {
        "heic": lambda: heic(scene()),
        "heic grey": lambda: heic(in_grey(), in_grey()),
        "heic clear": lambda: heic(clear, on_white),
        "heic with a profile": lambda: heic(_with_profile(swapped, exchanged)),
        **{f"heic turned {number}": partial(_turned_heic, number) for number in range(2, 9)},
    }


def _turned_heic(number: int) -> Kind:
    """As phones write it: the container turns the picture, and EXIF says the same once more, to be passed over."""
    import pillow_heif

    buffer = io.BytesIO()
    pillow_heif.from_pillow(turned(number)).save(buffer, quality=95, exif=exif(number).tobytes())
    data = buffer.getvalue()
    assert exif(number).tobytes()[6:] in data
    return Kind(data, "heic", scene())


def _with_profile(image: Image.Image, icc: bytes) -> Image.Image:
    image = image.copy()
    image.info["icc_profile"] = icc
    return image
