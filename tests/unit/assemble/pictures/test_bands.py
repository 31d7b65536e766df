"""Making a picture plain band by band gives the same pixels as all at once."""

import pytest
from PIL import Image

from zcdossier.assemble.pictures import raster
from zcdossier.assemble.pictures.raster import by_bands


def grained(mode: str) -> Image.Image:
    noise = Image.frombytes("RGB", (31, 47), bytes(x * x * 31 % 251 for x in range(31 * 47 * 3)))
    if mode == "RGBA":
        noise.putalpha(Image.linear_gradient("L").resize(noise.size))
        return noise
    if mode == "I;16":
        return noise.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    if mode == "P":
        pale = noise.quantize(32)
        pale.info["transparency"] = 3
        return pale
    return noise.convert(mode)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "CMYK", "I;16", "YCbCr"])
@pytest.mark.parametrize("pixels", [1, 31, 100, 31 * 46, 31 * 47])
def test_bands_of_any_height(mode: str, pixels: int) -> None:
    image = grained(mode)
    image.info["icc_profile"] = b"kept"
    whole = raster._made_plain(image)
    banded = by_bands(image, raster._made_plain, pixels=pixels)
    assert (banded.mode, banded.size, banded.tobytes()) == (whole.mode, whole.size, whole.tobytes())
    assert banded.info.get("icc_profile") == whole.info.get("icc_profile")


def test_one_value_that_stands_for_clear() -> None:
    image = grained("I;16")
    image.info["transparency"] = image.getpixel((3, 3))
    banded = by_bands(image, raster._made_plain, pixels=100)
    assert banded.tobytes() == raster._made_plain(image).tobytes()
    assert banded.getpixel((3, 3)) == 255
