"""The figures by which pixels are given up or kept, each held at its bounds: a change of one is a change of policy."""

import itertools
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from grey_noise import grey_noise
from pikepdf import Name
from PIL import Image, ImageCms, ImageDraw
from PIL.JpegImagePlugin import get_sampling

from zcdossier.assemble.image_pages import ImagePage
from zcdossier.assemble.layout import lay_out
from zcdossier.assemble.pdf.decode_image import image_decoder
from zcdossier.assemble.pdf.image_xobjects import images_of
from zcdossier.assemble.pictures.bilevel import BILEVEL_STEPS, NOTICEABLY, WORTHWHILE, reduce_bilevel
from zcdossier.assemble.pictures.coded_picture import RecodedPicture
from zcdossier.assemble.pictures.colour_profiles import keep_channels
from zcdossier.assemble.pictures.picture_file import PictureFile, load_untouched
from zcdossier.assemble.pictures.raster import decode_jpeg
from zcdossier.assemble.pictures.repack import repack
from zcdossier.assemble.shrinking.byte_budget import (
    AIMED,
    ENOUGH,
    KEEP,
    LEAST,
    VERY_LIKE,
    Allocation,
    Demand,
    SizeForecast,
    allocate,
    common_similarity,
    indices_of_large,
    is_well_used,
    keep_original,
    rebalance,
    rebalance_step,
    saves_enough_after,
    saves_enough_before,
)
from zcdossier.assemble.shrinking.coders import (
    Candidate,
    CandidateEncoder,
    ChosenResolution,
    ProbedImage,
    ResolutionChoice,
    cheapest_step,
)
from zcdossier.assemble.shrinking.encode_jpeg import (
    ColourAmount,
    ColourPlanes,
    EncodingEffort,
    PreparedPixels,
    effort_for,
    encode_prepared,
    measure_colour,
    planes_for,
    prepare,
    quantisation_tables,
)
from zcdossier.assemble.shrinking.lossless import as_packed_page, bilevel_resolutions, repack_all, repack_drawn_pages
from zcdossier.assemble.shrinking.probe_encodes import TriedStep, probe
from zcdossier.assemble.shrinking.quality_curve import (
    CEILING,
    LEAST_DPI,
    CurvePoint,
    QualityCurve,
    lowest_dpi,
    lowest_quality,
    resolution_steps,
)
from zcdossier.assemble.shrinking.shrink_pictures import BalancedEncoding, shrink
from zcdossier.model.build_rules import BuildLimits

# Resolution: what a page may be coded at, and down to which quality.


@pytest.mark.parametrize(
    ("dpi", "least", "expected"),
    [
        (100, 100, (1,)),
        (105, 100, (1,)),  # a twentieth finer than the floor: not worth scaling
        (105.1, 100, (100 / 105.1, 1)),
        (150, 100, (100 / 150, 0.75, 1)),
        (300, 100, (100 / 300, 3 / 8, 1 / 2, 5 / 8, 3 / 4, 1)),
        (450, 100, (100 / 450, 1 / 4, 3 / 8, 1 / 2, 5 / 8, 3 / 4, 1)),  # three quarters are 337 dpi: not quite enough
        (460, 100, (100 / 460, 1 / 4, 3 / 8, 1 / 2, 5 / 8, 3 / 4)),
        (680, 100, (100 / 680, 1 / 4, 3 / 8, 1 / 2)),  # half is 340
        (840, 100, (100 / 840, 1 / 8, 1 / 4, 3 / 8, 1 / 2)),  # an eighth is a twentieth more than the floor
        (1700, 100, (100 / 1700, 1 / 8, 1 / 4)),
        (600, 150, (150 / 600, 3 / 8, 1 / 2, 5 / 8)),  # a quarter is the floor itself
        (3000, 100, (100 / 3000, 1 / 8)),
    ],
)
def test_which_resolutions_are_tried(dpi, least, expected):
    assert resolution_steps(dpi, least) == pytest.approx(expected)


def test_no_profile_allows_less_than_what_can_be_read():
    assert (LEAST_DPI, lowest_dpi(1), lowest_dpi(100), lowest_dpi(101)) == (100, 100, 100, 101)


@pytest.mark.parametrize(("dpi", "quality"), [(111.9, 45), (124.5, 38.5), (220, 25), (249, 24 + 2 / 60), (900, 24)])
def test_which_quality_is_the_floor(dpi, quality):
    assert lowest_quality(dpi) == pytest.approx(quality)


# Effort.


@pytest.mark.parametrize(
    ("pixels", "expected"), [(60_000_000, EncodingEffort.PROGRESSIVE), (60_000_001, EncodingEffort.THOROUGH)]
)
def test_how_much_time_a_jpeg_is_worth(pixels, expected):
    assert effort_for(pixels) is expected


