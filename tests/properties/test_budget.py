"""Who gets how much of the room: never over it, well used, nobody below the floor, the worst as good as the rest."""

from itertools import pairwise
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zcdossier.assemble.pictures.coded import Recoded
from zcdossier.assemble.shrinking.balance import Balance
from zcdossier.assemble.shrinking.budget import (
    LEAST,
    UNTOUCHED,
    Standing,
    Wish,
    amend,
    common_likeness,
    is_gain,
    large_ones,
    settled,
    stand,
)
from zcdossier.assemble.shrinking.coders import Candidate, Studied
from zcdossier.assemble.shrinking.curve import CEILING, STEP, Curve, Point
from zcdossier.assemble.shrinking.ladder import Rung, first_within, forecast, is_thorough, ladder, lowest_quality

FLOOR = 32.0
SURELY = 0.95  # what is hardly a gain is not tried for
QUALITIES = (20.0, 40.0, 60.0, 80.0, 95.0)


@st.composite
def curves(draw):
    """What pictures are like: rising size and likeness, of any scale and steepness."""
    size = draw(st.floats(500, 5_000_000))
    steepness = draw(st.floats(0.008, 0.05))
    likeness = draw(st.floats(0.3, 0.95))
    points = tuple(
        Point(quality, size * exp(steepness * quality), likeness + (0.999 - likeness) * quality / 100)
        for quality in QUALITIES
    )
    return Curve(points, FLOOR)


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
        return Recoded(b"x" * min(self.size(index, quality), 1), 1, 1, True, b"", 200, quality)

    def code(self, wanted):
        return {
            index: Sized(self.recoded(index, quality), self.size(index, quality)) for index, quality in wanted.items()
        }

    def refine(self, wanted):
        return {
            index: Point(quality, self.pictures[index][0].size(quality), self.pictures[index][0].likeness(quality))
            for index, quality in wanted.items()
        }

    def study_and_code(self, indices, _qualities, choose):
        found = {}
        for index in indices:
            curve = self.pictures[index][0]
            quality = choose(index, curve)
            found[index] = Studied(curve, None if quality is None else self.code({index: quality})[index])
        return found


class Sized:
    """A coding that only has a size."""

    def __init__(self, recoded, size):
        self.quality = recoded.quality
        self.data = range(size)


def balanced(pictures, room):
    candidates = [Candidate(1, "a.jpg", before, (1, 1), 300, False, lambda: None) for _, before, _ in pictures]
    coders = Imagined(pictures)
    balance = Balance(candidates, coders)
    balance.code({}, room, 50)
    return balance, coders, balance.settle(room)


@given(pictures(), st.floats(0.02, 1.2))
def test_never_over_the_room_and_refused_only_when_the_floor_is(pictures, share):
    before = sum(one[1] for one in pictures)
    room = int(before * share)
    balance, coders, fits = balanced(pictures, room)
    lowest = sum(size if is_gain(size := coders.size(at, FLOOR), one[1]) else one[1] for at, one in enumerate(pictures))
    if fits:
        assert sum(balance.sizes()) <= room
    else:
        assert lowest > room
        assert sum(balance.sizes()) <= lowest * 1.001
    assert all(FLOOR <= quality <= CEILING for quality in coders.qualities)


@given(pictures(), st.floats(0.1, 0.95))
def test_the_room_is_used_unless_nothing_more_can_be_had(pictures, share):
    room = int(sum(one[1] for one in pictures) * share)
    balance, coders, fits = balanced(pictures, room)
    if not fits:
        return
    used = sum(balance.sizes())
    kept = balance.kept()
    could_rise = [
        index
        for index, one in kept.items()
        if one.quality <= CEILING - 2
        and used + coders.size(index, one.quality + 2) - coders.size(index, one.quality) <= room * LEAST
        and is_gain(coders.size(index, one.quality + 2), pictures[index][1] * SURELY)
    ]
    assert used >= room * LEAST or not could_rise


@given(pictures(), st.floats(0.1, 0.9))
def test_all_are_about_as_like_themselves(pictures, share):
    """One that has less than another by a margin is at its ceiling; one that has more is at its floor or untouched."""
    room = sum(one[1] for one in pictures) * share
    likeness = common_likeness([Wish(curve, before) for curve, before, _ in pictures], room)
    for curve, _, _ in pictures:
        quality = curve.quality_of_likeness(likeness)
        reached = curve.likeness(quality)
        assert reached >= likeness - 1e-6 or quality >= CEILING - STEP
        assert quality == FLOOR or curve.likeness(quality - STEP) < likeness + 1e-6


@given(pictures(), st.floats(0.05, 1.5))
def test_what_is_common_fits(pictures, share):
    room = sum(one[1] for one in pictures) * share
    wishes = [Wish(curve, before) for curve, before, _ in pictures]
    likeness = common_likeness(wishes, room)
    if likeness > 0:
        sizes = [one.curve.size(one.curve.quality_of_likeness(likeness)) for one in wishes]
        assert (
            sum(size if is_gain(size, one.before) else one.before for size, one in zip(sizes, wishes, strict=True))
            <= room
        )


@given(st.lists(st.integers(1, 10**7), min_size=1, max_size=30), st.integers(1, 10**8))
def test_small_pictures_are_spared_and_the_rest_can_pay(sizes, room):
    large = large_ones(sizes, room)
    spared = [size for index, size in enumerate(sizes) if index not in large]
    if sum(sizes) > room:
        assert large
        assert sum(spared) < room
        assert not spared or max(spared) <= min(sizes[index] for index in large)


