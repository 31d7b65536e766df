"""Who gets how much of the room: never over it, well used, nobody below the floor, the worst as good as the rest."""

from math import exp

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from zcdossier.assemble.pictures.coded_picture import RecodedPicture
from zcdossier.assemble.shrinking.byte_budget import (
    KEEP,
    LEAST,
    Allocation,
    Demand,
    allocate,
    common_similarity,
    indices_of_large,
    rebalance,
    rebalance_step,
    saves_enough_before,
)
from zcdossier.assemble.shrinking.coders import (
    Candidate,
    ChosenResolution,
    ProbedImage,
    ResolutionChoice,
    cheapest_step,
)
from zcdossier.assemble.shrinking.encode_jpeg import EncodingEffort, effort_for
from zcdossier.assemble.shrinking.probe_encodes import TriedStep
from zcdossier.assemble.shrinking.quality_curve import (
    CEILING,
    STEP,
    CurvePoint,
    QualityCurve,
    lowest_quality,
    resolution_steps,
    undistorted,
)
from zcdossier.assemble.shrinking.shrink_pictures import BalancedEncoding

FLOOR = 32.0
SURELY = 0.95  # what is hardly a gain is not tried for
QUALITIES = (20.0, 40.0, 60.0, 80.0, 95.0)


@st.composite
def curves(draw):
    """What pictures are like: rising size and similarity, of any scale and steepness."""
    size = draw(st.floats(500, 5_000_000))
    steepness = draw(st.floats(0.008, 0.05))
    similarity = draw(st.floats(0.3, 0.95))
    points = tuple(
        CurvePoint(quality, size * exp(steepness * quality), similarity + (0.999 - similarity) * quality / 100)
        for quality in QUALITIES
    )
    return QualityCurve(points, FLOOR)


@st.composite
def pictures(draw, most=12):
    """Curves, what their pictures take now, and how far a real coding is from the curve."""
    found = []
    for curve in draw(st.lists(curves(), min_size=1, max_size=most)):
        before = int(curve.size(CEILING) * draw(st.floats(0.5, 3))) + 1
        found.append((curve, before, draw(st.floats(0.9, 1.1))))
    return found


class Imagined:
    """Codes nothing: says what a coding would take. Off its curve by a fixed share and a little by quality."""

    def __init__(self, pictures):
        self.pictures = pictures
        self.qualities = []

    def size(self, index, quality):
        curve, _, error = self.pictures[index]
        return max(1, int(curve.size(quality) * error * (1 + 0.002 * (quality % 3))))

    def recoded(self, index, quality):
        self.qualities.append(quality)
        return RecodedPicture(b"x" * min(self.size(index, quality), 1), 1, 1, True, b"", 200, quality)

    def code(self, wanted):
        return {
            index: Sized(self.recoded(index, quality), self.size(index, quality)) for index, quality in wanted.items()
        }

    def code_to_size(self, wanted, _before):
        return self.code({index: allocation.quality for index, allocation in wanted.items()})

    def study_and_code(self, indices, choose, _models, _compared):
        found = {}
        for index in indices:
            curve = self.pictures[index][0]
            quality = choose(index, curve)
            found[index] = ProbedImage(curve, None if quality is None else self.code({index: quality})[index])
        return found


class Sized:
    """A coding that only has a size."""

    def __init__(self, recoded, size):
        self.quality = recoded.quality
        self.data = range(size)


def balanced(pictures, room, tried=0):
    candidates = [Candidate(1, "a.jpg", before, (1, 1), 300, False, lambda: None) for _, before, _ in pictures]
    tried = min(tried, len(pictures))
    coders = Imagined(pictures)
    resolutions = [ChosenResolution(1.0, 50.0, at % tried if tried else at) for at in range(len(pictures))]
    balance = BalancedEncoding(candidates, resolutions, coders)
    balance.code({index: pictures[index][0] for index in range(tried)}, room)
    return balance, coders, balance.rebalance(room)


