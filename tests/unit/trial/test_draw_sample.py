"""The drawn files of a sample: what a profile asks of size, resolution, colour and bytes, the same wherever drawn."""

import io

import pikepdf
import pytest
from PIL import Image

from zcdossier.trial.draw_sample import draw_file
from zcdossier.trial.sample_files import SampleFile


@pytest.mark.parametrize("least_bytes", [0, 9_000, 250_001])
def test_a_photo_is_as_wanted(least_bytes: int) -> None:
    data = draw_file(SampleFile("photo.jpg", "jpeg", 358, 441, 350, "blue", least_bytes))
    with Image.open(io.BytesIO(data)) as image:
        assert (image.size, image.info["dpi"], image.getpixel((2, 2))[2] > 240) == ((358, 441), (350, 350), True)
    assert least_bytes <= len(data) < least_bytes + 9_000


def test_pages_are_unlike_each_other() -> None:
    pages = [draw_file(SampleFile(f"09-论文/1/{name}.png", "png", 80, 113, 10)) for name in ("1-封面", "2-正文")]
    assert pages[0] != pages[1]
    with pikepdf.open(io.BytesIO(draw_file(SampleFile("a.pdf", "pdf", 827, 1169, 100)))) as pdf:
        assert [round(float(side)) for side in pdf.pages[0].MediaBox] == [0, 0, 595, 842]