def standing(size, quality, before=10_000_000):
    curve = Curve(tuple(Point(one, size * exp(0.025 * (one - quality)), 0.5 + one / 200) for one in QUALITIES), FLOOR)
    return Standing(curve, before, size, quality)


def test_over_the_room_the_best_pay_first():
    amended = amend({0: standing(1_000_000, 40.0), 1: standing(1_000_000, 80.0)}, 1_950_000)
    assert list(amended) == [1]
    assert amended[1] < 80


def test_below_the_room_the_worst_gain_first():
    amended = amend({0: standing(1_000_000, 40.0), 1: standing(1_000_000, 80.0)}, 2_120_000)
    assert list(amended) == [0]
    assert amended[0] > 40


def test_nothing_is_amended_where_the_room_is_well_used():
    assert amend({0: standing(985_000, 60.0)}, 1_000_000) == {}


def test_what_would_grow_to_nearly_its_own_size_stays_untouched():
    assert amend({0: standing(900_000, 90.0, before=1_000_000)}, 1_010_000) == {0: UNTOUCHED}


@given(curves(), st.floats(0, 1), st.floats(100, 1e8))
def test_a_curve_stays_between_floor_and_ceiling(curve, likeness, size):
    for quality in (curve.quality_of_likeness(likeness), curve.quality_of_size(size)):
        assert FLOOR <= quality <= CEILING
        assert (quality - FLOOR) % STEP == pytest.approx(0)
    chosen = curve.quality_of_size(size)
    assert chosen == FLOOR or curve.size(chosen) <= size * 1.0001


@given(curves(), st.floats(30, 95), st.floats(1000, 1e7))
def test_a_weighed_curve_goes_through_what_was_weighed(curve, quality, size):
    assert curve.weighed(quality, size).size(quality) == pytest.approx(size, rel=1e-6)


@given(curves(), st.floats(30, 60), st.floats(61, 95), st.floats(0.7, 1.4))
def test_weighed_twice_it_goes_through_both_or_at_least_rises(curve, low, high, error):
    first = curve.size(low) * error
    second = curve.size(high)
    weighed = curve.weighed(low, first).weighed(high, second)
    assert weighed.size(high) == pytest.approx(second, rel=1e-6)
    sizes = [point.size for point in weighed.points]
    assert sizes == sorted(sizes)
    if error == 1:
        assert weighed.size(low) == pytest.approx(first, rel=1e-6)


@given(curves(), st.floats(33, 94), st.floats(0.8, 1.25), st.floats(0, 1), st.floats(0.9, 1.1))
def test_a_refined_curve_goes_through_what_was_measured_and_rises(curve, quality, off, likeness, factor):
    weighed = curve.weighed(60, curve.size(60) * factor)
    point = Point(quality, curve.size(quality) * off, likeness)
    refined = weighed.refined(point)
    assert refined.size(quality) == pytest.approx(point.size * factor, rel=1e-6)
    assert refined.likeness(quality) == pytest.approx(likeness)
    assert refined.knows(quality)
    assert all(one.size < two.size and one.likeness <= two.likeness for one, two in pairwise(refined.points))


@given(pictures(), st.floats(0.02, 1.2))
def test_on_paper_all_stand_within_the_room_or_at_the_floor(pictures, share):
    room = int(sum(one[1] for one in pictures) * share)
    wishes = [Wish(curve, before) for curve, before, _ in pictures]
    likeness = common_likeness(wishes, room)
    wanted = settled({index: stand(one, likeness) for index, one in enumerate(wishes)}, room)
    total = sum(one.size for one in wanted.values())
    lowest = sum(stand(one, 0.0).size for one in wishes)
    assert total <= room or total <= lowest * 1.001
    assert all(one.quality == UNTOUCHED or FLOOR <= one.quality <= CEILING for one in wanted.values())


@given(st.floats(20, 1200), st.integers(50, 200))
def test_a_picture_is_scaled_by_eighths_and_never_below_the_floor(dpi, min_dpi):
    rungs = ladder(min_dpi)
    for rung in rungs:
        scale = rung.scale(dpi)
        assert scale <= 1
        assert scale == 1 or dpi * scale >= rungs[-1].dpi - 0.001
        assert rung.dpi == rungs[-1].dpi or scale * 8 == round(scale * 8)
    scales = [rung.scale(dpi) for rung in rungs]
    assert scales == sorted(scales, reverse=True)


@pytest.mark.parametrize(("quality", "before", "expected"), [(52, 9, True), (90, 9, False), (90, 1.15, True)])
def test_the_last_percents_are_worth_it_where_bytes_are_short_or_hardly_any_need_go(quality, before, expected):
    assert is_thorough(Rung(300, quality), int(before * 10_000_000), 10_000_000) is expected


@given(st.integers(50, 400))
def test_the_ladder_goes_down_to_the_floor_and_not_below(min_dpi):
    rungs = ladder(min_dpi)
    assert rungs[-1].dpi == max(100, min_dpi)
    assert all(one.dpi >= min_dpi and one.quality >= lowest_quality(one.dpi) for one in rungs)
    assert all(one.dpi >= two.dpi and one.quality >= two.quality for one, two in pairwise(rungs))


@given(
    st.lists(st.tuples(st.integers(1000, 10**8), st.floats(20, 1200)), min_size=1, max_size=9), st.integers(1, 10**8)
)
def test_the_first_rung_within_is_the_best_that_seems_to_fit(sizes, room):
    rungs = ladder(100)
    at = first_within(rungs, sizes, room)

    def whole(rung: Rung) -> float:
        return sum(forecast(rung, size, dpi) for size, dpi in sizes)

    assert at == len(rungs) - 1 or whole(rungs[at]) <= room
    assert at == 0 or whole(rungs[at - 1]) > room