@given(pictures(), st.floats(0.02, 1.2), st.integers(0, 12))
def test_never_over_the_room_and_refused_only_when_the_floor_is(pictures, share, tried):
    before = sum(picture[1] for picture in pictures)
    room = int(before * share)
    balance, coders, fits = balanced(pictures, room, tried)
    lowest = sum(
        size if saves_enough_before(size := coders.size(at, FLOOR), picture[1]) else picture[1]
        for at, picture in enumerate(pictures)
    )
    if fits:
        assert sum(balance.sizes()) <= room
    else:
        # what a study says will hardly get smaller stays as it is, though its coding would have been a little smaller
        likely = sum(
            size if saves_enough_before(picture[0].size(FLOOR), picture[1]) else picture[1]
            for picture, size in ((picture, coders.size(at, FLOOR)) for at, picture in enumerate(pictures))
        )
        assert max(lowest, likely) > room
        assert sum(balance.sizes()) <= max(lowest, likely) * 1.001
    assert all(FLOOR <= quality <= CEILING for quality in coders.qualities)


@given(pictures(), st.floats(0.02, 1.0))
def test_as_a_last_resort_nothing_that_fits_is_refused(pictures, share):
    """By however little codings are smaller, unless what was tried says that they are clearly larger."""
    room = int(sum(picture[1] for picture in pictures) * share)
    balance, coders, fits = balanced(pictures, room)
    if fits:
        return
    balance.accept_any_gain()
    lowest = sum(
        min(before, coders.size(at, FLOOR)) if curve.size(FLOOR) < before else before
        for at, (curve, before, _) in enumerate(pictures)
    )
    assert balance.rebalance(room) or lowest > room
    assert not balance.rebalance(room) or sum(balance.sizes()) <= room


@given(pictures(), st.floats(0.1, 0.95), st.integers(1, 12))
def test_the_room_is_used_unless_nothing_more_can_be_had(pictures, share, tried):
    room = int(sum(picture[1] for picture in pictures) * share)
    balance, coders, fits = balanced(pictures, room, tried)
    if not fits:
        return
    used = sum(balance.sizes())
    kept = balance.kept()
    could_rise = [
        index
        for index, picture in kept.items()
        if picture.quality <= CEILING - 2
        and used + coders.size(index, picture.quality + 2) - coders.size(index, picture.quality) <= room * LEAST
        and saves_enough_before(coders.size(index, picture.quality + 2), pictures[index][1] * SURELY)
    ]
    assert used >= room * LEAST or not could_rise


@given(pictures(), st.floats(0.1, 0.9))
def test_all_are_about_as_like_themselves(pictures, share):
    """One that has less than another by a margin is at its ceiling; one that has more is at its floor or untouched."""
    room = sum(picture[1] for picture in pictures) * share
    similarity = common_similarity([Demand(curve, before) for curve, before, _ in pictures], room)
    for curve, _, _ in pictures:
        quality = curve.quality_of_similarity(similarity)
        reached = curve.similarity(quality)
        assert reached >= similarity - 1e-6 or quality >= CEILING - STEP
        assert quality == FLOOR or curve.similarity(quality - STEP) < similarity + 1e-6


@given(pictures(), st.floats(0.05, 1.5))
def test_what_is_common_fits(pictures, share):
    room = sum(picture[1] for picture in pictures) * share
    wishes = [Demand(curve, before) for curve, before, _ in pictures]
    similarity = common_similarity(wishes, room)
    if similarity > 0:
        sizes = [candidate.curve.size(candidate.curve.quality_of_similarity(similarity)) for candidate in wishes]
        assert (
            sum(
                size if saves_enough_before(size, candidate.before) else candidate.before
                for size, candidate in zip(sizes, wishes, strict=True)
            )
            <= room
        )


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=30), st.integers(1, 10**8))
def test_small_pictures_are_spared_and_the_rest_can_pay(sizes, room):
    large = indices_of_large(sizes, room)
    spared = [size for index, size in enumerate(sizes) if index not in large]
    if sum(sizes) > room:
        assert large
        assert sum(spared) < room
        assert not spared or max(spared) <= min(sizes[index] for index in large)


