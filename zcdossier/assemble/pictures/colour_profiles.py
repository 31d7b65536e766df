"""Colour profiles: which of them say something usable about which colours. A broken one is worse than none."""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_SPACES = {"L": b"GRAY", "P": b"RGB ", "RGB": b"RGB ", "RGBX": b"RGB ", "CMYK": b"CMYK"}
_LEAST = 132
_KEPT = "keep_channels"
_LEVELS, _RGB = 256, 3
_AS_GOOD_AS_GREY = 8  # of 255: a profile this near to the usual one may as well be left out
_SPACE_AT, _SIGNATURE_AT = slice(16, 20), slice(36, 40)


def keep_channels(image: "Picture") -> None:
    """Mark a picture whose grey must stay three equal values: by any other way some viewer shows it otherwise."""
    image.info[_KEPT] = True


def keeps_channels(image: "Picture") -> bool:
    """Whether a picture is so marked; the mark lies in `info`, which saving or scaling may drop."""
    return bool(image.info.get(_KEPT))


def fitting_profile(icc: object, mode: str) -> bytes:
    """Return the ICC profile if it is a sound one for pictures of a mode, else nothing."""
    if not isinstance(icc, bytes) or len(icc) < _LEAST or icc[_SIGNATURE_AT] != b"acsp":
        return b""
    space = _SPACES.get(mode)
    return _if_sound(icc, mode) if space is not None and icc[_SPACE_AT] == space else b""


@lru_cache(maxsize=8)
def _if_sound(icc: bytes, mode: str) -> bytes:
    """Return the profile if colours can be converted by it: viewers that can't warn, or show nothing.

    Equal profiles come back as one, so that a hundred pages of a scanner don't keep a hundred copies.
    """
    from PIL import ImageCms

    from_mode = "RGB" if _SPACES[mode] == b"RGB " else mode
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        ImageCms.buildTransform(profile, ImageCms.createProfile("sRGB"), from_mode, "RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return b""
    return icc


@lru_cache(maxsize=8)
def is_plain_profile(icc: bytes) -> bool:
    """Whether equal values of red, green and blue look like the same value of plain grey under a profile."""
    from PIL import Image, ImageCms

    ramp = Image.frombytes("RGB", (_LEVELS, 1), b"".join(bytes([value] * _RGB) for value in range(_LEVELS)))
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(icc))
        converted = ImageCms.profileToProfile(ramp, profile, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return False
    if converted is None:
        return False
    return all(abs(a - b) <= _AS_GOOD_AS_GREY for a, b in zip(ramp.tobytes(), converted.tobytes(), strict=True))
