"""Masks for dates: what they are, what they write and read, and which of them can't be told apart."""

import pytest

from zcdossier.model.date_masks import (
    clashing_masks,
    follows_mask,
    mask_faults,
    period_follows_mask,
    read_masked,
    spell_by_mask,
    spell_period_by_mask,
    write_date,
)
from zcdossier.model.dates import PartialDate


@pytest.mark.parametrize(
    ("mask", "text"),
    [
        ("YYYYMM", "202103"),
        ("YY.MM", "21.03"),
        ("YYYY.MM.DD", "2021.03.05"),
        ("YYYY年M月", "2021年3月"),
        ("YYYY-M-D", "2021-3-5"),
        ("DD/MM/YYYY", "05/03/2021"),
        ("YYYY", "2021"),
    ],
)
def test_a_mask_writes_a_date_and_reads_it_again(mask: str, text: str) -> None:
    written = write_date(PartialDate(2021, 3, 5), mask)
    assert written == text
    read = read_masked(text, (mask,))
    assert read is not None
    assert write_date(read, mask) == text


@pytest.mark.parametrize("mask", ["", "draft", "YYYY.YY", "MM.DD", "YYYY.DD", "YYYYMD", "YYYYM", "年月"])
def test_what_is_no_mask_or_can_be_read_in_two_ways_has_a_fault(mask: str) -> None:
    assert list(mask_faults(mask))


@pytest.mark.parametrize("mask", ["YYYY.MM", "YYYYMMDD", "YYYY年M月D日", "YY.M", "MM/YYYY"])
def test_a_mask_that_says_one_thing_has_no_fault(mask: str) -> None:
    assert not list(mask_faults(mask))


def test_masks_by_which_one_text_is_two_dates_clash() -> None:
    assert clashing_masks(("MM/DD/YYYY", "DD/MM/YYYY")) == ("MM/DD/YYYY", "DD/MM/YYYY")
    assert clashing_masks(("YYYY.MM", "YYYY.MM.DD", "YYYY年M月")) is None


def test_the_very_date_is_spelt_by_a_mask_that_leaves_nothing_out() -> None:
    assert spell_by_mask("2021年3月5日", ("YYYY.MM", "YYYY.MM.DD")) == "2021.03.05"
    assert spell_by_mask("2021年3月5日", ("YYYY.MM",)) == "2021.03"
    assert spell_by_mask("2021年3月", ("YYYY.MM.DD", "YYYY.MM")) == "2021.03"
    assert spell_by_mask("2021", ("YYYY.MM",)) is None
    assert spell_by_mask("不详", ("YYYY.MM",)) is None


def test_a_year_of_two_digits_is_of_this_century_or_the_last() -> None:
    assert read_masked("21.03", ("YY.MM",)) == PartialDate(2021, 3)
    assert read_masked("68.03", ("YY.MM",)) == PartialDate(1968, 3)


def test_a_day_that_does_not_exist_is_not_read() -> None:
    assert read_masked("20210230", ("YYYYMMDD",)) is None
    assert not follows_mask("2021.3", ("YYYY.MM",))


def test_both_ends_of_a_period_follow_the_mask() -> None:
    masks = ("YYYY.MM",)
    assert period_follows_mask("2017.09-2018.06", masks)
    assert period_follows_mask("2017.09-至今", masks)
    assert period_follows_mask("2017.09至今", masks)
    assert not period_follows_mask("2017年9月-2018.06", masks)
    assert spell_period_by_mask("2017年9月至2018年6月", masks) == "2017.09-2018.06"
    assert spell_period_by_mask("2017年9月至今", ("YYYY-MM",)) == "2017-09至今"
