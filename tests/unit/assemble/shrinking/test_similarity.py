"""What the measure sees: blurred print, pale seals, and hardly the grain of bare paper."""

import io

import numpy as np
import pytest
from grey_noise import grey_noise
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from zcdossier.assemble.shrinking.encode_jpeg import (
    ColourPlanes,
    EncodingEffort,
    PreparedPixels,
    encode_jpeg,
    encode_prepared,
    quantisation_tables,
)
from zcdossier.assemble.shrinking.probe_encodes import probe, take_sample_tiles
from zcdossier.assemble.shrinking.similarity import Similarity, colour_similarity

SIZE = (480, 576)


def paper():
    """Off-white with grain."""
    grain = grey_noise(SIZE, 8)
    return ImageChops.add(Image.new("L", SIZE, 100), grain).convert("RGB")


def page(*, seal=False):
    """Fine lines like print, and a red ring."""
    image = paper()
    draw = ImageDraw.Draw(image)
    for y in range(20, SIZE[1] - 20, 14):
        for x in range(20, SIZE[0] - 20, 9):
            draw.line((x, y, x + 5, y + 8), fill=(30, 30, 30), width=1)
    if seal:
        draw.ellipse((120, 150, 300, 330), outline=(205, 40, 45), width=9)
    return image


def coded(image, quality, subsampling=2):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, subsampling=subsampling)
    with Image.open(buffer) as opened:
        opened.load()
        return opened


def similarity(reference, coded):
    return Similarity(reference).of(coded.convert("L"))


def test_the_same_picture_is_wholly_like_itself():
    image = page(seal=True)
    assert similarity(image, image) == pytest.approx(1.0, abs=1e-4)
    assert colour_similarity(image, image) == 1.0


@pytest.mark.parametrize("size", [(3, 900), (15, 900), (900, 21), (1, 1)])
def test_a_strip_hardly_wider_than_a_window_is_like_itself(size):
    strip = grey_noise((900, 900), 40).crop((0, 0, *size))
    assert similarity(strip, strip) == pytest.approx(1.0, abs=1e-4)
    assert 0 <= similarity(strip, coded(strip, 10)) <= 1


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBX"])
def test_it_falls_with_the_quality_in_every_mode(mode):
    image = page().convert("RGB").convert(mode)
    values = [similarity(image, coded(image.convert("RGB") if mode == "RGBX" else image, q)) for q in (90, 60, 30, 10)]
    assert values == sorted(values, reverse=True)
    assert values[0] - values[-1] > 0.1


def test_blurred_print_is_seen_and_grain_on_bare_paper_counts_less():
    blurred = page().filter(ImageFilter.GaussianBlur(1.5))
    assert similarity(page(), blurred) < similarity(paper(), paper().filter(ImageFilter.GaussianBlur(1.5)))


@pytest.mark.parametrize("place", [(0, 0), (320, 384)])
def test_print_on_mostly_bare_paper_still_decides(place):
    """A corner of print that is blurred counts by its share of the page, wherever it stands."""
    corner = (*place, place[0] + 160, place[1] + 192)
    image = paper()
    image.paste(page().crop((0, 0, 160, 192)), place)
    spoiled = image.copy()
    spoiled.paste(image.crop(corner).filter(ImageFilter.GaussianBlur(2)), place)
    share = 160 * 192 / (SIZE[0] * SIZE[1])
    lost = 1 - similarity(image.crop(corner), spoiled.crop(corner))
    assert 1 - similarity(image, spoiled) > share * lost * 0.9


def test_a_seal_that_pales_is_seen_in_colour_though_grey_stays():
    image = page(seal=True)
    red, green, blue = image.split()
    pale = Image.merge("RGB", (red.point(lambda value: value * 0.8), green, blue))
    assert colour_similarity(image, pale) < 0.9
    assert colour_similarity(image, image.convert("L").convert("RGB")) < 0.3


def test_without_strong_colour_there_is_nothing_to_judge():
    assert colour_similarity(page(), Image.new("RGB", SIZE, "black")) == 1.0
    assert colour_similarity(page().convert("L"), page().convert("L")) == 1.0


def test_halved_colour_planes_are_worse_for_a_seal():
    image = page(seal=True)
    assert colour_similarity(image, coded(image, 80, 0)) > colour_similarity(image, coded(image, 80, 2))


@pytest.mark.parametrize("quality", [30, 50, 60, 75])
def test_table_of_pale_colours_is_that_of_libjpeg_at_whole_qualities(quality):
    """At most one step apart where libjpeg rounds in whole percents first."""
    usual = coded(Image.new("RGB", (16, 16)), quality).quantization[1]
    ours = quantisation_tables(quality, ColourPlanes.HALVED)[1]
    assert max(abs(first - second) for first, second in zip(ours, usual, strict=True)) <= 1


@pytest.mark.parametrize("quality", [20, 45, 60, 80, 95])
def test_strokes_keep_as_much_whichever_way_they_run(quality):
    table = quantisation_tables(quality, ColourPlanes.HALVED)[0]
    assert all(table[8 * row + column] == table[8 * column + row] for row in range(8) for column in range(8))


