"""How a picture file is coded: quality by its tables, bits by its header."""

import pytest
from PIL import Image

from zcdossier.model.document_facts import PictureCoding
from zcdossier.probe.inspect_file import inspect_file
from zcdossier.probe.picture_coding import read_coding


def coded(tmp_path, name: str, mode: str = "RGB", **options) -> PictureCoding | None:
    Image.new(mode, (40, 50), 128 if mode in ("L", "I;16", "1") else (10, 200, 90)).save(tmp_path / name, **options)
    return read_coding(tmp_path / name, inspect_file(tmp_path / name, name).format)


@pytest.mark.parametrize("quality", [1, 10, 25, 49, 50, 51, 70, 75, 85, 90, 95, 99, 100])
@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_the_quality_that_a_jpeg_was_saved_with(tmp_path, quality, mode):
    found = coded(tmp_path, "a.jpg", mode, quality=quality)
    assert found is not None
    assert found.quality is not None
    low, high = found.quality
    assert low <= quality <= high
    assert high - low <= 1
    assert found.bits == 8


@pytest.mark.parametrize(("name", "mode", "bits"), [("a.png", "RGB", 8), ("a.png", "I;16", 16), ("a.png", "1", 1)])
def test_the_bits_of_a_channel(tmp_path, name, mode, bits):
    assert coded(tmp_path, name, mode) == PictureCoding(None, bits)