def standing(size, quality, before=10_000_000):
    curve = QualityCurve(
        tuple(
            CurvePoint(point_quality, size * exp(0.025 * (point_quality - quality)), 0.5 + point_quality / 200)
            for point_quality in QUALITIES
        ),
        FLOOR,
    )
    return Allocation(curve, before, size, quality)


def test_over_the_room_the_best_pay_first():
    amended = rebalance_step({0: standing(1_000_000, 40.0), 1: standing(1_000_000, 80.0)}, 1_950_000)
    assert list(amended) == [1]
    assert amended[1] < 80


def test_below_the_room_the_worst_gain_first():
    amended = rebalance_step({0: standing(1_000_000, 40.0), 1: standing(1_000_000, 80.0)}, 2_120_000)
    assert list(amended) == [0]
    assert amended[0] > 40


def test_nothing_is_amended_where_the_room_is_well_used():
    assert rebalance_step({0: standing(990_000, 60.0)}, 1_000_000) == {}


def test_what_would_grow_to_nearly_its_own_size_stays_untouched():
    assert rebalance_step({0: standing(900_000, 90.0, before=1_000_000)}, 1_010_000) == {0: KEEP}


@given(curves(), st.floats(0, 1), st.floats(100, 1e8))
def test_a_curve_stays_between_floor_and_ceiling(curve, similarity, size):
    for quality in (curve.quality_of_similarity(similarity), curve.quality_of_size(size)):
        assert FLOOR <= quality <= CEILING
        assert (quality - FLOOR) % STEP == pytest.approx(0)
    chosen = curve.quality_of_size(size)
    assert chosen == FLOOR or curve.size(chosen) <= size * 1.0001


@given(curves(), st.floats(30, 95), st.floats(1000, 1e7))
def test_a_weighed_curve_goes_through_what_was_weighed(curve, quality, size):
    assert curve.weighed(quality, size).size(quality) == pytest.approx(size, rel=1e-6)


@given(pictures(), st.floats(0.02, 1.2))
def test_on_paper_all_stand_within_the_room_or_at_the_floor(pictures, share):
    room = int(sum(picture[1] for picture in pictures) * share)
    wishes = [Demand(curve, before) for curve, before, _ in pictures]
    similarity = common_similarity(wishes, room)
    wanted = rebalance({index: allocate(candidate, similarity) for index, candidate in enumerate(wishes)}, room)
    total = sum(allocation.size for allocation in wanted.values())
    lowest = sum(allocate(candidate, 0.0).size for candidate in wishes)
    assert total <= room or total <= lowest * 1.001
    assert all(allocation.quality == KEEP or FLOOR <= allocation.quality <= CEILING for allocation in wanted.values())


@given(st.integers(1_000, 10_000_000), st.integers(1_000, 10_000_000))
def test_a_coding_that_is_hardly_smaller_is_not_used(size, before):
    """What is coded anew and comes out larger than it was would lose pixels for nothing."""
    curve = QualityCurve((CurvePoint(60.0, float(size), 0.9),), FLOOR)
    candidate = Candidate(1, "a.jpg", before, (1, 1), 300, False, lambda: None)
    balance = BalancedEncoding([candidate], [ChosenResolution(1.0, 60.0, 0)], Imagined([(curve, before, 1.0)]))
    balance.code({0: curve}, before)
    balance.rebalance(before)
    assert sum(balance.sizes()) <= before
    assert all(len(recoded.data) < before * 0.97 for recoded in balance.kept().values())