# Colour: grey only where there is none.


@cache
def ycc(luma, blue, red):
    """A colour whose chroma is just that, at about a brightness: not every one can be said at each."""
    for level in range(luma, luma + 40):
        usual = Image.new("YCbCr", (1, 1), (level, blue, red)).convert("RGB").getpixel((0, 0))
        for off in itertools.product(range(-2, 3), repeat=3):
            pixel = tuple(value + by for value, by in zip(usual, off, strict=True))
            if Image.new("RGB", (1, 1), pixel).convert("YCbCr").getpixel((0, 0))[1:] == (blue, red):
                return pixel
    raise AssertionError("there is no such colour")


def page(paper=(200, 200, 200)):
    return Image.new("RGB", (640, 640), paper)


@pytest.mark.parametrize(("off", "expected"), [(3, ColourAmount.NONE), (4, ColourAmount.SOME)])
@pytest.mark.parametrize(("band", "sign"), list(itertools.product((0, 1), (-1, 1))))
def test_paper_is_tinted_from_four_levels_on(band, sign, off, expected):
    tint = [128, 128]
    tint[band] += sign * off
    assert measure_colour(page(ycc(180, *tint))) is expected


@pytest.mark.parametrize(
    ("chroma", "spots", "expected"),
    [(6, 40, ColourAmount.NONE), (7, 12, ColourAmount.SOME), (7, 11, ColourAmount.NONE), (-7, 12, ColourAmount.SOME)],
)
@pytest.mark.parametrize("band", [0, 1])
def test_a_dozen_spots_of_a_pale_stroke_are_colour(band, chroma, spots, expected):
    image, tint = page(), [128, 128]
    tint[band] += chroma
    for at in range(spots):
        image.putpixel((20 + 53 * (at % 11), 20 + 97 * (at // 11)), ycc(180, *tint))
    assert measure_colour(image) is expected


@pytest.mark.parametrize(
    ("chroma", "expected"), [(39, ColourAmount.SOME), (40, ColourAmount.STRONG), (-40, ColourAmount.STRONG)]
)
@pytest.mark.parametrize("band", [0, 1])
def test_a_seal_is_strong_from_forty_levels_on(band, chroma, expected):
    image, tint = page(), [128, 128]
    tint[band] += chroma
    ImageDraw.Draw(image).rectangle((100, 100, 159, 159), fill=ycc(128, *tint))
    assert measure_colour(image) is expected


def test_a_seal_is_looked_at_in_the_middle():
    """Two pixels wide it is still seen; in a picture as small as it is seen nothing is averaged."""
    image = page()
    ImageDraw.Draw(image).rectangle((100, 100, 101, 101), fill=ycc(128, 128, 168))
    assert measure_colour(image) is ColourAmount.STRONG
    image = page()
    ImageDraw.Draw(image).rectangle((100, 100, 101, 100), fill=ycc(128, 128, 168))
    assert measure_colour(image) is not ColourAmount.STRONG


def noisy(spread, spots=0, times=0):
    """A page whose chroma strays evenly by so much either way, and spots so many times as far."""
    image = Image.new("YCbCr", (320, 320), (180, 128, 128))
    pixels = image.load()
    for y in range(320):
        for x in range(320):
            pixels[x, y] = (180, 128, 128 + (x + 3 * y) % (2 * spread + 1) - spread)
    for at in range(spots):
        pixels[10 + 20 * (at % 15), 10 + 40 * (at // 15)] = (180, 128, 128 + times * spread)
    return image.convert("RGB")


def test_noise_of_a_camera_is_no_colour_and_what_stands_out_of_it_is():
    assert measure_colour(noisy(4)) is ColourAmount.NONE
    assert measure_colour(noisy(4, 40, 5)) is ColourAmount.NONE
    assert measure_colour(noisy(4, 40, 7)) is ColourAmount.SOME


@pytest.mark.parametrize(
    ("dpi", "is_strong", "is_halved", "expected"),
    [
        (400, True, False, ColourPlanes.FULL),
        (180, True, False, ColourPlanes.FULL),
        (179.9, True, False, ColourPlanes.FULL_FINE),
        (140, True, False, ColourPlanes.FULL_FINE),
        (139.9, True, False, ColourPlanes.HALVED),
        (150, True, True, ColourPlanes.HALVED_FINE),
        (400, False, False, ColourPlanes.HALVED),
    ],
)
def test_which_pages_keep_their_colour_planes_whole_and_which_finely(dpi, is_strong, is_halved, expected):
    assert planes_for(dpi, is_strong=is_strong, is_halved=is_halved) is expected


def linear():
    """sRGB's primaries with a tone curve of 1.0: three equal values look otherwise than in plain grey."""
    icc = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for at in range(132, 132 + 12 * int.from_bytes(icc[128:132], "big"), 12):
        if bytes(icc[at : at + 4]) in {b"rTRC", b"gTRC", b"bTRC"}:
            start = int.from_bytes(icc[at + 4 : at + 8], "big")
            icc[start : start + 4], icc[start + 8 : start + 12] = b"curv", bytes(4)
    return bytes(icc)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("paper", "icc", "keeps", "expected"),
    [
        ((200, 200, 200), b"", False, ("L", False)),
        ((200, 200, 200), SRGB, False, ("L", False)),
        ((200, 200, 200), linear(), False, ("RGB", True)),
        ((200, 200, 200), b"", True, ("RGB", False)),
        ((200, 200, 230), b"", False, ("RGB", False)),
        ((200, 200, 230), SRGB, False, ("RGB", True)),
    ],
)
def test_a_page_becomes_grey_where_it_is_and_looks_so(paper, icc, keeps, expected):
    image = page(paper)
    image.info = {"icc_profile": icc} if icc else {}
    if keeps:
        keep_channels(image)
    prepared = prepare(lambda _: image, image.size, 200.0, 1.0)
    assert (prepared.image.mode, bool(prepared.icc)) == expected


def test_a_grey_page_keeps_what_its_profile_says():
    grey = Image.new("L", (90, 90), 100)
    assert prepare(lambda _: grey, grey.size, 200.0, 1.0).image.mode == "L"


@pytest.mark.parametrize(("given", "expected"), [((104, 104), (104, 104)), ((105, 104), (100, 100))])
def test_a_few_pixels_more_than_wanted_are_left(given, expected):
    """A decoder that hands out about as many is done; more is scaled down."""
    prepared = prepare(lambda _: Image.new("L", given), (200, 200), 200.0, 0.5)
    assert prepared.image.size == expected
    assert prepared.dpi == pytest.approx(given[0] if given == expected else 100)


@pytest.mark.parametrize(
    ("scale", "least"), [(0.5, (100, 200)), (0.3, (120, 240)), (0.7, (200, 400)), (1.0, (200, 400))]
)
def test_what_is_scaled_twice_comes_from_twice_the_pixels(scale, least):
    asked = []
    prepare(lambda size: asked.append(size) or Image.new("L", size), (200, 400), 200.0, scale)
    assert asked == [least]


# Budget: what is worth coding anew, who pays.


def curve(size=50_000, floor=24.0):
    """Bytes that double with each twenty of quality."""
    return QualityCurve(
        tuple(CurvePoint(q, size * 2 ** ((q - 50) / 20), 0.8 + q / 500) for q in (20.0, 50.0, 80.0, 95.0)), floor
    )


@pytest.mark.parametrize(("size", "gain", "kept"), [(899, True, True), (900, False, True), (969, False, True)])
def test_a_new_coding_must_save_a_tenth_and_stays_for_three_percent(size, gain, kept):
    assert (saves_enough_before(size, 1000), saves_enough_after(size, 1000)) == (gain, kept)
    assert not saves_enough_after(970, 1000)
    assert not saves_enough_after(1001, 1000)


@pytest.mark.parametrize(
    ("sizes", "room", "expected"),
    [
        ((100, 100), 100, [0, 1]),
        ((25, 100), 100, [1]),  # half of what is left for each of the rest
        ((100, 20, 30), 100, [0, 2]),
        ((60, 40, 60), 120, [0, 1, 2]),
        ((5, 200, 300), 100, [1, 2]),
        ((25,), 100, []),
        ((30, 100), 90, [1]),  # just half of it
        ((10, 35, 100, 100), 200, [2, 3]),
        ((), 100, []),
        ((1, 1, 1), 100, []),
    ],
)
def test_who_has_to_shrink(sizes, room, expected):
    assert indices_of_large(sizes, room) == expected


@pytest.mark.parametrize(("total", "expected"), [(98_900, False), (99_000, True), (100_000, True), (100_100, False)])
def test_when_the_room_is_well_used(total, expected):
    now = standing(total)
    assert now.similarity < VERY_LIKE
    assert is_well_used([now], 100_000) is expected
    assert (AIMED, LEAST, ENOUGH) == (0.997, 0.99, 0.97)


def test_pages_very_like_their_sources_need_less_of_the_room():
    as_they_are = replace(standing(97_000), quality=KEEP)
    assert as_they_are.similarity >= VERY_LIKE
    assert is_well_used([as_they_are], 100_000)
    assert not is_well_used([as_they_are], 100_100)
    assert not is_well_used([as_they_are, standing(1_000)], 101_000)


def test_what_is_not_coded_takes_so_many_times_as_much_as_its_model_as_it_was_larger():
    forecast = SizeForecast([0, 1, 0, 1], [1_000_000, 500_000, 3_000_000, 250_000])
    curves = {0: curve(), 1: curve(20_000)}
    room = 300_000
    similarity = forecast.common_similarity(curves, range(4), room)
    taken = 4 * allocate(Demand(curves[0], 10**9), similarity).size
    taken += 1.5 * allocate(Demand(curves[1], 10**9), similarity).size
    assert 0.99 * AIMED * room < taken <= AIMED * room
    assert forecast.common_similarity(curves, [2], room * 3 / 4.6) == pytest.approx(similarity, abs=0.002)


def test_what_pictures_really_took_tells_of_those_that_are_left():
    forecast = SizeForecast([0, 0, 0], [1_000_000] * 3)
    before = forecast.common_similarity({0: curve()}, [2], 60_000)
    forecast.learn({0: curve()}, 1, before, 30_000)
    assert forecast.common_similarity({0: curve()}, [2], 30_000) == pytest.approx(before, abs=0.001)


def test_what_gains_nothing_stays_and_costs_what_it_is():
    small = Demand(curve(), 10_000)
    assert allocate(small, 0.9) == Allocation(small.curve, 10_000, 10_000, KEEP)
    assert keep_original(Allocation(small.curve, 10_000, 9_000, 50.0)) == allocate(small, 0.9)
    large = allocate(Demand(curve(), 1_000_000), 0.9)
    assert (large.quality, large.size) == (50.0, pytest.approx(50_000, abs=1))
    assert large.similarity == pytest.approx(0.9)
    assert allocate(small, 0.9).similarity == 1.0


def test_the_similarity_that_all_can_have_takes_what_is_aimed_at():
    wishes = [Demand(curve(), 10_000_000, 2.0), Demand(curve(80_000), 10_000_000)]
    similarity = common_similarity(wishes, 200_000)
    taken = sum(candidate.weight * allocate(candidate, similarity).size for candidate in wishes)
    assert 0.96 * 200_000 < taken <= AIMED * 200_000


def test_a_wish_stands_for_one_picture_unless_it_says_so():
    alone, twice = Demand(curve(), 10_000_000), Demand(curve(), 10_000_000, 2.0)
    assert (
        common_similarity([alone], 50_000) == common_similarity([twice], 100_000) > common_similarity([twice], 50_000)
    )


def standing(size, before=1_000_000, shape=None):
    shape = shape or curve()
    return Allocation(shape, before, size, shape.quality_of_size(size))


def test_over_the_room_those_pay_that_are_most_like_themselves():
    now = {0: standing(50_000), 1: standing(100_000), 2: standing(52_000)}
    paid = rebalance_step(now, 198_000)
    assert set(paid) == {1}
    assert paid[1] < now[1].quality


def test_nobody_pays_for_all():
    """At first an eighth of its size, then a third; only then as much as it takes."""
    now = {at: standing(100_000 - at) for at in range(4)}
    assert len(rebalance_step(now, int(400_000 * 0.985))) == 1
    assert len(rebalance_step(now, int(400_000 * 0.80))) in {2, 3}
    assert len(rebalance_step(now, int(400_000 * 0.95))) in {1, 2}
    least = min(now[at].curve.size(quality) for at, quality in rebalance_step(now, int(400_000 * 0.93)).items())
    assert least > 100_000 * 0.86


def test_below_the_room_those_gain_that_are_least_like_themselves():
    now = {0: standing(50_000), 1: standing(100_000), 2: standing(52_000)}
    gained = rebalance_step(now, 212_000)
    assert 1 not in gained
    assert all(quality > now[at].quality for at, quality in gained.items())


def test_a_picture_may_stay_as_it_is_where_the_room_has_it():
    now = {0: standing(100_000, before=110_000), 1: standing(100_000)}
    assert rebalance_step(now, 215_000)[0] == KEEP
    after = rebalance(now, 215_000)
    assert (after[0].size, after[0].quality) == (110_000, KEEP)
    assert is_well_used(after.values(), 215_000)


def test_what_gains_stops_where_it_would_hardly_save():
    """Two percent before that, since a size may be a little off."""
    now = {0: standing(80_000, before=100_000)}
    (quality,) = rebalance_step(now, 95_000).values()
    assert 0.98 * 88_200 < now[0].curve.size(quality) <= 88_200


def test_what_stays_as_it_is_has_no_quality_that_a_jpeg_has():
    assert KEEP > CEILING


def test_what_cant_be_well_used_stands_as_well_as_it_can():
    low = {0: Allocation(curve(), 1_000_000, ceil_of(curve(), 24.0), 24.0)}
    assert rebalance(low, 1_000) == low


def ceil_of(shape, quality):
    return int(shape.size(quality)) + 1


class OneSize:
    """Codes whatever is asked for to a given size."""

    def __init__(self, size):
        self.size = size

    def study_and_code(self, indices, choose, _models, _compared):
        return {index: ProbedImage(curve(), self.code({index: choose(index, curve())})[index]) for index in indices}

    def code(self, wanted):
        return {
            index: RecodedPicture(b"x" * self.size, 1, 1, True, b"", 200, quality)
            for index, quality in wanted.items()
            if quality is not None
        }


@pytest.mark.parametrize(("size", "kept"), [(96_999, True), (97_000, False), (130_000, False)])
def test_a_coding_that_hardly_saves_or_is_larger_is_not_used(size, kept):
    candidates = [Candidate(1, "a.jpg", 100_000, (1, 1), 300, False, lambda: None)]
    balance = BalancedEncoding(candidates, [ChosenResolution(1.0, 50.0, 0)], OneSize(size))
    balance.code({}, 60_000)
    assert (0 in balance.kept()) is kept
    assert balance.sizes() == ((size,) if kept else (100_000,))


class LargerThanForeseen:
    """Codes all but the first to a tenth more than its curve says, and keeps which were coded together."""

    def __init__(self):
        self.parts = []

    def study_and_code(self, indices, choose, _models, _compared):
        self.parts.append(list(indices))
        qualities = {index: choose(index, curve()) for index in indices}
        return {
            index: ProbedImage(curve(), RecodedPicture(b"x" * self.size(index, quality), 1, 1, True, b"", 200, quality))
            for index, quality in qualities.items()
        }

    @staticmethod
    def size(index, quality):
        return round((1.1 if index else 1.0) * curve().size(quality))


@pytest.mark.parametrize(
    ("others", "parts"), [(1, [1]), (2, [2]), (4, [2, 2]), (5, [4, 1]), (16, [8, 8]), (17, [8, 8, 1])]
)
def test_of_a_few_the_second_half_makes_up_for_the_first(others, parts):
    count = 1 + others
    candidates = [Candidate(1, "a.jpg", 400_000, (1, 1), 300, False, lambda: None)] * count
    coders = LargerThanForeseen()
    balance = BalancedEncoding(candidates, [ChosenResolution(1.0, 50.0, 0)] * count, coders)
    budget = round(count * curve().size(60.0) / AIMED)
    balance.code({0: curve()}, budget)
    assert [len(part) for part in coders.parts] == [1, *parts]
    sizes = balance.sizes()
    first, last = (sizes[coders.parts[at][0]] for at in (1, -1))
    assert last < first if len(parts) > 1 else last == first


# Packing without loss.


def packable(share, size=100_000):
    """A candidate whose pixels pack to about a share of what it takes."""
    noise = Image.frombytes("L", (size, 1), random.Random(5).randbytes(size))
    blank = round(size * (1 - share))
    noise.paste(0, (0, 0, blank, 1))
    return Candidate(1, "a.png", size, noise.size, 300, True, lambda: lambda _: noise.copy())


@pytest.fixture
def pool():
    with ThreadPoolExecutor(1) as threads:
        yield threads


def test_all_are_packed_better_where_that_is_enough(pool):
    candidates = [packable(0.5), packable(0.5), packable(0.5)]
    sizes = [len(packed.data) for packed in repack_all(candidates, [0, 1], 300_000, pool).values()]
    assert sizes == pytest.approx([50_000, 50_000], rel=0.02)
    enough = sum(sizes) + 100_000
    assert set(repack_all(candidates, [0, 1], enough, pool)) == {0, 1}
    assert repack_all(candidates, [0, 1], enough - 1, pool) is None


def test_where_it_cant_be_enough_nothing_is_tried(pool):
    """A fifth of its bytes is the best that may be hoped for."""
    tried = []
    candidate = packable(0.01)
    watched = Candidate(
        1, "a.png", candidate.bytes, candidate.size, 300, True, lambda: tried.append(1) or candidate.read()
    )
    assert repack_all([watched], [0], 19_999, pool) is None
    assert tried == []
    assert set(repack_all([watched], [0], 20_000, pool)) == {0}


def test_pages_that_pack_badly_end_the_attempt(pool):
    """Two tell what the others will be like, or somewhat better."""
    tried = []

    def watched(at):
        candidate = packable(0.8)
        return Candidate(
            1, "a.png", candidate.bytes - at, candidate.size, 300, True, lambda: tried.append(at) or candidate.read()
        )

    candidates = [watched(at) for at in range(12)]
    assert repack_all(candidates, range(12), 700_000, pool) is None
    assert len(tried) < 12
    assert repack_all(candidates, range(12), 1_000_000, pool) is not None


def test_what_gets_no_smaller_stays(pool):
    candidates = [packable(1.0), packable(0.5)]
    assert set(repack_all(candidates, [0, 1], 160_000, pool)) == {1}


def drawn_sheet(tmp_path, size):
    """A picture page that takes just so much, and packs to next to nothing."""
    path = tmp_path / "a.png"
    Image.new("RGB", (100, 100), (1, 2, 3)).save(path)
    coded, _ = load_untouched(PictureFile(path, "a.png"))
    return ImagePage(PictureFile(path, "a.png"), coded, size, "", None)


@pytest.mark.parametrize(("size", "likely"), [(3_600, True), (3_601, False)])
def test_a_page_counts_as_drawn_up_to_an_eighth_of_its_pixels(tmp_path, pool, size, likely):
    assert (1 in repack_drawn_pages({1: drawn_sheet(tmp_path, size)}, pool)) is likely


def test_a_page_is_packed_anew_for_a_twentieth(tmp_path):
    packed = repack(Image.new("RGB", (100, 100), (1, 2, 3)))
    size = len(packed.data)
    assert as_packed_page(drawn_sheet(tmp_path, round(size / 0.94)), packed) is not None
    assert as_packed_page(drawn_sheet(tmp_path, int(size / 0.95)), packed) is None


def test_a_page_unlike_its_model_is_tried_where_it_belongs(pool):
    """Its model stands at quality 85; to be as like itself as is asked, this one needs far less or far more."""
    noise = grey_noise((700, 900), 60).convert("RGB")
    page = Candidate(1, "a.jpg", 10**7, noise.size, 200, False, lambda: lambda _: noise.copy())
    encoder = CandidateEncoder([page], pool, [ChosenResolution(1.0, 85.0, 7)], EncodingEffort.THOROUGH)
    pieces = probe(prepare(lambda _: noise.copy(), noise.size, 200, 1.0), effort=EncodingEffort.THOROUGH)
    wanted = pieces.point(60.0).similarity
    flat = QualityCurve((CurvePoint(40.0, 50_000, 0.9), CurvePoint(95.0, 90_000, 0.97)), 20.0)
    studied = encoder.study_and_code([0], lambda _, curve: curve.quality_of_similarity(wanted), {7: flat}, {})[0]
    assert studied.recoded.quality == pytest.approx(60.0, abs=4.0)
    assert pieces.point(studied.recoded.quality).similarity == pytest.approx(wanted, abs=0.01)


def coded_photo(shade, subsampling):
    """A JPEG of noise in strong colours."""
    noise = Image.merge("RGB", [grey_noise((700, 900), 50), *[Image.new("L", (700, 900), shade)] * 2])
    out = BytesIO()
    noise.save(out, "JPEG", quality=92, subsampling=subsampling)
    return out.getvalue()


def decoder_of_data(data, calls=None):
    def decode(least):
        if calls is not None:
            calls.append(data)
        with Image.open(BytesIO(data)) as header:
            return decode_jpeg(data, header, least)

    return decode


@pytest.mark.parametrize(("subsampling", "expected"), [(2, ColourPlanes.HALVED_FINE), (0, ColourPlanes.FULL)])
def test_colours_that_were_halved_are_not_coded_in_full_at_the_whole_size(subsampling, expected):
    decode = decoder_of_data(coded_photo(20, subsampling))
    whole = prepare(decode, (700, 900), 300.0, 1.0)
    assert whole.is_strong
    assert whole.planes is expected
    assert whole.planes_at(0.5) is ColourPlanes.FULL_FINE  # of fewer pixels there are as many of the colours
    assert prepare(decode, (700, 900), 300.0, 0.5).planes is ColourPlanes.FULL_FINE
    with Image.open(BytesIO(encode_prepared(whole, 80.0).data)) as coded:
        assert get_sampling(coded) == subsampling
        fine = sum(coded.quantization[1])
    assert fine < sum(quantisation_tables(75.0, ColourPlanes.FULL)[1])


@pytest.mark.parametrize(("subsampling", "expected"), [(2, ColourPlanes.HALVED_FINE), (0, ColourPlanes.FULL)])
def test_colours_inside_a_pdf_are_coded_as_those_of_a_file(subsampling, expected):
    with pikepdf.new() as pdf:
        picture = pdf.make_stream(
            coded_photo(20, subsampling),
            Subtype=Name.Image,
            Width=700,
            Height=900,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceRGB,
            Filter=Name.DCTDecode,
        )
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=picture))
        page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
        (found,) = images_of(pdf)
        decode = image_decoder(found.info, found.image.read_raw_bytes(), "a.pdf")
    assert prepare(decode, (700, 900), 190.0, 1.0).planes is expected
    assert prepare(decode, (700, 900), 300.0, 0.5).planes is ColourPlanes.FULL_FINE


def test_where_every_pixel_stays_nothing_is_decoded_twice(pool):
    """Two stand for all, and what was decoded to try them is what is coded."""
    pages = [coded_photo(shade, 2) for shade in (10, 20, 30, 40, 50, 60)]
    calls = []
    candidates = [
        Candidate(at, "a.jpg", len(data), (700, 900), 200.0, False, lambda data=data: decoder_of_data(data, calls))
        for at, data in enumerate(pages)
    ]
    budget = round(0.9 * sum(len(data) for data in pages))
    recoded = shrink(candidates, 100, budget, pool)
    assert all((coding.width, coding.height) == (700, 900) for coding in recoded.values())
    sizes = [len(recoded[at].data) if at in recoded else len(data) for at, data in enumerate(pages)]
    assert 0.97 * budget <= sum(sizes) <= budget
    assert len(calls) == len(set(calls)) == len(pages)


def test_what_is_coded_to_a_size_takes_what_fits_and_no_step_less():
    noise = grey_noise((700, 900), 60).convert("RGB")
    pieces = probe(PreparedPixels(noise, 200.0, b"", False), effort=EncodingEffort.THOROUGH)
    wanted = pieces.size(55.0) * 1.01
    quality = pieces.quality_of_size(wanted, near=60.0)
    assert pieces.size(quality) <= wanted < pieces.size(quality + 0.5)
    assert pieces.quality_of_size(1.0, near=60.0) == 48.0  # not far from what was expected
    assert pieces.quality_of_size(1.0, near=30.0) == pytest.approx(lowest_quality(200.0))


# Choice of resolution.


def tried(scale, size, blur=0.999):
    return TriedStep(
        scale,
        QualityCurve(
            tuple(CurvePoint(q, size * 2 ** ((q - 50) / 20), blur - 0.2 + q / 500) for q in (20.0, 50.0, 80.0, 95.0)),
            20.0,
        ),
    )


def test_the_resolution_that_takes_the_fewest_bytes_is_taken():
    assert cheapest_step([tried(0.5, 100_000), tried(0.625, 100_001)], 0.9).scale == 0.5
    assert cheapest_step([tried(0.5, 100_001), tried(0.625, 100_000)], 0.9).scale == 0.625


def test_of_many_pages_what_decoders_are_quick_at_is_taken():
    several = [tried(0.375, 100_000), tried(0.5, 111_900), tried(0.625, 103_000)]
    assert cheapest_step(several, 0.9, 1.12).scale == 0.5
    assert cheapest_step(several, 0.9, 1.11).scale == 0.375
    assert cheapest_step([tried(0.75, 100_000), tried(1.0, 111_900)], 0.9, 1.12).scale == 0.75  # four times the pixels


def test_above_a_good_quality_more_pixels_are_the_better_use():
    """At quality 86 the coarser is out, though it takes fewer bytes; the finest is never out."""
    coarse, fine = tried(0.5, 100_000), tried(0.75, 150_000, blur=1.02)
    at = {quality: coarse.curve.similarity(quality) for quality in (85.0, 86.0, 87.0)}
    assert cheapest_step([coarse, fine], at[85.0]).scale == 0.5
    assert cheapest_step([coarse, fine], at[87.0]).scale == 0.75
    assert cheapest_step([coarse], at[87.0]).scale == 0.5


def candidate(size, pixels=(2480, 3508), dpi=300.0, file="a.pdf"):
    return Candidate(1, file, size, pixels, dpi, False, lambda: None)


@pytest.mark.parametrize("room", [150_000, 250_000, 400_000])
def test_resolutions_are_chosen_for_all_that_take_after_a_picture(room):
    """Three pictures, of which one was tried and weighs a quarter: together they take what is aimed at."""
    candidates = [candidate(500_000), candidate(1_000_000), candidate(500_000)]
    tries = {0: [tried(0.5, 60_000), tried(0.75, 90_000)]}
    chosen, curves = ResolutionChoice(candidates, [resolution_steps(300, 100)] * 3, tries).within(room)
    taken = 4 * curves[0].size(chosen[0].quality)
    assert 0.97 * AIMED * room < taken <= AIMED * room
    assert {resolution.quality for resolution in chosen} == {chosen[0].quality}


def test_what_would_gain_nothing_counts_as_it_is():
    """The small one stays; the other may have the rest."""
    candidates = [candidate(30_000), candidate(1_000_000)]
    tries = {0: [tried(0.5, 100_000)], 1: [tried(0.5, 100_000)]}
    chosen, curves = ResolutionChoice(candidates, [resolution_steps(300, 100)] * 2, tries).within(130_000)
    assert curves[1].size(chosen[1].quality) == pytest.approx(130_000 * AIMED - 30_000, rel=0.03)


@pytest.mark.parametrize(
    ("untried", "share", "scale"),
    [(0, 1.02, 0.625), (1, 0.99, 0.5), (39, 1.02, 0.625), (40, 1.39, 0.5), (40, 1.42, 0.625)],
)
def test_time_counts_the_more_the_more_pages_there_are(untried, share, scale):
    candidates = [candidate(500_000)] * (1 + untried)
    tries = {0: [tried(0.5, 100_000 * share), tried(0.625, 100_000), tried(0.75, 150_000)]}
    chosen, _ = ResolutionChoice(candidates, [resolution_steps(300, 100)] * len(candidates), tries).within(
        100_000 * len(candidates)
    )
    assert chosen[0].scale == scale


def test_similarity_that_nobody_sees_is_no_reason():
    """Where none gets there, one that is as good but for that is taken; a little further off is not."""
    best = tried(1.0, 300_000)
    reached = best.curve.similarity(95.0)
    near, off = (TriedStep(0.5, lowered(tried(0.5, 100_000).curve, by)) for by in (0.0004, 0.0006))
    assert cheapest_step([near, best], reached + 0.001).scale == 1.0  # above a good quality more pixels are better
    assert cheapest_step([TriedStep(1.0, near.curve), TriedStep(1.0, best.curve)], reached).curve is near.curve
    assert cheapest_step([TriedStep(1.0, off.curve), TriedStep(1.0, best.curve)], reached).curve is best.curve


def lowered(shape, by):
    return QualityCurve(
        tuple(CurvePoint(point.quality, point.size, point.similarity - by) for point in shape.points), shape.floor
    )


def test_a_picture_takes_after_one_of_its_own_file():
    candidates = [candidate(100), candidate(130, file="b.pdf"), candidate(115, file="b.pdf"), candidate(114)]
    tries = {0: [tried(0.5, 50)], 1: [tried(0.75, 60)]}
    chosen, _ = ResolutionChoice(candidates, [resolution_steps(300, 100)] * 4, tries).within(200)
    assert [resolution.model for resolution in chosen] == [0, 1, 1, 0]
    assert [resolution.scale for resolution in chosen] == [0.5, 0.75, 0.75, 0.5]


def test_a_picture_of_another_resolution_gets_about_that_of_its_model():
    candidates = [candidate(1000), candidate(1000, (4960, 7016), 600.0)]
    parts = [resolution_steps(300, 100), resolution_steps(600, 100)]
    chosen, _ = ResolutionChoice(candidates, parts, {0: [tried(0.75, 500)]}).within(1500)
    assert chosen[1].scale == 3 / 8  # 225 dpi of 600


# Black and white.


def test_black_and_white_goes_down_in_two_steps():
    assert (BILEVEL_STEPS, NOTICEABLY, WORTHWHILE) == ((300, 200), 1.2, 0.9)
    assert bilevel_resolutions(BuildLimits(min_dpi=100)) == (300, 200)
    assert bilevel_resolutions(BuildLimits(min_dpi=250)) == (300, 250)
    assert bilevel_resolutions(BuildLimits(min_dpi=300)) == (300,)


@pytest.mark.parametrize(("inked", "black"), [(0, False), (3, False), (4, True), (9, True)])
def test_a_dot_is_black_from_four_tenths_of_ink_on(inked, black):
    dots = Image.new("1", (3, 3), 1)
    for at in range(inked):
        dots.putpixel((at % 3, at // 3), 0)
    assert (reduce_bilevel(dots, 600, 200).getpixel((0, 0)) == 0) is black
    assert reduce_bilevel(dots, 600, 200).size == (1, 1)


@pytest.mark.parametrize(
    ("dpi", "size"), [(300, (30, 30)), (299, (30, 30)), (200, (30, 30)), (0, (30, 30)), (600, (15, 15))]
)
def test_black_and_white_is_never_enlarged(dpi, size):
    assert reduce_bilevel(Image.new("1", (30, 30)), dpi, 300).size == size


def test_a_page_that_is_photographed_counts_by_the_profiles_page():
    assert lay_out((1240, 1754), 1, BuildLimits()).dpi == pytest.approx(150, abs=0.1)
    small = BuildLimits(page_width_mm=105, page_height_mm=148.5)
    assert lay_out((1240, 1754), 1, small).dpi == pytest.approx(300, abs=0.2)
