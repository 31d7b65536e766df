"""What is weighed before anything is given up: every byte that will be written, colour profiles and equals included."""

import random
import zlib
from pathlib import Path

import pytest
from PIL import ImageCms

from zcdossier.assemble.image_pages import ImagePage, first_of_equals, weight_of
from zcdossier.assemble.pictures.coded_picture import CodedPicture, Coding
from zcdossier.assemble.pictures.picture_file import PictureFile
from zcdossier.assemble.shrinking import shrink_record
from zcdossier.assemble.shrinking.shrink_record import make_smaller
from zcdossier.model.build_rules import BuildLimits

PAGES = 4


def profile(number):
    """An sRGB profile of its own: made on another day."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    data[24:36] = bytes([7, 0xD0 + number, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    data[84:100] = bytes(16)
    return bytes(data)


def sheet(data, icc=b"", **how):
    coded = CodedPicture(Coding.JPEG, b"", 10, 10, icc=icc, **how)
    return ImagePage(PictureFile(Path("a.jpg"), "a.jpg"), coded, len(data), data.hex(), None)


def test_pictures_weigh_what_they_take_and_profiles_once():
    first, second = profile(1), profile(2)
    sheets = {1: sheet(b"a" * 100, first), 2: sheet(b"b" * 50, first), 3: sheet(b"c" * 10, second), 4: sheet(b"d" * 5)}
    assert weight_of(sheets) == 165 + len(zlib.compress(first)) + len(zlib.compress(second))


def test_a_picture_that_is_listed_twice_weighs_once():
    sheets = {1: sheet(b"a" * 100), 4: sheet(b"b" * 30), 2: sheet(b"a" * 100), 3: sheet(b"a" * 100, orientation=6)}
    assert first_of_equals(sheets) == {1: 1, 4: 4, 2: 1, 3: 3}
    assert weight_of(sheets) == 230


@pytest.fixture
def record(scans, kit):
    """Photos with profiles, one of them listed twice, and a page of text."""
    for at in range(PAGES):
        image = kit.noisy((500 + at, 700), seal=at == 1)
        data = kit.jpeg_bytes(image, quality=92, icc_profile=profile(at % 3))
        scans.add(f"{at}.jpg", data, "jpeg")
    scans.add("again.jpg", (scans.root / "0.jpg").read_bytes(), "jpeg")
    return scans.pdf("z.pdf", kit.text_pdf("text"))


def test_what_fits_to_the_byte_stays_as_it_is(record):
    whole = record.built()
    record.limits = BuildLimits(max_bytes=whole.bytes + 1)
    fitted = record.built()
    assert (fitted.bytes, fitted.recoded) == (whole.bytes, ())


@pytest.mark.parametrize("over", [0, 1, 40, 300, 700, 2_500])
def test_what_is_over_by_less_than_a_profile_gives_up_little(record, over):
    """Refused it never is, and it never comes out at the limit: uploads must be smaller."""
    whole = record.built()
    limit = whole.bytes - over
    record.limits = BuildLimits(max_bytes=limit)
    fitted = record.built()
    assert fitted.recoded
    assert 0.9 * limit < fitted.bytes < limit


def test_profiles_that_take_most_of_the_room_are_left_room(scans, kit, monkeypatch):
    """Text that says nothing makes them as large as pictures; they can't be made smaller."""
    chance = random.Random(3)
    heavy = profile(0) + chance.randbytes(60_000)
    heavy = len(heavy).to_bytes(4, "big") + heavy[4:]
    for at in range(2):
        data = kit.jpeg_bytes(kit.noisy((900, 1200 + at)), quality=95, icc_profile=heavy)
        scans.add(f"{at}.jpg", data, "jpeg")
    whole = scans.built()
    scans.limits = BuildLimits(max_bytes=whole.bytes - 30_000)
    rounds = []
    monkeypatch.setattr(shrink_record, "make_smaller", lambda *how: rounds.append(how) or make_smaller(*how))
    fitted = scans.built()
    assert len(rounds) == 1  # not by what the first one was over
    assert fitted.recoded
    assert 0.9 * scans.limits.max_bytes < fitted.bytes < scans.limits.max_bytes