@given(st.floats(20, 1200), st.integers(50, 200))
@example(101.0, 50)
def test_a_picture_is_scaled_by_eighths_and_never_below_the_floor(dpi, min_dpi):
    parts, least = resolution_steps(dpi, min_dpi), max(100, min_dpi)
    assert list(parts) == sorted(set(parts))
    assert all(0 < part <= 1 for part in parts)
    assert parts == (1.0,) if dpi <= least * 1.05 else dpi * parts[0] == pytest.approx(least)
    assert all(part * 8 == round(part * 8) for part in parts[1:])
    assert parts[-1] == 1 or dpi * parts[-1] >= 340


@given(st.integers(200, 9000), st.integers(200, 9000))
@example(2480, 3508)
@example(3024, 4032)
@example(2481, 3509)
def test_scales_that_move_strokes_are_left_out_where_others_are_left(width, height):
    scales = resolution_steps(300.0, 100)
    kept = undistorted(scales, (width, height))
    assert kept[0] == scales[0]
    assert kept[-1] == scales[-1]
    off = [max(-side * scale % 1 for side in (width, height)) for scale in kept[1:]]
    assert kept == scales or max(off) <= 0.25
    assert len(kept) > 2


@given(st.lists(st.tuples(st.floats(14, 95), st.integers(1000, 10**6)), min_size=2, max_size=4), st.floats(20, 95))
def test_a_curve_moved_through_a_point_goes_through_it_and_keeps_its_shape(points, at):
    ordered = sorted({round(quality): size for quality, size in points}.items())
    curve = QualityCurve(tuple(CurvePoint(float(q), float(size), 0.5 + q / 300) for q, size in ordered), 20.0)
    moved = curve.through(CurvePoint(at, 77_000.0, 0.8), 30.0)
    assert (moved.size(at), moved.similarity(at)) == (pytest.approx(77_000), pytest.approx(0.8))
    assert moved.floor == 30.0
    assert moved.size(60.0) / moved.size(50.0) == pytest.approx(curve.size(60.0) / curve.size(50.0))


@pytest.mark.parametrize(("dpi", "quality"), [(72, 45), (112, 45), (137, 32), (163.5, 29), (190, 26), (366, 24)])
def test_the_floor_of_quality_falls_with_the_resolution(dpi, quality):
    """A block is a smaller part of a stroke where there are more pixels; the figures are those that OCR gave."""
    assert lowest_quality(dpi) == pytest.approx(quality)


@given(st.floats(50, 600), st.floats(50, 600))
def test_the_floor_never_rises_with_the_resolution(first, second):
    assert lowest_quality(max(first, second)) <= lowest_quality(min(first, second))


def test_pages_that_take_turns_are_coded_once():
    """Text on the fronts of sheets, seals on the backs: every part of the record that is coded tells of both."""
    plain, dense = (
        QualityCurve(tuple(CurvePoint(q, size * exp(0.02 * q), similarity + 0.001 * q) for q in QUALITIES), FLOOR)
        for size, similarity in ((40_000, 0.9), (90_000, 0.88))
    )
    pages = [(dense if number % 2 else plain, 1_500_000, 1.1 if number % 2 else 0.95) for number in range(80)]
    balance, coders, fits = balanced(pages, 20_000_000, tried=6)
    assert fits
    assert sum(balance.sizes()) >= 20_000_000 * LEAST
    assert len(coders.qualities) == len(pages)


def test_what_is_coded_last_makes_up_for_what_was_taken_before():
    """Those that were tried promised too little: the others take less, and nobody is coded twice."""
    curve = QualityCurve(tuple(CurvePoint(q, 60_000 * exp(0.02 * q), 0.9 + 0.001 * q) for q in QUALITIES), FLOOR)
    pages = [(curve, 1_500_000, 1.0 + 0.002 * number) for number in range(40)]
    _, coders, fits = balanced(pages, 8_000_000, tried=6)
    assert fits
    assert len(coders.qualities) == len(pages)


