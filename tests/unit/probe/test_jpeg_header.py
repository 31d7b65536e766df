import io

import pytest
from PIL import Image

from zcdossier.model.facts import PageSize, Trouble


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_the_header_says_what_pillow_says(make, facts_of, mode, progressive):
    data = make.coded(make.picture((417, 301), mode), "JPEG", progressive=progressive, dpi=(300, 300))
    facts = facts_of("a.jpg", data)
    with Image.open(io.BytesIO(data)) as image:
        assert (facts.mode, facts.sizes) == (image.mode, (PageSize(*image.size),))
    assert (facts.format, facts.suffix_format, facts.trouble) == ("jpeg", "jpeg", None)
    assert (facts.dpi, facts.pages, facts.orientation, facts.bytes) == (300, 1, 1, len(data))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_sizes_are_as_displayed(make, facts_of, orientation):
    facts = facts_of("a.jpg", make.coded(make.picture((40, 30)), "JPEG", exif=make.oriented(orientation)))
    assert facts.orientation == orientation
    assert facts.sizes == (PageSize(30, 40) if orientation > 4 else PageSize(40, 30),)
    assert facts.detail == ""


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_impossible_orientation_is_told(make, facts_of, orientation):
    facts = facts_of("a.jpg", make.coded(make.picture((40, 30)), "JPEG", exif=make.oriented(orientation)))
    assert (facts.usable, facts.orientation, facts.detail) == (True, orientation, f"orientation {orientation}")
    assert facts.sizes == (PageSize(40, 30),)


@pytest.mark.parametrize(
    "exif", [b"Exif\0\0", b"Exif\0\0II*\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0XX*\0\x08\0\0\0"]
)
def test_broken_exif_costs_nothing(make, facts_of, exif):
    facts = facts_of("a.jpg", make.coded(make.picture(), "JPEG", exif=exif))
    assert (facts.usable, facts.orientation, facts.detail) == (True, 1, "")


def test_resolution_from_exif_when_jfif_says_nothing(make, facts_of):
    exif = Image.Exif()
    exif[0x011A], exif[0x011B], exif[0x0128] = 118.11, 118.11, 3
    facts = facts_of("a.jpg", make.coded(make.picture(), "JPEG", exif=exif))
    assert facts.dpi == pytest.approx(300, abs=0.1)


@pytest.mark.parametrize("left", [3, 20, 200, 0.5, 0.9, -3])
def test_a_cut_off_picture_is_truncated(make, facts_of, left):
    data = make.coded(make.picture((400, 300)), "JPEG", quality=95, exif=make.oriented(6))
    cut = data[: int(len(data) * left)] if isinstance(left, float) else data[:left]
    assert facts_of("a.jpg", cut).trouble is Trouble.TRUNCATED


@pytest.mark.parametrize("left", [-2, -1])
def test_one_that_lacks_the_end_marker_alone_is_usable(make, facts_of, left):
    data = make.coded(make.picture((400, 300)), "JPEG", quality=95, exif=make.oriented(6))
    assert facts_of("a.jpg", data[:left]) == facts_of("a.jpg", data)._replace(bytes=len(data) + left)
    progressive = make.coded(make.picture((400, 300)), "JPEG", progressive=True)
    assert facts_of("a.jpg", progressive[:left]).trouble is Trouble.TRUNCATED


def test_a_copy_filled_up_with_zeros_is_truncated(make, facts_of):
    data = make.coded(make.picture((400, 300)), "JPEG", quality=95)
    assert facts_of("a.jpg", data[: len(data) // 2].ljust(len(data), b"\0")).trouble is Trouble.TRUNCATED


def test_the_preview_in_exif_has_an_end_of_its_own(make, facts_of):
    preview = make.coded(make.picture((16, 12)), "JPEG")
    exif = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + preview
    data = make.coded(make.picture((40, 30)), "JPEG", exif=exif)
    assert facts_of("a.jpg", data).usable
    assert facts_of("b.jpg", data[:-9]).trouble is Trouble.TRUNCATED


@pytest.mark.parametrize("behind", [b"\0" * 10, b"\0" * 3_000_000, b"SEFT" * 5000])
def test_phones_put_things_behind_the_picture(make, facts_of, behind):
    assert facts_of("a.jpg", make.coded(make.picture(), "JPEG") + behind).usable


def test_only_the_first_picture_of_a_multi_picture_file_counts(make, facts_of):
    data = make.coded(make.picture(), "MPO", save_all=True, append_images=[make.picture((20, 10))])
    with Image.open(io.BytesIO(data)) as image:
        assert image.n_frames == 2
    facts = facts_of("a.jpg", data)
    assert (facts.usable, facts.pages, facts.sizes) == (True, 1, (PageSize(40, 30),))


def test_fill_bytes_between_segments_are_allowed(make, facts_of):
    data = make.coded(make.picture(), "JPEG")
    assert facts_of("a.jpg", data[:2] + b"\xff\xff" + data[2:]).usable


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"\xff\xc0\0\x11\x08", b"\xff\xc3\0\x11\x08"),  # lossless coding, which nobody shows
        (b"\xff\xc0\0\x11\x08", b"\xff\xc0\0\x11\x0c"),  # 12 bits
        (b"\xff\xc0\0\x11\x08\0\x1e", b"\xff\xc0\0\x11\x08\0\0"),  # no rows
        (b"\xff\xc0", b"\xff\xfe"),  # no frame at all
        (b"\xff\xdb", b"\xff\xd9"),  # an end before the picture
        (b"\xff\xdb", b"\0\xdb"),
        (b"\xff\xdb\0\x43", b"\xff\xdb\0\x01"),
    ],
)
def test_nonsense_is_unreadable(make, facts_of, old, new):
    data = make.coded(make.picture(), "JPEG")
    assert old in data
    facts = facts_of("a.jpg", data.replace(old, new, 1))
    assert (facts.trouble, facts.format) == (Trouble.UNREADABLE, "jpeg")
