"""How a picture file is coded: quality by its tables, bits by its header."""

import io

import pytest
from PIL import Image

from zcdossier.model.document_facts import PictureCoding
from zcdossier.model.facts import FactGroup
from zcdossier.probe.gather import gather
from zcdossier.probe.inspect_file import inspect_file
from zcdossier.probe.picture_coding import quality_of_table, with_coding


def coded(tmp_path, name: str, mode: str = "RGB", **options) -> PictureCoding | None:
    Image.new(mode, (40, 50), 128 if mode in ("L", "I;16", "1") else (10, 200, 90)).save(tmp_path / name, **options)
    return with_coding(inspect_file(tmp_path / name, name), tmp_path / name).coding


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


def test_tables_of_its_own_give_a_rough_answer():
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG", quality=80)
    with Image.open(buffer) as image:
        table = [step + step % 3 for step in image.quantization[0]]
    low, high = quality_of_table(table)
    assert low < high
    assert low <= 80 <= high + 4


@pytest.mark.parametrize(
    ("name", "mode", "bits"), [("a.png", "RGB", 8), ("a.png", "I;16", 16), ("a.png", "1", 1), ("a.tif", "RGB", 8)]
)
def test_the_bits_of_a_channel(tmp_path, name, mode, bits):
    assert coded(tmp_path, name, mode) == PictureCoding(None, bits)


def test_it_is_gathered_where_a_rule_needs_it(tmp_path):
    Image.new("RGB", (40, 50)).save(tmp_path / "a.jpg", quality=80)
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8broken")
    needs = {name: frozenset({FactGroup.CODING}) for name in ("a.jpg", "b.jpg")}
    facts = gather(tmp_path, ["a.jpg", "b.jpg"], needs=needs)
    assert facts["a.jpg"].coding == PictureCoding((80, 80), 8)
    assert facts["b.jpg"].coding is None
    assert gather(tmp_path, ["a.jpg"])["a.jpg"].coding is None