@pytest.mark.parametrize(("pixels", "expected"), [(30e6, EncodingEffort.PROGRESSIVE), (90e6, EncodingEffort.THOROUGH)])
def test_the_last_percents_are_worth_it_for_few_pages(pixels, expected):
    assert effort_for(pixels) is expected


def curve_of(size, blur, floor=18.0):
    """What a picture is like at one scale: `size` bytes at quality 50, at most as like its source as `blur`."""
    return QualityCurve(
        tuple(
            CurvePoint(q, size * exp(0.03 * (q - 50)), blur - 0.12 * exp(-0.04 * q)) for q in (18.0, 40.0, 68.0, 88.0)
        ),
        floor,
    )


FINE = (
    TriedStep(0.375, curve_of(100_000, 0.93, 45.0)),
    TriedStep(0.625, curve_of(250_000, 0.97)),
    TriedStep(1.0, curve_of(600_000, 0.995)),
)


def test_the_resolution_is_the_one_that_takes_the_fewest_bytes_at_a_similarity():
    assert [cheapest_step(FINE, similarity).scale for similarity in (0.85, 0.90, 0.955, 0.98)] == [
        0.375,
        0.375,
        0.625,
        1.0,
    ]


def test_where_nothing_is_as_like_as_that_the_nearest_is_taken():
    assert cheapest_step(FINE, 0.9999).scale == 1.0
    assert cheapest_step(FINE[:2], 0.99).scale == 0.625


@given(st.floats(0.5, 0.999))
def test_no_other_scale_takes_fewer_bytes(similarity):
    chosen = cheapest_step(FINE, similarity)
    size = chosen.curve.size(chosen.curve.quality_of_similarity(similarity))
    for other in FINE:
        quality = other.curve.quality_of_similarity(similarity)
        if other.curve.similarity(quality) >= similarity and quality <= 86:
            assert size <= other.curve.size(quality) * 1.0001


def candidate(size, pixels, dpi, file="a.jpg"):
    return Candidate(1, file, size, pixels, dpi, False, lambda: None)


def test_what_was_not_tried_takes_after_what_it_is_most_alike():
    photo, scan = candidate(4_000_000, (3024, 4032), 366.0), candidate(1_500_000, (2480, 3508), 300.0, "b.pdf")
    another_photo, another_scan = (
        candidate(3_500_000, (3000, 4000), 363.0, "c.jpg"),
        candidate(1_300_000, (2480, 3500), 299.0, "d.pdf"),
    )
    tried = {0: (TriedStep(0.625, curve_of(400_000, 0.96)),), 1: (TriedStep(0.5, curve_of(100_000, 0.97)),)}
    candidates = [photo, scan, another_photo, another_scan]
    parts = [resolution_steps(candidate.dpi, 100) for candidate in candidates]
    resolutions, curves = ResolutionChoice(candidates, parts, tried).within(1_000_000)
    assert [(resolution.scale, resolution.model) for resolution in resolutions] == [
        (0.625, 0),
        (0.5, 1),
        (0.625, 0),
        (0.5, 1),
    ]
    assert set(curves) == {0, 1}


@given(st.floats(0.05, 0.9))
def test_the_resolutions_chosen_fit_and_more_room_gives_no_less_similarity(share):
    candidates = [candidate(4_000_000, (3024, 4032), 366.0), candidate(4_000_000, (3024, 4032), 366.0)]
    choosing = ResolutionChoice(candidates, [resolution_steps(366.0, 100)] * 2, {0: FINE})
    room = 8_000_000 * share
    resolutions, curves = choosing.within(room)
    assert 2 * curves[0].size(resolutions[0].quality) <= room or resolutions[0].quality == curves[0].floor
    _, richer = choosing.within(room * 1.1)
    similarity = [
        curve[0].similarity(curve[0].quality_of_size(part / 2))
        for curve, part in ((curves, room), (richer, room * 1.1))
    ]
    assert similarity[1] >= similarity[0] - 0.002
