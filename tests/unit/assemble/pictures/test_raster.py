"""Pictures decoded, converted band by band and coded: the same pixels whichever way."""

import io
import os
import threading
import time

import pytest
from grey_noise import grey_noise
from PIL import Image, ImageChops, ImageStat

from zcdossier.assemble.pictures import raster
from zcdossier.assemble.pictures.raster import by_bands, save_to_bytes


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
    whole = raster._make_plain(image)
    banded = by_bands(image, raster._make_plain, pixels=pixels)
    assert (banded.mode, banded.size, banded.tobytes()) == (whole.mode, whole.size, whole.tobytes())
    assert banded.info.get("icc_profile") == whole.info.get("icc_profile")


def test_one_value_that_stands_for_clear() -> None:
    image = grained("I;16")
    image.info["transparency"] = image.getpixel((3, 3))
    banded = by_bands(image, raster._make_plain, pixels=100)
    assert banded.tobytes() == raster._make_plain(image).tobytes()
    assert banded.getpixel((3, 3)) == 255


@pytest.fixture(scope="module")
def picture() -> Image.Image:
    return grey_noise((2400, 3000), 60).convert("RGB")


@pytest.mark.parametrize("optimize", [True, False])
def test_the_bytes_are_those_pillow_makes(picture, monkeypatch, optimize) -> None:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=80, optimize=optimize)
    assert save_to_bytes(picture, "JPEG", quality=80, optimize=optimize) == buffer.getvalue()
    monkeypatch.delattr(os, "memfd_create", raising=False)
    assert save_to_bytes(picture, "JPEG", quality=80, optimize=optimize) == buffer.getvalue()
    assert raster.save_to_bytes(picture.reduce(9), "PNG").startswith(b"\x89PNG")


def test_other_threads_work_meanwhile(picture) -> None:
    """Held up for the whole of it, a thread would see no more than a moment or two per picture."""
    seen = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal seen
        while not done.is_set():
            time.sleep(0.001)
            seen += 1

    watching = threading.Thread(target=watch)
    watching.start()
    for _ in range(3):
        save_to_bytes(picture, "JPEG", quality=90, optimize=True)
    done.set()
    watching.join()
    assert seen > 12


def photo(size=(1203, 801), mode="RGB"):
    plain = Image.linear_gradient("L").resize(size)
    if mode == "L":
        return plain
    colours = Image.merge("RGB", (plain, plain.transpose(Image.Transpose.FLIP_LEFT_RIGHT), Image.new("L", size, 90)))
    return colours.convert(mode)


def as_jpeg(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92, **options)
    return buffer.getvalue()


def decoded(data, least):
    with Image.open(io.BytesIO(data)) as header:
        return raster.decode_jpeg(data, header, least)


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("least", [(1, 1), (150, 100), (400, 200), (700, 466), (900, 600), (1203, 801), (5000, 5000)])
@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"subsampling": 0}])
def test_the_picture_is_large_enough_and_the_same(mode, least, options):
    image = photo(mode=mode)
    found = decoded(as_jpeg(image, **options), least)
    assert found.width >= min(least[0], image.width) * 0.97
    assert found.height >= min(least[1], image.height) * 0.97
    assert found.mode == ("L" if mode == "L" else "RGBX")
    expected = found if mode == "L" else found.convert("RGB")
    difference = ImageChops.difference(expected, image.resize(found.size, Image.Resampling.BOX))
    assert max(ImageStat.Stat(difference).mean) < 3


def test_it_is_no_larger_than_it_must_be():
    assert decoded(as_jpeg(photo((1600, 800))), (1000, 500)).size == (1000, 500)
    assert decoded(as_jpeg(photo((1600, 800))), (1001, 501)).size == (1000, 500)
    assert decoded(as_jpeg(photo((1600, 800))), (1100, 550)).size == (1200, 600)


def test_inks_and_damage_are_left_to_pillow():
    assert decoded(as_jpeg(photo(mode="CMYK")), (100, 100)) is None
    data = as_jpeg(photo())
    assert decoded(data[: len(data) // 2], (100, 100)) is None


def test_a_profile_stays_with_the_pixels():
    found = decoded(as_jpeg(photo(), icc_profile=b"x" * 200), (100, 100))
    assert found.info["icc_profile"] == b"x" * 200


def test_what_is_not_the_picture_of_the_header_is_refused():
    with Image.open(io.BytesIO(as_jpeg(photo((400, 300))))) as header:
        assert raster.decode_jpeg(as_jpeg(photo((500, 500))), header, (400, 300)) is None
