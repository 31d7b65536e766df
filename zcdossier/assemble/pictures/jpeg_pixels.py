"""The pixels of a JPEG, decoded at any eighth of its size: about half the time of decoding it whole and scaling it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_EIGHTHS = range(1, 9)
_ENOUGH = 0.97  # asked for a little less, so that rounding does not cost the next larger scale
_SPACES = {"L": ("GRAY", "L"), "RGB": ("RGBX", "RGBX")}


def decode(data: bytes, header: "Picture", least: tuple[int, int]) -> "Picture | None":
    """Return the pixels (L or RGBX) at the smallest scale not much below `least`; None where Pillow has to do it.

    `header` is the same JPEG opened by Pillow but not loaded. Damaged data is left to Pillow too, which says
    what is wrong.
    """
    if header.mode not in _SPACES:
        return None
    import simplejpeg  # noqa: PLC0415 - heavy
    from PIL import Image  # noqa: PLC0415 - heavy

    space, mode = _SPACES[header.mode]
    eighths = next((part for part in _EIGHTHS if _is_enough(header.size, part, least)), 8)
    width, height = (-(-side * eighths // 8) for side in header.size)
    try:
        pixels: Any = simplejpeg.decode_jpeg(data, space, min_width=width, min_height=height, min_factor=1)
    except ValueError:
        return None
    if pixels.shape[:2] != (height, width):
        return None  # the frame is not the one that Pillow saw
    image: Picture = Image.frombuffer(mode, (width, height), pixels, "raw", mode, 0, 1)
    image.info.update(header.info)
    return image


def _is_enough(size: tuple[int, int], eighths: int, least: tuple[int, int]) -> bool:
    return all(side * eighths / 8 >= wanted * _ENOUGH for side, wanted in zip(size, least, strict=True))
