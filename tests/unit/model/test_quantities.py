"""Sizes, lengths and counts as notices write them, to exact amounts and back."""

from fractions import Fraction

import pytest

from zcdossier.model.quantities import (
    TYPE_SIZES,
    Interval,
    Kilobyte,
    Unit,
    format_amount,
    format_quantity,
    read_quantity,
    read_two_quantities,
    split_band,
)


@pytest.mark.parametrize(
    ("text", "kilobyte", "low", "high"),
    [
        ("20971520", Kilobyte.EITHER, 20_971_520, 20_971_520),
        ("1,048,576 字节", Kilobyte.EITHER, 1_048_576, 1_048_576),
        ("2 MB", Kilobyte.EITHER, 2_000_000, 2_097_152),
        ("2M", Kilobyte.DECIMAL, 2_000_000, 2_000_000),
        ("2兆", Kilobyte.BINARY, 2_097_152, 2_097_152),
        ("600 K", Kilobyte.EITHER, 600_000, 614_400),
        ("６００ＫＢ", Kilobyte.DECIMAL, 600_000, 600_000),
        ("1.5 MiB", Kilobyte.DECIMAL, 1_572_864, 1_572_864),
        ("30千字节", Kilobyte.BINARY, 30_720, 30_720),
        ("1 GB", Kilobyte.DECIMAL, 10**9, 10**9),
    ],
)
def test_sizes(text, kilobyte, low, high) -> None:
    assert read_quantity(text, Unit.BYTES, kilobyte) == Interval(Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("210 mm", Unit.MILLIMETRES, 210),
        ("21cm", Unit.MILLIMETRES, 210),
        ("2.54 厘米", Unit.MILLIMETRES, Fraction("25.4")),
        ("0.5 in", Unit.MILLIMETRES, Fraction("12.7")),
        ("210", Unit.MILLIMETRES, 210),
        ("72pt", Unit.MILLIMETRES, Fraction("25.4")),
        ("10.5pt", Unit.POINTS, Fraction("10.5")),
        ("10.5 磅", Unit.POINTS, Fraction("10.5")),
        ("五号", Unit.POINTS, Fraction("10.5")),
        ("小四号字", Unit.POINTS, None),
        ("五号字", Unit.POINTS, Fraction("10.5")),
        ("12", Unit.POINTS, 12),
        ("358像素", Unit.PIXELS, 358),
        ("300 dpi", Unit.DPI, 300),
        ("300DPI", Unit.DPI, 300),
        ("3页", Unit.PAGES, 3),
        ("0.65", Unit.NONE, Fraction("0.65")),
        ("80%", Unit.NONE, Fraction("0.8")),
        ("12", Unit.PAGES, 12),
    ],
)
def test_amounts(text, unit, amount) -> None:
    assert read_quantity(text, unit) == (None if amount is None else Interval(Fraction(amount), Fraction(amount)))


@pytest.mark.parametrize(
    "text", ["", "大", "2 MX", "2 M M", "1e5", "1.2.3", "12,34", "--3", "3 px", "10.5.5", "∞", "9" * 40]
)
def test_what_is_no_size(text) -> None:
    assert read_quantity(text, Unit.BYTES) is None


@pytest.mark.parametrize(
    ("text", "unit", "width", "height"),
    [
        ("358x441", Unit.PIXELS, 358, 441),
        ("358×441像素", Unit.PIXELS, 358, 441),
        ("358 * 441 px", Unit.PIXELS, 358, 441),
        ("358X441", Unit.PIXELS, 358, 441),
        ("210x297 mm", Unit.MILLIMETRES, 210, 297),
        ("21cm×29.7cm", Unit.MILLIMETRES, 210, 297),
        ("8.5 x 11 in", Unit.MILLIMETRES, Fraction("215.9"), Fraction("279.4")),
        ("a4", Unit.MILLIMETRES, 210, 297),
    ],
)
def test_widths_and_heights(text, unit, width, height) -> None:
    read = read_two_quantities(text, unit)
    assert read is not None
    assert [(side.low, side.exact) for side in read] == [(width, True), (height, True)]


@pytest.mark.parametrize("text", ["358", "358x", "x441", "358x441x2", "axb", "A9", "358 mm x 441 px"])
def test_what_is_no_width_and_height(text) -> None:
    assert read_two_quantities(text, Unit.PIXELS) is None


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("14K..40K", ("14K", "40K")),
        ("14~40 K", ("14K", "40 K".replace(" ", " "))),
        ("0.65–0.8", ("0.65", "0.8")),
        ("20到50KB", ("20KB", "50KB")),
        ("14K", None),
        ("1..2..3", None),
        ("..3", None),
    ],
)
def test_bands(text, ends) -> None:
    assert split_band(text) == ends


def test_every_type_size_is_read() -> None:
    for name, points in TYPE_SIZES.items():
        assert read_quantity(name, Unit.POINTS) == Interval(Fraction(points), Fraction(points))


def test_written_back() -> None:
    assert format_amount(Fraction(20971520)) == "20,971,520"
    assert format_amount(Fraction(2, 3)) == "0.6667"
    assert format_quantity(Fraction(21, 2), Unit.POINTS) == ("10.5 磅", "10.5 pt")
    assert format_quantity(Fraction(3), Unit.NONE) == ("3", "3")
