"""Ranks beside a name, class hours, numbers of documents and codes in what was read."""

from decimal import Decimal

import pytest
from text_as_read import text_of

from zcdossier.lint.kinds.valid_until import verification_codes
from zcdossier.lint.scan_text.find_numbers import differing_hours, differing_number, differing_rank, ranks_of_person
from zcdossier.model.ranks import Rank


@pytest.mark.parametrize(
    ("lines", "rank"),
    [
        (("江州大学林晓老师以作者身份", "(排名第1,共3位作者)"), 1),
        (("林晓（2/5）",), 2),
        (("林晓（排名第二）",), 2),
        (("第一完成人：林晓",), 1),
        (("林晓 排名：3",), 3),
        (("林晓为第三发明人",), 3),
    ],
)
def test_ranks(lines: tuple[str, ...], rank: int) -> None:
    assert list(ranks_of_person("林晓", text_of(*lines))) == [rank]


@pytest.mark.parametrize(
    "lines",
    [("林晓、沈慕云（2/5）",), ("林晓1，陈予安1",), ("林晓于第1期",), ("沈慕云（2/5）",), ("林晓，女，1987年4月生",)],
)
def test_no_rank_of_this_person(lines: tuple[str, ...]) -> None:
    assert ranks_of_person("林晓", text_of(*lines)) == {}


def test_two_ranks_say_nothing() -> None:
    assert differing_rank(Rank(3), "林晓", text_of("林晓（2/5）", "林晓（1/2）")) is None
    assert differing_rank(Rank(3), "林晓", text_of("林晓（2/5）")).text == "2/5"


def test_hours() -> None:
    assert differing_hours(Decimal(84), text_of("共48学时")).text == "48学时"
    assert differing_hours(Decimal(48), text_of("共48.0学时")) is None
    assert differing_hours(Decimal(84), text_of("理论48学时", "实验16学时")) is None
    assert differing_hours(Decimal(40), text_of("完成规定课程学习，共4", "0学时，准予结业。")) is None
    assert differing_hours(Decimal(84), text_of("第2", "48学时")).text == "48学时"


def test_numbers() -> None:
    assert differing_number("ZL202110123456.7", text_of("专利号 ZL202110123458.7")).text.endswith("ZL202110123458.7")
    assert differing_number("ZL202110123456.7", text_of("专利号 ZL2O2110l23456.7")) is None
    assert differing_number("ZL202110123456.7", text_of("专利号 ZL201910999999.1")) is None
    assert differing_number("2021", text_of("2022")) is None


def test_codes() -> None:
    assert verification_codes(text_of("在线验证码", "AB12 CD34 EF56 GH78")) == ("AB12CD34EF56GH78",)
    assert verification_codes(text_of("请在网上查询验证码")) == ()


@pytest.mark.parametrize(
    ("typed", "lines", "seen"),
    [
        (Rank(3, 6), ("2019.03", "2/6"), "2/6"),
        (Rank(3, 6), ("3/6",), None),
        (Rank(3, 5), ("2/6",), None),  # of other people
        (Rank(3), ("2/6",), None),
        (Rank(3, 6), ("2/6", "1/6"), None),
        (Rank(3, 6), ("页 2/6",), None),
    ],
)
def test_a_rank_in_a_cell_of_its_own(typed: Rank, lines: tuple[str, ...], seen: str | None) -> None:
    found = differing_rank(typed, "林晓", text_of(*lines))
    assert (found.text if found else None) == seen


@pytest.mark.parametrize(
    ("typed", "lines", "seen"),
    [
        ("182", ("本学年合计课堂教学自然课时:164",), "课时:164"),
        ("164", ("本学年合计课堂教学自然课时:164",), None),
        ("60", ("学时：30", "学时：30"), None),  # two certificates
        ("90", ("学时：30", "学时：30"), "学时:30"),
        ("90", ("学时：30", "学时：32"), None),
    ],
)
def test_hours_behind_their_label(typed: str, lines: tuple[str, ...], seen: str | None) -> None:
    found = differing_hours(Decimal(typed), text_of(*lines))
    assert (found.text if found else None) == seen
