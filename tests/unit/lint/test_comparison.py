"""Which is larger, as far as is known."""

from decimal import Decimal

import pytest

from zcdossier.lint.compared_sides import is_coarse
from zcdossier.lint.comparison import ValueFamily, common_family, compare_values, is_comparable
from zcdossier.model.numerals import plain_number

TESTS = ("above", "at_least", "below", "at_most", "equals")
YES, NO, OPEN = True, False, None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("3", "2", (YES, YES, NO, NO, NO)),
        ("2", "2.0", (NO, YES, NO, YES, YES)),
        ("-1", "0", (NO, NO, YES, YES, NO)),
        ("2018", "2020", (NO, NO, YES, YES, NO)),
        ("2018-03", "2018-02", (YES, YES, NO, NO, NO)),
        ("2018.10", "2018.9", (YES, YES, NO, NO, NO)),
        ("2018-03", "2018-03", (OPEN, YES, OPEN, YES, YES)),
        ("2018-03-05", "2018-03", (OPEN, YES, OPEN, YES, OPEN)),
        ("2018-03-05", "2018-03-05", (NO, YES, NO, YES, YES)),
        ("2018-03-05", "2018-03-06", (NO, NO, YES, YES, NO)),
        ("2018", "2018-03", (OPEN, OPEN, OPEN, OPEN, OPEN)),
        ("2019", "2018-03", (YES, YES, NO, NO, NO)),
        ("2017", "2018-03", (NO, NO, YES, YES, NO)),
        ("至今", "2018-03", (YES, YES, NO, NO, NO)),
        ("2018-03", "至今", (NO, NO, YES, YES, NO)),
        ("至今", "至今", (NO, YES, NO, YES, YES)),
        ("16学时", "16", (OPEN,) * 5),
        ("甲", "甲", (OPEN,) * 5),
        ("", "1", (OPEN,) * 5),
        ("3", "2018-03", (OPEN,) * 5),
        ("2018-13", "2018-03", (OPEN,) * 5),
    ],
)
def test_verdicts(left: str, right: str, expected: tuple[bool | None, ...]) -> None:
    assert tuple(compare_values(test, left, right) for test in TESTS) == expected


@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("pair", [("3", "2"), ("2018-03", "2018-03"), ("2018", "2018-03"), ("2018-03", "至今")])
def test_turned_round_it_says_the_same(test: str, pair: tuple[str, str]) -> None:
    turned = {"above": "below", "at_least": "at_most", "below": "above", "at_most": "at_least", "equals": "equals"}
    assert compare_values(test, *pair) == compare_values(turned[test], pair[1], pair[0])


@pytest.mark.parametrize("text", ["1", "1.5", "-2", "+3", " 4 ", "007", "１２"])
def test_plain_numbers_are_read(text: str) -> None:
    assert plain_number(text) == Decimal(text.strip())


@pytest.mark.parametrize("text", ["", "1e9", "1_000", "1,000", "nan", "inf", "1.", ".5", "0x1", "1" * 16, "3个", "²"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert plain_number(text) is None


@pytest.mark.parametrize(
    ("test", "left", "right", "family", "expected"),
    [
        ("above", "2000.5", "2000.10", ValueFamily.NUMBER, True),
        ("below", "2000.5", "2000.10", ValueFamily.DATE, True),
        ("at_least", "2018.09", "2018", ValueFamily.DATE, OPEN),
        ("at_least", "2018.09", "2018", ValueFamily.NUMBER, True),
        ("equals", "2018", "2018", ValueFamily.TEXT, OPEN),
        ("at_least", "36~48", "48", ValueFamily.NUMBER, OPEN),
        ("at_least", "36~47", "48", ValueFamily.NUMBER, False),
        ("at_most", "49~60", "48", ValueFamily.NUMBER, False),
        ("equals", "3~4", "4", ValueFamily.NUMBER, OPEN),
        ("equals", "3~4", "5", ValueFamily.NUMBER, False),
        ("at_most", "2018-10-20", "2018-10-01~2018-10-30", ValueFamily.DATE, OPEN),
        ("at_most", "2018-10-31", "2018-10-01~2018-10-30", ValueFamily.DATE, False),
        ("at_most", "2018-10-01", "2018-10-01~2018-10-30", ValueFamily.DATE, True),
        ("at_least", "2018-03", "去年", ValueFamily.DATE, OPEN),
        ("at_least", "很多", "3", ValueFamily.NUMBER, OPEN),
    ],
)
def test_what_is_declared_decides_not_what_it_looks_like(test, left, right, family, expected) -> None:
    assert compare_values(test, left, right, family) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (ValueFamily.NUMBER, ValueFamily.ANY, ValueFamily.NUMBER),
        (ValueFamily.ANY, ValueFamily.DATE, ValueFamily.DATE),
        (ValueFamily.NUMBER, ValueFamily.DATE, ValueFamily.DATE),
        (ValueFamily.TEXT, ValueFamily.DATE, ValueFamily.TEXT),
        (ValueFamily.ANY, ValueFamily.ANY, ValueFamily.ANY),
    ],
)
def test_two_sides_are_compared_as_one_thing(left, right, expected) -> None:
    assert common_family(left, right) is expected


@pytest.mark.parametrize(("text", "can"), [("3", True), ("2018-03", True), ("至今", True), ("applicant.since", False)])
def test_what_can_be_compared(text: str, *, can: bool) -> None:
    assert is_comparable(text) is can


def test_a_rank_is_compared_by_the_own_place() -> None:
    assert compare_values("equals", "1/3", "1", ValueFamily.NUMBER) is True
    assert compare_values("at_most", "4/5", "3", ValueFamily.NUMBER) is False
    assert compare_values("at_most", "不知道", "3", ValueFamily.NUMBER) is None
    assert compare_values("equals", "1/3", "1") is None  # nothing says that it is a rank


@pytest.mark.parametrize(
    ("text", "coarse"),
    [("2020", True), ("2020-03", False), ("2020-03-01", False), ("2018-06~2019-05", True), ("12", False), ("", False)],
)
def test_what_is_too_coarse_to_be_compared(text: str, coarse: bool) -> None:
    assert is_coarse(text) is coarse
