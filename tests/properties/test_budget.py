"""The choice of a rung: never over the room, refused only when the floor is over, near the best there is."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from zcdossier.assemble.budget import MIN_QUALITY, Rung, forecast, ladder, pick_rung

COUNT = 30


@st.composite
def sizes(draw):
    """What each rung really takes: falling, or nearly so."""
    steps = draw(st.lists(st.floats(0.7, 1.03), min_size=COUNT, max_size=COUNT))
    size = draw(st.integers(1_000, 500_000_000))
    found = []
    for step in steps:
        size = max(1, int(size * step))
        found.append(size)
    return found


def chosen(real, room, error=(1.0,), roughness=(1.0,)):
    weighed = []

    def weigh(rung):
        weighed.append(rung)
        return real[rung]

    guesses = [size * roughness[at % len(roughness)] for at, size in enumerate(real)]
    rung = pick_rung(guesses, room, lambda at: int(real[at] * error[at % len(error)]), weigh)
    return rung, weighed


ERRORS = st.lists(st.floats(0.3, 3.0), min_size=1, max_size=COUNT).map(tuple)


@given(sizes(), st.integers(1, 500_000_000), ERRORS, ERRORS)
@example([100] * COUNT, 100, (3.0,), (0.3,))
@example([100] * COUNT, 99, (0.3,), (3.0,))
def test_what_is_chosen_fits_whatever_the_guesses(real, room, error, roughness):
    rung, weighed = chosen(real, room, error, roughness)
    if rung is None:
        assert real[-1] > room
        assert weighed[-1] == COUNT - 1
    else:
        assert real[rung] <= room
        assert rung in weighed
    assert len(weighed) <= 7


@given(sizes(), st.integers(1, 500_000_000))
def test_good_guesses_find_the_best_rung_with_little_weighing(real, room):
    falling = sorted(real, reverse=True)
    rung, weighed = chosen(falling, room)
    fitting = [at for at, size in enumerate(falling) if size <= room]
    assert rung == (fitting[0] if fitting else None)
    assert len(weighed) <= 2


@given(sizes(), st.integers(1, 500_000_000), st.floats(0.85, 1.15))
def test_a_sample_that_is_a_little_off_is_made_up_for(real, room, error):
    """Every better rung than the chosen one is over, or was not worth another round."""
    falling = sorted(real, reverse=True)
    rung, _ = chosen(falling, room, (error,))
    if rung is not None and rung > 0:
        assert falling[rung - 1] > room


@given(st.integers(72, 600))
def test_the_ladder_falls_to_the_floor_and_never_below(min_dpi):
    rungs = ladder(min_dpi)
    assert len(set(rungs)) == len(rungs)
    assert all(rung.dpi >= min_dpi and rung.quality >= MIN_QUALITY for rung in rungs)
    assert rungs[-1] == Rung(max(100, min_dpi), MIN_QUALITY)
    pairs = list(pairwise(rungs))
    assert all(a.dpi >= b.dpi and a.quality >= b.quality for a, b in pairs)
    costs = [forecast(rung, 1_000_000, 600) for rung in rungs]
    assert all(0.8 * a <= b < a for a, b in pairwise(costs))


@given(st.integers(1, 10**8), st.floats(1, 1200), st.sampled_from(ladder(100)))
def test_a_forecast_never_grows_by_shrinking(size, dpi, rung):
    assert 0 < forecast(rung, size, dpi) <= size
