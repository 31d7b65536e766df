import io

import pytest
from PIL import Image
from png_file import PNG_END, png_header, png_of

from zcdossier.model.facts import PageSize, Trouble


def claiming(width: int, height: int) -> bytes:
    return png_of(png_header(width, height), (b"IDAT", b"x" * 100), PNG_END)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_the_header_says_what_pillow_says(make, facts_of, mode):
    image = Image.new(mode, (41, 29)) if mode == "I;16" else make.picture((41, 29), mode)
    data = make.coded(image, "PNG", dpi=(300, 300))
    facts = facts_of("a.png", data)
    with Image.open(io.BytesIO(data)) as opened:
        assert (facts.mode, facts.sizes) == (opened.mode, (PageSize(*opened.size),))
    assert (facts.format, facts.suffix_format, facts.trouble, facts.pages) == ("png", "png", None, 1)
    assert facts.dpi == pytest.approx(300, abs=0.1)


@pytest.mark.parametrize("is_apart", [True, False])
def test_a_png_that_moves_has_the_pictures_that_pillow_counts(make, facts_of, is_apart):
    first, *others = (Image.new("RGB", (40, 30), colour) for colour in ("white", "red", "blue"))
    data = make.coded(first, "PNG", save_all=True, append_images=others, default_image=is_apart)
    with Image.open(io.BytesIO(data)) as opened:
        assert facts_of("a.png", data).pages == opened.n_frames == 3


def test_orientation_from_the_exif_chunk(make, facts_of):
    facts = facts_of("a.png", make.coded(make.picture((40, 30)), "PNG", exif=make.oriented(6)))
    assert (facts.orientation, facts.sizes) == (6, (PageSize(30, 40),))


@pytest.mark.parametrize("left", [8, 20, 40, 0.5, 0.9, -13, -12, -5, -1])
def test_a_cut_off_picture_is_truncated(make, facts_of, left):
    data = make.coded(make.picture((200, 200)), "PNG")
    cut = data[: int(len(data) * left)] if isinstance(left, float) else data[:left]
    assert facts_of("a.png", cut).trouble is Trouble.TRUNCATED


def test_a_copy_filled_up_with_zeros_is_truncated(make, facts_of):
    data = make.coded(make.picture((200, 200)), "PNG")
    cut = data[: len(data) - 12].ljust(len(data), b"\0")
    assert facts_of("a.png", cut).trouble is Trouble.TRUNCATED


def test_what_follows_the_end_does_not_matter(make, facts_of):
    assert facts_of("a.png", make.coded(make.picture(), "PNG") + b"junk" * 1000).usable


def test_a_picture_that_claims_too_much_is_never_decoded(facts_of):
    facts = facts_of("a.png", claiming(60_000, 60_000))
    assert (facts.trouble, facts.detail, facts.sizes) == (Trouble.TOO_LARGE, "60000×60000", ())


def test_the_largest_sheets_are_allowed(facts_of):
    assert facts_of("a.png", claiming(9933, 14043)).usable  # A0 at 300 dpi


@pytest.mark.parametrize("at", [16, 19, 24, 25])
def test_a_changed_header_is_unreadable(make, facts_of, at):
    data = bytearray(make.coded(make.picture(), "PNG"))
    data[at] ^= 1
    assert facts_of("a.png", bytes(data)).trouble is Trouble.UNREADABLE


@pytest.mark.parametrize(
    ("width", "height", "depth", "colour"), [(0, 5, 8, 2), (5, 0, 8, 2), (5, 5, 3, 2), (5, 5, 8, 5)]
)
def test_a_header_that_makes_no_sense_is_unreadable(facts_of, width, height, depth, colour):
    data = png_of(png_header(width, height, depth, colour), (b"IDAT", b"x"), PNG_END)
    assert facts_of("a.png", data).trouble is Trouble.UNREADABLE


def test_a_picture_without_pixels_is_unreadable(facts_of):
    facts = facts_of("a.png", png_of(png_header(5, 5), PNG_END))
    assert (facts.trouble, facts.detail) == (Trouble.UNREADABLE, "IDAT")
