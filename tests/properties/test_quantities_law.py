"""Amounts are read as they are written, whatever the unit; what a K is only ever widens a size."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zcdossier.model.quantities import (
    PLACES,
    UNIT_WORDS,
    Interval,
    Kilobyte,
    Unit,
    format_quantity,
    read_quantity,
    read_two_quantities,
)

AMOUNTS = st.integers(0, 10**9) | st.decimals(0, 10**6, places=3).map(Fraction)


@given(AMOUNTS.map(Fraction), st.sampled_from(Unit))
def test_what_is_written_is_read_again(amount: Fraction, unit: Unit) -> None:
    """As exactly as the unit is told: nobody measures a hundredth of a millimetre."""
    places = PLACES.get(unit)
    rounded = Fraction(0) if places is None else Fraction(1, 2 * 10**places)
    for text in format_quantity(amount, unit):
        read = read_quantity(text, unit)
        assert read is not None
        assert read.low == read.high
        assert abs(read.low - amount) <= rounded


@given(st.integers(1, 10**6), st.sampled_from("KMG"), st.sampled_from(["", "B", "b", " "]))
def test_either_kilobyte_holds_both(number: int, power: str, end: str) -> None:
    text = f"{number}{end if end == ' ' else ''}{power}{end.strip()}"
    either, decimal, binary = (
        read_quantity(text, Unit.BYTES, kilobyte)
        for kilobyte in (
            Kilobyte.EITHER,
            Kilobyte.DECIMAL,
            Kilobyte.BINARY,
        )
    )
    assert decimal is not None
    assert binary is not None
    assert decimal.exact
    assert binary.exact
    assert either == Interval(decimal.low, binary.high)


@given(
    st.integers(1, 10**5),
    st.integers(1, 10**5),
    st.sampled_from("x×*"),
    st.sampled_from([Unit.PIXELS, Unit.MILLIMETRES]),
)
def test_sides_are_read_as_written(width: int, height: int, sign: str, unit: Unit) -> None:
    word = UNIT_WORDS[unit].label.en
    assert read_two_quantities(f"{width}{sign}{height} {word}", unit) == (
        Interval(Fraction(width), Fraction(width)),
        Interval(Fraction(height), Fraction(height)),
    )


@given(st.text(max_size=20), st.sampled_from(Unit))
def test_any_text_is_read_or_refused(text: str, unit: Unit) -> None:
    for read in (read_quantity(text, unit), *(read_two_quantities(text, unit) or ())):
        assert read is None or read.low <= read.high