@pytest.mark.parametrize("quality", [30, 50, 70])
def test_a_page_is_more_like_itself_than_by_the_usual_table_at_as_many_bytes(quality):
    image = page().convert("L").filter(ImageFilter.GaussianBlur(0.8))
    likeness = Similarity(image, 150)

    def usual(at):
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=at, optimize=True)
        return buffer.getvalue()

    def decoded(data):
        with Image.open(io.BytesIO(data)) as picture:
            return picture.convert("L")

    ours = encode_jpeg(image, quality, planes=ColourPlanes.HALVED, effort=EncodingEffort.THOROUGH)
    assert abs(len(usual(quality)) / len(ours) - 1) < 0.1
    by_size = [(len(data), likeness.of(decoded(data))) for data in map(usual, range(quality - 15, quality + 15))]
    assert likeness.of(decoded(ours)) > np.interp(len(ours), *zip(*by_size, strict=True)) + 0.0003


@pytest.mark.parametrize(
    ("quality", "of_few", "of_strong", "of_pale"),
    [(25, 85, 75, 25), (72, 85, 75, 72), (80, 85, 80, 75), (92, 92, 92, 75)],
)
def test_seals_are_coded_more_finely_than_strokes_and_pale_colours_no_more_than_is_seen(
    quality, of_few, of_strong, of_pale
):
    expected = {
        ColourPlanes.FULL_FINE: of_few,
        ColourPlanes.FULL: of_strong,
        ColourPlanes.HALVED_FINE: of_strong,
        ColourPlanes.HALVED: of_pale,
    }
    for planes, colours in expected.items():
        luminance, chrominance = quantisation_tables(quality, planes)
        assert luminance == quantisation_tables(quality, ColourPlanes.HALVED)[0]
        assert chrominance == quantisation_tables(colours, planes)[1]


def test_tables_have_steps_between_whole_qualities():
    assert (
        quantisation_tables(90, ColourPlanes.HALVED)
        != quantisation_tables(90.25, ColourPlanes.HALVED)
        != quantisation_tables(90.5, ColourPlanes.HALVED)
    )
    assert all(
        1 <= step <= 255
        for quality in (1, 50, 100)
        for table in quantisation_tables(quality, ColourPlanes.HALVED)
        for step in table
    )


def test_a_specimen_stands_for_the_whole_page():
    """What its tiles take, times its share, is about what the page takes."""
    large = Image.new("RGB", (2000, 2800))
    for x in range(0, 2000, SIZE[0]):
        for y in range(0, 2800, SIZE[1]):
            large.paste(page(), (x, y))
    pieces = take_sample_tiles(large, has_colour=True)
    sizes = []
    for image in (pieces.spread, large):
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=50)
        sizes.append(buffer.tell() - 620)
    assert sizes[0] * pieces.share == pytest.approx(sizes[1], rel=0.12)
    assert pieces.spread.width * pieces.spread.height < 2000 * 2800 / 10


def test_tiles_of_a_photo_tell_its_bytes_at_its_own_resolution():
    """They lie on the blocks in which it was coded before: across them the same pixels take a tenth more."""
    photo = coded(page().resize((1920, 2304)).filter(ImageFilter.GaussianBlur(0.6)), 90)
    prepared = PreparedPixels(photo, 300.0, b"", is_strong=False)
    study_ = probe(prepared, effort=EncodingEffort.QUICK)
    for quality in (60.0, 85.0):
        real = len(encode_prepared(prepared, quality, EncodingEffort.QUICK).data)
        assert study_.point(quality).size == pytest.approx(real, rel=0.04)


def test_effort_means_smaller_and_nothing_else():
    prepared = PreparedPixels(page(seal=True), 300.0, b"", is_strong=True)
    made = [
        encode_prepared(prepared, 80, effort).data
        for effort in (EncodingEffort.QUICK, EncodingEffort.THOROUGH, EncodingEffort.PROGRESSIVE)
    ]
    assert len(made[0]) > len(made[1]) > len(made[2])
    assert len({Image.open(io.BytesIO(data)).convert("RGB").tobytes() for data in made}) == 1


@pytest.mark.parametrize("scale", [0.4, 0.6, 0.8])
def test_fewer_pixels_are_seen_against_the_source(scale):
    """A page that was made smaller is like itself, but not like its source."""
    smaller = page().resize((int(SIZE[0] * scale), int(SIZE[1] * scale)), Image.Resampling.HAMMING)
    of_source = Similarity(page(), 300.0).of(smaller.convert("L"))
    assert Similarity(smaller, 300.0 * scale).of(smaller.convert("L")) == pytest.approx(1.0, abs=1e-4)
    assert of_source < 0.99
    less = page().resize((int(SIZE[0] * scale * 0.8), int(SIZE[1] * scale * 0.8)), Image.Resampling.HAMMING)
    assert Similarity(page(), 300.0).of(less.convert("L")) < of_source


def test_the_coloured_tiles_hold_the_seal():
    large = Image.new("RGB", (2000, 2800), (245, 243, 238))
    ImageDraw.Draw(large).ellipse((1480, 2030, 1700, 2250), outline=(200, 30, 40), width=12)
    pieces = take_sample_tiles(large, has_colour=True)
    assert pieces.coloured is not None
    reds = pieces.coloured.split()
    assert ImageChops.subtract(reds[0], reds[1]).getextrema()[1] > 100


def test_a_small_picture_stands_for_itself():
    small = Image.new("L", (300, 300))
    pieces = take_sample_tiles(small, has_colour=False)
    assert pieces.spread is small
    assert (pieces.share, pieces.coloured) == (1.0, None)
